/* Who lives to see what: four trials' deaths, the living of each block, and where claims lapse the sums of their claims. */
#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/crowd_passes/crowd_parts.h"
#include "engine/lives/lifetimes.h"

#include <string.h>

/* Of one claimant after the other in their own order: four trials' deaths in a word, which is put in its place. */
static void put_words(const crowd_layout *l, const deaths_block *block, uint32_t *word)
{
    const uint32_t *slot = l->slot + block->first;
    uint32_t four[DEATHS_BLOCK];
    for (size_t i = 0; i < block->count; i++)
        four[i] = (uint32_t)block->unseen[0][i] | (uint32_t)block->unseen[1][i] << 8 |
                  (uint32_t)block->unseen[2][i] << 16 | (uint32_t)block->unseen[3][i] << 24;
    for (size_t i = 0; i < block->count; i++)
        word[slot[i]] = four[i];
}

static void put_bytes(const uint32_t *word, size_t count, uint8_t *const death[CROWD_TRIALS])
{
    uint8_t *restrict one = death[0], *restrict two = death[1], *restrict three = death[2], *restrict four = death[3];
    for (size_t i = 0; i < count; i++) {
        one[i] = (uint8_t)word[i];
        two[i] = (uint8_t)(word[i] >> 8);
        three[i] = (uint8_t)(word[i] >> 16);
        four[i] = (uint8_t)(word[i] >> 24);
    }
}

/* Stores of bytes might change anything for all that the compiler knows: what the loop needs is taken out of memory before. */
static void put_deaths(const deaths_block *block, uint8_t *const death[CROWD_TRIALS])
{
    const size_t count = block->count;
    for (size_t j = 0; j < CROWD_TRIALS; j++) {
        const uint16_t *unseen = block->unseen[j];
        uint8_t *restrict to = death[j] + block->first;
        for (size_t i = 0; i < count; i++)
            to[i] = (uint8_t)unseen[i];
    }
}

static void draw_deaths(crowd *c, uint64_t quad)
{
    const crowd_layout *l = c->layout;
    draws_block draws = draws_block_of(c->trial[0]->seed, quad, SOL_PURPOSE_LIFETIME);
    uint32_t word[DEATHS_WORDS];
    deaths_words words = {.word = word};
    deaths_block block;
    lifetimes_multipliers(l->plan, c->trial[0]->seed, quad, words.multiplier);
    for (size_t b = 0; b < l->deaths->block_count; b++) {
        draws_fill(draws, DEATHS_BLOCK, l->deaths->entity + b * DEATHS_BLOCK, word);
        deaths_look_up(l->deaths, b, &words, &block);
        if (c->weighted)
            crowd_weigh_estates(c, &words, &block);
        if (c->aged)
            crowd_draw_fates(c, &words, &block);
        else if (l->slot)
            put_words(l, &block, c->scattered);
        else
            put_deaths(&block, c->death);
    }
    if (l->slot)
        put_bytes(c->scattered, l->mortal, c->death);
}

/* A claim and a person in one number; sums over a block stay apart where they are below these. */
enum { PERSON_AT = 48, PEOPLE_MOST = 1 << 15 };

/* By death, claims and people of a block. Four tables, so that one sum need not wait for the last. */
typedef struct tally {
    int64_t of[4][CROWD_DATES + 1];
} tally;

static void add_up(const crowd_layout *l, const crowd_block *block, const uint8_t *death, int64_t person, tally *t)
{
    const double *claim = l->claim + block->first;
    for (size_t j = 0; j < 4; j++)
        memset(t->of[j], 0, (l->survival_dates + 1) * sizeof *t->of[j]);
    size_t i = 0;
    for (; i + 4 <= block->count; i += 4)
        for (size_t j = 0; j < 4; j++)
            t->of[j][death[i + j]] += (int64_t)claim[i + j] + person;
    for (; i < block->count; i++)
        t->of[0][death[i]] += (int64_t)claim[i] + person;
}

/* By survival date, the claims of those of a block who see it; and how many they are, if that comes with them. */
static bool sum_claims(const crowd *c, size_t lane, size_t index)
{
    const crowd_layout *l = c->layout;
    const crowd_block *block = &l->block[index];
    bool counts = block->claims < INT64_C(1) << PERSON_AT && block->count < PEOPLE_MOST;
    int64_t person = counts ? INT64_C(1) << PERSON_AT : 0, *claims = c->claims[lane], sum = 0;
    tally t;
    add_up(l, block, c->death[lane] + block->first, person, &t);
    for (size_t v = l->survival_dates; v > 0; v--) {
        sum += t.of[0][v] + t.of[1][v] + t.of[2][v] + t.of[3][v];
        claims[(v - 1) * l->block_count + index] = counts ? sum & (person - 1) : sum;
        if (counts)
            c->living[lane][(v - 1) * l->block_count + index] = (uint32_t)(sum >> PERSON_AT);
    }
    return counts;
}

static void count_living(const crowd *c, size_t lane, size_t index)
{
    const crowd_layout *l = c->layout;
    const crowd_block *block = &l->block[index];
    uint32_t living[CROWD_DATES];
    kernel_living(c->death[lane] + block->first, block->count, l->survival_dates, living);
    for (size_t v = 0; v < l->survival_dates; v++)
        c->living[lane][v * l->block_count + index] = living[v];
}

void crowd_draw(crowd *c, uint64_t quad)
{
    draw_deaths(c, quad);
    for (size_t j = 0; j < c->trials; j++) {
        if (c->aged)
            crowd_begin_fates(c, j);
        for (size_t b = 0; b < c->layout->block_count; b++)
            if (c->aged)
                crowd_count_fates(c, j, b);
            else if (!c->claims[j] || !sum_claims(c, j, b))
                count_living(c, j, b);
    }
}
