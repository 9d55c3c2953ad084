#include "scenario/cells/number_format.h"

#include "scenario/cells/cell_value.h"
#include "scenario/cells/format_code.h"
#include "scenario/text/source.h"
#include "solatium/quantity.h"

#include <string.h>

/* The formats that have numbers only, ECMA-376 part 1, 18.8.30; those of dates from 27 are of Korea and Japan, 5 to 8, 42 and 44 those of the
 * country where the workbook is opened. */
static const struct {
    unsigned first, last;
    number_format format;
} numbered[] = {
    {5, 8, {.is_local = true}},  {9, 10, {.code = "0%"}},      {14, 22, {.is_date = true}},
    {27, 36, {.is_date = true}}, {42, 42, {.is_local = true}}, {44, 44, {.is_local = true}},
    {45, 47, {.is_date = true}}, {50, 58, {.is_date = true}},
};

/* Whether no more is shown than digits, grouped, coloured and signed. */
static bool is_bare(const format_section *s)
{
    return !s->says_words && !s->says_currency && !s->percents && !s->thousands && !s->is_date && s->digits <= 1;
}

static number_format format_of_code(const char *code)
{
    format_sections all;
    format_split(code, &all);
    number_format format = {.code = code, .has_text = all.text.says_words};
    bool are_bare = true, are_dates = all.count > 0, has_condition = false;
    for (size_t i = 0; i < all.count; i++) {
        /* Where numbers above zero are shown, in a section of their own or by a condition, the sign of others is more. */
        has_condition = has_condition || all.of[i].condition;
        are_bare = are_bare && is_bare(&all.of[i]) && !(all.of[i].says_below && (i == 0 || has_condition));
        are_dates = are_dates && all.of[i].is_date;
    }
    const format_section *first = &all.of[0];
    bool is_padded = all.count == 1 && !first->says_words && first->digits == strlen(code);
    if (is_padded)
        format.digits = first->digits;
    format.is_date = are_dates;
    if (!format.has_text && (are_bare || are_dates || is_padded))
        format.code = NULL;
    return format;
}

number_format number_format_of(unsigned number, const char *code)
{
    if (code)
        return format_of_code(code);
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
        if (number >= numbered[i].first && number <= numbered[i].last)
            return numbered[i].format;
    return (number_format){.digits = 0};
}

/* A section being shown. */
typedef struct showing {
    text_buffer *out;
    const format_section *section;
    const number_cell *cell;
    cell_number number;
    size_t holder; /* places of digits passed */
    bool is_put;   /* the number stands there */
} showing;

/* The digits of a place: the first has all that are more than there are places. */
static void put_digits(showing *s)
{
    const format_section *f = s->section;
    size_t left = f->holders - s->holder, length = s->number.whole > f->digits ? s->number.whole : f->digits;
    size_t from = s->holder == 0 || length < left ? 0 : length - left, to = length < left ? 0 : length - left + 1;
    for (size_t i = from; i < to; i++) {
        bool is_zero = i < length - s->number.whole;
        text_append_bytes(s->out, is_zero ? "0" : s->number.text + (i - (length - s->number.whole)), 1);
    }
    s->holder++;
    s->is_put = s->holder == f->holders;
    if (!s->is_put || s->number.length == s->number.whole)
        return;
    text_append(s->out, ".");
    text_append_bytes(s->out, s->number.text + s->number.whole, s->number.length - s->number.whole);
}

static void put_whole(showing *s)
{
    if (!s->is_put)
        cell_number_put(s->out, &s->number, 1);
    s->is_put = true;
}

static void put_token(showing *s, const format_token *token, bool is_negative)
{
    const format_section *f = s->section;
    bool is_as_it_is = f->is_odd || f->holders == 0, is_dash = is_as_it_is && token->length == 1 && *token->text == '-';
    if (token->kind == FORMAT_LITERAL && is_dash && !f->is_odd && !f->is_general)
        put_whole(s); /* "-" for zero */
    else if (token->kind == FORMAT_LITERAL && !(is_negative && format_is_sign(token)))
        text_append_bytes(s->out, token->text, token->length);
    else if (token->kind == FORMAT_CURRENCY && !s->cell->currency)
        text_append_bytes(s->out, token->text, token->length);
    else if (token->kind == FORMAT_PERCENT)
        text_append(s->out, "%");
    else if (token->kind == FORMAT_GENERAL ||
             ((token->kind == FORMAT_DIGIT || token->kind == FORMAT_POINT) && is_as_it_is))
        put_whole(s);
    else if (token->kind == FORMAT_DIGIT && s->holder < f->holders)
        put_digits(s);
}

