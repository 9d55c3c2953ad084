#include "engine/tally/tally.h"

#include <criterion/criterion.h>
#include <math.h>

static int64_t value_of(uint64_t trial)
{
    uint64_t x = (trial + 1) * UINT64_C(0x9e3779b97f4a7c15);
    x ^= x >> 29;
    return (int64_t)(x % 2000001) - 700000;
}

/* By the definition: the smallest outcome that at least that share of trials does not exceed. */
static int64_t quantile_by_definition(uint64_t trials, unsigned per_cent)
{
    int64_t best = INT64_MAX;
    for (uint64_t k = 0; k < trials; k++) {
        uint64_t not_above = 0;
        for (uint64_t j = 0; j < trials; j++)
            not_above += value_of(j) <= value_of(k);
        if (not_above * 100 >= per_cent * trials && value_of(k) < best)
            best = value_of(k);
    }
    return best;
}

Test(tally, estimates_follow_their_definitions)
{
    static const uint64_t trials[] = {1, 2, 19, 20, 21, 100, 333};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        uint64_t n = trials[i];
        sol_arena *arena = sol_arena_new();
        tally *t = tally_new(arena, 2, n);
        double sum = 0, squares = 0;
        for (uint64_t k = 0; k < n; k++) {
            if (k % 64 == 0) /* blocks, the last of which is short */
                tally_open(t, k, n - k < 64 ? n - k : 64);
            tally_row(t, NULL, k)[0] = 12345;
            tally_row(t, NULL, k)[1] = value_of(k);
            sum += (double)value_of(k);
        }
        for (uint64_t k = 0; k < n; k++)
            squares += ((double)value_of(k) - sum / (double)n) * ((double)value_of(k) - sum / (double)n);
        double se = n > 1 ? sqrt(squares / (double)(n - 1) / (double)n) : 0;
        sol_estimate e = tally_estimate(t, 1, n, 1), constant = tally_estimate(t, 0, n, 0.5);
        cr_assert_float_eq(e.mean, sum / (double)n, 1e-6, "%d trials", (int)n);
        cr_assert_float_eq(e.se, se, 1e-6, "%d trials", (int)n);
        cr_assert_eq(e.p05, (double)quantile_by_definition(n, 5), "%d trials", (int)n);
        cr_assert_eq(e.p50, (double)quantile_by_definition(n, 50), "%d trials", (int)n);
        cr_assert_eq(e.p95, (double)quantile_by_definition(n, 95), "%d trials", (int)n);
        cr_assert(constant.mean == 6172.5 && constant.se == 0 && constant.p95 == 6172.5);
        sol_arena_free(arena);
    }
}

/* Deals rows of a binned tally to workers as a run does: the pilot by itself, then all others. */
static void deal(tally *t, tally_part **part, uint64_t workers, uint64_t trials, void (*fill)(uint64_t k, int64_t *row))
{
    uint64_t pilot = tally_pilot(t, 0, trials);
    for (uint64_t k = 0; k < trials; k++) {
        if (k == 0 || k == pilot)
            tally_open(t, k, k < pilot ? pilot : trials - k);
        tally_part *of = part[k / 7 % workers];
        fill(k, tally_row(t, of, k));
        tally_add(t, of, k);
    }
    for (uint64_t w = workers; w-- > 0;)
        tally_merge(t, part[w]);
}

/* Spread wide, large and constant, small ones, bell-shaped with a spread of a millionth of itself, and mostly nought. */
static void fill_five(uint64_t k, int64_t *row)
{
    int64_t bell = 0;
    for (uint64_t j = 0; j < 12; j++)
        bell += value_of(k * 12 + j);
    row[0] = value_of(k);
    row[1] = INT64_C(1000000000000000000);
    row[2] = k % 10 < 3 ? 41 : 63;
    row[3] = INT64_C(5000000000000) + bell;
    row[4] = k % 3 ? 0 : INT64_C(700000000000) + value_of(k);
}

