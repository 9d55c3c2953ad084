#include "report/gnuplot.h"

#include "base/guard.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { OUTPUT_MAX = 32 << 20, WORDS_MAX = 400 };

/* Our ends of the child's standard input, output and error; −1 once closed. */
typedef struct pipes {
    int in, out, error;
} pipes;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void shut(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Ends of pairs that no other child inherits. A socket, not a pipe, takes the input: MSG_NOSIGNAL keeps SIGPIPE away when the program ends early. */
static bool open_pairs(int pair[3][2])
{
    for (int i = 0; i < 3; i++)
        pair[i][0] = pair[i][1] = -1;
    bool is_open = true;
    for (int i = 0; i < 3 && is_open; i++) {
        is_open = i == 0 ? socketpair(AF_UNIX, SOCK_STREAM, 0, pair[i]) == 0 : pipe(pair[i]) == 0;
        for (int j = 0; j < 2 && is_open; j++)
            is_open = fcntl(pair[i][j], F_SETFD, FD_CLOEXEC) == 0;
    }
    return is_open && fcntl(pair[0][0], F_SETFL, O_NONBLOCK) == 0 && fcntl(pair[1][0], F_SETFL, O_NONBLOCK) == 0 &&
           fcntl(pair[2][0], F_SETFL, O_NONBLOCK) == 0;
}

/* Starts the program; -d keeps the user's and the system's settings out, the environment is PATH and HOME (fonts) alone. */
static int start(const char *program, int pair[3][2], sol_arena *arena, pid_t *child)
{
    const char *path = getenv("PATH"), *home = getenv("HOME");
    char *environment[] = {sol_arena_print(arena, "PATH=%s", path ? path : "/usr/local/bin:/usr/bin:/bin"),
                           sol_arena_print(arena, "HOME=%s", home ? home : "/"),
                           sol_arena_print(arena, "LC_ALL=C.UTF-8"), NULL};
    char *words[] = {sol_arena_print(arena, "%s", program), sol_arena_print(arena, "-d"), NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    if (posix_spawn_file_actions_init(&actions))
        return ENOMEM;
    if (posix_spawnattr_init(&attributes)) {
        posix_spawn_file_actions_destroy(&actions);
        return ENOMEM;
    }
    sigset_t usual, none;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    sigaddset(&usual, SIGINT);
    sigaddset(&usual, SIGTERM);
    sigemptyset(&none);
    int status = 0;
    for (int i = 0; i < 3 && status == 0; i++)
        status = posix_spawn_file_actions_adddup2(&actions, pair[i][1], i);
    if (status == 0)
        status = posix_spawnattr_setsigdefault(&attributes, &usual);
    if (status == 0)
        status = posix_spawnattr_setsigmask(&attributes, &none);
    if (status == 0)
        status = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (status == 0)
        status = posix_spawnp(child, program, &actions, &attributes, words, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return status;
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

/* Feeds and collects until the program closes its output. Gives false when time is up. */
static bool converse(pipes *ends, const gnuplot_run *run, text_buffer *output, text_buffer *words)
{
    const char *script = run->script;
    size_t left = strlen(script);
    double deadline = seconds_now() + run->seconds;
    while (ends->out >= 0 || ends->error >= 0) {
        double wait = deadline - seconds_now();
        if (wait <= 0)
            return false;
        struct pollfd watched[3] = {{ends->in, POLLOUT, 0}, {ends->out, POLLIN, 0}, {ends->error, POLLIN, 0}};
        if (poll(watched, 3, (int)(wait * 1000) + 1) < 0 && errno != EINTR)
            return false;
        if (ends->in >= 0 && watched[0].revents)
            feed(ends, &script, &left);
        if (ends->out >= 0 && watched[1].revents)
            collect(&ends->out, output, OUTPUT_MAX);
        if (ends->error >= 0 && watched[2].revents)
            collect(&ends->error, words, WORDS_MAX);
    }
    return true;
}

static chart_picture without(chart_outcome outcome, const char *reason)
{
    return (chart_picture){.outcome = outcome, .reason = reason};
}

/* Waits for the child, ended by force if its time was up. */
static int wait_for(pid_t child, bool is_over)
{
    int status = 0;
    if (!is_over)
        kill(child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

chart_picture gnuplot_draw(sol_arena *arena, const gnuplot_run *run)
{
    int pair[3][2];
    pid_t child = -1;
    int failure = open_pairs(pair) ? start(run->program, pair, arena, &child) : errno;
    for (int i = 0; i < 3; i++)
        shut(&pair[i][1]);
    pipes ends = {pair[0][0], pair[1][0], pair[2][0]};
    text_buffer output = {.arena = arena}, words = {.arena = arena};
    bool is_over = failure != 0 || converse(&ends, run, &output, &words);
    shut(&ends.in);
    shut(&ends.out);
    shut(&ends.error);
    guard_errno(failure);
    if (failure == ENOENT || failure == EACCES)
        return without(CHART_NO_GNUPLOT, sol_arena_print(arena, "the program `%s` is not installed", run->program));
    if (failure)
        return without(CHART_FAILED,
                       sol_arena_print(arena, "could not start `%s`: %s", run->program, strerror(failure)));
    int status = wait_for(child, is_over);
    if (!is_over)
        return without(CHART_TOO_SLOW,
                       sol_arena_print(arena, "`%s` took longer than %g seconds", run->program, run->seconds));
    if (!WIFEXITED(status) || WEXITSTATUS(status) == 127 || output.length == 0 || output.length >= OUTPUT_MAX) {
        bool is_missing = WIFEXITED(status) && WEXITSTATUS(status) == 127;
        return without(is_missing ? CHART_NO_GNUPLOT : CHART_FAILED,
                       sol_arena_print(arena, "`%s` drew nothing%s%.*s", run->program, words.length ? ": " : "",
                                       (int)strcspn(text_of(&words), "\n"), text_of(&words)));
    }
    if (WEXITSTATUS(status) != 0)
        return without(CHART_FAILED,
                       sol_arena_print(arena, "`%s` ended with status %d", run->program, WEXITSTATUS(status)));
    return (chart_picture){.outcome = CHART_DRAWN, .bytes = output.data, .length = output.length};
}
