#include "study/levers/lever.h"

#include "base/check.h"
#include "base/commas.h"
#include "solatium/delay.h"
#include "value/number/decimal.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool lever_date_read(const char *text, size_t length, sol_date *date)
{
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return false;
    int part[3] = {0};
    for (size_t i = 0, at = 0; i < 10; i++) {
        if (i == 4 || i == 7)
            at++;
        else if (!is_digit(text[i]))
            return false;
        else
            part[at] = part[at] * 10 + (text[i] - '0');
    }
    if (!sol_date_is_valid(part[0], part[1], part[2]))
        return false;
    *date = sol_date_of(part[0], part[1], part[2]);
    return true;
}

bool lever_span_read(const char *text, size_t length, sol_span *span)
{
    static const struct {
        const char *unit;
        int months, days;
    } units[] = {{"d", 0, 1}, {"w", 0, 7}, {"mo", 1, 0}, {"y", 12, 0}};
    size_t at = 0;
    int32_t count = 0;
    for (; at < length && at < 5 && is_digit(text[at]); at++)
        count = count * 10 + (text[at] - '0');
    if (at == 0)
        return false;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (length - at == strlen(units[i].unit) && memcmp(text + at, units[i].unit, length - at) == 0) {
            *span = (sol_span){count * units[i].months, count * units[i].days};
            return true;
        }
    return false;
}

bool lever_is_of_simulation(const char *key, sol_diagnostics *diagnostics)
{
    static const char root[] = "simulation";
    size_t length = sizeof root - 1;
    if (strncmp(key, root, length) != 0 || (key[length] && key[length] != '.'))
        return false;
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S909", (sol_place){0}, "pass `--trials N` or `--seed S`",
                        "`%.100s` is no lever: all points share their futures", key);
    return true;
}

bool lever_axis(const char *value, double *position)
{
    sol_date date;
    if (lever_date_read(value, strlen(value), &date)) {
        *position = date.day;
        return true;
    }
    decimal number;
    size_t end;
    return value[0] != '+' && decimal_read(value, &number, &end) == DECIMAL_READ && decimal_double(&number, position);
}

/* A part of the argument, with its place in it. */
typedef struct piece {
    const char *text;
    size_t length;
} piece;

typedef struct reading {
    sol_arena *arena;
    const sol_source *source;
    sol_diagnostics *diagnostics;
    sol_lever *lever;
} reading;

/* Columns count characters: bytes of UTF-8 that do not continue one. */
static uint32_t column_of(const sol_source *source, const char *at)
{
    uint32_t column = 1;
    for (const char *c = source->text; c < at; c++)
        column += ((unsigned char)*c & 0xC0) != 0x80;
    return column;
}

static bool complain(const reading *r, piece where, const char *hint, const char *message)
{
    sol_place place = {r->source, 1, column_of(r->source, where.text), 1,
                       column_of(r->source, where.text + where.length)};
    sol_diagnostics_add(r->diagnostics, SOL_ERROR, "S901", place, hint, "%s", message);
    return false;
}

static bool add_value(reading *r, const char *value, size_t room)
{
    const char **values = (const char **)(uintptr_t)r->lever->value;
    SOL_CHECK(r->lever->count < room);
    values[r->lever->count++] = value;
    return true;
}

static piece trimmed(const char *text, size_t length)
{
    while (length && text[0] == ' ')
        text++, length--;
    while (length && text[length - 1] == ' ')
        length--;
    return (piece){text, length};
}

static bool read_list(reading *r, piece list)
{
    size_t room = 1;
    for (size_t i = 0; i < list.length; i++)
        room += list.text[i] == ',';
    if (room > LEVER_VALUES_MAX)
        return complain(r, list, "give at most 10,000 values", "too many values");
    commas_doubt doubt;
    bool may_be_numbers = strcmp(r->source->name, "--delay") != 0; /* spans have units */
    if (may_be_numbers && commas_find_doubt(r->arena, list.text, list.length, 0, &doubt))
        return complain(r, (piece){list.text + doubt.from, doubt.to - doubt.from}, commas_hint(r->arena, &doubt),
                        commas_message(r->arena, list.text, &doubt));
    r->lever->value = SOL_TAKE(r->arena, room, const char *);
    for (size_t at = 0; at <= list.length;) {
        size_t comma = commas_next(list.text, list.length, at);
        piece value = trimmed(list.text + at, comma - at);
        if (!value.length)
            return complain(r, (piece){list.text + at, 1}, "write values as 20%,50%,80%",
                            "a value of the list is empty");
        add_value(r, sol_arena_copy(r->arena, value.text, value.length), room);
        at = comma + 1;
    }
    return true;
}

