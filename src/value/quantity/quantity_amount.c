/* Amounts of money: numbers with their multiples, then the currency. */
#include "base/suggest.h"
#include "value/number/decimal.h"
#include "value/quantity/quantity_text.h"

#include <stdio.h>
#include <string.h>

typedef struct multiple {
    const char *word;
    int power;
    const char *meant; /* of a word that is not ours: the one that is */
} multiple;

static const multiple multiples[] = {
    {"", 0, NULL},         {"k", 3, NULL},        {"m", 6, NULL},      {"bn", 9, NULL},      {"tn", 12, NULL},
    {"만", 4, NULL},       {"억", 8, NULL},       {"조", 12, NULL},    {"K", 3, "k"},        {"M", 6, "m"},
    {"mn", 6, "m"},        {"mio", 6, "m"},       {"million", 6, "m"}, {"millions", 6, "m"}, {"mil", 6, "m"},
    {"b", 9, "bn"},        {"B", 9, "bn"},        {"Bn", 9, "bn"},     {"BN", 9, "bn"},      {"billion", 9, "bn"},
    {"billions", 9, "bn"}, {"mrd", 9, "bn"},      {"t", 12, "tn"},     {"T", 12, "tn"},      {"trillion", 12, "tn"},
    {"thousand", 3, "k"},  {"thousands", 3, "k"}, {"Tsd.", 3, "k"},    {"万", 4, NULL},      {"億", 8, NULL},
    {"兆", 12, NULL},      {"萬", 4, NULL},       {"亿", 8, NULL},
};

/* A run of letters: not a digit, a blank or the point of a number. */
static size_t word_length(const char *text, size_t length)
{
    size_t n = 0;
    while (n < length && text[n] != ' ' && !(text[n] >= '0' && text[n] <= '9'))
        n++;
    return n;
}

static const multiple *multiple_of(const char *word, size_t length)
{
    for (size_t i = 0; i < sizeof multiples / sizeof *multiples; i++)
        if (strlen(multiples[i].word) == length && memcmp(multiples[i].word, word, length) == 0)
            return &multiples[i];
    return NULL;
}

const char *quantity_multiple(const char *word, size_t length)
{
    const multiple *m = multiple_of(word, length);
    return !m ? NULL : m->meant ? m->meant : m->word;
}

typedef struct amount_reader {
    const char *text;
    size_t length, at;
    size_t currency_count;
    const sol_quantity_currency *currency;
    sol_quantity_fault *fault;
    bool is_counted; /* the last number said what it counts, where the text is made of another */
} amount_reader;

static void skip_blanks(amount_reader *r)
{
    while (r->at < r->length && r->text[r->at] == ' ')
        r->at++;
}

static bool at_digit(const amount_reader *r)
{
    return r->at < r->length && r->text[r->at] >= '0' && r->text[r->at] <= '9';
}

/* One or more numbers with their multiple, such as `3억 5000만`; their sum is kept as digits with 18 decimals at most. */
typedef struct amount_part {
    quantity_decimal number;
    int power;
    size_t from, to;
} amount_part;

enum { PARTS = 4, CURRENCIES_SHOWN = 64, EOK = 8 };

static bool refuse_multiple(amount_reader *r, const multiple *m, size_t from, size_t to)
{
    char hint[64] = "write `k`, `m`, `bn`, `tn`, `만`, `억` or `조`";
    if (m)
        snprintf(hint, sizeof hint, "did you mean `%s`?", m->meant);
    return quantity_fail(r->fault, from, to, hint, "`%.*s` is not a multiple of an amount",
                         (int)(to - from < 30 ? to - from : 30), r->text + from);
}

static int currency_named(const amount_reader *r, const char *word, size_t length)
{
    for (size_t i = 0; i < r->currency_count; i++)
        if (strlen(r->currency[i].code) == length && memcmp(r->currency[i].code, word, length) == 0)
            return (int)i;
    return -1;
}

/* The entry `*` takes every code that there is. */
static int currency_taken(const amount_reader *r, const char *word)
{
    int named = currency_named(r, word, strlen(word));
    return named < 0 && sol_currency_digits(word) >= 0 ? currency_named(r, "*", 1) : named;
}

static size_t here_word(const amount_reader *r)
{
    return word_length(r->text + r->at, r->length - r->at);
}

/* The multiple at this place, none where the currency follows; NULL with the fault for a word that is neither. */
static const multiple *read_multiple(amount_reader *r, bool may_be_currency)
{
    size_t length = here_word(r);
    bool is_currency = currency_named(r, r->text + r->at, length) >= 0;
    const multiple *m = is_currency ? &multiples[0] : multiple_of(r->text + r->at, length);
    if (m && !m->meant) {
        r->at += is_currency ? 0 : length;
        return m;
    }
    if (!m && may_be_currency)
        return &multiples[0];
    refuse_multiple(r, m, r->at, r->at + length);
    return NULL;
}

