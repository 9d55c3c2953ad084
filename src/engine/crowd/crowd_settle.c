/*
 * What has become of everyone when trials are over, block by block and four trials side by side: money from one pass over the persons; counts
 * from those of the living where a whole block is alike.
 */
#include "engine/crowd_passes/crowd_settling.h"

#include <math.h>

/* What became of a block whose claims are all the same. */
static void settle_alike(const settling *s, size_t index, kernel_outcome *o)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    int64_t before = b->count, last = (int64_t)crowd_award(l, b->least, 0, s->level[l->dates]);
    for (size_t v = 0; v <= l->survival_dates; v++) {
        int64_t after = v < l->survival_dates ? settling_living(s, index, v) : 0;
        int64_t had = (int64_t)crowd_award(l, b->least, 0, s->level[l->pay_of[v]]);
        o->in_life += (before - after) * had;
        o->had_in_life += had > 0 ? before - after : 0;
        if (l->kind == CROWD_LIVING) {
            int64_t all = (int64_t)crowd_award(l, b->least, 0, (crowd_level){s->by_death[1][v], 0});
            o->in_all += (before - after) * all;
            o->had += all > 0 ? before - after : 0;
        }
        before = after;
    }
    if (l->kind != CROWD_LIVING) {
        o->in_all = b->count * last;
        o->had = last > 0 ? b->count : 0;
    }
    o->owed = settling_living(s, index, l->end) * ((int64_t)b->least - last);
    o->had_and_lives = last > 0 ? settling_living(s, index, l->end) : 0;
}

static bool none_has(const crowd_layout *l, const crowd_block *b, crowd_level at)
{
    if (crowd_is_share(l))
        return b->most * at.a < 1 && (!l->instalment || crowd_award(l, b->most, 0, at) < 1);
    if (l->kind == CROWD_ORDER)
        return at.a <= b->before_least;
    bool has_part = b->most * (double)l->theta >= (double)l->scale && at.a >= 1;
    return !has_part && b->most - at.b < 1;
}

static bool all_have(const crowd_layout *l, const crowd_block *b, crowd_level at)
{
    if (crowd_is_share(l))
        return b->least * at.a >= 1 || (l->instalment && crowd_award(l, b->least, 0, at) >= 1);
    if (l->kind == CROWD_ORDER)
        return at.a > b->before_most;
    bool has_part = b->least * (double)l->theta >= (double)l->scale && at.a >= 1;
    return has_part || b->least - at.b >= 1;
}

/* Who had something, where all of a block began to on one pay date; false where they did not. Needs a unit of one. */
static bool have_as_one(settling *s, size_t index, kernel_outcome *o)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    size_t k = s->hint[2]; /* pay dates past when they first have */
    while (k > 0 && !none_has(l, b, s->level[k - 1]))
        k--;
    while (k <= l->dates && none_has(l, b, s->level[k]))
        k++;
    s->hint[2] = k;
    if (k == 0 || (k <= l->dates && !all_have(l, b, s->level[k])))
        return false;
    bool has = k <= l->dates;
    if (l->kind == CROWD_LIVING) {
        has = all_have(l, b, (crowd_level){s->all_least, 0});
        if (!has && !none_has(l, b, (crowd_level){s->all_most, 0}))
            return false;
    }
    o->had_in_life = k <= l->dates ? settling_living_on(s, index, k - 1) : 0;
    o->had = has ? b->count : 0;
    o->had_and_lives = has ? settling_living(s, index, l->end) : 0;
    return true;
}

static kernel_outcome outcome_of(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    kernel_outcome o = {0};
    if (b->is_alike) {
        settle_alike(s, index, &o);
        return o;
    }
    kernel_levels levels = {l->survival_dates + 1,
                            s->by_death[0],
                            s->by_death[1],
                            {s->level[l->dates].a, s->level[l->dates].b},
                            l->kind == CROWD_LIVING ? s->by_death[1] : NULL,
                            (int)l->end,
                            l->lapses};
    kernel_people people = settling_people(s, b);
    if (l->unit > 1 || b->claims > KERNEL_SUM_MOST || !have_as_one(s, index, &o))
        kernel_settle(&s->rule, &people, &levels, &o);
    else if (l->kind != CROWD_DEBTS)
        kernel_sums(&s->rule, &people, &levels, &o);
    return o;
}

