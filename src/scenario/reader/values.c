/* Single values: each is read exactly, in its range, with its place. */
#include "scenario/reader/reader.h"
#include "scenario/text/yaml_looks.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

bool value_text(reader *r, const sol_node *node, const char **text)
{
    if (!reader_wants_scalar(r, node, "a text"))
        return false;
    if (node->has_comment)
        problem_add(r->diagnostics, P_COMMENT_IN_TEXT, node_place(node), "quote the text if the `#` belongs to it",
                    "a comment stands right behind this text");
    *text = node->text;
    return content_take(r, node, "%s", node->text);
}

bool value_word(reader *r, const sol_node *node, const key_word *words, int *value)
{
    if (!reader_wants_scalar(r, node, "a word"))
        return false;
    const key_word *word = keys_word(words, node->text, strlen(node->text));
    if (word) {
        *value = word->value;
        return content_take(r, node, "%d", *value);
    }
    if (yaml_looks_within(node, r->diagnostics))
        return false;
    text_buffer list = {.arena = r->arena};
    for (size_t i = 0; words[i].name; i++)
        text_print(&list, "%s`%s`", i ? ", " : "write one of ", words[i].name);
    char near[WORDS_LENGTH];
    bool is_near = keys_word_nearest(words, node->text, near);
    problem_add(r->diagnostics, P_UNKNOWN_WORD, node_place(node),
                is_near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : text_of(&list),
                "`%.200s` is not one of the words that belong here", node->text);
    return false;
}

bool value_name(reader *r, const sol_node *node, const name_table *names, const char *what, int *index)
{
    if (!reader_wants_scalar(r, node, what))
        return false;
    int found = names_find(names, node->text);
    if (found >= 0) {
        *index = found;
        return content_take(r, node, "%s", node->text);
    }
    if (names->is_partial || yaml_looks_within(node, r->diagnostics))
        return false;
    const char *near = names_nearest(names, node->text);
    problem_add(r->diagnostics, P_UNKNOWN_NAME, node_place(node),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : NULL, "there is no %s `%.200s`", what,
                node->text);
    return false;
}

/** A range, and the unit in which a person writes it. */
typedef struct value_range {
    double low, high;
    const char *unit; /* "", "%" or "%/y" */
} value_range;

/* Whether a value is within its range. */
static bool is_within(reader *r, const sol_node *node, double value, value_range range)
{
    if (value >= range.low && value <= range.high)
        return true;
    bool is_small = value < range.low;
    double bound = (is_small ? range.low : range.high) * (range.unit[0] ? 100 : 1);
    problem_add(r->diagnostics, P_OUT_OF_RANGE, node_place(node),
                sol_arena_print(r->arena, "write `%.15g%s` or %s", bound, range.unit, is_small ? "more" : "less"),
                "at %s %.15g%.1s is %s here", is_small ? "least" : "most", bound, range.unit,
                is_small ? "needed" : "allowed");
    return false;
}

bool value_whole(reader *r, const sol_node *node, double low, double high, int64_t *number)
{
    sol_quantity_fault fault;
    int64_t read;
    if (!reader_wants_scalar(r, node, "a whole number"))
        return false;
    if (!sol_quantity_whole(node->text, strlen(node->text), &read, &fault)) {
        reader_fault(r, P_BAD_NUMBER, node, &fault);
        return false;
    }
    if (!is_within(r, node, (double)read, (value_range){low, high, ""}))
        return false;
    *number = read;
    return content_take(r, node, "%" PRId64, read);
}

bool value_number(reader *r, const sol_node *node, double low, double high, double *number)
{
    sol_quantity_fault fault;
    double read = INFINITY;
    if (!reader_wants_scalar(r, node, "a number"))
        return false;
    bool is_infinite = strcmp(node->text, "inf") == 0 && isinf(high);
    if (!is_infinite && !sol_quantity_number(node->text, strlen(node->text), &read, &fault)) {
        reader_fault(r, P_BAD_NUMBER, node, &fault);
        return false;
    }
    if (!is_within(r, node, read, (value_range){low, high, ""}))
        return false;
    *number = read;
    return content_take(r, node, "%.17g", read);
}

bool value_decimal(reader *r, const sol_node *node, double low, double high, sol_decimal *number)
{
    sol_quantity_fault fault;
    sol_decimal read;
    if (!reader_wants_scalar(r, node, "a number"))
        return false;
    if (!sol_quantity_decimal(node->text, strlen(node->text), &read, &fault)) {
        reader_fault(r, P_BAD_NUMBER, node, &fault);
        return false;
    }
    if (!is_within(r, node, sol_decimal_to_double(read), (value_range){low, high, ""}))
        return false;
    *number = read;
    return content_take(r, node, "%.17g", sol_decimal_to_double(read));
}

