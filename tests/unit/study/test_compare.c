/* mkstemp */
#define _XOPEN_SOURCE 700

#include "solatium/study.h"
#include "study/points/points.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Firms of two countries, people who die while they wait: small enough for many runs, and every part of it moves. */
static const char scenario_text[] =
    "solatium: 1\n"
    "title: A fund of two countries\n"
    "currency: KRW\n"
    "start: 2020-01-01\n"
    "end: 2030-01-01\n"
    "simulation: {trials: 400, seed: 7}\n"
    "mortality:\n"
    "  male: {law: gompertz, b: 2.0e-5, g: 0.1}\n"
    "  female: {law: gompertz, b: 1.2e-5, g: 0.1}\n"
    "participation: {JP: 40%, KR: 70%}\n"
    "correlation: {JP: 0.6, KR: 0.3}\n"
    "firms:\n"
    "  - {name: Alpha, country: JP, count: 12, pledge: 150m KRW, joins: {uniform: [2020-06-01, 2022-06-01]}}\n"
    "  - {name: Beta, country: KR, count: 4, pledge: 200m KRW, joins: {uniform: [2020-06-01, 2021-06-01]}}\n"
    "  - {name: Sure, country: JP, participation: 100%, pledge: 300m KRW, joins: 2020-09-01}\n"
    "claimants:\n"
    "  seed: 3\n"
    "  groups:\n"
    "    - {name: People, count: 30, living: 30, sex: {male: 50%}, age: {uniform: [85, 95]}, claim: 100m KRW}\n"
    "payments: {first: 2021-01-01, every: quarter}\n"
    "allocation: proportional\n"
    "timeliness: {paid: 80%, by: 2026-01-01, goal: 50%, confidence: 80%}\n";

static sol_document *document_of(sol_arena *arena, const char *text)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "test.yaml", text, strlen(text), faults);
    cr_assert_not_null(document, "%s", sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "");
    return document;
}

static sol_comparison *compared(sol_arena *arena, const sol_study *study, size_t count, const char *const *argument)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_lever *lever = SOL_TAKE(arena, count, sol_lever);
    for (size_t i = 0; i < count; i++)
        cr_assert(sol_lever_parse(arena, argument[i], faults, &lever[i]));
    sol_comparison *c = sol_compare_levers(arena, study, count, lever, faults);
    cr_assert_not_null(c, "%s", sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "");
    return c;
}

/* One run with the record of its trials. */
static sol_result *run_with(sol_arena *arena, sol_document *document, size_t set_count, const char *const *set,
                            sol_simulation_settings settings)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_scenario *scenario = sol_scenario_make(arena, document, set_count, set, faults);
    cr_assert_not_null(scenario);
    sol_plan *plan = sol_plan_make(arena, scenario, faults);
    cr_assert_not_null(plan);
    return sol_simulate(arena, plan, &settings);
}

Test(compare, a_point_of_a_grid_equals_a_single_run_to_the_bit)
{
    sol_arena *arena = sol_arena_new();
    sol_document *document = document_of(arena, scenario_text);
    sol_simulation_settings settings = {.threads = 1};
    sol_study study = {.document = document, .settings = &settings};
    const char *const levers[] = {"participation.JP=0%:100%:50%", "participation.KR=30%,70%"};
    sol_comparison *c = compared(arena, &study, 2, levers);
    cr_assert_eq(c->point_count, 6);
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_point *point = &c->point[i];
        const char *set[] = {sol_arena_print(arena, "participation.JP=%s", point->value[0]),
                             sol_arena_print(arena, "participation.KR=%s", point->value[1])};
        sol_result *single =
            run_with(arena, document, 2, set, (sol_simulation_settings){.trials = 400, .seed = 7, .threads = 2});
        cr_assert_eq(point->state, SOL_POINT_DONE);
        cr_assert_eq(memcmp(&point->people, &single->people, sizeof point->people), 0, "people of point %zu", i);
        cr_assert_eq(memcmp(&point->money, &single->money, sizeof point->money), 0, "money of point %zu", i);
        cr_assert_eq(point->verdict.probability.mean, single->verdict[0].probability.mean);
        cr_assert_str_eq(point->country[0].country, single->country[0].country);
    }
    cr_assert_eq(c->unmoved_count, 1);
    cr_assert_str_eq(c->unmoved[0], "Sure");
    sol_arena_free(arena);
}

