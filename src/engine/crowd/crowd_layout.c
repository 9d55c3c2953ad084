/* The order of a crowd, in blocks of neighbours. */
#include "base/check.h"
#include "engine/claims/timely.h"
#include "engine/crowd_passes/crowd_parts.h"
#include "engine/crowd_weighted/crowd_ages.h"
#include "plan/people.h"

#include <math.h>

/* Who stands in a place, and the stratum, numbered from 0. */
typedef struct place {
    uint32_t claimant, stratum;
} place;

/* In a brief row there are no bands. */
static int32_t band_of(const metrics_layout *metrics, int kind, size_t claimant)
{
    const int32_t *of = metrics->bands[kind].of;
    return of ? of[claimant] : SOL_NONE;
}

/* Those with a life of their own first, then institutions, then estates. */
static uint64_t stratum_of(const crowd_layout *l, size_t i)
{
    const sol_plan *plan = l->plan;
    const plan_claimant *c = &plan->people.claimant[i];
    uint64_t life = timely_was_living(plan, i) ? c->is_institution : 2;
    uint64_t stratum = ((life << 8 | l->entry_of[c->terms]) << 1 | (uint64_t)(c->sex != 0)) << CROWD_GOALS |
                       (uint64_t)crowd_standing(plan, i, TIMELY_COUNTED);
    for (int kind = 0; kind < BAND_KINDS; kind++) {
        static const int bits[BAND_KINDS] = {[BAND_GROUP] = 32, [BAND_AGE] = 8, [BAND_CLAIM] = 8};
        int32_t band = band_of(l->metrics, kind, i);
        stratum = stratum << bits[kind] | (uint64_t)(band == SOL_NONE ? 0 : band + 1);
    }
    return stratum;
}

/* By claimant, the sum of the claims that come before his in the order of priority. */
static double *before_of(sol_arena *arena, const sol_plan *plan)
{
    const plan_claimant *claimant = plan->people.claimant;
    sol_priority by = plan->scenario->step[0].rule.by;
    size_t count = plan->people.count;
    sol_arena *scratch = sol_arena_new();
    int64_t *key = SOL_TAKE(scratch, count, int64_t);
    double *before = SOL_TAKE(arena, count, double), sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (by == SOL_BY_CLAIM)
            key[i] = claimant[i].principal.units;
        else if (by == SOL_BY_AGE)
            key[i] = claimant[i].birth.day; /* who was never born comes last */
    }
    const uint32_t *order = people_order(scratch, count, key);
    for (size_t k = 0; k < count; k++) {
        before[order[k]] = sum;
        sum += sol_money_to_double(claimant[order[k]].principal);
    }
    sol_arena_free(scratch);
    return before;
}

/* Whether there are no more than a few different claims, so that nearly all are in blocks of one claim if they stand by size. */
static bool are_claims_few(const crowd_layout *l)
{
    enum { FEW = 16 };
    int64_t seen[FEW];
    size_t count = 0;
    for (size_t i = 0, k; i < l->count; i++) {
        int64_t claim = l->plan->people.claimant[i].principal.units;
        for (k = 0; k < count && seen[k] != claim; k++)
            ;
        if (k == FEW)
            return false;
        if (k == count)
            seen[count++] = claim;
    }
    return true;
}

/* What claimants are sorted by, the last first. */
typedef enum sorted_by { BY_CLAIM, BY_ROW, BY_BEFORE, BY_STRATUM, BY_GENERATION } sorted_by;

static void sort_by(const crowd_layout *l, sorted_by by, const double *before, int64_t *key, uint32_t *order)
{
    for (size_t i = 0; i < l->count; i++) {
        if (by == BY_STRATUM)
            key[i] = (int64_t)(stratum_of(l, i) ^ UINT64_C(1) << 63); /* as numbers without sign are ordered */
        else if (by == BY_BEFORE)
            key[i] = (int64_t)before[i];
        else if (by == BY_GENERATION)
            key[i] = (int64_t)l->ages->generation[i];
        else
            key[i] = by == BY_ROW ? (int64_t)people_details_of(l->plan)->survival[i]
                                  : l->plan->people.claimant[i].principal.units;
    }
    people_sort(l->count, key, order);
}

/*
 * By stratum; in it levels look at claims near each other, orders at places, and a pass over shares wants long rows of survival, unless blocks
 * are of one claim. Generations come before all else.
 */
