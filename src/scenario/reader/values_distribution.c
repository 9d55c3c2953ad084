/* Distributions: a bare value, or a mapping with one distribution's name and its parameters. */
#include "scenario/reader/reader.h"

#include "base/commas.h"
#include "base/suggest.h"

#include <math.h>
#include <string.h>

/** What the parameters of a distribution are. */
typedef enum element {
    ELEMENT_RATIO,
    ELEMENT_AGE,
    ELEMENT_COUNT,
    ELEMENT_GROWTH,
    ELEMENT_DATE,
    ELEMENT_SPAN,
    ELEMENT_MONEY
} element;

/* Whether one of the parameters may be a distribution itself; that then is nested. */
typedef enum nesting { NESTS_NOT, NESTS, IS_NESTED } nesting;

typedef struct shape {
    element of;
    sol_distribution_kind kind;
    int parameter; /* that is being read */
    double low, high;
    int currency; /* ELEMENT_MONEY: of the parameters so far; −1: none yet */
    int year;     /* ELEMENT_DATE: of a bare year that was read */
    bool may_be_year;
    nesting nesting;
    const sol_uncertain *uncertain;
} shape;

typedef struct parameter {
    double value;
    int64_t exact;
} parameter;

static bool read_days(reader *r, const sol_node *node, double *days)
{
    sol_quantity_fault fault;
    if (!reader_wants_scalar(r, node, "a span"))
        return false;
    if (sol_quantity_days(node->text, strlen(node->text), days, &fault))
        return content_take(r, node, "%.17g", *days);
    reader_fault(r, P_BAD_SPAN, node, &fault);
    return false;
}

static bool read_money(reader *r, const sol_node *node, shape *s, parameter *p)
{
    sol_money money;
    int currency;
    if (!value_amount(r, node, &money, &currency))
        return false;
    if (s->currency >= 0 && currency != s->currency) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(node), NULL,
                    "the amounts of one distribution are in one currency");
        return false;
    }
    s->currency = currency;
    *p = (parameter){sol_money_to_double(money), money.units};
    return true;
}

static bool read_day(reader *r, const sol_node *node, shape *s, parameter *p)
{
    sol_date date;
    if (!s->may_be_year) {
        if (!value_date(r, node, &date))
            return false;
    } else {
        sol_quantity_fault fault;
        if (!reader_wants_scalar(r, node, "a date"))
            return false;
        if (!sol_quantity_birth(node->text, strlen(node->text), &date, &s->year, &fault)) {
            reader_fault(r, P_BAD_DATE, node, &fault);
            return false;
        }
    }
    *p = (parameter){date.day, date.day};
    return true;
}

/* In thousandths, exactly. */
static bool read_count(reader *r, const sol_node *node, const shape *s, parameter *p)
{
    sol_decimal number;
    if (!value_decimal(r, node, s->low, s->high, &number))
        return false;
    if (number.decimals > 3) {
        problem_add(r->diagnostics, P_BAD_NUMBER, node_place(node), NULL, "at most three decimals belong here");
        return false;
    }
    p->exact = sol_decimal_shift(number, 3).digits;
    p->value = (double)p->exact / 1000;
    return true;
}

/* A value of the distribution's own kind: its range holds for it. */
static bool read_value(reader *r, const sol_node *node, shape *s, parameter *p)
{
    p->exact = 0;
    switch (s->of) {
    case ELEMENT_MONEY:
        return read_money(r, node, s, p);
    case ELEMENT_DATE:
        return read_day(r, node, s, p);
    case ELEMENT_SPAN:
        if (!read_days(r, node, &p->value))
            return false;
        p->exact = (int64_t)floor(p->value);
        return true;
    case ELEMENT_GROWTH:
        return value_growth(r, node, s->low, s->high, &p->value);
    case ELEMENT_COUNT:
        return read_count(r, node, s, p);
    case ELEMENT_AGE:
        return value_number(r, node, s->low, s->high, &p->value);
    default:
        if (!value_ratio(r, node, s->low, s->high, &p->exact))
            return false;
        p->value = (double)p->exact / 1e9;
        return true;
    }
}

/* A spread: of dates a span, of the others a value; of a log-normal a bare number. */
static bool read_spread(reader *r, const sol_node *node, shape *s, parameter *p)
{
    p->exact = 0;
    if (sol_distribution_is_bare(s->kind, s->parameter))
        return value_number(r, node, 0, 10, &p->value);
    if (s->of != ELEMENT_DATE)
        return read_value(r, node, s, p);
    return read_days(r, node, &p->value);
}

static bool read_parts(reader *r, const sol_node *node, shape *s, sol_distribution *distribution);

