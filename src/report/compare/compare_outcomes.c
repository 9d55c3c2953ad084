/* The outcomes that were asked for: a row a point and outcome, as their units differ. */
#include "report/compare/compare_parts.h"
#include "report/document/figure.h"

static document_unit unit_of(const sol_outcome *o)
{
    static const document_unit unit[] = {
        [SOL_UNIT_NUMBER] = UNIT_NUMBER, [SOL_UNIT_SHARE] = UNIT_SHARE, [SOL_UNIT_PEOPLE] = UNIT_NUMBER,
        [SOL_UNIT_FIRMS] = UNIT_NUMBER,  [SOL_UNIT_MONEY] = UNIT_MONEY, [SOL_UNIT_DATE] = UNIT_NUMBER};
    return unit[o->unit];
}

enum { VALUE, ERROR, LOW, HIGH, NEVER, DIFFERENCE, DIFFERENCE_ERROR, TOLD, FIGURES };

static document_cell date_cell(sol_date date)
{
    return sol_date_is_never(date) ? cell_text("never") : cell_value((double)date.day);
}

static void fill_date(const document *doc, const sol_outcome *o, document_cell *cell)
{
    if (o->date.never.support == SOL_OF_NONE)
        return;
    cell[VALUE] = date_cell(o->date.p50);
    cell[LOW] = date_cell(o->date.p05);
    cell[HIGH] = date_cell(o->date.p95);
    cell[NEVER] = compare_parts_cell(doc, UNIT_SHARE, o->date.never.mean, NULL, NULL);
}

static void fill_number(const document *doc, const sol_outcome *o, document_cell *cell)
{
    const bool is_proportion = o->kind == SOL_OUTCOME_PROPORTION;
    const sol_support support = is_proportion ? o->proportion.support : o->estimate.support;
    const document_unit unit = unit_of(o);
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

/* From the baseline; of dates in how often they are reached. */
static void fill_difference(const document *doc, const sol_point_outcome *outcome, document_cell *cell)
{
    const sol_difference *d = &outcome->difference;
    const document_unit unit = outcome->value.kind == SOL_OUTCOME_DATE ? UNIT_SHARE : unit_of(&outcome->value);
    if (d->support == SOL_OF_NONE)
        return;
    cell[DIFFERENCE] = compare_parts_cell(doc, unit, d->mean, "+", NULL);
    if (d->support == SOL_OF_MANY)
        cell[DIFFERENCE_ERROR] = compare_parts_cell(doc, unit, d->se, "±", NULL);
    cell[TOLD] = cell_text(compare_parts_told(d));
}

static void add_row(document *doc, document_table *table, const sol_comparison *c, size_t i, size_t k)
{
    const sol_point_outcome *outcome = &c->point[i].outcome[k];
    document_cell *row = document_add_row(table), *cell = row + 2;
    row[0] = cell_text(compare_point_name(doc->arena, c, i));
    row[1] = cell_text(c->outcomes.key[k]);
    if (outcome->value.fault)
        cell[TOLD] = cell_text(outcome->value.fault);
    else if (outcome->value.kind == SOL_OUTCOME_DATE)
        fill_date(doc, &outcome->value, cell);
    else
        fill_number(doc, &outcome->value, cell);
    if (i == c->baseline)
        cell[TOLD] = cell_text("baseline");
    else if (!outcome->value.fault)
        fill_difference(doc, outcome, cell);
}

void compare_parts_outcomes(document *doc, const sol_comparison *c)
{
    static const document_column columns[] = {
        {.key = "point", .title = "", .unit = UNIT_TEXT},
        {.key = "outcome", .title = "outcome", .unit = UNIT_TEXT},
        {.key = "value", .title = "mean or\nmedian", .unit = UNIT_NUMBER},
        {.key = "se", .title = "± s.e.", .unit = UNIT_NUMBER, .rank = 3},
        {.key = "p05", .title = "5%", .unit = UNIT_NUMBER, .rank = 4},
        {.key = "p95", .title = "95%", .unit = UNIT_NUMBER, .rank = 5},
        {.key = "never", .title = "never", .unit = UNIT_NUMBER, .rank = 2},
        {.key = "difference", .title = "against\nbaseline", .unit = UNIT_NUMBER},
        {.key = "difference_se", .title = "± s.e.", .unit = UNIT_NUMBER, .rank = 1},
        {.key = "distinct", .title = "", .unit = UNIT_TEXT},
    };
    if (c->outcomes.count == 0)
        return;
    document_heading(doc, 2, "Outcomes");
    document_say(
        doc, TONE_QUIET,
        "`solatium outcomes` says what each is. A date is the median of all futures, in which never comes last; "
        "its difference is in how often it is reached at all.");
    document_table *table = document_add_table(doc, "outcomes", NULL, sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < c->point_count; i++)
        for (size_t k = 0; k < c->outcomes.count && c->point[i].state == SOL_POINT_DONE; k++)
            add_row(doc, table, c, i, k);
}
