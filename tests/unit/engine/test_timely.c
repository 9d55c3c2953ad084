/* Who is in time, and what is said of him: hand examples and closed forms. */
#include "engine/crowd_passes/crowd.h"
#include "engine/random_scenario.h"
#include "engine/trial_fixture.h"

#include "solatium/mortality.h"

#include <math.h>

#define OF_PERSONS FIXTURE_HEAD "start: 2020-01-01\nend: 2022-01-01\n"

/* Men die on the first day, women never. */
#define OF_SEXES                                                                                                       \
    "solatium: 1\ntitle: Hand example\ncurrency: KRW\nstart: 2020-01-01\nend: 2022-01-01\n"                            \
    "mortality: {male: {law: gompertz, b: 0.9, g: 0.1}, female: {law: gompertz, b: 1e-15, g: 1e-6}}\n"

static const sol_result *simulated(fixture *f, uint64_t trials)
{
    sol_simulation_settings settings = {.trials = trials, .seed = 7, .threads = 1, .claimants = true};
    return sol_simulate(f->arena, f->plan, &settings);
}

/* Of 100 claimed, 40 were received before and 30 come: seven tenths of what he is owed are paid in life. */
Test(timely, what_was_received_before_start_is_paid_in_life)
{
    fixture f = fixture_of(OF_PERSONS "fund: {opening: 30 KRW}\n"
                                      "claimants:\n  groups:\n"
                                      "    - {name: city, kind: institution, claim: 100 KRW, paid: [{amount: 40 KRW, "
                                      "date: 2019-01-01}]}\n"
                                      "payments: {first: 2020-07-01, every: year}\n");
    cr_assert_float_eq(simulated(&f, 1)->people.paid_share_in_life.mean, 0.7, 1e-15);
    fixture_end(&f);
}

/* His claim is due in about half of the trials, and then paid at once. The group that is always due has all trials. */
Test(timely, trials_that_leave_nobody_to_count_are_left_out)
{
    fixture f = fixture_of(OF_SEXES "events: {accord: {probability: 50%, date: 2020-03-01}}\n"
                                    "fund: {opening: 1bn KRW}\n"
                                    "claimants:\n  groups:\n"
                                    "    - {name: A, count: 1, sex: female, age: 90, claim: 1m KRW, requires: accord}\n"
                                    "    - {name: B, count: 1, sex: female, age: 80, claim: 1m KRW}\n"
                                    "payments: {first: 2020-07-01, every: half-year}\n"
                                    "timeliness: [{who: {groups: [A]}}, {goal: 100%}]\n");
    enum { TRIALS = 400 };
    const sol_result *r = simulated(&f, TRIALS);
    const sol_verdict *v = &r->verdict[0];
    double due = TRIALS - r->people.state[SOL_STATE_NOT_DUE].mean * TRIALS;
    cr_assert(due > 150 && due < 250, "%g", due);
    cr_assert_float_eq(v->counted, due / TRIALS, 1e-12);
    cr_assert(v->word == SOL_IN_TIME && v->probability.mean == 1);
    cr_assert_float_eq(v->probability.low, due / (due + 1.959963984540054 * 1.959963984540054), 1e-9);
    const sol_estimate *one[] = {&r->people.share_in_time,   &r->people.share_of_all_living,
                                 &r->people.ceiling,         &v->share_in_time,
                                 &r->group[0].share_in_time, &r->people.paid_share_in_life};
    for (size_t i = 0; i < sizeof one / sizeof *one; i++)
        cr_assert(one[i]->mean == 1 && one[i]->p05 == 1 && one[i]->support == SOL_OF_MANY, "figure %zu", i);
    cr_assert_eq(r->group[1].share_in_time.support, SOL_OF_NONE, "the first goal counts nobody of it");
    cr_assert(r->verdict[1].counted == 1 && r->verdict[1].probability.mean == 1);
    fixture_end(&f);
}

/* A fund that pays nobody, with nobody alive: neither in time nor too late. */
Test(timely, a_goal_for_the_living_counts_nobody_where_none_live)
{
    fixture f = fixture_of(OF_SEXES "claimants:\n  groups:\n"
                                    "    - {name: E, count: 3, living: 0, sex: male, age: 92, claim: 1m KRW}\n"
                                    "payments: {first: 2020-07-01, every: half-year}\n");
    const sol_result *r = simulated(&f, 50);
    cr_assert(r->verdict[0].word == SOL_NOBODY_TO_COUNT && r->verdict[0].counted == 0);
    cr_assert(r->verdict[0].probability.support == SOL_OF_NONE && r->people.ceiling.support == SOL_OF_NONE);
    cr_assert_eq(r->people.state[SOL_STATE_NOTHING].mean, 3);
    fixture_end(&f);
}

/*
 * A woman, a man who dies at once, and two estates, one of each sex and of 95 and 85 at death; all are paid on the first pay date but the
 * younger estate, whose claim becomes eligible after the goal's day.
 */
