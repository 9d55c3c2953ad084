#include "scenario/text/csv.h"

#include <string.h>

csv_reader csv_begin(const text_source *source, sol_arena *arena)
{
    char separator = source->source.separator;
    return (csv_reader){
        .source = source, .arena = arena, .at = source->rows_from, .separator = separator ? separator : ','};
}

size_t csv_blank(const char *text, size_t room)
{
    static const struct {
        size_t length;
        const char *first, *last;
    } wide[] = {
        {2, "\xC2\xA0", "\xC2\xA0"},         /* no-break */
        {3, "\xE2\x80\x80", "\xE2\x80\x8B"}, /* of given widths, and of none */
        {3, "\xE2\x80\xAF", "\xE2\x80\xAF"}, /* narrow no-break */
        {3, "\xE2\x81\x9F", "\xE2\x81\xA0"}, /* of mathematics; a word joiner */
        {3, "\xE3\x80\x80", "\xE3\x80\x80"}, /* ideographic */
        {3, "\xEF\xBB\xBF", "\xEF\xBB\xBF"}, /* a byte order mark that strayed */
    };
    if (room > 0 && (*text == ' ' || *text == '\t'))
        return 1;
    for (size_t i = 0; room > 1 && (unsigned char)*text >= 0xC2 && i < sizeof wide / sizeof *wide; i++)
        if (room >= wide[i].length && memcmp(text, wide[i].first, wide[i].length) >= 0 &&
            memcmp(text, wide[i].last, wide[i].length) <= 0)
            return wide[i].length;
    return 0;
}

/* Whether a byte may be of a blank: nearly none is, and each field is asked. */
static bool may_be_blank(char c)
{
    return (unsigned char)c <= ' ' || (unsigned char)c >= 0x80;
}

static void trim(csv_field *field)
{
    size_t width, length = field->length;
    if (length == 0 || (!may_be_blank(field->text[0]) && !may_be_blank(field->text[length - 1])))
        return;
    while (field->length > 0 && may_be_blank(field->text[0]) && (width = csv_blank(field->text, field->length)) > 0) {
        field->text += width;
        field->length -= width;
    }
    while (field->length > 0 && may_be_blank(field->text[field->length - 1])) {
        size_t before = field->length;
        for (width = 1; width <= 3 && width <= field->length; width++)
            if (csv_blank(field->text + field->length - width, width) == width) {
                field->length -= width;
                break;
            }
        if (field->length == before)
            return;
    }
}

static inline bool ends_field(const csv_reader *csv, char c)
{
    return c == csv->separator || c == '\n' || c == '\r';
}

static void set_fault(csv_reader *csv, const char *fault, size_t at)
{
    if (csv->fault)
        return;
    csv->fault = fault;
    csv->fault_at = at;
}

/* A text without one of each two quotes, or with the line ends and tabs that a sheet's cells hold. */
static void undo(csv_reader *csv, csv_field *field)
{
    bool is_sheet = csv->source->source.sheet != NULL;
    char *undone = sol_arena_take(csv->arena, field->length + 1, 1);
    size_t n = 0;
    for (size_t i = 0; i < field->length; i++) {
        char c = field->text[i];
        undone[n++] = is_sheet && c == SOURCE_CELL_LINE ? '\n' : is_sheet && c == SOURCE_CELL_TAB ? '\t' : c;
        i += !is_sheet && c == '"';
    }
    field->text = undone;
    field->length = n;
}

/* From the quote at `from`; gives the byte behind the closing one. */
static size_t take_quoted(csv_reader *csv, size_t from, csv_field *field)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length, doubled = 0, at = from + 1;
    for (;;) {
        const char *quote = memchr(text + at, '"', length - at);
        if (!quote) {
            set_fault(csv, "a quote is not closed", from);
            *field = (csv_field){text + from + 1, length - from - 1, from, length, false, false};
            return length;
        }
        at = (size_t)(quote - text) + 1;
        if (at == length || text[at] != '"')
            break;
        doubled++;
        at++;
    }
    *field = (csv_field){text + from + 1, at - from - 2, from, at, false, false};
    if (doubled)
        undo(csv, field);
    trim(field);
    return at;
}

static size_t behind_blanks(const csv_reader *csv, size_t at)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length, width;
    while (at < length && may_be_blank(text[at]) && text[at] != csv->separator &&
           (width = csv_blank(text + at, length - at)) > 0)
        at += width;
    return at;
}

