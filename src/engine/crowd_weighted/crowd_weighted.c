/*
 * The weighted proportional step. Who is alive has the weight of his age, an estate that of its death, so that neither sums nor levels serve
 * for all: what each has had is kept. Four trials go side by side over a block, whose weights are looked up once. The level is found as in
 * steps_weighted.c; awards that its roundings leave doubtful are looked at apart.
 */
#include "engine/crowd_weighted/crowd_weighted.h"

#include "base/check.h"
#include "engine/walk/fund.h"

#include <math.h>
#include <string.h>

/* A level of which nobody gets anything, and one by which all are paid off. */
#define LEVEL_NONE 0x1p-900
#define LEVEL_ALL 0x1p900

static slopes_amounts amounts_of(sol_arena *arena, size_t count, bool is_large)
{
    slopes_amounts amounts;
    if (is_large)
        amounts.large = SOL_TAKE(arena, count, double);
    else
        amounts.small = SOL_TAKE(arena, count, uint32_t);
    return amounts;
}

/* Estates from the outset have their weight for good. */
static void fill_dead(const crowd_layout *l, crowd_weighted *w)
{
    bool is_one = l->weights->estates_are_alike;
    for (size_t b = 0; b < (is_one ? 1 : l->block_count); b++)
        for (size_t j = 0; j < CROWD_TRIALS; j++)
            for (size_t k = 0; k < SLOPES_MOST; k++) {
                size_t i = l->block[b].first + k;
                bool is_outset = !is_one && k < l->block[b].count && i >= l->mortal;
                w->dead[weighted_page(j, b) + k] = is_outset ? l->weights->outset[i - l->mortal] : 1;
            }
}

crowd_weighted *crowd_weighted_new(sol_arena *arena, const crowd_layout *l)
{
    crowd_weighted *w = SOL_TAKE(arena, 1, crowd_weighted);
    slopes_version version[3];
    slopes_versions(version);
    w->version = version[0];
    w->is_large = l->most_claim > UINT32_MAX;
    w->had = amounts_of(arena, weighted_page(0, l->block_count), w->is_large);
    w->dead = SOL_TAKE(arena, weighted_page(0, l->weights->estates_are_alike ? 1 : l->block_count), double);
    fill_dead(l, w);
    for (size_t j = 0; j < CROWD_TRIALS; j++) {
        w->first[j] = SOL_TAKE(arena, l->count, uint8_t);
        w->last[j] = SOL_TAKE(arena, l->count, uint8_t);
        w->block_first[j] = SOL_TAKE(arena, l->block_count, uint8_t);
        w->some_last[j] = SOL_TAKE(arena, l->block_count, bool);
        w->paid[j] = SOL_TAKE(arena, l->block_count, double);
        w->in_life[j] = SOL_TAKE(arena, l->block_count, double);
        w->doubtful[j] = SOL_TAKE(arena, l->block_count * SLOPES_CHUNKS, uint64_t);
        w->ahead[j].near = SOL_TAKE(arena, AHEAD_MOST, weighted_near);
    }
    return w;
}

void crowd_begin_weighted(crowd *c, size_t lane)
{
    const crowd_layout *l = c->layout;
    crowd_weighted *w = c->weighted;
    for (size_t b = 0; b < l->block_count; b++)
        if (w->is_large)
            memset(w->had.large + weighted_page(lane, b), 0, SLOPES_MOST * sizeof *w->had.large);
        else
            memset(w->had.small + weighted_page(lane, b), 0, SLOPES_MOST * sizeof *w->had.small);
    memset(w->first[lane], CROWD_NEVER, l->count);
    memset(w->last[lane], CROWD_NEVER, l->count);
    memset(w->block_first[lane], CROWD_NEVER, l->block_count);
    memset(w->some_last[lane], 0, l->block_count * sizeof *w->some_last[lane]);
    memset(w->paid[lane], 0, l->block_count * sizeof *w->paid[lane]);
    memset(w->in_life[lane], 0, l->block_count * sizeof *w->in_life[lane]);
    w->memory[lane] = (weighted_memory){{0}, LEVEL_NONE, 1};
    w->ahead[lane].is_there = false;
}

