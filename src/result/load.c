#include "base/check.h"
#include "base/json_memory.h"
#include "result/fields.h"
#include "result/possible.h"
#include "result/saved_text.h"
#include "solatium/saved_result.h"

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const source_limit saved = {(size_t)64 << 20,
                                   "a saved result is what `solatium run FILE -o result.json` writes"};

/* No figure of a result is larger: sums of money end at 4·10^18. */
static const double NUMBER_MOST = 1e21;

typedef struct loader {
    sol_arena *arena;
    sol_diagnostics *diagnostics;
    saved_text text;
    bool has_failed;
} loader;

static void read_rows(loader *l, const json_t *object, const field *rows, char *base, const char *path);

static void complain(loader *l, const char *path, const char *what)
{
    const char *here = saved_text_path(l->arena, &l->text, path);
    l->has_failed = true;
    sol_diagnostics_add(l->diagnostics, SOL_ERROR, "R102", saved_text_place(&l->text, here), NULL,
                        "`%s` is missing or not %s", here, what);
}

static double read_number(loader *l, const json_t *value, const char *path)
{
    double number = json_is_number(value) ? json_number_value(value) : NAN;
    if (isfinite(number) && fabs(number) <= NUMBER_MOST)
        return number;
    complain(l, path, "a number of a result");
    return 0.0;
}

static double read_member(loader *l, const json_t *object, const char *path, const char *key)
{
    return read_number(l, json_object_get(object, key), sol_arena_print(l->arena, "%s.%s", path, key));
}

/* How many trials an estimate is of, by what is null of it: all, or its standard error alone. */
static sol_support read_support(const json_t *value)
{
    const char *key;
    json_t *member;
    size_t nulls = 0;
    json_object_foreach((json_t *)value, key, member) nulls += json_is_null(member);
    if (nulls > 0 && nulls == json_object_size(value))
        return SOL_OF_NONE;
    return nulls == 1 && json_is_null(json_object_get(value, "se")) ? SOL_OF_ONE : SOL_OF_MANY;
}

static sol_estimate read_estimate(loader *l, const json_t *value, const char *path)
{
    sol_estimate e = {.support = read_support(value)};
    if (e.support == SOL_OF_NONE)
        return e;
    e.mean = read_member(l, value, path, "mean");
    e.se = e.support == SOL_OF_MANY ? read_member(l, value, path, "se") : 0;
    e.p05 = read_member(l, value, path, "p05");
    e.p50 = read_member(l, value, path, "p50");
    e.p95 = read_member(l, value, path, "p95");
    return e;
}

static sol_proportion read_proportion(loader *l, const json_t *value, const char *path)
{
    sol_proportion p = {.support = read_support(value)};
    if (p.support == SOL_OF_NONE)
        return p;
    p.mean = read_member(l, value, path, "mean");
    p.se = p.support == SOL_OF_MANY ? read_member(l, value, path, "se") : 0;
    p.low = read_member(l, value, path, "low");
    p.high = read_member(l, value, path, "high");
    return p;
}

static uint64_t read_whole(loader *l, const json_t *value, const char *path)
{
    const char *digits = json_string_value(value);
    if (digits && *digits && strspn(digits, "0123456789") == strlen(digits)) {
        errno = 0;
        unsigned long long whole = strtoull(digits, NULL, 10);
        if (errno == 0)
            return whole;
    }
    if (json_is_integer(value) && json_integer_value(value) >= 0)
        return (uint64_t)json_integer_value(value);
    complain(l, path, "a whole number");
    return 0;
}

static sol_date read_date(loader *l, const json_t *value, const char *path)
{
    int year, month, day, end = 0;
    const char *text = json_string_value(value);
    if (text && strlen(text) == 10 && sscanf(text, "%4d-%2d-%2d%n", &year, &month, &day, &end) == 3 && end == 10 &&
        sol_date_is_valid(year, month, day))
        return sol_date_of(year, month, day);
    complain(l, path, "a date");
    return sol_date_of(1970, 1, 1);
}

static const char *read_text(loader *l, const json_t *value, const char *path)
{
    if (json_is_string(value))
        return sol_arena_copy(l->arena, json_string_value(value), json_string_length(value));
    complain(l, path, "a text");
    return "";
}

static sol_word read_word(loader *l, const json_t *value, const char *path)
{
    const char *text = json_string_value(value);
    for (sol_word word = SOL_IN_TIME; text && word <= SOL_NOBODY_TO_COUNT; word++)
        if (strcmp(text, sol_word_label(word)) == 0)
            return word;
    complain(l, path, "a verdict");
    return SOL_AT_RISK;
}

