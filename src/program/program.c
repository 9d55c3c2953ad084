#include "program/program.h"

#include "base/text.h"
#include "program/output.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDTH_LEAST = 40, WIDTH_USUAL = 80, WIDTH_MOST = 400 };

static const char *const format_names[] = {"text", "json", "csv", "markdown"};
static const char *const color_names[] = {"auto", "always", "never"};

/* The ending of an output file says what it holds, unless --format does. */
static answer_format format_by_ending(const char *path)
{
    static const struct {
        const char *ending;
        answer_format format;
    } rows[] = {{".json", FORMAT_JSON}, {".csv", FORMAT_CSV}, {".md", FORMAT_MARKDOWN}, {".markdown", FORMAT_MARKDOWN}};
    const char *ending = path ? strrchr(path, '.') : NULL;
    for (size_t i = 0; ending && i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].ending, ending) == 0)
            return rows[i].format;
    return FORMAT_TEXT;
}

bool program_read_settings(program_session *session)
{
    const arguments *read = &session->arguments;
    settings *s = &session->settings;
    s->output = arguments_value(read, "-o");
    s->is_quiet = arguments_get(read, "--quiet") != NULL;
    s->set_count = arguments_values(read, "--set", &s->set);
    s->has_trials = arguments_get(read, "--trials") != NULL;
    s->has_seed = arguments_get(read, "--seed") != NULL;
    size_t format = (size_t)format_by_ending(s->output), color = COLOR_AUTO;
    bool is_right = arguments_choice(read, "--format", 4, format_names, &format);
    is_right &= arguments_choice(read, "--color", 3, color_names, &color);
    is_right &= arguments_whole(read, "--trials", 1, 1000000000, &s->trials);
    is_right &= arguments_whole(read, "--seed", 0, UINT64_MAX, &s->seed);
    is_right &= arguments_whole(read, "--threads", 1, 1024, &s->threads);
    is_right &= arguments_whole(read, "--max-trials", 1, 1000000000, &s->max_trials);
    is_right &= arguments_share(read, "--until", &s->until);
    s->format = (answer_format)format;
    s->color = (color_choice)color;
    return is_right;
}

int program_width(const program_session *session)
{
    struct winsize window;
    if (!session->settings.output && isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 &&
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
    return may_color(session, STDOUT_FILENO) && (!session->settings.output || session->settings.color == COLOR_ALWAYS);
}

bool program_colors_errors(const program_session *session)
{
    return may_color(session, STDERR_FILENO);
}

exit_status program_write(program_session *session, const char *bytes, size_t length)
{
    return output_write(session->arena, session->settings.output, bytes, length, session->diagnostics);
}

void program_say(const program_session *session, const char *format, ...)
{
    if (session->settings.is_quiet)
        return;
    va_list list;
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
    fputc('\n', stderr);
}
