/* Another program as a filter: a text goes in at one end, bytes come out at the other. */
#ifndef SOL_BASE_FILTER_H
#define SOL_BASE_FILTER_H

#include "base/child.h"
#include "base/text.h"

enum { FILTER_WORDS_MAX = 12, FILTER_OUTPUT_MAX = 32 << 20 };

typedef struct filter {
    const char *word[FILTER_WORDS_MAX]; /* the program, found on PATH, and its arguments; the last is NULL */
    const char *makes;                  /* "drew", "wrote": what it does, for what it did not */
    const char *input;
    child_limits limits;
} filter;

typedef enum filter_outcome {
    FILTER_DONE,
    FILTER_NOT_THERE,
    FILTER_TOO_SLOW,
    FILTER_STOPPED,
    FILTER_FAILED
} filter_outcome;

typedef struct filter_result {
    filter_outcome outcome;
    char *bytes; /* in the arena; NULL unless done */
    size_t length;
    const char *reason; /* why not, as a line for people; NULL if done */
} filter_result;

/** Runs the program: no shell, no file, and one that takes too long is ended with all that it started. */
filter_result filter_run(sol_arena *arena, const filter *f);

/** Whether PATH has a program, so that work that needs it need not begin without. */
bool filter_is_there(sol_arena *arena, const char *program);

#endif
