/* Files side by side: what differs in what they say, levels and differences in the same rows, who fares better or worse. */
#include "report/compare/compare_parts.h"

#include "base/text.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "report/document/wrap.h"

#include <math.h>

enum { HEAD_CELLS = 15 };

/* A scenario's title as the head of a column of numbers. */
static const char *head_of(sol_arena *arena, const char *name)
{
    const char *const *line;
    size_t count = wrap_lines(arena, name, HEAD_CELLS, &line);
    text_buffer head = {.arena = arena};
    for (size_t i = 0; i < count; i++)
        text_print(&head, "%s%s", i ? "\n" : "", line[i]);
    return text_of(&head);
}

/* In how many of the files an input is written. */
static size_t written_in(const sol_comparison *c, const sol_changed_input *input)
{
    size_t count = 0;
    for (size_t i = 0; i < c->point_count; i++)
        count += input->value[i][0] != '\0';
    return count;
}

/* Those written in most files first, for there the same question has two answers; else in their order. */
static const sol_changed_input **by_weight(sol_arena *arena, const sol_comparison *c)
{
    const sol_changed_input **all = SOL_TAKE(arena, c->changed_count, const sol_changed_input *);
    size_t count = 0;
    for (size_t files = c->point_count; files > 0; files--)
        for (size_t k = 0; k < c->changed_count; k++)
            if (written_in(c, &c->changed[k]) == files)
                all[count++] = &c->changed[k];
    return all;
}

void compare_parts_changed(document *doc, const sol_comparison *c, size_t rows)
{
    document_heading(doc, 2, "What differs");
    if (c->changed_count == 0) {
        document_say(doc, TONE_PLAIN, "No written value differs.");
        return;
    }
    sol_arena *arena = doc->arena;
    document_column *column = SOL_TAKE(arena, c->point_count + 1, document_column);
    column[0] = (document_column){.key = "key", .title = "key", .unit = UNIT_TEXT};
    for (size_t i = 0; i < c->point_count; i++)
        column[i + 1] = (document_column){
            .key = sol_arena_print(arena, "scenario_%zu", i + 1), .title = c->point[i].name, .unit = UNIT_TEXT};
    document_table *table = document_add_table(doc, "changed", NULL, c->point_count + 1, column);
    const sol_changed_input **input = by_weight(arena, c);
    const size_t shown = rows > 0 && rows < c->changed_count ? rows : c->changed_count;
    for (size_t k = 0; k < shown; k++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(input[k]->key);
        for (size_t i = 0; i < c->point_count; i++)
            row[i + 1] = cell_text(input[k]->value[i][0] ? input[k]->value[i] : "–");
    }
    if (shown < c->changed_count)
        table->note = sol_arena_print(arena,
                                      "And %zu more, of those written in fewer of the files last; Markdown, HTML, CSV "
                                      "and JSON have all %zu.",
                                      c->changed_count - shown, c->changed_count);
}

/* "90% of the living paid in full, in their lifetime by 2027-12-31, in 80% of futures". */
static const char *goal_words(sol_arena *arena, const sol_verdict *v)
{
    return sol_arena_print(arena, "%s of %s %s by %s, in %s of futures", figure_given_share(v->goal).text,
                           v->who ? v->who : "the living", verdict_paid(arena, v), figure_date(v->by.day).text,
                           figure_given_share(v->confidence).text);
}

void compare_parts_goals(document *doc, const sol_comparison *c)
{
    sol_arena *arena = doc->arena;
    if (c->goal_count < 2)
        return;
    document_column *column = SOL_TAKE(arena, c->point_count + 1, document_column);
    column[0] = (document_column){.key = "goal", .title = "goal", .unit = UNIT_TEXT};
    for (size_t i = 0; i < c->point_count; i++)
        column[i + 1] = (document_column){.key = sol_arena_print(arena, "scenario_%zu", i + 1),
                                          .title = head_of(arena, c->point[i].name),
                                          .unit = UNIT_SHARE,
                                          .spread = SPREAD_PROPORTION,
                                          .error_rank = 2 + (int)i,
                                          .range_rank = 9};
    document_table *table = document_add_table(doc, "goals", "Each by the goals of all", c->point_count + 1, column);
    for (size_t k = 0; k < c->goal_count; k++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(goal_words(arena, &c->goal[k]));
        for (size_t i = 0; i < c->point_count; i++)
            if (c->point[i].state == SOL_POINT_DONE)
                row[i + 1] =
                    cell_against_confidence(cell_proportion(&c->point[i].goal[k].probability), c->goal[k].confidence);
    }
    table->note = "The scenarios have different goals. In which share of futures each is met, by each of them; empty: "
                  "the scenario has no such group, or does not run on that day.";
}

/* The figures that levels and differences have in the same rows: metrics, and what each country of the baseline brings. */
typedef struct figure_row {
    const char *title;
    document_unit unit;
    int metric; /* SOL_METRICS: of a country */
    size_t country;
} figure_row;

