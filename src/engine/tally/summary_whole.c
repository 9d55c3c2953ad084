/* Which claims are wholly paid, by when, and what is unpaid; how figures lie. */
#include "engine/tally/summary_parts.h"

#include <math.h>

static double confidence_of(const summary_maker *m)
{
    return m->plan->scenario->timeliness[0].confidence;
}

static sol_estimate with_confidence(const summary_maker *m, size_t index)
{
    sol_estimate e = summary_number(m, index);
    e.at_confidence = tally_quantile(m->numbers, index, m->trials, confidence_of(m));
    return e;
}

static sol_wholly_paid whole_of(const summary_maker *m, size_t at)
{
    return (sol_wholly_paid){
        .by_goal = summary_number(m, at + WHOLE_BY_GOAL),
        .share_by_goal = summary_share(m, at + WHOLE_SHARE_BY_GOAL),
        .by_end = summary_number(m, at + WHOLE_BY_END),
        .share_by_end = summary_share(m, at + WHOLE_SHARE_BY_END),
        .everyone = tally_proportion_of(m->numbers, at + WHOLE_EVERYONE, m->trials),
    };
}

/* The pay date of an index; beyond the last: never. Where values are kept in bins a quantile may lie between two: then by the later one. */
static sol_date date_at(const summary_maker *m, double index)
{
    const size_t k = (size_t)ceil(index);
    return k < m->plan->date_count ? m->plan->date[k] : sol_date_never();
}

static sol_reach_date reach_of(const summary_maker *m, size_t at)
{
    const sol_estimate date = summary_number(m, at + REACH_DATE);
    sol_reach_date r = {.number = date.number, .never = tally_proportion_of(m->numbers, at + REACH_NEVER, m->trials)};
    r.p05 = date_at(m, date.p05);
    r.p50 = date_at(m, date.p50);
    r.p95 = date_at(m, date.p95);
    r.at_confidence = date_at(m, tally_quantile(m->numbers, at + REACH_DATE, m->trials, confidence_of(m)));
    return r;
}

/* The smallest distance between two values; 0: there are not two. */
static uint64_t least_step(size_t count, const tally_value *value)
{
    uint64_t least = 0;
    for (size_t k = 1; k < count; k++) {
        uint64_t step = (uint64_t)value[k].value - (uint64_t)value[k - 1].value;
        least = least == 0 || step < least ? step : least;
    }
    return least;
}

/*
 * Bins are as many steps wide as it takes for SOL_BINS_MAX of them to hold all, of the smallest step there is: so each has as many of the
 * values that can be, and a share of 45 people is no comb.
 */
static sol_histogram histogram_of(const summary_maker *m, size_t index, double scale)
{
    const tally_value *value;
    const size_t count = tally_values(m->arena, m->numbers, index, m->trials, &value);
    sol_bin *bin = SOL_TAKE(m->arena, SOL_BINS_MAX, sol_bin);
    sol_histogram h = {.count = 0, .bin = bin};
    if (count == 0)
        return h;
    const uint64_t least = (uint64_t)value[0].value, span = (uint64_t)value[count - 1].value - least;
    const uint64_t step = least_step(count, value), steps = step > 0 ? span / step + 1 : 1;
    const uint64_t width = step * ((steps + SOL_BINS_MAX - 1) / SOL_BINS_MAX);
    for (size_t k = 0; k < count; k++) {
        const size_t at = width > 0 ? (size_t)(((uint64_t)value[k].value - least) / width) : 0;
        bin[at].count += value[k].count;
        h.count = at + 1;
    }
    for (size_t k = 0; k < h.count; k++) {
        bin[k].from = ((double)value[0].value + (double)k * (double)width) * scale;
        bin[k].to = ((double)value[0].value + (double)(k + 1) * (double)width) * scale;
    }
    return h;
}

void summary_add_whole(const summary_maker *m, sol_result *result)
{
    for (size_t o = 0; o < SOL_ORIGINS; o++)
        result->wholly_paid[o] = whole_of(m, METRIC_WHOLE + o * WHOLE_PARTS);
    for (size_t r = 0; r < (size_t)SOL_COMINGS * SOL_COMING_SHARES; r++)
        result->reach[r / SOL_COMING_SHARES][r % SOL_COMING_SHARES] = reach_of(m, METRIC_REACH + r * REACH_PARTS);
    result->unpaid.at = m->plan->scenario->timeliness[0].by;
    for (size_t o = 0; o < SOL_ORIGINS; o++)
        result->unpaid.of[o] = with_confidence(m, METRIC_UNPAID + o);
    for (size_t w = 0; w < SOL_WAITS; w++)
        result->unpaid.wait[w] = summary_number(m, METRIC_WAIT + w);
    result->nothing_comes = tally_proportion_of(m->numbers, METRIC_NOTHING_COMES, m->trials);
    result->distribution.share_in_time = histogram_of(m, METRIC_SHARE_IN_TIME, summary_per_share);
    result->distribution.received = histogram_of(m, METRIC_RECEIVED, 1);
    result->distribution.owed = histogram_of(m, METRIC_OWED, 1);
}