static place *place_all(sol_arena *arena, const crowd_layout *l, const double *before)
{
    sol_arena *scratch = sol_arena_new();
    bool is_by_row = (crowd_is_share(l) && !are_claims_few(l)) || l->kind == CROWD_WEIGHTS;
    int64_t *key = SOL_TAKE(scratch, l->count, int64_t);
    uint32_t *order = SOL_TAKE(scratch, l->count, uint32_t);
    for (size_t i = 0; i < l->count; i++)
        order[i] = (uint32_t)i;
    sort_by(l, is_by_row && !l->ages ? BY_CLAIM : BY_ROW, before, key, order);
    if (!l->ages)
        sort_by(l, is_by_row ? BY_ROW : l->kind == CROWD_ORDER ? BY_BEFORE : BY_CLAIM, before, key, order);
    sort_by(l, BY_STRATUM, before, key, order);
    if (l->ages)
        sort_by(l, BY_GENERATION, before, key, order);
    place *places = SOL_TAKE(arena, l->count, place);
    uint64_t stratum = l->count ? stratum_of(l, order[0]) : 0;
    for (size_t i = 0, number = 0; i < l->count; i++) {
        uint64_t next = stratum_of(l, order[i]);
        number += next != stratum;
        stratum = next;
        places[i] = (place){order[i], (uint32_t)number};
    }
    sol_arena_free(scratch);
    return places;
}

static int64_t claim_at(const crowd_layout *l, const place *places, size_t at)
{
    return l->plan->people.claimant[places[at].claimant].principal.units;
}

/* How many from a place on have one claim; no further than `most` is looked. */
static size_t alike_from(const crowd_layout *l, const place *places, size_t from, size_t most)
{
    size_t n = 1;
    while (n < most && from + n < l->count && places[from + n].stratum == places[from].stratum &&
           claim_at(l, places, from + n) == claim_at(l, places, from))
        n++;
    return n;
}

/* The length of the block that begins at a place. */
static size_t block_length(const crowd_layout *l, const place *places, size_t from, bool *is_alike)
{
    bool differ = l->kind == CROWD_ORDER || l->kind == CROWD_WEIGHTS || l->ages; /* though their claims be the same */
    size_t alike = differ ? 1 : alike_from(l, places, from, l->count);
    *is_alike = alike >= CROWD_ALIKE;
    if (*is_alike)
        return alike < UINT32_MAX ? alike : UINT32_MAX;
    size_t n = 1, most = crowd_is_share(l) || l->ages ? CROWD_LONG
                         : l->kind == CROWD_WEIGHTS   ? CROWD_BLOCK_WEIGHTED
                                                      : CROWD_BLOCK;
    while (n < most && from + n < l->count && places[from + n].stratum == places[from].stratum &&
           (!l->ages || l->ages->generation[places[from + n].claimant] == l->ages->generation[places[from].claimant]) &&
           (differ || alike_from(l, places, from + n, CROWD_ALIKE) < CROWD_ALIKE))
        n++;
    return n;
}

static void fill_block(const crowd_layout *l, const place *places, const double *before, crowd_block *b)
{
    b->least = b->before_least = INFINITY;
    for (size_t i = b->first; i < b->first + b->count; i++) {
        int64_t claim = claim_at(l, places, i);
        b->claims += claim;
        b->least = fmin(b->least, (double)claim);
        b->most = fmax(b->most, (double)claim);
        double at = before ? before[places[i].claimant] : 0;
        b->before_least = fmin(b->before_least, at);
        b->before_most = fmax(b->before_most, at);
    }
}

static void cut_blocks(sol_arena *arena, crowd_layout *l, const place *places, const double *before)
{
    crowd_block *block = NULL;
    for (int pass = 0; pass < 2; pass++) {
        size_t blocks = 0, strata = 0;
        for (size_t from = 0; from < l->count;) {
            bool is_alike, is_new = from == 0 || places[from].stratum != places[from - 1].stratum;
            size_t length = block_length(l, places, from, &is_alike);
            strata += is_new;
            if (block) {
                block[blocks] = (crowd_block){
                    .first = from, .count = (uint32_t)length, .stratum = (uint32_t)(strata - 1), .is_alike = is_alike};
                fill_block(l, places, before, &block[blocks]);
            }
            blocks++;
            from += length;
        }
        l->block_count = blocks;
        l->stratum_count = strata;
        block = block ? block : SOL_TAKE(arena, blocks, crowd_block);
    }
    l->block = block;
}

