#include "base/key_path.h"

#include <string.h>

static bool needs_quotes(const char *key)
{
    return key[0] == '\0' || strpbrk(key, ".=\"") != NULL || key[0] == ' ' || key[strlen(key) - 1] == ' ';
}

void key_path_append(text_buffer *path, const char *name)
{
    if (path->length > 0)
        text_append(path, ".");
    if (!needs_quotes(name)) {
        text_append(path, name);
        return;
    }
    text_append(path, "\"");
    for (const char *at = name; *at; at++) {
        if (*at == '"')
            text_append(path, "\"");
        text_append_bytes(path, at, 1);
    }
    text_append(path, "\"");
}

const char *key_path_part(sol_arena *arena, const char *at, const char *ends, const char **name)
{
    if (*at != '"') {
        const char *end = at + strcspn(at, ends);
        *name = sol_arena_copy(arena, at, (size_t)(end - at));
        return end;
    }
    text_buffer text = {.arena = arena};
    text_append(&text, "");
    for (at++; *at; at++) {
        if (*at == '"' && at[1] != '"') {
            *name = text_of(&text);
            return at + 1;
        }
        at += *at == '"';
        text_append_bytes(&text, at, 1);
    }
    return NULL;
}
