/* Small random scenarios in which every part of the money in moves, and levers over all kinds of keys of them. */
#ifndef RANDOM_STUDY_H
#define RANDOM_STUDY_H

#include "solatium/study.h"

#include <criterion/criterion.h>
#include <string.h>

static inline uint32_t random_next(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

static inline const char *random_one(uint32_t *state, size_t count, const char *const *choices)
{
    return choices[random_next(state) % count];
}

#define RANDOM_ONE(state, ...)                                                                                         \
    random_one(state, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *),                               \
               (const char *const[]){__VA_ARGS__})

static inline const char *random_money(sol_arena *arena, uint32_t *state)
{
    bool is_fraction = random_next(state) % 4 == 0; /* nobody can follow then */
    const char *first = RANDOM_ONE(state, "", "", ", follows: {country: JP, share: 10%}");
    const char *second =
        RANDOM_ONE(state, "", ", follows: {country: JP, share: 30%}", ", follows: {country: KR, share: 30%}");
    return sol_arena_print(
        arena,
        "exchange: {JPY: {price: 10.9, volatility: 12%%/y}}\n"
        "events:\n"
        "  talks: {probability: 60%%, date: {uniform: [2019-10-01, 2020-12-31]}}\n"
        "  break: {probability: 40%%, date: {uniform: [2019-12-01, 2021-12-31]}}\n"
        "participation: {JP: %s, KR: %s, US: %s}\n"
        "correlation: {JP: 0.4, KR: 0.2, between: 0.1}\n"
        "participation_as: %s\n"
        "firms:\n"
        "  - {name: N, country: JP, count: %u, pledge: %u JPY, joins: {uniform: [2019-10-01, 2020-10-01]}, "
        "pays: {instalments: 3, every: quarter}, default: 14%%/y%s}\n"
        "  - {name: Own, country: JP, pledge: 70 JPY, participation: 50%%, joins: 2019-12-01, unless: break}\n"
        "  - {name: P, country: KR, count: 4, pledge: {lognormal: [%u KRW, 1.0]}, joins: 2020-03-15, "
        "participation: {times: 0.6}%s}\n"
        "  - {name: U, country: US, count: 2, pledge: {of_claims: 3%%}, joins: {exponential: 9mo}, requires: talks}\n"
        "other_sources:\n"
        "  - {name: State, kind: public, amount: %u KRW, date: 2019-10-01, every: quarter, until: 2021-01-01}\n"
        "  - {name: Kept, kind: gift, amount: 900 KRW, date: 2020-01-15, earmark: {groups: [A, D], counts: %s, then: "
        "%s}}\n"
        "  - {name: Seized, kind: enforcement, worth: 2000 KRW, haircut: 30%%, probability: 70%%, unless: break, date: "
        "{uniform: [2019-11-01, 2021-06-30]}, earmark: [B]}\n"
        "  - {name: Match, kind: match, of: %s, ratio: 50%%, cap: 900 KRW}\n"
        "  - {name: Back, kind: guarantee, of: JP, target: 3000 KRW, date: {uniform: [2019-11-01, 2020-10-01]}, cap: "
        "90 JPY}\n"
        "fund: {opening: %u KRW, return: 3%%/y, volatility: %s, costs: {yearly: 40 KRW, share: 3%%, until: closed}}\n",
        RANDOM_ONE(state, "{base: 20%, after: {talks: 80%}}", "40%", "{uniform: [10%, 90%]}"),
        RANDOM_ONE(state, "{triangular: [30%, 60%, 95%]}", "60%"),
        RANDOM_ONE(state, "50%", "{choice: {0%: 0.5, 100%: 0.5}}"), is_fraction ? "fraction" : "chance",
        1 + random_next(state) % 9, 1 + random_next(state) % 300, is_fraction ? "" : first,
        1 + random_next(state) % 900, is_fraction ? "" : second, 1 + random_next(state) % 900,
        RANDOM_ONE(state, "yes", "no"), RANDOM_ONE(state, "general", "stay"), RANDOM_ONE(state, "JP", "KR", "US"),
        random_next(state) % 2000, RANDOM_ONE(state, "0%/y", "15%/y"));
}

