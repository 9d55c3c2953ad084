#include "engine/tally/tally.h"

#include "base/check.h"
#include "engine/tally/tally_bins.h"
#include "engine/tally/tally_rows.h"

#include <math.h>
#include <stdlib.h>

enum { PILOT = 64 };

struct tally {
    size_t count;
    uint64_t trials;
    tally_rows *rows;  /* of all trials, or binned of the pilot's */
    int64_t *column;   /* room for one number's values of them */
    tally_part *whole; /* binned */
    int64_t *centre;   /* binned: medians of the pilot's trials, once they are over */
    uint64_t pilot;    /* binned: trials of the pilot that are not in `whole` yet */
};

bool tally_is_binned(const tally *t)
{
    return t->whole != NULL;
}

tally *tally_new(sol_arena *arena, size_t count, uint64_t trials)
{
    tally *t = SOL_TAKE(arena, 1, tally);
    t->count = count;
    t->trials = trials;
    t->rows = tally_rows_new(arena, count);
    t->column = SOL_TAKE(arena, trials > TALLY_EXACT_TRIALS ? PILOT : trials, int64_t);
    if (trials > TALLY_EXACT_TRIALS) {
        t->centre = SOL_TAKE(arena, count, int64_t);
        t->whole = tally_bins_new(arena, count, t->centre);
    }
    return t;
}

uint64_t tally_pilot(const tally *t, uint64_t first, uint64_t count)
{
    if (!t->whole || first > 0)
        return 0;
    return count < PILOT ? count : PILOT;
}

tally_part *tally_part_new(sol_arena *arena, const tally *t)
{
    return t->whole ? tally_bins_new(arena, t->count, t->centre) : NULL;
}

static void swap(int64_t *a, int64_t *b)
{
    int64_t other = *a;
    *a = *b;
    *b = other;
}

