#include "solatium/tornado.h"

#include "base/text.h"
#include "study/levers/nudge.h"
#include "study_fixture.h"

#include <math.h>

#define HEAD                                                                                                           \
    "solatium: 1\ntitle: Moved\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\n"                                   \
    "exchange: {JPY: 10.9, USD: 1180}\n"                                                                               \
    "mortality:\n"                                                                                                     \
    "  male: {law: gompertz, b: 2.0e-5, g: 0.1}\n  female: {law: gompertz, b: 1.2e-5, g: 0.1}\n"

Test(nudge, values_move_by_their_kind)
{
    static const struct {
        const char *key, *value, *low, *high; /* at 10 %; NULL: not a value that moves */
        bool low_is_limit, high_is_limit;
    } rows[] = {
        {"participation.JP", "35%", "31.5%", "38.5%", false, false},
        {"participation.JP.after.talks", "0.95", "0.855", "1", false, true},
        {"participation.KR", "{triangular: [50%, 80%, 95%]}", "{triangular: [45%, 72%, 85.5%]}",
         "{triangular: [55%, 88%, 100%]}", false, true},
        {"firms.A.participation.times", "0.95", "0.855", "1.045", false, false},
        {"firms.A.pledge", "40m JPY", "36m JPY", "44m JPY", false, false},
        {"firms.A.pledge", "3억 5000만 KRW", "315m KRW", "385m KRW", false, false},
        {"firms.A.pledge", "1,200,000", "1.08m KRW", "1.32m KRW", false, false},
        {"firms.A.pledge", "9.95 USD", "8.96 USD", "10.95 USD", false, false},
        {"firms.A.pledge", "{lognormal: [300m KRW, 1.0]}", "{lognormal: [270m KRW, 1.0]}",
         "{lognormal: [330m KRW, 1.0]}", false, false},
        {"firms.A.pledge.of_claims", "12%", "10.8%", "13.2%", false, false},
        {"firms.A.joins", "2020-04-10", "2020-01-01", "2020-10-10", true, false},
        {"firms.A.joins", "2020-08-31", "2020-02-29", "2021-02-28", false, false},
        {"firms.A.joins", "2020-01-01", "2020-01-01", "2020-07-01", true, false},
        {"firms.A.joins", "2019-12-31", "2019-12-31", "2019-12-31", false, false},
        {"firms.A.joins", "{uniform: [2019-06-01, 2020-04-10]}", "{uniform: [2019-06-01, 2020-01-01]}",
         "{uniform: [2019-06-01, 2020-10-10]}", true, false},
        {"firms.A.joins", "{uniform: [2020-02-10, 2020-05-10]}", "{uniform: [2020-01-01, 2020-03-31]}",
         "{uniform: [2020-08-10, 2020-11-10]}", true, false},
        {"firms.A.joins", "{after: 18mo}", "{after: 12mo}", "{after: 24mo}", false, false},
        {"firms.A.joins", "{after: 4mo}", "{after: 1d}", "{after: 10mo}", true, false},
        {"firms.A.joins", "{exponential: 20mo}", "{exponential: 14mo}", "{exponential: 26mo}", false, false},
        {"firms.A.joins", "{after: {exponential: 90d}}", "{after: {exponential: 1d}}",
         "{after: {exponential: 6mo 90d}}", true, false},
        {"claimants.groups.B.accepts.after", "20mo", "18mo", "22mo", false, false},
        {"firms.A.joins", "{choice: {2020-04-10: 40%, 2019-01-01: 60%}}",
         "{choice: {2020-01-01: 40%, 2019-01-01: 60%}}", "{choice: {2020-10-10: 40%, 2019-01-01: 60%}}", true, false},
        {"firms.A.default", "0.5%/y", "0.45%/y", "0.55%/y", false, false},
        {"firms.A.count", "15", "14", "16", false, false},
        {"firms.A.pays.instalments", "1", "1", "1", true, false},
        {"claimants.groups.B.claim", "{normal: [100m KRW, 5m KRW]}", "{normal: [90m KRW, 5m KRW]}",
         "{normal: [110m KRW, 5m KRW]}", false, false},
        {"claimants.groups.B.age", "94", "93", "95", false, false},
        {"claimants.groups.B.age", "119.5", "118.5", "120", false, true},
        {"claimants.groups.B.age", "{normal: [91, 2.5]}", "{normal: [90, 2.5]}", "{normal: [92, 2.5]}", false, false},
        {"allocation.0.who.age_from", "85", "84", "86", false, false},
        {"claimants.groups.B.born", "1930", NULL, NULL, false, false},
        {"claimants.groups.B.interest.0.rate", "20%/y", "18%/y", "22%/y", false, false},
        {"fund.costs.yearly", "420m KRW", "378m KRW", "462m KRW", false, false},
        {"exchange.JPY", "10.9", "9.81", "11.99", false, false},
        {"allocation.0.up_to", "50%", "45%", "55%", false, false},
        {"mortality.multiplier", "{lognormal: [1.0, 0.05]}", "{lognormal: [0.9, 0.05]}", "{lognormal: [1.1, 0.05]}",
         false, false},
        {"claimants.groups.B.mortality.multiplier", "3", "2.7", "3.3", false, false},
        {"mortality.improvement.85", "2%/y", "1.8%/y", "2.2%/y", false, false},
        {"administration.capacity.per_month", "33.333", "30", "36.666", false, false},
        {"claimants.groups.B.sex", "male", NULL, NULL, false, false},
        {"firms.A.joins", "soon", NULL, NULL, false, false},
        {"firms.A.pledge", "{cauchy: [1 KRW, 2 KRW]}", NULL, NULL, false, false},
        {"firms.A.colour", "35%", NULL, NULL, false, false},
    };
    sol_arena *arena = sol_arena_new();
    const sol_currency currency[] = {{.code = "KRW"}, {.code = "JPY"}, {.code = "USD", .minor_digits = 2}};
    sol_scenario scenario = {.start = sol_date_of(2020, 1, 1), .currency_count = 3, .currency = currency};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_assumption said = {.key = rows[i].key, .value = rows[i].value};
        nudge low = nudge_value(arena, &scenario, &said, -0.1), high = nudge_value(arena, &scenario, &said, 0.1);
        const char *label = sol_arena_print(arena, "%s: %s", rows[i].key, rows[i].value);
        if (!rows[i].low) {
            cr_assert(!low.value && !high.value, "%s", label);
            continue;
        }
        cr_assert(low.value && high.value, "%s", label);
        cr_assert_str_eq(low.value, rows[i].low, "%s: %s", label, low.value);
        cr_assert_str_eq(high.value, rows[i].high, "%s: %s", label, high.value);
        cr_assert_eq(low.is_moved, strcmp(low.value, rows[i].value) != 0, "%s", label);
        cr_assert_eq(high.is_moved, strcmp(high.value, rows[i].value) != 0, "%s", label);
        cr_assert_eq(low.is_limit, rows[i].low_is_limit, "%s", label);
        cr_assert_eq(high.is_limit, rows[i].high_is_limit, "%s", label);
    }
    sol_arena_free(arena);
}

