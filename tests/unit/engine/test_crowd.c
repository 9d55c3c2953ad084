/* A crowd's trials leave the rows of the general path, number by number, on scenarios of every kind that a crowd can be. */
#include "division/dice.h"
#include "engine/crowd_passes/crowd.h"
#include "trial_fixture.h"

#include <math.h>

enum { SCENARIOS = 400, TRIALS = 11 };

static const char *one_of(uint64_t *state, size_t count, const char *const *texts)
{
    return texts[dice_next(state) % count];
}
#define ONE_OF(...)                                                                                                    \
    one_of(state, sizeof((const char *[]){__VA_ARGS__}) / sizeof(const char *), (const char *[]){__VA_ARGS__})

/* When a group can be paid first; never where it is after the last pay date. */
static const char *eligible(sol_arena *arena, uint64_t *state)
{
    const char *day = ONE_OF("2020-01-01", "2025-04-01", "2025-04-02", "2026-01-01", "2028-06-30", "2028-07-01",
                             "2031-05-05", "2033-01-01", "2035-01-01");
    return sol_arena_print(arena, ", eligible: %s", day);
}

static const char *group(sol_arena *arena, uint64_t *state, int index, bool comes_late, bool is_weighted)
{
    const char *comes = comes_late ? eligible(arena, state) : "";
    unsigned count = (unsigned)(dice_next(state) % (index == 0 ? 700 : 90)) + 1,
             living = (unsigned)(dice_next(state) % (count + 1));
    const char *claim = ONE_OF("{lognormal: [30m KRW, 1.0]}", "100m KRW", "{uniform: [2 KRW, 40 KRW]}",
                               "{uniform: [5m KRW, 6m KRW]}", "{choice: {7 KRW: 30%, 30m KRW: 50%, 31m KRW: 20%}}",
                               "{lognormal: [1m KRW, 2.0]}", "{lognormal: [2bn KRW, 1.0]}", "5bn KRW");
    if (dice_next(state) % 8 == 0 && !is_weighted)
        return sol_arena_print(arena, "    - {name: G%d, kind: institution, count: %u, claim: %s%s}\n", index,
                               count % 5 + 1, claim, comes);
    const char *age = ONE_OF("{normal: [88, 5]}", "92", "{uniform: [60, 99]}", "{normal: [94, 2]}");
    return sol_arena_print(arena, "    - {name: G%d, count: %u, living: %u, sex: {male: 45%%}, age: %s, claim: %s%s}\n",
                           index, count, living, age, claim, comes);
}

/* Goals behind the first. */
static const char *more_goals(sol_arena *arena, uint64_t *state, bool is_whole)
{
    const char *goals = "";
    for (uint64_t count = dice_next(state) % 4 + 1; count > 0; count--)
        goals =
            sol_arena_print(arena, "%s, {who: %s, paid: %s, by: %s, goal: %s}", goals,
                            ONE_OF("all", "living", "estates", "{groups: [G0]}", "{living: true, age_from: 91}"),
                            is_whole ? "100%" : ONE_OF("100%", "40%", "3%", "99.9%"),
                            ONE_OF("2035-01-01", "2027-06-30", "2030-01-01", "2025-01-01"), ONE_OF("0%", "5%", "60%"));
    return goals;
}

