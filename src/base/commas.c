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

/* What the comma between two items may be beside the mark of a list. */
static joint joint_of(const char *text, const item *a, const item *b, bool is_whole_list)
{
    bool is_padded = b->digits > 1 && text[b->from] == '0';
    if (!a->is_bare || b->digits == 0 || b->begin > b->from)
        return JOINT_NONE;
    if (is_padded)
        return JOINT_DOUBTFUL;
    if (b->is_behind_blank || a->to + 1 != b->from)
        return JOINT_NONE;
    if (has_unit(text, b) && text[b->from + b->digits] != '-')
        return JOINT_DOUBTFUL;
    if (is_whole_list && a->digits == 1 && text[a->begin] == '0' && b->is_bare)
        return JOINT_DOUBTFUL;
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

static void add_next(readings *r, const item *last, const item *one)
{
    bool is_group = last->digits <= GROUP && one->digits == GROUP, is_padded = r->text[one->from] == '0';
    bool begins_anew = is_group && r->is_padded_before && !is_padded;
    text_append(&r->numbers, begins_anew ? "," : is_group ? "_" : ".");
    text_append_bytes(&r->numbers, r->text + one->from, one->to - one->from);
    size_t zeros = 0;
    while (zeros + 1 < one->digits && r->text[one->from + zeros] == '0')
        zeros++;
    text_append(&r->list, ", ");
    text_append_bytes(&r->list, r->text + one->from + zeros, one->to - one->from - zeros);
    if (is_group && !begins_anew && !r->is_padded_before)
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
        bool is_group = a.digits <= GROUP && b.digits == GROUP;
        doubt->may_be_list &= here == JOINT_LIST;
        add_next(r, &a, &b);
        doubt->to = b.to;
        a = b;
        size_t comma = commas_next(r->text, length, b.to);
        if (comma == length || !is_group)
            break;
        b = item_at(r->text, length, comma + 1);
        here = joint_of(r->text, &a, &b, false);
    }
}

bool commas_find_doubt(sol_arena *arena, const char *text, size_t length, size_t from, commas_doubt *doubt)
{
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