static sol_reach read_reach(loader *l, const json_t *value, const char *path)
{
    const char *text = json_string_value(value);
    for (sol_reach reach = SOL_IN_LIFE; text && reach < SOL_REACHES; reach++)
        if (strcmp(text, sol_reach_label(reach)) == 0)
            return reach;
    complain(l, path, "a way to reach a goal");
    return SOL_IN_LIFE;
}

static void read_list(loader *l, const json_t *value, const field *f, char *base, const char *path)
{
    if (!json_is_array(value)) {
        complain(l, path, "a list");
        return;
    }
    size_t count = json_array_size(value);
    bool is_texts = f->kind == FIELD_TEXTS;
    char *items = sol_arena_take(l->arena, count, is_texts ? sizeof(char *) : f->size);
    for (size_t i = 0; i < count; i++) {
        const json_t *item = json_array_get(value, i);
        const char *here = sol_arena_print(l->arena, "%s[%zu]", path, i);
        if (is_texts && !json_is_string(item))
            complain(l, here, "a text");
        else if (is_texts)
            ((const char **)(void *)items)[i] = read_text(l, item, here);
        else
            read_rows(l, item, f->rows, items + i * f->size, here);
    }
    *(size_t *)(void *)(base + f->count_offset) = count;
    *(void **)(void *)(base + f->offset) = items;
}

static bool read_flag(loader *l, const json_t *value, const char *path)
{
    if (!json_is_boolean(value))
        complain(l, path, "true or false");
    return json_is_true(value);
}

/* A figure of no trial stands only where there may be none: also where a result that was saved before there was such a
 * figure is written again. */
static void need_figure(loader *l, const field *f, sol_support support, const char *path)
{
    if (support == SOL_OF_NONE && !f->may_be_null && !f->is_newer)
        complain(l, path, "a figure");
}

/* What null stands for, where it may stand: no text, no end, never. Estimates tell by their parts whether there are any. */
static void take_null(const field *f, char *base)
{
    void *at = base + f->offset;
    if (f->kind == FIELD_NUMBER)
        *(double *)at = INFINITY;
    else if (f->kind == FIELD_DATE)
        *(sol_date *)at = sol_date_never();
    else
        *(const char **)at = NULL;
}

static void read_field(loader *l, const json_t *value, const field *f, char *base, const char *path)
{
    void *at = base + f->offset;
    if (f->may_be_null && json_is_null(value)) {
        take_null(f, base);
        return;
    }
    switch (f->kind) {
    case FIELD_ESTIMATE:
        *(sol_estimate *)at = read_estimate(l, value, path);
        if (f->tells_confidence && ((sol_estimate *)at)->support != SOL_OF_NONE)
            ((sol_estimate *)at)->at_confidence = read_member(l, value, path, "at_confidence");
        need_figure(l, f, ((sol_estimate *)at)->support, path);
        return;
    case FIELD_PROPORTION:
        *(sol_proportion *)at = read_proportion(l, value, path);
        need_figure(l, f, ((sol_proportion *)at)->support, path);
        return;
    case FIELD_NUMBER:
        *(double *)at = read_number(l, value, path);
        return;
    case FIELD_COUNT:
        *(size_t *)at = read_whole(l, value, path);
        return;
    case FIELD_WHOLE:
        *(uint64_t *)at = read_whole(l, value, path);
        return;
    case FIELD_DIGITS: {
        uint64_t digits = read_whole(l, value, path);
        if (digits > 4)
            complain(l, path, "a number of digits");
        *(int *)at = digits > 4 ? 0 : (int)digits;
        return;
    }
    case FIELD_TEXT:
        *(const char **)at = read_text(l, value, path);
        return;
    case FIELD_DATE:
        *(sol_date *)at = read_date(l, value, path);
        return;
    case FIELD_FLAG:
        *(bool *)at = read_flag(l, value, path);
        return;
    case FIELD_WORD:
        *(sol_word *)at = read_word(l, value, path);
        return;
    case FIELD_REACH:
        *(sol_reach *)at = read_reach(l, value, path);
        return;
    case FIELD_OBJECT:
        read_rows(l, value, f->rows, at, path);
        return;
    case FIELD_TEXTS:
    case FIELD_LIST:
        read_list(l, value, f, base, path);
        return;
    }
}

