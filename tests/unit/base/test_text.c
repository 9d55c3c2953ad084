#include "base/text.h"

#include <criterion/criterion.h>
#include <string.h>

Test(text, a_buffer_grows_and_stays_terminated)
{
    sol_arena *arena = sol_arena_new();
    text_buffer buffer = {.arena = arena};
    cr_assert_str_eq(text_of(&buffer), "");
    for (int i = 0; i < 1000; i++) {
        text_print(&buffer, "%d,", i);
        cr_assert_eq(strlen(buffer.data), buffer.length, "after %d", i);
        cr_assert_lt(buffer.length, buffer.room);
    }
    cr_assert_eq(buffer.length, 10 * 2 + 90 * 3 + 900 * 4);
    cr_assert_str_eq(buffer.data + buffer.length - 8, "998,999,");
    text_append_bytes(&buffer, "ab\0c", 4);
    cr_assert_eq(memcmp(buffer.data + buffer.length - 4, "ab\0c", 5), 0);
    text_buffer empty = {.arena = arena};
    text_append(&empty, "");
    cr_assert_str_eq(empty.data, "");
    sol_arena_free(arena);
}

Test(text, widths_are_cells_of_a_terminal)
{
    static const struct {
        const char *text;
        size_t width;
    } rows[] = {
        {"", 0},
        {"won", 3},
        {"일본 기업", 9},
        {"新日鐵住金", 10},
        {"ｱｲ", 2},
        {"e\xcc\x81", 1},                            /* combining acute */
        {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 2}, /* 한 in conjoining jamo */
        {"a\xff"
         "b",
         3},
        {"±1", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_width(rows[i].text), rows[i].width, "'%s': %zu", rows[i].text, text_width(rows[i].text));
}

Test(text, padding_counts_cells)
{
    sol_arena *arena = sol_arena_new();
    text_buffer buffer = {.arena = arena};
    text_pad(&buffer, "한국", 6, false);
    text_pad(&buffer, "日", 4, true);
    text_pad(&buffer, "longer", 3, true);
    text_pad(&buffer, "", 2, false);
    cr_assert_str_eq(buffer.data, "한국    日longer  ");
    sol_arena_free(arena);
}

Test(text, a_name_that_reads_as_several_is_quoted)
{
    sol_arena *arena = sol_arena_new();
    cr_expect_str_eq(text_one_name(arena, "A, departure"), "\"A, departure\"");
    cr_expect_str_eq(text_one_name(arena, "ships and men"), "\"ships and men\"");
    cr_expect_str_eq(text_one_name(arena, "Plaintiffs"), "Plaintiffs");
    sol_arena_free(arena);
}

Test(text, a_cut_stands_between_two_characters)
{
    static const struct {
        const char *text;
        size_t length, most, whole;
    } rows[] = {
        {"", 0, 5, 0},
        {"abc", 3, 2, 2},
        {"abc", 3, 3, 3},
        {"\xea\xb8\xb4\xea\xb8\xb4", 6, 6, 6},
        {"\xea\xb8\xb4\xea\xb8\xb4", 6, 5, 3},
        {"\xea\xb8\xb4\xea\xb8\xb4", 6, 4, 3},
        {"\xea\xb8\xb4\xea\xb8\xb4", 6, 3, 3},
        {"\xea\xb8\xb4\xea\xb8\xb4", 6, 2, 0},
        {"a\xf0\x9f\x98\x80", 5, 4, 1},
        {"\x80\x80\x80\x80\x80\x80\x80", 7, 6, 6}, /* no UTF-8: anywhere */
        {"\x80\x80\x80", 3, 1, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(text_whole(rows[i].text, rows[i].length, rows[i].most), rows[i].whole, "row %zu: %zu", i,
                     text_whole(rows[i].text, rows[i].length, rows[i].most));
}

Test(text, what_a_cut_left_of_a_character_is_taken_out)
{
    static const struct {
        const char *text, *mended;
    } rows[] = {
        {"`\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8` is one",
         "`\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4\xea\xb8\xb4` is one"},
        {"cut where the room for it ends: \xf0\x9f\x98", "cut where the room for it ends: "},
        {"'this one is whole \xea\xb8\xb4' and `\xea\xb8\xb4`", "'this one is whole \xea\xb8\xb4' and `\xea\xb8\xb4`"},
        {"cannot read 'caf\xe9'", "cannot read 'caf\xe9'"}, /* a name that is no UTF-8 */
        {"cannot read 'a long name of caf\xe9s'", "cannot read 'a long name of caf\xe9s'"},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[128];
        strcpy(text, rows[i].text);
        text_mend_cuts(text);
        cr_expect_str_eq(text, rows[i].mended, "row %zu: %s", i, text);
    }
}
