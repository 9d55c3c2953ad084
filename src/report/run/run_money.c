#include "report/document/figure.h"
#include "report/document/words.h"
#include "report/run/run_report.h"

#include <stdlib.h>
#include <string.h>

/* Of firms and others, as what a country's row has received. */
static double promised_by(const sol_result *r, const char *country)
{
    double sum = 0.0;
    for (size_t i = 0; i < r->source_count; i++)
        if (r->source[i].country && strcmp(r->source[i].country, country) == 0)
            sum += r->source[i].promised.mean;
    return sum;
}

/* What no country's row holds: means and, as it is added up from several, no spread. */
static void sum_of_others(const sol_result *r, double *promised, double *received)
{
    for (size_t i = 0; i < r->source_count; i++)
        if (!r->source[i].country) {
            *promised += r->source[i].promised.mean;
            *received += r->source[i].received.mean;
        }
}

static void add_countries(document *doc, const sol_result *r)
{
    static const document_column columns[] = {
        {.key = "country", .title = "from", .unit = UNIT_TEXT},
        {.key = "firms", .title = "firms", .unit = UNIT_COUNT},
        {.key = "joined",
         .title = "join",
         .unit = UNIT_COUNT,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 3,
         .range_rank = 2},
        {.key = "promised", .title = "if all\njoined", .unit = UNIT_MONEY},
        {.key = "received", .title = "received", .unit = UNIT_MONEY, .spread = SPREAD_ESTIMATE, .error_rank = 1},
    };
    document_table *table = document_add_table(doc, "by_country", "By country", 5, columns);
    double promised = 0.0, received = 0.0;
    for (size_t i = 0; i < r->country_count; i++) {
        const sol_country_result *c = &r->country[i];
        double here = promised_by(r, c->country);
        document_cell *row = document_add_row(table);
        row[0] = cell_text(c->country);
        row[1] = cell_value((double)c->firms);
        row[2] = cell_estimate(&c->joined);
        row[3] = cell_value(here);
        row[4] = cell_estimate(&c->received);
        promised += here;
    }
    double others = 0.0;
    sum_of_others(r, &others, &received);
    if (others > 0.0 || received > 0.0) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text("other sources");
        row[3] = cell_value(others);
        row[4] = cell_value(received);
    }
    document_cell *total = document_add_row(table);
    total[0] = cell_text("all");
    total[3] = cell_value(promised + others);
    total[4] = cell_estimate(&r->money.received);
    table->total_rows = 1;
}

typedef struct ranked {
    double received;
    size_t index;
} ranked;

/* Those that bring most first; ties in their order. */
static int compare_ranked(const void *first, const void *second)
{
    const ranked *a = first, *b = second;
    if (a->received != b->received)
        return a->received > b->received ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static const ranked *rank_sources(document *doc, const sol_result *r)
{
    ranked *order = SOL_TAKE(doc->arena, r->source_count, ranked);
    for (size_t i = 0; i < r->source_count; i++)
        order[i] = (ranked){r->source[i].received.mean, i};
    qsort(order, r->source_count, sizeof *order, compare_ranked);
    return order;
}

static void add_source(document_table *table, const sol_source_result *s)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(s->name);
    row[1] = cell_text(s->country);
    row[2] = cell_text(s->kind);
    row[3] = cell_proportion(&s->probability);
    row[4] = cell_value(s->promised.mean);
    row[5] = cell_estimate(&s->received);
}

