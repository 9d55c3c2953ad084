/* Weights of a crowd: of the living by row of survival and pay date, of estates by row and death, or by the day of death. */
#include "engine/claims/timely.h"
#include "engine/crowd_weighted/crowd_weighted.h"
#include "engine/lives/lifetimes.h"
#include "solatium/random.h"

#include <math.h>

enum { STEP = 0, TABLE_MOST = 1 << 23 };

static const sol_step *step_of(const crowd_layout *l)
{
    return &l->plan->scenario->step[STEP];
}

static bool is_fair(const crowd_layout *l)
{
    return step_of(l)->rule.rule == SOL_RULE_ALPHA_FAIR;
}

/* By row, one of its claimants. */
uint32_t *crowd_heads(sol_arena *arena, const sol_plan *plan)
{
    const people_details *details = people_details_of(plan);
    uint32_t *head = SOL_TAKE(arena, plan->people.survival_count, uint32_t);
    for (size_t i = plan->people.count; i-- > 0;)
        if (details->survival[i] != SOL_NONE)
            head[details->survival[i]] = (uint32_t)i;
    return head;
}

static double *living_of(sol_arena *arena, const crowd_layout *l, const crowd_weights *w, const uint32_t *head)
{
    double *living = SOL_TAKE(arena, l->plan->date_count * w->row_count, double);
    for (size_t k = 0; k < l->plan->date_count; k++) {
        double *row = living + k * w->row_count;
        for (size_t r = 0; r + 1 < w->row_count; r++)
            row[r] = weights_on(w->tables, l->plan, STEP, head[r], l->plan->date[k]);
        row[w->row_count - 1] = weights_of_institutions(l->plan, STEP);
    }
    return living;
}

/* How old one is who dies between two survival dates. */
typedef struct dying_age {
    int least, most;
    sol_date eve; /* of the birthday between, where they are a year apart */
} dying_age;

static dying_age age_between(const sol_plan *plan, uint32_t claimant, size_t unseen)
{
    const sol_date birth = plan->people.claimant[claimant].birth, *seen = plan->people.survival_date;
    sol_date before = unseen ? seen[unseen - 1] : plan->scenario->start;
    int32_t low = before.day + 1, high = seen[unseen].day;
    dying_age age = {sol_date_age(birth, (sol_date){low}), sol_date_age(birth, (sol_date){high}), {0}};
    while (age.most - age.least == 1 && high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        bool is_older = sol_date_age(birth, (sol_date){middle}) == age.most;
        low = is_older ? low : middle;
        high = is_older ? middle : high;
    }
    age.eve.day = low;
    return age;
}

crowd_row_ages crowd_row_ages_make(sol_arena *arena, const sol_plan *plan, const uint32_t *head)
{
    const sol_distribution *multiplier = &plan->scenario->multiplier;
    size_t dates = plan->people.survival_date_count, places = plan->people.survival_count * (dates + 1);
    bool is_drawn = !sol_distribution_is_constant(multiplier);
    double fixed = sol_distribution_at(multiplier, 0.5);
    uint8_t *young = SOL_TAKE(arena, places, uint8_t);
    uint32_t *older = is_drawn ? NULL : SOL_TAKE(arena, places, uint32_t);
    double *birthday = is_drawn ? SOL_TAKE(arena, places, double) : NULL;
    for (size_t place = 0; place < places; place++) {
        if (birthday)
            birthday[place] = INFINITY;
        if (place % (dates + 1) == dates)
            continue; /* they live */
        uint32_t claimant = head[place / (dates + 1)];
        dying_age age = age_between(plan, claimant, place % (dates + 1));
        bool is_either = age.most - age.least == 1, is_open = age.most - age.least > 1 || age.most >= AGE_OPEN;
        double integral = is_either ? lifetimes_integral(plan, claimant, age.eve) : INFINITY;
        uint64_t word = older && is_either ? deaths_threshold(integral, fixed) : 0;
        bool are_all_older = word > UINT32_MAX;
        young[place] = is_open ? AGE_OPEN : (uint8_t)(age.least + are_all_older);
        if (older)
            older[place] = are_all_older ? 0 : (uint32_t)word;
        else
            birthday[place] = integral;
    }
    return (crowd_row_ages){young, older, birthday};
}

