/* Money in of whole scenarios, from their text. */
#include "engine/arrivals/inflow.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char head[] = "solatium: 1\ntitle: T\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\n"
                           "claimants: {groups: [{name: G, kind: institution, count: 1, claim: 100m KRW}]}\n"
                           "payments: {first: 2020-04-01}\nparticipation: {KR: 100%}\n";

static sol_plan *plan_of(sol_arena *arena, const char *text, sol_diagnostics *diagnostics)
{
    char *whole = sol_arena_print(arena, "%s%s", head, text);
    sol_document *document = sol_document_parse(arena, "test.yaml", whole, strlen(whole), diagnostics);
    sol_scenario *scenario = document ? sol_scenario_make(arena, document, 0, NULL, diagnostics) : NULL;
    cr_assert(scenario, "%s", sol_diagnostics_count(diagnostics) ? sol_diagnostics_get(diagnostics, 0)->message : "?");
    return sol_plan_make(arena, scenario, diagnostics);
}

Test(scenarios, what_could_overflow_is_refused_where_it_is_written)
{
    static const struct {
        const char *text, *id;
        uint32_t line;
    } rows[] = {
        {"firms:\n  - {name: A, country: KR, pledge: 1bn KRW}\n  - {name: B, country: KR, pledge: 1m USD}\n"
         "exchange: {USD: {price: 1180, drift: 0%/y, volatility: 100%/y}}\n",
         "S801", 11},
        {"fund: {opening: 900tn KRW, return: 12%/y, volatility: 40%/y}\n", "S801", 9},
        {"firms:\n  - {name: A, country: KR, pledge: 1bn KRW}\n"
         "  - {name: B, country: KR, count: 20000, pledge: 1m KRW, pays: {instalments: 100, every: month}}\n",
         "S802", 11},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        cr_assert_null(plan_of(arena, rows[i].text, diagnostics), "row %zu", i);
        cr_assert_eq(sol_diagnostics_errors(diagnostics), 1, "row %zu", i);
        const sol_diagnostic *d = sol_diagnostics_get(diagnostics, sol_diagnostics_count(diagnostics) - 1);
        cr_assert_str_eq(d->id, rows[i].id, "row %zu", i);
        cr_assert_eq(d->place.line, rows[i].line, "row %zu stands on line %u", i, d->place.line);
        sol_arena_free(arena);
    }
}

Test(scenarios, the_specifications_money_comes_in)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    static const char text[] =
        "firms:\n"
        "  - {name: A, country: KR, pledge: 1bn KRW, joins: 2021-01-01, pays: {instalments: 4, every: year}}\n"
        "  - {name: B, country: KR, count: 2, pledge: {of_claims: 12%}, follows: {country: KR, share: 50%}}\n"
        "other_sources:\n"
        "  - {name: S, kind: match, of: KR, ratio: 50%, cap: 200m KRW}\n"
        "  - {name: E, kind: enforcement, worth: 10m KRW, haircut: 30%, date: 2021-01-01, earmark: [G]}\n";
    sol_plan *plan = plan_of(arena, text, diagnostics);
    cr_assert_not_null(plan);
    inflow *in = inflow_new(arena, plan);
    inflow_draw(plan, 1, 0, in);
    static const struct {
        int year, firm, source;
        int64_t amount;
    } expected[] = {
        /* A joins, so that each B sees one of two others; the match stops at its cap. */
        {2021, 0, -1, 250000000}, {2021, 1, -1, 12000000},  {2021, 2, -1, 12000000},
        {2021, -1, 0, 137000000}, {2021, -1, 1, 7000000},   {2022, 0, -1, 250000000},
        {2022, -1, 0, 63000000},  {2023, 0, -1, 250000000}, {2024, 0, -1, 250000000},
    };
    cr_assert_eq(in->arrival_count, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < in->arrival_count; i++) {
        const inflow_arrival *a = &in->arrival[i];
        cr_assert(a->firm == expected[i].firm && a->source == expected[i].source, "arrival %zu", i);
        cr_assert_eq(a->amount.units, expected[i].amount, "arrival %zu brings %lld", i, (long long)a->amount.units);
        cr_assert_eq(a->date.day, sol_date_of(expected[i].year, 1, 1).day, "arrival %zu", i);
        cr_assert_eq(a->is_direct, a->source == 1, "arrival %zu", i);
    }
    sol_arena_free(arena);
}

Test(scenarios, shipped_ones_bring_money_within_their_time)
{
    static const char *const files[] = {
        "asset-liquidation", "foundation-2025",  "joint-fund-2019",       "korean-firms-only",
        "kuwait-rounds",     "public-bill-2019", "talks-and-arbitration", "third-party-2023",
    };
    const char *root = getenv("SOLATIUM_ROOT");
    for (size_t i = 0; root && i < sizeof files / sizeof *files; i++) {
        sol_arena *arena = sol_arena_new();
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        sol_document *document =
            sol_document_read(arena, sol_arena_print(arena, "%s/scenarios/%s.yaml", root, files[i]), diagnostics);
        sol_scenario *scenario = document ? sol_scenario_make(arena, document, 0, NULL, diagnostics) : NULL;
        sol_plan *plan = scenario ? sol_plan_make(arena, scenario, diagnostics) : NULL;
        cr_assert(plan, "%s: %s", files[i],
                  sol_diagnostics_count(diagnostics) ? sol_diagnostics_get(diagnostics, 0)->message : "no plan");
        inflow *in = inflow_new(arena, plan);
        size_t arrivals = 0;
        for (uint64_t trial = 0; trial < 200; trial++) {
            inflow_draw(plan, scenario->seed, trial, in);
            arrivals += in->arrival_count;
            for (size_t a = 0; a < in->arrival_count; a++) {
                const inflow_arrival *arrival = &in->arrival[a];
                cr_assert(arrival->amount.units > 0, "%s", files[i]);
                cr_assert(arrival->date.day >= scenario->start.day && arrival->date.day <= scenario->end.day, "%s",
                          files[i]);
                cr_assert((arrival->firm == SOL_NONE) != (arrival->source == SOL_NONE), "%s", files[i]);
                cr_assert(arrival->pool >= 0 && (size_t)arrival->pool < plan->money.pool_count, "%s", files[i]);
            }
        }
        cr_assert(arrivals > 0, "%s brings nothing", files[i]);
        sol_arena_free(arena);
    }
}
