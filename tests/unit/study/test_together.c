/* Points that run together are what each is by itself, and a pass takes no more memory than it may. */
#include "engine/crowd_passes/crowd.h"
#include "study/points/points.h"

#include "../random_study.h"

#include <math.h>

enum { POINTS_MAX = 64, TRIALS = 9 };

typedef struct bench {
    sol_arena *arena;
    sol_document *document;
    sol_study study;
    sol_simulation_settings settings;
    size_t lever_count;
    sol_lever lever[2];
} bench;

static bench bench_of(uint32_t number, size_t lever_count, const char *const *lever)
{
    bench b = {.arena = sol_arena_new(), .lever_count = lever_count};
    b.document = random_document(b.arena, number);
    b.settings = (sol_simulation_settings){.trials = TRIALS, .seed = 3 + number, .threads = 1 + number % 2};
    sol_diagnostics *faults = sol_diagnostics_new(b.arena);
    for (size_t l = 0; l < lever_count; l++)
        cr_assert(sol_lever_parse(b.arena, lever[l], faults, &b.lever[l]));
    return b;
}

/* One point by itself: its result and its record, or NULL where it cannot be made. */
static const sol_result *single(const bench *b, const sol_point *point, sol_trial_record *record)
{
    const char *set[2];
    for (size_t l = 0; l < b->lever_count; l++)
        set[l] = sol_arena_print(b->arena, "%s=%s", b->lever[l].key, point->value[l]);
    sol_diagnostics *faults = sol_diagnostics_new(b->arena);
    const sol_scenario *scenario = sol_scenario_make(b->arena, b->document, b->lever_count, set, faults);
    const sol_plan *plan = scenario ? sol_plan_make(b->arena, scenario, faults) : NULL;
    sol_simulation_settings settings = b->settings;
    *record = (sol_trial_record){.value = SOL_TAKE(b->arena, TRIALS * SOL_METRICS, double)};
    settings.record = record;
    return plan ? sol_simulate(b->arena, plan, &settings) : NULL;
}

/* In all but where in a trial's row it stands. */
static bool is_same_estimate(sol_estimate a, sol_estimate b)
{
    a.number = b.number;
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool is_same_country(const sol_country_result *a, const sol_country_result *b)
{
    return strcmp(a->country, b->country) == 0 && a->firms == b->firms && is_same_estimate(a->joined, b->joined) &&
           is_same_estimate(a->received, b->received);
}

static void expect_same(const sol_point *point, const sol_result *own, const char *where)
{
    cr_assert_eq(point->trials, own->trials, "%s", where);
    sol_people people = own->people;
    people.ceiling_of_rules = point->people.ceiling_of_rules; /* which is found for a plan by itself alone */
    cr_assert_arr_eq(&point->people, &people, sizeof people, "%s: people", where);
    cr_assert_arr_eq(&point->money, &own->money, sizeof own->money, "%s: money", where);
    const sol_verdict *a = &point->verdict, *b = &own->verdict[0];
    cr_assert(a->word == b->word && a->is_settled == b->is_settled && a->goal == b->goal && a->by.day == b->by.day &&
                  memcmp(&a->probability, &b->probability, sizeof a->probability) == 0 &&
                  memcmp(&a->share_in_time, &b->share_in_time, sizeof a->share_in_time) == 0,
              "%s: verdict", where);
    cr_assert_eq(point->country_count, own->country_count, "%s", where);
    for (size_t c = 0; c < own->country_count; c++)
        cr_assert(is_same_country(&point->country[c], &own->country[c]), "%s: country %zu", where, c);
}

static size_t compare_with_singles(bench *b, const sol_comparison *c, const char *levers)
{
    sol_trial_record baseline, record;
    const sol_result *first = single(b, &c->point[c->baseline], &baseline);
    size_t done = 0;
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_point *point = &c->point[i];
        const char *where = sol_arena_print(b->arena, "%s, point %zu", levers, i);
        const sol_result *own = single(b, point, &record);
        cr_assert_eq(point->state, own ? SOL_POINT_DONE : SOL_POINT_FAILED, "%s", where);
        if (!own)
            continue;
        expect_same(point, own, where);
        sol_point by_itself = {.state = SOL_POINT_DONE};
        points_differences(&record, &baseline, &by_itself);
        const sol_difference *difference = by_itself.difference;
        for (int m = 0; first && m < SOL_METRICS; m++)
            cr_assert(difference[m].mean == point->difference[m].mean && difference[m].se == point->difference[m].se &&
                          difference[m].is_distinguishable == point->difference[m].is_distinguishable,
                      "%s: difference %d", where, m);
        done++;
    }
    return done;
}

