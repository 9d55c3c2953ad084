#include "engine/claims/unpaid.h"

#include "engine/claims/accounts.h"
#include "engine/claims/accounts_room.h"
#include "plan/people.h"

#include <string.h>

static int64_t total_on(const trial *t, size_t i, sol_date day)
{
    const struct accounts_room *room = t->accounts->room;
    const bool grows = room->has_interest && accounts_grow(claims_terms(t, i));
    return grows ? accounts_on(t, i, day).total : room->opening[i].total;
}

static trial_wait wait_of(const claims *c, size_t i, sol_date day)
{
    if (c->examined_day[i] > day.day)
        return TRIAL_IN_QUEUE;
    return c->eligible_day[i] > day.day ? TRIAL_DECIDING : TRIAL_FOR_MONEY;
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
        if (c->flags[i] || has_lapsed || declines_still || c->entitled_day[c->terms[i]] > day.day)
            continue;
        const int64_t owed = total_on(t, i, day) - t->accounts->paid[i];
        const int origin = kind & CLAIM_OF_LIVING ? TRIAL_LIVING : TRIAL_ESTATES;
        t->unpaid[origin][wait_of(c, i, day)] += owed > 0 ? owed : 0;
    }
}
