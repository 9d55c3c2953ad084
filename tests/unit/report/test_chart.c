#include "report/sample_charts.h"

#include "base/text.h"
#include "report/charts/chart_frame.h"
#include "report/document/markup.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Texts that would do something if any of them were read as a command, a format or markup. */
static const char *const hostile[] = {
    "it's \"quoted\" and 'quoted'",
    "`touch solatium-was-here`",
    "\"; system(\"touch solatium-was-here\"); \"",
    "'; system('touch solatium-was-here'); '",
    "x\"\nsystem \"touch solatium-was-here\"\nset title \"",
    "x'\n!touch solatium-was-here\n'",
    "EOD\nsystem('touch solatium-was-here')\n$d0 << EOD",
    "@macro $d0 $1 %s %n %d %1$n %% 100%",
    "a_b^c {/=20 big} {/Symbol a} &{x} ~a{.8-} \\u00e9 \\n \\\\ \\",
    "</text><script>alert(1)</script><text>",
    "\" onload=\"alert(1)\" x=\"",
    "]]> <!-- --> <![CDATA[ &amp; &lt; &#0; [[0]] [[99999]] [[",
    "\x01\x02\x1b[31m\x7f\xff\xfe\xc0\x80 tail",
    "원고 대표 김철수 – 三菱重工業株式会社 \xF0\x9F\x98\x80",
    "",
};

static bool has_gnuplot(void)
{
    return system("command -v gnuplot >/dev/null 2>&1") == 0;
}

/* Whether a text is an element of balanced tags, of names that a picture needs, without a handler or a reference outwards. */
static bool is_tame(const char *svg)
{
    static const char *const names[] = {"svg",   "title", "desc",    "g",        "path",  "text",
                                        "tspan", "rect",  "polygon", "polyline", "circle"};
    int depth = 0;
    for (const char *c = strchr(svg, '<'); c; c = strchr(c + 1, '<')) {
        bool is_end = c[1] == '/', is_known = false;
        const char *name = c + 1 + is_end, *close = strchr(c, '>');
        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
            size_t length = strlen(names[i]);
            is_known |= strncmp(name, names[i], length) == 0 && strchr(" \n\t>/", name[length]);
        }
        if (!is_known || !close)
            return false;
        for (const char *a = c; a < close; a++)
            if (strncmp(a, " on", 3) == 0 || strncmp(a, "href", 4) == 0)
                return false;
        depth += is_end ? -1 : close[-1] != '/';
        if (depth < 0)
            return false;
    }
    return depth == 0;
}

static size_t occurrences(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *c = strstr(text, part); *part && c; c = strstr(c + 1, part))
        count++;
    return count;
}

Test(chart, every_kind_becomes_one_element_that_fits_a_page)
{
    if (!has_gnuplot())
        cr_skip_test("gnuplot is not installed");
    sol_arena *arena = sol_arena_new();
    for (int i = 0; i < SAMPLE_CHARTS; i++) {
        chart_spec chart = sample_chart(arena, i, NULL);
        chart_picture picture = chart_draw(arena, &chart, CHART_SVG, NULL);
        cr_assert_eq(picture.outcome, CHART_DRAWN, "%s: %s", chart.name, picture.reason);
        cr_assert(strncmp(picture.bytes, "<svg xmlns=", 11) == 0, "%s begins %.20s", chart.name, picture.bytes);
        cr_assert(is_tame(picture.bytes), "%s", chart.name);
        cr_assert_null(strstr(picture.bytes, "[["), "%s keeps a token", chart.name);
        cr_assert_eq(occurrences(picture.bytes, " id=\""), 3, "%s: %zu ids", chart.name,
                     occurrences(picture.bytes, " id=\""));
        cr_assert_eq(occurrences(picture.bytes, sol_arena_print(arena, " id=\"%s", chart.name)), 3, "%s", chart.name);
        cr_assert_gt(occurrences(picture.bytes, "<text>"), 5, "%s", chart.name);
        cr_assert_lt(picture.length, 100000, "%s has %zu bytes", chart.name, picture.length);
        chart_picture again = chart_draw(arena, &chart, CHART_SVG, NULL);
        cr_assert_str_eq(again.bytes, picture.bytes, "%s", chart.name);
    }
    sol_arena_free(arena);
}

static double luminance_of(const char *colour)
{
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        char pair[3] = {colour[1 + 2 * i], colour[2 + 2 * i], '\0'};
        double channel = (double)strtol(pair, NULL, 16) / 255;
        sum += weight[i] * (channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4));
    }
    return sum;
}

