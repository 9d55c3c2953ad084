/* Divisions that are known to pay nothing, and are not made again. */
#include "engine/history/parts.h"

#include <string.h>

static history_idle *idle_of(const history *h, const steps_round *r)
{
    return &h->idle[(r->pool * h->plan->scenario->step_count + r->step) * 2 + r->is_after_living];
}

/* Whether all members were members then; both lists rise. */
static bool were_members(const history *h, const history_idle *idle)
{
    size_t k = 0;
    for (size_t m = 0; m < h->member_count; m++) {
        while (k < idle->count && idle->member[k] < h->member[m])
            k++;
        if (k == idle->count || idle->member[k] != h->member[m])
            return false;
    }
    return true;
}

bool history_is_idle(const history *h, const steps_round *r, int64_t endowment, bool *all_have)
{
    const history_idle *idle = idle_of(h, r);
    *all_have = idle->all_have;
    if (idle->view != history_view_of(h, r))
        return false;
    if (idle->all_have)
        return were_members(h, idle);
    return idle->is_short && idle->raised == h->raised && idle->count == h->member_count &&
           endowment <= idle->endowment && were_members(h, idle);
}

void history_note_idle(history *h, const steps_round *r, int64_t endowment, bool all_have)
{
    history_idle *idle = idle_of(h, r);
    idle->all_have = all_have;
    idle->is_short = true;
    idle->view = history_view_of(h, r);
    idle->raised = h->raised;
    idle->endowment = endowment;
    idle->count = h->member_count;
    memcpy(idle->member, h->member, h->member_count * sizeof *h->member);
}

void history_forget_idle(history *h)
{
    for (size_t k = 0; k < h->idle_count; k++)
        h->idle[k].all_have = h->idle[k].is_short = false;
}