static bool read_dates(reading *r, const piece part[static 3], sol_date from)
{
    sol_date to;
    sol_span step;
    if (!lever_date_read(part[1].text, part[1].length, &to))
        return complain(r, part[1], "write the range as 2020-01-01:2022-01-01:6mo", "the range's end is not a date");
    if (!lever_span_read(part[2].text, part[2].length, &step) || step.months + step.days == 0)
        return complain(r, part[2], "write a step such as 30d, 6mo or 1y", "the step between dates is not a span");
    if (to.day < from.day)
        return complain(r, part[1], "put the earlier date first", "the range ends before it begins");
    size_t room = (size_t)(to.day - from.day) / (size_t)(step.days + step.months * 28) + 2;
    if (room > LEVER_VALUES_MAX)
        return complain(r, part[2], "take a larger step", "the range has more than 10,000 values");
    r->lever->value = SOL_TAKE(r->arena, room, const char *);
    sol_date date = from;
    for (int32_t k = 1; date.day <= to.day; k++) {
        char text[16];
        sol_date_write(date, text);
        add_value(r, sol_arena_copy(r->arena, text, strlen(text)), room);
        date = sol_date_add(from, (sol_span){step.months * k, step.days * k});
    }
    return true;
}

/* "0:100:10%" gives all three the unit that stands at the end, "0%:100%:10%" says it each time. */
static bool read_numbers(reading *r, const piece part[static 3])
{
    static const char way_out[] = "write from:to:step with one unit, such as 0%:100%:10% or 1bn KRW:5bn KRW:1bn KRW";
    lever_number number[3];
    for (int i = 0; i < 3; i++)
        if (!lever_number_read(part[i].text, part[i].length, r->arena, &number[i]))
            return complain(r, part[i], way_out, "a part of the range is not a number");
    for (int i = 0; i < 2; i++)
        if (number[i].unit[0] && !lever_numbers_scale(&number[i], &number[2]))
            return complain(r, part[i], way_out, "the parts of the range have different units");
    for (int i = 0; i < 2; i++) /* the second may have put the step into a larger scale */
        if (number[i].unit[0])
            lever_numbers_scale(&number[i], &number[2]);
    const char *unit = number[2].unit;
    if (!lever_numbers_align(&number[0], &number[2]) || !lever_numbers_align(&number[1], &number[2]) ||
        !lever_numbers_align(&number[0], &number[2]))
        return complain(r, part[0], way_out, "the numbers of the range have too many digits");
    int64_t from = number[0].digits, to = number[1].digits, step = number[2].digits;
    if (step <= 0)
        return complain(r, part[2], way_out, "the step is not above zero");
    if (to < from)
        return complain(r, part[1], "put the smaller value first", "the range ends before it begins");
    if ((to - from) / step >= LEVER_VALUES_MAX)
        return complain(r, part[2], "take a larger step", "the range has more than 10,000 values");
    size_t room = (size_t)((to - from) / step) + 1;
    r->lever->value = SOL_TAKE(r->arena, room, const char *);
    for (size_t i = 0; i < room; i++)
        add_value(r, lever_number_write(r->arena, (lever_number){from + (int64_t)i * step, number[0].decimals, unit}),
                  room);
    return true;
}