Test(chart, figures_are_read_on_every_colour_of_a_heat_map)
{
    double before = 2;
    for (int share = 0; share <= 1000; share++) {
        char colour[8];
        const char *text;
        chart_heat_colour(share / 1000.0, colour, &text);
        double a = luminance_of(colour), b = luminance_of(text), contrast = (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
        cr_assert_geq(contrast, 4.5, "%d: %s on %s, %.2f", share, text, colour, contrast);
        cr_assert_leq(a, before, "%d is lighter than what is less", share);
        before = a;
    }
}

Test(chart, bars_and_lines_are_named_where_they_end)
{
    static const struct {
        int chart;
        const char *words[4];
    } rows[] = {{0, {">ends here<", ">생존<"}}, {2, {">91%<", ">0%<", ">20%<", ">90%<"}}};
    if (!has_gnuplot())
        cr_skip_test("gnuplot is not installed");
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        chart_spec chart = sample_chart(arena, rows[i].chart, NULL);
        chart_picture picture = chart_draw(arena, &chart, CHART_SVG, NULL);
        for (size_t w = 0; w < 4 && rows[i].words[w]; w++)
            cr_expect_not_null(strstr(picture.bytes, rows[i].words[w]), "%s: %s", chart.name, rows[i].words[w]);
        chart.end_names = chart.bar_words = NULL;
        picture = chart_draw(arena, &chart, CHART_SVG, NULL);
        cr_expect_null(strstr(picture.bytes, rows[i].words[0]), "%s", chart.name);
    }
    sol_arena_free(arena);
}

/* Every word of a text, in order, though it stands in lines. */
static bool is_whole(const char *svg, const char *text)
{
    char word[64];
    for (int length = 0, at = 0; sscanf(text + at, "%63s%n", word, &length) == 1; at += length) {
        svg = strstr(svg, word);
        if (!svg)
            return false;
    }
    return true;
}

Test(chart, no_name_is_cut_and_a_note_is_shown)
{
    static const char name[] = "day-on-which-it-comes: the second wave of those whose sums were published in the "
                               "gazette, and of their heirs after them";
    static const char *const note = "‡ is a mark, of which the note says what it means: as many words as it needs, in "
                                    "lines below the picture";
    if (!has_gnuplot())
        cr_skip_test("gnuplot is not installed");
    sol_arena *arena = sol_arena_new();
    for (int i = 0; i < SAMPLE_CHARTS; i++) {
        chart_spec chart = sample_chart(arena, i, NULL);
        const char **down = SOL_TAKE(arena, chart.y.label_count, const char *);
        for (size_t k = 0; k < chart.y.label_count; k++)
            down[k] = k == 1 ? name : chart.y.label[k];
        chart.y.label = down;
        chart.title = name;
        chart.note = note;
        const chart_picture picture = chart_draw(arena, &chart, CHART_SVG, NULL);
        cr_assert_eq(picture.outcome, CHART_DRAWN, "%s: %s", chart.name, picture.reason);
        const char *body = strstr(picture.bytes, "</desc>");
        cr_expect(is_whole(body, name), "%s: a name is cut", chart.name);
        cr_expect(is_whole(body, note), "%s: the note is cut", chart.name);
        cr_expect(occurrences(body, "…") == 0, "%s", chart.name);
    }
    sol_arena_free(arena);
}

/* The height at which the first text that holds `words` stands. */
static double height_of(const char *svg, const char *words)
{
    const char *found = strstr(strstr(svg, "</desc>"), words), *at = found;
    double x, y = -1;
    while (at > svg && strncmp(at, "translate(", 10) != 0)
        at--;
    sscanf(at, "translate(%lf,%lf", &x, &y);
    return found ? y : -1;
}

Test(chart, a_map_reads_downwards_as_its_table_and_shows_marks)
{
    if (!has_gnuplot())
        cr_skip_test("gnuplot is not installed");
    sol_arena *arena = sol_arena_new();
    chart_spec chart = sample_chart(arena, 3, NULL);
    const size_t count = chart.x.label_count * chart.y.label_count;
    const char **mark = SOL_TAKE(arena, count, const char *),
               **down = SOL_TAKE(arena, chart.y.label_count, const char *);
    for (size_t i = 0; i < count; i++)
        mark[i] = i == 3 ? "◐" : "";
    for (size_t k = 0; k < chart.y.label_count; k++)
        down[k] = sol_arena_print(arena, "row%zu", k);
    chart.cell_mark = mark;
    chart.y.label = down;
    const char *svg = chart_draw(arena, &chart, CHART_SVG, NULL).bytes;
    cr_assert_eq(occurrences(svg, "◐"), 1);
    cr_assert_lt(height_of(svg, "row0"), height_of(svg, "row1"));
    cr_assert_float_eq(height_of(svg, "◐"), height_of(svg, "row0"), 20, "the fourth cell is in the first row");
    sol_arena_free(arena);
}

