#include "report/run_report.h"

#include "report/figure.h"

static const document_column assumption_columns[] = {
    {.key = "key", .title = "assumption", .unit = UNIT_TEXT},
    {.key = "value", .title = "value", .unit = UNIT_TEXT},
    {.key = "source", .title = "source", .unit = UNIT_TEXT},
    {.key = "note", .title = "note", .unit = UNIT_TEXT, .rank = 1},
};

static bool is_assumed(const sol_assumption *a)
{
    return !a->source && !a->is_default;
}

void run_report_assumptions(document *doc, const sol_result *r, size_t rows, bool all)
{
    size_t assumed = 0, defaults = 0, shown = 0;
    for (size_t i = 0; i < r->assumption_count; i++) {
        assumed += is_assumed(&r->assumption[i]);
        defaults += r->assumption[i].is_default;
    }
    document_heading(doc, 2, all ? "Assumptions" : "Assumed without a source");
    document_say(doc, TONE_PLAIN,
                 "%zu of %zu values that the scenario gives have no source; %zu more stand at their default.", assumed,
                 r->assumption_count - defaults, defaults);
    if (assumed == 0 && !all)
        return;
    document_table *table = document_add_table(doc, "assumptions", NULL, 4, assumption_columns);
    for (size_t i = 0; i < r->assumption_count; i++) {
        const sol_assumption *a = &r->assumption[i];
        if ((!all && !is_assumed(a)) || (rows > 0 && shown == rows))
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(a->key);
        row[1] = cell_text(a->value);
        row[2] = cell_text(a->source ? a->source : a->is_default ? "default" : "assumed");
        row[3] = cell_text(a->note);
        shown++;
    }
    if (!all && shown < assumed)
        table->note = sol_arena_print(
            doc->arena, "%zu more: --format markdown, csv or json lists all, with their sources.", assumed - shown);
}

void run_report_method(document *doc, const sol_result *r)
{
    document_heading(doc, 2, "How to read this");
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
    document_say(doc, TONE_QUIET, "solatium %s · sha256 of the inputs %s", SOLATIUM_VERSION, r->sha256);
}

document *run_report_make(sol_arena *arena, const sol_result *result, run_report_room room)
{
    document *doc = document_new(arena, result->currency, result->minor_digits);
    run_report_answer(doc, result);
    run_report_leaves_out(doc, result);
    run_report_people(doc, result);
    run_report_money_in(doc, result, room.sources);
    run_report_money_out(doc, result);
    run_report_timeline(doc, result, room.timeline);
    run_report_groups(doc, result);
    run_report_assumptions(doc, result, room.assumptions, room.all_assumptions);
    run_report_method(doc, result);
    return doc;
}
