/* The answer on one page: the verdict, three sentences, the claimants as dots, and what happens year by year. */
#include "report/figure.h"
#include "report/payout_report.h"
#include "report/run_report.h"

static void say_share(document *doc, const sol_result *r)
{
    const sol_verdict *v = &r->verdict[0];
    const sol_estimate *share = v->who ? &v->share_in_time : &r->people.share_in_time;
    const char *who = v->who ? sol_arena_print(doc->arena, " whom the goal counts (%s)", v->who) : "";
    document_say(
        doc, TONE_PLAIN,
        "By %s, on average %s of the claimants living on %s%s are %s while they live (%s to %s in nine of ten "
        "futures), where the goal is %s; of all the living, with those refused, declined or not due, it is %s.",
        figure_date(v->by.day).text, figure_share(share->mean, 1).text, figure_date(r->start.day).text, who,
        run_report_paid_words(doc->arena, v), figure_share(share->p05, 1).text, figure_share(share->p95, 1).text,
        figure_given_share(v->goal).text, figure_share(r->people.share_of_all_living.mean, 1).text);
}

static void say_ceiling(document *doc, const sol_result *r)
{
    document_say(doc, TONE_PLAIN,
                 "With unlimited money on the first pay date it would be %s at most: what is missing to 100%% no money "
                 "can buy, because people die, or their claims fall due too late.",
                 figure_share(r->people.ceiling.mean, 1).text);
}

static const char *money(document *doc, const sol_estimate *e)
{
    return sol_arena_print(doc->arena, "%s %s", figure_money(e->mean, doc->minor_digits).text, doc->currency);
}

static void say_money(document *doc, const sol_result *r)
{
    const sol_money_totals *m = &r->money;
    document_say(doc, TONE_PLAIN,
                 "Of %s claimed at the start, %s is paid to claimants in life and %s to estates, out of %s that comes "
                 "in, on average; %s of those living at the start die waiting by %s.",
                 money(doc, &m->claimed), money(doc, &m->paid_in_life), money(doc, &m->paid_to_estates),
                 money(doc, &m->received), figure_share(r->people.share_died_waiting.mean, 1).text,
                 figure_date(r->end.day).text);
}

void payout_answer(payout_report *report, const sol_result *r)
{
    document *doc = report->doc;
    run_report_title(doc, r);
    document_heading(doc, 2, "The answer");
    run_report_verdict(doc, r);
    say_share(doc, r);
    say_ceiling(doc, r);
    say_money(doc, r);
    run_report_goals(doc, r);
    payout_add_dots(report, r);
    payout_years(doc, r);
    if (r->leaves_out_count == 0)
        return;
    document_say(doc, TONE_STRONG, "What the scenario leaves out, and these figures therefore do not hold:");
    document_list(doc, r->leaves_out_count, r->leaves_out);
}
