#include "report/payout/payout_report.h"

#include "base/check.h"
#include "report/compare/compare_report.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "scenario/keys/keys.h"

#include <string.h>

void payout_say_left_out(document *doc, const payout_settings *settings, const char *what)
{
    const char *why = settings->studies && settings->studies->left_out ? settings->studies->left_out
                                                                       : "It was not simulated for this report.";
    document_say(doc, TONE_QUIET, "%s is not here. %s", what, why);
}

static document_cell mean_cell(const sol_point *point, double goal)
{
    const sol_estimate *share = &point->people.share_in_time;
    if (point->state != SOL_POINT_DONE || share->support == SOL_OF_NONE)
        return cell_none();
    return cell_against_goal(cell_value(share->mean), goal);
}

/* The heat map's rows are the first lever's values, its columns the second's. */
static void add_heat(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    const sol_comparison *c = settings->studies->heat;
    SOL_CHECK(c->lever_count == 2);
    size_t rows = c->lever[0].count, columns = c->lever[1].count;
    sol_arena *arena = report->doc->arena;
    const char *down = keys_words(arena, c->lever[0].key), *across = keys_words(arena, c->lever[1].key);
    document_column *column = SOL_TAKE(arena, columns + 1, document_column);
    column[0] = (document_column){.key = "value", .title = sol_arena_print(arena, "%s ↓\n%s →", down, across)};
    for (size_t i = 0; i < columns; i++)
        column[i + 1] =
            (document_column){.key = c->lever[1].value[i], .title = c->lever[1].value[i], .unit = UNIT_SHARE};
    chart_spec chart;
    compare_heat_chart(arena, c, &chart);
    chart.title = "Futures that meet the goal, by the rates of joining, %";
    payout_add_chart(
        report, settings, &chart,
        sol_arena_print(
            arena, "Percent of futures that meet the goal, %s a point; the table has the mean shares paid in time.",
            figure_count(c->trials, "trial").text));
    document_table *table =
        document_add_table(report->doc, "participation", "Mean share paid in time by the rates", columns + 1, column);
    for (size_t i = 0; i < rows; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(c->lever[0].value[i]);
        for (size_t j = 0; j < columns; j++)
            row[j + 1] = mean_cell(&c->point[i * columns + j], r->verdict[0].goal);
    }
}

void payout_participation(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    const payout_studies *s = settings->studies;
    if (s && s->heat)
        add_heat(report, r, settings);
    else if (r->country_count < 2)
        document_say(report->doc, TONE_QUIET, "There is no map of two countries' rates: the scenario has firms of %s.",
                     r->country_count == 1 ? "one country" : "none");
    else
        payout_say_left_out(report->doc, settings, "The map of the countries' rates");
    if (s && s->tornado)
        payout_tornado(report, settings);
    else
        payout_say_left_out(report->doc, settings, "What each assumption moves");
}

void payout_rules(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    static const document_column columns[] = {
        {.key = "rule", .title = "rule", .unit = UNIT_TEXT},
        {.key = "share_in_time",
         .title = "in time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 2,
         .range_rank = 1},
        {.key = "difference",
         .title = "against the\nbaseline",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ERROR,
         .is_signed = true},
        {.key = "paid_in_life",
         .title = "paid in life",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 4,
         .range_rank = 3},
        {.key = "paid_to_estates",
         .title = "to estates",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 6,
         .range_rank = 5},
    };
    const sol_comparison *c = settings->studies ? settings->studies->rules : NULL;
    document_heading(report->doc, 3, "The rules side by side");
    if (!c) {
        payout_say_left_out(report->doc, settings, "What other rules of division would do on the same futures");
        return;
    }
    document_table *table =
        document_add_table(report->doc, "rules", "The same futures, divided by other rules", 5, columns);
    document_cell *own = document_add_row(table);
    own[0] = cell_text("as the scenario divides");
    own[1] = cell_against_goal(cell_estimate(&r->people.share_in_time), r->verdict[0].goal);
    own[3] = cell_estimate(&r->money.paid_in_life);
    own[4] = cell_estimate(&r->money.paid_to_estates);
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_point *p = &c->point[i];
        if (p->state != SOL_POINT_DONE)
            continue;
        document_cell *row = document_add_row(table);
        const char *rule = p->value ? p->value[0] : p->name;
        row[0] = cell_text(i == c->baseline ? sol_arena_print(report->doc->arena, "%s (baseline)", rule) : rule);
        row[1] = cell_against_goal(cell_estimate(&p->people.share_in_time), r->verdict[0].goal);
        row[2] = cell_change(&p->difference[SOL_METRIC_SHARE_IN_TIME]);
        row[3] = cell_estimate(&p->money.paid_in_life);
        row[4] = cell_estimate(&p->money.paid_to_estates);
    }
    table->note = sol_arena_print(report->doc->arena,
                                  "Each rule divides everything, on the same %s; the first row is the scenario's "
                                  "own division, on the %s of this report.",
                                  figure_count(c->trials, "future").text, figure_number((double)r->trials, 0).text);
}
