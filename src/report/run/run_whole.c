/* Who is wholly paid, by when, and who dies before. */
#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "report/run/run_report.h"

#include <math.h>

static const char *const left_out_note = "without those refused, declined or not due";

static document_column people_by(const char *key, const char *title, int rank)
{
    return (document_column){.key = key,
                             .title = title,
                             .unit = UNIT_COUNT,
                             .spread = SPREAD_ESTIMATE,
                             .rank = rank,
                             .error_rank = 9,
                             .range_rank = 6};
}

static document_column share_by(const char *key, int rank)
{
    return (document_column){.key = key,
                             .title = "share",
                             .unit = UNIT_SHARE,
                             .spread = SPREAD_ESTIMATE,
                             .rank = rank,
                             .error_rank = 9,
                             .range_rank = 7};
}

void run_report_wholly_paid(document *doc, const sol_result *r)
{
    enum { COLUMNS = 6 };
    static const char *const label[SOL_ORIGINS] = {"living at start", "estates at start", "all"};
    const sol_verdict *v = &r->verdict[0];
    if (r->wholly_paid[SOL_OF_ALL].by_goal.support == SOL_OF_NONE)
        return;
    document_column *column = SOL_TAKE(doc->arena, COLUMNS, document_column);
    column[0] = (document_column){.key = "claims", .title = "claims of", .unit = UNIT_TEXT};
    column[1] = people_by("by_goal", sol_arena_print(doc->arena, "by\n%s", figure_date(v->by.day).text), 0);
    column[2] = share_by("share_by_goal", 0);
    column[3] = people_by("by_end", sol_arena_print(doc->arena, "by\n%s", figure_date(r->end.day).text), 2);
    column[4] = share_by("share_by_end", 2);
    column[5] = (document_column){.key = "everyone",
                                  .title = "all of\nthem",
                                  .unit = UNIT_SHARE,
                                  .spread = SPREAD_PROPORTION,
                                  .rank = 1,
                                  .error_rank = 8,
                                  .range_rank = 8};
    document_table *table = document_add_table(
        doc, "wholly_paid", sol_arena_print(doc->arena, "Claims %s, in life or after", verdict_wholly(doc->arena, v)),
        COLUMNS, column);
    for (int o = 0; o < SOL_ORIGINS; o++) {
        const sol_wholly_paid *w = &r->wholly_paid[o];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(label[o]);
        row[1] = cell_estimate(&w->by_goal);
        row[2] = cell_estimate(&w->share_by_goal);
        row[3] = cell_estimate(&w->by_end);
        row[4] = cell_estimate(&w->share_by_end);
        row[5] = cell_against_confidence(cell_proportion(&w->everyone), v->confidence);
    }
    table->note = sol_arena_print(
        doc->arena,
        "Shares are of claims %s. All of them: the share of futures in which every one of these claims is, by %s.",
        left_out_note, figure_date(v->by.day).text);
}

static void add_reach(document_table *table, const sol_result *r, sol_coming of)
{
    static const double share[SOL_COMING_SHARES] = {0.25, 0.5, 0.75, 0.9, 1};
    static const char *const label[SOL_COMINGS] = {"living", "all"};
    for (int s = 0; s < SOL_COMING_SHARES; s++) {
        const sol_reach_date *date = &r->reach[of][s];
        const bool is_known = date->never.support != SOL_OF_NONE;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(label[of]);
        row[0].is_continued = s > 0;
        row[1] = cell_value(share[s]);
        row[2] = is_known ? cell_date(date->p50) : cell_none();
        row[3] = is_known ? cell_date(date->p05) : cell_none();
        row[4] = is_known ? cell_date(date->p95) : cell_none();
        row[5] = is_known ? cell_date(date->at_confidence) : cell_none();
        row[6] = cell_against_confidence(cell_proportion(&date->never), r->verdict[0].confidence);
    }
}

