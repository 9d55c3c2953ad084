#include "report/sample_charts.h"

#include <math.h>
#include <stdint.h>

enum { DATES = 60, ROWS = 11 };

static const char **texts(sol_arena *arena, size_t count, const char *text, const char *const own[])
{
    const char **list = SOL_TAKE(arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        list[i] = text ? text : own[i];
    return list;
}

/* A fan and a line by date. */
static void fan(sol_arena *arena, chart_spec *chart, const char *text)
{
    double *x = SOL_TAKE(arena, DATES, double), *y = SOL_TAKE(arena, DATES, double);
    double *low = SOL_TAKE(arena, DATES, double), *high = SOL_TAKE(arena, DATES, double);
    for (int i = 0; i < DATES; i++) {
        x[i] = 18170 + i * 91.3;
        y[i] = 12.385 * (1 - exp(-i / 18.0));
        low[i] = y[i] * 0.61;
        high[i] = y[i] * 1.27;
    }
    chart_series *series = SOL_TAKE(arena, 3, chart_series);
    series[0] = (chart_series){text ? text : "5 to 95 of 100 trials", CHART_BAND, 0, DATES, x, NULL, low, high};
    series[1] = (chart_series){text ? text : "mean", CHART_LINE, 0, DATES, x, y, NULL, NULL};
    series[2] = (chart_series){text ? text : "생존 피해자", CHART_STEP, 3, DATES, x, high, NULL, NULL};
    *chart = (chart_spec){.name = "fan", .title = "Paid so far, and survivors", .series_count = 3, .series = series};
    static const char *const ends[] = {NULL, "ends here", "생존"};
    chart->x = (chart_axis){.scale = CHART_DATE};
    chart->y = (chart_axis){.title = text ? text : "billion KRW"};
    const char **names = texts(arena, 3, text, ends);
    names[0] = NULL;
    chart->end_names = names;
}

static void stack(sol_arena *arena, chart_spec *chart, const char *text)
{
    double *x = SOL_TAKE(arena, DATES, double);
    chart_series *series = SOL_TAKE(arena, 4, chart_series);
    const char *const own[] = {"paid in life", "to estates", "costs", "left"};
    for (int s = 0; s < 4; s++) {
        double *y = SOL_TAKE(arena, 15, double);
        for (int i = 0; i < 15; i++) {
            x[i] = i;
            y[i] = 100.5 + s * 40 + i * (s % 2 ? 7.3 : -5.1);
        }
        series[s] = (chart_series){text ? text : own[s], CHART_BARS, s, 15, x, y, NULL, NULL};
    }
    const char **years = SOL_TAKE(arena, 15, const char *);
    for (int i = 0; i < 15; i++)
        years[i] = text ? text : sol_arena_print(arena, "%d", 2019 + i);
    *chart = (chart_spec){.name = "stack",
                          .title = "Where the money is, by year",
                          .kind = CHART_STACK,
                          .series_count = 4,
                          .series = series};
    chart->x = (chart_axis){.scale = CHART_NAMED, .label_count = 15, .label = years};
    chart->y = (chart_axis){.title = text ? text : "million KRW"};
}

static void lying(sol_arena *arena, chart_spec *chart, const char *text)
{
    static const double x[] = {0, 1, 2, 3, 4}, y[] = {0.912, 0.5, 0.33, 0.071, 0}, low[] = {0.88, 0.2, 0.3, 0.01, 0},
                        high[] = {0.95, 0.8, 0.4, 0.2, 0};
    static const double other[] = {0.7, 0.6, 0.2, 0.1, 0.9};
    static const char *const own[] = {"Nippon Steel plaintiffs", "三菱重工業 名古屋 女子勤労挺身隊の原告たち", "유족",
                                      "Later suits", "A city"};
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){text ? text : "paid in time", CHART_BARS, 0, 5, x, y, low, high};
    series[1] = (chart_series){text ? text : "paid in life", CHART_BARS, 1, 5, x, other, NULL, NULL};
    *chart = (chart_spec){
        .name = "lying", .title = "Shares by group", .kind = CHART_LYING, .series_count = 2, .series = series};
    chart->x = (chart_axis){.title = text ? text : "share of those living at the start", .scale = CHART_SHARE};
    chart->y = (chart_axis){.scale = CHART_NAMED, .label_count = 5, .label = texts(arena, 5, text, own)};
    static const char *const words[] = {"91%", "50%", "33%", "7%", "0%", "70%", "60%", "20%", "10%", "90%"};
    chart->bar_words = texts(arena, 10, text, words);
}

