/* Diagnostics: what is wrong with an input, where, why, and the way out. Wrong input is data, never an exit. */
#ifndef SOLATIUM_DIAGNOSTIC_H
#define SOLATIUM_DIAGNOSTIC_H

#include "solatium/arena.h"

#include <stdbool.h>
#include <stdint.h>

/** A text that was read: a file, standard input, a CSV or an argument of the command line. */
typedef struct sol_source {
    const char *name; /* as a person would open it */
    const char *text; /* UTF-8, whatever it was read from */
    size_t length;    /* bytes */
    char separator;   /* of a table's fields; 0: no table, or commas */
    /**
     * The sheet of a spreadsheet, or NULL. Its text has a line a row and a tab between cells (inside of them are other controls), and
     * places in it are cells: lines are its rows, columns its columns.
     */
    const char *sheet;
} sol_source;

/** A stretch of a source; 1-based, columns count characters; line 0: the source as a whole. */
typedef struct sol_place {
    const sol_source *source; /* NULL: nowhere in particular */
    uint32_t line, column;
    uint32_t end_line, end_column; /* the first character behind the stretch */
} sol_place;

typedef enum sol_severity { SOL_ERROR, SOL_WARNING } sol_severity;

typedef struct sol_diagnostic {
    sol_severity severity;
    const char *id; /* stable, such as "S103" */
    sol_place place;
    const char *message; /* lower case, no full stop */
    const char *hint;    /* the way out, or NULL */
} sol_diagnostic;

typedef struct sol_diagnostics sol_diagnostics;

enum { SOL_DIAGNOSTICS_KEPT = 1000 }; /* further ones are counted, not kept */

/** Makes an empty list that lives in `arena`. Errors as protect.h says; bare, NULL. */
sol_diagnostics *sol_diagnostics_new(sol_arena *arena);

/** Adds one; `hint` may be NULL; `message` and `hint` are copied. A copy of one already listed (id, place, message) is dropped.
 * Errors as protect.h says; bare, one that memory is missing for is counted, not kept. */
void sol_diagnostics_add(sol_diagnostics *list, sol_severity severity, const char *id, sol_place place,
                         const char *hint, const char *format, ...) __attribute__((format(printf, 6, 7)));

/** From here on warnings about what is read (ids S…) are errors, also in what is made of a document that is read with this list. */
void sol_diagnostics_be_strict(sol_diagnostics *list);
bool sol_diagnostics_are_strict(const sol_diagnostics *list);

/** Adds those of another list, and the number of those that it did not keep. */
void sol_diagnostics_join(sol_diagnostics *list, const sol_diagnostics *other);

/** Number kept, and number of errors ever added (also of those not kept). */
size_t sol_diagnostics_count(const sol_diagnostics *list);
size_t sol_diagnostics_errors(const sol_diagnostics *list);
size_t sol_diagnostics_dropped(const sol_diagnostics *list);

/** The i-th in the order of sources as first named, then of place; bare, NULL if there is none. */
const sol_diagnostic *sol_diagnostics_get(const sol_diagnostics *list, size_t i);

/** Puts the list into that order; stable. */
void sol_diagnostics_sort(sol_diagnostics *list);

#endif
