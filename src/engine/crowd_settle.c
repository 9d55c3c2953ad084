/*
 * What has become of everyone when a trial is over, block by block: money from one pass over the persons; who reached the goal when from the
 * counts of the living where a whole block does on one pay date, else from a pass for each pay date on which some may.
 */
#include "engine/crowd_kernels.h"
#include "engine/crowd_parts.h"

#include <math.h>
#include <string.h>

/* Sums over everyone, or over those living at start. */
typedef struct heads {
    int64_t state[SOL_STATES], reason[SOL_REASONS], nothing_died, nothing_living;
    int64_t in_time, goal_in_time, could, died_waiting; /* could: with all money on the first day */
    int64_t paid, whole, life, estate, owed;            /* paid and whole: of those living at start */
} heads;

/* By pay date: who reached the goal alive, those of them alive on it, who was paid off by then; and by survival date who sees it. */
typedef struct dates {
    int64_t reached[CROWD_DATES], waits_no_more[CROWD_DATES], paid_off[CROWD_DATES], living[CROWD_DATES];
} dates;

typedef struct settling {
    const crowd *c;
    const crowd_layout *l;
    size_t lane;
    const crowd_level *level; /* of the wave at hand, and the pay date on which it is eligible */
    size_t comes;
    kernel_rule rule;
    double share, unit;
    bool goal_is_all; /* who reaches the goal is paid off: asked once */
    size_t hint[2];
    heads heads;
    dates dates;
    int64_t *row;
} settling;

static kernel_people people_of(const settling *s, const crowd_block *b)
{
    const crowd_layout *l = s->l;
    return (kernel_people){b->count, l->claim + b->first, l->before ? l->before + b->first : NULL,
                           s->c->death[s->lane] + b->first};
}

static int64_t living_of(const settling *s, size_t index, size_t survival_date)
{
    return crowd_living(s->c, s->lane, index, survival_date);
}

/* Those who see a pay date; behind the last one, those who see the end. */
static int64_t living_on(const settling *s, size_t index, size_t date)
{
    return living_of(s, index, date < s->l->dates ? s->l->survival_of_pay[date] : s->l->end);
}

/* How many of a block reach what is asked by a pay date: all, and those who see that date, the next one, and the end. */
static void count_reached(const settling *s, size_t index, size_t date, const kernel_goal *asked, int64_t count[4])
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    size_t next = date + 1 < l->dates ? l->survival_of_pay[date + 1] : l->end;
    kernel_goal goal = {{s->level[date + 1].a, s->level[date + 1].b},
                        asked->target ? asked->target + b->first : NULL,
                        asked->slack,
                        (int)l->survival_of_pay[date],
                        (int)next,
                        (int)l->end};
    kernel_people people = people_of(s, b);
    if (!b->is_alike) {
        kernel_reached(&s->rule, &people, &goal, count);
        return;
    }
    double target = goal.target ? goal.target[0] : fmax(b->least - goal.slack, 1);
    bool is_reached = crowd_award(l, b->least, 0, s->level[date + 1]) >= target;
    count[0] = is_reached ? b->count : 0;
    count[1] = is_reached ? living_on(s, index, date) : 0;
    count[2] = is_reached ? living_on(s, index, date + 1) : 0;
    count[3] = is_reached ? living_of(s, index, l->end) : 0;
}

/* Of a block: who reached the goal in time or at all, and those of them who live at the end. */
typedef struct reached {
    int64_t in_time, ever, in_time_lives, ever_lives;
} reached;

