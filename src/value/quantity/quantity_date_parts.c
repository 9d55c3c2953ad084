#include "value/quantity/quantity_date.h"

#include <string.h>

typedef struct cursor {
    const char *text;
    size_t length, at;
} cursor;

static bool is_here(const cursor *c, const char *among)
{
    return c->at < c->length && memchr(among, c->text[c->at], strlen(among));
}

static void skip_blanks(cursor *c)
{
    while (c->at < c->length && c->text[c->at] == ' ')
        c->at++;
}

/* Takes a text if it stands here. */
static bool take(cursor *c, const char *word)
{
    size_t own = strlen(word);
    if (c->length - c->at < own || memcmp(c->text + c->at, word, own) != 0)
        return false;
    c->at += own;
    return true;
}

static bool take_any(cursor *c, const char *const *words)
{
    for (; *words; words++)
        if (take(c, *words))
            return true;
    return false;
}

/* Digits, at most eight; gives how many, and their number. */
static size_t take_digits(cursor *c, int *number)
{
    size_t count = 0, begin = c->at;
    *number = 0;
    for (; c->at < c->length && c->text[c->at] >= '0' && c->text[c->at] <= '9'; c->at++, count++)
        *number = count < 8 ? *number * 10 + (c->text[c->at] - '0') : *number;
    c->at = count <= 8 ? c->at : begin;
    return count <= 8 ? count : 0;
}

/* 七, 二十一, 一九三二; 元 is the first year of an era. Gives the digits that the number has. */
static size_t take_kanji(cursor *c, int *number)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int last = -1, tens = 0;
    size_t begin = c->at;
    *number = 0;
    if (take(c, "元")) {
        *number = 1;
        return 1;
    }
    for (bool goes_on = true; goes_on && *number < 10000;) {
        goes_on = false;
        for (int i = 0; i < 10 && !goes_on; i++)
            if ((goes_on = take(c, digits[i]))) {
                *number = tens ? *number + i : *number * 10 + i;
                last = i;
            }
        if (!goes_on && !tens && last <= 9 && (goes_on = take(c, "十"))) {
            *number = last < 0 ? 10 : *number * 10;
            tens = 1;
        }
    }
    return c->at == begin ? 0 : *number > 999 ? 4 : 2;
}

static size_t take_number(cursor *c, int *number)
{
    size_t digits = take_digits(c, number);
    return digits ? digits : take_kanji(c, number);
}