/* A multiple may stand apart, `4 bn KRW`; a word that stands apart and is none is left to the currency. */
static bool read_part(amount_reader *r, amount_part *part)
{
    part->from = r->at;
    if (!quantity_decimal_read(r->text + r->at, r->length - r->at, r->at, &part->number, r->fault))
        return false;
    if (part->number.is_negative)
        return quantity_fail(r->fault, 0, r->length, NULL, "an amount is not negative");
    r->at += part->number.length;
    part->to = r->at;
    skip_blanks(r);
    bool stands_apart = r->at > part->to;
    const multiple *m = at_digit(r) ? &multiples[0] : read_multiple(r, stands_apart);
    if (!m)
        return false;
    part->power = m->power;
    if (m->power > 0)
        part->to = r->at;
    skip_blanks(r);
    return true;
}

static bool read_currency(amount_reader *r, int *currency)
{
    *currency = 0;
    if (r->at == r->length)
        return true;
    size_t length = r->length - r->at;
    char word[32] = "", hint[80] = "";
    memcpy(word, r->text + r->at,
           (size_t)quantity_shown(r->text + r->at, length < sizeof word ? length : sizeof word - 1));
    *currency = currency_taken(r, word);
    if (*currency >= 0)
        return true;
    const char *codes[CURRENCIES_SHOWN];
    size_t count = r->currency_count < CURRENCIES_SHOWN ? r->currency_count : CURRENCIES_SHOWN;
    for (size_t i = 0; i < count; i++)
        codes[i] = r->currency[i].code;
    const char *near = suggest_nearest(word, count, codes), *meant = near ? NULL : sol_currency_nearest(word);
    bool is_code = sol_currency_digits(word) >= 0;
    if (meant && !is_code && (!r->currency->code[0] || currency_named(r, meant, strlen(meant)) >= 0))
        near = meant;
    if (near)
        snprintf(hint, sizeof hint, "did you mean `%s`?", near);
    else if (is_code && r->currency->code[0])
        snprintf(hint, sizeof hint, "give its price: `exchange: {%s: …}`", word);
    else if (meant && r->currency->code[0])
        snprintf(hint, sizeof hint, "if %s is meant, give its price: `exchange: {%s: …}`", meant, meant);
    return quantity_fail(r->fault, r->at, r->length, hint, "the currency `%s` is not known here", word);
}

/* 10^16 and more are above what is read. */
static int64_t unit_of(const amount_part *part)
{
    return decimal_power_of_ten(part->power);
}

/*
 * `1억 2000` is said for 1억 2000만 as well as for 100,002,000, and `5k5` for 5500: a last number that leaves places empty behind the multiple
 * before it. Of 만 and 억 a currency behind it says that it is so many units; behind `k` and `m` nobody writes them so.
 */
static bool is_short(const amount_reader *r, const amount_part *last)
{
    const amount_part *before = last - 1;
    bool is_latin = before->power > 0 && !(r->text[before->to - 1] & 0x80);
    bool is_counted = r->is_counted && before->power < EOK; /* 1억 2천 is said for 1억 2천만 too */
    bool is_bare = last->power == 0 && before->power > 0 && !is_counted && (r->at == r->length || is_latin);
    return is_bare && quantity_decimal_round(&last->number, 1) < unit_of(before);
}

static bool refuse_short(amount_reader *r, const amount_part *part, size_t parts)
{
    const amount_part *last = &part[parts - 1];
    int64_t whole = 0, more = 0;
    bool is_told = true; /* the whole is an amount that can be read */
    for (size_t i = 0; i < parts; i++, whole += more)
        is_told &= (more = quantity_decimal_round(&part[i].number, part[i].power)) <= SOL_MONEY_INPUT_MAX - whole;
    char hint[96];
    if (!is_told)
        snprintf(hint, sizeof hint, "write the whole, in single units");
    else if (last[-1].power >= EOK && r->text[last[-1].to - 1] & 0x80)
        snprintf(hint, sizeof hint, "write `%.*s만` for its last part, or the whole: `%lld`", (int)last->number.length,
                 r->text + last->from, (long long)whole);
    else
        snprintf(hint, sizeof hint, "write the whole: `%lld` if it counts single units", (long long)whole);
    return quantity_fail(r->fault, last->from, last->to, hint, "what this number counts is not said");
}

