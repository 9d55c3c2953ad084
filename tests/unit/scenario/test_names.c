#include "scenario/text/names.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static sol_arena *arena;

static void begin(void)
{
    arena = sol_arena_new();
}

static void end(void)
{
    sol_arena_free(arena);
}

TestSuite(names, .init = begin, .fini = end);

/* In any order, plain ones before and behind: found as they are read, shown as they were first written. */
Test(names, one_name_is_found_however_it_is_written)
{
    static const struct {
        const char *text;
        int index;
        const char *shown;
    } rows[] = {{"POSCO", 0, "POSCO"},
                {"ＰＯＳＣＯ", 0, "POSCO"},
                {" 新日鐵　住金", 1, "新日鐵　住金"},
                {"新日鐵 住金", 1, "新日鐵　住金"},
                {"Posco", 2, "Posco"},
                {"\xe1\x84\x91\xe1\x85\xb5", 3, "피"},
                {"피", 3, "피"},
                {"Nippon  Steel", 4, "Nippon  Steel"},
                {"Nippon Steel", 4, "Nippon  Steel"},
                {"\xe3\x80\x80", 5, "\xe3\x80\x80"},
                {"A1", 6, "A1"},
                {"Ａ１", 6, "A1"}};
    name_table table = {.arena = arena};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool is_new;
        size_t before = table.count;
        int index = names_add_bytes(&table, rows[i].text, strlen(rows[i].text), &is_new);
        cr_expect_eq(index, rows[i].index, "'%s': %d", rows[i].text, index);
        cr_expect_eq(is_new, table.count > before);
        cr_expect_str_eq(table.name[index], rows[i].shown);
    }
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(names_find(&table, rows[i].text), rows[i].index, "'%s'", rows[i].text);
    cr_expect_eq(names_find(&table, "posco"), -1);
    name_table exact = {.arena = arena, .is_exact = true};
    cr_expect_neq(names_add(&exact, "A1"), names_add(&exact, "Ａ１"));
}

/* Among hundreds of thousands, half of them in another width, each is the one that was added. */
Test(names, many_names_keep_their_places)
{
    enum { MANY = 200000 };
    name_table table = {.arena = arena};
    char text[32];
    for (int i = 0; i < MANY; i++) {
        snprintf(text, sizeof text, i % 2 ? "Ｂ%d" : "A%d", i);
        cr_assert_eq(names_add(&table, text), i);
    }
    for (int i = 0; i < MANY; i += 7) {
        snprintf(text, sizeof text, i % 2 ? "B%d " : "Ａ%d", i);
        cr_assert_eq(names_find(&table, text), i, "%s", text);
    }
}

Test(names, names_longer_than_usual_are_names_too)
{
    char one[2000] = "", other[2000] = "";
    for (int i = 0; i < 300; i++) {
        strcat(one, "가");
        strcat(other, "\xe1\x84\x80\xe1\x85\xa1");
    }
    name_table table = {.arena = arena};
    cr_expect_eq(names_add(&table, other), 0);
    cr_expect_eq(names_find(&table, one), 0);
    cr_expect_str_eq(table.name[0], one);
    cr_expect(names_same(one, other));
    cr_expect_str_eq(names_shown(arena, other), one);
}

Test(names, those_that_can_be_taken_for_another_are_told)
{
    name_table looks = {.arena = arena};
    cr_expect_null(names_alike(&looks, "POSCO"));
    cr_expect_null(names_alike(&looks, "POSCO"), "the same name again is no other");
    cr_expect_str_eq(names_alike(&looks, "Posco"), "POSCO");
    cr_expect_str_eq(names_alike(&looks, "ＰＯＳＣＯ"), "POSCO");
    cr_expect_str_eq(names_alike(&looks, "РОSСО"), "POSCO"); /* four letters are Cyrillic */
    cr_expect_null(names_alike(&looks, "POSCO E&C"));
    cr_expect_null(names_alike(&looks, "포스코"));
    cr_expect_str_eq(names_alike(&looks, "포스코 "), "포스코");
}
