#include "engine/claims/accounts.h"

#include "base/check.h"
#include "engine/claims/accounts_room.h"
#include "engine/claims/reached.h"
#include "engine/lives/lifetimes.h"
#include "plan/account.h"
#include "plan/people.h"

#include <string.h>

static void set_apart(accounts *a, size_t i, account_state state, sol_date day)
{
    a->room->is_apart[i] = 1;
    a->room->apart[i] = state;
    a->room->apart_day[i] = day;
}

/* What interest adds to a unit of principal from start to a day, where it runs until paid: kept for all claims of the same terms. */
static inline columns_rate rate_since_start(const trial *t, int32_t terms, sol_date day)
{
    struct accounts_room *room = t->accounts->room;
    known_rate *known = &room->known[terms];
    if (known->day.day != day.day) {
        int64_t parts = accounts_parts_until(&t->plan->people.terms[terms], day) - room->at_start[terms];
        *known = (known_rate){day, columns_rate_of(parts)};
    }
    return known->rate;
}

static columns_rate rate_between(const trial *t, size_t row, sol_date from, sol_date to)
{
    int32_t k = t->claims->terms[row];
    const sol_terms *terms = &t->plan->people.terms[k];
    if (terms->interest_end == SOL_INTEREST_UNTIL_PAID && from.day == t->plan->scenario->start.day)
        return rate_since_start(t, k, to);
    sol_date end = claims_interest_end(t, row);
    return columns_rate_of(accounts_parts_until(terms, sol_date_earlier(to, end)) -
                           accounts_parts_until(terms, sol_date_earlier(from, end)));
}

static inline account_state accrued(const accounts *a, account_state s, columns_rate rate)
{
    if (a->is_narrow) {
        columns_accrue_one(s.principal, rate, &s.total, &s.fraction);
        return s;
    }
    sol_wide sum = (sol_wide)s.principal * rate.parts + s.fraction;
    s.total += (int64_t)(sum / COLUMNS_PARTS);
    s.fraction = (int64_t)(sum % COLUMNS_PARTS);
    return s;
}

/* A claim as at start whose principal rises until a day on which it is fixed; a payment before start has fixed it. */
static account_state risen(const trial *t, size_t i, sol_date day, sol_date fixed)
{
    const accounts *a = t->accounts;
    const sol_terms *terms = claims_terms(t, i);
    account_state s = a->room->opening[i];
    sol_date since = t->plan->scenario->start, next;
    fixed = sol_date_earlier(fixed, day);
    for (int k = 1; terms->earlier_count == 0 && (next = sol_index_anniversary(terms->index, k)).day <= fixed.day;
         k++) {
        if (next.day <= since.day)
            continue;
        s = accrued(a, s, rate_between(t, i, since, next));
        const int64_t more = account_raise(terms->index, sol_money_of(s.principal)).units - s.principal;
        s.principal += more;
        s.total += more;
        since = next;
    }
    return since.day < day.day ? accrued(a, s, rate_between(t, i, since, day)) : s;
}

/* Whether a claim is as at start and its principal follows prices. */
static inline bool rises(const trial *t, size_t i)
{
    const accounts *a = t->accounts;
    return a->room->has_interest && claims_terms(t, i)->index.rate_billionths > 0 && !a->room->is_apart[i] &&
           !accounts_is_open(a, i);
}

int64_t accounts_at_most(const trial *t, size_t i, sol_date day)
{
    if (!rises(t, i))
        return accounts_on(t, i, day).total;
    const sol_date examined = claims_examined(t, i);
    return risen(t, i, day, examined.day <= t->today.day ? examined : day).total;
}

account_state accounts_on(const trial *t, size_t i, sol_date day)
{
    if (rises(t, i))
        return risen(t, i, day, claims_examined(t, i));
    const accounts *a = t->accounts;
    const struct accounts_room *room = a->room;
    account_state s = room->opening[i];
    sol_date since = t->plan->scenario->start;
    if (accounts_is_open(a, i)) {
        s = (account_state){a->total[i], a->principal[i], a->fraction[i]};
        since = a->day;
    } else if (room->is_apart[i]) {
        s = room->apart[i];
        since = room->apart_day[i];
    }
    if (s.principal == 0 || day.day <= since.day)
        return s;
    return accrued(a, s, rate_between(t, i, since, day));
}

bool accounts_bear_interest(const accounts *a)
{
    return a->room->has_interest;
}

/* Most that are not open are as at start. */
void accounts_totals(const trial *t, sol_date day, size_t from, size_t count, int64_t *total)
{
    const accounts *a = t->accounts;
    SOL_CHECK(a->day.day == day.day);
    for (size_t k = 0; k < count; k++) {
        size_t i = from + k;
        total[k] = a->total[i];
        if (total[k] > 0 || t->claims->flags[i] & (CLAIM_REFUSED | CLAIM_NOT_DUE))
            continue;
        const sol_terms *terms = claims_terms(t, i);
        bool is_plain = !a->room->is_apart[i] && terms->interest_end == SOL_INTEREST_UNTIL_PAID &&
                        terms->index.rate_billionths == 0;
        total[k] = is_plain ? accrued(a, a->room->opening[i], rate_since_start(t, t->claims->terms[i], day)).total
                            : accounts_on(t, i, day).total;
    }
}

