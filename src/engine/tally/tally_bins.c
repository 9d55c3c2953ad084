/*
 * A value's distance from the centre is its own bin below 64; above there are 64 bins an octave. A bin knows its least and its greatest value.
 * There are 7,552 bins a number, of which most are never touched: the arena's memory comes from the system page by page, and what is zero
 * is not added.
 */
#include "engine/tally/tally_bins.h"

#include "base/check.h"

#include <math.h>

enum { OCTAVE = 64, SMALL = 64, HALF_BINS = SMALL + OCTAVE * 58, BINS = 2 * HALF_BINS };
_Static_assert((int)BINS == (int)TALLY_BINS, "room for one value a bin");

__extension__ typedef unsigned __int128 unsigned_wide;

/* Squares reach 10^36: their halves are summed apart. */
typedef struct sums {
    uint64_t trials;
    sol_wide sum;
    unsigned_wide low, high;
} sums;

typedef struct bin {
    int64_t least, most;
    uint64_t count;
} bin;

struct tally_part {
    size_t count;
    const int64_t *centre;
    int64_t *row; /* four */
    sums *sum;
    bin *bin; /* by number, then bin */
};

tally_part *tally_bins_new(sol_arena *arena, size_t count, const int64_t *centre)
{
    tally_part *part = SOL_TAKE(arena, 1, tally_part);
    part->count = count;
    part->centre = centre;
    part->row = SOL_TAKE(arena, 4 * count, int64_t);
    part->sum = SOL_TAKE(arena, count, sums);
    part->bin = SOL_TAKE(arena, count * BINS, bin);
    return part;
}

int64_t *tally_bins_row(tally_part *part, uint64_t trial)
{
    return part->row + trial % 4 * part->count;
}

static size_t bin_of(int64_t value, int64_t centre)
{
    bool is_below = value < centre;
    uint64_t size = is_below ? (uint64_t)centre - (uint64_t)value : (uint64_t)value - (uint64_t)centre;
    size_t place = size;
    if (size >= SMALL) {
        int octave = 63 - __builtin_clzll(size);
        place = SMALL + (size_t)(octave - 6) * OCTAVE + ((size >> (octave - 6)) - OCTAVE);
    }
    return is_below ? HALF_BINS - 1 - place : HALF_BINS + place;
}

static void add_bin(bin *to, const bin *more)
{
    to->least = to->count == 0 || more->least < to->least ? more->least : to->least;
    to->most = to->count == 0 || more->most > to->most ? more->most : to->most;
    to->count += more->count;
}

void tally_bins_add(tally_part *part, const int64_t *row)
{
    for (size_t i = 0; i < part->count; i++) {
        if (row[i] == TALLY_NONE)
            continue;
        uint64_t size = row[i] < 0 ? 0 - (uint64_t)row[i] : (uint64_t)row[i];
        unsigned_wide square = (unsigned_wide)size * size;
        part->sum[i].trials++;
        part->sum[i].sum += row[i];
        part->sum[i].low += (uint64_t)square;
        part->sum[i].high += (uint64_t)(square >> 64);
        add_bin(&part->bin[i * BINS + bin_of(row[i], part->centre[i])], &(bin){row[i], row[i], 1});
    }
}

void tally_bins_merge(tally_part *whole, const tally_part *part)
{
    for (size_t i = 0; i < whole->count; i++) {
        whole->sum[i].trials += part->sum[i].trials;
        whole->sum[i].sum += part->sum[i].sum;
        whole->sum[i].low += part->sum[i].low;
        whole->sum[i].high += part->sum[i].high;
    }
    for (size_t i = 0; i < whole->count * BINS; i++)
        if (part->bin[i].count)
            add_bin(&whole->bin[i], &part->bin[i]);
}

tally_sum tally_bins_sum(const tally_part *part, size_t index)
{
    return (tally_sum){part->sum[index].trials, part->sum[index].sum};
}

/* Shares are decimals: what rounding adds to trials times the share is no further trial. */
uint64_t tally_rank(uint64_t trials, double share)
{
    uint64_t rank = (uint64_t)ceil((double)trials * share * (1 - 1e-12));
    return rank ? rank - 1 : 0;
}

/* As if a bin's values were spread evenly between its least and its greatest. */
static double quantile(const tally_part *part, size_t index, uint64_t rank)
{
    const bin *b = part->bin + index * BINS, *end = b + BINS;
    uint64_t before = 0;
    for (; b < end && before + b->count <= rank; b++)
        before += b->count;
    SOL_CHECK(b < end);
    if (b->least == b->most)
        return (double)b->least;
    return (double)b->least + (double)(b->most - b->least) * ((double)(rank - before) / (double)(b->count - 1));
}

sol_estimate tally_bins_estimate(const tally_part *part, size_t index)
{
    const sums *s = &part->sum[index];
    const uint64_t trials = s->trials;
    if (trials == 0)
        return (sol_estimate){.support = SOL_OF_NONE};
    double n = (double)trials, mean = (double)s->sum / n;
    /* Against cancellation: the mean's square is taken off in long double. */
    long double squares = (long double)s->high * 0x1p64L + (long double)s->low;
    long double spread = squares - (long double)s->sum * ((long double)s->sum / (long double)trials);
    double variance = n > 1 ? fmax(0, (double)(spread / (long double)(trials - 1))) : 0;
    return (sol_estimate){.mean = mean,
                          .se = sqrt(variance / n),
                          .p05 = quantile(part, index, tally_rank(trials, 0.05)),
                          .p50 = quantile(part, index, tally_rank(trials, 0.5)),
                          .p95 = quantile(part, index, tally_rank(trials, 0.95)),
                          .support = tally_support(trials)};
}

double tally_bins_quantile(const tally_part *part, size_t index, double share)
{
    const uint64_t trials = part->sum[index].trials;
    return trials > 0 ? quantile(part, index, tally_rank(trials, share)) : 0;
}

size_t tally_bins_values(const tally_part *part, size_t index, tally_value value[static TALLY_BINS])
{
    const bin *b = part->bin + index * BINS;
    size_t count = 0;
    for (size_t k = 0; k < BINS; k++)
        if (b[k].count > 0)
            value[count++] = (tally_value){b[k].least + (b[k].most - b[k].least) / 2, b[k].count};
    return count;
}
