/* The tree of a YAML text: scalars, sequences and mappings with their places. */
#ifndef SOL_SCENARIO_NODE_H
#define SOL_SCENARIO_NODE_H

#include "base/text.h"
#include "scenario/text/source.h"
#include "solatium/contribution.h"

typedef enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING } node_kind;

struct sol_node {
    uint8_t kind;        /* node_kind */
    bool is_plain;       /* a scalar without quotes */
    bool has_comment;    /* a plain scalar with a comment behind it on its line */
    bool is_broken;      /* reported already: say no more about it */
    uint32_t count;      /* items, or pairs of a mapping */
    uint32_t start, end; /* bytes of the source */
    const text_source *source;
    union {
        const char *text;            /* scalar */
        const sol_node *const *item; /* sequence: items; mapping: key, value, key, value, … */
    };
};

static inline const sol_node *node_key(const sol_node *mapping, size_t i)
{
    return mapping->item[2 * i];
}

static inline const sol_node *node_value(const sol_node *mapping, size_t i)
{
    return mapping->item[2 * i + 1];
}

/** The value of a key, or NULL; of what is no mapping, NULL. */
const sol_node *node_get(const sol_node *mapping, const char *key);

/** The node of the key itself, or NULL. */
const sol_node *node_get_key(const sol_node *mapping, const char *key);

/** Whether a mapping is {value, source, note}. */
bool node_is_wrapped(const sol_node *node);

/** A node without its source and note: the `value` of {value, source, note}, else the node itself. */
const sol_node *node_bare(const sol_node *node);

/** Where a node stands, and where a part of a scalar's text does (bytes of the text, not of the source). */
sol_place node_place(const sol_node *node);
sol_place node_part(const sol_node *scalar, size_t from, size_t to);

/** The first key of a mapping, so that no long stretch is marked; the mapping itself when it has none. */
sol_place node_beginning(const sol_node *mapping);

/** Writes a node on one line, scalars as they were written: "{uniform: [2019-10-01, 2021-06-30]}"; sources and notes are left out. */
void node_write(text_buffer *buffer, const sol_node *node);

/** A scalar, sequence or mapping that no text holds, at the place of another node. */
sol_node *node_scalar(sol_arena *arena, const sol_node *at, const char *text);
sol_node *node_collection(sol_arena *arena, const sol_node *at, node_kind kind, size_t count,
                          const sol_node *const *item);

#endif
