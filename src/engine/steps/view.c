#include "engine/steps/view.h"

#include "engine/claims/accounts.h"
#include "engine/passes/seen.h"
#include "engine/steps/registered.h"
#include "plan/dates.h"

#include <string.h>

struct views {
    seen_version passes;
    seen_columns columns;
    int64_t *counted; /* by row: of what was paid; NULL where all counts */
    uint32_t *doubt;
    uint8_t **is_for_him; /* by pool, then step: by row; NULL: for all */
    uint16_t **of_age;    /* by step: by row, the first pay date with the age that it is for; NULL: any */
    bool has_after_living;
};

/* The groups of each row, for a pool and a step. */
static uint8_t *rows_in_groups(sol_arena *arena, const sol_plan *plan, row_map rows, const uint8_t *in_pool,
                               const uint8_t *in_step)
{
    uint8_t *is_for_him = SOL_TAKE(arena, plan->people.count, uint8_t);
    for (size_t i = 0; i < plan->people.count; i++) {
        int group = plan->people.claimant[rows.claimant[i]].group;
        is_for_him[i] = in_pool[group] & in_step[group];
    }
    return is_for_him;
}

/* The first pay date on which a person has completed so many years; for institutions, behind the one after the last. */
static uint16_t date_of_age(const sol_plan *plan, const plan_claimant *c, int years)
{
    size_t low = 0, high = plan->date_count;
    if (c->is_institution)
        return (uint16_t)(plan->date_count + 1);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sol_date_age(c->birth, plan->date[middle]) < years)
            low = middle + 1;
        else
            high = middle;
    }
    return (uint16_t)low;
}

static uint16_t *rows_of_age(sol_arena *arena, const sol_plan *plan, row_map rows, int years)
{
    uint16_t *of_age = SOL_TAKE(arena, plan->people.count, uint16_t);
    for (size_t i = 0; i < plan->people.count; i++)
        of_age[i] = date_of_age(plan, &plan->people.claimant[rows.claimant[i]], years);
    return of_age;
}

views *views_new(sol_arena *arena, const sol_plan *plan, row_map rows, const steps *s)
{
    const bool has_uncounted = accounts_has_uncounted(plan);
    const sol_scenario *scenario = plan->scenario;
    const size_t n = plan->people.count, own = scenario->step_count, groups = scenario->group_count;
    views *v = SOL_TAKE(arena, 1, views);
    seen_version version[3];
    seen_versions(version);
    v->passes = version[0];
    v->columns = (seen_columns){SOL_TAKE(arena, n, int64_t), SOL_TAKE(arena, n, int64_t)};
    v->counted = s->most || has_uncounted ? SOL_TAKE(arena, n, int64_t) : NULL;
    v->doubt = SOL_TAKE(arena, n / COLUMNS_BLOCK + 1, uint32_t);
    v->has_after_living = people_details_of(plan)->has_after_living;
    v->is_for_him = SOL_TAKE(arena, plan->money.pool_count * own, uint8_t *);
    v->of_age = SOL_TAKE(arena, own, uint16_t *);
    for (size_t k = 0; k < plan->money.pool_count * own; k++) {
        size_t pool = k / own, step = k % own;
        if (pool > 0 || scenario->step[step].who.group_count > 0)
            v->is_for_him[k] =
                rows_in_groups(arena, plan, rows, s->in_pool + pool * groups, s->in_step + step * groups);
    }
    for (size_t k = 0; k < own; k++)
        if (scenario->step[k].who.age_from >= 0)
            v->of_age[k] = rows_of_age(arena, plan, rows, scenario->step[k].who.age_from);
    return v;
}

static bool is_for_all(const trial *t, const views *v, const steps_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    return r->pool == 0 && !v->has_after_living && step->who.vital == SOL_ANY && step->who.age_from < 0 &&
           step->who.group_count == 0;
}

static view view_of_accounts(const accounts *a)
{
    return (view){
        .rows = {a->reach, a->total, a->paid, a->principal},
        .open = {a->reach, a->total, a->paid, a->principal},
        .totals = a->open_total,
        .paid = a->open_paid,
        .is_whole = true,
        .opened_total = a->opened_total,
        .payments = a->payments,
        .most = a->most,
        .columns = &a->columns,
    };
}

static seen_terms terms_of(const sol_plan *plan, const sol_step *step, const steps_round *r)
{
    bool is_share = step->has_up_to && step->up_to_is_share;
    return (seen_terms){
        .date = (uint16_t)r->date,
        .after_bit = CLAIM_AFTER_LIVING,
        .is_after_living = r->is_after_living,
        .for_living = step->who.vital == SOL_LIVING,
        .for_estates = step->who.vital == SOL_ESTATES,
        .is_outstanding = step->is_outstanding,
        .most = step->has_up_to && !is_share ? dates_level(plan, step, r->date).units : INT64_MAX,
        .most_of_claims = is_share ? step->up_to_billionths : -1,
    };
}

/* What a view is made of. */
typedef struct making {
    const views *v;
    seen_claims open;
    seen_terms terms;
    seen_sums sums;
} making;