/* Look-ups are made in the order of blocks where neighbours share rows of survival, else in that of rows, to be put in their places. */
static void find_deaths(sol_arena *arena, crowd_layout *l, const uint32_t *mortal)
{
    const plan_people *people = &l->plan->people;
    const sol_distribution *multiplier = &l->plan->scenario->multiplier;
    l->is_drawn = !sol_distribution_is_constant(multiplier);
    double fixed = l->is_drawn ? 1 : sol_distribution_at(multiplier, 0.5);
    if (l->kind != CROWD_LEVELS) {
        l->deaths = l->is_drawn ? deaths_new_drawn_ordered(arena, people, l->mortal, mortal)
                                : deaths_new_ordered(arena, people, fixed, l->mortal, mortal);
        return;
    }
    l->deaths = l->is_drawn ? deaths_new_drawn(arena, people) : deaths_new(arena, people, fixed);
    sol_arena *scratch = sol_arena_new();
    uint32_t *place_of = SOL_TAKE(scratch, l->count, uint32_t), *slot = SOL_TAKE(arena, l->mortal, uint32_t);
    for (size_t i = 0; i < l->mortal; i++)
        place_of[mortal[i]] = (uint32_t)i;
    for (size_t i = 0; i < l->mortal; i++)
        slot[i] = place_of[l->deaths->claimant[i]];
    l->slot = slot;
    sol_arena_free(scratch);
}

/* What levels are found by. */
static void find_sizes(sol_arena *arena, crowd_layout *l)
{
    for (size_t b = 0; b < l->block_count; b++)
        l->large_count += l->block[b].most > UINT32_MAX ? l->block[b].count : 0;
    if (l->kind != CROWD_LEVELS)
        return;
    if (!l->lapses) {
        l->ranks = crowd_ranks_make(arena, l);
        return;
    }
    double *least = SOL_TAKE(arena, l->block_count, double), *most = SOL_TAKE(arena, l->block_count, double);
    for (size_t b = 0; b < l->block_count; b++) {
        least[b] = l->block[b].least;
        most[b] = l->block[b].most;
    }
    l->least = least;
    l->most = most;
}

static void fill_columns(sol_arena *arena, crowd_layout *l, const place *places, const double *before)
{
    double *claim = SOL_TAKE(arena, l->count, double),
           *at = before || l->instalment ? SOL_TAKE(arena, l->count, double) : NULL;
    uint32_t *mortal = SOL_TAKE(arena, l->count, uint32_t); /* then the others */
    bool *lasts = SOL_TAKE(arena, l->count, bool);
    for (size_t i = 0; i < l->count; i++) {
        size_t who = places[i].claimant;
        claim[i] = (double)claim_at(l, places, i);
        l->claims += claim_at(l, places, i);
        l->least_claim = i == 0 ? claim[i] : fmin(l->least_claim, claim[i]);
        l->most_claim = fmax(l->most_claim, claim[i]);
        if (at)
            at[i] = before ? before[who] : (double)crowd_instalment(l, claim_at(l, places, i));
        if (people_details_of(l->plan)->survival[who] != SOL_NONE)
            l->mortal++;
        else
            lasts[i - l->mortal] = timely_was_living(l->plan, who);
        mortal[i] = (uint32_t)who;
    }
    l->claim = claim;
    l->before = at;
    crowd_aims_make(arena, l);
    l->is_lasting = lasts;
    find_deaths(arena, l, mortal);
    l->weights = l->kind == CROWD_WEIGHTS ? crowd_weights_make(arena, l, mortal) : NULL;
    l->ages = l->ages ? crowd_ages_place(arena, l, mortal) : NULL;
}