static reached note_reached(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const kernel_goal asked = {.target = l->target, .slack = s->unit - 1};
    crowd_range r = crowd_range_of(l, &l->block[index], s->level, (crowd_goal){s->share, s->unit}, &s->hint[0]);
    int64_t count[4] = {0}, seen_before = 0; /* of those who had reached before, who see this date */
    reached sum = {0};
    for (size_t k = r.first; k < l->dates; k++) {
        if (k < r.sure) {
            count_reached(s, index, k, &asked, count);
        } else {
            count[0] = l->block[index].count;
            count[1] = living_on(s, index, k), count[2] = living_on(s, index, k + 1);
            count[3] = living_of(s, index, l->end);
        }
        int64_t newly = count[1] - seen_before;
        if (s->goal_is_all)
            s->dates.paid_off[k] += l->lapses ? sum.ever + newly : count[0];
        seen_before = count[2];
        s->dates.reached[k] += newly;
        s->dates.waits_no_more[k] += count[1];
        sum.ever += newly;
        sum.ever_lives = count[3];
        if (k < l->last_in_by) {
            sum.in_time += newly;
            sum.in_time_lives = count[3];
        }
    }
    return sum;
}

/* The living are paid off together, estates by the pay date of death. */
static void note_cohorts_paid_off(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    size_t full = 0;
    while (full < l->dates && s->level[full + 1].a < 1)
        full++;
    int64_t lived = full < l->dates ? living_on(s, index, full) : 0, off[CROWD_DATES] = {0}, sum = 0;
    for (size_t d = 0; d < l->dates; d++) {
        int64_t died = (d ? living_on(s, index, d - 1) : l->block[index].count) - living_on(s, index, d);
        size_t date = crowd_cohort_full(s->c->cohorts, d);
        if (d <= full && date < l->dates)
            off[date] += died;
    }
    for (size_t k = 0; k < l->dates; k++) {
        sum += off[k];
        s->dates.paid_off[k] += sum + (k >= full ? lived : 0);
    }
}

/* Who is paid off by when; where claims lapse only those who live to see it. */
static void note_paid_off(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    if (l->kind == CROWD_LIVING) {
        note_cohorts_paid_off(s, index);
        return;
    }
    crowd_range r = crowd_range_of(l, b, s->level, (crowd_goal){1, 1}, &s->hint[1]);
    int64_t count[4], seen_before = 0, all = 0;
    for (size_t k = r.first; k < l->dates; k++) {
        if (k < r.sure) {
            count_reached(s, index, k, &(kernel_goal){.slack = 0}, count);
        } else {
            count[0] = b->count;
            count[1] = living_on(s, index, k), count[2] = living_on(s, index, k + 1);
        }
        all = l->lapses ? all + count[1] - seen_before : count[0];
        seen_before = count[2];
        s->dates.paid_off[k] += all;
    }
}

/* What became of a block whose claims are all the same. */
static void settle_alike(const settling *s, size_t index, kernel_outcome *o)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    int64_t before = b->count, last = (int64_t)crowd_award(l, b->least, 0, s->level[l->dates]);
    for (size_t v = 0; v <= l->survival_dates; v++) {
        int64_t after = v < l->survival_dates ? living_of(s, index, v) : 0;
        int64_t had = (int64_t)crowd_award(l, b->least, 0, s->level[l->pay_of[v]]);
        o->in_life += (before - after) * had;
        o->had_in_life += had > 0 ? before - after : 0;
        if (l->kind == CROWD_LIVING) {
            int64_t all = (int64_t)crowd_award(l, b->least, 0, (crowd_level){s->c->by_death[1][v], 0});
            o->in_all += (before - after) * all;
            o->had += all > 0 ? before - after : 0;
        }
        before = after;
    }
    if (l->kind != CROWD_LIVING) {
        o->in_all = b->count * last;
        o->had = last > 0 ? b->count : 0;
    }
    o->owed = living_on(s, index, l->dates - 1) * ((int64_t)b->least - last);
    o->had_and_lives = last > 0 ? living_of(s, index, l->end) : 0;
}

static kernel_outcome outcome_of(const settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    kernel_outcome o = {0};
    if (b->is_alike) {
        settle_alike(s, index, &o);
        return o;
    }
    kernel_levels levels = {l->survival_dates + 1,
                            s->c->by_death[0],
                            s->c->by_death[1],
                            {s->level[l->dates].a, s->level[l->dates].b},
                            l->kind == CROWD_LIVING ? s->c->by_death[1] : NULL,
                            (int)l->survival_of_pay[l->dates - 1],
                            (int)l->end,
                            l->lapses};
    kernel_people people = people_of(s, b);
    kernel_settle(&s->rule, &people, &levels, &o);
    return o;
}

