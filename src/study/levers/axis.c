#include "study/levers/axis.h"

#include "scenario/keys/keys.h"
#include "solatium/quantity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEVER_DIGITS = 4, PERCENT_DIGITS = 7 };

/* Money is tried in round steps, at least so many in the range. */
static const int64_t STEPS_LEAST = 2000;

const char *axis_value(sol_arena *arena, const axis *a, int64_t step)
{
    if (a->is_date) {
        char text[16];
        sol_date_write((sol_date){(int32_t)step}, text);
        return sol_arena_copy(arena, text, strlen(text));
    }
    if (a->currency)
        return lever_amount_write(arena, step * a->units, a->currency);
    lever_number number = a->one;
    number.digits = step;
    return lever_number_write(arena, number);
}

double axis_position(const axis *a, int64_t step)
{
    if (a->is_date)
        return (double)step;
    if (!a->currency)
        return (double)step / pow(10, a->one.decimals);
    double major = pow(10, a->currency->minor_digits), scale = 1;
    while (scale < 1e9 && (double)(a->to * a->units) / major >= scale * 1000)
        scale *= 1000;
    return (double)(step * a->units) / major / scale;
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
    *a = (axis){.from = low.digits, .to = high.digits, .one = {0, low.decimals, fine.unit}};
    return true;
}

/* The two ends of a range as they are written, and what is wrong with one of them. */
typedef struct ends {
    const char *text[2];
    sol_quantity_fault fault;
    const char *at_fault;
} ends;

/* A negative amount is an end too: that no key takes it is said of the value. */
static bool read_amount(const char *text, const sol_quantity_currency *known, sol_quantity_money *amount,
                        sol_quantity_fault *fault)
{
    bool is_negative = *text == '-';
    text += is_negative;
    if (!sol_quantity_amount(text, strlen(text), known, amount, fault))
        return false;
    amount->units = is_negative ? -amount->units : amount->units;
    return true;
}

static bool money_axis(sol_arena *arena, const sol_scenario *scenario, ends *e, axis *a)
{
    sol_quantity_currency *known = SOL_TAKE(arena, scenario->currency_count + 1, sol_quantity_currency);
    sol_quantity_money end[2];
    for (size_t i = 0; i < scenario->currency_count; i++)
        known[i] = (sol_quantity_currency){scenario->currency[i].code, scenario->currency[i].minor_digits};
    for (int i = 0; i < 2; i++)
        if (!read_amount(e->text[i], known, &end[i], &e->fault)) {
            e->at_fault = e->text[i];
            return false;
        }
    int currency = end[1].units ? end[1].currency : end[0].currency; /* nothing is nothing in each */
    if (end[0].units && end[0].currency != currency)
        return false;
    int64_t units = 1;
    while (end[0].units % (units * 10) == 0 && end[1].units % (units * 10) == 0 &&
           (end[1].units - end[0].units) / (units * 10) >= STEPS_LEAST)
        units *= 10;
    *a = (axis){.from = end[0].units / units,
                .to = end[1].units / units,
                .currency = &scenario->currency[currency],
                .units = units};
    return true;
}

/* In per cent, to a tenth or as finely as an end is written. */
static bool share_axis(ends *e, axis *a)
{
    int64_t end[2];
    for (int i = 0; i < 2; i++)
        if (!sol_quantity_share(e->text[i], strlen(e->text[i]), &end[i], &e->fault)) {
            e->at_fault = e->text[i];
            return false;
        }
    int64_t step = 1000000;
    int decimals = 1;
    for (; decimals < PERCENT_DIGITS && (end[0] % step || end[1] % step); decimals++)
        step /= 10;
    *a = (axis){.from = end[0] / step, .to = end[1] / step, .one = {0, decimals, "%"}};
    return true;
}

/* In months or in days; false where the ends are not both. */
static bool span_axis(const ends *e, axis *a)
{
    sol_span low, high;
    if (!lever_span_read(e->text[0], strlen(e->text[0]), &low) ||
        !lever_span_read(e->text[1], strlen(e->text[1]), &high))
        return false;
    bool in_days = low.days || high.days;
    if (in_days && (low.months || high.months))
        return false;
    *a = (axis){.from = in_days ? low.days : low.months,
                .to = in_days ? high.days : high.months,
                .one = {0, 0, in_days ? "d" : "mo"}};
    return true;
}

