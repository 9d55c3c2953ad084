/* The engine's columns say what the model's page says: every claim, pay date and number, where columns are longer than a vector and a block. */
#include "engine/campaign/agree.h"
#include "engine/random_scenario.h"

#include <string.h>

enum { SCENARIOS = 200, WHOLE = 60, STEPPED = 120, MANY = 3, TRIALS = 3 };

/* Groups of some size, so that columns are longer than a vector and a block. */
static const char *crowd_in(sol_arena *arena, uint32_t *state, const char *last)
{
    return sol_arena_print(
        arena,
        "claimants:\n"
        "  heirs: %s\n"
        "  seed: %u\n"
        "  groups:\n"
        "    - {name: A, count: %u, living: 41, sex: {male: 60%%}, age: {uniform: [85, 99]}, claim: {lognormal: [90000 "
        "KRW, 0.7]}, interest: [{rate: 20%%/y, from: 2013-06-19}, {rate: 12%%/y, from: 2020-02-10}], accepts: {after: "
        "%s}}\n"
        "    - {name: B, count: 60, sex: male, age: {normal: [93, 4]}, claim: %u KRW, interest_until: %s, interest: "
        "[{rate: 5%%/y, from: 2018-01-01}], accepts: {probability: {uniform: [60%%, 90%%]}, after: {exponential: "
        "6mo}}, eligible: %s}\n"
        "    - {name: C, count: 40, sex: female, age: 90, claim: 77777 KRW, requires: talks, unless: break, paid: "
        "[{amount: %u KRW, date: 2018-03-01}]}\n"
        "    - {name: D, %s, count: 20, claim: 150000 KRW, eligible: 2020-06-01}\n"
        "administration: {opens: %s, capacity: [{from: 2019-10-01, per_month: %u}], order: %s, approval: %s}\n",
        ONE_OF(state, "inherit", "lapse", "after-living"), 1 + next_number(state) % 100, 43 + next_number(state) % 60,
        ONE_OF(state, "3mo", "{uniform: [10d, 400d]}", "{choice: {90d: 50%, 5d: 50%}}"),
        40000 + next_number(state) % 300000, ONE_OF(state, "eligible", "paid", "2020-12-24"),
        ONE_OF(state, "2018-10-30", "2020-03-05"), 60000 + next_number(state) % 40000, last,
        ONE_OF(state, "2019-07-01", "2019-11-05"), 3 + next_number(state) % 30,
        ONE_OF(state, "oldest", "filing", "smallest"), ONE_OF(state, "90%", "100%"));
}

#define WHOLE_RULE(state)                                                                                              \
    ONE_OF(state, "proportional", "proportional", "proportional, basis: outstanding", "equal-awards", "equal-losses",  \
           "talmud", "talmud, theta: 30%", "reverse-talmud", "piniles", "constrained-egalitarian",                     \
           "equal-sacrifice, p: 0", "equal-awards, basis: outstanding", "priority, by: age", "priority, by: filing",   \
           "priority, by: claim", "priority, by: random", "alpha-fair, alpha: 2, at: 1y")

/* What a scenario divides by: one rule for all; steps as the page has them; the same with a rule that is found by roots in doubles, of which the page says
 * a whole unit only where they are not within a rounding of it. */
typedef enum division_kind { FOR_ALL, BY_STEPS, BY_ROOTS } division_kind;

/* One step, whatever the language lets it be. */
static const char *step_in(sol_arena *arena, uint32_t *state, division_kind kind)
{
    const char *who = ONE_OF(state, "", "", "who: living, ", "who: estates, ", "who: {groups: [A, C]}, ",
                             "who: {age_from: 93}, ", "who: {living: true, age_from: 90}, ",
                             "who: {living: no, age_from: 94}, ", "who: {groups: [B, D], age_from: 0}, ");
    const char *up_to = ONE_OF(state, "", "", "up_to: 20000 KRW, ", "up_to: 12.3456%, ", "up_to: 66.6666666%, ",
                               "up_to: 15000 KRW, index: {rate: 17%/y}, ");
    const char *rule = ONE_OF(
        state, "proportional", "proportional, basis: outstanding", "equal-awards", "equal-awards, basis: outstanding",
        "equal-losses", "equal-losses, basis: outstanding", "talmud", "talmud, theta: 30%, basis: outstanding",
        "reverse-talmud", "piniles, basis: outstanding", "constrained-egalitarian", "priority, by: age",
        "priority, by: age, basis: outstanding", "priority, by: filing", "priority, by: claim",
        "priority, by: hazard, basis: outstanding", "priority, by: random", "proportional, weight: need",
        "proportional, weight: hazard, basis: outstanding", "proportional, weight: {age: {from: 80, each_year: 5%}}",
        "equal-awards, weight: {age: {from: 80, each_year: 5%}}", "equal-losses, weight: need, basis: outstanding",
        "alpha-fair, alpha: 2, at: 1y", "minimal-overlap", "random-arrival", "dominguez-thomson", "average",
        "adjusted-proportional", "truncated-proportional", "alpha-min", "average-of-awards");
    const char *roots = ONE_OF(state, "equal-sacrifice, p: -0.5", "equal-sacrifice, p: 2, basis: outstanding");
    bool is_by_roots = kind == BY_ROOTS && next_number(state) % 2;
    return sol_arena_print(arena, "{%s%srule: %s}", who, up_to, is_by_roots ? roots : rule);
}

