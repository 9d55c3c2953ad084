#include "program/complain.h"
#include "program/interrupt.h"
#include "program/program.h"

#include <gsl/gsl_errno.h>

static exit_status run(program_session *session, int count, char *const *text)
{
    arguments *read = &session->arguments;
    bool is_right = arguments_parse(session->arena, count, text, session->diagnostics, read);
    is_right &= program_read_settings(session);
    if (!is_right)
        return STATUS_USAGE;
    if (read->wants_version) {
        static const char version[] = "solatium " SOLATIUM_VERSION "\n";
        return program_write(session, version, sizeof version - 1);
    }
    if (read->wants_help || !read->command)
        return command_help(session);
    return read->command->run(session);
}

int main(int count, char **text)
{
    gsl_set_error_handler_off();
    interrupt_listen();
    program_session session = {.arena = sol_arena_new()};
    session.diagnostics = sol_diagnostics_new(session.arena);
    exit_status status = run(&session, count, text);
    if (status != STATUS_DONE && interrupt_came())
        status = STATUS_INTERRUPTED;
    complain_write(&session, session.diagnostics);
    if (status == STATUS_INTERRUPTED)
        program_say(&session, "interrupted");
    sol_arena_free(session.arena);
    return (int)status;
}
