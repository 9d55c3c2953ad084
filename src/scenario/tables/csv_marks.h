/* What the header of a column says beside its name: 청구금액(천원), 생년월일(음력). */
#ifndef SOL_SCENARIO_CSV_MARKS_H
#define SOL_SCENARIO_CSV_MARKS_H

#include "scenario/reader/reader.h"
#include "scenario/tables/csv_columns.h"

/** A header taken apart; `mark` is NULL where it is a name and nothing else. */
typedef struct csv_marked {
    size_t name_length;
    const char *mark;
    size_t mark_length;
    bool is_bracketed;
} csv_marked;

csv_marked csv_mark_split(const csv_field *header);

/** What a mark is to a column. */
typedef enum csv_mark_sense {
    MARK_FOREIGN, /* nothing that is known */
    MARK_PLAIN,   /* values are as they would be without it */
    MARK_UNIT,    /* each value has this unit behind it */
    MARK_WRONG    /* values are not what the column holds */
} csv_mark_sense;

typedef struct csv_mark {
    csv_mark_sense sense;
    const char *unit;         /* MARK_UNIT */
    const char *currency;     /* that an amount's unit names; NULL: none */
    sol_quantity_fault fault; /* MARK_WRONG: without its place */
} csv_mark;

/** What the mark of a header means for a column that holds something; the arena has what it needs. */
csv_mark csv_mark_read(const reader *r, const csv_field *header, csv_holds holds);

/** Whether a header holds a word or sign by which people say units, whatever of it is read. */
bool csv_mark_may_be_unit(const csv_field *header);

/**
 * A value with the unit that its header says, as if it were written behind it.
 *
 * Shape    the text of `made` is in the arena, where the value does not have that unit itself
 * Gives    false and a fault: the value has another unit
 */
bool csv_mark_join(sol_arena *arena, const char *unit, const csv_field *field, csv_field *made,
                   sol_quantity_fault *fault);

#endif
