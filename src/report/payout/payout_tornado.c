/* The tornado: what each assumption moves, one at a time. */
#include "base/text.h"
#include "report/compare/compare_tornado.h"
#include "report/compare/tornado_words.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/payout/payout_report.h"

#include <math.h>
#include <string.h>

enum { BARS_MOST = 10 };

static const char *value_of(const sol_tornado_end *end)
{
    return end->fault ? "–" : end->value;
}

/* The bars of the rows that move most. */
static void add_chart(payout_report *report, const sol_tornado *t, const payout_settings *settings)
{
    chart_spec chart;
    if (!tornado_chart(report->doc->arena, t, BARS_MOST, &chart))
        return;
    chart.title = "What each assumption moves";
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
    document_table *table =
        document_add_table(report->doc, "tornado",
                           sol_arena_print(arena,
                                           "One assumption at a time, %s down and up, whole numbers to the nearest, "
                                           "ages by a year, dates by half a year",
                                           figure_given_share(t->by).text),
                           COLUMNS, column);
    for (size_t i = 0; i < t->row_count; i++)
        add_row(table, t, &t->row[i]);
    const char *marks = tornado_marks(arena, t);
    table->note = sol_arena_print(
        arena,
        "%s each, on the same futures%s%s%s. Not moved: what is asked (the goal, "
        "start and end), laws of mortality but by their multiplier, whole numbers too small for it, and words.%s%s",
        figure_count(t->trials, "trial").text, t->left_count > 0 ? "; the " : "",
        t->left_count > 0 ? figure_number((double)t->left_count, 0).text : "",
        t->left_count > 0 ? " values that are not here moved it less or not at all" : "", *marks ? " " : "", marks);
}

void payout_tornado(payout_report *report, const payout_settings *settings)
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
    add_chart(report, t, settings);
    add_table(report, t);
    tornado_say_helps(report->doc, t);
}
