/*
 * Awards so near a whole number that the level's roundings decide: they are held against slopes summed to a hundred bits, and where even those
 * do not decide, as an award is that whole number, against the exact solver.
 */
#include "engine/crowd_weighted/crowd_weighted.h"

#include "base/check.h"
#include "solatium/division.h"

#include <math.h>

/* Sums of slopes as they are, with those paid who are certain. */
static slopes_sums exact_sums(const crowd *c, const weighted_division *d)
{
    slopes_sums sums = {0};
    double living[WEIGHTED_LIVING];
    for (size_t b = 0; b < c->layout->block_count; b++) {
        weighted_living(c, b, d->date, living);
        slopes_rows rows = weighted_rows(c, (weighted_at){d->lane, b, d->date}, living);
        c->weighted->version.add_exactly(&rows, d->level, &sums);
    }
    return sums;
}

/* What decides of somebody who is doubtful. */
typedef struct doubt {
    double claim, had, weight;
} doubt;

/* The award, or −1 where it cannot be said. Who is near a bound sways the sums himself. */
static double award_of(const doubt *d, double level, double part, long_sum whole)
{
    double x = d->claim * d->weight * level, near = nearbyint(x);
    if (near <= d->had || near >= d->claim)
        return -1;
    int side = long_sum_compare(long_sum_product(d->claim, d->weight), part, near, whole);
    return side == 0 ? -1 : side < 0 ? near - 1 : near;
}

static doubt doubt_of(const slopes_rows *r, size_t i)
{
    return (doubt){r->claim[i], slopes_had(r, i), r->death[i] > r->date ? r->living[i] : r->dead[i]};
}

/* Those who are doubtful, one after another. */
typedef struct doubts {
    size_t chunk; /* of all blocks' */
    size_t block, at;
} doubts;

/* The next one, who is then no longer marked; false: there is none. */
static bool take_doubt(const crowd *c, size_t lane, doubts *left)
{
    uint64_t *bits = c->weighted->doubtful[lane];
    size_t chunks = c->layout->block_count * SLOPES_CHUNKS;
    while (left->chunk < chunks && bits[left->chunk] == 0)
        left->chunk++;
    if (left->chunk == chunks)
        return false;
    left->block = left->chunk / SLOPES_CHUNKS;
    left->at = left->chunk % SLOPES_CHUNKS * SLOPES_CHUNK + (size_t)__builtin_ctzll(bits[left->chunk]);
    bits[left->chunk] &= bits[left->chunk] - 1;
    return true;
}

/* All who are not paid off, as the exact solver takes them. */
static sol_claims_problem problem_of(crowd *c, const weighted_division *d, sol_arena *scratch, uint32_t *place)
{
    const crowd_layout *l = c->layout;
    sol_money *claim = SOL_TAKE(scratch, l->count, sol_money), *lower = SOL_TAKE(scratch, l->count, sol_money);
    double *weight = SOL_TAKE(scratch, l->count, double), living[WEIGHTED_LIVING], closed = 0;
    size_t n = 0;
    for (size_t b = 0; b < l->block_count; b++) {
        weighted_living(c, b, d->date, living);
        slopes_rows rows = weighted_rows(c, (weighted_at){d->lane, b, d->date}, living);
        for (size_t i = 0; i < rows.count; i++) {
            doubt one = doubt_of(&rows, i);
            place[l->block[b].first + i] = (uint32_t)n;
            closed += one.had >= one.claim ? one.had : 0;
            if (one.had >= one.claim)
                continue;
            claim[n].units = (int64_t)one.claim;
            lower[n].units = (int64_t)one.had;
            weight[n++] = one.weight;
        }
    }
    return (sol_claims_problem){.count = n,
                                .claim = claim,
                                .lower = lower,
                                .upper = claim,
                                .weight = weight,
                                .endowment = {(int64_t)(d->endowment - closed)}};
}

/* Those who were paid by the level keep what they have: it is what they get by the exact one. `left` begins with one who is taken. */
static double pay_exactly(crowd *c, const weighted_division *d, doubts *left)
{
    const crowd_layout *l = c->layout;
    sol_arena *scratch = sol_arena_new();
    uint32_t *place = SOL_TAKE(scratch, l->count, uint32_t);
    sol_claims_problem problem = problem_of(c, d, scratch, place);
    sol_money *award = SOL_TAKE(scratch, problem.count, sol_money);
    sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    sol_divide(&problem, &rule, SOL_ROUND_DOWN, scratch, award);
    double sum = 0;
    do {
        weighted_at at = {d->lane, left->block, d->date};
        slopes_rows r = weighted_rows(c, at, NULL);
        double more = (double)award[place[l->block[at.block].first + left->at]].units - slopes_had(&r, left->at);
        SOL_CHECK(more >= 0);
        weighted_give(c, at, left->at, more);
        sum += more;
    } while (take_doubt(c, d->lane, left));
    sol_arena_free(scratch);
    return sum;
}

double weighted_settle_doubts(crowd *c, const weighted_division *d)
{
    slopes_sums sums = exact_sums(c, d);
    long_sum slopes = slopes_total(&sums);
    double living[WEIGHTED_LIVING], part = d->endowment - sums.fixed, sum = 0;
    for (doubts left = {0}; take_doubt(c, d->lane, &left);) {
        weighted_at at = {d->lane, left.block, d->date};
        weighted_living(c, left.block, d->date, living);
        slopes_rows rows = weighted_rows(c, at, living);
        doubt one = doubt_of(&rows, left.at);
        double award = award_of(&one, d->level, part, slopes);
        if (award < 0)
            return sum + pay_exactly(c, d, &left);
        weighted_give(c, at, left.at, award - one.had);
        sum += award - one.had;
    }
    return sum;
}
