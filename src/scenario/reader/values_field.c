/* A row's value into the row's field, by the kind that the row names. */
#include "scenario/reader/reader.h"

#include "base/check.h"

#include <string.h>

/* Enums, counts and flags have their own widths; the value fits, as the row's range or words say. */
static void store_whole(void *field, size_t bytes, int64_t value)
{
    int8_t narrow = (int8_t)value;
    int32_t usual = (int32_t)value;
    uint32_t wide = (uint32_t)value;
    SOL_CHECK(bytes == 1 || bytes == 4 || bytes == 8);
    if (bytes == 1)
        memcpy(field, &narrow, 1);
    else if (bytes == 4 && value > INT32_MAX)
        memcpy(field, &wide, 4);
    else if (bytes == 4)
        memcpy(field, &usual, 4);
    else
        memcpy(field, &value, 8);
}

static bool read_word(reader *r, const key_row *row, const sol_node *node, void *field)
{
    int value;
    if (!value_word(r, node, row->words, &value))
        return false;
    store_whole(field, row->bytes, value);
    return true;
}

static bool read_yes_no(reader *r, const sol_node *node, bool *field)
{
    static const key_word words[] = {{"yes", 1, ""}, {"no", 0, ""}, {"true", 1, ""}, {"false", 0, ""}, {NULL, 0, NULL}};
    int value;
    if (!value_word(r, node, words, &value))
        return false;
    *field = value != 0;
    return true;
}

/* A path is what the system knows a file by, to the byte. */
static bool read_name(reader *r, const sol_node *node, bool is_path, const char **field)
{
    if (!value_text(r, node, field))
        return false;
    *field = is_path ? *field : names_shown(r->arena, *field);
    if (!strpbrk(node->text, "\n\r"))
        return true;
    problem_add(r->diagnostics, P_WRONG_SHAPE, node_place(node), NULL, "a name stands on one line");
    return false;
}

static bool read_number_kind(reader *r, const key_row *row, const sol_node *node, void *field)
{
    int64_t whole;
    double number;
    bool is_read;
    switch (row->kind) {
    case VALUE_WHOLE:
        if (!value_whole(r, node, row->low, row->high, &whole))
            return false;
        store_whole(field, row->bytes, whole);
        return true;
    case VALUE_SHARE:
    case VALUE_RATIO:
    case VALUE_RATE:
        is_read = row->kind == VALUE_RATE ? value_rate(r, node, row->low, row->high, &whole)
                                          : value_ratio(r, node, row->low, row->high, &whole);
        if (is_read)
            memcpy(field, &whole, sizeof whole);
        return is_read;
    case VALUE_DECIMAL:
        return value_decimal(r, node, row->low, row->high, field);
    case VALUE_YEARLY:
        is_read = value_rate(r, node, row->low, row->high, &whole);
        number = is_read ? (double)whole / 1e9 : 0;
        break;
    case VALUE_GROWTH:
        is_read = value_growth(r, node, row->low, row->high, &number);
        break;
    case VALUE_NUMBER:
        is_read = value_number(r, node, row->low, row->high, &number);
        break;
    default:
        is_read = value_ratio(r, node, row->low, row->high, &whole);
        number = is_read ? (double)whole / 1e9 : 0;
        break;
    }
    if (is_read)
        memcpy(field, &number, sizeof number);
    return is_read;
}

static bool read_reference(reader *r, const key_row *row, const sol_node *node, void *field)
{
    const name_table *names = row->kind == VALUE_EVENT     ? &r->events
                              : row->kind == VALUE_COUNTRY ? &r->countries
                                                           : &r->groups;
    const char *what = row->kind == VALUE_EVENT ? "event" : row->kind == VALUE_COUNTRY ? "country" : "group";
    return value_name(r, node, names, what, field);
}

sol_distribution_kind value_distribution_named(const char *name)
{
    for (size_t i = 0; i < SOL_DISTRIBUTION_KINDS; i++)
        if (sol_distribution_table[i].kind != SOL_CONSTANT && strcmp(sol_distribution_table[i].name, name) == 0)
            return sol_distribution_table[i].kind;
    return SOL_DISTRIBUTION_KINDS;
}

bool value_is_distribution(const sol_node *node)
{
    for (size_t i = 0; node->kind == NODE_MAPPING && i < node->count; i++)
        if (value_distribution_named(node_key(node, i)->text) != SOL_DISTRIBUTION_KINDS)
            return true;
    return false;
}

