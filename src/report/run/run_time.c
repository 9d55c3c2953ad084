#include "report/document/figure.h"
#include "report/run/run_report.h"
#include "result/run_name.h"

#include <math.h>
#include <string.h>

static const document_column timeline_columns[] = {
    {.key = "date", .title = "pay date", .unit = UNIT_DATE},
    {.key = "received",
     .title = "received",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .rank = 3,
     .error_rank = 9,
     .range_rank = 7},
    {.key = "balance",
     .title = "balance",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .rank = 4,
     .error_rank = 9,
     .range_rank = 8},
    {.key = "paid", .title = "paid", .unit = UNIT_MONEY, .spread = SPREAD_ESTIMATE, .error_rank = 9, .range_rank = 6},
    {.key = "living",
     .title = "living",
     .unit = UNIT_COUNT,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 9,
     .range_rank = 8},
    {.key = "paid_in_full",
     .title = "paid\nin full",
     .unit = UNIT_COUNT,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 9,
     .range_rank = 8},
    {.key = "in_time",
     .title = "in\ntime",
     .unit = UNIT_COUNT,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 9,
     .range_rank = 5},
    {.key = "bar", .title = "in time; │ still living", .unit = UNIT_BAR, .rank = 2},
};
enum { TIMELINE_COLUMNS = sizeof timeline_columns / sizeof *timeline_columns };

void run_report_timeline(document *doc, const sol_result *r, size_t rows)
{
    if (r->timeline_count == 0)
        return;
    document_heading(doc, 2, "Time");
    document_table *table =
        document_add_table(doc, "timeline", "By pay date, from the start on", TIMELINE_COLUMNS, timeline_columns);
    size_t step = rows > 1 && r->timeline_count > rows ? (r->timeline_count - 2) / (rows - 1) + 1 : 1;
    size_t whole = r->verdict[0].who ? r->claimant_count : r->living_count;
    double people = whole > 0 ? (double)whole : 1.0;
    for (size_t i = 0; i < r->timeline_count; i++) {
        if (i != 0 && (r->timeline_count - 1 - i) % step != 0)
            continue;
        const sol_timeline_row *t = &r->timeline[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_date(t->date);
        row[1] = cell_estimate(&t->received);
        row[2] = cell_estimate(&t->balance);
        row[3] = cell_estimate(&t->paid);
        row[4] = cell_estimate(&t->living);
        row[5] = cell_estimate(&t->paid_in_full);
        row[6] = cell_estimate(&t->in_time);
        row[7] = cell_bar(t->in_time.mean / people, t->living.mean / people);
    }
    table->note =
        sol_arena_print(doc->arena,
                        "Means; all but balance and living add up from the start. Bar and stroke: of the %s "
                        "%s.",
                        figure_number((double)whole, 0).text, r->verdict[0].who ? "claimants" : "living at the start");
}

static bool have_names(const sol_result *r)
{
    for (size_t i = 0; i < r->claimant_result_count; i++)
        if (r->claimant[i].name)
            return true;
    return false;
}

static bool tells_ever(const sol_result *r)
{
    for (size_t i = 0; i < r->claimant_result_count; i++)
        if (r->claimant[i].ever_in_life.support != SOL_OF_NONE)
            return true;
    return false;
}

/* Columns that there are only where some row has something to say in them. */
typedef struct claimant_columns {
    bool name, ever;
    const char *run;
} claimant_columns;

static void add_claimant(document_table *table, const sol_claimant_result *c, const claimant_columns *has)
{
    document_cell *row = document_add_row(table);
    *row++ = cell_text(c->id);
    if (has->name)
        *row++ = cell_text(c->name ? c->name : "");
    *row++ = cell_text(c->group);
    *row++ = c->age >= 0.0 ? cell_value(c->age) : cell_text("–");
    *row++ = sol_date_is_never(c->died) ? cell_none() : cell_date(c->died);
    *row++ = cell_value(c->is_living ? 1.0 : 0.0);
    *row++ = cell_value(sol_money_to_double(c->claimed));
    *row++ = cell_proportion(&c->in_time);
    if (has->ever)
        *row++ = cell_proportion(&c->ever_in_life);
    *row++ = cell_with_error(round(c->paid_in_life), round(c->paid_in_life_se), c->support);
    *row++ = cell_with_error(round(c->paid_to_estate), round(c->paid_to_estate_se), c->support);
    *row++ = cell_value(c->probability_paid_off);
    *row++ = cell_date(c->payoff_p50);
    *row++ = cell_date(c->payoff_p05);
    *row++ = cell_date(c->payoff_p95);
    *row++ = c->is_living && c->age >= 0 ? cell_value(c->probability_dying_unpaid) : cell_none();
    if (has->run)
        *row++ = cell_text(has->run);
}

void run_report_claimants(document *doc, const sol_result *r)
{
    static const document_column columns[] = {
        {.key = "id", .title = "claimant", .unit = UNIT_TEXT},
        {.key = "name", .title = "name", .unit = UNIT_TEXT}, /* where there are any */
        {.key = "group", .title = "group", .unit = UNIT_TEXT},
        {.key = "age", .title = "age", .unit = UNIT_NUMBER},
        {.key = "died", .title = "died", .unit = UNIT_DATE},
        {.key = "living_at_start", .title = "living\nat start", .unit = UNIT_COUNT},
        {.key = "claimed", .title = "claimed", .unit = UNIT_MONEY},
        {.key = "probability_in_time", .title = "in time", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION},
        {.key = "probability_in_life", .title = "ever in\nlife", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION},
        {.key = "paid_in_life", .title = "paid\nin life", .unit = UNIT_MONEY, .spread = SPREAD_ERROR},
        {.key = "paid_to_estate", .title = "paid to\nthe estate", .unit = UNIT_MONEY, .spread = SPREAD_ERROR},
        {.key = "probability_paid_off", .title = "paid off", .unit = UNIT_SHARE},
        {.key = "payoff_median", .title = "median\npay-off", .unit = UNIT_DATE},
        {.key = "payoff_p05", .title = "pay-off\n5%", .unit = UNIT_DATE},
        {.key = "payoff_p95", .title = "pay-off\n95%", .unit = UNIT_DATE},
        {.key = "probability_dying_unpaid", .title = "dies\nunpaid", .unit = UNIT_SHARE},
        {.key = "run", .title = "of the run", .unit = UNIT_TEXT}, /* where that is told */
    };
    if (r->claimant_result_count == 0)
        return;
    const claimant_columns has = {have_names(r), tells_ever(r), run_name(doc->arena, r)};
    enum { COLUMNS = sizeof columns / sizeof *columns };
    document_column *shown = SOL_TAKE(doc->arena, COLUMNS, document_column);
    size_t count = 0;
    for (size_t i = 0; i < COLUMNS; i++)
        if ((has.name || strcmp(columns[i].key, "name") != 0) && (has.run || strcmp(columns[i].key, "run") != 0) &&
            (has.ever || strcmp(columns[i].key, "probability_in_life") != 0))
            shown[count++] = columns[i];
    document_table *table = document_add_table(doc, "claimants", "Claimants", count, shown);
    for (size_t i = 0; i < r->claimant_result_count; i++)
        add_claimant(table, &r->claimant[i], &has);
}