Test(compare, the_baseline_is_the_scenario_as_written_if_it_is_a_point)
{
    static const struct {
        const char *lever[2];
        size_t count, baseline;
    } rows[] = {
        {{"participation.JP=0%,40%,80%", NULL}, 1, 1},
        {{"participation.JP=0%,40.0%,80%", "participation.KR=10%,70%"}, 2, 3},
        {{"participation.JP=0%,40%,80%", "participation.KR=10%,60%"}, 2, 0},
        {{"participation.JP=10%,20%", NULL}, 1, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        sol_simulation_settings settings = {.trials = 20, .threads = 1};
        sol_study study = {.document = document_of(arena, scenario_text), .settings = &settings};
        sol_comparison *c = compared(arena, &study, rows[i].count, rows[i].lever);
        cr_assert_eq(c->baseline, rows[i].baseline, "row %zu: %zu", i, c->baseline);
        cr_assert_eq(c->point[c->baseline].difference[SOL_METRIC_PAID].mean, 0);
        cr_assert_not(c->point[c->baseline].difference[SOL_METRIC_PAID].is_distinguishable);
        sol_arena_free(arena);
    }
}

Test(compare, more_participation_never_brings_less_money_in_any_trial)
{
    enum { TRIALS = 300, RATES = 6 };
    sol_arena *arena = sol_arena_new();
    sol_document *document = document_of(arena, scenario_text);
    double *last = NULL;
    double risen = 0;
    for (int rate = 0; rate < RATES; rate++) {
        sol_trial_record record = {.value = SOL_TAKE(arena, TRIALS * SOL_METRICS, double)};
        const char *set[] = {sol_arena_print(arena, "participation.JP=%d%%", rate * 20)};
        run_with(arena, document, 1, set,
                 (sol_simulation_settings){.trials = TRIALS, .seed = 11, .threads = 1, .record = &record});
        for (size_t t = 0; last && t < TRIALS; t++) {
            size_t at = t * SOL_METRICS + SOL_METRIC_RECEIVED;
            cr_assert_geq(record.value[at], last[at], "rate %d%%, trial %zu", rate * 20, t);
            risen += record.value[at] - last[at];
        }
        last = record.value;
    }
    cr_assert_gt(risen, 0);
    sol_arena_free(arena);
}

Test(compare, pairing_makes_the_error_of_a_ten_point_difference_small)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 2000, .threads = 1};
    sol_study study = {.document = document_of(arena, scenario_text), .settings = &settings};
    const char *const levers[] = {"participation.JP=30%,40%"};
    sol_comparison *c = compared(arena, &study, 1, levers);
    cr_assert_eq(c->baseline, 1);
    double paired = c->point[0].difference[SOL_METRIC_SHARE_IN_TIME].se;
    double apart = hypot(c->point[0].people.share_in_time.se, c->point[1].people.share_in_time.se);
    cr_log_info("paired %.5f, independent %.5f, ratio %.2f", paired, apart, paired / apart);
    cr_assert_gt(paired, 0);
    cr_assert_lt(paired, 0.6 * apart, "paired %g, independent %g", paired, apart);
    double mean = c->point[0].difference[SOL_METRIC_SHARE_IN_TIME].mean;
    double levels = c->point[0].people.share_in_time.mean - c->point[1].people.share_in_time.mean;
    cr_assert_float_eq(mean, levels, 1e-9);
    cr_assert_lt(mean, 0);
    sol_arena_free(arena);
}