/* Who died between the same two pay dates as he came of age, or would have: whether he had, is known by the day. */
static void look_at_doubts(trial *t, steps *s, const steps_round *r, making *m)
{
    const seen_claims *open = &m->open;
    const int years = t->plan->scenario->step[r->step].who.age_from;
    for (size_t b = 0; b < m->sums.doubt_count; b++) {
        size_t from = (size_t)m->v->doubt[b] * COLUMNS_BLOCK, to = from + COLUMNS_BLOCK;
        for (size_t i = from; i < to && i < open->count; i++) {
            bool is_in_doubt = open->death[i] <= m->terms.date && open->of_age[i] == open->death[i];
            bool is_there = open->total[i] > 0 && (!open->is_for_him || open->is_for_him[i]);
            bool comes_after = open->kind[i] & m->terms.after_bit;
            if (is_in_doubt && is_there && comes_after == m->terms.is_after_living &&
                weights_age(s->weights, t, i, r->date) >= years)
                seen_add(open, &m->terms, &m->v->columns, i, &m->sums);
        }
    }
}

uint64_t view_stamp(const trial *t, const steps *s, const steps_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    const bool comes_by_death = r->is_after_living || step->who.vital == SOL_ESTATES;
    if (s->registered || s->views->of_age[r->step] || comes_by_death || step->index.rate_billionths > 0)
        return 0;
    return t->accounts->raised;
}

void view_clear(const steps *s, const view *v)
{
    int64_t *restrict goal = s->views->columns.goal, *restrict had = s->views->columns.had;
    for (size_t i = 0; i < v->rows.count; i++) {
        goal[i] -= had[i];
        had[i] = 0;
    }
}

void view_give_one(const steps *s, size_t row, int64_t given)
{
    s->views->columns.had[row] = given;
}

int64_t *view_paid_before(const trial *t, const steps *s)
{
    memcpy(s->views->counted, t->accounts->paid, t->accounts->reach * sizeof *s->views->counted);
    return s->views->counted;
}

void view_bound(const trial *t, const steps *s, view *v)
{
    int64_t *restrict goal = s->views->columns.goal;
    const int64_t *restrict had = s->views->columns.had;
    for (size_t i = 0; i < v->rows.count; i++) {
        if (goal[i] == 0)
            continue;
        const int64_t most = had[i] + view_room(t, s, i), less = goal[i] > most ? goal[i] - most : 0;
        goal[i] -= less;
        v->totals -= less;
    }
}

void view_give(const steps *s, const sol_claims_problem *problem)
{
    const seen_columns *columns = &s->views->columns;
    for (size_t n = 0; n < problem->count; n++) {
        const int64_t had = problem->lower ? problem->lower[n].units : 0;
        columns->goal[s->member[n]] = (problem->upper ? problem->upper : problem->claim)[n].units - had;
        columns->had[s->member[n]] = s->award[n].units - had;
    }
}

/* What the general pool's cumulative divisions count of what was paid; within shares, with what other pools hold. */
static const int64_t *counted(const trial *t, const steps *s)
{
    const accounts *a = t->accounts;
    int64_t *restrict had = s->views->counted;
    const bool is_within = s->mode == STEPS_WITHIN;
    for (size_t i = 0; i < a->reach; i++)
        had[i] = a->paid[i] + (is_within ? s->held_today[i].units : 0) - (a->uncounted ? a->uncounted[i] : 0);
    return had;
}

/* Whole claims of all who could take part. */
static columns_rows open_of(const trial *t, const steps *s, const steps_round *r)
{
    const accounts *a = t->accounts;
    if (s->registered && s->mode != STEPS_WITHIN)
        return registered_rows(s->registered, t, s, r->date);
    return (columns_rows){a->reach, a->total, a->paid, a->principal};
}

view view_of(trial *t, steps *s, const steps_round *r, bool may_be_whole)
{
    const views *v = s->views;
    const accounts *a = t->accounts;
    const sol_step *step = &t->plan->scenario->step[r->step];
    const bool is_owed = step->is_outstanding && !view_is_same_part_of_owed(step);
    const bool is_in_part = a->uncounted && r->pool == 0 && !step->is_outstanding;
    const bool is_bounded = is_in_part || s->mode == STEPS_WITHIN;
    if (may_be_whole && !s->registered && !is_in_part && is_for_all(t, v, r) && !step->has_up_to && !is_owed)
        return view_of_accounts(a);
    const columns_rows open = open_of(t, s, r);
    making m = {.v = v, .terms = terms_of(t->plan, step, r)};
    m.open = (seen_claims){
        .count = open.count,
        .total = open.total,
        .paid = is_bounded ? counted(t, s) : open.paid,
        .death = t->claims->death,
        .kind = t->claims->kind,
        .is_for_him = v->is_for_him[r->pool * t->plan->scenario->step_count + r->step],
        .of_age = v->of_age[r->step],
    };
    m.sums = v->passes.see(&m.open, &m.terms, &v->columns, v->doubt);
    if (m.sums.doubt_count > 0 && !m.terms.for_living)
        look_at_doubts(t, s, r, &m);
    return (view){
        .rows = {open.count, v->columns.goal, v->columns.had, NULL},
        .open = open,
        .is_bounded = is_bounded,
        .totals = m.sums.goals,
        .paid = m.sums.had,
        .most = a->most,
        .columns = &a->columns,
    };
}
