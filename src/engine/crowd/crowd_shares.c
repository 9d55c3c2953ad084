/* The proportional step: one share a trial, found in one pass over the claims for four trials. */
#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/crowd_passes/crowd_parts.h"

#include "division/level/share.h"

typedef struct share_sums {
    int64_t whole[CROWD_TRIALS], cut[CROWD_TRIALS]; /* the latter: in the payments' unit */
} share_sums;

static void add_alike(const crowd_layout *l, const crowd_block *block, const double share[4], share_sums *sums)
{
    for (size_t j = 0; j < CROWD_TRIALS; j++) {
        int64_t whole = share_award((int64_t)block->least, share[j]);
        sums->whole[j] += whole * block->count;
        sums->cut[j] += (int64_t)crowd_award(l, block->least, 0, (crowd_level){share[j], 0}) * block->count;
    }
}

/* Blocks of different claims lie next to each other for the most part: they are passed over together. */
static share_sums sums_of(const crowd *c, const double share[4])
{
    const crowd_layout *l = c->layout;
    const kernel_rule rule = {CROWD_SHARES, 1, 1, l->unit};
    share_sums sums = {{0}, {0}};
    for (size_t b = 0; b < l->block_count;) {
        if (l->block[b].is_alike) {
            add_alike(l, &l->block[b++], share, &sums);
            continue;
        }
        size_t from = l->block[b].first;
        while (b < l->block_count && !l->block[b].is_alike)
            b++;
        size_t count = l->block[b - 1].first + l->block[b - 1].count - from;
        kernel_people people = {.count = count, .claim = l->claim + from, .death = c->death[0] + from};
        kernel_shares(l->claim + from, count, share, sums.whole);
        for (size_t j = 0; l->unit > 1 && j < c->trials; j++)
            kernel_awards(&rule, &people, (const double[]){share[j], 0}, -1, &sums.cut[j]);
    }
    if (l->unit == 1)
        sums = (share_sums){.whole = {sums.whole[0], sums.whole[1], sums.whole[2], sums.whole[3]},
                            .cut = {sums.whole[0], sums.whole[1], sums.whole[2], sums.whole[3]}};
    return sums;
}

/* Those trials whose endowment has grown get a share of their own, the others none. */
void crowd_divide_shares(crowd *c, size_t date, const int64_t *cash, int64_t *paid)
{
    const crowd_layout *l = c->layout;
    double share[CROWD_TRIALS] = {0};
    int64_t endowment[CROWD_TRIALS] = {0};
    bool some = false;
    for (size_t j = 0; j < c->trials; j++) {
        c->level[j][date + 1] = c->level[j][date];
        paid[j] = 0;
        int64_t now = c->trial[j]->ledger.paid.units + cash[j];
        if (cash[j] <= 0 || now <= c->most[j])
            continue;
        c->most[j] = endowment[j] = now;
        share[j] = now >= l->claims ? 1 : share_above(now, l->claims);
        some = true;
    }
    while (some) {
        share_sums sums = sums_of(c, share);
        some = false;
        for (size_t j = 0; j < c->trials; j++) {
            bool is_too_much = sums.whole[j] > endowment[j] && endowment[j] < l->claims && endowment[j] > 0;
            some |= is_too_much;
            if (is_too_much)
                share[j] = share_below(share[j]);
            else if (endowment[j] > 0)
                paid[j] = sums.cut[j] - c->trial[j]->ledger.paid.units;
        }
    }
    for (size_t j = 0; j < c->trials; j++)
        if (endowment[j] > 0)
            c->level[j][date + 1].a = share[j];
}
