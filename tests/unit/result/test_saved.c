#include "sample_result.h"

#include "result/json_text.h"
#include "solatium/saved_result.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static sol_result *load(sol_arena *arena, const char *text, sol_diagnostics *diagnostics)
{
    return sol_result_load(arena, "result.json", text, strlen(text), diagnostics);
}

Test(saved, a_result_comes_back_to_the_last_bit)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    const sol_result *first = sample_result(arena);
    const char *text = sol_result_save(arena, first);
    const sol_result *second = load(arena, text, diagnostics);
    cr_assert_not_null(second, "%s", sol_diagnostics_get(diagnostics, 0)->message);
    cr_expect_str_eq(sol_result_save(arena, second), text);
    cr_expect_eq(second->seed, first->seed);
    cr_expect_eq(second->money.received.mean, first->money.received.mean);
    cr_expect_eq(second->people.share_in_time.mean, first->people.share_in_time.mean);
    cr_expect_eq(second->verdict_count, 2);
    cr_expect_str_eq(second->verdict[1].who, first->verdict[1].who);
    cr_expect(isinf(second->age_band[1].to));
    cr_expect_null(second->source[2].country);
    cr_expect_str_eq(second->leaves_out[1], first->leaves_out[1]);
    cr_expect_eq(second->timeline[59].date.day, first->timeline[59].date.day);
    cr_expect_str_eq(second->assumption[1].note, first->assumption[1].note);
    sol_arena_free(arena);
}

Test(saved, the_keys_are_those_that_programs_rely_on)
{
    static const char *const paths[] = {
        "format",
        "program.name",
        "program.version",
        "scenario.title",
        "scenario.file",
        "scenario.sha256",
        "scenario.content",
        "scenario.start",
        "scenario.end",
        "scenario.currency",
        "scenario.leaves_out",
        "simulation.trials",
        "simulation.seed",
        "simulation.pay_dates",
        "simulation.claimants",
        "simulation.living",
        "simulation.estates",
        "simulation.filed_later",
        "verdict.word",
        "verdict.settled",
        "verdict.probability.low",
        "verdict.probability.high",
        "verdict.counted",
        "verdict.goal",
        "verdict.confidence",
        "people.in_time.mean",
        "people.late.se",
        "people.part.p05",
        "people.estate_paid.p50",
        "people.declined.p95",
        "people.refused.mean",
        "people.not_due.mean",
        "people.nothing.mean",
        "people.share_in_time.mean",
        "people.share_of_all_living.mean",
        "people.ceiling.mean",
        "people.ceiling_of_the_rules.mean",
        "people.share_died_waiting.mean",
        "people.paid_share_in_life.mean",
        "people.not_in_time.before_entitled.mean",
        "people.not_in_time.in_queue.mean",
        "people.not_in_time.deciding.mean",
        "people.not_in_time.before_pay_date.mean",
        "people.not_in_time.for_want_of_money.mean",
        "people.not_in_time.alive.mean",
        "wholly_paid.living.by_goal.count.mean",
        "wholly_paid.estates.by_goal.share.mean",
        "wholly_paid.all.by_end.count.p95",
        "wholly_paid.all.by_end.share.p05",
        "wholly_paid.all.everyone.low",
        "reach.living.25%.date.p05",
        "reach.living.50%.date.p50",
        "reach.all.75%.date.p95",
        "reach.all.90%.date.at_confidence",
        "reach.all.100%.never.mean",
        "nothing_comes.mean",
        "unpaid.at",
        "unpaid.living.mean",
        "unpaid.estates.se",
        "unpaid.all.at_confidence",
        "unpaid.in_queue.mean",
        "unpaid.for_an_answer.mean",
        "unpaid.for_money.mean",
        "deaths.0.from",
        "deaths.0.to",
        "deaths.0.waiting.mean",
        "deaths.0.cumulative.se",
        "distribution.share_in_time.0.from",
        "distribution.received.1.to",
        "distribution.owed.1.count",
        "money.claimed.mean",
        "money.received.mean",
        "money.return.mean",
        "money.costs.mean",
        "money.paid.mean",
        "money.paid_in_life.mean",
        "money.paid_to_estates.mean",
        "money.returned.mean",
        "money.left.mean",
        "money.stranded.mean",
        "money.owed.mean",
        "money.by_source.0.name",
        "money.by_source.0.country",
        "money.by_source.0.kind",
        "money.by_source.0.probability.mean",
        "money.by_source.0.received.mean",
        "money.by_country.0.country",
        "money.by_country.0.firms",
        "money.by_country.0.joined.mean",
        "money.by_country.0.received.mean",
        "groups.0.name",
        "groups.0.count",
        "groups.0.living",
        "groups.0.share_in_time.mean",
        "groups.0.paid.mean",
        "groups.0.claimed.mean",
        "age_bands.0.from",
        "age_bands.0.to",
        "claim_bands",
        "timeline.0.date",
        "timeline.0.received.mean",
        "timeline.0.balance.mean",
        "timeline.0.paid.mean",
        "timeline.0.living.mean",
        "timeline.0.paid_in_full.mean",
        "timeline.0.in_time.mean",
        "assumptions.0.key",
        "assumptions.0.value",
        "assumptions.0.source",
        "assumptions.0.note",
    };
    sol_arena *arena = sol_arena_new();
    json_t *root = json_loads(sol_result_save(arena, sample_result(arena)), 0, NULL);
    cr_assert_not_null(root);
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char path[80];
        strcpy(path, paths[i]);
        json_t *at = root;
        for (char *key = strtok(path, "."); key; key = strtok(NULL, "."))
            at = json_is_array(at) ? json_array_get(at, (size_t)atoi(key)) : json_object_get(at, key);
        cr_expect_not_null(at, "%s is missing", paths[i]);
    }
    json_t *claimed = json_object_get(json_object_get(json_object_get(root, "money"), "claimed"), "mean");
    cr_expect(json_is_integer(claimed), "whole money is written as a whole number");
    json_decref(root);
    sol_arena_free(arena);
}

