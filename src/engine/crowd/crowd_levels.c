/*
 * Steps with one level for all: equal awards up to θ of the claims, then equal losses of the rest (θ = 1: equal awards, 0: equal losses,
 * between: Talmud), and the step in a fixed order. The level is the root of a piecewise linear sum. Where heirs inherit, the sum is over all
 * claims, which stand by size; where claims lapse it is over the living, block by block.
 */
#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/crowd_passes/crowd_parts.h"

#include "base/check.h"

#include <math.h>

#define EVERYONE 0x1p53 /* a reach that no claim is past */

static kernel_people people_of(const crowd *c, size_t lane, size_t index)
{
    const crowd_layout *l = c->layout;
    const crowd_block *block = &l->block[index];
    return (kernel_people){
        .count = block->count, .claim = l->claim + block->first, .death = c->death[lane] + block->first};
}

/* Sums over blocks on a pay date: those within reach, and which blocks the reach divides. */
static crowd_within living_within(const crowd *c, size_t lane, size_t date, double reach, int64_t *astride)
{
    const crowd_layout *l = c->layout;
    size_t row = l->survival_of_pay[date] * l->block_count;
    int64_t sum[2] = {0, 0};
    kernel_blocks blocks = {l->block_count, l->least, l->most, c->living[lane] + row, c->claims[lane] + row};
    *astride = kernel_within(&blocks, reach, c->astride, sum);
    return (crowd_within){sum[0], sum[1], 0};
}

/* Of those who live to see a pay date: claims within reach. Steps ask again for what the last one found. */
static crowd_within living_within_reach(const crowd *c, size_t lane, size_t date, double reach)
{
    crowd_memo *memo = c->memo[reach < EVERYONE];
    if (!memo->is_known || memo->lane != lane || memo->date != date || memo->reach != reach) {
        int64_t astride, sum[2] = {0, 0};
        crowd_within w = living_within(c, lane, date, reach, &astride);
        for (int64_t i = 0; i < astride; i++) {
            kernel_people people = people_of(c, lane, c->astride[i]);
            kernel_reach(&people, reach, (int)c->layout->survival_of_pay[date], sum);
        }
        *memo = (crowd_memo){true, lane, date, reach, w.count + sum[0], w.claims + sum[1]};
    }
    return (crowd_within){memo->count, memo->claims, c->layout->theta ? memo->claims : 0};
}

/* Those present on a pay date whose claims are within reach. */
static crowd_within within(const crowd *c, size_t lane, size_t date, sol_wide reach)
{
    if (!c->layout->lapses)
        return crowd_ranks_within(c->layout, reach);
    return living_within_reach(c, lane, date, reach < (sol_wide)EVERYONE ? (double)(int64_t)reach : EVERYONE);
}

static crowd_within all_present(const crowd *c, size_t lane, size_t date)
{
    const crowd_layout *l = c->layout;
    if (!l->lapses)
        return (crowd_within){(int64_t)l->count, l->claims, 0};
    return within(c, lane, date, (sol_wide)1 << 53);
}

/* A level as a fraction. */
typedef struct fraction {
    sol_wide p, q;
} fraction;

/*
 * λ with the sum of min(part·c, scale·λ) over those present = scale·wanted. From a reach whose λ is not above the root Newton's steps rise to
 * it, as the sum is concave; from any other the first step falls below it.
 */
static fraction solve(crowd *c, size_t lane, size_t date, int64_t part, int64_t wanted)
{
    const crowd_layout *l = c->layout;
    int64_t count = all_present(c, lane, date).count, reach = c->reach[lane];
    fraction level = {0, 1};
    for (int step = 0;; step++) {
        SOL_CHECK(step < 10000);
        crowd_within low = within(c, lane, date, reach);
        if (low.count == count && step > 0)
            return level; /* the last of them is reached just so */
        if (low.count == count)
            low = (crowd_within){0, 0, 0};
        level.p = (sol_wide)l->scale * wanted - (sol_wide)part * low.claims;
        level.q = (sol_wide)l->scale * (count - low.count);
        sol_wide next = level.p > 0 ? level.p * l->scale / (level.q * part) : 0; /* part·c <= scale·λ */
        if (next == reach && level.p >= 0)
            return level;
        reach = next < INT64_C(1) << 53 ? (int64_t)next : INT64_C(1) << 53;
        c->reach[lane] = reach;
    }
}