static void heat(sol_arena *arena, chart_spec *chart, const char *text)
{
    double *cell = SOL_TAKE(arena, ROWS * ROWS, double);
    const char **labels = SOL_TAKE(arena, ROWS, const char *);
    for (int i = 0; i < ROWS * ROWS; i++)
        cell[i] = fmin(1, 0.02 + 0.085 * (i % ROWS) + 0.05 * (i / ROWS));
    for (int i = 0; i < ROWS; i++)
        labels[i] = text ? text : sol_arena_print(arena, "%d%%", i * 10);
    *chart = (chart_spec){
        .name = "heat",
        .title = "Share paid in time, by the rates of the two countries: which rates together reach the goal",
        .kind = CHART_HEAT,
        .cell = cell,
        .goal = 0.9};
    chart->x = (chart_axis){
        .title = text ? text : "participation.JP", .scale = CHART_NAMED, .label_count = ROWS, .label = labels};
    chart->y = (chart_axis){
        .title = text ? text : "participation.KR", .scale = CHART_NAMED, .label_count = ROWS, .label = labels};
}

static void tornado(sol_arena *arena, chart_spec *chart, const char *text)
{
    static const double low[] = {0.41, 0.55, 0.66, 0.60}, high[] = {0.83, 0.70, 0.61, 0.70};
    static const char *const own[] = {"participation.JP", "fund.costs.yearly", "mortality.multiplier",
                                      "firms.POSCO.pledge"};
    static const char *const lows[] = {"0%", "300m KRW", "0.8", "3.6bn KRW"}, *const highs[] = {"60%", "500m KRW",
                                                                                                "1.2", "4.4bn KRW"};
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    series[0] = (chart_series){NULL, CHART_BARS, 0, 4, NULL, NULL, low, high};
    mark[0] = (chart_mark){true, 0.63, text ? text : "as it is: 63%"};
    *chart = (chart_spec){.name = "tornado",
                          .title = "What each lever moves",
                          .kind = CHART_TORNADO,
                          .series_count = 1,
                          .series = series};
    chart->mark_count = 1;
    chart->mark = mark;
    chart->low_words = texts(arena, 4, text, lows);
    chart->high_words = texts(arena, 4, text, highs);
    chart->x = (chart_axis){.title = text ? text : "share in time", .scale = CHART_SHARE};
    chart->y = (chart_axis){.scale = CHART_NAMED, .label_count = 4, .label = texts(arena, 4, text, own)};
}

static void lorenz(sol_arena *arena, chart_spec *chart, const char *text)
{
    static const double x[] = {0, 0.2, 0.4, 0.6, 0.8, 1}, y[] = {0, 0.05, 0.16, 0.33, 0.6, 1};
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 2, chart_mark);
    series[0] = (chart_series){text ? text : "all receive the same", CHART_REFERENCE, 0, 6, x, x, NULL, NULL};
    series[1] = (chart_series){text ? text : "paid", CHART_LINE, 0, 6, x, y, NULL, NULL};
    mark[0] = (chart_mark){false, 0.9, text ? text : "goal 90%"};
    mark[1] = (chart_mark){true, 0.3, text ? text : "a third"};
    *chart = (chart_spec){.name = "lorenz",
                          .title = "How even the payments are",
                          .series_count = 2,
                          .series = series,
                          .mark_count = 2,
                          .mark = mark};
    chart->x = (chart_axis){.title = text ? text : "share of claimants", .scale = CHART_SHARE, .high = 1};
    chart->y = (chart_axis){.title = text ? text : "share of the money", .scale = CHART_SHARE, .high = 1};
}

static void points(sol_arena *arena, chart_spec *chart, const char *text)
{
    static const double x[] = {0, 1, 2, 3}, y[] = {1200, 1730, 900, 2100}, low[] = {900, 1500, 100, 1800},
                        high[] = {1400, 2000, 1200, 2500};
    static const char *const own[] = {"75–79", "80–84", "85–89", "90 and older"};
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    series[0] = (chart_series){text ? text : "people", CHART_POINTS, 2, 4, x, y, low, high};
    *chart = (chart_spec){.name = "points", .title = "People by age", .series_count = 1, .series = series};
    chart->x = (chart_axis){.scale = CHART_NAMED, .label_count = 4, .label = texts(arena, 4, text, own)};
    chart->y = (chart_axis){.title = text ? text : "people"};
}

chart_spec sample_chart(sol_arena *arena, int number, const char *text)
{
    static void (*const samples[SAMPLE_CHARTS])(sol_arena *, chart_spec *,
                                                const char *) = {fan, stack, lying, heat, tornado, lorenz, points};
    chart_spec chart;
    samples[number](arena, &chart, text);
    chart.description = "A picture for a test.";
    if (text)
        chart.title = chart.description = text;
    return chart;
}
