#include "engine/lives/deaths.h"

#include "engine/lives/lifetimes.h"
#include "solatium/mathematics.h"
#include "trial_fixture.h"

#include <math.h>

/* Old and young, long and short rows, institutions and estates between; %s: pay dates. */
#define PEOPLE                                                                                                         \
    FIXTURE_HEAD "start: 2025-01-01\n"                                                                                 \
                 "end: 2045-12-31\n"                                                                                   \
                 "claimants:\n"                                                                                        \
                 "  groups:\n"                                                                                         \
                 "    - {name: A, count: 700, living: 690, sex: {male: 40%%}, age: {normal: [90, 5]}, claim: 5}\n"     \
                 "    - {name: B, count: 40, sex: male, born: 1932-02-29, claim: 5}\n"                                 \
                 "    - {name: C, kind: institution, count: 3, claim: 9}\n"                                            \
                 "    - {name: D, count: 1100, sex: female, age: {choice: {30: 30%%, 119: 30%%, 90: 40%%}}, claim: "   \
                 "7}\n"                                                                                                \
                 "    - {name: E, count: 3, sex: female, age: 0, claim: 7}\n"                                          \
                 "payments: %s\n"

static const char *const pay_dates[] = {
    "{dates: [2025-01-01]}",                                     /* all integrals are nought */
    "{dates: [2025-01-02, 2025-01-03, 2035-01-01, 2036-01-01]}", /* nearly so */
    "{first: 2025-01-01, every: quarter}",
    "{first: 2025-03-01, every: month}",
};

static fixture fixture_dates(const char *dates)
{
    char text[4096];
    snprintf(text, sizeof text, PEOPLE, dates);
    return fixture_of(text);
}

/* By the definition of lifetimes_draw: the first date whose integral, times the multiplier, reaches −ln u. */
static size_t first_unseen(const plan_people *people, size_t claimant, double multiplier, uint32_t word)
{
    const float *integral = people->survival[((const people_details *)people->details)->survival[claimant]].integral;
    double limit = -sol_log(sol_uniform_from_word(word)) / multiplier;
    size_t date = 0;
    while (date < people->survival_date_count && integral[date] < limit)
        date++;
    return multiplier > 0 ? date : people->survival_date_count;
}

static uint32_t mixed(uint64_t x)
{
    x = (x + 1) * UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    return (uint32_t)(x >> 32);
}

/* A word at random, or one at the edge between two dates. */
static uint32_t word_for(const plan_people *people, size_t claimant, double multiplier, uint64_t number)
{
    static const uint32_t ends[] = {0, 1, UINT32_MAX - 1, UINT32_MAX};
    uint32_t random = mixed(number);
    if (number % 8 == 0)
        return ends[random % 4];
    if (number % 8 < 5)
        return random;
    const people_details *details = people->details;
    size_t date = random % people->survival_date_count;
    double s = sol_exp(-people->survival[details->survival[claimant]].integral[date] * multiplier) * 4294967296.0;
    double word = floor(s) + (double)(random >> 16) / 16384 - 2;
    return word <= 0 ? 0 : word >= 4294967295.0 ? UINT32_MAX : (uint32_t)word;
}

/* One block against the definition, with words at the edges of each trial's multiplier. */
static void check_block(const plan_people *people, const deaths *d, size_t b, uint64_t number, deaths_words words)
{
    static deaths_block block;
    static uint32_t word[DEATHS_WORDS];
    words.word = word;
    for (size_t j = 0; j < 4; j++)
        for (size_t i = 0; i < DEATHS_BLOCK && b * DEATHS_BLOCK + i < d->count; i++)
            word[j * DEATHS_BLOCK + i] = word_for(people, d->claimant[b * DEATHS_BLOCK + i], words.multiplier[j],
                                                  (number * 4 + j) * DEATHS_BLOCK + i);
    deaths_look_up(d, b, &words, &block);
    for (size_t j = 0; j < 4; j++)
        for (size_t i = 0; i < block.count; i++) {
            uint32_t w = word[j * DEATHS_BLOCK + i];
            size_t unseen = first_unseen(people, d->claimant[block.first + i], words.multiplier[j], w);
            cr_assert_eq(block.unseen[j][i], unseen, "%s, multiplier %g, %zu dates: %u gives %d, not %zu",
                         d->version.name, words.multiplier[j], people->survival_date_count, w, block.unseen[j][i],
                         unseen);
        }
}

