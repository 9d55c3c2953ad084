#include "program/session/saved.h"

#include "program/session/complain.h"

#include <string.h>

bool saved_is(const char *path)
{
    const char *ending = strrchr(path, '.');
    return ending && strcmp(ending, ".json") == 0;
}

bool saved_is_as_it_is(program_session *session)
{
    return program_lacks(session, OF_SCENARIO | OF_TRIALS | OF_SEED, "give the scenario itself",
                         "a saved result is not simulated again");
}

exit_status saved_load(program_session *session, const char *path, sol_result **result)
{
    exit_status status = outputs_reads(session->outputs, path);
    if (status != STATUS_DONE)
        return status;
    *result = sol_result_read(session->arena, path, session->diagnostics);
    return *result ? outputs_may_replace(session->outputs) : complain_status(session, session->diagnostics);
}
