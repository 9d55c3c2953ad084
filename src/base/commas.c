#include "base/commas.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

enum { GROUP = 3 };

/* An item of a list: digits at its beginning, and what follows them. */
typedef struct item {
    size_t from, to;      /* blanks around it taken off */
    size_t begin;         /* behind a sign */
    size_t digits;        /* how many it begins with */
    bool is_bare;         /* there is nothing else */
    bool is_behind_blank; /* of the comma before it */
} item;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

size_t commas_next(const char *text, size_t length, size_t at)
{
    int depth = 0;
    bool is_quoted = false;
    for (; at < length; at++) {
        is_quoted ^= text[at] == '"';
        depth += !is_quoted && (text[at] == '{' || text[at] == '[');
        if (!is_quoted && depth == 0 && text[at] == ',')
            return at;
        depth -= !is_quoted && depth > 0 && (text[at] == '}' || text[at] == ']');
    }
    return length;
}

static item item_at(const char *text, size_t length, size_t at)
{
    item one = {.from = at, .to = commas_next(text, length, at)};
    while (one.from < one.to && text[one.from] == ' ')
        one.from++;
    while (one.to > one.from && text[one.to - 1] == ' ')
        one.to--;
    one.is_behind_blank = one.from > at;
    one.begin = one.from + (one.from < one.to && text[one.from] == '-');
    while (one.begin + one.digits < one.to && is_digit(text[one.begin + one.digits]))
        one.digits++;
    one.is_bare = one.digits > 0 && one.begin + one.digits == one.to;
    return one;
}

/* Whether a number that goes on behind a point has its unit, if any, behind that. */
static bool has_unit(const char *text, const item *one)
{
    size_t at = one->begin + one->digits;
    if (at < one->to && text[at] == '.')
        for (at++; at < one->to && is_digit(text[at]);)
            at++;
    return one->digits > 0 && at < one->to;
}

typedef enum joint { JOINT_NONE, JOINT_LIST, JOINT_DOUBTFUL } joint;

/* 00 and 000: zeros by themselves, which no list has. */
static bool is_zeros(const char *text, const item *one)
{
    size_t zeros = 0;
    while (zeros < one->digits && text[one->begin + zeros] == '0')
        zeros++;
    return one->is_bare && one->digits > 1 && zeros == one->digits;
}

static bool is_nought(const char *text, const item *one)
{
    return one->is_bare && one->digits == 1 && text[one->begin] == '0';
}

/* Three digits behind at most three are a group of a number: 1,500, but not 0,500. */
static bool is_group(const char *text, const item *a, const item *b)
{
    return a->digits <= GROUP && b->digits == GROUP && !is_nought(text, a);
}

/* What the comma between two items may be beside the mark of a list. */
static joint joint_of(const char *text, const item *a, const item *b, bool is_whole_list)
{
    bool is_padded = b->digits > 1 && text[b->from] == '0';
    if (a->digits == 0 || b->digits == 0 || b->begin > b->from)
        return JOINT_NONE;
    if (is_zeros(text, b) || (a->is_bare && is_padded))
        return JOINT_DOUBTFUL;
    if (!a->is_bare || b->is_behind_blank || a->to + 1 != b->from)
        return JOINT_NONE;
    if (has_unit(text, b) && text[b->from + b->digits] != '-')
        return JOINT_DOUBTFUL;
    if (is_whole_list && b->is_bare)
        return is_nought(text, a) ? JOINT_DOUBTFUL : JOINT_LIST;
    return a->digits <= GROUP && b->digits == GROUP ? JOINT_LIST : JOINT_NONE;
}

static double number_of(const char *text, const item *one)
{
    double number = 0;
    for (size_t i = 0; i < one->digits; i++)
        number = number * 10 + (text[one->begin + i] - '0');
    return number;
}

/* Both readings of a stretch as it grows. */
typedef struct readings {
    const char *text;
    text_buffer numbers, list;
    double least;
    bool is_padded_before; /* the item before began with a zero: a number of groups may end there */
} readings;

static void add_first(readings *r, const item *one)
{
    text_append_bytes(&r->numbers, r->text + one->from, one->to - one->from);
    text_append_bytes(&r->list, r->text + one->from, one->to - one->from);
}

/* The digits of an item behind those of the one before: `300m` and `000` are 300_000m, and behind a point they say nothing. */
static void join_number(readings *r, const item *last, const item *one, const char *mark)
{
    size_t digits_end = last->begin + last->digits, unit = last->to - digits_end;
    if (unit > 0 && r->text[digits_end] == '.')
        return;
    r->numbers.length -= unit;
    text_append(&r->numbers, mark);
    text_append_bytes(&r->numbers, r->text + one->from, one->to - one->from);
    text_append_bytes(&r->numbers, r->text + digits_end, unit);
}

static void add_to_list(readings *r, const item *one)
{
    size_t zeros = 0;
    while (zeros + 1 < one->digits && r->text[one->from + zeros] == '0')
        zeros++;
    text_append(&r->list, ", ");
    text_append_bytes(&r->list, r->text + one->from + zeros, one->to - one->from - zeros);
}

