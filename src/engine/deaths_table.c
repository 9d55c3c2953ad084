/* The tables of engine/deaths.c. */
#include "base/check.h"
#include "engine/deaths.h"
#include "solatium/mathematics.h"

#define WORDS UINT64_C(4294967296)

/* −ln u over the multiplier, as a lifetime's integral of the hazard is held against it. */
static double limit_of(uint64_t word, double multiplier)
{
    return -sol_log(sol_uniform_from_word((uint32_t)word)) / multiplier;
}

/* The first word that does not see a date; WORDS if every one does. From a guess that is off by one at most, as limits fall strictly. */
static uint64_t threshold_of(double integral, double multiplier)
{
    if (multiplier == 0)
        return WORDS;
    uint64_t word = (uint64_t)(sol_exp(-integral * multiplier) * (double)WORDS);
    while (word < WORDS && limit_of(word, multiplier) > integral)
        word++;
    while (word > 0 && limit_of(word - 1, multiplier) <= integral)
        word--;
    return word;
}

static void fill_row(const deaths *d, const double *integral, double multiplier, uint16_t *sure, uint32_t *threshold)
{
    size_t lanes = d->version.lanes, first = 0;
    while (first < d->date_count && threshold_of(integral[first], multiplier) == WORDS)
        first++;
    *sure = (uint16_t)first;
    for (size_t i = 0; i < d->groups * lanes; i++) {
        size_t place = i % lanes * d->groups + i / lanes, date = first + place - 1;
        bool is_date = place > 0 && date < d->date_count;
        uint64_t word = is_date ? threshold_of(integral[date], multiplier) : 0;
        SOL_CHECK(word < WORDS);
        threshold[i] = (uint32_t)word ^ d->version.flip;
    }
}

/* Claimants by row, in file order; where rows and blocks begin. */
static void order_claimants(sol_arena *arena, const plan_people *people, const people_details *details, deaths *d)
{
    uint32_t *next = SOL_TAKE(arena, d->row_count + 1, uint32_t);
    for (size_t i = 0; i < people->count; i++)
        if (details->survival[i] != SOL_NONE)
            next[details->survival[i] + 1]++;
    for (size_t row = 0; row < d->row_count; row++)
        next[row + 1] += next[row];
    d->count = next[d->row_count];
    d->block_count = (d->count + DEATHS_BLOCK - 1) / DEATHS_BLOCK;
    uint32_t *claimant = SOL_TAKE(arena, d->count, uint32_t), *first = SOL_TAKE(arena, d->row_count + 1, uint32_t);
    uint64_t *entity = SOL_TAKE(arena, d->block_count * DEATHS_BLOCK, uint64_t);
    uint32_t *block_row = SOL_TAKE(arena, d->block_count, uint32_t);
    for (size_t row = 0; row <= d->row_count; row++)
        first[row] = next[row];
    for (size_t i = 0; i < people->count; i++) {
        if (details->survival[i] == SOL_NONE)
            continue;
        size_t at = next[details->survival[i]]++;
        claimant[at] = (uint32_t)i;
        entity[at] = details->entity[i];
    }
    for (size_t row = 0; row < d->row_count; row++)
        for (size_t b = (first[row] + DEATHS_BLOCK - 1) / DEATHS_BLOCK; b * DEATHS_BLOCK < first[row + 1]; b++)
            block_row[b] = (uint32_t)row;
    d->claimant = claimant;
    d->entity = entity;
    d->row_first = first;
    d->block_row = block_row;
}

deaths *deaths_new_version(sol_arena *arena, const plan_people *people, double multiplier,
                           const deaths_version *version)
{
    SOL_CHECK(multiplier >= 0 && people->survival_date_count < UINT16_MAX);
    deaths *d = SOL_TAKE(arena, 1, deaths);
    d->version = *version;
    d->row_count = people->survival_count;
    d->date_count = people->survival_date_count;
    d->groups = (d->date_count + version->lanes) / version->lanes;
    order_claimants(arena, people, (const people_details *)people->details, d);
    uint16_t *sure = SOL_TAKE(arena, d->row_count, uint16_t);
    uint32_t *threshold = SOL_TAKE(arena, d->row_count * d->groups * version->lanes + 16, uint32_t); /* so: aligned */
    for (size_t row = 0; row < d->row_count; row++)
        fill_row(d, people->survival[row].integral, multiplier, &sure[row],
                 threshold + row * d->groups * version->lanes);
    d->sure = sure;
    d->threshold = threshold;
    return d;
}

deaths *deaths_new(sol_arena *arena, const plan_people *people, double multiplier)
{
    deaths_version version[3];
    deaths_versions(version);
    return deaths_new_version(arena, people, multiplier, &version[0]);
}
