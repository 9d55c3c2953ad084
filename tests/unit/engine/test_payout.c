/* The order of a pay date by examples small enough to follow by hand. Institutions stand for claimants who are sure to live. */
#include "engine/claims/timely.h"
#include "engine/trial_fixture.h"

enum { PEOPLE = 4, DATES = 40 };

typedef struct course {
    const trial *trial;
    int64_t paid[DATES][PEOPLE], costs[DATES], balance[DATES];
    ledger ledger;
    sol_money stranded;
    sol_state state[PEOPLE];
} course;

static void note(void *context, size_t date, const ledger *sums, const sol_money *balance)
{
    course *c = context;
    c->costs[date] = sums->costs.units;
    c->balance[date] = balance[0].units;
    for (size_t i = 0; i < c->trial->plan->people.count; i++)
        c->paid[date][i] = trial_claim_of(c->trial, i).paid.units;
}

/* Runs trial 0 of a scenario of these sections. */
static course run(const char *sections)
{
    sol_arena *arena = sol_arena_new();
    fixture f = fixture_of(sol_arena_print(arena, "%sstart: 2019-07-01\nend: 2021-12-31\n%s", FIXTURE_HEAD, sections));
    course c = {.trial = f.trial};
    trial_observer observer = {.context = &c, .paid_date = note};
    f.trial->observer = &observer;
    trial_run(f.trial, 0);
    c.ledger = f.trial->ledger;
    c.stranded = f.trial->stranded;
    for (size_t i = 0; i < f.plan->people.count; i++)
        c.state[i] = timely_state(f.trial, f.trial->rows.row[i]);
    fixture_end(&f);
    sol_arena_free(arena);
    return c;
}

#define CLAIM(name, rest) "    - {name: " name ", kind: institution, count: 1, claim: " rest "}\n"
#define GROUPS "claimants:\n  groups:\n"

Test(payout, what_is_held_for_the_registered_is_paid_when_they_are_eligible)
{
#define LATE_B                                                                                                         \
    "fund: {opening: 100 KRW}\n" GROUPS CLAIM("A", "100 KRW")                                                          \
        CLAIM("B", "100 KRW, eligible: 2020-01-01") "payments: {dates: [2019-10-01, 2020-02-01]}\n"
    course now = run(LATE_B "allocation: equal-awards\n");
    cr_assert(now.paid[0][0] == 100 && now.paid[1][1] == 0);
    course held = run(LATE_B "allocation: equal-awards\nhold: registered\n");
    cr_assert(held.paid[0][0] == 50 && held.paid[0][1] == 0 && held.paid[1][1] == 50 && held.balance[0] == 50);
    course steps = run(LATE_B "hold: registered\nallocation:\n"
                              "  - {who: all, up_to: 30 KRW, rule: equal-awards, basis: outstanding}\n"
                              "  - {who: all, rule: proportional, basis: outstanding}\n");
    cr_assert(steps.paid[0][0] == 50, "30, then half of the 40 that neither has nor is held: %d",
              (int)steps.paid[0][0]);
}

Test(payout, a_yearly_limit_carries_over_only_where_it_says_so)
{
#define LATE_GIFT                                                                                                      \
    "other_sources: [{name: G, kind: gift, amount: 1000 KRW, date: 2020-12-01}]\n" GROUPS CLAIM(                       \
        "A", "2000 KRW") "payments: {first: 2019-10-01, every: quarter, "
    course each = run(LATE_GIFT "limit: 300 KRW}\n");
    cr_assert(each.paid[4][0] == 0 && each.paid[5][0] == 300 && each.paid[8][0] == 300);
    course carried = run(LATE_GIFT "limit: {amount: 300 KRW, carry: true}}\n");
    cr_assert(carried.paid[5][0] == 900 && carried.paid[8][0] == 900);
}

Test(payout, costs_that_cannot_be_borne_are_owed_and_taken_first)
{
    course c = run("fund: {opening: 100 KRW, costs: {yearly: 1461 KRW}}\n"
                   "other_sources: [{name: G, kind: gift, amount: 1000 KRW, date: 2020-01-01}]\n" GROUPS CLAIM(
                       "A", "10000 KRW") "payments: {dates: [2019-10-01, 2020-01-01]}\n");
    cr_assert(c.costs[0] == 100 && c.paid[0][0] == 0);
    cr_assert(c.costs[1] == 736 && c.paid[1][0] == 364, "184 days at 4 a day");
}