/* Every key of a saved result, taken out or replaced in turn, is missed and named, and nothing breaks. */
Test(saved, what_is_missing_is_named)
{
    sol_arena *arena = sol_arena_new();
    json_t *root = json_loads(sol_result_save(arena, sample_result(arena)), 0, NULL);
    const char *key;
    json_t *value;
    void *next;
    json_object_foreach_safe(root, next, key, value)
    {
        if (strcmp(key, "program") == 0 || strcmp(key, "verdict") == 0)
            continue;
        json_t *broken = json_copy(root);
        json_object_set_new(broken, key, json_string("x"));
        char *text = json_dumps(broken, 0);
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        cr_expect_null(load(arena, text, diagnostics), "%s", key);
        cr_expect_gt(sol_diagnostics_errors(diagnostics), 0, "%s", key);
        free(text);
        json_decref(broken);
    }
    json_decref(root);
    sol_arena_free(arena);
}

static json_t *at_path(json_t *root, const char *path)
{
    char copy[80];
    strcpy(copy, path);
    for (char *key = strtok(copy, "."); key; key = strtok(NULL, "."))
        root = json_is_array(root) ? json_array_get(root, (size_t)atoi(key)) : json_object_get(root, key);
    return root;
}

static const sol_result *load_json(sol_arena *arena, const json_t *root)
{
    char *text = json_dumps(root, 0);
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    const sol_result *result = load(arena, text, diagnostics);
    free(text);
    return result;
}

/* Nobody counts in any trial, or in one alone: nulls, which come back as such. */
Test(saved, what_rests_on_no_trial_or_one_is_null)
{
    static const struct {
        const char *path;
        bool is_null[2]; /* of no trial, of one */
    } rows[] = {{"people.ceiling.mean", {true, false}},       {"people.ceiling.se", {true, true}},
                {"people.ceiling.p95", {true, false}},        {"verdict.probability.mean", {true, false}},
                {"verdict.probability.se", {true, true}},     {"verdict.probability.low", {true, false}},
                {"groups.0.share_in_time.p50", {true, false}}};
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    sol_band_result *group = sample_bands(arena, "A", "B");
    sol_verdict verdict = r->verdict[0];
    r->group = group;
    r->verdict = &verdict;
    r->verdict_count = 1;
    for (int k = 0; k < 2; k++) {
        sol_support support = k ? SOL_OF_ONE : SOL_OF_NONE;
        r->people.ceiling.support = group[0].share_in_time.support = verdict.probability.support = support;
        verdict.word = k ? SOL_TOO_LATE : SOL_NOBODY_TO_COUNT;
        json_t *root = json_loads(sol_result_save(arena, r), 0, NULL);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
            cr_expect_eq(json_is_null(at_path(root, rows[i].path)), rows[i].is_null[k], "%s, %d", rows[i].path, k);
        const sol_result *back = load_json(arena, root);
        cr_assert_not_null(back);
        cr_expect_eq(back->people.ceiling.support, support);
        cr_expect_eq(back->verdict[0].probability.support, support);
        cr_expect_eq(back->verdict[0].word, verdict.word);
        cr_expect_eq(back->people.share_in_time.support, SOL_OF_MANY);
        json_object_set_new(at_path(root, "people.ceiling"), "p50", json_string("x"));
        cr_expect_null(load_json(arena, root), "a mixture is no estimate");
        json_decref(root);
    }
    sol_arena_free(arena);
}

