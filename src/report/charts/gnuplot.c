/* execvpe, pipe2, memmem */
#define _GNU_SOURCE

#include "report/charts/gnuplot.h"

#include "base/child.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { OUTPUT_MAX = 32 << 20, WORDS_MAX = 400, NOT_FOUND = 127, GLANCE_MS = 100 };

/* The child's standard input, output and error: our ends and its own; −1 once closed. */
typedef struct pipes {
    guard_scope scope;
    int in, out, error;
    int its[3];
} pipes;

/* A program that is about to run: its words, its environment, and its ends of the pipes. */
typedef struct program_start {
    char *const *words, *const *environment;
    const int *end;
} program_start;

static void shut(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

static void shut_all(void *object)
{
    pipes *ends = object;
    shut(&ends->in);
    shut(&ends->out);
    shut(&ends->error);
    for (int i = 0; i < 3; i++)
        shut(&ends->its[i]);
}

/* Ends that no other child inherits. A socket, not a pipe, takes the input: MSG_NOSIGNAL keeps SIGPIPE away when the program ends early. */
static int open_pipes(pipes *ends)
{
    int pair[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
    bool is_open = socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair[0]) == 0;
    for (int i = 1; i < 3 && is_open; i++)
        is_open = pipe2(pair[i], O_CLOEXEC) == 0;
    for (int i = 0; i < 3 && is_open; i++)
        is_open = fcntl(pair[i][0], F_SETFL, O_NONBLOCK) == 0;
    int failure = is_open ? 0 : errno;
    *ends =
        (pipes){.in = pair[0][0], .out = pair[1][0], .error = pair[2][0], .its = {pair[0][1], pair[1][1], pair[2][1]}};
    guard_hold(&ends->scope, shut_all, ends);
    return failure;
}

static int become(void *context)
{
    const program_start *start = context;
    for (int i = 0; i < 3; i++)
        if (dup2(start->end[i], i) < 0)
            return errno;
    execvpe(start->words[0], start->words, start->environment);
    return errno;
}

/* Starts the program; -d keeps the user's and the system's settings out, the environment is PATH and HOME (fonts), and no place's. */
static int start(const gnuplot_run *run, pipes *ends, sol_arena *arena, child *started)
{
    const char *path = getenv("PATH"), *home = getenv("HOME");
    char *environment[] = {sol_arena_print(arena, "PATH=%s", path ? path : "/usr/local/bin:/usr/bin:/bin"),
                           sol_arena_print(arena, "HOME=%s", home ? home : "/"),
                           sol_arena_print(arena, "LC_ALL=C.UTF-8"), sol_arena_print(arena, "TZ=UTC0"), NULL};
    char *words[] = {sol_arena_print(arena, "%s", run->program), sol_arena_print(arena, "-d"), NULL};
    program_start begun = {words, environment, ends->its};
    int failure = child_start(started, &run->limits, become, &begun);
    for (int i = 0; i < 3; i++)
        shut(&ends->its[i]);
    return failure;
}

/* Sends what the socket takes of the script; the end is closed when nothing is left or nobody reads. */
static void feed(pipes *ends, const char **script, size_t *left)
{
    ssize_t sent = send(ends->in, *script, *left, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent < 0)
        *left = 0;
    else {
        *script += sent;
        *left -= (size_t)sent;
    }
    if (*left == 0)
        shut(&ends->in);
}

/* Takes what is there; at the end of it the end is closed. */
static void collect(int *end, text_buffer *output, size_t most)
{
    char piece[65536];
    ssize_t length = read(*end, piece, sizeof piece);
    if (length < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (length <= 0) {
        shut(end);
        return;
    }
    size_t room = most > output->length ? most - output->length : 0;
    text_append_bytes(output, piece, (size_t)length < room ? (size_t)length : room);
}

/* Feeds and collects until the program closes its output, or has no time left. */
static void converse(pipes *ends, const gnuplot_run *run, const child *with, text_buffer *output, text_buffer *words)
{
    const char *script = run->script;
    size_t left = strlen(script);
    while (ends->out >= 0 || ends->error >= 0) {
        double seconds = child_seconds_left(with);
        struct pollfd watched[3] = {{ends->in, POLLOUT, 0}, {ends->out, POLLIN, 0}, {ends->error, POLLIN, 0}};
        if (seconds <= 0 || (poll(watched, 3, (int)fmin(GLANCE_MS, seconds * 1000 + 1)) < 0 && errno != EINTR))
            return;
        if (ends->in >= 0 && watched[0].revents)
            feed(ends, &script, &left);
        if (ends->out >= 0 && watched[1].revents)
            collect(&ends->out, output, OUTPUT_MAX);
        if (ends->error >= 0 && watched[2].revents)
            collect(&ends->error, words, WORDS_MAX);
    }
}

static chart_picture without(chart_outcome outcome, const char *reason)
{
    return (chart_picture){.outcome = outcome, .reason = reason};
}

static chart_picture not_started(sol_arena *arena, const gnuplot_run *run, int failure)
{
    guard_errno(failure);
    if (failure == ENOENT || failure == EACCES)
        return without(CHART_NO_GNUPLOT, sol_arena_print(arena, "the program `%s` is not installed", run->program));
    return without(CHART_FAILED, sol_arena_print(arena, "could not start `%s`: %s", run->program, strerror(failure)));
}

static chart_picture drew_nothing(const text_buffer *output, const gnuplot_run *run, const text_buffer *words)
{
    return without(CHART_FAILED,
                   sol_arena_print(output->arena, "`%s` drew nothing%s%.*s", run->program, words->length ? ": " : "",
                                   (int)strcspn(text_of(words), "\n"), text_of(words)));
}

/* A PDF tells when it was made, and its fonts and objects nothing else that changes: all are of one moment, so that they are the same bytes. */
static void forget_time(const text_buffer *output)
{
    static const char date[] = "/CreationDate (D:", moment[] = "20000101000000";
    if (output->length < 4 || memcmp(output->data, "%PDF", 4) != 0)
        return;
    char *at = memmem(output->data, output->length, date, strlen(date));
    size_t before = at ? (size_t)(at - output->data) + strlen(date) : 0;
    if (at && before + strlen(moment) <= output->length)
        memcpy(output->data + before, moment, strlen(moment));
}

/* What became of a program that was started. */
static chart_picture picture_of(const text_buffer *output, const gnuplot_run *run, const text_buffer *words,
                                child_outcome outcome)
{
    sol_arena *arena = output->arena;
    switch (outcome.end) {
    case CHILD_WORKED:
        return not_started(arena, run, outcome.number);
    case CHILD_STOPPED:
        return without(CHART_STOPPED, "interrupted");
    case CHILD_TOO_SLOW:
        return without(CHART_TOO_SLOW,
                       sol_arena_print(arena, "`%s` took longer than %g seconds", run->program, run->limits.seconds));
    case CHILD_CRASHED:
        return without(CHART_FAILED, sol_arena_print(arena, "`%s` was ended by signal %d (%s)", run->program,
                                                     outcome.number, strsignal(outcome.number)));
    case CHILD_BECAME:
        break;
    }
    if (outcome.number == NOT_FOUND)
        return not_started(arena, run, ENOENT);
    if (output->length == 0 || output->length >= OUTPUT_MAX)
        return drew_nothing(output, run, words);
    if (outcome.number != 0)
        return without(CHART_FAILED, sol_arena_print(arena, "`%s` ended with status %d", run->program, outcome.number));
    forget_time(output);
    return (chart_picture){.outcome = CHART_DRAWN, .bytes = output->data, .length = output->length};
}

chart_picture gnuplot_draw(sol_arena *arena, const gnuplot_run *run)
{
    child program;
    pipes ends;
    text_buffer output = {.arena = arena}, words = {.arena = arena};
    int failure = open_pipes(&ends);
    if (failure == 0)
        failure = start(run, &ends, arena, &program);
    if (failure == 0)
        converse(&ends, run, &program, &output, &words);
    guard_end(&ends.scope);
    return failure ? not_started(arena, run, failure) : picture_of(&output, run, &words, child_wait(&program));
}