Test(payout, costs_end_when_no_claim_is_open)
{
#define ONE_CLAIM(until)                                                                                               \
    "fund: {opening: 10000 KRW, costs: {yearly: 1461 KRW" until                                                        \
    "}}\n" GROUPS CLAIM("A", "100 KRW") "payments: {dates: [2019-10-01, 2020-01-01]}\n"
    course closed = run(ONE_CLAIM(", until: closed")), open = run(ONE_CLAIM(""));
    cr_assert(closed.costs[0] == 368 && closed.costs[1] == 368);
    cr_assert(open.costs[1] == 736);
}

Test(payout, claims_cost_when_they_are_processed)
{
    course c =
        run("fund: {opening: 1000 KRW, costs: {per_claim: 10 KRW, share: 10%}}\n"
            "other_sources: [{name: G, kind: gift, amount: 200 KRW, date: 2019-12-15}]\n" GROUPS CLAIM("A", "100 KRW")
                CLAIM("B", "100 KRW") CLAIM("C", "100 KRW") "administration: {opens: 2019-10-01, order: filing, "
                                                            "capacity: [{from: 2019-10-01, per_month: 1}]}\n"
                                                            "payments: {first: 2019-11-01, every: month}\n");
    cr_assert(c.paid[0][0] == 100 && c.paid[0][1] == 0 && c.costs[0] == 10);
    cr_assert(c.paid[1][1] == 100 && c.paid[1][2] == 0 && c.costs[1] == 20);
    cr_assert(c.paid[2][2] == 100 && c.costs[2] == 50, "30 for claims, 20 of the gift");
}

Test(payout, heirs_inherit_come_after_the_living_or_get_nothing)
{
    static const struct {
        const char *heirs;
        int64_t estate, living;
    } rows[] = {{"inherit", 60, 60}, {"after-living", 20, 100}, {"lapse", 0, 100}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        course c =
            run(sol_arena_print(arena,
                                "fund: {opening: 120 KRW}\nclaimants:\n  heirs: %s\n  groups:\n"
                                "    - {name: E, count: 1, living: 0, sex: male, age: 90, claim: 100 KRW}\n" CLAIM(
                                    "B", "100 KRW") "payments: {dates: [2019-10-01]}\nallocation: equal-awards\n",
                                rows[i].heirs));
        cr_assert(c.paid[0][0] == rows[i].estate && c.paid[0][1] == rows[i].living, "%s", rows[i].heirs);
        cr_assert_eq(c.state[0], rows[i].estate ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING, "%s", rows[i].heirs);
        sol_arena_free(arena);
    }
}

Test(payout, an_estate_keeps_the_rank_of_who_died)
{
    /* He dies within weeks; by the time that money comes she has passed the age of his death. */
    fixture f =
        fixture_of("solatium: 1\ntitle: Rank\ncurrency: KRW\nstart: 2019-07-01\nend: 2021-12-31\n"
                   "mortality:\n  male: {law: gompertz, b: 1, g: 0.05}\n  female: {law: gompertz, b: 1e-9, g: 0.01}\n"
                   "other_sources:\n  - {name: State, kind: public, amount: 120 KRW, date: 2021-06-01}\n"
                   "claimants:\n  groups:\n    - {name: She, count: 1, sex: female, age: 89.9, claim: 100 KRW}\n"
                   "    - {name: He, count: 1, sex: male, age: 90, claim: 100 KRW}\n"
                   "payments: {dates: [2021-07-01]}\nallocation: {rule: priority, by: age}\n");
    trial_run(f.trial, 0);
    cr_assert_eq(timely_state(f.trial, f.trial->rows.row[1]), SOL_STATE_ESTATE_PAID);
    cr_assert_eq(trial_claim_of(f.trial, 1).paid.units, 100);
    cr_assert_eq(trial_claim_of(f.trial, 0).paid.units, 20);
    fixture_end(&f);
}

