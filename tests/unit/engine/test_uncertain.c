/* What is uncertain about the world is one draw a trial, what varies between people one draw each: held against closed forms. */
#include "engine/claims/claims.h"
#include "engine/trial_fixture.h"

#include "solatium/mathematics.h"

#include <math.h>

enum { PEOPLE = 400, TRIALS = 4000, DAY = 200 };

#define ANSWERS(after)                                                                                                 \
    FIXTURE_HEAD "start: 2020-01-01\nend: 2022-01-01\nfund: {opening: 1bn KRW}\n"                                      \
                 "claimants: {groups: [{name: A, kind: institution, count: 400, claim: 1000, accepts: {after: " after  \
                 "}}]}\npayments: {dates: [2020-07-19]}\n" /* 200 days after start */

typedef struct moments {
    double mean, deviation;
} moments;

/* Of the share that has answered by the pay date. */
static moments of_answers(const char *text)
{
    fixture f = fixture_of(text);
    double sum = 0, squares = 0;
    for (uint64_t index = 0; index < TRIALS; index++) {
        trial_run(f.trial, index);
        double share = 0;
        for (size_t i = 0; i < PEOPLE; i++)
            share += trial_claim_of(f.trial, i).eligible == 0;
        share /= PEOPLE;
        sum += share;
        squares += share * share;
    }
    fixture_end(&f);
    double mean = sum / TRIALS;
    return (moments){mean, sqrt((squares - sum * mean) / (TRIALS - 1))};
}

/* The chance p is between one trial and another what the mean wait makes of it: Var = Var(p) + E[p (1 − p)] / n. */
static moments closed(size_t count, const double *mean_wait)
{
    double p = 0, p2 = 0;
    for (size_t i = 0; i < count; i++) {
        double q = -sol_exp(-(DAY + 1) / mean_wait[i]) + 1; /* a day is rounded down */
        p += q / (double)count;
        p2 += q * q / (double)count;
    }
    return (moments){p, sqrt(p2 - p * p + (p - p2) / PEOPLE)};
}

static void expect_same(const char *label, moments seen, moments is)
{
    /* five standard errors; that of a deviation is at most its own over the square root of the trials, as no kurtosis here is above 3 */
    cr_expect_float_eq(seen.mean, is.mean, 5 * is.deviation / sqrt(TRIALS), "%s: mean %g, not %g", label, seen.mean,
                       is.mean);
    cr_expect_float_eq(seen.deviation, is.deviation, 5 * is.deviation / sqrt(TRIALS), "%s: deviation %g, not %g", label,
                       seen.deviation, is.deviation);
}

Test(uncertain, answers_whose_mean_wait_is_uncertain_spread_as_a_mixture_does)
{
    expect_same("two waits", of_answers(ANSWERS("{exponential: {choice: {100d: 50%, 300d: 50%}}}")),
                closed(2, (const double[]){100, 300}));
    double wait[1000];
    for (size_t i = 0; i < 1000; i++)
        wait[i] = 90 + (548 - 90) * ((double)i + 0.5) / 1000;
    moments seen = of_answers(ANSWERS("{exponential: {uniform: [90d, 548d]}}")), is = closed(1000, wait);
    expect_same("a uniform wait", seen, is);
    moments known = of_answers(ANSWERS("{exponential: 319d}"));
    expect_same("a known wait", known, closed(1, (const double[]){319}));
    cr_expect_gt(seen.deviation, 4 * known.deviation);
}

Test(uncertain, a_month_inside_a_distribution_may_have_decimals)
{
    expect_same("17.9 months", of_answers(ANSWERS("{exponential: 17.9mo}")),
                closed(1, (const double[]){17.9 * 365.25 / 12}));
}

