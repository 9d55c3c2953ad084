/* The divisions of a pool on a pay date: step after step, round after round, and within the yearly limit. */
#include "engine/claims/accounts.h"
#include "engine/steps/steps.h"
#include "plan/dates.h"

#include <string.h>

#define BILLION INT64_C(1000000000)

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
    if (who->goes_by_filing && !people_is_for_filed(who, (sol_date){t->claims->filed_day[row]}))
        return false;
    if ((r->pool > 0 || who->group_count > 0) && !is_in_groups(t, s, r, row))
        return false;
    return who->age_from < 0 || weights_age(s->weights, t, row, r->date) >= who->age_from;
}

/* The level up to which a step pays on a pay date. */
static sol_money ceiling_of(const sol_plan *plan, const sol_step *step, size_t date, sol_money whole)
{
    if (!step->has_up_to)
        return whole;
    return sol_money_min(whole, step->up_to_is_share ? sol_money_scale(whole, step->up_to_billionths, BILLION)
                                                     : dates_level(plan, step, date));
}

/* What a claim has in the eyes of a division: paid or held; for the general pool's cumulative one, only what counts. */
static int64_t counted_of(const accounts *a, const steps *s, const steps_round *r, const sol_step *step, size_t row)
{
    bool is_seen = r->pool > 0 || step->is_outstanding || !a->uncounted;
    int64_t held = s->held_today ? s->held_today[row].units : 0;
    int64_t unseen = is_seen ? 0 : a->uncounted[row] + (s->held_uncounted ? s->held_uncounted[row] : 0);
    return a->paid[row] + held - unseen;
}

/* What a claimant may get from a step beside what he had: all that he is still owed, or what his share leaves. */
static int64_t room_of(const trial *t, const steps *s, size_t row, int64_t owed)
{
    int64_t left = s->mode == STEPS_WITHIN ? s->most[row].units - t->accounts->paid[row] : owed;
    return left < owed ? left : owed;
}

/* Adds a claimant who had something to a problem: how far he may get, and what he has already where that is a part of his award. */
static void add_member(steps *s, const sol_step *step, sol_claims_problem *problem, int64_t had, int64_t room)
{
    const size_t n = problem->count++;
    const int64_t goal = s->claim[n].units, upper = goal < had + room ? goal : had + room;
    s->lower[n].units = step->is_outstanding ? 0 : had;
    s->upper[n].units = upper > had ? upper : had;
    if (step->is_outstanding) {
        s->upper[n].units -= had;
        s->claim[n].units -= had;
        if (!sol_rule_table[step->rule.rule].has_level)
            s->claim[n] = s->upper[n];
    }
    problem->endowment = sol_money_add(problem->endowment, s->lower[n]);
    if (s->lower[n].units > 0 || s->upper[n].units < s->claim[n].units) {
        problem->lower = s->lower;
        problem->upper = s->upper;
    }
}

