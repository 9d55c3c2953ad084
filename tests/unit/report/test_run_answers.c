/* Who is wholly paid, by when, what is unpaid and who dies before, as a run shows them. */
#include "sample_result.h"

#include "report/formats/csv.h"
#include "report/formats/plain.h"
#include "report/run/run_report.h"

#include <criterion/criterion.h>

enum { MONTHS = 14 };

static sol_result *answered(sol_arena *arena)
{
    sol_result *r = sample_result(arena);
    const sol_proportion some = {0.31, 0.01, 0.29, 0.33, SOL_OF_MANY, 0}, none = {.support = SOL_OF_NONE};
    for (int o = 0; o < SOL_ORIGINS; o++) {
        r->unpaid.of[o] = sample_estimate(1e9 * (o + 1));
        r->unpaid.of[o].at_confidence = 4.6e9;
        r->wholly_paid[o] =
            (sol_wholly_paid){sample_estimate(11), sample_share(0.5), sample_estimate(12), sample_share(0.6), some};
    }
    for (int w = 0; w < SOL_WAITS; w++)
        r->unpaid.wait[w] = sample_estimate(0);
    r->unpaid.at = sol_date_of(2030, 12, 31);
    r->nothing_comes = none;
    for (int s = 0; s < SOL_COMING_SHARES; s++)
        for (int of = 0; of < SOL_COMINGS; of++)
            r->reach[of][s] = (sol_reach_date){
                sol_date_of(2020, 1, 1), sol_date_of(2023, 7, 1), sol_date_never(), sol_date_never(), some, 0};
    sol_deaths *month = SOL_TAKE(arena, MONTHS, sol_deaths);
    for (int i = 0; i < MONTHS; i++) {
        sol_date from = sol_date_add_months(sol_date_of(2019, 7, 1), i), next = sol_date_add_months(from, 1);
        month[i] = (sol_deaths){from, {next.day - 1}, {1.5, 0.1}, {1.5 * (i + 1), 0.2}};
    }
    r->deaths = month;
    r->death_count = MONTHS;
    return r;
}

static const char *said(sol_arena *arena, const sol_result *r)
{
    document *doc = document_new(arena, "KRW", 0);
    run_report_say_unpaid(doc, r);
    return doc->block_count ? doc->block[0].text : "";
}

Test(run_answers, unpaid_says_the_confidence_as_people_say_it)
{
    static const struct {
        double confidence;
        const char *words;
    } rows[] = {{0.8, "four of five"},   {0.9, "nine of ten"}, {0.5, "one of two"}, {0.7, "seven of ten"},
                {0.75, "three of four"}, {0.85, "85% of"},     {0.95, "95% of"},    {0.999, "99.9% of"}};
    sol_arena *arena = sol_arena_new();
    sol_result *r = answered(arena);
    sol_verdict *v = SOL_TAKE(arena, 1, sol_verdict);
    *v = r->verdict[0];
    r->verdict = v;
    r->verdict_count = 1;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        v->confidence = rows[i].confidence;
        cr_expect_str_eq(said(arena, r),
                         sol_arena_print(arena,
                                         "Unpaid on 2030-12-31: 3bn KRW on average, at most 4.6bn KRW in %s futures.",
                                         rows[i].words));
    }
    sol_arena_free(arena);
}

Test(run_answers, unpaid_names_what_waits_for_something_else_than_money)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = answered(arena);
    r->unpaid.wait[SOL_WAITS_FOR_MONEY] = sample_estimate(1e9);
    cr_expect_null(strstr(said(arena, r), "Of it"));
    r->unpaid.wait[SOL_WAITS_FOR_ANSWER] = sample_estimate(3e8);
    cr_expect_not_null(strstr(said(arena, r), "futures. Of it, 300m KRW waits for an answer."));
    r->unpaid.wait[SOL_WAITS_IN_QUEUE] = sample_estimate(2e8);
    cr_expect_not_null(
        strstr(said(arena, r), ". Of it, 200m KRW is of claims still in the queue and 300m KRW waits for an answer."));
    r->nothing_comes = (sol_proportion){0.0004, 0.0002, 0.0001, 0.001, SOL_OF_MANY, 0};
    cr_expect_not_null(strstr(said(arena, r), "In 0.04% of futures nobody is paid anything by then."));
    sol_arena_free(arena);
}

