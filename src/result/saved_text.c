#include "result/saved_text.h"

#include <stdlib.h>
#include <string.h>

static const char table_of_one[] = "goals[0]", text_of_one[] = "verdict";

const char *saved_text_path(sol_arena *arena, const saved_text *text, const char *path)
{
    size_t length = sizeof table_of_one - 1;
    if (!text->has_one_goal || strncmp(path, table_of_one, length) != 0)
        return path;
    return sol_arena_print(arena, "%s%s", text_of_one, path + length);
}

static const char *over_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static const char *over_string(const char *at)
{
    for (at++; *at && *at != '"'; at++)
        at += *at == '\\' && at[1];
    return at + (*at == '"');
}

/* Behind a value: brackets are counted, so that depth costs nothing. */
static const char *over_value(const char *at)
{
    size_t depth = 0;
    do {
        at = over_space(at);
        if (*at == '"') {
            at = over_string(at);
        } else if (strchr("[]{},:", *at) && *at) {
            depth += *at == '[' || *at == '{';
            depth -= *at == ']' || *at == '}';
            at++;
        } else {
            at += strcspn(at, " \t\r\n[]{},:\"");
        }
    } while (depth > 0 && *at);
    return at;
}

/* The item of a list, or the value of a key of an object; NULL: there is none. */
static const char *find_part(const char *at, size_t item, const char *key, size_t length)
{
    if (*at != (key ? '{' : '['))
        return NULL;
    for (at = over_space(at + 1); *at && *at != ']' && *at != '}'; at = over_space(at)) {
        const char *name = at;
        if (key)
            at = over_space(over_space(over_string(at)) + 1);
        if (key ? strncmp(name + 1, key, length) == 0 && name[1 + length] == '"' : item-- == 0)
            return at;
        at = over_space(over_value(at));
        at += *at == ',';
    }
    return NULL;
}

sol_place saved_text_place(const saved_text *text, const char *path)
{
    const char *whole = text->source->source.text, *at = over_space(whole), *next = at;
    while (*path && next) {
        bool is_item = *path == '[';
        size_t length = is_item ? strcspn(path, "]") + 1 : strcspn(path, ".[");
        next = find_part(at, is_item ? strtoul(path + 1, NULL, 10) : 0, is_item ? NULL : path, length);
        at = next ? next : at;
        path += length + (path[length] == '.');
    }
    bool is_long = *at == '[' || *at == '{';
    return source_place(text->source, (size_t)(at - whole), (size_t)((is_long ? at + 1 : over_value(at)) - whole));
}
