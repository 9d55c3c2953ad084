/* Levers: the values that a study gives one scalar of a scenario, written as a range or a list. */
#ifndef SOL_STUDY_LEVER_H
#define SOL_STUDY_LEVER_H

#include "solatium/scenario.h"
#include "solatium/study.h"

enum { LEVER_VALUES_MAX = 10000 };

/* A number with what stands around it: "-1.50 bn KRW" is −150, two decimals, " bn KRW". */
typedef struct lever_number {
    int64_t digits;
    int decimals;
    const char *unit; /* behind the number, as written */
} lever_number;

/** Reads a decimal number, its digits grouped or not, with a unit behind it; false if the text does not begin with a number of at most 17 digits. */
bool lever_number_read(const char *text, size_t length, sol_arena *arena, lever_number *number);

/** Writes it. */
const char *lever_number_write(sol_arena *arena, lever_number number);

/** Writes an amount exactly, in the largest unit that it reaches: 44m JPY, 1.07421875m USD. */
const char *lever_amount_write(sol_arena *arena, int64_t units, const sol_currency *currency);

/** Brings two numbers to the same decimals; false if that passes 64 bits. */
bool lever_numbers_align(lever_number *a, lever_number *b);

/** Writes the smaller of two scales in the larger: 500m KRW beside 2bn KRW is 0.5bn KRW. False where their units differ otherwise. */
bool lever_numbers_scale(lever_number *a, lever_number *b);

/** A value of a lever as a number on its axis: dates as days, others as they are written; false for names. */
bool lever_axis(const char *value, double *position);

/** Whether a key is of how it is simulated (trials, seed), which a study gives all its points alike; then an error is added. */
bool lever_is_of_simulation(const char *key, sol_diagnostics *diagnostics);

/** A span as `18mo`, `2y`, `90d`, `6w`. */
bool lever_span_read(const char *text, size_t length, sol_span *span);

/** A date as `2019-06-19`. */
bool lever_date_read(const char *text, size_t length, sol_date *date);

#endif
