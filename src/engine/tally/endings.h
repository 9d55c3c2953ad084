/*
 * What has become of claims when a trial has run, a block of rows at a time; one version for an instruction set each, all give the same
 * numbers.
 */
#ifndef SOL_ENGINE_ENDINGS_H
#define SOL_ENGINE_ENDINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Rows that are looked at together. */
enum { ENDINGS_BLOCK = 64 };

/* Columns by row, as in claims.h and accounts.h. */
typedef struct endings_columns {
    const uint8_t *flags, *standing, *in_time, *late; /* standing: of the first goal, as in timely.h */
    const uint8_t *kind;                              /* whether claims lapse in the trial: as in claims.h */
    const uint16_t *unseen, *death;
    const uint16_t *eligible; /* once dead: when there is somebody to be paid too */
    const int64_t *paid, *paid_in_life, *claimed;
    const int64_t *before; /* NULL: nobody was paid before */
    bool bear_interest;    /* else claims come to what they were at start, unless they are refused or not due */
    uint16_t by;           /* pay dates not after the first goal's day */
    uint16_t end, goal;    /* `end` and the first goal's day among survival dates */
    uint16_t buried;       /* pay dates whose deaths have been noted */
    const uint8_t *state;  /* by ending: a number below ENDINGS_LIFE */
} endings_columns;

/* An ending: the flags of a claim, which are below these, and what its claimant came to. */
enum { ENDING_IN_TIME = 8, ENDING_LATE = 16, ENDING_PAID_IN_LIFE = 32, ENDING_PAID_TO_ESTATE = 64, ENDINGS = 128 };

/* How far a claimant came: dead on the first goal's day, and before a pay date on which he was eligible or not; or alive on it, or at `end`. */
enum { ENDINGS_SAW_MONEY, ENDINGS_SAW_NONE, ENDINGS_OUTLIVES_GOAL, ENDINGS_OUTLIVES_END };

/*
 * A head: the state of an ending; times ENDINGS_LIFE how far he came; whether he could be in time, was living at start, is counted by the
 * first goal.
 */
enum { ENDINGS_LIFE = 16, ENDINGS_COULD = 64, ENDINGS_LIVING = 128, ENDINGS_COUNTED = 256, ENDINGS_HEADS = 512 };

/* Of a block: what its claims come to, in where they bear interest; what was paid in life and to estates in the trial, and heads, out. */
typedef struct endings_block {
    size_t from, count;
    int64_t total[ENDINGS_BLOCK], in_life[ENDINGS_BLOCK], to_estate[ENDINGS_BLOCK];
    uint16_t head[ENDINGS_BLOCK];
    bool some_saw_none; /* of those living at start whom the first goal counts */
} endings_block;

/* A sum of amounts, in two parts that cannot overflow: high · 2^32 + low. */
typedef struct endings_wide {
    int64_t high, low;
} endings_wide;

typedef struct endings_sums {
    int64_t in_life, to_estates;
    endings_wide ever,
        whole; /* paid in life, before start too, and all that is claimed, of unflagged claims of those living at start */
    endings_wide interest, owed; /* of claims that bear it, of unflagged ones, whose claimants are entitled by `end` */
    uint32_t head[ENDINGS_HEADS];
} endings_sums;

typedef struct endings_version {
    const char *name;
    void (*add)(const endings_columns *columns, endings_block *block, endings_sums *sums);
} endings_version;

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t endings_versions(endings_version version[static 3]);

#endif
