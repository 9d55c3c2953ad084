/* Who lives to see what: four trials' deaths, the living of each block, and where claims lapse the sums of their claims. */
#include "engine/crowd_kernels.h"
#include "engine/crowd_parts.h"
#include "engine/lifetimes.h"

#include <string.h>

static void put_deaths(const uint16_t *unseen, size_t count, const uint32_t *slot, uint8_t *death)
{
    if (slot)
        for (size_t i = 0; i < count; i++)
            death[slot[i]] = (uint8_t)unseen[i];
    else
        for (size_t i = 0; i < count; i++)
            death[i] = (uint8_t)unseen[i];
}

static void draw_deaths(crowd *c, uint64_t quad)
{
    const crowd_layout *l = c->layout;
    draws_block draws = draws_block_of(c->trial[0]->seed, quad, SOL_PURPOSE_LIFETIME);
    deaths_block block;
    double multiplier[4];
    lifetimes_multipliers(l->plan, c->trial[0]->seed, quad, multiplier);
    for (size_t b = 0; b < l->deaths->block_count; b++) {
        if (l->is_drawn)
            deaths_draw_by(l->deaths, draws, multiplier, b, &block);
        else
            deaths_draw(l->deaths, draws, b, &block);
        for (size_t j = 0; j < CROWD_TRIALS; j++)
            put_deaths(block.unseen[j], block.count, l->slot ? l->slot + block.first : NULL,
                       l->slot ? c->death[j] : c->death[j] + block.first);
    }
}

/* By survival date, the claims of those of a block who see it. Four tables, so that one sum need not wait for the last. */
static void sum_claims(const crowd_layout *l, size_t index, const uint8_t *death, int64_t *claims)
{
    const crowd_block *block = &l->block[index];
    const double *claim = l->claim + block->first;
    int64_t at[4][CROWD_DATES + 1] = {{0}}, sum = 0;
    death += block->first;
    size_t i = 0;
    for (; i + 4 <= block->count; i += 4)
        for (size_t j = 0; j < 4; j++)
            at[j][death[i + j]] += (int64_t)claim[i + j];
    for (; i < block->count; i++)
        at[0][death[i]] += (int64_t)claim[i];
    for (size_t k = l->survival_dates + 1; k-- > 0;) {
        if (k < l->survival_dates)
            claims[k * l->block_count + index] = sum;
        sum += at[0][k] + at[1][k] + at[2][k] + at[3][k];
    }
}

void crowd_draw(crowd *c, uint64_t quad)
{
    const crowd_layout *l = c->layout;
    uint32_t living[CROWD_DATES];
    draw_deaths(c, quad);
    for (size_t j = 0; j < c->trials; j++)
        for (size_t b = 0; b < l->block_count; b++) {
            const crowd_block *block = &l->block[b];
            kernel_living(c->death[j] + block->first, block->count, l->survival_dates, living);
            for (size_t k = 0; k < l->survival_dates; k++)
                c->living[j][k * l->block_count + b] = living[k];
            if (l->lapses)
                sum_claims(l, b, c->death[j], c->claims[j]);
        }
}