static bool whole_axis(ends *e, axis *a)
{
    int64_t end[2];
    for (int i = 0; i < 2; i++)
        if (!sol_quantity_whole(e->text[i], strlen(e->text[i]), &end[i], &e->fault)) {
            e->at_fault = e->text[i];
            return false;
        }
    *a = (axis){.from = end[0], .to = end[1], .one = {0, 0, ""}};
    return true;
}

static bool date_axis(const ends *e, axis *a)
{
    sol_date first, last;
    if (!lever_date_read(e->text[0], strlen(e->text[0]), &first) ||
        !lever_date_read(e->text[1], strlen(e->text[1]), &last))
        return false;
    *a = (axis){.is_date = true, .from = first.day, .to = last.day, .first = first};
    return true;
}

static bool is_share(value_kind kind)
{
    return kind == VALUE_SHARE || kind == VALUE_FRACTION || kind == VALUE_PROBABILITY;
}

/* By what the key takes; what it does not read so may still be numbers that it takes in another form. */
static bool axis_of_kind(sol_arena *arena, const sol_scenario *scenario, value_kind kind, ends *e, axis *a)
{
    bool has_percent = strchr(e->text[0], '%') || strchr(e->text[1], '%');
    if (date_axis(e, a) || span_axis(e, a))
        return true;
    if (is_share(kind))
        return share_axis(e, a);
    switch (kind) {
    case VALUE_AMOUNT:
    case VALUE_AMOUNTS:
        return has_percent ? share_axis(e, a) : scenario && money_axis(arena, scenario, e, a);
    case VALUE_WHOLE:
        return whole_axis(e, a);
    default:
        return number_axis(arena, e->text[0], e->text[1], a);
    }
}

bool axis_make(sol_arena *arena, const sol_scenario *scenario, const sol_breakeven_request *q, axis *a,
               sol_diagnostics *diagnostics)
{
    const key_row *row = q->key ? keys_find_path(arena, q->key) : NULL;
    const value_kind kind = row ? (value_kind)row->kind : q->key ? VALUE_NONE : VALUE_AMOUNT;
    if (q->key && !row)
        return axis_refuse(diagnostics, "`solatium schema` lists the keys",
                           sol_arena_print(arena, "there is no key `%.100s`", q->key));
    if ((!q->from || !q->to) && !is_share(kind))
        return axis_refuse(diagnostics, "pass `--from` and `--to`, such as `--from 1bn KRW --to 20bn KRW`",
                           "the range to search is not known");
    ends e = {.text = {q->from ? q->from : "0%", q->to ? q->to : "100%"}};
    if (!axis_of_kind(arena, scenario, kind, &e, a))
        return axis_refuse(
            diagnostics, e.at_fault && e.fault.hint[0] ? e.fault.hint : "write both in one unit: `--from 0% --to 100%`",
            e.at_fault ? sol_arena_print(arena, "the range cannot end at `%.100s`: %s", e.at_fault, e.fault.message)
                       : sol_arena_print(
                             arena, "`%.100s` and `%.100s` are no two numbers, amounts, spans or dates of one unit",
                             e.text[0], e.text[1]));
    return a->from < a->to ||
           axis_refuse(diagnostics, "put the smaller value first", "the range ends before it begins");
}

static const char *day_text(sol_arena *arena, sol_date date)
{
    char text[16];
    sol_date_write(date, text);
    return sol_arena_copy(arena, text, strlen(text));
}

int64_t axis_round_up(int64_t units)
{
    int64_t step = 1;
    while (units / step >= 100)
        step *= 10;
    return (units + step - 1) / step * step;
}

const sol_breakeven_request *axis_range(sol_arena *arena, const sol_scenario *scenario, sol_money claimed,
                                        const sol_breakeven_request *request)
{
    const key_row *row = request->key ? keys_find_path(arena, request->key) : NULL;
    sol_breakeven_request *with = SOL_TAKE(arena, 1, sol_breakeven_request);
    const char *from = NULL, *to = NULL;
    if (row && (row->kind == VALUE_AMOUNT || row->kind == VALUE_AMOUNTS)) {
        from = lever_amount_write(arena, 0, &scenario->currency[0]);
        to = lever_amount_write(arena, axis_round_up(claimed.units), &scenario->currency[0]);
    } else if (row && (row->kind == VALUE_DATE || row->kind == VALUE_WHEN)) {
        from = day_text(arena, scenario->start);
        to = day_text(arena, scenario->end);
    }
    *with = *request;
    with->from = request->from ? request->from : from;
    with->to = request->to ? request->to : to;
    return with;
}
