/* Assumptions as they are read: by part of the scenario, what belongs together in one row, each source once. */
#include "report/document/assumptions.h"

#include "base/text.h"

#include <string.h>

/* Parts of a scenario by the first word of their keys; what has no row of its own is taken by the last. */
typedef struct topic {
    const char *title, *words; /* ",start,end," */
    const char *entity;        /* what stands before the name of a subject, as "firms."; NULL: subjects have no names */
} topic;

static const topic topics[] = {
    {"Dates, money and simulation", ",currency,start,end,exchange,simulation,", NULL},
    {"The goal", ",timeliness,", NULL},
    {"Mortality", ",mortality,", NULL},
    {"Events", ",events,", "events."},
    {"Who joins", ",participation,correlation,", NULL},
    {"Firms", ",firms,", "firms."},
    {"Other sources", ",other_sources,", "other_sources."},
    {"The fund", ",fund,", NULL},
    {"Claimants", ",claimants,", "claimants.groups."},
    {"Administration", ",administration,", NULL},
    {"Payments", ",payments,", NULL},
    {"Division", ",allocation,", NULL},
    {"Other", NULL, NULL},
};
enum { TOPICS = sizeof topics / sizeof *topics };

static bool is_of(const char *key, const topic *t)
{
    size_t length = strcspn(key, ".");
    const char *at = t->words;
    while (at && (at = strstr(at, ",")) && at[1]) {
        if (strncmp(at + 1, key, length) == 0 && at[1 + length] == ',')
            return true;
        at++;
    }
    return !t->words;
}

static size_t topic_of(const char *key)
{
    size_t i = 0;
    while (!is_of(key, &topics[i]))
        i++;
    return i;
}

/* Bytes of the first part of a path; a quoted part may hold dots, and its quotes are doubled. */
static size_t part_length(const char *path)
{
    if (*path != '"')
        return strcspn(path, ".");
    size_t i = 1;
    while (path[i] && !(path[i] == '"' && path[i + 1] != '"'))
        i += path[i] == '"' ? 2 : 1;
    return path[i] ? i + 1 : i;
}

/* A part without the quotes of a path. */
static const char *plain_part(sol_arena *arena, const char *part, size_t length)
{
    if (*part != '"' || length < 2)
        return sol_arena_copy(arena, part, length);
    text_buffer out = {.arena = arena};
    text_append(&out, "");
    for (size_t i = 1; i + 1 < length; i++) {
        text_append_bytes(&out, &part[i], 1);
        i += part[i] == '"';
    }
    return text_of(&out);
}

/* A key as the subject that it is about and what it says of it: "POSCO" and "pays.every", "mortality.male" and "b", "start" and "". */
typedef struct line {
    const sol_assumption *from;
    const char *subject, *rest;
    size_t topic;
    bool is_done;
} line;

static void split(sol_arena *arena, line *l)
{
    const char *key = l->from->key, *entity = topics[l->topic].entity;
    size_t length = entity ? strlen(entity) : 0, last = 0;
    l->rest = "";
    if (entity && strncmp(key, entity, length) == 0) {
        size_t name = part_length(key + length);
        l->subject = plain_part(arena, key + length, name);
        l->rest = key[length + name] ? key + length + name + 1 : "";
        return;
    }
    for (size_t at = 0; key[at];) {
        last = at;
        at += part_length(key + at);
        at += key[at] == '.';
    }
    l->subject = last > 0 ? sol_arena_copy(arena, key, last - 1) : key;
    l->rest = last > 0 ? key + last : "";
}

static line *lines_of(sol_arena *arena, size_t count, const sol_assumption *assumption)
{
    line *l = SOL_TAKE(arena, count, line);
    for (size_t i = 0; i < count; i++) {
        l[i] = (line){.from = &assumption[i], .topic = topic_of(assumption[i].key)};
        split(arena, &l[i]);
    }
    return l;
}

static bool is_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void append_value(text_buffer *out, const line *l)
{
    text_append(out, out->length > 0 ? "; " : "");
    text_print(out, "%s%s%s", l->rest, *l->rest ? " " : "", l->from->value);
}

typedef struct source_list {
    size_t count;
    const char **name;
} source_list;

/* The number of a source, from 1, by its first appearance. */
static size_t number_of(source_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->name[i], name) == 0)
            return i + 1;
    list->name[list->count++] = name;
    return list->count;
}

/* What is being folded. */
typedef struct fold {
    document_table *table;
    size_t count;
    line *line;
    source_list sources;
} fold;

static bool is_of_subject(const line *l, const line *other)
{
    return !l->is_done && l->topic == other->topic && strcmp(l->subject, other->subject) == 0;
}

