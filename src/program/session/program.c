#include "program/session/program.h"

#include "base/filter.h"
#include "base/visible.h"
#include "program/session/format_choice.h"
#include "solatium/simulation.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_LEAST = 40, WIDTH_USUAL = 80, WIDTH_MOST = 400 };

static const char *const color_names[] = {"auto", "always", "never"};

/* Marks of CSV, where none is written, or both ways at once. What names a table of claimants may write one. */
static bool has_use_of_mark(program_session *session)
{
    const arguments *read = &session->arguments;
    const argument *with = arguments_get(read, "--bom"), *without = arguments_get(read, "--no-bom");
    bool has_csv = false;
    for (size_t i = 0; i < session->answer_count; i++)
        has_csv |= format_table[session->answer[i].format].mark != NULL;
    for (size_t i = 0; i < read->given_count; i++)
        has_csv |= strcmp(read->given[i].option->name, "--claimants") == 0;
    has_csv |= format_choice_pages(session) != NULL;
    const argument *given = with ? with : without;
    if (!given || (has_csv && !(with && without)))
        return true;
    if (with && without)
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U137", without->place, "leave one of the two out",
                            "`--bom` and `--no-bom` exclude each other");
    else
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U137", given->place, "it is of CSV, as in `-o FILE.csv`",
                            "`%s` would change nothing: no CSV is written", given->option->name);
    return false;
}

/* What may replace a file, where none is written; what is in a folder of pages stays, unless it is ours. */
static bool has_use_of_replacing(program_session *session)
{
    static const char *const writers[] = {"-o", "--claimants", "--charts"};
    const arguments *read = &session->arguments;
    const argument *replace = arguments_get(read, "--replace");
    bool is_folder = format_choice_pages(session) != NULL;
    for (size_t i = 0; replace && !is_folder && i < read->given_count; i++)
        for (size_t k = 0; k < sizeof writers / sizeof *writers; k++)
            if (strcmp(read->given[i].option->name, writers[k]) == 0)
                return true;
    if (replace)
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U137", replace->place,
                            is_folder ? "leave it out" : "as in `-o FILE --replace`",
                            "`--replace` would change nothing: %s",
                            is_folder ? "a folder is replaced if it holds nothing but pages of ours, and else never"
                                      : "no file is written");
    return !replace;
}

/* A limit of what is not asked for. */
static bool has_use_of_limit(program_session *session)
{
    const argument *most = arguments_get(&session->arguments, "--max-trials");
    if (!most || arguments_get(&session->arguments, "--until"))
        return true;
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U136", most->place,
                        "`--trials N` says how many; `--until 0.5%` simulates until that is met",
                        "`--max-trials` belongs to `--until`");
    return false;
}

bool program_read_settings(program_session *session)
{
    const arguments *read = &session->arguments;
    settings *s = &session->settings;
    s->is_quiet = arguments_get(read, "--quiet") != NULL;
    s->set_count = arguments_values(read, "--set", &s->set);
    s->has_trials = arguments_get(read, "--trials") != NULL;
    s->has_seed = arguments_get(read, "--seed") != NULL;
    size_t color = COLOR_AUTO;
    bool is_right = format_choice_read(session);
    is_right = is_right && has_use_of_mark(session) && has_use_of_replacing(session);
    is_right &= arguments_choice(read, "--color", 3, color_names, &color);
    is_right &= arguments_whole(read, "--trials", 1, SOL_TRIALS_MAX, &s->trials);
    is_right &= arguments_whole(read, "--seed", 0, UINT64_MAX, &s->seed);
    is_right &= arguments_whole(read, "--threads", 1, 1024, &s->threads);
    is_right &= arguments_whole(read, "--max-trials", 1, SOL_TRIALS_MAX, &s->max_trials);
    is_right &= arguments_share(read, "--until", &s->until) && has_use_of_limit(session);
    s->format = session->answer[0].format;
    s->color = (color_choice)color;
    return is_right;
}

