/* O_PATH */
#define _GNU_SOURCE

#include "base/json_memory.h"
#include "program/outputs/interrupt.h"
#include "program/session/answer.h"
#include "program/session/complain.h"
#include "program/session/program.h"
#include "solatium/protect.h"

#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

/* A call of the program: the words of the command line, and how it ended. */
typedef struct call {
    int count;
    char *const *text;
    exit_status status;
} call;

static exit_status run(program_session *session, const call *given)
{
    arguments *read = &session->arguments;
    bool is_right = arguments_parse(session->arena, given->count, given->text, session->diagnostics, read);
    is_right &= program_read_settings(session);
    if (!is_right)
        return STATUS_USAGE;
    if (read->command && !read->wants_help && !read->wants_version && !answer_may_be_table(session))
        return STATUS_USAGE;
    exit_status status = program_reserve(session);
    if (status != STATUS_DONE)
        return status;
    if (read->wants_version) {
        static const char version[] = "solatium " SOLATIUM_VERSION "\n";
        return program_write(session, version, sizeof version - 1);
    }
    if (read->wants_help || !read->command)
        return command_help(session);
    return read->command->run(session);
}

static void answer(void *context)
{
    call *given = context;
    int fewest_threads = INT_MAX;
    program_session session = {.arena = sol_arena_new(), .fewest_threads = &fewest_threads};
    session.diagnostics = sol_diagnostics_new(session.arena);
    json_memory values = json_memory_begin();
    session.outputs = outputs_new(session.arena, session.diagnostics);
    exit_status status = outputs_end(session.outputs, run(&session, given));
    json_memory_end(&values);
    if (status != STATUS_DONE && interrupt_came())
        status = STATUS_INTERRUPTED;
    if (fewest_threads < INT_MAX)
        sol_diagnostics_add(session.diagnostics, SOL_WARNING, "U251", (sol_place){0},
                            "the figures are the same; the system's limit of processes or of memory was met",
                            "not all threads could be started; %d worked", fewest_threads);
    complain_write(&session, session.diagnostics);
    if (status == STATUS_INTERRUPTED)
        program_say(&session, "interrupted");
    sol_arena_free(session.arena);
    given->status = status;
}

/* One line, without memory. */
static void tell(const sol_failure *failure)
{
    char line[400] = "";
    strcat(line, isatty(STDERR_FILENO) ? "\r\033[Ksolatium: " : "solatium: "); /* over what shows the progress */
    sol_failure_write(failure, line + strlen(line), sizeof line - strlen(line) - 1);
    strcat(line, "\n");
    if (write(STDERR_FILENO, line, strlen(line)) < 0)
        return; /* nobody listens */
}

/* No file that is opened gets the number of a standard stream that was closed: what takes its place can be read and written as little. */
static bool keep_numbers(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) >= 0)
            continue;
        int useless = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
        if (useless < 0)
            useless = open("/", O_PATH);
        if (useless != stream)
            return false;
    }
    return true;
}

int main(int count, char **text)
{
    if (!keep_numbers())
        return STATUS_SYSTEM; /* nor is there anywhere to say why */
    gsl_set_error_handler_off();
    interrupt_listen();
    call given = {.count = count, .text = text, .status = STATUS_SYSTEM};
    sol_failure failure;
    if (sol_protect(answer, &given, &failure) != SOL_FINE) {
        tell(&failure);
        return STATUS_SYSTEM;
    }
    return (int)given.status;
}
