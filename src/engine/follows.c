/*
 * Followers join once a share of another country's firms, or of the other firms of their own, has joined.
 *
 * At first no follower has joined. Each round finds, from all days of joining so far, the day on which every follower's share is
 * reached; days only ever move forward from "never", so that the rounds end, and they end at the days on which firms would join if
 * the calendar were walked: nobody joins on the strength of firms that join on the strength of his joining.
 */
#include "engine/inflow_trial.h"

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

/* The day on which the needed number of firms, the follower himself left out, has joined. */
static sol_date day_reached(const inflow_trial *t, size_t firm, const sol_firm *written, const money_row *row)
{
    if (!row->can_follow)
        return sol_date_never();
    if (row->needed == 0)
        return t->scenario->start;
    int g = written->follows_country;
    const uint64_t *day = t->reached + t->reached_first[g];
    size_t count = t->reached_count[g], at = row->needed - 1;
    bool counts_himself = written->country == g && !sol_date_is_never(t->joined[firm]);
    if (counts_himself && at < count && day[at] >= (uint64_t)sol_date_days(t->scenario->start, t->joined[firm]))
        at++;
    return at < count ? (sol_date){t->scenario->start.day + (int32_t)day[at]} : sol_date_never();
}

static sol_date day_of_following(const inflow_trial *t, size_t firm, const sol_firm *written, const money_row *row)
{
    if (sol_date_is_never(t->alone[firm]))
        return sol_date_never();
    sol_date day = sol_date_later(t->alone[firm], day_reached(t, firm, written, row));
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
    while (run_round(t))
        continue;
}
