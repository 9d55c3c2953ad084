/* The keys of a saved result, one row each: what writes them and what reads them back follow the same tables. */
#ifndef SOL_RESULT_FIELDS_H
#define SOL_RESULT_FIELDS_H

#include "solatium/result.h"

#include <stddef.h>

typedef enum field_kind {
    FIELD_ESTIMATE,
    FIELD_PROPORTION,
    FIELD_NUMBER, /* double; null is infinity */
    FIELD_COUNT,  /* size_t */
    FIELD_WHOLE,  /* uint64_t, as a text of digits beyond 2^53 */
    FIELD_DIGITS, /* int, 0 … 4 */
    FIELD_TEXT,   /* null: NULL */
    FIELD_DATE,
    FIELD_FLAG,
    FIELD_WORD, /* sol_word */
    FIELD_REACH,
    FIELD_OBJECT, /* of the same struct: its `rows` */
    FIELD_TEXTS,  /* count at `count_offset` */
    FIELD_LIST    /* of structs: `rows`, `size`, count at `count_offset` */
} field_kind;

/* What a figure can be; a proportion is a share without being told. One row each in possible.c. */
typedef enum field_range {
    RANGE_ANY,
    RANGE_SHARE,
    RANGE_SIZE, /* of amounts, ages, firms: 0 or more */
    RANGE_TRIALS,
    RANGE_PAY_DATES,
    RANGE_CLAIMANTS,
    RANGE_PEOPLE, /* some of the result's claimants */
    RANGE_TIME,   /* a date from the result's start to its end */
    FIELD_RANGES
} field_range;

typedef struct field {
    const char *key;
    field_kind kind;
    field_range range;
    const char *not_above; /* keys of the same rows: what the figure may not exceed, */
    const char *not_below; /* and not fall short of */
    bool rises;            /* from one item of its list to the next */
    bool
        is_newer; /* not in every saved result: then an estimate is of no trial, a text NULL, a number `otherwise`, a count that at `counted_at` */
    bool is_occasional; /* an estimate that is not written where it is of no trial, and so not in every result */
    double otherwise;
    size_t counted_at;
    size_t offset;
    const struct field *rows; /* ended by a row without key */
    size_t count_offset, size;
} field;

/** The fields of sol_result, and of sol_verdict by itself (the first stands under `verdict`, all of several under `goals`). */
extern const field field_table[];
extern const field field_verdict_table[];

/** Figures that add up to another, by their paths: of estimates the means. Ended by a row without whole. */
enum { FIELD_PARTS_MAX = 8 };
typedef struct field_sum {
    const char *whole, *part[FIELD_PARTS_MAX];
} field_sum;
extern const field_sum field_sums[];

#endif
