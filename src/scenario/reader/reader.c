#include "scenario/reader/reader.h"

#include "base/key_path.h"

#include "base/check.h"
#include "scenario/keys/forms.h"
#include "scenario/keys/schema.h"
#include "scenario/text/yaml_looks.h"

#include <stdlib.h>
#include <string.h>

reader reader_begin(sol_arena *arena, sol_scenario *scenario, const sol_node *root, sol_diagnostics *diagnostics)
{
    reader r = {
        .arena = arena,
        .diagnostics = diagnostics,
        .scenario = scenario,
        .root = root,
        .events = {.arena = arena},
        .countries = {.arena = arena},
        .groups = {.arena = arena},
        .path = {.arena = arena},
        .content = content_begin(arena),
        .tables = {.arena = arena, .size = sizeof(sol_table)},
        .mortalities = {.arena = arena, .size = sizeof(mortality_form)},
    };
    rows_add(&r.mortalities); /* the scenario's own */
    return r;
}

bool reader_is_reserved(const sol_node *key)
{
    return strcmp(key->text, "source") == 0 || strcmp(key->text, "note") == 0 || strcmp(key->text, "remove") == 0;
}

static const char *text_of_key(const sol_node *mapping, const char *key)
{
    const sol_node *value = node_get(mapping, key);
    return value && value->kind == NODE_SCALAR && value->text[0] ? value->text : NULL;
}

reader_level reader_enter(reader *r, const char *key, const sol_node *mapping)
{
    reader_level level = {r->path.length, r->source, r->note, r->said_by};
    if (key)
        key_path_append(&r->path, names_shown(r->arena, key));
    const char *source = mapping ? text_of_key(mapping, "source") : NULL;
    const char *note = mapping ? text_of_key(mapping, "note") : NULL;
    /* A note belongs to its source: what has a source of its own does not take the note from outside. */
    if (source || note)
        r->note = note;
    if (source)
        r->source = source;
    if (source || note)
        r->said_by = node_get(mapping, source ? "source" : "note")->source;
    return level;
}

void reader_leave(reader *r, reader_level level)
{
    r->path.length = level.length;
    if (r->path.data)
        r->path.data[level.length] = '\0';
    r->source = level.source;
    r->note = level.note;
    r->said_by = level.said_by;
}

void reader_assume(reader *r, const sol_node *value)
{
    if (r->assumption_count == r->assumption_room) {
        size_t room = r->assumption_room ? r->assumption_room * 2 : 64;
        sol_assumption *assumption = SOL_TAKE(r->arena, room, sol_assumption);
        const sol_node **node = SOL_TAKE(r->arena, room, const sol_node *);
        if (r->assumption_count) {
            memcpy(assumption, r->assumption, r->assumption_count * sizeof *assumption);
            memcpy(node, r->assumption_node, r->assumption_count * sizeof *node);
        }
        r->assumption = assumption;
        r->assumption_node = node;
        r->assumption_room = room;
    }
    const char *written = value->text;
    if (value->kind != NODE_SCALAR) {
        text_buffer flow = {.arena = r->arena};
        node_write(&flow, value);
        written = text_of(&flow);
    }
    /* What an extended scenario says of its values does not hold for those that replace them. */
    bool is_told = !r->is_default && r->said_by == value->source;
    r->assumption_node[r->assumption_count] = r->is_default ? NULL : value;
    r->assumption[r->assumption_count++] = (sol_assumption){
        .key = sol_arena_copy(r->arena, text_of(&r->path), r->path.length),
        .value = written,
        .source = is_told ? r->source : NULL,
        .note = is_told ? r->note : NULL,
        .is_default = r->is_default,
    };
}

void reader_fault(reader *r, problem which, const sol_node *scalar, const sol_quantity_fault *fault)
{
    if (yaml_looks_within(scalar, r->diagnostics))
        return;
    problem_add(r->diagnostics, which, node_part(scalar, fault->from, fault->to), fault->hint[0] ? fault->hint : NULL,
                "%s", fault->message);
}

