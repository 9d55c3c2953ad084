#include "scenario/sections/register.h"

#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/terms.h"
#include "scenario/sections/across.h"
#include "scenario/text/problem.h"

#include <string.h>

enum { DIGITS_MOST = 6 }; /* of amounts that are plain numbers */

/* A scenario of nothing but what a register needs: a currency, a day, and no name of anything. */
static reader begin(sol_arena *arena, sol_quantity_currency currency, sol_date start, sol_diagnostics *diagnostics)
{
    static const sol_node nothing = {.kind = NODE_MAPPING};
    sol_scenario *scenario = SOL_TAKE(arena, 1, sol_scenario);
    sol_currency *own = SOL_TAKE(arena, 1, sol_currency);
    *own = (sol_currency){.code = currency.code, .minor_digits = currency.minor_digits, .price = sol_decimal_of(1, 0)};
    *scenario = (sol_scenario){.currency_count = 1, .currency = own, .start = start, .end = sol_date_never()};
    reader r = reader_begin(arena, scenario, &nothing, diagnostics);
    r.currency_count = 1;
    r.currency[0] = currency;
    r.is_alone = true;
    return r;
}

static const sol_node *scalar_of(sol_arena *arena, const text_source *source, size_t from, size_t to)
{
    sol_node *node = SOL_TAKE(arena, 1, sol_node);
    *node = (sol_node){.kind = NODE_SCALAR,
                       .start = (uint32_t)from,
                       .end = (uint32_t)to,
                       .source = source,
                       .text = sol_arena_copy(arena, source->source.text + from, to - from)};
    return node;
}

/* What a scenario would say in `columns`; NULL: nothing. */
static const sol_node *name_columns(sol_arena *arena, const register_request *request, sol_diagnostics *diagnostics)
{
    const sol_node **item = SOL_TAKE(arena, 2 * request->named_count, const sol_node *);
    size_t count = 0;
    for (size_t i = 0; i < request->named_count; i++) {
        size_t length = strlen(request->named[i]);
        text_source *source = source_copy(arena, "--columns", request->named[i], length, diagnostics);
        if (!source)
            continue;
        const char *text = source->source.text, *is = strchr(text, '=');
        if (!is || is == text || !is[1]) {
            problem_add(diagnostics, P_SET, source_place(source, 0, length),
                        "write `claim=HEADER`, as its cell says it", "this does not say what a header means");
            continue;
        }
        item[count++] = scalar_of(arena, source, 0, (size_t)(is - text));
        item[count++] = scalar_of(arena, source, (size_t)(is - text) + 1, length);
    }
    return count ? node_collection(arena, item[0], NODE_MAPPING, count / 2, item) : NULL;
}

/* A number without a sign or a word names no currency, and needs no look. */
static bool is_bare(const csv_field *field)
{
    for (size_t i = 0; i < field->length; i++)
        if (!strchr("0123456789,. _", field->text[i]) || !field->text[i])
            return false;
    return true;
}

/* As many decimals as a plain number has; what is none is for the reader to refuse. */
static void raise_digits(const csv_field *field, int *digits)
{
    sol_quantity_fault fault;
    sol_quantity_money money;
    for (int own = *digits; own <= DIGITS_MOST; own++) {
        const sol_quantity_currency plain[] = {{"", own}, {NULL, 0}};
        if (!sol_quantity_amount(field->text, field->length, plain, &money, &fault))
            continue;
        *digits = own;
        return;
    }
}

static size_t column_of_claims(const csv_header *header)
{
    size_t at = 0;
    while (header->column[at] < 0 || strcmp(claimant_columns[header->column[at]].name, "claim") != 0)
        at++;
    return at;
}

/*
 * The currency that the table itself names: in the header of the claims, or with the first claim that has one. Without any, amounts are plain
 * numbers of as many decimals as the claims have.
 */
static sol_quantity_currency find_currency(const register_request *request, const text_source *source,
                                           const sol_node *columns, bool *is_of_cell)
{
    sol_arena *arena = source->arena;
    reader r = begin(arena, (sol_quantity_currency){"", 0}, request->start, sol_diagnostics_new(arena));
    csv_reader csv = csv_begin(source, arena);
    csv_header header;
    int digits = 0;
    csv.named = columns;
    bool is_read = csv_header_read(&r, &csv, claimant_columns, claimant_column_count, &header);
    const char *code = header.currency;
    size_t at = is_read && !code ? column_of_claims(&header) : 0;
    while (is_read && !code && csv_next(&csv)) {
        const csv_field *field = &csv.field[at];
        if (at >= csv.count || csv.fault)
            continue;
        code = is_bare(field) ? NULL : sol_quantity_currency_named(field->text, field->length);
        raise_digits(field, &digits);
    }
    *is_of_cell = code && !header.currency;
    return code ? (sol_quantity_currency){code, sol_currency_digits(code)} : (sol_quantity_currency){"", digits};
}

static void check_people(const register_table *made, sol_diagnostics *diagnostics)
{
    uint64_t people = 0;
    for (size_t i = 0; i < made->scenario->row_count; i++)
        people += made->scenario->row[i].count;
    if (people > ACROSS_PEOPLE_MAX)
        problem_add(diagnostics, P_TOO_MANY, source_whole(made->source), NULL, "more than %d claimants",
                    ACROSS_PEOPLE_MAX);
    if (people == 0 && made->table && sol_diagnostics_errors(diagnostics) == 0)
        problem_add(diagnostics, P_MISSING_KEY, source_whole(made->source), "write a row a claimant",
                    "there are no claimants");
}

bool register_read(sol_arena *arena, const register_request *request, sol_diagnostics *diagnostics,
                   register_table *made)
{
    *made = (register_table){0};
    const sol_node *columns = name_columns(arena, request, diagnostics);
    made->source = table_read(arena, request->path, &request->choice, diagnostics);
    if (!made->source)
        return false;
    bool is_of_cell = false;
    sol_quantity_currency currency =
        request->currency ? (sol_quantity_currency){request->currency, sol_currency_digits(request->currency)}
                          : find_currency(request, made->source, columns, &is_of_cell);
    size_t errors = sol_diagnostics_errors(diagnostics);
    reader *r = SOL_TAKE(arena, 1, reader);
    *r = begin(arena, currency, request->start, diagnostics);
    r->is_currency_found = is_of_cell;
    const sol_inheritance heirs = terms_inheritance(SOL_HEIRS_INHERIT);
    csv_claimants_read(r, made->source, columns, &heirs, &made->notes);
    mortality_settle(r);
    made->scenario = r->scenario;
    made->events = &r->events;
    made->table = r->tables.count ? r->tables.rows : NULL;
    check_people(made, diagnostics);
    made->is_whole = sol_diagnostics_errors(diagnostics) == errors;
    return true;
}
