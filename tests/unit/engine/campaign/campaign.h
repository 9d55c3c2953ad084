/* Random scenarios over the whole language: trials of the program are held against the model's own. */
#ifndef CAMPAIGN_H
#define CAMPAIGN_H

#include <stddef.h>
#include <stdint.h>

typedef struct campaign {
    size_t compared, refused, passed_over; /* scenarios: refused by the reader; with a known difference */
    size_t by_history;                     /* trials that were walked by common histories too */
    size_t numbers;                        /* compared */
} campaign;

/**
 * Compares the trials 0 … trials − 1 of the scenarios with numbers from `from` to before `to`: person by person, by
 * the common histories of claims where they have some, and by whichever way the simulation goes when nobody asks for single persons. A difference fails the test and names the scenario, which is printed.
 */
campaign campaign_run(uint64_t from, uint64_t to, int trials);

#endif
