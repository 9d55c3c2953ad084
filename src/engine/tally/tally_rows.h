/* All numbers of many trials, packed block by block; for engine/tally/tally.c. */
#ifndef SOL_ENGINE_TALLY_ROWS_H
#define SOL_ENGINE_TALLY_ROWS_H

#include "solatium/arena.h"

#include <stdint.h>

typedef struct tally_rows tally_rows;

tally_rows *tally_rows_new(sol_arena *arena, size_t count);

/** Makes room for a block of rows behind those opened before, which are final and packed: each number in the bytes that its block needs. */
void tally_rows_open(tally_rows *rows, uint64_t first, uint64_t count);

/** A row of the open block. */
int64_t *tally_rows_row(tally_rows *rows, uint64_t trial);

/** One number of the first `trials` trials, in their order. */
void tally_rows_column(const tally_rows *rows, size_t index, uint64_t trials, int64_t *column);

#endif
