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
        return value_when(r, value, row->kind == VALUE_DELAY, field);
    case VALUE_PROBABILITY:
    case VALUE_MULTIPLE:
    case VALUE_AGE:
    case VALUE_BIRTH:
        return value_distribution(r, row, value, field);
    default:
        return read_number_kind(r, row, value, field);
    }
}
