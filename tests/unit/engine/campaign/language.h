/* Random small scenarios over the whole language, as texts: what one number gives is always the same. */
#ifndef LANGUAGE_H
#define LANGUAGE_H

#include "solatium/arena.h"

#include <stdint.h>

/* Files that a scenario may name beside it. */
#define LANGUAGE_PEOPLE "people.csv"
#define LANGUAGE_TABLE "table.csv"

typedef struct language_texts {
    const char *scenario;
    const char *people, *table; /* what the files hold; NULL: not named */
} language_texts;

/** The scenario of a number. Some contradict themselves and are refused by the reader: the tests pass over them. */
language_texts language_scenario(sol_arena *arena, uint64_t number);

#endif
