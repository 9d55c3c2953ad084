#include "program/studies/missing_answer.h"

#include "report/document/figure.h"
#include "report/payout/payout_report.h"
#include "result/json_text.h"

document *missing_document(sol_arena *arena, const sol_missing *m)
{
    static const document_column columns[] = {
        {.key = "goal", .title = "goal", .unit = UNIT_SHARE},
        {.key = "confidence", .title = "asked of\nfutures", .unit = UNIT_SHARE},
        {.key = "met", .title = "met as\nit stands", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION, .error_rank = 1},
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
    document_say(doc, TONE_PLAIN, "%s", payout_missing_text(arena, m, m->trials));
    document_table *table = document_add_table(doc, "missing", NULL, sizeof columns / sizeof *columns, columns);
    document_cell *row = document_add_row(table);
    row[0] = cell_value(m->verdict.goal);
    row[1] = cell_value(m->verdict.confidence);
    row[2] = cell_against_confidence(cell_proportion(&m->verdict.probability), m->verdict.confidence);
    if (!m->is_met && !m->is_found)
        return doc;
    row[3] = cell_value(sol_money_to_double(m->amount));
    row[4] = cell_value(sol_money_to_double(m->low));
    row[5] = cell_value(sol_money_to_double(m->high));
    return doc;
}

static json_t *amount(const sol_missing *m, sol_money units)
{
    return m->is_met || m->is_found ? json_integer(units.units) : json_null();
}

/* By when, with the sum and the confidence; null: never, or there is no sum. */
static json_t *day_of(const sol_missing *m, const sol_reach_date *reached)
{
    char day[16];
    if (!m->is_found || reached->never.support == SOL_OF_NONE || sol_date_is_never(reached->at_confidence))
        return json_null();
    sol_date_write(reached->at_confidence, day);
    return json_string(day);
}

json_t *missing_json(const sol_missing *m)
{
    return json_pack(
        "{s:s, s:s, s:i, s:I, s:o, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:b, s:o, s:o, s:b}", "title", m->title,
        "currency", m->currency, "minor_digits", m->minor_digits, "trials", (json_int_t)m->trials, "goal",
        json_text_number(m->verdict.goal), "confidence", json_text_number(m->verdict.confidence), "probability",
        json_text_proportion(&m->verdict.probability), "met", m->is_met, "found", m->is_found, "missing",
        amount(m, m->amount), "low", amount(m, m->low), "high", amount(m, m->high), "high_is_open", m->high_is_open,
        "nine_in_ten_by", day_of(m, &m->nine_in_ten), "all_by", day_of(m, &m->all), "interrupted", m->is_interrupted);
}