static const char one_firm[] = HEAD "participation: {JP: 50%}\n"
                                    "firms: [{name: Firm, country: JP, pledge: 80 KRW}]\n"
                                    "claimants: {groups: [{name: City, kind: institution, claim: 100 KRW}]}\n"
                                    "payments: {first: 2021-01-01, every: year}\n"
                                    "timeliness: {paid: 85%}\n";

static const sol_tornado_row *row_of(const sol_tornado *t, const char *key)
{
    for (size_t i = 0; i < t->row_count; i++)
        if (strcmp(t->row[i].key, key) == 0)
            return &t->row[i];
    return NULL;
}

/* The rate moves what comes by ten points of 80; the pledge of 88 by a tenth of what comes. */
Test(tornado, rows_are_paired_differences_against_the_scenario_as_it_is)
{
    study_fixture f = study_of(one_firm, 2000);
    static const char *const in_life[] = {"paid-in-life"};
    f.study.outcomes = (sol_outcome_keys){1, in_life};
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
    cr_assert_not_null(t);
    cr_assert_eq(t->trials, 2000);
    cr_assert_eq(t->pilot_trials, 0);
    cr_assert_float_eq(t->base.estimate.mean, 40, 4);
    const sol_tornado_row *rate = row_of(t, "participation.JP"), *pledge = row_of(t, "firms.Firm.pledge");
    cr_assert(rate && pledge);
    cr_assert_str_eq(rate->base_value, "50%");
    cr_assert_str_eq(rate->high.value, "55%");
    cr_assert_float_eq(rate->high.effect.mean, 0.05 * 80, 4 * rate->high.effect.se);
    cr_assert_float_eq(rate->low.effect.mean, -0.05 * 80, 4 * rate->low.effect.se);
    cr_assert_float_eq(pledge->high.effect.mean, 0.1 * t->base.estimate.mean, 1e-9);
    cr_assert_lt(rate->high.effect.se, 0.5 * t->base.estimate.se, "paired");
    cr_assert_str_eq(t->outcome, "paid-in-life");
    for (size_t i = 1; i < t->row_count; i++)
        cr_assert_leq(fmax(fabs(t->row[i].low.effect.mean), fabs(t->row[i].high.effect.mean)),
                      fmax(fabs(t->row[i - 1].low.effect.mean), fabs(t->row[i - 1].high.effect.mean)));
    study_end(&f);
}

