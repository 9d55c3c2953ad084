/* The arguments, parsed: a command, its words, its options. Wrong ones are diagnostics whose source is the command line. */
#ifndef SOL_PROGRAM_ARGUMENTS_H
#define SOL_PROGRAM_ARGUMENTS_H

#include "program/arguments/command.h"

/* A word or the value of an option, and where it stands on the command line. */
typedef struct argument {
    const option *option; /* NULL: a word */
    const char *text;     /* "" for an option that stands alone */
    sol_place place;
} argument;

typedef struct arguments {
    const command *command; /* NULL: none given */
    bool wants_help, wants_version;
    size_t word_count;
    const argument *word;
    size_t given_count; /* options, in the order given */
    const argument *given;
    sol_source line; /* the whole command line, for the places */
    sol_diagnostics *diagnostics;
    sol_arena *arena;
} arguments;

/**
 * Reads argv.
 *
 * Gives    true, or false and at least one error in `diagnostics`; ids U1xx
 */
bool arguments_parse(sol_arena *arena, int count, char *const *text, sol_diagnostics *diagnostics, arguments *read);

/** The argument of an option, or NULL when it was not given. Needs an option that the command or every command has. */
const argument *arguments_get(const arguments *read, const char *name);

/** The text of an option's argument, or NULL. */
const char *arguments_value(const arguments *read, const char *name);

/** All values of an option that may be repeated, in order. */
size_t arguments_values(const arguments *read, const char *name, const char *const **values);

/** The same with their places. */
size_t arguments_all(const arguments *read, const char *name, const argument *const **given);

/** A whole number from `least` to `most`; untouched when the option was not given, false and an error when it is none. */
bool arguments_whole(const arguments *read, const char *name, uint64_t least, uint64_t most, uint64_t *number);

/** A share, `35%` or `0.35`, above 0 and at most 1; likewise. */
bool arguments_share(const arguments *read, const char *name, double *share);

/** One of `count` words; the index of the one given; likewise. */
bool arguments_choice(const arguments *read, const char *name, size_t count, const char *const *words, size_t *index);

#endif