static bool is_of_goal(sol_metric metric)
{
    return metric == SOL_METRIC_SHARE_IN_TIME || metric == SOL_METRIC_GOAL_MET || metric == SOL_METRIC_COUNTED ||
           metric == SOL_METRIC_DIED_WAITING;
}

static figure_row *rows_of(sol_arena *arena, const sol_comparison *c, size_t *count)
{
    static const sol_metric order[] = {SOL_METRIC_SHARE_IN_TIME, SOL_METRIC_GOAL_MET, SOL_METRIC_PAID_IN_LIFE,
                                       SOL_METRIC_PAID,          SOL_METRIC_RECEIVED, SOL_METRIC_DIED_WAITING,
                                       SOL_METRIC_COSTS,         SOL_METRIC_LEFT,     SOL_METRIC_OWED,
                                       SOL_METRIC_INTEREST,      SOL_METRIC_COUNTED};
    const sol_point *base = &c->point[0];
    figure_row *row = SOL_TAKE(arena, SOL_METRICS + base->country_count, figure_row);
    *count = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        if ((c->is_of_saved && order[i] == SOL_METRIC_INTEREST) ||
            (order[i] == SOL_METRIC_COUNTED && !compare_parts_leave_some(c)))
            continue;
        const compare_metric *m = &compare_metrics[order[i]];
        const bool is_own = c->goal_count > 1 && is_of_goal(order[i]);
        row[(*count)++] = (figure_row){is_own ? sol_arena_print(arena, "%s (own goal)", m->title) : m->title, m->unit,
                                       (int)order[i], 0};
        for (size_t g = 0; order[i] == SOL_METRIC_RECEIVED && g < base->country_count; g++)
            row[(*count)++] =
                (figure_row){sol_arena_print(arena, "  from %s", base->country[g].country), UNIT_MONEY, SOL_METRICS, g};
    }
    return row;
}

static const sol_difference *level_of(const sol_point *p, const figure_row *row)
{
    return row->metric == SOL_METRICS ? &p->country_level[row->country] : &p->level[row->metric];
}

static const sol_difference *difference_of(const sol_point *p, const figure_row *row)
{
    return row->metric == SOL_METRICS ? &p->country_difference[row->country] : &p->difference[row->metric];
}

static figure figure_in(const document *doc, document_unit unit, double value, bool is_error,
                        const double limit[SHARE_LIMITS])
{
    if (unit == UNIT_MONEY)
        return figure_money(value, doc->minor_digits);
    if (unit == UNIT_SHARE)
        return figure_share_against(value, is_error || fabs(value) < 0.02 ? 2 : 1, limit);
    return figure_number(value, 2);
}

/* What the verdict of a point holds a row's share against. */
static const double *limits_of(const sol_point *p, const figure_row *row, double limit[SHARE_LIMITS])
{
    bool is_share = row->metric == SOL_METRIC_SHARE_IN_TIME, is_probability = row->metric == SOL_METRIC_GOAL_MET;
    limit[0] = is_share ? p->verdict.goal : is_probability ? p->verdict.confidence : 0;
    limit[1] = is_probability ? 1 - p->verdict.confidence : 0;
    return limit;
}

document_cell compare_parts_cell(const document *doc, document_unit unit, double value, const char *sign,
                                 const double limit[SHARE_LIMITS])
{
    document_cell cell = cell_value(unit == UNIT_MONEY ? value / pow(10, doc->minor_digits) : value);
    bool is_error = sign && sign[0] != '+';
    cell.has_number = true;
    cell.text = sol_arena_print(doc->arena, "%s%s", sign && (is_error || value > 0) ? sign : "",
                                figure_in(doc, unit, value, is_error, limit).text);
    return cell;
}

void compare_parts_levels(document *doc, const sol_comparison *c)
{
    sol_arena *arena = doc->arena;
    size_t count, columns = 1 + 2 * c->point_count;
    const figure_row *row = rows_of(arena, c, &count);
    document_column *column = SOL_TAKE(arena, columns, document_column);
    column[0] = (document_column){.key = "figure", .title = "", .unit = UNIT_TEXT};
    for (size_t i = 0; i < c->point_count; i++) {
        column[1 + 2 * i] = (document_column){
            .key = sol_arena_print(arena, "scenario_%zu", i + 1),
            .title = head_of(arena, sol_arena_print(arena, "%s%s", c->point[i].name, compare_parts_mark(c, i))),
            .unit = UNIT_NUMBER};
        column[2 + 2 * i] = (document_column){.key = sol_arena_print(arena, "scenario_%zu_se", i + 1),
                                              .title = "± s.e.",
                                              .unit = UNIT_NUMBER,
                                              .rank = 1 + (int)i};
    }
    document_table *table = document_add_table(doc, "levels", "Side by side", columns, column);
    for (size_t r = 0; r < count; r++) {
        document_cell *cell = document_add_row(table);
        cell[0] = cell_text(row[r].title);
        for (size_t i = 0; i < c->point_count; i++) {
            if (c->point[i].state != SOL_POINT_DONE)
                continue;
            const sol_difference *d = level_of(&c->point[i], &row[r]);
            const double *limit = limits_of(&c->point[i], &row[r], (double[SHARE_LIMITS]){0});
            cell[1 + 2 * i] =
                d->support == SOL_OF_NONE ? cell_none() : compare_parts_cell(doc, row[r].unit, d->mean, NULL, limit);
            if (d->support == SOL_OF_MANY)
                cell[2 + 2 * i] = compare_parts_cell(doc, row[r].unit, d->se, "±", NULL);
        }
    }
}

