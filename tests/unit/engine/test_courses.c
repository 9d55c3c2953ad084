/* The courses of money of many plans are what each plan draws for itself. */
#include "engine/arrivals/courses.h"
#include "plan/kin.h"

#include "../random_study.h"

enum { PLANS_MAX = 64, TRIALS = 9 };

typedef struct family {
    sol_arena *arena;
    size_t count;
    const sol_plan *plan[PLANS_MAX];
} family;

static void add_plan(family *f, sol_document *document, size_t set_count, const char *const *set)
{
    sol_diagnostics *faults = sol_diagnostics_new(f->arena);
    const sol_scenario *scenario = sol_scenario_make(f->arena, document, set_count, set, faults);
    if (!scenario)
        return; /* one rate for all cannot be set beside a country's */
    const sol_plan *plan = sol_plan_make(f->arena, scenario, faults);
    cr_assert_not_null(plan);
    if (f->count == 0 || !(kin_plans(f->plan[0], plan) & KIN_JOINING))
        f->plan[f->count++] = plan;
}

/* The combinations of a lever over rates and any other, as far as they leave alone who joins at given rates. */
static family family_of(uint32_t number)
{
    family f = {.arena = sol_arena_new()};
    sol_document *document = random_document(f.arena, number);
    sol_diagnostics *faults = sol_diagnostics_new(f.arena);
    sol_lever a, b;
    cr_assert(sol_lever_parse(f.arena, random_lever[number % RANDOM_RATE_LEVERS], faults, &a));
    cr_assert(sol_lever_parse(f.arena, random_lever[(number / 5 + 1) % RANDOM_LEVERS], faults, &b));
    for (size_t i = 0; i < a.count; i++)
        for (size_t k = 0; k < b.count; k++) {
            const char *const set[] = {sol_arena_print(f.arena, "%s=%s", a.key, a.value[i]),
                                       sol_arena_print(f.arena, "%s=%s", b.key, b.value[k])};
            add_plan(&f, document, 2, set);
        }
    return f;
}

static void expect_same(const inflow *in, const inflow *own, const sol_plan *plan, const char *where)
{
    cr_assert_eq(in->arrival_count, own->arrival_count, "%s: %zu arrivals, not %zu", where, in->arrival_count,
                 own->arrival_count);
    for (size_t i = 0; i < own->arrival_count; i++) {
        const inflow_arrival *a = &in->arrival[i], *b = &own->arrival[i];
        cr_assert(a->date.day == b->date.day && a->firm == b->firm && a->source == b->source && a->pool == b->pool &&
                      a->is_direct == b->is_direct && a->amount.units == b->amount.units &&
                      a->refund.units == b->refund.units,
                  "%s: arrival %zu", where, i);
    }
    size_t events = plan->scenario->event_count * sizeof *own->event_date;
    cr_assert_arr_eq(in->event_date, own->event_date, events, "%s", where);
    cr_assert_arr_eq(in->firm_joined, own->firm_joined, plan->money.firm_count, "%s", where);
    if (plan->scenario->fund.volatility > 0)
        cr_assert_arr_eq(in->fund_index, own->fund_index, plan->money.month_count * sizeof(double), "%s", where);
}

Test(courses, equal_what_every_plan_draws_for_itself)
{
    size_t plans = 0, walks = 0, purses = 0;
    for (uint32_t number = 0; number < 150; number++) {
        family f = family_of(number);
        if (f.count == 0) {
            sol_arena_free(f.arena);
            continue;
        }
        courses *c = courses_new(f.arena, f.count, f.plan);
        purses += c->purse_count > 1;
        inflow *own[PLANS_MAX];
        for (size_t p = 0; p < f.count; p++)
            own[p] = inflow_new(f.arena, f.plan[p]);
        for (uint64_t trial = 0; trial < TRIALS; trial++) {
            courses_draw(c, 7, trial);
            cr_assert(c->count >= 1 && c->count <= f.count);
            for (size_t p = 0; p < f.count; p++) {
                inflow_draw(f.plan[p], 7, trial, own[p]);
                cr_assert_lt(c->of[p], c->count);
                expect_same(courses_take(c, c->of[p]), own[p], f.plan[p],
                            sol_arena_print(f.arena, "scenario %u, plan %zu, trial %d", number, p, (int)trial));
            }
            plans += f.count;
            walks += c->count;
        }
        courses_free(c);
        sol_arena_free(f.arena);
    }
    cr_assert_gt(purses, 10, "only %zu scenarios have plans with other amounts", purses);
    /* About half; compilers take the random choices of a scenario in orders of their own. */
    cr_assert_lt(walks * 3, plans * 2, "%zu courses for %zu plans: they share nothing", walks, plans);
}
