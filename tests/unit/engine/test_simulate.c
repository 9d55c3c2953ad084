/* Many trials: the same bytes at any number of threads, draws that nobody else moves, survival that is paid. */
#include "engine/trial_fixture.h"

#include <math.h>
#include <signal.h>

#define SECTIONS                                                                                                       \
    "start: 2019-07-01\nend: 2022-07-01\n"                                                                             \
    "events: {talks: {probability: 50%, date: {uniform: [2019-10-01, 2020-12-31]}}}\n"                                 \
    "participation: {JP: {triangular: [10%, 30%, 80%]}}\n"                                                             \
    "correlation: {JP: 0.4}\n"                                                                                         \
    "firms:\n"                                                                                                         \
    "  - {name: N, country: JP, count: 5, pledge: {lognormal: [1000 KRW, 1.0]}, joins: {uniform: [2019-10-01, "        \
    "2021-01-01]}, default: 3%/y}\n"                                                                                   \
    "fund: {opening: 500 KRW, return: 2%/y, volatility: 10%/y}\n"

#define PEOPLE                                                                                                         \
    "    - {name: B, count: 7, living: 6, sex: {male: 50%}, age: {uniform: [80, 99]}, claim: {lognormal: [500 KRW, "   \
    "0.5]}, interest: [{rate: 5%/y, from: 2018-01-01}], accepts: {probability: 80%, after: {exponential: 6mo}}}\n"

#define WHOLE                                                                                                          \
    FIXTURE_HEAD SECTIONS "claimants:\n  groups:\n" PEOPLE "payments: {first: 2019-10-01, every: quarter}\n"           \
                          "allocation: [{who: living, rule: equal-awards}, {who: all, rule: talmud}]\n"

static sol_result *simulate(fixture *f, int threads, uint64_t trials, sol_trial_record *record)
{
    sol_simulation_settings settings = {
        .trials = trials, .seed = 7, .threads = threads, .claimants = true, .record = record};
    return sol_simulate(f->arena, f->plan, &settings);
}

Test(simulate, the_result_is_the_same_at_any_number_of_threads)
{
    static const int threads[] = {2, 7};
    static const uint64_t trials[] = {1501, 100012};
    fixture f = fixture_of(WHOLE);
    for (size_t r = 0; r < sizeof trials / sizeof *trials; r++) {
        sol_trial_record one = {.value = SOL_TAKE(f.arena, trials[r] * SOL_METRICS, double)};
        sol_trial_record other = {.value = SOL_TAKE(f.arena, trials[r] * SOL_METRICS, double)};
        const sol_result *a = simulate(&f, 1, trials[r], &one);
        cr_assert_gt(a->people.share_in_time.se, 0);
        for (size_t i = 0; i < sizeof threads / sizeof *threads; i++) {
            const sol_result *b = simulate(&f, threads[i], trials[r], &other);
            cr_assert_arr_eq(&a->people, &b->people, sizeof a->people);
            cr_assert_arr_eq(&a->money, &b->money, sizeof a->money);
            cr_assert_arr_eq(one.value, other.value, trials[r] * SOL_METRICS * sizeof(double));
            for (size_t k = 0; k < a->timeline_count; k++)
                cr_assert_arr_eq(&a->timeline[k].received, &b->timeline[k].received, 6 * sizeof(sol_estimate));
            for (size_t k = 0; k < a->claimant_result_count; k++)
                cr_assert(a->claimant[k].paid_in_life == b->claimant[k].paid_in_life &&
                          a->claimant[k].paid_in_life_se == b->claimant[k].paid_in_life_se &&
                          a->claimant[k].payoff_p50.day == b->claimant[k].payoff_p50.day);
        }
    }
    fixture_end(&f);
}

/* 1,000 at 10 % a year from start: the half that comes after 365 days settles 100 of interest and 400; the rest bears 60 a year. */
Test(simulate, the_record_holds_interest_and_what_is_owed)
{
    fixture f = fixture_of(FIXTURE_HEAD "start: 2021-01-01\nend: 2023-01-01\n"
                                        "other_sources: [{name: gift, kind: gift, amount: 500 KRW, date: 2022-01-01}]\n"
                                        "claimants:\n  groups:\n"
                                        "    - {name: city, kind: institution, claim: 1000 KRW, interest: [{rate: "
                                        "10%/y, from: 2021-01-01}]}\n"
                                        "payments: {first: 2022-01-01, every: year}\n");
    sol_trial_record record = {.value = SOL_TAKE(f.arena, SOL_METRICS, double)};
    simulate(&f, 1, 1, &record);
    cr_assert_eq(record.value[SOL_METRIC_PAID], 500);
    cr_assert_eq(record.value[SOL_METRIC_OWED], 660);
    cr_assert_eq(record.value[SOL_METRIC_INTEREST], 160);
    fixture_end(&f);
}