/* A scenario whose claimants are a crowd. */
static const char *scenario_of(sol_arena *arena, uint64_t *state)
{
    const char *rule = ONE_OF("proportional", "equal-awards", "equal-losses", "talmud", "{rule: talmud, theta: 33.3%}",
                              "{rule: talmud, theta: 70%}", "{rule: priority, by: age}", "{rule: priority, by: filing}",
                              "{rule: priority, by: claim}", "{rule: proportional, basis: outstanding}",
                              "[{who: living, rule: proportional}, {who: all, rule: proportional}]",
                              "[{who: living, rule: proportional}, {who: estates, rule: proportional}]",
                              "{who: living, rule: proportional}", "{who: all, rule: proportional}",
                              "[{who: all, up_to: 50%, rule: proportional}, {who: all, rule: proportional}]",
                              "[{who: all, up_to: 33.3%, rule: proportional}, {who: all, rule: proportional}]",
                              "[{who: all, up_to: 71.7%, rule: proportional}, {who: all, rule: proportional}]",
                              "{rule: proportional, weight: {age: {from: 80, each_year: 5%}}}",
                              "{rule: proportional, weight: {age: {from: 70, each_year: 0%}}}",
                              "{rule: proportional, weight: hazard}", "{rule: proportional, weight: need}",
                              "{rule: alpha-fair, alpha: 0.5, at: 1y}", "{rule: alpha-fair, alpha: 2, at: 2030-01-01}");
    bool is_last = strcmp(rule, "proportional") == 0 && dice_next(state) % 2; /* heirs: after-living */
    bool has_instalment = strstr(rule, "up_to") != NULL,
         in_waves = has_instalment || (strcmp(rule, "proportional") == 0 && !is_last);
    const char *groups = "";
    int group_count = (int)(dice_next(state) % (in_waves ? 5 : 3)) + 1;
    for (int i = 0; i < group_count; i++)
        groups = sol_arena_print(arena, "%s%s", groups,
                                 group(arena, state, i, in_waves && dice_next(state) % 3, strstr(rule, "weight")));
    bool lapses_only = strncmp(rule, "{who: all", 9) == 0,
         can_lapse = strstr(rule, "equal") || strncmp(rule, "{who: l", 7) == 0,
         lapses = lapses_only || (can_lapse && dice_next(state) % 2);
    bool is_debts = strstr(rule, "outstanding") || strstr(rule, "weight") || strstr(rule, "alpha"),
         is_whole =
             lapses || has_instalment || is_debts || is_last || strstr(rule, "living") || strstr(rule, "priority");
    if (((lapses && strstr(rule, "equal")) || strstr(rule, "{age:")) &&
        dice_next(state) % 4 == 0) /* sums of claims past 48 bits */
        groups = sol_arena_print(arena,
                                 "%s    - {name: H, count: 90, sex: {male: 45%%}, age: 91, claim: {uniform: [1 KRW, "
                                 "90000000000000 KRW]}}\n",
                                 groups);
    const char *unit = is_whole ? "1 KRW" : ONE_OF("1 KRW", "1 KRW", "10 KRW", "10000 KRW");
    const char *paid = is_debts ? "100%" : ONE_OF("100%", "100%", "50%", "7.3%", "99.99%");
    const char *who = dice_next(state) % 3
                          ? ""
                          : ONE_OF("who: {groups: [G0]}, ", "who: {living: true, age_from: 87}, ", "who: estates, ",
                                   "who: {age_from: 90}, ", "who: {living: no, groups: [G0]}, ", "who: all, ");
    bool is_weighted = strstr(rule, "weight") || strstr(rule, "alpha"), opens_late = dice_next(state) % 4 == 0;
    const char *more = is_weighted || dice_next(state) % 2 ? "" : more_goals(arena, state, is_debts);
    return sol_arena_print(
        arena,
        "solatium: 1\ntitle: Crowd\ncurrency: KRW\nstart: 2025-01-01\nend: 2035-01-01\n"
        "mortality:\n  male: {law: kannisto, b: 1.4189207e-6, g: 0.1321865}\n"
        "  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}\n  multiplier: %s\n"
        "participation: {KR: {uniform: [20%%, 90%%]}}\n"
        "firms:\n  - {name: F, country: KR, count: 9, pledge: {lognormal: [%s, 1.0]}, joins: {uniform: [2025-01-01, "
        "2031-01-01]},\n"
        "     pays: {instalments: 4, every: half-year}}\n"
        "other_sources:\n  - {name: S, kind: public, amount: {uniform: [0 KRW, %s]}, date: 2025-03-15, every: quarter, "
        "until: 2033-01-01}\n"
        "fund: {opening: %s, return: %s, volatility: 3%%/y, reserve: %s, costs: {yearly: %s, share: %s}}\n"
        "claimants:\n  heirs: %s\n  groups:\n%s"
        "%spayments: {first: %s, every: %s, unit: %s%s}\nallocation: %s\n"
        "timeliness: [{%spaid: %s, by: %s, goal: 30%%}%s]\n",
        ONE_OF("1", "0.8", "1.7", "{lognormal: [1.0, 0.2]}"), ONE_OF("1000 KRW", "100m KRW", "3bn KRW"),
        ONE_OF("90 KRW", "50m KRW", "900m KRW"), ONE_OF("0 KRW", "1m KRW"), ONE_OF("0%/y", "2%/y", "-6%/y"),
        ONE_OF("0 KRW", "1m KRW"), ONE_OF("0 KRW", "40m KRW"), ONE_OF("0%", "3%"),
        lapses    ? "lapse"
        : is_last ? "after-living"
                  : "inherit",
        groups, opens_late ? "administration: {opens: 2025-02-10}\n" : "",
        opens_late ? "2025-04-01" : ONE_OF("2025-01-01", "2025-04-01"), ONE_OF("quarter", "year", "half-year", "month"),
        unit, dice_next(state) % 3 ? "" : ", limit: 300m KRW", rule, who, paid,
        ONE_OF("2035-01-01", "2028-06-30", "2025-01-01", "2028-07-13", "2034-11-30"), more);
}

