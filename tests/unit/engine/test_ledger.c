/* Random scenarios with everything switched on: what holds in every trial, at every pay date, to the unit. */
#include "engine/metrics.h"
#include "engine/timely.h"
#include "engine/trial_fixture.h"

#include <signal.h>

static uint32_t next_number(uint32_t *state)
{
    *state = *state * 1664525U + 1013904223U;
    return *state >> 8;
}

static const char *one_of(uint32_t *state, size_t count, const char *const *choices)
{
    return choices[next_number(state) % count];
}

#define ONE_OF(state, ...)                                                                                             \
    one_of(state, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), (const char *const[]){__VA_ARGS__})

static const char *money_in(sol_arena *arena, uint32_t *state)
{
    return sol_arena_print(
        arena,
        "exchange: {JPY: {price: 10.9, volatility: 12%%/y}}\n"
        "events:\n"
        "  talks: {probability: 60%%, date: {uniform: [2019-10-01, 2020-12-31]}}\n"
        "  break: {probability: 40%%, date: {uniform: [2019-12-01, 2021-12-31]}}\n"
        "participation: {JP: {base: 20%%, after: {talks: 80%%}}, KR: {triangular: [30%%, 60%%, 95%%]}}\n"
        "correlation: {JP: 0.4, KR: 0.2, between: 0.1}\n"
        "firms:\n"
        "  - {name: N, country: JP, pledge: %u JPY, joins: {uniform: [2019-10-01, 2020-10-01]}, pays: {instalments: 3, "
        "every: year}, default: 4%%/y}\n"
        "  - {name: P, country: KR, count: 4, pledge: {lognormal: [%u KRW, 1.0]}, joins: 2020-03-15}\n"
        "other_sources:\n"
        "  - {name: State, kind: public, amount: %u KRW, date: 2019-10-01, every: quarter, until: 2022-01-01}\n"
        "  - {name: Kept, kind: gift, amount: %u KRW, date: 2020-01-15, earmark: {groups: [A, D], counts: %s, then: "
        "%s}}\n"
        "  - {name: Seized, kind: enforcement, worth: %u KRW, haircut: 30%%, probability: 70%%, unless: break, date: "
        "{uniform: [2019-11-01, 2022-06-30]}, earmark: [B]}\n"
        "  - {name: Match, kind: match, of: JP, ratio: 50%%, cap: 900 KRW}\n"
        "fund: {opening: %u KRW, return: 3%%/y, volatility: 15%%/y, reserve: %u KRW, costs: {yearly: %u KRW, share: "
        "3%%, per_claim: 7 KRW, until: closed}}\n",
        next_number(state) % 300, 1 + next_number(state) % 900, 1 + next_number(state) % 900,
        1 + next_number(state) % 4000, ONE_OF(state, "yes", "no"), ONE_OF(state, "general", "stay"),
        1 + next_number(state) % 6000, next_number(state) % 2000, next_number(state) % 100, next_number(state) % 400);
}

static const char *people_in(sol_arena *arena, uint32_t *state)
{
    return sol_arena_print(
        arena,
        "claimants:\n"
        "  heirs: %s\n"
        "  seed: %u\n"
        "  groups:\n"
        "    - {name: A, count: 5, living: 3, sex: {male: 60%%}, age: {uniform: [85, 99]}, claim: {lognormal: [900 "
        "KRW, "
        "0.7]}, interest: [{rate: 20%%/y, from: 2013-06-19}, {rate: 12%%/y, from: 2019-06-01}], paid: [{amount: 200 "
        "KRW, date: 2016-03-01}]}\n"
        "    - {name: B, count: 6, sex: male, age: {normal: [93, 4]}, claim: %u KRW, interest_until: eligible, "
        "interest: [{rate: 5%%/y, from: 2018-01-01}], accepts: {probability: 70%%, after: {exponential: 6mo}}, heirs: "
        "%s}\n"
        "    - {name: C, count: 4, sex: female, age: 90, claim: 777 KRW, requires: talks, unless: break}\n"
        "    - {name: D, kind: institution, count: 2, claim: 1500 KRW, eligible: 2020-06-01}\n"
        "administration: {opens: %s, capacity: [{from: 2019-10-01, per_month: 0.7}, {from: 2020-06-01, per_month: "
        "2.3}], order: %s, approval: 90%%}\n"
        "hold: %s\n",
        ONE_OF(state, "inherit", "after-living", "lapse"), 1 + next_number(state) % 100,
        400 + next_number(state) % 3000, ONE_OF(state, "inherit", "after-living", "lapse"),
        ONE_OF(state, "2019-07-01", "2019-11-05"), ONE_OF(state, "oldest", "filing", "smallest"),
        ONE_OF(state, "eligible", "registered"));
}

