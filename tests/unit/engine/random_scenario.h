/* Random scenarios with everything switched on. */
#ifndef RANDOM_SCENARIO_H
#define RANDOM_SCENARIO_H

#include "engine/trial_fixture.h"

static inline uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

static inline const char *one_of(uint32_t *state, size_t count, const char *const *choices)
{
    return choices[next_number(state) % count];
}

#define ONE_OF(state, ...)                                                                                             \
    one_of(state, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (const char *const[]){__VA_ARGS__})

static inline const char *money_in(sol_arena *arena, uint32_t *state)
{
    return sol_arena_print(
        arena,
        "exchange: {JPY: {price: 10.9, volatility: 12%%/y}}\n"
        "events:\n"
        "  talks: {probability: 60%%, date: {uniform: [2019-10-01, 2020-12-31]}}\n"
        "  break: {probability: 40%%, date: {uniform: [2019-12-01, 2021-12-31]}}\n"
        "participation: {JP: {base: 20%%, after: {talks: 80%%}}, KR: {triangular: [30%%, 60%%, 95%%]}}\n"
        "correlation: {JP: 0.4, KR: 0.2, between: 0.1}\n"
        "firms:\n"
        "  - {name: N, country: JP, pledge: %u JPY, joins: {uniform: [2019-10-01, 2020-10-01]}, pays: {instalments: 3, "
        "every: year}, default: 4%%/y}\n"
        "  - {name: P, country: KR, count: 4, pledge: {lognormal: [%u KRW, 1.0]}, joins: 2020-03-15}\n"
        "other_sources:\n"
        "  - {name: State, kind: public, amount: %u KRW, date: 2019-10-01, every: quarter, until: 2022-01-01}\n"
        "  - {name: Kept, kind: gift, amount: %u KRW, date: 2020-01-15, earmark: {groups: [A, D], counts: %s, then: "
        "%s}}\n"
        "  - {name: Seized, kind: enforcement, worth: %u KRW, haircut: 30%%, probability: 70%%, unless: break, date: "
        "{uniform: [2019-11-01, 2022-06-30]}, earmark: [B]}\n"
        "  - {name: Match, kind: match, of: JP, ratio: 50%%, cap: 900 KRW}\n"
        "  - {name: Back, kind: guarantee, of: JP, target: 3000 KRW, date: {uniform: [2019-11-01, 2021-01-01]}}\n"
        "fund: {opening: %u KRW, return: 3%%/y, volatility: 15%%/y, reserve: %u KRW, costs: {yearly: %u KRW, share: "
        "3%%, per_claim: 7 KRW, until: closed}}\n",
        next_number(state) % 300, 1 + next_number(state) % 900, 1 + next_number(state) % 900,
        1 + next_number(state) % 4000, ONE_OF(state, "yes", "no"), ONE_OF(state, "general", "stay"),
        1 + next_number(state) % 6000, next_number(state) % 2000, next_number(state) % 100, next_number(state) % 400);
}

static inline const char *people_in(sol_arena *arena, uint32_t *state)
{
    return sol_arena_print(
        arena,
        "claimants:\n"
        "  heirs: %s\n"
        "  seed: %u\n"
        "  groups:\n"
        "    - {name: A, count: 5, living: 3, sex: {male: 60%%}, age: {uniform: [85, 99]}, claim: {lognormal: [900 "
        "KRW, "
        "0.7]}, interest: [{rate: 20%%/y, from: 2013-06-19}, {rate: 12%%/y, from: 2019-06-01}], paid: [{amount: 200 "
        "KRW, date: 2016-03-01}]}\n"
        "    - {name: B, count: 6, sex: male, age: {normal: [93, 4]}, claim: %u KRW, interest_until: eligible, "
        "interest: [{rate: 5%%/y, from: 2018-01-01}], accepts: {probability: 70%%, after: {exponential: 6mo}}, heirs: "
        "%s}\n"
        "    - {name: C, count: 4, sex: female, age: 90, claim: 777 KRW, requires: talks, unless: break}\n"
        "    - {name: D, kind: institution, count: 2, claim: 1500 KRW, eligible: 2020-06-01}\n"
        "administration: {opens: %s, capacity: [{from: 2019-10-01, per_month: 0.7}, {from: 2020-06-01, per_month: "
        "2.3}], order: %s, approval: 90%%}\n"
        "hold: %s\n",
        ONE_OF(state, "inherit", "after-living", "lapse"), 1 + next_number(state) % 100,
        400 + next_number(state) % 3000, ONE_OF(state, "inherit", "after-living", "lapse"),
        ONE_OF(state, "2019-07-01", "2019-11-05"), ONE_OF(state, "oldest", "filing", "smallest"),
        ONE_OF(state, "eligible", "registered"));
}

static inline const char *division_of(sol_arena *arena, uint32_t *state)
{
    const char *limit = ONE_OF(state, "", ", limit: 3000 KRW", ", limit: {amount: 1500 KRW, carry: true}");
    return sol_arena_print(
        arena,
        "payments: {first: 2019-10-01, every: %s, unit: %s KRW%s}\n"
        "allocation:\n"
        "  - {who: living, up_to: %s, rule: equal-awards}\n"
        "  - {who: {living: true, age_from: 90}, rule: %s, weight: %s}\n"
        "  - {who: {groups: [A, C]}, rule: priority, by: %s}\n"
        "  - {who: %s}\n"
        "timeliness:\n"
        "  - {%spaid: %s, by: %s, goal: 60%%}\n"
        "  - {who: %s, paid: 50%%, by: 2021-01-01}\n",
        ONE_OF(state, "quarter", "month", "half-year"), ONE_OF(state, "1", "10"), limit,
        ONE_OF(state, "300 KRW", "50%"), ONE_OF(state, "proportional", "equal-losses, basis: outstanding"),
        ONE_OF(state, "{age: {from: 80, each_year: 5%}}", "hazard", "need"),
        ONE_OF(state, "age", "hazard", "filing", "claim", "random"),
        ONE_OF(state, "all, rule: proportional", "all, rule: talmud", "all, rule: proportional, basis: outstanding",
               "all, rule: average", "all, rule: adjusted-proportional", "all, rule: equal-losses",
               "all, rule: constrained-egalitarian", "{groups: [A, B, C]}, rule: proportional, weight: hazard",
               "{groups: [A, B, C]}, rule: proportional, weight: need", "all, rule: alpha-fair, alpha: 0.5, at: 1y",
               "all, rule: alpha-fair, alpha: inf",
               "{groups: [A, B, C]}, rule: proportional, weight: {age: {from: 80, each_year: 5%}}"),
        ONE_OF(state, "", "who: all, ", "who: estates, ", "who: {groups: [A, D]}, ", "who: {age_from: 92}, ",
               "who: {living: no, groups: [A]}, "),
        ONE_OF(state, "100%", "80%"), ONE_OF(state, "2021-12-31", "2021-11-17", "2022-10-15", "2022-10-03"),
        ONE_OF(state, "{groups: [A]}", "living", "all", "estates", "{living: yes, groups: [A]}"));
}

static inline fixture random_scenario(uint32_t number)
{
    sol_arena *arena = sol_arena_new();
    uint32_t state = number * 2654435761U + 1;
    const char *text = sol_arena_print(arena, "%sstart: 2019-07-01\nend: 2022-10-15\n%s%s%s", FIXTURE_HEAD,
                                       money_in(arena, &state), people_in(arena, &state), division_of(arena, &state));
    fixture f = fixture_of(text);
    sol_arena_free(arena);
    return f;
}

#endif
