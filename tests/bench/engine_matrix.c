#include "engine_matrix.h"

#include "engine_case.h"
#include "engine_extra.h"
#include "engine_floor.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const matrix_row rows[] = {
    {.name = "proportional", .allocation = "proportional"},
    {.name = "yearly limit", .payments = ", limit: 400bn KRW", .allocation = "proportional"},
    {.name = "equal awards in units", .payments = ", unit: 10000 KRW", .allocation = "equal-awards"},
    {.name = "queue", .office = "administration: {capacity: 3400}\n", .allocation = "proportional"},
    {.name = "approval", .office = "administration: {approval: 95%}\n", .allocation = "proportional"},
    {.name = "acceptance, equal awards",
     .second = "accepts: {probability: 90%, after: {exponential: 6mo}}, ",
     .allocation = "equal-awards"},
    {.name = "floor, then pro rata", .allocation = "[{up_to: 20m KRW, rule: equal-awards}, {rule: proportional}]"},
    {.name = "up to an amount, pro rata", .allocation = "[{up_to: 10m KRW, rule: proportional}, {rule: proportional}]"},
    {.name = "up to a share, pro rata", .allocation = "[{up_to: 10%, rule: proportional}, {rule: proportional}]"},
    {.name = "living by equal awards, then all",
     .allocation = "[{who: living, rule: equal-awards}, {rule: proportional}]"},
    {.name = "living alone, equal awards", .heirs = "lapse", .allocation = "piniles"},
    {.name = "estates after the living, Talmud", .heirs = "after-living", .allocation = "talmud"},
    {.name = "one group first", .allocation = "[{who: {groups: [Second]}, rule: proportional}, {rule: proportional}]"},
    {.name = "over ninety first",
     .allocation = "[{who: {living: true, age_from: 90}, rule: proportional}, {rule: proportional}]"},
    {.name = "earmarked for one group", .earmark = "Second", .allocation = "proportional"},
    {.name = "earmarked, floor, living first",
     .earmark = "Second",
     .allocation = "[{up_to: 20m KRW, rule: equal-awards}, {who: living, rule: equal-losses}, {rule: proportional}]"},
    {.name = "Piniles", .allocation = "piniles"},
    {.name = "constrained egalitarian", .allocation = "constrained-egalitarian"},
    {.name = "reverse Talmud", .allocation = "reverse-talmud"},
    {.name = "one who comes later", .third = "eligible: 2026-01-01", .allocation = "equal-awards"},
    {.name = "one with interest", .third = "interest: 5%/y from 2024-01-01", .allocation = "proportional"},
    {.name = "of what is owed", .allocation = "[{rule: proportional, basis: outstanding}]"},
    {.name = "owed, the living, equal awards",
     .heirs = "lapse",
     .allocation = "[{rule: equal-awards, basis: outstanding}]"},
    {.name = "owed, the living, then all",
     .allocation = "[{who: living, rule: proportional, basis: outstanding}, {rule: proportional, basis: outstanding}]"},
    {.name = "owed, Talmud", .allocation = "[{rule: talmud, basis: outstanding}]"},
    {.name = "owed, living first, Talmud",
     .heirs = "after-living",
     .allocation = "[{rule: talmud, basis: outstanding}]"},
    {.name = "shares held",
     .office = "administration: {capacity: 3400}\nhold: registered\n",
     .allocation = "proportional"},
    {.name = "need, the living first", .heirs = "after-living", .allocation = "[{rule: proportional, weight: need}]"},
    {.name = "need, then pro rata",
     .allocation = "[{up_to: 20m KRW, rule: proportional, weight: need}, {rule: proportional}]"},
    {.name = "priority by hazard", .heirs = "after-living", .allocation = "[{rule: priority, by: hazard}]"},
    {.name = "priority at random", .allocation = "[{rule: priority, by: random}]"},
    {.name = "priority by size, interest",
     .third = "interest: 5%/y from 2024-01-01",
     .allocation = "[{rule: priority, by: claim}]"},
    {.name = "minimal overlap", .allocation = "minimal-overlap"},
    {.name = "Dominguez-Thomson", .allocation = "dominguez-thomson"},
    {.name = "adjusted proportional", .allocation = "adjusted-proportional"},
    {.name = "average", .allocation = "average"},
    {.name = "random arrival", .allocation = "random-arrival"},
};

