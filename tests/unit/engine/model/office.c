/* §6 Administration: when claims are examined, and §2 (d): when those whose claims are granted have answered. */
#include "engine/model/parts.h"

/* "`capacity` is spread evenly over a month's days …: exact rationals." A day's part of a claim has this denominator, whatever the month. */
enum { PARTS = 28 * 29 * 30 * 31 };

static int days_of_month(sol_date day)
{
    int year, month, days = 31;
    sol_date_civil(day, &year, &month, NULL);
    while (!sol_date_is_valid(year, month, days))
        days--;
    return days;
}

/* What a day adds, in PARTS-ths of a thousandth of a claim. */
static sol_wide capacity_of(const sol_administration *office, sol_date day)
{
    int64_t per_month = 0;
    for (size_t i = 0; i < office->capacity_count; i++)
        if (is_by(office->capacity[i].from, day))
            per_month = office->capacity[i].per_month_thousandths;
    return (sol_wide)per_month * (PARTS / days_of_month(day));
}

/* "All claims queue from `opens` in one order: `oldest` (the living first, by birth date, then estates), `filing` (file order) or `smallest`
   (principal); ties by file order"; "with `oldest` the living of that day before estates". Whether a, behind b in the file, is before it. */
static bool is_before(const model_trial *t, const model_person *a, const model_person *b, sol_date day)
{
    switch (t->scenario->administration.order) {
    case SOL_QUEUE_FILING:
        return false;
    case SOL_QUEUE_SMALLEST:
        return a->who->principal.units < b->who->principal.units;
    default:
        if (is_alive(a, day) != is_alive(b, day))
            return is_alive(a, day);
        return a->who->birth.day < b->who->birth.day; /* those who never were born come last */
    }
}

/* "each whole one of it examines the first in the order among those filed and not yet examined on that day". */
static model_person *first_in_order(const model_trial *t, sol_date day)
{
    model_person *first = NULL;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        if (sol_date_is_never(p->processed) && (!first || is_before(t, p, first, day)))
            first = p;
    }
    return first;
}

/* "(d) the claimant has accepted: the delay of `accepts` runs from the first day on which (a)–(c) hold." */
static void answer(const model_trial *t, model_person *p)
{
    sol_date ready = sol_date_later(p->processed, p->entitled);
    p->answered = ready;
    if (p->terms->accepts_at_once || sol_date_is_never(ready))
        return;
    /* "what is uncertain about the world is one draw a trial for that group and key, what varies between people one draw a person" */
    sol_when after = p->terms->accepts_after;
    const struct sol_uncertain *uncertain = after.delay.uncertain;
    uint64_t group = sol_entity(SOL_ENTITY_GROUP, t->scenario->group[p->who->group].name);
    if (uncertain)
        after.delay.parameter[uncertain->parameter] =
            sol_distribution_at(&uncertain->value, drawn(t, group, SOL_PURPOSE_ACCEPTS_DELAY));
    after.delay.uncertain = NULL;
    p->answered = model_world_when(&after, ready, drawn(t, p->entity, SOL_PURPOSE_ACCEPTS_DELAY));
}

static size_t examine_day(model_trial *t, sol_date day)
{
    size_t count = 0;
    t->credit += capacity_of(&t->scenario->administration, day);
    /* "what adds up to before `start` is examined on `start`": the fund does not exist before. */
    while (t->credit >= (sol_wide)1000 * PARTS && day.day >= t->scenario->start.day) {
        model_person *p = first_in_order(t, day);
        if (!p) {
            t->credit = 0; /* "what is left when nobody waits is lost" */
            break;
        }
        t->credit -= (sol_wide)1000 * PARTS;
        p->processed = day;
        answer(t, p);
        count++;
    }
    return count;
}

/* "Without a capacity a claim is processed on the day the office opens … or on its day of entitlement, whichever is later; never before the
   fund exists." Claims that death has ended are examined like those of a queue, where "a dead claimant's claim keeps its place". */
static size_t process_day(model_trial *t, sol_date day)
{
    size_t count = 0;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        if (!is_by(p->entitled, day) || !sol_date_is_never(p->processed) || day.day < t->scenario->start.day)
            continue;
        p->processed = day;
        answer(t, p);
        count++;
    }
    return count;
}

size_t model_office_examine(model_trial *t, sol_date from, sol_date to)
{
    const sol_administration *office = &t->scenario->administration;
    size_t count = 0;
    for (sol_date day = sol_date_later(from, office->opens); day.day <= to.day; day.day++)
        count += office->has_queue ? examine_day(t, day) : process_day(t, day);
    return count;
}
