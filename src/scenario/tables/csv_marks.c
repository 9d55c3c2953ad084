/* A unit is read as it would be behind a number, so that headers and cells know the same ones. */
#include "scenario/tables/csv_marks.h"

#include "base/fold.h"
#include "value/number/currency.h"
#include "value/number/decimal.h"
#include "value/quantity/quantity_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { MARK_MAX = 48, NUMBER_MAX = 48 };

/* What is in brackets, or behind a sign that sets apart. */
static const struct {
    const char *open, *close;
} brackets[] = {{"(", ")"}, {"（", "）"}, {"[", "]"},   {"［", "］"}, {"〔", "〕"}, {"【", "】"},
                {"<", ">"}, {"\n", ""},   {" in ", ""}, {"/", ""},    {"／", ""},   {":", ""},
                {"：", ""}, {",", ""},    {"_", ""},    {" ", ""}};

/* What a mark may begin with before it says the unit, folded; the longer one first. */
static const char *const openings[] = {"단위", "単位",     "單位",    "单位",    "통화", "通貨", "units",
                                       "unit", "currency", "einheit", "währung", "in",   ":",    "："};

/* What marks say of values that are no amounts, folded; `word` "" ends the list. */
static const struct mark_row {
    csv_holds holds;
    bool anywhere; /* also in a header's name, and as a part of a mark */
    const char *word;
    const char *wrong, *hint; /* NULL: nothing that changes a value */
} mark_table[] = {
#define LUNAR                                                                                                          \
    "the header says that these are days of the lunar calendar",                                                       \
        "convert them to the common calendar, or give years of birth alone"
    {CSV_DATE, true, "음력", LUNAR},
    {CSV_DATE, true, "陰暦", LUNAR},
    {CSV_DATE, true, "陰曆", LUNAR},
    {CSV_DATE, true, "旧暦", LUNAR},
    {CSV_DATE, true, "農曆", LUNAR},
    {CSV_DATE, true, "农历", LUNAR},
    {CSV_DATE, true, "lunar", LUNAR},
    {CSV_DATE, false, "음", LUNAR},
    {CSV_DATE, false, "陰", LUNAR},
#undef LUNAR
    {CSV_DATE, false, "양", NULL, NULL},
    {CSV_DATE, false, "양력", NULL, NULL},
    {CSV_DATE, false, "서기", NULL, NULL},
    {CSV_DATE, false, "陽", NULL, NULL},
    {CSV_DATE, false, "陽暦", NULL, NULL},
    {CSV_DATE, false, "新暦", NULL, NULL},
    {CSV_DATE, false, "西暦", NULL, NULL},
    {CSV_DATE, false, "和暦", NULL, NULL},
    {CSV_DATE, false, "solar", NULL, NULL},
    {CSV_DATE, false, "gregorian", NULL, NULL},
    {CSV_DATE, false, "yyyymmdd", NULL, NULL},
    {CSV_DATE, false, "date", NULL, NULL},
    {CSV_DATE, false, "day", NULL, NULL},
    {CSV_DATE, false, "year", NULL, NULL},
    {CSV_DATE, false, "datum", NULL, NULL},
    {CSV_DATE, false, "일", NULL, NULL},
    {CSV_DATE, false, "일자", NULL, NULL},
    {CSV_DATE, false, "날짜", NULL, NULL},
    {CSV_DATE, false, "연도", NULL, NULL},
    {CSV_DATE, false, "년도", NULL, NULL},
    {CSV_DATE, false, "年", NULL, NULL},
    {CSV_DATE, false, "日", NULL, NULL},
    {CSV_DATE, false, "年月日", NULL, NULL},
    {CSV_DATE, false, "日付", NULL, NULL},
#define RECKONED                                                                                                       \
    "the header says that these ages are counted from one at birth",                                                   \
        "give the day or year of birth, or ages in completed years"
    {CSV_AGE, true, "세는나이", RECKONED},
    {CSV_AGE, true, "한국나이", RECKONED},
    {CSV_AGE, true, "한국식", RECKONED},
    {CSV_AGE, true, "연나이", "the header says that these ages are years of the calendar since birth",
     "give the day or year of birth, or ages in completed years"},
    {CSV_AGE, true, "数え", RECKONED},
    {CSV_AGE, true, "數え", RECKONED},
    {CSV_AGE, true, "虚岁", RECKONED},
#undef RECKONED
    {CSV_AGE, false, "세", NULL, NULL},
    {CSV_AGE, false, "만", NULL, NULL},
    {CSV_AGE, false, "歳", NULL, NULL},
    {CSV_AGE, false, "才", NULL, NULL},
    {CSV_AGE, false, "満", NULL, NULL},
    {CSV_AGE, false, "y", NULL, NULL},
    {CSV_AGE, false, "years", NULL, NULL},
    {CSV_COUNT, false, "명", NULL, NULL},
    {CSV_COUNT, false, "인", NULL, NULL},
    {CSV_COUNT, false, "人", NULL, NULL},
    {CSV_COUNT, false, "名", NULL, NULL},
    {CSV_COUNT, false, "persons", NULL, NULL},
    {CSV_SHARE, false, "0-1", NULL, NULL},
    {CSV_TEXT, false, "", NULL, NULL},
};

