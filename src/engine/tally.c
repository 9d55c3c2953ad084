#include "engine/tally.h"

#include "base/check.h"

#include <math.h>
#include <stdlib.h>

enum { OCTAVE = 64, SMALL = 64, HALF_BINS = SMALL + OCTAVE * 57, BINS = 2 * HALF_BINS };

__extension__ typedef unsigned __int128 unsigned_wide;

/* Squares reach 10^36: their halves are summed apart. */
typedef struct sums {
    sol_wide sum;
    unsigned_wide low, high;
} sums;

struct tally_part {
    size_t count;
    sums *sum;
    uint32_t *bin; /* by number, then bin */
};

struct tally {
    size_t count;
    uint64_t trials;
    int64_t *row;      /* exact: by trial, then number */
    tally_part *whole; /* binned */
    int64_t *column;   /* room to sort one number's values */
};

bool tally_is_binned(const tally *t)
{
    return t->whole != NULL;
}

static tally_part *part_new(sol_arena *arena, size_t count)
{
    tally_part *part = SOL_TAKE(arena, 1, tally_part);
    part->count = count;
    part->sum = SOL_TAKE(arena, count, sums);
    part->bin = SOL_TAKE(arena, count * BINS, uint32_t);
    return part;
}

tally *tally_new(sol_arena *arena, size_t count, uint64_t trials)
{
    tally *t = SOL_TAKE(arena, 1, tally);
    t->count = count;
    t->trials = trials;
    if (trials > TALLY_EXACT_TRIALS) {
        t->whole = part_new(arena, count);
        return t;
    }
    t->row = SOL_TAKE(arena, count * trials, int64_t);
    t->column = SOL_TAKE(arena, trials, int64_t);
    return t;
}

int64_t *tally_row(tally *t, uint64_t trial)
{
    SOL_CHECK(trial < t->trials && t->row != NULL);
    return t->row + trial * t->count;
}

tally_part *tally_part_new(sol_arena *arena, const tally *t)
{
    return part_new(arena, t->count);
}

/* Below 64 a value is its own bin; above, 64 bins an octave. */
static size_t bin_of(int64_t value)
{
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    size_t bin = size;
    if (size >= SMALL) {
        int octave = 63 - __builtin_clzll(size);
        bin = SMALL + (size_t)(octave - 6) * OCTAVE + ((size >> (octave - 6)) - OCTAVE);
    }
    return value < 0 ? HALF_BINS - 1 - bin : HALF_BINS + bin;
}

static double middle_of(size_t bin)
{
    bool is_negative = bin < HALF_BINS;
    size_t size = is_negative ? HALF_BINS - 1 - bin : bin - HALF_BINS;
    double middle = (double)size;
    if (size >= SMALL) {
        size_t octave = (size - SMALL) / OCTAVE, part = (size - SMALL) % OCTAVE;
        double width = ldexp(1, (int)octave);
        middle = ((double)(OCTAVE + part)) * width + (width - 1) / 2;
    }
    return is_negative ? -middle : middle;
}

void tally_part_add(tally_part *part, const int64_t *row)
{
    for (size_t i = 0; i < part->count; i++) {
        uint64_t size = row[i] < 0 ? 0 - (uint64_t)row[i] : (uint64_t)row[i];
        unsigned_wide square = (unsigned_wide)size * size;
        part->sum[i].sum += row[i];
        part->sum[i].low += (uint64_t)square;
        part->sum[i].high += (uint64_t)(square >> 64);
        part->bin[i * BINS + bin_of(row[i])]++;
    }
}

void tally_merge(tally *t, const tally_part *part)
{
    for (size_t i = 0; i < t->count; i++) {
        t->whole->sum[i].sum += part->sum[i].sum;
        t->whole->sum[i].low += part->sum[i].low;
        t->whole->sum[i].high += part->sum[i].high;
    }
    for (size_t i = 0; i < t->count * BINS; i++)
        t->whole->bin[i] += part->bin[i];
}

