/* The price of delay: what it costs people and money when all of it comes later. */
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/payout/payout_report.h"

#include <math.h>

static void add_chart(payout_report *report, const payout_studies *s, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    size_t n = s->delay_count;
    double *x = SOL_TAKE(arena, n, double), *y = SOL_TAKE(arena, n, double);
    double *low = SOL_TAKE(arena, n, double), *high = SOL_TAKE(arena, n, double);
    for (size_t i = 0; i < n; i++) {
        const sol_difference *d = &s->delay[i].died_waiting;
        x[i] = s->delay[i].months;
        y[i] = d->mean;
        low[i] = d->mean - 1.96 * d->se;
        high[i] = d->mean + 1.96 * d->se;
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){NULL, CHART_LINE, 0, n, x, y, NULL, NULL};
    series[1] = (chart_series){NULL, CHART_POINTS, 0, n, x, y, low, high};
    chart_spec chart = {.name = "delay", .title = "More people who die waiting", .series_count = 2, .series = series};
    chart.description = "How many more claimants die waiting when all money comes so many months later; the table has "
                        "the figures.";
    chart.x = (chart_axis){.title = "months later"};
    chart.y = (chart_axis){.title = "people more than without delay"};
    payout_add_chart(report, settings, &chart, "The line on a point is the 95 % interval of the difference.");
}

static void add_rows(document_table *table, const payout_studies *s)
{
    for (size_t i = 0; i < s->delay_count; i++) {
        const payout_delay *d = &s->delay[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_value(d->months);
        row[1] = cell_change(&d->died_waiting);
        row[2] = cell_change(&d->paid_in_life);
        row[3] = cell_change(&d->share_in_time);
    }
}

/* What one month costs, on average of the longest delay: said only of what is distinguishable from nothing. */
static void say_month(document *doc, const sol_result *r, const payout_delay *last)
{
    if (last->months <= 0)
        return;
    if (!last->died_waiting.is_distinguishable) {
        document_say(doc, TONE_PLAIN,
                     "Even %s months more make no difference to how many die waiting that these trials can tell.",
                     figure_number(last->months, 0).text);
        return;
    }
    double people = last->died_waiting.mean / last->months, money = -last->paid_in_life.mean / last->months;
    document_say(doc, TONE_PLAIN,
                 "On average over the first %s months, each month of delay lets %s %s claimants die waiting and takes "
                 "%s %s from what is paid in life.",
                 figure_number(last->months, 0).text, figure_number(fabs(people), people < 10 ? 2 : 0).text,
                 people < 0 ? "fewer" : "more", figure_money(money, r->minor_digits).text, r->currency);
}

void payout_delay_section(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    static const document_column columns[] = {
        {.key = "months", .title = "months\nlater", .unit = UNIT_COUNT},
        {.key = "died_waiting",
         .title = "more people\ndie waiting",
         .unit = UNIT_COUNT,
         .spread = SPREAD_ERROR,
         .is_signed = true},
        {.key = "paid_in_life",
         .title = "paid\nin life",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ERROR,
         .is_signed = true},
        {.key = "share_in_time",
         .title = "share\nin time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ERROR,
         .is_signed = true},
    };
    const payout_studies *s = settings->studies;
    document_heading(report->doc, 3, "The price of delay");
    if (!s || s->delay_count == 0) {
        payout_say_left_out(report->doc, settings, "What a month's delay costs");
        return;
    }
    say_month(report->doc, r, &s->delay[s->delay_count - 1]);
    if (s->delay_count > 1)
        add_chart(report, s, settings);
    document_table *table = document_add_table(report->doc, "delay", "If all money came later", 4, columns);
    add_rows(table, s);
    table->note =
        sol_arena_print(report->doc->arena,
                        "Against no delay, on the same futures, %s each: every amount arrives so much later, what "
                        "would come after the end is lost, and all else stays.",
                        figure_count(s->delay_trials, "trial").text);
}
