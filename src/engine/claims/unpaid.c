#include "engine/claims/unpaid.h"

#include "engine/claims/accounts.h"
#include "engine/claims/accounts_room.h"
#include "engine/claims/heirs.h"
#include "plan/people.h"

#include <string.h>

static int64_t total_on(const trial *t, size_t i, sol_date day)
{
    const struct accounts_room *room = t->accounts->room;
    const bool grows = room->has_interest && people_grow(claims_terms(t, i));
    return grows ? accounts_on(t, i, day).total : room->opening[i].total;
}

/* Heirs who have not come forward have not answered. */
static trial_wait wait_of(const trial *t, size_t i, sol_date day)
{
    const claims *c = t->claims;
    if (c->examined_day[i] > day.day)
        return TRIAL_IN_QUEUE;
    const bool awaits = c->awaited && heirs_are_asked(t, i) && t->death[i] <= people_details_of(t->plan)->goal &&
                        heirs_day(t, i).day > day.day;
    return c->eligible_day[i] > day.day || awaits ? TRIAL_DECIDING : TRIAL_FOR_MONEY;
}

void unpaid_note(trial *t)
{
    const claims *c = t->claims;
    const sol_date day = t->plan->scenario->timeliness[0].by;
    const size_t goal = people_details_of(t->plan)->goal;
    memset(t->unpaid, 0, sizeof t->unpaid);
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const uint8_t kind = c->kind[i];
        const bool has_lapsed = kind & CLAIM_LAPSES && t->death[i] <= goal;
        const bool declines_still = claims_is_kept(t, i, day) && c->eligible_day[i] > day.day;
        if (c->flags[i] || has_lapsed || declines_still || claims_entitled_day(c, i) > day.day)
            continue;
        const accounts *a = t->accounts;
        const int64_t owed = total_on(t, i, day) - a->paid[i] - (a->deposited ? a->deposited[i] : 0);
        const int origin = kind & CLAIM_OF_LIVING ? TRIAL_LIVING : TRIAL_ESTATES;
        t->unpaid[origin][wait_of(t, i, day)] += owed > 0 ? owed : 0;
    }
}