static bool begins_with(const char *text, size_t length, const char *word)
{
    return length >= strlen(word) && memcmp(text, word, strlen(word)) == 0;
}

static bool ends_with(const char *text, size_t length, const char *word)
{
    return length >= strlen(word) && memcmp(text + length - strlen(word), word, strlen(word)) == 0;
}

/* What stands in brackets at the end; else behind the last sign that sets apart. */
csv_marked csv_mark_split(const csv_field *header)
{
    const char *text = header->text;
    for (size_t k = 0; k < sizeof brackets / sizeof *brackets; k++) {
        size_t width = strlen(brackets[k].open), ending = strlen(brackets[k].close);
        if (!ends_with(text, header->length, brackets[k].close))
            continue;
        for (size_t at = header->length - ending; at-- > 1;)
            if (begins_with(text + at, header->length - at, brackets[k].open) && at + width < header->length - ending)
                return (csv_marked){at, text + at + width, header->length - ending - at - width, ending > 0};
    }
    return (csv_marked){header->length, NULL, 0, false};
}

/* Without case, blanks and the words before a unit; "" for one that is too long to be a unit. */
static size_t fold_mark(const char *text, size_t length, char *mark)
{
    if (length > MARK_MAX)
        return 0;
    size_t folded = fold_bytes(text, length, FOLD_NAME | FOLD_SIGNS, mark);
    if (folded > MARK_MAX) /* composed letters may come apart */
        return 0;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        char word[FOLD_ROOM(MARK_MAX)];
        size_t own = strlen(openings[i]), lower = fold_bytes(mark, folded, FOLD_CASE, word);
        bool is_latin = openings[i][0] >= 'a';
        bool is_whole = lower == folded && begins_with(word, lower, openings[i]) &&
                        (!is_latin || (folded > own && strchr(" :", mark[own])));
        if (!is_whole)
            continue;
        while (own < folded && strchr(" :", mark[own]))
            own++;
        memmove(mark, mark + own, folded -= own);
        i = openings[i][0] == ':' ? i : (size_t)-1;
    }
    return folded;
}

static csv_mark wrong_mark(const char *message, const char *hint)
{
    csv_mark m = {.sense = MARK_WRONG};
    snprintf(m.fault.message, sizeof m.fault.message, "%s", message);
    snprintf(m.fault.hint, sizeof m.fault.hint, "%s", hint);
    return m;
}

/* The unit behind a number as a cell would have it: at once, apart, or with the currency last. NULL: no further way. */
static const char *way_to_write(sol_arena *arena, const char *unit, size_t length, int way)
{
    const char *blank = memchr(unit, ' ', length);
    size_t first = blank ? (size_t)(blank - unit) : length;
    if (way < 2)
        return sol_arena_print(arena, "1%s%.*s", way ? " " : "", (int)length, unit);
    return way == 2 && blank
               ? sol_arena_print(arena, "1%.*s %.*s", (int)(length - first - 1), blank + 1, (int)first, unit)
               : NULL;
}

/* Other than the register's own, by itself: there is no price of it. */
static csv_mark other_currency(const char *named, const char *own)
{
    csv_mark m = wrong_mark("", "write all amounts in one currency; a scenario has `exchange` for others");
    snprintf(m.fault.message, sizeof m.fault.message, "these amounts are in %s, but the register is in %s", named, own);
    return m;
}

static csv_mark amount_mark(const reader *r, const char *unit, size_t length)
{
    static const sol_quantity_currency any[] = {{"", 6}, {"*", 6}, {NULL, 0}};
    const char *own = r->currency[0].code ? r->currency[0].code : "", *text;
    const sol_quantity_currency *known = *own ? r->currency : any;
    csv_mark m = {.sense = MARK_FOREIGN};
    bool is_near = false;
    const int64_t one = decimal_power_of_ten(known->minor_digits);
    for (int way = 0;
         length && !(unit[0] >= '0' && unit[0] <= '9') && (text = way_to_write(r->arena, unit, length, way)) != NULL;
         way++) {
        sol_quantity_money money;
        sol_quantity_fault fault;
        quantity_amount_text meant;
        m.currency = m.currency ? m.currency : sol_quantity_currency_named(text, strlen(text));
        if (sol_quantity_amount(text, strlen(text), known, &money, &fault)) {
            m.sense = money.units == one && (money.currency == 0 || !*own) ? MARK_PLAIN : MARK_UNIT;
            m.unit = text + 1;
            return m;
        }
        is_near = is_near || quantity_amount_meant(text, strlen(text), any, &meant) ||
                  strncmp(fault.hint, "did you mean", strlen("did you mean")) == 0;
        m.fault = fault;
    }
    if (r->is_alone && *own && m.currency && strcmp(m.currency, own) != 0)
        return other_currency(m.currency, own);
    if (m.currency)
        m.sense = MARK_WRONG;
    else if (is_near)
        return wrong_mark("the unit that the header says is not read",
                          "say it as `claim (k EUR)`: `k`, `m`, `bn`, `만`, `억` and the code of the currency");
    return m;
}

