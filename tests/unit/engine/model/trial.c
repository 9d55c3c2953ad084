/* A trial: "One trial draws which firms join, when money arrives, which events happen and when each claimant dies, then walks the pay dates in
   order and divides what the fund holds." */
#include "engine/model/parts.h"

#include <criterion/criterion.h>

static void accrue_all(model_trial *t, sol_date on)
{
    for (size_t i = 0; i < t->people; i++)
        model_claims_accrue(t, &t->person[i], on);
}

static int64_t held(const model_trial *t)
{
    int64_t sum = 0;
    for (size_t p = 0; p < t->pool_count; p++)
        sum += t->pool[p].balance;
    return sum;
}

/* "`owed` … of claims entitled by then and not refused, declined or lapsed" */
static int64_t owed_on(const model_trial *t, sol_date on)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->people; i++) {
        const model_person *p = &t->person[i];
        if (is_by(p->entitled, on) && !p->is_refused && !p->is_declined && !model_claims_have_lapsed(p, on))
            sum += p->owed;
    }
    return sum;
}

/* How the day ended. */
static void note_day(model_trial *t, model_day *day)
{
    day->balance = held(t);
    day->owed = owed_on(t, day->date);
    for (size_t p = 0; p < t->pool_count; p++)
        day->pool[p] = t->pool[p].balance;
    for (size_t i = 0; i < t->people; i++)
        day->living += is_alive(&t->person[i], day->date);
    t->received += day->received;
    t->gained += day->gained;
    t->costs += day->costs;
    t->paid += day->paid;
    t->returned += day->returned;
}

static void ready_day(const model_trial *t, model_day *day, sol_date date)
{
    day->date = date;
    day->pool = SOL_TAKE(t->arena, t->pool_count, int64_t);
}

/* The office's days up to one, which are not worked again. */
static void work_to(model_trial *t, sol_date day)
{
    t->examined += model_office_examine(t, (sol_date){t->worked.day + 1}, day);
    t->worked = sol_date_later(t->worked, day);
}

/* The same up to a pay date or `end`: "(3) claims processed". */
static size_t examined_by(model_trial *t, sol_date day)
{
    work_to(t, day);
    size_t count = t->examined;
    t->examined = 0;
    return count;
}

/* "(1) arrivals, with their return since; (2) deaths; (3) claims processed, answers due; (4) costs; (5) interest; (6) cash …; (7) direct money,
   pools and steps." Deaths are days already. */
static void pay_date(model_trial *t, size_t k, sol_date since)
{
    model_day *day = &t->day[k];
    model_fund_receive(t, since, day->date, day);
    day->processed = examined_by(t, day->date);
    model_deposits_take_up(t, k);
    model_fund_bear_costs(t, since, day->processed, day);
    accrue_all(t, day->date);
    model_direct_pay(t, k);
    model_pay_pools(t, k);
    model_deposits_make(t, k);
    model_time_note(t, day->date);
    note_day(t, day);
}

/* "Money after the last pay date is received at `end` and stands in `left`; … Costs, their share of receipts, return and interest run to `end`;
   `owed` and `left` are struck at `end`, over claims entitled by then." */
static void finish(model_trial *t, sol_date since)
{
    model_day *day = &t->last;
    ready_day(t, day, t->scenario->end);
    model_fund_receive(t, since, day->date, day);
    for (size_t i = 0; i < t->arrival_count; i++) {
        const model_arrival *a = &t->arrival[i];
        if (!a->is_direct || a->date.day <= since.day)
            continue;
        t->pool[a->pool].balance += a->amount; /* what a court holds earns nothing */
        day->received += a->amount;
    }
    day->processed = examined_by(t, day->date);
    model_fund_bear_costs(t, since, day->processed, day);
    accrue_all(t, day->date);
    note_day(t, day);
    t->left = day->balance;
    t->owed = day->owed;
    for (size_t p = 1; p < t->pool_count; p++)
        t->stranded += t->pool[p].then_general ? 0 : model_pool_excess(t, p, day->date);
}

static void sum_up(model_trial *t)
{
    t->of_source = SOL_TAKE(t->arena, t->scenario->source_count, int64_t);
    t->of_firm = SOL_TAKE(t->arena, t->plan->money.firm_count, int64_t);
    for (size_t i = 0; i < t->arrival_count; i++)
        if (t->arrival[i].firm == SOL_NONE)
            t->of_source[t->arrival[i].source] += t->arrival[i].amount;
        else
            t->of_firm[t->arrival[i].firm] += t->arrival[i].amount;
    for (size_t i = 0; i < t->people; i++) {
        t->in_life += t->person[i].in_life;
        t->to_estate += t->person[i].to_estate;
    }
    /* §1: "In every trial, to the unit: opening + received + return = paid + costs + returned + left." */
    cr_assert_eq(t->opening + t->received + t->gained, t->paid + t->deposited + t->costs + t->returned + t->left);
}

/* Whose claim the office examines by the first goal's day is known then. */
static void note_goal(model_trial *t)
{
    work_to(t, t->scenario->timeliness[0].by);
    model_answers_note_goal(t);
}

model_trial *model_walk(sol_arena *arena, const sol_plan *plan, uint64_t seed, uint64_t trial)
{
    model_trial *t = SOL_TAKE(arena, 1, model_trial);
    *t = (model_trial){.arena = arena, .plan = plan, .scenario = plan->scenario, .seed = seed, .trial = trial};
    cr_assert_leq(t->scenario->timeliness_count, MODEL_GOALS);
    model_world_draw(t);
    model_people_draw(t);
    model_claims_open(t);
    model_fund_make_pools(t);
    model_firms_pay(t);
    model_sources_pay(t);
    t->dates = plan->date_count;
    t->day = SOL_TAKE(arena, t->dates, model_day);
    for (size_t k = 0; k < t->dates; k++)
        ready_day(t, &t->day[k], plan->date[k]);
    /* "`d_0` is `start`. What is dated d_0 ≤ t ≤ d_1 counts at d_1": all since the day before start. */
    sol_date since = {t->scenario->start.day - 1};
    model_office_examine(t, t->scenario->administration.opens, since);
    t->worked = since;
    accrue_all(t, t->scenario->start);
    model_time_note(t, t->scenario->start);
    size_t by_goal = 0;
    while (by_goal < t->dates && is_by(plan->date[by_goal], t->scenario->timeliness[0].by))
        by_goal++;
    for (size_t k = 0; k < t->dates; k++) {
        if (k == by_goal)
            note_goal(t);
        pay_date(t, k, since);
        since = t->day[k].date;
    }
    if (by_goal == t->dates)
        note_goal(t);
    finish(t, since);
    sum_up(t);
    model_time_settle(t);
    model_answers_settle(t);
    return t;
}