/* Ages within the law's fit leave it when they are moved: that is the tornado's doing, not the scenario's. */
Test(tornado, what_its_own_levers_bring_is_not_warned_of)
{
    study_fixture f =
        study_of("solatium: 1\ntitle: Fitted\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\nmortality:\n"
                 "  male: {law: gompertz, b: 2.0e-5, g: 0.1, fitted: [80, 105]}\n"
                 "  female: {law: gompertz, b: 1.2e-5, g: 0.1, fitted: [80, 105]}\n"
                 "claimants: {groups: [{name: People, count: 3, sex: male, age: 85, claim: 100 KRW}]}\n"
                 "payments: {first: 2021-01-01, every: year}\nfund: {opening: 100 KRW}\n",
                 20);
    cr_assert_not_null(sol_tornado_run(f.arena, &f.study, 0.2, f.faults));
    for (size_t i = 0; i < sol_diagnostics_count(f.faults); i++)
        cr_expect_fail("%s", sol_diagnostics_get(f.faults, i)->message);
    study_end(&f);
}

/* A point of the tornado is a single run of that point. */
Test(tornado, what_is_asked_and_how_it_is_simulated_does_not_move)
{
    study_fixture f = study_of(one_firm, 50);
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
    static const char *const fixed[] = {"start", "end", "timeliness.paid", "timeliness.goal", "mortality.male.b"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++) {
        cr_assert_null(row_of(t, fixed[i]), "%s", fixed[i]);
        for (size_t k = 0; k < t->left_count; k++)
            cr_assert_str_neq(t->left[k].key, fixed[i]);
    }
    study_end(&f);
}

/* A group's own law is a fit as the scenario's is; how many times its hazards are borne is a value like others. */
Test(tornado, a_groups_multiplier_of_mortality_moves_and_its_law_does_not)
{
    study_fixture f = study_of(
        HEAD "claimants:\n  groups:\n    - {name: \"A. B\", count: 9, sex: male, age: 85, claim: 100 KRW, mortality: "
             "{male: {law: makeham, a: 0.01, b: 2.0e-5, g: 0.1}, multiplier: 3, improvement: 2%/y, reference: 2015}}\n"
             "payments: {first: 2021-01-01, every: year}\nfund: {opening: 500 KRW}\n",
        50);
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
    static const char *const parts[] = {"male.a", "male.b", "male.g", "reference"};
    static const char *const moved[] = {"multiplier", "improvement"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *key = sol_arena_print(f.arena, "claimants.groups.\"A. B\".mortality.%s", parts[i]);
        cr_expect_null(row_of(t, key), "%s", key);
        for (size_t k = 0; k < t->left_count; k++)
            cr_expect_str_neq(t->left[k].key, key);
    }
    for (size_t i = 0; i < sizeof moved / sizeof *moved; i++) {
        const char *key = sol_arena_print(f.arena, "claimants.groups.\"A. B\".mortality.%s", moved[i]);
        cr_expect_not_null(row_of(t, key), "%s", key);
    }
    study_end(&f);
}

