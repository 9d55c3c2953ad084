#include "engine/plain/plain.h"

#define BILLION INT64_C(1000000000)

static void mark(uint8_t *row, size_t groups, size_t count, const int *group)
{
    for (size_t g = 0; g < groups; g++)
        row[g] = count == 0;
    for (size_t i = 0; i < count; i++)
        row[group[i]] = 1;
}

plain_steps *plain_steps_new(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    size_t n = plan->people.count, groups = scenario->group_count;
    plain_steps *s = SOL_TAKE(arena, 1, plain_steps);
    s->weights = plain_weights_new(arena, plan);
    s->in_pool = SOL_TAKE(arena, plan->money.pool_count * groups, uint8_t);
    for (size_t p = 0; p < plan->money.pool_count; p++)
        mark(s->in_pool + p * groups, groups, plan->money.pool[p].group_count, plan->money.pool[p].group);
    s->in_step = SOL_TAKE(arena, scenario->step_count * groups, uint8_t);
    for (size_t i = 0; i < scenario->step_count; i++)
        mark(s->in_step + i * groups, groups, scenario->step[i].who.group_count, scenario->step[i].who.group);
    s->open = SOL_TAKE(arena, n, uint32_t);
    s->member = SOL_TAKE(arena, n, uint32_t);
    sol_money **amounts[] = {&s->claim, &s->lower, &s->upper, &s->award, &s->payment, &s->held};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        *amounts[i] = SOL_TAKE(arena, n, sol_money);
    s->most = SOL_TAKE(arena, n, sol_money);
    double **numbers[] = {&s->weight, &s->urgency, &s->survival};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        *numbers[i] = SOL_TAKE(arena, n, double);
    return s;
}

bool plain_steps_is_open(const plain_trial *t, size_t claimant, size_t date)
{
    const plain_claim *claim = &t->claim[claimant];
    int32_t today = plain_fund_day(t, date).day;
    bool is_refused = claim->flags & CLAIM_REFUSED && claim->examined_day.day <= today;
    bool is_declined = claim->flags & CLAIM_DECLINED && claim->answer_day.day <= today;
    bool is_excluded = claim->excluded_day.day <= today;
    return claim->owed.units > 0 && !plain_claims_has_lapsed(t, claimant, date) && !is_refused && !is_declined &&
           !is_excluded;
}

sol_money plain_steps_still_owed(const plain_trial *t, const plain_steps *s, size_t pool, size_t date)
{
    const plan_people *people = &t->plan->people;
    const uint8_t *in_pool = s->in_pool + pool * t->plan->scenario->group_count;
    sol_date last = sol_date_later(t->plan->date[t->plan->date_count - 1], plain_fund_day(t, date));
    sol_money sum = {0};
    for (size_t i = 0; i < people->count; i++) {
        bool is_over = date == t->plan->date_count && t->claim[i].flags;
        if (!in_pool[people->claimant[i].group] || !plain_steps_is_open(t, i, date) || is_over)
            continue;
        account then = t->claim[i].account;
        account_accrue(&then, &people->terms[people->claimant[i].terms],
                       sol_date_earlier(last, t->claim[i].interest_end));
        sum = sol_money_add(sum, account_owed(&then));
    }
    return sum;
}

static bool is_payable(const plain_trial *t, size_t claimant, size_t date)
{
    return !t->claim[claimant].flags && t->claim[claimant].eligible <= date;
}

static bool is_for(const plain_trial *t, plain_steps *s, const plain_round *r, const sol_who *who, size_t claimant)
{
    bool is_alive = plain_claims_is_alive(t, claimant, r->date);
    if ((who->vital == SOL_LIVING && !is_alive) || (who->vital == SOL_ESTATES && is_alive))
        return false;
    return who->age_from < 0 || plain_weights_age(s->weights, t, claimant, r->date) >= who->age_from;
}

static bool takes_part(const plain_trial *t, plain_steps *s, const plain_round *r, size_t claimant)
{
    const plan_people *people = &t->plan->people;
    const sol_scenario *scenario = t->plan->scenario;
    const plan_claimant *c = &people->claimant[claimant];
    if (t->claim[claimant].owed.units == 0 || !s->in_pool[r->pool * scenario->group_count + (size_t)c->group] ||
        !s->in_step[r->step * scenario->group_count + (size_t)c->group] ||
        (s->is_limited && !is_payable(t, claimant, r->date)))
        return false;
    bool comes_after =
        people->terms[c->terms].heirs == SOL_HEIRS_AFTER_LIVING && !plain_claims_is_alive(t, claimant, r->date);
    return comes_after == r->is_after_living && is_for(t, s, r, &scenario->step[r->step].who, claimant);
}

/* The level up to which a step pays. */
static sol_money ceiling_of(const sol_step *step, sol_money whole)
{
    if (!step->has_up_to)
        return whole;
    return sol_money_min(whole,
                         step->up_to_is_share ? sol_money_scale(whole, step->up_to_billionths, BILLION) : step->up_to);
}