/* Where the ceiling of the rules is the other one, there is none. */
Test(saved, a_ceiling_that_does_not_differ_is_left_out)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    r->people.ceiling_of_rules.support = SOL_OF_NONE;
    json_t *root = json_loads(sol_result_save(arena, r), 0, NULL);
    cr_expect_null(at_path(root, "people.ceiling_of_the_rules"));
    const sol_result *back = load_json(arena, root);
    cr_assert(back && back->people.ceiling_of_rules.support == SOL_OF_NONE);
    json_decref(root);
    sol_arena_free(arena);
}

/* Before there were such keys, every trial counted, the living alone were in time, and less was told of why others were not. */
Test(saved, older_results_are_read)
{
    sol_arena *arena = sol_arena_new();
    json_t *root = json_loads(sol_result_save(arena, sample_result(arena)), 0, NULL);
    for (size_t i = 0; i < json_array_size(at_path(root, "goals")); i++) {
        json_object_del(json_array_get(at_path(root, "goals"), i), "counted");
        json_object_del(json_array_get(at_path(root, "goals"), i), "reached");
    }
    json_object_del(at_path(root, "people.not_in_time"), "before_entitled");
    json_object_del(at_path(root, "people.not_in_time"), "before_pay_date");
    json_object_del(at_path(root, "age_bands.0"), "goal_counts");
    const sol_result *old = load_json(arena, root);
    cr_assert_not_null(old);
    cr_expect(old->verdict[0].counted == 1 && old->verdict[1].reach == SOL_IN_LIFE);
    cr_expect_eq(old->people.reason[SOL_BEFORE_ENTITLED].support, SOL_OF_NONE);
    cr_expect_eq(old->age_band[0].goal_counts, old->age_band[0].living);
    json_decref(root);
    sol_arena_free(arena);
}

Test(saved, hostile_texts_are_refused_with_a_reason)
{
    static const struct {
        const char *text, *id;
    } rows[] = {
        {"", "R101"},
        {"{", "R101"},
        {"{\"format\": 1, \"format\": 1}", "R101"},
        {"[]", "R103"},
        {"{}", "R103"},
        {"{\"format\": 2}", "R103"},
        {"{\"format\": 1}", "R102"},
        {"{\"format\": 1, \"timeline\": [[[[[[]]]]]]}", "R102"},
    };
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        cr_expect_null(load(arena, rows[i].text, diagnostics), "'%s'", rows[i].text);
        cr_assert_gt(sol_diagnostics_count(diagnostics), 0, "'%s'", rows[i].text);
        cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->id, rows[i].id, "'%s'", rows[i].text);
    }
    sol_arena_free(arena);
}

