/* Amounts as people write them elsewhere, put as they are written here: proposals for texts that were refused. */
#include "value/quantity/quantity_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { ROOM = 96 };

/* A text being put together. */
typedef struct line {
    char text[ROOM];
    size_t length;
    bool is_full;
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

/* Full-width forms become their ASCII, every kind of blank a blank, an apostrophe between digits too. */
static bool flatten(const char *text, size_t length, line *flat)
{
    for (size_t at = 0; at < length && !flat->is_full;) {
        ucs4_t c;
        int bytes = u8_mbtoucr(&c, (const uint8_t *)text + at, length - at);
        if (bytes <= 0)
            return false;
        bool is_blank = c == 0xA0 || c == 0x3000 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
        bool is_mark = c == '\'' || c == 0x2019;
        char ascii = c >= 0xFF01 && c <= 0xFF5E ? (char)(c - 0xFEE0) : ' ';
        if (is_blank || is_mark || ascii != ' ')
            add_bytes(flat, &ascii, 1);
        else
            add_bytes(flat, text + at, (size_t)bytes);
        at += (size_t)bytes;
    }
    return !flat->is_full;
}

/* Digits in groups of three behind the first, which has one to three; `mark` between them. Gives the bytes taken, 0: they are not grouped so. */
static size_t grouped_length(const char *text, char mark)
{
    size_t at = strspn(text, "0123456789");
    if (at == 0 || at > 3 || text[at] != mark)
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
    return whole + (comma ? comma : take_decimals(text + whole, '.', number));
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

static const char *currency_meant(const char *word, const sol_quantity_currency *currency)
{
    for (const sol_quantity_currency *c = currency; c->code; c++)
        if (strcmp(c->code, word) == 0)
            return c->code;
    const char *near = sol_currency_nearest(word);
    bool is_any = !currency->code[0];
    for (const sol_quantity_currency *c = currency; near && c->code && !is_any; c++)
        if (strcmp(c->code, near) == 0)
            return near;
    return is_any ? (sol_currency_digits(word) >= 0 ? word : near) : NULL;
}

/* A code in whatever letters, or a sign or word in other than ASCII; nothing that is only near one. */
static bool is_currency(const char *word)
{
    char code[4] = "";
    for (size_t i = 0; i < 3 && word[i]; i++)
        code[i] = (char)(word[i] >= 'a' && word[i] <= 'z' ? word[i] - ('a' - 'A') : word[i]);
    return (word[0] & 0x80) || (strlen(word) == 3 && sol_currency_digits(code) >= 0);
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
        if ((*multiple = quantity_multiple(word, length)) && is_currency(word + length) &&
            currency_meant(word + length, currency))
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
    for (last = power; last > 0 && is_digit(text[at]); last = power) {
        line next = {.length = 0};
        size_t taken = take_number(text + at, &next);
        taken += take_powers(text + at + taken, &power);
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
    const char *multiple;
    size_t length = take_multiple(text + at + blanks(text + at), currency, &multiple);
    if (length)
        at += blanks(text + at) + length;
    if (meant->length)
        add_text(meant, " ");
    add_text(meant, number.text);
    add_text(meant, length ? multiple : "");
    return number.is_full ? 0 : at;
}

bool quantity_amount_meant(const char *text, size_t length, const sol_quantity_currency *currency, char *meant,
                           size_t room)
{
    line flat = {.length = 0}, made = {.length = 0};
    if (!flatten(text, length, &flat))
        return false;
    const char *at = flat.text + blanks(flat.text);
    for (size_t taken; (taken = take_part(at, currency, &made)) > 0;)
        at += taken + blanks(at + taken);
    while (flat.length && flat.text[flat.length - 1] == ' ')
        flat.text[--flat.length] = '\0';
    const char *code = *at ? currency_meant(at, currency) : "";
    if (!made.length || made.is_full || !code || made.length + strlen(code) + 2 > room)
        return false;
    snprintf(meant, room, "%s%s%s", made.text, *code ? " " : "", code);
    return true;
}