Test(payout, money_that_does_not_count_comes_on_top_within_the_claim)
{
#define KEPT(counts)                                                                                                   \
    "fund: {opening: 80 KRW}\n"                                                                                        \
    "other_sources: [{name: G, kind: gift, amount: 60 KRW, date: 2019-08-01, earmark: {groups: [A], counts: " counts   \
    "}}]\n" GROUPS CLAIM("A", "100 KRW") CLAIM("B", "100 KRW") "payments: {dates: [2019-10-01]}\n"
    course counted = run(KEPT("yes")), on_top = run(KEPT("no"));
    cr_assert(counted.paid[0][0] == 70 && counted.paid[0][1] == 70);
    cr_assert(on_top.paid[0][0] == 100 && on_top.paid[0][1] == 40);
}

Test(payout, what_a_pool_has_too_much_goes_on_or_is_stranded)
{
#define SURPLUS(then)                                                                                                  \
    "other_sources: [{name: G, kind: gift, amount: 250 KRW, date: 2019-08-01, earmark: {groups: [A, L]" then           \
    "}}]\n" GROUPS CLAIM("A", "100 KRW") CLAIM("L", "70 KRW, eligible: 2021-06-01")                                    \
        CLAIM("B", "100 KRW") "payments: {dates: [2019-10-01]}\n"
    course on = run(SURPLUS(", then: general")), stays = run(SURPLUS(""));
    cr_assert(on.paid[0][0] == 100 && on.paid[0][2] == 80 && on.stranded.units == 0, "70 are kept for L");
    cr_assert(stays.paid[0][2] == 0 && stays.stranded.units == 80 && stays.ledger.left.units == 150);
}

Test(payout, seized_assets_go_to_their_claimants_and_back_to_the_debtor)
{
    course c =
        run("other_sources: [{name: S, kind: enforcement, worth: 200 KRW, haircut: 25%, date: 2019-08-01, earmark: "
            "[A]}]\n" GROUPS CLAIM("A", "100 KRW, accepts: 0%")
                CLAIM("B", "100 KRW") "payments: {dates: [2019-10-01], unit: 60 KRW}\nfund: {reserve: 1000 KRW}\n");
    cr_assert(c.paid[0][0] == 100 && c.paid[0][1] == 0);
    cr_assert(c.ledger.received.units == 150 && c.ledger.returned.units == 50);
    cr_assert_eq(c.state[0], SOL_STATE_DECLINED);
}

Test(payout, units_round_down_but_for_what_settles_a_claim)
{
    course c = run("fund: {opening: 142 KRW}\n" GROUPS CLAIM("A", "100 KRW") CLAIM("B", "100 KRW") CLAIM(
        "C", "47 KRW") "payments: {dates: [2019-10-01], unit: 10 KRW}\nallocation: equal-awards\n");
    cr_assert(c.paid[0][0] == 40 && c.paid[0][1] == 40 && c.paid[0][2] == 47 && c.balance[0] == 15);
}

Test(payout, events_open_and_close_claims)
{
    course c = run("fund: {opening: 1000 KRW}\nevents:\n  talks: {probability: 100%, date: 2019-12-15}\n"
                   "  never: {probability: 0%, date: 2019-12-15}\n" GROUPS CLAIM("A", "100 KRW, requires: talks")
                       CLAIM("B", "100 KRW, eligible: 2020-01-01, unless: talks") CLAIM("C", "100 KRW, requires: never")
                           CLAIM("D", "100 KRW, unless: talks") "payments: {dates: [2019-10-01, 2020-01-01]}\n");
    cr_assert(c.paid[0][0] == 0 && c.paid[1][0] == 100 && c.state[0] == SOL_STATE_IN_TIME);
    cr_assert(c.paid[1][1] == 0 && c.state[1] == SOL_STATE_NOT_DUE);
    cr_assert(c.paid[1][2] == 0 && c.state[2] == SOL_STATE_NOT_DUE);
    cr_assert(c.paid[0][3] == 100 && c.state[3] == SOL_STATE_IN_TIME, "eligible before the talks");
}
