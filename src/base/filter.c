/* execvpe, pipe2 */
#define _GNU_SOURCE

#include "base/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WORDS_MAX = 400, GLANCE_MS = 100 };

static const char usual_path[] = "/usr/local/bin:/usr/bin:/bin";

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

/* PATH and HOME (fonts), no place's customs, and a moment instead of now for what would tell it. */
static int start(const filter *f, pipes *ends, sol_arena *arena, child *started)
{
    const char *path = getenv("PATH"), *home = getenv("HOME");
    char *environment[] = {sol_arena_print(arena, "PATH=%s", path ? path : usual_path),
                           sol_arena_print(arena, "HOME=%s", home ? home : "/"),
                           sol_arena_print(arena, "LC_ALL=C.UTF-8"),
                           sol_arena_print(arena, "TZ=UTC0"),
                           sol_arena_print(arena, "SOURCE_DATE_EPOCH=946684800"), /* 2000-01-01 */
                           NULL};
    char *words[FILTER_WORDS_MAX + 1] = {NULL};
    for (size_t i = 0; i < FILTER_WORDS_MAX && f->word[i]; i++)
        words[i] = sol_arena_print(arena, "%s", f->word[i]);
    program_start begun = {words, environment, ends->its};
    int failure = child_start(started, &f->limits, become, &begun);
    for (int i = 0; i < 3; i++)
        shut(&ends->its[i]);
    return failure;
}

/* Sends what the socket takes of the input; the end is closed when nothing is left or nobody reads. */
static void feed(pipes *ends, const char **input, size_t *left)
{
    ssize_t sent = send(ends->in, *input, *left, MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (sent < 0)
        *left = 0;
    else {
        *input += sent;
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
static void converse(pipes *ends, const filter *f, const child *with, text_buffer *output, text_buffer *words)
{
    const char *input = f->input;
    size_t left = strlen(input);
    while (ends->out >= 0 || ends->error >= 0) {
        double seconds = child_seconds_left(with);
        struct pollfd watched[3] = {{ends->in, POLLOUT, 0}, {ends->out, POLLIN, 0}, {ends->error, POLLIN, 0}};
        if (seconds <= 0 || (poll(watched, 3, (int)fmin(GLANCE_MS, seconds * 1000 + 1)) < 0 && errno != EINTR))
            return;
        if (ends->in >= 0 && watched[0].revents)
            feed(ends, &input, &left);
        if (ends->out >= 0 && watched[1].revents)
            collect(&ends->out, output, FILTER_OUTPUT_MAX);
        if (ends->error >= 0 && watched[2].revents)
            collect(&ends->error, words, WORDS_MAX);
    }
}

static filter_result without(filter_outcome outcome, const char *reason)
{
    return (filter_result){.outcome = outcome, .reason = reason};
}

static filter_result not_started(sol_arena *arena, const filter *f, int failure)
{
    const char *program = f->word[0];
    guard_errno(failure);
    if (failure == ENOENT || failure == EACCES)
        return without(FILTER_NOT_THERE, sol_arena_print(arena, "the program `%s` is not installed", program));
    return without(FILTER_FAILED, sol_arena_print(arena, "could not start `%s`: %s", program, strerror(failure)));
}

static filter_result made_nothing(const filter *f, const text_buffer *output, const text_buffer *words)
{
    return without(FILTER_FAILED,
                   sol_arena_print(output->arena, "`%s` %s nothing%s%.*s", f->word[0], f->makes,
                                   words->length ? ": " : "", (int)strcspn(text_of(words), "\n"), text_of(words)));
}

/* What became of a program that was started. */
static filter_result result_of(const filter *f, const text_buffer *output, const text_buffer *words,
                               child_outcome outcome)
{
    enum { NOT_FOUND = 127 };
    sol_arena *arena = output->arena;
    const char *program = f->word[0];
    switch (outcome.end) {
    case CHILD_WORKED:
        return not_started(arena, f, outcome.number);
    case CHILD_STOPPED:
        return without(FILTER_STOPPED, "interrupted");
    case CHILD_TOO_SLOW:
        return without(FILTER_TOO_SLOW,
                       sol_arena_print(arena, "`%s` took longer than %g seconds", program, f->limits.seconds));
    case CHILD_CRASHED:
        return without(FILTER_FAILED, sol_arena_print(arena, "`%s` was ended by signal %d (%s)", program,
                                                      outcome.number, strsignal(outcome.number)));
    case CHILD_BECAME:
        break;
    }
    if (outcome.number == NOT_FOUND)
        return not_started(arena, f, ENOENT);
    if (output->length == 0 || output->length >= FILTER_OUTPUT_MAX)
        return made_nothing(f, output, words);
    if (outcome.number != 0)
        return without(FILTER_FAILED, sol_arena_print(arena, "`%s` ended with status %d", program, outcome.number));
    return (filter_result){.outcome = FILTER_DONE, .bytes = output->data, .length = output->length};
}

filter_result filter_run(sol_arena *arena, const filter *f)
{
    child program;
    pipes ends;
    text_buffer output = {.arena = arena}, words = {.arena = arena};
    int failure = open_pipes(&ends);
    if (failure == 0)
        failure = start(f, &ends, arena, &program);
    if (failure == 0)
        converse(&ends, f, &program, &output, &words);
    guard_end(&ends.scope);
    return failure ? not_started(arena, f, failure) : result_of(f, &output, &words, child_wait(&program));
}

bool filter_is_there(sol_arena *arena, const char *program)
{
    const char *at = getenv("PATH");
    for (at = at ? at : usual_path; *at;) {
        size_t length = strcspn(at, ":");
        if (access(sol_arena_print(arena, "%.*s%s%s", (int)length, at, length ? "/" : "", program), X_OK) == 0)
            return true;
        at += length + (at[length] == ':');
    }
    return false;
}