Test(together, every_pair_of_levers_gives_what_single_runs_give)
{
    size_t done = 0;
    uint32_t number = 0;
    for (size_t i = 0; i < RANDOM_LEVERS; i++)
        for (size_t k = i + 1; k < RANDOM_LEVERS; k++, number++) {
            if (i >= RANDOM_RATE_LEVERS && number % 2)
                continue; /* half of those that do not move a rate */
            const char *const lever[] = {random_lever[i], random_lever[k]};
            bench b = bench_of(number, 2, lever);
            b.study = (sol_study){.document = b.document, .settings = &b.settings};
            sol_diagnostics *faults = sol_diagnostics_new(b.arena);
            const sol_comparison *c = sol_compare_levers(b.arena, &b.study, 2, b.lever, faults);
            cr_assert_not_null(c);
            done += compare_with_singles(
                &b, c, sol_arena_print(b.arena, "scenario %u, %s and %s", number, lever[0], lever[1]));
            sol_arena_free(b.arena);
        }
    cr_assert_gt(done, 1000, "only %zu points could be made", done);
}

/* Claimants with a common history, which are walked by another path, four trials side by side; some levers make them differ. */
static const char crowd_text[] =
    "solatium: 1\n"
    "title: A crowd\n"
    "currency: KRW\n"
    "start: 2020-01-01\n"
    "end: 2026-01-01\n"
    "mortality:\n"
    "  male: {law: kannisto, b: 3.1262678e-6, g: 0.1226277}\n"
    "  female: {law: kannisto, b: 1.834428e-7, g: 0.1495351}\n"
    "participation: {JP: 40%, KR: 70%}\n"
    "correlation: {JP: 0.6, KR: 0.3}\n"
    "firms:\n"
    "  - {name: Alpha, country: JP, count: 7, pledge: 300 KRW, joins: {uniform: [2020-06-01, 2022-06-01]}}\n"
    "  - {name: Beta, country: KR, count: 3, pledge: {lognormal: [800 KRW, 0.5]}, default: 5%/y, joins: 2021-03-01}\n"
    "fund: {opening: 500 KRW, return: 2%/y}\n"
    "claimants:\n"
    "  groups:\n"
    "    - {name: People, count: 40, living: 37, sex: {male: 50%}, age: {uniform: [80, 95]}, claim: {lognormal: [90 "
    "KRW, 0.8]}}\n"
    "payments: {first: 2021-01-01, every: quarter}\n"
    "allocation: proportional\n"
    "timeliness: {paid: 80%, by: 2024-01-01, goal: 50%, confidence: 80%}\n";

static void expect_a_crowd(const bench *b)
{
    sol_diagnostics *faults = sol_diagnostics_new(b->arena);
    const sol_plan *plan = points_plan(b->arena, &b->study, faults);
    cr_assert_not_null(plan);
    cr_assert_not_null(crowd_layout_make(b->arena, plan, metrics_layout_make(b->arena, plan)));
}

