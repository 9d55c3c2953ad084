#include "report/disclosure/disclosure.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

/* The range 1–2, 2–5 or 5–10 times a power of ten of an amount, for each of so many. */
static const char *range_of(document *doc, double amount, size_t heads)
{
    static const double edge[] = {1, 2, 5, 10};
    if (!(amount > 0))
        return "nothing";
    double power = pow(10, floor(log10(amount))), each = heads > 0 ? (double)heads : 1;
    size_t i = 0;
    while (i < 2 && amount >= edge[i + 1] * power)
        i++;
    return sol_arena_print(doc->arena, "%s to %s", figure_money(edge[i] * power / each, doc->minor_digits).text,
                           figure_money(edge[i + 1] * power / each, doc->minor_digits).text);
}

/* Ranges are texts, so that the columns of amounts become such. */
static void give_ranges(document *doc, document_table *table, document_column column[])
{
    for (size_t c = 0; c < table->column_count; c++) {
        if (column[c].unit != UNIT_MONEY)
            continue;
        column[c].unit = UNIT_TEXT;
        for (size_t r = 0; r < table->row_count; r++) {
            document_cell *cell = &table->cell[r * table->column_count + c];
            if (!cell->is_filled || cell->text)
                continue;
            bool is_total = r + table->total_rows >= table->row_count;
            *cell = cell_text(is_total
                                  ? sol_arena_print(doc->arena, "%s", figure_money(cell->value, doc->minor_digits).text)
                                  : range_of(doc, cell->value, 1));
        }
    }
}

/* What goes to estates is paid less paid in life: a third range would only narrow these two. */
static void drop_estates(document_table *table)
{
    size_t width = table->column_count;
    if (strcmp(table->column[width - 1].key, "paid_to_estates") != 0)
        return;
    for (size_t r = 0; r < table->row_count; r++)
        memmove(&table->cell[r * (width - 1)], &table->cell[r * width], (width - 1) * sizeof *table->cell);
    table->column_count = width - 1;
    table->row_room = table->row_count;
}

/* Standard errors and ranges of outcomes go with the digits that they would lend. */
static void blur_table(document *doc, document_table *table)
{
    if (strcmp(table->key, "groups") == 0)
        drop_estates(table);
    document_column *column = SOL_TAKE(doc->arena, table->column_count, document_column);
    for (size_t c = 0; c < table->column_count; c++) {
        column[c] = table->column[c];
        column[c].spread = SPREAD_NONE;
    }
    for (size_t i = 0; i < table->column_count * table->row_count; i++)
        table->cell[i].has_error = table->cell[i].has_range = false;
    if (strcmp(table->key, "groups") == 0)
        give_ranges(doc, table, column);
    table->column = column;
}

static const char *age_of(document *doc, double age)
{
    enum { YEARS = 5 };
    if (age < 0)
        return "–";
    int from = (int)floor(age / YEARS) * YEARS;
    return sol_arena_print(doc->arena, "%d to under %d", from, from + YEARS);
}

static const char *year_text(document *doc, int year)
{
    return year ? sol_arena_print(doc->arena, "%d", year) : "not by the end";
}

static void add_prospect(document *doc, document_table *table, const sol_band_result *line,
                         const disclosure_prospect *p)
{
    double step = disclosure_share_step(p->living), everyone = disclosure_share_step(p->count);
    double count = (double)p->count;
    document_cell *row = document_add_row(table);
    row[0] = cell_text(line->name);
    row[1] = cell_value(count);
    row[2] = cell_text(age_of(doc, p->age));
    row[3] = cell_text(range_of(doc, line->claimed.mean, p->count));
    row[4] = p->living > 0 ? cell_value(disclosure_round(p->in_time, step)) : cell_text("–");
    row[5] = cell_text(range_of(doc, p->paid_in_life * count, p->count));
    row[6] = cell_text(range_of(doc, p->paid_to_estate * count, p->count));
    row[7] = cell_value(disclosure_round(p->paid_off, everyone));
    row[8] = cell_text(year_text(doc, p->payoff_p50));
    row[9] = cell_text(year_text(doc, p->payoff_p05));
    row[10] = cell_text(year_text(doc, p->payoff_p95));
    row[11] = p->living > 0 ? cell_value(disclosure_round(p->dying_unpaid, step)) : cell_text("–");
}

/* The columns of the table of claimants, for what a claimant of a group can expect on average. */
static void add_claimants(document *doc, const disclosure *d)
{
    static const document_column columns[] = {
        {.key = "group", .title = "group", .unit = UNIT_TEXT},
        {.key = "count", .title = "people", .unit = UNIT_COUNT},
        {.key = "age", .title = "mean age", .unit = UNIT_TEXT, .rank = 5},
        {.key = "claimed", .title = "claimed\neach", .unit = UNIT_TEXT, .rank = 6},
        {.key = "probability_in_time", .title = "in time", .unit = UNIT_SHARE},
        {.key = "paid_in_life", .title = "in life\neach", .unit = UNIT_TEXT},
        {.key = "paid_to_estate", .title = "to the estate\neach", .unit = UNIT_TEXT, .rank = 1},
        {.key = "probability_paid_off", .title = "paid off", .unit = UNIT_SHARE, .rank = 4},
        {.key = "payoff_median", .title = "median\npay-off", .unit = UNIT_TEXT, .rank = 2},
        {.key = "payoff_p05", .title = "5%", .unit = UNIT_TEXT, .rank = 3},
        {.key = "payoff_p95", .title = "95%", .unit = UNIT_TEXT, .rank = 3},
        {.key = "probability_dying_unpaid", .title = "dies\nunpaid", .unit = UNIT_SHARE, .rank = 2},
    };
    if (!d->prospect)
        return;
    document_table *table = document_add_table(doc, "claimants", "What a claimant can expect, by group",
                                               sizeof columns / sizeof *columns, columns);
    for (size_t g = 0; g < d->result->group_count; g++)
        add_prospect(doc, table, &d->result->group[g], &d->prospect[g]);
    table->note = "Means of a group's claimants; dates are the median claimant's year.";
}

void disclosure_blur(document *doc, const disclosure *d)
{
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_TABLE)
            blur_table(doc, doc->block[i].table);
    document_heading(doc, 2, "Disclosure control");
    add_claimants(doc, d);
    document_say(doc, TONE_PLAIN, "%s", disclosure_rule);
    document_say(doc, TONE_PLAIN,
                 "Here people are rounded to %s, shares to %s, amounts about everyone to %s %s. The title, names of "
                 "published groups, sources of values and what the scenario leaves out are the author's own words.",
                 figure_number(d->steps.people, 0).text, figure_share(d->steps.share, 0).text,
                 figure_money(d->steps.money, doc->minor_digits).text, doc->currency);
}
