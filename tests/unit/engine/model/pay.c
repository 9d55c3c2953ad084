/* §4 pools and §7: who is paid on a pay date, from which pool. */
#include "engine/model/parts.h"
#include "plan/people.h"

#define BILLION INT64_C(1000000000)

void model_pay_person(model_trial *t, size_t k, model_person *p, int64_t amount)
{
    model_claims_settle(p, amount);
    p->paid += amount;
    p->on[k] += amount;
    t->day[k].paid += amount;
    if (is_alive(p, t->day[k].date))
        p->in_life += amount;
    else
        p->to_estate += amount;
}

void model_deposits_take_up(model_trial *t, size_t k)
{
    model_day *day = &t->day[k];
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        int64_t amount = p->deposited;
        if (amount == 0 || !model_claims_are_eligible(p, day->date))
            continue;
        p->deposited = 0;
        t->deposited -= amount;
        p->paid += amount;
        p->on[k] += amount;
        day->paid += amount;
        *(is_alive(p, day->date) ? &p->in_life : &p->to_estate) += amount;
    }
}

/* "on the pay date on which it meets his whole claim it leaves the fund; interest ends that day, nothing is owed": within the limit. */
void model_deposits_make(model_trial *t, size_t k)
{
    sol_date on = t->day[k].date;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        bool is_kept = p->terms->declined == SOL_DECLINED_DEPOSIT && is_by(p->kept_from, on);
        if (!is_kept || model_claims_are_eligible(p, on) || p->held == 0 || p->held != p->owed ||
            p->held > model_fund_limit(t, k))
            continue;
        for (size_t pool = 0; pool < t->pool_count; pool++)
            t->pool[pool].balance -= p->held_in[pool];
        t->day[k].by_pools += p->held;
        p->deposited = p->held;
        t->deposited += p->held;
        model_claims_settle(p, p->held);
    }
}

static int64_t *run_with(model_trial *t, step_run run)
{
    run.given = SOL_TAKE(t->arena, t->people, int64_t);
    model_steps_run(&run);
    return run.given;
}

/* What falls to those who may be paid today. "What falls to those not yet eligible is held for them", on this pay date. */
static int64_t payable(model_trial *t, sol_date on, const model_pool *pool, int64_t *given)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        if (!model_claims_are_eligible(p, on)) {
            p->held += given[i];
            p->held_in[pool - t->pool] += given[i];
            p->held_uncounted += pool->counts ? 0 : given[i];
            given[i] = 0;
        }
        sum += given[i];
    }
    return sum;
}

static int64_t share_of_payments(const model_trial *t)
{
    return t->scenario->fund.costs.share_of_payments_billionths;
}

/* "`costs.share_of_payments`: on payments made, from the paying pool, halves up a pool and pay date". */
static void bear_costs(model_trial *t, size_t k, size_t pool, int64_t paid)
{
    int64_t cost = fraction_times((fraction){share_of_payments(t), 9}, paid, 0);
    t->pool[pool].balance -= cost;
    t->day[k].costs += cost;
}

/* The payments of a pool. "(6) cash = balance − `reserve` (general pool), payments of all pools together at most `payments.limit`". */
static int64_t *payments_of(model_trial *t, size_t k, size_t pool)
{
    sol_date on = t->day[k].date;
    int64_t limit = model_fund_limit(t, k);
    int64_t cash = t->pool[pool].balance - (pool == 0 ? t->scenario->fund.reserve.units : 0);
    /* "money is young for `lag` after its arrival … and not yet paid out" */
    cash -= model_fund_young(t, (int)pool, on);
    /* "set aside first: cash for division = ⌊cash ÷ (1 + share)⌋" */
    cash = cash > 0 ? (int64_t)((sol_wide)cash * BILLION / (BILLION + share_of_payments(t))) : cash;
    step_run run = {.trial = t, .k = k, .pool = &t->pool[pool], .is_general = pool == 0};
    if (!t->scenario->hold_registered && !people_some_keep(t->plan)) {
        run.cash = cash < limit ? cash : limit;
        return run_with(t, run);
    }
    /* "With `hold: registered` the limit binds after the division: shares come from all cash, and what the limit leaves is divided by the
       same steps among the eligible with their shares as bounds." */
    run.cash = cash;
    run.with_registered = true;
    int64_t *share = run_with(t, run);
    if (payable(t, on, run.pool, share) <= limit)
        return share;
    run.cash = limit;
    run.with_registered = false;
    run.bound = share;
    return run_with(t, run);
}