/* Of a result that was saved before there was such a key. */
static void take_otherwise(const field *f, char *base)
{
    void *at = base + f->offset;
    if (f->kind == FIELD_NUMBER)
        *(double *)at = f->otherwise;
    else if (f->kind == FIELD_COUNT)
        *(size_t *)at = *(const size_t *)(const void *)(base + f->counted_at);
    else if (f->kind == FIELD_REACH)
        *(sol_reach *)at = SOL_IN_LIFE;
    else if (f->kind == FIELD_TEXT)
        *(const char **)at = NULL;
    else if (f->kind == FIELD_DATE)
        *(sol_date *)at = sol_date_never();
    else if (f->kind == FIELD_LIST)
        *(size_t *)(void *)(base + f->count_offset) = 0;
    else if (f->kind == FIELD_FLAG)
        *(bool *)at = false;
    else if (f->kind == FIELD_PROPORTION)
        *(sol_proportion *)at = (sol_proportion){.support = SOL_OF_NONE};
    else if (f->kind == FIELD_OBJECT)
        for (const field *row = f->rows; row->key; row++)
            take_otherwise(row, at);
    else
        *(sol_estimate *)at = (sol_estimate){.support = SOL_OF_NONE};
}

static void read_rows(loader *l, const json_t *object, const field *rows, char *base, const char *path)
{
    if (!json_is_object(object)) {
        complain(l, path, "an object");
        return;
    }
    for (const field *f = rows; f->key; f++) {
        const char *here = *path ? sol_arena_print(l->arena, "%s.%s", path, f->key) : f->key;
        const json_t *value = json_object_get(object, f->key);
        if (!value && f->is_newer)
            take_otherwise(f, base);
        else
            read_field(l, value, f, base, here);
    }
}

/* One goal is saved under `verdict` alone; it is read as a list of one. */
static void list_the_goals(json_t *root)
{
    if (json_object_get(root, "goals"))
        return;
    json_t *list = json_array(), *verdict = json_object_get(root, "verdict");
    if (verdict)
        json_array_append(list, verdict);
    json_object_set_new(root, "goals", list);
}

static sol_result *load(loader *l, const json_t *format, json_t *root)
{
    sol_result *result = SOL_TAKE(l->arena, 1, sol_result);
    if (!json_is_integer(format) || json_integer_value(format) != SOL_RESULT_FORMAT) {
        sol_diagnostics_add(l->diagnostics, SOL_ERROR, "R103", source_whole(l->text.source),
                            "`solatium run FILE -o result.json` writes one", "this is no saved result of format %d",
                            SOL_RESULT_FORMAT);
        return NULL;
    }
    l->text.has_one_goal = !json_object_get(root, "goals");
    list_the_goals(root);
    read_rows(l, root, field_table, (char *)result, "");
    if (!l->has_failed && result->verdict_count == 0)
        complain(l, "verdict", "there");
    return !l->has_failed && possible_check(l->arena, result, &l->text, l->diagnostics) ? result : NULL;
}

static sol_result *load_source(sol_arena *arena, const text_source *read, sol_diagnostics *diagnostics)
{
    if (!read)
        return NULL;
    json_memory memory = json_memory_begin();
    const sol_source *source = &read->source;
    loader l = {.arena = arena, .diagnostics = diagnostics, .text = {.source = read}};
    json_error_t error;
    json_t *root = json_loadb(source->text, source->length, JSON_REJECT_DUPLICATES, &error);
    sol_result *result = root ? load(&l, json_object_get(root, "format"), root) : NULL;
    if (!root) {
        uint32_t line = error.line > 0 ? (uint32_t)error.line : 0,
                 column = error.column > 0 ? (uint32_t)error.column : 1;
        sol_place place = {source, line, column, line, column + 1};
        sol_diagnostics_add(diagnostics, SOL_ERROR, "R101", place, NULL, "the text is not JSON: %s", error.text);
    }
    json_memory_end(&memory);
    return result;
}

sol_result *sol_result_load(sol_arena *arena, const char *name, const char *text, size_t length,
                            sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    bool fits = source_fits(arena, name, length, &saved, diagnostics);
    return load_source(arena, fits ? source_copy(arena, name, text, length, diagnostics) : NULL, diagnostics);
}

sol_result *sol_result_read(sol_arena *arena, const char *path, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    return load_source(arena, source_read(arena, path, &saved, diagnostics), diagnostics);
}
