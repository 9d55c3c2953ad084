/* Who is wholly paid, by when, what is unpaid on the goal's day, who dies waiting. */
#include "engine/campaign/agree.h"

#include <math.h>
#include <string.h>

static const size_t per_cent[SOL_COMING_SHARES] = {25, 50, 75, 90, 100};

/* Of those living at start, of estates, of all. */
static int64_t of_origin(const size_t each[static MODEL_ORIGINS], size_t origin)
{
    const size_t of[SOL_ORIGINS] = {each[MODEL_LIVING], each[MODEL_ESTATES], each[MODEL_LIVING] + each[MODEL_ESTATES]};
    return (int64_t)of[origin];
}

static int64_t unpaid_of(const model_trial *m, size_t origin, size_t wait)
{
    const int64_t living = m->unpaid[MODEL_LIVING][wait], estates = m->unpaid[MODEL_ESTATES][wait];
    return (int64_t[]){living, estates, living + estates}[origin];
}

static int64_t all_unpaid(const model_trial *m, size_t origin)
{
    int64_t sum = 0;
    for (size_t w = 0; w < MODEL_WAITS; w++)
        sum += unpaid_of(m, origin, w);
    return sum;
}

/* Pay dates that are not after the first goal's day. */
static size_t dates_by(const model_trial *m)
{
    size_t k = 0;
    while (k < m->dates && m->day[k].date.day <= m->scenario->timeliness[0].by.day)
        k++;
    return k;
}

static int64_t whole_by(const model_trial *m, size_t dates, size_t origin)
{
    return of_origin(dates > 0 ? m->day[dates - 1].whole : m->had, origin);
}

/* The first pay date on which a share of them had come to what the goal asks, by definition: each date asked by itself. */
static size_t reached_on(const model_trial *m, size_t of, size_t share)
{
    const int64_t valid = of_origin(m->valid, of == SOL_COMING_LIVING ? SOL_OF_LIVING : SOL_OF_ALL);
    for (size_t k = 0; k < m->dates; k++) {
        const int64_t all = of_origin(m->day[k].whole, SOL_OF_ALL), in_life = (int64_t)m->day[k].whole_in_life;
        if ((of == SOL_COMING_LIVING ? in_life : all) * 100 >= valid * (int64_t)per_cent[share])
            return k;
    }
    return m->dates;
}

static void hold_whole(const int64_t *row, const model_trial *m, size_t origin, agreement *a)
{
    const int64_t *part = row + METRIC_WHOLE + origin * WHOLE_PARTS, valid = of_origin(m->valid, origin);
    const int64_t by_goal = whole_by(m, dates_by(m), origin), by_end = whole_by(m, m->dates, origin);
    agree_hold(a, "wholly paid by the goal's day, of", origin, part[WHOLE_BY_GOAL], by_goal);
    agree_hold(a, "wholly paid by end, of", origin, part[WHOLE_BY_END], by_end);
    agree_hold(a, "share wholly paid by the goal's day, of", origin, part[WHOLE_SHARE_BY_GOAL],
               metrics_share(by_goal, valid));
    agree_hold(a, "share wholly paid by end, of", origin, part[WHOLE_SHARE_BY_END], metrics_share(by_end, valid));
    if (valid > 0)
        agree_hold(a, "everyone wholly paid, of", origin, part[WHOLE_EVERYONE], by_goal == valid);
}

static void hold_reach(const int64_t *row, const model_trial *m, size_t of, agreement *a)
{
    if (of_origin(m->valid, of == SOL_COMING_LIVING ? SOL_OF_LIVING : SOL_OF_ALL) == 0)
        return; /* there is no such date */
    for (size_t s = 0; s < SOL_COMING_SHARES; s++) {
        const int64_t *part = row + METRIC_REACH + (of * SOL_COMING_SHARES + s) * REACH_PARTS;
        const size_t k = reached_on(m, of, s);
        agree_hold(a, of == SOL_COMING_LIVING ? "date of living" : "date of all", s, part[REACH_DATE], (int64_t)k);
        agree_hold(a, of == SOL_COMING_LIVING ? "never of living" : "never of all", s, part[REACH_NEVER],
                   k == m->dates);
    }
}

