/* The tables of engine/lives/deaths.c. */
#include "base/check.h"
#include "engine/lives/deaths.h"
#include "solatium/mathematics.h"

#include <math.h>

#define WORDS UINT64_C(4294967296)

/* −ln u over the multiplier, as a lifetime's integral of the hazard is held against it. */
static double limit_of(uint64_t word, double multiplier)
{
    return -sol_log(sol_uniform_from_word((uint32_t)word)) / multiplier;
}

/* From a guess that is off by one at most, as limits fall strictly. */
uint64_t deaths_threshold(double integral, double multiplier)
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

static void fill_row(const deaths *d, const float *integral, double multiplier, uint16_t *sure, uint32_t *threshold)
{
    const uint32_t flip = d->version.lanes == 8 ? UINT32_C(1) << 31 : 0; /* AVX2 compares signed numbers only */
    size_t lanes = d->version.lanes, first = 0;
    while (first < d->date_count && deaths_threshold(integral[first], multiplier) == WORDS)
        first++;
    *sure = (uint16_t)first;
    for (size_t i = 0; i < d->groups * lanes; i++) {
        size_t place = i % lanes * d->groups + i / lanes, date = first + place - 1;
        bool is_date = place > 0 && date < d->date_count;
        uint64_t word = is_date ? deaths_threshold(integral[date], multiplier) : 0;
        SOL_CHECK(word < WORDS);
        threshold[i] = (uint32_t)word ^ flip;
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

/* Of what is given: the version, the claimants and their number. */
static deaths *make_order(sol_arena *arena, const plan_people *people, deaths given)
{
    SOL_CHECK(people->survival_date_count < UINT16_MAX);
    deaths *d = SOL_TAKE(arena, 1, deaths);
    *d = given;
    d->row_count = people->survival_count;
    d->date_count = people->survival_date_count;
    d->survival = people->survival;
    d->groups = (d->date_count + d->version.lanes) / d->version.lanes;
    find_runs(arena, (const people_details *)people->details, d);
    return d;
}

static deaths *make(sol_arena *arena, const plan_people *people, double multiplier, deaths given)
{
    SOL_CHECK(multiplier >= 0);
    deaths *d = make_order(arena, people, given);
    size_t stride = d->groups * d->version.lanes;
    uint16_t *sure = SOL_TAKE(arena, d->row_count, uint16_t);
    uint32_t *threshold = SOL_TAKE(arena, d->row_count * stride + 16, uint32_t); /* a vector more: so it is aligned */
    for (size_t row = 0; row < d->row_count; row++)
        fill_row(d, d->survival[row].integral, multiplier, &sure[row], threshold + row * stride);
    d->sure = sure;
    d->threshold = threshold;
    return d;
}

/* Integrals are far below what single precision holds; beyond 10^30 nobody sees a date. */
static deaths *make_drawn(sol_arena *arena, const plan_people *people, deaths given)
{
    deaths *d = make_order(arena, people, given);
    size_t stride = d->groups * d->version.lanes;
    float *integral = SOL_TAKE(arena, d->row_count * stride + 16, float);
    for (size_t i = 0; i < d->row_count * stride; i++) {
        size_t row = i / stride, place = i % d->version.lanes * d->groups + i % stride / d->version.lanes;
        bool is_date = place > 0 && place <= d->date_count;
        integral[i] = is_date ? fminf(d->survival[row].integral[place - 1], 1e30f) : INFINITY;
    }
    d->integral = integral;
    return d;
}

deaths *deaths_new_version(sol_arena *arena, const plan_people *people, double multiplier,
                           const deaths_version *version)
{
    deaths given = {.version = *version};
    given.claimant = claimants_by_row(arena, people, &given.count);
    return make(arena, people, multiplier, given);
}

deaths *deaths_new_drawn_version(sol_arena *arena, const plan_people *people, const deaths_version *version)
{
    deaths given = {.version = *version};
    given.claimant = claimants_by_row(arena, people, &given.count);
    return make_drawn(arena, people, given);
}

static deaths_version best_version(void)
{
    deaths_version version[3];
    deaths_versions(version);
    return version[0];
}

static deaths_version best_drawn_version(void)
{
    deaths_version version[3];
    deaths_drawn_versions(version);
    return version[0];
}

deaths *deaths_new_ordered(sol_arena *arena, const plan_people *people, double multiplier, size_t count,
                           const uint32_t *claimant)
{
    return make(arena, people, multiplier, (deaths){.version = best_version(), .count = count, .claimant = claimant});
}

deaths *deaths_new_drawn_ordered(sol_arena *arena, const plan_people *people, size_t count, const uint32_t *claimant)
{
    return make_drawn(arena, people, (deaths){.version = best_drawn_version(), .count = count, .claimant = claimant});
}

deaths *deaths_new(sol_arena *arena, const plan_people *people, double multiplier)
{
    deaths_version version = best_version();
    return deaths_new_version(arena, people, multiplier, &version);
}

deaths *deaths_new_drawn(sol_arena *arena, const plan_people *people)
{
    deaths_version version = best_drawn_version();
    return deaths_new_drawn_version(arena, people, &version);
}
