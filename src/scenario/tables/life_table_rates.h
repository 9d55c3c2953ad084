/* The rates of a life table as they come in from a file, row by row; faults are told and reading goes on. */
#ifndef SOL_SCENARIO_LIFE_TABLE_RATES_H
#define SOL_SCENARIO_LIFE_TABLE_RATES_H

#include "scenario/text/csv.h"
#include "solatium/mortality.h"

#include <string.h>

enum { AGES_MAX = 131, CODES_MAX = 400, HEADER_LINES = 10, FAULTS_MAX = 20, SHOWN = 40, CODE_ROOM = 8 };

/** Those of the wanted sex and year. */
typedef struct rates {
    const sol_table_request *request;
    sol_arena *arena; /* of what goes with the file */
    sol_diagnostics *diagnostics;
    csv_reader csv;
    int first_age;
    size_t count;   /* ages seen, missing values included */
    size_t present; /* up to the last age with a value */
    double q[AGES_MAX];
    size_t closed;  /* before the rows at the end in which everybody dies */
    sol_place last; /* in the first of those rows; line 0: there is none */
    size_t faults;
    int year_from, year_to; /* seen, of the wanted country */
    size_t code_count;      /* countries seen */
    char (*code)[CODE_ROOM];
} rates;

static inline sol_place rates_place(const rates *r, const csv_field *field)
{
    return source_place(r->csv.source, field->from, field->to);
}

/* A fault of a field whose text the format names. */
#define REFUSE(r, field_, id, hint, format)                                                                            \
    ((r)->faults++, sol_diagnostics_add((r)->diagnostics, SOL_ERROR, id, rates_place((r), (field_)), hint, format,     \
                                        (field_)->length < SHOWN ? (int)(field_)->length : SHOWN, (field_)->text))

/* One of the file as a whole. */
#define REFUSE_FILE(r, id, hint, ...)                                                                                  \
    ((r)->faults++,                                                                                                    \
     sol_diagnostics_add((r)->diagnostics, SOL_ERROR, id, source_whole((r)->csv.source), hint, __VA_ARGS__))

static inline bool rates_is_text(const csv_field *field, const char *text)
{
    return strlen(text) == field->length && memcmp(field->text, text, field->length) == 0;
}

/** A whole number of at most four digits, or −1. */
int rates_small_number(const csv_field *field);

/** Whether an age is that of the open interval, such as `110+`. */
bool rates_is_open_age(const csv_field *age);

/** Takes a row of the wanted sex and year. An age whose value is missing may stand at the end only; the table then ends before it. */
void rates_take(rates *r, const csv_field *age_field, const csv_field *q_field);

/**
 * Looks at the end of a table that has ages: the force of the last closed one is kept past it, and rows at the end in which everybody dies are the
 * open interval, not closed ages, which is warned of.
 *
 * Gives    false and an error: there is no closed age, or its force is 0
 */
bool rates_have_closed_ages(rates *r);

#endif
