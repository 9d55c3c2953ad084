/* libyaml's events become nodes. Its marks count characters from 0; lines and columns are found again from the bytes. */
#include "scenario/text/yaml.h"

#include "base/check.h"
#include "scenario/text/names.h"
#include "scenario/text/problem.h"
#include "scenario/text/yaml_commas.h"
#include "scenario/text/yaml_fault.h"
#include "scenario/text/yaml_looks.h"

#include <string.h>
#include <yaml.h>

enum { TEXT_CHUNK = 1 << 14, STACK_ROOM = 256 };

typedef struct open_node {
    sol_node *node;
    size_t base; /* of its children on the stack */
} open_node;

typedef struct builder {
    yaml_parser_t parser;
    yaml_event_t event;                /* the one at hand */
    guard_scope scope;                 /* of both */
    sol_arena *arena, *scratch, *keys; /* the last: of one mapping's keys */
    const text_source *source;
    sol_diagnostics *diagnostics;
    size_t from; /* byte of the source at which the parser began */
    open_node open[YAML_DEPTH_MAX];
    size_t depth;
    size_t looked_to;       /* byte of the key or value that was told last to hold what only looks like YAML */
    const sol_node **stack; /* finished children of the open nodes, and in the end the root */
    size_t stack_count, stack_room;
    size_t nodes, documents;
    size_t gap; /* byte behind the last scalar */
    char *chunk;
    size_t chunk_left;
} builder;

static size_t byte_of(const builder *b, yaml_mark_t mark)
{
    return b->from == 0 ? source_byte(b->source, mark.index)
                        : source_byte(b->source, mark.index + source_place(b->source, b->from, b->from).column - 1);
}

static void push(builder *b, const sol_node *node)
{
    if (b->stack_count == b->stack_room) {
        size_t room = b->stack_room * 2;
        const sol_node **stack = SOL_TAKE(b->scratch, room, const sol_node *);
        memcpy(stack, b->stack, b->stack_count * sizeof *stack);
        b->stack = stack;
        b->stack_room = room;
    }
    b->stack[b->stack_count++] = node;
}

static const char *keep_text(builder *b, const char *text, size_t length)
{
    if (length >= TEXT_CHUNK / 4)
        return sol_arena_copy(b->arena, text, length);
    if (b->chunk_left < length + 1) {
        b->chunk_left = TEXT_CHUNK;
        b->chunk = sol_arena_take(b->arena, TEXT_CHUNK, 1);
    }
    char *copy = memcpy(b->chunk, text, length);
    b->chunk += length + 1;
    b->chunk_left -= length + 1;
    return copy;
}

/* Between scalars there are indicators, blanks, line ends and comments; a tab counts only outside comments. */
static void look_for_tabs(builder *b, size_t to)
{
    const char *text = b->source->source.text;
    bool in_comment = false;
    for (size_t i = b->gap; i < to; i++) {
        if (text[i] == '#')
            in_comment = true;
        else if (text[i] == '\n' || text[i] == '\r')
            in_comment = false;
        else if (text[i] == '\t' && !in_comment)
            problem_add(b->diagnostics, P_TAB, source_place(b->source, i, i + 1), "use blanks",
                        "a tab stands where blanks belong");
    }
}

static bool has_comment_behind(const builder *b, size_t at)
{
    const sol_source *source = &b->source->source;
    size_t begin = at;
    while (at < source->length && (source->text[at] == ' ' || source->text[at] == '\t'))
        at++;
    return at > begin && at < source->length && source->text[at] == '#';
}

static sol_node *begin_node(builder *b, node_kind kind, const yaml_event_t *event)
{
    sol_node *node = SOL_TAKE(b->arena, 1, sol_node);
    node->kind = (uint8_t)kind;
    node->source = b->source;
    node->start = (uint32_t)byte_of(b, event->start_mark);
    node->end = (uint32_t)byte_of(b, event->end_mark);
    b->nodes++;
    return node;
}

/* What can be named is not: everything stands where it counts. */
static void refuse_properties(builder *b, sol_node *node, const yaml_char_t *anchor, const yaml_char_t *tag)
{
    if (!anchor && !tag)
        return;
    sol_place place = source_place(b->source, node->start, node->start + 1);
    if (anchor)
        problem_add(b->diagnostics, P_ALIAS, place, "take it out; a scenario can `extends:` another",
                    "the anchor `&%.100s` cannot be used", (const char *)anchor);
    else
        problem_add(b->diagnostics, P_ALIAS, place, "take it out; quote the text if it begins with `!`",
                    "the tag `%.100s` cannot be used", (const char *)tag);
    node->is_broken = true;
}

static bool is_in_flow(const builder *b)
{
    return b->depth > 0 && strchr("[{", b->source->source.text[b->open[b->depth - 1].node->start]);
}

