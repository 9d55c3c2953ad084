/* Random scenarios with everything switched on: what holds in every trial, at every pay date, to the unit. */
#include "engine/claims/timely.h"
#include "engine/random_scenario.h"
#include "engine/tally/metrics.h"

#include <signal.h>

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
        const trial_claim of = trial_claim_of(w->f->trial, seen->claimant[n]), *claim = &of;
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
    if (date == w->f->plan->date_count) /* the end: nothing is paid then */
        return;
    int year;
    sol_date_civil(w->f->plan->date[date], &year, NULL, NULL);
    w->paid_in_year[year - 2019] += sums->paid.units - w->paid.units - w->direct_by_date[date];
    w->paid = sums->paid;
}

static void check_limit(const watch *w)
{
    const sol_payments *payments = &w->f->scenario->payments;
    int64_t so_far = 0;
    for (int year = 0; payments->limit_count > 0 && year < 4; year++) {
        so_far += w->paid_in_year[year];
        if (payments->limit[0].carries)
            cr_assert_leq(so_far, payments->limit[0].amount.units * (year + 1), "scenario %u", w->number);
        else
            cr_assert_leq(w->paid_in_year[year], payments->limit[0].amount.units, "scenario %u", w->number);
    }
}

static void check_people(const watch *w)
{
    const trial *t = w->f->trial;
    int64_t paid = 0;
    for (size_t i = 0; i < w->f->plan->people.count; i++) {
        const trial_claim of = trial_claim_of(t, i), *claim = &of;
        paid += claim->paid_in_life.units + claim->paid_to_estate.units;
        cr_assert(claim->owed.units >= 0 && claim->uncounted.units <= claim->paid.units);
        cr_assert(claim->paid_in_life.units == 0 || claim->death > 0, "an estate is not paid in life");
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
        metrics_room room = metrics_room_new(f.arena, layout, f.trial);
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
