/* A trial in parts, and a row in brief, say what the whole says. */
#include "engine/tally/metrics.h"
#include "engine/trial_fixture.h"

static const char text[] = FIXTURE_HEAD
    "start: 2020-01-01\nend: 2030-01-01\n"
    "events: {talks: {probability: 50%, date: {uniform: [2020-02-01, 2021-06-30]}}}\n"
    "participation: {JP: 50%, KR: 80%}\n"
    "firms:\n"
    "  - {name: Alpha, country: JP, count: 6, pledge: 50m KRW, joins: {uniform: [2020-06-01, 2022-06-01]}}\n"
    "  - {name: Beta, country: KR, pledge: 90m KRW, pays: {instalments: 3, every: year}}\n"
    "claimants:\n  groups:\n"
    "    - {name: Old, count: 9, living: 7, sex: female, age: {uniform: [85, 95]}, claim: 70m KRW,\n"
    "       interest: [{rate: 5%/y, from: 2019-01-01}], accepts: {probability: 80%, after: {exponential: 6mo}}}\n"
    "    - {name: Later, count: 4, sex: male, age: 90, claim: 40m KRW, requires: talks}\n"
    "payments: {first: 2020-07-01, every: half-year}\n"
    "allocation: [{who: living, up_to: 20m KRW, rule: equal-awards}, {rule: proportional}]\n"
    "timeliness: {paid: 80%, by: 2026-01-01, goal: 50%, confidence: 80%}\n";

static void fill(const trial *t, sol_arena *arena, const metrics_layout *layout, int64_t *row)
{
    metrics_room room = metrics_room_new(arena, layout, t);
    metrics_fill(t, layout, &room, row);
}

Test(parts, a_trial_opened_once_and_walked_again_is_the_trial_run_whole)
{
    fixture f = fixture_of(text), twin = fixture_of(text);
    trial *other = trial_new(f.plan, 1);
    metrics_layout *layout = metrics_layout_make(f.arena, f.plan);
    int64_t *whole = SOL_TAKE(f.arena, layout->count, int64_t), *again = SOL_TAKE(f.arena, layout->count, int64_t);
    for (uint64_t k = 0; k < 9; k++) {
        trial_run(f.trial, k);
        fill(f.trial, f.arena, layout, whole);
        trial_open(f.trial, k);
        trial_keep(f.trial);
        for (int walk = 0; walk < 2; walk++) {
            trial_reopen(f.trial);
            trial_walk(f.trial);
            fill(f.trial, f.arena, layout, again);
            cr_assert_arr_eq(again, whole, layout->count * sizeof *whole, "trial %d, walk %d", (int)k, walk);
        }
        inflow_draw(f.plan, 1, k, other->in);
        trial_open_like(other, f.trial);
        trial_walk(other);
        fill(other, f.arena, layout, again);
        cr_assert_arr_eq(again, whole, layout->count * sizeof *whole, "trial %d, opened like another", (int)k);
    }
    trial_free(other);
    fixture_end(&twin);
    fixture_end(&f);
}

Test(parts, a_brief_row_is_what_a_whole_one_holds_beside_sources_bands_and_dates)
{
    fixture f = fixture_of(text);
    metrics_layout *layout = metrics_layout_make(f.arena, f.plan), *brief = metrics_layout_brief(f.arena, f.plan);
    int64_t *whole = SOL_TAKE(f.arena, layout->count, int64_t), *few = SOL_TAKE(f.arena, brief->count, int64_t);
    size_t head = METRICS_FIXED + GOAL_PARTS * f.scenario->timeliness_count;
    size_t countries = COUNTRY_PARTS * f.scenario->country_count;
    cr_assert_eq(brief->count, head + countries);
    for (uint64_t k = 0; k < 9; k++) {
        trial_run(f.trial, k);
        fill(f.trial, f.arena, layout, whole);
        fill(f.trial, f.arena, brief, few);
        cr_assert_arr_eq(few, whole, head * sizeof *few);
        cr_assert_arr_eq(few + brief->countries, whole + layout->countries, countries * sizeof *few);
    }
    fixture_end(&f);
}
