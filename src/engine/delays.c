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
    d->day = SOL_TAKE(arena, (size_t)1 << bits, int32_t);
    for (uint32_t place = 0; place < UINT32_C(1) << bits; place++) {
        uint32_t first = place << d->shift, last = first | (UINT32_MAX >> bits);
        int32_t day = delays_worked_out(d, first);
        d->day[place] = delays_worked_out(d, last) == day ? day : -1;
    }
    return d;
}