Test(compare, a_point_that_fails_is_named_and_the_rest_go_on)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 20, .threads = 1};
    sol_study study = {.document = document_of(arena, scenario_text), .settings = &settings};
    const char *const levers[] = {"participation.JP=nonsense,20%,300%,40%"};
    sol_comparison *c = compared(arena, &study, 1, levers);
    static const sol_point_state state[] = {SOL_POINT_FAILED, SOL_POINT_DONE, SOL_POINT_FAILED, SOL_POINT_DONE};
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(c->point[i].state, state[i], "point %zu", i);
        cr_assert_eq(c->point[i].fault != NULL, state[i] == SOL_POINT_FAILED, "point %zu", i);
    }
    cr_assert_not(c->is_interrupted);
    sol_arena_free(arena);
}

static volatile sig_atomic_t stop_flag;

static void stop_before_the_end(void *context, const sol_progress *now)
{
    (void)context;
    cr_assert_eq(now->total, 3 * 2500);
    cr_assert(now->done % 3 == 0 && now->done < now->total);
    stop_flag = 1;
}

Test(compare, a_stop_leaves_out_the_points_of_the_pass_that_it_breaks_off)
{
    sol_arena *arena = sol_arena_new();
    stop_flag = 0;
    sol_simulation_settings settings = {
        .trials = 2500, .threads = 1, .stop = &stop_flag, .progress = stop_before_the_end};
    sol_study study = {.document = document_of(arena, scenario_text), .settings = &settings};
    const char *const levers[] = {"participation.JP=10%,20%,30%"};
    sol_comparison *c = compared(arena, &study, 1, levers);
    cr_assert(c->is_interrupted);
    for (size_t i = 0; i < 3; i++)
        cr_assert_eq(c->point[i].state, SOL_POINT_NOT_REACHED);
    sol_arena_free(arena);
}

static void stop_after_a_pass(void *context, const sol_progress *now)
{
    (void)context;
    stop_flag = now->done > POINTS_PASS_MAX * 40;
}

Test(compare, a_stop_keeps_the_points_of_the_passes_before)
{
    sol_arena *arena = sol_arena_new();
    stop_flag = 0;
    sol_simulation_settings settings = {.trials = 40, .threads = 1, .stop = &stop_flag, .progress = stop_after_a_pass};
    sol_study study = {.document = document_of(arena, scenario_text), .settings = &settings};
    const char *const levers[] = {"participation.JP=0%:50%:0.25%"};
    sol_comparison *c = compared(arena, &study, 1, levers);
    cr_assert_eq(c->point_count, 201);
    cr_assert(c->is_interrupted);
    for (size_t i = 0; i < 201; i++)
        if (i < POINTS_PASS_MAX)
            cr_assert_eq(c->point[i].state, SOL_POINT_DONE, "point %zu", i);
    cr_assert_eq(c->point[200].state, SOL_POINT_NOT_REACHED);
    sol_arena_free(arena);
}

Test(compare, files_side_by_side_say_what_differs_and_who_gains)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 400, .threads = 1};
    sol_document *document = document_of(arena, scenario_text);
    const char *const rich[] = {"participation.JP=100%", "firms.Beta.count=8"};
    sol_study study[] = {{.document = document, .settings = &settings},
                         {.document = document, .set_count = 2, .set = rich, .settings = &settings},
                         {.document = document, .settings = &settings}};
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_comparison *c = sol_compare_files(arena, 3, study, faults);
    cr_assert_not_null(c);
    cr_assert_eq(c->changed_count, 2);
    cr_assert_str_eq(c->changed[0].key, "firms.Beta.count");
    cr_assert_str_eq(c->changed[1].key, "participation.JP");
    cr_assert_str_eq(c->changed[1].value[0], "40%");
    cr_assert_str_eq(c->changed[1].value[1], "100%");
    cr_assert(c->point[1].difference[SOL_METRIC_RECEIVED].is_distinguishable);
    cr_assert_gt(c->point[1].difference[SOL_METRIC_RECEIVED].mean, 0);
    const sol_movers *gain = &c->movers[0], *same = &c->movers[c->movers_count];
    cr_assert_str_eq(gain->label, "everyone");
    cr_assert_eq(gain->better + gain->worse + gain->alike, 30);
    cr_assert_gt(gain->better, 20);
    cr_assert_eq(gain->worse, 0);
    cr_assert_gt(gain->change, 0);
    cr_assert_gt(gain->change_se, 0);
    cr_assert_eq(same->alike, 30, "the same scenario moves nobody");
    cr_assert_eq(same->change_se, 0);
    sol_arena_free(arena);
}