/* The parameters of a distribution, of which one inside another is one itself; NULL: the mapping is none. */
static const sol_node *parameters_of(const sol_node *mapping, sol_distribution_kind *kind)
{
    for (size_t i = 0; i < mapping->count; i++)
        if ((*kind = value_distribution_named(node_key(mapping, i)->text)) != SOL_DISTRIBUTION_KINDS)
            return node_bare(node_value(mapping, i));
    return NULL;
}

/* The first single value in a distribution's parameters, or in the first of them: it tells dates from spans. */
static const sol_node *first_scalar(const sol_node *node)
{
    while (node && node->kind != NODE_SCALAR) {
        if (node->count == 0)
            return NULL;
        sol_distribution_kind kind;
        const sol_node *inner = node->kind == NODE_MAPPING ? parameters_of(node, &kind) : node->item[0];
        node = inner ? inner : node_key(node, 0); /* a choice is of its keys */
    }
    return node;
}

bool value_is_span(const sol_node *scalar)
{
    const char *text = scalar->text;
    sol_quantity_fault fault;
    sol_span span;
    size_t length = strlen(text);
    bool ends_as_span = length > 0 && (text[length - 1] == 'd' || text[length - 1] == 'y' || text[length - 1] == 'o');
    return ends_as_span || sol_quantity_span(text, length, &span, &fault);
}

static bool read_delay(reader *r, const sol_node *node, bool may_nest, sol_when *when)
{
    sol_when read = {.is_after = true};
    if (node->kind == NODE_SCALAR) {
        if (!value_span(r, node, &read.span))
            return false;
        read.is_calendar = true;
    } else {
        if (!value_delays(r, node, may_nest, &read.delay))
            return false;
    }
    *when = read;
    return true;
}

static bool has_spans(const sol_node *node)
{
    sol_distribution_kind kind = SOL_DISTRIBUTION_KINDS;
    const sol_node *first = node;
    if (node->kind == NODE_MAPPING) {
        const sol_node *parameters = parameters_of(node, &kind);
        first = parameters ? first_scalar(parameters) : NULL;
    }
    return kind == SOL_EXPONENTIAL || kind == SOL_LOGNORMAL || (first && value_is_span(first));
}

bool value_when(reader *r, const sol_node *node, bool delay_only, bool may_nest, sol_when *when)
{
    const sol_node *after = delay_only ? NULL : node_get(node, "after");
    if (node->is_broken || (node->kind == NODE_SEQUENCE && !reader_wants(r, node, NODE_SCALAR, "a date")))
        return false;
    if (after) {
        for (size_t i = 0; i < node->count; i++)
            if (node_value(node, i) != after && !reader_is_reserved(node_key(node, i)))
                problem_add(r->diagnostics, P_UNKNOWN_KEY, node_place(node_key(node, i)), NULL, "unknown key `%.200s`",
                            node_key(node, i)->text);
        return read_delay(r, node_bare(after), may_nest, when);
    }
    if (delay_only || has_spans(node))
        return read_delay(r, node, may_nest, when);
    static const key_row dates = {"", AS_VALUE, VALUE_WHEN, .meaning = ""};
    sol_when read = {.is_after = false};
    if (!value_distribution(r, &dates, node, &read.date))
        return false;
    *when = read;
    return true;
}

bool reader_field(reader *r, const key_row *row, const sol_node *value, void *target)
{
    void *field = (char *)target + row->offset;
    switch (row->kind) {
    case VALUE_TEXT:
        return value_text(r, value, field);
    case VALUE_NAME:
    case VALUE_PATH:
        return read_name(r, value, row->kind == VALUE_PATH, field);
    case VALUE_WORD:
        return read_word(r, row, value, field);
    case VALUE_YES_NO:
        return read_yes_no(r, value, field);
    case VALUE_DATE:
        return value_date(r, value, field);
    case VALUE_SPAN:
        return value_span(r, value, field);
    case VALUE_AMOUNT:
        return value_home_amount(r, value, field);
    case VALUE_EVENT:
    case VALUE_COUNTRY:
    case VALUE_GROUP:
        return read_reference(r, row, value, field);
    case VALUE_AMOUNTS:
        return value_amounts(r, value, field);
    case VALUE_WHEN:
    case VALUE_DELAY:
        return value_when(r, value, row->kind == VALUE_DELAY, row->kind == VALUE_DELAY, field);
    case VALUE_PROBABILITY:
    case VALUE_MULTIPLE:
    case VALUE_AGE:
    case VALUE_BIRTH:
        return value_distribution(r, row, value, field);
    default:
        return read_number_kind(r, row, value, field);
    }
}