/* What a claimant has in the eyes of a division: paid or held; for the general pool's cumulative one, only what counts. */
static sol_money counted_of(const plain_claim *claim, const sol_step *step, size_t pool)
{
    sol_money had = sol_money_add(claim->paid, claim->held);
    return pool == 0 && !step->is_outstanding ? sol_money_subtract(had, claim->uncounted) : had;
}

/* Fills the arrays of a division; the money that those who take part already have is added to the endowment under the cumulative basis. */
static sol_claims_problem problem_of(plain_trial *t, plain_steps *s, const plain_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    sol_claims_problem problem = {.claim = s->claim, .endowment = r->cash};
    bool is_bounded = false;
    for (size_t k = 0; k < s->open_count; k++) {
        size_t i = s->open[k];
        if (!takes_part(t, s, r, i))
            continue;
        const plain_claim *claim = &t->claim[i];
        sol_money had = counted_of(claim, step, r->pool);
        sol_money goal = ceiling_of(step, sol_money_add(claim->paid, claim->owed));
        sol_money room = sol_money_subtract(claim->owed, claim->held);
        if (s->is_limited)
            room = sol_money_min(room, sol_money_subtract(s->most[i], claim->paid));
        bool is_whole = !sol_rule_table[step->rule.rule].has_level; /* no bounds: the claim itself is cut */
        if (step->is_outstanding && (goal.units <= had.units || (is_whole && room.units == 0)))
            continue; /* a claim of nothing would sway rules that look at the smallest one */
        size_t n = problem.count++;
        s->member[n] = (uint32_t)i;
        if (step->is_outstanding) {
            s->claim[n] = sol_money_subtract(goal, had);
            s->lower[n] = sol_money_of(0);
            s->upper[n] = sol_money_min(s->claim[n], room);
            if (is_whole)
                s->claim[n] = s->upper[n];
            is_bounded |= s->upper[n].units < s->claim[n].units;
            continue;
        }
        s->claim[n] = goal;
        s->lower[n] = had;
        s->upper[n] = sol_money_max(had, sol_money_min(goal, sol_money_add(had, room)));
        is_bounded |= had.units > 0 || s->upper[n].units < goal.units;
        problem.endowment = sol_money_add(problem.endowment, had);
    }
    if (is_bounded) {
        problem.lower = s->lower;
        problem.upper = s->upper;
    }
    return problem;
}

/* What the rule looks at beside the claims. */
static void add_attributes(plain_trial *t, plain_steps *s, const plain_round *r, sol_claims_problem *problem)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    if (step->weight.kind != SOL_WEIGHT_NONE) {
        for (size_t n = 0; n < problem->count; n++)
            s->weight[n] = plain_weights_of(s->weights, t, step, s->member[n], r->date);
        problem->weight = s->weight;
    }
    bool has_order =
        step->rule.rule == SOL_RULE_PRIORITY && step->rule.by != SOL_BY_FILING && step->rule.by != SOL_BY_CLAIM;
    if (has_order) {
        for (size_t n = 0; n < problem->count; n++)
            s->urgency[n] = plain_weights_urgency(s->weights, t, step->rule.by, s->member[n], r->date);
        problem->urgency = s->urgency;
    }
    if (step->rule.rule == SOL_RULE_ALPHA_FAIR) {
        for (size_t n = 0; n < problem->count; n++)
            s->survival[n] = plain_weights_survival(s->weights, t, step, s->member[n], r->date);
        problem->survival = s->survival;
    }
}

/* Rounded down to the payments' unit, but for what settles the whole claim. */
static sol_money in_units(sol_money amount, sol_money owed, sol_money unit)
{
    return amount.units == owed.units ? amount : sol_money_of(amount.units - amount.units % unit.units);
}

static void pay(plain_trial *t, size_t claimant, size_t date, sol_money amount, bool counts)
{
    plain_claims_pay(t, claimant, date, amount);
    plain_claim *claim = &t->claim[claimant];
    if (!counts)
        claim->uncounted = sol_money_add(claim->uncounted, amount);
}

/* Pays the awards; gives what the pool no longer has for the next step: payments and what is held. */
static sol_money pay_awards(plain_trial *t, plain_steps *s, const plain_round *r, const sol_claims_problem *problem)
{
    bool counts = r->pool == 0 || t->plan->money.pool[r->pool].counts;
    sol_money paid = {0};
    for (size_t n = 0; n < problem->count; n++) {
        plain_claim *claim = &t->claim[s->member[n]];
        claim->held = sol_money_add(claim->held, s->held[n]);
        if (s->payment[n].units == 0)
            continue;
        pay(t, s->member[n], r->date, s->payment[n], counts);
        paid = sol_money_add(paid, s->payment[n]);
    }
    return paid;
}