static const char *text_of(sol_arena *arena, const matrix_row *row, size_t people)
{
    const double mean_claim = 30e6 * exp(0.5), quarter = 0.6 * mean_claim * (double)people / 40;
    const char *kept =
        row->earmark ? sol_arena_print(arena,
                                       "  - {name: Kept, kind: gift, amount: {uniform: [%.0f KRW, %.0f KRW]}, date: "
                                       "2025-03-15, every: quarter, earmark: {groups: [%s], then: general}}\n",
                                       quarter / 40, quarter * 3 / 40, row->earmark)
                     : "";
    const char *third =
        row->third ? sol_arena_print(arena, "    - {name: One, count: 1, sex: male, age: 90, claim: 100m KRW, %s}\n",
                                     row->third)
                   : "";
    const char *person = "sex: {male: 45%}, age: {normal: [85, 5]}, claim: {lognormal: [30m KRW, 1.0]}";
    return sol_arena_print(
        arena,
        ENGINE_HEAD "claimants:\n  heirs: %s\n  groups:\n    - {name: First, count: %zu, %s}\n"
                    "    - {name: Second, count: %zu, %s%s}\n%s"
                    "other_sources:\n"
                    "  - {name: Money, kind: public, amount: {uniform: [%.0f KRW, %.0f KRW]}, date: 2025-03-15, every: "
                    "quarter}\n%s"
                    "payments: {first: 2025-04-01, every: quarter%s}\n%sallocation: %s\n"
                    "timeliness: {by: 2032-01-01, goal: 50%%}\n",
        row->heirs ? row->heirs : "inherit", people - people / 10, person, people / 10, row->second ? row->second : "",
        person, third, quarter / 2, quarter * 3 / 2, kept, row->payments ? row->payments : "",
        row->office ? row->office : "", row->allocation);
}

double engine_print_row(const matrix_row *row, size_t people)
{
    sol_arena *arena = sol_arena_new();
    engine_plan p = engine_plan_of(text_of(arena, row, people));
    double floor = engine_floor_ns(p.plan);
    engine_timing t = engine_time(p.plan);
    double ns = t.trial_ms * 1e6 / (double)people;
    printf("%-34s %9zu %7.2f %9.2f %8.1f %7llu %9.1f\n", row->name, people, floor, ns, ns / floor,
           (unsigned long long)t.trials, t.setup_ms);
    fflush(stdout);
    engine_plan_free(&p);
    sol_arena_free(arena);
    return ns / floor;
}

void engine_print_head(const char *title)
{
    printf("\n%-34s %9s %7s %9s %8s %7s %9s\n", title, "people", "floor", "ns", "floors", "trials", "set-up ms");
}

void engine_print_matrix(const char *wanted, size_t people)
{
    const matrix_row *slowest = NULL, *fastest = NULL;
    double most = 0, least = INFINITY;
    engine_print_head("ordinary scenarios");
    for (const matrix_row *row = rows; row < rows + sizeof rows / sizeof *rows; row++) {
        if (wanted && strncmp(row->name, wanted, strlen(wanted)) != 0)
            continue;
        double floors = engine_print_row(row, people);
        slowest = floors > most ? row : slowest;
        fastest = floors < least ? row : fastest;
        most = fmax(most, floors);
        least = fmin(least, floors);
    }
    if (slowest)
        printf("slowest: %s, %.1f floors; fastest: %s, %.1f\n", slowest->name, most, fastest->name, least);
}
