#include "report/disclosure/disclosure.h"

#include <math.h>

static sol_difference rounded(const sol_difference *d, double step)
{
    return (sol_difference){disclosure_round(d->mean, step), 0.0, d->is_distinguishable, d->support};
}

static bool hides_lever(const disclosure *d, const char *key, size_t count, const char *const *value)
{
    for (size_t i = 0; i < count; i++)
        if (disclosure_hides(d, value[i]))
            return true;
    return disclosure_hides(d, key);
}

/* The figures that reports show of a point; what they do not show goes. */
static sol_point rounded_point(const disclosure *d, const sol_point *from)
{
    sol_point to = {.state = from->state, .value = from->value, .name = from->name, .trials = from->trials};
    const disclosure_steps *s = &d->steps;
    to.people.share_in_time = disclosure_round_estimate(&from->people.share_in_time, s->share);
    to.verdict.probability = from->verdict.probability;
    to.money.paid_in_life = disclosure_round_estimate(&from->money.paid_in_life, s->money);
    to.money.paid_to_estates = disclosure_round_estimate(&from->money.paid_to_estates, s->money);
    to.difference[SOL_METRIC_SHARE_IN_TIME] = rounded(&from->difference[SOL_METRIC_SHARE_IN_TIME], s->share);
    return to;
}

static const sol_comparison *rounded_comparison(sol_arena *arena, const disclosure *d, const sol_comparison *from)
{
    if (!from)
        return NULL;
    for (size_t i = 0; i < from->lever_count; i++)
        if (hides_lever(d, from->lever[i].key, from->lever[i].count, from->lever[i].value))
            return NULL;
    sol_comparison *to = SOL_TAKE(arena, 1, sol_comparison);
    sol_point *point = SOL_TAKE(arena, from->point_count, sol_point);
    *to = *from;
    for (size_t i = 0; i < from->point_count; i++)
        point[i] = rounded_point(d, &from->point[i]);
    to->point = point;
    to->movers_count = to->changed_count = to->unmoved_count = 0;
    return to;
}

/* What is nothing on the steps says nothing of its lever, and is left out. */
static bool moves_something(const sol_tornado_row *row)
{
    return row->low.effect.mean != 0 || row->high.effect.mean != 0;
}

/* The step of an outcome's unit; 0: figures of that unit are not shown. */
static double step_of(const disclosure *d, const sol_outcome *o)
{
    switch (o->unit) {
    case SOL_UNIT_SHARE:
        return d->steps.share;
    case SOL_UNIT_MONEY:
        return d->steps.money;
    case SOL_UNIT_PEOPLE:
        return d->steps.people;
    default:
        return 0;
    }
}

static sol_tornado_end rounded_end(const disclosure *d, const sol_tornado_end *from, double step)
{
    sol_tornado_end to = *from;
    to.effect = rounded(&from->effect, step);
    to.living = rounded(&from->living, d->steps.people);
    to.estates = rounded(&from->estates, d->steps.people);
    to.left_out = disclosure_round(from->left_out, d->steps.people);
    to.claimed_less = disclosure_round(from->claimed_less, d->steps.money);
    return to;
}

static const sol_tornado *rounded_tornado(sol_arena *arena, const disclosure *d, const sol_tornado *from)
{
    const double step = from ? step_of(d, &from->base) : 0;
    if (step <= 0)
        return NULL;
    sol_tornado *to = SOL_TAKE(arena, 1, sol_tornado);
    sol_tornado_row *row = SOL_TAKE(arena, from->row_count, sol_tornado_row);
    *to = *from;
    to->base.estimate = disclosure_round_estimate(&from->base.estimate, step);
    to->row_count = 0;
    for (size_t i = 0; i < from->row_count; i++) {
        const char *const values[] = {from->row[i].base_value, from->row[i].low.value, from->row[i].high.value};
        if (hides_lever(d, from->row[i].key, 3, values))
            continue;
        row[to->row_count] = from->row[i];
        row[to->row_count].low = rounded_end(d, &from->row[i].low, step);
        row[to->row_count].high = rounded_end(d, &from->row[i].high, step);
        to->row_count += moves_something(&row[to->row_count]);
    }
    to->row = row;
    return to->row_count > 0 ? to : NULL;
}

static sol_money rounded_money(sol_money amount, double step)
{
    return sol_money_of((int64_t)disclosure_round(sol_money_to_double(amount), step));
}

/* Its shares are of everyone, and its sums about all; the date by which nine in ten are paid tells of no one. */
static const sol_missing *rounded_missing(sol_arena *arena, const disclosure *d, const sol_missing *from)
{
    if (!from)
        return NULL;
    sol_missing *to = SOL_TAKE(arena, 1, sol_missing);
    sol_missing_goal *goal = SOL_TAKE(arena, from->goal_count, sol_missing_goal);
    *to = *from;
    to->goal = goal;
    to->needs = goal + (from->needs - from->goal);
    for (size_t i = 0; i < from->goal_count; i++) {
        goal[i] = from->goal[i];
        goal[i].amount = rounded_money(goal[i].amount, d->steps.money);
        goal[i].low = rounded_money(goal[i].low, d->steps.money);
        goal[i].high = rounded_money(goal[i].high, d->steps.money);
        goal[i].tried = rounded_money(goal[i].tried, d->steps.money);
        goal[i].verdict.share_in_time = disclosure_round_estimate(&goal[i].verdict.share_in_time, d->steps.share);
        goal[i].ceiling = disclosure_round_estimate(&goal[i].ceiling, d->steps.share);
        goal[i].ceiling_of_rules = disclosure_round_estimate(&goal[i].ceiling_of_rules, d->steps.share);
    }
    return to;
}

payout_studies disclosure_studies(sol_arena *arena, const disclosure *d, const payout_studies *from)
{
    payout_studies to = *from;
    to.heat = rounded_comparison(arena, d, from->heat);
    to.rules = rounded_comparison(arena, d, from->rules);
    to.tornado = rounded_tornado(arena, d, from->tornado);
    to.missing = rounded_missing(arena, d, from->missing);
    payout_delay *delay = SOL_TAKE(arena, from->delay_count, payout_delay);
    for (size_t i = 0; i < from->delay_count; i++) {
        delay[i] = from->delay[i];
        delay[i].died_waiting = rounded(&from->delay[i].died_waiting, d->steps.people);
        delay[i].paid_in_life = rounded(&from->delay[i].paid_in_life, d->steps.money);
        delay[i].share_in_time = rounded(&from->delay[i].share_in_time, d->steps.share);
    }
    to.delay = delay;
    /* What a month costs is a last figure over months: of a rounded nothing it would say that delay costs nothing. */
    if (from->delay_count > 0 && delay[from->delay_count - 1].died_waiting.mean == 0)
        to.delay_count = 0;
    if (!to.left_out)
        to.left_out = "The published form does not show it.";
    return to;
}
