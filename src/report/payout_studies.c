#include "report/payout_report.h"

#include "base/check.h"
#include "report/figure.h"

#include <string.h>

static void say_left_out(document *doc, const payout_settings *settings, const char *what)
{
    const char *why = settings->studies && settings->studies->left_out ? settings->studies->left_out
                                                                       : "It was not simulated for this report.";
    document_say(doc, TONE_QUIET, "%s is not here. %s", what, why);
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
        {.key = "paid_in_life", .title = "paid in life", .unit = UNIT_MONEY, .spread = SPREAD_ERROR, .is_signed = true},
        {.key = "share_in_time",
         .title = "share\nin time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ERROR,
         .is_signed = true},
    };
    const payout_studies *s = settings->studies;
    document_heading(report->doc, 3, "The price of delay");
    if (!s || s->delay_count == 0) {
        say_left_out(report->doc, settings, "What a month's delay costs");
        return;
    }
    document_table *table = document_add_table(report->doc, "delay", "If all money came later", 4, columns);
    for (size_t i = 0; i < s->delay_count; i++) {
        const payout_delay *d = &s->delay[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_value(d->months);
        row[1] = cell_with_error(d->died_waiting.mean, d->died_waiting.se);
        row[2] = cell_with_error(d->paid_in_life.mean, d->paid_in_life.se);
        row[3] = cell_with_error(d->share_in_time.mean, d->share_in_time.se);
    }
    const payout_delay *last = &s->delay[s->delay_count - 1];
    if (last->months > 0)
        document_say(report->doc, TONE_PLAIN,
                     "On average over the first %d months, each month of delay lets %s more claimants die waiting and "
                     "takes %s %s from what is paid in life.",
                     last->months, figure_number(last->died_waiting.mean / last->months, 2).text,
                     figure_money(-last->paid_in_life.mean / last->months, r->minor_digits).text, r->currency);
}

/* The heat map's rows are the first lever's values, its columns the second's. */
static void add_heat(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    const sol_comparison *c = settings->studies->heat;
    SOL_CHECK(c->lever_count == 2);
    size_t rows = c->lever[0].count, columns = c->lever[1].count;
    sol_arena *arena = report->doc->arena;
    double *cell = SOL_TAKE(arena, rows * columns, double);
    document_column *column = SOL_TAKE(arena, columns + 1, document_column);
    column[0] = (document_column){.key = "value",
                                  .title = sol_arena_print(arena, "%s ↓\n%s →", c->lever[0].key, c->lever[1].key)};
    for (size_t i = 0; i < columns; i++)
        column[i + 1] =
            (document_column){.key = c->lever[1].value[i], .title = c->lever[1].value[i], .unit = UNIT_SHARE};
    for (size_t i = 0; i < c->point_count; i++)
        cell[i] = c->point[i].state == SOL_POINT_DONE ? c->point[i].people.share_in_time.mean : 0;
    chart_spec chart = {.name = "heat",
                        .title = "Share paid in time, by the rates of joining",
                        .kind = CHART_HEAT,
                        .cell = cell,
                        .goal = r->verdict[0].goal};
    chart.description = "A grid of the share paid in time; the line parts the rates that reach the goal from those "
                        "that do not. The table below "
                        "has the figures.";
    chart.x = (chart_axis){
        .title = c->lever[1].key, .scale = CHART_NAMED, .label_count = columns, .label = c->lever[1].value};
    chart.y =
        (chart_axis){.title = c->lever[0].key, .scale = CHART_NAMED, .label_count = rows, .label = c->lever[0].value};
    payout_add_chart(report, settings, &chart,
                     sol_arena_print(arena,
                                     "Percent of the living claimants paid in time on average, %llu trials a point.",
                                     (unsigned long long)c->trials));
    document_table *table =
        document_add_table(report->doc, "participation", "Share paid in time by the rates", columns + 1, column);
    for (size_t i = 0; i < rows; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(c->lever[0].value[i]);
        for (size_t j = 0; j < columns; j++)
            row[j + 1] =
                c->point[i * columns + j].state == SOL_POINT_DONE ? cell_value(cell[i * columns + j]) : cell_text("–");
    }
}

