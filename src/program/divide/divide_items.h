/* Lists of values for `divide`: from an option or a column of a file, each with its place. */
#ifndef SOL_PROGRAM_DIVIDE_ITEMS_H
#define SOL_PROGRAM_DIVIDE_ITEMS_H

#include "program/session/program.h"

typedef struct item {
    const char *text; /* NUL-terminated, blanks around it taken off */
    sol_place place;
} item;

typedef struct items {
    size_t count;
    const item *item; /* NULL: not given */
} items;

/** The values of an option's argument, separated by commas. */
items items_of_argument(sol_arena *arena, const argument *given);

/** What else is known of an option's list: how many values it should have (0: not known), and what none of them is larger than. */
typedef struct items_known {
    size_t count;
    double most; /* INFINITY: not known */
} items_known;

/** Whether the commas of a list separate its values beyond doubt, by base/commas.h and by what is known; false and an error (U314). */
bool items_are_separate(program_session *session, const argument *given, items_known known);

/** Columns of claims.csv; those that it does not have are NULL. */
typedef struct items_file {
    items id, claim, weight, age, survival;
} items_file;

/** Reads a CSV file as a scenario's are read; false and errors (S0xx, S5xx) when it is none or holds no claim. */
bool items_read_file(program_session *session, const argument *path, items_file *file);

/** Numbers above `above` and at most `most`; false and errors at those that are not. */
bool items_numbers(program_session *session, items list, double above, double most, double *number);

#endif