static void add_scalar(builder *b, const yaml_event_t *event)
{
    sol_node *node = begin_node(b, NODE_SCALAR, event);
    const char *text = (const char *)event->data.scalar.value;
    size_t length = event->data.scalar.length, errors = sol_diagnostics_errors(b->diagnostics);
    look_for_tabs(b, node->start);
    b->gap = node->end;
    node->is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    node->has_comment = node->is_plain && has_comment_behind(b, node->end);
    node->text = keep_text(b, text, length);
    if (memchr(text, '\0', length))
        problem_add(b->diagnostics, P_NUL_BYTE, node_place(node), NULL, "the text holds a NUL");
    const char *tab = node->is_plain ? memchr(text, '\t', length) : NULL;
    if (tab)
        problem_add(b->diagnostics, P_TAB, node_part(node, (size_t)(tab - text), (size_t)(tab - text) + 1),
                    "use blanks, or quote the text", "a tab stands where blanks belong");
    refuse_properties(b, node, event->data.scalar.anchor, event->data.scalar.tag);
    if (node->is_plain && yaml_looks_quoted(node, is_in_flow(b), b->diagnostics))
        node->is_broken = sol_diagnostics_errors(b->diagnostics) > errors;
    b->looked_to = node->is_broken ? node->end : b->looked_to;
    push(b, node);
}

static bool open_collection(builder *b, const yaml_event_t *event, node_kind kind)
{
    sol_node *node = begin_node(b, kind, event);
    if (kind == NODE_MAPPING)
        refuse_properties(b, node, event->data.mapping_start.anchor, event->data.mapping_start.tag);
    else
        refuse_properties(b, node, event->data.sequence_start.anchor, event->data.sequence_start.tag);
    node->is_broken = false;
    if (b->depth == YAML_DEPTH_MAX) {
        problem_add(b->diagnostics, P_TOO_DEEP, source_place(b->source, node->start, node->start + 1), NULL,
                    "nested more than %d levels deep", YAML_DEPTH_MAX);
        return false;
    }
    b->open[b->depth++] = (open_node){node, b->stack_count};
    return true;
}

/* The key, or as it was meant one that holds what only looks like YAML; NULL: that is not known. Of those in one line the first is told. */
static const sol_node *look_at_key(builder *b, const sol_node *key)
{
    yaml_look look;
    if (key->kind != NODE_SCALAR || !key->is_plain || key->end <= key->start ||
        !yaml_looks_find(b->source, key->start, key->end, &look))
        return key;
    bool is_told = b->looked_to && node_place(key).line == source_place(b->source, b->looked_to, b->looked_to).line;
    if (!is_told)
        yaml_looks_report(b->source, &look, b->diagnostics);
    b->looked_to = key->end;
    return yaml_looks_mended(b->arena, key, &look);
}

/* Whether the pair may stay; `seen` holds the keys before it. */
static bool check_key(builder *b, const sol_node *key, name_table *seen, size_t base)
{
    if (key->kind != NODE_SCALAR || key->text[0] == '\0') {
        problem_add(b->diagnostics, P_KEY_SHAPE, source_place(b->source, key->start, key->start + 1), NULL,
                    "a key is one word or text");
        return false;
    }
    if (key->is_plain && strcmp(key->text, "<<") == 0) {
        problem_add(b->diagnostics, P_ALIAS, node_place(key), "take it out; a scenario can `extends:` another",
                    "the merge key `<<` cannot be used");
        return false;
    }
    bool is_new;
    int index = names_add_bytes(seen, key->text, strlen(key->text), &is_new);
    if (is_new)
        return !key->is_broken;
    uint32_t first_line = node_place(b->stack[base + 2 * (size_t)index]).line;
    problem_add(b->diagnostics, P_DUPLICATE_KEY, node_place(key),
                sol_arena_print(b->scratch, "it stands first in line %u", first_line),
                "the key `%.200s` is given twice", key->text);
    return false;
}

/* Moves the pairs that may stay to the front; gives the number of nodes kept. */
static size_t sift_pairs(builder *b, size_t base, size_t count)
{
    name_table seen = {.arena = b->keys};
    size_t kept = 0;
    for (size_t i = 0; i + 1 < count; i += 2) {
        const sol_node *key = look_at_key(b, b->stack[base + i]), *value = b->stack[base + i + 1];
        if (!key || !check_key(b, key, &seen, base))
            continue;
        b->stack[base + kept] = key;
        b->stack[base + kept + 1] = value;
        kept += 2;
    }
    sol_arena_reset(b->keys);
    return kept;
}

static void close_collection(builder *b, const yaml_event_t *event)
{
    open_node open = b->open[--b->depth];
    sol_node *node = open.node;
    size_t count = b->stack_count - open.base;
    size_t end = byte_of(b, event->end_mark);
    /* A block ends where the next thing begins; show it to the end of what it holds. */
    if (event->start_mark.index == event->end_mark.index && count > 0)
        end = b->stack[b->stack_count - 1]->end;
    node->end = (uint32_t)end;
    count = yaml_commas_check(b->arena, node, count, b->stack + open.base, b->diagnostics);
    if (node->kind == NODE_MAPPING)
        count = sift_pairs(b, open.base, count);
    const sol_node **item = SOL_TAKE(b->arena, count, const sol_node *);
    if (count)
        memcpy(item, b->stack + open.base, count * sizeof *item);
    node->item = item;
    node->count = (uint32_t)(node->kind == NODE_MAPPING ? count / 2 : count);
    b->stack_count = open.base;
    push(b, node);
}

