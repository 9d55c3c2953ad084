/*
 * What holds when a key is left out is what the reference says: a scenario without the key and one that writes its default have the same
 * futures, and another value has others. Each default of the table of keys is held to it; one that says that there is nothing needs no test.
 */
#include "scenario/keys/keys.h"
#include "solatium/division.h"
#include "solatium/saved_result.h"
#include "solatium/simulation.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char text[] =
    "solatium: 1\ntitle: Defaults\ncurrency: KRW\nstart: 2020-01-01\nend: 2030-01-01\nexchange: {JPY: {price: 10}}\n"
    "mortality:\n  male: {law: gompertz, b: 2.0e-5, g: 0.1}\n  female: {law: gompertz, b: 1.2e-5, g: 0.1}\n"
    "events: {talks: {probability: 60%, date: 2021-01-01}, suit: {}, pact: {requires: talks}}\n"
    "participation: {JP: {base: 40%}, KR: {uniform: [30%, 90%]}}\n"
    "firms:\n"
    "  - {name: A, country: JP, pledge: 30m JPY, requires: suit}\n"
    "  - {name: B, country: KR, count: 3, pledge: 90m KRW, pays: {instalments: 3}}\n"
    "  - {name: C, country: KR, pledge: {uniform: [10m KRW, 90m KRW]}, requires: pact}\n"
    "  - {name: D, country: JP, count: 4, pledge: 20m KRW}\n"
    "other_sources:\n"
    "  - {name: State, kind: public, amount: 30m KRW, every: year}\n"
    "  - {name: Once, kind: gift, amount: 50m KRW}\n"
    "  - {name: Sale, kind: enforcement, worth: 200m KRW, earmark: {groups: [P]}, date: 2022-01-01}\n"
    "  - {name: Kept, kind: gift, amount: 300m KRW, earmark: {groups: [Q]}}\n"
    "  - {name: Part, kind: gift, amount: 20m KRW, earmark: {groups: [R]}}\n"
    "  - {name: Match, kind: match, of: JP}\n"
    "  - {name: Back, kind: guarantee, of: KR, target: 200m KRW, date: 2020-06-30}\n"
    "fund: {costs: {share: 1%}}\n"
    "claimants:\n  groups:\n"
    "    - {name: P, count: 20, living: 15, sex: {male: 40%}, age: {uniform: [70, 95]}, claim: 50m KRW, "
    "interest: [{rate: 5%/y, from: 2018-01-01}]}\n"
    "    - {name: Q, sex: male, age: 80, claim: {uniform: [50m KRW, 80m KRW]}, accepts: {after: 3mo}}\n"
    "    - {name: R, count: 6, sex: female, age: 84, claim: 40m KRW, accepts: {probability: 80%}}\n"
    "    - {name: S, kind: institution, claim: 20m KRW, eligible: 2023-01-01}\n"
    "    - {name: T, count: 5, sex: male, age: 90, claim: 30m KRW}\n"
    "administration: {capacity: [{per_month: 2}]}\n"
    "payments: {first: 2020-07-01}\n";

enum { TRIALS = 40 };

/* A table's key, its path, what holds without it (NULL: as its row says), another value (NULL: there is none), and a setting to try it with. */
enum { TABLE, KEY, PATH, HOLDS, OTHER, SETTING, FIELDS };
typedef const char *row[FIELDS];

#define STEP(rule) "allocation=[{rule: " rule "}]"