static inline const char *random_rest(sol_arena *arena, uint32_t *state)
{
    return sol_arena_print(
        arena,
        "claimants:\n"
        "  heirs: %s\n"
        "  groups:\n"
        "    - {name: A, count: 3, living: 2, sex: {male: 60%%}, age: {uniform: [85, 99]}, claim: {lognormal: [900 "
        "KRW, 0.7]}, interest: [{rate: 20%%/y, from: 2013-06-19}], paid: [{amount: 200 KRW, date: 2016-03-01}]}\n"
        "    - {name: B, count: 4, sex: male, age: {normal: [93, 4]}, claim: 1500 KRW, interest_until: eligible, "
        "interest: [{rate: 5%%/y, from: 2018-01-01}], accepts: {probability: 70%%, after: {exponential: 6mo}}}\n"
        "    - {name: C, count: 2, sex: female, age: 90, claim: 777 KRW, requires: talks, unless: break}\n"
        "    - {name: D, kind: institution, count: 1, claim: 1500 KRW, eligible: 2020-06-01}\n"
        "administration: {opens: 2019-11-05, capacity: [{from: 2019-10-01, per_month: 1.7}], order: %s, approval: "
        "90%%}\n"
        "hold: %s\n"
        "payments: {first: 2019-10-01, every: quarter, unit: 1 KRW%s}\n"
        "allocation:\n"
        "  - {who: living, up_to: 300 KRW, rule: equal-awards}\n"
        "  - {who: %s}\n"
        "timeliness: {paid: 80%%, by: 2021-06-30, goal: 60%%}\n",
        RANDOM_ONE(state, "inherit", "after-living", "lapse"), RANDOM_ONE(state, "oldest", "filing", "smallest"),
        RANDOM_ONE(state, "eligible", "registered"), RANDOM_ONE(state, "", ", limit: 3000 KRW"),
        RANDOM_ONE(state, "all, rule: proportional", "all, rule: talmud", "all, rule: priority, by: random",
                   "{groups: [A, B, C]}, rule: proportional, weight: hazard"));
}

/** The document of a number. */
static inline sol_document *random_document(sol_arena *arena, uint32_t number)
{
    uint32_t state = number * 2654435761U + 1;
    const char *text = sol_arena_print(arena,
                                       "solatium: 1\n"
                                       "title: Random\n"
                                       "currency: KRW\n"
                                       "start: 2019-07-01\n"
                                       "end: 2022-01-15\n"
                                       "mortality:\n"
                                       "  male: {law: kannisto, b: 3.1262678e-6, g: 0.1226277}\n"
                                       "  female: {law: kannisto, b: 1.834428e-7, g: 0.1495351}\n"
                                       "  multiplier: {lognormal: [1.0, 0.2]}\n"
                                       "%s%s",
                                       random_money(arena, &state), random_rest(arena, &state));
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "random.yaml", text, strlen(text), faults);
    cr_assert_not_null(document, "scenario %u: %s", number, sol_diagnostics_get(faults, 0)->message);
    return document;
}

/* One lever a row, as --vary takes it; the first ones move rates of joining alone. */
enum { RANDOM_RATE_LEVERS = 5, RANDOM_LEVERS = 22 };
static const char *const random_lever[RANDOM_LEVERS] = {
    "participation.JP=0%,30%,60%,100%",
    "participation.KR=0%:100%:25%",
    "participation.US=10%,20%,90%",
    "participation=0%,40%,80%",
    "firms.Own.participation=0%,50%,100%",
    "firms.P.pledge=100 KRW,2000 KRW",
    "firms.N.count=1, 4",
    "firms.N.default=0%/y,50%/y",
    "correlation.JP=0,0.9",
    "participation_as=chance,fraction",
    "events.talks.probability=0%,50%,100%",
    "events.break.date=2019-12-01,2021-06-01",
    "other_sources.State.amount=0 KRW,800 KRW",
    "other_sources.Match.ratio=10%,200%",
    "exchange.JPY.volatility=0%/y,30%/y",
    "fund.opening=0 KRW,3000 KRW",
    "fund.return=0%/y,9%/y",
    "administration.approval=50%,100%",
    "allocation=proportional,equal-losses,priority",
    "payments.unit=1 KRW,10 KRW",
    "mortality.multiplier=0.5,2",
    "claimants.groups.B.claim=500 KRW,3000 KRW",
};

#endif