/* What no simulation gives, each put into a result that is right: place, reason, way out. */
Test(saved, impossible_figures_are_refused)
{
    static const struct {
        const char *where, *key;
        double number;
        const char *text; /* instead of the number */
        const char *message;
    } rows[] = {
        {"people.in_time", "mean", 1e20, NULL,
         "`people.in_time.mean` is 1e+20, where a number of its claimants from 0 to 50 belongs"},
        {"people.late", "p50", -1, NULL,
         "`people.late.p50` is -1, where a number of its claimants from 0 to 50 belongs"},
        {"scenario", "end", 0, "2019-01-01",
         "`scenario.end` is 2019-01-01, earlier than `start` beside it, 2019-07-01"},
        {"people.ceiling", "mean", 1.5, NULL, "`people.ceiling.mean` is 1.5, where a share from 0 to 1 belongs"},
        {"people.ceiling", "se", -0.5, NULL, "`people.ceiling.se` is -0.5, where an error from 0 to 0.5 belongs"},
        {"people.ceiling", "p05", 0.999, NULL, "`people.ceiling.p05` is 0.999, more than `p50` beside it, 0.83"},
        {"goals.0", "goal", 7, NULL, "`goals[0].goal` is 7, where a share from 0 to 1 belongs"},
        {"goals.0.probability", "low", 0.99, NULL,
         "`goals[0].probability.low` is 0.99, more than `mean` beside it, 0.0304"},
        {"simulation", "claimants", 1e12, NULL,
         "`simulation.claimants` is 1000000000000, where a number of claimants from 1 to 10000000 belongs"},
        {"simulation", "living", 1e6, NULL,
         "`simulation.living` is 1000000, where a number of its claimants from 0 to 50 belongs"},
        {"simulation", "living", 1, NULL,
         "`simulation.claimants` is 50, but `simulation.living` + `simulation.estates` is 6"},
        {"simulation", "trials", 0, NULL,
         "`simulation.trials` is 0, where a number of trials from 1 to 1000000000 belongs"},
        {"unpaid.all", "mean", 1e9, NULL,
         "`unpaid.all` is 1000000000, but `unpaid.living` + `unpaid.estates` is 2300000000"},
        {"unpaid.for_money", "mean", 1.7e9, NULL,
         "`unpaid.all` is 2300000000, but `unpaid.in_queue` + `unpaid.for_an_answer` + `unpaid.for_money` is "
         "2400000000"},
        {"unpaid.all", "at_confidence", 2e9, NULL,
         "`unpaid.all.p50` is 2300000000, more than `at_confidence` beside it, 2000000000"},
        {"unpaid.living", "at_confidence", 1e20, NULL,
         "`unpaid.living.at_confidence` is 1e+20, where an amount from 0 to 4e+18 belongs"},
        {"unpaid", "at", 0, "2034-07-02",
         "`unpaid.at` is 2034-07-02, where a day of its time from 2019-07-01 to 2034-07-01 belongs"},
        {"wholly_paid.all.by_goal.count", "mean", 27, NULL,
         "`wholly_paid.all.by_goal.count` is 27, but `wholly_paid.living.by_goal.count` + "
         "`wholly_paid.estates.by_goal.count` is 26"},
        {"wholly_paid.living.by_end.count", "p95", 51, NULL,
         "`wholly_paid.living.by_end.count.p95` is 51, where a number of its claimants from 0 to 50 belongs"},
        {"reach.all.50%.date", "p05", 0, "2026-01-01",
         "`reach.all.50%.date` falls: a date of more futures is earlier than one of fewer"},
        {"reach.living.90%.date", "p95", 0, "2026-01-01",
         "`reach.living.90%.date` falls: a date of more futures is earlier than one of fewer"},
        {"deaths.1", "from", 0, "2019-07-01",
         "`deaths[1].from` is 2019-07-01, which does not come after 2019-07-01, that of the item before it"},
        {"deaths.2", "to", 0, "2019-08-31", "`deaths[2].to` is 2019-08-31, earlier than `from` beside it, 2019-09-01"},
        {"distribution.owed.1", "count", 1001, NULL, "`distribution.owed` counts more trials than there are"},
        {"distribution.received.1", "from", 9e9, NULL,
         "`distribution.received[1].to` is 8000000000, less than `from` beside it, 9000000000"},
        {"money.owed", "p05", -5, NULL, "`money.owed.p05` is -5, where an amount from 0 to 4e+18 belongs"},
        {"money.owed", "mean", 1e20, NULL, "`money.owed.mean` is 1e+20, where an amount from 0 to 4e+18 belongs"},
        {"timeline.3.balance", "p95", 1e20, NULL,
         "`timeline[3].balance.p95` is 1e+20, where an amount from 0 to 4e+18 belongs"},
        {"money.return", "mean", -1e20, NULL,
         "`money.return.mean` is -1e+20, where an amount from -4e+18 to 4e+18 belongs"},
        {"people.in_time", "se", 1e20, NULL, "`people.in_time.se` is 1e+20, where an error from 0 to 0.790965 belongs"},
        {"goals.0.probability", "se", 0.02, NULL,
         "`goals[0].probability.se` is 0.02, where an error from 0 to 0.0158193 belongs"},
        {"groups.0.paid", "se", 1e20, NULL,
         "`groups[0].paid.se` is 1e+20, where an error from 0 to 6.32772e+16 belongs"},
        {"money.costs", "mean", 5, NULL,
         "`money.opening` + `money.received` + `money.return` is 4363734567.5, but `money.paid` + `money.deposited` + "
         "`money.costs` + "
         "`money.returned` + `money.left` is 3943734572.5"},
        {"money.by_source.0.received", "mean", 3e8, NULL,
         "`money.received` is 4312500000.5, but `money.by_source[].received` is 4300000000.5"},
        {"groups.1", "count", 31, NULL, "`simulation.claimants` is 50, but `groups[].count` is 51"},
        {"goals.0", "word", 0, "in time",
         "`goals[0].word` is `in time`, but by its probability and the confidence it is `too late`"},
        {"goals.1", "confidence", 0.5, NULL,
         "`goals[1].confidence` is 0.5, where a confidence above 0.5 and up to 1 belongs"},
        {"goals.0", "by", 0, "2019-06-30",
         "`goals[0].by` is 2019-06-30, where a day of its time from 2019-07-01 to 2034-07-01 belongs"},
        {"timeline.5.paid", "mean", 3e8, NULL,
         "`timeline[5].paid.mean` is 300000000, less than that of the item before it, 316666666.666667"},
        {"simulation", "pay_dates", 59, NULL, "`simulation.pay_dates` is 59, but `timeline[]` is 60"},
        {"scenario", "currency", 0, "JOD", "`scenario.minor_digits` is 0, but JOD has 3"},
        {"scenario", "currency", 0, "XQQ", "`scenario.minor_digits` is of a currency that there is not, `XQQ`"},
        {"money.by_country.0", "firms", 0, NULL,
         "`money.by_country[0].joined.mean` is 0.32, more than `firms` beside it, 0"},
        {"age_bands.0", "living", 50, NULL, "`age_bands[0].living` is 50, more than `count` beside it, 20"},
        {"age_bands.1", "from", 3, NULL,
         "`age_bands[1].from` is 3, which does not come after 85, that of the item before it"},
        {"timeline.2", "date", 0, "2020-01-01",
         "`timeline[2].date` is 2020-01-01, which does not come after 2020-01-01, that of the item before it"},
        {"timeline.1", "date", 0, "2055-07-01",
         "`timeline[1].date` is 2055-07-01, where a day of its time from 2019-07-01 to 2034-07-01 belongs"},
    };
    sol_arena *arena = sol_arena_new();
    const char *text = sol_result_save(arena, sample_result(arena));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *root = json_loads(text, 0, NULL);
        json_t *value = rows[i].text ? json_string(rows[i].text)
                        : fabs(rows[i].number) < 1e15 && rows[i].number == (double)(int64_t)rows[i].number
                            ? json_integer((json_int_t)rows[i].number)
                            : json_real(rows[i].number);
        cr_assert_eq(json_object_set_new(at_path(root, rows[i].where), rows[i].key, value), 0, "%s", rows[i].where);
        char *changed = json_dumps(root, JSON_INDENT(1));
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        cr_expect_null(load(arena, changed, diagnostics), "%s.%s", rows[i].where, rows[i].key);
        const sol_diagnostic *d = sol_diagnostics_get(diagnostics, 0);
        cr_assert_not_null(d, "%s.%s", rows[i].where, rows[i].key);
        cr_expect_str_eq(d->message, rows[i].message);
        cr_expect_str_eq(d->id, "R105");
        cr_expect_not_null(d->hint);
        cr_expect_gt(d->place.line, 1, "%s.%s", rows[i].where, rows[i].key);
        free(changed);
        json_decref(root);
    }
    sol_arena_free(arena);
}

