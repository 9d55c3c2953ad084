#include "base/visible.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>
#include <uniwidth.h>

static sol_arena *arena;

static void begin(void)
{
    arena = sol_arena_new();
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(visible, .init = begin, .fini = end);

Test(visible, what_nobody_sees_or_acts_on_others_is_marked)
{
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"", ""},
        {"plain, 한국 三菱 é — “quoted” ñ", "plain, 한국 三菱 é — “quoted” ñ"},
        {"one\ntwo\tthree", "one\ntwo\tthree"},
        {"one\r\ntwo", "one\ntwo"},
        {"good\rbad", "good<U+000D>bad"},
        {"\x1b[31mred\x1b]0;title\x07", "<U+001B>[31mred<U+001B>]0;title<U+0007>"},
        {"\x7f\xC2\x9B"
         "31m\xC2\x85",
         "<U+007F><U+009B>31m<U+0085>"},
        {"\x9B"
         "31m\xFF",
         "<0x9B>31m<0xFF>"},
        {"cut \xED\x95", "cut <0xED><0x95>"},
        {"a\u202Eb\u202C \u2066c\u2069 \u200Ed\u200F \u061C",
         "a<U+202E>b<U+202C> <U+2066>c<U+2069> <U+200E>d<U+200F> <U+061C>"},
        {"zero\u200B\u200C\u200D\u2060\uFEFFwidth", "zero<U+200B><U+200C><U+200D><U+2060><U+FEFF>width"},
        {"soft\u00ADhyphen \u034F \u180E \u2028 \u2029", "soft<U+00AD>hyphen <U+034F> <U+180E> <U+2028> <U+2029>"},
        {"fillers \u115F\u1160\u3164\uFFA0\u2800", "fillers <U+115F><U+1160><U+3164><U+FFA0><U+2800>"},
        {"tags \U000E0001\U000E0041\U000E007F", "tags <U+E0001><U+E0041><U+E007F>"},
        {"葛\U000E0100城 A\U000E0100 A\uFE0F",
         "葛\U000E0100城 A<U+E0100> A<U+FE0F>"}, /* a form of an ideograph is seen */
        {"葛\U000E0100\U000E0101", "葛\U000E0100<U+E0101>"},
        {"no character \uFFFE \uFDD0", "no character <U+FFFE> <U+FDD0>"},
        {"blanks \u00A0 \u3000 \u2003 stay", "blanks \u00A0 \u3000 \u2003 stay"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *shown = visible_text(arena, rows[i].text);
        cr_expect_str_eq(shown, rows[i].shown, "row %zu: %s", i, shown);
        cr_expect_str_eq(visible_text(arena, shown), shown, "row %zu: marks are plain", i);
    }
    const char *plain = "한국";
    cr_expect_eq(visible_text(arena, plain), plain, "what needs nothing is not copied");
}

/* By another route: whatever has no cell of its own on a terminal is a mark, or combines with what stands before it. */
Test(visible, no_character_of_all_is_shown_that_takes_no_room_but_what_combines)
{
    for (ucs4_t c = 1; c < 0x110000; c++) {
        bool combines = uc_is_general_category(c, UC_CATEGORY_Mn) || uc_is_general_category(c, UC_CATEGORY_Me);
        bool is_jamo = (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF); /* joins the one before it */
        bool has_no_room = uc_width(c, "UTF-8") <= 0 && !combines && !is_jamo && c != '\n' && c != '\t';
        cr_assert(!has_no_room || (c >= 0xD800 && c < 0xE000) || visible_is_marked(c, 0), "U+%04X", (unsigned)c);
        cr_assert(!uc_is_property_bidi_control(c) || visible_is_marked(c, 0), "U+%04X", (unsigned)c);
        bool is_letter = uc_is_general_category(c, UC_CATEGORY_L) && !uc_is_property_default_ignorable_code_point(c);
        cr_assert(!is_letter || !visible_is_marked(c, 0), "U+%04X", (unsigned)c);
    }
}

Test(visible, formulas_are_known_by_their_first_sign)
{
    static const struct {
        const char *text;
        bool is_formula;
    } rows[] = {{"", false},         {"plain", false},  {"=1+1", true},    {"@SUM(A1)", true}, {"+82 2 555", true},
                {"-2+3+cmd|", true}, {"-17", false},    {"+3%", false},    {"-0.5%/y", false}, {"-", true},
                {"\t=1", true},      {"\n=1", true},    {"\r=1", true},    {"'=1", false},     {"\uFF1D1", true},
                {"\uFF0B1", true},   {"\uFF0D1", true}, {"\uFF20A", true}, {" =1", false},     {"−1", false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(visible_is_formula(rows[i].text), rows[i].is_formula, "row %zu: %s", i, rows[i].text);
}
