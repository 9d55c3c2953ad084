/*
 * The proportional step of what is still owed: every date takes its share of every debt, which is kept by claimant, one trial after the other.
 * Levels hold the largest share so far: by it a claimant has had something, and at one everything.
 */
#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/crowd_passes/crowd_parts.h"

#include "division/level/share.h"

#include <string.h>

static bool is_large(const crowd_block *block)
{
    return block->most > UINT32_MAX;
}

void crowd_begin_debts(crowd *c)
{
    const crowd_layout *l = c->layout;
    size_t large = 0;
    for (size_t b = 0; b < l->block_count; b++)
        for (size_t i = l->block[b].first; i < l->block[b].first + l->block[b].count; i++) {
            if (is_large(&l->block[b]))
                c->owed_large[large++] = (int64_t)l->claim[i];
            else
                c->owed[i] = (uint32_t)l->claim[i];
        }
    memset(c->had_in_life, 0, l->block_count * sizeof *c->had_in_life);
    memset(c->had, 0, l->block_count * sizeof *c->had);
}

/* The division of a pay date. */
typedef struct dividing {
    size_t lane;
    int survival_date;
    double share;
} dividing;

static void pay_large(const crowd *c, const crowd_block *block, int64_t *owed, const dividing *d, int64_t sum[2])
{
    const uint8_t *death = c->death[d->lane] + block->first;
    for (size_t i = 0; i < block->count; i++) {
        int64_t paid = share_award(owed[i], d->share);
        owed[i] -= paid;
        sum[0] += paid;
        sum[1] += death[i] > d->survival_date ? paid : 0;
    }
}

static void pay_alike(const crowd *c, size_t index, const dividing *d, int64_t sum[2])
{
    const crowd_block *block = &c->layout->block[index];
    int64_t paid = share_award(c->owed[block->first], d->share);
    c->owed[block->first] -= (uint32_t)paid;
    sum[0] = paid * block->count;
    sum[1] = paid * crowd_living(c, d->lane, index, (size_t)d->survival_date);
}

/* A block, or with it those behind that can be paid in the same pass; gives the first block that was not paid. */
static size_t pay_from(const crowd *c, size_t index, const dividing *d, int64_t sum[2])
{
    enum { PASS_MAX = 1 << 20 };
    const crowd_layout *l = c->layout;
    const crowd_block *block = &l->block[index];
    size_t count = 0, next = index;
    for (; next < l->block_count; next++) {
        const crowd_block *other = &l->block[next];
        if (other->is_alike || is_large(other) || other->stratum != block->stratum || count + other->count > PASS_MAX)
            break;
        count += other->count;
    }
    kernel_debtors debtors = {count, c->owed + block->first, c->death[d->lane] + block->first};
    kernel_debts(&debtors, d->share, d->survival_date, sum);
    return next;
}

/* What blocks get that are paid in one pass stands with the first of them: all are of one stratum. */
static int64_t pay_all(crowd *c, const dividing *d)
{
    const crowd_layout *l = c->layout;
    int64_t paid = 0, *large = c->owed_large;
    for (size_t b = 0, next; b < l->block_count; b = next) {
        int64_t sum[2] = {0, 0};
        next = b + 1;
        if (is_large(&l->block[b])) {
            pay_large(c, &l->block[b], large, d, sum);
            large += l->block[b].count;
        } else if (l->block[b].is_alike) {
            pay_alike(c, b, d, sum);
        } else {
            next = pay_from(c, b, d, sum);
        }
        c->had[b] += sum[0];
        c->had_in_life[b] += sum[1];
        paid += sum[0];
    }
    return paid;
}

int64_t crowd_divide_debts(crowd *c, size_t lane, size_t date, int64_t cash)
{
    const crowd_layout *l = c->layout;
    int64_t owed = l->claims - c->trial[lane]->ledger.paid.units;
    c->level[lane][date + 1] = c->level[lane][date];
    if (cash <= 0 || owed == 0)
        return 0;
    /* Claims sum to less than 2^51, so that rounding the share up never pays a unit too much, and below one never a whole debt. */
    double share = cash >= owed ? 1 : share_above(cash, owed);
    if (share > c->level[lane][date + 1].a)
        c->level[lane][date + 1].a = share;
    return pay_all(c, &(dividing){lane, (int)l->survival_of_pay[date], share});
}
