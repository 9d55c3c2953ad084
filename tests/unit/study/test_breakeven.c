#include "solatium/breakeven.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* One firm, one pay date, one claimant who does not die before it: the goal is met exactly when the firm joins, so the rate needed is the
 * confidence. */
static const char one_firm[] = "solatium: 1\n"
                               "title: One firm\n"
                               "currency: KRW\n"
                               "start: 2020-01-01\n"
                               "end: 2022-01-01\n"
                               "simulation: {trials: 250, seed: 1}\n"
                               "mortality:\n"
                               "  male: {law: gompertz, b: 1.0e-12, g: 0.01}\n"
                               "  female: {law: gompertz, b: 1.0e-12, g: 0.01}\n"
                               "participation: {JP: 40%}\n"
                               "firms:\n"
                               "  - {name: Alpha, country: JP, pledge: 150m KRW, joins: 2020-06-01}\n"
                               "claimants:\n"
                               "  seed: 3\n"
                               "  groups:\n"
                               "    - {name: One, count: 1, living: 1, sex: male, age: 80, claim: 100m KRW}\n"
                               "payments: {dates: [2021-01-01]}\n"
                               "allocation: proportional\n"
                               "timeliness: {paid: 100%, by: 2021-12-31, goal: 100%, confidence: 80%}\n";

static sol_breakeven *found(sol_arena *arena, sol_breakeven_request request, uint64_t seed)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "test.yaml", one_firm, strlen(one_firm), faults);
    const char *first = sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "";
    cr_assert_not_null(document, "%s", first);
    sol_simulation_settings settings = {.seed = seed, .threads = 1};
    sol_study study = {.document = document, .settings = &settings};
    sol_breakeven *b = sol_breakeven_find(arena, &study, &request, faults);
    first = sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "";
    cr_assert_not_null(b, "%s", first);
    return b;
}

/* Of 200 intervals at 95 % at least 182 hold the truth but once in 500 (binomial); Wilson's are a little conservative or not by the rate. */
Test(breakeven, one_firm_must_join_with_the_probability_that_is_asked)
{
    enum { SEEDS = 200, LEAST = 182 };
    int holds = 0;
    double sum = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        sol_arena *arena = sol_arena_new();
        sol_breakeven *b = found(
            arena,
            (sol_breakeven_request){.key = "participation.JP", .from = NULL, .to = NULL, .goal = -1, .confidence = -1},
            seed);
        cr_assert_eq(b->crossing_count, 1, "seed %d", (int)seed);
        const sol_crossing *c = b->crossing;
        cr_assert(c->is_rising && !c->is_jump, "seed %d", (int)seed);
        holds += strtod(c->low, NULL) <= 80 && strtod(c->high, NULL) >= 80;
        sum += c->position;
        sol_arena_free(arena);
    }
    cr_log_info("%d of %d intervals hold the truth, mean %.2f", holds, SEEDS, sum / SEEDS);
    cr_assert_geq(holds, LEAST);
    /* The found rate is the 200th of 250 uniform numbers: its mean is 200/251 and its standard deviation 2.5 points, 0.18 over the seeds. */
    cr_assert_float_eq(sum / SEEDS, 100.0 * 200 / 251, 4 * 0.18 + 0.1);
}

/* Of two standard normal numbers with a correlation, whether both (or either) are at most z: by quadrature over what they share. */
static double joint(double z, double correlation, bool is_either)
{
    enum { STEPS = 4000 };
    double sum = 0, width = 16.0 / STEPS;
    for (int i = 0; i < STEPS; i++) {
        double m = -8 + (i + 0.5) * width;
        double one = 0.5 * erfc(-(z - sqrt(correlation) * m) / sqrt(1 - correlation) / sqrt(2));
        double both = is_either ? 1 - (1 - one) * (1 - one) : one * one;
        sum += both * exp(-m * m / 2) / sqrt(2 * acos(-1)) * width;
    }
    return sum;
}

/* The rate at which both (or either) join with a probability, in per cent. */
static double rate_needed(double probability, double correlation, bool is_either)
{
    double low = -6, high = 6;
    for (int i = 0; i < 60; i++) {
        double z = (low + high) / 2;
        if (joint(z, correlation, is_either) < probability)
            low = z;
        else
            high = z;
    }
    return 100 * 0.5 * erfc(-low / sqrt(2));
}

