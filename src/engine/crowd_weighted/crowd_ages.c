#include "engine/crowd_weighted/crowd_ages.h"

#include "engine/claims/timely.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STEP = 0 };

/* What is the same for all of a generation, as bytes. */
typedef struct key {
    const uint8_t *bytes;
    size_t length;
    uint32_t row;
} key;

static int compare_keys(const void *a, const void *b)
{
    const key *p = a, *q = b;
    int order = memcmp(p->bytes, q->bytes, p->length);
    return order ? order : (p->row > q->row) - (p->row < q->row);
}

static bool is_either(const crowd_row_ages *ages, size_t place)
{
    return ages->older ? ages->older[place] > 0 : ages->birthday[place] < INFINITY;
}

/* Ages at deaths, where a birthday decides, and ages on pay dates. */
static key *keys_of(sol_arena *scratch, const sol_plan *plan, const crowd_row_ages *ages, const uint32_t *head)
{
    size_t rows = plan->people.survival_count, dates = plan->people.survival_date_count;
    size_t length = 2 * dates + plan->date_count;
    key *keys = SOL_TAKE(scratch, rows, key);
    uint8_t *bytes = SOL_TAKE(scratch, rows * length, uint8_t);
    for (size_t r = 0; r < rows; r++) {
        uint8_t *own = bytes + r * length;
        for (size_t v = 0; v < dates; v++) {
            own[v] = ages->age[r * (dates + 1) + v];
            own[dates + v] = is_either(ages, r * (dates + 1) + v);
        }
        for (size_t k = 0; k < plan->date_count; k++)
            own[2 * dates + k] = (uint8_t)sol_date_age(plan->people.claimant[head[r]].birth, plan->date[k]);
        keys[r] = (key){own, length, (uint32_t)r};
    }
    qsort(keys, rows, sizeof *keys, compare_keys);
    return keys;
}

/* Tables while they are made. */
typedef struct making {
    sol_arena *arena;
    const sol_plan *plan;
    struct crowd_ages *ages;
    size_t room; /* of generations */
    uint8_t *living, *fates, *age, *seen, *unseen, *fate;
} making;

static void take_room(making *m)
{
    size_t rows = m->plan->people.survival_count, dates = m->plan->people.survival_date_count;
    m->room = rows + AGES_MOST + 1; /* estates from the outset by age, institutions */
    m->living = SOL_TAKE(m->arena, m->plan->date_count * m->room, uint8_t);
    m->fates = SOL_TAKE(m->arena, m->room, uint8_t);
    m->age = SOL_TAKE(m->arena, m->room * FATES_MOST, uint8_t);
    m->seen = SOL_TAKE(m->arena, m->room * FATES_MOST, uint8_t);
    m->unseen = SOL_TAKE(m->arena, m->room * FATES_MOST, uint8_t);
    m->fate = SOL_TAKE(m->arena, rows * (dates + 1), uint8_t);
}

static void add_fate(making *m, size_t generation, size_t unseen, size_t age)
{
    const people_details *details = people_details_of(m->plan);
    bool lives = unseen == m->plan->people.survival_date_count;
    size_t place = ages_place(generation, m->fates[generation]++);
    m->age[place] = (uint8_t)age;
    m->seen[place] = (uint8_t)(lives ? m->plan->date_count : details->pay_of[unseen]);
    m->unseen[place] = (uint8_t)unseen;
}

/* The fates of a row's generation; false: they are too many. */
static bool add_generation(making *m, const key *k)
{
    size_t dates = m->plan->people.survival_date_count, g = m->ages->count++;
    for (size_t d = 0; d < m->plan->date_count; d++)
        m->living[d * m->room + g] = k->bytes[2 * dates + d];
    for (size_t v = 0; v < dates; v++) {
        if (m->fates[g] + 3 > FATES_MOST)
            return false;
        add_fate(m, g, v, k->bytes[v]);
        if (k->bytes[dates + v])
            add_fate(m, g, v, k->bytes[v] + 1u);
    }
    add_fate(m, g, dates, 0);
    return true;
}

static void set_fates(making *m, const key *k)
{
    size_t dates = m->plan->people.survival_date_count, fate = 0;
    for (size_t v = 0; v <= dates; v++) {
        m->fate[k->row * (dates + 1) + v] = (uint8_t)fate;
        fate += v < dates && k->bytes[dates + v] ? 2 : 1;
    }
}

/* Rows of one key are a generation; false: it has too many fates. */
static bool find_generations(making *m, const key *keys, uint32_t *of_row)
{
    for (size_t k = 0; k < m->plan->people.survival_count; k++) {
        bool is_new = k == 0 || memcmp(keys[k].bytes, keys[k - 1].bytes, keys[k].length) != 0;
        if (is_new && !add_generation(m, &keys[k]))
            return false;
        set_fates(m, &keys[k]);
        of_row[keys[k].row] = (uint32_t)m->ages->count - 1;
    }
    return true;
}

