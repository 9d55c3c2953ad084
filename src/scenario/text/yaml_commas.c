#include "scenario/text/yaml_commas.h"

#include "base/commas.h"
#include "scenario/text/problem.h"
#include "solatium/quantity.h"

#include <string.h>

static bool is_plain(const sol_node *node)
{
    return node->kind == NODE_SCALAR && node->is_plain && node->end > node->start;
}

/* Whether one scalar stands right behind another and their comma. */
static bool follows(const sol_node *one, const sol_node *last)
{
    return is_plain(one) && is_plain(last) && one->source == last->source && last->end + 1 == one->start &&
           one->source->source.text[last->end] == ',';
}

static bool is_nothing(const sol_node *value)
{
    return value->kind == NODE_SCALAR && value->is_plain && value->text[0] == '\0';
}

static bool begins_number(const char *text)
{
    text += *text == '-';
    return *text >= '0' && *text <= '9';
}

/* The keys without values that stand right behind the value at `i`: parts of a number, for no key is one. */
static size_t keys_behind(size_t i, size_t count, const sol_node *const *child)
{
    size_t keys = 0;
    const sol_node *last = child[i];
    for (size_t k = i + 1; k + 1 < count && follows(child[k], last) && is_nothing(child[k + 1]); k += 2, keys++) {
        if (!begins_number(last->text) || !begins_number(child[k]->text))
            break;
        last = child[k];
    }
    return keys;
}

/* The number without its comma; a rate in parts of one is none, and is proposed in per cent. */
static const char *way_out(sol_arena *arena, const char *number)
{
    sol_quantity_fault fault;
    int64_t billionths;
    bool is_per_month;
    bool is_wrong =
        strchr(number, '/') && !sol_quantity_rate(number, strlen(number), &billionths, &is_per_month, &fault);
    return is_wrong && fault.hint[0] ? sol_arena_print(arena, "%s", fault.hint)
                                     : sol_arena_print(arena, "write `%s`", number);
}

static size_t check_mapping(sol_arena *arena, size_t count, const sol_node **child, sol_diagnostics *diagnostics)
{
    size_t kept = 0;
    for (size_t i = 0; i + 1 < count; i += 2) {
        child[kept] = child[i];
        child[kept + 1] = child[i + 1];
        kept += 2;
        size_t keys = keys_behind(i + 1, count, child);
        if (!keys)
            continue;
        const sol_node *first = child[i + 1], *last = child[i + 2 * keys];
        sol_node *broken = SOL_TAKE(arena, 1, sol_node);
        *broken = *first;
        broken->is_broken = true;
        child[kept - 1] = broken;
        const char *text = first->source->source.text + first->start;
        problem_add(diagnostics, P_COMMA, source_place(first->source, first->start, last->end),
                    way_out(arena, commas_numbers(arena, text, last->end - first->start)),
                    "a comma in braces ends a value");
        i += 2 * keys;
    }
    return kept;
}

/* In a list only what no list has is a number for certain; others are counted by who reads the list. */
static void check_list(sol_arena *arena, sol_node *list, size_t count, const sol_node *const *child,
                       sol_diagnostics *diagnostics)
{
    for (size_t i = 0, k; i + 1 < count; i = k) {
        for (k = i + 1; k < count && follows(child[k], child[k - 1]);)
            k++;
        commas_doubt doubt;
        const sol_node *first = child[i], *last = child[k - 1];
        size_t length = last->end - first->start;
        const char *text = first->source->source.text + first->start;
        for (size_t from = 0; k > i + 1 && commas_find_doubt(arena, text, length, from, &doubt); from = doubt.next) {
            if (doubt.may_be_list)
                continue;
            list->is_broken = true;
            problem_add(diagnostics, P_COMMA,
                        source_place(first->source, first->start + doubt.from, first->start + doubt.to),
                        commas_hint(arena, &doubt), "%s", commas_message(arena, text, &doubt));
        }
    }
}

size_t yaml_commas_check(sol_arena *arena, sol_node *collection, size_t count, const sol_node **child,
                         sol_diagnostics *diagnostics)
{
    if (collection->kind == NODE_MAPPING)
        return check_mapping(arena, count, child, diagnostics);
    check_list(arena, collection, count, child, diagnostics);
    return count;
}
