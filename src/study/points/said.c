#include "study/points/said.h"

#include "base/text.h"

#include <string.h>

said_once said_begin(sol_arena *arena, const sol_study *study, sol_diagnostics *list)
{
    return (said_once){arena, list, sol_diagnostics_new(arena), study, false};
}

static bool have_one_name(const sol_source *a, const sol_source *b)
{
    return a == b || (a && b && strcmp(a->name, b->name) == 0);
}

/* Of a lever's value the place is in a text of the point's own, so that places go by the name of what they are in. */
static bool is_same(const sol_diagnostic *a, const sol_diagnostic *b)
{
    return a->place.line == b->place.line && a->place.column == b->place.column && strcmp(a->id, b->id) == 0 &&
           strcmp(a->message, b->message) == 0 && have_one_name(a->place.source, b->place.source);
}

static bool has(const sol_diagnostics *list, const sol_diagnostic *d)
{
    for (size_t i = 0; i < sol_diagnostics_count(list); i++)
        if (is_same(sol_diagnostics_get(list, i), d))
            return true;
    return false;
}

static const sol_source *find_source(const sol_diagnostics *list, const sol_source *source)
{
    for (size_t i = 0; i < sol_diagnostics_count(list); i++) {
        const sol_source *other = sol_diagnostics_get(list, i)->place.source;
        bool is_alike = other && have_one_name(other, source) && other->length == source->length;
        if (is_alike && (source->length == 0 || memcmp(other->text, source->text, source->length) == 0))
            return other;
    }
    return NULL;
}

/* A point's memory goes with it: what its places are in is kept, each text once. */
static const sol_source *kept_source(const said_once *s, const sol_source *source)
{
    if (!source)
        return NULL;
    const sol_source *known = find_source(s->list, source);
    known = known ? known : find_source(s->brought, source);
    if (known)
        return known;
    sol_source *kept = SOL_TAKE(s->arena, 1, sol_source);
    *kept = *source;
    kept->name = sol_arena_copy(s->arena, source->name, strlen(source->name));
    kept->text = sol_arena_copy(s->arena, source->length ? source->text : "", source->length);
    kept->sheet = source->sheet ? sol_arena_copy(s->arena, source->sheet, strlen(source->sheet)) : NULL;
    return kept;
}

/* "participation.KR=20%, participation.JP=0%"; a point that sets nothing more is one of delay. */
static const char *name_of(const said_once *s, const sol_study *point)
{
    text_buffer name = {.arena = s->arena};
    for (size_t i = s->study->set_count; i < point->set_count; i++)
        text_print(&name, "%s%s", name.length ? ", " : "", point->set[i]);
    if (name.length == 0 && point->delay.months)
        text_print(&name, "money %dmo later", (int)point->delay.months);
    else if (name.length == 0)
        text_print(&name, "money %dd later", (int)point->delay.days);
    return text_of(&name);
}

static void say(const said_once *s, const sol_study *point, const sol_diagnostic *d)
{
    sol_place place = d->place;
    place.source = kept_source(s, place.source);
    sol_diagnostics_add(s->brought, d->severity, d->id, place, d->hint, "%s", d->message);
    sol_diagnostics_add(s->list, d->severity, d->id, place, d->hint, "%s: %s", name_of(s, point), d->message);
}

static void say_those(const said_once *s, const sol_study *point, const sol_diagnostics *of_point, bool with_errors)
{
    for (size_t i = 0; i < sol_diagnostics_count(of_point); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(of_point, i);
        if ((with_errors || d->severity == SOL_WARNING) && !has(s->list, d) && !has(s->brought, d))
            say(s, point, d);
    }
}

void said_warnings(const said_once *s, const sol_study *point, const sol_diagnostics *of_point)
{
    if (!s->is_silent)
        say_those(s, point, of_point, false);
}

void said_all(const said_once *s, const sol_study *point, const sol_diagnostics *of_point)
{
    say_those(s, point, of_point, true);
}