void agree_row_answers(const int64_t *row, const metrics_layout *layout, const model_trial *m, agreement *a)
{
    for (size_t origin = 0; origin < SOL_ORIGINS; origin++) {
        hold_whole(row, m, origin, a);
        agree_hold(a, "unpaid, of", origin, row[METRIC_UNPAID + origin], all_unpaid(m, origin));
    }
    for (size_t of = 0; of < SOL_COMINGS; of++)
        hold_reach(row, m, of, a);
    for (size_t w = 0; w < MODEL_WAITS; w++)
        agree_hold(a, "unpaid, waiting", w, row[METRIC_WAIT + w], unpaid_of(m, SOL_OF_ALL, w));
    agree_hold(a, "nothing comes", 0, row[METRIC_NOTHING_COMES], !m->has_paid_by_goal);
    size_t before = 0;
    for (size_t k = 0; k < m->dates; k++) {
        const int64_t *part = row + layout->dates + k * DATE_PARTS;
        agree_hold(a, "deaths by date", k, part[DATE_DEATHS], (int64_t)m->day[k].deaths);
        agree_hold(a, "deaths since the date before", k, part[DATE_DYING], (int64_t)(m->day[k].deaths - before));
        before = m->day[k].deaths;
    }
    agree_hold(a, "deaths by end", 0, row[METRIC_DEATHS], (int64_t)m->last.deaths);
    agree_hold(a, "deaths behind the last date", 0, row[METRIC_DEATHS_BEHIND], (int64_t)(m->last.deaths - before));
}

void agree_sums_add(agree_sums *sums, const model_trial *m)
{
    sums->trials++;
    for (size_t o = 0; o < SOL_ORIGINS; o++) {
        const int64_t valid = of_origin(m->valid, o), by_goal = whole_by(m, dates_by(m), o);
        sums->whole_by_goal[o] += (double)by_goal;
        sums->whole_by_end[o] += (double)whole_by(m, m->dates, o);
        sums->have_some[o] += valid > 0;
        sums->everyone[o] += valid > 0 && by_goal == valid;
        sums->unpaid[o] += (double)all_unpaid(m, o);
    }
    for (size_t w = 0; w < MODEL_WAITS; w++)
        sums->wait[w] += (double)unpaid_of(m, SOL_OF_ALL, w);
    for (size_t of = 0; of < SOL_COMINGS; of++)
        for (size_t s = 0; s < SOL_COMING_SHARES; s++)
            sums->never[of][s] += of_origin(m->valid, of == SOL_COMING_LIVING ? SOL_OF_LIVING : SOL_OF_ALL) > 0 &&
                                  reached_on(m, of, s) == m->dates;
    sums->nothing_comes += !m->has_paid_by_goal;
    sums->deaths += (double)m->last.deaths;
}

/* A mean of so many trials, whose sum is known; both as far as doubles hold sums of money. */
static void hold_mean(agreement *a, const char *what, size_t which, const double found[static 2], double sum)
{
    const double mean = found[0], trials = found[1];
    if (fabs(mean * trials - sum) <= 1e-9 * fabs(sum) + 1e-6)
        a->numbers++;
    else
        agree_hold(a, what, which, (int64_t)(mean * trials), (int64_t)sum);
}

#define MEAN(what, which, mean, trials, sum) hold_mean(a, what, which, (const double[]){mean, (double)(trials)}, sum)

void agree_result(const sol_result *r, const agree_sums *sums, agreement *a)
{
    for (size_t o = 0; o < SOL_ORIGINS; o++) {
        const sol_wholly_paid *w = &r->wholly_paid[o];
        MEAN("result: wholly paid by the goal's day, of", o, w->by_goal.mean, sums->trials, sums->whole_by_goal[o]);
        MEAN("result: wholly paid by end, of", o, w->by_end.mean, sums->trials, sums->whole_by_end[o]);
        MEAN("result: everyone, of", o, w->everyone.mean, sums->have_some[o], sums->everyone[o]);
        MEAN("result: unpaid, of", o, r->unpaid.of[o].mean, sums->trials, sums->unpaid[o]);
    }
    for (size_t w = 0; w < SOL_WAITS; w++)
        MEAN("result: unpaid, waiting", w, r->unpaid.wait[w].mean, sums->trials, sums->wait[w]);
    for (size_t of = 0; of < SOL_COMINGS; of++)
        for (size_t s = 0; s < SOL_COMING_SHARES; s++)
            MEAN(of == SOL_COMING_LIVING ? "result: never, living" : "result: never, all", s,
                 r->reach[of][s].never.mean, sums->have_some[of == SOL_COMING_LIVING ? SOL_OF_LIVING : SOL_OF_ALL],
                 sums->never[of][s]);
    MEAN("result: nothing comes", 0, r->nothing_comes.mean, sums->trials, sums->nothing_comes);
    if (r->death_count > 0)
        MEAN("result: deaths", 0, r->deaths[r->death_count - 1].cumulative.mean, sums->trials, sums->deaths);
}
