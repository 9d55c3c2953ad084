#include "scenario/cells/format_code.h"

#include "value/number/decimal.h"

#include <string.h>
#include <strings.h>

/* Bytes of a character. */
static size_t character(const char *at, const char *end)
{
    size_t length = at < end;
    while (at + length < end && ((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return length;
}

/* Where a sign is that of several currencies, its place tells which. */
static format_token currency_of(const char *sign, size_t length, const char *place, size_t place_length)
{
    static const struct {
        const char *sign, *places, *code;
    } known[] = {
        {"$", " 409 0409 US ", "USD"},  {"$", " C09 0C09 AU ", "AUD"},  {"$", " 1009 CA ", "CAD"},
        {"$", " 404 0404 TW ", "TWD"},  {"$", " C04 0C04 HK ", "HKD"},  {"$", " 1004 SG ", "SGD"},
        {"$", " 1409 NZ ", "NZD"},      {"¥", " 411 0411 JP ", "JPY"},  {"¥", " 804 0804 CN ", "CNY"},
        {"￥", " 411 0411 JP ", "JPY"}, {"￥", " 804 0804 CN ", "CNY"},
    };
    char word[16] = " ";
    if (place_length > 0 && place_length < 12) {
        memcpy(word + 1, place, place_length);
        word[place_length + 1] = ' ';
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (strlen(known[i].sign) == length && memcmp(known[i].sign, sign, length) == 0 &&
                strstr(known[i].places, word))
                return (format_token){FORMAT_CURRENCY, known[i].code, 3};
    }
    return (format_token){length ? FORMAT_CURRENCY : FORMAT_NOTHING, sign, length};
}

/* What stands between brackets. */
static format_token bracketed(const char *text, size_t length)
{
    if (length > 0 && text[0] == '$') {
        const char *dash = memchr(text, '-', length);
        size_t sign = dash ? (size_t)(dash - text) : length;
        return currency_of(text + 1, sign - 1, dash ? dash + 1 : "", dash ? length - sign - 1 : 0);
    }
    bool is_elapsed = length > 0 && strspn(text, "hHmMsS") >= length;
    bool is_condition = length > 0 && strchr("<>=", text[0]);
    return (format_token){is_elapsed ? FORMAT_DATE : is_condition ? FORMAT_CONDITION : FORMAT_NOTHING, text, length};
}

static format_kind kind_of(const char *at, const char *end)
{
    static const struct {
        const char *signs;
        format_kind kind;
    } kinds[] = {{"0#?", FORMAT_DIGIT}, {".", FORMAT_POINT}, {",", FORMAT_COMMA},   {"%", FORMAT_PERCENT},
                 {"@", FORMAT_TEXT},    {"/", FORMAT_ODD},   {";", FORMAT_SECTION}, {"yYmMdDhHsSgGbBeE", FORMAT_DATE}};
    if (end - at >= 7 && strncasecmp(at, "general", 7) == 0)
        return FORMAT_GENERAL;
    if ((*at == 'E' || *at == 'e') && end - at >= 2 && (at[1] == '+' || at[1] == '-'))
        return FORMAT_ODD;
    for (size_t i = 0; *at && i < sizeof kinds / sizeof *kinds; i++)
        if (strchr(kinds[i].signs, *at))
            return kinds[i].kind;
    return FORMAT_LITERAL;
}

const char *format_next(const char *at, const char *end, format_token *token)
{
    *token = (format_token){FORMAT_END, at, 0};
    if (at >= end)
        return end;
    size_t rest = (size_t)(end - at) - 1;
    if (*at == '"' || *at == '[') {
        const char *close = memchr(at + 1, *at == '"' ? '"' : ']', rest);
        size_t length = close ? (size_t)(close - at) - 1 : rest;
        *token = *at == '[' ? bracketed(at + 1, length) : (format_token){FORMAT_LITERAL, at + 1, length};
        return close ? close + 1 : end;
    }
    if (*at == '\\' || *at == '_' || *at == '*') {
        size_t length = character(at + 1, end);
        *token = (format_token){*at == '\\' ? FORMAT_LITERAL : FORMAT_NOTHING, at + 1, length};
        return at + 1 + length;
    }
    token->kind = kind_of(at, end);
    token->length = token->kind == FORMAT_GENERAL             ? 7
                    : token->kind == FORMAT_ODD && *at != '/' ? 2
                    : token->kind == FORMAT_LITERAL           ? character(at, end)
                                                              : 1;
    return at + token->length;
}

static const struct {
    const char *sign;
    bool is_below;
} known_signs[] = {{"-", true}, {"(", true}, {"−", true},  {"△", true},  {"▲", true},
                   {"▽", true}, {"▼", true}, {"+", false}, {")", false}, {" ", false}};

/* The sign that the text begins with; NULL: none. */
static const char *sign_at(const char *text, size_t length, bool *is_below)
{
    for (size_t i = 0; i < sizeof known_signs / sizeof *known_signs; i++)
        if (length >= strlen(known_signs[i].sign) &&
            memcmp(text, known_signs[i].sign, strlen(known_signs[i].sign)) == 0) {
            *is_below = *is_below || known_signs[i].is_below;
            return known_signs[i].sign;
        }
    return NULL;
}

/* The bytes of signs that a literal begins with. */
static size_t signs_of(const format_token *token, bool *is_below)
{
    size_t at = 0;
    for (const char *sign; at < token->length && (sign = sign_at(token->text + at, token->length - at, is_below));)
        at += strlen(sign);
    return at;
}

bool format_is_sign(const format_token *token)
{
    bool is_below = false;
    return signs_of(token, &is_below) == token->length;
}

bool format_is_below(const format_token *token)
{
    bool is_below = false;
    return signs_of(token, &is_below) == token->length && is_below;
}

/* Commas behind the last digit, or the last before a point, divide by a thousand each. */
static void look_at_number(format_section *s, const format_token *token, int *commas, bool *is_behind)
{
    if (token->kind == FORMAT_COMMA) {
        *commas += s->holders > 0 || *is_behind;
        return;
    }
    if (token->kind != FORMAT_DIGIT)
        s->thousands += *commas;
    *commas = 0;
    *is_behind = *is_behind || token->kind == FORMAT_POINT;
    if (token->kind != FORMAT_DIGIT || *is_behind || s->is_odd)
        return;
    s->holders++;
    s->digits += s->digits > 0 || token->text[0] == '0';
}

static format_section look_at(const char *from, const char *end)
{
    format_section s = {.from = from, .end = end};
    format_token token = {.kind = FORMAT_NOTHING};
    int commas = 0;
    bool is_behind = false;
    for (const char *at = from; token.kind != FORMAT_END;) {
        at = format_next(at, end, &token);
        look_at_number(&s, &token, &commas, &is_behind);
        s.percents += token.kind == FORMAT_PERCENT;
        s.is_general = s.is_general || token.kind == FORMAT_GENERAL;
        s.is_odd = s.is_odd || token.kind == FORMAT_ODD;
        s.is_date = s.is_date || token.kind == FORMAT_DATE;
        s.is_of_text = s.is_of_text || token.kind == FORMAT_TEXT;
        s.says_currency = s.says_currency || token.kind == FORMAT_CURRENCY;
        s.says_words = s.says_words || (token.kind == FORMAT_LITERAL && !format_is_sign(&token));
        s.says_below = s.says_below || (token.kind == FORMAT_LITERAL && format_is_below(&token));
        if (token.kind == FORMAT_CONDITION)
            s.condition = token.text;
    }
    return s;
}

void format_split(const char *code, format_sections *sections)
{
    *sections = (format_sections){.count = 0};
    const char *end = code + strlen(code), *from = code;
    for (format_token token = {.kind = FORMAT_NOTHING};
         token.kind != FORMAT_END && sections->count < FORMAT_SECTIONS;) {
        const char *at = from, *before = from;
        do {
            before = at;
            at = format_next(at, end, &token);
        } while (token.kind != FORMAT_SECTION && token.kind != FORMAT_END);
        format_section s = look_at(from, before);
        if (s.is_of_text)
            sections->text = s;
        else
            sections->of[sections->count++] = s;
        from = at;
    }
}

/* `<=100]` */
static bool holds(const char *condition, double value)
{
    size_t signs = strspn(condition, "<>=!"), end;
    decimal number;
    double limit;
    if (decimal_read(condition + signs, &number, &end) != DECIMAL_READ || !decimal_double(&number, &limit))
        return false;
    bool is_less = memchr(condition, '<', signs), is_more = memchr(condition, '>', signs);
    bool is_equal = memchr(condition, '=', signs), is_not = memchr(condition, '!', signs);
    if ((is_less && is_more) || is_not)
        return value < limit || value > limit;
    return (is_less && value < limit) || (is_more && value > limit) ||
           (is_equal && !(value < limit) && !(value > limit));
}

const format_section *format_choose(const format_sections *sections, double value)
{
    size_t count = sections->count, numbers = count > 3 && !sections->of[3].condition ? 3 : count;
    for (size_t i = 0; i + 1 < numbers; i++) {
        const format_section *s = &sections->of[i];
        bool is_zero_of_first = i == 0 && numbers == 2;
        if (s->condition ? holds(s->condition, value)
            : i == 0     ? value > 0 || (is_zero_of_first && !(value < 0))
                         : value < 0)
            return s;
    }
    return numbers > 0 ? &sections->of[numbers - 1] : NULL;
}
