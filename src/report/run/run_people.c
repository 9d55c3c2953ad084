#include "report/document/figure.h"
#include "report/run/run_report.h"

static void add_shares(document *doc, const sol_result *r)
{
    static const document_column of_living[] = {
        {.key = "figure", .title = "of those living at the start", .unit = UNIT_TEXT},
        {.key = "share", .title = "mean", .unit = UNIT_SHARE, .spread = SPREAD_ESTIMATE},
    };
    static const document_column of_others[] = {
        {.key = "figure", .title = "of those whom the goal counts", .unit = UNIT_TEXT},
        {.key = "share", .title = "mean", .unit = UNIT_SHARE, .spread = SPREAD_ESTIMATE},
    };
    const sol_people *p = &r->people;
    double goal = r->verdict[0].goal;
    const struct {
        const char *text;
        const sol_estimate *estimate;
        double goal; /* that it is held against */
    } rows[] = {
        {"paid in time", &p->share_in_time, goal},
        {"paid in time, nobody left out", &p->share_of_all_living, goal},
        {"in time with unlimited money", &p->ceiling, goal},
        {"the same by the fund's rules", &p->ceiling_of_rules, goal},
        {r->verdict[0].who ? "of the living at the start, died waiting" : "died waiting", &p->share_died_waiting, 0},
        {r->verdict[0].who ? "of what the living are owed, paid in life" : "of what they are owed, paid in life",
         &p->paid_share_in_life, 0},
    };
    document_table *table = document_add_table(doc, "shares", NULL, 2, r->verdict[0].who ? of_others : of_living);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].estimate == &p->ceiling_of_rules && rows[i].estimate->support == SOL_OF_NONE)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(rows[i].text);
        row[1] = cell_against_goal(cell_estimate(rows[i].estimate), rows[i].goal);
    }
    if (run_report_leaves_some_out(r))
        table->note = "Without those refused, declined or not due, but for the row in which nobody is left out.";
}

static const document_column people_columns[] = {
    {.key = "state", .title = "", .unit = UNIT_TEXT},
    {.key = "people", .title = "people", .unit = UNIT_COUNT, .spread = SPREAD_ESTIMATE},
    {.key = "share", .title = "share", .unit = UNIT_SHARE, .rank = 1},
    {.key = "bar", .title = "", .unit = UNIT_BAR, .rank = 2},
};

static void add_people_row(document_table *table, const char *label, const sol_estimate *people, double whole)
{
    document_cell *row = document_add_row(table);
    double share = whole > 0.0 ? people->mean / whole : 0.0;
    row[0] = cell_text(label);
    row[1] = cell_estimate(people);
    if (people->support == SOL_OF_NONE)
        return;
    row[2] = cell_value(share);
    row[3] = cell_bar(share, -1.0);
}

static void add_people_total(document_table *table, const char *label, double people)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(label);
    row[1] = cell_value(people);
    row[2] = cell_value(people > 0.0 ? 1.0 : 0.0);
    table->total_rows = 1;
}

/* Nothing is shown as its two parts; the states add up to everyone. */
static void add_states(document *doc, const sol_result *r)
{
    static const sol_state order[] = {SOL_STATE_IN_TIME,  SOL_STATE_LATE,    SOL_STATE_PART,   SOL_STATE_ESTATE_PAID,
                                      SOL_STATE_DECLINED, SOL_STATE_REFUSED, SOL_STATE_NOT_DUE};
    const sol_people *p = &r->people;
    double whole = (double)r->claimant_count;
    document_table *table =
        document_add_table(doc, "people", "All claimants, by the state they end in", 4, people_columns);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        add_people_row(table, sol_state_label(order[i]), &p->state[order[i]], whole);
    add_people_row(table, "nothing, and died", &p->nothing_died, whole);
    add_people_row(table, "nothing, and alive", &p->nothing_living, whole);
    add_people_total(table, "all", whole);
}

static void add_reasons(document *doc, const sol_result *r)
{
    const char *const label[SOL_REASONS] = {
        [SOL_BEFORE_ENTITLED] = "died before they were entitled",
        [SOL_IN_QUEUE] = "died in the queue",
        [SOL_DECIDING] = "died while they decided",
        [SOL_BEFORE_PAY_DATE] = "died before the next pay date",
        [SOL_FOR_WANT_OF_MONEY] = "died for want of money",
        [SOL_ALIVE] = sol_arena_print(doc->arena, "alive on %s", figure_date(r->verdict[0].by.day).text),
    };
    double whole = 0.0;
    for (int i = 0; i < SOL_REASONS; i++)
        whole += r->people.reason[i].mean;
    const char *title = r->verdict[0].who ? "Why those living at the start whom the goal counts were not in time"
                                          : "Why those living at the start were not in time";
    document_table *table = document_add_table(doc, "not_in_time", title, 4, people_columns);
    const char *without = run_report_leaves_some_out(r) ? "Without those refused, declined or not due." : "";
    const char *heirs = r->verdict[0].reach == SOL_IN_LIFE_OR_AFTER
                            ? "Who died waiting, and whose heirs are paid in time, is not among them."
                            : "";
    if (*without || *heirs)
        table->note = sol_arena_print(doc->arena, "%s%s%s", without, *without && *heirs ? " " : "", heirs);
    for (int i = 0; i < SOL_REASONS; i++)
        add_people_row(table, label[i], &r->people.reason[i], whole);
    add_people_total(table, "not in time", whole);
}

