/* Amounts as people write them elsewhere, put as they are written here: read where they can mean nothing else, else proposed. */
#include "value/number/currency.h"
#include "value/quantity/quantity_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 96 };

/* A text being put together. */
typedef struct line {
    char text[ROOM];
    size_t length;
    bool is_full;
    bool is_doubtful; /* it may mean something else */
    bool is_counted;  /* its last number says what it counts, as 5백 does */
} line;

static void add_bytes(line *to, const char *bytes, size_t length)
{
    if (to->length + length >= sizeof to->text) {
        to->is_full = true;
        return;
    }
    memcpy(to->text + to->length, bytes, length);
    to->length += length;
    to->text[to->length] = '\0';
}

static void add_text(line *to, const char *text)
{
    add_bytes(to, text, strlen(text));
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* An apostrophe between digits is one more blank. */
static bool flatten(const char *text, size_t length, line *flat)
{
    static const char *const marks[] = {"'", "’"};
    for (size_t at = 0, taken; at < length && !flat->is_full; at += taken) {
        taken = 0;
        for (size_t i = 0; i < 2 && !taken; i++)
            if (length - at >= strlen(marks[i]) && memcmp(text + at, marks[i], strlen(marks[i])) == 0)
                taken = strlen(marks[i]);
        add_bytes(flat, taken ? " " : text + at, 1);
        taken = taken ? taken : 1;
    }
    return !flat->is_full && !memchr(text, '\0', length);
}

/* Digits in groups of three behind the first, which has one to three; `mark` between them. Gives the bytes taken, 0: they are not grouped so. */
static size_t grouped_length(const char *text, char mark)
{
    size_t at = strspn(text, "0123456789");
    if (at == 0 || at > 3 || text[at] != mark || text[0] == '0')
        return 0;
    while (text[at] == mark && strspn(text + at + 1, "0123456789") == 3)
        at += 4;
    bool goes_on = text[at] == mark && is_digit(text[at + 1]);
    return at > 4 && !goes_on ? at : 0;
}

static void add_digits(line *to, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (is_digit(text[i]))
            add_bytes(to, &text[i], 1);
}

/* Decimals behind a number whose groups have another mark, with the point that is ours; gives the bytes taken. */
static size_t take_decimals(const char *text, char mark, line *number)
{
    size_t count = text[0] == mark ? strspn(text + 1, "0123456789") : 0;
    if (count == 0)
        return 0;
    add_text(number, ".");
    add_bytes(number, text + 1, count);
    return count + 1;
}

/* A number however it is grouped, as plain digits with a point; gives the bytes taken. */
static size_t take_number(const char *text, line *number)
{
    static const char groups[] = " .,_";
    for (const char *mark = groups; *mark; mark++) {
        size_t length = grouped_length(text, *mark);
        bool has_many = length > 7;
        char point = *mark == '.' ? ',' : *mark == ',' ? '.' : text[length] == ',' ? ',' : '.';
        bool has_decimals = length && text[length] == point && is_digit(text[length + 1]);
        if (!length || (*mark == '.' && !has_many && !has_decimals))
            continue;
        add_digits(number, text, length);
        return length + take_decimals(text + length, point, number);
    }
    size_t whole = strspn(text, "0123456789");
    add_bytes(number, text, whole);
    size_t comma = take_decimals(text + whole, ',', number);
    number->is_doubtful = number->is_doubtful || comma > 0;
    size_t decimals = comma ? comma : take_decimals(text + whole, '.', number);
    bool may_be_group = !comma && decimals == 4 && whole > 0 && whole <= 3 && text[0] != '0' && text[whole + 3] == '0';
    number->is_doubtful = number->is_doubtful || may_be_group;
    return whole + decimals;
}

/* Powers of ten that Chinese, Japanese and Korean put between a number and its multiple: 5천만 is 5,000 times 10,000. */
static size_t take_powers(const char *text, int *power)
{
    static const struct {
        const char *word;
        int power;
    } words[] = {{"십", 1}, {"백", 2}, {"천", 3}, {"十", 1}, {"百", 2}, {"千", 3}};
    size_t at = 0;
    *power = 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(text + at, words[i].word, strlen(words[i].word)) == 0) {
            *power += words[i].power;
            at += strlen(words[i].word);
            i = SIZE_MAX;
        }
    return at;
}

/* The number times ten to the power: its point moves, or zeros follow. */
static void shift(line *number, int power)
{
    if (number->length == 0)
        add_text(number, "1");
    char *point = strchr(number->text, '.');
    size_t decimals = point ? number->length - (size_t)(point - number->text) - 1 : 0;
    for (; power > 0 && decimals > 0; power--, decimals--, point++) {
        point[0] = point[1];
        point[1] = '.';
    }
    if (point && decimals == 0) {
        *point = '\0';
        number->length--;
    }
    for (; power > 0; power--)
        add_text(number, "0");
}

static const char *currency_meant(const char *word, const sol_quantity_currency *currency, bool *is_certain)
{
    *is_certain = true;
    for (const sol_quantity_currency *c = currency; c->code; c++)
        if (strcmp(c->code, word) == 0)
            return c->code;
    const char *called = currency_called(word, currency);
    if (called)
        return called;
    *is_certain = false;
    const char *near = sol_currency_nearest(word);
    bool is_any = !currency->code[0];
    for (const sol_quantity_currency *c = currency; near && c->code && !is_any; c++)
        if (strcmp(c->code, near) == 0)
            return near;
    return is_any ? near : NULL;
}