static void add_sources(document *doc, const sol_result *r, size_t rows)
{
    static const document_column columns[] = {
        {.key = "name", .title = "source", .unit = UNIT_TEXT},
        {.key = "country", .title = "of", .unit = UNIT_TEXT, .rank = 4},
        {.key = "kind", .title = "kind", .unit = UNIT_TEXT, .rank = 5},
        {.key = "probability",
         .title = "chance",
         .unit = UNIT_SHARE,
         .spread = SPREAD_PROPORTION,
         .error_rank = 8,
         .range_rank = 7},
        {.key = "promised", .title = "if it\njoined", .unit = UNIT_MONEY, .rank = 3},
        {.key = "received",
         .title = "received",
         .unit = UNIT_MONEY,
         .spread = SPREAD_ESTIMATE,
         .error_rank = 6,
         .range_rank = 1},
    };
    document_table *table = document_add_table(doc, "by_source", "By source", 6, columns);
    bool is_cut = rows > 0 && r->source_count > rows;
    size_t shown = is_cut ? rows - 1 : r->source_count;
    const ranked *order = rank_sources(doc, r);
    for (size_t i = 0; i < shown; i++)
        add_source(table, &r->source[is_cut ? order[i].index : i]);
    if (is_cut) {
        double promised = 0.0, received = 0.0;
        for (size_t i = shown; i < r->source_count; i++) {
            promised += r->source[order[i].index].promised.mean;
            received += r->source[order[i].index].received.mean;
        }
        document_cell *row = document_add_row(table);
        row[0] = cell_text(sol_arena_print(doc->arena, "%zu that bring less", r->source_count - shown));
        row[4] = cell_value(promised);
        row[5] = cell_value(received);
    }
    document_cell *total = document_add_row(table);
    total[0] = cell_text("all");
    total[5] = cell_estimate(&r->money.received);
    table->total_rows = 1;
    if (words_have_guarantee(r))
        table->note = "A guarantor's amount is what he brought; what he has back is among what was returned.";
}

void run_report_money_in(document *doc, const sol_result *r, size_t rows)
{
    document_heading(doc, 2, sol_arena_print(doc->arena, "Money in (%s)", r->currency));
    if (r->country_count > 0)
        add_countries(doc, r);
    if (r->source_count > 0)
        add_sources(doc, r, rows);
    else
        document_say(doc, TONE_PLAIN, "No source is named; the fund opens with %s %s.",
                     figure_money(r->money.opening.mean, r->minor_digits).text, r->currency);
}

void run_report_money_out(document *doc, const sol_result *r)
{
    static const document_column columns[] = {
        {.key = "flow", .title = "", .unit = UNIT_TEXT},
        {.key = "item", .title = "", .unit = UNIT_TEXT},
        {.key = "amount", .title = "amount", .unit = UNIT_MONEY, .spread = SPREAD_ESTIMATE},
        {.key = "bar", .title = "", .unit = UNIT_BAR, .rank = 1},
    };
    const sol_money_totals *m = &r->money;
    const struct {
        const char *flow, *item;
        const sol_estimate *amount;
        bool is_usual; /* shown also when it is nothing */
    } rows[] = {
        {"in", "opening balance", &m->opening, false},
        {"in", "received", &m->received, true},
        {"in", "return on the balance", &m->returned_on_balance, false},
        {"out", "paid to claimants in life", &m->paid_in_life, true},
        {"out", "paid to estates", &m->paid_to_estates, true},
        {"out", "costs", &m->costs, false},
        {"out", "deposited, not taken up", &m->deposited, false},
        {"out", words_returned(words_have_guarantee(r)), &m->returned, false},
        {"out", "left at the end", &m->left, true},
    };
    document_heading(doc, 2, sol_arena_print(doc->arena, "Money out (%s)", r->currency));
    document_table *table = document_add_table(doc, "money", NULL, 4, columns);
    double whole = m->opening.mean + m->received.mean + m->returned_on_balance.mean;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const sol_estimate *e = rows[i].amount;
        if (!rows[i].is_usual && e->mean == 0.0 && e->p95 == 0.0)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(rows[i].flow);
        row[1] = cell_text(rows[i].item);
        row[2] = cell_estimate(e);
        row[3] = cell_bar(whole > 0.0 ? e->mean / whole : 0.0, -1.0);
    }
    document_cell *total = document_add_row(table);
    total[1] = cell_text("all that came in = all that went out");
    total[2] = cell_value(whole);
    table->total_rows = 1;
    table->note = sol_arena_print(
        doc->arena, "Claimed at the start %s, owed at the end %s%s%s%s.",
        figure_money(m->claimed.mean, r->minor_digits).text, figure_money(m->owed.mean, r->minor_digits).text,
        m->stranded.mean > 0.0 ? "; of what is left, " : "",
        m->stranded.mean > 0.0 ? figure_money(m->stranded.mean, r->minor_digits).text : "",
        m->stranded.mean > 0.0 ? " is stranded: earmarked for groups that can receive no more" : "");
}