/* Of those who died before start; others' is not looked at. */
static double outset_weight(const crowd_layout *l, const crowd_weights *w, uint32_t claimant)
{
    if (is_fair(l) || timely_was_living(l->plan, claimant))
        return weights_of_institutions(l->plan, STEP);
    return weights_on(w->tables, l->plan, STEP, claimant, l->plan->people.claimant[claimant].died);
}

/*
 * Slopes may not lie too far apart for the exact solver: see steps_weighted.c. A hazard may be a little outside of what it is on pay dates
 * when somebody dies between them.
 */
static bool is_narrow(const crowd_layout *l, const crowd_weights *w, const uint32_t *head)
{
    const double between = 4, widest = 0x1p40;
    double least = INFINITY, most = 0;
    for (size_t k = 0; k < l->plan->date_count * w->row_count; k++) {
        least = fmin(least, w->living[k]);
        most = fmax(most, w->living[k]);
    }
    for (size_t r = 0; r + 1 < w->row_count && !is_fair(l); r++) {
        double at_start = weights_on(w->tables, l->plan, STEP, head[r], l->plan->scenario->start);
        least = fmin(least, at_start);
        most = fmax(most, at_start);
    }
    for (size_t i = l->mortal; i < l->count; i++) {
        least = fmin(least, w->outset[i - l->mortal]);
        most = fmax(most, w->outset[i - l->mortal]);
    }
    return most * between * l->most_claim <= least / between * l->least_claim * widest;
}

/* Neighbours of one row in a block. */
static void find_runs(sol_arena *arena, const crowd_layout *l, crowd_weights *w)
{
    uint32_t *block_run = SOL_TAKE(arena, l->block_count + 1, uint32_t), runs = 0;
    uint16_t *run_of = SOL_TAKE(arena, l->count + 8, uint16_t);
    for (size_t b = 0; b < l->block_count; b++) {
        block_run[b] = runs;
        for (size_t i = l->block[b].first; i < l->block[b].first + l->block[b].count; i++) {
            runs += i == l->block[b].first || w->row[i] != w->row[i - 1];
            run_of[i] = (uint16_t)(runs - 1 - block_run[b]);
        }
    }
    block_run[l->block_count] = runs;
    uint32_t *run_row = SOL_TAKE(arena, runs, uint32_t);
    for (size_t b = 0; b < l->block_count; b++)
        for (size_t i = l->block[b].first; i < l->block[b].first + l->block[b].count; i++)
            run_row[block_run[b] + run_of[i]] = w->row[i];
    w->block_run = block_run;
    w->run_row = run_row;
    w->run_of = run_of;
}

static void add_days(sol_arena *arena, const sol_plan *plan, crowd_weights *w, const uint32_t *head)
{
    int32_t *birth = SOL_TAKE(arena, w->row_count, int32_t);
    uint32_t *law = SOL_TAKE(arena, w->row_count, uint32_t);
    for (size_t r = 0; r + 1 < w->row_count; r++) {
        birth[r] = plan->people.claimant[head[r]].birth.day;
        law[r] = (uint32_t)people_law(plan, head[r]);
    }
    w->birth = birth;
    w->law = law;
    w->days = death_days_new(arena, plan, w->tables, STEP);
}

const crowd_weights *crowd_weights_make(sol_arena *arena, const crowd_layout *l, const uint32_t *claimant)
{
    const sol_plan *plan = l->plan;
    const people_details *details = people_details_of(plan);
    size_t rows = plan->people.survival_count + 1;
    bool by_age = !is_fair(l) && step_of(l)->weight.kind == SOL_WEIGHT_AGE;
    if (rows * (plan->people.survival_date_count + 1) > TABLE_MOST)
        return NULL;
    crowd_weights *w = SOL_TAKE(arena, 1, crowd_weights);
    w->tables = weights_tables_new(arena, plan);
    w->row_count = rows;
    uint32_t *row = SOL_TAKE(arena, l->count, uint32_t), *head = crowd_heads(arena, plan);
    double *outset = SOL_TAKE(arena, l->count - l->mortal, double);
    for (size_t i = 0; i < l->count; i++)
        row[i] = i < l->mortal ? (uint32_t)details->survival[claimant[i]] : (uint32_t)rows - 1;
    for (size_t i = l->mortal; i < l->count; i++)
        outset[i - l->mortal] = outset_weight(l, w, claimant[i]);
    w->row = row;
    w->estates_are_alike = is_fair(l);
    find_runs(arena, l, w);
    w->outset = outset;
    w->living = living_of(arena, l, w, head);
    if (by_age)
        w->at_death = crowd_row_ages_make(arena, plan, head);
    else if (!w->estates_are_alike)
        add_days(arena, plan, w, head);
    return is_narrow(l, w, head) ? w : NULL;
}

