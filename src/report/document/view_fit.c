/* Which columns of a view a page of some width holds, and how wide each is. */
#include "base/text.h"
#include "report/document/view.h"
#include "report/document/wrap.h"

enum { TEXT_FLOOR = 14, BAR_FLOOR = 10, BAR_MOST = 40 };

static bool may_shrink(const view_column *column)
{
    return column->column->unit == UNIT_TEXT || column->column->unit == UNIT_BAR;
}

static size_t widest_line(sol_arena *arena, const char *text)
{
    const char *const *line;
    size_t widest = 0, count = wrap_lines(arena, text, 1000, &line);
    for (size_t i = 0; i < count; i++)
        widest = text_width(line[i]) > widest ? text_width(line[i]) : widest;
    return widest;
}

/* Each column's natural width: of its head's lines and its cells. */
static size_t natural_width(sol_arena *arena, const view *v, size_t column)
{
    if (v->column[column].column->unit == UNIT_BAR)
        return BAR_MOST;
    size_t widest = widest_line(arena, v->column[column].title);
    for (size_t r = 0; r < v->row_count; r++) {
        size_t width = text_width(v->text[r * v->column_count + column]);
        widest = width > widest ? width : widest;
    }
    return widest;
}

static size_t floor_width(const view_column *column, size_t natural)
{
    size_t least = column->column->unit == UNIT_BAR ? BAR_FLOOR : TEXT_FLOOR;
    return may_shrink(column) && natural > least ? least : natural;
}

size_t view_width_of(size_t count, const size_t *width)
{
    size_t sum = count > 0 ? (count - 1) * VIEW_GAP : 0;
    for (size_t i = 0; i < count; i++)
        sum += width[i];
    return sum;
}

/* Shares out what is left of the page to texts, or to bars, evenly. */
static void widen(const view *v, document_unit unit, size_t room, const size_t *natural, size_t *width)
{
    bool has_grown = true;
    for (size_t used = view_width_of(v->column_count, width); has_grown && used < room;) {
        has_grown = false;
        for (size_t c = 0; c < v->column_count && used < room; c++)
            if (v->column[c].column->unit == unit && width[c] < natural[c]) {
                width[c]++;
                used++;
                has_grown = true;
            }
    }
}

size_t *view_fit(sol_arena *arena, view *v, size_t room)
{
    size_t *width = SOL_TAKE(arena, v->column_count, size_t), *natural = SOL_TAKE(arena, v->column_count, size_t);
    do
        for (size_t c = 0; c < v->column_count; c++) {
            natural[c] = natural_width(arena, v, c);
            width[c] = floor_width(&v->column[c], natural[c]);
        }
    while (view_width_of(v->column_count, width) > room && view_drop_one(v));
    widen(v, UNIT_TEXT, room, natural, width);
    widen(v, UNIT_BAR, room, natural, width);
    return width;
}