/* Two firms of one country that decide alike: the claim needs both pledges, or one of them. At least 182 of 200, as above. */
Test(breakeven, two_firms_with_a_correlation_must_join_by_the_bivariate_normal)
{
    static const struct {
        const char *pledge;
        double correlation;
        bool is_either;
    } rows[] = {{"60m KRW", 0.6, false}, {"150m KRW", 0.3, true}};
    enum { SEEDS = 200, LEAST = 182 };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double truth = rate_needed(0.8, rows[r].correlation, rows[r].is_either);
        int holds = 0;
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            sol_arena *arena = sol_arena_new();
            sol_document *document =
                sol_document_parse(arena, "t", one_firm, strlen(one_firm), sol_diagnostics_new(arena));
            sol_simulation_settings settings = {.trials = 200, .seed = seed, .threads = 1};
            const char *const set[] = {sol_arena_print(arena, "correlation.JP=%.1f", rows[r].correlation),
                                       "firms.Alpha.count=2",
                                       sol_arena_print(arena, "firms.Alpha.pledge=%s", rows[r].pledge)};
            sol_study study = {.document = document, .set_count = 3, .set = set, .settings = &settings};
            sol_breakeven_request request = {
                .key = "participation.JP", .from = NULL, .to = NULL, .goal = -1, .confidence = -1};
            sol_breakeven *b = sol_breakeven_find(arena, &study, &request, sol_diagnostics_new(arena));
            cr_assert(b && b->needed, "seed %d", (int)seed);
            const sol_crossing *c = b->needed;
            double low = strtod(c->low, NULL), high = strtod(c->high, NULL);
            cr_assert(low <= c->position && c->position <= high, "the answer lies in its own interval");
            holds += (low <= truth || c->low_is_open) && (high >= truth || c->high_is_open);
            sol_arena_free(arena);
        }
        cr_log_info("row %zu: the truth is %.2f%%; %d of %d intervals hold it", r, truth, holds, SEEDS);
        cr_assert_geq(holds, LEAST, "row %zu: %d", r, holds);
    }
}

static sol_breakeven *searched(sol_arena *arena, size_t set_count, const char *const *set,
                               sol_breakeven_request request)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "t", one_firm, strlen(one_firm), faults);
    sol_simulation_settings *settings = SOL_TAKE(arena, 1, sol_simulation_settings);
    *settings = (sol_simulation_settings){.trials = 40, .threads = 1};
    sol_study study = {.document = document, .set_count = set_count, .set = set, .settings = settings};
    sol_breakeven *b = sol_breakeven_find(arena, &study, &request, faults);
    cr_assert_not_null(b, "%s", sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "");
    return b;
}

/* A date: money in time for the pay date. A span: a consent that comes by it, a year and a day after the start at most. */
Test(breakeven, dates_and_spans_are_searched_by_the_day_and_the_month)
{
    static const struct {
        sol_breakeven_request request;
        const char *value;
    } rows[] = {
        {{.key = "firms.Alpha.joins", .from = "2020-01-01", .to = "2021-12-31", .goal = -1, .confidence = -1},
         "2021-01-01"},
        {{.key = "claimants.groups.One.accepts.after", .from = "0mo", .to = "24mo", .goal = -1, .confidence = -1},
         "12mo"},
        {{.key = "claimants.groups.One.accepts.after", .from = "0d", .to = "600d", .goal = -1, .confidence = -1},
         "366d"},
    };
    static const char *const sure[] = {"participation.JP=100%"};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        sol_breakeven *b = searched(arena, 1, sure, rows[i].request);
        cr_assert_eq(b->crossing_count, 1, "row %zu", i);
        cr_assert(!b->crossing[0].is_rising && b->crossing[0].is_jump && !b->needed, "row %zu", i);
        cr_assert_str_eq(b->crossing[0].value, rows[i].value, "row %zu: %s", i, b->crossing[0].value);
        cr_assert_str_eq(b->crossing[0].low, rows[i].value, "a certain outcome has no interval");
        cr_assert_str_eq(b->crossing[0].high, rows[i].value);
        sol_arena_free(arena);
    }
}