/* A section without a place for digits says all by its words, or shows a number that it hides or calls "-". */
static void put_section(text_buffer *out, const number_cell *cell, const format_section *section,
                        const cell_number *number)
{
    showing s = {.out = out, .section = section, .cell = cell, .number = *number};
    s.number.is_negative = false;
    bool has_place = section->holders > 0 || section->is_general || section->is_odd;
    if (number->is_negative)
        text_append(out, "-");
    if (!has_place && !section->says_words)
        put_whole(&s);
    format_token token = {.kind = FORMAT_NOTHING};
    for (const char *at = section->from; has_place || section->says_words;) {
        at = format_next(at, section->end, &token);
        if (token.kind == FORMAT_END)
            break;
        put_token(&s, &token, number->is_negative);
    }
    if (cell->currency && (section->says_currency || !section->says_words))
        text_print(out, " %s", cell->currency);
}

/* Whether the words behind a number that is shown in thousands make it as large as it is. */
static bool says_thousands(const text_buffer *out, size_t from, const char *text)
{
    const char *shown = out->data + from;
    size_t length = out->length - from;
    const char *code = sol_quantity_currency_named(shown, length);
    const sol_quantity_currency known[] = {{code ? code : "", 0}, {NULL, 0}};
    sol_quantity_money as_shown, as_held;
    sol_quantity_fault fault;
    cell_number held;
    if (cell_number_read(text, 0, &held) != CELL_SOUND)
        return false;
    return sol_quantity_amount(shown, length, known, &as_shown, &fault) && held.length == held.whole &&
           sol_quantity_amount(held.text, held.length, known, &as_held, &fault) && as_shown.units == as_held.units;
}

/* A text of that shape might have a mark of thousands there. */
static void mark_point(text_buffer *out, const cell_number *number)
{
    if (number->whole <= 3 && number->text[0] != '0' && number->length == number->whole + 3)
        text_append_bytes(out, (const char[]){SOURCE_CELL_EXACT}, 1);
}

static cell_fault put_number(text_buffer *out, const number_cell *cell, const number_format *format)
{
    format_sections all = {.count = 0};
    cell_number number;
    cell_fault fault = cell_number_read(cell->text, 0, &number);
    if (format->code)
        format_split(format->code, &all);
    const format_section *section = fault == CELL_LACKS_TEXT ? NULL : format_choose(&all, number.value);
    if (section && section->is_date)
        return cell_put_date(out, cell->text, cell->is_from_1904);
    bool is_other = section && !fault && (section->percents || section->thousands);
    if (is_other && cell_number_read(cell->text, 2 * section->percents - 3 * section->thousands, &number) != CELL_SOUND)
        fault = CELL_SCALED;
    if (fault)
        text_append(out, cell->text);
    if (fault)
        return fault == CELL_LACKS_TEXT ? CELL_SOUND : fault;
    size_t from = out->length;
    if (section)
        put_section(out, cell, section, &number);
    else
        cell_number_put(out, &number, format->digits);
    if (!section && cell->currency)
        text_print(out, " %s", cell->currency);
    if (section && section->thousands && !says_thousands(out, from, cell->text))
        return CELL_SCALED;
    mark_point(out, &number);
    return CELL_SOUND;
}

cell_fault number_format_put(text_buffer *out, const number_cell *cell, const number_format *format)
{
    if (format->is_date)
        return cell_put_date(out, cell->text, cell->is_from_1904);
    cell_fault fault = put_number(out, cell, format);
    return format->is_local && !fault ? CELL_LOCAL : fault;
}

void number_format_put_text(text_buffer *out, const char *text, size_t length, const number_format *format)
{
    format_sections all = {.count = 0};
    if (format->has_text)
        format_split(format->code, &all);
    const format_section *s = all.text.from ? &all.text : NULL;
    format_token token = {.kind = FORMAT_NOTHING};
    for (const char *at = s ? s->from : NULL; s;) {
        at = format_next(at, s->end, &token);
        if (token.kind == FORMAT_END)
            break;
        if (token.kind == FORMAT_TEXT)
            text_append_bytes(out, text, length);
        else if (token.kind == FORMAT_LITERAL)
            text_append_bytes(out, token.text, token.length);
    }
    if (!s)
        text_append_bytes(out, text, length);
}
