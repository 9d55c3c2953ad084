/* Whole days of a delay by the word that it is drawn with: looked up where a word's neighbours have the same or one more, else worked out. */
#ifndef SOL_ENGINE_DELAYS_H
#define SOL_ENGINE_DELAYS_H

#include "solatium/arena.h"
#include "solatium/distribution.h"

#include <stdint.h>

/*
 * Of words that are alike in their upper bits: up to `last` they have `day`, beyond it one more. Where they differ by more: DELAYS_APART, or
 * with some of them a finer table, `last` its place there.
 */
enum { DELAYS_APART = -1, DELAYS_FINER = -2, DELAYS_FINER_BITS = 6 };

typedef struct delays_place {
    int32_t day;
    uint32_t last;
} delays_place;

typedef struct delays {
    const sol_distribution *distribution;
    int shift;           /* a word without its lower `shift` bits is its place in the table */
    delays_place *place; /* NULL: no table */
    delays_place *finer; /* tables of one place each, by the next DELAYS_FINER_BITS */
    size_t finer_count;
} delays;

/** The table of a distribution of days, which is kept; as large as about `draws` draws a trial justify. */
delays *delays_new(sol_arena *arena, const sol_distribution *distribution, size_t draws);

/** The whole days that sol_distribution_at gives for a word, from 0 to a thousand million. */
int32_t delays_worked_out(const delays *d, uint32_t word);

/** The same by a place where words differ by more than a day. */
int32_t delays_looked_up(const delays *d, uint32_t word, const delays_place *place);

/** The same. */
static inline int32_t delays_at(const delays *d, uint32_t word)
{
    if (!d->place)
        return delays_worked_out(d, word);
    const delays_place *p = &d->place[word >> d->shift];
    return p->day < 0 ? delays_looked_up(d, word, p) : p->day + (word > p->last);
}

#endif