static bool rests_on_the_same(const sol_assumption *a, const sol_assumption *b)
{
    return is_same(a->source, b->source) && is_same(a->note, b->note) &&
           is_same(assumptions_standing(a), assumptions_standing(b));
}

/* The row of line i, which takes in all later ones of its subject that rest on the same. */
static void add_row(fold *f, size_t i, bool is_continued)
{
    const line *first = &f->line[i];
    const sol_assumption *a = first->from;
    sol_arena *arena = f->table->arena;
    text_buffer values = {.arena = arena};
    for (size_t k = i; k < f->count; k++) {
        if (!is_of_subject(&f->line[k], first) || !rests_on_the_same(a, f->line[k].from))
            continue;
        append_value(&values, &f->line[k]);
        f->line[k].is_done = k > i;
    }
    f->line[i].is_done = true;
    document_cell *row = document_add_row(f->table);
    row[0] = cell_text(first->subject);
    row[0].is_continued = is_continued;
    row[1] = cell_text(text_of(&values));
    row[2] = cell_text(a->source ? sol_arena_print(arena, "[%zu]", number_of(&f->sources, a->source))
                                 : assumptions_standing(a));
    row[3] = cell_text(a->note);
}

/* All rows of line i's subject, together. */
static void add_subject(fold *f, size_t i)
{
    add_row(f, i, false);
    line subject = f->line[i];
    for (size_t k = i + 1; k < f->count; k++)
        if (is_of_subject(&f->line[k], &subject) && !f->line[k].from->is_default)
            add_row(f, k, true);
}

static void add_topic(fold *f, size_t t)
{
    bool is_begun = false;
    for (size_t i = 0; i < f->count; i++) {
        if (f->line[i].is_done || f->line[i].topic != t || f->line[i].from->is_default)
            continue;
        if (!is_begun)
            document_add_group(f->table, topics[t].title);
        is_begun = true;
        add_subject(f, i);
    }
}

static fold fold_of(document *doc, size_t count, const sol_assumption *assumption)
{
    fold f = {.count = count < ASSUMPTIONS_FOLDED_MOST ? count : ASSUMPTIONS_FOLDED_MOST};
    f.line = lines_of(doc->arena, f.count, assumption);
    f.sources.name = SOL_TAKE(doc->arena, f.count, const char *);
    return f;
}

static void note_cut(const fold *f, size_t count)
{
    if (f->count < count)
        f->table->note = sol_arena_print(f->table->arena, "The first %zu of %zu values; Excel, CSV and JSON have all.",
                                         f->count, count);
}

void assumptions_add_folded(document *doc, size_t count, const sol_assumption *assumption)
{
    static const document_column columns[] = {
        {.key = "subject", .title = "of", .unit = UNIT_TEXT},
        {.key = "values", .title = "what was assumed", .unit = UNIT_TEXT},
        {.key = "source", .title = "source", .unit = UNIT_TEXT},
        {.key = "note", .title = "note", .unit = UNIT_TEXT},
    };
    document_heading(doc, 2, "What was assumed");
    assumptions_say_counts(doc, count, assumption);
    fold f = fold_of(doc, count, assumption);
    f.table = document_add_table(doc, "assumptions", NULL, 4, columns);
    for (size_t t = 0; t < TOPICS; t++)
        add_topic(&f, t);
    note_cut(&f, count);
    if (f.sources.count == 0)
        return;
    document_heading(doc, 3, "Sources");
    document_numbered_list(doc, f.sources.count, f.sources.name);
}

/* The row of line i with all of its subject. */
static void add_resolved(fold *f, size_t i)
{
    line subject = f->line[i];
    text_buffer values = {.arena = f->table->arena};
    for (size_t k = i; k < f->count; k++) {
        if (!is_of_subject(&f->line[k], &subject))
            continue;
        append_value(&values, &f->line[k]);
        text_append(&values, f->line[k].from->is_default ? "*" : "");
        f->line[k].is_done = true;
    }
    document_cell *row = document_add_row(f->table);
    row[0] = cell_text(subject.subject);
    row[1] = cell_text(text_of(&values));
}

void assumptions_add_resolved(document *doc, size_t count, const sol_assumption *assumption)
{
    static const document_column columns[] = {{.key = "subject", .title = "of", .unit = UNIT_TEXT},
                                              {.key = "values", .title = "values", .unit = UNIT_TEXT}};
    fold f = fold_of(doc, count, assumption);
    f.table = document_add_table(doc, "scenario", "The scenario as it was resolved; * marks a default", 2, columns);
    for (size_t t = 0; t < TOPICS; t++)
        for (size_t i = 0; i < f.count; i++)
            if (!f.line[i].is_done && f.line[i].topic == t)
                add_resolved(&f, i);
    note_cut(&f, count);
}