Test(chart, a_text_can_do_nothing_but_appear)
{
    if (!has_gnuplot())
        cr_skip_test("gnuplot is not installed");
    sol_arena *arena = sol_arena_new();
    for (size_t t = 0; t < sizeof hostile / sizeof *hostile; t++) {
        for (int i = 0; i < SAMPLE_CHARTS; i++) {
            chart_spec chart = sample_chart(arena, i, hostile[t]);
            chart_picture picture = chart_draw(arena, &chart, CHART_SVG, NULL);
            cr_assert_eq(picture.outcome, CHART_DRAWN, "text %zu, %s: %s", t, chart.name, picture.reason);
            cr_assert(is_tame(picture.bytes), "text %zu, %s", t, chart.name);
            text_buffer shown = {.arena = arena};
            markup_text(&shown, hostile[t]);
            shown.data[strcspn(shown.data, " ")] =
                '\0'; /* lines may end behind a word, or between letters of a long one */
            shown.data[shown.length < 9 ? shown.length : 9] = '\0';
            cr_assert(!*shown.data || occurrences(picture.bytes, shown.data) > 5, "text %zu, %s: %s", t, chart.name,
                      shown.data);
        }
        chart_spec chart = sample_chart(arena, (int)(t % SAMPLE_CHARTS), hostile[t]);
        chart_picture png = chart_draw(arena, &chart, CHART_PNG, NULL),
                      pdf = chart_draw(arena, &chart, CHART_PDF, NULL);
        cr_assert(png.outcome == CHART_DRAWN && memcmp(png.bytes, "\x89PNG", 4) == 0, "text %zu: %s", t, png.reason);
        cr_assert(pdf.outcome == CHART_DRAWN && memcmp(pdf.bytes, "%PDF", 4) == 0, "text %zu: %s", t, pdf.reason);
        cr_assert(access("solatium-was-here", F_OK) != 0, "text %zu ran a command", t);
        sol_arena_reset(arena);
    }
    sol_arena_free(arena);
}

Test(chart, without_gnuplot_there_is_a_reason_and_no_picture)
{
    static const struct {
        const char *program;
        double seconds;
        chart_outcome outcome;
    } rows[] = {
        {"no-such-gnuplot-anywhere", 5, CHART_NO_GNUPLOT},
        {"false", 5, CHART_FAILED},
        {"true", 5, CHART_FAILED},
        {"yes", 0.3, CHART_TOO_SLOW}, /* writes until it is ended */
    };
    sol_arena *arena = sol_arena_new();
    chart_spec chart = sample_chart(arena, 0, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        chart_picture picture =
            chart_draw_by(arena, &chart, CHART_SVG, &(chart_drawer){rows[i].program, rows[i].seconds, NULL});
        cr_assert(picture.outcome == rows[i].outcome || (i == 3 && picture.outcome == CHART_FAILED), "%s: %d",
                  rows[i].program, (int)picture.outcome);
        cr_assert_null(picture.bytes, "%s", rows[i].program);
        cr_assert(picture.reason && strstr(picture.reason, rows[i].program), "%s: %s", rows[i].program, picture.reason);
    }
    sol_arena_free(arena);
}

Test(chart, dots_add_up_to_the_people_and_stay_few)
{
    static const struct {
        double people[3], per_dot;
        size_t dots;
    } rows[] = {{{3.4, 1.2, 4.4}, 1, 9},
                {{400, 60, 40}, 1, 500},
                {{400, 61, 40}, 2, 251},
                {{1000000, 600000, 60000}, 5000, 332},
                {{0, 0, 0}, 1, 0}};
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        dots_state state[3] = {
            {"paid <in> time", rows[i].people[0]}, {"late", rows[i].people[1]}, {"nothing", rows[i].people[2]}};
        double per_dot;
        const char *svg = dots_draw(arena, "dots", 3, state, &per_dot);
        size_t dots = occurrences(svg, "<circle") + occurrences(svg, "<rect");
        cr_assert_eq(per_dot, rows[i].per_dot, "row %zu: %g", i, per_dot);
        cr_assert_eq(dots, rows[i].dots, "row %zu: %zu dots", i, dots);
        cr_assert(is_tame(svg) && strstr(svg, "paid &lt;in&gt; time"), "row %zu", i);
        chart_picture file = dots_draw_file(arena, 3, state, CHART_SVG, NULL);
        cr_assert_str_eq(file.bytes, svg, "row %zu", i);
        if (!has_gnuplot())
            continue;
        chart_picture png = dots_draw_file(arena, 3, state, CHART_PNG, NULL),
                      pdf = dots_draw_file(arena, 3, state, CHART_PDF, NULL);
        cr_assert(png.outcome == CHART_DRAWN && memcmp(png.bytes, "\x89PNG", 4) == 0, "row %zu: %s", i, png.reason);
        cr_assert(pdf.outcome == CHART_DRAWN && memcmp(pdf.bytes, "%PDF", 4) == 0, "row %zu: %s", i, pdf.reason);
    }
    sol_arena_free(arena);
}
