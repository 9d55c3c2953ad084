/* What a comparison says: levers as a table or a heat map, files side by side. */
#ifndef SOL_REPORT_COMPARE_REPORT_H
#define SOL_REPORT_COMPARE_REPORT_H

#include "report/charts/chart.h"
#include "report/document/document.h"
#include "solatium/study.h"

enum { COMPARE_WIDE = 10000 }; /* cells of what has no edge, such as a workbook */

/**
 * The document: tables `points` (levers), or `changed`, `levels`, `differences_2` and `movers_2` and so on (files). Two levers give the tables
 * `heat`, `heat_from_60%`, …, of as many columns as fit `width`; with a width of 0 there are none, with one of more the table `points` is left out.
 */
document *compare_report_make(sol_arena *arena, const sol_comparison *comparison, int width);

/** The chart of one lever (a curve with its band) or of two (a heat map); false for files, more levers and names without an order. */
bool compare_report_chart(sol_arena *arena, const sol_comparison *comparison, chart_spec *chart);

/** The chart of two levers. */
void compare_heat_chart(sol_arena *arena, const sol_comparison *comparison, chart_spec *chart);

/** What a point is called: "participation.JP=0%, participation.KR=50%", or its scenario's title. */
const char *compare_point_name(sol_arena *arena, const sol_comparison *comparison, size_t point);

/** A key as a page names it: "POSCO.pledge" says enough of "firms.POSCO.pledge". */
const char *compare_short_key(const char *key);

/** What a metric is called for people and in JSON, and its unit. */
typedef struct compare_metric {
    const char *title, *key;
    document_unit unit;
} compare_metric;
extern const compare_metric compare_metrics[SOL_METRICS];

#endif
