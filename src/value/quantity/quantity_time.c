/* Spans and rates: what has a period of time. */
#include "value/quantity/quantity_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAYS_PER_MONTH (365.25 / 12)

enum { SPAN_YEARS_MAX = 200, NUMBER_ROOM = 64, LARGEST_RATIO = 1000000 };

static bool is_text(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static size_t skip_blanks(const char *text, size_t length, size_t at)
{
    while (at < length && text[at] == ' ')
        at++;
    return at;
}

/* Units of time, ours first, the larger before the smaller; those that people write instead are proposed as ours. */
typedef struct time_unit {
    const char *word, *meant;
    int months, days;
} time_unit;

static const time_unit time_units[] = {
    {"y", NULL, 12, 0},    {"mo", NULL, 1, 0},   {"w", NULL, 0, 7},     {"d", NULL, 0, 1},      {"year", "y", 12, 0},
    {"years", "y", 12, 0}, {"yr", "y", 12, 0},   {"yrs", "y", 12, 0},   {"a", "y", 12, 0},      {"Y", "y", 12, 0},
    {"annum", "y", 12, 0}, {"p.a.", "y", 12, 0}, {"month", "mo", 1, 0}, {"months", "mo", 1, 0}, {"mon", "mo", 1, 0},
    {"m", "mo", 1, 0},     {"M", "mo", 1, 0},    {"week", "w", 0, 7},   {"weeks", "w", 0, 7},   {"W", "w", 0, 7},
    {"day", "d", 0, 1},    {"days", "d", 0, 1},  {"D", "d", 0, 1},      {"년", "y", 12, 0},     {"年", "y", 12, 0},
    {"개월", "mo", 1, 0},  {"か月", "mo", 1, 0}, {"주", "w", 0, 7},     {"일", "d", 0, 1},      {"日", "d", 0, 1},
};

static const time_unit *time_unit_of(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof time_units / sizeof *time_units; i++)
        if (is_text(word, length, time_units[i].word))
            return &time_units[i];
    return NULL;
}

static bool refuse_span_unit(const quantity_decimal *n, const time_unit *unit, size_t from, size_t to,
                             sol_quantity_fault *fault)
{
    char hint[64] = "write `90d`, `6w`, `18mo` or `2y`";
    if (unit && n->digits < 1000000)
        snprintf(hint, sizeof hint, "did you mean `%d%s`?", (int)n->digits, unit->meant);
    return quantity_fail(fault, from, to, hint, "a span needs its unit: `d`, `w`, `mo` or `y`");
}

static bool refuse_part_of_unit(const quantity_decimal *n, const time_unit *unit, size_t from, size_t to,
                                sol_quantity_fault *fault)
{
    char hint[64] = "write whole days, weeks, months or years";
    int64_t months;
    quantity_decimal dozens = *n;
    if (unit && unit->months == 12 && n->digits < 100000) {
        dozens.digits *= 12;
        if (quantity_decimal_scale(&dozens, 0, &months))
            snprintf(hint, sizeof hint, "write `%dmo`", (int)months);
    }
    return quantity_fail(fault, from, to, hint, "a span is a whole number of days, weeks, months or years");
}

typedef struct span_part {
    bool is_whole; /* no decimals belong there */
    const time_unit *unit;
    sol_span span; /* of a whole number */
    double days;   /* a month is 365.25/12 of them */
} span_part;

/* One number and its unit, from *at on, which then stands behind them. */
static bool read_span_part(const char *text, size_t length, size_t *at, span_part *part, sol_quantity_fault *fault)
{
    quantity_decimal n;
    size_t from = *at;
    if (!quantity_begins_number(text + from, length - from))
        return quantity_fail(fault, 0, length, "write `90d`, `6w`, `18mo` or `2y`", "`%.*s` is not a span",
                             quantity_shown(text, length), text);
    if (!quantity_decimal_read(text + from, length - from, from, &n, fault))
        return false;
    size_t word = skip_blanks(text, length, from + n.length), end = word;
    while (end < length && text[end] != ' ' && !(text[end] >= '0' && text[end] <= '9'))
        end++;
    const time_unit *unit = time_unit_of(text + word, end - word);
    if (n.is_negative)
        return quantity_fail(fault, from, end, NULL, "a span is not negative");
    if (n.decimals && part->is_whole)
        return refuse_part_of_unit(&n, unit, from, end, fault);
    if (!unit || unit->meant)
        return refuse_span_unit(&n, unit, from, end, fault);
    int64_t most = unit->months ? SPAN_YEARS_MAX * 12 / unit->months : SPAN_YEARS_MAX * 366 / unit->days;
    double number = (double)n.digits / pow(10, n.decimals);
    if (number > (double)most)
        return quantity_fail(fault, from, end, NULL, "a span is at most %d years", SPAN_YEARS_MAX);
    *part = (span_part){
        .is_whole = part->is_whole, .unit = unit, .days = number * (unit->months * DAYS_PER_MONTH + unit->days)};
    if (!n.decimals)
        part->span = (sol_span){(int32_t)n.digits * unit->months, (int32_t)n.digits * unit->days};
    *at = skip_blanks(text, length, end);
    return true;
}