static const row rows[] = {
    {"scenario", "participation_as", "participation_as", NULL, "fraction"},
    {"scenario", "correlation", "correlation", "0", "0.5"},
    {"scenario", "hold", "hold", NULL, "registered"},
    {"scenario", "allocation", "allocation", NULL, "equal-awards"},
    {"scenario", "administration", "administration", "{opens: 2020-01-01}", "{opens: 2023-01-01}", "administration={}"},
    {"scenario", "simulation", "simulation", "{trials: 10000, seed: 1}", "{seed: 2}"},
    {"scenario", "fund", "fund", "{opening: 0 KRW}", "{opening: 90m KRW}", "fund={}"},
    {"scenario", "timeliness", "timeliness", "{paid: 100%, goal: 90%, confidence: 80%, by: 2030-01-01}", "{paid: 50%}"},
    {"simulation", "trials", "simulation.trials", NULL, "77"},
    {"simulation", "seed", "simulation.seed", NULL, "2"},
    {"currency", "drift", "exchange.JPY.drift", NULL, "5%/y", "events.suit.date=2022-01-01"},
    {"currency", "volatility", "exchange.JPY.volatility", NULL, "9%/y", "events.suit.date=2022-01-01"},
    {"mortality", "multiplier", "mortality.multiplier", NULL, "1.5"},
    {"mortality", "year", "mortality.year", "2019", "2023", "mortality={country: KOR}"},
    {"law", "year", "mortality.female.year", "2019", "2023",
     "mortality={male: {country: JPN, year: 2019}, female: {country: KOR}}"},
    {"mortality", "reference", "mortality.reference", "2020", "2010", "mortality.improvement=2%/y"},
    {"mortality", "improvement", "mortality.improvement", "0%/y", "2%/y"},
    {"event", "probability", "events.suit.probability", NULL, "50%"},
    {"event", "date", "events.suit.date", "2020-01-01", "2022-01-01"},
    {"event", "date", "events.pact.date", "{after: 0d}", "{after: 1y}"},
    {"firm", "id", "firms.A.id", "A", "Z"},
    {"firm", "count", "firms.A.count", "1", "2", "firms.A.participation=100%"},
    {"firm", "participation", "firms.A.participation", "{times: 1}", "80%"},
    {"firm", "joins", "firms.A.joins", NULL, "2024-01-01"},
    {"firm", "pays", "firms.A.pays", NULL, "{instalments: 2}"},
    {"firm", "default", "firms.B.default", NULL, "30%/y"},
    {"pays", "every", "firms.B.pays.every", NULL, "month"},
    {"other source", "id", "other_sources.Once.id", "Once", "Twice", "other_sources.Once.probability=50%"},
    {"other source", "share", "other_sources.Once.share", NULL, "50%"},
    {"share step", "from", "other_sources.Once.share.0.from", "2020-01-01", "2026-01-01",
     "other_sources.Once.share=[{share: 50%}]"},
    {"other source", "haircut", "other_sources.Sale.haircut", NULL, "50%"},
    {"other source", "probability", "other_sources.Once.probability", NULL, "50%"},
    {"other source", "date", "other_sources.Once.date", NULL, "2024-01-01"},
    {"other source", "until", "other_sources.State.until", NULL, "2023-01-01"},
    {"other source", "direct", "other_sources.Sale.direct", "yes", "no"},
    {"other source", "refund", "other_sources.Back.refund", NULL, "no"},
    {"other source", "ratio", "other_sources.Match.ratio", NULL, "50%"},
    {"earmark", "counts", "other_sources.Part.earmark.counts", NULL, "no"},
    {"earmark", "then", "other_sources.Kept.earmark.then", NULL, "general"},
    {"fund", "opening", "fund.opening", NULL, "90m KRW"},
    {"fund", "return", "fund.return", NULL, "5%/y"},
    {"fund", "volatility", "fund.volatility", NULL, "9%/y"},
    {"fund", "reserve", "fund.reserve", NULL, "90m KRW"},
    {"fund", "costs", "fund.costs", "{yearly: 0 KRW}", "{yearly: 9m KRW}", "fund={}"},
    {"costs", "yearly", "fund.costs.yearly", NULL, "9m KRW"},
    {"costs", "share", "fund.costs.share", NULL, "9%", "fund.costs={yearly: 9m KRW}"},
    {"costs", "share_of_payments", "fund.costs.share_of_payments", NULL, "9%", "fund.costs={yearly: 9m KRW}"},
    {"costs", "per_claim", "fund.costs.per_claim", NULL, "1m KRW"},
    {"costs", "until", "fund.costs.until", NULL, "closed", "fund={opening: 9bn KRW, costs: {yearly: 9m KRW}}"},
    {"claimants", "heirs", "claimants.heirs", NULL, "lapse"},
    {"claimants", "heirs", "claimants.heirs", "{inherit: 100%}", "{inherit: 30%}"},
    {"heirs", "inherit", "claimants.heirs.inherit", NULL, "50%", "claimants.heirs={rank: equal}"},
    {"heirs", "after", "claimants.heirs.after", NULL, "2y", "claimants.heirs={rank: equal}"},
    {"heirs", "else", "claimants.heirs.else", NULL, "keep", "claimants.heirs={inherit: 30%}"},
    {"heirs", "rank", "claimants.heirs.rank", NULL, "after-living", "claimants.heirs={inherit: 30%}"},
    {"claimants", "seed", "claimants.seed", NULL, "2"},
    {"group", "kind", "claimants.groups.T.kind", NULL, NULL},
    {"group", "count", "claimants.groups.Q.count", NULL, "2"},
    {"group", "living", "claimants.groups.T.living", "5", "3"},
    {"group", "mortality", "claimants.groups.T.mortality", "{multiplier: 1}", "{multiplier: 9}"},
    {"mortality of a group", "multiplier", "claimants.groups.T.mortality.multiplier", NULL, "9"},
    {"mortality of a group", "male", "claimants.groups.T.mortality.male", "{law: gompertz, b: 2.0e-5, g: 0.1}",
     "{law: gompertz, b: 9.0e-5, g: 0.1}"},
    {"mortality of a group", "female", "claimants.groups.R.mortality.female", "{law: gompertz, b: 1.2e-5, g: 0.1}",
     "{law: gompertz, b: 9.0e-5, g: 0.1}"},
    {"mortality of a group", "year", "claimants.groups.T.mortality.year", "2023", "2019",
     "claimants.groups.T.mortality={country: JPN}"},
    {"mortality of a group", "reference", "claimants.groups.T.mortality.reference", "2020", "1990",
     "claimants.groups.T.mortality={improvement: 3%/y}"},
    {"mortality of a group", "improvement", "claimants.groups.T.mortality.improvement", "0%/y", "9%/y"},
    {"group", "died", "claimants.groups.P.died", "2019-12-31", "2000-01-01",
     "allocation=[{who: {age_from: 75}, rule: proportional}]"},
    {"group", "interest_until", "claimants.groups.P.interest_until", NULL, "2021-01-01"},
    {"group", "eligible", "claimants.groups.T.eligible", NULL, "2025-01-01"},
    {"group", "filed", "claimants.groups.T.filed", "2020-01-01", "2025-01-01"},
    {"group", "heirs", "claimants.groups.T.heirs", "inherit", "lapse"},
    {"group", "heirs", "claimants.groups.T.heirs", "lapse", "inherit", "claimants.heirs=lapse"},
    {"group", "accepts", "claimants.groups.T.accepts", "{probability: 100%, after: 0d}", "50%"},
    {"accepts", "probability", "claimants.groups.Q.accepts.probability", NULL, "50%"},
    {"accepts", "after", "claimants.groups.R.accepts.after", NULL, "2y"},
    {"accepts", "declined", "claimants.groups.R.accepts.declined", NULL, "hold"},
    {"accepts", "taken", "claimants.groups.R.accepts.taken", "{probability: 0%}", "60%",
     "claimants.groups.R.accepts.declined=hold"},
    {"taken", "probability", "claimants.groups.R.accepts.taken.probability", NULL, "60%",
     "claimants.groups.R.accepts={probability: 80%, declined: hold, taken: {after: 1y}}"},
    {"taken", "after", "claimants.groups.R.accepts.taken.after", NULL, "2y",
     "claimants.groups.R.accepts={probability: 80%, declined: hold, taken: {probability: 60%}}"},
    {"capacity", "from", "administration.capacity.0.from", "2020-01-01", "2021-01-01"},
    {"capacity", "from", "administration.capacity.0.from", "2021-05-05", "2022-01-01",
     "administration.opens=2021-05-05"},
    {"administration", "opens", "administration.opens", NULL, "2023-01-01"},
    {"administration", "order", "administration.order", NULL, "filing"},
    {"administration", "approval", "administration.approval", NULL, "50%"},
    {"limit", "from", "payments.limit.from", "2020-07-01", "2024-01-01", "payments.limit={amount: 60m KRW}"},
    {"limit", "per", "payments.limit.per", NULL, "quarter", "payments.limit={amount: 60m KRW}"},
    {"payments", "lag", "payments.lag", NULL, "1y"},
    {"limit", "carry", "payments.limit.carry", NULL, "yes", "payments.limit={amount: 60m KRW}"},
    {"index", "from", "payments.limit.index.from", NULL, "2010-01-01",
     "payments.limit={amount: 60m KRW, index: {rate: 10%/y}}"},
    {"payments", "every", "payments.every", NULL, "year"},
    {"payments", "unit", "payments.unit", "1 KRW", "1m KRW"},
    {"who", "age_from", "allocation.0.who.age_from", "0", "85",
     "allocation=[{who: {groups: [P, Q, R, T]}, rule: proportional}]"},
    {"who", "groups", "allocation.0.who.groups", "[P, Q, R, S, T]", "[P]",
     "allocation=[{who: {living: yes}, rule: proportional}]"},
    {"step", "who", "allocation.0.who", NULL, "living", STEP("proportional")},
    {"step", "from", "allocation.0.from", NULL, "2024-01-01", STEP("proportional")},
    {"step", "until", "allocation.0.until", NULL, "2024-01-01", STEP("proportional")},
    {"step", "up_to", "allocation.0.up_to", "100%", "50%", STEP("proportional")},
    {"step", "theta", "allocation.0.theta", NULL, "20%", STEP("talmud")},
    {"step", "theta", "allocation.0.theta", NULL, "20%", STEP("reverse-talmud")},
    {"step", "p", "allocation.0.p", NULL, "2", STEP("equal-sacrifice")},
    {"step", "alpha", "allocation.0.alpha", NULL, "3", STEP("alpha-fair")},
    {"step", "mix", "allocation.0.mix", NULL, "10%", STEP("average")},
    {"step", "by", "allocation.0.by", NULL, "claim", STEP("priority")},
    {"step", "at", "allocation.0.at", NULL, "2024-01-01", STEP("alpha-fair, alpha: 2")},
    {"step", "weight", "allocation.0.weight", "{age: {from: 60, each_year: 0%}}", "{age: {from: 60, each_year: 9%}}",
     "allocation=[{who: {groups: [P, Q, R, T]}, rule: proportional}]"},
    {"step", "basis", "allocation.0.basis", "cumulative", "outstanding", STEP("talmud")},
    {"step", "basis", "allocation.0.basis", "outstanding", NULL, STEP("minimal-overlap")},
    {"timeliness", "who", "timeliness.who", "living", NULL},
    {"timeliness", "paid", "timeliness.paid", NULL, "50%"},
    {"timeliness", "by", "timeliness.by", NULL, "2024-01-01"},
    {"timeliness", "goal", "timeliness.goal", NULL, "5%"},
    {"timeliness", "confidence", "timeliness.confidence", NULL, "60%"},
    /* no trial knows of it: tests/golden/backtest.py tries another */
    {"observed", "tolerance", "observed.0.tolerance", NULL, NULL,
     "observed=[{figure: timeline.living, date: 2024-01-01, value: 5}]"},
};

