#include "engine/plain/plain.h"

#define BILLION INT64_C(1000000000)

bool plain_timely_reaches(const plain_claim *claim, int64_t share_billionths, sol_money unit)
{
    if (claim->paid.units == 0 && claim->owed.units > 0 && share_billionths > 0)
        return false; /* most, most of the time */
    sol_wide whole = (sol_wide)claim->paid.units + claim->owed.units;
    sol_wide lacking = whole * share_billionths - (sol_wide)claim->paid.units * BILLION;
    if (lacking <= 0)
        return true;
    return claim->paid.units > 0 && lacking < (sol_wide)unit.units * BILLION;
}

bool plain_timely_counts(const sol_plan *plan, const sol_timeliness *goal, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    bool is_named = goal->who.group_count == 0;
    for (size_t g = 0; g < goal->who.group_count; g++)
        is_named |= goal->who.group[g] == c->group;
    bool is_living = plain_timely_was_living(plan, claimant);
    if (!is_named || (goal->who.vital == SOL_LIVING && !is_living) || (goal->who.vital == SOL_ESTATES && is_living))
        return false;
    if (goal->who.age_from < 0)
        return true;
    return !c->is_institution &&
           sol_date_age(c->birth, is_living ? plan->scenario->start : c->died) >= goal->who.age_from;
}

bool plain_timely_reaches_ever(const sol_plan *plan, const sol_timeliness *goal, size_t claimant)
{
    if (!plain_timely_was_living(plan, claimant))
        return plain_timely_counts(plan, goal, claimant);
    return goal->who.vital == SOL_ANY && goal->who.group_count == 0 && goal->who.age_from < 0;
}

/* Who reaches a goal today for the first time. */
static void note_goal(plain_trial *t, size_t date, size_t index, const sol_timeliness *goal)
{
    sol_money unit = t->plan->scenario->payments.unit;
    bool is_by = t->plan->date[date].day <= goal->by.day;
    uint8_t *in_time = t->in_time + index * t->plan->people.count;
    if (!is_by && index > 0)
        return;
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const plain_claim *claim = &t->claim[i];
        bool is_dead = date >= claim->death;
        if (in_time[i] || claim->flags || (is_dead && !(is_by && plain_timely_reaches_ever(t->plan, goal, i))) ||
            !plain_timely_reaches(claim, goal->paid_billionths, unit))
            continue;
        if (is_by)
            in_time[i] = 1;
        else
            t->late[i] = 1;
    }
}

void plain_timely_note(plain_trial *t, size_t date)
{
    const sol_scenario *scenario = t->plan->scenario;
    for (size_t g = 0; g < scenario->timeliness_count; g++)
        note_goal(t, date, g, &scenario->timeliness[g]);
    trial_date *noted = &t->date[date];
    noted->living = noted->paid_in_full = noted->in_time = noted->waiting = noted->died_waiting = 0;
    for (size_t i = 0; i < t->plan->people.count; i++) {
        noted->living += date < t->claim[i].death;
        noted->paid_in_full += t->claim[i].paid_off <= date;
        noted->in_time += t->in_time[i];
        bool is_unpaid = plain_timely_was_living(t->plan, i) &&
                         plain_timely_counts(t->plan, &scenario->timeliness[0], i) && !t->claim[i].flags &&
                         !t->in_time[i] && !t->late[i];
        noted->waiting += is_unpaid && date < t->claim[i].death;
        noted->died_waiting += is_unpaid && date >= t->claim[i].death;
    }
}

sol_state plain_timely_state(const plain_trial *t, size_t claimant)
{
    const plain_claim *claim = &t->claim[claimant];
    if (claim->flags & CLAIM_REFUSED)
        return SOL_STATE_REFUSED;
    if (claim->flags & CLAIM_DECLINED)
        return SOL_STATE_DECLINED;
    if (claim->flags & CLAIM_NOT_DUE)
        return SOL_STATE_NOT_DUE;
    if (t->in_time[claimant])
        return SOL_STATE_IN_TIME;
    if (t->late[claimant])
        return SOL_STATE_LATE;
    if (claim->paid_in_life.units > 0)
        return SOL_STATE_PART;
    return claim->paid_to_estate.units > 0 ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING;
}

sol_reason plain_timely_reason(const plain_trial *t, size_t claimant)
{
    const plain_claim *claim = &t->claim[claimant];
    sol_date death = plain_lifetimes_death_day(t, claimant);
    if (death.day > t->plan->scenario->timeliness[0].by.day)
        return SOL_ALIVE;
    if (death.day <= claim->entitled.day)
        return SOL_BEFORE_ENTITLED;
    if (death.day <= claim->ready.day)
        return SOL_IN_QUEUE;
    if (death.day <= claim->accepted.day)
        return SOL_DECIDING;
    bool saw_one = claim->eligible < t->plan->date_count && death.day > t->plan->date[claim->eligible].day;
    return saw_one ? SOL_FOR_WANT_OF_MONEY : SOL_BEFORE_PAY_DATE;
}

bool plain_timely_could(const plain_trial *t, const sol_timeliness *goal, size_t claimant)
{
    const plain_claim *claim = &t->claim[claimant];
    if (!claim->flags && goal == t->plan->scenario->timeliness && t->in_time[claimant])
        return true; /* by what he had before, or directly */
    if (claim->flags || claim->eligible == t->plan->date_count || t->plan->date[claim->eligible].day > goal->by.day)
        return false;
    return claim->eligible < claim->death || (plain_timely_reaches_ever(t->plan, goal, claimant) &&
                                              !plain_claims_has_lapsed(t, claimant, claim->eligible));
}