static size_t take_plain(csv_reader *csv, size_t from, csv_field *field)
{
    const char *text = csv->source->source.text;
    const char separator = csv->separator;
    size_t length = csv->source->source.length, at = from;
    while (at < length && text[at] != separator && text[at] != '\n' && text[at] != '\r')
        at++;
    *field = (csv_field){text + from, at - from, from, at, false, false};
    field->is_exact = csv->source->source.sheet && at > from && text[at - 1] == SOURCE_CELL_EXACT;
    field->is_day = csv->source->source.sheet && at > from && text[at - 1] == SOURCE_CELL_DAY;
    field->length -= field->is_exact || field->is_day;
    trim(field);
    field->from = (size_t)(field->text - text);
    field->to = field->from + field->length;
    if (csv->source->source.sheet &&
        (memchr(field->text, SOURCE_CELL_LINE, field->length) || memchr(field->text, SOURCE_CELL_TAB, field->length)))
        undo(csv, field);
    return at;
}

static size_t take_field(csv_reader *csv, size_t at, csv_field *field)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length;
    if (at < length && !may_be_blank(text[at]) && text[at] != '"')
        return take_plain(csv, at, field);
    size_t begin = behind_blanks(csv, at);
    if (begin == length || text[begin] != '"' || csv->source->source.sheet)
        return take_plain(csv, at, field);
    at = behind_blanks(csv, take_quoted(csv, begin, field));
    if (at < length && !ends_field(csv, text[at]))
        set_fault(csv, "text stands behind a closing quote", at);
    while (at < length && !ends_field(csv, text[at]))
        at++;
    return at;
}

static size_t behind_line(const csv_reader *csv, size_t at)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length;
    if (at < length && text[at] == '\r')
        at++;
    if (at < length && text[at] == '\n')
        at++;
    return at;
}

/* One line, or several where a quoted field breaks; whether anything stands in it. */
static bool take_row(csv_reader *csv)
{
    const char *text = csv->source->source.text;
    size_t length = csv->source->source.length, at = csv->at;
    bool holds_text = false;
    csv->row_from = at;
    csv->count = 0;
    csv->fault = NULL;
    for (;;) {
        csv_field spare, *field = csv->count < CSV_COLUMNS_MAX ? &csv->field[csv->count] : &spare;
        size_t from = at;
        at = take_field(csv, at, field);
        holds_text = holds_text || field->length > 0;
        if (field != &spare)
            csv->count++;
        else if (field->length > 0)
            set_fault(csv, "too many columns", from);
        if (at == length || text[at] != csv->separator)
            break;
        at++;
    }
    csv->at = behind_line(csv, at);
    return holds_text || csv->fault;
}

/* A line of columns that blanks set apart. */
static bool take_line(csv_reader *csv)
{
    const char *text = csv->source->source.text;
    size_t end = csv->at, length = csv->source->source.length;
    while (end < length && text[end] != '\n' && text[end] != '\r')
        end++;
    csv->row_from = csv->at;
    csv->count = 0;
    csv->fault = NULL;
    for (size_t at = csv->at; at < end;) {
        size_t from = at, width = 0;
        while (at < end && (width = csv_blank(text + at, end - at)) == 0)
            at++;
        if (at > from && csv->count < CSV_COLUMNS_MAX)
            csv->field[csv->count++] = (csv_field){text + from, at - from, from, at, false, false};
        else if (at > from)
            set_fault(csv, "too many columns", from);
        at += width;
    }
    csv->at = behind_line(csv, end);
    return csv->count > 0;
}

csv_field csv_amount(sol_arena *arena, const csv_field *field)
{
    size_t at = 0; /* of the number: a point may stand in a word before it */
    while (at < field->length && !(field->text[at] >= '0' && field->text[at] <= '9'))
        at++;
    const char *point = field->is_exact ? memchr(field->text + at, '.', field->length - at) : NULL;
    if (!point)
        return *field;
    int before = (int)(point - field->text) + 4, behind = (int)field->length - before;
    csv_field amount = *field;
    amount.text = sol_arena_print(arena, "%.*s0%.*s", before, field->text, behind, field->text + before);
    amount.length++;
    return amount;
}

bool csv_next(csv_reader *csv)
{
    while (csv->at < csv->source->source.length) {
        if (csv->separator == CSV_BLANKS ? take_line(csv) : take_row(csv)) {
            csv->rows++;
            return true;
        }
        csv->empty_rows += csv->rows > 0;
    }
    return false;
}