/* Words of a default that leave nothing to hold. */
static bool is_nothing(const char *words)
{
    static const char *const beginnings[] = {"none",    "nothing", "nobody", "no ", "not said", "required",
                                             "for all", "once",    "all",    "any", "both",     "see "};
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (strncmp(words, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    return false;
}

/* The futures of a scenario with settings, as text; NULL if it is wrong. The run's own trials and seed stand for those that are said. */
static const char *futures(sol_arena *arena, sol_document *document, size_t count, const char *const *set)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_scenario *scenario = sol_scenario_make(arena, document, count, set, faults);
    const sol_plan *plan = scenario ? sol_plan_make(arena, scenario, faults) : NULL;
    if (!plan) {
        cr_log_warn("%s: %s", count ? set[count - 1] : "", sol_diagnostics_get(faults, 0)->message);
        return NULL;
    }
    sol_simulation_settings settings = {.trials = TRIALS, .seed = scenario->seed, .threads = 1, .claimants = true};
    sol_result *result = sol_simulate(arena, plan, &settings);
    result->content = NULL; /* it knows what was written */
    result->assumption_count = 0;
    char *told = sol_result_save(arena, result);
    for (size_t i = 0; i < result->claimant_result_count; i++)
        told = sol_arena_print(arena, "%s%s %.17g %.17g\n", i ? told : "", result->claimant[i].id,
                               result->claimant[i].paid_in_life, result->claimant[i].paid_to_estate);
    return sol_arena_print(arena, "%s%s\n%" PRIu64 " trials", sol_result_save(arena, result), told, scenario->trials);
}

static const key_row *key_of(const char *const *r)
{
    const key_table *tables[64];
    size_t count = keys_tables(64, tables);
    for (size_t i = 0; i < count; i++)
        if (strcmp(tables[i]->name, r[TABLE]) == 0)
            return keys_find(tables[i], r[KEY]);
    return NULL;
}

static const char *default_of(const char *const *r)
{
    const key_row *key = key_of(r);
    cr_assert_not_null(key, "%s.%s", r[TABLE], r[KEY]);
    if (r[HOLDS])
        return r[HOLDS];
    cr_assert(key->fallback || key->same_as, "%s.%s: nothing that can be written", r[TABLE], r[KEY]);
    return key->fallback ? key->fallback : strcmp(key->same_as, "start") == 0 ? "2020-01-01" : "2030-01-01";
}

Test(defaults, what_is_left_out_is_as_if_the_default_were_written, .timeout = 600)
{
    sol_arena *kept = sol_arena_new();
    sol_document *document = sol_document_parse(kept, "defaults.yaml", text, strlen(text), sol_diagnostics_new(kept));
    cr_assert_not_null(document);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *const *r = rows[i];
        sol_arena *arena = sol_arena_new();
        const char *set[2] = {r[SETTING]};
        size_t count = r[SETTING] != NULL;
        const char *without = futures(arena, document, count, set);
        cr_assert_not_null(without, "%s.%s", r[TABLE], r[KEY]);
        set[count] = sol_arena_print(arena, "%s=%s", r[PATH], default_of(r));
        const char *with = futures(arena, document, count + 1, set);
        cr_expect(with && strcmp(with, without) == 0, "%s.%s: not as with %s", r[TABLE], r[KEY], set[count]);
        if (r[OTHER]) {
            set[count] = sol_arena_print(arena, "%s=%s", r[PATH], r[OTHER]);
            with = futures(arena, document, count + 1, set);
            cr_expect(with && strcmp(with, without) != 0, "%s.%s: it tells nothing, also with %s", r[TABLE], r[KEY],
                      set[count]);
        }
        sol_arena_free(arena);
    }
    sol_arena_free(kept);
}