/* The firm joins before the talks and after their end, and only before the pay date it pays in time. */
Test(breakeven, of_several_crossings_the_last_that_rises_is_the_answer)
{
    static const char *const set[] = {
        "events={talks: {date: 2020-03-01}, accord: {date: 2020-09-01}}",
        "participation.JP={base: 100%, after: {talks: 0%, accord: 100%}}",
    };
    sol_arena *arena = sol_arena_new();
    sol_breakeven *b = searched(
        arena, 2, set,
        (sol_breakeven_request){
            .key = "firms.Alpha.joins", .from = "2020-01-01", .to = "2020-12-31", .goal = -1, .confidence = -1});
    cr_assert_eq(b->crossing_count, 2);
    cr_assert_str_eq(b->crossing[0].value, "2020-02-29");
    cr_assert(!b->crossing[0].is_rising);
    cr_assert_eq(b->needed, &b->crossing[1]);
    cr_assert_str_eq(b->needed->value, "2020-09-01");
    b = searched(
        arena, 2, set,
        (sol_breakeven_request){
            .key = "firms.Alpha.joins", .from = "2020-01-01", .to = "2021-12-31", .goal = -1, .confidence = -1});
    cr_assert_eq(b->crossing_count, 3);
    cr_assert_null(b->needed, "beyond the pay date it is not met");
    sol_arena_free(arena);
}

Test(breakeven, a_lever_that_moves_nothing_and_an_open_interval_are_said)
{
    sol_arena *arena = sol_arena_new();
    static const char *const half[] = {"participation.JP=50%"};
    sol_breakeven *flat = searched(
        arena, 1, half,
        (sol_breakeven_request){.key = "exchange.USD", .from = "1000", .to = "1200", .goal = -1, .confidence = -1});
    cr_assert(flat->is_flat && flat->is_never_met);
    sol_breakeven *open = searched(
        arena, 0, NULL,
        (sol_breakeven_request){.key = "participation.JP", .from = "70%", .to = "82%", .goal = -1, .confidence = -1});
    cr_assert_not(open->is_flat);
    cr_assert(open->needed && (open->needed->low_is_open || open->needed->high_is_open),
              "forty trials know it to 13 points");
    sol_arena_free(arena);
}

Test(breakeven, a_pledge_that_is_too_small_jumps_into_enough)
{
    sol_arena *arena = sol_arena_new();
    sol_breakeven_request request = {
        .key = "firms.Alpha.pledge", .from = "10m KRW", .to = "210m KRW", .goal = -1, .confidence = -1};
    sol_document *document = sol_document_parse(arena, "t", one_firm, strlen(one_firm), sol_diagnostics_new(arena));
    sol_simulation_settings settings = {.trials = 200, .threads = 1};
    const char *const set[] = {"participation.JP=100%"};
    sol_study study = {.document = document, .set_count = 1, .set = set, .settings = &settings};
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_breakeven *b = sol_breakeven_find(arena, &study, &request, faults);
    cr_assert_not_null(b);
    cr_assert_eq(b->crossing_count, 1);
    cr_assert_str_eq(b->crossing[0].value, "100m KRW");
    cr_assert_str_eq(b->crossing[0].low, "100m KRW");
    cr_assert_str_eq(b->crossing[0].high, "100m KRW");
    cr_assert(b->crossing[0].is_jump);
    sol_arena_free(arena);
}

Test(breakeven, what_is_always_or_never_met_is_said)
{
    sol_arena *arena = sol_arena_new();
    sol_breakeven *never = found(
        arena,
        (sol_breakeven_request){.key = "participation.JP", .from = "0%", .to = "60%", .goal = -1, .confidence = -1}, 1);
    cr_assert(never->is_never_met && !never->is_always_met && never->crossing_count == 0);
    cr_assert_str_eq(never->tried[never->best].value, "60%");
    sol_breakeven *always = found(
        arena,
        (sol_breakeven_request){.key = "participation.JP", .from = "90%", .to = "100%", .goal = -1, .confidence = -1},
        1);
    cr_assert(always->is_always_met && always->crossing_count == 0);
    sol_breakeven *surer = found(
        arena,
        (sol_breakeven_request){.key = "participation.JP", .from = NULL, .to = NULL, .goal = -1, .confidence = 0.6}, 1);
    cr_assert_eq(surer->confidence, 0.6);
    cr_assert_float_eq(surer->crossing[0].position, 60, 12);
    sol_arena_free(arena);
}