static int64_t middle_of(int64_t a, int64_t b, int64_t c)
{
    int64_t low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Puts the value of a place, from 0, where sorting would: none before it is greater, none behind it smaller. Hoare's find, ties in the middle. */
static int64_t select_place(int64_t *value, uint64_t from, uint64_t to, uint64_t place)
{
    for (;;) {
        int64_t pivot = middle_of(value[from], value[from + (to - from) / 2], value[to - 1]);
        uint64_t below = from, above = to, at = from;
        while (at < above) {
            if (value[at] < pivot)
                swap(&value[at++], &value[below++]);
            else if (value[at] > pivot)
                swap(&value[at], &value[--above]);
            else
                at++;
        }
        if (place >= below && place < above)
            return pivot;
        if (place < below)
            to = below;
        else
            from = above;
    }
}

/* Takes the values of a number that some trials have into the column; gives how many have it. */
static uint64_t known_values(const tally *t, size_t index, uint64_t trials)
{
    uint64_t known = 0;
    tally_rows_column(t->rows, index, trials, t->column);
    for (uint64_t k = 0; k < trials; k++) {
        t->column[known] = t->column[k];
        known += t->column[k] != TALLY_NONE;
    }
    return known;
}

/* The pilot is over: bins are laid around its medians, and it is the first that they hold. */
static void end_pilot(tally *t)
{
    for (size_t i = 0; t->pilot && i < t->count; i++) {
        uint64_t known = known_values(t, i, t->pilot);
        t->centre[i] = known ? select_place(t->column, 0, known, tally_rank(known, 0.5)) : 0;
    }
    for (uint64_t k = 0; k < t->pilot; k++)
        tally_bins_add(t->whole, tally_rows_row(t->rows, k));
    t->pilot = 0;
}

void tally_open(tally *t, uint64_t first, uint64_t count)
{
    SOL_CHECK(count <= t->trials && first <= t->trials - count);
    if (t->whole && first > 0) {
        end_pilot(t);
        return;
    }
    tally_rows_open(t->rows, first, count);
    if (t->whole)
        t->pilot = count;
}

int64_t *tally_row(tally *t, tally_part *part, uint64_t trial)
{
    return part && trial >= t->pilot ? tally_bins_row(part, trial) : tally_rows_row(t->rows, trial);
}

void tally_add(tally *t, tally_part *part, uint64_t trial)
{
    if (part && trial >= t->pilot)
        tally_bins_add(part, tally_bins_row(part, trial));
}

void tally_merge(tally *t, const tally_part *part)
{
    end_pilot(t);
    tally_bins_merge(t->whole, part);
}

static sol_estimate exact_estimate(const tally *t, size_t index, uint64_t trials)
{
    sol_wide sum = 0;
    trials = known_values(t, index, trials);
    if (trials == 0)
        return (sol_estimate){.support = SOL_OF_NONE};
    for (uint64_t k = 0; k < trials; k++)
        sum += t->column[k];
    double n = (double)trials, mean = (double)sum / n, squares = 0;
    for (uint64_t k = 0; k < trials; k++) {
        double off = (double)t->column[k] - mean;
        squares += off * off;
    }
    double variance = n > 1 ? squares / (n - 1) : 0;
    uint64_t low = tally_rank(trials, 0.05), middle = tally_rank(trials, 0.5), high = tally_rank(trials, 0.95);
    double p50 = (double)select_place(t->column, 0, trials, middle);
    double p05 = (double)select_place(t->column, 0, middle + 1, low);
    double p95 = (double)select_place(t->column, middle, trials, high);
    return (sol_estimate){
        .mean = mean, .se = sqrt(variance / n), .p05 = p05, .p50 = p50, .p95 = p95, .support = tally_support(trials)};
}

sol_estimate tally_estimate(const tally *t, size_t index, uint64_t trials, double scale)
{
    SOL_CHECK(index < t->count && trials > 0 && trials <= t->trials);
    sol_estimate e = t->whole ? tally_bins_estimate(t->whole, index) : exact_estimate(t, index, trials);
    return (sol_estimate){.mean = e.mean * scale,
                          .se = e.se * scale,
                          .p05 = e.p05 * scale,
                          .p50 = e.p50 * scale,
                          .p95 = e.p95 * scale,
                          .support = e.support,
                          .number = (sol_row_number)index + 1,
                          .scale = scale};
}

double tally_quantile(const tally *t, size_t index, uint64_t trials, double share)
{
    if (t->whole)
        return tally_bins_quantile(t->whole, index, share);
    uint64_t known = known_values(t, index, trials);
    return known > 0 ? (double)select_place(t->column, 0, known, tally_rank(known, share)) : 0;
}

tally_sum tally_sum_of(const tally *t, size_t index, uint64_t trials)
{
    if (t->whole)
        return tally_bins_sum(t->whole, index);
    tally_sum sum = {.trials = known_values(t, index, trials)};
    for (uint64_t k = 0; k < sum.trials; k++)
        sum.sum += t->column[k];
    return sum;
}

void tally_column(const tally *t, size_t index, uint64_t trials, int64_t *column)
{
    SOL_CHECK(!t->whole && index < t->count);
    tally_rows_column(t->rows, index, trials, column);
}

static int by_value(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

size_t tally_values(sol_arena *arena, const tally *t, size_t index, uint64_t trials, const tally_value **values)
{
    tally_value *value = SOL_TAKE(arena, t->whole ? TALLY_BINS : trials, tally_value);
    *values = value;
    if (t->whole)
        return tally_bins_values(t->whole, index, value);
    const uint64_t known = known_values(t, index, trials);
    size_t count = 0;
    qsort(t->column, known, sizeof *t->column, by_value);
    for (uint64_t k = 0; k < known; k++) {
        if (count == 0 || value[count - 1].value != t->column[k])
            value[count++] = (tally_value){t->column[k], 0};
        value[count - 1].count++;
    }
    return count;
}

sol_proportion tally_proportion(double successes, double trials)
{
    const double z = 1.959963984540054; /* the normal distribution's 97.5 % point */
    if (!(trials > 0))
        return (sol_proportion){.support = SOL_OF_NONE};
    double p = successes / trials, z2 = z * z / trials;
    double middle = (p + z2 / 2) / (1 + z2), half = z / (1 + z2) * sqrt(p * (1 - p) / trials + z2 / (4 * trials));
    sol_support support = trials > 1 ? SOL_OF_MANY : SOL_OF_ONE;
    return (sol_proportion){.mean = p,
                            .se = sqrt(p * (1 - p) / trials),
                            .low = p > 0 ? middle - half : 0,
                            .high = p < 1 ? middle + half : 1,
                            .support = support};
}

sol_proportion tally_proportion_of(const tally *t, size_t index, uint64_t trials)
{
    const tally_sum sum = tally_sum_of(t, index, trials);
    sol_proportion p = tally_proportion((double)sum.sum, (double)sum.trials);
    p.number = (sol_row_number)index + 1;
    return p;
}
