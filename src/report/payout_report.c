#include "report/payout_report.h"

#include "report/assumptions.h"
#include "report/figure.h"
#include "report/run_report.h"

#include <math.h>
#include <string.h>

enum { SOURCES_MOST = 40, TIMELINE_ROWS = 17, ASSUMPTIONS_MOST = 500 };

/* Puts the last block of a document before another. */
static void move_last(document *doc, size_t to)
{
    document_block last = doc->block[doc->block_count - 1];
    memmove(&doc->block[to + 1], &doc->block[to], (doc->block_count - 1 - to) * sizeof last);
    doc->block[to] = last;
}

/* The blocks from `first` on become parts of a section: their headings go one level down. */
static void sink_headings(document *doc, size_t first)
{
    for (size_t i = first; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_HEADING)
            doc->block[i].level = 3;
}

static void add_answer(payout_report *report, const sol_result *r)
{
    document *doc = report->doc;
    run_report_answer(doc, r);
    document_heading(doc, 2, "The answer");
    move_last(doc, 2);
    payout_add_dots(report, r);
    payout_years(doc, r);
    if (r->leaves_out_count > 0) {
        document_say(doc, TONE_STRONG, "What the scenario leaves out, and these figures therefore do not hold:");
        document_list(doc, r->leaves_out_count, r->leaves_out);
    }
}

static void add_assumptions(document *doc, const sol_result *r)
{
    size_t first = doc->block_count;
    assumptions_add(doc, r->assumption_count, r->assumption, 0, true);
    doc->block[first].text = "What was assumed";
    document_table *table = doc->block[doc->block_count - 1].table;
    if (doc->block[doc->block_count - 1].kind != BLOCK_TABLE)
        return;
    size_t kept = 0; /* defaults are listed in the last section with the whole scenario */
    for (size_t row = 0; row < table->row_count; row++) {
        document_cell *cell = &table->cell[row * table->column_count];
        bool is_default = cell[2].text && strcmp(cell[2].text, "default") == 0;
        if (is_default || kept == ASSUMPTIONS_MOST)
            continue;
        memmove(&table->cell[kept++ * table->column_count], cell, table->column_count * sizeof *cell);
    }
    if (kept == ASSUMPTIONS_MOST)
        table->note = "The first 500; the last section has them all in Excel, CSV and JSON.";
    table->row_count = kept;
}

static void add_money(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    document *doc = report->doc;
    size_t first = doc->block_count;
    run_report_money_in(doc, r, SOURCES_MOST);
    doc->block[first].text = sol_arena_print(doc->arena, "Money in: promised against likely (%s)", r->currency);
    payout_money_charts(report, r, settings);
    first = doc->block_count;
    run_report_money_out(doc, r);
    doc->block[first].text = sol_arena_print(doc->arena, "Money out: to whom (%s)", r->currency);
    payout_flow_chart(report, r, settings);
    first = doc->block_count;
    run_report_groups(doc, r);
    sink_headings(doc, first);
    first = doc->block_count;
    run_report_people(doc, r);
    sink_headings(doc, first);
}

static void add_timing(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    document_heading(report->doc, 2, "Timing");
    payout_time_charts(report, r, settings);
    size_t first = report->doc->block_count;
    run_report_timeline(report->doc, r, TIMELINE_ROWS);
    sink_headings(report->doc, first);
    payout_delay_section(report, r, settings);
}

static void add_method(document *doc, const sol_result *r)
{
    size_t first = doc->block_count;
    run_report_method(doc, r);
    doc->block[first].text = "Method and limits";
    document_say(
        doc, TONE_PLAIN,
        "The scenario was lived through %s times. Each time chance decides which firms join, when their money "
        "comes, which events happen and when each claimant dies; then the pay dates follow one another and the "
        "fund divides what it holds by its rule, in whole units of money. A figure such as \"expected\" is the "
        "mean of these futures.",
        figure_number((double)r->trials, 0).text);
    document_say(
        doc, TONE_PLAIN,
        "The figures are no better than the assumptions: they say what follows from them, not that they are "
        "right. A value marked \"assumed\" has no source. Whether a firm joins is a decision, not an accident; "
        "its probability stands for what is not known.");
    document_say(doc, TONE_PLAIN,
                 "People in time are counted among those living at the start who were neither refused nor declined nor "
                 "never due; beside it always stands the share of all living.");
}

payout_report *payout_report_make(sol_arena *arena, const sol_result *result, const payout_settings *settings)
{
    payout_report *report = SOL_TAKE(arena, 1, payout_report);
    report->doc = document_new(arena, result->currency, result->minor_digits);
    add_answer(report, result);
    add_assumptions(report->doc, result);
    add_money(report, result, settings);
    add_timing(report, result, settings);
    document_heading(report->doc, 2, "Participation");
    payout_participation(report, result, settings);
    document_heading(report->doc, 2, "Fairness");
    payout_fairness(report, result, settings);
    payout_rules(report, result, settings);
    add_method(report->doc, result);
    if (report->no_pictures)
        document_say(report->doc, TONE_FAIR, "Charts are missing: %s. Install gnuplot and make the report again.",
                     report->no_pictures);
    payout_again(report->doc, result, settings);
    return report;
}