/* Sums over parts of the trials: all of them make the mean; a run of the first half of the trials has the first parts' sum. */
Test(simulate, parts_of_the_trials_add_up_to_what_is_paid_in_life)
{
    enum { TRIALS = 100, HALF = 50 };
    fixture f = fixture_of(WHOLE);
    const sol_result *r = simulate(&f, 2, TRIALS, NULL), *half = simulate(&f, 1, HALF, NULL);
    cr_assert_eq(r->part_count, 50);
    for (size_t i = 0; i < r->claimant_result_count; i++) {
        const int64_t *part = r->paid_in_life_part + i * r->part_count;
        int64_t sum = 0, first = 0;
        for (size_t k = 0; k < r->part_count; k++) {
            sum += part[k];
            first += k < r->part_count / 2 ? part[k] : 0;
        }
        cr_assert_float_eq((double)sum / TRIALS, r->claimant[i].paid_in_life, 1e-9);
        cr_assert_float_eq((double)first / HALF, half->claimant[i].paid_in_life, 1e-9);
    }
    fixture_end(&f);
}

Test(simulate, a_run_that_was_stopped_keeps_whole_blocks)
{
    fixture f = fixture_of(WHOLE);
    volatile sig_atomic_t stop = 1;
    sol_simulation_settings settings = {.trials = 1000, .seed = 7, .threads = 1, .stop = &stop};
    cr_assert_null(sol_simulate(f.arena, f.plan, &settings));
    stop = 0;
    settings.trials = 100000;
    settings.until = 0.02;
    const sol_result *result = sol_simulate(f.arena, f.plan, &settings);
    cr_assert(result->trials < 100000 && result->trials % 1000 == 0 && !result->is_interrupted);
    cr_assert_lt(1.96 * result->people.share_in_time.se, 0.02);
    fixture_end(&f);
}

/* All the money on day one pays exactly those who see the first pay date. Tolerance: 4 standard errors. */
Test(simulate, money_on_the_first_day_pays_the_share_that_survives_to_it)
{
    fixture f =
        fixture_of(FIXTURE_HEAD "start: 2019-07-01\nend: 2024-07-01\nfund: {opening: 1bn KRW}\n"
                                "claimants:\n  groups:\n"
                                "    - {name: M, count: 30, sex: male, age: {uniform: [85, 99]}, claim: 1m KRW}\n"
                                "    - {name: F, count: 30, sex: female, age: 91, claim: 1m KRW}\n"
                                "payments: {first: 2021-01-01, every: quarter}\n");
    double survival = 0;
    for (size_t i = 0; i < 60; i++) {
        const people_details *details = people_details_of(f.plan);
        survival += exp(-f.plan->people.survival[details->survival[i]].integral[details->survival_of_pay[0]]) / 60;
    }
    const sol_result *result = simulate(&f, 2, 4000, NULL);
    sol_estimate share = result->people.share_in_time;
    cr_assert(share.se > 0 && share.se < 0.002);
    cr_assert_float_eq(share.mean, survival, 4 * share.se);
    share.number = result->people.ceiling.number; /* where it stands, and not what it is */
    cr_assert_arr_eq(&share, &result->people.ceiling, sizeof share);
    fixture_end(&f);
}

static void same_fate(const fixture *a, size_t i, const fixture *b, size_t j, uint64_t index)
{
    const trial_claim of[] = {trial_claim_of(a->trial, i), trial_claim_of(b->trial, j)}, *p = &of[0], *q = &of[1];
    cr_assert(p->death == q->death && p->flags == q->flags && p->eligible == q->eligible, "claimant %zu, trial %d", i,
              (int)index);
}