/* Where the day of death decides. */
static double weight_on_day(const crowd_layout *l, size_t at, size_t unseen, double limit)
{
    lifetimes_death death = {l->plan, l->deaths->claimant[at], unseen, limit};
    return weights_on(l->weights->tables, l->plan, STEP, death.claimant, lifetimes_day(&death));
}

/* The estates of some claimants of a block in one trial. */
typedef struct estates {
    size_t first, count, page;
    const uint32_t *word;
    const uint16_t *unseen;
    double multiplier;
} estates;

static void weigh_by_age(const crowd *c, const estates *e)
{
    const crowd_layout *l = c->layout;
    const crowd_weights *w = l->weights;
    const double *power = w->tables->power[STEP];
    double *dead = c->weighted->dead + e->page;
    for (size_t k = 0; k < e->count; k++) {
        size_t unseen = e->unseen[k], place = w->row[e->first + k] * (l->survival_dates + 1) + unseen;
        size_t age = w->at_death.age[place];
        if (w->at_death.older)
            age += e->word[k] < w->at_death.older[place];
        else if (!isinf(w->at_death.birthday[place]) && unseen < l->survival_dates)
            age += lifetimes_limit(e->word[k], e->multiplier) > w->at_death.birthday[place];
        bool is_open = w->at_death.age[place] == AGE_OPEN;
        dead[k] =
            is_open ? weight_on_day(l, e->first + k, unseen, lifetimes_limit(e->word[k], e->multiplier)) : power[age];
    }
}

/* Near enough for a look at tables. */
static double limit_near(uint32_t word, double multiplier)
{
    return -log(sol_uniform_from_word(word)) / multiplier;
}

static void weigh_by_day(const crowd *c, const estates *e)
{
    const crowd_layout *l = c->layout;
    const crowd_weights *w = l->weights;
    double *dead = c->weighted->dead + e->page;
    for (size_t k = 0; k < e->count; k++) {
        size_t row = w->row[e->first + k], unseen = e->unseen[k];
        if (unseen == l->survival_dates)
            continue;
        double weight = WEIGHTS_UNKNOWN;
        if (w->days) {
            death_days_person p = {w->birth[row], w->law[row], unseen, limit_near(e->word[k], e->multiplier)};
            weight = death_days_weight(w->days, &p);
        }
        bool is_known = weight != WEIGHTS_UNKNOWN;
        dead[k] =
            is_known ? weight : weight_on_day(l, e->first + k, unseen, lifetimes_limit(e->word[k], e->multiplier));
    }
}

/* Where claimants who are drawn together lie in blocks of their own. */
static size_t block_of(const crowd_layout *l, size_t claimant, size_t block)
{
    while (l->block[block].first + l->block[block].count <= claimant)
        block++;
    return block;
}

void crowd_weigh_estates(crowd *c, const deaths_words *words, const deaths_block *drawn)
{
    const crowd_layout *l = c->layout;
    size_t end = drawn->first + drawn->count, block = drawn->first == 0 ? 0 : c->weighted->next_block;
    if (l->weights->estates_are_alike)
        return;
    for (size_t at = drawn->first, count; at < end; at += count) {
        block = block_of(l, at, block);
        size_t behind = l->block[block].first + l->block[block].count, in_block = at - l->block[block].first;
        count = (behind < end ? behind : end) - at;
        for (size_t j = 0; j < c->trials; j++) {
            estates e = {at,
                         count,
                         weighted_page(j, block) + in_block,
                         words->word + j * DEATHS_BLOCK + (at - drawn->first),
                         drawn->unseen[j] + (at - drawn->first),
                         words->multiplier[j]};
            if (l->weights->at_death.age)
                weigh_by_age(c, &e);
            else
                weigh_by_day(c, &e);
        }
    }
    c->weighted->next_block = block;
}