/* The smallest outcome that at least a share of trials, in per cent, does not exceed. */
static uint64_t rank_of(uint64_t trials, unsigned per_cent)
{
    uint64_t rank = (trials * per_cent + 99) / 100;
    return rank ? rank - 1 : 0;
}

static double binned_quantile(const tally *t, size_t index, uint64_t rank)
{
    const uint32_t *bin = t->whole->bin + index * BINS;
    uint64_t seen = 0;
    for (size_t b = 0; b < BINS; b++) {
        seen += bin[b];
        if (seen > rank)
            return middle_of(b);
    }
    return 0;
}

static sol_estimate binned_estimate(const tally *t, size_t index, uint64_t trials)
{
    const sums *s = &t->whole->sum[index];
    double n = (double)trials, mean = (double)s->sum / n;
    /* Against cancellation: the mean's square is taken off in long double. */
    long double squares = (long double)s->high * 0x1p64L + (long double)s->low;
    long double spread = squares - (long double)s->sum * ((long double)s->sum / (long double)trials);
    double variance = n > 1 ? fmax(0, (double)(spread / (long double)(trials - 1))) : 0;
    return (sol_estimate){mean, sqrt(variance / n), binned_quantile(t, index, rank_of(trials, 5)),
                          binned_quantile(t, index, rank_of(trials, 50)),
                          binned_quantile(t, index, rank_of(trials, 95))};
}

static int compare_values(const void *a, const void *b)
{
    int64_t p = *(const int64_t *)a, q = *(const int64_t *)b;
    return (p > q) - (p < q);
}

static sol_estimate exact_estimate(const tally *t, size_t index, uint64_t trials)
{
    sol_wide sum = 0;
    bool is_sorted = true;
    for (uint64_t k = 0; k < trials; k++) {
        t->column[k] = t->row[k * t->count + index];
        sum += t->column[k];
        is_sorted = is_sorted && (k == 0 || t->column[k - 1] <= t->column[k]);
    }
    double n = (double)trials, mean = (double)sum / n, squares = 0;
    for (uint64_t k = 0; k < trials; k++) {
        double off = (double)t->column[k] - mean;
        squares += off * off;
    }
    if (!is_sorted)
        qsort(t->column, trials, sizeof *t->column, compare_values);
    double variance = n > 1 ? squares / (n - 1) : 0;
    return (sol_estimate){mean, sqrt(variance / n), (double)t->column[rank_of(trials, 5)],
                          (double)t->column[rank_of(trials, 50)], (double)t->column[rank_of(trials, 95)]};
}

sol_estimate tally_estimate(const tally *t, size_t index, uint64_t trials, double scale)
{
    SOL_CHECK(index < t->count && trials > 0 && trials <= t->trials);
    sol_estimate e = t->whole ? binned_estimate(t, index, trials) : exact_estimate(t, index, trials);
    return (sol_estimate){e.mean * scale, e.se * scale, e.p05 * scale, e.p50 * scale, e.p95 * scale};
}

double tally_mean(const tally *t, size_t index, uint64_t trials)
{
    sol_wide sum = t->whole ? t->whole->sum[index].sum : 0;
    for (uint64_t k = 0; !t->whole && k < trials; k++)
        sum += t->row[k * t->count + index];
    return (double)sum / (double)trials;
}

sol_proportion tally_proportion(double successes, double trials)
{
    const double z = 1.959963984540054; /* the normal distribution's 97.5 % point */
    double p = successes / trials, z2 = z * z / trials;
    double middle = (p + z2 / 2) / (1 + z2), half = z / (1 + z2) * sqrt(p * (1 - p) / trials + z2 / (4 * trials));
    return (sol_proportion){p, sqrt(p * (1 - p) / trials), p > 0 ? middle - half : 0, p < 1 ? middle + half : 1};
}
