/*
 * Followers join once a share of another country's firms, or of the other firms of their own, has joined.
 *
 * At first no follower has joined. Each round finds, from all days of joining so far, the day on which every follower's share is
 * reached; days only ever move forward from "never", so that the rounds end, and they end at the days on which firms would join if
 * the calendar were walked: nobody joins on the strength of firms that join on the strength of his joining.
 */
#include "engine/arrivals/inflow_trial.h"

/* The sorted days of joining by country. */
static void sort_days(inflow_trial *t)
{
    const plan_money *money = &t->plan->money;
    for (size_t g = 0; g < t->scenario->country_count; g++)
        t->reached_count[g] = 0;
    for (size_t f = 0; f < money->firm_count; f++) {
        int g = money->firm[f].country;
        if (!sol_date_is_never(t->joined[f]))
            t->reached[t->reached_first[g] + t->reached_count[g]++] =
                (uint64_t)sol_date_days(t->scenario->start, t->joined[f]);
    }
    for (size_t g = 0; g < t->scenario->country_count; g++)
        order_sort(t->reached + t->reached_first[g], t->spare, t->reached_count[g]);
}

/*
 * The day on which the needed number of other firms has joined. The follower need not be left out of the days: he never joins before
 * the others have reached his number, and their days only move forward, so that his own day cannot be what reaches it.
 */
static sol_date day_reached(const inflow_trial *t, const sol_firm *written, const money_row *row)
{
    if (!row->can_follow)
        return sol_date_never();
    if (row->needed == 0)
        return t->scenario->start;
    int g = written->follows_country;
    if (row->needed > t->reached_count[g])
        return sol_date_never();
    return (sol_date){t->scenario->start.day + (int32_t)t->reached[t->reached_first[g] + row->needed - 1]};
}

static sol_date day_of_following(const inflow_trial *t, size_t firm, const sol_firm *written, const money_row *row)
{
    if (sol_date_is_never(t->alone[firm]))
        return sol_date_never();
    sol_date day = sol_date_later(t->alone[firm], day_reached(t, written, row));
    return inflow_excluded(t, written->unless, day) ? sol_date_never() : day;
}

static bool run_round(inflow_trial *t)
{
    bool has_moved = false;
    sort_days(t);
    for (size_t r = 0; r < t->scenario->firm_count; r++) {
        const sol_firm *written = &t->scenario->firm[r];
        const money_row *row = &t->details->row[r];
        if (written->follows_country == SOL_NONE)
            continue;
        for (size_t f = row->member; f < row->member + row->members; f++) {
            sol_date day = day_of_following(t, f, written, row);
            has_moved = has_moved || day.day != t->joined[f].day;
            t->joined[f] = day;
        }
    }
    return has_moved;
}

void follows_resolve(inflow_trial *t)
{
    bool has_moved;
    do
        has_moved = run_round(t);
    while (has_moved);
}