Test(defaults, each_of_the_table_of_keys_is_tried)
{
    const key_table *tables[64];
    size_t count = keys_tables(64, tables);
    sol_arena *arena = sol_arena_new();
    for (size_t t = 0; t < count; t++)
        for (size_t k = 0; k < tables[t]->count; k++) {
            const key_row *key = &tables[t]->row[k];
            bool is_tried = key->is_required || is_nothing(keys_default(arena, key));
            for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                is_tried |= strcmp(rows[i][TABLE], tables[t]->name) == 0 && strcmp(rows[i][KEY], key->name) == 0;
            cr_expect(is_tried, "%s.%s: default %s", tables[t]->name, key->name, keys_default(arena, key));
        }
    sol_arena_free(arena);
}

/* `solatium divide` takes the rules' own defaults: they are those of the table. */
Test(defaults, rules_have_those_of_the_table)
{
    sol_rule_choice rule = sol_rule_default(SOL_RULE_TALMUD);
    const struct {
        const char *key;
        double holds;
    } parameters[] = {{"theta", rule.theta * 100}, {"p", rule.p}, {"alpha", rule.alpha}, {"mix", rule.mix * 100}};
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        cr_expect_float_eq(atof(keys_find(&key_step, parameters[i].key)->fallback), parameters[i].holds, 1e-12, "%s",
                           parameters[i].key);
    const key_row *by = keys_find(&key_step, "by");
    for (const key_word *word = by->words; word->name; word++)
        cr_expect_eq(strcmp(word->name, by->fallback) == 0, (sol_priority)word->value == rule.by, "%s", word->name);
}