static bool read_span(const char *text, size_t length, bool is_whole, span_part *whole, sol_quantity_fault *fault)
{
    span_part sum = {0};
    const time_unit *last = NULL;
    size_t at = 0;
    do {
        size_t from = at;
        span_part part = {.is_whole = is_whole};
        if (!read_span_part(text, length, &at, &part, fault))
            return false;
        if (last && part.unit <= last)
            return quantity_fail(fault, from, length, "the larger unit comes first, as in `1y 6mo`",
                                 "the parts of this span are out of order");
        last = part.unit;
        sum.span.months += part.span.months;
        sum.span.days += part.span.days;
        sum.days += part.days;
    } while (at < length);
    *whole = sum;
    return true;
}

bool sol_quantity_span(const char *text, size_t length, sol_span *span, sol_quantity_fault *fault)
{
    quantity_plain plain;
    span_part read;
    quantity_plain_of(&plain, text, length);
    bool is_read = quantity_placed(&plain, read_span(plain.text, plain.length, true, &read, fault), fault);
    *span = is_read ? read.span : *span;
    return is_read;
}

bool sol_quantity_days(const char *text, size_t length, double *days, sol_quantity_fault *fault)
{
    quantity_plain plain;
    span_part read;
    quantity_plain_of(&plain, text, length);
    bool is_read = quantity_placed(&plain, read_span(plain.text, plain.length, false, &read, fault), fault);
    *days = is_read ? read.days : *days;
    return is_read;
}

/* Words by which people name a period; the shorter ones are read as the units of spans. */
static const time_unit periods[] = {
    {"annual", "y", 12, 0},  {"annually", "y", 12, 0}, {"yearly", "y", 12, 0}, {"pa", "y", 12, 0}, {"p.a", "y", 12, 0},
    {"monthly", "mo", 1, 0}, {"p.m.", "mo", 1, 0},     {"p.m", "mo", 1, 0},    {"pm", "mo", 1, 0}, {"연", "y", 12, 0},
    {"月", "mo", 1, 0},      {"월", "mo", 1, 0},       {"ヶ月", "mo", 1, 0},   {"달", "mo", 1, 0}, {"yr.", "y", 12, 0},
};

/* Takes a word at the place, if one of them stands there. */
static size_t skip_word(const char *text, size_t length, size_t at, const char *const *words)
{
    for (; *words; words++) {
        size_t own = strlen(*words);
        if (length - at >= own && memcmp(text + at, *words, own) == 0)
            return skip_blanks(text, length, at + own);
    }
    return at;
}

/* `y` or `mo` by what stands behind a rate's number, NULL where it names neither. */
static const char *period_meant(const char *text, size_t length, size_t at)
{
    static const char *const joints[] = {"/", "per ", "pro ", "each ", "every ", "an ", "a ", NULL};
    at = skip_word(text, length, skip_blanks(text, length, at), joints);
    while (length > at && text[length - 1] == ' ')
        length--;
    char word[16] = "";
    if (length - at >= sizeof word)
        return NULL;
    for (size_t i = 0; i < length - at; i++)
        word[i] = (char)(text[at + i] >= 'A' && text[at + i] <= 'Z' ? text[at + i] + ('a' - 'A') : text[at + i]);
    const time_unit *unit = time_unit_of(word, length - at);
    for (size_t i = 0; !unit && i < sizeof periods / sizeof *periods; i++)
        unit = is_text(word, length - at, periods[i].word) ? &periods[i] : NULL;
    return !unit || !unit->months ? NULL : unit->months == 12 ? "y" : "mo";
}

/* The number of a rate as a percentage; without its sign one below 1 is a share, as everywhere. */
static void write_percentage(const quantity_decimal *n, const char *text, bool is_share, char number[32])
{
    int decimals = n->decimals > 2 ? n->decimals - 2 : 0;
    int64_t digits = n->digits, unit = 1;
    for (int i = n->decimals; i < 2 && digits < INT64_MAX / 10; i++)
        digits *= 10;
    for (int i = 0; i < decimals; i++)
        unit *= 10;
    const char *sign = n->is_negative ? "-" : "";
    if (!is_share)
        snprintf(number, 32, "%.*s", (int)n->length, text);
    char behind[24];
    snprintf(behind, sizeof behind, "%018lld", (long long)(digits % unit));
    if (is_share)
        snprintf(number, 32, "%s%lld%s%s", sign, (long long)(digits / unit), decimals ? "." : "",
                 behind + 18 - decimals);
}

