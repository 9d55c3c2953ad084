/* Ordinary scenarios side by side: none should cost many times what another does. */
#ifndef ENGINE_MATRIX_H
#define ENGINE_MATRIX_H

#include <stddef.h>

/* What a scenario has beside two groups, nine tenths and one tenth of the people, money at each of forty dates for three fifths of the claims. */
typedef struct matrix_row {
    const char *name;
    const char *heirs;   /* of all */
    const char *second;  /* of the second group */
    const char *third;   /* another group, of one */
    const char *earmark; /* of a quarter of the money */
    const char *office, *payments, *allocation;
} matrix_row;

/* All of them with so many people, or those whose name begins so; the slowest beside the fastest at the end. */
void engine_print_matrix(const char *wanted, size_t people);

/* The head of a table, and one row; gives its floors. */
void engine_print_head(const char *title);
double engine_print_row(const matrix_row *row, size_t people);

/* So many drawn from the language by a seed, each with its text; how their floors are spread at the end. */
void engine_print_random(size_t count, size_t people);

#endif