static const char *division_of(sol_arena *arena, uint32_t *state)
{
    const char *limit = ONE_OF(state, "", ", limit: 3000 KRW", ", limit: {amount: 1500 KRW, carry: true}");
    return sol_arena_print(arena,
                           "payments: {first: 2019-10-01, every: %s, unit: %s KRW%s}\n"
                           "allocation:\n"
                           "  - {who: living, up_to: %s, rule: equal-awards}\n"
                           "  - {who: {living: true, age_from: 90}, rule: %s, weight: %s}\n"
                           "  - {who: {groups: [A, C]}, rule: priority, by: %s}\n"
                           "  - {who: all, rule: %s}\n"
                           "timeliness:\n"
                           "  - {paid: %s, by: 2021-12-31, goal: 60%%}\n"
                           "  - {who: {groups: [A]}, paid: 50%%, by: 2021-01-01}\n",
                           ONE_OF(state, "quarter", "month", "half-year"), ONE_OF(state, "1", "10"), limit,
                           ONE_OF(state, "300 KRW", "50%"),
                           ONE_OF(state, "proportional", "equal-losses, basis: outstanding"),
                           ONE_OF(state, "{age: {from: 80, each_year: 5%}}", "hazard", "need"),
                           ONE_OF(state, "age", "hazard", "filing", "claim", "random"),
                           ONE_OF(state, "proportional", "talmud", "proportional, basis: outstanding", "average",
                                  "adjusted-proportional", "equal-losses", "constrained-egalitarian"),
                           ONE_OF(state, "100%", "80%"));
}

static fixture random_scenario(uint32_t number)
{
    sol_arena *arena = sol_arena_new();
    uint32_t state = number * 2654435761U + 1;
    const char *text = sol_arena_print(arena, "%sstart: 2019-07-01\nend: 2022-10-15\n%s%s%s", FIXTURE_HEAD,
                                       money_in(arena, &state), people_in(arena, &state), division_of(arena, &state));
    fixture f = fixture_of(text);
    sol_arena_free(arena);
    return f;
}

typedef struct watch {
    const fixture *f;
    sol_money paid, direct;
    int64_t paid_in_year[8], direct_by_date[64];
    uint32_t number;
} watch;

static void see_division(void *context, const trial_division *seen)
{
    watch *w = context;
    sol_money paid = {0}, held = {0};
    for (size_t n = 0; n < seen->count; n++) {
        const trial_claim *claim = &w->f->trial->claim[seen->claimant[n]];
        cr_assert(seen->payment[n].units >= 0 && seen->payment[n].units <= claim->owed.units, "scenario %u", w->number);
        paid = sol_money_add(paid, seen->payment[n]);
        if (seen->is_direct)
            continue;
        held = sol_money_add(held, seen->held[n]);
        cr_assert(claim->held.units + seen->held[n].units <= claim->owed.units, "scenario %u holds twice", w->number);
        bool settles = seen->payment[n].units == claim->owed.units;
        cr_assert(settles || seen->payment[n].units % w->f->scenario->payments.unit.units == 0);
    }
    cr_assert_leq(paid.units + held.units, seen->cash.units, "scenario %u pays more than there is", w->number);
    if (seen->is_direct)
        w->direct_by_date[seen->date] += paid.units;
}

static void see_date(void *context, size_t date, const ledger *sums, const sol_money *balance)
{
    watch *w = context;
    ledger now = *sums;
    for (size_t k = 0; k < w->f->plan->money.pool_count; k++) {
        cr_assert_geq(balance[k].units, 0, "scenario %u", w->number);
        now.left = sol_money_add(now.left, balance[k]);
    }
    cr_assert(ledger_balances(&now), "scenario %u, pay date %zu", w->number, date);
    int year;
    sol_date_civil(w->f->plan->date[date], &year, NULL, NULL);
    w->paid_in_year[year - 2019] += sums->paid.units - w->paid.units - w->direct_by_date[date];
    w->paid = sums->paid;
}