/* 300 firms of which the last is the largest, in a pilot of 50 of 60 trials; beyond 200 values none is tried. */
Test(tornado, many_values_are_bounded_and_those_left_out_are_named)
{
    sol_arena *arena = sol_arena_new();
    text_buffer text = {.arena = arena};
    text_append(&text, HEAD "participation: {JP: 50%}\nfirms:\n");
    for (int i = 0; i < 300; i++)
        text_print(&text, "  - {name: F%d, country: JP, pledge: %d KRW}\n", i, i == 150 ? 5000 : 10);
    text_append(&text, "claimants: {groups: [{name: City, kind: institution, claim: 20k KRW}]}\n"
                       "payments: {first: 2021-01-01, every: year}\n");
    study_fixture f = study_of(text_of(&text), 60);
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.3, f.faults);
    cr_assert_eq(t->pilot_trials, 50);
    cr_assert_str_eq(t->outcome, "paid-in-life");
    cr_assert_str_eq(t->instead_of, SOL_TORNADO_OUTCOME);
    cr_assert_leq(t->row_count, SOL_TORNADO_ROWS_MAX);
    cr_assert(row_of(t, "participation.JP"));
    cr_assert(row_of(t, "firms.F150.pledge"), "the pilot finds it among the tried");
    size_t tried = t->row_count, untried = 0;
    for (size_t i = 0; i < t->left_count; i++) {
        tried += t->left[i].is_tried;
        untried += !t->left[i].is_tried;
    }
    cr_assert_eq(tried, SOL_TORNADO_TRIED_MAX);
    cr_assert_gt(untried, 100);
    study_end(&f);
    sol_arena_free(arena);
}

static const char full_house[] =
    HEAD "participation: {JP: 50%}\n"
         "firms: [{name: Firm, country: JP, pledge: 500 KRW}]\n"
         "claimants: {groups: [{name: People, count: 10, living: 10, sex: male, age: 80, claim: 100 KRW}]}\n"
         "payments: {first: 2021-01-01, every: year}\n";

Test(tornado, an_end_that_cannot_be_made_is_named_and_the_rest_go_on)
{
    study_fixture f = study_of(full_house, 50);
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
    const sol_tornado_row *living = row_of(t, "claimants.groups.People.living");
    cr_assert(living);
    cr_assert(living->high.fault && !living->low.fault, "eleven of ten cannot live");
    cr_assert_gt(t->row_count, 2);
    study_end(&f);
}

static volatile sig_atomic_t stop_flag;

static void stop_late(void *context, const sol_progress *now)
{
    uint64_t *last = context;
    cr_assert_geq(now->done, *last, "progress never falls back");
    cr_assert_leq(now->done, now->total);
    *last = now->done;
    if (now->done * 2 > now->total)
        stop_flag = 1;
}

Test(tornado, what_was_done_before_a_stop_is_kept)
{
    study_fixture f = study_of(full_house, 200);
    uint64_t last = 0;
    stop_flag = 0;
    f.settings->stop = &stop_flag;
    f.settings->progress = stop_late;
    f.settings->context = &last;
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
    cr_assert(t->is_interrupted);
    cr_assert_gt(t->row_count, 0);
    size_t untried = 0;
    for (size_t i = 0; i < t->left_count; i++)
        untried += !t->left[i].is_tried;
    cr_assert_gt(untried, 0);
    study_end(&f);
}

/* Nobody can be paid 100 by a fund of 950 for ten: who leaves one out pays the nine in full, which is no advice. */
static const char short_fund[] =
    HEAD "claimants: {groups: [{name: People, count: 10, sex: male, age: 60, claim: 100 KRW}]}\n"
         "fund: {opening: 950 KRW}\npayments: {first: 2020-02-01, every: year}\n"
         "allocation: proportional\ntimeliness: {paid: 100%, by: 2020-02-01}\n";

