/* Where claimants stand in a trial's columns. */
#include "plan/dates.h"
#include "plan/people.h"
#include "random_scenario.h"
#include "trial_fixture.h"

/* The first pay date on which a claim can be processed, and the terms; these first where few have both in common. */
static int64_t place_of(const fixture *f, const sol_date *day, size_t row)
{
    size_t claimant = f->trial->rows.claimant[row];
    int32_t terms = f->plan->people.claimant[claimant].terms;
    sol_date due = f->plan->people.terms[terms].eligible, ready = day ? sol_date_later(due, day[claimant]) : due;
    int64_t date = (int64_t)dates_first_from(f->plan, ready);
    bool are_many = f->plan->people.count >= 64 * (f->plan->date_count + 1) * f->plan->people.terms_count;
    return are_many ? date * 1000 + terms : terms * 1000 + date;
}

/* What decides between those of one place: what divisions look at in order, then the file. */
static bool is_behind(const fixture *f, uint32_t one, uint32_t other)
{
    const plan_claimant *a = &f->plan->people.claimant[one], *b = &f->plan->people.claimant[other];
    const rows_order by = rows_order_of(f->plan);
    int64_t before = by == ROWS_BY_CLAIM ? a->principal.units : by == ROWS_BY_BIRTH ? a->birth.day : 0;
    int64_t now = by == ROWS_BY_CLAIM ? b->principal.units : by == ROWS_BY_BIRTH ? b->birth.day : 0;
    return before != now ? before < now : one < other;
}

static void check_order(const fixture *f, uint32_t number)
{
    const size_t n = f->plan->people.count;
    const row_map rows = f->trial->rows;
    const sol_date *day = people_details_of(f->plan)->has_queue ? rows_days_in_queue(f->arena, f->plan) : NULL;
    for (size_t i = 0; i < n; i++) {
        cr_assert(rows.claimant[i] < n && rows.row[rows.claimant[i]] == i, "scenario %u, row %zu", number, i);
        if (i == 0)
            continue;
        int64_t before = place_of(f, day, i - 1), now = place_of(f, day, i);
        cr_assert(before < now || (before == now && is_behind(f, rows.claimant[i - 1], rows.claimant[i])),
                  "scenario %u, row %zu", number, i);
    }
}

Test(rows, hold_every_claimant_once_by_when_he_comes_and_by_terms)
{
    for (uint32_t number = 0; number < 60; number++) {
        fixture f = random_scenario(number);
        check_order(&f, number);
        fixture_end(&f);
    }
}

Test(rows, of_many_are_by_when_they_come_first)
{
    fixture f =
        fixture_of(FIXTURE_HEAD
                   "start: 2019-07-01\nend: 2023-07-01\nclaimants:\n  groups:\n"
                   "    - {name: A, count: 1100, sex: male, age: {uniform: [85, 99]}, claim: 300 KRW}\n"
                   "    - {name: B, count: 900, sex: female, age: 90, claim: 400 KRW, interest: 5%/y from 2018-01-01}\n"
                   "administration: {opens: 2019-07-01, capacity: [{from: 2019-07-01, per_month: 50}]}\n"
                   "payments: {first: 2019-10-01, every: half-year}\n");
    const uint32_t *claimant = f.trial->rows.claimant;
    bool is_mixed = false;
    for (size_t i = 1; i < f.plan->people.count; i++)
        is_mixed |= f.plan->people.claimant[claimant[i]].terms < f.plan->people.claimant[claimant[i - 1]].terms;
    cr_assert(is_mixed, "those of a pay date stand together, whatever their terms");
    check_order(&f, 0);
    fixture_end(&f);
}

Test(rows, stand_by_what_divisions_look_at_in_order)
{
    static const struct {
        const char *allocation;
        size_t count;
        rows_order order;
    } rows[] = {{"equal-awards", 300, ROWS_BY_CLAIM},
                {"random-arrival", 300, ROWS_BY_CLAIM},
                {"[{rule: priority, by: claim}]", 300, ROWS_BY_CLAIM},
                {"[{rule: priority, by: hazard}]", 300, ROWS_BY_BIRTH},
                {"[{rule: talmud, basis: outstanding}]", 300, ROWS_AS_FILED},
                {"[{rule: talmud, basis: outstanding}, {rule: average}]", 300, ROWS_BY_CLAIM},
                {"equal-awards", 30, ROWS_AS_FILED}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(
            arena,
            FIXTURE_HEAD
            "start: 2019-07-01\nend: 2023-07-01\nclaimants:\n  groups:\n"
            "    - {name: A, count: %zu, sex: male, age: {uniform: [80, 95]}, claim: {uniform: [3 KRW, 70 KRW]}}\n"
            "payments: {first: 2019-10-01, every: year}\nallocation: %s\n",
            rows[k].count, rows[k].allocation));
        cr_assert_eq(rows_order_of(f.plan), rows[k].order, "row %zu", k);
        check_order(&f, (uint32_t)k);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

Test(rows, a_queue_by_filing_or_size_is_the_same_in_every_trial)
{
    for (uint32_t number = 0; number < 200; number++) {
        fixture f = random_scenario(number);
        const people_details *details = people_details_of(f.plan);
        for (uint64_t index = 0; details->has_queue && details->by_queue && index < 3; index++) {
            const sol_date *day = rows_days_in_queue(f.arena, f.plan);
            trial_run(f.trial, index);
            for (size_t i = 0; i < f.plan->people.count; i++) {
                sol_date due = f.plan->people.terms[f.plan->people.claimant[i].terms].eligible;
                const trial_claim c = trial_claim_of(f.trial, i);
                cr_assert(c.due == f.plan->date_count || c.due > dates_first_from(f.plan, due) ||
                              c.processed == dates_first_from(f.plan, sol_date_later(due, day[i])),
                          "scenario %u, claimant %zu", number, i);
            }
        }
        fixture_end(&f);
    }
}