/* Where claims lapse nothing comes after death. */
static void count_states(settling *s, size_t index, const kernel_outcome *o, const reached *r)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    heads *h = &s->heads;
    int64_t had = l->lapses ? o->had_in_life : o->had, lives = living_of(s, index, l->end);
    h->state[SOL_STATE_IN_TIME] += r->in_time;
    h->state[SOL_STATE_LATE] += r->ever - r->in_time;
    h->state[SOL_STATE_PART] += o->had_in_life - r->ever;
    h->state[SOL_STATE_ESTATE_PAID] += had - o->had_in_life;
    h->state[SOL_STATE_NOTHING] += b->count - had;
    h->nothing_living += lives - o->had_and_lives;
    h->nothing_died += b->count - had - (lives - o->had_and_lives);
    if (!l->stratum[b->stratum].was_living)
        return;
    int64_t sees_one = living_on(s, index, s->comes);
    h->could += s->comes < l->last_in_by ? sees_one : 0;
    h->reason[SOL_ALIVE] += lives - r->in_time_lives;
    h->reason[SOL_BEFORE_ELIGIBLE] += b->count - sees_one;
    h->reason[SOL_FOR_WANT_OF_MONEY] += sees_one - r->in_time - (lives - r->in_time_lives);
    h->died_waiting += b->count - lives - (r->ever - r->ever_lives);
}

static void add_to_bands(const settling *s, const crowd_stratum *stratum, const int64_t part[BAND_CLAIMED])
{
    const metrics_layout *m = s->l->metrics;
    for (int kind = 0; kind < BAND_KINDS; kind++)
        for (int p = 0; stratum->band[kind] != SOL_NONE && p < BAND_CLAIMED; p++)
            s->row[m->band[kind] + (size_t)stratum->band[kind] * BAND_PARTS + (size_t)p] += part[p];
}

static void settle_block(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    const crowd_stratum *stratum = &l->stratum[b->stratum];
    heads *h = &s->heads;
    reached r = note_reached(s, index);
    if (!s->goal_is_all)
        note_paid_off(s, index);
    kernel_outcome o = outcome_of(s, index);
    if (l->kind == CROWD_DEBTS) {
        o.in_life = s->c->had_in_life[index];
        o.in_all = s->c->had[index];
    }
    count_states(s, index, &o, &r);
    int64_t paid = l->lapses ? o.in_life : o.in_all;
    h->life += o.in_life;
    h->estate += paid - o.in_life;
    if (s->comes < l->dates)
        h->owed += l->lapses ? o.owed : b->claims - o.in_all;
    h->paid += stratum->was_living ? o.in_life : 0;
    h->whole += stratum->was_living ? b->claims : 0;
    h->in_time += r.in_time;
    h->goal_in_time += stratum->is_goal ? r.in_time : 0;
    add_to_bands(s, stratum,
                 (const int64_t[]){[BAND_SHARE] = r.in_time, [BAND_PAID] = paid, [BAND_PAID_IN_LIFE] = o.in_life});
}

static void fill_people(const settling *s)
{
    const crowd_layout *l = s->l;
    const heads *h = &s->heads;
    int64_t *row = s->row;
    for (int i = 0; i < SOL_STATES; i++)
        row[METRIC_STATE + i] = h->state[i];
    for (int i = 0; i < SOL_REASONS; i++)
        row[METRIC_REASON + i] = h->reason[i];
    row[METRIC_NOTHING_DIED] = h->nothing_died;
    row[METRIC_NOTHING_LIVING] = h->nothing_living;
    row[METRIC_SHARE_IN_TIME] = row[METRIC_SHARE_OF_ALL_LIVING] = metrics_share(h->in_time, l->living);
    row[METRIC_CEILING] = metrics_share(h->could, l->living);
    row[METRIC_SHARE_DIED_WAITING] = metrics_share(h->died_waiting, l->living);
    row[METRIC_DIED_WAITING] = h->died_waiting;
    row[METRIC_PAID_SHARE] = metrics_share(h->paid, h->whole);
    row[METRIC_PAID_IN_LIFE] = h->life;
    row[METRIC_PAID_TO_ESTATES] = h->estate;
    row[METRIC_OWED] = h->owed;
    int64_t *goal = row + l->metrics->goals;
    goal[GOAL_SHARE] = metrics_share(h->goal_in_time, l->goal_people);
    goal[GOAL_MET] = (sol_wide)h->goal_in_time * 1000000000 >=
                     (sol_wide)l->goal_people * l->plan->scenario->timeliness[0].goal_billionths;
}

