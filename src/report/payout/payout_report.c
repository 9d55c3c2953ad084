#include "report/payout/payout_report.h"

#include "report/document/assumptions.h"
#include "report/document/figure.h"
#include "report/run/run_report.h"

#include <string.h>

enum { SOURCES_MOST = 40, TIMELINE_ROWS = 17 };

/* The blocks from `first` on, which begin with a heading, become a part of a section. */
static void make_part(document *doc, size_t first, const char *title)
{
    if (first == doc->block_count)
        return;
    doc->block[first].text = title;
    doc->block[first].level = 3;
}

/* The last picture comes to stand before a table, so that pages set them side by side. */
static void put_before_table(payout_report *report, const char *key)
{
    for (size_t i = 0; i < report->doc->block_count && report->picture_count > 0; i++)
        if (report->doc->block[i].kind == BLOCK_TABLE && strcmp(report->doc->block[i].table->key, key) == 0)
            report->picture[report->picture_count - 1].block = i;
}

static void add_money(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    document *doc = report->doc;
    document_heading(doc, 2, sol_arena_print(doc->arena, "Money: in, out and missing (%s)", r->currency));
    size_t first = doc->block_count;
    run_report_money_in(doc, r, SOURCES_MOST);
    make_part(doc, first, "In: if all joined, and what is likely");
    payout_money_charts(report, r, settings);
    put_before_table(report, "by_source");
    first = doc->block_count;
    run_report_money_out(doc, r);
    make_part(doc, first, "Out: to whom");
    payout_flow_chart(report, r, settings);
    put_before_table(report, "money");
    document_heading(doc, 3, "Missing");
    if (settings->studies && settings->studies->missing)
        payout_say_missing(doc, settings->studies->missing, r->trials);
    else
        payout_say_left_out(doc, settings, "The sum that is missing for the goal");
    run_report_unpaid(doc, r);
    payout_spreads(report, r, settings);
}

static void add_timing(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    document_heading(report->doc, 2, "When");
    payout_time_charts(report, r, settings);
    document_heading(report->doc, 3, "By when, and who dies before"); /* and charts keep the page's width */
    run_report_reach(report->doc, r);
    run_report_deaths(report->doc, r);
    size_t first = report->doc->block_count;
    run_report_timeline(report->doc, r, TIMELINE_ROWS);
    make_part(report->doc, first, "Pay date by pay date");
}

static void add_levers(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    document_heading(report->doc, 2, "What it turns on");
    payout_participation(report, r, settings);
    payout_delay_section(report, r, settings);
}

static void add_people(document *doc, const sol_result *r)
{
    document_heading(doc, 2, "Who");
    size_t first = doc->block_count;
    run_report_groups(doc, r);
    make_part(doc, first, "By group, age and claim");
    first = doc->block_count;
    run_report_people(doc, r);
    run_report_wholly_paid(doc, r);
    make_part(doc, first, "How the claimants fare");
}

static void add_method(document *doc, const sol_result *r)
{
    document_heading(doc, 2, "Method and limits");
    document_say(
        doc, TONE_PLAIN,
        "The scenario was lived through %s. Each time chance decides which firms join, when their money "
        "comes, which events happen and when each claimant dies; then the pay dates follow one another and the "
        "fund divides what it holds by its rule, in whole units of money. A figure such as \"expected\" is the "
        "mean of these futures.",
        figure_count(r->trials, "time").text);
    run_report_reading(doc, r);
    document_say(
        doc, TONE_PLAIN,
        "The figures are no better than the assumptions: they say what follows from them, not that they are "
        "right. A value marked \"assumed\" has no source. Whether a firm joins is a decision, not an accident; "
        "its probability stands for what is not known.");
    document_say(
        doc, TONE_PLAIN,
        "People in time are counted among those whom the goal counts, as is settled at the start, who were "
        "neither refused nor declined nor never due; beside it always stands the share of all of them. A future "
        "in which nobody is left to count has no such share.");
}

payout_report *payout_report_make(sol_arena *arena, const sol_result *result, const payout_settings *settings)
{
    payout_report *report = SOL_TAKE(arena, 1, payout_report);
    report->doc = document_new(arena, result->currency, result->minor_digits);
    payout_answer(report, result, settings->studies);
    add_money(report, result, settings);
    add_timing(report, result, settings);
    add_levers(report, result, settings);
    add_people(report->doc, result);
    document_heading(report->doc, 2, "Fairness");
    payout_fairness(report, result, settings);
    payout_rules(report, result, settings);
    assumptions_add_folded(report->doc, result->assumption_count, result->assumption);
    add_method(report->doc, result);
    if (report->no_pictures)
        document_say(report->doc, TONE_FAIR, "Charts are missing: %s. Install gnuplot and make the report again.",
                     report->no_pictures);
    payout_again(report->doc, result, settings);
    return report;
}
