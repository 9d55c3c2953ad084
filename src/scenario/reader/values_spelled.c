/* Distributions as cells of tables hold them, where no mapping stands: `exponential 6mo`, `uniform 1bn KRW; 2bn KRW`. */
#include "scenario/reader/reader.h"

#include <string.h>

enum { DEPTH_MAX = 3 }; /* one more than may be nested, so that the reader refuses it */

typedef struct span {
    const char *at, *end;
} span;

static span trimmed(span s)
{
    while (s.at < s.end && strchr(" \t", *s.at))
        s.at++;
    while (s.at < s.end && strchr(" \t", s.end[-1]))
        s.end--;
    return s;
}

/* Takes off a pair of brackets around all of it; whether there was one. */
static bool unbracket(span *s)
{
    static const char open[] = "{[(", close[] = "}])";
    const char *which = s->end - s->at < 2 ? NULL : strchr(open, *s->at);
    if (!which || s->end[-1] != close[which - open])
        return false;
    *s = trimmed((span){s->at + 1, s->end - 1});
    return true;
}

/* Takes off a distribution's name, with the colon behind it; NULL: there is none, or nothing behind it. */
static const sol_distribution_row *take_name(span *s)
{
    for (const sol_distribution_row *row = sol_distribution_table;
         row < sol_distribution_table + SOL_DISTRIBUTION_KINDS; row++) {
        const size_t length = strlen(row->name), whole = (size_t)(s->end - s->at);
        if (row->kind == SOL_CONSTANT || whole <= length || strncmp(s->at, row->name, length) != 0 ||
            !strchr(" \t:{[(", s->at[length]))
            continue;
        span rest = trimmed((span){s->at + length, s->end});
        rest.at += rest.at < rest.end && *rest.at == ':';
        *s = trimmed(rest);
        return s->at < s->end ? row : NULL;
    }
    return NULL;
}

/* Takes off the first of several parts. In brackets each comma ends one; outside, where it may group digits, one with a blank behind it. */
static span take_part(span *s, bool is_bracketed)
{
    int depth = 0;
    const char *at = s->at;
    for (; at < s->end; at++) {
        depth += strchr("{[(", *at) ? 1 : strchr("}])", *at) ? -1 : 0;
        const bool is_comma = *at == ',' && (is_bracketed || (at + 1 < s->end && strchr(" \t", at[1])));
        if (depth == 0 && (*at == ';' || is_comma))
            break;
    }
    span part = trimmed((span){s->at, at});
    s->at = at < s->end ? at + 1 : s->end;
    return part;
}

/* The cell's place; within it where its text is that of the file. */
static sol_node *node_of(reader *r, const sol_node *cell, span s)
{
    sol_node *node = node_scalar(r->arena, cell, sol_arena_copy(r->arena, s.at, (size_t)(s.end - s.at)));
    if (cell->end - cell->start == strlen(cell->text)) {
        node->start = cell->start + (uint32_t)(s.at - cell->text);
        node->end = cell->start + (uint32_t)(s.end - cell->text);
    }
    node->is_plain = true;
    return node;
}

static const sol_node *spell(reader *r, const sol_node *cell, span s, int depth);

/* "100d: 50%": a value and its probability, a pair of the mapping of choices. */
static bool spell_choice(reader *r, const sol_node *cell, span s, const sol_node **pair)
{
    const char *colon = s.end;
    while (colon > s.at && *colon != ':')
        colon--;
    pair[0] = node_of(r, cell, trimmed((span){s.at, colon}));
    pair[1] = node_of(r, cell, trimmed((span){colon < s.end ? colon + 1 : colon, s.end}));
    return *colon == ':';
}

static const sol_node *spell_parameters(reader *r, const sol_node *cell, span s, bool is_choice, int depth)
{
    const bool is_nested =
        !is_choice && *s.at == '{'; /* braces are a distribution's, or those of a mapping of choices */
    const bool is_bracketed = !is_nested && unbracket(&s);
    const sol_node **item = SOL_TAKE(r->arena, 2 * (size_t)(s.end - s.at) + 2, const sol_node *);
    size_t count = 0;
    while (s.at < s.end) {
        const span part = take_part(&s, is_bracketed);
        if (!is_choice)
            item[count++] = spell(r, cell, part, depth + 1);
        else if (spell_choice(r, cell, part, item + 2 * count))
            count++;
        else
            return node_of(r, cell, part); /* no mapping: refused as such */
    }
    return !is_choice && count == 1
               ? item[0]
               : node_collection(r->arena, cell, is_choice ? NODE_MAPPING : NODE_SEQUENCE, count, item);
}

static const sol_node *spell(reader *r, const sol_node *cell, span s, int depth)
{
    span inner = s;
    unbracket(&inner);
    const sol_distribution_row *row = depth < DEPTH_MAX ? take_name(&inner) : NULL;
    if (!row)
        return node_of(r, cell, s);
    const sol_node **pair = SOL_TAKE(r->arena, 2, const sol_node *);
    pair[0] = node_scalar(r->arena, cell, row->name);
    pair[1] = spell_parameters(r, cell, inner, row->kind == SOL_CHOICE, depth);
    return node_collection(r->arena, cell, NODE_MAPPING, 1, pair);
}

const sol_node *value_spelled(reader *r, const sol_node *cell)
{
    const sol_node *node = spell(r, cell, trimmed((span){cell->text, cell->text + strlen(cell->text)}), 0);
    return node->kind == NODE_MAPPING ? node : cell;
}
