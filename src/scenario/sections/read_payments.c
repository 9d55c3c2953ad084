/* Administration's queue and the pay dates. */
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/lists.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

static bool read_per_month(reader *r, const key_row *row, const sol_node *value, sol_capacity_step *step)
{
    sol_distribution *d = SOL_TAKE(r->arena, 1, sol_distribution);
    if (!value_distribution(r, row, value, d))
        return false;
    bool is_known = sol_distribution_is_constant(d);
    step->uncertain = is_known ? NULL : d;
    step->per_month_thousandths = is_known ? d->exact : llround(1000 * sol_distribution_at(d, 0.5));
    return true;
}

static void read_steps(reader *r, const key_row *row, const sol_node *value, sol_administration *administration)
{
    const sol_capacity_step begin = {.from = administration->opens};
    const list_form form = {.size = sizeof begin,
                            .begin = &begin,
                            .wants = "a mapping such as `{from: 2019-10-01, per_month: 20}`",
                            .day = "from",
                            .day_at = offsetof(sol_capacity_step, from),
                            .disorder = "the steps of the capacity are not in the order of their days"};
    administration->capacity = lists_read(r, row, value, &form, &administration->capacity_count);
}

SECTION_READER(administration_capacity)
{
    if (strcmp(row->name, "per_month") == 0) {
        read_per_month(r, row, value, target);
        return;
    }
    sol_administration *administration = target;
    administration->has_queue = true;
    if (value->kind != NODE_SCALAR && !value_is_distribution(value)) {
        read_steps(r, row, value, administration);
        return;
    }
    sol_capacity_step *step = SOL_TAKE(r->arena, 1, sol_capacity_step);
    step->from = administration->opens;
    if (!read_per_month(r, row, value, step))
        return;
    if (value->kind == NODE_MAPPING)
        reader_assume(r, value);
    administration->capacity = step;
    administration->capacity_count = 1;
}

SECTION_READER(administration_section)
{
    sol_scenario *scenario = target;
    scenario->administration = (sol_administration){.closes = sol_date_never(), .node = value};
    reader_table(r, row->table, value, &scenario->administration);
    const sol_date closes = scenario->administration.closes;
    const bool is_known = reader_is_sound(r, value, "closes") && reader_has_time(r);
    if (is_known && closes.day < scenario->start.day)
        problem_add(r->diagnostics, P_DATE_ORDER, sol_node_place(value, "closes"),
                    "leave out whoever was refused for it before `start`",
                    "claims cannot be filed on `start` any more");
}

SECTION_READER(payments_dates)
{
    sol_payments *payments = target;
    sol_date *date = SOL_TAKE(r->arena, value->count, sol_date);
    size_t count = 0;
    (void)row;
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *item = node_bare(value->item[i]);
        if (!value_date(r, item, &date[count]))
            continue;
        if (count > 0 && date[count].day <= date[count - 1].day)
            problem_add(r->diagnostics, P_DATE_ORDER, node_place(item), NULL, "the pay dates are not in their order");
        count++;
    }
    payments->has_dates = true;
    payments->date = date;
    payments->date_count = count;
    if (value->count == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of pay dates is empty");
}

/* Limits follow each other by their days: only the first may begin with the pay dates. */
static void check_limits(reader *r, const sol_node *value, const sol_payments *payments)
{
    for (size_t i = 0; i < payments->limit_count; i++) {
        const sol_node *item = value->kind == NODE_SEQUENCE ? value->item[i] : value;
        const sol_limit *limit = &payments->limit[i], *last = i > 0 ? limit - 1 : NULL;
        bool has_from = !sol_date_is_never(limit->from);
        sol_place place = sol_node_place(item, "from");
        if (!reader_is_sound(r, item, "from"))
            continue;
        if (last && !has_from)
            problem_add(r->diagnostics, P_MISSING_KEY, node_beginning(item), NULL,
                        "`from` is missing: a further limit begins on a day of its own");
        else if (last && !sol_date_is_never(last->from) && limit->from.day <= last->from.day)
            problem_add(r->diagnostics, P_DATE_ORDER, place, NULL, "the limits are not in the order of their days");
        else if (has_from && reader_has_time(r) && limit->from.day < r->scenario->start.day)
            problem_add(r->diagnostics, P_DATE_ORDER, place, "leave it out for a limit that holds from the outset",
                        "the limit begins before `start`");
        else if (has_from && reader_has_time(r) && limit->from.day > r->scenario->end.day)
            problem_add(r->diagnostics, P_NO_EFFECT, place, NULL, "the limit begins after `end`: it limits nothing");
        if (limit->carries && limit->per == SOL_LIMIT_TOTAL)
            problem_add(r->diagnostics, P_NO_EFFECT, sol_node_place(item, "carry"), NULL,
                        "`carry` has no effect: `per: total` is one period");
    }
}

