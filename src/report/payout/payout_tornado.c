/* The tornado: what each assumption moves, one at a time. */
#include "base/text.h"
#include "report/compare/tornado_words.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/payout/payout_report.h"

#include <math.h>
#include <string.h>

enum { BARS_MOST = 10, VALUE_CELLS = 14 };

static const char *value_of(const sol_tornado_end *end)
{
    return end->fault ? "–" : end->value;
}

/* Beside a bar there is room for a value, not for a distribution: the table has that. */
static const char *short_value(sol_arena *arena, const sol_tornado *t, const sol_tornado_row *row, bool is_high)
{
    const char *value = value_of(is_high ? &row->high : &row->low);
    bool is_long = *value == '{' || text_width(value) > VALUE_CELLS;
    return is_long ? tornado_step(arena, t, row, is_high) : value;
}

/* Of a date that is never reached there is no length. */
static double moved(const sol_tornado_end *end)
{
    return end->fault || isinf(end->effect.mean) ? 0 : end->effect.mean;
}

/* The rows that a picture shows: those that move at least a fiftieth of what the first does. */
static size_t rows_to_draw(const sol_tornado *t)
{
    double first = 0;
    size_t count = 0;
    for (; count < t->row_count && count < BARS_MOST; count++) {
        double most = fmax(fabs(moved(&t->row[count].low)), fabs(moved(&t->row[count].high)));
        first = fmax(first, most);
        if (most < first / 50 || most == 0)
            break;
    }
    return count;
}

/* The bars of the rows that move most, in shares or in amounts. */
static void add_chart(payout_report *report, const sol_tornado *t, const sol_result *r, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    const bool is_money = t->base.unit == SOL_UNIT_MONEY;
    payout_scale scale = is_money ? payout_scale_of(arena, r, t->base.estimate.p95) : (payout_scale){1, ""};
    double base = tornado_base(t) / scale.units;
    size_t count = rows_to_draw(t);
    if (count == 0)
        return;
    double *low = SOL_TAKE(arena, count, double), *high = SOL_TAKE(arena, count, double);
    const char **label = SOL_TAKE(arena, count, const char *), **lows = SOL_TAKE(arena, count, const char *);
    const char **highs = SOL_TAKE(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        low[i] = base + moved(&t->row[i].low) / scale.units;
        high[i] = base + moved(&t->row[i].high) / scale.units;
        label[i] = t->row[i].words;
        lows[i] = short_value(arena, t, &t->row[i], false);
        highs[i] = short_value(arena, t, &t->row[i], true);
    }
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    series[0] = (chart_series){NULL, CHART_BARS, 0, count, NULL, NULL, low, high};
    mark[0] = (chart_mark){true, base, sol_arena_print(arena, "as it is: %s", tornado_as_it_is(arena, t))};
    chart_spec chart = {.name = "tornado",
                        .title = "What each assumption moves",
                        .kind = CHART_TORNADO,
                        .series_count = 1,
                        .series = series};
    chart.description = "Bars of how far the result moves when one assumption is lowered or raised; the table has the "
                        "figures.";
    chart.mark_count = 1;
    chart.mark = mark;
    chart.low_words = lows;
    chart.high_words = highs;
    chart.x = (chart_axis){.title = is_money ? sol_arena_print(arena, "%s, %s", t->outcome, scale.title)
                                             : tornado_axis(arena, t),
                           .scale = t->base.unit == SOL_UNIT_SHARE ? CHART_SHARE : CHART_NUMBER};
    chart.y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    payout_add_chart(report, settings, &chart, "One assumption at a time, all else as it is.");
}

static void add_row(document_table *table, const sol_tornado *t, const sol_tornado_row *r)
{
    sol_arena *arena = table->arena;
    document_cell *row = document_add_row(table);
    row[0] = cell_text(sol_arena_print(arena, "%s%s", r->words, tornado_mark(t, r)));
    row[1] = cell_text(r->base_value);
    row[2] = cell_text(value_of(&r->low));
    row[4] = cell_text(value_of(&r->high));
    if (!r->low.fault)
        row[3] = tornado_effect(arena, t, &r->low);
    if (!r->high.fault)
        row[5] = tornado_effect(arena, t, &r->high);
    row[6] = cell_text(tornado_helps(arena, t, r));
}

static void add_table(payout_report *report, const sol_tornado *t)
{
    static const document_column columns[] = {
        {.key = "lever", .title = "assumption", .unit = UNIT_TEXT},
        {.key = "as_it_is", .title = "as it is", .unit = UNIT_TEXT, .rank = 4},
        {.key = "low_value", .title = "lowered to", .unit = UNIT_TEXT},
        {.key = "low", .title = "moves it", .spread = SPREAD_ERROR, .error_rank = 7, .is_signed = true},
        {.key = "high_value", .title = "raised to", .unit = UNIT_TEXT},
        {.key = "high", .title = "moves it", .spread = SPREAD_ERROR, .error_rank = 7, .is_signed = true},
        {.key = "helps", .title = "what helps, and whom", .unit = UNIT_TEXT, .rank = 5},
    };
    enum { COLUMNS = sizeof columns / sizeof *columns };
    sol_arena *arena = report->doc->arena;
    document_column *column = SOL_TAKE(arena, COLUMNS, document_column);
    memcpy(column, columns, sizeof columns);
    column[3].unit = column[5].unit = tornado_column_unit(t);
    if (t->base.unit != SOL_UNIT_SHARE)
        column[3].title = column[5].title = sol_arena_print(arena, "moves it,\n%s", tornado_unit(t));
    document_table *table = document_add_table(
        report->doc, "tornado",
        sol_arena_print(arena, "One assumption at a time, %s down and up, ages by a year, dates by half a year",
                        figure_given_share(t->by).text),
        COLUMNS, column);
    for (size_t i = 0; i < t->row_count; i++)
        add_row(table, t, &t->row[i]);
    const char *marks = tornado_marks(arena, t);
    table->note = sol_arena_print(arena,
                                  "%s each, on the same futures%s%s%s. Not moved: what is asked (the goal, "
                                  "start and end), laws of mortality but by their multiplier, and words.%s%s",
                                  figure_count(t->trials, "trial").text, t->left_count > 0 ? "; the " : "",
                                  t->left_count > 0 ? figure_number((double)t->left_count, 0).text : "",
                                  t->left_count > 0 ? " values that are not here moved it less or not at all" : "",
                                  *marks ? " " : "", marks);
}

void payout_tornado(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    const sol_tornado *t = settings->studies->tornado;
    sol_arena *arena = report->doc->arena;
    document_heading(report->doc, 3, "What each assumption moves");
    if (*tornado_unmoved(arena, t))
        document_say(report->doc, TONE_PLAIN, "%s", tornado_unmoved(arena, t));
    if (t->row_count == 0)
        return;
    document_say(report->doc, TONE_PLAIN, "By how much each moves %s: %s as it is.", tornado_outcome(arena, t),
                 tornado_as_it_is(arena, t));
    add_chart(report, t, r, settings);
    add_table(report, t);
}
