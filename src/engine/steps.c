#include "engine/steps.h"

#include "engine/accounts.h"

#include <string.h>

#define BILLION INT64_C(1000000000)

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
    if (scenario->hold_registered)
        s->held_today = SOL_TAKE(arena, n, sol_money);
    s->whole = steps_whole_new(arena, plan);
    return s;
}

static int64_t owed_of(const trial *t, size_t row, sol_date day)
{
    return accounts_on(t, row, day).total - t->accounts->paid[row];
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
            sum.units += owed_of(t, i, last);
    return sol_money_min(sum, enough);
}

/* Lists who can take part in some division of a pay date. */
static void list_open(const trial *t, steps *s, size_t date)
{
    const accounts *a = t->accounts;
    bool holds = t->plan->scenario->hold_registered;
    s->is_listed = true;
    s->open_count = 0;
    for (size_t k = 0; k < t->plan->people.count; k++) {
        size_t i = t->rows.row[k];
        bool is_open = accounts_is_open(a, i), is_held = holds && !is_open && accounts_may_be_paid(t, i, date);
        s->open[s->open_count] = (uint32_t)i;
        s->total[s->open_count] = is_held ? accounts_on(t, i, t->today).total : a->total[i];
        s->open_count += is_open || is_held;
    }
}

static bool is_in_groups(const trial *t, const steps *s, const steps_round *r, size_t row)
{
    size_t groups = t->plan->scenario->group_count;
    size_t group = (size_t)t->plan->people.claimant[t->rows.claimant[row]].group;
    return s->in_pool[r->pool * groups + group] && s->in_step[r->step * groups + group];
}

static inline bool takes_part(const trial *t, steps *s, const steps_round *r, size_t row)
{
    const sol_who *who = &t->plan->scenario->step[r->step].who;
    bool is_alive = claims_is_alive(t, row, r->date);
    bool comes_after = (t->claims->kind[row] & CLAIM_AFTER_LIVING) && !is_alive;
    if (comes_after != r->is_after_living || (who->vital == SOL_LIVING && !is_alive) ||
        (who->vital == SOL_ESTATES && is_alive))
        return false;
    if ((r->pool > 0 || who->group_count > 0) && !is_in_groups(t, s, r, row))
        return false;
    return who->age_from < 0 || weights_age(s->weights, t, row, r->date) >= who->age_from;
}

/* The level up to which a step pays. */
static sol_money ceiling_of(const sol_step *step, sol_money whole)
{
    if (!step->has_up_to)
        return whole;
    return sol_money_min(whole,
                         step->up_to_is_share ? sol_money_scale(whole, step->up_to_billionths, BILLION) : step->up_to);
}

/* What a claim has in the eyes of a division: paid or held; for the general pool's cumulative one, only what counts. */
static int64_t counted_of(const accounts *a, const sol_step *step, size_t pool, size_t row, int64_t held)
{
    bool is_seen = pool > 0 || step->is_outstanding || !a->uncounted;
    return a->paid[row] + held - (is_seen ? 0 : a->uncounted[row]);
}

/* Fills the arrays of a division; the money that those who take part already have is added to the endowment under the cumulative basis. */
static sol_claims_problem problem_of(trial *t, steps *s, const steps_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    const accounts *a = t->accounts;
    sol_claims_problem problem = {.claim = s->claim, .endowment = r->cash};
    bool is_bounded = false;
    for (size_t k = 0; k < s->open_count; k++) {
        size_t i = s->open[k];
        int64_t total = s->total[k], held = s->held_today ? s->held_today[i].units : 0;
        if (total <= a->paid[i] || !takes_part(t, s, r, i))
            continue;
        int64_t had = counted_of(a, step, r->pool, i, held), goal = ceiling_of(step, sol_money_of(total)).units;
        if (step->is_outstanding && goal <= had)
            continue; /* a claim of nothing would sway rules that look at the smallest one */
        size_t n = problem.count++;
        s->member[n] = (uint32_t)i;
        s->owed[n].units = total - a->paid[i];
        if (step->is_outstanding) {
            s->claim[n].units = goal - had;
            continue;
        }
        int64_t most = had + (total - a->paid[i] - held), upper = goal < most ? goal : most;
        s->claim[n].units = goal;
        s->lower[n].units = had;
        s->upper[n].units = upper > had ? upper : had;
        is_bounded |= had > 0 || s->upper[n].units < goal;
        problem.endowment.units += had;
    }
    if (is_bounded) {
        problem.lower = s->lower;
        problem.upper = s->upper;
    }
    return problem;
}

/* What the rule looks at beside the claims. */
static void add_attributes(trial *t, steps *s, const steps_round *r, sol_claims_problem *problem)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    if (step->weight.kind != SOL_WEIGHT_NONE) {
        for (size_t n = 0; n < problem->count; n++)
            s->weight[n] = weights_of(s->weights, t, step, s->member[n], r->date);
        problem->weight = s->weight;
    }
    bool has_order =
        step->rule.rule == SOL_RULE_PRIORITY && step->rule.by != SOL_BY_FILING && step->rule.by != SOL_BY_CLAIM;
    if (has_order) {
        for (size_t n = 0; n < problem->count; n++)
            s->urgency[n] = weights_urgency(s->weights, t, step->rule.by, s->member[n], r->date);
        problem->urgency = s->urgency;
    }
    if (step->rule.rule == SOL_RULE_ALPHA_FAIR) {
        for (size_t n = 0; n < problem->count; n++)
            s->survival[n] = weights_survival(s->weights, t, step, s->member[n], r->date);
        problem->survival = s->survival;
    }
}

