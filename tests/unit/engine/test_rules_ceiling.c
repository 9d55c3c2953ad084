/* The ceiling of the rules: that of the same scenario with more money than anybody can be owed, wherever it differs from the other ceiling. */
#include "engine/crowd_passes/crowd.h"
#include "engine/together/rules_ceiling.h"
#include "engine/trial_fixture.h"

enum { TRIALS = 200 };

static const sol_result *simulated(const fixture *f, bool one_by_one)
{
    sol_simulation_settings settings = {.trials = TRIALS, .seed = 3, .threads = 2, .claimants = one_by_one};
    return sol_simulate(f->arena, f->plan, &settings);
}

/* How a fund's rules may withhold what money could pay, and how they may not. */
static const struct {
    const char *label, *rules;
    bool differs;
} rows[] = {
    {"no rule", "", false},
    {"a limit", "payments: {first: 2020-07-01, every: half-year, limit: 4000 KRW}\n", true},
    {"a limit that carries",
     "payments: {first: 2020-07-01, every: half-year, limit: {amount: 4000 KRW, carry: true}}\n", true},
    {"a limit after the shares", "payments: {first: 2020-07-01, every: half-year, limit: 4000 KRW}\nhold: registered\n",
     true},
    {"a limit that never binds", "payments: {first: 2020-07-01, every: half-year, limit: 4bn KRW}\n", false},
    {"a unit", "payments: {first: 2020-07-01, every: half-year, unit: 300 KRW}\n", false},
    {"a level", "allocation: {rule: proportional, up_to: 700 KRW}\n", true},
    {"a level, and of it the goal's share", "allocation: {rule: proportional, up_to: 60%}\ntimeliness: {paid: 50%}\n",
     false},
    {"a level, then all", "allocation: [{rule: equal-awards, up_to: 700 KRW}, proportional]\n", false},
    {"one group", "allocation: [{rule: proportional, who: {groups: [old]}}]\n", true},
    {"an age", "allocation: [{rule: proportional, who: {age_from: 90}}]\n", true},
    {"estates", "allocation: [{rule: proportional, who: {living: no}}]\n", true},
    {"the living", "allocation: [{rule: equal-losses, who: {living: yes}}]\n", false},
    {"the living, and a goal for all",
     "allocation: [{rule: equal-losses, who: {living: yes}}]\ntimeliness: {who: all, by: 2024-01-01}\n", true},
    {"what is owed", "allocation: [{rule: proportional, basis: outstanding, up_to: 50%}]\n", true},
    {"weights", "allocation: {rule: proportional, weight: {age: {from: 80, each_year: 5%}}}\n", false},
    {"kept money",
     "allocation: [{rule: proportional, who: {groups: [old]}}]\nother_sources:\n"
     "  - {name: G, kind: gift, amount: 100 KRW, date: 2021-01-01, earmark: {groups: [young], then: general}}\n",
     true},
};

static const char *scenario_of(sol_arena *arena, size_t i, const char *opening)
{
    const char *pay = strstr(rows[i].rules, "payments:") ? "" : "payments: {first: 2020-07-01, every: half-year}\n";
    return sol_arena_print(
        arena,
        "%sstart: 2020-01-01\nend: 2026-01-01\nfund: {opening: %s KRW, reserve: 50 KRW, costs: {yearly: 30 KRW}}\n"
        "claimants:\n  groups:\n"
        "    - {name: old, count: 20, living: 16, sex: male, age: {uniform: [85, 97]}, claim: {uniform: [200 KRW, 1500 "
        "KRW]}}\n"
        "    - {name: young, count: 12, sex: female, age: {uniform: [70, 88]}, claim: 900 KRW, eligible: 2021-03-01}\n"
        "%s%s",
        FIXTURE_HEAD, opening, pay, rows[i].rules);
}

/* As a crowd where it is one, and one by one. */
Test(rules_ceiling, is_what_the_same_scenario_comes_to_with_money_for_all)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        fixture poor = fixture_of(scenario_of(arena, i, "9000")), rich = fixture_of(scenario_of(arena, i, "500bn"));
        for (int one_by_one = 0; one_by_one < 2; one_by_one++) {
            const sol_people *p = &simulated(&poor, one_by_one)->people;
            const sol_estimate *all = &simulated(&rich, one_by_one)->people.share_in_time, *told = &p->ceiling_of_rules;
            cr_assert_eq(told->support != SOL_OF_NONE, rows[i].differs, "%s", rows[i].label);
            const sol_estimate *same = rows[i].differs ? told : &p->ceiling;
            cr_assert(same->mean == all->mean && same->p05 == all->p05 && same->p95 == all->p95, "%s, %d: %g, not %g",
                      rows[i].label, one_by_one, same->mean, all->mean);
            cr_assert(same->mean <= p->ceiling.mean &&
                          (strstr(rows[i].label, "limit") || same->mean >= p->share_in_time.mean),
                      "%s: %g", rows[i].label, same->mean);
        }
        fixture_end(&poor);
        fixture_end(&rich);
        sol_arena_free(arena);
    }
}

/* Money kept for a group is unlimited too. */
Test(rules_ceiling, every_pool_has_unlimited_money)
{
    fixture f = fixture_of(
        FIXTURE_HEAD
        "start: 2020-01-01\nend: 2022-01-01\nclaimants:\n  groups:\n"
        "    - {name: A, kind: institution, claim: 1m KRW}\n    - {name: B, kind: institution, claim: 1m KRW}\n"
        "other_sources:\n"
        "  - {name: G, kind: gift, amount: 1 KRW, date: 2020-01-01, earmark: [A]}\n"
        "payments: {first: 2020-07-01, every: half-year, limit: 1500000 KRW}\n"
        "timeliness: {by: 2020-12-31}\n");
    const sol_people *p = &simulated(&f, false)->people;
    cr_assert(p->share_in_time.mean == 0 && p->ceiling.mean == 1);
    cr_assert_eq(p->ceiling_of_rules.mean, 0.5, "A out of its own pool, B half within the limit: %g",
                 p->ceiling_of_rules.mean);
    fixture_end(&f);
}

/* Broken off, the ceiling is of the same trials as the rest. */
Test(rules_ceiling, the_plan_with_unlimited_money_differs_in_nothing_else)
{
    fixture f = fixture_of(FIXTURE_HEAD "start: 2020-01-01\nend: 2022-01-01\nclaimants:\n  groups:\n"
                                        "    - {name: A, kind: institution, claim: 1m KRW}\n"
                                        "payments: {first: 2020-07-01, every: half-year, limit: 1 KRW}\n");
    const sol_plan *flush = rules_ceiling_plan(f.arena, f.plan);
    sol_plan same = *flush;
    same.has_unlimited_money = false;
    cr_assert(flush->has_unlimited_money && memcmp(&same, f.plan, sizeof same) == 0);
    fixture_end(&f);
}
