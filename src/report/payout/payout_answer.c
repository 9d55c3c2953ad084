/* The answer on one page: the verdict, three sentences, the claimants as dots, and what happens year by year. */
#include "report/document/assumptions.h"
#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "report/payout/payout_report.h"
#include "report/run/run_report.h"

static void say_share(document *doc, const sol_result *r)
{
    const sol_verdict *v = &r->verdict[0];
    const sol_estimate *share = &r->people.share_in_time;
    sol_arena *arena = doc->arena;
    if (share->support == SOL_OF_NONE) {
        document_say(doc, TONE_PLAIN, "The goal is that by %s %s of %s are %s; there is no share of them to tell.",
                     figure_date(v->by.day).text, figure_given_share(v->goal).text, verdict_whom(arena, v, r->start),
                     verdict_paid(arena, v));
        return;
    }
    document_say(doc, TONE_PLAIN,
                 "By %s, on average %s of %s are %s (%s to %s in nine of ten futures), where the goal is %s; of all of "
                 "them, with "
                 "those refused, declined or not due, it is %s.",
                 figure_date(v->by.day).text, verdict_share(arena, v, share->mean), verdict_whom(arena, v, r->start),
                 verdict_paid(arena, v), verdict_share(arena, v, share->p05), verdict_share(arena, v, share->p95),
                 figure_given_share(v->goal).text, verdict_share(arena, v, r->people.share_of_all_living.mean));
}

static void say_ceiling(document *doc, const sol_result *r)
{
    if (r->people.ceiling.support == SOL_OF_NONE)
        return;
    bool is_all = r->people.ceiling.mean > 1 - 1e-12; /* as it is printed: 100% */
    document_say(doc, TONE_PLAIN, "With unlimited money on the first pay date it would be %s%s.",
                 verdict_share(doc->arena, &r->verdict[0], r->people.ceiling.mean),
                 is_all ? ""
                        : " at most: what is missing to 100% no money can buy, because people die, or their claims "
                          "fall due too late");
    if (r->people.ceiling_of_rules.support != SOL_OF_NONE)
        document_say(doc, TONE_PLAIN,
                     "By the fund's own rules of payment it would be %s with unlimited money: the rest is withheld by "
                     "its yearly "
                     "limit or by its steps.",
                     verdict_share(doc->arena, &r->verdict[0], r->people.ceiling_of_rules.mean));
}

void payout_answer(payout_report *report, const sol_result *r, const payout_studies *studies)
{
    document *doc = report->doc;
    run_report_title(doc, r);
    document_heading(doc, 2, "The answer");
    run_report_verdict(doc, r);
    say_share(doc, r);
    say_ceiling(doc, r);
    run_report_say_money(doc, r);
    run_report_say_unpaid(doc, r);
    if (studies && studies->missing)
        document_say(doc, TONE_STRONG, "%s", payout_missing_text(doc->arena, studies->missing, r->trials));
    run_report_goals(doc, r);
    payout_add_dots(report, r);
    payout_years(doc, r);
    assumptions_say_counts(doc, r->assumption_count, r->assumption);
    if (r->leaves_out_count == 0)
        return;
    document_say(doc, TONE_STRONG, "What the scenario leaves out, and these figures therefore do not hold:");
    document_list(doc, r->leaves_out_count, r->leaves_out);
}
