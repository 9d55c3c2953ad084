/* The tornado and the price of delay: as documents and as charts. */
#ifndef SOL_REPORT_COMPARE_TORNADO_H
#define SOL_REPORT_COMPARE_TORNADO_H

#include "report/charts/chart.h"
#include "report/document/document.h"
#include "solatium/delay.h"
#include "solatium/tornado.h"

/** Tables `tornado` and `left_out`; with a width above 0 bars of cells, short names and the metric ranked by alone. */
document *tornado_document(sol_arena *arena, const sol_tornado *tornado, int width);

enum { TORNADO_BARS = 20 };

/** Its rows that move most, at most so many; false without one. Needs most >= 1. */
bool tornado_chart(sol_arena *arena, const sol_tornado *tornado, size_t most, chart_spec *chart);

/** Table `delay`, and what a month costs in words. */
document *delay_document(sol_arena *arena, const sol_delay *delay);

/** The share in time by the months of delay, with its band; false with fewer than two points that were run. */
bool delay_chart(sol_arena *arena, const sol_delay *delay, chart_spec *chart);

#endif