/* A parameter that is a distribution. One is enough: of two the order could not be kept. */
static bool read_uncertain(reader *r, const sol_node *node, shape *s, parameter *p)
{
    sol_uncertain *uncertain = SOL_TAKE(r->arena, 1, sol_uncertain);
    shape own = *s;
    const bool is_known = value_is_distribution(node);
    if (is_known && s->nesting == NESTS && s->uncertain) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(node), "write a plain value for one of them",
                    "only one value of a distribution may be a distribution itself");
        return false;
    }
    if (is_known && s->nesting != NESTS) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(node),
                    s->nesting == IS_NESTED
                        ? "write plain values in the inner one"
                        : "one inside another is for what is drawn for each person anew, the "
                          "delays of `accepts`, `heirs`, `filed` and `eligible`; of all else write a single one",
                    "a distribution stands inside another");
        return false;
    }
    own.nesting = IS_NESTED;
    if (sol_distribution_is_bare(s->kind, s->parameter)) {
        own.of = ELEMENT_AGE;
        own.low = 0;
        own.high = 10;
    }
    if (!read_parts(r, node, &own, &uncertain->value))
        return false;
    uncertain->parameter = s->parameter;
    *p = (parameter){sol_distribution_at(&uncertain->value, 0.5), 0};
    if (!sol_distribution_is_constant(&uncertain->value))
        s->uncertain = uncertain;
    return true;
}

static bool read_parameter(reader *r, const sol_node *node, bool is_spread, shape *s, parameter *p)
{
    node = node_bare(node);
    if (node->kind == NODE_MAPPING)
        return read_uncertain(r, node, s, p);
    return is_spread ? read_spread(r, node, s, p) : read_value(r, node, s, p);
}

static const sol_distribution_row *row_of(sol_distribution_kind kind)
{
    size_t i = 0;
    while (sol_distribution_table[i].kind != kind)
        i++;
    return &sol_distribution_table[i];
}

static bool read_choice(reader *r, const sol_node *node, shape *s, sol_distribution *d)
{
    if (!reader_wants(r, node, NODE_MAPPING, "a mapping of values and their probabilities"))
        return false;
    sol_choice *choice = SOL_TAKE(r->arena, node->count, sol_choice);
    int64_t sum = 0;
    bool is_read = node->count > 0;
    for (size_t i = 0; i < node->count; i++) {
        int64_t probability = 0;
        parameter p = {0, 0};
        bool both = read_value(r, node_key(node, i), s, &p);
        both = value_ratio(r, node_bare(node_value(node, i)), 0, 1, &probability) && both;
        choice[i] = (sol_choice){p.value, p.exact, (double)probability / 1e9};
        sum += probability;
        is_read = is_read && both;
    }
    if (is_read && sum != SOL_BILLION) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(node), NULL,
                    "the probabilities add up to %.9g%%, not to 100%%", (double)sum / 1e7);
        return false;
    }
    d->choice_count = node->count;
    d->choice = choice;
    return is_read;
}

/* The way out of too many values: commas that group digits, or the form. */
static const char *right_count(reader *r, const sol_node *list, const sol_distribution_row *row)
{
    const char *text = list->source->source.text + list->start;
    size_t length = list->end - list->start;
    commas_doubt doubt;
    if (length > 2 && text[0] == '[' && commas_find_doubt(r->arena, text + 1, length - 2, 0, &doubt))
        return sol_arena_print(r->arena, "write `%s` for a number: a comma ends a value", doubt.numbers);
    return sol_arena_print(r->arena, "write `%s: %s`", row->name, row->parameters);
}

static bool read_parameters(reader *r, const sol_node *node, shape *s, sol_distribution *d)
{
    const sol_distribution_row *row = row_of(d->kind);
    if (row->parameter_count < 0)
        return read_choice(r, node, s, d);
    size_t wanted = (size_t)row->parameter_count;
    parameter p;
    s->kind = d->kind;
    s->parameter = 0;
    if (wanted == 1 && node->kind != NODE_SEQUENCE) {
        if (!read_parameter(r, node, false, s, &p))
            return false;
        d->parameter[0] = p.value;
        d->exact = p.exact;
        return true;
    }
    if (!reader_wants(r, node, wanted == 1 ? NODE_SCALAR : NODE_SEQUENCE, row->parameters))
        return false;
    if (node->count != wanted) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(node), right_count(r, node, row),
                    "`%s` takes %zu values, not %u", row->name, wanted, node->count);
        return false;
    }
    bool is_read = true, has_spread = d->kind == SOL_NORMAL || d->kind == SOL_LOGNORMAL;
    for (size_t i = 0; i < wanted; i++) {
        s->parameter = (int)i;
        bool one = read_parameter(r, node->item[i], i == 1 && has_spread, s, &p);
        d->parameter[i] = one ? p.value : 0;
        d->exact = one && i == 0 ? p.exact : d->exact;
        is_read = is_read && one;
    }
    return is_read;
}

static void refuse_kind(reader *r, const sol_node *mapping)
{
    const char *names[SOL_DISTRIBUTION_KINDS] = {NULL};
    for (size_t i = 0; i < SOL_DISTRIBUTION_KINDS; i++)
        names[i] = sol_distribution_table[i].kind == SOL_CONSTANT ? NULL : sol_distribution_table[i].name;
    const sol_node *key = NULL;
    for (size_t i = 0; i < mapping->count && !key; i++)
        if (!reader_is_reserved(node_key(mapping, i)))
            key = node_key(mapping, i);
    if (!key) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(mapping), "write `{uniform: [a, b]}`",
                    "a distribution is missing");
        return;
    }
    const char *near = suggest_nearest(key->text, SOL_DISTRIBUTION_KINDS, names);
    problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(key),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : "`solatium distributions` lists them",
                "`%.200s` is not a distribution", key->text);
}