static void check_limit(const watch *w)
{
    const sol_payments *payments = &w->f->scenario->payments;
    int64_t so_far = 0;
    for (int year = 0; payments->has_limit && year < 4; year++) {
        so_far += w->paid_in_year[year];
        if (payments->limit_carries)
            cr_assert_leq(so_far, payments->limit.units * (year + 1), "scenario %u", w->number);
        else
            cr_assert_leq(w->paid_in_year[year], payments->limit.units, "scenario %u", w->number);
    }
}

static void check_people(const watch *w)
{
    const trial *t = w->f->trial;
    int64_t paid = 0;
    for (size_t i = 0; i < w->f->plan->people.count; i++) {
        const trial_claim *claim = &t->claim[i];
        paid += claim->paid_in_life.units + claim->paid_to_estate.units;
        cr_assert(claim->owed.units >= 0 && claim->uncounted.units <= claim->paid.units);
        cr_assert(claim->paid_in_life.units == 0 || claim->death > 0, "an estate is not paid in life");
        if (timely_state(t, i) == SOL_STATE_IN_TIME)
            cr_assert(timely_could(t, w->f->scenario->timeliness, i), "scenario %u, claimant %zu", w->number, i);
    }
    cr_assert_eq(paid, t->ledger.paid.units, "scenario %u", w->number);
}

static void check_row(const watch *w, const metrics_layout *layout, metrics_room *room, int64_t *row)
{
    metrics_fill(w->f->trial, layout, room, row);
    int64_t people = 0, reasons = 0;
    for (int s = 0; s < SOL_STATES; s++)
        people += row[METRIC_STATE + s];
    cr_assert_eq(people, (int64_t)w->f->plan->people.count);
    cr_assert_eq(row[METRIC_NOTHING_DIED] + row[METRIC_NOTHING_LIVING], row[METRIC_STATE + SOL_STATE_NOTHING]);
    for (int r = 0; r < SOL_REASONS; r++)
        reasons += row[METRIC_REASON + r];
    cr_assert_leq(row[METRIC_STATE + SOL_STATE_IN_TIME] + reasons, (int64_t)w->f->plan->people.living_count);
    cr_assert_eq(row[METRIC_PAID], row[METRIC_PAID_IN_LIFE] + row[METRIC_PAID_TO_ESTATES]);
    cr_assert_geq(row[METRIC_CEILING], row[METRIC_SHARE_IN_TIME]);
    cr_assert_leq(row[METRIC_STRANDED], row[METRIC_LEFT]);
}

Test(ledger, every_unit_is_accounted_for_whatever_the_scenario)
{
    for (uint32_t number = 0; number < 60; number++) {
        fixture f = random_scenario(number);
        metrics_layout *layout = metrics_layout_make(f.arena, f.plan);
        metrics_room room = metrics_room_new(f.arena, layout);
        int64_t *row = SOL_TAKE(f.arena, layout->count, int64_t);
        for (uint64_t index = 0; index < 8; index++) {
            watch w = {.f = &f, .number = number};
            trial_observer observer = {.context = &w, .divided = see_division, .paid_date = see_date};
            f.trial->observer = &observer;
            trial_run(f.trial, index);
            cr_assert(ledger_balances(&f.trial->ledger), "scenario %u, trial %u", number, (unsigned)index);
            check_limit(&w);
            check_people(&w);
            check_row(&w, layout, &room, row);
        }
        fixture_end(&f);
    }
}

Test(ledger, one_unit_too_many_anywhere_is_seen)
{
    fixture f = random_scenario(3);
    trial_run(f.trial, 5);
    sol_money *entry[] = {&f.trial->ledger.opening, &f.trial->ledger.received, &f.trial->ledger.returns,
                          &f.trial->ledger.paid,    &f.trial->ledger.costs,    &f.trial->ledger.returned,
                          &f.trial->ledger.left};
    for (size_t i = 0; i < sizeof entry / sizeof *entry; i++) {
        entry[i]->units++;
        cr_assert_not(ledger_balances(&f.trial->ledger), "entry %zu", i);
        entry[i]->units--;
    }
    cr_assert(ledger_balances(&f.trial->ledger));
    fixture_end(&f);
}