slopes_rows weighted_rows(const crowd *c, weighted_at at, const double *living)
{
    const crowd_layout *l = c->layout;
    const crowd_weighted *w = c->weighted;
    const crowd_block *b = &l->block[at.block];
    size_t page = weighted_page(at.lane, at.block);
    slopes_rows r = {.count = b->count,
                     .claim = l->claim + b->first,
                     .living = living,
                     .dead = w->dead + (l->weights->estates_are_alike ? 0 : page),
                     .death = c->death[at.lane] + b->first,
                     .date = (int)l->survival_of_pay[at.date],
                     .some_have_nothing = w->block_first[at.lane][at.block] == CROWD_NEVER,
                     .is_large = w->is_large};
    if (w->is_large)
        r.had.large = w->had.large + page;
    else
        r.had.small = w->had.small + page;
    return r;
}

void weighted_living(const crowd *c, size_t block, size_t date, double living[WEIGHTED_LIVING])
{
    const crowd_weights *w = c->layout->weights;
    size_t first = w->block_run[block], count = w->block_run[block + 1] - first;
    const crowd_block *b = &c->layout->block[block];
    slopes_places places = {b->count, count, w->run_row + first, w->run_of + b->first};
    c->weighted->version.spread(&places, w->living + date * w->row_count, living);
}

static void mark(uint8_t *date_of, const uint64_t *bits, size_t chunks, size_t date)
{
    for (size_t k = 0; k < chunks; k++)
        for (uint64_t left = bits[k]; left; left &= left - 1)
            date_of[k * SLOPES_CHUNK + (size_t)__builtin_ctzll(left)] = (uint8_t)date;
}

/* Whose first and last payments these were; gives how many are doubtful. */
static size_t note(crowd *c, weighted_at at, const slopes_paid *paid)
{
    crowd_weighted *w = c->weighted;
    const crowd_block *b = &c->layout->block[at.block];
    size_t chunks = (b->count + SLOPES_CHUNK - 1) / SLOPES_CHUNK, first = 0, doubtful = 0;
    uint64_t last = 0;
    for (size_t k = 0; k < chunks; k++) {
        last |= paid->last[k];
        first += paid->first[k] ? (size_t)__builtin_popcountll(paid->first[k]) : 0;
        doubtful += paid->doubtful[k] ? (size_t)__builtin_popcountll(paid->doubtful[k]) : 0;
        w->doubtful[at.lane][at.block * SLOPES_CHUNKS + k] = paid->doubtful[k];
    }
    if (first == b->count)
        w->block_first[at.lane][at.block] = (uint8_t)at.date;
    else if (first)
        mark(w->first[at.lane] + b->first, paid->first, chunks, at.date);
    if (last) {
        mark(w->last[at.lane] + b->first, paid->last, chunks, at.date);
        w->some_last[at.lane][at.block] = true;
    }
    w->paid[at.lane][at.block] += paid->all;
    w->in_life[at.lane][at.block] += paid->in_life;
    return doubtful;
}

void weighted_give(crowd *c, weighted_at at, size_t claimant, double more)
{
    crowd_weighted *w = c->weighted;
    size_t place = c->layout->block[at.block].first + claimant;
    slopes_rows r = weighted_rows(c, at, NULL);
    double had = slopes_had(&r, claimant), now = had + more;
    if (more <= 0)
        return;
    if (w->is_large)
        r.had.large[claimant] = now;
    else
        r.had.small[claimant] = (uint32_t)now;
    if (had == 0)
        w->first[at.lane][place] = (uint8_t)at.date;
    if (now >= r.claim[claimant]) {
        w->last[at.lane][place] = (uint8_t)at.date;
        w->some_last[at.lane][at.block] = true;
    }
    w->paid[at.lane][at.block] += more;
    w->in_life[at.lane][at.block] += r.death[claimant] > r.date ? more : 0;
}

