/* The scenario itself: its version, currency, dates, exchange, simulation. */
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"

#include <string.h>

SECTION_READER(head_version)
{
    (void)row;
    (void)target;
    if (strcmp(value->text, "1") != 0)
        problem_add(r->diagnostics, P_VERSION, node_place(value), "write `solatium: 1`",
                    "the version `%.50s` of the language is not known", value->text);
}

/* Read elsewhere: currencies before anything else, as amounts need them; what a scenario extends when its text is read. */
SECTION_READER(head_elsewhere)
{
    (void)r;
    (void)row;
    (void)value;
    (void)target;
}

SECTION_READER(head_texts)
{
    const char **text = SOL_TAKE(r->arena, value->count, const char *);
    sol_scenario *scenario = target;
    size_t count = 0;
    (void)row;
    for (size_t i = 0; i < value->count; i++)
        count += value_text(r, node_bare(value->item[i]), &text[count]);
    scenario->leaves_out = text;
    scenario->leaves_out_count = count;
}

SECTION_READER(head_horizon)
{
    sol_scenario *scenario = target;
    sol_span span;
    (void)row;
    if (!value_span(r, value, &span))
        return;
    sol_date last = sol_date_of(SOL_YEAR_MAX, 12, 31);
    scenario->end = sol_date_earlier(sol_date_add(scenario->start, span), last);
}

SECTION_READER(head_section)
{
    reader_table(r, row->table, value, target);
}

enum { DIGITS_UNKNOWN = 4 }; /* no currency has more */

static void read_code(reader *r, const sol_node *node, const char **code, int *digits)
{
    *code = node->text;
    *digits = sol_currency_digits(node->text);
    if (*digits >= 0)
        return;
    const char *near = sol_currency_nearest(node->text);
    *digits = near ? sol_currency_digits(near) : DIGITS_UNKNOWN;
    r->has_wrong_currency = true;
    problem_add(r->diagnostics, P_UNKNOWN_NAME, node_place(node),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : "write its three letters, such as `KRW`",
                "there is no currency `%.50s`", node->text);
}

static void read_price(reader *r, const key_row *row, const sol_node *entry, sol_currency *currency)
{
    const sol_node *bare = node_bare(entry);
    if (bare->kind == NODE_MAPPING) {
        reader_table(r, row->table, bare, currency);
        return;
    }
    if (value_decimal(r, bare, row->low, row->high, &currency->price))
        reader_assume(r, bare);
}

/* The currency that was read last; behind it, where one is wrong, every other. */
static void add_currency(reader *r, sol_currency *currency)
{
    static const sol_quantity_currency every = {"*", DIGITS_UNKNOWN}, end = {NULL, 0};
    const sol_currency *c = &currency[r->currency_count];
    r->currency[r->currency_count++] = (sol_quantity_currency){c->code, c->minor_digits};
    r->scenario->currency_count = r->currency_count;
    r->currency[r->currency_count] = r->has_wrong_currency ? every : end;
    r->currency[r->currency_count + 1] = end;
    currency[r->currency_count] = (sol_currency){
        .code = every.code, .minor_digits = DIGITS_UNKNOWN, .price = sol_decimal_of(1, 0), .node = r->root};
}

static bool is_listed_twice(reader *r, const sol_node *key)
{
    for (size_t i = 0; i < r->currency_count; i++)
        if (strcmp(r->currency[i].code, key->text) == 0) {
            problem_add(r->diagnostics, P_DUPLICATE_NAME, node_place(key), NULL, "`%s` is the scenario's own currency",
                        key->text);
            return true;
        }
    return false;
}

SECTION_READER(head_exchange)
{
    sol_currency *currency = (sol_currency *)((sol_scenario *)target)->currency;
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *key = node_key(value, i), *entry = node_value(value, i);
        if (reader_is_reserved(key) || is_listed_twice(r, key))
            continue;
        if (r->currency_count == READER_CURRENCIES_MAX) {
            problem_add(r->diagnostics, P_TOO_MANY, node_place(key), NULL, "more than %d currencies",
                        READER_CURRENCIES_MAX);
            return;
        }
        sol_currency *c = &currency[r->currency_count];
        *c = (sol_currency){.price = sol_decimal_of(1, 0), .node = entry};
        read_code(r, key, &c->code, &c->minor_digits);
        reader_level level = reader_enter(r, key->text, entry->kind == NODE_MAPPING ? entry : NULL);
        read_price(r, row, entry, c);
        reader_leave(r, level);
        add_currency(r, currency);
    }
}

/* The scenario's own currency, before all else. */
void head_own_currency(reader *r)
{
    sol_scenario *scenario = r->scenario;
    sol_currency *currency = SOL_TAKE(r->arena, READER_CURRENCIES_MAX + 1, sol_currency);
    const sol_node *node = node_get(r->root, "currency");
    currency[0] = (sol_currency){.code = "KRW", .price = sol_decimal_of(1, 0), .node = r->root};
    if (node)
        node = node_bare(node);
    if (node && node->kind == NODE_SCALAR && node->text[0]) {
        read_code(r, node, &currency[0].code, &currency[0].minor_digits);
        currency[0].node = node;
    }
    scenario->currency = currency;
    add_currency(r, currency);
}
