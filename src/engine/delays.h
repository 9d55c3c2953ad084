/* Whole days of a delay by the word that it is drawn with: looked up where a word's neighbours have the same or one more, else worked out. */
#ifndef SOL_ENGINE_DELAYS_H
#define SOL_ENGINE_DELAYS_H

#include "solatium/arena.h"
#include "solatium/distribution.h"

#include <stdint.h>

/* Of words that are alike in their upper bits: up to `last` they have `day`, beyond it one more; day < 0: they differ by more. */
typedef struct delays_place {
    int32_t day;
    uint32_t last;
} delays_place;

typedef struct delays {
    const sol_distribution *distribution;
    int shift;           /* a word without its lower `shift` bits is its place in the table */
    delays_place *place; /* NULL: no table */
} delays;

/** The table of a distribution of days, which is kept; as large as about `draws` draws a trial justify. */
delays *delays_new(sol_arena *arena, const sol_distribution *distribution, size_t draws);

/** The whole days that sol_distribution_at gives for a word, from 0 to a thousand million. */
int32_t delays_worked_out(const delays *d, uint32_t word);

/** The same. */
static inline int32_t delays_at(const delays *d, uint32_t word)
{
    if (!d->place)
        return delays_worked_out(d, word);
    const delays_place *p = &d->place[word >> d->shift];
    return p->day < 0 ? delays_worked_out(d, word) : p->day + (word > p->last);
}

#endif