/* The claimants of rows. */
static const uint32_t *claimants_of(const trial *t, size_t count, const uint32_t *row)
{
    uint32_t *claimant = SOL_TAKE(t->scratch, count, uint32_t);
    for (size_t n = 0; n < count; n++)
        claimant[n] = t->rows.claimant[row[n]];
    return claimant;
}

static void observe(trial *t, const steps *s, const steps_round *r, const sol_claims_problem *problem,
                    const sol_division *outcome)
{
    if (!t->observer || !t->observer->divided)
        return;
    trial_division seen = {
        .date = r->date,
        .pool = r->pool,
        .step = r->step,
        .is_after_living = r->is_after_living,
        .cash = r->cash,
        .count = problem->count,
        .claimant = claimants_of(t, problem->count, s->member),
        .claim = problem->claim,
        .lower = problem->lower,
        .upper = problem->upper,
        .weight = problem->weight,
        .award = s->award,
        .payment = s->payment,
        .held = s->held,
        .outcome = outcome,
    };
    t->observer->divided(t->observer->context, &seen);
}

static void pay(trial *t, size_t row, size_t date, sol_money amount, bool counts)
{
    if (!counts)
        t->accounts->uncounted[row] += amount.units;
    accounts_pay(t, row, date, amount.units);
}

/* Pays the awards; gives what the pool no longer has for the next step: payments and what is held. */
static sol_money pay_awards(trial *t, steps *s, const steps_round *r, const sol_claims_problem *problem)
{
    bool counts = r->pool == 0 || t->plan->money.pool[r->pool].counts;
    sol_money paid = {0};
    for (size_t n = 0; n < problem->count; n++) {
        size_t i = s->member[n];
        if (s->held_today)
            s->held_today[i].units += s->held[n].units;
        if (s->payment[n].units == 0)
            continue;
        pay(t, i, r->date, s->payment[n], counts);
        paid.units += s->payment[n].units;
    }
    return paid;
}

/* One step; takes what it pays and holds from the cash, and gives what it pays. */
static sol_money divide_step(trial *t, steps *s, steps_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    sol_money unit = t->plan->scenario->payments.unit;
    if (!s->is_listed)
        list_open(t, s, r->date);
    sol_claims_problem problem = problem_of(t, s, r);
    if (problem.count == 0)
        return sol_money_of(0);
    add_attributes(t, s, r, &problem);
    sol_arena_reset(t->scratch);
    sol_division outcome = sol_divide(&problem, &step->rule, SOL_ROUND_DOWN, t->scratch, s->award);
    sol_money held = {0};
    for (size_t n = 0; n < problem.count; n++) {
        int64_t more = s->award[n].units - (step->is_outstanding ? 0 : s->lower[n].units);
        bool is_held = s->held_today && t->claims->eligible[s->member[n]] > r->date;
        s->payment[n].units = is_held ? 0 : steps_in_units(more, s->owed[n].units, unit);
        s->held[n].units = is_held ? more : 0;
        held.units += s->held[n].units;
    }
    observe(t, s, r, &problem, &outcome);
    sol_money paid = pay_awards(t, s, r, &problem);
    r->cash = sol_money_subtract(r->cash, sol_money_add(paid, held));
    return paid;
}

void steps_begin_date(steps *s, const sol_plan *plan)
{
    s->is_listed = false;
    if (s->held_today)
        memset(s->held_today, 0, plan->people.count * sizeof *s->held_today);
}

sol_money steps_divide(trial *t, steps *s, size_t date, size_t pool, sol_money cash)
{
    steps_round r = {.date = date, .pool = pool, .cash = cash};
    int64_t paid = 0, more;
    int rounds = people_details_of(t->plan)->has_after_living ? 2 : 1;
    for (int again = 0; again < rounds; again++) {
        r.is_after_living = again == 1;
        for (r.step = 0; r.step < t->plan->scenario->step_count && r.cash.units > 0; r.step++) {
            if (steps_divide_whole(t, s, &r, &more))
                r.cash.units -= more;
            else
                more = divide_step(t, s, &r).units;
            paid += more;
        }
    }
    return sol_money_of(paid);
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
        bool is_barred = (t->claims->flags[i] & (CLAIM_REFUSED | CLAIM_NOT_DUE)) || t->claims->due[i] > date;
        if (is_barred || !is_earmarked(earmark, c->group) || claims_has_lapsed(t, i, date))
            continue;
        int64_t owed = owed_of(t, i, t->today);
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
                               .claimant = claimants_of(t, problem.count, s->member),
                               .claim = s->claim,
                               .award = s->award,
                               .payment = s->award,
                               .outcome = &outcome};
        t->observer->divided(t->observer->context, &seen);
    }
    for (size_t n = 0; n < problem.count; n++)
        if (s->award[n].units > 0)
            pay(t, s->member[n], date, s->award[n], earmark->group_count == 0 || earmark->counts);
    return outcome.divided;
}