Test(breakeven, a_range_that_cannot_be_searched_is_refused)
{
    static const sol_breakeven_request rows[] = {
        {.key = "claimants.groups.One.accepts.after", .from = NULL, .to = NULL, .goal = -1, .confidence = -1},
        {.key = "participation.JP", .from = "50%", .to = "20%", .goal = -1, .confidence = -1},
        {.key = "participation.JP", .from = "x", .to = "20%", .goal = -1, .confidence = -1},
        {.key = "participation.JP", .from = "0%", .to = "100%", .goal = -1, .confidence = 0.3},
        {.key = "participation.J.P", .from = "0%", .to = "100%", .goal = -1, .confidence = -1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        sol_diagnostics *faults = sol_diagnostics_new(arena);
        sol_document *document = sol_document_parse(arena, "t", one_firm, strlen(one_firm), faults);
        sol_simulation_settings settings = {.trials = 20, .threads = 1};
        sol_study study = {.document = document, .settings = &settings};
        cr_assert_null(sol_breakeven_find(arena, &study, &rows[i], faults), "row %zu", i);
        cr_assert_gt(sol_diagnostics_errors(faults), 0, "row %zu", i);
        sol_arena_free(arena);
    }
}

/* Values that run together with others, ahead of the halving that asks for them, are those of single runs. */
Test(breakeven, what_was_tried_is_what_single_runs_give)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = sol_document_parse(arena, "t", one_firm, strlen(one_firm), faults);
    sol_simulation_settings settings = {.trials = 300, .seed = 4, .threads = 2};
    sol_study study = {.document = document, .settings = &settings};
    sol_breakeven_request request = {.key = "participation.JP", .from = NULL, .to = NULL, .goal = -1, .confidence = -1};
    const sol_breakeven *b = sol_breakeven_find(arena, &study, &request, faults);
    cr_assert(b && b->tried_count > 14, "the halvings came to %zu values", b ? b->tried_count : 0);
    for (size_t i = 0; i < b->tried_count; i++) {
        const char *const set[] = {sol_arena_print(arena, "participation.JP=%s", b->tried[i].value)};
        const sol_scenario *scenario = sol_scenario_make(arena, document, 1, set, faults);
        const sol_result *single = sol_simulate(arena, sol_plan_make(arena, scenario, faults), &settings);
        cr_assert_eq(b->tried[i].probability.mean, single->verdict[0].probability.mean, "%s", set[0]);
        cr_assert_eq(b->tried[i].probability.low, single->verdict[0].probability.low, "%s", set[0]);
        cr_assert_eq(b->tried[i].share_in_time.mean, single->verdict[0].share_in_time.mean, "%s", set[0]);
        cr_assert(i == 0 || b->tried[i].position > b->tried[i - 1].position);
    }
    sol_arena_free(arena);
}

/* An outcome of the fund: who is owed nothing, in how many futures, and from when on all are paid. */
Test(breakeven, an_outcome_is_held_against_its_bound)
{
    static const struct {
        sol_breakeven_request request;
        bool is_proportion;
    } rows[] = {
        {{.key = "fund.opening", .goal = -1, .confidence = 0.8, .outcome = "owed", .bound = "0"}, false},
        {{.key = "fund.opening", .goal = -1, .confidence = 0.8, .outcome = "paid", .bound = "1", .is_at_least = true},
         false},
        {{.key = "fund.opening", .goal = -1, .confidence = -1, .outcome = "goal", .bound = "60%", .is_at_least = true},
         true},
        {{.key = "fund.opening", .goal = -1, .confidence = -1, .outcome = "nothing_comes", .bound = "20%"}, true},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_diagnostics *faults = sol_diagnostics_new(arena);
        sol_document *document = sol_document_parse(arena, "t", one_firm, strlen(one_firm), faults);
        sol_simulation_settings settings = {.trials = 200, .threads = 1};
        sol_study study = {.document = document, .settings = &settings};
        const sol_breakeven *b = sol_breakeven_find(arena, &study, &rows[i].request, faults);
        cr_assert_not_null(b, "row %zu", i);
        cr_assert_eq(b->outcome_kind == SOL_OUTCOME_PROPORTION, rows[i].is_proportion, "row %zu", i);
        cr_assert(b->needed || b->is_always_met, "row %zu", i);
        for (size_t k = 0; k < b->tried_count; k++) {
            const sol_tried *t = &b->tried[k];
            const sol_proportion *p = &t->outcome.proportion;
            const double is = rows[i].request.is_at_least ? p->mean : 1 - p->mean;
            if (rows[i].is_proportion)
                cr_assert_float_eq(t->probability.mean, is, 1e-12, "row %zu, value %s", i, t->value);
            else if (t->outcome.estimate.p05 == t->outcome.estimate.p95) /* nearly all futures are alike */
                cr_assert(t->probability.mean <= 0.1 || t->probability.mean >= 0.9, "row %zu, value %s", i, t->value);
        }
    }
    sol_arena_free(arena);
}
