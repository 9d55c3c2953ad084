/*
 * Who reached the goals, or was paid off, when: from the counts of the living where a whole block does on one pay date, else from a pass for
 * each pay date on which some may.
 */
#include "engine/claims/timely.h"
#include "engine/crowd_passes/crowd_settling.h"

#include <math.h>

uint32_t crowd_standing(const sol_plan *plan, size_t claimant, uint8_t standing)
{
    uint32_t bits = 0;
    for (size_t g = 0; g < plan->scenario->timeliness_count; g++)
        bits |= (timely_standing(plan, &plan->scenario->timeliness[g], claimant) & standing ? 1U : 0U) << g;
    return bits;
}

void crowd_aims_make(sol_arena *arena, crowd_layout *l)
{
    const sol_scenario *scenario = l->plan->scenario;
    l->goal_count = scenario->timeliness_count;
    for (size_t g = 0; g < l->goal_count; g++) {
        int64_t paid = scenario->timeliness[g].paid_billionths;
        double *target = paid < 1000000000 ? SOL_TAKE(arena, l->count, double) : NULL;
        for (size_t i = 0; target && i < l->count; i++)
            target[i] = (double)crowd_target((int64_t)l->claim[i], paid, (int64_t)l->unit);
        l->aim[g] = (crowd_aim){.share = (double)paid / 1e9, .target = target};
    }
    l->target = l->aim[0].target;
}

void crowd_aims_find_days(crowd_layout *l)
{
    const sol_plan *plan = l->plan;
    for (size_t g = 0; g < l->goal_count; g++) {
        size_t count = 0;
        while (count < l->dates && plan->date[count].day <= plan->scenario->timeliness[g].by.day)
            count++;
        l->aim[g].last_in_by = count;
    }
    l->last_in_by = l->aim[0].last_in_by;
}

static void count_people(const kernel_rule *rule, kernel_people people, kernel_goal goal, int64_t count[4])
{
    count[0] = count[1] = count[2] = count[3] = 0;
    for (size_t left = people.count; left > 0; left -= people.count) {
        int64_t part[4];
        people.count = left < KERNEL_MOST ? left : KERNEL_MOST;
        kernel_reached(rule, &people, &goal, part);
        for (int k = 0; k < 4; k++)
            count[k] += part[k];
        people.claim += people.count;
        people.before = people.before ? people.before + people.count : NULL;
        people.death += people.count;
        goal.target = goal.target ? goal.target + people.count : NULL;
    }
}

/* How many of a block reach what is asked by a pay date: all, and those who see that date, the next one, and a survival date behind it. */
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
                        asked->end};
    kernel_people people = settling_people(s, b);
    if (!b->is_alike) {
        count_people(&s->rule, people, goal, count);
        return;
    }
    double target = goal.target ? goal.target[0] : fmax(b->least - goal.slack, 1);
    bool is_reached = crowd_award(l, b->least, 0, s->level[date + 1]) >= target;
    count[0] = is_reached ? b->count : 0;
    count[1] = is_reached ? settling_living_on(s, index, date) : 0;
    count[2] = is_reached ? settling_living_on(s, index, date + 1) : 0;
    count[3] = is_reached ? settling_living(s, index, (size_t)asked->end) : 0;
}

/* What is asked of a block, and from which pay date on all surely reach it. */
typedef struct asking {
    kernel_goal goal;
    size_t sure;
} asking;

static void count_on(const settling *s, size_t index, size_t date, const asking *asked, int64_t count[4])
{
    if (date < asked->sure) {
        count_reached(s, index, date, &asked->goal, count);
        return;
    }
    count[0] = s->l->block[index].count;
    count[1] = settling_living_on(s, index, date);
    count[2] = settling_living_on(s, index, date + 1);
    count[3] = settling_living(s, index, (size_t)asked->goal.end);
}

/* Of those of a block who are dead on a pay date and had not come to the share in life, those whose estates have. */
static int64_t count_estates(const settling *s, size_t index, size_t date)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    int64_t count = 0;
    for (size_t i = b->first; i < b->first + b->count; i++) {
        const size_t seen = l->pay_of[s->c->death[s->lane][i]];
        const double claim = l->claim[i], target = l->target ? l->target[i] : claim,
                     had = floor(claim * s->level[seen].a);
        count += seen <= date && had < target && floor(claim * s->level[date + 1].b) >= target;
    }
    return count;
}

/*
 * The living first: how many of a block have come to the goal's share by a pay date after their deaths, of the dead of whom `in_life` had
 * in life. What estates have is one share of each claim, so all have or none, unless it is so near that the claims' sizes matter, or so little
 * that of the smallest it is no unit: without one nobody has come to any share.
 */
static int64_t after_life(const settling *s, size_t index, size_t date, int64_t in_life)
{
    const double close = 1e-12, rest = s->l->kind == CROWD_LIVING ? s->level[date + 1].b : 0;
    const crowd_block *b = &s->l->block[index];
    if (rest <= 0 || rest <= s->share - 1 / b->least - close)
        return 0;
    if (rest < 1 && (rest <= s->share + close || rest * b->least < 1))
        return count_estates(s, index, date);
    return b->count - settling_living_on(s, index, date) - in_life;
}

