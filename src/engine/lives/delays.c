#include "engine/lives/delays.h"

#include "solatium/random.h"

#include <math.h>

enum { LEAST_BITS = 6, MOST_BITS = 14, FINER_TABLES = 256, DAYS_MOST = 1000000000 };

int32_t delays_worked_out(const delays *d, uint32_t word)
{
    double days = floor(sol_distribution_at(d->distribution, sol_uniform_from_word(word)));
    return (int32_t)fmin(fmax(days, 0), DAYS_MOST);
}

/* Kinds whose values rise with the word. */
static bool rises(const sol_distribution *d)
{
    return d->kind != SOL_CHOICE;
}

/* The words of a place, from its first one on. */
static delays_place place_of(const delays *d, uint32_t first, uint32_t last)
{
    int32_t day = delays_worked_out(d, first), more = delays_worked_out(d, last) - day;
    if (more == 0)
        return (delays_place){day, last};
    if (more > 1)
        return (delays_place){DELAYS_APART, last};
    while (last - first > 1) {
        uint32_t middle = first + (last - first) / 2;
        if (delays_worked_out(d, middle) == day)
            first = middle;
        else
            last = middle;
    }
    return (delays_place){day, first};
}

/* Words of a place that differ by a few days: a table of their own, as long as there are few of those. */
static void refine(delays *d, delays_place *place, uint32_t first)
{
    enum { SIZE = 1 << DELAYS_FINER_BITS };
    const int shift = d->shift - DELAYS_FINER_BITS;
    int32_t more = delays_worked_out(d, first | ((UINT32_C(1) << d->shift) - 1)) - delays_worked_out(d, first);
    if (d->finer_count == FINER_TABLES || more > SIZE)
        return;
    *place = (delays_place){DELAYS_FINER, (uint32_t)d->finer_count * SIZE};
    for (uint32_t k = 0; k < SIZE; k++) {
        uint32_t from = first | k << shift;
        d->finer[place->last + k] = place_of(d, from, from | ((UINT32_C(1) << shift) - 1));
    }
    d->finer_count++;
}

int32_t delays_looked_up(const delays *d, uint32_t word, const delays_place *place)
{
    if (place->day == DELAYS_APART)
        return delays_worked_out(d, word);
    uint32_t k = word >> (d->shift - DELAYS_FINER_BITS) & ((1U << DELAYS_FINER_BITS) - 1);
    const delays_place *p = &d->finer[place->last + k];
    return p->day < 0 ? delays_worked_out(d, word) : p->day + (word > p->last);
}

delays *delays_new(sol_arena *arena, const sol_distribution *distribution, size_t draws)
{
    delays *d = SOL_TAKE(arena, 1, delays);
    d->distribution = distribution;
    int bits = LEAST_BITS;
    while (bits < MOST_BITS && (size_t)1 << bits < draws)
        bits++;
    if (!rises(distribution) || draws < (size_t)1 << LEAST_BITS)
        return d;
    d->shift = 32 - bits;
    d->place = SOL_TAKE(arena, (size_t)1 << bits, delays_place);
    d->finer = bits == MOST_BITS ? SOL_TAKE(arena, (size_t)FINER_TABLES << DELAYS_FINER_BITS, delays_place) : NULL;
    for (uint32_t place = 0; place < UINT32_C(1) << bits; place++) {
        uint32_t first = place << d->shift;
        d->place[place] = place_of(d, first, first | (UINT32_MAX >> bits));
        if (d->place[place].day == DELAYS_APART && bits == MOST_BITS)
            refine(d, &d->place[place], first);
    }
    return d;
}