/* One to three steps; where the first is for some alone, others follow more often than not. */
static const char *steps_in(sol_arena *arena, uint32_t *state, division_kind kind)
{
    const char *steps = step_in(arena, state, kind);
    for (uint32_t more = next_number(state) % 3; more > 0; more--)
        steps = sol_arena_print(arena, "%s, %s", steps, step_in(arena, state, kind));
    return sol_arena_print(arena, "[%s]", steps);
}

static const char *whole_division_of(sol_arena *arena, uint32_t *state, division_kind kind)
{
    const char *steps = kind == FOR_ALL ? NULL : steps_in(arena, state, kind);
    return sol_arena_print(
        arena,
        "exchange: {JPY: 10.9}\n"
        "events:\n"
        "  talks: {probability: 60%%, date: {uniform: [2019-10-01, 2020-12-31]}}\n"
        "  break: {probability: 40%%, date: {uniform: [2019-12-01, 2021-12-31]}}\n"
        "other_sources:\n"
        "  - {name: State, kind: public, amount: {uniform: [%u KRW, 900000 KRW]}, date: 2019-10-01, every: %s}\n"
        "  - {name: Seized, kind: enforcement, worth: 400000 KRW, haircut: 30%%, probability: 70%%, date: {uniform: "
        "[2019-11-01, 2022-06-30]}, earmark: [%s]}\n"
        "  - {name: Kept, kind: gift, amount: 200000 KRW, date: 2020-01-15, earmark: {groups: [A, D], then: %s%s}}\n"
        "fund: {costs: {yearly: 900 KRW, until: closed}}\n"
        "payments: {first: 2019-10-01, every: %s, unit: %s KRW%s}\n"
        "%s"
        "allocation: %s\n"
        "timeliness:\n"
        "  - {%spaid: %s, by: %s, goal: 60%%}\n"
        "  - {who: %s, paid: %s, by: 2021-01-01}\n",
        next_number(state) % 900000, ONE_OF(state, "quarter", "half-year", "month"), ONE_OF(state, "A", "B", "C, D"),
        ONE_OF(state, "general", "stay"), steps ? ONE_OF(state, "", "", ", counts: no") : "",
        ONE_OF(state, "quarter", "month", "year"), ONE_OF(state, "1", "1", "700"),
        steps ? ONE_OF(state, "", "", ", limit: 900000 KRW", ", limit: {amount: 400000 KRW, carry: yes}") : "",
        steps ? ONE_OF(state, "", "", "hold: registered\n") : "",
        steps ? steps : sol_arena_print(arena, "[{rule: %s}]", WHOLE_RULE(state)),
        ONE_OF(state, "", "who: all, ", "who: estates, ", "who: {groups: [A, C]}, ", "who: {age_from: 93}, "),
        ONE_OF(state, "100%", "80%", "30%"), ONE_OF(state, "2021-12-31", "2021-11-17", "2022-10-03"),
        ONE_OF(state, "{groups: [A]}", "all", "estates"), ONE_OF(state, "50%", "100%"));
}

static fixture whole_scenario(uint32_t number, division_kind kind)
{
    sol_arena *arena = sol_arena_new();
    uint32_t state = number * 2654435761U + 1;
    const char *text =
        sol_arena_print(arena, "%sstart: 2019-07-01\nend: 2022-10-15\n%s%s", FIXTURE_HEAD,
                        crowd_in(arena, &state, kind == FOR_ALL ? "kind: institution" : "sex: male, age: 89"),
                        whole_division_of(arena, &state, kind));
    fixture f = fixture_of(text);
    sol_arena_free(arena);
    return f;
}

/* So many that shares are sought from what cohorts of claims had before. */
static fixture many_scenario(uint32_t number)
{
    sol_arena *arena = sol_arena_new();
    uint32_t state = number * 2654435761U + 5;
    fixture f = fixture_of(sol_arena_print(
        arena,
        "%sstart: 2019-07-01\nend: 2023-10-15\n"
        "claimants:\n"
        "  heirs: %s\n"
        "  groups:\n"
        "    - {name: A, count: 1700, sex: {male: 60%%}, age: {uniform: [85, 99]}, claim: {lognormal: [90000 KRW, "
        "0.7]}, "
        "interest: 20%%/y from 2017-06-19, accepts: {probability: 90%%, after: {exponential: 3mo}}}\n"
        "    - {name: B, count: 1600, sex: male, age: {normal: [93, 4]}, claim: %u KRW, interest: 5%%/y from "
        "2018-01-01}\n"
        "administration: {opens: 2019-07-01, capacity: [{from: 2019-07-01, per_month: %u}], order: %s}\n"
        "other_sources:\n"
        "  - {name: State, kind: public, amount: {uniform: [0 KRW, %u KRW]}, date: 2019-10-01, every: %s}\n"
        "payments: {first: 2019-10-01, every: %s}\n"
        "allocation: %s\n"
        "timeliness: {paid: 80%%, by: 2021-12-31, goal: 60%%}\n",
        FIXTURE_HEAD, ONE_OF(&state, "inherit", "lapse"), 40000 + next_number(&state) % 300000,
        80 + next_number(&state) % 300, ONE_OF(&state, "oldest", "filing"), 10000000 + next_number(&state) % 50000000,
        ONE_OF(&state, "quarter", "month"), ONE_OF(&state, "quarter", "month", "quarter"),
        ONE_OF(&state, "proportional", "proportional", "equal-awards",
               "{rule: proportional, weight: {age: {from: 80, each_year: 5%}}}")));
    sol_arena_free(arena);
    return f;
}

