#include "engine/delays.h"

#include "solatium/random.h"

#include <math.h>

enum { LEAST_BITS = 6, MOST_BITS = 14, DAYS_MOST = 1000000000 };

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
        return (delays_place){-1, last};
    while (last - first > 1) {
        uint32_t middle = first + (last - first) / 2;
        if (delays_worked_out(d, middle) == day)
            first = middle;
        else
            last = middle;
    }
    return (delays_place){day, first};
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
    for (uint32_t place = 0; place < UINT32_C(1) << bits; place++) {
        uint32_t first = place << d->shift;
        d->place[place] = place_of(d, first, first | (UINT32_MAX >> bits));
    }
    return d;
}