Test(tornado, an_end_that_leaves_people_out_is_told_and_does_not_count_for_the_order)
{
    static const char *const outcomes[] = {"nobody-left-out", "in-time"};
    for (size_t k = 0; k < 2; k++) {
        study_fixture f = study_of(short_fund, 100);
        f.study.outcomes = (sol_outcome_keys){1, &outcomes[k]};
        sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
        const sol_tornado_row *count = row_of(t, "claimants.groups.People.count"), *opening = row_of(t, "fund.opening");
        cr_assert(count && opening);
        cr_assert_gt(opening->high.effect.mean, 0.9);
        cr_assert_eq(sol_tornado_helps(t, &opening->high), 1);
        cr_assert(!sol_tornado_is_no_help(t, &opening->high));
        cr_assert_str_eq(opening->words, "money in hand");
        cr_assert_float_eq(opening->high.living.mean, 10, 0.5, "all whose claims are whole");
        cr_assert_gt(count->low.effect.mean, 0.9, "nine can be paid");
        cr_assert_eq(count->low.left_out, 1);
        cr_assert(count->low.has_others && sol_tornado_is_no_help(t, &count->low));
        cr_assert_str_eq(t->row[0].key, "fund.opening");
        study_end(&f);
    }
}

Test(tornado, refusing_is_no_help_by_any_outcome)
{
    static const struct {
        const char *outcome;
        bool is_better; /* at an approval of 90 % */
    } rows[] = {{"nobody-left-out", true}, {"in-time", true}, {"owed", true}, {"people.refused", false}};
    sol_arena *arena = sol_arena_new();
    const char *text = sol_arena_print(arena, "%s%s", short_fund, "administration: {approval: 100%}\n");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        study_fixture f = study_of(text, 400);
        f.study.outcomes = (sol_outcome_keys){1, &rows[i].outcome};
        sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
        const sol_tornado_row *approval = row_of(t, "administration.approval");
        cr_assert_not_null(approval, "%s", rows[i].outcome);
        cr_assert_float_eq(approval->low.left_out, 1, 0.2, "one in ten is refused");
        cr_assert_eq(sol_tornado_is_no_help(t, &approval->low), rows[i].is_better, "%s", rows[i].outcome);
        cr_assert_eq(sol_tornado_helps(t, &approval->low), rows[i].is_better ? 1 : -1, "%s", rows[i].outcome);
        if (rows[i].is_better)
            cr_assert_str_neq(t->row[0].key, "administration.approval", "%s", rows[i].outcome);
        else
            cr_assert_str_eq(t->row[0].key, "administration.approval");
        study_end(&f);
    }
    sol_arena_free(arena);
}

/* Two claims of 100, 105 in hand and a gift of 100 in 2021: both are whole on 1 February 2022; with a gift of 90 neither ever is. */
Test(tornado, a_date_is_moved_by_the_days_between_its_medians_and_never_is_later_than_any)
{
    static const char *const half = "reach.all.50%";
    study_fixture f = study_of(HEAD "claimants: {groups: [{name: Town, kind: institution, count: 2, claim: 100 KRW}]}\n"
                                    "fund: {opening: 105 KRW}\npayments: {first: 2020-02-01, every: year}\n"
                                    "other_sources: [{name: Gift, kind: gift, amount: 100 KRW, date: 2021-09-01}]\n"
                                    "allocation: proportional\n",
                               20);
    f.study.outcomes = (sol_outcome_keys){1, &half};
    sol_tornado *t = sol_tornado_run(f.arena, &f.study, 0.1, f.faults);
    cr_assert_eq(t->base.kind, SOL_OUTCOME_DATE);
    cr_assert_eq(t->base.date.p50.day, sol_date_of(2022, 2, 1).day);
    const sol_tornado_row *gift = row_of(t, "other_sources.Gift.amount"), *date = row_of(t, "other_sources.Gift.date");
    cr_assert(gift && date);
    cr_assert(isinf(gift->low.effect.mean) && gift->low.effect.mean > 0, "195 of 200 never pay anybody in full");
    cr_assert(gift->low.effect.is_distinguishable);
    cr_assert_eq(sol_tornado_helps(t, &gift->low), -1);
    cr_assert_eq(gift->high.effect.mean, 0);
    cr_assert_eq(date->low.effect.mean, 0, "half a year earlier is 1 March 2021, for the same pay date");
    cr_assert_eq(date->high.effect.mean, 365, "half a year later is 1 March 2022, for the next one");
    cr_assert(isinf(t->row[0].low.effect.mean) || isinf(t->row[0].high.effect.mean), "never is farther than any date");
    study_end(&f);
}
