/*
 * The fingerprint of what a scenario says: each value as it was read, so that line ends, comments, the order of keys and the way a number is
 * written do not matter. Every function that reads a value (value_… of reader.h) takes note of it; a scalar that none of them read
 * counts as it is written.
 */
#ifndef SOL_SCENARIO_CONTENT_H
#define SOL_SCENARIO_CONTENT_H

#include "scenario/text/node.h"
#include "scenario/text/rows.h"

struct reader;

typedef struct content {
    row_list values; /* content_value: by key, what was read */
    row_list nodes;  /* const sol_node *: that it was read from */
    int pauses;      /* above 0: what is read is no part of the content: how many trials, where a file stands */
} content;

/** Begins an empty one. */
content content_begin(sol_arena *arena);

/** Takes note of what was read from a node, at the reader's path: as printf would write it. Gives true. */
bool content_take(struct reader *r, const sol_node *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
bool content_take_distribution(struct reader *r, const sol_node *node, const char *unit, const sol_distribution *d);

/** How many nodes were read so far. */
static inline size_t content_count(const content *c)
{
    return c->nodes.count;
}

/** SHA-256 of all of a scenario that was read without an error, but for the number of trials and their seed; hexadecimal. */
const char *content_digest(struct reader *r);

#endif