/* A code in whatever letters, or a sign or word in other than ASCII; nothing that is only near one. */
static bool is_currency(const char *word, const sol_quantity_currency *currency)
{
    bool is_certain;
    const char *code = currency_meant(word, currency, &is_certain);
    return code && (is_certain || (word[0] & 0x80));
}

static size_t blanks(const char *text)
{
    return strspn(text, " ");
}

/* The multiple that the word at this place is or begins with, where a currency is what follows; gives its bytes. */
static size_t take_multiple(const char *text, const sol_quantity_currency *currency, const char **multiple)
{
    char word[ROOM] = "";
    size_t whole = strcspn(text, " 0123456789");
    memcpy(word, text, whole);
    *multiple = quantity_multiple(word, whole);
    if (*multiple)
        return whole;
    for (size_t length = whole; length > 0; length--)
        if ((*multiple = quantity_multiple(word, length)) && is_currency(word + length, currency))
            return length;
    return 0;
}

/* A number with its powers of ten, also in several steps: 2천5백 is 2,500. Gives the bytes taken, 0: there is none. */
static size_t take_factor(const char *text, line *number)
{
    int power, last = 0;
    size_t at = take_number(text, number), powers = take_powers(text + at + blanks(text + at), &power);
    if (at == 0 && power == 0)
        return 0;
    if (power > 0)
        at += blanks(text + at) + powers;
    shift(number, power);
    number->is_counted = power > 0;
    for (last = power; last > 0 && is_digit(text[at + blanks(text + at)]); last = power) {
        line next = {.length = 0};
        size_t apart = blanks(text + at), taken = apart + take_number(text + at + apart, &next);
        size_t more = take_powers(text + at + taken, &power);
        if (apart && !more)
            break;
        taken += more;
        shift(&next, power);
        if (power >= last || number->length > 15 || next.length > 15 || strchr(number->text, '.') ||
            strchr(next.text, '.'))
            return 0;
        number->length = (size_t)snprintf(number->text, sizeof number->text, "%lld",
                                          strtoll(number->text, NULL, 10) + strtoll(next.text, NULL, 10));
        at += taken;
    }
    return at;
}

/* One number with its multiple, such as 5천만; gives the bytes taken. */
static size_t take_part(const char *text, const sol_quantity_currency *currency, line *meant)
{
    line number = {.length = 0};
    size_t at = take_factor(text, &number);
    if (at == 0)
        return 0;
    const char *multiple, *word = text + at + blanks(text + at);
    size_t length = take_multiple(word, currency, &multiple);
    bool is_other = length && (strlen(multiple) != length || strncmp(word, multiple, length) != 0);
    meant->is_doubtful = meant->is_doubtful || number.is_doubtful || is_other;
    meant->is_counted = number.is_counted;
    if (length)
        at += blanks(text + at) + length;
    if (meant->length)
        add_text(meant, " ");
    add_text(meant, number.text);
    add_text(meant, length ? multiple : "");
    return number.is_full ? 0 : at;
}

/* The currency that stands before its number, as signs do; gives the bytes taken. */
static size_t take_sign(const char *text, const sol_quantity_currency *currency, const char **code)
{
    char word[ROOM] = "";
    size_t length = strcspn(text, " 0123456789"), power;
    bool is_certain;
    int any;
    memcpy(word, text, length);
    power = take_powers(text, &any);
    *code = length && !power ? currency_meant(word, currency, &is_certain) : NULL;
    return *code && is_certain ? length + blanks(text + length) : 0;
}

bool quantity_amount_meant(const char *text, size_t length, const sol_quantity_currency *currency,
                           quantity_amount_text *meant)
{
    line flat = {.length = 0}, made = {.length = 0};
    if (!flatten(text, length, &flat))
        return false;
    const char *at = flat.text + blanks(flat.text), *code = "";
    size_t sign = take_sign(at, currency, &code);
    at += sign;
    for (size_t taken; (taken = take_part(at, currency, &made)) > 0;)
        at += taken + blanks(at + taken);
    while (flat.length && flat.text[flat.length - 1] == ' ')
        flat.text[--flat.length] = '\0';
    bool is_certain = true;
    const char *behind = *at ? currency_meant(at, currency, &is_certain) : sign ? code : "";
    if (!made.length || made.is_full || !behind || (sign && behind != code) ||
        made.length + strlen(behind) + 2 > sizeof meant->text)
        return false;
    snprintf(meant->text, sizeof meant->text, "%s%s%s", made.text, *behind ? " " : "", behind);
    meant->is_certain = is_certain && !made.is_doubtful;
    meant->is_counted = made.is_counted;
    return true;
}

const char *sol_quantity_currency_named(const char *text, size_t length)
{
    static const sol_quantity_currency any[] = {{"", 0}, {NULL, 0}};
    quantity_plain plain;
    quantity_amount_text meant;
    quantity_plain_of(&plain, text, length);
    if (!quantity_amount_meant(plain.text, plain.length, any, &meant) || !meant.is_certain)
        return NULL;
    const char *blank = strrchr(meant.text, ' ');
    return blank ? currency_called(blank + 1, any) : NULL;
}