static void same_trials(fixture *f, const char *kind, uint32_t number)
{
    sol_arena *walk = sol_arena_new();
    metrics_layout *layout = metrics_layout_make(f->arena, f->plan);
    metrics_room room = metrics_room_new(f->arena, layout, f->trial);
    int64_t *row = SOL_TAKE(f->arena, layout->count, int64_t);
    for (uint64_t index = 0; index < TRIALS; index++) {
        sol_arena_reset(walk);
        agreement a = {.parts = AGREE_ALL};
        const model_trial *m = model_walk(walk, f->plan, 1, index);
        trial_run(f->trial, index);
        metrics_fill(f->trial, layout, &room, row);
        agree_trial(f->trial, m, &a);
        agree_row(row, layout, m, &a);
        cr_assert_eq(a.different, 0, "%s %u, trial %d: %zu of %zu numbers differ; %s", kind, number, (int)index,
                     a.different, a.numbers, a.first);
    }
    sol_arena_free(walk);
}

Test(columns_and_page, random_scenarios_with_everything_are_as_on_the_page)
{
    for (uint32_t number = 0; number < SCENARIOS; number++) {
        fixture f = random_scenario(number);
        same_trials(&f, "scenario", number);
        fixture_end(&f);
    }
}

Test(columns_and_page, divisions_among_all_open_claims_are_as_on_the_page)
{
    for (uint32_t number = 0; number < WHOLE; number++) {
        fixture f = whole_scenario(number, FOR_ALL);
        same_trials(&f, "whole", number);
        fixture_end(&f);
    }
}

Test(columns_and_page, divisions_among_thousands_are_as_on_the_page)
{
    for (uint32_t number = 0; number < MANY; number++) {
        fixture f = many_scenario(number);
        same_trials(&f, "many", number);
        fixture_end(&f);
    }
}

Test(columns_and_page, divisions_by_steps_for_some_are_as_on_the_page)
{
    for (uint32_t number = 0; number < STEPPED; number++) {
        fixture f = whole_scenario(number, BY_STEPS);
        same_trials(&f, "steps", number);
        fixture_end(&f);
    }
}

static void look_away(void *context, const trial_division *division)
{
    (void)context;
    (void)division;
}

/* Who asks for each division has it made claim by claim. */
static void same_claim_by_claim(fixture *f, uint32_t number)
{
    const trial_observer observer = {.divided = look_away};
    const size_t n = f->plan->people.count;
    trial_claim *claim = SOL_TAKE(f->arena, n, trial_claim);
    trial_date *date = SOL_TAKE(f->arena, f->plan->date_count, trial_date);
    for (uint64_t index = 0; index < TRIALS; index++) {
        f->trial->observer = NULL;
        trial_run(f->trial, index);
        for (size_t i = 0; i < n; i++)
            claim[i] = trial_claim_of(f->trial, i);
        memcpy(date, f->trial->date, f->plan->date_count * sizeof *date);
        f->trial->observer = &observer;
        trial_run(f->trial, index);
        f->trial->observer = NULL;
        for (size_t i = 0; i < n; i++) {
            trial_claim other = trial_claim_of(f->trial, i);
            cr_assert(other.paid.units == claim[i].paid.units && other.owed.units == claim[i].owed.units &&
                          other.paid_in_life.units == claim[i].paid_in_life.units &&
                          other.paid_off == claim[i].paid_off,
                      "scenario %u, trial %d, claimant %zu", number, (int)index, i);
        }
        for (size_t k = 0; k < f->plan->date_count; k++)
            cr_assert(date[k].paid.units == f->trial->date[k].paid.units &&
                          date[k].in_time == f->trial->date[k].in_time &&
                          date[k].waiting == f->trial->date[k].waiting &&
                          date[k].paid_in_full == f->trial->date[k].paid_in_full,
                      "scenario %u, trial %d, date %zu", number, (int)index, k);
    }
}

Test(columns_and_page, divisions_by_columns_are_those_claim_by_claim)
{
    for (uint32_t number = 0; number < STEPPED; number++) {
        fixture f = whole_scenario(number, BY_ROOTS);
        same_claim_by_claim(&f, number);
        fixture_end(&f);
    }
}