Test(tally, bins_keep_sums_exactly_and_quantiles_within_a_thousandth_of_the_range)
{
    enum { NUMBERS = 5 };
    const uint64_t trials = TALLY_EXACT_TRIALS;
    sol_arena *arena = sol_arena_new();
    tally *exact = tally_new(arena, NUMBERS, trials), *binned = tally_new(arena, NUMBERS, trials + 4);
    cr_assert(tally_is_binned(binned) && !tally_is_binned(exact));
    cr_assert(!tally_part_new(arena, exact) && tally_pilot(exact, 0, trials) == 0);
    tally_part *part[] = {tally_part_new(arena, binned), tally_part_new(arena, binned)};
    deal(binned, part, 2, trials, fill_five);
    tally_open(exact, 0, trials);
    for (uint64_t k = 0; k < trials; k++)
        fill_five(k, tally_row(exact, NULL, k));
    for (size_t i = 0; i < NUMBERS; i++) {
        sol_estimate a = tally_estimate(exact, i, trials, 1), b = tally_estimate(binned, i, trials, 1);
        double range = a.p95 - a.p05; /* of a constant nothing: it is exact */
        cr_assert_eq(a.mean, b.mean, "number %zu", i);
        cr_assert_eq(tally_sum_of(exact, i, trials).sum, tally_sum_of(binned, i, trials).sum, "number %zu", i);
        cr_assert_float_eq(a.se, b.se, 1e-9 * fabs(a.mean) + 1e-6, "number %zu", i);
        cr_assert_float_eq(a.p05, b.p05, 0.001 * range, "number %zu", i);
        cr_assert_float_eq(a.p50, b.p50, 0.001 * range, "number %zu", i);
        cr_assert_float_eq(a.p95, b.p95, 0.001 * range, "number %zu", i);
    }
    cr_assert_eq(tally_estimate(binned, 2, trials, 1).p05, 41, "small distances are bins of their own");
    sol_arena_free(arena);
}

/* Every third trial has the first number, one the second, none the third. */
static void fill_sparse(uint64_t k, int64_t *row)
{
    row[0] = k % 3 == 0 ? value_of(k) : TALLY_NONE;
    row[1] = k == 70 ? 17 : TALLY_NONE;
    row[2] = TALLY_NONE;
}

Test(tally, numbers_that_a_trial_does_not_have_are_left_out)
{
    const uint64_t trials = 3000, most = TALLY_EXACT_TRIALS + 1;
    sol_arena *arena = sol_arena_new();
    tally *sparse = tally_new(arena, 3, trials), *dense = tally_new(arena, 1, trials / 3),
          *binned = tally_new(arena, 3, most);
    tally_part *part[] = {tally_part_new(arena, binned)};
    deal(binned, part, 1, trials, fill_sparse);
    tally_open(sparse, 0, trials);
    tally_open(dense, 0, trials / 3);
    for (uint64_t k = 0; k < trials; k++) {
        fill_sparse(k, tally_row(sparse, NULL, k));
        if (k % 3 == 0)
            *tally_row(dense, NULL, k / 3) = value_of(k);
    }
    sol_estimate a = tally_estimate(sparse, 0, trials, 1), b = tally_estimate(dense, 0, trials / 3, 1);
    cr_assert_arr_eq(&a, &b, sizeof a);
    tally *const both[] = {sparse, binned};
    for (size_t i = 0; i < 2; i++) {
        cr_assert_float_eq(tally_estimate(both[i], 0, trials, 1).se, b.se, 1e-6);
        cr_assert_eq(tally_sum_of(both[i], 0, trials).trials, trials / 3);
        sol_estimate one = tally_estimate(both[i], 1, trials, 2), none = tally_estimate(both[i], 2, trials, 1);
        cr_assert(one.mean == 34 && one.p05 == 34 && one.support == SOL_OF_ONE);
        cr_assert(none.mean == 0 && none.support == SOL_OF_NONE);
    }
    cr_assert_eq(tally_proportion(0, 0).support, SOL_OF_NONE);
    cr_assert_eq(tally_proportion(1, 1).support, SOL_OF_ONE);
    sol_arena_free(arena);
}

