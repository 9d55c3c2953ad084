#include "scenario/tables/csv_habits.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { NONE, DAY_FIRST, MONTH_FIRST, COMMA_DECIMALS, POINT_DECIMALS };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 13/05/1932: two numbers of two digits before the year. Gives whether it is of that form. */
static bool take_days(const csv_field *field, int *first, int *second, int *year)
{
    const char *text = field->text;
    size_t at = 0, length = field->length;
    int number[3] = {0, 0, 0};
    if (length < 8 || length > 14 || (is_digit(text[2]) && is_digit(text[3])))
        return false;
    for (int i = 0; i < 3; i++) {
        size_t begin = at;
        while (at < length && is_digit(text[at]) && at - begin < 4)
            number[i] = number[i] * 10 + (text[at++] - '0');
        if (at == begin || (i < 2 ? at - begin > 2 : at - begin != 4))
            return false;
        size_t marks = 0;
        for (; at < length && strchr("./- ", text[at]); at++)
            marks += text[at] != ' ';
        if (marks != (i < 2) && !(i == 2 && marks == 1)) /* a point may end the year too */
            return false;
    }
    *first = number[0];
    *second = number[1];
    *year = number[2];
    return at == length;
}

static int order_of_days(const csv_field *field)
{
    int first, second, year;
    if (!take_days(field, &first, &second, &year))
        return NONE;
    if (first > 12)
        return second <= 12 ? DAY_FIRST : NONE;
    return second > 12 ? MONTH_FIRST : NONE;
}

/* What comma and point are in the first number of an amount: `1,500` has groups of thousands, as it is read; `1.500` may be either. */
static int marks_of_number(const csv_field *field)
{
    size_t at = 0, commas = 0, points = 0, last = 0;
    while (at < field->length && !is_digit(field->text[at]))
        at++;
    size_t begin = at;
    for (; at < field->length; at++) {
        char c = field->text[at];
        if (c != ',' && c != '.' && !is_digit(c))
            break;
        commas += c == ',';
        points += c == '.';
        last = is_digit(c) ? last : at;
    }
    if (commas + points == 0)
        return NONE;
    if (commas && points)
        return field->text[last] == ',' ? COMMA_DECIMALS : POINT_DECIMALS;
    bool may_be_group = at - last == 4 && last - begin <= 3 && field->text[begin] != '0';
    if (points)
        return points > 1 ? COMMA_DECIMALS : may_be_group ? NONE : POINT_DECIMALS;
    return commas > 1 || may_be_group ? POINT_DECIMALS : COMMA_DECIMALS;
}

static int habit_of(const csv_field *field, csv_holds holds)
{
    if (field->is_exact) /* a number of a sheet says nothing of how people write */
        return NONE;
    return holds == CSV_DATE ? order_of_days(field) : holds == CSV_AMOUNT ? marks_of_number(field) : NONE;
}

static const char *row_word(const csv_reader *csv)
{
    return csv->source->source.sheet ? "row" : "line";
}

bool csv_habit_keeps(csv_habit *habit, const csv_reader *csv, const csv_field *field, csv_holds holds,
                     sol_quantity_fault *fault)
{
    static const struct {
        const char *here, *hint;
    } said[] = {
        [DAY_FIRST] = {"the day stands first here, but second", "write year, month and day such as `1932-05-13`"},
        [MONTH_FIRST] = {"the day stands second here, but first", "write year, month and day such as `1932-05-13`"},
        [COMMA_DECIMALS] = {"the decimal mark is the comma here, but the point",
                            "write all amounts in one way, such as `1234.56`"},
        [POINT_DECIMALS] = {"the decimal mark is the point here, but the comma",
                            "write all amounts in one way, such as `1234.56`"},
    };
    int own = habit_of(field, holds);
    if (own == NONE || own == habit->is)
        return true;
    if (habit->is != NONE)
        return csv_fault(fault, field, said[own].hint, "%s in %s %u (`%.20s`)", said[own].here, row_word(csv),
                         habit->row, habit->text);
    habit->is = own;
    habit->row = source_place(csv->source, field->from, field->to).line;
    snprintf(habit->text, sizeof habit->text, "%.*s",
             (int)text_whole(field->text, field->length, sizeof habit->text - 1), field->text);
    return true;
}

void csv_habit_tell(const csv_habit *habit, const csv_reader *csv, const csv_field *field, csv_holds holds,
                    sol_quantity_fault *fault)
{
    int first, second, year;
    if (holds != CSV_DATE || habit->is == NONE || !take_days(field, &first, &second, &year) || first > 12 ||
        second > 12)
        return;
    bool is_day_first = habit->is == DAY_FIRST;
    snprintf(fault->hint, sizeof fault->hint, "write `%04d-%02d-%02d` if it is written as %s %u is (`%.20s`)", year,
             is_day_first ? second : first, is_day_first ? first : second, row_word(csv), habit->row, habit->text);
}