/* The larger multiple comes first; the first parts of `3억 5000만` are not mistaken for two numbers. */
static bool read_parts(amount_reader *r, amount_part part[static PARTS], size_t *count)
{
    size_t parts = 0;
    do {
        if (parts == PARTS)
            return quantity_fail(r->fault, r->at, r->length, NULL, "too many parts of one amount");
        if (!read_part(r, &part[parts]))
            return false;
        parts++;
        bool is_behind = parts > 1;
        if (is_behind &&
            (part[parts - 1].power >= part[parts - 2].power ||
             quantity_decimal_round(&part[parts - 1].number, part[parts - 1].power) >= unit_of(&part[parts - 2])))
            return quantity_fail(r->fault, part[parts - 1].from, part[parts - 1].to,
                                 "the larger multiple comes first, as in `3억 5000만`",
                                 "the parts of this amount do not add up");
    } while (at_digit(r));
    if (parts > 1 && is_short(r, &part[parts - 1]))
        return refuse_short(r, part, parts);
    *count = parts;
    return true;
}

static bool refuse_fraction(amount_reader *r, const amount_part *part, const sol_quantity_currency *currency,
                            bool is_alone)
{
    char hint[64] = "";
    int64_t units = quantity_decimal_round(&part->number, part->power + currency->minor_digits);
    int64_t major = decimal_power_of_ten(currency->minor_digits);
    const char *blank = currency->code[0] ? " " : "";
    if (is_alone && currency->minor_digits == 0)
        snprintf(hint, sizeof hint, "the nearest is `%lld%s%s`", (long long)units, blank, currency->code);
    else if (is_alone)
        snprintf(hint, sizeof hint, "the nearest is `%lld.%0*lld%s%s`", (long long)(units / major),
                 currency->minor_digits, (long long)(units % major), blank, currency->code);
    size_t from = is_alone ? 0 : part->from, to = is_alone ? r->length : part->to;
    if (!currency->code[0])
        return quantity_fail(r->fault, from, to, hint, "an amount of more than %d decimals", currency->minor_digits);
    return quantity_fail(r->fault, from, to, hint, "a fraction of the smallest unit of %s", currency->code);
}

/* What does not even begin as one; a currency that stands before its number is put behind it. */
static bool refuse_text(const amount_reader *r)
{
    char hint[80] = "write an amount such as `100m KRW`", word[16] = "";
    size_t length = word_length(r->text, r->length), at = length;
    while (at < r->length && r->text[at] == ' ')
        at++;
    if (length > 0 && length < sizeof word && at < r->length && r->length - at < 32) {
        memcpy(word, r->text, length);
        const char *code = currency_named(r, word, length) >= 0 ? word : sol_currency_nearest(word);
        if (code && currency_named(r, code, strlen(code)) >= 0)
            snprintf(hint, sizeof hint, "write `%.*s %s`", (int)(r->length - at), r->text + at, code);
    }
    return quantity_fail(r->fault, 0, r->length, hint, "`%.*s` is not an amount", quantity_shown(r->text, r->length),
                         r->text);
}

/*
 * `300.000` is 300 to the last digit, and 300,000 where points group digits: where no currency has three decimals it is neither. Of a plain
 * number, and of one with a multiple, the last of three decimals tells: nobody writes a nought there for nothing.
 */
static bool is_doubtful(const amount_part *part, const amount_reader *r, const sol_quantity_currency *currency)
{
    const char *number = r->text + part->from;
    size_t length = part->number.length, whole = 0;
    while (whole < length && number[whole] >= '0' && number[whole] <= '9')
        whole++;
    bool has_three = whole > 0 && whole <= 3 && number[0] != '0' && length == whole + 4 && number[whole] == '.';
    if (!has_three)
        return false;
    return currency->code[0] && part->power == 0 ? currency->minor_digits < 3 : number[length - 1] == '0';
}

/* Both readings, but for a fraction that is none of the currency's. */
static bool refuse_doubtful(amount_reader *r, const amount_part *part, const sol_quantity_currency *currency)
{
    char hint[80];
    const char *number = r->text + part->from;
    int whole = (int)part->number.length - 4, decimals = 3;
    while (decimals > 0 && number[whole + decimals] == '0')
        decimals--;
    int shown = whole + (decimals ? decimals + 1 : 0), more = (int)(part->to - part->from - part->number.length);
    const char *behind = number + part->number.length;
    if (decimals > currency->minor_digits && currency->code[0] && part->power == 0)
        snprintf(hint, sizeof hint, "write `%.*s_%.3s`: there is no `%.*s` of %s", whole, number, number + whole + 1,
                 shown, number, currency->code);
    else
        snprintf(hint, sizeof hint, "write `%.*s%.*s` or `%.*s_%.3s%.*s`", shown, number, more, behind, whole, number,
                 number + whole + 1, more, behind);
    return quantity_fail(r->fault, part->from, part->from + part->number.length, hint,
                         "the point of this number may be a mark of thousands");
}

