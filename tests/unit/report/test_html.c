#include "sample_result.h"

#include "report/formats/html.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static const char *page_of(sol_arena *arena, const sol_result *result)
{
    payout_settings settings = {.command = "solatium report <x>.yaml", .has_pictures = true};
    text_buffer out = {.arena = arena};
    html_render(&out, payout_report_make(arena, result, &settings), result->title);
    return text_of(&out);
}

Test(html, sections_stand_in_their_order_and_ids_are_unique)
{
    static const char *const parts[] = {
        "<h1>",          ">1. The answer<",       "table-years",    ">2. Money: in, out",
        ">3. When<",     ">4. What it turns",     "price of delay", ">5. Who<",
        ">6. Fairness<", ">7. What was assumed<", ">8. Method",     ">9. How to make",
        "table-again",   "table-scenario"};
    sol_arena *arena = sol_arena_new();
    const char *page = page_of(arena, sample_result(arena)), *at = strstr(page, "</nav>");
    cr_assert_lt(strlen(page), 1000000);
    for (size_t i = 1; i < sizeof parts / sizeof *parts; i++) {
        const char *found = strstr(i == 1 ? page : at, parts[i]);
        cr_assert_not_null(found, "'%s' is not where it should be", parts[i]);
        at = found;
    }
    for (const char *id = strstr(page, " id=\""); id; id = strstr(id + 1, " id=\"")) {
        char *whole = sol_arena_copy(arena, id, strcspn(id + 5, "\"") + 6);
        cr_assert_null(strstr(id + 1, whole), "%s stands twice", whole);
    }
    sol_arena_free(arena);
}

Test(html, nothing_is_fetched_or_run)
{
    static const char *const never[] = {"<script", " src=",       "<link",   "url(",   "@import",
                                        "<img",    "javascript:", " onload", "<iframe"};
    sol_arena *arena = sol_arena_new();
    sol_result *result = sample_result(arena);
    result->title = "</title><script>alert(1)</script>";
    result->file = "\" onload=\"alert(1).yaml";
    result->currency = "<b>";
    const char *page = page_of(arena, result);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        for (const char *at = strstr(page, never[i]); at; at = strstr(at + 1, never[i]))
            cr_assert(strncmp(at, " onload=&quot;", 14) == 0, "%s", never[i]);
    cr_assert_not_null(strstr(page, "&lt;script&gt;"));
    sol_arena_free(arena);
}

Test(html, figures_are_given_in_full_beside_what_is_read)
{
    sol_arena *arena = sol_arena_new();
    const sol_result *result = sample_result(arena);
    const char *page = page_of(arena, result);
    const char *row = strstr(page, "paid to claimants in life</");
    cr_assert_not_null(row);
    const char *value = strstr(row, "data-value=\"");
    cr_assert_not_null(value);
    cr_assert_eq(strtod(value + 12, NULL), result->money.paid_in_life.mean);
    sol_arena_free(arena);
}