/* Estates from the outset have the age of their death for good; institutions are as old as somebody who weighs nothing more than one. */
static uint32_t *generations_of(making *m, const uint32_t *of_row)
{
    const plan_people *people = &m->plan->people;
    uint32_t *generation = SOL_TAKE(m->arena, people->count, uint32_t), known[AGES_MOST + 1] = {0};
    for (size_t i = 0; i < people->count; i++) {
        const plan_claimant *c = &people->claimant[i];
        int32_t row = people_details_of(m->plan)->survival[i];
        if (row != SOL_NONE) {
            generation[i] = of_row[row];
            continue;
        }
        bool lasts = timely_was_living(m->plan, i);
        size_t age = lasts || c->is_institution ? 0 : (size_t)sol_date_age(c->birth, c->died);
        uint32_t *at = &known[lasts ? AGES_MOST : age];
        if (*at == 0) {
            add_fate(m, m->ages->count, lasts ? people->survival_date_count : 0, age);
            *at = (uint32_t)++m->ages->count;
        }
        generation[i] = *at - 1;
    }
    return generation;
}

static bool are_open(const sol_plan *plan, const crowd_row_ages *ages)
{
    size_t dates = plan->people.survival_date_count;
    for (size_t place = 0; place < plan->people.survival_count * (dates + 1); place++)
        if (place % (dates + 1) < dates && ages->age[place] >= AGE_OPEN - 1)
            return true;
    return false;
}

const crowd_ages *crowd_ages_make(sol_arena *arena, const sol_plan *plan)
{
    if (plan->scenario->step[STEP].weight.kind != SOL_WEIGHT_AGE)
        return NULL;
    struct crowd_ages *ages = SOL_TAKE(arena, 1, struct crowd_ages);
    uint32_t *head = crowd_heads(arena, plan);
    *ages = (struct crowd_ages){.weight = weights_tables_new(arena, plan)->power[STEP],
                                .at_death = crowd_row_ages_make(arena, plan, head)};
    if (are_open(plan, &ages->at_death))
        return NULL;
    making m = {.arena = arena, .plan = plan, .ages = ages};
    take_room(&m);
    sol_arena *scratch = sol_arena_new();
    uint32_t *of_row = SOL_TAKE(scratch, plan->people.survival_count, uint32_t);
    bool fits = find_generations(&m, keys_of(scratch, plan, &ages->at_death, head), of_row);
    if (fits)
        ages->generation = generations_of(&m, of_row);
    sol_arena_free(scratch);
    /* The table by date was laid out for as many as there might have been. */
    for (size_t d = 1; fits && d < plan->date_count; d++)
        memmove(m.living + d * ages->count, m.living + d * m.room, ages->count);
    ages->living = m.living;
    ages->fates = m.fates;
    ages->age = m.age;
    ages->seen = m.seen;
    ages->unseen = m.unseen;
    ages->fate = m.fate;
    return fits ? ages : NULL;
}

static void find_passes(sol_arena *arena, const crowd_layout *l, struct crowd_ages *ages)
{
    ages_pass *pass = SOL_TAKE(arena, l->block_count, ages_pass);
    for (size_t b = 0; b < l->block_count; b++) {
        const crowd_block *block = &l->block[b];
        ages_pass *last = ages->pass_count ? &pass[ages->pass_count - 1] : NULL;
        if (last && last->generation == ages->of_block[b] && last->count + block->count <= FATES_ROWS)
            last->count += block->count;
        else
            pass[ages->pass_count++] = (ages_pass){block->first, block->count, ages->of_block[b]};
    }
    ages->pass = pass;
}

const crowd_ages *crowd_ages_place(sol_arena *arena, const crowd_layout *l, const uint32_t *claimant)
{
    struct crowd_ages *ages = SOL_TAKE(arena, 1, struct crowd_ages);
    uint32_t *of_block = SOL_TAKE(arena, l->block_count, uint32_t), *row = SOL_TAKE(arena, l->mortal, uint32_t);
    *ages = *l->ages;
    for (size_t b = 0; b < l->block_count; b++)
        of_block[b] = ages->generation[claimant[l->block[b].first]];
    for (size_t i = 0; i < l->mortal; i++)
        row[i] = (uint32_t)people_details_of(l->plan)->survival[claimant[i]];
    ages->of_block = of_block;
    ages->row = row;
    find_passes(arena, l, ages);
    return ages;
}