Test(run_answers, one_future_has_no_average)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = answered(arena);
    r->unpaid.of[SOL_OF_ALL].support = SOL_OF_ONE;
    cr_expect_str_eq(said(arena, r), "Unpaid on 2030-12-31: 3bn KRW in the one simulated future.");
    sol_arena_free(arena);
}

Test(run_answers, what_an_earlier_result_does_not_know_is_not_shown)
{
    static const char *const keys[] = {"wholly_paid", "reach", "unpaid", "deaths", "deaths_by_month"};
    sol_arena *arena = sol_arena_new();
    sol_result *r = answered(arena);
    const run_report_room all = {.all_assumptions = true, .months = true};
    const document *doc = run_report_make(arena, r, all);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        cr_expect_not_null(document_find_table(doc, keys[i]), "%s", keys[i]);
    for (int o = 0; o < SOL_ORIGINS; o++) {
        sol_wholly_paid *w = &r->wholly_paid[o];
        w->by_goal.support = w->share_by_goal.support = w->by_end.support = w->share_by_end.support =
            w->everyone.support = r->unpaid.of[o].support = SOL_OF_NONE;
    }
    for (int s = 0; s < SOL_COMING_SHARES; s++)
        r->reach[0][s].never.support = r->reach[1][s].never.support = SOL_OF_NONE;
    r->death_count = 0;
    doc = run_report_make(arena, r, all);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        cr_expect_null(document_find_table(doc, keys[i]), "%s", keys[i]);
    cr_expect_str_eq(said(arena, r), "");
    sol_arena_free(arena);
}

Test(run_answers, never_is_a_word_on_pages_and_an_empty_field_in_data)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    run_report_reach(doc, answered(arena));
    const document_table *table = document_find_table(doc, "reach");
    text_buffer page = {.arena = arena}, data = {.arena = arena};
    plain_render(&page, doc, 200, false);
    csv_render_table(&data, doc, table);
    cr_expect_eq(table->row_count, 2 * SOL_COMING_SHARES);
    cr_expect_not_null(strstr(text_of(&page), " never "));
    cr_expect_not_null(strstr(text_of(&data), ",0.5,2023-07-01,2020-01-01,,,0.31,"), "%s", text_of(&data));
    sol_arena_free(arena);
}

Test(run_answers, years_of_deaths_are_their_months)
{
    sol_arena *arena = sol_arena_new();
    document *doc = document_new(arena, "KRW", 0);
    sol_result *r = answered(arena);
    run_report_deaths(doc, r);
    run_report_deaths_by_month(doc, r);
    const document_table *years = document_find_table(doc, "deaths");
    cr_assert_eq(years->row_count, 2);
    cr_expect_eq(document_find_table(doc, "deaths_by_month")->row_count, MONTHS);
    cr_expect_eq(document_row(years, 0)[1].value, sol_date_of(2019, 12, 31).day);
    cr_expect_float_eq(document_row(years, 0)[2].value, 9, 1e-12);
    cr_expect_eq(document_row(years, 1)[0].value, sol_date_of(2020, 1, 1).day);
    cr_expect_float_eq(document_row(years, 1)[2].value, 12, 1e-12);
    cr_expect_float_eq(document_row(years, 1)[3].value, 21, 1e-12);
    sol_deaths *month = SOL_TAKE(arena, MONTHS, sol_deaths);
    memcpy(month, r->deaths, MONTHS * sizeof *month);
    month[MONTHS - 1].cumulative.se = INFINITY;
    r->deaths = month;
    doc = document_new(arena, "KRW", 0);
    run_report_deaths(doc, r);
    cr_expect_not(document_row(document_find_table(doc, "deaths"), 1)[3].has_error);
    sol_arena_free(arena);
}
