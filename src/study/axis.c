#include "study/axis.h"

#include <string.h>

enum { LEVER_DIGITS = 4 };

const char *axis_value(sol_arena *arena, const axis *a, int64_t step)
{
    if (a->is_date) {
        char text[16];
        sol_date_write((sol_date){(int32_t)step}, text);
        return sol_arena_copy(arena, text, strlen(text));
    }
    lever_number number = a->one;
    number.digits = step;
    return lever_number_write(arena, number);
}

bool axis_refuse(sol_diagnostics *diagnostics, const char *hint, const char *message)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S906", (sol_place){0}, hint, "%s", message);
    return false;
}

/* Finer than the ends are written, so that the answer is; spans and whole numbers stay whole. */
static bool number_axis(sol_arena *arena, const char *from, const char *to, axis *a)
{
    lever_number low, high;
    if (!lever_number_read(from, strlen(from), arena, &low) || !lever_number_read(to, strlen(to), arena, &high))
        return false;
    if (low.unit[0] && high.unit[0] && !lever_numbers_scale(&low, &high))
        return false;
    lever_number fine = {0, 0, high.unit[0] ? high.unit : low.unit};
    sol_span span;
    bool is_span = lever_span_read(to, strlen(to), &span),
         is_whole = !fine.unit[0] && high.digits > 1 && !high.decimals;
    fine.decimals = is_span || is_whole ? 0 : strcmp(fine.unit, "%") == 0 ? 1 : LEVER_DIGITS - 1;
    lever_number ten = fine;
    if (!lever_numbers_align(&low, &ten) || !lever_numbers_align(&high, &ten) || !lever_numbers_align(&low, &high) ||
        !lever_numbers_align(&high, &low))
        return false;
    *a = (axis){false, low.digits, high.digits, {0, low.decimals, fine.unit}, {0}};
    return true;
}

bool axis_make(sol_arena *arena, const sol_breakeven_request *q, axis *a, sol_diagnostics *diagnostics)
{
    bool is_share =
        strncmp(q->key, "participation", 13) == 0 || strstr(q->key, "probability") || strstr(q->key, "correlation");
    const char *from = q->from, *to = q->to;
    if ((!from || !to) && !is_share)
        return axis_refuse(diagnostics, "pass `--from` and `--to`, such as `--from 1bn KRW --to 20bn KRW`",
                           "the range to search is not known");
    from = from ? from : "0%";
    to = to ? to : "100%";
    sol_date first, last;
    if (lever_date_read(from, strlen(from), &first) && lever_date_read(to, strlen(to), &last))
        *a = (axis){true, first.day, last.day, {0}, first};
    else if (!number_axis(arena, from, to, a))
        return axis_refuse(diagnostics, "write both in one unit: `--from 0% --to 100%`",
                           "the range to search is not one of numbers or dates");
    return a->from < a->to ||
           axis_refuse(diagnostics, "put the smaller value first", "the range ends before it begins");
}