/* Months in English, also their first three letters; 0: none stands here. */
static int take_month(cursor *c)
{
    static const char *const months[] = {"january", "february", "march",     "april",   "may",      "june",
                                         "july",    "august",   "september", "october", "november", "december"};
    char word[12] = "";
    size_t count = 0;
    while (c->at + count < c->length && count < sizeof word - 1) {
        char letter = c->text[c->at + count];
        letter = (char)(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
        if (letter < 'a' || letter > 'z')
            break;
        word[count++] = letter;
    }
    for (int i = 0; i < 12 && count >= 3; i++)
        if (strcmp(word, months[i]) == 0 || (count == 3 && strncmp(word, months[i], 3) == 0) ||
            (i == 8 && strcmp(word, "sept") == 0)) {
            c->at += count;
            return i + 1;
        }
    return 0;
}

/* What spreadsheets put behind a day: midnight. And that it is a birth. */
static void take_ending(cursor *c)
{
    static const char *const births[] = {"생년월일", "출생", "생", "生まれ", "生", NULL};
    size_t begin = c->at;
    skip_blanks(c);
    if (take_any(c, births))
        return;
    take(c, "T");
    size_t colons = 0;
    for (bool is_digit = false; is_here(c, is_digit ? "0:." : "0"); c->at++) {
        is_digit = true;
        colons += c->text[c->at] == ':';
    }
    if (colons == 0 || colons > 2)
        c->at = begin;
    else
        take(c, "Z");
}

static bool is_at_end(cursor *c)
{
    take_ending(c);
    skip_blanks(c);
    return c->at == c->length;
}

/* Three numbers and what stands between them: one mark twice, or the words for year, month and day. */
typedef struct three {
    int number[3];
    size_t digits[3];
    int count;
    bool has_words;
} three;

static bool take_mark(cursor *c, char *mark)
{
    skip_blanks(c);
    if (!is_here(c, *mark ? (const char[]){*mark, '\0'} : "-/."))
        return false;
    *mark = c->text[c->at++];
    skip_blanks(c);
    return true;
}

static bool take_three(cursor *c, three *t)
{
    static const char *const words[3][5] = {{"년", "年", NULL}, {"월", "月", NULL}, {"일", "日", NULL}};
    char mark = '\0';
    for (t->count = 0; t->count < 3; t->count++) {
        int i = t->count;
        t->digits[i] = take_number(c, &t->number[i]);
        if (t->digits[i] == 0)
            return i == 1 && (t->has_words || (mark == '.' && t->digits[0] == 4 && c->at == c->length)); /* 1932. */
        size_t before = c->at;
        skip_blanks(c);
        bool is_word = (i == 0 || t->has_words) && take_any(c, words[i]);
        c->at = is_word ? c->at : before;
        t->has_words = t->has_words || is_word;
        if (t->has_words != is_word)
            return false;
        if (is_word)
            skip_blanks(c);
        else if (i < 2 && !take_mark(c, &mark))
            return ++t->count == 1;
    }
    if (mark == '.')
        take(c, ".");
    return true;
}

/* Day and month where the year stands last: as both stand if only that is a day, else the other way round; 2/30 can only be meant so too. */
static void order_days(quantity_date_parts *parts, int first, int second)
{
    parts->day.day = first;
    parts->day.month = second;
    if (first == second)
        return;
    bool as_both = sol_date_is_valid(parts->day.year, second, first);
    bool swapped = sol_date_is_valid(parts->day.year, first, second);
    parts->may_be_swapped = as_both && swapped;
    if ((swapped && !as_both) || (second > 12 && first <= 12)) {
        parts->day.day = second;
        parts->day.month = first;
    }
}

static bool arrange(const three *t, quantity_date_parts *parts)
{
    parts->count = t->count;
    const int *n = t->number;
    if (parts->era && t->count == 1 && t->digits[0] == 6) { /* S070503 */
        parts->count = 3;
        parts->day = (quantity_day){n[0] / 10000 + parts->era->before, n[0] / 100 % 100, n[0] % 100};
        return n[0] >= 10000;
    }
    if (parts->era || t->has_words || t->digits[0] == 4) {
        int before = parts->era ? parts->era->before : 0;
        parts->day = (quantity_day){n[0] + before, n[1], n[2]};
        return (parts->era ? n[0] > 0 : t->digits[0] == 4) &&
               (t->count == 1 || (t->digits[1] <= 2 && t->digits[2] <= 2));
    }
    if (t->count == 1 && t->digits[0] == 8) {
        parts->count = 3;
        parts->day = (quantity_day){n[0] / 10000, n[0] / 100 % 100, n[0] % 100};
        return true;
    }
    if (t->count != 3 || t->digits[2] != 4 || t->digits[0] > 2 || t->digits[1] > 2)
        return false;
    parts->day.year = n[2];
    order_days(parts, n[0], n[1]);
    return true;
}

/* 3 May 1932, 3-May-1932, May 3, 1932. */
static bool take_named(cursor *c, quantity_date_parts *parts)
{
    int first = 0, last = 0;
    size_t digits = take_digits(c, &first);
    c->at += digits && c->at < c->length && c->text[c->at] == '-';
    skip_blanks(c);
    parts->day.month = take_month(c);
    if (!parts->day.month)
        return false;
    take(c, ".");
    take(c, "-");
    skip_blanks(c);
    if (!digits) {
        digits = take_digits(c, &first);
        take(c, ",");
        skip_blanks(c);
    }
    parts->count = 3;
    parts->day.day = first;
    parts->day.year = take_digits(c, &last) == 4 ? last : 0;
    return digits > 0 && digits <= 2 && parts->day.year && is_at_end(c);
}

bool quantity_date_take(const char *text, size_t length, quantity_date_parts *parts)
{
    cursor c = {text, length, 0};
    size_t taken;
    three t = {.count = 0};
    *parts = (quantity_date_parts){.count = 0};
    if (length > 60)
        return false;
    parts->era = quantity_era_at(text, length, &taken);
    c.at = parts->era ? taken : 0;
    skip_blanks(&c);
    if (parts->era)
        take(&c, ".");
    skip_blanks(&c);
    if (take_three(&c, &t) && is_at_end(&c) && (t.count == 3 || t.count == 1))
        return arrange(&t, parts);
    cursor again = {text, length, 0};
    *parts = (quantity_date_parts){.count = 0};
    return take_named(&again, parts);
}

/* A time of day is left out: what stands before it is a date. */
bool quantity_date_meant(const char *text, size_t length, quantity_day *day)
{
    quantity_date_parts parts;
    for (size_t end = length < 60 ? length : 0; end-- > 0;) {
        bool may_be_time = (text[end] == 'T' || text[end] == ' ') && memchr(text + end, ':', length - end);
        if (!may_be_time || !quantity_date_take(text, end, &parts) || parts.count != 3 || parts.may_be_swapped ||
            !sol_date_is_valid(parts.day.year, parts.day.month, parts.day.day))
            continue;
        *day = parts.day;
        return true;
    }
    return false;
}
