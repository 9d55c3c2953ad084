#include "report/document/assumptions.h"
#include "report/document/figure.h"
#include "report/payout/payout_report.h"

/* The last pay date of each year. */
static bool ends_its_year(const sol_result *r, size_t i)
{
    int year, next;
    if (i + 1 == r->timeline_count)
        return true;
    sol_date_civil(r->timeline[i].date, &year, NULL, NULL);
    sol_date_civil(r->timeline[i + 1].date, &next, NULL, NULL);
    return year != next;
}

void payout_years(document *doc, const sol_result *r)
{
    static const document_column columns[] = {
        {.key = "date", .title = "by", .unit = UNIT_DATE},
        {.key = "paid_in_time",
         .title = "paid\nin time",
         .unit = UNIT_COUNT,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 9,
         .range_rank = 6},
        {.key = "waiting",
         .title = "waiting",
         .unit = UNIT_COUNT,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 9,
         .range_rank = 9 /* left out of pages, so that dots and years stand side by side on paper */},
        {.key = "died_waiting",
         .title = "died\nwaiting",
         .unit = UNIT_COUNT,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 9,
         .range_rank = 5},
        {.key = "paid",
         .title = "paid out",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 9,
         .range_rank = 4},
    };
    if (r->timeline_count == 0)
        return;
    document_table *table = document_add_table(doc, "years", "Year by year", sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < r->timeline_count; i++) {
        if (!ends_its_year(r, i))
            continue;
        const sol_timeline_row *t = &r->timeline[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_date(t->date);
        row[1] = cell_estimate(&t->in_time);
        row[2] = cell_estimate(&t->waiting);
        row[3] = cell_estimate(&t->died_waiting);
        row[4] = cell_estimate(&t->paid);
    }
    bool is_of_living = r->verdict[0].who == NULL;
    table->note = sol_arena_print(
        doc->arena,
        "People of the %s %s, without those refused, declined or not due; means over "
        "all futures, adding up from the start. Those paid after the goal's date are none of the three%s.",
        figure_number((double)(is_of_living ? r->living_count : r->claimant_count), 0).text,
        is_of_living ? "living at the start" : "claimants",
        is_of_living ? "" : "; waiting and died waiting are of those living at the start whom the goal counts");
}

void payout_again(document *doc, const sol_result *r, const payout_settings *settings)
{
    static const document_column run_columns[] = {{.key = "what", .title = "", .unit = UNIT_TEXT},
                                                  {.key = "is", .title = "", .unit = UNIT_TEXT}};
    const char *const rows[][2] = {
        {"program", "solatium " SOLATIUM_VERSION},
        {"scenario", r->file},
        {"sha256 of the inputs", r->sha256},
        {"content, whatever the files look like", r->content},
        {"seed", sol_arena_print(doc->arena, "%llu", (unsigned long long)r->seed)},
        {"trials", sol_arena_print(doc->arena, "%llu", (unsigned long long)r->trials)},
        {"command", settings->command},
    };
    document_heading(doc, 2, "How to make this report again");
    document_table *run = document_add_table(doc, "again", NULL, 2, run_columns);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i][1])
            continue;
        document_cell *row = document_add_row(run);
        row[0] = cell_text(rows[i][0]);
        row[1] = cell_text(rows[i][1]);
    }
    document_say(doc, TONE_PLAIN,
                 "Same inputs, seed and trials give the same figures to the last digit, on any number of threads.");
    assumptions_add_resolved(doc, r->assumption_count, r->assumption);
}
