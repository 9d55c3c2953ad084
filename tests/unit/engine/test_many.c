/* How plans are sorted into what they share, and what a run of many promises; that each gets its own numbers is tested with the study. */
#include "engine/together/many.h"

#include "../random_study.h"

enum { PLANS = 4 };

typedef struct set_of_plans {
    sol_arena *arena;
    const sol_plan *plan[PLANS];
} set_of_plans;

static set_of_plans plans_of(const char *const setting[static PLANS])
{
    set_of_plans s = {.arena = sol_arena_new()};
    sol_document *document = random_document(s.arena, 11);
    for (size_t p = 0; p < PLANS; p++) {
        sol_diagnostics *faults = sol_diagnostics_new(s.arena);
        const sol_scenario *scenario = sol_scenario_make(s.arena, document, 1, &setting[p], faults);
        s.plan[p] = scenario ? sol_plan_make(s.arena, scenario, faults) : NULL;
        cr_assert_not_null(s.plan[p], "%s", setting[p]);
    }
    return s;
}

Test(many, plans_share_what_their_lever_leaves_alone)
{
    static const struct {
        const char *setting[PLANS];
        size_t streams, kinds;
        int lives, like; /* of the last kind */
    } rows[] = {
        {{"participation.KR=1%", "participation.KR=2%", "participation.KR=3%", "participation.KR=4%"}, 1, 1, -1, -1},
        {{"firms.P.pledge=1 KRW", "firms.P.pledge=2 KRW", "firms.P.pledge=3 KRW", "firms.P.pledge=4 KRW"},
         1,
         1,
         -1,
         -1},
        {{"correlation.JP=0", "correlation.JP=0.1", "correlation.JP=0.2", "correlation.JP=0.2"}, 3, 1, -1, -1},
        {{"hold=eligible", "hold=registered", "hold=eligible", "hold=registered"}, 1, 2, 0, 0},
        {{"administration.approval=1%", "administration.approval=2%", "administration.approval=3%", "title=x"},
         1,
         4,
         0,
         -1},
        {{"mortality.multiplier=1", "mortality.multiplier=2", "mortality.multiplier=3", "mortality.multiplier=1"},
         3,
         3,
         -1,
         -1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        set_of_plans s = plans_of(rows[i].setting);
        const many_kin *kin = many_kin_make(s.arena, PLANS, s.plan, metrics_layout_brief);
        const char *what = rows[i].setting[0];
        cr_assert_eq(kin->stream_count, rows[i].streams, "%s: %zu streams", what, kin->stream_count);
        cr_assert_eq(kin->kind_count, rows[i].kinds, "%s: %zu kinds", what, kin->kind_count);
        cr_assert_eq(kin->kind[kin->kind_count - 1].lives, rows[i].lives, "%s", what);
        cr_assert_eq(kin->kind[kin->kind_count - 1].like, rows[i].like, "%s", what);
        sol_arena_free(s.arena);
    }
}

static const char *const rates[PLANS] = {"participation.KR=0%", "participation.KR=30%", "participation.KR=60%",
                                         "participation.KR=100%"};

typedef struct seen {
    size_t count;
    double share[PLANS];
    volatile sig_atomic_t stop;
} seen;

static void see(void *context, size_t plan, const sol_result *result, const sol_trial_record *record)
{
    seen *s = context;
    cr_assert_eq(plan, s->count++, "the plans come in turn");
    cr_assert(result->timeline_count == 0 && result->source_count == 0 && result->group_count == 0);
    cr_assert(result->trials == 40 && result->seed == 9 && record->trials == 40 && !result->is_interrupted);
    s->share[plan] = result->people.share_in_time.mean;
}

static void stop_at_once(void *context, const sol_progress *now)
{
    seen *s = context;
    cr_assert(now->total == 3000 && now->done < now->total);
    s->stop = 1;
}

Test(many, plans_are_received_in_turn_and_none_after_a_stop)
{
    set_of_plans s = plans_of(rates);
    sol_trial_record record = {.value = SOL_TAKE(s.arena, 3000 * SOL_METRICS, double)};
    seen once = {0}, again = {0}, stopped = {0};
    sol_simulation_settings settings = {.trials = 40, .seed = 9, .threads = 1, .record = &record};
    cr_assert(sol_simulate_many(PLANS, s.plan, &settings, see, &once));
    settings.threads = 3;
    cr_assert(sol_simulate_many(PLANS, s.plan, &settings, see, &again));
    cr_assert(once.count == PLANS && memcmp(once.share, again.share, sizeof once.share) == 0);
    settings = (sol_simulation_settings){
        .trials = 3000, .seed = 9, .threads = 1, .stop = &stopped.stop, .progress = stop_at_once, .context = &stopped};
    cr_assert_not(sol_simulate_many(PLANS, s.plan, &settings, see, &stopped));
    cr_assert_eq(stopped.count, 0);
    sol_arena_free(s.arena);
}

Test(many, a_plan_that_shares_nothing_costs_more_memory)
{
    static const char *const setting[PLANS] = {"title=x", "participation.KR=1%", "allocation=talmud", "end=2022-01-10"};
    set_of_plans s = plans_of(setting);
    uint64_t rates_alone = many_bytes(s.plan[1], s.plan[0], 100, 2),
             division = many_bytes(s.plan[2], s.plan[0], 100, 2), all = many_bytes(s.plan[3], s.plan[0], 100, 2);
    cr_assert(rates_alone < division && division < all);
    cr_assert_eq(many_bytes(s.plan[1], s.plan[0], 200, 2) - rates_alone,
                 rates_alone - many_bytes(s.plan[1], s.plan[0], 0, 2));
    sol_arena_free(s.arena);
}

/* Claimants of two kinds, so that they are no crowd; only the first and the third plan have a common history. */
static const char apart[] =
    "solatium: 1\ntitle: Apart\ncurrency: KRW\nstart: 2019-07-01\nend: 2022-07-01\n"
    "mortality:\n  male: {law: kannisto, b: 3.1262678e-6, g: 0.1226277}\n  female: {law: kannisto, b: 1.8e-7, g: "
    "0.15}\n"
    "claimants:\n  groups:\n"
    "    - {name: A, count: 200, sex: male, age: {normal: [90, 4]}, claim: {uniform: [3 KRW, 900 KRW]}}\n"
    "    - {name: B, count: 100, sex: male, age: {normal: [85, 4]}, claim: {uniform: [3 KRW, 900 KRW]}, heirs: lapse}\n"
    "other_sources:\n  - {name: M, kind: public, amount: {uniform: [1 KRW, 20000 KRW]}, date: 2019-10-01, every: "
    "quarter}\n"
    "payments: {first: 2019-10-01, every: quarter}\nallocation: proportional\ntimeliness: {by: 2021-07-01, goal: "
    "50%}\n";

static void see_in_time(void *context, size_t plan, const sol_result *result, const sol_trial_record *record)
{
    (void)record;
    ((double *)context)[plan] = result->people.share_in_time.mean;
}

Test(many, plans_share_lives_only_where_their_rows_stand_alike)
{
    static const char *const setting[PLANS] = {"allocation=equal-awards",
                                               "allocation=[{rule: talmud, basis: outstanding}]", "allocation=talmud",
                                               "allocation=[{rule: proportional, basis: outstanding}]"};
    static const int lives[PLANS] = {SOL_NONE, SOL_NONE, 0, 1};
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "apart.yaml", apart, strlen(apart), faults);
    const sol_plan *plan[PLANS];
    for (size_t p = 0; p < PLANS; p++) {
        const sol_scenario *scenario = sol_scenario_make(arena, document, 1, &setting[p], faults);
        plan[p] = scenario ? sol_plan_make(arena, scenario, faults) : NULL;
        cr_assert_not_null(plan[p], "%s", setting[p]);
    }
    const many_kin *kin = many_kin_make(arena, PLANS, plan, metrics_layout_brief);
    double together[PLANS];
    sol_simulation_settings settings = {.trials = 12, .seed = 9, .threads = 1};
    cr_assert(sol_simulate_many(PLANS, plan, &settings, see_in_time, together));
    for (size_t p = 0; p < PLANS; p++) {
        cr_assert_eq(kin->kind[p].lives, lives[p], "%s lives with %d", setting[p], kin->kind[p].lives);
        cr_assert_eq(sol_simulate(arena, plan[p], &settings)->people.share_in_time.mean, together[p], "%s", setting[p]);
    }
    sol_arena_free(arena);
}