/* A group's draw is its own: it does not follow another's, nor does it move when there is another. */
Test(uncertain, each_group_has_a_draw_of_its_own)
{
    static const char *const one = "{name: A, kind: institution, count: 400, claim: 1000, accepts: {after: "
                                   "{exponential: {uniform: [30d, 900d]}}}}";
    static const char *const two = ", {name: B, kind: institution, count: 400, claim: 1000, accepts: {after: "
                                   "{exponential: {uniform: [30d, 900d]}}}}";
    sol_arena *arena = sol_arena_new();
    double a = 0, b = 0, ab = 0, aa = 0, bb = 0;
    fixture f[2];
    for (int k = 0; k < 2; k++)
        f[k] = fixture_of(sol_arena_print(arena,
                                          FIXTURE_HEAD
                                          "start: 2020-01-01\nend: 2022-01-01\nfund: {opening: 1bn KRW}\nclaimants: "
                                          "{groups: [%s%s]}\npayments: {dates: [2020-07-19]}\n",
                                          one, k ? two : ""));
    for (uint64_t index = 0; index < TRIALS; index++) {
        double share[2] = {0, 0};
        trial_run(f[0].trial, index);
        trial_run(f[1].trial, index);
        for (size_t i = 0; i < PEOPLE; i++)
            cr_assert_eq(trial_claim_of(f[0].trial, i).eligible, trial_claim_of(f[1].trial, i).eligible);
        for (size_t i = 0; i < 2 * PEOPLE; i++)
            share[i / PEOPLE] += trial_claim_of(f[1].trial, i).eligible == 0;
        a += share[0], b += share[1];
        aa += share[0] * share[0], bb += share[1] * share[1], ab += share[0] * share[1];
    }
    double n = TRIALS;
    double correlation = (ab - a * b / n) / sqrt((aa - a * a / n) * (bb - b * b / n));
    cr_expect_lt(fabs(correlation), 5 / sqrt(n), "correlation %g", correlation);
    fixture_end(&f[0]);
    fixture_end(&f[1]);
    sol_arena_free(arena);
}

/* Of a month with 31 days the office examines as many as its capacity of the trial says; costs a claim follow. */
static void expect_examined(const char *order)
{
    sol_arena *arena = sol_arena_new();
    fixture f = fixture_of(sol_arena_print(
        arena,
        FIXTURE_HEAD "start: 2020-10-01\nend: 2021-10-01\nfund: {opening: 1bn KRW, costs: {per_claim: 7 KRW}}\n"
                     "claimants: {groups: [{name: A, count: 30, sex: female, age: 30, claim: 1000}]}\n"
                     "administration: {capacity: {choice: {10: 40%%, 25: 60%%}}, order: %s}\n"
                     "payments: {dates: [2020-10-31]}\n",
        order));
    double many = 0;
    for (uint64_t index = 0; index < TRIALS; index++) {
        size_t examined = 0;
        trial_run(f.trial, index);
        for (size_t i = 0; i < 30; i++)
            examined += trial_claim_of(f.trial, i).processed == 0;
        cr_assert(examined == 10 || examined == 25, "%zu by %s", examined, order);
        cr_assert_eq(f.trial->ledger.costs.units, 7 * 30, "all are examined by `end`");
        cr_assert_eq(f.trial->claims->processed_by[0], examined);
        many += examined == 25;
    }
    cr_expect_float_eq(many / TRIALS, 0.6, 5 * sqrt(0.24 / TRIALS));
    fixture_end(&f);
    sol_arena_free(arena);
}

Test(uncertain, the_capacity_of_the_office_is_one_draw_a_trial)
{
    expect_examined("oldest");
    expect_examined("filing");
    expect_examined("smallest");
}

/* The balance at `end` is that of the return of the trial: its mean over a uniform one is ((1 + b)^3 − (1 + a)^3) / (3 (b − a)) of two years. */
Test(uncertain, the_return_is_one_draw_a_trial)
{
    fixture f = fixture_of(FIXTURE_HEAD "start: 2021-01-01\nend: 2023-01-01\n"
                                        "fund: {opening: 1000000000, return: {uniform: [-2%/y, 6%/y]}}\n"
                                        "claimants: {groups: [{name: A, kind: institution, claim: 1}]}\n"
                                        "payments: {dates: [2022-01-01]}\n");
    double sum = 0, squares = 0;
    for (uint64_t index = 0; index < TRIALS; index++) {
        trial_run(f.trial, index);
        double grown = (double)f.trial->ledger.left.units / 1e9;
        sum += grown;
        squares += grown * grown;
    }
    fixture_end(&f);
    const double years = 730 / 365.25, a = 0.98, b = 1.06;
    double mean = (pow(b, years + 1) - pow(a, years + 1)) / ((years + 1) * (b - a));
    double second = (pow(b, 2 * years + 1) - pow(a, 2 * years + 1)) / ((2 * years + 1) * (b - a));
    expect_same("grown", (moments){sum / TRIALS, sqrt((squares - sum * sum / TRIALS) / (TRIALS - 1))},
                (moments){mean, sqrt(second - mean * mean)});
}
