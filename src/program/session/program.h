/* What a command works with: the arguments, the settings that every command has, and ways to answer. */
#ifndef SOL_PROGRAM_PROGRAM_H
#define SOL_PROGRAM_PROGRAM_H

#include "program/arguments/arguments.h"
#include "program/arguments/formats.h"
#include "program/outputs/outputs.h"
#include "report/formats/database.h"

typedef enum color_choice { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color_choice;

/* The general options. */
typedef struct settings {
    answer_format format; /* of the first answer */
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

/* Where an answer goes, and in which format: by --format, else by the ending of the file's name, else the command's usual one. */
typedef struct program_answer {
    const argument *given; /* the -o; NULL: standard output */
    answer_format format;
    output *file;         /* once reserved */
    output_folder *pages; /* instead, of a folder of pages */
} program_answer;

struct program_session {
    sol_arena *arena;
    sol_diagnostics *diagnostics; /* main prints what a command leaves here */
    arguments arguments;
    settings settings;
    size_t answer_count; /* one for each -o; without any, standard output. Only `report` has several */
    program_answer *answer;
    outputs *outputs;
    database_run
        run; /* what a database is to hold beside tables; commands whose answers can be added to one fill it in */
    int *fewest_threads; /* that worked anywhere; INT_MAX: as many as were asked for */
};

/**
 * Reads the general options, and what each answer is to be. An ending that is a format's is that format; a name without ending, and .txt,
 * .text and .log, are text, or what --format says; without it the latter are refused where the command has no text; any other ending needs --format, and one that is known as another kind of file's, or
 * as a format that the command does not have or --format does not say, is refused.
 *
 * Gives    true; or false and errors (U108 to U114, U136, U137)
 */
bool program_read_settings(program_session *session);

/* What general options are of, where a command may have no use for them. */
enum { OF_SCENARIO = 1, OF_TRIALS = 2, OF_SEED = 4 };

/** Refuses the options of some kinds; false and an error (U135) for the first that was given, with `why` it would change nothing. */
bool program_lacks(program_session *session, unsigned kinds, const char *hint, const char *why);

/** Reserves what the answers go to; STATUS_DONE, or as of outputs_reserve. */
exit_status program_reserve(program_session *session);

/** Whether the first answer is a text page on standard output or in a file, not data and not one table (`--table`). */
bool program_is_page(const program_session *session);

/** Whether it is something else that people read, whole: Markdown, a page, a letter, a workbook. */
bool program_is_read(const program_session *session);

/** Whether the first answer is the command's own JSON: not of one table. */
bool program_is_json(const program_session *session);

/** Cells of the terminal that the answer goes to, by the terminal, COLUMNS or else 80. */
int program_width(const program_session *session);

/** Whether the answer, or what goes to standard error, may be coloured. */
bool program_colors_output(const program_session *session);
bool program_colors_errors(const program_session *session);

/** Gives the first answer, which is written when the command has ended well; the bytes are not copied. */
exit_status program_write(program_session *session, const char *bytes, size_t length);

/** Writes a line of talk to standard error, unless --quiet. */
void program_say(const program_session *session, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
