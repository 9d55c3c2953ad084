/* What a scenario says, for a person to hold against her intent; nothing is simulated. */
#ifndef SOL_REPORT_CHECK_REPORT_H
#define SOL_REPORT_CHECK_REPORT_H

#include "plan/plan.h"
#include "report/document/document.h"

#include <jansson.h>

/** The whole summary; `rows` of the assumptions at most (0: all, those with a source too). Needs a plan that outlives the document. */
document *check_report_make(sol_arena *arena, const sol_plan *plan, size_t rows);

/** The same as JSON: the facts by key, and the tables' rows. Amounts in minor units. */
json_t *check_report_json(sol_arena *arena, const sol_plan *plan);

/**
 * How one table was read: "rows.csv: UTF-8, separated by commas; 45 rows of 5 columns; left out: 300 empty rows, the column `note`"; and the
 * same as JSON.
 */
const char *check_report_table_words(sol_arena *arena, const sol_table *table);
json_t *check_report_table_json(const sol_table *table);

/** What is certain before a trial is run and hardly meant, as sentences: money short of the claims, a goal that nobody can reach. */
size_t check_report_doubts(sol_arena *arena, const sol_plan *plan, const char ***doubts);

/* Its parts. */
void check_report_people(document *doc, const sol_plan *plan);
void check_report_terms(document *doc, const sol_plan *plan);
void check_report_money(document *doc, const sol_plan *plan);
void check_report_events(document *doc, const sol_plan *plan);
void check_report_rules(document *doc, const sol_plan *plan);

#endif
