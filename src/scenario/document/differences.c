#include "scenario/document/differences.h"

#include <string.h>

typedef struct walk {
    void (*tell)(void *context, size_t depth, const char *const *path);
    void *context;
    size_t depth;
    const char *path[DIFFERENCES_DEPTH];
} walk;

static bool has_same_keys(const sol_node *a, const sol_node *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (strcmp(node_key(a, i)->text, node_key(b, i)->text) != 0)
            return false;
    return true;
}

static bool can_enter(const walk *w, const sol_node *a, const sol_node *b)
{
    if (a->kind != b->kind || a->kind == NODE_SCALAR || w->depth == DIFFERENCES_DEPTH)
        return false;
    return a->kind == NODE_MAPPING ? has_same_keys(a, b) : a->count == b->count;
}

static bool is_same_scalar(const sol_node *a, const sol_node *b)
{
    return a->kind == NODE_SCALAR && b->kind == NODE_SCALAR && a->is_plain == b->is_plain &&
           strcmp(a->text, b->text) == 0;
}

/* NULL stands for a value that is not there. */
static void compare(walk *w, const sol_node *a, const sol_node *b)
{
    if (a == b || (a && b && is_same_scalar(a, b)))
        return;
    if (!a || !b || !can_enter(w, a, b)) {
        w->tell(w->context, w->depth, w->path);
        return;
    }
    bool is_mapping = a->kind == NODE_MAPPING;
    const sol_node *longer = a->count > b->count ? a : b;
    size_t at = w->depth++;
    for (size_t i = 0; i < longer->count; i++) {
        w->path[at] = is_mapping ? node_key(longer, i)->text : "";
        const sol_node *left = i >= a->count ? NULL : is_mapping ? node_value(a, i) : a->item[i];
        const sol_node *right = i >= b->count ? NULL : is_mapping ? node_value(b, i) : b->item[i];
        compare(w, left, right);
    }
    w->depth = at;
}

void differences_tell(const sol_node *a, const sol_node *b,
                      void (*tell)(void *context, size_t depth, const char *const *path), void *context)
{
    walk w = {.tell = tell, .context = context};
    compare(&w, a, b);
}
