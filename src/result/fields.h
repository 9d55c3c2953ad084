/* The keys of a saved result, one row each: what writes them and what reads them back follow the same tables. */
#ifndef SOL_RESULT_FIELDS_H
#define SOL_RESULT_FIELDS_H

#include "solatium/result.h"

#include <stddef.h>

typedef enum field_kind {
    FIELD_ESTIMATE,
    FIELD_PROPORTION,
    FIELD_NUMBER, /* double; null, where it may be, is infinity */
    FIELD_COUNT,  /* size_t */
    FIELD_WHOLE,  /* uint64_t, as a text of digits beyond 2^53 */
    FIELD_DIGITS, /* int, 0 … 4 */
    FIELD_TEXT,   /* likewise NULL */
    FIELD_DATE,
    FIELD_FLAG,
    FIELD_WORD, /* sol_word */
    FIELD_REACH,
    FIELD_OBJECT, /* its `rows`, of the struct at `offset`; the same struct where that is 0 */
    FIELD_TEXTS,  /* count at `count_offset` */
    FIELD_LIST    /* of structs: `rows`, `size`, count at `count_offset` */
} field_kind;

/* What a figure can be; a proportion is a share without being told. One row each in possible.c. */
typedef enum field_range {
    RANGE_ANY,
    RANGE_SHARE,
    RANGE_CONFIDENCE,
    RANGE_AGE,
    RANGE_HEADS, /* firms and their members */
    RANGE_MONEY, /* minor units */
    RANGE_GAIN,  /* likewise, but it may be a loss */
    RANGE_TRIALS,
    RANGE_PAY_DATES,
    RANGE_CLAIMANTS,
    RANGE_PEOPLE, /* some of the result's claimants */
    RANGE_TIME,   /* a date from the result's start to its end */
    FIELD_RANGES
} field_range;

/* Of how many trials a figure is, which bounds its standard error. */
typedef enum field_trials {
    OF_ALL,
    OF_COUNTED, /* those in which the goal of the rows, or the first, counts anybody */
    OF_SOME     /* it does not say */
} field_trials;

typedef struct field {
    const char *key;
    field_kind kind;
    field_range range;
    const char *not_above; /* keys of the same rows: what the figure may not exceed, */
    const char *not_below; /* and not fall short of */
    bool rises;            /* from one item of its list to the next */
    size_t at_start;       /* of a list of dates: where the result has what it is at start, as a size_t; 0: nowhere */
    size_t at_end;         /* likewise: where it has what it is at `end`, as an estimate; 0: nowhere */
    bool is_stock;         /* likewise: what there is on a day; else what has come to be up to it */
    bool never_falls;      /* likewise: it stays or rises, an estimate by its mean */
    bool
        may_be_null; /* elsewhere null is as if it were missing; an estimate or a proportion: whether it may be of no trial */
    bool tells_confidence; /* an estimate: with its quantile at the first goal's confidence */
    field_trials of;
    const char *(*misfit)(sol_arena *,
                          const void *base); /* why it cannot stand beside the others of its rows; NULL: it can */
    bool
        is_newer; /* not in every saved result: then an estimate is of no trial, a text NULL, a date never, a list empty, an object made of such, a flag false, a number `otherwise`, a count that at `counted_at` */
    bool
        is_occasional; /* an estimate that is not written where it is of no trial, a flag that is not where it is false */
    double otherwise;
    size_t counted_at;
    size_t offset;
    const struct field *rows; /* ended by a row without key */
    size_t count_offset, size;
} field;

/** The fields of sol_result, and of sol_verdict by itself (the first stands under `verdict`, all of several under `goals`). */
extern const field field_table[];
extern const field field_verdict_table[];

/**
 * Figures that add up to as much as others, by their paths: of estimates the means; "groups[].count" is the sum over a list, "timeline[]"
 * its length. Ended by a row without whole.
 */
enum { FIELD_PARTS_MAX = 8, FIELD_WHOLES_MAX = 3 };
typedef struct field_sum {
    const char *whole[FIELD_WHOLES_MAX], *part[FIELD_PARTS_MAX];
    bool may_be_empty; /* the list may have been left out */
} field_sum;
extern const field_sum field_sums[];

#endif