Test(simulate, another_claimant_moves_nobodys_draws)
{
    fixture a = fixture_of(WHOLE);
    fixture b =
        fixture_of(FIXTURE_HEAD SECTIONS "claimants:\n  groups:\n"
                                         "    - {name: A, count: 3, sex: male, age: 95, claim: 5000 KRW}\n" PEOPLE
                                         "payments: {first: 2019-10-01, every: quarter}\nallocation: equal-losses\n");
    for (size_t i = 0; i < 7; i++) {
        const plan_claimant *p = &a.plan->people.claimant[i], *q = &b.plan->people.claimant[i + 3];
        cr_assert(p->birth.day == q->birth.day && p->sex == q->sex && p->principal.units == q->principal.units);
    }
    for (uint64_t index = 0; index < 50; index++) {
        trial_run(a.trial, index);
        trial_run(b.trial, index);
        for (size_t i = 0; i < 7; i++)
            same_fate(&a, i, &b, i + 3, index);
        cr_assert_eq(a.trial->ledger.received.units, b.trial->ledger.received.units, "trial %d", (int)index);
    }
    fixture_end(&a);
    fixture_end(&b);
}

/* A scenario whose only claimants are these rows, with the terms of group B. */
static fixture fixture_of_rows(size_t count, const sol_claimant_row *row)
{
    fixture f = fixture_of(WHOLE);
    trial_free(f.trial);
    sol_group *group = SOL_TAKE(f.arena, 1, sol_group);
    *group = f.scenario->group[0];
    f.scenario->row_terms = &f.scenario->group[0].terms;
    f.scenario->row_terms_count = 1;
    group->count = group->living = 0;
    f.scenario->group = group;
    f.scenario->row = row;
    f.scenario->row_count = count;
    f.plan = sol_plan_make(f.arena, f.scenario, sol_diagnostics_new(f.arena));
    f.trial = trial_new(f.plan, 1);
    return f;
}

Test(simulate, a_cell_is_the_same_people_as_single_rows)
{
    sol_claimant_row cell = {.id = "x",
                             .count = 6,
                             .is_cell = true,
                             .sex = SOL_MALE,
                             .birth_year = 1926,
                             .died = sol_date_never(),
                             .claim = sol_money_of(900)};
    sol_claimant_row single[6];
    static const char *const ids[] = {"x#1", "x#2", "x#3", "x#4", "x#5", "x#6"};
    for (size_t i = 0; i < 6; i++) {
        single[i] = cell;
        single[i].id = ids[i];
        single[i].count = 1;
        single[i].is_cell = false;
    }
    fixture a = fixture_of_rows(1, &cell), b = fixture_of_rows(6, single);
    cr_assert(a.plan->people.count == 6 && b.plan->people.count == 6 && a.plan->people.is_sampled);
    for (size_t i = 0; i < 6; i++) {
        cr_assert_str_eq(plan_claimant_id(a.arena, a.plan, i), plan_claimant_id(b.arena, b.plan, i));
        cr_assert_eq(a.plan->people.claimant[i].birth.day, b.plan->people.claimant[i].birth.day);
    }
    const sol_result *p = simulate(&a, 1, 500, NULL), *q = simulate(&b, 1, 500, NULL);
    cr_assert_gt(p->people.share_in_time.se, 0);
    cr_assert_arr_eq(&p->people, &q->people, sizeof p->people);
    cr_assert_arr_eq(&p->money, &q->money, sizeof p->money);
    fixture_end(&a);
    fixture_end(&b);
}

Test(simulate, the_oldest_living_are_processed_first_and_estates_last)
{
    static const struct {
        const char *order;
        uint32_t processed[4]; /* of young, old, estate, institution: months */
    } rows[] = {{"oldest", {1, 0, 3, 2}}, {"filing", {0, 1, 2, 3}}, {"smallest", {3, 2, 1, 0}}};
    for (size_t r = 0; r < 3; r++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(
            arena,
            "%sstart: 2019-07-01\nend: 2020-07-01\nclaimants:\n  groups:\n"
            "    - {name: Y, count: 1, sex: male, age: 80, claim: 400 KRW}\n"
            "    - {name: O, count: 1, sex: female, age: 85, claim: 300 KRW}\n"
            "    - {name: E, count: 1, living: 0, sex: male, age: 99, claim: 200 KRW}\n"
            "    - {name: I, kind: institution, count: 1, claim: 100 KRW}\n"
            "administration: {opens: 2019-07-01, capacity: [{from: 2019-07-01, per_month: 1}], order: %s}\n"
            "payments: {first: 2019-08-01, every: month}\n",
            FIXTURE_HEAD, rows[r].order));
        trial_run(f.trial, 0);
        for (size_t i = 0; i < 4; i++)
            cr_assert_eq(trial_claim_of(f.trial, i).processed, rows[r].processed[i], "%s, claimant %zu", rows[r].order,
                         i);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}
