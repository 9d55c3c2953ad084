/* Scenarios to begin with: files of this folder, in the program as they are written, with places for what differs. */
#ifndef SOL_PROGRAM_TEMPLATE_H
#define SOL_PROGRAM_TEMPLATE_H

#include "solatium/arena.h"
#include "solatium/date.h"

typedef struct template_row {
    const char *name; /* "joint-fund" */
    const char *text;
} template_row;

extern const template_row template_table[];
extern const size_t template_count;

/* A register, and how it is read. */
typedef struct template_register {
    const char *file;             /* from the scenario's folder */
    const char *sheet, *encoding; /* NULL: not said */
    size_t named_count;           /* columns whose headers are said, "claim" and "판결금액" */
    const char *const *column, *const *header;
} template_register;

typedef struct template_values {
    const char *currency, *country;
    const template_register *claimants; /* NULL: groups are made up */
    sol_date start;
} template_values;

/**
 * Fills a template in. @currency@ and @country@ stand for themselves, @register@ for `file` and, where something is said of it, `columns`, @start@ and @start+18mo@ for days, @money 300@ for an
 * amount of so many thousand dollars or euros, hundred thousand yen, million won. Between the lines %if register, %else and %end stands what
 * there is with a register, and without.
 */
const char *template_fill(sol_arena *arena, const char *text, const template_values *values);

#endif
