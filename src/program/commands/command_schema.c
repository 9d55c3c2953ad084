#include "program/arguments/formats_own.h"
#include "program/session/program.h"
#include "solatium/scenario.h"

#include <string.h>

exit_status command_schema(program_session *session)
{
    const char *text = session->settings.format == FORMAT_MARKDOWN
                           ? sol_arena_print(session->arena, "%s\n" OWN_MARKDOWN, sol_schema_reference(session->arena))
                           : sol_schema_json(session->arena);
    return program_write(session, text, strlen(text));
}
