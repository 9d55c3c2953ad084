/*
 * Deaths by calendar month. A trial counts them by pay date; within the time between two they are spread by the mortality of all whom
 * the first goal counts, as nobody's waiting changes there: exact for claimants of one birth date, sex and mortality, and unbiased where waiting does not go
 * by age. Claimants born in one year stand for each other.
 */
#include "engine/claims/timely.h"
#include "engine/tally/summary_parts.h"
#include "solatium/mathematics.h"

#include <math.h>

/* Claimants under one law who were born in one year; the sum of their birth days. */
typedef struct born {
    size_t count;
    int64_t days;
} born;

enum { YEARS = 256 }; /* before start */

static void count_born(const sol_plan *plan, born *of)
{
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        const uint8_t standing = timely_standing(plan, &plan->scenario->timeliness[0], i);
        if (c->is_institution || !timely_may_wait(standing | claims_kind(plan, i)))
            continue;
        const double age = sol_date_years(c->birth, plan->scenario->start);
        born *b = &of[people_law(plan, i) * YEARS + (age < 0 ? 0 : age < YEARS ? (size_t)age : YEARS - 1)];
        b->count++;
        b->days += c->birth.day;
    }
}

/* Days on which a month or the time between two pay dates ends, rising: start first, `end` last. */
typedef struct course {
    size_t count;
    sol_date *day;
    double *dead; /* of all who are counted, expected by the day */
} course;

static sol_date month_end(sol_date day)
{
    int year, month;
    sol_date_civil(day, &year, &month, NULL);
    return (sol_date){sol_date_of(month < 12 ? year : year + 1, month < 12 ? month + 1 : 1, 1).day - 1};
}

static course course_of(sol_arena *scratch, const sol_plan *plan)
{
    const sol_date start = plan->scenario->start, end = plan->scenario->end;
    const size_t most = plan->date_count + (size_t)(end.day - start.day) / 28 + 3;
    course c = {0, SOL_TAKE(scratch, most, sol_date), SOL_TAKE(scratch, most, double)};
    size_t pays = 0;
    for (sol_date day = start;;) {
        c.day[c.count++] = day;
        if (day.day >= end.day)
            return c;
        while (pays < plan->date_count && plan->date[pays].day <= day.day)
            pays++;
        day = sol_date_earlier(month_end((sol_date){day.day + 1}), end);
        if (pays < plan->date_count)
            day = sol_date_earlier(day, plan->date[pays]);
    }
}

/* Adds those of a law and year, as if all were born on their mean birth day. */
static void add_dead(const sol_plan *plan, const born *b, size_t law, course *c, double *integral)
{
    const sol_date birth = {(int32_t)(b->days / (int64_t)b->count)};
    const sol_life life = people_life(plan, law, birth, plan->scenario->start);
    sol_hazard_integrals(&life, c->count, c->day, integral);
    for (size_t k = 0; k < c->count; k++)
        c->dead[k] -= (double)b->count * sol_expm1(-(double)(float)integral[k]); /* as trials have it */
}

static void find_dead(sol_arena *scratch, const sol_plan *plan, course *c)
{
    born *of = SOL_TAKE(scratch, people_laws(plan) * YEARS, born);
    double *integral = SOL_TAKE(scratch, c->count, double);
    count_born(plan, of);
    for (size_t law = 0; law < people_laws(plan); law++)
        for (size_t y = 0; y < YEARS; y++)
            if (of[law * YEARS + y].count > 0)
                add_dead(plan, &of[law * YEARS + y], law, c, integral);
}

/* A number of deaths, and the square of its standard error. */
typedef struct expected {
    double mean, error;
} expected;

/* Deaths since start by a pay date, from 1; 0: none; behind the last: by `end`. */
static expected deaths_by(const summary_maker *m, size_t dates_past)
{
    if (dates_past == 0)
        return (expected){0, 0};
    const bool is_end = dates_past > m->plan->date_count;
    const sol_estimate e =
        summary_number(m, is_end ? METRIC_DEATHS : m->layout->dates + (dates_past - 1) * DATE_PARTS + DATE_DEATHS);
    return (expected){e.mean, e.se * e.se};
}

