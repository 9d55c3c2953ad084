#include "program/studies/missing_answer.h"

#include "report/document/figure.h"
#include "report/payout/payout_report.h"
#include "result/json_text.h"

static bool has_sum(const sol_missing_goal *m)
{
    return m->is_met || m->is_found;
}

document *missing_document(sol_arena *arena, const sol_missing *m)
{
    static const document_column columns[] = {
        {.key = "number", .title = "goal", .unit = UNIT_COUNT},
        {.key = "whom", .title = "of whom", .unit = UNIT_TEXT, .rank = 2},
        {.key = "by", .title = "by", .unit = UNIT_DATE, .rank = 1},
        {.key = "goal", .title = "share", .unit = UNIT_SHARE},
        {.key = "confidence", .title = "asked of\nfutures", .unit = UNIT_SHARE},
        {.key = "met", .title = "met as\nit stands", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION, .error_rank = 3},
        {.key = "missing", .title = "missing", .unit = UNIT_MONEY},
        {.key = "low", .title = "95%\nfrom", .unit = UNIT_MONEY},
        {.key = "high", .title = "\nto", .unit = UNIT_MONEY},
    };
    document *doc = document_new(arena, m->currency, m->minor_digits);
    document_heading(doc, 1, "What is missing");
    document_say(doc, TONE_QUIET, "%s; every sum on the same %s, seed %llu.", m->title,
                 figure_count(m->trials, "future").text, (unsigned long long)m->seed);
    if (m->is_interrupted) {
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "before the search was done.");
        return doc;
    }
    payout_say_missing(doc, m, m->trials);
    document_table *table = document_add_table(doc, "missing", NULL, sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < m->goal_count; i++) {
        const sol_missing_goal *g = &m->goal[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_value((double)i + 1);
        row[1] = cell_text(g->verdict.who ? g->verdict.who : "those living at start");
        row[2] = cell_date(g->verdict.by);
        row[3] = cell_value(g->verdict.goal);
        row[4] = cell_value(g->verdict.confidence);
        row[5] = cell_against_confidence(cell_proportion(&g->verdict.probability), g->verdict.confidence);
        if (!has_sum(g))
            continue;
        row[6] = cell_value(sol_money_to_double(g->amount));
        row[7] = cell_value(sol_money_to_double(g->low));
        row[8] = cell_value(sol_money_to_double(g->high));
    }
    return doc;
}

static json_t *amount(const sol_missing_goal *m, sol_money units)
{
    return has_sum(m) ? json_integer(units.units) : json_null();
}

static json_t *day(sol_date date)
{
    char text[16];
    sol_date_write(date, text);
    return json_string(text);
}

/* By when, with the sum and the confidence; null: never, or there is no sum. */
static json_t *day_of(const sol_missing_goal *m, const sol_reach_date *reached)
{
    if (!m->is_found || reached->never.support == SOL_OF_NONE || sol_date_is_never(reached->at_confidence))
        return json_null();
    return day(reached->at_confidence);
}

/* What is told of one goal. */
static json_t *goal_json(const sol_missing_goal *m)
{
    const sol_verdict *v = &m->verdict;
    return json_pack("{s:s?, s:o, s:o, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:b, s:o, s:o}", "who", v->who, "paid",
                     json_text_number(v->paid), "by", day(v->by), "goal", json_text_number(v->goal), "confidence",
                     json_text_number(v->confidence), "probability", json_text_proportion(&v->probability), "met",
                     m->is_met, "found", m->is_found, "missing", amount(m, m->amount), "low", amount(m, m->low), "high",
                     amount(m, m->high), "high_is_open", m->high_is_open, "nine_in_ten_by", day_of(m, &m->nine_in_ten),
                     "all_by", day_of(m, &m->all));
}

/* The goal that needs most, as the sum for all is its sum; then each. */
json_t *missing_json(const sol_missing *m)
{
    json_t *goals = json_array();
    for (size_t i = 0; i < m->goal_count; i++)
        json_array_append_new(goals, goal_json(&m->goal[i]));
    json_t *all =
        json_pack("{s:s, s:s, s:i, s:I, s:i}", "title", m->title, "currency", m->currency, "minor_digits",
                  m->minor_digits, "trials", (json_int_t)m->trials, "goal_number", (int)(m->needs - m->goal) + 1);
    json_t *needs = goal_json(m->needs);
    json_object_update(all, needs);
    json_decref(needs);
    json_object_set_new(all, "meets_all", json_boolean(m->meets_all));
    json_object_set_new(all, "goals", goals);
    json_object_set_new(all, "interrupted", json_boolean(m->is_interrupted));
    return all;
}
