/* What has become of claimants with weights, whose payments were noted one by one. */
#include "engine/crowd_passes/crowd_settling.h"
#include "engine/crowd_weighted/crowd_weighted.h"

static void see_paid_off(const settling *s, size_t index, settling_seen *by)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    for (size_t i = b->first; i < b->first + b->count; i++) {
        size_t date = s->c->weighted->last[s->lane][i], death = s->c->death[s->lane][i];
        settling_paid paid = {date, l->pay_of[death], death > l->end, death > l->goal, 1};
        if (date != CROWD_NEVER)
            settling_see(s, &paid, by);
    }
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
    settling_seen by = {.all = {0}};
    see_paid_off(s, index, &by);
    settling_add_seen(s, &by);
    return by.all;
}
