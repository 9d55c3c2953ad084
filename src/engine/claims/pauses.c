#include "engine/claims/pauses.h"

#include "solatium/random.h"

pauses *pauses_new(sol_arena *arena, const sol_plan *plan, sol_purpose purpose, pauses_of of)
{
    const size_t count = plan->people.terms_count;
    pauses *p = SOL_TAKE(arena, 1, pauses);
    p->purpose = purpose;
    p->when = SOL_TAKE(arena, count, const sol_when *);
    p->delay = SOL_TAKE(arena, count, delays *);
    p->now = SOL_TAKE(arena, count, sol_distribution);
    p->group = SOL_TAKE(arena, count, uint64_t);
    for (size_t k = 0; k < count; k++) {
        p->when[k] = of(&plan->people.terms[k]);
        if (!p->when[k] || p->when[k]->is_calendar)
            continue;
        const sol_distribution *delay = &p->when[k]->delay;
        p->are_drawn = true;
        if (!p->when[k]->is_after)
            continue;
        p->delay[k] = delays_new(arena, delay, delay->uncertain ? 0 : plan->people.count / count);
        if (delay->uncertain)
            p->group[k] = sol_entity(SOL_ENTITY_GROUP, plan->scenario->group[plan->people.terms[k].group].name);
    }
    return p;
}

void pauses_draw_by(pauses *p, sol_arena *arena, size_t count, const uint64_t *entity)
{
    if (p->are_drawn)
        p->word = quads_new(arena, p->purpose, count, entity);
}

sol_distribution pauses_given(const trial *t, const sol_distribution *delay, uint64_t group, sol_purpose purpose)
{
    return sol_distribution_given(delay, sol_draw_uniform(t->seed, t->index, group, purpose));
}

pause pauses_today(pauses *p, const trial *t, size_t k)
{
    const sol_when *when = p->when[k];
    delays *delay = p->delay[k];
    if (!when)
        return (pause){.is_at_once = true};
    if (!when->is_after)
        return (pause){.date = &when->date};
    if (delay && when->delay.uncertain) {
        p->now[k] = pauses_given(t, &when->delay, p->group[k], p->purpose);
        delay->distribution = &p->now[k];
    }
    return (pause){.delay = delay, .span = when->span};
}