/* Awards cut to the payments' unit, where the larger claims do not all get the same: person by person. */
static int64_t awards_one_by_one(const crowd *c, size_t lane, crowd_level level)
{
    const crowd_layout *l = c->layout;
    kernel_rule rule = {CROWD_LEVELS, (double)l->theta, (double)l->scale, l->unit};
    const double at[2] = {level.a, level.b};
    int64_t sum[1] = {0};
    kernel_people people = {.count = l->count, .claim = l->claim, .death = c->death[lane]};
    kernel_awards(&rule, &people, at, -1, sum);
    return sum[0];
}

/*
 * The sum of awards at a level over those present. The smaller claims get their part: in the first stage those with it up to the level, in the
 * second those whose rest is at most what each loses.
 */
static int64_t awards_at(const crowd *c, size_t lane, size_t date, crowd_level level)
{
    const crowd_layout *l = c->layout;
    int64_t unit = (int64_t)l->unit;
    if (unit > 1 && !(l->theta == l->scale && isfinite(level.a)))
        return isinf(level.a) && level.b == 0 ? l->claims : awards_one_by_one(c, lane, level);
    crowd_within all = all_present(c, lane, date);
    if (isfinite(level.a)) {
        sol_wide reach = l->theta ? (((sol_wide)level.a + 1) * l->scale - 1) / l->theta : (sol_wide)1 << 53;
        crowd_within low = within(c, lane, date, reach);
        return low.parts + (all.count - low.count) * ((int64_t)level.a / unit * unit);
    }
    if (level.b == 0)
        return all.claims;
    crowd_within low = {all.count, all.claims, all.claims};
    if (l->theta < l->scale)
        low = within(c, lane, date, ((sol_wide)level.b - 1) * l->scale / (l->scale - l->theta));
    return low.parts + (all.claims - low.claims) - (all.count - low.count) * (int64_t)level.b;
}

/* The level of an endowment below the claims of those present. */
static crowd_level level_of(crowd *c, size_t lane, size_t date, int64_t endowment, int64_t claims)
{
    const crowd_layout *l = c->layout;
    bool is_first = (sol_wide)l->scale * endowment <= (sol_wide)l->theta * claims;
    fraction f = is_first ? solve(c, lane, date, l->theta, endowment)
                          : solve(c, lane, date, l->scale - l->theta, claims - endowment);
    int64_t down = (int64_t)(f.p / f.q), up = down + (f.p % f.q != 0);
    return is_first ? (crowd_level){(double)down, INFINITY} : (crowd_level){INFINITY, (double)up};
}

int64_t crowd_divide_level(crowd *c, size_t lane, size_t date, int64_t cash)
{
    const crowd_layout *l = c->layout;
    crowd_level before = c->level[lane][date];
    c->level[lane][date + 1] = before;
    if (cash <= 0)
        return 0;
    int64_t paid = l->lapses ? awards_at(c, lane, date, before) : c->trial[lane]->ledger.paid.units;
    int64_t claims = all_present(c, lane, date).claims, endowment = paid + cash;
    if (!l->lapses && endowment <= c->most[lane])
        return 0;
    c->most[lane] = endowment;
    if (claims == 0 || paid == claims)
        return 0;
    crowd_level now = endowment >= claims ? (crowd_level){INFINITY, 0} : level_of(c, lane, date, endowment, claims);
    c->level[lane][date + 1] = now;
    return awards_at(c, lane, date, now) - paid;
}

int64_t crowd_divide_order(crowd *c, size_t lane, size_t date, int64_t cash)
{
    int64_t paid = c->trial[lane]->ledger.paid.units, claims = c->layout->claims;
    int64_t most = cash < claims - paid ? cash : claims - paid;
    c->level[lane][date + 1].a = (double)(paid + most);
    return most;
}
