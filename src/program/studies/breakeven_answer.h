/* What a search found: as a document, as JSON, as a picture. */
#ifndef SOL_PROGRAM_BREAKEVEN_ANSWER_H
#define SOL_PROGRAM_BREAKEVEN_ANSWER_H

#include "report/charts/chart.h"
#include "report/document/document.h"
#include "solatium/breakeven.h"

#include <jansson.h>

/** One lever: the answer in words, tables `crossings` and `tried`. */
document *breakeven_document(sol_arena *arena, const sol_breakeven *found);
json_t *breakeven_json(const sol_breakeven *found);
bool breakeven_chart(sol_arena *arena, const sol_breakeven *found, chart_spec *chart);

/** A second lever: the table `frontier`, the needed value of `key` for each of its values. */
document *frontier_document(sol_arena *arena, const char *key, const sol_frontier *frontier);
json_t *frontier_json(const char *key, const sol_frontier *frontier);

/** False with fewer than two values that have an answer. */
bool frontier_chart(sol_arena *arena, const char *key, const sol_frontier *frontier, chart_spec *chart);

#endif