/* Where claims lapse nothing comes after death. */
static void count_states(settling *s, size_t index, const kernel_outcome *o, const settling_reached *r)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    settling_heads *h = &s->heads;
    int64_t had = l->lapses ? o->had_in_life : o->had, lives = settling_living(s, index, l->end);
    h->state[SOL_STATE_IN_TIME] += r->in_time;
    h->state[SOL_STATE_LATE] += r->ever - r->in_time;
    h->state[SOL_STATE_PART] += s->reach_ever ? 0 : o->had_in_life - r->ever;
    h->state[SOL_STATE_ESTATE_PAID] += s->reach_ever ? had - r->in_time : had - o->had_in_life;
    h->state[SOL_STATE_NOTHING] += b->count - had;
    h->nothing_living += lives - o->had_and_lives;
    h->nothing_died += b->count - had - (lives - o->had_and_lives);
}

/* Those of a block who live on a survival date, or on the goal's day if that comes first. */
static int64_t living_by_goal(const settling *s, size_t index, size_t survival_date)
{
    return settling_living(s, index, survival_date < s->l->goal ? survival_date : s->l->goal);
}

/* Of a block whose people were living at start and are counted by the first goal: where they stood when they died. */
static void count_reasons(settling *s, size_t index, const settling_reached *r)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    settling_heads *h = &s->heads;
    const size_t entitled = l->stratum[b->stratum].entitled;
    int64_t due = entitled == CROWD_ENTITLED ? b->count : living_by_goal(s, index, entitled);
    int64_t processed = living_by_goal(s, index, l->opens);
    processed = l->opens_late && processed < due ? processed : due;
    int64_t sees_one = living_by_goal(s, index, s->comes < l->dates ? l->survival_of_pay[s->comes] : l->goal);
    int64_t lives = settling_living(s, index, l->goal);
    h->reason[SOL_BEFORE_ENTITLED] += b->count - due;
    h->reason[SOL_IN_QUEUE] += due - processed;
    h->reason[SOL_BEFORE_PAY_DATE] += processed - sees_one;
    h->reason[SOL_FOR_WANT_OF_MONEY] += sees_one - r->in_time - (lives - r->in_time_lives);
    h->reason[SOL_ALIVE] += lives - r->in_time_lives;
    h->deaths += b->count - settling_living(s, index, l->end) - (r->ever - r->ever_lives);
}

static void add_to_bands(const settling *s, const crowd_stratum *stratum, const int64_t part[BAND_CLAIMED])
{
    const metrics_layout *m = s->l->metrics;
    for (int kind = 0; kind < BAND_KINDS; kind++)
        for (int p = 0; stratum->band[kind] != SOL_NONE && p < BAND_CLAIMED; p++)
            s->row[m->band[kind] + (size_t)stratum->band[kind] * BAND_PARTS + (size_t)p] += part[p];
}

static settling_reached settle_people(settling *s, size_t index, kernel_outcome *o)
{
    if (s->l->kind == CROWD_WEIGHTS)
        return settling_note_weighted(s, index, o);
    if (s->l->kind == CROWD_AGES)
        return settling_note_aged(s, index, o);
    settling_reached r = settling_note_reached(s, index);
    if (!s->goal_is_all)
        settling_note_paid_off(s, index);
    *o = outcome_of(s, index);
    if (s->l->kind == CROWD_DEBTS) {
        o->in_life = s->c->had_in_life[index];
        o->in_all = s->c->had[index];
    }
    return r;
}

