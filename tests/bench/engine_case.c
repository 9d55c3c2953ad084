#include "engine_case.h"

#include "solatium/arena.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define GENERAL "interest: 5%/y from 2020-01-01, accepts: {probability: 90%, after: {exponential: 6mo}}, "
#define QUEUE "capacity" /* so many a month that all are examined in five years */

const engine_case engine_cases[] = {
    {"proportional", "proportional, cumulative", "inherit", "", "", "proportional", 3},
    {"proportional-outstanding", "proportional, outstanding", "inherit", "", "",
     "{rule: proportional, basis: outstanding}", 4},
    {"equal-awards", "equal-awards, estates inherit", "inherit", "", "", "equal-awards", 2.5},
    {"equal-awards-lapse", "equal-awards, claims lapse", "lapse", "", "", "equal-awards", 2.5},
    {"equal-losses", "equal-losses, estates inherit", "inherit", "", "", "equal-losses", 2.5},
    {"equal-losses-lapse", "equal-losses, claims lapse", "lapse", "", "", "equal-losses", 2.5},
    {"talmud", "talmud, cumulative", "inherit", "", "", "talmud", 4},
    {"priority", "priority, oldest first", "inherit", "", "", "{rule: priority, by: age}", 4},
    {"living-first", "living first, then estates", "after-living", "", "", "proportional", 5},
    {"age-weights", "weights by age", "inherit", "", "",
     "{rule: proportional, weight: {age: {from: 80, each_year: 5%}}}", 8},
    {"hazard-weights", "weights by hazard", "inherit", "", "", "{rule: proportional, weight: hazard}", 8},
    {"need-weights", "weights by need", "inherit", "", "", "{rule: proportional, weight: need}", 8},
    {"alpha-fair", "alpha-fair, alpha 1/2", "inherit", "", "", "{rule: alpha-fair, alpha: 0.5, at: 1y}", 8},
    {"general", "general path, proportional", "inherit", GENERAL, QUEUE, "proportional", 30},
    {"general-equal-awards", "general path, equal-awards", "inherit", GENERAL, QUEUE, "equal-awards", 100},
    {"general-equal-losses", "general path, equal-losses", "inherit", GENERAL, QUEUE, "equal-losses", 100},
    {"general-talmud", "general path, talmud", "inherit", GENERAL, QUEUE, "talmud", 100},
    {"general-priority", "general path, priority", "inherit", GENERAL, QUEUE, "{rule: priority, by: age}", 100},
    {0},
};

/* Money for three fifths of the claims on average, spread evenly. */
const char *engine_case_text(sol_arena *arena, const engine_case *c, size_t people, const char *path)
{
    const double mean_claim = 30e6 * exp(0.5), quarter = 0.6 * mean_claim * (double)people / 40;
    const char *who = path ? sol_arena_print(arena, "  file: %s\n", path)
                           : sol_arena_print(arena,
                                             "  groups:\n    - {name: People, count: %zu, sex: {male: 45%%}, "
                                             "age: {normal: [85, 5]}, %sclaim: {lognormal: [30m KRW, 1.0]}}\n",
                                             people, c->claims);
    const char *queue =
        c->administration[0] ? sol_arena_print(arena, "administration: {capacity: %zu}\n", people / 60 + 1) : "";
    return sol_arena_print(arena,
                           ENGINE_HEAD "claimants:\n  heirs: %s\n%s"
                                       "other_sources:\n"
                                       "  - {name: Money, kind: public, amount: {uniform: [%.0f KRW, %.0f KRW]}, date: "
                                       "2025-03-15, every: quarter}\n"
                                       "payments: {first: 2025-04-01, every: quarter}\n"
                                       "%sallocation: %s\n"
                                       "timeliness: {by: 2032-01-01, goal: 50%%}\n",
                           c->heirs, who, quarter / 2, quarter * 3 / 2, queue, c->allocation);
}