static void fill_bands(const settling *s)
{
    const metrics_layout *m = s->l->metrics;
    for (int kind = 0; kind < BAND_KINDS; kind++)
        for (size_t b = 0; b < m->bands[kind].count; b++) {
            int64_t *part = s->row + m->band[kind] + b * BAND_PARTS;
            part[BAND_SHARE] = metrics_share(part[BAND_SHARE], (int64_t)m->bands[kind].living[b]);
            part[BAND_CLAIMED] = s->l->band_claims[kind][b];
        }
}

/* The people's part of the pay dates. */
static void fill_dates(const settling *s)
{
    const crowd_layout *l = s->l;
    int64_t by_now = 0, in_time = 0;
    for (size_t k = 0; k < l->dates; k++) {
        trial_date *date = &s->c->trial[s->lane]->date[k];
        by_now += s->dates.reached[k];
        in_time += k < l->last_in_by ? s->dates.reached[k] : 0;
        date->living = s->dates.living[l->survival_of_pay[k]];
        date->paid_in_full = s->dates.paid_off[k];
        date->in_time = in_time;
        date->waiting = date->living - s->dates.waits_no_more[k];
        date->died_waiting = l->living - date->living - (by_now - s->dates.waits_no_more[k]);
    }
}

/* Levels of a wave, and by death. */
static void turn_to_wave(settling *s, crowd *c, size_t wave)
{
    const crowd_layout *l = s->l;
    s->level = crowd_levels(c, s->lane, wave);
    s->comes = l->comes[wave];
    for (size_t v = 0; v <= l->survival_dates; v++) {
        c->by_death[0][v] = s->level[l->pay_of[v]].a;
        c->by_death[1][v] = s->level[l->pay_of[v]].b;
        if (l->kind == CROWD_LIVING)
            c->by_death[1][v] =
                l->pay_of[v] < l->dates ? crowd_cohort_share(c->cohorts, l->pay_of[v]) : s->level[l->dates].a;
    }
}

void crowd_settle(crowd *c, size_t lane, int64_t *row)
{
    const crowd_layout *l = c->layout;
    const sol_scenario *scenario = l->plan->scenario;
    settling s = {.c = c, .l = l, .lane = lane, .unit = l->unit, .row = row};
    bool is_one_share = l->kind == CROWD_WAVES && !l->instalment;
    s.rule = (kernel_rule){is_one_share ? CROWD_SHARES : (int)l->kind, (double)l->theta, (double)l->scale, l->unit};
    s.share = (double)scenario->timeliness[0].paid_billionths / 1e9;
    s.goal_is_all = !l->target && l->unit == 1 && l->kind != CROWD_LIVING;
    for (size_t v = 0; v < l->survival_dates; v++)
        for (size_t b = 0; b < l->block_count; b++)
            s.dates.living[v] += crowd_living(c, lane, b, v);
    for (size_t b = 0; b < l->block_count; b++) {
        size_t wave = l->stratum[l->block[b].stratum].wave;
        if (b == 0 || wave != l->stratum[l->block[b - 1].stratum].wave)
            turn_to_wave(&s, c, wave);
        settle_block(&s, b);
    }
    fill_people(&s);
    fill_bands(&s);
    fill_dates(&s);
}