static int kind_of(const crowd_layout *l, size_t index)
{
    const crowd_stratum *stratum = &l->stratum[l->block[index].stratum];
    return !stratum->was_living ? SETTLING_ESTATES : stratum->counts & 1 ? SETTLING_WAITING : SETTLING_OTHERS;
}

static void settle_block(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    const crowd_stratum *stratum = &l->stratum[b->stratum];
    settling_heads *h = &s->heads;
    kernel_outcome o;
    bool counts = stratum->counts & 1, may_wait = counts && stratum->was_living;
    s->dates = &s->of[kind_of(s->l, index)];
    s->reach_ever = stratum->ever & 1;
    settling_reached r = settle_people(s, index, &o);
    count_states(s, index, &o, &r);
    if (may_wait)
        count_reasons(s, index, &r);
    h->could += s->comes >= l->last_in_by ? 0
                : s->reach_ever           ? b->count
                : may_wait                ? settling_living_on(s, index, s->comes)
                                          : 0;
    int64_t paid = l->lapses ? o.in_life : o.in_all;
    h->life += o.in_life;
    h->estate += paid - o.in_life;
    h->owed += l->lapses ? o.owed : b->claims - o.in_all;
    h->paid += stratum->was_living ? o.in_life : 0;
    h->whole += stratum->was_living ? b->claims : 0;
    h->by_goal[0] += counts ? r.in_time : 0;
    settling_note_aims(s, index);
    settling_note_unpaid(s, index);
    add_to_bands(
        s, stratum,
        (const int64_t[]){[BAND_SHARE] = counts ? r.in_time : 0, [BAND_PAID] = paid, [BAND_PAID_IN_LIFE] = o.in_life});
}

static void fill_people(const settling *s)
{
    const crowd_layout *l = s->l;
    const settling_heads *h = &s->heads;
    int64_t *row = s->row;
    for (int i = 0; i < SOL_STATES; i++)
        row[METRIC_STATE + i] = h->state[i];
    for (int i = 0; i < SOL_REASONS; i++)
        row[METRIC_REASON + i] = h->reason[i];
    row[METRIC_NOTHING_DIED] = h->nothing_died;
    row[METRIC_NOTHING_LIVING] = h->nothing_living;
    const int64_t counted = l->aim[0].people;
    row[METRIC_SHARE_IN_TIME] = row[METRIC_SHARE_OF_ALL_LIVING] = metrics_share(h->by_goal[0], counted);
    row[METRIC_CEILING] = metrics_share(h->could, counted);
    row[METRIC_SHARE_DIED_WAITING] = metrics_share(h->deaths, l->may_wait);
    row[METRIC_PAID_SHARE] = metrics_share(h->paid, h->whole);
    row[METRIC_PAID_IN_LIFE] = h->life;
    row[METRIC_PAID_TO_ESTATES] = h->estate;
    row[METRIC_OWED] = h->owed;
    for (size_t g = 0; g < l->goal_count; g++) {
        int64_t *part = row + l->metrics->goals + g * GOAL_PARTS;
        metrics_fill_goal(&l->plan->scenario->timeliness[g], h->by_goal[g], l->aim[g].people, part);
    }
}

static void fill_bands(const settling *s)
{
    const metrics_layout *m = s->l->metrics;
    for (int kind = 0; kind < BAND_KINDS; kind++)
        for (size_t b = 0; b < m->bands[kind].count; b++) {
            int64_t *part = s->row + m->band[kind] + b * BAND_PARTS;
            part[BAND_SHARE] = metrics_share(part[BAND_SHARE], s->l->band_counted[kind][b]);
            part[BAND_CLAIMED] = s->l->band_claims[kind][b];
        }
}

