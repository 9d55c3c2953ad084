/* Charts of every kind for the tests, with a text of the test's own wherever a text can stand. */
#ifndef TESTS_REPORT_CHARTS_H
#define TESTS_REPORT_CHARTS_H

#include "report/charts/chart.h"

enum { SAMPLE_CHARTS = 7 };

/** The n-th sample; every text in it is `text`, or the sample's own when that is NULL. */
chart_spec sample_chart(sol_arena *arena, int number, const char *text);

#endif