/* `is_counted`: of a text that was made of another, whose last number said what it counts. */
typedef struct amount_line {
    const char *text;
    size_t length;
    bool is_counted;
} amount_line;

static bool read_amount(amount_line line, const sol_quantity_currency *currency, sol_quantity_money *amount,
                        sol_quantity_fault *fault)
{
    size_t length = line.length;
    amount_reader r = {line.text, length, 0, 0, currency, fault, line.is_counted};
    while (currency[r.currency_count].code)
        r.currency_count++;
    amount_part part[PARTS];
    size_t parts = 0;
    int which = 0;
    if (!at_digit(&r) && !(length > 1 && (line.text[0] == '-' || line.text[0] == '.')))
        return refuse_text(&r);
    if (!read_parts(&r, part, &parts) || !read_currency(&r, &which))
        return false;
    if (parts == 1 && is_doubtful(&part[0], &r, &currency[which]))
        return refuse_doubtful(&r, &part[0], &currency[which]);
    int64_t sum = 0;
    for (size_t i = 0; i < parts; i++) {
        int64_t units;
        int power = part[i].power + currency[which].minor_digits;
        if (quantity_decimal_round(&part[i].number, power) > SOL_MONEY_INPUT_MAX)
            return quantity_fail(fault, 0, length, NULL, "an amount above 10^15 of the smallest unit");
        if (!quantity_decimal_scale(&part[i].number, power, &units))
            return refuse_fraction(&r, &part[i], &currency[which], parts == 1);
        sum += units;
    }
    if (sum > SOL_MONEY_INPUT_MAX)
        return quantity_fail(fault, 0, length, NULL, "an amount above 10^15 of the smallest unit");
    *amount = (sol_quantity_money){sum, which};
    return true;
}

/* Whether a proposal is an amount; where no currency was named, any may be. */
static bool is_amount(const char *meant, const sol_quantity_currency *currency)
{
    const char *blank = strrchr(meant, ' ');
    sol_quantity_currency any[] = {{blank ? blank + 1 : "", 6}, {NULL, 0}};
    bool takes_any = !currency->code[0] && blank && sol_currency_digits(blank + 1) >= 0;
    sol_quantity_money money;
    sol_quantity_fault none;
    return read_amount((amount_line){meant, strlen(meant), false}, takes_any ? any : currency, &money, &none);
}

/* Whether a hint holds all that there is to propose: a word, or two readings. */
static bool is_told(const char *hint)
{
    int quotes = 0;
    for (const char *at = hint; *at; at++)
        quotes += *at == '`';
    return strncmp(hint, "did you mean", strlen("did you mean")) == 0 || (quotes == 4 && strstr(hint, "` or `"));
}

/* What can mean one amount only is it; what may be another is proposed. */
static bool read_or_propose(const char *text, size_t length, const sol_quantity_currency *currency,
                            sol_quantity_money *amount, sol_quantity_fault *fault)
{
    if (read_amount((amount_line){text, length, false}, currency, amount, fault))
        return true;
    quantity_amount_text meant;
    if (!quantity_amount_meant(text, length, currency, &meant))
        return false;
    sol_quantity_fault other;
    bool is_same = strlen(meant.text) == length && memcmp(meant.text, text, length) == 0;
    if (meant.is_certain && !is_same &&
        read_amount((amount_line){meant.text, strlen(meant.text), meant.is_counted}, currency, amount, &other))
        return true;
    if (meant.is_certain && !is_same && (currency->code[0] || is_told(other.hint))) {
        *fault = other;
        fault->from = 0;
        fault->to = length;
        return false;
    }
    if (is_told(fault->hint) || !is_amount(meant.text, currency))
        return false;
    snprintf(fault->hint, sizeof fault->hint, "write `%s`", meant.text);
    fault->from = 0;
    fault->to = length;
    return false;
}

bool sol_quantity_amount(const char *text, size_t length, const sol_quantity_currency *currency,
                         sol_quantity_money *amount, sol_quantity_fault *fault)
{
    quantity_plain plain;
    quantity_plain_of(&plain, text, length);
    bool is_read = read_or_propose(plain.text, plain.length, currency, amount, fault) &&
                   quantity_marks_are_clear(plain.text, plain.length, currency, amount, fault);
    return quantity_placed(&plain, is_read, fault);
}
