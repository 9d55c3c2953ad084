/* Rows in the order of a pay date of theirs. */
#ifndef SOL_ENGINE_LISTING_H
#define SOL_ENGINE_LISTING_H

#include "solatium/arena.h"

#include <stdint.h>

typedef struct listing listing;

/** Room to list so many rows by one of so many pay dates. */
listing *listing_new(sol_arena *arena, size_t rows, size_t dates);

/**
 * Lists rows by a pay date of theirs, in order; those of no pay date (`dates`) come last.
 *
 * Gives    `list` by place, and by pay date the place of the first of its rows, up to `dates`
 */
void list_by(listing *l, const uint16_t *date, uint32_t *first, uint32_t *list);

#endif