static void check_table(const plan_people *people, const deaths *d, deaths_words words)
{
    enum { ROUNDS = 10 };
    cr_assert_eq(d->count, people->count - 13, "neither institutions nor estates");
    for (size_t round = 0; round < ROUNDS; round++)
        for (size_t b = 0; b < d->block_count; b++)
            check_block(people, d, b, round * d->block_count + b, words);
}

Test(deaths, every_version_finds_the_first_date_not_seen)
{
    static const double multiplier[] = {0, 1e-9, 0.37, 1, 6.5, 90};
    deaths_version version[3];
    size_t versions = deaths_versions(version);
    for (size_t k = 0; k < sizeof pay_dates / sizeof *pay_dates; k++) {
        fixture f = fixture_dates(pay_dates[k]);
        for (size_t i = 0; i < versions * sizeof multiplier / sizeof *multiplier; i++) {
            double m = multiplier[i / versions];
            deaths *d = deaths_new_version(f.arena, &f.plan->people, m, &version[i % versions]);
            check_table(&f.plan->people, d, (deaths_words){.multiplier = {m, m, m, m}});
        }
        fixture_end(&f);
    }
}

Test(deaths, every_version_finds_it_by_multipliers_that_are_drawn)
{
    static const double multiplier[][4] = {{1, 1.07, 0.93, 1.2}, {0.37, 6.5, 90, 1}, {1, 0, 1, 1e-9}, {1e-5, 1, 1, 1}};
    deaths_version version[3];
    size_t versions = deaths_drawn_versions(version);
    for (size_t k = 0; k < sizeof pay_dates / sizeof *pay_dates; k++) {
        fixture f = fixture_dates(pay_dates[k]);
        for (size_t i = 0; i < versions * sizeof multiplier / sizeof *multiplier; i++) {
            const double *m = multiplier[i / versions];
            deaths *d = deaths_new_drawn_version(f.arena, &f.plan->people, &version[i % versions]);
            check_table(&f.plan->people, d, (deaths_words){.multiplier = {m[0], m[1], m[2], m[3]}});
        }
        fixture_end(&f);
    }
}

/* In four trials that follow each other, by lifetimes_draw. */
static void check_draws(fixture *f, const deaths *d, uint64_t quad, bool is_drawn)
{
    static deaths_block block;
    uint16_t *death[4];
    double multiplier[4];
    for (size_t j = 0; j < 4; j++) {
        f->trial->index = 4 * quad + j;
        lifetimes_draw(f->trial);
        death[j] = SOL_TAKE(f->arena, f->plan->people.count, uint16_t);
        memcpy(death[j], f->trial->death, f->plan->people.count * sizeof *death[j]);
        multiplier[j] = f->trial->multiplier;
    }
    size_t seen = 0;
    for (size_t b = 0; b < d->block_count; b++) {
        draws_block draws = draws_block_of(f->trial->seed, quad, SOL_PURPOSE_LIFETIME);
        if (is_drawn)
            deaths_draw_by(d, draws, multiplier, b, &block);
        else
            deaths_draw(d, draws, b, &block);
        cr_assert_eq(block.first, seen);
        for (size_t i = 0; i < 4 * block.count; i++)
            cr_assert_eq(block.unseen[i % 4][i / 4],
                         death[i % 4][f->trial->rows.row[d->claimant[block.first + i / 4]]]);
        seen += block.count;
    }
    cr_assert_eq(seen, d->count);
}

Test(deaths, draws_are_those_of_the_trials)
{
    fixture f = fixture_dates(pay_dates[2]);
    check_draws(&f, deaths_new(f.arena, &f.plan->people, 1), 7, false);
    f.scenario->multiplier = sol_distribution_constant(1.35, 0);
    trial_free(f.trial);
    f.trial = trial_new(f.plan, 1);
    check_draws(&f, deaths_new_drawn(f.arena, &f.plan->people), 8, true);
    fixture_end(&f);
}