/* Whether a claim can bring nothing more: what is known of it on a day, or, at `end`, what has become of it. */
static bool is_over(const model_trial *t, const model_person *p, sol_date on)
{
    bool is_end = on.day >= t->scenario->end.day && t->dates > 0 && on.day == t->last.date.day;
    if (!is_end)
        return model_claims_are_closed(t, p, on);
    return p->is_refused || p->is_declined || model_claims_have_lapsed(p, on) || model_is_not_due(t, p);
}

/*
 * "What its groups can no longer receive goes to `then`, else stays and is reported as stranded": what is more than all their claims that are
 * not known to be closed may come to, with interest to the last pay date, and what paying that may cost. "Nothing is decided by what the future will bring": a claim whose
 * event may still happen bears interest as if it came last.
 */
int64_t model_pool_excess(const model_trial *t, size_t pool, sol_date on)
{
    int64_t most = 0;
    for (size_t i = 0; i < t->people; i++) {
        model_person p = t->person[i];
        if (!model_fund_is_for(&t->pool[pool], &p) || is_over(t, &p, on))
            continue;
        bool is_known = p.terms->requires == SOL_NONE || is_by(t->event[p.terms->requires], on);
        if (!is_known)
            p.entitled = sol_date_never();
        model_claims_accrue(t, &p, t->day[t->dates - 1].date);
        most += p.owed;
    }
    most += (int64_t)(((sol_wide)most * share_of_payments(t) + BILLION - 1) / BILLION);
    return t->pool[pool].balance > most ? t->pool[pool].balance - most : 0;
}

static void pay_pool(model_trial *t, size_t k, size_t pool)
{
    const int64_t *payment = payments_of(t, k, pool);
    int64_t paid = 0;
    for (size_t i = 0; i < t->people; i++) {
        model_pay_person(t, k, &t->person[i], payment[i]);
        paid += payment[i];
        t->pool[pool].balance -= payment[i];
        t->day[k].by_pools += payment[i];
        if (!t->pool[pool].counts)
            t->person[i].uncounted += payment[i];
    }
    bear_costs(t, k, pool, paid);
    if (pool > 0 && t->pool[pool].then_general) {
        /* What is young stays where it is. */
        int64_t free = t->pool[pool].balance - model_fund_young(t, (int)pool, t->day[k].date);
        int64_t excess = model_pool_excess(t, pool, t->day[k].date);
        excess = excess < free ? excess : free > 0 ? free : 0;
        t->pool[pool].balance -= excess;
        t->pool[0].balance += excess;
    }
}

/* "Pools are divided fewest claimants first, the general pool last; each runs all steps for its groups before the next." */
void model_pay_pools(model_trial *t, size_t k)
{
    bool *is_done = SOL_TAKE(t->arena, t->pool_count, bool);
    for (size_t i = 0; i < t->people; i++) {
        t->person[i].held = t->person[i].held_uncounted = 0;
        for (size_t pool = 0; pool < t->pool_count; pool++)
            t->person[i].held_in[pool] = 0;
    }
    for (size_t turn = 1; turn < t->pool_count; turn++) {
        size_t next = 0;
        for (size_t i = 1; i < t->pool_count; i++)
            if (!is_done[i] && (next == 0 || t->pool[i].people < t->pool[next].people))
                next = i;
        is_done[next] = true;
        pay_pool(t, k, next);
    }
    pay_pool(t, k, 0);
}
