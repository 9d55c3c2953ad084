/* What has become of claimants with weights, whose payments were noted one by one. */
#include "engine/crowd_settling.h"
#include "engine/crowd_weighted.h"

/* By pay date: who is paid off on it, those of them alive, and those who were and do not see it; behind the last: who sees all. */
typedef struct seen {
    int64_t paid_off[CROWD_DATES], reached[CROWD_DATES], gone[CROWD_DATES + 1];
} seen;

static settling_reached see_paid_off(const settling *s, size_t index, seen *by)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    settling_reached r = {0};
    for (size_t i = b->first; i < b->first + b->count; i++) {
        size_t date = s->c->weighted->last[s->lane][i], death = s->c->death[s->lane][i];
        if (date == CROWD_NEVER)
            continue;
        by->paid_off[date]++;
        if (death <= l->survival_of_pay[date])
            continue;
        by->reached[date]++;
        by->gone[l->pay_of[death]]++;
        r.ever++;
        r.ever_lives += death > l->end;
        r.in_time += date < l->last_in_by;
        r.in_time_lives += death > l->end && date < l->last_in_by;
    }
    return r;
}

/* Most often all of a block have their first payment on one date. */
static void see_first(const settling *s, size_t index, kernel_outcome *o)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    size_t together = s->c->weighted->block_first[s->lane][index];
    if (together != CROWD_NEVER) {
        o->had = b->count;
        o->had_in_life = settling_living_on(s, index, together);
        o->had_and_lives = settling_living(s, index, l->end);
        return;
    }
    for (size_t i = b->first; i < b->first + b->count; i++) {
        size_t date = s->c->weighted->first[s->lane][i], death = s->c->death[s->lane][i];
        if (date == CROWD_NEVER)
            continue;
        o->had++;
        o->had_in_life += death > l->survival_of_pay[date];
        o->had_and_lives += death > l->end;
    }
}

settling_reached settling_note_weighted(settling *s, size_t index, kernel_outcome *o)
{
    const crowd_weighted *w = s->c->weighted;
    *o = (kernel_outcome){.in_life = (int64_t)w->in_life[s->lane][index], .in_all = (int64_t)w->paid[s->lane][index]};
    see_first(s, index, o);
    if (!w->some_last[s->lane][index])
        return (settling_reached){0};
    seen by = {{0}, {0}, {0}};
    settling_reached r = see_paid_off(s, index, &by);
    int64_t paid_off = 0, alive = 0;
    for (size_t k = 0; k < s->l->dates; k++) {
        paid_off += by.paid_off[k];
        alive += by.reached[k] - by.gone[k];
        s->dates.paid_off[k] += paid_off;
        s->dates.reached[k] += by.reached[k];
        s->dates.waits_no_more[k] += alive;
    }
    return r;
}
