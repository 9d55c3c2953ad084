/* The claimants of a run that are in a block. For the files of engine/lives/deaths.h. */
#ifndef SOL_ENGINE_DEATHS_RUN_H
#define SOL_ENGINE_DEATHS_RUN_H

#include "engine/lives/deaths.h"

/* From and to are counted from the block's first claimant. */
typedef struct deaths_run {
    size_t row, from, to;
} deaths_run;

static inline deaths_run deaths_run_of(const deaths *d, const deaths_block *block, size_t index)
{
    size_t from = d->run_first[index], to = d->run_first[index + 1], stop = block->first + block->count;
    return (deaths_run){d->run_row[index], from > block->first ? from - block->first : 0,
                        (to < stop ? to : stop) - block->first};
}

/* The first date not seen, by its definition, from the row's integrals. */
uint16_t deaths_by_definition(const deaths *d, size_t row, uint32_t word, double multiplier);

#endif
