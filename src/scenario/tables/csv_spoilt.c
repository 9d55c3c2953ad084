#include "scenario/tables/csv_spoilt.h"

#include <string.h>

enum { SPOILT_MOST = 24 };

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

/* 1.23457E+11 */
static bool is_rounded(const char *text)
{
    size_t at = digits_at(text);
    if (at != 1)
        return false;
    if (text[at] == '.' || text[at] == ',')
        at += 1 + digits_at(text + at + 1);
    if (text[at] != 'E' || text[at + 1] != '+')
        return false;
    size_t power = digits_at(text + at + 2);
    return power > 0 && !text[at + 2 + power];
}

/* ####, #N/A, #REF! */
static bool is_error(const char *text)
{
    static const char *const errors[] = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"};
    size_t signs = strspn(text, "#");
    bool is_one = signs > 1 && !text[signs];
    for (size_t i = 0; i < sizeof errors / sizeof *errors && !is_one; i++)
        is_one = strcmp(text, errors[i]) == 0;
    return is_one;
}

/* 1-Feb, Feb-01 */
static bool is_day(const char *text)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char month[4] = "";
    size_t digits = digits_at(text), length = strlen(text);
    bool is_first = digits > 0 && digits <= 2 && text[digits] == '-' && length == digits + 4;
    bool is_last = length >= 5 && length <= 6 && text[3] == '-' && digits_at(text + 4) == length - 4;
    if (!is_first && !is_last)
        return false;
    memcpy(month, is_first ? text + digits + 1 : text, 3);
    const char *at = strstr(months, month);
    return at && (at - months) % 3 == 0;
}

bool csv_text_is_sound(const csv_field *field, sol_quantity_fault *fault)
{
    static const struct {
        bool (*is)(const char *text);
        const char *message;
    } spoilt[] = {
        {is_rounded, "a spreadsheet rounded this number, and its other digits are lost"},
        {is_error, "a spreadsheet shows here that it has no value, or no room for it"},
        {is_day, "a spreadsheet made a day of this"},
    };
    const char first = field->text[0]; /* most texts need no look */
    bool may_be_ditto = field->length <= SPOILT_MOST && ((first & 0x80) || strchr("\"'dDiIsS", first));
    if (may_be_ditto && csv_says(field, "ditto"))
        return csv_fault(fault, field, "write what stands there", "this stands for what is in a row above");
    if (first & 0x80)
        return true;
    char text[SPOILT_MOST + 1] = "";
    memcpy(text, field->text, field->length <= SPOILT_MOST ? field->length : 0);
    for (size_t i = 0; i < sizeof spoilt / sizeof *spoilt; i++)
        if (spoilt[i].is(text))
            return csv_fault(fault, field, "give the column the format of text, and enter it anew", "%s",
                             spoilt[i].message);
    return true;
}