bool program_lacks(program_session *session, unsigned kinds, const char *hint, const char *why)
{
    static const struct {
        const char *name;
        unsigned kind;
    } rows[] = {{"--set", OF_SCENARIO},
                {"--trials", OF_TRIALS},
                {"--until", OF_TRIALS},
                {"--max-trials", OF_TRIALS},
                {"--seed", OF_SEED}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const argument *given = rows[i].kind & kinds ? arguments_get(&session->arguments, rows[i].name) : NULL;
        if (!given)
            continue;
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U135", given->place, hint,
                            "`%s` would change nothing: %s", rows[i].name, why);
        return false;
    }
    return true;
}

exit_status program_reserve(program_session *session)
{
    exit_status status = STATUS_DONE;
    if (arguments_get(&session->arguments, "--replace"))
        outputs_replace_any(session->outputs);
    for (size_t i = 0; i < session->answer_count && status == STATUS_DONE; i++) {
        program_answer *a = &session->answer[i];
        const format_row *row = &format_table[a->format];
        if (row->maker && !filter_is_there(session->arena, row->maker)) {
            sol_diagnostics_add(
                session->diagnostics, SOL_ERROR, "U120", a->given ? a->given->place : (sol_place){0},
                sol_arena_print(session->arena, "install it (%s), or write another format", row->package),
                "%s is made by %s, which is not installed", row->noun, row->maker);
            return STATUS_SYSTEM;
        }
        const char *path = a->given ? a->given->text : NULL;
        sol_place place = a->given ? a->given->place : (sol_place){0};
        if (format_choice_pages(session))
            status = outputs_reserve_pages(session->outputs, path, place, &a->pages);
        else
            status = row->is_added ? outputs_reserve_database(session->outputs, path, place, &a->file)
                                   : outputs_reserve(session->outputs, path, place, a->format, &a->file);
    }
    return status;
}

/* Whether the first answer goes to a file. */
static bool has_file(const program_session *session)
{
    return session->answer[0].given != NULL;
}

bool program_is_page(const program_session *session)
{
    return session->settings.format == FORMAT_TEXT && !arguments_get(&session->arguments, "--table");
}

bool program_is_read(const program_session *session)
{
    const unsigned read = (FORMATS_OF_PAGES | 1U << FORMAT_XLSX) & ~(1U << FORMAT_TEXT);
    return (read >> session->settings.format & 1) && !arguments_get(&session->arguments, "--table");
}

bool program_is_json(const program_session *session)
{
    return session->settings.format == FORMAT_JSON && !arguments_get(&session->arguments, "--table");
}

int program_width(const program_session *session)
{
    struct winsize window;
    if (!has_file(session) && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 &&
        window.ws_col >= WIDTH_LEAST)
        return window.ws_col < WIDTH_MOST ? window.ws_col : WIDTH_MOST;
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    return width >= WIDTH_LEAST && width <= WIDTH_MOST ? (int)width : WIDTH_USUAL;
}

static bool may_color(const program_session *session, int descriptor)
{
    if (session->settings.color != COLOR_AUTO)
        return session->settings.color == COLOR_ALWAYS;
    const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return !(no_color && *no_color) && !(terminal && strcmp(terminal, "dumb") == 0) && isatty(descriptor);
}

bool program_colors_output(const program_session *session)
{
    return may_color(session, STDOUT_FILENO) && (!has_file(session) || session->settings.color == COLOR_ALWAYS);
}

bool program_colors_errors(const program_session *session)
{
    return may_color(session, STDERR_FILENO);
}

exit_status program_write(program_session *session, const char *bytes, size_t length)
{
    output_put(session->answer[0].file, bytes, length);
    return STATUS_DONE;
}

void program_say(const program_session *session, const char *format, ...)
{
    if (session->settings.is_quiet)
        return;
    char line[1024];
    va_list list;
    va_start(list, format);
    vsnprintf(line, sizeof line, format, list);
    va_end(list);
    fprintf(stderr, "%s\n", visible_text(session->arena, line));
}