/* As reader_wants, with a way out; NULL: none is known. */
static bool wants(reader *r, const sol_node *node, node_kind kind, const char *what, const char *way_out)
{
    if (node->is_broken)
        return false;
    if (node->kind == kind)
        return true;
    if (node->kind == NODE_SCALAR && yaml_looks_within(node, r->diagnostics))
        return false;
    bool is_empty = node->kind == NODE_SCALAR && node->text[0] == '\0' && node->is_plain;
    if (is_empty)
        problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(node), NULL, "%s is missing", what);
    else
        problem_add(r->diagnostics, P_WRONG_SHAPE, node_place(node), way_out, "%s stands where %s belongs",
                    node->kind == NODE_SCALAR     ? "a single value"
                    : node->kind == NODE_SEQUENCE ? "a list"
                                                  : "a mapping",
                    what);
    return false;
}

bool reader_wants(reader *r, const sol_node *node, node_kind kind, const char *what)
{
    return wants(r, node, kind, what, NULL);
}

bool reader_wants_scalar(reader *r, const sol_node *node, const char *what)
{
    if (!reader_wants(r, node, NODE_SCALAR, what))
        return false;
    if (node->text[0])
        return true;
    problem_add(r->diagnostics, P_EMPTY_VALUE, node_place(node), NULL, "%s is missing", what);
    return false;
}

const char *reader_alike(reader *r, named_kind kind, const char *name)
{
    r->looks[kind].arena = r->arena;
    return names_alike(&r->looks[kind], name);
}

void reader_warn_alike(reader *r, named_kind kind, const char *other, const char *name, sol_place place)
{
    static const char *const what[NAMED_KINDS] = {"firms", "sources", "groups", "events", "countries"};
    problem_add(r->diagnostics, P_NAMES_ALIKE, place, "write both in one way if they are one",
                "the %s `%.100s` and `%.100s` differ only by case, width or letters that look alike", what[kind], other,
                name);
}

void reader_look_at_name(reader *r, named_kind kind, const char *name, sol_place place)
{
    const char *other = reader_alike(r, kind, name);
    if (other)
        reader_warn_alike(r, kind, other, name, place);
}

static bool is_before(uint32_t line, uint32_t column, uint32_t other_line, uint32_t other_column)
{
    return line != other_line ? line < other_line : column < other_column;
}

bool reader_is_sound(const reader *r, const sol_node *mapping, const char *key)
{
    const sol_node *value = node_get(mapping, key);
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    for (size_t i = 0; value && errors > 0 && i < sol_diagnostics_count(r->diagnostics); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(r->diagnostics, i);
        sol_place whole = node_place(value);
        if (d->severity == SOL_ERROR && d->place.source == whole.source &&
            !is_before(d->place.line, d->place.column, whole.line, whole.column) &&
            !is_before(whole.end_line, whole.end_column, d->place.end_line, d->place.end_column))
            return false;
    }
    return true;
}

static void refuse_unknown_key(reader *r, const key_table *table, const sol_node *key)
{
    const char *near = reader_has_enough(r) ? NULL : keys_nearest(table, key->text);
    problem_add(r->diagnostics, P_UNKNOWN_KEY, node_place(key),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : NULL, "unknown key `%.200s`", key->text);
}

/* What a value is taken from is no part of what it says. */
static void check_texts(reader *r, const sol_node *mapping)
{
    const char *const keys[] = {"source", "note"};
    r->content.pauses++;
    for (size_t i = 0; i < 2; i++) {
        const sol_node *value = node_get(mapping, keys[i]);
        const char *text;
        if (value)
            value_text(r, value, &text);
    }
    r->content.pauses--;
}

/* Of two that exclude each other, the one whose row says so is marked, once. */
static void refuse_pair(reader *r, const key_table *table, const key_row *row, const sol_node *mapping)
{
    const key_row *other = row->instead_of ? keys_instead(table, row, mapping) : NULL;
    if (other && (!other->instead_of || other < row))
        problem_add(r->diagnostics, P_KEYS_EXCLUDE, node_place(node_get_key(mapping, row->name)), NULL,
                    "`%s` and `%s` exclude each other", other->name, row->name);
}