settling_reached settling_note_reached(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    crowd_range r = crowd_range_of(l, &l->block[index], s->level, (crowd_goal){s->share, s->unit}, &s->hint[0]);
    asking asked = {{.target = l->target, .slack = s->unit - 1}, r.sure};
    int64_t count[4] = {0}, seen_before = 0; /* of those who had reached before, who see this date */
    settling_reached sum = {0};
    for (size_t k = 0; k < r.first && k < l->dates; k++)
        s->dates->whole[k] += after_life(s, index, k, 0);
    const bool reach_ever = l->stratum[l->block[index].stratum].ever & 1; /* estates: they see no pay date */
    for (size_t k = r.first; k < l->dates; k++) {
        bool is_by = k < l->last_in_by;
        asked.goal.end = (int)(is_by ? l->goal : l->end);
        count_on(s, index, k, &asked, count);
        int64_t newly = reach_ever ? is_by ? count[0] - sum.in_time : 0 : count[1] - seen_before;
        if (s->goal_is_all)
            s->dates->paid_off[k] += l->lapses ? sum.ever + newly : count[0];
        s->dates->whole[k] += l->lapses ? sum.ever + newly
                              : l->kind == CROWD_LIVING
                                  ? sum.ever + newly + after_life(s, index, k, sum.ever + newly - count[1])
                                  : count[0];
        seen_before = count[2];
        s->dates->reached[k] += newly;
        s->dates->waits_no_more[k] += count[1];
        sum.ever += newly;
        sum.ever_lives = count[3];
        if (is_by) {
            sum.in_time += newly;
            sum.in_time_lives = count[3];
        }
    }
    if (asked.goal.end == (int)l->goal && l->goal != l->end && r.first < l->dates) {
        asked.goal.end = (int)l->end;
        count_on(s, index, l->dates - 1, &asked, count);
        sum.ever_lives = count[3];
    }
    return sum;
}

void settling_note_aims(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    const crowd_block *b = &l->block[index];
    for (size_t g = 1; g < l->goal_count; g++) {
        const crowd_aim *aim = &l->aim[g];
        int64_t count[4], seen_before = 0;
        if (!(l->stratum[b->stratum].counts >> g & 1))
            continue;
        crowd_range r = crowd_range_of(l, b, s->level, (crowd_goal){aim->share, s->unit}, &s->aim_hint[g]);
        const asking asked = {{.target = aim->target, .slack = s->unit - 1}, r.sure};
        if (l->stratum[b->stratum].ever >> g & 1) {
            bool some_may = r.first < aim->last_in_by;
            if (some_may)
                count_on(s, index, aim->last_in_by - 1, &asked, count);
            s->heads.by_goal[g] += some_may ? count[0] : 0;
            continue;
        }
        for (size_t k = r.first; k < aim->last_in_by; k++) {
            count_on(s, index, k, &asked, count);
            s->heads.by_goal[g] += count[1] - seen_before;
            seen_before = count[2];
        }
    }
}

/* The living are paid off together, estates by the pay date of death. */
static void note_cohorts_paid_off(settling *s, size_t index)
{
    const crowd_layout *l = s->l;
    size_t full = 0;
    while (full < l->dates && s->level[full + 1].a < 1)
        full++;
    int64_t lived = full < l->dates ? settling_living_on(s, index, full) : 0, off[CROWD_DATES] = {0}, sum = 0;
    for (size_t d = 0; d < l->dates; d++) {
        int64_t died =
            (d ? settling_living_on(s, index, d - 1) : l->block[index].count) - settling_living_on(s, index, d);
        size_t date = crowd_cohort_full(s->c->cohorts, d);
        if (d <= full && date < l->dates)
            off[date] += died;
    }
    for (size_t k = 0; k < l->dates; k++) {
        sum += off[k];
        s->dates->paid_off[k] += sum + (k >= full ? lived : 0);
    }
}

/* Who is paid off by when; where claims lapse only those who live to see it. */
void settling_note_paid_off(settling *s, size_t index)
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
        count_on(s, index, k, &(asking){{.slack = 0}, r.sure}, count);
        all = l->lapses ? all + count[1] - seen_before : count[0];
        seen_before = count[2];
        s->dates->paid_off[k] += all;
    }
}

void settling_see(const settling *s, const settling_paid *p, settling_seen *by)
{
    bool is_in_time = p->date < s->l->last_in_by;
    by->paid_off[p->date] += p->people;
    if (p->seen <= p->date) {
        int64_t ever = s->reach_ever && is_in_time ? p->people : 0;
        by->reached[p->date] += ever;
        by->all.in_time += ever;
        by->all.ever += ever;
        return;
    }
    by->reached[p->date] += p->people;
    by->gone[p->seen] += p->people;
    by->all.ever += p->people;
    by->all.ever_lives += p->lives ? p->people : 0;
    by->all.in_time += is_in_time ? p->people : 0;
    by->all.in_time_lives += is_in_time && p->outlives_goal ? p->people : 0;
}

void settling_add_seen(settling *s, const settling_seen *by)
{
    int64_t paid_off = 0, alive = 0;
    for (size_t k = 0; k < s->l->dates; k++) {
        paid_off += by->paid_off[k];
        alive += by->reached[k] - by->gone[k];
        s->dates->paid_off[k] += paid_off;
        s->dates->whole[k] += paid_off;
        s->dates->reached[k] += by->reached[k];
        s->dates->waits_no_more[k] += alive;
    }
}