/* Levels are those of the single runs; what the countries bring more adds up to what is received more, as do their levels. */
Test(compare, files_have_levels_and_differences_in_the_same_rows)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 300, .threads = 1};
    sol_document *document = document_of(arena, scenario_text);
    const char *const less[] = {"participation.JP=10%", "participation.KR=60%"};
    sol_study study[] = {{.document = document, .settings = &settings},
                         {.document = document, .set_count = 2, .set = less, .settings = &settings}};
    sol_comparison *c = sol_compare_files(arena, 2, study, sol_diagnostics_new(arena));
    for (size_t i = 0; i < 2; i++) {
        const sol_point *p = &c->point[i];
        cr_assert_float_eq(p->level[SOL_METRIC_SHARE_IN_TIME].mean, p->people.share_in_time.mean, 1e-12);
        cr_assert_float_eq(p->level[SOL_METRIC_SHARE_IN_TIME].se, p->people.share_in_time.se, 1e-12);
        cr_assert_float_eq(p->level[SOL_METRIC_PAID].mean, p->money.paid.mean, 1e-3);
        double received = 0, more = 0;
        for (size_t g = 0; g < p->country_count; g++) {
            cr_assert_float_eq(p->country_level[g].mean, p->country[g].received.mean, 1e-3);
            cr_assert_float_eq(p->country_level[g].se, p->country[g].received.se, 1e-3);
            received += p->country_level[g].mean;
            more += p->country_difference[g].mean;
        }
        cr_assert_float_eq(received, p->money.received.mean, 1e-3);
        cr_assert_float_eq(more, p->difference[SOL_METRIC_RECEIVED].mean, 1e-3);
    }
    const sol_difference *jp = &c->point[1].country_difference[0];
    cr_assert_lt(jp->mean, 0);
    cr_assert_lt(jp->se, hypot(c->point[0].country_level[0].se, c->point[1].country_level[0].se), "paired");
    sol_arena_free(arena);
}

/* A change that is small beside what single futures differ by is seen all the same, person by person. */
Test(compare, the_gain_of_single_claimants_is_paired)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 500, .threads = 1};
    sol_document *document = document_of(arena, scenario_text);
    const char *const more[] = {"firms.Beta.pledge=204m KRW"};
    sol_study study[] = {{.document = document, .settings = &settings},
                         {.document = document, .set_count = 1, .set = more, .settings = &settings}};
    sol_comparison *c = sol_compare_files(arena, 2, study, sol_diagnostics_new(arena));
    const sol_movers *everyone = &c->movers[0];
    cr_assert_gt(everyone->better, 25, "%zu better, %zu alike", everyone->better, everyone->alike);
    cr_assert_eq(everyone->worse, 0);
    cr_assert_gt(everyone->change, 3 * everyone->change_se);
    cr_assert_float_eq(everyone->change * 30, c->point[1].difference[SOL_METRIC_PAID_IN_LIFE].mean, 1e-3);
    cr_assert_float_eq(everyone->change_se * 30, c->point[1].difference[SOL_METRIC_PAID_IN_LIFE].se,
                       0.35 * c->point[1].difference[SOL_METRIC_PAID_IN_LIFE].se, "50 parts know it to a tenth");
    sol_arena_free(arena);
}

