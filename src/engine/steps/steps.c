#include "engine/steps/steps.h"

#include "engine/claims/accounts.h"
#include "engine/steps/registered.h"
#include "engine/steps/view.h"
#include "plan/people.h"

#include <string.h>

static void mark(uint8_t *row, size_t groups, size_t count, const int *group)
{
    for (size_t g = 0; g < groups; g++)
        row[g] = count == 0;
    for (size_t i = 0; i < count; i++)
        row[group[i]] = 1;
}

steps *steps_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    const sol_scenario *scenario = plan->scenario;
    size_t n = plan->people.count, groups = scenario->group_count;
    steps *s = SOL_TAKE(arena, 1, steps);
    s->weights = weights_new(arena, plan, rows);
    s->in_pool = SOL_TAKE(arena, plan->money.pool_count * groups, uint8_t);
    for (size_t p = 0; p < plan->money.pool_count; p++)
        mark(s->in_pool + p * groups, groups, plan->money.pool[p].group_count, plan->money.pool[p].group);
    s->in_step = SOL_TAKE(arena, scenario->step_count * groups, uint8_t);
    for (size_t i = 0; i < scenario->step_count; i++)
        mark(s->in_step + i * groups, groups, scenario->step[i].who.group_count, scenario->step[i].who.group);
    s->open = SOL_TAKE(arena, n, uint32_t);
    s->total = SOL_TAKE(arena, n, int64_t);
    s->member = SOL_TAKE(arena, n, uint32_t);
    sol_money **amounts[] = {&s->claim, &s->lower, &s->upper, &s->award, &s->payment, &s->held, &s->owed};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        *amounts[i] = SOL_TAKE(arena, n, sol_money);
    double **numbers[] = {&s->weight, &s->urgency, &s->survival};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = SOL_TAKE(arena, n, double);
    const bool holds = people_hold(plan);
    if (holds)
        s->held_today = SOL_TAKE(arena, n, sol_money);
    for (size_t p = 1; holds && p < plan->money.pool_count; p++)
        if (!plan->money.pool[p].counts && !s->held_uncounted)
            s->held_uncounted = SOL_TAKE(arena, n, int64_t);
    if (holds && scenario->payments.limit_count > 0) {
        s->held_before = SOL_TAKE(arena, n, sol_money);
        s->most = SOL_TAKE(arena, n, sol_money);
    }
    s->registered = registered_new(arena, plan);
    s->views = views_new(arena, plan, rows, s);
    s->columns = steps_columns_new(arena, plan);
    return s;
}

sol_money steps_still_owed(const trial *t, const steps *s, const steps_round *r, sol_money enough)
{
    const plan_people *people = &t->plan->people;
    const uint8_t *in_pool = s->in_pool + r->pool * t->plan->scenario->group_count;
    sol_date last = sol_date_later(t->plan->date[t->plan->date_count - 1], t->today);
    bool is_end = r->date == t->plan->date_count; /* what has not happened will not */
    sol_money sum = {0};
    for (size_t i = 0; i < people->count && sum.units < enough.units; i++)
        if (in_pool[people->claimant[t->rows.claimant[i]].group] && accounts_may_be_paid(t, i, r->date) &&
            !(is_end && t->claims->flags[i]))
            sum.units += accounts_at_most(t, i, last) - t->accounts->paid[i];
    return sol_money_min(sum, enough);
}

void steps_list_open(const trial *t, steps *s, size_t date)
{
    const accounts *a = t->accounts;
    const bool holds_all = t->plan->scenario->hold_registered;
    s->is_listed = true;
    s->open_count = 0;
    for (size_t k = 0; k < t->plan->people.count; k++) {
        size_t i = t->rows.row[k];
        bool is_open = accounts_is_open(a, i), is_registered = holds_all && claims_is_filed(t, i, t->today),
             is_held =
                 !is_open && (is_registered || claims_is_kept(t, i, t->today)) && accounts_may_be_paid(t, i, date);
        s->open[s->open_count] = (uint32_t)i;
        s->total[s->open_count] = is_held ? accounts_on(t, i, t->today).total : a->total[i];
        s->open_count += is_open || is_held;
    }
}

void steps_begin(steps *s, const trial *t)
{
    weights_begin(s->weights, t);
    registered_begin(s->registered);
}

void steps_begin_date(steps *s, const sol_plan *plan)
{
    s->is_listed = false;
    if (s->held_today)
        memset(s->held_today, 0, plan->people.count * sizeof *s->held_today);
    if (s->held_uncounted)
        memset(s->held_uncounted, 0, plan->people.count * sizeof *s->held_uncounted);
}

void steps_pay(trial *t, size_t row, size_t date, sol_money amount, bool counts)
{
    if (!counts)
        t->accounts->uncounted[row] += amount.units;
    accounts_pay(t, row, date, amount.units);
}

static bool is_earmarked(const sol_earmark *earmark, int group)
{
    for (size_t g = 0; g < earmark->group_count; g++)
        if (earmark->group[g] == group)
            return true;
    return earmark->group_count == 0;
}

sol_money steps_pay_directly(trial *t, steps *s, size_t date, const sol_earmark *earmark, sol_money cash)
{
    sol_claims_problem problem = {.claim = s->claim, .endowment = cash};
    for (size_t k = 0; k < t->plan->people.count; k++) {
        const plan_claimant *c = &t->plan->people.claimant[k];
        size_t i = t->rows.row[k];
        bool is_entitled = !(t->claims->flags[i] & CLAIM_NOT_DUE) && t->claims->due[i] <= date;
        if (!is_entitled || !is_earmarked(earmark, c->group) || claims_has_lapsed(t, i, date) ||
            claims_awaits_heirs(t, i, date))
            continue;
        int64_t owed = accounts_owed(t, i);
        if (owed == 0)
            continue;
        s->claim[problem.count].units = owed;
        s->member[problem.count++] = (uint32_t)i;
    }
    if (problem.count == 0)
        return sol_money_of(0);
    sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    sol_arena_reset(t->scratch);
    sol_division outcome = sol_divide(&problem, &rule, SOL_ROUND_REMAINDER, t->scratch, s->award);
    if (t->observer && t->observer->divided) {
        trial_division seen = {.date = date,
                               .is_direct = true,
                               .cash = cash,
                               .count = problem.count,
                               .claimant = rows_claimants(t->scratch, t->rows, problem.count, s->member),
                               .claim = s->claim,
                               .award = s->award,
                               .payment = s->award,
                               .outcome = &outcome};
        t->observer->divided(t->observer->context, &seen);
    }
    for (size_t n = 0; n < problem.count; n++)
        if (s->award[n].units > 0)
            steps_pay(t, s->member[n], date, s->award[n], earmark->group_count == 0 || earmark->counts);
    return outcome.divided;
}