void run_report_people(document *doc, const sol_result *r)
{
    document_heading(doc, 2, "People");
    add_shares(doc, r);
    add_states(doc, r);
    add_reasons(doc, r);
}

static const document_column band_columns[] = {
    {.key = "name", .title = "", .unit = UNIT_TEXT},
    {.key = "count", .title = "people", .unit = UNIT_COUNT},
    {.key = "living", .title = "living\nat start", .unit = UNIT_COUNT, .rank = 1},
    {.key = "share_in_time",
     .title = "in time",
     .unit = UNIT_SHARE,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 3,
     .range_rank = 4},
    {.key = "claimed", .title = "claimed", .unit = UNIT_MONEY, .rank = 2},
    {.key = "paid", .title = "paid", .unit = UNIT_MONEY, .spread = SPREAD_ESTIMATE, .error_rank = 6, .range_rank = 5},
    {.key = "paid_in_life",
     .title = "in life",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 8,
     .range_rank = 7},
    {.key = "paid_to_estates", .title = "to\nestates", .unit = UNIT_MONEY, .rank = 4},
};
enum { BAND_COLUMNS = sizeof band_columns / sizeof *band_columns };

static const char *age_label(sol_arena *arena, const sol_band_result *band)
{
    figure from = figure_number(band->from, 0);
    if (band->to > 1000.0)
        return sol_arena_print(arena, "%s and over", from.text);
    if (band->from <= 0.0)
        return sol_arena_print(arena, "under %s", figure_number(band->to, 0).text);
    return sol_arena_print(arena, "%s to %s", from.text, figure_number(band->to - 1.0, 0).text);
}

static const char *claim_label(document *doc, const sol_band_result *band)
{
    figure from = figure_money(band->from, doc->minor_digits);
    if (band->to > 1e20)
        return sol_arena_print(doc->arena, "%s and over", from.text);
    return sol_arena_print(doc->arena, "%s to under %s", from.text, figure_money(band->to, doc->minor_digits).text);
}

static void add_band(document_table *table, const char *label, const sol_band_result *band, double goal)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(label);
    row[1] = cell_value((double)band->count);
    row[2] = cell_value((double)band->living);
    row[3] = cell_against_goal(cell_estimate(&band->share_in_time), goal);
    row[4] = cell_value(band->claimed.mean);
    row[5] = cell_estimate(&band->paid);
    row[6] = cell_estimate(&band->paid_in_life);
    row[7] = cell_value(band->paid.mean - band->paid_in_life.mean);
}

static void add_band_total(document_table *table, const sol_result *r)
{
    sol_band_result all = {.count = r->claimant_count,
                           .living = r->living_count,
                           .share_in_time = r->people.share_in_time,
                           .paid = r->money.paid,
                           .paid_in_life = r->money.paid_in_life,
                           .claimed = r->money.claimed};
    add_band(table, "all", &all, r->verdict[0].goal);
    table->total_rows = 1;
}

void run_report_groups(document *doc, const sol_result *r)
{
    double goal = r->verdict[0].goal;
    document_heading(doc, 2, "Groups and ages");
    document_table *groups = document_add_table(doc, "groups", "By group", BAND_COLUMNS, band_columns);
    for (size_t i = 0; i < r->group_count; i++)
        add_band(groups, r->group[i].name, &r->group[i], goal);
    add_band_total(groups, r);
    if (r->age_band_count > 0) {
        document_table *ages = document_add_table(doc, "age_bands", "By age at the start", BAND_COLUMNS, band_columns);
        for (size_t i = 0; i < r->age_band_count; i++)
            add_band(ages, age_label(doc->arena, &r->age_band[i]), &r->age_band[i], goal);
    }
    if (r->claim_band_count > 1) {
        document_table *claims = document_add_table(doc, "claim_bands", "By claim", BAND_COLUMNS, band_columns);
        for (size_t i = 0; i < r->claim_band_count; i++)
            add_band(claims, claim_label(doc, &r->claim_band[i]), &r->claim_band[i], goal);
    }
}
