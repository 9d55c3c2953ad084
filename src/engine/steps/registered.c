#include "engine/steps/registered.h"

#include "engine/claims/accounts.h"
#include "engine/passes/seen.h"
#include "plan/dates.h"
#include "plan/people.h"

#include <string.h>

struct registered {
    seen_version passes;
    int64_t *total, *had, *principal;
    uint16_t *from;    /* by row: the first pay date on which something is held for it, unless it is open */
    uint16_t *barred;  /* by row: the first pay date on which it is known that the claim is not paid */
    uint32_t *pending; /* rows that may be paid, but are not open yet */
    size_t pending_count, n;
    size_t date; /* that the totals are of, and one more; 0: of none in this trial */
};

registered *registered_new(sol_arena *arena, const sol_plan *plan)
{
    if (!people_hold(plan))
        return NULL;
    registered *h = SOL_TAKE(arena, 1, registered);
    h->n = plan->people.count;
    int64_t **columns[] = {&h->total, &h->had, &h->principal};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        *columns[k] = SOL_TAKE(arena, h->n, int64_t);
    seen_version version[3];
    seen_versions(version);
    h->passes = version[0];
    h->from = SOL_TAKE(arena, h->n, uint16_t);
    h->barred = SOL_TAKE(arena, h->n, uint16_t);
    h->pending = SOL_TAKE(arena, h->n, uint32_t);
    return h;
}

void registered_begin(registered *h)
{
    if (h)
        h->date = 0;
}

static uint16_t first_date(const sol_plan *plan, sol_date day)
{
    return (uint16_t)(sol_date_is_never(day) ? plan->date_count : dates_first_from(plan, day));
}

static void list_all(registered *h, const trial *t)
{
    const claims *c = t->claims;
    h->pending_count = 0;
    for (size_t i = 0; i < h->n; i++) {
        const sol_date kept = {c->kept_day ? c->kept_day[i] : SOL_NEVER_DAY};
        const sol_date filed = {c->filed_day ? c->filed_day[i] : t->plan->scenario->start.day};
        h->from[i] = first_date(t->plan, t->plan->scenario->hold_registered ? filed : kept);
        h->barred[i] = first_date(t->plan, claims_barred_from(t, i));
        if (h->from[i] < t->plan->date_count)
            h->pending[h->pending_count++] = (uint32_t)i;
    }
}

/* Who is open, unless he dies and heirs are awaited, or cannot be paid any more, will never be pending again. */
static void list_totals(registered *h, const trial *t, size_t date)
{
    const accounts *a = t->accounts;
    size_t kept = 0;
    memcpy(h->total, a->total, h->n * sizeof *h->total);
    for (size_t k = 0; k < h->pending_count; k++) {
        size_t i = h->pending[k];
        bool may_be_paid = date < h->barred[i] && !accounts_is_settled(t, i) && !claims_has_lapsed(t, i, date);
        const bool is_open = accounts_is_open(a, i), may_close = t->claims->awaited && t->claims->awaited[i] > date;
        if (!may_be_paid || (is_open && !may_close))
            continue;
        if (!is_open && date >= h->from[i])
            h->total[i] = accounts_on(t, i, t->today).total;
        h->pending[kept++] = (uint32_t)i;
    }
    h->pending_count = kept;
}

columns_rows registered_rows(registered *h, const trial *t, const steps *s, size_t date)
{
    const int64_t *restrict paid = t->accounts->paid;
    int64_t *restrict had = h->had;
    if (h->date == 0)
        list_all(h, t);
    if (h->date != date + 1)
        list_totals(h, t, date);
    h->date = date + 1;
    for (size_t i = 0; i < h->n; i++)
        had[i] = paid[i] + s->held_today[i].units;
    return (columns_rows){h->n, h->total, had, h->principal};
}

steps_payment registered_part(const registered *h, trial *t, steps *s)
{
    accounts *a = t->accounts;
    const seen_parted done = h->passes.part(&(seen_registered){
        h->n, h->had, s->mode == STEPS_SHARE ? h->principal : a->total, a->paid, a->principal, &s->held_today->units});
    return (steps_payment){.paid = done.paid, .held = done.held};
}
