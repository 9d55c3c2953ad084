/* Classes: claimants whom every step treats alike as long as they come in and die on the same pay dates. */
#include "engine/claims/claims.h"
#include "engine/history/parts.h"
#include "engine/trial/common_history.h"
#include "plan/dates.h"
#include "plan/people.h"

#include <string.h>

/* The ages that bound steps; false: too many of them. */
static bool find_ages(history *h)
{
    for (size_t s = 0; s < h->plan->scenario->step_count; s++) {
        int age = h->plan->scenario->step[s].who.age_from;
        size_t k = 0;
        while (k < h->age_count && h->age[k] != age)
            k++;
        if (age < 0 || k < h->age_count)
            continue;
        if (h->age_count == HISTORY_AGES)
            return false;
        h->age[h->age_count++] = age;
    }
    return true;
}

static bool are_alike(const uint8_t *in, size_t rows, size_t groups, const size_t group[2])
{
    bool are = true;
    for (size_t r = 0; r < rows; r++)
        are &= in[r * groups + group[0]] == in[r * groups + group[1]];
    return are;
}

/* By group: the first that is in the same pools and steps. */
static int *like_of_groups(sol_arena *arena, const history *h)
{
    const size_t groups = h->plan->scenario->group_count;
    int *like = SOL_TAKE(arena, groups, int);
    for (size_t g = 0; g < groups; g++) {
        size_t f = 0;
        while (!are_alike(h->in_pool, h->plan->money.pool_count, groups, (size_t[]){f, g}) ||
               !are_alike(h->in_step, h->plan->scenario->step_count, groups, (size_t[]){f, g}))
            f++;
        like[g] = (int)f;
    }
    return like;
}

/* The first pay date on which a claimant has an age, in whole years, while he lives; date_count if there is none. */
static uint16_t cross_of(const sol_plan *plan, const plan_claimant *c, int age)
{
    size_t from = 0, to = plan->date_count;
    if (c->is_institution)
        return (uint16_t)to;
    if (!sol_date_is_never(c->died))
        return (uint16_t)to;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (sol_date_age(c->birth, plan->date[middle]) >= age)
            to = middle;
        else
            from = middle + 1;
    }
    return (uint16_t)from;
}

/* Whether death is something to some step for those of a class. */
static bool dies(const history *h, const history_class *c)
{
    const sol_scenario *scenario = h->plan->scenario;
    bool does = c->lapses || c->comes_after || c->awaits;
    for (size_t s = 0; s < scenario->step_count; s++)
        if (h->in_step[s * scenario->group_count + (size_t)c->group])
            does |= scenario->step[s].who.vital != SOL_ANY || scenario->step[s].who.age_from >= 0;
    return does;
}

static history_class class_of(const history *h, const int *like, size_t claimant)
{
    const plan_claimant *c = &h->plan->people.claimant[claimant];
    const uint8_t kind = claims_kind(h->plan, claimant);
    history_class class = {
        .group = like[c->group],
        .lapses = kind & CLAIM_LAPSES,
        .comes_after = kind & CLAIM_AFTER_LIVING,
        .is_estate = !(kind & CLAIM_OF_LIVING),
        .is_own = common_history_is_own(h->plan, claimant),
        .awaits = kind & CLAIM_OF_LIVING && people_await_heirs(&h->plan->people.terms[c->terms]),
    };
    const sol_date aged = class.is_estate ? c->died : h->plan->scenario->start;
    for (size_t a = 0; a < h->age_count; a++) {
        class.cross[a] = cross_of(h->plan, c, h->age[a]);
        class.has_age |= (uint8_t)((!c->is_institution && sol_date_age(c->birth, aged) >= h->age[a]) << a);
    }
    class.dies = dies(h, &class);
    return class;
}

static int64_t key_of(const history *h, const history_class *c)
{
    int64_t key = (c->group * 2 + c->lapses) * 8 + c->comes_after * 4 + c->is_estate * 2 + c->is_own;
    key = key * 2 + c->awaits;
    key = key << HISTORY_AGES | c->has_age;
    for (size_t a = 0; a < h->age_count; a++)
        key = key * ((int64_t)h->plan->date_count + 1) + c->cross[a];
    return key;
}

/* Numbers the classes, and gives each row its own. */
static void number_classes(sol_arena *arena, sol_arena *scratch, history *h, uint32_t *of_row)
{
    const size_t n = h->count;
    const int *like = like_of_groups(scratch, h);
    int64_t *key = SOL_TAKE(scratch, n, int64_t);
    for (size_t i = 0; i < n; i++) {
        history_class class = class_of(h, like, h->rows.claimant[i]);
        key[i] = key_of(h, &class);
    }
    const uint32_t *order = people_order(scratch, n, key);
    for (size_t k = 0; k < n; k++) {
        h->class_count += k == 0 || key[order[k]] != key[order[k - 1]];
        of_row[order[k]] = (uint32_t)h->class_count - 1;
    }
    h->class = SOL_TAKE(arena, h->class_count, history_class);
    for (size_t i = 0; i < n; i++)
        h->class[of_row[i]] = class_of(h, like, h->rows.claimant[i]);
    for (size_t k = 0; k < h->class_count; k++)
        h->some_die |= h->class[k].dies;
}

bool history_classify(sol_arena *arena, history *h)
{
    if (!find_ages(h))
        return false;
    const size_t n = h->count;
    sol_arena *scratch = sol_arena_new();
    uint32_t *of_row = SOL_TAKE(scratch, n, uint32_t);
    int64_t *claim = SOL_TAKE(scratch, n, int64_t);
    number_classes(arena, scratch, h, of_row);
    for (size_t i = 0; i < n; i++)
        claim[i] = h->plan->people.claimant[h->rows.claimant[i]].principal.units;
    h->ordered = people_order(arena, n, claim);
    h->class_of = SOL_TAKE(arena, n, uint32_t);
    h->ordered_base = SOL_TAKE(arena, h->base_count, double *);
    for (size_t b = 0; b < h->base_count; b++)
        h->ordered_base[b] = SOL_TAKE(arena, n, double);
    for (size_t k = 0; k < n; k++) {
        const sol_money whole = {claim[h->ordered[k]]};
        h->class_of[k] = of_row[h->ordered[k]];
        h->ordered_base[0][k] = (double)whole.units;
        for (size_t b = 1; b < h->base_count; b++)
            h->ordered_base[b][k] = (double)sol_money_scale(whole, h->share[b], INT64_C(1000000000)).units;
    }
    sol_arena_free(scratch);
    return true;
}

bool history_takes_part(const history *h, const history_cell *cell, const steps_round *r)
{
    const history_class *c = &h->class[cell->of];
    const size_t groups = h->plan->scenario->group_count, group = (size_t)c->group;
    const sol_who *who = &h->plan->scenario->step[r->step].who;
    bool is_alive = r->date < cell->death, comes_after = c->comes_after && !is_alive;
    if (r->date < cell->eligible || (!is_alive && (cell->lapses || r->date < cell->awaited)) ||
        comes_after != r->is_after_living)
        return false;
    if ((who->vital == SOL_LIVING && !is_alive) || (who->vital == SOL_ESTATES && is_alive))
        return false;
    if (!h->in_pool[r->pool * groups + group] || !h->in_step[r->step * groups + group])
        return false;
    if (who->age_from < 0)
        return true;
    size_t a = 0;
    while (h->age[a] != who->age_from)
        a++;
    return is_alive ? r->date >= c->cross[a] : cell->has_age >> a & 1;
}