/* Fills the arrays of a division; the money that those who take part already have is added to the endowment under the cumulative basis. */
static sol_claims_problem problem_of(trial *t, steps *s, const steps_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    const accounts *a = t->accounts;
    sol_claims_problem problem = {.claim = s->claim, .endowment = r->cash};
    for (size_t k = 0; k < s->open_count; k++) {
        size_t i = s->open[k];
        int64_t total = s->total[k], held = s->held_today ? s->held_today[i].units : 0;
        if (total <= a->paid[i] || !takes_part(t, s, r, i) ||
            (s->mode == STEPS_WITHIN && !claims_is_eligible(t, i, r->date)))
            continue;
        int64_t had = counted_of(a, s, r, step, i), owed = total - a->paid[i] - held;
        int64_t goal = ceiling_of(t->plan, step, r->date, sol_money_of(total)).units, room = room_of(t, s, i, owed);
        bool has_level = sol_rule_table[step->rule.rule].has_level;
        if (step->is_outstanding && (goal <= had || (!has_level && room == 0)))
            continue; /* a claim of nothing would sway rules that look at the smallest one */
        s->member[problem.count] = (uint32_t)i;
        s->owed[problem.count].units = owed;
        s->claim[problem.count].units = goal;
        add_member(s, step, &problem, had, room);
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
    bool has_order = step->rule.rule == SOL_RULE_PRIORITY && step->rule.by != SOL_BY_CLAIM &&
                     (step->rule.by != SOL_BY_FILING || steps_have_filing(t->plan, step));
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

/* A division as it went, and whether what it leaves goes on to those behind. */
typedef struct divided {
    sol_claims_problem problem;
    sol_division outcome;
    bool goes_on;
} divided;

static void observe(trial *t, const steps *s, const steps_round *r, const divided *d)
{
    const sol_claims_problem *problem = &d->problem;
    if (!t->observer || !t->observer->divided || s->is_silent)
        return;
    trial_division seen = {
        .date = r->date,
        .pool = r->pool,
        .step = r->step,
        .is_after_living = r->is_after_living,
        .is_share = s->mode == STEPS_SHARE,
        .is_within = s->mode == STEPS_WITHIN,
        .goes_on = d->goes_on,
        .cash = r->cash,
        .count = problem->count,
        .claimant = rows_claimants(t->scratch, t->rows, problem->count, s->member),
        .claim = problem->claim,
        .lower = problem->lower,
        .upper = problem->upper,
        .weight = problem->weight,
        .award = s->award,
        .payment = s->payment,
        .held = s->held,
        .outcome = &d->outcome,
    };
    t->observer->divided(t->observer->context, &seen);
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
        steps_pay(t, i, r->date, s->payment[n], counts);
        paid.units += s->payment[n].units;
    }
    return paid;
}

/*
 * Splits the awards, in whole units, into what is paid and what is held; gives whether nobody could be given a further unit below his bound, or
 * the last units that settle his claim.
 */
static bool split_awards(const trial *t, steps *s, const steps_round *r, size_t count)
{
    const int64_t unit = t->plan->scenario->payments.unit.units;
    bool all_have = true;
    for (size_t n = 0; n < count; n++) {
        bool is_held = s->mode == STEPS_SHARE || !claims_is_eligible(t, s->member[n], r->date);
        int64_t more = s->award[n].units - s->lower[n].units, owed = s->owed[n].units;
        int64_t given = steps_in_units(more, owed, t->plan->scenario->payments.unit);
        int64_t room = s->upper[n].units - s->lower[n].units - given;
        s->payment[n].units = is_held ? 0 : given;
        s->held[n].units = is_held ? given : 0;
        all_have &= room < unit && (room == 0 || room < owed - given);
    }
    return all_have;
}

/* What a step gives the listed claims. */
static divided solve(trial *t, steps *s, const steps_round *r)
{
    const sol_step *step = &t->plan->scenario->step[r->step];
    divided d = {.problem = problem_of(t, s, r), .goes_on = true};
    if (d.problem.count == 0)
        return d;
    add_attributes(t, s, r, &d.problem);
    sol_arena_reset(t->scratch);
    d.outcome = sol_divide(&d.problem, &step->rule, SOL_ROUND_DOWN, t->scratch, s->award);
    d.goes_on = split_awards(t, s, r, d.problem.count);
    return d;
}

size_t steps_solve(trial *t, steps *s, const steps_round *r, bool *goes_on)
{
    divided d = solve(t, s, r);
    *goes_on = d.goes_on;
    return d.problem.count;
}

/* One step, claim by claim. */
static steps_payment divide_step(trial *t, steps *s, const steps_round *r)
{
    if (!s->is_listed)
        steps_list_open(t, s, r->date);
    divided d = solve(t, s, r);
    if (d.problem.count == 0)
        return (steps_payment){0, 0, true};
    observe(t, s, r, &d);
    int64_t held = 0;
    for (size_t n = 0; n < d.problem.count; n++)
        held += s->held[n].units;
    return (steps_payment){pay_awards(t, s, r, &d.problem).units, held, d.goes_on};
}

/* All steps, then once more for estates that come after the living; gives what was paid. */
static int64_t divide_rounds(trial *t, steps *s, steps_round r)
{
    int rounds = people_details_of(t->plan)->has_after_living ? 2 : 1;
    int64_t paid = 0;
    for (int again = 0; again < rounds; again++) {
        r.is_after_living = again == 1;
        for (r.step = 0; r.step < t->plan->scenario->step_count && r.cash.units > 0; r.step++) {
            steps_payment done;
            if (!dates_has_step(t->plan, &t->plan->scenario->step[r.step], r.date))
                continue;
            if (!steps_divide_columns(t, s, &r, &done))
                done = divide_step(t, s, &r);
            r.cash.units = done.goes_on ? r.cash.units - done.paid - done.held : 0;
            paid += done.paid;
        }
    }
    return paid;
}

/* What falls to all from all of a pool's cash, held for the time being; gives the sum for those who can be paid. */
static int64_t find_shares(trial *t, steps *s, const steps_round *r, bool is_silent)
{
    int64_t sum = 0;
    if (!s->is_listed)
        steps_list_open(t, s, r->date);
    s->mode = STEPS_SHARE;
    s->is_silent = is_silent;
    divide_rounds(t, s, *r);
    s->mode = STEPS_PAY;
    s->is_silent = false;
    for (size_t k = 0; k < s->open_count; k++) {
        size_t i = s->open[k];
        int64_t share = s->held_today[i].units - s->held_before[i].units;
        s->most[i].units = t->accounts->paid[i] + share;
        sum += claims_is_eligible(t, i, r->date) ? share : 0;
    }
    return sum;
}

/* Divides what the limit leaves among those who can be paid, within their shares; what it keeps from them stays in the pool, held for nobody. */
static int64_t pay_within(trial *t, steps *s, steps_round r, sol_money most)
{
    for (size_t k = 0; k < s->open_count; k++)
        if (claims_is_eligible(t, s->open[k], r.date))
            s->held_today[s->open[k]] = s->held_before[s->open[k]];
    r.cash = most;
    s->mode = STEPS_WITHIN;
    int64_t paid = divide_rounds(t, s, r);
    s->mode = STEPS_PAY;
    return paid;
}

static sol_money divide_pool(trial *t, steps *s, const steps_round *of, sol_money most)
{
    const size_t size = t->plan->people.count * sizeof *s->held_today;
    steps_round r = *of;
    if (!s->held_today)
        r.cash = sol_money_min(r.cash, most);
    if (r.cash.units <= most.units)
        return sol_money_of(divide_rounds(t, s, r));
    memcpy(s->held_before, s->held_today, size);
    bool binds = find_shares(t, s, &r, true) > most.units, is_told = t->observer && t->observer->divided;
    if (!binds || is_told)
        memcpy(s->held_today, s->held_before, size);
    if (!binds)
        return sol_money_of(divide_rounds(t, s, r));
    if (is_told)
        find_shares(t, s, &r, false);
    return sol_money_of(pay_within(t, s, r, most));
}

/* What is held out of a pool that does not count is what the held amounts grow by while it is divided. */
static void shift_uncounted(const trial *t, steps *s, int64_t times)
{
    for (size_t i = 0; i < t->plan->people.count; i++)
        s->held_uncounted[i] += times * s->held_today[i].units;
}

sol_money steps_divide(trial *t, steps *s, const steps_round *of, sol_money most)
{
    bool is_noted = s->held_uncounted && of->pool > 0 && !t->plan->money.pool[of->pool].counts;
    if (is_noted)
        shift_uncounted(t, s, -1);
    sol_money paid = divide_pool(t, s, of, most);
    if (is_noted)
        shift_uncounted(t, s, 1);
    return paid;
}