/* Takes a claim out of the open ones, as it is. */
static void close_claim(trial *t, size_t i)
{
    accounts *a = t->accounts;
    set_apart(a, i, (account_state){a->total[i], a->principal[i], a->fraction[i]}, a->day);
    a->open_total -= a->total[i];
    a->open_paid -= a->paid[i];
    a->total[i] = a->principal[i] = 0;
}

void accounts_bury(trial *t, size_t date)
{
    accounts *a = t->accounts;
    const claims *c = t->claims;
    const uint32_t *dead = c->dying + c->dying_first[date], *end = c->dying + c->dying_first[date + 1];
    a->buried = date + 1;
    for (; dead < end; dead++) {
        size_t i = *dead;
        __builtin_prefetch(&a->paid[dead[CLAIMS_AHEAD]]);
        __builtin_prefetch(&a->paid_in_life[dead[CLAIMS_AHEAD]], 1);
        a->paid_in_life[i] = a->paid[i];
        const bool lapses = c->kind[i] & CLAIM_LAPSES;
        if (!lapses && !c->awaited)
            continue;
        a->unsettled -= lapses && !c->flags[i] && !accounts_is_settled(t, i);
        if (accounts_is_open(a, i) && (lapses || claims_awaits_heirs(t, i, date)))
            close_claim(t, i);
    }
}

/* Opens the claims that became eligible on a pay date, as they are on a later one. */
static void open_eligible(trial *t, size_t of, size_t date)
{
    accounts *a = t->accounts;
    const claims *c = t->claims;
    const sol_date day = t->plan->date[date];
    const account_state *restrict opening = a->room->opening;
    int64_t *restrict total = a->total, *restrict principal = a->principal, *restrict fraction = a->fraction;
    int64_t all = 0, before = 0;
    int32_t terms = SOL_NONE;
    bool runs_until_paid = false;
    columns_rate rate = {0, 0};
    for (const uint32_t *row = c->coming + c->coming_first[of], *end = c->coming + c->coming_first[of + 1]; row < end;
         row++) {
        size_t i = *row;
        __builtin_prefetch(&opening[row[CLAIMS_AHEAD]]);
        __builtin_prefetch(&opening[row[CLAIMS_AHEAD]].fraction); /* may be on the next line */
        if (claims_has_lapsed(t, i, date) || claims_awaits_heirs(t, i, date) || (a->deposited && a->deposited[i] > 0))
            continue;
        if (c->terms[i] != terms) {
            terms = c->terms[i];
            const sol_terms *of_run = &t->plan->people.terms[terms];
            runs_until_paid = of_run->interest_end == SOL_INTEREST_UNTIL_PAID && of_run->index.rate_billionths == 0;
            rate = rate_since_start(t, terms, day);
        }
        bool is_plain = runs_until_paid && !a->room->is_apart[i];
        account_state s = is_plain ? accrued(a, opening[i], rate) : accounts_on(t, i, day);
        int64_t paid = is_plain ? accounts_paid_before(a, i) : a->paid[i];
        if (s.total <= paid)
            continue;
        total[i] = s.total;
        principal[i] = s.principal;
        fraction[i] = s.fraction;
        all += s.total;
        before += paid;
        a->payments += paid > 0; /* which is not known to be any share */
        a->reach = i < a->reach ? a->reach : i + 1;
    }
    a->open_total += all;
    a->open_paid += before;
    a->raised += all > 0;
}

/* The same of claims whose heirs have come forward on a pay date. */
static void open_returning(trial *t, size_t of, size_t date)
{
    accounts *a = t->accounts;
    const claims *c = t->claims;
    for (uint32_t k = c->returning_first[of]; k < c->returning_first[of + 1]; k++) {
        const size_t i = c->returning[k];
        if (!claims_is_eligible(t, i, date) || accounts_is_settled(t, i) || accounts_is_open(a, i))
            continue;
        const account_state s = accounts_on(t, i, t->plan->date[date]);
        a->total[i] = s.total;
        a->principal[i] = s.principal;
        a->fraction[i] = s.fraction;
        a->open_total += s.total;
        a->open_paid += a->paid[i];
        a->payments += a->paid[i] > 0;
        a->raised++;
        a->reach = i < a->reach ? a->reach : i + 1;
    }
}

static void accrue_rows(accounts *a, size_t from, size_t to, int64_t parts)
{
    for (size_t i = from; i < to; i++) {
        account_state s =
            accrued(a, (account_state){a->total[i], a->principal[i], a->fraction[i]}, columns_rate_of(parts));
        a->open_total += s.total - a->total[i];
        a->total[i] = s.total;
        a->fraction[i] = s.fraction;
    }
}

static int64_t accrue_run(accounts *a, const run *r, int64_t parts)
{
    columns_interest rows = {r->to - r->from, a->principal + r->from, a->total + r->from, a->fraction + r->from};
    return a->columns.accrue(&rows, parts);
}

