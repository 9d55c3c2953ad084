/* How a walk finds the accounts: claims as at start. */
#include "engine/claims/accounts.h"
#include "engine/claims/accounts_room.h"

#include <string.h>

/* Nothing is owed on some claims from the outset. */
static void count_settled(trial *t)
{
    accounts *a = t->accounts;
    for (size_t k = 0; k < a->room->early_count; k++) {
        size_t i = a->room->early[k];
        if (a->room->opening[i].total > accounts_paid_before(a, i))
            continue;
        a->paid_off[i] = 0;
        a->unsettled -= !t->claims->flags[i];
    }
}

static void clear_columns(accounts *a, size_t n)
{
    struct accounts_room *room = a->room;
    memset(a->total, 0, n * sizeof *a->total);
    memset(a->principal, 0, n * sizeof *a->principal);
    memset(room->is_apart, 0, n);
    if (a->before)
        memcpy(a->paid, a->before, n * sizeof *a->paid);
    else
        memset(a->paid, 0, n * sizeof *a->paid);
    if (a->uncounted)
        memset(a->uncounted, 0, n * sizeof *a->uncounted);
    if (a->deposited)
        memset(a->deposited, 0, n * sizeof *a->deposited);
}

static void begin(trial *t)
{
    accounts *a = t->accounts;
    for (size_t i = 0; i < t->plan->people.count; i++)
        a->paid_off[i] = (uint16_t)t->plan->date_count;
    a->day = t->plan->scenario->start;
    a->opened = a->buried = a->reach = a->room->closed = 0;
    a->open_total = a->open_paid = 0;
    a->payments++;
    a->raised++;
    count_settled(t);
}

void accounts_begin(trial *t)
{
    accounts *a = t->accounts;
    claims_list_deaths(t);
    clear_columns(a, t->plan->people.count);
    a->apart = (claims_opening){NULL, 0};
    a->unsettled = (int64_t)t->claims->unflagged;
    begin(t);
}

void accounts_begin_apart(trial *t)
{
    accounts *a = t->accounts;
    if (!claims_are_still(&a->apart, t)) {
        clear_columns(a, t->plan->people.count);
        memset(a->paid_in_life, 0, t->plan->people.count * sizeof *a->paid_in_life);
    }
    for (size_t k = 0; k < a->room->own_count; k++) {
        const uint32_t i = a->room->own[k];
        a->paid[i] = a->paid_in_life[i] = accounts_paid_before(a, i);
        a->room->is_apart[i] = 0;
    }
    begin(t);
    a->unsettled = 0; /* which are open is known elsewhere */
}

void accounts_pass(trial *t, size_t date)
{
    t->accounts->buried = date + 1;
}