const char engine_small_text[] = ENGINE_HEAD
    "  multiplier: {lognormal: [1.0, 0.05]}\n"
    "exchange: {JPY: {price: 10.9, volatility: 8%/y}}\n"
    "events:\n"
    "  talks: {probability: 35%, date: {uniform: [2025-03-01, 2026-06-30]}}\n"
    "  judgments: {probability: 90%, date: {triangular: [2025-06-01, 2027-01-01, 2030-01-01]}}\n"
    "participation:\n"
    "  JP: {base: 3%, after: {talks: 40%}}\n"
    "  KR: {triangular: [50%, 80%, 95%]}\n"
    "correlation: {JP: 0.6, KR: 0.3, between: 0.1}\n"
    "firms:\n"
    "  - {name: First defendant, country: JP, pledge: 40m JPY, joins: {uniform: [2025-06-01, 2027-06-01]}}\n"
    "  - {name: Other defendant, country: JP, count: 9, pledge: {lognormal: [50m JPY, 1.0]}, participation: {times: "
    "0.5},\n"
    "     joins: {uniform: [2025-06-01, 2028-06-01]}, follows: {country: JP, share: 10%}}\n"
    "  - {name: Beneficiary, country: KR, pledge: 4bn KRW, joins: {uniform: [2025-03-01, 2026-03-01]},\n"
    "     pays: {instalments: 4, every: year}, default: 1%/y}\n"
    "  - {name: Other beneficiary, country: KR, count: 9, pledge: {lognormal: [300m KRW, 1.0]},\n"
    "     joins: {exponential: 18mo}, follows: {country: KR, share: 10%}}\n"
    "fund: {return: 1.5%/y, volatility: 2%/y, costs: {yearly: 20m KRW, share: 1%, until: closed}}\n"
    "claimants:\n"
    "  groups:\n"
    "    - {name: Final, count: 30, living: 12, sex: {male: 60%}, age: {normal: [92, 3]}, claim: 100m KRW,\n"
    "       interest: 20%/y from 2013-06-19; 12%/y from 2019-06-01, eligible: 2025-02-01,\n"
    "       accepts: {probability: 95%, after: {exponential: 3mo}}}\n"
    "    - {name: Pending, count: 36, living: 20, sex: {male: 60%}, age: {normal: [91, 3]},\n"
    "       claim: {lognormal: [70m KRW, 0.3]}, interest: 12%/y from 2019-06-01, requires: judgments,\n"
    "       accepts: {probability: 90%, after: {exponential: 6mo}}}\n"
    "    - {name: A city, kind: institution, count: 1, claim: 50m KRW}\n"
    "administration: {opens: 2025-02-01, capacity: 5, order: oldest, approval: 95%}\n"
    "other_sources:\n"
    "  - {name: Government, kind: public, amount: 200m KRW, date: 2026-01-01, every: year, until: 2030-01-01}\n"
    "  - {name: State match, kind: match, of: JP, ratio: 100%, cap: 5bn KRW}\n"
    "  - {name: Sale, kind: enforcement, worth: {uniform: [400m KRW, 900m KRW]}, haircut: 30%, probability: 40%,\n"
    "     date: {uniform: [2026-01-01, 2030-01-01]}, earmark: Final}\n"
    "  - {name: Gift, kind: gift, amount: 100m KRW, date: 2025-09-01, earmark: {groups: Pending, then: general}}\n"
    "payments: {first: 2025-04-01, every: quarter}\n"
    "allocation:\n"
    "  - {who: living, up_to: 20m KRW, rule: equal-awards}\n"
    "  - {who: all, rule: proportional}\n"
    "timeliness: {by: 2032-01-01, goal: 50%}\n";

/* SplitMix64. */
static uint64_t mixed(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

bool engine_csv_write(const char *path, size_t rows, size_t count)
{
    FILE *file = fopen(path, "w");
    uint64_t state = 1;
    if (!file)
        return false;
    fprintf(file, "id,group,sex,born,claim%s\n", count > 1 ? ",count" : "");
    for (size_t i = 0; i < rows; i++) {
        sol_date born = {sol_date_of(1925, 1, 1).day + (int32_t)(mixed(&state) % 9131)};
        int year, month, day;
        sol_date_civil(born, &year, &month, &day);
        fprintf(file, "KR-%07zu,%s,%s,%04d-%02d-%02d,%llu", i + 1, i % 3 ? "Recipients" : "Others",
                mixed(&state) % 100 < 45 ? "male" : "female", year, month, day,
                (unsigned long long)(5000000 + mixed(&state) % 90000000));
        if (count > 1)
            fprintf(file, ",%zu", count);
        putc('\n', file);
    }
    return fclose(file) == 0;
}

double engine_cpu_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

double engine_wall_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

engine_plan engine_plan_of(const char *text)
{
    engine_plan p = {.scenario_arena = sol_arena_new(), .plan_arena = sol_arena_new()};
    sol_diagnostics *faults = sol_diagnostics_new(p.scenario_arena);
    double begun = engine_cpu_ms();
    sol_document *document = sol_document_parse(p.scenario_arena, "bench.yaml", text, strlen(text), faults);
    sol_scenario *scenario = document ? sol_scenario_make(p.scenario_arena, document, 0, NULL, faults) : NULL;
    double read = engine_cpu_ms();
    p.plan = scenario ? sol_plan_make(p.plan_arena, scenario, faults) : NULL;
    p.read_ms = read - begun;
    p.plan_ms = engine_cpu_ms() - read;
    for (size_t i = 0; !p.plan && i < sol_diagnostics_count(faults); i++)
        fprintf(stderr, "%u: %s\n", sol_diagnostics_get(faults, i)->place.line,
                sol_diagnostics_get(faults, i)->message);
    if (!p.plan)
        exit(1);
    return p;
}

void engine_plan_free(engine_plan *p)
{
    sol_arena_free(p->plan_arena);
    sol_arena_free(p->scenario_arena);
}