/* One step; takes what it pays and holds from the cash, all of it if some could be given more, and gives what it pays. */
static sol_money divide_step(plain_trial *t, plain_steps *s, plain_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    sol_claims_problem problem = problem_of(t, s, r);
    if (problem.count == 0)
        return sol_money_of(0);
    add_attributes(t, s, r, &problem);
    sol_arena_reset(t->scratch);
    sol_divide(&problem, &step->rule, SOL_ROUND_DOWN, t->scratch, s->award);
    sol_money held = {0}, unit = t->plan->scenario->payments.unit;
    bool some_want_more = false;
    for (size_t n = 0; n < problem.count; n++) {
        const plain_claim *claim = &t->claim[s->member[n]];
        sol_money more = sol_money_subtract(s->award[n], s->lower[n]);
        sol_money owed = sol_money_subtract(claim->owed, claim->held);
        bool is_eligible = is_payable(t, s->member[n], r->date), is_held = !is_eligible || s->is_sharing;
        sol_money given = is_eligible ? in_units(more, owed, unit) : more;
        s->payment[n] = is_held ? sol_money_of(0) : given;
        s->held[n] = is_held ? given : sol_money_of(0);
        held = sol_money_add(held, s->held[n]);
        sol_money below = sol_money_subtract(sol_money_subtract(s->upper[n], s->lower[n]), given);
        bool settles = below.units > 0 && below.units == owed.units - given.units;
        some_want_more |= below.units >= unit.units || settles;
    }
    sol_money paid = pay_awards(t, s, r, &problem);
    r->cash = some_want_more ? sol_money_of(0) : sol_money_subtract(r->cash, sol_money_add(paid, held));
    return paid;
}

void plain_steps_begin_date(plain_trial *t, plain_steps *s, size_t date)
{
    bool holds = t->plan->scenario->hold_registered;
    s->open_count = 0;
    for (size_t i = 0; i < t->plan->people.count; i++) {
        plain_claim *claim = &t->claim[i];
        claim->held = sol_money_of(0);
        if ((claim->eligible <= date || holds) && plain_steps_is_open(t, i, date))
            s->open[s->open_count++] = (uint32_t)i;
    }
}

static sol_money divide_rounds(plain_trial *t, plain_steps *s, plain_round r)
{
    sol_money paid = {0};
    int rounds = people_details_of(t->plan)->has_after_living ? 2 : 1;
    for (int again = 0; again < rounds; again++) {
        r.is_after_living = again == 1;
        for (r.step = 0; r.step < t->plan->scenario->step_count && r.cash.units > 0; r.step++)
            paid = sol_money_add(paid, divide_step(t, s, &r));
    }
    return paid;
}

sol_money plain_steps_divide(plain_trial *t, plain_steps *s, const plain_round *of, sol_money most)
{
    const size_t n = t->plan->people.count;
    plain_round r = *of;
    if (!t->plan->scenario->hold_registered) {
        r.cash = sol_money_min(r.cash, most);
        return divide_rounds(t, s, r);
    }
    sol_arena *arena = sol_arena_new();
    sol_money *before = SOL_TAKE(arena, n, sol_money), sum = {0};
    for (size_t i = 0; i < n; i++)
        before[i] = t->claim[i].held;
    s->is_sharing = true;
    divide_rounds(t, s, r);
    s->is_sharing = false;
    for (size_t i = 0; i < n; i++) {
        sol_money share = sol_money_subtract(t->claim[i].held, before[i]);
        bool is_eligible = is_payable(t, i, r.date);
        s->most[i] = sol_money_add(t->claim[i].paid, share);
        sum = sol_money_add(sum, is_eligible ? share : sol_money_of(0));
    }
    bool binds = sum.units > most.units;
    for (size_t i = 0; i < n; i++)
        if (!binds || is_payable(t, i, r.date))
            t->claim[i].held = before[i];
    s->is_limited = binds;
    r.cash = binds ? most : r.cash;
    sol_money paid = divide_rounds(t, s, r);
    s->is_limited = false;
    for (size_t i = 0; i < n; i++)
        if (binds && is_payable(t, i, r.date))
            t->claim[i].held = sol_money_add(t->claim[i].held, sol_money_subtract(s->most[i], t->claim[i].paid));
    sol_arena_free(arena);
    return paid;
}

static bool is_earmarked(const sol_earmark *earmark, int group)
{
    for (size_t g = 0; g < earmark->group_count; g++)
        if (earmark->group[g] == group)
            return true;
    return earmark->group_count == 0;
}

sol_money plain_steps_pay_directly(plain_trial *t, plain_steps *s, size_t date, const sol_earmark *earmark,
                                   sol_money cash)
{
    sol_claims_problem problem = {.claim = s->claim, .endowment = cash};
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const plain_claim *claim = &t->claim[i];
        bool is_barred = (claim->flags & CLAIM_NOT_DUE) || plain_claims_has_lapsed(t, i, date);
        if (is_barred || claim->due > date || claim->owed.units == 0 ||
            !is_earmarked(earmark, t->plan->people.claimant[i].group))
            continue;
        s->claim[problem.count] = claim->owed;
        s->member[problem.count++] = (uint32_t)i;
    }
    if (problem.count == 0)
        return sol_money_of(0);
    sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    sol_arena_reset(t->scratch);
    sol_division outcome = sol_divide(&problem, &rule, SOL_ROUND_REMAINDER, t->scratch, s->award);
    for (size_t n = 0; n < problem.count; n++)
        if (s->award[n].units > 0)
            pay(t, s->member[n], date, s->award[n], earmark->group_count == 0 || earmark->counts);
    return outcome.divided;
}