Test(timely, a_goal_counts_whom_it_names_and_each_reaches_it_in_his_way)
{
    static const struct {
        const char *who;
        double counted, in_time; /* people */
        double state;            /* in time, the counted or the living */
    } rows[] = {
        {"living", 2, 1, 1},
        {"{living: yes}", 2, 1, 1},
        {"estates", 2, 1, 2},
        {"{living: no}", 2, 1, 2},
        {"all", 4, 3, 3},
        {"{groups: [W, M]}", 2, 1, 1},
        {"{groups: [M, old]}", 2, 1, 2},
        {"{groups: [M, old], living: no}", 1, 1, 2},
        {"{age_from: 90}", 2, 1, 2},
        {"{age_from: 90, living: yes}", 1, 0, 1},
        {"{age_from: 99}", 0, 0, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(
            arena,
            "%sfund: {opening: 1bn KRW}\n"
            "claimants:\n  groups:\n"
            "    - {name: W, count: 1, sex: female, age: 80, claim: 1m KRW}\n"
            "    - {name: M, count: 1, sex: male, age: 91, claim: 1m KRW}\n"
            "    - {name: old, count: 1, living: 0, sex: male, age: 95, claim: 1m KRW}\n"
            "    - {name: young, count: 1, living: 0, sex: female, age: 85, claim: 1m KRW, eligible: 2021-06-01}\n"
            "payments: {first: 2020-07-01, every: half-year}\n"
            "timeliness: {who: %s, by: 2021-03-01}\n",
            OF_SEXES, rows[i].who));
        const sol_result *r = simulated(&f, 3);
        if (rows[i].counted > 0)
            cr_assert_float_eq(r->people.share_in_time.mean, rows[i].in_time / rows[i].counted, 1e-12, "%s: %g",
                               rows[i].who, r->people.share_in_time.mean);
        else
            cr_assert_eq(r->verdict[0].word, SOL_NOBODY_TO_COUNT, "%s", rows[i].who);
        cr_assert_eq(r->people.share_in_time.mean, r->verdict[0].share_in_time.mean, "%s", rows[i].who);
        cr_assert_eq(r->people.state[SOL_STATE_IN_TIME].mean, rows[i].state, "%s: %g", rows[i].who,
                     r->people.state[SOL_STATE_IN_TIME].mean);
        double all = 0;
        for (int s = 0; s < SOL_STATES; s++)
            all += r->people.state[s].mean;
        cr_assert_eq(all, 4, "%s", rows[i].who);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

/* How many of a group survive to a day, by the law. */
static double survivors(const fixture *f, int year, int month, int day)
{
    const sol_scenario *scenario = f->scenario;
    sol_date on = sol_date_of(year, month, day);
    double sum = 0, integral;
    for (size_t i = 0; i < f->plan->people.count; i++) {
        const plan_claimant *c = &f->plan->people.claimant[i];
        sol_life life = {&scenario->mortality->hazard[c->sex], &scenario->mortality->improvement,
                         sol_date_years(c->birth, scenario->start), scenario->start};
        sol_hazard_integrals(&life, 1, &on, &integral);
        sum += exp(-integral);
    }
    return sum;
}

/*
 * Without money those who miss the goal are told by the day of their death: before 14 October, on which they are entitled; before 3 December,
 * when the office opens; for sixty days they decide; then there is no pay date until 1 April; by the goal's day, 20 November, they die for
 * want of money or not. Once by a queue and answers, once as a crowd, which has neither. Tolerance: four standard errors.
 */
Test(timely, why_somebody_is_not_in_time_goes_by_the_day_of_his_death)
{
    for (int is_crowd = 0; is_crowd < 2; is_crowd++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(
            arena,
            "%sclaimants:\n  groups:\n"
            "    - {name: A, count: 60, sex: male, age: {uniform: [93, 99]}, claim: 1m KRW, eligible: 2020-10-14%s}\n"
            "payments: {first: %s, every: year}\n%s"
            "timeliness: {by: 2021-11-20}\n",
            OF_PERSONS, is_crowd ? "" : ", accepts: {after: 60d}", is_crowd ? "2020-04-01" : "2021-04-01",
            is_crowd ? "" : "administration: {opens: 2020-12-03, capacity: 1000000}\n"));
        cr_assert_eq(crowd_is_one(f.plan), is_crowd);
        const double days[] = {(double)f.plan->people.count,
                               survivors(&f, 2020, 10, 14),
                               is_crowd ? survivors(&f, 2020, 10, 14) : survivors(&f, 2020, 12, 3),
                               is_crowd ? survivors(&f, 2020, 10, 14) : survivors(&f, 2021, 2, 1),
                               survivors(&f, 2021, 4, 1),
                               survivors(&f, 2021, 11, 20)};
        sol_simulation_settings settings = {.trials = 3000, .seed = 5, .threads = 2, .claimants = !is_crowd};
        const sol_result *r = sol_simulate(f.arena, f.plan, &settings);
        double sum = 0;
        for (int k = 0; k < SOL_REASONS; k++) {
            const sol_estimate *e = &r->people.reason[k];
            double expected = k == SOL_ALIVE ? days[k] : days[k] - days[k + 1];
            cr_assert_float_eq(e->mean, expected, 4 * e->se + 1e-9, "%d, reason %d: %g ± %g, not %g", is_crowd, k,
                               e->mean, e->se, expected);
            sum += e->mean;
        }
        cr_assert_float_eq(sum, 60, 1e-9);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

/* One trial has no standard error. */
Test(timely, one_trial_has_no_standard_error)
{
    fixture f = random_scenario(5);
    const sol_result *r = simulated(&f, 1);
    cr_assert(r->money.paid.support == SOL_OF_ONE && r->claimant[0].in_time.support == SOL_OF_ONE);
    cr_assert_eq(r->timeline[0].living.support, SOL_OF_ONE);
    fixture_end(&f);
}
