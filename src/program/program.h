/* What a command works with: the arguments, the settings that every command has, and ways to answer. */
#ifndef SOL_PROGRAM_PROGRAM_H
#define SOL_PROGRAM_PROGRAM_H

#include "program/arguments.h"

typedef enum answer_format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_MARKDOWN } answer_format;

typedef enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color_choice;

/* The general options. */
typedef struct settings {
    answer_format format; /* --format, else by the ending of the output file, else text */
    const char *output;   /* -o; NULL: standard output */
    bool is_quiet;
    color_choice color;
    size_t set_count; /* --set */
    const char *const *set;
    bool has_trials, has_seed;
    uint64_t trials, seed;
    uint64_t threads; /* 0: the machine's */
    double until;     /* 0: not given */
    uint64_t max_trials;
} settings;

struct program_session {
    sol_arena *arena;
    sol_diagnostics *diagnostics; /* main prints what a command leaves here */
    arguments arguments;
    settings settings;
    int *fewest_threads; /* that worked anywhere; INT_MAX: as many as were asked for */
};

/** Reads the general options; false and errors when one is wrong. */
bool program_read_settings(program_session *session);

/** Cells of the terminal that the answer goes to, by the terminal, COLUMNS or else 80. */
int program_width(const program_session *session);

/** Whether the answer, or what goes to standard error, may be coloured. */
bool program_colors_output(const program_session *session);
bool program_colors_errors(const program_session *session);

/** Writes an answer to -o or standard output. */
exit_status program_write(program_session *session, const char *bytes, size_t length);

/** Writes a line of talk to standard error, unless --quiet. */
void program_say(const program_session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