/* Weights times claims may lie too far apart; where the living come first, and of those who die, it is not known when estates reach goals. */
static bool may_be_no_crowd(const char *text)
{
    bool are_living_first = strstr(text, "{who: living, rule") || strstr(text, "after-living");
    bool has_others = strstr(text, "who: all, paid") || strstr(text, "who: estates, paid") ||
                      strstr(text, "who: {groups") || strstr(text, "who: {age") || strstr(text, "who: {living: no");
    return strstr(text, "weight") || strstr(text, "alpha") || strstr(text, "[{who: all, paid") ||
           (are_living_first && has_others);
}

/* Whether there were trials of a crowd to compare. */
static bool compare_rows(const fixture *f, const char *text, uint64_t number)
{
    metrics_layout *layout = metrics_layout_make(f->arena, f->plan);
    const crowd_layout *alike = crowd_layout_make(f->arena, f->plan, layout);
    if (!alike && may_be_no_crowd(text))
        return false;
    cr_assert_not_null(alike, "%s", text);
    crowd *c = crowd_new(f->arena, alike, f->trial->seed);
    metrics_room room = metrics_room_new(f->arena, layout, f->trial);
    int64_t *row[4], *expected = SOL_TAKE(f->arena, layout->count, int64_t);
    for (size_t j = 0; j < 4; j++)
        row[j] = SOL_TAKE(f->arena, layout->count, int64_t);
    for (uint64_t t = 0; t < TRIALS; t++) {
        if (t % 4 == 0)
            crowd_run(c, t / 4, TRIALS - t < 4 ? TRIALS - t : 4, row);
        trial_run(f->trial, t);
        metrics_fill(f->trial, layout, &room, expected);
        for (size_t m = 0; m < layout->count; m++)
            cr_assert_eq(row[t % 4][m], expected[m], "scenario %d, trial %d: number %zu is %lld, not %lld\n%s",
                         (int)number, (int)t, m, (long long)row[t % 4][m], (long long)expected[m], text);
    }
    return true;
}

Test(crowd, rows_are_those_of_the_general_path)
{
    int crowds = 0;
    for (uint64_t i = 0; i < SCENARIOS; i++) {
        uint64_t state = i;
        sol_arena *arena = sol_arena_new();
        const char *text = scenario_of(arena, &state);
        fixture f = fixture_of(text);
        crowds += compare_rows(&f, text, i);
        fixture_end(&f);
        sol_arena_free(arena);
    }
    cr_assert_geq(crowds, SCENARIOS * 3 / 4);
}

/*
 * Claims that only estates see paid, as money comes when all have died; and claims so small that what estates have of them is no unit, though
 * it is more than the share that the goal asks for.
 */
