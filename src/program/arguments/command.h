/* Commands, their options, and what a command is given: one table that the parser, the help and main follow. */
#ifndef SOL_PROGRAM_COMMAND_H
#define SOL_PROGRAM_COMMAND_H

#include "solatium/arena.h"
#include "solatium/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum exit_status {
    STATUS_DONE = 0,
    STATUS_GOAL_MISSED = 1, /* and --require-goal was given */
    STATUS_USAGE = 2,
    STATUS_INVALID = 3, /* scenario or data file */
    STATUS_SYSTEM = 4,
    STATUS_INTERRUPTED = 5
} exit_status;

/* An option; a command's own, or one that every command takes. */
typedef struct option {
    const char *name;     /* "--trials", "-o" */
    const char *argument; /* "N" in the help; NULL: it stands alone */
    const char *meaning;
    bool is_repeatable;
} option;

typedef struct program_session program_session;

typedef struct command {
    const char *name, *usage, *summary;
    const char *details; /* paragraphs of its help, or NULL; lines end where they should */
    size_t option_count;
    const option *option;
    size_t word_min, word_max; /* how many words (files, names) it takes */
    unsigned formats;          /* of its answers (program/arguments/formats.h); the first of them is the usual one */
    const char *pages;         /* an option with which -o is a folder of pages, or NULL */
    const char
        *tables; /* that its answers may have, between blanks; a star is a number or a value. NULL: it works at once */
    exit_status (*run)(program_session *session);
} command;

extern const command command_table[];
extern const size_t command_count;
extern const option general_option_table[];
extern const size_t general_option_count;

/** The command of that name, or NULL. */
const command *command_named(const char *name);

/** Where commands are made; the table lists them. */
exit_status command_help(program_session *session);
exit_status command_new(program_session *session);
exit_status command_check(program_session *session);
exit_status command_backtest(program_session *session);
exit_status command_breakeven(program_session *session);
exit_status command_compare(program_session *session);
exit_status command_run(program_session *session);
exit_status command_schema(program_session *session);
exit_status command_report(program_session *session);
exit_status command_explain(program_session *session);
exit_status command_laws(program_session *session);
exit_status command_distributions(program_session *session);
exit_status command_outcomes(program_session *session);
exit_status command_divide(program_session *session);
exit_status command_rules(program_session *session);

#endif
