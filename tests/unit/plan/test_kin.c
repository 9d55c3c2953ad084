/* What two plans of one document can differ in, by the key that was set. */
#include "plan/kin.h"

#include <criterion/criterion.h>
#include <string.h>

static const char text[] = "solatium: 1\n"
                           "title: Two countries\n"
                           "currency: KRW\n"
                           "start: 2020-01-01\n"
                           "end: 2030-01-01\n"
                           "exchange: {JPY: {price: 10, volatility: 5%/y}}\n"
                           "mortality:\n"
                           "  male: {law: gompertz, b: 2.0e-5, g: 0.1}\n"
                           "  female: {law: gompertz, b: 1.2e-5, g: 0.1}\n"
                           "events: {talks: {probability: 50%, date: 2020-05-01}}\n"
                           "participation: {JP: {base: 10%, after: {talks: 50%}}, KR: 70%}\n"
                           "firms:\n"
                           "  - {name: Alpha, country: JP, count: 4, pledge: 10m JPY}\n"
                           "  - {name: Beta, country: KR, pledge: 100m KRW, participation: 40%}\n"
                           "other_sources:\n"
                           "  - {name: State, kind: public, amount: 50m KRW, date: 2021-01-01, earmark: [People]}\n"
                           "fund: {opening: 1m KRW, return: 1%/y}\n"
                           "claimants:\n"
                           "  groups:\n"
                           "    - {name: People, count: 8, sex: male, age: 88, claim: 100m KRW}\n"
                           "administration: {approval: 90%}\n"
                           "payments: {first: 2021-01-01, every: quarter, unit: 1 KRW}\n"
                           "allocation: proportional\n"
                           "timeliness: {goal: 50%}\n";

static sol_document *document_of(sol_arena *arena)
{
    sol_document *document = sol_document_parse(arena, "kin.yaml", text, strlen(text), sol_diagnostics_new(arena));
    cr_assert_not_null(document);
    return document;
}

static const sol_scenario *scenario_of(sol_arena *arena, sol_document *document, const char *setting)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_scenario *scenario = sol_scenario_make(arena, document, setting != NULL, &setting, faults);
    cr_assert_not_null(scenario, "%s: %s", setting, sol_diagnostics_get(faults, 0)->message);
    return scenario;
}

static const sol_plan *plan_of(sol_arena *arena, sol_document *document, const char *setting)
{
    const sol_plan *plan = sol_plan_make(arena, scenario_of(arena, document, setting), sol_diagnostics_new(arena));
    cr_assert_not_null(plan, "%s", setting);
    return plan;
}

static const struct {
    const char *setting;
    unsigned parts;
} rows[] = {
    {"title=Other", 0},
    {"simulation.trials=7", 0},
    {"participation.KR=20%", KIN_RATES},
    {"participation.JP.base=20%", KIN_RATES},
    {"participation.JP.after.talks=20%", KIN_RATES},
    {"participation.JP=20%", KIN_RATES | KIN_JOINING}, /* no rate after the talks any more */
    {"firms.Beta.participation=50%", KIN_RATES},
    {"firms.Beta.pledge=50m KRW", KIN_AMOUNTS},
    {"firms.Alpha.count=5", KIN_JOINING | KIN_AMOUNTS | KIN_DIVISION},
    {"firms.Beta.country=JP", KIN_JOINING | KIN_AMOUNTS | KIN_DIVISION},
    {"firms.Beta.joins=2021-01-01", KIN_JOINING | KIN_AMOUNTS},
    {"firms.Beta.default=5%/y", KIN_AMOUNTS},
    {"correlation.JP=20%", KIN_JOINING},
    {"participation_as=fraction", KIN_JOINING | KIN_AMOUNTS},
    {"events.talks.probability=20%", KIN_JOINING | KIN_AMOUNTS},
    {"other_sources.State.amount=20m KRW", KIN_AMOUNTS},
    {"exchange.JPY.volatility=9%/y", KIN_AMOUNTS},
    {"exchange.JPY.price=9", KIN_ALL},
    {"fund.opening=2m KRW", KIN_DIVISION},
    {"fund.return=2%/y", KIN_AMOUNTS | KIN_DIVISION},
    {"administration.approval=80%", KIN_OPENING},
    {"administration.opens=2020-06-01", KIN_ALL},
    {"payments.unit=1000 KRW", KIN_DIVISION},
    {"payments.limit=1m KRW", KIN_DIVISION},
    {"payments.every=year", KIN_ALL},
    {"hold=registered", KIN_DIVISION},
    {"allocation=equal-awards", KIN_DIVISION},
    {"timeliness.goal=60%", KIN_DIVISION},
    {"start=2020-02-01", KIN_ALL},
    {"end=2031-01-01", KIN_ALL},
    {"mortality.multiplier=2", KIN_ALL},
    {"claimants.seed=5", KIN_ALL},
    {"claimants.groups.People.claim=90m KRW", KIN_ALL},
};

Test(kin, a_key_that_is_set_tells_what_may_differ)
{
    sol_arena *arena = sol_arena_new();
    sol_document *document = document_of(arena);
    const sol_plan *plain = plan_of(arena, document, NULL);
    cr_assert_eq(kin_plans(plain, plain), 0);
    cr_assert_eq(kin_plans(plain, plan_of(arena, document, NULL)), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const sol_plan *other = plan_of(arena, document, rows[i].setting);
        cr_assert_eq(kin_plans(plain, other), rows[i].parts, "%s: %u", rows[i].setting, kin_plans(plain, other));
        cr_assert_eq(kin_plans(other, plain), rows[i].parts, "%s, the other way round", rows[i].setting);
    }
    sol_arena_free(arena);
}

Test(kin, money_that_comes_later_is_other_money)
{
    sol_arena *arena = sol_arena_new();
    sol_document *document = document_of(arena);
    sol_scenario *later = (sol_scenario *)scenario_of(arena, document, NULL);
    later->money_delay = (sol_span){.months = 6};
    cr_assert_eq(kin_scenarios(scenario_of(arena, document, NULL), later), KIN_AMOUNTS);
    sol_arena_free(arena);
}

Test(kin, plans_of_two_documents_share_nothing)
{
    sol_arena *arena = sol_arena_new();
    const sol_plan *one = plan_of(arena, document_of(arena), NULL), *other = plan_of(arena, document_of(arena), NULL);
    cr_assert_eq(kin_plans(one, other), KIN_ALL);
    sol_arena_free(arena);
}

Test(kin, a_plan_takes_over_people_exactly_where_they_do_not_differ)
{
    sol_arena *arena = sol_arena_new();
    sol_document *document = document_of(arena);
    const sol_plan *plain = plan_of(arena, document, NULL);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_diagnostics *faults = sol_diagnostics_new(arena);
        const sol_scenario *scenario = scenario_of(arena, document, rows[i].setting);
        const sol_plan *own = sol_plan_make(arena, scenario, faults);
        const sol_plan *kin = kin_plan_make(arena, scenario, plain, faults);
        bool is_taken = kin->people.details == plain->people.details;
        cr_assert_eq(is_taken, !(rows[i].parts & KIN_PEOPLE), "%s", rows[i].setting);
        sol_simulation_settings settings = {.trials = 12, .seed = 5, .threads = 1};
        const sol_result *a = sol_simulate(arena, own, &settings), *b = sol_simulate(arena, kin, &settings);
        cr_assert_arr_eq(&a->people, &b->people, sizeof a->people, "%s", rows[i].setting);
        cr_assert_arr_eq(&a->money, &b->money, sizeof a->money, "%s", rows[i].setting);
    }
    sol_arena_free(arena);
}