const char *compare_parts_told(const sol_difference *d)
{
    if (d->support == SOL_OF_NONE)
        return "nobody counts in both";
    if (d->support == SOL_OF_ONE || d->is_distinguishable)
        return "";
    return d->mean == 0 && d->se == 0 ? "the same in every future" : "not distinguishable";
}

static void add_differences(document *doc, const sol_comparison *c, size_t i)
{
    static const document_column columns[] = {
        {.key = "figure", .title = "", .unit = UNIT_TEXT},
        {.key = "difference", .title = "difference", .unit = UNIT_NUMBER},
        {.key = "se", .title = "± s.e.", .unit = UNIT_NUMBER},
        {.key = "distinct", .title = "", .unit = UNIT_TEXT},
    };
    sol_arena *arena = doc->arena;
    size_t count;
    const figure_row *row = rows_of(arena, c, &count);
    document_table *table =
        document_add_table(doc, sol_arena_print(arena, "differences_%zu", i + 1),
                           sol_arena_print(arena, "%s, against %s", c->point[i].name, c->point[0].name), 4, columns);
    for (size_t r = 0; r < count; r++) {
        const sol_difference *d = difference_of(&c->point[i], &row[r]);
        document_cell *cell = document_add_row(table);
        cell[0] = cell_text(row[r].title);
        cell[1] = d->support == SOL_OF_NONE ? cell_none() : compare_parts_cell(doc, row[r].unit, d->mean, "+", NULL);
        if (d->support == SOL_OF_MANY)
            cell[2] = compare_parts_cell(doc, row[r].unit, d->se, "±", NULL);
        cell[3] = cell_text(compare_parts_told(d));
    }
}

void compare_parts_differences(document *doc, const sol_comparison *c)
{
    document_heading(doc, 2, "Differences");
    document_say(
        doc, TONE_QUIET,
        "From the first%s Not distinguishable: within 1.96 of it. Differences of shares are in percentage points.",
        c->is_of_saved ? ": ± is the standard error as of independent runs, since saved results hold no single futures "
                         "to be paired; "
                         "comparing the scenarios themselves tells finer differences."
                       : ", future by future: ± is the standard error of the paired difference.");
    for (size_t i = 1; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_DONE)
            add_differences(doc, c, i);
}

static bool has_movers(const sol_comparison *c, size_t i)
{
    for (size_t k = 0; k < c->movers_count; k++) {
        const sol_movers *m = &c->movers[(i - 1) * c->movers_count + k];
        if (m->better + m->worse + m->alike > 0)
            return true;
    }
    return false;
}

static void add_movers(document *doc, const sol_comparison *c, size_t i)
{
    static const document_column columns[] = {
        {.key = "who", .title = "who", .unit = UNIT_TEXT},
        {.key = "better", .title = "better", .unit = UNIT_COUNT},
        {.key = "worse", .title = "worse", .unit = UNIT_COUNT},
        {.key = "alike", .title = "not dis-\ntinguishable", .unit = UNIT_COUNT},
        {.key = "change",
         .title = "mean change\na claimant",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ERROR,
         .is_signed = true,
         .rank = 1,
         .error_rank = 2},
    };
    document_table *table = document_add_table(doc, sol_arena_print(doc->arena, "movers_%zu", i + 1), c->point[i].name,
                                               sizeof columns / sizeof *columns, columns);
    for (size_t k = 0; k < c->movers_count; k++) {
        const sol_movers *m = &c->movers[(i - 1) * c->movers_count + k];
        if (m->better + m->worse + m->alike == 0)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(m->label);
        row[1] = cell_value((double)m->better);
        row[2] = cell_value((double)m->worse);
        row[3] = cell_value((double)m->alike);
        row[4] = cell_with_error(m->change, m->change_se, m->support);
    }
}

void compare_parts_movers(document *doc, const sol_comparison *c)
{
    if (c->is_of_saved)
        return;
    document_heading(doc, 2, "Who fares better, who worse");
    document_say(
        doc, TONE_QUIET,
        "Claimants living at the start of both, by what they can expect to receive in life, against %s; better or "
        "worse means beyond what chance makes of the paired difference in 95%% of studies.",
        c->point[0].name);
    for (size_t i = 1; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_DONE && has_movers(c, i))
            add_movers(doc, c, i);
        else if (c->point[i].state == SOL_POINT_DONE)
            document_say(doc, TONE_PLAIN, "%s: nobody living at its start is a claimant of the first by the same id.",
                         c->point[i].name);
}
