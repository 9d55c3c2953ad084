#include "solatium/diagnostic.h"

#include "base/check.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct sol_diagnostics {
    sol_arena *arena;
    sol_diagnostic *kept;
    size_t count, room;
    size_t errors, dropped;
    bool is_strict;
};

sol_diagnostics *sol_diagnostics_new(sol_arena *arena)
{
    sol_diagnostics *list = SOL_TAKE(arena, 1, sol_diagnostics);
    if (list)
        list->arena = arena;
    return list;
}

/* The same text may have been read twice. */
static bool is_same_source(const sol_source *a, const sol_source *b)
{
    return a == b || (a && b && a->length == b->length && strcmp(a->name, b->name) == 0 &&
                      (a->length == 0 || memcmp(a->text, b->text, a->length) == 0));
}

static bool is_same(const sol_diagnostic *a, const char *id, sol_place place, const char *message)
{
    return a->place.line == place.line && a->place.column == place.column && strcmp(a->id, id) == 0 &&
           strcmp(a->message, message) == 0 && is_same_source(a->place.source, place.source);
}

/* False to a bare caller: no memory. */
static bool make_room(sol_diagnostics *list)
{
    if (list->count < list->room)
        return true;
    size_t room = list->room ? list->room * 2 : 16;
    sol_diagnostic *kept = SOL_TAKE(list->arena, room, sol_diagnostic);
    if (!kept)
        return false;
    if (list->count)
        memcpy(kept, list->kept, list->count * sizeof *kept);
    list->kept = kept;
    list->room = room;
    return true;
}

static const char *mended(sol_arena *arena, const char *hint)
{
    char *copy = sol_arena_copy(arena, hint, strlen(hint));
    if (copy)
        text_mend_cuts(copy);
    return copy;
}

void sol_diagnostics_add(sol_diagnostics *list, sol_severity severity, const char *id, sol_place place,
                         const char *hint, const char *format, ...)
{
    char message[1024] = "";
    va_list arguments;
    va_start(arguments, format);
    if (vsnprintf(message, sizeof message, format, arguments) < 0)
        guard_no_memory(0);
    va_end(arguments);
    text_mend_cuts(message);
    if (list->is_strict && id[0] == 'S')
        severity = SOL_ERROR;
    bool is_full =
        list->count == SOL_DIAGNOSTICS_KEPT; /* then copies are counted: looking for them would take a square of time */
    for (size_t i = 0; i < list->count && !is_full; i++)
        if (is_same(&list->kept[i], id, place, message))
            return;
    if (severity == SOL_ERROR)
        list->errors++;
    sol_diagnostic added = {.severity = severity, .id = id, .place = place};
    if (!is_full && make_room(list))
        added.message = sol_arena_copy(list->arena, message, strlen(message));
    if (added.message && hint)
        added.hint = mended(list->arena, hint);
    if (!added.message || (hint && !added.hint)) {
        list->dropped++;
        return;
    }
    list->kept[list->count++] = added;
}

void sol_diagnostics_be_strict(sol_diagnostics *list)
{
    list->is_strict = true;
}

bool sol_diagnostics_are_strict(const sol_diagnostics *list)
{
    return list->is_strict;
}

void sol_diagnostics_join(sol_diagnostics *list, const sol_diagnostics *other)
{
    size_t kept_errors = 0;
    for (size_t i = 0; i < other->count; i++) {
        const sol_diagnostic *d = &other->kept[i];
        kept_errors += d->severity == SOL_ERROR;
        sol_diagnostics_add(list, d->severity, d->id, d->place, d->hint, "%s", d->message);
    }
    list->errors += other->errors - kept_errors;
    list->dropped += other->dropped;
}

size_t sol_diagnostics_count(const sol_diagnostics *list)
{
    return list->count;
}

size_t sol_diagnostics_errors(const sol_diagnostics *list)
{
    return list->errors;
}

size_t sol_diagnostics_dropped(const sol_diagnostics *list)
{
    return list->dropped;
}

const sol_diagnostic *sol_diagnostics_get(const sol_diagnostics *list, size_t i)
{
    SOL_NEED(i < list->count, NULL);
    return &list->kept[i];
}

static bool stands_before(const sol_diagnostic *a, const sol_diagnostic *b)
{
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line;
    return a->place.column < b->place.column;
}

/* Insertion within runs of one source: stable, and the list is short. */
void sol_diagnostics_sort(sol_diagnostics *list)
{
    for (size_t i = 1; i < list->count; i++) {
        sol_diagnostic moved = list->kept[i];
        size_t home = 0;
        while (home < i && list->kept[home].place.source != moved.place.source)
            home++;
        if (home == i)
            continue;
        while (home < i && list->kept[home].place.source == moved.place.source &&
               !stands_before(&moved, &list->kept[home]))
            home++;
        memmove(&list->kept[home + 1], &list->kept[home], (i - home) * sizeof moved);
        list->kept[home] = moved;
    }
}