/* Interest of open claims. Where it ends when they are entitled they bear none. */
static void accrue_open(trial *t, sol_date day)
{
    enum { SHORT = 16 };
    accounts *a = t->accounts;
    const struct accounts_room *room = a->room;
    for (size_t k = 0; k < t->plan->people.terms_count; k++) {
        const sol_terms *terms = &t->plan->people.terms[k];
        sol_date until = terms->interest_end == SOL_INTEREST_UNTIL_DATE ? terms->interest_until : sol_date_never();
        bool bears = terms->interest_end != SOL_INTEREST_UNTIL_ELIGIBLE;
        room->parts[k] = bears ? accounts_parts_until(terms, sol_date_earlier(day, until)) -
                                     accounts_parts_until(terms, sol_date_earlier(a->day, until))
                               : 0;
    }
    for (size_t k = 0; k < room->run_count && room->run[k].from < a->reach; k++) {
        run r = room->run[k];
        int64_t parts = room->parts[r.terms];
        if (parts == 0)
            continue;
        a->raised++;
        r.to = r.to < a->reach ? r.to : a->reach;
        if (!a->is_narrow || r.to - r.from < SHORT)
            accrue_rows(a, r.from, r.to, parts);
        else
            a->open_total += accrue_run(a, &r, parts);
    }
}

void accounts_accrue(trial *t, size_t date)
{
    accounts *a = t->accounts;
    sol_date day = t->plan->date[date];
    if (a->room->has_interest && a->day.day < day.day)
        accrue_open(t, day);
    a->day = day;
    a->opened_total = a->open_total;
    for (; a->opened <= date; a->opened++) {
        open_eligible(t, a->opened, date);
        if (t->claims->awaited)
            open_returning(t, a->opened, date);
    }
    a->opened_total = a->open_total - a->opened_total;
}

void accounts_end(trial *t)
{
    accounts *a = t->accounts;
    sol_date end = t->plan->scenario->end;
    if (a->room->has_interest && a->day.day < end.day)
        accrue_open(t, end);
    a->day = end;
}

bool accounts_may_be_paid(const trial *t, size_t i, size_t date)
{
    return !accounts_is_settled(t, i) && !claims_has_lapsed_by(t, i, date) && !claims_is_barred(t, i, t->today);
}

bool accounts_some_may_be_paid(trial *t, size_t date)
{
    accounts *a = t->accounts;
    if (date < t->plan->date_count && a->unsettled > 0)
        return true;
    while (a->room->closed < t->plan->people.count && !accounts_may_be_paid(t, a->room->closed, date))
        a->room->closed++;
    return a->room->closed < t->plan->people.count;
}

void accounts_settle(trial *t, size_t i, size_t date)
{
    accounts *a = t->accounts;
    reached_see(t->reached, t, i, date, a->total[i]);
    if (a->total[i] > a->paid[i])
        return;
    a->paid_off[i] = (uint16_t)date;
    t->reached->settled[date]++;
    a->unsettled--;
    close_claim(t, i);
}

/* Whether a claim is one of those that are sure to be open, but for its being settled. */
static bool is_sure(const trial *t, size_t i, size_t date)
{
    return !t->claims->flags[i] && !claims_has_lapsed(t, i, date);
}

/* Pays a claim that is not open. */
static void pay_apart(trial *t, size_t i, size_t date, int64_t amount)
{
    accounts *a = t->accounts;
    account_state s = accounts_on(t, i, t->today);
    a->paid[i] += amount;
    int64_t owed = s.total - a->paid[i];
    s.principal = owed < s.principal ? owed : s.principal;
    set_apart(a, i, s, t->today);
    reached_see(t->reached, t, i, date, s.total);
    if (owed > 0)
        return;
    a->paid_off[i] = (uint16_t)date;
    t->reached->settled[date]++;
    a->unsettled -= is_sure(t, i, date);
}

void accounts_deposit(trial *t, size_t i, size_t date)
{
    accounts *a = t->accounts;
    SOL_CHECK(!accounts_is_open(a, i));
    account_state s = accounts_on(t, i, t->today);
    a->deposited[i] = s.total - a->paid[i];
    a->unsettled -= is_sure(t, i, date);
    s.principal = 0;
    set_apart(a, i, s, t->today);
}

void accounts_take_up(trial *t, size_t i, size_t date)
{
    accounts *a = t->accounts;
    const int64_t amount = a->deposited[i];
    a->deposited[i] = 0;
    a->unsettled += is_sure(t, i, date);
    accounts_pay(t, i, date, amount);
}

void accounts_pay(trial *t, size_t i, size_t date, int64_t amount)
{
    accounts *a = t->accounts;
    a->payments++;
    if (!accounts_is_open(a, i)) {
        pay_apart(t, i, date, amount);
        return;
    }
    SOL_CHECK(a->day.day == t->today.day);
    a->paid[i] += amount;
    a->open_paid += amount;
    int64_t owed = a->total[i] - a->paid[i];
    a->principal[i] = owed < a->principal[i] ? owed : a->principal[i];
    accounts_settle(t, i, date);
}
