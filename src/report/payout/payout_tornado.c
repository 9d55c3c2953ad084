/* The tornado: what each assumption moves, one at a time. */
#include "base/text.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/payout/payout_report.h"

#include <math.h>
#include <string.h>

enum { BARS_MOST = 10, VALUE_CELLS = 14 };

/* A difference, or nothing where that end could not be made. */
static const sol_difference *end_of(const sol_tornado *t, const sol_tornado_row *row, bool is_high)
{
    static const sol_difference none = {0};
    bool is_share = t->ranked_by == SOL_METRIC_SHARE_IN_TIME;
    if (is_high ? row->high_fault != NULL : row->low_fault != NULL)
        return &none;
    if (is_high)
        return is_share ? &row->high : &row->high_in_life;
    return is_share ? &row->low : &row->low_in_life;
}

static const char *value_of(const char *value, const char *fault)
{
    return fault || !value ? "–" : value;
}

/* Beside a bar there is room for a value, not for a distribution: the table has that. */
static const char *short_value(sol_arena *arena, const sol_tornado *t, const char *value, const char *sign)
{
    bool is_long = *value == '{' || text_width(value) > VALUE_CELLS;
    return is_long ? sol_arena_print(arena, "%s%s", sign, figure_given_share(t->by).text) : value;
}

/* A key without the list that its subject stands in: what is left begins with a name. */
static const char *short_key(const char *key)
{
    static const char *const lists[] = {"claimants.groups.", "firms.", "other_sources.", "events."};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strncmp(key, lists[i], strlen(lists[i])) == 0)
            return key + strlen(lists[i]);
    return key;
}

/* The rows that a picture shows: those that move at least a fiftieth of what the first does. */
static size_t rows_to_draw(const sol_tornado *t)
{
    double first = 0;
    size_t count = 0;
    for (; count < t->row_count && count < BARS_MOST; count++) {
        double moved = fmax(fabs(end_of(t, &t->row[count], false)->mean), fabs(end_of(t, &t->row[count], true)->mean));
        first = fmax(first, moved);
        if (moved < first / 50 || moved == 0)
            break;
    }
    return count;
}

/* The bars of the rows that move most, in shares or in amounts. */
static void add_chart(payout_report *report, const sol_tornado *t, const sol_result *r, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    bool is_share = t->ranked_by == SOL_METRIC_SHARE_IN_TIME;
    payout_scale scale =
        is_share ? (payout_scale){1, "share paid in time"} : payout_scale_of(arena, r, t->base_in_life.p95);
    double base = (is_share ? t->base.mean : t->base_in_life.mean) / scale.units;
    size_t count = rows_to_draw(t);
    if (count == 0)
        return;
    double *low = SOL_TAKE(arena, count, double), *high = SOL_TAKE(arena, count, double);
    const char **label = SOL_TAKE(arena, count, const char *), **lows = SOL_TAKE(arena, count, const char *);
    const char **highs = SOL_TAKE(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        low[i] = base + end_of(t, &t->row[i], false)->mean / scale.units;
        high[i] = base + end_of(t, &t->row[i], true)->mean / scale.units;
        label[i] = short_key(t->row[i].key);
        lows[i] = short_value(arena, t, value_of(t->row[i].low_value, t->row[i].low_fault), "−");
        highs[i] = short_value(arena, t, value_of(t->row[i].high_value, t->row[i].high_fault), "+");
    }
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    series[0] = (chart_series){NULL, CHART_BARS, 0, count, NULL, NULL, low, high};
    figure as_it_is = is_share ? figure_share(t->base.mean, 1) : figure_money(t->base_in_life.mean, r->minor_digits);
    mark[0] = (chart_mark){true, base, sol_arena_print(arena, "as it is: %s", as_it_is.text)};
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
    chart.x = (chart_axis){.title = is_share ? scale.title : sol_arena_print(arena, "paid in life, %s", scale.title),
                           .scale = is_share ? CHART_SHARE : CHART_NUMBER};
    chart.y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    payout_add_chart(report, settings, &chart, "One assumption at a time, all else as it is.");
}

static bool moves_counted(const sol_tornado_row *t)
{
    return sol_counted_is_moved(&t->low_counted) || sol_counted_is_moved(&t->high_counted);
}

/* What the mark at a lever means, where one has it. */
static const char *mark_words(const sol_tornado *t)
{
    for (size_t i = 0; i < t->row_count; i++)
        if (moves_counted(&t->row[i]))
            return " † moves by more than 1% in how many futures anybody is left to count; shares are of those in "
                   "which "
                   "both count.";
    return "";
}

static void add_row(document_table *table, const sol_tornado_row *t)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(moves_counted(t) ? sol_arena_print(table->arena, "%s †", t->key) : t->key);
    row[1] = cell_text(t->base_value);
    row[2] = cell_text(value_of(t->low_value, t->low_fault));
    row[5] = cell_text(value_of(t->high_value, t->high_fault));
    if (!t->low_fault) {
        row[3] = cell_change(&t->low);
        row[4] = cell_change(&t->low_in_life);
    }
    if (!t->high_fault) {
        row[6] = cell_change(&t->high);
        row[7] = cell_change(&t->high_in_life);
    }
}

void payout_tornado(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    static const document_column columns[] = {
        {.key = "lever", .title = "assumption", .unit = UNIT_TEXT},
        {.key = "as_it_is", .title = "as it is", .unit = UNIT_TEXT, .rank = 4},
        {.key = "low_value", .title = "lowered to", .unit = UNIT_TEXT},
        {.key = "low",
         .title = "moves\nin time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ERROR,
         .error_rank = 7,
         .is_signed = true},
        {.key = "low_in_life",
         .title = "moves paid\nin life",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ERROR,
         .rank = 5,
         .error_rank = 8,
         .is_signed = true},
        {.key = "high_value", .title = "raised to", .unit = UNIT_TEXT},
        {.key = "high",
         .title = "moves\nin time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ERROR,
         .error_rank = 7,
         .is_signed = true},
        {.key = "high_in_life",
         .title = "moves paid\nin life",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ERROR,
         .rank = 5,
         .error_rank = 8,
         .is_signed = true},
    };
    const sol_tornado *t = settings->studies->tornado;
    document_heading(report->doc, 3, "What each assumption moves");
    if (t->row_count == 0) {
        document_say(report->doc, TONE_PLAIN, "No single value, %s down or up, moves the result.",
                     figure_given_share(t->by).text);
        return;
    }
    add_chart(report, t, r, settings);
    sol_arena *arena = report->doc->arena;
    document_table *table = document_add_table(
        report->doc, "tornado",
        sol_arena_print(arena, "One assumption at a time, %s down and up", figure_given_share(t->by).text),
        sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < t->row_count; i++)
        add_row(table, &t->row[i]);
    table->note = sol_arena_print(arena,
                                  "%s each, on the same futures%s%s%s. Not moved: what is asked (the goal, "
                                  "start and end), laws of mortality but by their multiplier, and words.%s",
                                  figure_count(t->trials, "trial").text, t->left_count > 0 ? "; the " : "",
                                  t->left_count > 0 ? figure_number((double)t->left_count, 0).text : "",
                                  t->left_count > 0 ? " values that are not here moved it less or not at all" : "",
                                  mark_words(t));
}
