#include "report/document/view.h"

#include "base/text.h"
#include "base/visible.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

typedef struct style {
    const document *doc;
    const document_column *column;
    int decimals, error_decimals, range_decimals; /* of counts, shares and numbers: alike down a column */
} style;

static double largest_of(const document_table *table, size_t column, document_part part, bool *are_whole)
{
    double largest = 0.0;
    *are_whole = true;
    for (size_t r = 0; r < table->row_count; r++) {
        const document_cell *cell = &document_row(table, r)[column];
        double value = document_part_is_filled(cell, part) ? document_part_value(cell, part) : 0.0;
        largest = fmax(largest, fabs(value));
        *are_whole &= value == floor(value);
    }
    return largest;
}

/* Decimals of counts and numbers: none when all are whole, else so that the largest shows about three or four digits. */
static int decimals_of(const document_table *table, size_t column, document_part part)
{
    bool are_whole;
    double largest = largest_of(table, column, part, &are_whole);
    if (are_whole || largest >= 10000.0)
        return 0;
    return largest >= 100.0 ? 1 : largest >= 0.0095 ? 2 : 3;
}

static int decimals_of_shares(const document_table *table, size_t column, document_part part)
{
    bool are_whole;
    double largest = largest_of(table, column, part, &are_whole);
    if (part == PART_ERROR)
        return largest >= 0.1 ? 1 : 2;
    return largest < 0.02 && largest > 0.0 ? 2 : 1;
}

static style style_of(const document *doc, const document_table *table, size_t column)
{
    const document_column *c = &table->column[column];
    style s = {.doc = doc, .column = c};
    if (c->unit == UNIT_SHARE) {
        s.decimals = decimals_of_shares(table, column, PART_VALUE);
        s.error_decimals = decimals_of_shares(table, column, PART_ERROR);
        s.range_decimals = decimals_of_shares(table, column, PART_HIGH);
    } else if (c->unit == UNIT_COUNT || c->unit == UNIT_NUMBER) {
        s.decimals = decimals_of(table, column, PART_VALUE);
        s.error_decimals = decimals_of(table, column, PART_ERROR);
        s.range_decimals = decimals_of(table, column, PART_HIGH);
    }
    return s;
}

/* A number of a cell; shares are told from the cell's limits. */
static figure figure_of(const style *s, const document_cell *cell, double value, int decimals)
{
    switch (s->column->unit) {
    case UNIT_MONEY:
        if (s->column->is_exact)
            return figure_number(value / pow(10, s->doc->minor_digits), s->doc->minor_digits);
        return figure_money(value, s->doc->minor_digits);
    case UNIT_SHARE:
        return figure_share_against(value, decimals, cell->limit);
    case UNIT_DATE:
        return figure_date(value);
    default:
        return figure_number(value, decimals);
    }
}

static const char *range_of(sol_arena *arena, const style *s, const document_cell *cell)
{
    figure low = figure_of(s, cell, cell->low, s->range_decimals);
    figure high = figure_of(s, cell, cell->high, s->range_decimals);
    if (s->column->unit == UNIT_SHARE)
        low.text[strlen(low.text) - 1] = '\0';
    return sol_arena_print(arena, s->column->is_signed ? "%s to %s" : "%s–%s", low.text, high.text);
}

static const char *text_of_cell(sol_arena *arena, const style *s, const document_cell *cell, view_part part)
{
    if (!cell->is_filled || s->column->unit == UNIT_BAR)
        return "";
    if (cell->text || s->column->unit == UNIT_TEXT)
        return part == VIEW_VALUE && cell->text ? visible_text(arena, cell->text) : "";
    if (part == VIEW_RANGE)
        return cell->has_range ? range_of(arena, s, cell) : "";
    if (part == VIEW_ERROR && !cell->has_error)
        return "";
    bool is_value = part == VIEW_VALUE;
    figure f = figure_of(s, cell, is_value ? cell->value : cell->se, is_value ? s->decimals : s->error_decimals);
    const char *sign = !is_value ? "±" : s->column->is_signed && cell->value > 0.0 ? "+" : "";
    bool is_noise = is_value && cell->is_noise;
    return sol_arena_print(arena, "%s%s%s%s", is_noise ? "(" : "", sign, f.text, is_noise ? ")" : "");
}

static void add_column(view *v, size_t index, view_part part)
{
    const document_column *c = &v->table->column[index];
    view_column *added = &v->column[v->column_count++];
    *added = (view_column){.column = c, .index = index, .part = part, .title = c->title, .rank = c->rank};
    added->is_right = c->unit != UNIT_TEXT && c->unit != UNIT_BAR;
    if (part == VIEW_ERROR) {
        added->title = "± s.e.";
        added->rank = c->error_rank > c->rank ? c->error_rank : c->rank;
    } else if (part == VIEW_RANGE) {
        added->title = c->spread == SPREAD_PROPORTION ? "95%\ninterval" : "5–95%";
        added->rank = c->range_rank > c->rank ? c->range_rank : c->rank;
    }
}

view *view_make(sol_arena *arena, const document *doc, const document_table *table)
{
    view *v = SOL_TAKE(arena, 1, view);
    v->table = table;
    v->row_count = table->row_count;
    v->column = SOL_TAKE(arena, table->column_count * 3, view_column);
    for (size_t i = 0; i < table->column_count; i++) {
        add_column(v, i, VIEW_VALUE);
        if (table->column[i].spread != SPREAD_NONE)
            add_column(v, i, VIEW_ERROR);
        if (table->column[i].spread == SPREAD_ESTIMATE || table->column[i].spread == SPREAD_PROPORTION)
            add_column(v, i, VIEW_RANGE);
    }
    v->text = SOL_TAKE(arena, v->column_count * v->row_count, const char *);
    for (size_t c = 0; c < v->column_count; c++) {
        v->column[c].title = visible_text(arena, v->column[c].title);
        style s = style_of(doc, table, v->column[c].index);
        for (size_t r = 0; r < v->row_count; r++)
            v->text[r * v->column_count + c] =
                text_of_cell(arena, &s, &document_row(table, r)[v->column[c].index], v->column[c].part);
    }
    return v;
}

static void drop(view *v, size_t which)
{
    size_t before = v->column_count--;
    memmove(&v->column[which], &v->column[which + 1], (before - which - 1) * sizeof *v->column);
    for (size_t r = 0; r < v->row_count; r++)
        for (size_t c = 0; c < v->column_count; c++)
            v->text[r * v->column_count + c] = v->text[r * before + c + (c >= which)];
}

static bool drop_highest(view *v, int least)
{
    size_t which = 0;
    for (size_t c = 1; c < v->column_count; c++)
        if (v->column[c].rank >= v->column[which].rank)
            which = c;
    if (v->column_count == 0 || v->column[which].rank < least)
        return false;
    drop(v, which);
    return true;
}

void view_drop_bars(view *v)
{
    for (size_t c = v->column_count; c-- > 0;)
        if (v->column[c].column->unit == UNIT_BAR)
            drop(v, c);
}

bool view_drop_one(view *v)
{
    return drop_highest(v, 1);
}

void view_drop_from(view *v, int rank)
{
    while (drop_highest(v, rank))
        continue;
}