bool value_date(reader *r, const sol_node *node, sol_date *date)
{
    sol_quantity_fault fault;
    if (!reader_wants_scalar(r, node, "a date"))
        return false;
    if (sol_quantity_date(node->text, strlen(node->text), date, &fault))
        return content_take(r, node, "%d", date->day);
    reader_fault(r, P_BAD_DATE, node, &fault);
    return false;
}

bool value_span(reader *r, const sol_node *node, sol_span *span)
{
    sol_quantity_fault fault;
    if (!reader_wants_scalar(r, node, "a span"))
        return false;
    if (sol_quantity_span(node->text, strlen(node->text), span, &fault))
        return content_take(r, node, "%d %d", span->months, span->days);
    reader_fault(r, P_BAD_SPAN, node, &fault);
    return false;
}

bool value_amount(reader *r, const sol_node *node, sol_money *money, int *currency)
{
    sol_quantity_fault fault;
    sol_quantity_money read;
    if (!reader_wants_scalar(r, node, "an amount"))
        return false;
    if (!sol_quantity_amount(node->text, strlen(node->text), r->currency, &read, &fault)) {
        reader_fault(r, P_BAD_AMOUNT, node, &fault);
        return false;
    }
    *money = sol_money_of(read.units);
    *currency = read.currency;
    return content_take(r, node, "%" PRId64 " %s", read.units, r->currency[read.currency].code);
}

bool reader_convert(const reader *r, sol_quantity_money amount, sol_money *money, sol_quantity_fault *fault)
{
    const sol_currency *currency = r->scenario->currency;
    sol_decimal unit = sol_currency_unit(currency, amount.currency);
    sol_money converted;
    if (sol_money_times(sol_money_of(amount.units), unit, &converted) && converted.units <= SOL_MONEY_INPUT_MAX) {
        *money = converted;
        return true;
    }
    snprintf(fault->message, sizeof fault->message, "an amount above 10^15 of the smallest unit, converted");
    snprintf(fault->hint, sizeof fault->hint, "write a smaller amount");
    return false;
}

bool value_home_amount(reader *r, const sol_node *node, sol_money *money)
{
    sol_money read;
    int currency;
    if (!value_amount(r, node, &read, &currency))
        return false;
    sol_quantity_fault fault = {.to = strlen(node->text)};
    if (reader_convert(r, (sol_quantity_money){read.units, currency}, money, &fault))
        return true;
    reader_fault(r, P_BAD_AMOUNT, node, &fault);
    return false;
}

static bool read_ratio(reader *r, const sol_node *node, bool is_share, int64_t *billionths)
{
    sol_quantity_fault fault;
    if (!reader_wants_scalar(r, node, "a share"))
        return false;
    bool is_read = is_share ? sol_quantity_share(node->text, strlen(node->text), billionths, &fault)
                            : sol_quantity_ratio(node->text, strlen(node->text), billionths, &fault);
    if (!is_read)
        reader_fault(r, P_BAD_SHARE, node, &fault);
    return is_read;
}

bool value_ratio(reader *r, const sol_node *node, double low, double high, int64_t *billionths)
{
    int64_t read;
    bool is_share = low >= 0 && high <= 1;
    if (!read_ratio(r, node, is_share, &read) ||
        !is_within(r, node, (double)read / 1e9, (value_range){low, high, is_share ? "%" : ""}))
        return false;
    *billionths = read;
    return content_take(r, node, "%" PRId64, read);
}

static bool read_rate(reader *r, const sol_node *node, int64_t *billionths, bool *is_per_month)
{
    sol_quantity_fault fault;
    if (!reader_wants_scalar(r, node, "a rate"))
        return false;
    if (sol_quantity_rate(node->text, strlen(node->text), billionths, is_per_month, &fault))
        return true;
    reader_fault(r, P_BAD_RATE, node, &fault);
    return false;
}

bool value_rate(reader *r, const sol_node *node, double low, double high, int64_t *billionths)
{
    int64_t read;
    bool is_per_month;
    if (!read_rate(r, node, &read, &is_per_month))
        return false;
    if (is_per_month)
        read *= 12;
    if (!is_within(r, node, (double)read / 1e9, (value_range){low, high, "%/y"}))
        return false;
    *billionths = read;
    return content_take(r, node, "%" PRId64, read);
}

bool value_growth(reader *r, const sol_node *node, double low, double high, double *growth)
{
    int64_t read;
    bool is_per_month;
    if (!read_rate(r, node, &read, &is_per_month))
        return false;
    double value = (double)read / 1e9;
    if (is_per_month) {
        /* Twelve products instead of pow: the same bytes everywhere. A default per month compounds as a loss. */
        double kept = 1, step = 1 + value;
        for (int i = 0; i < 12; i++)
            kept *= step;
        value = kept - 1;
    }
    if (!is_within(r, node, value, (value_range){low, high, "%/y"}))
        return false;
    *growth = value;
    return content_take(r, node, "%.17g", value);
}