/* Around the level that the next date is expected to have. */
static void begin_ahead(const crowd *c, size_t lane, size_t date, const weighted_search *s)
{
    const double near = s->is_first ? 0x1p-5 : 0x1p-9; /* it is not known yet how weights drift */
    const weighted_memory *m = &c->weighted->memory[lane];
    weighted_ahead *a = &c->weighted->ahead[lane];
    double slopes = long_sum_value(slopes_total(&m->sums));
    a->is_there = s->divides && s->endowment > 0 && date + 1 < c->layout->dates && slopes > 0;
    if (!a->is_there)
        return;
    double endowment = s->endowment + (double)fund_foresee(c->trial[lane], date).units;
    a->level = fmax(endowment - m->sums.fixed, 0) / slopes * m->drift;
    a->near_count = 0;
    a->next = (slopes_next){
        .date = (int)c->layout->survival_of_pay[date + 1], .low = a->level * (1 - near), .high = a->level * (1 + near)};
}

/* Keeps those of a block who are near. */
static void keep_near(weighted_ahead *a, const slopes_rows *r)
{
    size_t chunks = (r->count + SLOPES_CHUNK - 1) / SLOPES_CHUNK;
    for (size_t k = 0; k < chunks; k++)
        for (uint64_t left = a->next.near[k]; left; left &= left - 1) {
            size_t i = k * SLOPES_CHUNK + (size_t)__builtin_ctzll(left);
            double weight = r->death[i] > a->next.date ? a->next.living[i] : r->dead[i];
            a->is_there &= a->near_count < AHEAD_MOST;
            if (!a->is_there)
                return;
            a->near[a->near_count++] = (weighted_near){r->claim[i] * weight, slopes_had(r, i), r->claim[i]};
        }
}

/* Pays a block in one trial, and adds what is paid; gives how many are doubtful. */
static size_t pay_block(crowd *c, weighted_at at, const double *living, double level, double *sum)
{
    weighted_ahead *a = &c->weighted->ahead[at.lane];
    slopes_rows rows = weighted_rows(c, at, living);
    slopes_paid paid = {0};
    c->weighted->version.pay(&rows, level, &paid, a->is_there ? &a->next : NULL);
    *sum += paid.all;
    if (a->is_there)
        keep_near(a, &rows);
    return note(c, at, &paid);
}

/* Pays all trials in one pass, and looks ahead. */
static void pay_all(crowd *c, size_t date, const weighted_search s[CROWD_TRIALS], double sum[CROWD_TRIALS])
{
    const crowd_layout *l = c->layout;
    double living[WEIGHTED_LIVING], later[WEIGHTED_LIVING];
    size_t doubtful[CROWD_TRIALS] = {0};
    for (size_t j = 0; j < c->trials; j++)
        begin_ahead(c, j, date, &s[j]);
    for (size_t b = 0; b < l->block_count; b++) {
        weighted_living(c, b, date, living);
        if (date + 1 < l->dates)
            weighted_living(c, b, date + 1, later);
        for (size_t j = 0; j < c->trials; j++) {
            c->weighted->ahead[j].next.living = later;
            if (s[j].divides)
                doubtful[j] += pay_block(c, (weighted_at){j, b, date}, living, s[j].level, &sum[j]);
        }
    }
    for (size_t j = 0; j < c->trials; j++) {
        if (!doubtful[j])
            continue;
        weighted_division d = {j, date, s[j].level, s[j].endowment};
        sum[j] += weighted_settle_doubts(c, &d);
        c->weighted->ahead[j].is_there = false; /* they were not paid when it was made */
    }
}

void crowd_divide_weighted(crowd *c, size_t date, const int64_t *cash, int64_t *paid)
{
    weighted_search s[CROWD_TRIALS] = {{0}};
    double sum[CROWD_TRIALS] = {0};
    bool some = false;
    for (size_t j = 0; j < c->trials; j++) {
        int64_t had = c->trial[j]->ledger.paid.units, owed = c->layout->claims - had;
        c->level[j][date + 1] = c->level[j][date];
        if (cash[j] > 0 && cash[j] >= owed)
            s[j] = (weighted_search){.divides = owed > 0, .level = LEVEL_ALL};
        else if (cash[j] > 0)
            s[j] = weighted_begin_search(c->weighted, j, (double)(had + cash[j]));
        some |= s[j].divides;
    }
    weighted_find_levels(c, date, s);
    if (some)
        pay_all(c, date, s, sum);
    for (size_t j = 0; j < c->trials; j++)
        paid[j] = (int64_t)sum[j];
}