static void add_tornado(payout_report *report, const payout_settings *settings)
{
    static const document_column columns[] = {
        {.key = "lever", .title = "lever", .unit = UNIT_TEXT},
        {.key = "as_it_is", .title = "as it is", .unit = UNIT_TEXT},
        {.key = "low_value", .title = "lower", .unit = UNIT_TEXT},
        {.key = "low", .title = "moves\nby", .unit = UNIT_SHARE, .spread = SPREAD_ERROR, .is_signed = true},
        {.key = "high_value", .title = "upper", .unit = UNIT_TEXT},
        {.key = "high", .title = "moves\nby", .unit = UNIT_SHARE, .spread = SPREAD_ERROR, .is_signed = true},
    };
    const sol_tornado *t = settings->studies->tornado;
    sol_arena *arena = report->doc->arena;
    size_t count = t->row_count < 12 ? t->row_count : 12;
    double *low = SOL_TAKE(arena, count, double), *high = SOL_TAKE(arena, count, double);
    const char **label = SOL_TAKE(arena, count, const char *), **lows = SOL_TAKE(arena, count, const char *);
    const char **highs = SOL_TAKE(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        low[i] = t->base.mean + t->row[i].low.mean;
        high[i] = t->base.mean + t->row[i].high.mean;
        label[i] = t->row[i].key;
        lows[i] = t->row[i].low_value;
        highs[i] = t->row[i].high_value;
    }
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    series[0] = (chart_series){NULL, CHART_BARS, 0, count, NULL, NULL, low, high};
    mark[0] =
        (chart_mark){true, t->base.mean, sol_arena_print(arena, "as it is: %s", figure_share(t->base.mean, 1).text)};
    chart_spec chart = {.name = "tornado",
                        .title = "What each assumption moves",
                        .kind = CHART_TORNADO,
                        .series_count = 1,
                        .series = series};
    chart.description = "Bars of how far the share paid in time moves when one assumption is lowered or raised; the "
                        "table has the figures.";
    chart.mark_count = 1;
    chart.mark = mark;
    chart.low_words = lows;
    chart.high_words = highs;
    chart.x = (chart_axis){.title = "share paid in time", .scale = CHART_SHARE};
    chart.y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    if (count > 0)
        payout_add_chart(report, settings, &chart,
                         "One assumption at a time, all else as it is; the limits stand beside the bars.");
    document_table *table = document_add_table(
        report->doc, "tornado",
        sol_arena_print(arena, "One assumption at a time, %s down and up", figure_share(t->by, 0).text), 6, columns);
    for (size_t i = 0; i < count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(label[i]);
        row[1] = cell_text(t->row[i].base_value);
        row[2] = cell_text(lows[i]);
        row[3] = cell_with_error(t->row[i].low.mean, t->row[i].low.se);
        row[4] = cell_text(highs[i]);
        row[5] = cell_with_error(t->row[i].high.mean, t->row[i].high.se);
    }
}

void payout_participation(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    const payout_studies *s = settings->studies;
    if (s && s->heat)
        add_heat(report, r, settings);
    else
        say_left_out(report->doc, settings, "The map of the countries' rates");
    if (s && s->tornado)
        add_tornado(report, settings);
    else
        say_left_out(report->doc, settings, "What each assumption moves");
}

void payout_rules(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    static const document_column columns[] = {
        {.key = "rule", .title = "rule", .unit = UNIT_TEXT},
        {.key = "share_in_time",
         .title = "in time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 2,
         .range_rank = 1},
        {.key = "difference",
         .title = "against the\nscenario's",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ERROR,
         .is_signed = true},
        {.key = "paid_in_life",
         .title = "paid in life",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 4,
         .range_rank = 3},
        {.key = "paid_to_estates",
         .title = "to estates",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 6,
         .range_rank = 5},
    };
    const sol_comparison *c = settings->studies ? settings->studies->rules : NULL;
    (void)r;
    document_heading(report->doc, 3, "The rules side by side");
    if (!c) {
        say_left_out(report->doc, settings, "What other rules of division would do on the same futures");
        return;
    }
    document_table *table =
        document_add_table(report->doc, "rules", "The same futures, divided by other rules", 5, columns);
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_point *p = &c->point[i];
        if (p->state != SOL_POINT_DONE)
            continue;
        document_cell *row = document_add_row(table);
        const char *rule = p->value ? p->value[0] : p->name;
        row[0] = cell_text(i == c->baseline ? sol_arena_print(report->doc->arena, "%s (baseline)", rule) : rule);
        row[1] = cell_estimate(&p->people.share_in_time);
        row[2] =
            cell_with_error(p->difference[SOL_METRIC_SHARE_IN_TIME].mean, p->difference[SOL_METRIC_SHARE_IN_TIME].se);
        row[3] = cell_estimate(&p->money.paid_in_life);
        row[4] = cell_estimate(&p->money.paid_to_estates);
    }
}