Test(together, crowds_give_what_single_runs_give)
{
    static const char *const levers[][2] = {
        {"participation.JP=0%:100%:20%", "participation.KR=10%,90%"},
        {"participation.JP=0%,50%", "firms.Alpha.pledge=100 KRW,900 KRW"},
        {"participation.KR=20%,80%", "allocation=proportional,equal-awards,talmud,priority"},
        {"participation.JP=20%,80%", "administration.approval=100%,60%"},
        {"claimants.heirs=inherit,lapse,after-living", "participation.JP=20%,80%"},
        {"correlation.JP=0,0.9", "fund.opening=0 KRW,2000 KRW"},
        {"participation.JP=20%,80%", "allocation={rule: proportional, basis: outstanding},equal-awards"},
        {"fund.reserve=0 KRW,400 KRW", "timeliness.by=2022-01-01,2024-01-01,2025-06-01"},
        {"fund.opening=100 KRW,2000 KRW", "timeliness.paid=30%,80%,100%"},
        {"fund.costs.yearly=0 KRW,90 KRW", "payments.unit=1 KRW,7 KRW"},
        {"allocation=equal-awards,talmud", "fund.opening=100 KRW,2000 KRW"},
        {"allocation={rule: proportional, basis: outstanding}", "fund.opening=100 KRW,2000 KRW"},
        {"claimants.groups.People.eligible=2022-03-01,2023-01-01", "fund.opening=100 KRW,2000 KRW"},
    };
    for (size_t i = 0; i < sizeof levers / sizeof *levers; i++) {
        bench b = bench_of((uint32_t)i, 2, levers[i]);
        sol_diagnostics *faults = sol_diagnostics_new(b.arena);
        b.document = sol_document_parse(b.arena, "crowd.yaml", crowd_text, strlen(crowd_text), faults);
        cr_assert_not_null(b.document);
        b.study = (sol_study){.document = b.document, .settings = &b.settings};
        expect_a_crowd(&b);
        const sol_comparison *c = sol_compare_levers(b.arena, &b.study, 2, b.lever, faults);
        cr_assert_not_null(c);
        cr_assert_eq(compare_with_singles(&b, c, levers[i][1]), c->point_count, "%s", levers[i][1]);
        sol_arena_free(b.arena);
    }
}

typedef struct pass {
    points p;
    sol_study study[POINTS_MAX];
    sol_point point[POINTS_MAX], *at[POINTS_MAX];
    size_t taken, last;
    volatile sig_atomic_t stop;
    uint64_t stop_at;
} pass;

static void take(void *context, size_t index, const sol_trial_record *record)
{
    pass *r = context;
    cr_assert(record->trials == TRIALS && (r->taken == 0 || index > r->last));
    r->taken++;
    r->last = index;
}

static void see_progress(void *context, const sol_progress *now)
{
    pass *r = context;
    if (r->stop_at && now->done >= r->stop_at)
        r->stop = 1;
}

/* Runs the points of one lever, with so much memory to a pass. */
static pass *pass_of(bench *b, uint64_t bytes_max, uint64_t stop_at)
{
    pass *r = SOL_TAKE(b->arena, 1, pass);
    r->stop_at = stop_at;
    sol_diagnostics *faults = sol_diagnostics_new(b->arena);
    b->settings.stop = &r->stop;
    b->settings.progress = see_progress;
    b->settings.context = r;
    b->study = (sol_study){.document = b->document, .settings = &b->settings};
    size_t count = b->lever[0].count;
    r->p = (points){.arena = b->arena, .scratch = b->arena, .total = count};
    cr_assert(points_begin(&r->p, points_plan(b->arena, &b->study, faults), &b->study, faults));
    r->p.bytes_max = bytes_max;
    for (size_t i = 0; i < count; i++) {
        const char **set = SOL_TAKE(b->arena, 1, const char *);
        *set = points_setting(b->arena, b->lever[0].key, b->lever[0].value[i]);
        r->study[i] = points_with(b->arena, &b->study, 1, set);
        r->at[i] = &r->point[i];
    }
    sol_trial_record record = points_record(&r->p);
    points_run_all(&r->p, count, r->study, r->at, (points_taker){take, r, &record});
    return r;
}