/* The one key that names a distribution; the others may only be source and note. */
static const sol_node *find_kind(reader *r, const sol_node *mapping, sol_distribution_kind *kind)
{
    const sol_node *found = NULL;
    *kind = SOL_DISTRIBUTION_KINDS;
    for (size_t i = 0; i < mapping->count; i++) {
        const sol_node *key = node_key(mapping, i);
        sol_distribution_kind named = value_distribution_named(key->text);
        if (reader_is_reserved(key))
            continue;
        if (named == SOL_DISTRIBUTION_KINDS || found) {
            if (found && named != SOL_DISTRIBUTION_KINDS)
                problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(key), NULL, "a value has one distribution");
            else
                refuse_kind(r, mapping);
            return NULL;
        }
        found = node_value(mapping, i);
        *kind = named;
    }
    if (!found)
        refuse_kind(r, mapping);
    return found;
}

static bool read_parts(reader *r, const sol_node *node, shape *s, sol_distribution *distribution)
{
    parameter p = {0, 0};
    if (node->is_broken)
        return false;
    if (node->kind != NODE_MAPPING) {
        if (!reader_wants(r, node, NODE_SCALAR, "a value or a distribution") || !read_value(r, node, s, &p))
            return false;
        *distribution = sol_distribution_constant(p.value, p.exact);
        if (s->year) { /* a bare year: every day of it */
            sol_date last = sol_date_of(s->year, 12, 31);
            *distribution = (sol_distribution){.kind = SOL_UNIFORM, .parameter = {p.value, last.day}};
        }
        distribution->lower = s->low;
        distribution->upper = s->high;
        return true;
    }
    sol_distribution d = {.lower = s->low, .upper = s->high};
    const sol_node *parameters = find_kind(r, node, &d.kind);
    s->uncertain = NULL;
    if (!parameters || !read_parameters(r, node_bare(parameters), s, &d))
        return false;
    d.uncertain = s->uncertain;
    bool counts_from_zero = d.kind == SOL_EXPONENTIAL || d.kind == SOL_LOGNORMAL;
    const char *fault =
        s->of == ELEMENT_DATE && counts_from_zero ? "dates cannot be drawn from it" : sol_distribution_fault(&d);
    if (fault) {
        problem_add(r->diagnostics, P_BAD_DISTRIBUTION, node_place(parameters), NULL, "not a distribution: %s", fault);
        return false;
    }
    if (d.kind != SOL_CHOICE &&
        sol_distribution_is_constant(&d)) /* without a spread it is its first parameter, exactly */
        d.kind = SOL_CONSTANT;
    *distribution = d;
    return true;
}

/* It counts as a whole: its parts are in one unit and may be written in several. */
static bool read_shape(reader *r, const sol_node *node, shape *s, sol_distribution *distribution)
{
    r->content.pauses++;
    bool is_read = read_parts(r, node, s, distribution);
    r->content.pauses--;
    const char *unit = s->currency < 0 ? "" : r->currency[s->currency].code;
    return is_read && content_take_distribution(r, node, unit, distribution);
}

static shape shape_of(element of, double low, double high)
{
    return (shape){.of = of, .low = low, .high = high, .currency = -1};
}

static shape shape_of_dates(void)
{
    return shape_of(ELEMENT_DATE, sol_date_of(SOL_YEAR_MIN, 1, 1).day, sol_date_of(SOL_YEAR_MAX, 12, 31).day);
}

bool value_distribution(reader *r, const key_row *row, const sol_node *node, sol_distribution *distribution)
{
    const element of = row->kind == VALUE_AGE       ? ELEMENT_AGE
                       : row->kind == VALUE_COUNT   ? ELEMENT_COUNT
                       : row->kind == VALUE_GROWTHS ? ELEMENT_GROWTH
                                                    : ELEMENT_RATIO;
    shape s = shape_of(of, row->low, row->high);
    if (row->kind == VALUE_BIRTH || row->kind == VALUE_WHEN) {
        s = shape_of_dates();
        s.may_be_year = row->kind == VALUE_BIRTH;
    }
    return read_shape(r, node, &s, distribution);
}

bool value_amounts(reader *r, const sol_node *node, sol_amount *amount)
{
    shape s = shape_of(ELEMENT_MONEY, 0, (double)SOL_MONEY_INPUT_MAX);
    sol_distribution value;
    if (!read_shape(r, node, &s, &value))
        return false;
    *amount = (sol_amount){.kind = SOL_AMOUNT_MONEY, .currency = s.currency < 0 ? 0 : s.currency, .value = value};
    return true;
}

bool value_delays(reader *r, const sol_node *node, bool may_nest, sol_distribution *days)
{
    shape s = shape_of(ELEMENT_SPAN, 0, 200 * SOL_DAYS_PER_YEAR);
    s.nesting = may_nest ? NESTS : NESTS_NOT;
    return read_shape(r, node, &s, days);
}
