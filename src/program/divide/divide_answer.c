#include "program/divide/divide_answer.h"

#include "report/document/figure.h"

#include <math.h>

enum { SIDE_BY_SIDE = 8 }; /* claimants whose awards stand beside each other */

double divide_major(const divide_problem *problem, double minor)
{
    for (int i = 0; i < problem->minor_digits; i++)
        minor /= 10;
    return minor;
}

const char *divide_text(sol_arena *arena, const divide_problem *problem, double minor, bool is_fine)
{
    figure f = figure_number(divide_major(problem, minor), problem->minor_digits + (is_fine ? 4 : 0));
    return sol_arena_print(arena, "%s", f.text);
}

static document_cell cell_amount(const document *doc, const divide_problem *problem, double minor, bool is_fine)
{
    document_cell cell = cell_value(divide_major(problem, minor));
    if (!problem->is_data)
        cell.text = divide_text(doc->arena, problem, minor, is_fine);
    return cell;
}

static const char *with_currency(const document *doc, const divide_problem *problem, double minor)
{
    const char *text = divide_text(doc->arena, problem, minor, false);
    return problem->currency ? sol_arena_print(doc->arena, "%s %s", text, problem->currency) : text;
}

static double sum_of_claims(const divide_problem *problem)
{
    double sum = 0;
    for (size_t i = 0; i < problem->posed.count; i++)
        sum += (double)problem->posed.claim[i].units;
    return sum;
}

static void say_how(document *doc, const divide_problem *problem, size_t k, const divide_result *r)
{
    document_say(doc, TONE_QUIET, "%s: Gini index %.4f, smallest paid share %s%s.", problem->rule_text[k], r->gini,
                 figure_share(r->least_share, 1).text,
                 problem->is_exact                          ? ""
                 : problem->rounding == SOL_ROUND_HYDRAULIC ? ", rounded so that nobody loses when the endowment grows"
                                                            : ", rounded by the largest remainder");
    if (r->division.error > 1e-9)
        document_say(doc, TONE_FAIR, "Found by %s, within %.2g of the largest claim.", r->division.method,
                     r->division.error);
}

static void add_awards(document *doc, const divide_problem *problem, const divide_result *result)
{
    size_t rules = problem->rule_count, columns = 2 + (problem->weight != NULL) + (rules > 1 ? rules : 2), at = 0;
    document_column *column = SOL_TAKE(doc->arena, columns, document_column);
    column[at++] = (document_column){.key = "claimant", .title = "claimant", .unit = UNIT_TEXT};
    column[at++] = (document_column){.key = "claim", .title = "claim", .unit = UNIT_NUMBER};
    if (problem->weight)
        column[at++] = (document_column){.key = "weight", .title = "weight", .unit = UNIT_NUMBER};
    for (size_t k = 0; k < rules; k++)
        column[at++] = (document_column){.key = rules > 1 ? problem->rule_text[k] : "award",
                                         .title = rules > 1 ? problem->rule_text[k] : "award",
                                         .unit = UNIT_NUMBER};
    if (rules == 1)
        column[at++] = (document_column){.key = "share", .title = "paid share", .unit = UNIT_SHARE};
    document_table *table = document_add_table(doc, "awards", NULL, columns, column);
    for (size_t i = 0; i < problem->posed.count; i++) {
        document_cell *row = document_add_row(table);
        double claim = (double)problem->posed.claim[i].units;
        at = 0;
        row[at++] = cell_text(problem->id[i]);
        row[at++] = cell_amount(doc, problem, claim, false);
        if (problem->weight)
            row[at++] = cell_value(problem->weight[i]);
        for (size_t k = 0; k < rules; k++)
            row[at++] = cell_amount(doc, problem, result[k].award[i], problem->is_exact);
        if (rules == 1)
            row[at++] = claim > 0 ? cell_value(result[0].award[i] / claim) : (document_cell){0};
    }
}

/* One row a rule: the awards where they are few, then how equal they are. */
static void add_rules(document *doc, const divide_problem *problem, const divide_result *result)
{
    size_t people = problem->posed.count <= SIDE_BY_SIDE ? problem->posed.count : 0, at = 0;
    document_column *column = SOL_TAKE(doc->arena, people + 5, document_column);
    column[at++] = (document_column){.key = "rule", .title = "rule", .unit = UNIT_TEXT};
    for (size_t i = 0; i < people; i++)
        column[at++] = (document_column){.key = problem->id[i], .title = problem->id[i], .unit = UNIT_NUMBER};
    column[at++] = (document_column){.key = "gini", .title = "Gini\nindex", .unit = UNIT_NUMBER};
    column[at++] = (document_column){.key = "least_share", .title = "smallest\nshare", .unit = UNIT_SHARE};
    column[at++] =
        (document_column){.key = "more_equal_than", .title = "more\nequal\nthan", .unit = UNIT_COUNT, .rank = 1};
    column[at++] =
        (document_column){.key = "less_equal_than", .title = "less\nequal\nthan", .unit = UNIT_COUNT, .rank = 1};
    document_table *table = document_add_table(doc, "rules", NULL, at, column);
    table->note = "More (less) equal than: rules whose Lorenz curves lie wholly below (above); curves that cross count "
                  "for neither.";
    for (size_t k = 0; k < problem->rule_count; k++) {
        document_cell *row = document_add_row(table);
        at = 0;
        row[at++] = cell_text(problem->rule_text[k]);
        for (size_t i = 0; i < people; i++)
            row[at++] = cell_amount(doc, problem, result[k].award[i], problem->is_exact);
        row[at] = cell_value(result[k].gini);
        if (!problem->is_data)
            row[at].text = sol_arena_print(doc->arena, "%.4f", result[k].gini);
        at++;
        row[at++] = cell_value(result[k].least_share);
        row[at++] = cell_value((double)result[k].above);
        row[at++] = cell_value((double)result[k].below);
    }
}

