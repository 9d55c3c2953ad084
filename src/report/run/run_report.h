/* The report of a run, section by section, as blocks of a document. Reads a result, runs nothing. */
#ifndef SOL_REPORT_RUN_REPORT_H
#define SOL_REPORT_RUN_REPORT_H

#include "report/document/document.h"
#include "solatium/result.h"

/* How much of the long tables a page has room for. */
typedef struct run_report_room {
    size_t sources;       /* rows at most; 0: all */
    size_t timeline;      /* likewise; thinned out evenly, first and last kept */
    size_t assumptions;   /* likewise */
    bool all_assumptions; /* also those with a source and the defaults */
    bool months;          /* also deaths by month */
} run_report_room;

/** The whole report. Needs a result that outlives the document. */
document *run_report_make(sol_arena *arena, const sol_result *result, run_report_room room);

/** Title, verdict and the sentences that could be quoted; the table `goals` when there are several. */
void run_report_answer(document *doc, const sol_result *result);

/** Parts of it: title and line of facts, the verdict with what its word means, the table `goals`. */
void run_report_title(document *doc, const sol_result *result);
void run_report_verdict(document *doc, const sol_result *result);
void run_report_goals(document *doc, const sol_result *result);

/** The sentences on who dies waiting, and on what is paid out of what there is. */
void run_report_say_money(document *doc, const sol_result *result);

/** The sentence on what is unpaid on the goal's day, and how often nothing comes at all. */
void run_report_say_unpaid(document *doc, const sol_result *result);

/** Whether shares of people are without some: those refused, declined or not due. */
bool run_report_leaves_some_out(const sol_result *result);

/** What the scenario leaves out. */
void run_report_leaves_out(document *doc, const sol_result *result);

/** Tables `shares`, `people` and `not_in_time`. */
void run_report_people(document *doc, const sol_result *result);

/** Tables `by_country` and `by_source`. */
void run_report_money_in(document *doc, const sol_result *result, size_t rows);

/** Table `money`. */
void run_report_money_out(document *doc, const sol_result *result);

/** Tables `wholly_paid`, `reach`, `unpaid`, `deaths` and `deaths_by_month`; none where the result does not know, as it was saved before. */
void run_report_wholly_paid(document *doc, const sol_result *result);
void run_report_reach(document *doc, const sol_result *result);
void run_report_unpaid(document *doc, const sol_result *result);
void run_report_deaths(document *doc, const sol_result *result);
void run_report_deaths_by_month(document *doc, const sol_result *result);

/** Table `timeline`. */
void run_report_timeline(document *doc, const sol_result *result, size_t rows);

/** Tables `groups`, `age_bands` and `claim_bands`. */
void run_report_groups(document *doc, const sol_result *result);

/** How to read the figures, and what they do not hold; with heading, version and hash, or as paragraphs alone. */
void run_report_method(document *doc, const sol_result *result);
void run_report_reading(document *doc, const sol_result *result);

/** Table `claimants`, when the result has them; expected amounts to the nearest unit of money. */
void run_report_claimants(document *doc, const sol_result *result);

#endif