/* The people's part of the pay dates. */
static void fill_dates(const settling *s)
{
    const crowd_layout *l = s->l;
    const settling_dates *counted = &s->of[SETTLING_WAITING], *others = &s->of[SETTLING_OTHERS],
                         *estates = &s->of[SETTLING_ESTATES];
    trial *t = s->c->trial[s->lane];
    int64_t by_now = 0, in_time = 0, in_life = 0;
    for (size_t k = 0; k < l->dates; k++) {
        trial_date *date = &t->date[k];
        int64_t living = counted->living[l->survival_of_pay[k]];
        by_now += counted->reached[k];
        in_life += counted->reached[k] + others->reached[k];
        in_time += k < l->last_in_by ? counted->reached[k] + others->reached[k] + estates->reached[k] : 0;
        date->living = living + others->living[l->survival_of_pay[k]] + estates->living[l->survival_of_pay[k]];
        date->paid_in_full = counted->paid_off[k] + others->paid_off[k] + estates->paid_off[k];
        date->whole[TRIAL_LIVING] = counted->whole[k] + others->whole[k];
        date->whole[TRIAL_ESTATES] = estates->whole[k];
        date->whole_in_life = in_life;
        date->in_time = in_time;
        date->waiting = living - counted->waits_no_more[k];
        date->deaths = l->may_wait - living - (by_now - counted->waits_no_more[k]);
    }
    t->deaths = s->heads.deaths;
    t->valid[TRIAL_LIVING] = (int64_t)l->plan->people.living_count;
    t->valid[TRIAL_ESTATES] = (int64_t)(l->plan->people.count - l->plan->people.living_count);
}

/* Levels of a wave, and by death. */
static void turn_to_wave(settling *s, size_t wave)
{
    const crowd_layout *l = s->l;
    s->level = crowd_levels(s->c, s->lane, wave);
    s->comes = l->comes[wave];
    s->all_least = INFINITY;
    s->all_most = 0;
    for (size_t v = 0; v <= l->survival_dates; v++) {
        s->by_death[0][v] = s->level[l->pay_of[v]].a;
        s->by_death[1][v] = s->level[l->pay_of[v]].b;
        if (l->kind != CROWD_LIVING)
            continue;
        double all = l->pay_of[v] < l->dates ? crowd_cohort_share(s->c->cohorts, l->pay_of[v]) : s->level[l->dates].a;
        s->by_death[1][v] = all;
        s->all_least = fmin(s->all_least, all);
        s->all_most = fmax(s->all_most, all);
    }
}

static void begin(settling *s, const crowd *c, size_t lane, int64_t *row)
{
    const crowd_layout *l = c->layout;
    *s = (settling){.c = c, .l = l, .lane = lane, .unit = l->unit, .row = row};
    bool is_one_share = l->kind == CROWD_WAVES && !l->instalment;
    s->rule = (kernel_rule){is_one_share ? CROWD_SHARES : (int)l->kind, (double)l->theta, (double)l->scale, l->unit};
    s->share = (double)l->plan->scenario->timeliness[0].paid_billionths / 1e9;
    s->goal_is_all = !l->target && l->unit == 1 && l->kind != CROWD_LIVING;
    for (size_t v = 0; v < l->survival_dates; v++)
        for (size_t b = 0; b < l->block_count; b++)
            s->of[kind_of(l, b)].living[v] += crowd_living(c, lane, b, v);
}

void crowd_settle(const crowd *c, size_t lane, size_t count, int64_t *const row[])
{
    const crowd_layout *l = c->layout;
    settling s[CROWD_TRIALS];
    for (size_t j = 0; j < count; j++)
        begin(&s[j], c, lane + j, row[j]);
    for (size_t b = 0; b < l->block_count; b++) {
        size_t wave = l->stratum[l->block[b].stratum].wave;
        bool is_next = b == 0 || wave != l->stratum[l->block[b - 1].stratum].wave;
        for (size_t j = 0; j < count; j++) {
            if (is_next)
                turn_to_wave(&s[j], wave);
            settle_block(&s[j], b);
        }
    }
    for (size_t j = 0; j < count; j++) {
        fill_people(&s[j]);
        fill_bands(&s[j]);
        fill_dates(&s[j]);
        settling_tell_unpaid(&s[j]);
        metrics_fill_whole(s[j].c->trial[s[j].lane], l->metrics, row[j]);
    }
}
