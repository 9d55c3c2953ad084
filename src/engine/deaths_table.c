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

/* Claimants by row, in file order. */
static uint32_t *claimants_by_row(sol_arena *arena, const plan_people *people, size_t *count)
{
    const people_details *details = people->details;
    uint32_t *next = SOL_TAKE(arena, people->survival_count + 1, uint32_t);
    for (size_t i = 0; i < people->count; i++)
        if (details->survival[i] != SOL_NONE)
            next[details->survival[i] + 1]++;
    for (size_t row = 0; row < people->survival_count; row++)
        next[row + 1] += next[row];
    *count = next[people->survival_count];
    uint32_t *claimant = SOL_TAKE(arena, *count, uint32_t);
    for (size_t i = 0; i < people->count; i++)
        if (details->survival[i] != SOL_NONE)
            claimant[next[details->survival[i]]++] = (uint32_t)i;
    return claimant;
}

static bool begins_run(const deaths *d, const people_details *details, size_t at)
{
    return at == 0 || details->survival[d->claimant[at]] != details->survival[d->claimant[at - 1]];
}

/* Where runs and blocks begin, and the entities in this order. */
static void find_runs(sol_arena *arena, const people_details *details, deaths *d)
{
    d->block_count = (d->count + DEATHS_BLOCK - 1) / DEATHS_BLOCK;
    for (size_t i = 0; i < d->count; i++)
        d->run_count += begins_run(d, details, i);
    uint64_t *entity = SOL_TAKE(arena, d->block_count * DEATHS_BLOCK, uint64_t);
    uint32_t *first = SOL_TAKE(arena, d->run_count + 1, uint32_t), *row = SOL_TAKE(arena, d->run_count, uint32_t);
    uint32_t *block_run = SOL_TAKE(arena, d->block_count, uint32_t);
    size_t run = 0;
    for (size_t i = 0; i < d->count; i++) {
        if (begins_run(d, details, i)) {
            first[run] = (uint32_t)i;
            row[run++] = (uint32_t)details->survival[d->claimant[i]];
        }
        entity[i] = details->entity[d->claimant[i]];
        if (i % DEATHS_BLOCK == 0)
            block_run[i / DEATHS_BLOCK] = (uint32_t)(run - 1);
    }
    first[run] = (uint32_t)d->count;
    d->entity = entity;
    d->run_first = first;
    d->run_row = row;
    d->block_run = block_run;
}

static deaths *make(sol_arena *arena, const plan_people *people, double multiplier, deaths made)
{
    SOL_CHECK(multiplier >= 0 && people->survival_date_count < UINT16_MAX);
    deaths *d = SOL_TAKE(arena, 1, deaths);
    *d = made;
    d->row_count = people->survival_count;
    d->date_count = people->survival_date_count;
    d->groups = (d->date_count + d->version.lanes) / d->version.lanes;
    find_runs(arena, (const people_details *)people->details, d);
    uint16_t *sure = SOL_TAKE(arena, d->row_count, uint16_t);
    uint32_t *threshold = SOL_TAKE(arena, d->row_count * d->groups * d->version.lanes + 16, uint32_t); /* so: aligned */
    for (size_t row = 0; row < d->row_count; row++)
        fill_row(d, people->survival[row].integral, multiplier, &sure[row],
                 threshold + row * d->groups * d->version.lanes);
    d->sure = sure;
    d->threshold = threshold;
    return d;
}

deaths *deaths_new_version(sol_arena *arena, const plan_people *people, double multiplier,
                           const deaths_version *version)
{
    deaths d = {.version = *version};
    d.claimant = claimants_by_row(arena, people, &d.count);
    return make(arena, people, multiplier, d);
}

deaths *deaths_new_ordered(sol_arena *arena, const plan_people *people, double multiplier, size_t count,
                           const uint32_t *claimant)
{
    deaths_version version[3];
    deaths_versions(version);
    return make(arena, people, multiplier, (deaths){.version = version[0], .count = count, .claimant = claimant});
}

deaths *deaths_new(sol_arena *arena, const plan_people *people, double multiplier)
{
    deaths_version version[3];
    deaths_versions(version);
    return deaths_new_version(arena, people, multiplier, &version[0]);
}