SECTION_READER(payments_limit)
{
    sol_payments *payments = target;
    const sol_limit begin = {.from = sol_date_never()};
    const list_form form = {.size = sizeof begin,
                            .begin = &begin,
                            .wants = "a limit, such as `{from: 2025-01-01, amount: 1bn KRW, per: quarter}`"};
    if (value->kind == NODE_SCALAR) {
        sol_limit *limit = SOL_TAKE(r->arena, 1, sol_limit);
        *limit = begin;
        value_home_amount(r, value, &limit->amount);
        payments->limit = limit;
        payments->limit_count = 1;
        return;
    }
    payments->limit = lists_read(r, row, value, &form, &payments->limit_count);
    if (value->kind == NODE_SEQUENCE && value->count == 0)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(value), NULL, "the list of limits is empty");
    if (value->kind != NODE_SEQUENCE || payments->limit_count == value->count)
        check_limits(r, value, payments);
}

SECTION_READER(index_value)
{
    sol_index *index = (sol_index *)(void *)((char *)target + row->offset);
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    reader_table(r, row->table, value, index);
    if (sol_diagnostics_errors(r->diagnostics) == errors && reader_has_time(r) &&
        sol_index_anniversary(*index, 1).day > r->scenario->end.day)
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(value), NULL,
                    "the first anniversary of the index's `from` is after `end`: it raises nothing");
}

static sol_date first_of(const sol_payments *payments)
{
    return payments->has_dates && payments->date_count > 0 ? payments->date[0] : payments->first;
}

/* A year without a pay date leaves nothing over if it comes before the first one. */
static void check_carrying(reader *r, const sol_node *value, const sol_payments *payments)
{
    int start, first, month, day;
    const sol_limit *limit = payments->limit_count > 0 ? &payments->limit[0] : NULL;
    if (!limit || !limit->carries || limit->per != SOL_LIMIT_YEAR || !sol_date_is_never(limit->from) ||
        !reader_has_time(r))
        return;
    sol_date_civil(r->scenario->start, &start, NULL, NULL);
    sol_date_civil(first_of(payments), &first, &month, &day);
    if (start >= first)
        return;
    const char *years = start + 1 == first ? sol_arena_print(r->arena, "%d", start)
                                           : sol_arena_print(r->arena, "%d to %d", start, first - 1);
    const char *hint = sol_arena_print(r->arena, "let a pay date fall in %d if its limit is to be carried over", start);
    const sol_node *at = node_bare(node_get(value, "limit"));
    at = at->kind == NODE_SEQUENCE ? at->item[0] : at;
    problem_add(r->diagnostics, P_NO_EFFECT, sol_node_place(at, "carry"), hint,
                "nothing is carried over from %s: the first year is that of the first pay date, %04d-%02d-%02d", years,
                first, month, day);
}

static void check_dates(reader *r, const sol_node *value, const sol_payments *payments)
{
    const sol_scenario *scenario = r->scenario;
    sol_date first = first_of(payments);
    const sol_node *at = node_get(value, payments->has_dates ? "dates" : "first");
    if (!at || !reader_has_time(r))
        return;
    at = node_bare(at);
    if (at->kind == NODE_SEQUENCE && at->count > 0)
        at = at->item[0];
    /* A pay date on the first day is one: whatever is dated up to it counts. */
    if (first.day < scenario->start.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(at), NULL, "the first pay date is before `start`");
    else if (first.day > scenario->end.day)
        problem_add(r->diagnostics, P_DATE_ORDER, node_place(at), NULL, "the first pay date is after `end`");
    else
        check_carrying(r, value, payments);
}

SECTION_READER(payments_section)
{
    sol_scenario *scenario = target;
    sol_payments *payments = &scenario->payments;
    *payments = (sol_payments){.unit = {1}, .every_months = 3, .first = scenario->start, .node = value};
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    reader_table(r, row->table, value, payments);
    if (!node_get(value, "first") && !node_get(value, "dates"))
        problem_add(r->diagnostics, P_MISSING_KEY, node_place(value), "write `first: DATE` or `dates: [DATE, …]`",
                    "the pay dates are missing");
    else if (sol_diagnostics_errors(r->diagnostics) == errors)
        check_dates(r, value, payments);
    if (payments->has_dates && node_get(value, "every"))
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(node_get_key(value, "every")), NULL,
                    "`every` has no effect beside `dates`");
    int digits = r->currency[0].minor_digits;
    if (payments->unit.units < 1)
        problem_add(r->diagnostics, P_OUT_OF_RANGE, sol_node_place(value, "unit"),
                    sol_arena_print(r->arena, "write `%.*f` or more", digits, pow(10, -digits)),
                    "the unit is at least the currency's smallest");
}