static void add_alias(builder *b, const yaml_event_t *event)
{
    sol_node *node = begin_node(b, NODE_SCALAR, event);
    node->text = "";
    node->is_broken = true;
    problem_add(b->diagnostics, P_ALIAS, node_place(node), "write the value out; a scenario can `extends:` another",
                "the alias `*%.100s` cannot be used", (const char *)event->data.alias.anchor);
    push(b, node);
}

static bool begin_document(builder *b, const yaml_event_t *event)
{
    if (b->documents++ == 0)
        return true;
    size_t at = byte_of(b, event->start_mark);
    problem_add(b->diagnostics, P_SECOND_DOCUMENT, source_place(b->source, at, at + 3), "one file is one scenario",
                "a second document begins here");
    return false;
}

/* Whether to go on. */
static bool take_event(builder *b, const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        return begin_document(b, event);
    case YAML_SCALAR_EVENT:
        add_scalar(b, event);
        break;
    case YAML_ALIAS_EVENT:
        add_alias(b, event);
        break;
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(b, event, NODE_SEQUENCE);
    case YAML_MAPPING_START_EVENT:
        return open_collection(b, event, NODE_MAPPING);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        close_collection(b, event);
        break;
    default:
        break;
    }
    if (b->nodes <= YAML_NODES_MAX)
        return true;
    problem_add(b->diagnostics, P_TOO_DEEP, source_whole(b->source), "put claimants and firms into CSV files",
                "holds more than %d values", YAML_NODES_MAX);
    return false;
}

/* Whether the text was read to its end. */
static bool take_events(builder *b)
{
    for (;;) {
        if (!yaml_parser_parse(&b->parser, &b->event)) {
            if (b->parser.error == YAML_MEMORY_ERROR || b->parser.error == YAML_NO_ERROR)
                guard_no_memory(0);
            yaml_fault_report(&b->parser, b->source, b->from, b->diagnostics);
            return false;
        }
        bool is_end = b->event.type == YAML_STREAM_END_EVENT;
        bool goes_on = !is_end && take_event(b, &b->event);
        yaml_event_delete(&b->event);
        if (!goes_on)
            return is_end;
    }
}

static void end_parser(void *object)
{
    builder *b = object;
    yaml_event_delete(&b->event);
    yaml_parser_delete(&b->parser);
}

static sol_node *read_from(sol_arena *arena, const text_source *source, size_t from, sol_diagnostics *diagnostics)
{
    builder b = {.arena = arena, .source = source, .diagnostics = diagnostics, .from = from, .gap = from};
    if (!yaml_parser_initialize(&b.parser))
        guard_no_memory(0);
    guard_hold(&b.scope, end_parser, &b);
    b.scratch = sol_arena_new();
    b.keys = sol_arena_new();
    b.stack_room = STACK_ROOM;
    b.stack = SOL_TAKE(b.scratch, b.stack_room, const sol_node *);
    yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&b.parser, (const unsigned char *)source->source.text + from,
                                 source->source.length - from);
    bool is_whole = take_events(&b);
    if (is_whole)
        look_for_tabs(&b, source->source.length);
    guard_end(&b.scope);
    sol_node *root = is_whole && b.stack_count > 0 ? (sol_node *)b.stack[0] : NULL;
    sol_arena_free(b.scratch);
    sol_arena_free(b.keys);
    return root;
}

sol_node *yaml_read(sol_arena *arena, const text_source *source, sol_diagnostics *diagnostics)
{
    size_t errors = sol_diagnostics_errors(diagnostics);
    sol_node *root = read_from(arena, source, 0, diagnostics);
    if (root && root->kind == NODE_MAPPING)
        return root;
    if (!root && sol_diagnostics_errors(diagnostics) == errors)
        problem_add(diagnostics, P_EMPTY_TEXT, source_whole(source), "`solatium help check` shows how one begins",
                    "is empty");
    else if (root)
        problem_add(diagnostics, P_WRONG_SHAPE, node_place(root), "write `key: value` in each line",
                    "a scenario is a mapping of keys");
    return NULL;
}

sol_node *yaml_read_value(sol_arena *arena, const text_source *source, size_t from, sol_diagnostics *diagnostics)
{
    const char *text = source->source.text + from;
    if (text[0] == '{' || text[0] == '[')
        return read_from(arena, source, from, diagnostics);
    sol_node *node = SOL_TAKE(arena, 1, sol_node);
    *node = (sol_node){.kind = NODE_SCALAR,
                       .is_plain = true,
                       .start = (uint32_t)from,
                       .end = (uint32_t)source->source.length,
                       .source = source,
                       .text = text};
    return node;
}
