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

typedef struct field {
    const char *key;
    field_kind kind;
    bool
        is_newer; /* not in every saved result: then an estimate is of no trial, a number `otherwise`, a count that at `counted_at` */
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

#endif