static bool read_range(reading *r, piece range)
{
    piece part[3];
    size_t count = 0;
    const char *end = range.text + range.length;
    for (const char *at = range.text; at <= end && count < 3; count++) {
        const char *colon = count < 2 ? memchr(at, ':', (size_t)(end - at)) : NULL;
        part[count] = trimmed(at, (size_t)((colon ? colon : end) - at));
        at = (colon ? colon : end) + 1;
    }
    if (count != 3)
        return complain(r, range,
                        strcmp(r->source->name, "--delay") == 0 ? "write from:to:step, such as 0mo:24mo:6mo"
                                                                : "write from:to:step, such as 0%:100%:10%",
                        "a range needs a step");
    r->lever->is_range = true;
    sol_date from;
    return lever_date_read(part[0].text, part[0].length, &from) ? read_dates(r, part, from) : read_numbers(r, part);
}

/* The `=` behind the key; names in quotes may hold one. */
static const char *end_of_key(const char *argument)
{
    bool is_quoted = false;
    for (const char *at = argument; *at; at++) {
        is_quoted ^= *at == '"';
        if (*at == '=' && !is_quoted)
            return at;
    }
    return NULL;
}

/* A colon outside brackets, braces and quotes: `{choice: {1: 50%}}` is one value. */
static bool has_colon(piece values)
{
    int depth = 0;
    bool is_quoted = false;
    for (const char *at = values.text; at < values.text + values.length; at++) {
        is_quoted ^= *at == '"';
        if (!is_quoted && depth == 0 && *at == ':')
            return true;
        depth += is_quoted ? 0 : (*at == '{' || *at == '[') - (*at == '}' || *at == ']');
    }
    return false;
}

/* The values behind a key, or all of an argument that has none. */
static bool read_values(reading *r, piece values)
{
    return has_colon(values) ? read_range(r, values) : read_list(r, values);
}

bool sol_lever_parse(sol_arena *arena, const char *argument, sol_diagnostics *diagnostics, sol_lever *lever)
{
    SOL_ENTRY(false);
    size_t length = strlen(argument);
    sol_source *source = SOL_TAKE(arena, 1, sol_source);
    *source = (sol_source){.name = "--vary", .text = sol_arena_copy(arena, argument, length), .length = length};
    sol_lever made = {0};
    reading r = {arena, source, diagnostics, &made};
    const char *sign = end_of_key(source->text), *end = source->text + length;
    piece key = trimmed(source->text, (size_t)((sign ? sign : end) - source->text));
    piece values = sign ? trimmed(sign + 1, (size_t)(end - sign - 1)) : (piece){end, 0};
    if (!key.length || !values.length)
        return complain(&r, (piece){source->text, length},
                        "write KEY=from:to:step or KEY=a,b,c, such as participation.JP=0%:100%:10%",
                        key.length ? "the lever has no values" : "the lever has no key");
    made.key = sol_arena_copy(arena, key.text, key.length);
    if (!read_values(&r, values))
        return false;
    *lever = made;
    return true;
}

/* Spans that are written in other units than months or days are in order if each is longer by the days it has. */
static double days_of(sol_span span)
{
    return span.months * SOL_DAYS_PER_YEAR / 12 + span.days;
}

bool sol_delay_parse(sol_arena *arena, const char *text, sol_diagnostics *diagnostics, sol_lever *range)
{
    SOL_ENTRY(false);
    static const char way_out[] = "write spans that rise, such as 0mo:24mo:6mo or 0mo,6mo,1y";
    size_t length = strlen(text);
    sol_source *source = SOL_TAKE(arena, 1, sol_source);
    *source = (sol_source){.name = "--delay", .text = sol_arena_copy(arena, text, length), .length = length};
    sol_lever made = {.key = "delay"};
    reading r = {arena, source, diagnostics, &made};
    piece all = trimmed(source->text, length);
    if (!all.length)
        return complain(&r, (piece){source->text, length}, way_out, "no delay is given");
    if (!read_values(&r, all))
        return false;
    double last = -1;
    for (size_t i = 0; i < made.count; i++) {
        sol_span span;
        if (!lever_span_read(made.value[i], strlen(made.value[i]), &span))
            return complain(&r, all, way_out, sol_arena_print(arena, "`%.40s` is not a span", made.value[i]));
        if (days_of(span) <= last)
            return complain(&r, all, way_out, "the delays do not rise");
        last = days_of(span);
    }
    *range = made;
    return true;
}
