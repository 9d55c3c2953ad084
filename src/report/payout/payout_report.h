/* The payout report: nine sections as one document, with the pictures that stand in it. Reads results, runs no trial. */
#ifndef SOL_REPORT_PAYOUT_REPORT_H
#define SOL_REPORT_PAYOUT_REPORT_H

#include "report/charts/chart.h"
#include "report/document/document.h"
#include "solatium/missing.h"
#include "solatium/result.h"
#include "solatium/tornado.h"

/** A level of the price of delay: all money so many months later. */
typedef struct payout_delay {
    double months;
    sol_difference died_waiting, paid_in_life, share_in_time; /* against no delay: people, minor units, share */
} payout_delay;

/** What was simulated beside the result, on the same futures; what is NULL or 0 is left out, and the report says so. */
typedef struct payout_studies {
    const sol_comparison *heat;  /* two levers, the rates of two countries */
    const sol_comparison *rules; /* one lever, `allocation` */
    const sol_tornado *tornado;
    const sol_missing *missing;
    size_t delay_count;
    const payout_delay *delay;
    uint64_t delay_trials;
    const char *left_out; /* why there are none, as a sentence */
} payout_studies;

typedef struct payout_settings {
    const payout_studies *studies; /* NULL: none */
    const char *command;           /* the command line that makes this report again */
    bool has_pictures;             /* whether the format shows them */
    chart_stop stop;               /* ends the drawing of them */
} payout_settings;

typedef struct payout_picture {
    size_t block;            /* stands before this block of the document */
    const char *name;        /* of its file */
    const chart_spec *chart; /* NULL: dots */
    size_t state_count;      /* of dots */
    const dots_state *state;
    const char *svg; /* NULL: not drawn */
    const char *caption;
} payout_picture;

enum { PAYOUT_PICTURES = 16 };

typedef struct payout_report {
    document *doc;
    size_t picture_count;
    payout_picture picture[PAYOUT_PICTURES];
    const char *no_pictures; /* why charts are missing; NULL: none is */
    bool has_no_gnuplot;     /* that is why: the report is whole without them */
} payout_report;

/** The whole report. Needs a result and settings that outlive it. */
payout_report *payout_report_make(sol_arena *arena, const sol_result *result, const payout_settings *settings);

/** A picture of it as the bytes of a file. */
chart_picture payout_draw(sol_arena *arena, const payout_picture *picture, chart_format format, chart_stop stop);

/* The sections that have charts; each adds headings, tables and pictures (payout_charts.c, payout_fairness.c, payout_studies.c). */

/** Adds a chart behind what the document holds so far and draws it if pictures are wanted. */
void payout_add_chart(payout_report *report, const payout_settings *settings, const chart_spec *chart,
                      const char *caption);

/** Title, verdict, three sentences, dots, years and what is left out: the first page. */
void payout_answer(payout_report *report, const sol_result *result, const payout_studies *studies);

/** Histograms of the share in time, of what comes in and of what is still owed; nothing where there are no bins. */
void payout_spreads(payout_report *report, const sol_result *result, const payout_settings *settings);

/**
 * How much money is missing for the goal, by when it would do what, or why no sum does; a sentence. It says on how many futures it was searched
 * where these are others than `beside`, those of the figures that it stands beside.
 */
const char *payout_missing_text(sol_arena *arena, const sol_missing *missing, uint64_t beside);

/** The same as a paragraph; of several goals with what is missing for each. */
void payout_say_missing(document *doc, const sol_missing *missing, uint64_t beside);

void payout_add_dots(payout_report *report, const sol_result *result);
void payout_money_charts(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_flow_chart(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_time_charts(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_fairness(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_delay_section(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_participation(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_rules(payout_report *report, const sol_result *result, const payout_settings *settings);
void payout_tornado(payout_report *report, const payout_settings *settings);

/** That a study is not here, and why. */
void payout_say_left_out(document *doc, const payout_settings *settings, const char *what);

/** Tables `years` (paid, waiting, died waiting by year) and `again` (how to make the report again, with the resolved scenario). */
void payout_years(document *doc, const sol_result *result);
void payout_again(document *doc, const sol_result *result, const payout_settings *settings);

#endif
