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
static sol_wide capacity_of(const model_trial *t, const sol_administration *office, sol_date day)
{
    int64_t per_month = 0;
    /* "what is uncertain about the world is one draw a trial"; thousandths of a claim are the smallest part of a capacity */
    double u = drawn(t, sol_entity(SOL_ENTITY_WORLD, "office"), SOL_PURPOSE_CAPACITY);
    for (size_t i = 0; i < office->capacity_count; i++)
        if (is_by(office->capacity[i].from, day))
            per_month = office->capacity[i].uncertain
                            ? (int64_t)(sol_distribution_at(office->capacity[i].uncertain, u) * 1000 + 0.5)
                            : office->capacity[i].per_month_thousandths;
    return (sol_wide)per_month * (PARTS / days_of_month(day));
}

/* "All claims queue from `opens` in one order: `oldest` (the living first, by birth date, then estates), `filing` (file order) or `smallest`
   (principal); ties by file order"; "with `oldest` the living of that day before estates". Whether a, behind b in the file, is before it. */
static bool is_before(const model_trial *t, const model_person *a, const model_person *b, sol_date day)
{
    switch (t->scenario->administration.order) {
    case SOL_QUEUE_FILING:
        return a->filed.day < b->filed.day;
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
        const bool waits = is_by(p->filed, day) && !p->is_late && sol_date_is_never(p->processed);
        if (waits && (!first || is_before(t, p, first, day)))
            first = p;
    }
    return first;
}

/* "`taken` is one draw at the outset; from that day it is paid and his state is that of somebody who accepted, until then *declined*": on the
   first pay date from that day on; behind the last one he has not taken it up. */
static void decline(const model_trial *t, model_person *p)
{
    uint64_t everyone = sol_entity(SOL_ENTITY_WORLD, "consent");
    double chance = sol_distribution_at(&p->terms->taken, drawn(t, everyone, SOL_PURPOSE_TAKEN));
    sol_date takes = p->answered;
    p->kept_from = p->answered;
    if (sol_date_is_never(p->answered) || !is_by(p->answered, t->scenario->end))
        return;
    if (!p->terms->taken_at_once)
        takes = model_people_when(t, p, &p->terms->taken_after, p->answered, SOL_PURPOSE_TAKEN_DELAY);
    if (drawn(t, p->entity, SOL_PURPOSE_TAKEN) >= chance || t->dates == 0 || !is_by(takes, t->day[t->dates - 1].date))
        return;
    p->is_declined = false;
    p->answered = takes;
}

/* "(d) the claimant has accepted: the delay of `accepts` runs from the first day on which (a)–(c) hold." */
static void answer(const model_trial *t, model_person *p)
{
    sol_date ready = sol_date_later(p->processed, p->entitled);
    p->answered = ready;
    if (!p->terms->accepts_at_once && !sol_date_is_never(ready))
        p->answered = model_people_when(t, p, &p->terms->accepts_after, ready, SOL_PURPOSE_ACCEPTS_DELAY);
    if (p->is_declined && !p->is_refused && p->terms->declined != SOL_DECLINED_NOTHING)
        decline(t, p);
}

static size_t examine_day(model_trial *t, sol_date day)
{
    size_t count = 0;
    t->credit += capacity_of(t, &t->scenario->administration, day);
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
        if (p->is_late || !is_by(p->entitled, day) || !sol_date_is_never(p->processed) ||
            day.day < t->scenario->start.day)
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
