/* Charts: what a picture shows, as data. chart_draw makes SVG, PNG or PDF of it with gnuplot. */
#ifndef SOL_REPORT_CHART_H
#define SOL_REPORT_CHART_H

#include "solatium/arena.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum chart_scale {
    CHART_NUMBER,
    CHART_SHARE, /* 0 to 1, printed in percent */
    CHART_DATE,  /* days since 1970-01-01 */
    CHART_NAMED  /* 0, 1, … are the labels */
} chart_scale;

typedef struct chart_axis {
    const char *title; /* with its unit; NULL: none */
    chart_scale scale;
    double low, high; /* both 0: from the data (a number's axis then begins at 0) */
    size_t label_count;
    const char *const *label;
} chart_axis;

typedef enum chart_shape {
    CHART_LINE,
    CHART_STEP,      /* holds its value until the next x */
    CHART_BAND,      /* between low and high */
    CHART_BARS,      /* side by side, or on top of each other in a CHART_STACK */
    CHART_REFERENCE, /* a thin grey line to compare with */
    CHART_POINTS     /* small boxes, with whiskers where low and high are given */
} chart_shape;

typedef struct chart_series {
    const char *name; /* in the key; NULL: not there */
    chart_shape shape;
    int colour; /* row of the palette; a band and its line share one */
    size_t count;
    const double *x, *y;      /* y: NULL for a band */
    const double *low, *high; /* of a band or of whiskers, else NULL */
} chart_series;

/** A line across the picture at a value, with words at its end. */
typedef struct chart_mark {
    bool is_upright; /* at an x, else at a y */
    double at;
    const char *words;
} chart_mark;

typedef enum chart_kind {
    CHART_PLOT,  /* any series; bars stand on x */
    CHART_STACK, /* bars on top of each other */
    CHART_LYING, /* bars lie: y is named, first label on top, and the series' x is the label, their y the value */
    CHART_HEAT,  /* y.label × x.label shares, with the contour of the goal */
    CHART_TORNADO /* y.label levers, series[0].low and high: the result at each lever's two ends; first mark: the result as it is */
} chart_kind;

/* In a heat map: where there is no share. */
#define CHART_NO_CELL (-1.0)

typedef struct chart_spec {
    const char *name; /* a-z, 0-9, -; of its file and its ids */
    const char *title;
    const char *description; /* the picture in words, for those who cannot see it */
    chart_kind kind;
    chart_axis x, y;
    size_t series_count;
    const chart_series *series;
    size_t mark_count;
    const chart_mark *mark;
    const char *note;   /* what its marks mean, and of what it is: below it, as long as it must be; NULL: nothing */
    const double *cell; /* of a heat map: cell[row * x.label_count + column], row 0 on top; CHART_NO_CELL: no share */
    const char *const
        *cell_mark;        /* of a heat map: what stands behind each cell's number, "" where nothing does; or NULL */
    double goal;           /* of a heat map: cells from here on are inside the contour; 0: none */
    const char *goal_name; /* what that is called; NULL: the goal */
    const char *const *low_words, *const *high_words; /* of a tornado: the two limits of each lever */
    const char *const
        *bar_words; /* of lying bars: what stands at their ends, bar_words[series * y.label_count + label]; or NULL */
    const char *const
        *end_names; /* of a plot: what stands at each series' last point, NULL where nothing does; or NULL */
} chart_spec;

/** The scale of an axis of money: what one of it is in minor units, and its name, "million KRW". */
typedef struct chart_money {
    double units;
    const char *title;
} chart_money;
chart_money chart_money_of(sol_arena *arena, const char *currency, int minor_digits, double largest);

/** How long the drawing of a picture may take, seconds. */
enum { CHART_SECONDS = 20 };

typedef enum chart_format { CHART_SVG, CHART_PNG, CHART_PDF } chart_format;

typedef enum chart_outcome { CHART_DRAWN, CHART_NO_GNUPLOT, CHART_TOO_SLOW, CHART_STOPPED, CHART_FAILED } chart_outcome;

/** NULL, or what becomes non-zero when drawing is to end. */
typedef const volatile sig_atomic_t *chart_stop;

typedef struct chart_picture {
    chart_outcome outcome;
    const char *bytes; /* in the arena; NULL unless drawn */
    size_t length;
    const char *reason; /* why not, as a line for people; NULL if drawn */
} chart_picture;

/**
 * Draws a chart with the gnuplot that PATH finds, until `*stop` is non-zero (NULL: never).
 *
 * Needs    every number finite; counts of series and labels as the kind says
 * Gives    an SVG element without prolog (fit for a page: its ids begin with the chart's name), or the bytes of a file. No text of the
 *          chart reaches gnuplot: an SVG's texts are put in behind it, for PNG and PDF each byte is written as its number
 */
chart_picture chart_draw(sol_arena *arena, const chart_spec *chart, chart_format format, chart_stop stop);

/** Who draws, and how long. */
typedef struct chart_drawer {
    const char *program;
    double seconds;
    chart_stop stop;
} chart_drawer;

/** The same by another (for tests). */
chart_picture chart_draw_by(sol_arena *arena, const chart_spec *chart, chart_format format, const chart_drawer *drawer);

/** People by state, a dot each or for a stated number of people. */
typedef struct dots_state {
    const char *label;
    double people;
} dots_state;

/** An SVG element of dots, in the order given; needs no other program. `per_dot` receives the people that one dot stands for. */
const char *dots_draw(sol_arena *arena, const char *name, size_t count, const dots_state state[], double *per_dot);

/** The same as the bytes of a file; PNG and PDF by gnuplot. */
chart_picture dots_draw_file(sol_arena *arena, size_t count, const dots_state state[], chart_format format,
                             chart_stop stop);

#endif
