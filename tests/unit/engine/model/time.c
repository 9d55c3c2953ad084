/* §8 In time: whom a goal counts, who is in time, who could have been, what became of each, and why not. */
#include "engine/model/parts.h"

/* "`who`: `living` (default), `estates` (also `living: no`), groups or ages (both kinds, each by its own measure), `all` (everyone, in life or
   after)." "Whom a goal counts is settled at `start` (ages too …)." */
static bool is_meant(const model_trial *t, const sol_timeliness *goal, const model_person *p)
{
    /* "who files later, on the day he files" */
    const sol_date on = sol_date_later(p->is_later ? p->filed : t->scenario->start, t->scenario->start);
    return !sol_date_is_never(p->filed) && model_people_meant(&goal->who, p, on);
}

static bool is_for_all(const sol_who *who)
{
    return who->vital == SOL_ANY && who->group_count == 0 && who->age_from < 0 && !who->goes_by_filing;
}

/* "Those living then are in time in a trial if on some pay date, alive, not after `by` …; estates of then if `paid` of T was reached by `by` at
   all." An estate is in time by no goal that is not for it. */
static bool can_be_in_time(const model_trial *t, const sol_timeliness *goal, const model_person *p, sol_date on)
{
    if (p->is_estate)
        return is_meant(t, goal, p);
    return is_alive(p, on) || is_for_all(&goal->who);
}

/* "what they were paid reached `paid` of T, short of less than `payments.unit`"; who was never paid and is owed something has reached
   nothing. */
bool model_time_has_reached(const model_trial *t, const sol_timeliness *goal, const model_person *p)
{
    const sol_wide billion = 1000000000;
    sol_wide paid = p->before + p->paid, total = paid + p->deposited + p->owed;
    bool is_close = total * goal->paid_billionths - paid * billion < t->scenario->payments.unit.units * billion;
    return is_close && (paid > 0 || p->deposited + p->owed == 0);
}

/* Also of `start`: what was received before it counts as paid, and whoever had reached `paid` then was living or an estate then. */
void model_time_note(model_trial *t, sol_date on)
{
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        for (size_t g = 0; g < t->scenario->timeliness_count; g++) {
            const sol_timeliness *goal = &t->scenario->timeliness[g];
            if (model_time_has_reached(t, goal, p) && is_by(on, goal->by) && can_be_in_time(t, goal, p, on))
                p->goal[g].is_in_time = true;
        }
        if (p->goal[0].is_in_time)
            p->goal_on = sol_date_earlier(p->goal_on, on);
        if (model_time_has_reached(t, &t->scenario->timeliness[0], p)) {
            p->whole_on = sol_date_earlier(p->whole_on, on);
            p->alive_on = is_alive(p, on) && !p->is_estate ? sol_date_earlier(p->alive_on, on) : p->alive_on;
        }
        if (p->deposited + p->owed == 0)
            p->paid_off = sol_date_earlier(p->paid_off, on);
    }
}

/* "the **ceiling**: the share who would have been in time with unlimited money on the first day, keeping office, answers and dates and nothing
   of division (limit, steps, reserve, unit)". Who was in time without, by what he had before or by a court, is so with it. */
static bool could_be_in_time(const model_trial *t, const sol_timeliness *goal, const model_person *p)
{
    for (size_t k = 0; k < t->dates; k++) {
        sol_date on = t->day[k].date;
        if (is_by(on, goal->by) && model_claims_are_eligible(p, on) && can_be_in_time(t, goal, p, on))
            return true;
    }
    return false;
}

/* "*not due* (its required event did not happen by `end`, or was excluded)" */
bool model_is_not_due(const model_trial *t, const model_person *p)
{
    bool lacks_event = p->terms->requires != SOL_NONE && !is_by(t->event[p->terms->requires], t->scenario->end);
    return sol_date_is_never(p->filed) || lacks_event || is_by(p->excluded, t->scenario->end);
}

