#include "program/saved.h"

#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool saved_is(const char *path)
{
    const char *ending = strrchr(path, '.');
    return ending && strcmp(ending, ".json") == 0;
}

exit_status saved_load(program_session *session, const char *path, sol_result **result)
{
    exit_status status = outputs_reads(session->outputs, path);
    if (status != STATUS_DONE)
        return status;
    FILE *file = fopen(path, "rb");
    text_buffer bytes = {.arena = session->arena};
    char piece[65536];
    for (size_t length; file && (length = fread(piece, 1, sizeof piece, file)) > 0;)
        text_append_bytes(&bytes, piece, length);
    bool is_bad = !file || ferror(file);
    if (file)
        fclose(file);
    if (is_bad) {
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U203", (sol_place){0}, NULL, "cannot read '%s': %s", path,
                            strerror(errno));
        return STATUS_SYSTEM;
    }
    *result = sol_result_load(session->arena, path, text_of(&bytes), bytes.length, session->diagnostics);
    return *result ? STATUS_DONE : STATUS_INVALID;
}
