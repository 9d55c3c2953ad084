/* A document and its settings become a scenario: each section in turn, then what holds across them. */
#include "base/check.h"
#include "scenario/document/document.h"
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/countries.h"
#include "scenario/reader/mend.h"
#include "scenario/reader/reader.h"
#include "scenario/reader/set.h"
#include "scenario/sections/across.h"

#include <stdlib.h>
#include <string.h>

typedef struct ordered {
    sol_assumption line;
    const sol_node *node; /* NULL: a default */
    size_t rank, index;
} ordered;

/* The main text first, then the others as they come. */
static size_t rank_of(const text_source *source, const text_source **known, size_t *count, size_t room)
{
    for (size_t i = 0; i < *count; i++)
        if (known[i] == source)
            return i;
    if (*count < room)
        known[(*count)++] = source;
    return *count - 1;
}

static int by_place(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    if (!a->node != !b->node)
        return a->node ? -1 : 1;
    if (a->node && a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    if (a->node && a->node->start != b->node->start)
        return a->node->start < b->node->start ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* In the order of the file; defaults behind. */
static void order_assumptions(reader *r)
{
    enum { SOURCES_MAX = 64 };
    const text_source *known[SOURCES_MAX] = {r->root->source};
    size_t count = 1;
    ordered *lines = SOL_TAKE(r->arena, r->assumption_count, ordered);
    for (size_t i = 0; i < r->assumption_count; i++) {
        const sol_node *node = r->assumption_node[i];
        lines[i] = (ordered){r->assumption[i], node, node ? rank_of(node->source, known, &count, SOURCES_MAX) : 0, i};
    }
    qsort(lines, r->assumption_count, sizeof *lines, by_place);
    for (size_t i = 0; i < r->assumption_count; i++)
        r->assumption[i] = lines[i].line;
    r->scenario->assumption = r->assumption;
    r->scenario->assumption_count = r->assumption_count;
}

static sol_scenario *make(sol_arena *arena, sol_document *document, size_t set_count, const char *const *set,
                          sol_diagnostics *diagnostics)
{
    sol_scenario *scenario = SOL_TAKE(arena, 1, sol_scenario);
    const sol_node *root = document->root;
    for (size_t i = 0; i < set_count; i++)
        root = set_value(arena, root, set[i], diagnostics);
    reader r = reader_begin(arena, scenario, root, diagnostics);
    r.document = document;
    scenario->file = document->name;
    scenario->document = document;
    scenario->root = root;
    scenario->start = scenario->end = sol_date_never(); /* until they are read */
    r.root = mend_keys(&r, &key_root, root);
    head_own_currency(&r);
    countries_gather(&r);
    claimants_gather_groups(&r);
    reader_table(&r, &key_root, r.root, scenario);
    mortality_settle(&r);
    across_check_time(&r);
    /* What follows reads across sections: it needs each of them sound. */
    if (!document->is_faulty && sol_diagnostics_errors(diagnostics) == 0 && reader_has_time(&r))
        across_check(&r);
    order_assumptions(&r);
    scenario->table = r.tables.rows;
    scenario->table_count = r.tables.count;
    scenario->sha256 = document_digest(document, arena);
    if (sol_diagnostics_errors(diagnostics) > 0)
        return NULL;
    scenario->content = content_digest(&r);
    return scenario;
}

/* In a list of its own: the caller's may hold the same errors from an earlier call. */
sol_scenario *sol_scenario_make(sol_arena *arena, sol_document *document, size_t set_count, const char *const *set,
                                sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(arena && document && diagnostics && (set || set_count == 0));
    sol_diagnostics *own = sol_diagnostics_new(arena);
    if (document->is_strict)
        sol_diagnostics_be_strict(own);
    sol_scenario *scenario = make(arena, document, set_count, set, own);
    sol_diagnostics_join(diagnostics, own);
    return scenario;
}
