/* The outcomes that were asked for: a table each. A date is the median of all futures; its difference is in how often it is reached at all. */
#include "report/compare/compare_parts.h"
#include "report/document/cells.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

/* Beside the value stands its standard error, or how often a date is never. */
enum { VALUE, ERROR, NEVER = ERROR, LOW, HIGH, DIFFERENCE, DIFFERENCE_ERROR, TOLD, FIGURES };

static document_cell date_cell(const document *doc, sol_date date)
{
    return cell_word(sol_arena_print(doc->arena, "%s", figure_date((double)date.day).text));
}

static void fill_date(const document *doc, const sol_outcome *o, document_cell *cell)
{
    if (o->date.never.support == SOL_OF_NONE)
        return;
    cell[VALUE] = date_cell(doc, o->date.p50);
    cell[LOW] = date_cell(doc, o->date.p05);
    cell[HIGH] = date_cell(doc, o->date.p95);
    cell[NEVER] = compare_parts_cell(doc, UNIT_SHARE, o->date.never.mean, NULL, NULL);
}

static void fill_number(const document *doc, const sol_outcome *o, document_cell *cell)
{
    const bool is_proportion = o->kind == SOL_OUTCOME_PROPORTION;
    const sol_support support = is_proportion ? o->proportion.support : o->estimate.support;
    const document_unit unit = cell_unit_of(o->unit);
    if (support == SOL_OF_NONE)
        return;
    cell[VALUE] = compare_parts_cell(doc, unit, is_proportion ? o->proportion.mean : o->estimate.mean, NULL, NULL);
    if (o->kind == SOL_OUTCOME_FIXED)
        return;
    if (support == SOL_OF_MANY)
        cell[ERROR] = compare_parts_cell(doc, unit, is_proportion ? o->proportion.se : o->estimate.se, "±", NULL);
    if (o->kind != SOL_OUTCOME_ESTIMATE)
        return;
    cell[LOW] = compare_parts_cell(doc, unit, o->estimate.p05, NULL, NULL);
    cell[HIGH] = compare_parts_cell(doc, unit, o->estimate.p95, NULL, NULL);
}

/* How far apart two medians are. */
static const char *days_told(const document *doc, double days)
{
    if (isinf(days))
        return days > 0 ? "no median any more" : "a median, at last";
    return days == 0 ? "the same median"
                     : sol_arena_print(doc->arena, "median %s%s", days > 0 ? "+" : "-",
                                       figure_count((size_t)fabs(days), "day").text);
}

/* From the baseline; of dates in how often they are reached, and how far the medians are apart. */
static void fill_difference(const document *doc, const sol_point_outcome *outcome, const sol_point_outcome *baseline,
                            document_cell *cell)
{
    const sol_difference *d = &outcome->difference;
    const document_unit unit = outcome->value.kind == SOL_OUTCOME_DATE ? UNIT_SHARE : cell_unit_of(outcome->value.unit);
    if (d->support == SOL_OF_NONE)
        return;
    cell[DIFFERENCE] = compare_parts_cell(doc, unit, d->mean, "+", NULL);
    if (d->support == SOL_OF_MANY)
        cell[DIFFERENCE_ERROR] = compare_parts_cell(doc, unit, d->se, "±", NULL);
    cell[TOLD] = cell_text(outcome->value.kind == SOL_OUTCOME_DATE
                               ? days_told(doc, sol_outcome_difference(outcome, baseline).mean)
                               : compare_parts_told(d));
}

/* What stands before the figures: the levers' values, or the file's title. */
static size_t heads_of(const sol_comparison *c)
{
    return c->lever_count > 0 ? c->lever_count : 1;
}

static void add_row(document *doc, document_table *table, const sol_comparison *c, size_t i, size_t k)
{
    const sol_point_outcome *outcome = &c->point[i].outcome[k];
    document_cell *row = document_add_row(table), *cell = row + heads_of(c);
    for (size_t l = 0; l < c->lever_count; l++)
        row[l] = cell_text(c->point[i].value[l]);
    if (c->lever_count == 0)
        row[0] = cell_text(c->point[i].name);
    if (outcome->value.fault)
        cell[TOLD] = cell_text(outcome->value.fault);
    else if (outcome->value.kind == SOL_OUTCOME_DATE)
        fill_date(doc, &outcome->value, cell);
    else
        fill_number(doc, &outcome->value, cell);
    if (i == c->baseline && !outcome->value.fault)
        cell[TOLD] = cell_text("baseline");
    else if (!outcome->value.fault)
        fill_difference(doc, outcome, &c->point[c->baseline].outcome[k], cell);
}

static void add_table(document *doc, const sol_comparison *c, size_t k)
{
    static const document_column figures[FIGURES] = {
        [VALUE] = {.key = "value", .title = "mean", .unit = UNIT_NUMBER},
        [ERROR] = {.key = "se", .title = "± s.e.", .unit = UNIT_NUMBER, .rank = 3},
        [LOW] = {.key = "p05", .title = "5%", .unit = UNIT_NUMBER, .rank = 4},
        [HIGH] = {.key = "p95", .title = "95%", .unit = UNIT_NUMBER, .rank = 5},
        [DIFFERENCE] = {.key = "difference", .title = "against\nbaseline", .unit = UNIT_NUMBER},
        [DIFFERENCE_ERROR] = {.key = "difference_se", .title = "± s.e.", .unit = UNIT_NUMBER, .rank = 1},
        [TOLD] = {.key = "distinct", .title = "", .unit = UNIT_TEXT},
    };
    const size_t heads = heads_of(c);
    const char *meaning = sol_outcome_meaning(c->outcomes.key[k]);
    document_column *column = SOL_TAKE(doc->arena, heads + FIGURES, document_column);
    column[0] = (document_column){.key = "scenario", .title = "", .unit = UNIT_TEXT};
    for (size_t l = 0; l < c->lever_count; l++)
        column[l] =
            (document_column){.key = c->lever[l].key, .title = compare_short_key(c->lever[l].key), .unit = UNIT_TEXT};
    memcpy(column + heads, figures, sizeof figures);
    if (c->point[c->baseline].outcome && c->point[c->baseline].outcome[k].value.kind == SOL_OUTCOME_DATE) {
        column[heads + VALUE].title = "median";
        column[heads + DIFFERENCE].title = "reached,\nagainst\nbaseline";
        column[heads + NEVER].key = column[heads + NEVER].title = "never";
    }
    document_table *table = document_add_table(
        doc, sol_arena_print(doc->arena, "outcome_%zu", k + 1),
        sol_arena_print(doc->arena, "%s%s%s", c->outcomes.key[k], meaning ? ": " : "", meaning ? meaning : ""),
        heads + FIGURES, column);
    for (size_t i = 0; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_DONE)
            add_row(doc, table, c, i, k);
}

void compare_parts_outcomes(document *doc, const sol_comparison *c)
{
    if (c->outcomes.count > 0)
        document_heading(doc, 2, "Outcomes");
    for (size_t k = 0; k < c->outcomes.count; k++)
        add_table(doc, c, k);
}
