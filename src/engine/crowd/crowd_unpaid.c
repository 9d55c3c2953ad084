/*
 * What is owed on the goal's day. What all were paid by then is known, so that one pass over the estates tells what the living had;
 * where claims lapse, one over those who live on the day.
 */
#include "engine/crowd_passes/crowd_settling.h"
#include "engine/crowd_weighted/crowd_weighted.h"

static bool is_estate(const crowd_layout *l, size_t index)
{
    return !l->stratum[l->block[index].stratum].was_living;
}

void crowd_note_goal(crowd *c, size_t lane)
{
    const crowd_layout *l = c->layout;
    for (size_t b = 0; b < l->block_count && (l->kind == CROWD_DEBTS || l->kind == CROWD_WEIGHTS); b++)
        if (is_estate(l, b))
            c->estates_had[lane] += l->kind == CROWD_DEBTS ? c->had[b] : (int64_t)c->weighted->paid[lane][b];
}

/* What those of a block have by a level who see a survival date; -1: all. */
static int64_t awards_at(const settling *s, const crowd_block *b, const kernel_rule *rule, crowd_level level, int date)
{
    const kernel_people people = settling_people(s, b);
    int64_t sum[1] = {0};
    kernel_awards(rule, &people, (const double[]){level.a, level.b}, date, sum);
    return sum[0];
}

/* What estates from the outset had, block by block; debts and weights have told it. */
static int64_t estates_had(const settling *s, const crowd_block *b)
{
    const crowd_layout *l = s->l;
    const kernel_rule share = {CROWD_SHARES, 1, 1, s->unit};
    if (l->kind == CROWD_LIVING)
        return awards_at(s, b, &share, (crowd_level){s->level[l->last_in_by].b, 0}, -1);
    const bool is_by_levels = l->kind != CROWD_DEBTS && l->kind != CROWD_WEIGHTS && l->kind != CROWD_AGES;
    return is_by_levels ? awards_at(s, b, &s->rule, s->level[l->last_in_by], -1) : 0;
}

void settling_note_unpaid(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    const crowd_stratum *stratum = &l->stratum[b->stratum];
    const kernel_rule share = {CROWD_SHARES, 1, 1, 1};
    if (stratum->entitled != CROWD_ENTITLED && stratum->entitled > l->goal)
        return;
    if (l->lapses) {
        const kernel_rule *rule = l->kind == CROWD_LIVING ? &share : &s->rule;
        s->owed[stratum->was_living] += awards_at(s, b, &share, (crowd_level){1, 0}, (int)l->goal);
        s->had[stratum->was_living] += awards_at(s, b, rule, s->level[l->last_in_by], (int)l->goal);
        return;
    }
    s->owed[stratum->was_living] += b->claims;
    if (!stratum->was_living && l->plan->people.living_count > 0)
        s->had[TRIAL_ESTATES] += estates_had(s, b);
}

void settling_tell_unpaid(const settling *s)
{
    const crowd_layout *l = s->l;
    trial *t = s->c->trial[s->lane];
    const int64_t all = l->last_in_by > 0 ? t->date[l->last_in_by - 1].paid.units : 0;
    int64_t had[TRIAL_ORIGINS] = {s->had[TRIAL_ESTATES], s->had[TRIAL_LIVING]};
    if (!l->lapses) {
        const bool are_some_living = l->plan->people.living_count > 0;
        had[TRIAL_ESTATES] = are_some_living ? had[TRIAL_ESTATES] + s->c->estates_had[s->lane] : all;
        had[TRIAL_LIVING] = all - had[TRIAL_ESTATES];
    }
    const trial_wait wait = l->opens > l->goal ? TRIAL_IN_QUEUE : TRIAL_FOR_MONEY;
    for (int o = 0; o < TRIAL_ORIGINS; o++)
        for (int w = 0; w < TRIAL_WAITS; w++)
            t->unpaid[o][w] = w == (int)wait ? s->owed[o] - had[o] : 0;
}
