#include "report/run/run_report.h"

#include "report/document/assumptions.h"

void run_report_reading(document *doc, const sol_result *r)
{
    document_say(
        doc, TONE_PLAIN,
        "± s.e. is the standard error of a mean: how far the simulation itself may be off; more trials make it "
        "smaller. 5–95%% is the range of outcomes: one future in twenty lies below, one in twenty above; more "
        "trials do not narrow it.");
    if (r->has_sampled_people)
        document_say(doc, TONE_PLAIN,
                     "Ages or claims of some groups were drawn once; what another draw would change is not in the "
                     "standard errors (claimants.seed draws anew).");
    if (r->is_table_extrapolated)
        document_say(
            doc, TONE_PLAIN,
            "Some claimants outlive the life table; past its last closed age its last force of mortality is kept.");
    if (r->quantiles_are_binned)
        document_say(doc, TONE_PLAIN, "Beyond 100,000 trials the 5–95%% ranges are good to 0.1%% of their width.");
}

void run_report_method(document *doc, const sol_result *r)
{
    document_heading(doc, 2, "How to read this");
    run_report_reading(doc, r);
    document_say(doc, TONE_QUIET, "solatium %s · sha256 of the inputs %s", SOLATIUM_VERSION, r->sha256);
    if (r->content)
        document_say(doc, TONE_QUIET, "content, whatever the files look like: %s", r->content);
}

document *run_report_make(sol_arena *arena, const sol_result *result, run_report_room room)
{
    document *doc = document_new(arena, result->currency, result->minor_digits);
    run_report_answer(doc, result);
    run_report_leaves_out(doc, result);
    run_report_people(doc, result);
    run_report_wholly_paid(doc, result);
    run_report_money_in(doc, result, room.sources);
    run_report_money_out(doc, result);
    run_report_unpaid(doc, result);
    run_report_timeline(doc, result, room.timeline);
    run_report_reach(doc, result);
    run_report_deaths(doc, result);
    if (room.months)
        run_report_deaths_by_month(doc, result);
    run_report_groups(doc, result);
    assumptions_add(doc, result->assumption_count, result->assumption, room.assumptions, room.all_assumptions);
    run_report_method(doc, result);
    return doc;
}
