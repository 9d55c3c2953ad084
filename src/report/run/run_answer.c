#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "report/run/run_report.h"

#include <string.h>

void run_report_verdict(document *doc, const sol_result *r)
{
    verdict_say(doc, &r->verdict[0], r->trials);
    verdict_say_meaning(doc, &r->verdict[0]);
}

static void say_goal(document *doc, const sol_result *r, const sol_verdict *v)
{
    sol_arena *arena = doc->arena;
    const sol_people *p = &r->people;
    bool bind = p->ceiling_of_rules.support != SOL_OF_NONE;
    const char *by_rules =
        bind ? sol_arena_print(arena, ", and by the fund's rules %s", verdict_share(arena, v, p->ceiling_of_rules.mean))
             : "";
    const char *goal =
        sol_arena_print(arena, "The goal: by %s, %s of %s are %s.", figure_date(v->by.day).text,
                        figure_given_share(v->goal).text, verdict_whom(arena, v, r->start), verdict_paid(arena, v));
    if (p->share_in_time.support == SOL_OF_NONE) {
        document_say(doc, TONE_PLAIN, "%s There is no share of them to tell.", goal);
        return;
    }
    document_say(
        doc, TONE_PLAIN,
        "%s On average %s of them are (in nine of ten futures between %s and %s). With unlimited money on the "
        "first day it would be %s at most%s. As it is, counting all of them, also those refused, declined or not "
        "due, %s are.",
        goal, verdict_share(arena, v, p->share_in_time.mean), verdict_share(arena, v, p->share_in_time.p05),
        verdict_share(arena, v, p->share_in_time.p95), verdict_share(arena, v, p->ceiling.mean), by_rules,
        verdict_share(arena, v, p->share_of_all_living.mean));
}

bool run_report_leaves_some_out(const sol_result *r)
{
    const sol_people *p = &r->people;
    return p->state[SOL_STATE_REFUSED].mean + p->state[SOL_STATE_DECLINED].mean + p->state[SOL_STATE_NOT_DUE].mean >
               0 ||
           p->share_of_all_living.mean < p->share_in_time.mean;
}

static const char *money_text(document *doc, const sol_estimate *e)
{
    return sol_arena_print(doc->arena, "%s %s", figure_money(e->mean, doc->minor_digits).text, doc->currency);
}

static const char *died_text(document *doc, const sol_result *r)
{
    const sol_estimate *died = &r->people.share_died_waiting;
    if (died->support == SOL_OF_NONE)
        return "";
    return sol_arena_print(doc->arena, "%s of those living at the start%s%s die waiting by %s. ",
                           figure_share(died->mean, 1).text, r->verdict[0].who ? " whom the goal counts" : "",
                           run_report_leaves_some_out(r) ? ", without those refused, declined or not due," : "",
                           figure_date(r->end.day).text);
}

/* All that payments, costs and the rest at the end come out of, with its parts where it has several. */
static const char *there_text(document *doc, const sol_money_totals *m)
{
    bool opens = m->opening.mean > 0, bears = m->returned_on_balance.mean != 0;
    if (!opens && !bears)
        return sol_arena_print(doc->arena, "%s that comes in", money_text(doc, &m->received));
    sol_estimate all = {.mean = m->opening.mean + m->received.mean + m->returned_on_balance.mean};
    return sol_arena_print(doc->arena, "%s that there is (%s%s%s comes in%s%s)", money_text(doc, &all),
                           opens ? money_text(doc, &m->opening) : "", opens ? " at the start, " : "",
                           money_text(doc, &m->received), bears ? ", return on the balance " : "",
                           bears ? money_text(doc, &m->returned_on_balance) : "");
}

void run_report_say_money(document *doc, const sol_result *r)
{
    const sol_money_totals *m = &r->money;
    const char *kept = m->deposited.mean > 0 ? sol_arena_print(doc->arena, "; %s is deposited for those who declined",
                                                               money_text(doc, &m->deposited))
                                             : "";
    if (r->has_later_filings)
        document_say(
            doc, TONE_PLAIN,
            "Claims may be filed after the first day. Who files later counts as he stands on the day of filing: "
            "living, or, where he died before, among the estates; what is said of the start is said of that day "
            "for him.");
    document_say(
        doc, TONE_PLAIN,
        "%sOf %s claimed at the start%s, %s is paid to claimants in life and %s to estates, on average, out of %s%s.",
        died_text(doc, r), money_text(doc, &m->claimed), r->has_later_filings ? " or on filing" : "",
        money_text(doc, &m->paid_in_life), money_text(doc, &m->paid_to_estates), there_text(doc, m), kept);
}

void run_report_goals(document *doc, const sol_result *r)
{
    static const document_column columns[] = {
        {.key = "who", .title = "goal for", .unit = UNIT_TEXT},
        {.key = "goal", .title = "goal", .unit = UNIT_SHARE, .rank = 2},
        {.key = "by", .title = "by", .unit = UNIT_DATE, .rank = 1},
        {.key = "share_in_time",
         .title = "in time",
         .unit = UNIT_SHARE,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 4,
         .range_rank = 3},
        {.key = "probability", .title = "met in", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION, .error_rank = 5},
        {.key = "verdict", .title = "verdict", .unit = UNIT_TEXT},
    };
    if (r->verdict_count < 2)
        return;
    document_table *table = document_add_table(doc, "goals", "Goals", 6, columns);
    for (size_t i = 0; i < r->verdict_count; i++) {
        const sol_verdict *v = &r->verdict[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(v->who ? v->who : "the living");
        row[1] = cell_value(v->goal);
        row[2] = cell_date(v->by);
        row[3] = cell_against_goal(cell_estimate(&v->share_in_time), v->goal);
        row[4] = cell_against_confidence(cell_proportion(&v->probability), v->confidence);
        row[5] = cell_text(verdict_word(doc->arena, v));
    }
}

/* Where it lies is nobody's business who is given the page. */
static const char *name_of_file(const char *path)
{
    const char *last = strrchr(path, '/');
    return last && last[1] ? last + 1 : path;
}

void run_report_title(document *doc, const sol_result *r)
{
    document_heading(doc, 1, r->title);
    document_say(doc, TONE_QUIET, "%s · %s to %s · %s, %s of them living · %s, seed %llu", name_of_file(r->file),
                 figure_date(r->start.day).text, figure_date(r->end.day).text,
                 figure_count(r->claimant_count, "claimant").text, figure_number((double)r->living_count, 0).text,
                 figure_count(r->trials, "trial").text, (unsigned long long)r->seed);
    if (r->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "INTERRUPTED", "fewer trials than were asked for");
}

void run_report_answer(document *doc, const sol_result *r)
{
    run_report_title(doc, r);
    run_report_verdict(doc, r);
    say_goal(doc, r, &r->verdict[0]);
    run_report_say_money(doc, r);
    run_report_goals(doc, r);
    run_report_say_unpaid(doc, r);
}

void run_report_leaves_out(document *doc, const sol_result *r)
{
    if (r->leaves_out_count == 0)
        return;
    document_heading(doc, 2, "What the scenario leaves out");
    document_list(doc, r->leaves_out_count, r->leaves_out);
}