static void add_next(readings *r, const item *last, const item *one)
{
    bool continues = is_group(r->text, last, one), is_padded = r->text[one->from] == '0';
    bool begins_anew = continues && r->is_padded_before && !is_padded;
    join_number(r, last, one, begins_anew ? "," : continues ? "_" : ".");
    add_to_list(r, one);
    if (last->is_bare && continues && !begins_anew && !r->is_padded_before)
        r->least = fmin(r->least, number_of(r->text, last) * 1000 + number_of(r->text, one));
    r->is_padded_before = is_padded;
}

/* Takes the stretch that begins with a doubtful comma to its end. */
static void take_stretch(readings *r, size_t length, item a, item b, commas_doubt *doubt)
{
    bool is_whole = doubt->from == a.from && a.from == 0 && commas_next(r->text, length, b.to) == length;
    joint here = joint_of(r->text, &a, &b, is_whole);
    add_first(r, &a);
    while (here != JOINT_NONE) {
        bool may_go_on = a.digits <= GROUP && b.digits == GROUP;
        doubt->may_be_list &= here == JOINT_LIST;
        add_next(r, &a, &b);
        doubt->to = b.to;
        a = b;
        size_t comma = commas_next(r->text, length, b.to);
        if (comma == length || !may_go_on)
            break;
        b = item_at(r->text, length, comma + 1);
        here = joint_of(r->text, &a, &b, false);
    }
}

/* Whether a list is one of decimals alone, two items each: it has 0 twice before decimals, or blanks between its pairs and only there. */
static bool are_decimals(const char *text, size_t length)
{
    size_t count = 0, noughts = 0, blanks = 0;
    item last = {0};
    for (size_t at = 0; at < length; at = last.to < length ? commas_next(text, length, last.to) + 1 : length, count++) {
        item one = item_at(text, length, at);
        bool is_second = count % 2 == 1;
        if (!one.is_bare || (is_second && (one.is_behind_blank || one.begin > one.from || is_group(text, &last, &one))))
            return false;
        noughts += !is_second && is_nought(text, &one);
        blanks += !is_second && count > 0 && one.is_behind_blank;
        last = one;
    }
    return count > 2 && count % 2 == 0 && (noughts > 1 || blanks == count / 2 - 1);
}

static void take_decimals(readings *r, size_t length)
{
    item last = item_at(r->text, length, 0);
    add_first(r, &last);
    bool is_second = true;
    for (size_t comma = commas_next(r->text, length, 0); comma < length; is_second = !is_second) {
        item one = item_at(r->text, length, comma + 1);
        join_number(r, &last, &one, is_second ? "." : ",");
        add_to_list(r, &one);
        last = one;
        comma = commas_next(r->text, length, comma + 1);
    }
}

bool commas_find_doubt(sol_arena *arena, const char *text, size_t length, size_t from, commas_doubt *doubt)
{
    if (from == 0 && are_decimals(text, length)) {
        readings r = {text, {.arena = arena}, {.arena = arena}, INFINITY, false};
        take_decimals(&r, length);
        *doubt = (commas_doubt){0, length, length, false, INFINITY, text_of(&r.numbers), text_of(&r.list)};
        return true;
    }
    item a = item_at(text, length, from);
    for (size_t comma = commas_next(text, length, from); comma < length;) {
        item b = item_at(text, length, comma + 1);
        comma = commas_next(text, length, comma + 1);
        bool is_whole = a.from == 0 && comma == length;
        if (joint_of(text, &a, &b, is_whole) != JOINT_NONE) {
            readings r = {text, {.arena = arena}, {.arena = arena}, INFINITY, false};
            *doubt = (commas_doubt){.from = a.from, .may_be_list = true};
            take_stretch(&r, length, a, b, doubt);
            doubt->least = r.least;
            doubt->numbers = text_of(&r.numbers);
            doubt->list = text_of(&r.list);
            size_t next = commas_next(text, length, doubt->to);
            doubt->next = next < length ? next + 1 : length;
            return true;
        }
        a = b;
    }
    return false;
}

const char *commas_numbers(sol_arena *arena, const char *text, size_t length)
{
    readings r = {text, {.arena = arena}, {.arena = arena}, INFINITY, false};
    item last = item_at(text, length, 0);
    add_first(&r, &last);
    for (size_t comma = commas_next(text, length, 0); comma < length; comma = commas_next(text, length, comma + 1)) {
        item one = item_at(text, length, comma + 1);
        add_next(&r, &last, &one);
        last = one;
    }
    return text_of(&r.numbers);
}

const char *commas_message(sol_arena *arena, const char *text, const commas_doubt *doubt)
{
    return sol_arena_print(arena, "`%.*s` may be read in two ways: its comma may stand in a number or between two",
                           (int)(doubt->to - doubt->from), text + doubt->from);
}

const char *commas_hint(sol_arena *arena, const commas_doubt *doubt)
{
    return sol_arena_print(arena, "write `%s`, or with a blank behind the comma `%s`", doubt->numbers, doubt->list);
}
