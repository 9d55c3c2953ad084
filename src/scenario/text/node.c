#include "scenario/text/node.h"

#include "base/check.h"
#include "scenario/text/names.h"
#include "solatium/scenario.h"

#include <string.h>

static ptrdiff_t index_of(const sol_node *mapping, const char *key)
{
    if (mapping->kind != NODE_MAPPING)
        return -1;
    for (size_t i = 0; i < mapping->count; i++)
        if (names_same(node_key(mapping, i)->text, key))
            return (ptrdiff_t)i;
    return -1;
}

const sol_node *node_get(const sol_node *mapping, const char *key)
{
    ptrdiff_t i = index_of(mapping, key);
    return i < 0 ? NULL : node_value(mapping, (size_t)i);
}

const sol_node *node_get_key(const sol_node *mapping, const char *key)
{
    ptrdiff_t i = index_of(mapping, key);
    return i < 0 ? NULL : node_key(mapping, (size_t)i);
}

/* What was published of a figure is a mapping that has a value among others. */
bool node_is_wrapped(const sol_node *node)
{
    return node_get(node, "value") && !node_get(node, "figure");
}

const sol_node *node_bare(const sol_node *node)
{
    return node_is_wrapped(node) ? node_get(node, "value") : node;
}

sol_place node_place(const sol_node *node)
{
    return source_place(node->source, node->start, node->end);
}

sol_place node_beginning(const sol_node *mapping)
{
    return node_place(mapping->kind == NODE_MAPPING && mapping->count > 0 ? node_key(mapping, 0) : mapping);
}

/* A plain scalar stands in the source as it reads; a quoted one without escapes does behind its quote. */
sol_place node_part(const sol_node *scalar, size_t from, size_t to)
{
    const sol_source *source = &scalar->source->source;
    size_t length = strlen(scalar->text), skip = scalar->is_plain ? 0 : 1;
    bool is_verbatim = scalar->start + skip + length <= source->length && to <= length && from <= to &&
                       memcmp(source->text + scalar->start + skip, scalar->text, length) == 0;
    if (!is_verbatim || (from == 0 && to >= length))
        return node_place(scalar);
    return source_place(scalar->source, scalar->start + skip + from, scalar->start + skip + to);
}

sol_place sol_node_place(const sol_node *node, const char *key)
{
    SOL_ENTRY(((sol_place){0}));
    SOL_CHECK(node);
    const sol_node *value = key ? node_get(node, key) : NULL;
    return node_place(value ? value : node);
}

/* As written if the text would read back as itself within a flow, else quoted. */
static void write_scalar(text_buffer *buffer, const char *text)
{
    if (text[0] && !strpbrk(text, ",[]{}\"\\\n") && !strstr(text, ": ") && !strstr(text, " #")) {
        text_append(buffer, text);
        return;
    }
    text_append(buffer, "\"");
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\\')
            text_append(buffer, "\\");
        if (*at == '\n')
            text_append(buffer, "\\n");
        else
            text_append_bytes(buffer, at, 1);
    }
    text_append(buffer, "\"");
}

/* A source or a note is said of a value; it is no part of it. */
static bool is_told(const sol_node *key)
{
    return strcmp(key->text, "source") == 0 || strcmp(key->text, "note") == 0;
}

static void write_inside(text_buffer *buffer, const sol_node *node)
{
    if (node->kind == NODE_SCALAR) {
        write_scalar(buffer, node->text);
        return;
    }
    bool is_mapping = node->kind == NODE_MAPPING, is_first = true;
    text_append(buffer, is_mapping ? "{" : "[");
    for (size_t i = 0; i < node->count; i++) {
        if (is_mapping && is_told(node_key(node, i)))
            continue;
        if (!is_first)
            text_append(buffer, ", ");
        is_first = false;
        if (is_mapping) {
            write_scalar(buffer, node_key(node, i)->text);
            text_append(buffer, ": ");
        }
        write_inside(buffer, is_mapping ? node_value(node, i) : node->item[i]);
    }
    text_append(buffer, is_mapping ? "}" : "]");
}

void node_write(text_buffer *buffer, const sol_node *node)
{
    if (node->kind == NODE_SCALAR)
        text_append(buffer, node->text);
    else
        write_inside(buffer, node);
}

sol_node *node_scalar(sol_arena *arena, const sol_node *at, const char *text)
{
    sol_node *node = SOL_TAKE(arena, 1, sol_node);
    *node = (sol_node){.kind = NODE_SCALAR, .start = at->start, .end = at->end, .source = at->source, .text = text};
    return node;
}

sol_node *node_collection(sol_arena *arena, const sol_node *at, node_kind kind, size_t count,
                          const sol_node *const *item)
{
    sol_node *node = SOL_TAKE(arena, 1, sol_node);
    *node = (sol_node){.kind = (uint8_t)kind,
                       .count = (uint32_t)count,
                       .start = at->start,
                       .end = at->end,
                       .source = at->source,
                       .item = item};
    return node;
}