/* The whole rate as it was probably meant; where no period is named, for each. */
static void propose_rate(const char *text, size_t length, const quantity_decimal *n, char hint[96])
{
    static const char *const signs[] = {"%", "％", "percent", "per cent", "pct", "퍼센트", NULL};
    snprintf(hint, 96, "write `12%%/y` or `1%%/mo`");
    if (n->length >= 20)
        return;
    size_t at = skip_blanks(text, length, n->length), behind = skip_word(text, length, at, signs);
    bool has_sign = behind > at, is_below_one = quantity_decimal_round(n, 9) < SOL_BILLION;
    const char *period = period_meant(text, length, behind);
    char number[32];
    write_percentage(n, text, !has_sign && is_below_one, number);
    bool is_one = !has_sign && quantity_decimal_round(n, 9) == SOL_BILLION;
    if (is_one && period)
        snprintf(hint, 96, "write `1%%/%s` or `100%%/%s`", period, period);
    else if (period)
        snprintf(hint, 96, "did you mean `%s%%/%s`?", number, period);
    else if (behind == length)
        snprintf(hint, 96, "write `%s%%/y` or `%s%%/mo`", number, number);
}

/* What follows a rate's number; false with the fault, its hint the whole rate as it should stand. */
static bool read_period(const char *text, size_t length, const quantity_decimal *n, bool *is_per_month,
                        sol_quantity_fault *fault)
{
    char hint[96];
    propose_rate(text, length, n, hint);
    size_t at = skip_blanks(text, length, n->length);
    if (at >= length || text[at] != '%')
        return quantity_fail(fault, 0, length, hint, "a rate is a percentage per period");
    at = skip_blanks(text, length, at + 1);
    if (at >= length || text[at] != '/')
        return quantity_fail(fault, 0, length, hint, "a rate needs its period: `/y` or `/mo`");
    size_t word = skip_blanks(text, length, at + 1);
    const time_unit *unit = time_unit_of(text + word, length - word);
    if (!unit || unit->meant || unit->months == 0)
        return quantity_fail(fault, 0, length, hint, "a rate is per year (`/y`) or per month (`/mo`)");
    *is_per_month = unit->months == 1;
    return true;
}

static bool read_rate(const char *text, size_t length, int64_t *billionths, bool *is_per_month,
                      sol_quantity_fault *fault)
{
    quantity_decimal n;
    bool is_month = false;
    int64_t value;
    if (!quantity_begins_number(text, length))
        return quantity_fail(fault, 0, length, "write `12%/y` or `1%/mo`", "`%.*s` is not a rate",
                             quantity_shown(text, length), text);
    if (!quantity_decimal_read(text, length, 0, &n, fault))
        return false;
    if (!read_period(text, length, &n, &is_month, fault))
        return false;
    if (quantity_decimal_round(&n, 7) > LARGEST_RATIO * (SOL_BILLION / 100))
        return quantity_fail(fault, 0, n.length, NULL, "a rate is at most %d%%", LARGEST_RATIO);
    if (!quantity_decimal_scale(&n, 7, &value))
        return quantity_fail(fault, 0, n.length, NULL, "a rate has at most seven decimals");
    *billionths = n.is_negative ? -value : value;
    *is_per_month = is_month;
    return true;
}

/* A number that has another form here is proposed with all of the rate, as that would be proposed in turn: 0,2/y is 20%/y. */
static void propose_whole(const char *text, size_t length, sol_quantity_fault *fault)
{
    const char *from = strchr(fault->hint, '`'), *to = from ? strchr(from + 1, '`') : NULL;
    char meant[NUMBER_ROOM];
    if (!to || length - fault->to >= sizeof meant - (size_t)(to - from))
        return;
    snprintf(meant, sizeof meant, "%.*s%.*s", (int)(to - from - 1), from + 1, (int)(length - fault->to),
             text + fault->to);
    sol_quantity_fault next;
    int64_t billionths;
    bool is_per_month;
    fault->from = 0;
    fault->to = length;
    if (read_rate(meant, strlen(meant), &billionths, &is_per_month, &next))
        snprintf(fault->hint, sizeof fault->hint, "did you mean `%s`?", meant);
    else
        memcpy(fault->hint, next.hint, sizeof fault->hint);
}

static bool read_or_propose(const char *text, size_t length, int64_t *billionths, bool *is_per_month,
                            sol_quantity_fault *fault)
{
    quantity_decimal n;
    sol_quantity_fault none;
    if (read_rate(text, length, billionths, is_per_month, fault))
        return true;
    if (quantity_begins_number(text, length) && !quantity_decimal_read(text, length, 0, &n, &none))
        propose_whole(text, length, fault);
    return false;
}

bool sol_quantity_rate(const char *text, size_t length, int64_t *billionths, bool *is_per_month,
                       sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    return quantity_placed(&plain, read_or_propose(plain.text, plain.length, billionths, is_per_month, fault), fault);
}
