/* The codes of number formats, `[$₩-412]#,##0;[Red]\-#,##0`, taken apart: ECMA-376 part 1, 18.8.31. */
#ifndef SOL_SCENARIO_FORMAT_CODE_H
#define SOL_SCENARIO_FORMAT_CODE_H

#include <stdbool.h>
#include <stddef.h>

typedef enum format_kind {
    FORMAT_END,
    FORMAT_NOTHING, /* a colour, room, a language */
    FORMAT_LITERAL,
    FORMAT_CURRENCY, /* a literal too */
    FORMAT_DIGIT,
    FORMAT_POINT,
    FORMAT_COMMA,
    FORMAT_PERCENT,
    FORMAT_GENERAL, /* a number as it is */
    FORMAT_ODD,     /* of a fraction or a power of ten */
    FORMAT_DATE,
    FORMAT_TEXT, /* where the text stands */
    FORMAT_CONDITION,
    FORMAT_SECTION /* `;` */
} format_kind;

typedef struct format_token {
    format_kind kind;
    const char *text; /* of a literal, without its quotes; of a condition, without its brackets */
    size_t length;
} format_token;

/** The token at a place; gives where the next one begins. */
const char *format_next(const char *at, const char *end, format_token *token);

enum { FORMAT_SECTIONS = 8 };

/** What one section shows. */
typedef struct format_section {
    const char *from, *end;
    const char *condition; /* behind its bracket, as `<=100]`; NULL: none */
    size_t holders;        /* places of digits before the point */
    unsigned digits;       /* that are shown at least */
    int percents, thousands;
    bool is_general, is_odd, is_date;
    bool is_of_text;
    bool says_words, says_currency; /* literals that are more than a sign */
    bool says_below;                /* a sign of a number below zero */
} format_section;

typedef struct format_sections {
    format_section of[FORMAT_SECTIONS];
    size_t count;        /* of numbers */
    format_section text; /* of texts, where `from` is not NULL */
} format_sections;

void format_split(const char *code, format_sections *sections);

/** The section that shows a number; NULL: none, it is shown as it is. */
const format_section *format_choose(const format_sections *sections, double value);

/** Whether a literal holds a sign of a number below zero. */
bool format_is_below(const format_token *token);

/** Whether a literal is only the sign of a number below zero, or room. */
bool format_is_sign(const format_token *token);

#endif
