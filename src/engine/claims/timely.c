#include "engine/claims/timely.h"

#include "engine/claims/accounts.h"
#include "engine/claims/claims_room.h"
#include "engine/lives/lifetimes.h"
#include "plan/claimed.h"

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

/* When his claim is filed, and by when he has aged: by the day on which it is settled, or that of his death. */
typedef struct settling {
    bool is_living; /* on that day */
    sol_date filed, aged;
} settling;

static bool is_counted(const sol_who *who, const plan_claimant *c, settling s)
{
    bool is_named = who->group_count == 0;
    for (size_t g = 0; g < who->group_count; g++)
        is_named |= who->group[g] == c->group;
    if (!is_named || (who->vital != SOL_ANY && (who->vital == SOL_LIVING) != s.is_living) ||
        !people_is_for_filed(who, s.filed))
        return false;
    return who->age_from < 0 || (!c->is_institution && sol_date_age(c->birth, s.aged) >= who->age_from);
}

static bool had_reached(const sol_plan *plan, const sol_timeliness *goal, const plan_claimant *c)
{
    const sol_terms *terms = &plan->people.terms[c->terms];
    if (terms->earlier_count == 0 && c->principal.units > 0 && goal->paid_billionths > 0)
        return false; /* most, of millions */
    const sol_money before = claimed_before(terms), owed = claimed_by(c, terms, plan->scenario->start);
    return timely_reaches(before.units, sol_money_add(before, owed).units, goal->paid_billionths,
                          plan->scenario->payments.unit);
}

static uint8_t standing_of(const sol_timeliness *goal, bool counts, bool had, bool is_living)
{
    bool lasts = had || !is_living || sol_reach_of(&goal->who) == SOL_IN_LIFE_OR_AFTER;
    return (uint8_t)((counts ? TIMELY_COUNTED : 0) | ((counts && lasts) || (had && is_living) ? TIMELY_EVER : 0) |
                     (had ? TIMELY_HAD : 0));
}

uint8_t timely_standing(const sol_plan *plan, const sol_timeliness *goal, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    bool is_living = timely_was_living(plan, claimant);
    settling s = {.is_living = is_living, .aged = is_living ? plan->scenario->start : c->died};
    people_filed_on(plan->scenario->start, &plan->people.terms[c->terms], &s.filed);
    bool counts = is_counted(&goal->who, c, s);
    return standing_of(goal, counts, had_reached(plan, goal, c), is_living);
}

/* The same of one who may file after start: on that day, or never. */
static uint8_t standing_on_filing(const trial *t, const sol_timeliness *goal, size_t i)
{
    const claims *c = t->claims;
    const plan_claimant *who = &t->plan->people.claimant[t->rows.claimant[i]];
    const bool is_living = claims_was_living(t, i), is_never = c->filed_day[i] == SOL_NEVER_DAY;
    settling s = {is_living, {c->filed_day[i]}, sol_date_later((sol_date){c->filed_day[i]}, t->plan->scenario->start)};
    if (!is_living && goal->who.age_from >= 0 && !is_never)
        s.aged = lifetimes_death_day(t, i);
    const bool counts = !is_never && is_counted(&goal->who, who, s);
    return standing_of(goal, counts, had_reached(t->plan, goal, who), is_living);
}

void timely_settle_filing(trial *t)
{
    const claims *c = t->claims;
    const sol_plan *plan = t->plan;
    for (size_t g = 0; g < plan->scenario->timeliness_count && c->own_entitled; g++)
        for (size_t i = 0; i < plan->people.count; i++) {
            uint8_t *standing = &t->goals->standing[g][i];
            const uint8_t settled = *standing & (TIMELY_COUNTED | TIMELY_EVER | TIMELY_HAD);
            const bool is_later = filing_may_be_later(c->room->filing, (size_t)c->terms[i]);
            *standing = c->kind[i] | (is_later ? standing_on_filing(t, &plan->scenario->timeliness[g], i) : settled);
        }
}

const timely_people *timely_people_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    const sol_scenario *scenario = plan->scenario;
    timely_people *p = SOL_TAKE(arena, 1, timely_people);
    p->standing = SOL_TAKE(arena, scenario->timeliness_count, uint8_t *);
    for (size_t g = 0; g < scenario->timeliness_count; g++) {
        p->standing[g] = SOL_TAKE(arena, plan->people.count, uint8_t);
        for (size_t i = 0; i < plan->people.count; i++) {
            uint8_t standing = timely_standing(plan, &scenario->timeliness[g], rows.claimant[i]);
            p->standing[g][i] = standing | claims_kind(plan, rows.claimant[i]);
        }
    }
    return p;
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
    const bool was_living = claims_was_living(t, i);
    const int64_t before = accounts_paid_before(t->accounts, i);
    if (accounts_paid_in_life(t, i) + (was_living ? before : 0) > 0)
        return SOL_STATE_PART;
    return accounts_paid_to_estate(t, i) + (was_living ? 0 : before) > 0 ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING;
}