/* Null stands where the table of fields says so, and nowhere else. */
Test(saved, null_stands_where_it_may)
{
    static const struct {
        const char *where, *key;
        bool may;
    } rows[] = {{"scenario", "start", false},
                {"scenario", "end", false},
                {"timeline.2", "date", false},
                {"goals.0", "by", false},
                {"goals.1", "confidence", false},
                {"scenario", "title", false},
                {"scenario", "content", true},
                {"goals.0", "who", true},
                {"money.by_source.0", "kind", false},
                {"money.by_source.0", "country", true},
                {"groups.0", "name", false},
                {"age_bands.1", "from", false},
                {"age_bands.1", "to", true},
                {"assumptions.0", "value", false},
                {"assumptions.0", "source", true},
                {"simulation", "trials", false},
                {"unpaid", "at", true},
                {"reach.living.90%.date", "p50", true},
                {"deaths.3", "from", false},
                {"deaths.3.waiting", "se", true},
                {"deaths.3.waiting", "mean", false},
                {"unpaid.all", "at_confidence", false}};
    sol_arena *arena = sol_arena_new();
    const char *text = sol_result_save(arena, sample_result(arena));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        json_t *root = json_loads(text, 0, NULL);
        json_object_set_new(at_path(root, rows[i].where), rows[i].key, json_null());
        char *changed = json_dumps(root, 0);
        sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
        const sol_result *result = load(arena, changed, diagnostics);
        cr_expect_eq(result != NULL, rows[i].may, "%s.%s", rows[i].where, rows[i].key);
        if (!result && !rows[i].may) {
            cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->id, "R102", "%s.%s", rows[i].where, rows[i].key);
            cr_expect_gt(sol_diagnostics_get(diagnostics, 0)->place.line, 0);
        }
        free(changed);
        json_decref(root);
    }
    sol_arena_free(arena);
}