static expected deaths_between(const summary_maker *m, size_t dates_past)
{
    const sol_estimate e =
        summary_number(m, dates_past == m->plan->date_count ? METRIC_DEATHS_BEHIND
                                                            : m->layout->dates + dates_past * DATE_PARTS + DATE_DYING);
    return (expected){e.mean, e.se * e.se};
}

/* Each of a number of deaths is in a part of the time with a chance: that part's number, of so many trials. */
static expected thinned(expected all, double chance, double trials)
{
    return (expected){all.mean * chance, all.error * chance * chance + all.mean * chance * (1 - chance) / trials};
}

/* The time between two pay dates, before the first or behind the last. */
typedef struct span {
    size_t dates_past;
    double dead[2]; /* at its ends, as in a course */
    sol_date from, to;
    expected died, by[2];
} span;

static span span_of(const summary_maker *m, const course *c, size_t first)
{
    const sol_plan *plan = m->plan;
    span s = {.from = c->day[first]};
    while (s.dates_past < plan->date_count && plan->date[s.dates_past].day <= s.from.day)
        s.dates_past++;
    s.to = s.dates_past < plan->date_count ? plan->date[s.dates_past] : plan->scenario->end;
    size_t last = first;
    while (c->day[last].day < s.to.day)
        last++;
    s.dead[0] = c->dead[first];
    s.dead[1] = c->dead[last];
    s.died = deaths_between(m, s.dates_past);
    s.by[0] = deaths_by(m, s.dates_past);
    s.by[1] = deaths_by(m, s.dates_past + 1);
    return s;
}

/* The part of a span's deaths up to a day of its course: by days where nobody is expected to die. */
static double part_until(const span *s, const course *c, size_t k)
{
    const double all = s->dead[1] - s->dead[0];
    return all > 0 ? (c->dead[k] - s->dead[0]) / all
                   : (double)(c->day[k].day - s->from.day) / (double)(s->to.day - s->from.day);
}

/* Deaths by a day within a span: of what is known at its ends; the errors there go together. */
static expected by_day(const span *s, double part, double trials)
{
    const double error = (1 - part) * sqrt(s->by[0].error) + part * sqrt(s->by[1].error);
    const double died = s->by[1].mean - s->by[0].mean;
    return (expected){s->by[0].mean + part * died, error * error + part * (1 - part) * died / trials};
}

static sol_expected told(expected e, double trials)
{
    return (sol_expected){e.mean, trials > 1 ? sqrt(e.error) : INFINITY};
}

void summary_add_deaths(const summary_maker *m, sol_result *result)
{
    if (m->layout->date_count == 0)
        return;
    sol_arena *scratch = sol_arena_new();
    course c = course_of(scratch, m->plan);
    find_dead(scratch, m->plan, &c);
    sol_deaths *row = SOL_TAKE(m->arena, c.count, sol_deaths);
    size_t count = 0;
    expected month = {0, 0};
    double part = 0, trials = (double)m->trials;
    span s = span_of(m, &c, 0);
    sol_date from = c.day[0];
    for (size_t k = 1; k < c.count; k++) {
        const double now = part_until(&s, &c, k);
        const expected died = thinned(s.died, now - part, trials), all = by_day(&s, now, trials);
        month = (expected){month.mean + died.mean, month.error + died.error};
        part = now;
        if (c.day[k].day == month_end(c.day[k]).day || k + 1 == c.count) {
            row[count++] = (sol_deaths){from, c.day[k], told(month, trials), told(all, trials)};
            month = (expected){0, 0};
            from = (sol_date){c.day[k].day + 1};
        }
        if (k + 1 < c.count && c.day[k].day == s.to.day) {
            s = span_of(m, &c, k);
            part = 0;
        }
    }
    result->deaths = row;
    result->death_count = count;
    sol_arena_free(scratch);
}