Test(deaths, any_order_gives_the_same_deaths)
{
    fixture f = fixture_dates(pay_dates[2]);
    deaths *d = deaths_new(f.arena, &f.plan->people, 1);
    uint32_t *order = SOL_TAKE(f.arena, d->count, uint32_t);
    for (size_t i = 0; i < d->count; i++) /* every 7th, then what is left: short runs and long ones */
        order[i] = d->claimant[i * 7 % d->count];
    cr_assert_neq(d->count % 7, 0);
    deaths *other = deaths_new_ordered(f.arena, &f.plan->people, 1, d->count, order);
    uint16_t *unseen = SOL_TAKE(f.arena, f.plan->people.count, uint16_t);
    deaths_block *block = SOL_TAKE(f.arena, 1, deaths_block);
    draws_block draws = draws_block_of(5, 3, SOL_PURPOSE_LIFETIME);
    for (size_t b = 0; b < d->block_count; b++) {
        deaths_draw(d, draws, b, block);
        for (size_t i = 0; i < block->count; i++)
            unseen[d->claimant[block->first + i]] = block->unseen[2][i];
    }
    for (size_t b = 0; b < other->block_count; b++) {
        deaths_draw(other, draws, b, block);
        for (size_t i = 0; i < block->count; i++)
            cr_assert_eq(block->unseen[2][i], unseen[order[block->first + i]]);
    }
    deaths *drawn = deaths_new_drawn_ordered(f.arena, &f.plan->people, d->count, order);
    for (size_t b = 0; b < drawn->block_count; b++) {
        deaths_draw_by(drawn, draws, (const double[]){2, 3, 1, 4}, b, block);
        for (size_t i = 0; i < block->count; i++)
            cr_assert_eq(block->unseen[2][i], unseen[order[block->first + i]]);
    }
    fixture_end(&f);
}

/* Dates lie days, months and years apart, so that there are none, one or many birthdays between them. */
Test(deaths, the_age_at_death_is_that_on_the_day_of_death)
{
    for (size_t k = 0; k < sizeof pay_dates / sizeof *pay_dates; k++) {
        fixture f = fixture_dates(pay_dates[k]);
        size_t dead = 0;
        for (f.trial->index = 0; f.trial->index < 8; f.trial->index++) {
            lifetimes_draw(f.trial);
            for (size_t i = 0; i < f.plan->people.count; i++) {
                const plan_claimant *c = &f.plan->people.claimant[i];
                const size_t row = f.trial->rows.row[i];
                if (c->is_institution || sol_date_is_never(lifetimes_death_day(f.trial, row)))
                    continue;
                int age = sol_date_age(c->birth, lifetimes_death_day(f.trial, row));
                cr_assert_eq(lifetimes_death_age(f.trial, row), age, "dates %zu, claimant %zu", k, i);
                dead++;
            }
        }
        cr_assert_gt(dead, 100);
        fixture_end(&f);
    }
}

/* By the integrals around a day where they tell, else by that of the day: near the day of death and far from it, also as mortality improves. */
Test(deaths, somebody_lives_on_a_day_until_he_dies)
{
    static const char *const mortality[] = {
        "",
        "  improvement: {85: 2%/y, 95: 0.8%/y}\n  reference: 2019\n",
        "  improvement: 9%/y\n  reference: 2044\n",
        "  improvement: {60: -4%/y, 61: 8%/y, 99: 0%/y}\n  reference: 2030\n",
    };
    for (size_t k = 0; k < sizeof mortality / sizeof *mortality; k++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(
            arena,
            "%s%sstart: 2025-01-01\nend: 2045-12-31\nclaimants:\n  groups:\n"
            "    - {name: A, count: 300, sex: {male: 50%%}, age: {uniform: [50, 99]}, claim: 5}\n"
            "payments: {dates: [2025-01-01, 2025-02-01, 2028-01-01, 2029-01-01, 2031-01-01, 2040-01-01]}\n",
            FIXTURE_HEAD, mortality[k]));
        for (f.trial->index = 0; f.trial->index < 4; f.trial->index++) {
            lifetimes_draw(f.trial);
            for (size_t row = 0; row < f.plan->people.count; row++) {
                const int32_t death = lifetimes_death_day(f.trial, row).day, start = f.scenario->start.day,
                              end = f.scenario->end.day, from = death == SOL_NEVER_DAY ? end : death;
                for (int32_t day = from - 400; day <= from + 400; day += day < from - 3 || day > from + 3 ? 9 : 1)
                    if (day >= start && day <= end)
                        cr_assert_eq(lifetimes_lives_on(f.trial, row, (sol_date){day}), day < death, "%s: row %zu, %d",
                                     mortality[k], row, (int)(day - death));
            }
        }
        fixture_end(&f);
        sol_arena_free(arena);
    }
}
