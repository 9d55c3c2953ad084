#include "engine/timely.h"

#include "engine/accounts.h"

#define BILLION INT64_C(1000000000)

bool timely_reaches(int64_t paid, int64_t total, int64_t share_billionths, sol_money unit)
{
    if (paid == 0 && total > 0 && share_billionths > 0)
        return false; /* most, most of the time */
    sol_wide lacking = (sol_wide)total * share_billionths - (sol_wide)paid * BILLION;
    if (lacking <= 0)
        return true;
    return paid > 0 && lacking < (sol_wide)unit.units * BILLION;
}

bool timely_counts(const sol_plan *plan, const sol_timeliness *goal, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    bool is_named = goal->who.group_count == 0;
    for (size_t g = 0; g < goal->who.group_count; g++)
        is_named |= goal->who.group[g] == c->group;
    if (!is_named || !timely_was_living(plan, claimant))
        return false;
    return goal->who.age_from < 0 ||
           (!c->is_institution && sol_date_age(c->birth, plan->scenario->start) >= goal->who.age_from);
}

void timely_reach(trial *t, size_t i, size_t date, int64_t total)
{
    const sol_scenario *scenario = t->plan->scenario;
    accounts *a = t->accounts;
    if (t->claims->flags[i] || !claims_is_alive(t, i, date) || !claims_was_living(t, i))
        return;
    for (size_t g = 0; g < scenario->timeliness_count; g++) {
        const sol_timeliness *goal = &scenario->timeliness[g];
        uint8_t *in_time = t->in_time + g * t->plan->people.count + i;
        bool is_by = t->plan->date[date].day <= goal->by.day, is_first = g == 0;
        if (*in_time || (!is_by && (!is_first || t->late[i])) ||
            !timely_reaches(a->paid[i], total, goal->paid_billionths, scenario->payments.unit))
            continue;
        if (is_by)
            *in_time = 1;
        else
            t->late[i] = 1;
        a->counts.in_time += is_first && is_by;
        a->counts.waiting -= is_first;
    }
}

void timely_least(const trial *t, double *goal, double *near)
{
    const sol_scenario *scenario = t->plan->scenario;
    int64_t least = BILLION;
    for (size_t g = 0; g < scenario->timeliness_count; g++)
        least = scenario->timeliness[g].paid_billionths < least ? scenario->timeliness[g].paid_billionths : least;
    *goal = (double)least * 1e-9 * (1 - 1e-14);
    *near = (double)scenario->payments.unit.units + 1;
}

void timely_note(trial *t, size_t date)
{
    if (date == 0)
        accounts_note_early(t);
    const accounts_counts *counts = &t->accounts->counts;
    trial_date *noted = &t->date[date];
    noted->living = counts->living;
    noted->paid_in_full = counts->paid_in_full;
    noted->in_time = counts->in_time;
    noted->waiting = counts->waiting;
    noted->died_waiting = counts->died_waiting;
}

sol_state timely_state(const trial *t, size_t i)
{
    uint8_t flags = t->claims->flags[i];
    if (flags & CLAIM_REFUSED)
        return SOL_STATE_REFUSED;
    if (flags & CLAIM_DECLINED)
        return SOL_STATE_DECLINED;
    if (flags & CLAIM_NOT_DUE)
        return SOL_STATE_NOT_DUE;
    if (t->in_time[i])
        return SOL_STATE_IN_TIME;
    if (t->late[i])
        return SOL_STATE_LATE;
    if (accounts_paid_in_life(t, i) > 0)
        return SOL_STATE_PART;
    return accounts_paid_to_estate(t, i) > 0 ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING;
}