/* Numbers of all widths, constants among them, in blocks that are packed one after the other; some of the last block are not asked for. */
Test(tally, packed_numbers_come_back)
{
    enum { NUMBERS = 70, BLOCK = 13, TRIALS = 300 };
    sol_arena *arena = sol_arena_new();
    tally *t = tally_new(arena, NUMBERS, TRIALS);
    static int64_t value[TRIALS][NUMBERS];
    for (uint64_t k = 0; k < TRIALS; k++) {
        if (k % BLOCK == 0)
            tally_open(t, k, TRIALS - k < BLOCK ? TRIALS - k : BLOCK);
        for (size_t i = 0; i < NUMBERS; i++) {
            uint64_t bits = ((uint64_t)value_of(k * NUMBERS + i) * UINT64_C(0x9e3779b97f4a7c15)) >> (i < 64 ? i : 63);
            int64_t edges[] = {INT64_MAX, INT64_MIN + 1, -1, 0};
            value[k][i] = i < 64 ? (int64_t)bits : i == 64 ? edges[k % 4] : -(int64_t)(i * i);
            tally_row(t, NULL, k)[i] = value[k][i];
        }
    }
    for (size_t i = 0; i < NUMBERS; i++)
        for (uint64_t n = TRIALS - 30; n <= TRIALS; n += 15) {
            sol_wide sum = 0;
            int64_t most = value[0][i], least = value[0][i];
            for (uint64_t k = 0; k < n; k++) {
                sum += value[k][i];
                most = value[k][i] > most ? value[k][i] : most;
                least = value[k][i] < least ? value[k][i] : least;
            }
            cr_assert_eq(tally_sum_of(t, i, n).sum, sum, "number %zu of %d trials", i, (int)n);
            sol_estimate e = tally_estimate(t, i, n, 1);
            cr_assert(e.p05 >= (double)least && e.p95 <= (double)most && e.p05 <= e.p50 && e.p50 <= e.p95);
        }
    sol_arena_free(arena);
}

/* However the trials are dealt to workers, and also where only the pilot was run. */
Test(tally, bins_are_the_same_from_any_workers)
{
    static const uint64_t trials[] = {3, 64, 65, 20000};
    for (size_t n = 0; n < sizeof trials / sizeof *trials; n++) {
        sol_estimate first = {0};
        for (uint64_t workers = 1; workers <= 3; workers++) {
            sol_arena *arena = sol_arena_new();
            tally *t = tally_new(arena, 5, TALLY_EXACT_TRIALS + 1);
            tally_part *part[3];
            for (uint64_t w = 0; w < workers; w++)
                part[w] = tally_part_new(arena, t);
            deal(t, part, workers, trials[n], fill_five);
            sol_estimate e = tally_estimate(t, 3, trials[n], 1);
            if (workers == 1)
                first = e;
            cr_assert(e.mean == first.mean && e.se == first.se && e.p05 == first.p05 && e.p50 == first.p50 &&
                          e.p95 == first.p95,
                      "%d trials, %d workers", (int)trials[n], (int)workers);
            sol_arena_free(arena);
        }
    }
}

/* Wilson's limits are the proportions from which the observed one is exactly 1.96 standard deviations away. */
Test(tally, a_proportion_carries_wilsons_interval)
{
    static const double rows[][2] = {{8, 10}, {1, 10}, {480, 1000}, {9999, 10000}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double n = rows[i][1], p = rows[i][0] / n;
        sol_proportion w = tally_proportion(rows[i][0], n);
        cr_assert_eq(w.mean, p);
        cr_assert_float_eq(p - w.low, 1.959963984540054 * sqrt(w.low * (1 - w.low) / n), 1e-12, "row %zu", i);
        cr_assert_float_eq(w.high - p, 1.959963984540054 * sqrt(w.high * (1 - w.high) / n), 1e-12, "row %zu", i);
    }
    cr_assert_float_eq(tally_proportion(8, 10).low, 0.4901625, 1e-6);
    cr_assert(tally_proportion(0, 10).low == 0 && tally_proportion(10, 10).high == 1);
    cr_assert_float_eq(tally_proportion(0, 10).high, 0.2775328, 1e-6);
}