/* Names of rows live as long as their scenario: a result that is kept keeps it. */
Test(compare, claimants_of_a_file_are_found_again_by_their_ids)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 50, .threads = 1};
    char name[] = "rows-XXXXXX";
    int file = mkstemp(name);
    static const char rows[] = "id,group,sex,age,claim\nA 1,Of the file,male,90,100m\nA 2,Of the file,female,90,100m\n";
    cr_assert(file >= 0 && write(file, rows, sizeof rows - 1) == sizeof rows - 1 && close(file) == 0);
    const char *people = strstr(scenario_text, "  groups:"), *behind = strstr(scenario_text, "payments:");
    const char *text =
        sol_arena_print(arena, "%.*s  file: %s\n%s", (int)(people - scenario_text), scenario_text, name, behind);
    sol_document *document = document_of(arena, text);
    const char *const rich[] = {"participation.JP=100%"};
    sol_study study[] = {{.document = document, .settings = &settings},
                         {.document = document, .set_count = 1, .set = rich, .settings = &settings}};
    sol_comparison *c = sol_compare_files(arena, 2, study, sol_diagnostics_new(arena));
    unlink(name);
    cr_assert_not_null(c);
    cr_assert_geq(c->movers_count, 2);
    cr_expect_str_eq(c->movers[1].label, "Of the file");
    for (size_t i = 0; i < 2; i++)
        cr_expect_eq(c->movers[i].better + c->movers[i].worse + c->movers[i].alike, 2, "row %zu", i);
    sol_arena_free(arena);
}

/*
 * One claim that is due if an accord is struck, and paid at once then: the lever moves in how many futures anybody is left to count, and
 * nothing of the share in those in which both points count somebody.
 */
static const char accord_text[] =
    "solatium: 1\ntitle: An accord\ncurrency: KRW\nstart: 2020-01-01\nend: 2021-01-01\n"
    "mortality: {male: {law: gompertz, b: 1e-15, g: 1e-6}, female: {law: gompertz, b: 1e-15, "
    "g: 1e-6}}\n"
    "events: {accord: {probability: 50%, date: 2020-03-01}}\n"
    "fund: {opening: 1bn KRW}\n"
    "claimants: {groups: [{name: A, count: 1, sex: male, age: 90, claim: 1m KRW, requires: "
    "accord}]}\n"
    "payments: {first: 2020-07-01, every: half-year}\n";

Test(compare, differences_take_the_futures_in_which_both_count_somebody)
{
    enum { TRIALS = 400 };
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = TRIALS, .seed = 3, .threads = 1};
    sol_study study = {.document = document_of(arena, accord_text), .settings = &settings};
    const char *const argument[] = {"events.accord.probability=0%,49.5%,50%,100%"};
    const sol_comparison *c = compared(arena, &study, 1, argument);
    cr_assert_eq(c->baseline, 2);
    const double counted = c->point[2].verdict.counted;
    for (size_t i = 0; i < 4; i++) {
        const sol_difference *share = &c->point[i].difference[SOL_METRIC_SHARE_IN_TIME];
        const sol_difference *moved = &c->point[i].difference[SOL_METRIC_COUNTED];
        cr_assert_eq(share->support, i == 0 ? SOL_OF_NONE : SOL_OF_MANY, "point %zu", i);
        cr_assert(share->mean == 0 && share->se == 0 && !share->is_distinguishable, "point %zu", i);
        cr_assert_float_eq(moved->mean, c->point[i].verdict.counted - counted, 1e-12, "point %zu", i);
        cr_assert_eq(sol_counted_is_moved(moved), i == 0 || i == 3, "point %zu", i);
    }
    cr_assert_eq(c->point[0].verdict.word, SOL_NOBODY_TO_COUNT);
    cr_assert_eq(c->point[3].verdict.counted, 1);
    sol_arena_free(arena);
}

Test(compare, one_future_tells_no_error)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = 1, .seed = 3, .threads = 1};
    sol_study study = {.document = document_of(arena, scenario_text), .settings = &settings};
    const char *const argument[] = {"participation.JP=0%,100%"};
    const sol_comparison *c = compared(arena, &study, 1, argument);
    const sol_difference *received = &c->point[1].difference[SOL_METRIC_RECEIVED];
    cr_assert(received->mean > 0 && received->support == SOL_OF_ONE && !received->is_distinguishable);
    sol_arena_free(arena);
}