Test(together, the_memory_of_a_pass_changes_nothing)
{
    static const char *const lever[] = {"participation.KR=0%:100%:10%"};
    bench b = bench_of(5, 1, lever);
    const pass *whole = pass_of(&b, POINTS_BYTES_MAX, 0);
    cr_assert_eq(whole->taken, 11);
    for (uint64_t bytes = 1; bytes < 200000; bytes *= 3) {
        const pass *parts = pass_of(&b, bytes, 0);
        cr_assert(parts->taken == 11 && parts->p.done == 11);
        for (size_t i = 0; i < 11; i++)
            cr_assert(memcmp(&parts->point[i].people, &whole->point[i].people, sizeof whole->point[i].people) == 0 &&
                          memcmp(&parts->point[i].money, &whole->point[i].money, sizeof whole->point[i].money) == 0,
                      "%d bytes, point %zu", (int)bytes, i);
    }
    sol_arena_free(b.arena);
}

Test(together, a_stop_keeps_the_passes_that_were_done)
{
    static const char *const lever[] = {"participation.KR=0%:100%:10%"};
    bench b = bench_of(5, 1, lever);
    const pass *r = pass_of(&b, 1, 3 * TRIALS);
    cr_assert(r->p.is_interrupted);
    cr_assert_eq(r->taken, 3);
    for (size_t i = 0; i < 11; i++)
        cr_assert_eq(r->point[i].state, i < 3 ? SOL_POINT_DONE : SOL_POINT_NOT_REACHED, "point %zu", i);
    sol_arena_free(b.arena);
}

Test(together, a_pass_over_points_that_fail_goes_on)
{
    static const char *const lever[] = {"participation.KR=nonsense,20%,300%,40%"};
    bench b = bench_of(6, 1, lever);
    const pass *r = pass_of(&b, POINTS_BYTES_MAX, 0);
    cr_assert(r->taken == 2 && r->p.done == 4 && !r->p.is_interrupted);
    for (size_t i = 0; i < 4; i++) {
        cr_assert_eq(r->point[i].state, i % 2 ? SOL_POINT_DONE : SOL_POINT_FAILED, "point %zu", i);
        cr_assert_eq(r->point[i].fault != NULL, i % 2 == 0);
    }
    sol_arena_free(b.arena);
}

/* More trials than a pass can keep: the points run one after the other, with the same records and differences. */
Test(together, points_of_very_many_trials_run_apart)
{
    static const char text[] = "solatium: 1\n"
                               "title: Short\n"
                               "currency: KRW\n"
                               "start: 2020-01-01\n"
                               "end: 2021-01-01\n"
                               "participation: {JP: 40%}\n"
                               "firms: [{name: Alpha, country: JP, pledge: 100 KRW}]\n"
                               "claimants: {groups: [{name: One, kind: institution, count: 1, claim: 100 KRW}]}\n"
                               "payments: {dates: [2020-06-01]}\n";
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "t", text, strlen(text), faults);
    sol_simulation_settings settings = {.trials = SOL_MANY_TRIALS_MAX + 1, .seed = 1, .threads = 2};
    sol_study study = {.document = document, .settings = &settings};
    sol_lever lever;
    cr_assert(sol_lever_parse(arena, "participation.JP=40%,50%", faults, &lever));
    const sol_comparison *c = sol_compare_levers(arena, &study, 1, &lever, faults);
    cr_assert(c && c->point[0].state == SOL_POINT_DONE && c->point[1].state == SOL_POINT_DONE);
    const sol_difference *paid = &c->point[1].difference[SOL_METRIC_PAID];
    /* A tenth of the trials bring 100 more; the binomial standard error of that is 30 / √n. */
    cr_assert_float_eq(paid->mean, 10, 4 * 30 / sqrt((double)settings.trials));
    cr_assert_float_eq(paid->se, 30 / sqrt((double)settings.trials), 1e-3);
    sol_arena_free(arena);
}