/* Keys that no row knows, and pairs that cannot stand together. */
static void check_keys(reader *r, const key_table *table, const sol_node *mapping)
{
    check_texts(r, mapping);
    for (size_t i = 0; i < mapping->count && !reader_has_enough(r); i++) {
        const sol_node *key = node_key(mapping, i);
        const key_row *row = keys_find(table, key->text);
        if (row)
            refuse_pair(r, table, row, mapping);
        else if (!reader_is_reserved(key))
            refuse_unknown_key(r, table, key);
    }
}

/* The reference marks keys and values as code; among the assumptions they stand as they would be written. */
static const char *without_marks(sol_arena *arena, const char *words)
{
    text_buffer out = {.arena = arena};
    text_append(&out, "");
    for (; *words; words++)
        if (*words != '`')
            text_append_bytes(&out, words, 1);
    return text_of(&out);
}

/* What holds when the key is not given stands among the assumptions in words. */
static void list_default(reader *r, const key_row *row, const sol_node *mapping)
{
    reader_level level = reader_enter(r, row->name, NULL);
    reader_assume(r, node_scalar(r->arena, mapping, without_marks(r->arena, keys_default(r->arena, row))));
    reader_leave(r, level);
    r->is_listed = false;
}

/* A day that is not known yet was told of: nothing goes by it. */
static void read_same_day(reader *r, const key_row *row, const sol_node *mapping, void *target)
{
    sol_date day = strcmp(row->same_as, "start") == 0 ? r->scenario->start : r->scenario->end;
    char text[16];
    if (sol_date_is_never(day))
        return;
    sol_date_write(day, text);
    reader_value(r, row, node_scalar(r->arena, mapping, sol_arena_copy(r->arena, text, strlen(text))), target);
}

static void read_default(reader *r, const key_row *row, const sol_node *mapping, void *target)
{
    bool was_default = r->is_default, was_listed = r->is_listed;
    r->is_default = true;
    r->is_listed = row->is_listed;
    if (row->fallback && row->fallback[0] == '\0') {
        const sol_node *empty = node_collection(r->arena, mapping, NODE_MAPPING, 0, NULL);
        r->is_default = false;
        reader_value(r, row, empty, target);
    } else if (row->fallback) {
        reader_value(r, row, node_scalar(r->arena, mapping, row->fallback), target);
    } else {
        if (row->is_listed)
            list_default(r, row, mapping);
        if (row->same_as)
            read_same_day(r, row, mapping, target);
    }
    r->is_default = was_default;
    r->is_listed = was_listed;
}

static void refuse_missing(reader *r, const key_table *table, const key_row *row, const sol_node *mapping)
{
    const key_row *instead = keys_instead(table, row, NULL);
    problem_add(r->diagnostics, P_MISSING_KEY, node_beginning(mapping),
                instead ? sol_arena_print(r->arena, "or write `%s` in its place", instead->name) : NULL,
                "`%s` is missing in the %s", row->name, table->name);
}

void reader_table(reader *r, const key_table *table, const sol_node *mapping, void *target)
{
    check_keys(r, table, mapping);
    for (size_t i = 0; i < table->count; i++) {
        const key_row *row = &table->row[i];
        const sol_node *value = node_get(mapping, row->name);
        if (value)
            reader_value(r, row, value, target);
        else if (row->is_required && !keys_instead(table, row, mapping))
            refuse_missing(r, table, row, mapping);
        else if (!row->is_required && !(row->instead_of && keys_instead(table, row, mapping)))
            read_default(r, row, mapping, target);
    }
}

/* What belongs here, for the message when something else does. */
static const char *what_belongs(const key_row *row)
{
    if (row->forms == AS_LIST)
        return "a list";
    if (row->forms == AS_TABLE || row->forms == AS_NAMED)
        return "a mapping";
    return "a value";
}

