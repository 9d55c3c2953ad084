/* Whole days of a delay by the word that it is drawn with: looked up where a word's neighbours have the same, else worked out. */
#ifndef SOL_ENGINE_DELAYS_H
#define SOL_ENGINE_DELAYS_H

#include "solatium/arena.h"
#include "solatium/distribution.h"

#include <stdint.h>

typedef struct delays {
    const sol_distribution *distribution;
    int shift;    /* a word without its lower `shift` bits is its place in the table */
    int32_t *day; /* by place: the whole days of all its words, or −1 where they differ; NULL: no table */
} delays;

/** The table of a distribution of days, which is kept; as large as about `draws` draws a trial justify. */
delays *delays_new(sol_arena *arena, const sol_distribution *distribution, size_t draws);

/** The whole days that sol_distribution_at gives for a word, from 0 to a thousand million. */
int32_t delays_worked_out(const delays *d, uint32_t word);

/** The same. */
static inline int32_t delays_at(const delays *d, uint32_t word)
{
    int32_t day = d->day ? d->day[word >> d->shift] : -1;
    return day < 0 ? delays_worked_out(d, word) : day;
}

#endif