/* "Each trial ends with every claimant in the first of these eight states that applies, by the first goal". */
static sol_state state_of(const model_trial *t, const model_person *p)
{
    if (p->is_refused)
        return SOL_STATE_REFUSED;
    if (p->is_declined)
        return SOL_STATE_DECLINED;
    if (model_is_not_due(t, p))
        return SOL_STATE_NOT_DUE;
    if (p->goal[0].is_in_time)
        return SOL_STATE_IN_TIME;
    if (!sol_date_is_never(p->alive_on))
        return SOL_STATE_LATE;
    /* "`paid` … is what was received before `start`; … counts as paid." */
    if (p->in_life + (p->is_estate ? 0 : p->before) > 0)
        return SOL_STATE_PART;
    return p->to_estate + (p->is_estate ? p->before : 0) > 0 ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING;
}

/* "Why those counted and living at `start` were not in time goes by their state on the day of death or on `by`, whichever is first, by the day
   and not by pay date: `before_entitled`, `in_queue`, `deciding`, `before_pay_date` (between then and the next pay date),
   `for_want_of_money`, `alive`". He is not alive on the day of his death: what falls on it he did not live to see. */
static model_reason reason_of(const model_trial *t, const sol_timeliness *goal, const model_person *p)
{
    if (is_alive(p, goal->by))
        return MODEL_ALIVE;
    if (!is_alive(p, p->entitled))
        return MODEL_BEFORE_ENTITLED;
    if (!is_alive(p, p->processed))
        return MODEL_IN_QUEUE;
    if (!is_alive(p, p->answered))
        return MODEL_DECIDING;
    for (size_t k = 0; k < t->dates; k++)
        if (is_by(p->answered, t->day[k].date) && is_alive(p, t->day[k].date))
            return MODEL_FOR_WANT_OF_MONEY;
    return MODEL_BEFORE_PAY_DATE;
}

static void settle_goal(model_trial *t, size_t g)
{
    const sol_timeliness *goal = &t->scenario->timeliness[g];
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        model_timely *timely = &p->goal[g];
        bool has_no_part = p->is_refused || p->is_declined || model_is_not_due(t, p);
        timely->is_meant = is_meant(t, goal, p);
        /* "The share in time is of those whom the goal counts without the refused, declined and not due". */
        timely->is_counted = timely->is_meant && !has_no_part;
        timely->could_be = timely->is_in_time || could_be_in_time(t, goal, p);
        t->meant[g] += timely->is_meant;
        t->counted[g] += timely->is_counted;
        t->in_time[g] += timely->is_counted && timely->is_in_time;
        t->ceiling[g] += timely->is_counted && timely->could_be;
    }
    /* "A trial meets the goal if the share is at least `goal` (compared exactly)." */
    t->meets[g] = (sol_wide)t->in_time[g] * 1000000000 >= (sol_wide)goal->goal_billionths * (sol_wide)t->counted[g];
}

/* Of those counted and living at start: `paid` had not been reached by a day. */
static bool is_without(const model_person *p, sol_date on)
{
    bool is_asked = p->goal[0].is_counted && !p->is_estate;
    return is_asked && !is_by(p->goal_on, on) && !is_by(p->alive_on, on);
}

/* How many of everyone had got how far by a pay date. */
static void count_day(const model_trial *t, model_day *day)
{
    for (size_t i = 0; i < t->people; i++) {
        const model_person *p = &t->person[i];
        day->paid_in_full += is_by(p->paid_off, day->date);
        day->in_time += p->state == SOL_STATE_IN_TIME && is_by(p->goal_on, day->date);
        day->waiting += is_without(p, day->date) && is_alive(p, day->date);
    }
}

void model_time_settle(model_trial *t)
{
    for (size_t g = 0; g < t->scenario->timeliness_count; g++)
        settle_goal(t, g);
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        bool is_late = p->goal[0].is_counted && !p->is_estate && !p->goal[0].is_in_time;
        p->state = state_of(t, p);
        p->reason = is_late ? (int)reason_of(t, &t->scenario->timeliness[0], p) : SOL_NONE;
        t->lived += p->goal[0].is_counted && !p->is_estate;
    }
    for (size_t k = 0; k < t->dates; k++)
        count_day(t, &t->day[k]);
}
