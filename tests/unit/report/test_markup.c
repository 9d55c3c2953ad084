#include "report/document/markup.h"

#include <criterion/criterion.h>
#include <string.h>

Test(markup, a_text_is_never_markup)
{
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"", ""},
        {"a < b & c > \"d\" 'e'", "a &lt; b &amp; c &gt; &quot;d&quot; &#39;e&#39;"},
        {"one\r\ntwo\tthree\r", "one two three&lt;U+000D&gt;"},
        {"\x01\x7f\xC2\x85", "&lt;U+0001&gt;&lt;U+007F&gt;&lt;U+0085&gt;"},
        {"\xFFtail", "&lt;0xFF&gt;tail"},
        {"한국 三菱 é", "한국 三菱 é"},
        {"a\xE2\x80\xAE"
         "b",
         "a&lt;U+202E&gt;b"}, /* right-to-left override */
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        text_buffer buffer = {.arena = arena};
        markup_text(&buffer, rows[i].text);
        cr_assert_str_eq(buffer.data, rows[i].shown, "row %zu: %s", i, buffer.data);
    }
    sol_arena_free(arena);
}

Test(markup, a_line_is_cut_to_its_cells)
{
    static const struct {
        const char *text;
        size_t cells;
        const char *line;
    } rows[] = {{"plain", 5, "plain"},  {"plainer", 5, "plai…"}, {"한국어", 6, "한국어"},
                {"한국어", 5, "한국…"}, {"a\nb", 9, "a b"},      {"abc", 0, ""}};
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *line = markup_line(arena, rows[i].text, rows[i].cells);
        cr_assert_str_eq(line, rows[i].line, "row %zu: %s", i, line);
        cr_assert_leq(text_width(line), rows[i].cells, "row %zu", i);
    }
    sol_arena_free(arena);
}