static const char *verdict_of(const divide_problem *problem, size_t k, sol_axiom axiom, const sol_axiom_finding *f)
{
    if (f->is_violated)
        return "violated";
    return sol_axiom_always(&problem->rule[k], problem->weight != NULL, axiom) ? "always" : "holds here";
}

/* Of one rule all axioms, of several those that are violated. */
static void add_axioms(document *doc, const divide_problem *problem, const divide_result *result)
{
    static const document_column columns[] = {
        {.key = "rule", .title = "rule", .unit = UNIT_TEXT},
        {.key = "axiom", .title = "axiom", .unit = UNIT_TEXT},
        {.key = "verdict", .title = "verdict", .unit = UNIT_TEXT},
        {.key = "change", .title = "by what", .unit = UNIT_TEXT},
    };
    bool is_single = problem->rule_count == 1;
    document_table *table = document_add_table(
        doc, "axioms", is_single ? "Axioms on this problem" : "Axioms violated on this problem", 4, columns);
    for (size_t k = 0; k < problem->rule_count; k++)
        for (sol_axiom a = 0; a < SOL_AXIOMS; a++) {
            const sol_axiom_finding *f = &result[k].finding[a];
            if (!sol_axiom_applies(&problem->rule[k], problem->weight != NULL, a) || !(is_single || f->is_violated))
                continue;
            document_cell *row = document_add_row(table);
            row[0] = cell_text(problem->rule_text[k]);
            row[1] = cell_text(sol_axiom_table[a].name);
            row[2] = cell_text(verdict_of(problem, k, a, f));
            row[3] = cell_text(f->change ? f->change : "");
        }
}

document *divide_document(sol_arena *arena, const divide_problem *problem, const divide_result *result)
{
    document *doc = document_new(arena, problem->currency, problem->minor_digits);
    double claims = sum_of_claims(problem), endowment = (double)problem->posed.endowment.units;
    document_heading(doc, 2,
                     sol_arena_print(arena, "%s among %zu claim%s of %s", with_currency(doc, problem, endowment),
                                     problem->posed.count, problem->posed.count == 1 ? "" : "s",
                                     with_currency(doc, problem, claims)));
    if (endowment > claims)
        document_say_labelled(doc, TONE_GOOD, "SURPLUS", "All claims are paid in full; %s is left.",
                              with_currency(doc, problem, endowment - claims));
    if (problem->rule_count > 1)
        add_rules(doc, problem, result);
    if (problem->rule_count == 1 || problem->posed.count > SIDE_BY_SIDE)
        add_awards(doc, problem, result);
    for (size_t k = 0; k < problem->rule_count; k++)
        if (problem->rule_count == 1 || result[k].division.error > 1e-9)
            say_how(doc, problem, k, &result[k]);
    if (result[0].finding)
        add_axioms(doc, problem, result);
    return doc;
}

void divide_add_schedule(document *doc, const divide_problem *problem, const sol_schedule *schedule)
{
    size_t n = problem->posed.count;
    document_column *column = SOL_TAKE(doc->arena, n + 1, document_column);
    column[0] = (document_column){.key = "endowment", .title = "endowment", .unit = UNIT_NUMBER};
    for (size_t i = 0; i < n; i++)
        column[i + 1] = (document_column){.key = problem->id[i], .title = problem->id[i], .unit = UNIT_NUMBER};
    document_table *table = document_add_table(doc, "schedule", "Awards as the endowment grows", n + 1, column);
    table->note = schedule->is_exact ? "Between these endowments awards grow in straight lines."
                                     : "Awards bend between these endowments.";
    bool is_fine = false;
    for (size_t k = 0; k < schedule->count * n; k++)
        is_fine |= fabs(schedule->award[k] - nearbyint(schedule->award[k])) > 1e-6;
    for (size_t k = 0; k < schedule->count; k++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_amount(doc, problem, schedule->endowment[k], is_fine);
        for (size_t i = 0; i < n; i++)
            row[i + 1] = cell_amount(doc, problem, schedule->award[k * n + i], is_fine);
    }
}