Test(crowd, estates_come_to_the_goal_behind_the_living)
{
    static const struct {
        const char *claim, *amount, *paid;
    } rows[] = {{"{uniform: [2 KRW, 40 KRW]}", "5000 KRW", "100%"},
                {"{uniform: [2 KRW, 40 KRW]}", "150 KRW", "7.3%"},
                {"{uniform: [2 KRW, 40 KRW]}", "700 KRW", "50%"},
                {"{uniform: [2 KRW, 40 KRW]}", "2 KRW", "1%"},
                {"{uniform: [5m KRW, 6m KRW]}", "27600000 KRW", "7.3%"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int late = 0; late < 2; late++) {
            sol_arena *arena = sol_arena_new();
            const char *text = sol_arena_print(
                arena,
                "solatium: 1\ntitle: Crowd\ncurrency: KRW\nstart: 2025-01-01\nend: 2035-01-01\n"
                "mortality:\n  male: {law: kannisto, b: 1.4189207e-6, g: 0.1321865}\n"
                "  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}\n  multiplier: %d\n"
                "other_sources: [{name: S, kind: gift, amount: %s, date: %d-01-01, every: half-year, until: "
                "2034-01-01}]\n"
                "claimants:\n  groups:\n    - {name: G, count: 90, living: 12, sex: male, age: 95, claim: %s}\n"
                "payments: {first: 2025-01-01, every: half-year}\n"
                "allocation: [{who: living, rule: proportional}, {who: all, rule: proportional}]\n"
                "timeliness: {paid: %s, by: 2034-06-30, goal: 30%%}\n",
                late ? 9 : 2, rows[i].amount, late ? 2032 : 2026, rows[i].claim, rows[i].paid);
            fixture f = fixture_of(text);
            cr_assert(compare_rows(&f, text, i), "%s", text);
            fixture_end(&f);
            sol_arena_free(arena);
        }
}

/* A claim of a won is paid off by half of it, rounded, while its neighbours are not: who is paid by when is then no matter of dates alone. */
Test(crowd, claims_that_an_instalment_pays_off_are_none)
{
    for (int i = 0; i < 2; i++) {
        const char *text = i ? "1 KRW" : "2 KRW";
        sol_arena *arena = sol_arena_new();
        text = sol_arena_print(
            arena,
            "solatium: 1\ntitle: Crowd\ncurrency: KRW\nstart: 2025-01-01\nend: 2035-01-01\n"
            "mortality:\n  male: {law: kannisto, b: 1.4189207e-6, g: 0.1321865}\n"
            "  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}\n"
            "fund: {opening: 90 KRW}\n"
            "claimants:\n  groups:\n    - {name: G, count: 20, sex: {male: 50%%}, age: 80, claim: %s}\n"
            "payments: {first: 2025-01-01, every: year, unit: 1 KRW}\n"
            "allocation: [{who: all, up_to: 50%%, rule: proportional}, {who: all, rule: proportional}]\n"
            "timeliness: {paid: 100%%, by: 2030-01-01, goal: 30%%}\n",
            text);
        fixture f = fixture_of(text);
        const crowd_layout *layout = crowd_layout_make(f.arena, f.plan, metrics_layout_make(f.arena, f.plan));
        cr_assert_eq(layout == NULL, i == 1);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

/* So large that now and then the level's roundings leave an award in doubt, which longer sums decide. */
Test(crowd, weights_of_large_claims_are_those_of_the_general_path)
{
    static const char *const weights[] = {"{rule: proportional, weight: hazard}", "{rule: proportional, weight: need}",
                                          "{rule: proportional, weight: {age: {from: 80, each_year: 5%}}}",
                                          "{rule: alpha-fair, alpha: 0.5, at: 1y}"};
    for (size_t k = 0; k < sizeof weights / sizeof *weights; k++) {
        sol_arena *arena = sol_arena_new();
        const char *text = sol_arena_print(
            arena,
            "solatium: 1\ntitle: Crowd\ncurrency: KRW\nstart: 2025-01-01\nend: 2035-01-01\n"
            "mortality:\n  male: {law: kannisto, b: 1.4189207e-6, g: 0.1321865}\n"
            "  female: {law: kannisto, b: 1.181384e-7, g: 0.1547054}\n"
            "other_sources:\n  - {name: S, kind: public, amount: {uniform: [0 KRW, 90000000000000 KRW]}, date: "
            "2025-03-15, every: quarter}\n"
            "claimants:\n  groups:\n    - {name: G, count: 700, sex: {male: 45%%}, age: {normal: [88, 5]}, claim: "
            "{uniform: [1000000000000 KRW, 2900000000000 KRW]}}\n"
            "payments: {first: 2025-04-01, every: quarter, unit: 1 KRW}\nallocation: %s\n"
            "timeliness: {paid: 100%%, by: 2032-01-01, goal: 30%%}\n",
            weights[k]);
        fixture f = fixture_of(text);
        cr_assert(compare_rows(&f, text, k), "%s", text);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}
