/*
 * Passes over columns of claims, one version for an instruction set each; all give the same numbers. A row whose total is 0 is not there.
 */
#ifndef SOL_ENGINE_COLUMNS_H
#define SOL_ENGINE_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Interest is counted in these parts of a unit: a billionth a day of a year of 365 days. */
#define COLUMNS_PARTS (INT64_C(365) * 1000000000)

/* Amounts below it are exact in doubles. */
#define COLUMNS_LIMIT (INT64_C(1) << 52)

/* Rows of a block, of which a pass says whether something is to be looked at in it. */
enum { COLUMNS_BLOCK = 64 };

/* Money by row: what a claim comes to, what has been paid of it, its principal. */
typedef struct columns_rows {
    size_t count;
    const int64_t *total;
    int64_t *paid, *principal;
} columns_rows;

/* Interest by row: `fraction` is what it is beyond the whole units that the total holds, in COLUMNS_PARTS. */
typedef struct columns_interest {
    size_t count;
    const int64_t *principal;
    int64_t *total, *fraction;
} columns_interest;

/* Shares of the total, kept from falling below what was paid, at a level that is a share of it. */
typedef struct columns_shares {
    int64_t fixed, below; /* of those whose share is no more than they were paid: what they have, and their totals */
    int64_t close;        /* rows whose share is within a part of it, the band, of what was paid */
} columns_shares;

/* A level of equal amounts, in parts of a unit: rows have clamp(anchor ± level) between two shares of the total, paid and total. */
typedef struct columns_equal {
    int64_t unit;                 /* parts of a unit */
    int64_t from, to, anchor;     /* parts of the total */
    int64_t sign;                 /* 1 or −1 */
    int64_t level_down, level_up; /* the level, rounded down and up to whole parts */
} columns_equal;

typedef struct columns_equals {
    int64_t fixed, anchors, free; /* parts: of those at a bound, anchors of the others; rows of the others */
} columns_equals;

/* Blocks of rows, out. */
typedef struct columns_blocks {
    uint32_t *block;
    size_t count;
} columns_blocks;

/* What is paid by a pass. */
typedef struct columns_payment {
    int64_t unit;      /* of payments */
    double goal, near; /* a row is to be looked at where paid + near >= goal · total */
    const columns_rows
        *of;         /* whole claims, if the pass goes by what a step sees of them; else NULL, and they are the rows */
    uint32_t *block; /* blocks with such rows, out; their number is block_count */
    size_t block_count;
    bool
        lacks; /* out, if `of` is given: somebody could be given a further unit of what is seen, or the last ones that settle his claim */
} columns_payment;

typedef struct columns_version {
    const char *name;
    /** Adds the interest of `parts` a unit of principal; gives what all totals gained. Needs amounts below COLUMNS_LIMIT / 2. */
    int64_t (*accrue)(const columns_interest *rows, int64_t parts);
    /** Whether no whole part of a total times a share is below what was paid. */
    bool (*is_free)(const columns_rows *rows, double share);
    /** The sums at a share, where nobody falls below what was paid; and the blocks with somebody whose share is no more than that. */
    columns_shares (*shares)(const columns_rows *rows, double share, double band, columns_blocks *below);
    columns_equals (*equals)(const columns_rows *rows, const columns_equal *level);
    /** The same at all levels between two, whole ones, of the blocks in which nobody changes his side of a bound; and the other blocks. */
    columns_equals (*equals_between)(const columns_rows *rows, const columns_equal *from, const columns_equal *to,
                                     columns_blocks *others);
    /** Pays by a share of totals, of what is outstanding, or by a level; gives what was paid. */
    int64_t (*pay_shares)(const columns_rows *rows, double share, columns_payment *payment);
    int64_t (*pay_outstanding)(const columns_rows *rows, double share, columns_payment *payment);
    int64_t (*pay_equals)(const columns_rows *rows, const columns_equal *level, columns_payment *payment);
    /** Pays what stands in the rows' `paid`, which is less than their totals or all of them; needs `of`. */
    int64_t (*pay_given)(const columns_rows *rows, columns_payment *payment);
    /** Marks the rows of a whole block that are to be looked at. */
    void (*mark)(const columns_rows *rows, size_t block, const columns_payment *payment, uint8_t mark[COLUMNS_BLOCK]);
} columns_version;

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t columns_versions(columns_version version[static 3]);

/* What interest adds to a unit of principal: in COLUMNS_PARTS, and near it in units. */
typedef struct columns_rate {
    int64_t parts;
    double near;
} columns_rate;

static inline columns_rate columns_rate_of(int64_t parts)
{
    return (columns_rate){parts, (double)parts / (double)COLUMNS_PARTS};
}

/** Adds interest to one claim. Needs what `accrue` needs. */
static inline void columns_accrue_one(int64_t principal, columns_rate rate, int64_t *total, int64_t *fraction)
{
    /* The quotient in double is off by one at most, which the rest, exact modulo 2^64, puts right. */
    int64_t whole = (int64_t)((double)principal * rate.near);
    int64_t rest =
        (int64_t)((uint64_t)principal * (uint64_t)rate.parts - (uint64_t)whole * (uint64_t)COLUMNS_PARTS) + *fraction;
    int64_t off = (rest >= COLUMNS_PARTS) + (rest >= 2 * COLUMNS_PARTS) - (rest < 0);
    *total += whole + off;
    *fraction = rest - off * COLUMNS_PARTS;
}

#endif