static csv_mark share_mark(const char *mark, size_t length)
{
    static const char *const percent[] = {"%", "percent", "퍼센트", "パーセント"};
    for (size_t i = 0; i < sizeof percent / sizeof *percent; i++)
        if (strlen(percent[i]) == length && memcmp(percent[i], mark, length) == 0)
            return (csv_mark){.sense = MARK_UNIT, .unit = "%"};
    return (csv_mark){.sense = MARK_FOREIGN};
}

static csv_mark word_mark(const csv_field *header, const char *mark, size_t length, csv_holds holds)
{
    char whole[FOLD_ROOM(200) + 1] = "", own[FOLD_ROOM(MARK_MAX) + 1] = "";
    whole[fold_bytes(header->text, header->length < 200 ? header->length : 200, FOLD_CASE | FOLD_JOINED | FOLD_SIGNS,
                     whole)] = '\0';
    own[fold_bytes(mark, length, FOLD_CASE | FOLD_JOINED | FOLD_SIGNS, own)] = '\0';
    for (const struct mark_row *row = mark_table; *row->word; row++) {
        bool is_here = row->anywhere ? strstr(whole, row->word) != NULL : strcmp(own, row->word) == 0;
        if (row->holds == holds && is_here)
            return row->wrong ? wrong_mark(row->wrong, row->hint) : (csv_mark){.sense = MARK_PLAIN};
    }
    return (csv_mark){.sense = length ? MARK_FOREIGN : MARK_PLAIN};
}

csv_mark csv_mark_read(const reader *r, const csv_field *header, csv_holds holds)
{
    csv_marked parts = csv_mark_split(header);
    char mark[FOLD_ROOM(MARK_MAX) + 1];
    size_t length = parts.mark ? fold_mark(parts.mark, parts.mark_length, mark) : 0;
    mark[length] = '\0';
    if (holds == CSV_TEXT)
        return (csv_mark){.sense = parts.mark ? MARK_FOREIGN : MARK_PLAIN};
    if (holds == CSV_SHARE)
        return parts.mark ? share_mark(mark, length) : (csv_mark){.sense = MARK_PLAIN};
    if (holds != CSV_AMOUNT && holds != CSV_AMOUNTS)
        return word_mark(header, mark, length, holds);
    csv_mark m = parts.mark ? amount_mark(r, mark, length) : (csv_mark){.sense = MARK_PLAIN};
    bool is_word = parts.mark && !parts.is_bracketed && !m.currency && (m.sense == MARK_FOREIGN || !(mark[0] & 0x80));
    if (is_word)
        return (csv_mark){.sense = MARK_FOREIGN};
    if (m.sense == MARK_UNIT && holds == CSV_AMOUNTS)
        return wrong_mark("a column of several amounts and their days has no unit of its own",
                          "write each amount with its unit, or whole");
    return m;
}

/* A code, folded. */
static bool is_currency(const char *word)
{
    char code[4] = "";
    for (size_t i = 0; i < 3 && word[i]; i++)
        code[i] = (char)toupper((unsigned char)word[i]);
    return strlen(word) == 3 && sol_currency_digits(code) >= 0;
}

bool csv_mark_may_be_unit(const csv_field *header)
{
    static const char *const words[] = {"thousand", "million", "billion", "tsd",    "mio",  "mrd", "천원", "만원",
                                        "백만",     "억",      "엔",      "달러",   "유로", "千",  "万",   "億",
                                        "円",       "元",      "ドル",    "ユーロ", "$",    "€",   "¥",    "£",
                                        "￥",       "₩",       "x1",      "×1",     "000"};
    char text[FOLD_ROOM(200) + 1];
    text[fold_bytes(header->text, header->length < 200 ? header->length : 200, FOLD_CASE | FOLD_SIGNS, text)] = '\0';
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(text, words[i]))
            return true;
    const char *in = strstr(text, " in "), *last = strrchr(text, ' ');
    return in && is_currency(last + 1); /* behind what multiplies it: "in k KRW" */
}

bool csv_mark_join(sol_arena *arena, const char *unit, const csv_field *field, csv_field *made,
                   sol_quantity_fault *fault)
{
    char plain[FOLD_ROOM(NUMBER_MAX)];
    bool is_number = field->length <= NUMBER_MAX;
    size_t length = is_number ? fold_bytes(field->text, field->length, FOLD_NAME | FOLD_SIGNS, plain) : 0;
    for (size_t i = 0; i < length && is_number; i++)
        is_number = strchr("0123456789,._' -", plain[i]) != NULL && plain[i];
    *made = *field;
    const char *shown = unit + strspn(unit, " ");
    if (ends_with(field->text, field->length, shown))
        return true;
    if (!is_number)
        return csv_fault(fault, field, "write the number alone, or take the unit out of the header",
                         "the header says `%s`, and this cell is not a number alone", shown);
    made->text = sol_arena_print(arena, "%.*s%s", (int)field->length, field->text, unit);
    made->length = field->length + strlen(unit);
    return true;
}