void run_report_reach(document *doc, const sol_result *r)
{
    enum { COLUMNS = 7 };
    const sol_verdict *v = &r->verdict[0];
    const char *futures = verdict_confidence(doc->arena, v);
    if (r->reach[SOL_COMING_ALL][0].never.support == SOL_OF_NONE)
        return;
    document_column *column = SOL_TAKE(doc->arena, COLUMNS, document_column);
    column[0] = (document_column){.key = "claims", .title = "of", .unit = UNIT_TEXT};
    column[1] = (document_column){.key = "share", .title = "share", .unit = UNIT_SHARE};
    column[2] = (document_column){.key = "median", .title = "median", .unit = UNIT_DATE};
    column[3] = (document_column){.key = "p05", .title = "5%", .unit = UNIT_DATE, .rank = 3};
    column[4] = (document_column){.key = "p95", .title = "95%", .unit = UNIT_DATE, .rank = 2};
    column[5] = (document_column){.key = "at_confidence",
                                  .title = sol_arena_print(doc->arena, "at latest in\n%s\nfutures", futures),
                                  .unit = UNIT_DATE,
                                  .rank = 1};
    column[6] = (document_column){.key = "never",
                                  .title = "never",
                                  .unit = UNIT_SHARE,
                                  .spread = SPREAD_PROPORTION,
                                  .error_rank = 9,
                                  .range_rank = 8};
    document_table *table = document_add_table(
        doc, "reach", sol_arena_print(doc->arena, "By which pay date so many are %s", verdict_wholly(doc->arena, v)),
        COLUMNS, column);
    for (int of = 0; of < SOL_COMINGS; of++)
        if (r->reach[of][0].never.support != SOL_OF_NONE)
            add_reach(table, r, (sol_coming)of);
    table->note =
        sol_arena_print(doc->arena,
                        "The living at the start: in life; all claims: in life or after; %s. Never: not by the "
                        "last pay date, and in which share of futures.",
                        left_out_note);
}

static document_cell cell_expected(const sol_expected *e)
{
    return isfinite(e->se) ? cell_with_error(e->mean, e->se, SOL_OF_MANY) : cell_value(e->mean);
}

static int year_of(sol_date date)
{
    int year;
    sol_date_civil(date, &year, NULL, NULL);
    return year;
}

/* Of months the standard error is known, of their sum only since the start. */
static const document_column death_columns[] = {
    {.key = "from", .title = "from", .unit = UNIT_DATE},
    {.key = "to", .title = "to", .unit = UNIT_DATE},
    {.key = "waiting", .title = "died\nwaiting", .unit = UNIT_COUNT},
    {.key = "cumulative", .title = "since\nthe start", .unit = UNIT_COUNT, .spread = SPREAD_ERROR, .error_rank = 1},
};
static const document_column month_columns[] = {
    {.key = "from", .title = "from", .unit = UNIT_DATE},
    {.key = "to", .title = "to", .unit = UNIT_DATE},
    {.key = "waiting", .title = "died\nwaiting", .unit = UNIT_COUNT, .spread = SPREAD_ERROR, .error_rank = 2},
    {.key = "cumulative", .title = "since\nthe start", .unit = UNIT_COUNT, .spread = SPREAD_ERROR, .error_rank = 1},
};
enum { DEATH_COLUMNS = sizeof death_columns / sizeof *death_columns };

static document_table *begin_deaths(document *doc, const sol_result *r, const char *key, const document_column *columns)
{
    document_table *table =
        document_add_table(doc, key, columns == month_columns ? "Died waiting, by month" : "Died waiting, by year",
                           DEATH_COLUMNS, columns);
    table->note = sol_arena_print(
        doc->arena,
        "Expected deaths of those living at the start%s before they were %s, %s; between two pay dates they are spread "
        "by mortality.",
        r->verdict[0].who ? " whom the goal counts" : "", verdict_wholly(doc->arena, &r->verdict[0]), left_out_note);
    return table;
}

void run_report_deaths(document *doc, const sol_result *r)
{
    if (r->death_count == 0)
        return;
    document_table *table = begin_deaths(doc, r, "deaths", death_columns);
    for (size_t i = 0; i < r->death_count;) {
        const size_t first = i;
        double waiting = 0;
        for (; i < r->death_count && year_of(r->deaths[i].from) == year_of(r->deaths[first].from); i++)
            waiting += r->deaths[i].waiting.mean;
        document_cell *row = document_add_row(table);
        row[0] = cell_date(r->deaths[first].from);
        row[1] = cell_date(r->deaths[i - 1].to);
        row[2] = cell_value(waiting);
        row[3] = cell_expected(&r->deaths[i - 1].cumulative);
    }
}

void run_report_deaths_by_month(document *doc, const sol_result *r)
{
    if (r->death_count == 0)
        return;
    document_table *table = begin_deaths(doc, r, "deaths_by_month", month_columns);
    for (size_t i = 0; i < r->death_count; i++) {
        const sol_deaths *d = &r->deaths[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_date(d->from);
        row[1] = cell_date(d->to);
        row[2] = cell_expected(&d->waiting);
        row[3] = cell_expected(&d->cumulative);
    }
}