/* "its keys are `rate`, `from`", the first of them; NULL: names of one's own stand there. */
static const char *keys_of(reader *r, const key_row *row)
{
    enum { SHOWN = 6 };
    text_buffer out = {.arena = r->arena};
    if (!row->table || row->forms != AS_TABLE)
        return NULL;
    for (size_t i = 0; i < row->table->count && i < SHOWN; i++)
        text_print(&out, "%s`%s`", i ? ", " : "its keys are ", row->table->row[i].name);
    text_append(&out, row->table->count > SHOWN ? ", …" : "");
    return text_of(&out);
}

static bool has_form(reader *r, const key_row *row, const sol_node *value)
{
    bool is_distribution = value->kind == NODE_MAPPING && (row->forms & AS_VALUE) && row->kind >= VALUE_PROBABILITY;
    bool fits = value->kind == NODE_SCALAR     ? (row->forms & AS_VALUE) != 0
                : value->kind == NODE_SEQUENCE ? (row->forms & AS_LIST) != 0
                                               : is_distribution || (row->forms & (AS_TABLE | AS_NAMED)) != 0;
    if (!value->is_broken && fits)
        return value->kind != NODE_SCALAR || reader_wants_scalar(r, value, what_belongs(row));
    if ((row->forms & AS_VALUE) && value_is_distribution(value)) {
        problem_add(r->diagnostics, P_WRONG_SHAPE, node_place(value),
                    sol_arena_print(r->arena, "write %s", schema_form(row->kind)->written),
                    "`%s` is one value: it takes no distribution", row->name);
        return false;
    }
    node_kind wanted = row->forms & AS_VALUE ? NODE_SCALAR : row->forms & AS_LIST ? NODE_SEQUENCE : NODE_MAPPING;
    wants(r, value, wanted, what_belongs(row), keys_of(r, row));
    return false;
}

/* Single values and distributions stand in the table of assumptions; what reads its own parts lists them itself. */
static bool is_listed_whole(const reader *r, const key_row *row, const sol_node *value)
{
    bool is_text = row->kind == VALUE_TEXT || row->kind == VALUE_NAME;
    if (row->is_silent)
        return false;
    if (r->is_default)
        return r->is_listed;
    if (value->kind == NODE_SCALAR)
        return !(is_text && !row->read) && (row->forms & AS_VALUE);
    bool is_distribution = row->kind >= VALUE_PROBABILITY && (row->forms & AS_VALUE);
    bool is_values = value->kind == NODE_SEQUENCE && row->kind != VALUE_NONE && !row->table;
    return (is_distribution && !(row->forms & (AS_NAMED | AS_TABLE))) || (is_values && row->kind != VALUE_TEXT);
}

void reader_value(reader *r, const key_row *row, const sol_node *value, void *target)
{
    reader_level level = reader_enter(r, row->name, value->kind == NODE_MAPPING ? value : NULL);
    const sol_node *bare = value;
    if (value->kind == NODE_MAPPING && node_is_wrapped(value)) {
        bare = node_get(value, "value");
        static const key_row wrapper[] = {{"value", .meaning = ""}};
        static const key_table wrapped = {"value", "", 1, wrapper};
        check_keys(r, &wrapped, value);
    }
    bool is_left_out = row->is_of_run || row->is_shorthand || row->kind == VALUE_PATH;
    size_t read = content_count(&r->content);
    r->content.pauses += is_left_out;
    if (has_form(r, row, bare)) {
        if (is_listed_whole(r, row, bare))
            reader_assume(r, bare);
        if (row->read)
            row->read(r, row, bare, target);
        else if (bare->kind == NODE_MAPPING && row->table &&
                 (row->kind < VALUE_PROBABILITY || !(row->forms & AS_VALUE)))
            reader_table(r, row->table, bare, (char *)target + row->offset);
        else
            reader_field(r, row, bare, target);
    }
    if (bare->kind == NODE_SCALAR && (r->content.pauses > 0 || content_count(&r->content) == read))
        content_take(r, bare, "%s", bare->text);
    r->content.pauses -= is_left_out;
    reader_leave(r, level);
}