/* One goal stands under `verdict`; each place is that of the value, through lists, escapes and whatever stands before it. */
Test(saved, the_place_is_that_of_the_value)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    r->verdict_count = 1;
    r->title = "a \"quoted\" {title], \\";
    json_t *root = json_loads(sol_result_save(arena, r), 0, NULL);
    json_object_set_new(at_path(root, "verdict"), "confidence", json_integer(9));
    char *dumped = json_dumps(root, JSON_INDENT(1));
    const char *text = sol_arena_print(arena, "%s", dumped);
    free(dumped);
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    cr_expect_null(load(arena, text, diagnostics));
    const sol_diagnostic *d = sol_diagnostics_get(diagnostics, 0);
    cr_expect_str_eq(d->message, "`verdict.confidence` is 9, where a confidence above 0.5 and up to 1 belongs");
    const char *at = text;
    for (uint32_t line = 1; line < d->place.line; line++)
        at = strchr(at, '\n') + 1;
    cr_expect_eq(strncmp(at, "  \"confidence\": 9", 17), 0, "%.30s", at);
    cr_expect_eq(d->place.column, 17);
    json_decref(root);
    sol_arena_free(arena);
}

Test(saved, a_byte_order_mark_is_welcome)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    const char *text = sol_result_save(arena, sample_result(arena));
    const sol_result *r = load(arena, sol_arena_print(arena, "\xEF\xBB\xBF%s", text), diagnostics);
    cr_assert_not_null(r);
    cr_expect_str_eq(sol_result_save(arena, r), text);
    sol_arena_free(arena);
}

Test(saved, a_text_of_more_than_64_mib_is_refused)
{
    enum { LENGTH = (64 << 20) + 1 };
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    char *text = sol_arena_take(arena, LENGTH, 1);
    memset(text, ' ', LENGTH);
    cr_expect_null(sol_result_load(arena, "result.json", text, LENGTH, diagnostics));
    const sol_diagnostic *d = sol_diagnostics_get(diagnostics, 0);
    cr_assert_not_null(d);
    cr_expect_str_eq(d->message, "the text is larger than 64 MiB");
    cr_expect_str_eq(d->hint, "a saved result is what `solatium run FILE -o result.json` writes");
    sol_arena_free(arena);
}

Test(saved, no_number_is_beyond_what_reports_can_print)
{
    sol_arena *arena = sol_arena_new();
    json_t *root = json_loads(sol_result_save(arena, sample_result(arena)), 0, NULL);
    json_object_set_new(json_object_get(json_object_get(root, "money"), "paid"), "mean", json_real(1e300));
    char *text = json_dumps(root, 0);
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    cr_expect_null(load(arena, text, diagnostics));
    cr_expect_str_eq(sol_diagnostics_get(diagnostics, 0)->message,
                     "`money.paid.mean` is missing or not a number of a result");
    free(text);
    json_decref(root);
    sol_arena_free(arena);
}

Test(json_text, what_fits_on_a_line_stands_on_one)
{
    json_t *value =
        json_pack("{s:[i,f,s,n,b], s:{s:{}, s:[]}, s:s}", "a", 1, 0.1, "x\"\n한", 1, "b", "c", "d", "e",
                  "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890");
    sol_arena *arena = sol_arena_new();
    text_buffer out = {.arena = arena};
    json_text_write(&out, value);
    cr_expect_str_eq(text_of(&out),
                     "{\n  \"a\": [1, 0.1, \"x\\\"\\n한\", null, true],\n  \"b\": {\"c\": {}, \"d\": []},\n"
                     "  \"e\": \"0123456789012345678901234567890123456789012345678901234567890123456789"
                     "012345678901234567890\"\n}\n",
                     "%s", text_of(&out));
    json_decref(value);
    sol_arena_free(arena);
}
