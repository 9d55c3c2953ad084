/* §8 Who is wholly paid, and by when; what is unpaid on the first goal's day; who dies waiting. */
#include "engine/model/parts.h"

/* "on the goal's date, with interest to that day, of claims entitled by then and not refused, declined or lapsed" */
void model_answers_note_goal(model_trial *t)
{
    sol_date by = t->scenario->timeliness[0].by;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        bool is_without = p->is_refused || model_claims_have_lapsed(p, by);
        model_claims_accrue(t, p, by);
        p->unpaid = is_by(p->entitled, by) && !is_without ? p->owed : 0;
    }
    for (size_t k = 0; k < t->dates && is_by(t->day[k].date, by); k++)
        t->has_paid_by_goal |= t->day[k].paid > 0;
}

/* "whether they wait in the queue, on an answer or for money": the office may have come to a claim between two pay dates. */
static int waits_for(const model_person *p, sol_date on)
{
    if (!is_by(p->processed, on))
        return MODEL_WAITS_IN_QUEUE;
    /* Heirs who have not come forward have not answered. */
    return is_by(p->answered, on) && !model_claims_await_heirs(p, on) ? MODEL_WAITS_FOR_MONEY : MODEL_WAITS_FOR_ANSWER;
}

/* "of all not refused, declined, not due" */
static bool is_valid(const model_trial *t, const model_person *p)
{
    return !p->is_refused && !p->is_declined && !model_is_not_due(t, p);
}

/* "of those counted, who died before `paid` of T was reached", living at start; what an estate reaches later undoes no death. */
static bool has_died_without(const model_person *p, sol_date on)
{
    return p->goal[0].is_counted && !p->is_estate && !is_alive(p, on) && sol_date_is_never(p->alive_on);
}

static void count_day(const model_trial *t, model_day *day)
{
    for (size_t i = 0; i < t->people; i++) {
        const model_person *p = &t->person[i];
        day->whole[p->is_estate ? MODEL_ESTATES : MODEL_LIVING] += is_valid(t, p) && is_by(p->whole_on, day->date);
        day->whole_in_life += is_valid(t, p) && !p->is_estate && is_by(p->alive_on, day->date);
        day->deaths += has_died_without(p, day->date);
    }
}

void model_answers_settle(model_trial *t)
{
    for (size_t i = 0; i < t->people; i++) {
        const model_person *p = &t->person[i];
        int origin = p->is_estate ? MODEL_ESTATES : MODEL_LIVING;
        t->valid[origin] += is_valid(t, p);
        t->had[origin] += is_valid(t, p) && is_by(p->whole_on, t->scenario->start);
        const sol_date by = t->scenario->timeliness[0].by;
        /* Whether he declines may be known later than that day only. */
        bool declines = p->is_declined || (is_by(p->kept_from, by) && !is_by(p->answered, by));
        t->unpaid[origin][waits_for(p, by)] += declines ? 0 : p->unpaid;
    }
    for (size_t k = 0; k < t->dates; k++)
        count_day(t, &t->day[k]);
    count_day(t, &t->last);
}
