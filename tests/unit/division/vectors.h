/* The rows of tests/vectors: published and recomputed divisions. */
#ifndef SOL_TESTS_VECTORS_H
#define SOL_TESTS_VECTORS_H

#include "solatium/division.h"

enum { VECTOR_ROWS = 100 };

typedef struct vector {
    char name[64], rule[32], method[16], params[128];
    size_t count;
    int64_t unit; /* amounts are multiplied by it, so that fractional ones are whole */
    sol_money endowment, claim[VECTOR_ROWS];
    double award[VECTOR_ROWS]; /* multiplied too */
} vector;

/** Calls `check` for each row of tests/vectors/`file` and gives their number. */
size_t vectors_each(const char *file, void (*check)(const vector *v));

/** The numbers of "key=1|3/2|2" in a row's parameters into `value`; their count, or 0. */
size_t vectors_parameter(const vector *v, const char *key, double *value);

/** The problem of a row. */
sol_claims_problem vectors_problem(const vector *v);

#endif
