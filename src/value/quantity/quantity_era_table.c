/*
 * Ways of counting years. Japan's eras from its law of eras and the proclamations: a day of change belongs to both, but for Showa, which
 * ended the day before Heisei. Until the end of 1872 months followed the moon. Dangi was Korea's official count from 1948 to 1961.
 */
#include "value/quantity/quantity_era.h"

#include <string.h>

/* Words in the writing of each office; of those that begin alike the longer stands first. */
static const quantity_era eras[] = {
    {"明治",
     {"明治", "明", "메이지", "명치", "㍾", "Meiji", "M"},
     1867,
     {1873, 1, 1},
     {1912, 7, 30},
     "until 1872 months followed the moon: write the day of the common calendar"},
    {"大正", {"大正", "大", "다이쇼", "대정", "㍽", "Taisho", "T"}, 1911, {1912, 7, 30}, {1926, 12, 25}, NULL},
    {"昭和", {"昭和", "昭", "쇼와", "소화", "㍼", "Showa", "S"}, 1925, {1926, 12, 25}, {1989, 1, 7}, NULL},
    {"平成", {"平成", "平", "헤이세이", "평성", "㍻", "Heisei", "H"}, 1988, {1989, 1, 8}, {2019, 4, 30}, NULL},
    {"令和", {"令和", "令", "레이와", "㋿", "Reiwa", "R"}, 2018, {2019, 5, 1}, {SOL_YEAR_MAX, 12, 31}, NULL},
    {"단기", {"단기", "檀紀", "檀君紀元"}, -2333, {SOL_YEAR_MIN, 1, 1}, {SOL_YEAR_MAX, 12, 31}, NULL},
    {"서기", {"서기", "西暦", "西紀", "西曆"}, 0, {SOL_YEAR_MIN, 1, 1}, {SOL_YEAR_MAX, 12, 31}, NULL},
};

/* A letter stands for an era only right before its year. */
static bool begins_year(const char *text, size_t length, size_t at)
{
    while (at < length && (text[at] == ' ' || text[at] == '.'))
        at++;
    return at < length && (((unsigned char)text[at] & 0x80) || (text[at] >= '0' && text[at] <= '9'));
}

static size_t word_length(const char *text, size_t length, const char *word)
{
    size_t own = strlen(word);
    bool is_latin = !((unsigned char)word[0] & 0x80);
    if (own > length)
        return 0;
    for (size_t i = 0; i < own; i++) {
        char c = text[i], lower = (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
        char w = word[i], wanted = (char)(w >= 'A' && w <= 'Z' ? w + ('a' - 'A') : w);
        if (is_latin ? lower != wanted : c != w)
            return 0;
    }
    return is_latin && !begins_year(text, length, own) ? 0 : own;
}

const quantity_era *quantity_era_at(const char *text, size_t length, size_t *taken)
{
    for (size_t i = 0; i < sizeof eras / sizeof *eras; i++)
        for (size_t k = 0; k < QUANTITY_ERA_WORDS && eras[i].word[k]; k++)
            if ((*taken = word_length(text, length, eras[i].word[k])) > 0)
                return &eras[i];
    return NULL;
}

static int as_number(quantity_day day)
{
    return day.year * 10000 + day.month * 100 + day.day;
}

bool quantity_era_has(const quantity_era *era, quantity_day day)
{
    int number = as_number(day);
    return number >= as_number(era->first) && number <= as_number(era->last);
}