static void fill_strata(sol_arena *arena, crowd_layout *l, const place *places)
{
    crowd_stratum *strata = SOL_TAKE(arena, l->stratum_count, crowd_stratum);
    for (int kind = 0; kind < BAND_KINDS; kind++) {
        l->band_claims[kind] = SOL_TAKE(arena, l->metrics->bands[kind].count, int64_t);
        l->band_counted[kind] = SOL_TAKE(arena, l->metrics->bands[kind].count, int64_t);
    }
    for (size_t b = 0; b < l->block_count; b++) {
        const crowd_block *block = &l->block[b];
        crowd_stratum *s = &strata[block->stratum];
        size_t first = places[block->first].claimant;
        size_t terms = (size_t)l->plan->people.claimant[first].terms;
        s->wave = l->wave_of ? l->wave_of[terms] : 0;
        s->entitled = (uint32_t)crowd_entitled(l->plan, &l->plan->people.terms[terms]);
        s->was_living = timely_was_living(l->plan, first);
        s->counts = crowd_standing(l->plan, first, TIMELY_COUNTED);
        s->ever = l->lapses ? 0 : crowd_standing(l->plan, first, TIMELY_EVER);
        l->may_wait += s->was_living && s->counts & 1 ? block->count : 0;
        for (size_t g = 0; g < l->goal_count; g++)
            l->aim[g].people += s->counts >> g & 1 ? block->count : 0;
        for (int kind = 0; kind < BAND_KINDS; kind++) {
            s->band[kind] = band_of(l->metrics, kind, first);
            if (s->band[kind] == SOL_NONE)
                continue;
            l->band_counted[kind][s->band[kind]] += s->counts & 1 ? block->count : 0;
            for (size_t i = block->first; i < block->first + block->count; i++)
                l->band_claims[kind][s->band[kind]] += people_claimed(l->plan, places[i].claimant).units;
        }
    }
    l->stratum = strata;
}

static void fill_dates(sol_arena *arena, crowd_layout *l)
{
    const sol_plan *plan = l->plan;
    const people_details *details = people_details_of(plan);
    l->dates = plan->date_count;
    l->survival_dates = plan->people.survival_date_count;
    l->end = details->end;
    l->opens = details->opens;
    l->goal = details->goal;
    l->opens_late = plan->scenario->administration.opens.day > plan->scenario->start.day;
    l->survival_of_pay = details->survival_of_pay;
    uint32_t *pay_of = SOL_TAKE(arena, l->survival_dates + 1, uint32_t);
    for (size_t v = 0; v <= l->survival_dates; v++)
        pay_of[v] = v < l->survival_dates ? details->pay_of[v] : (uint32_t)l->dates;
    l->pay_of = pay_of;
}

static void find_waves(sol_arena *arena, crowd_layout *l)
{
    static const size_t at_once[] = {0};
    if (l->kind == CROWD_WAVES) {
        crowd_waves_list(arena, l);
        l->waves = crowd_waves_make(arena, l);
    } else {
        l->wave_count = 1;
        l->comes = at_once;
    }
    crowd_entries_list(arena, l);
}

/* A brief row has none, and those of whole ones are found from the people. */
static bool has_same_bands(const metrics_layout *a, const metrics_layout *b)
{
    return (a->bands[BAND_GROUP].of == NULL) == (b->bands[BAND_GROUP].of == NULL);
}

const crowd_layout *crowd_layout_make(sol_arena *arena, const sol_plan *plan, const metrics_layout *metrics)
{
    crowd_layout *l = SOL_TAKE(arena, 1, crowd_layout);
    l->plan = plan;
    l->metrics = metrics;
    l->count = plan->people.count;
    if (!crowd_fits(plan, l))
        return NULL;
    sol_arena *scratch = sol_arena_new();
    const double *before = l->kind == CROWD_ORDER ? before_of(scratch, plan) : NULL;
    find_waves(arena, l);
    /* What estates had by some day is known of weights that are kept one by one. */
    const bool are_mixed = plan->people.living_count > 0 && plan->people.living_count < plan->people.count;
    l->ages = l->kind == CROWD_WEIGHTS && !are_mixed ? crowd_ages_make(arena, plan) : NULL;
    l->kind = l->ages ? CROWD_AGES : l->kind;
    const place *places = place_all(scratch, l, before);
    cut_blocks(arena, l, places, before);
    fill_columns(arena, l, places, before);
    find_sizes(arena, l);
    fill_strata(arena, l, places);
    fill_dates(arena, l);
    crowd_aims_find_days(l);
    sol_arena_free(scratch);
    return l->kind == CROWD_WEIGHTS && !l->weights ? NULL : l;
}

const crowd_layout *crowd_layout_like(sol_arena *arena, const sol_plan *plan, const metrics_layout *metrics,
                                      const crowd_layout *other)
{
    crowd_layout own = {.plan = plan};
    if (!crowd_fits(plan, &own) || !crowd_fits_like(&own, other) || !has_same_bands(metrics, other->metrics))
        return NULL;
    crowd_layout *l = SOL_TAKE(arena, 1, crowd_layout);
    *l = *other;
    l->plan = plan;
    l->metrics = metrics;
    crowd_aims_find_days(l);
    return l;
}
