/* A result made by hand, with Hangul, kanji, an open band, a date that never comes and a seed beyond 2^53. */
#ifndef SAMPLE_RESULT_H
#define SAMPLE_RESULT_H

#include "solatium/result.h"

#include <math.h>
#include <string.h>

static inline sol_estimate sample_estimate(double mean)
{
    return (sol_estimate){
        .mean = mean, .se = mean / 97.0, .p05 = floor(mean * 0.6), .p50 = floor(mean), .p95 = ceil(mean * 1.5)};
}

static inline sol_estimate sample_people_of(double all, double mean)
{
    sol_estimate people = sample_estimate(mean);
    people.p95 = fmin(people.p95, all);
    return people;
}

static inline sol_estimate sample_share(double mean)
{
    return (sol_estimate){.mean = mean, .se = 0.0031, .p05 = mean * 0.7, .p50 = mean, .p95 = fmin(mean * 1.2, 1.0)};
}

static inline sol_proportion sample_proportion(double mean, double se)
{
    return (sol_proportion){.mean = mean, .se = se, .low = fmax(mean - 0.01, 0), .high = fmin(mean + 0.01, 1)};
}

static inline void sample_people(sol_people *people)
{
    static const double state[SOL_STATES] = {0.5, 1.5, 2, 21.25, 3, 4.75, 5, 12};
    static const double reason[SOL_REASONS] = {2.5, 1.5, 0.5, 1.5, 8, 6};
    for (int s = 0; s < SOL_STATES; s++)
        people->state[s] = sample_estimate(state[s]);
    for (int r = 0; r < SOL_REASONS; r++)
        people->reason[r] = sample_estimate(reason[r]);
    people->nothing_died = sample_estimate(9);
    people->nothing_living = sample_estimate(3);
    people->died_waiting = sample_estimate(17);
    people->share_in_time = sample_share(21.25 / 41);
    people->share_of_all_living = sample_share(21.25 / 45);
    people->ceiling = sample_share(0.83);
    people->ceiling_of_rules = sample_share(0.79);
    people->share_died_waiting = sample_share(0.4);
    people->paid_share_in_life = sample_share(0.375);
}

static inline void sample_money(sol_arena *arena, sol_result *r)
{
    sol_money_totals *m = &r->money;
    m->claimed = sample_estimate(6107452055.0);
    m->opening = sample_estimate(0);
    m->received = sample_estimate(4312500000.5);
    m->returned_on_balance = sample_estimate(51234567);
    m->costs = sample_estimate(420000000);
    m->paid = sample_estimate(3800000000.0);
    m->paid_in_life = sample_estimate(2300000000.0);
    m->paid_to_estates = sample_estimate(1500000000.0);
    m->returned = sample_estimate(0);
    m->left = sample_estimate(143734567.5);
    m->stranded = sample_estimate(12e6);
    m->owed = sample_estimate(2.1e9);
    static const struct {
        const char *name, *country, *kind;
        double probability, promised, received;
    } rows[] = {
        {"新日鐵住金", "JP", "firm", 0.32, 1e9, 0.3125e9},
        {"포스코", "KR", "firm", 0.8, 4e9, 3.2e9},
        {"Government", NULL, "public", 1, 0.8e9, 800000000.5},
    };
    sol_source_result *source = SOL_TAKE(arena, 3, sol_source_result);
    for (size_t i = 0; i < 3; i++) {
        double p = rows[i].probability;
        source[i] = (sol_source_result){rows[i].name,
                                        rows[i].country,
                                        rows[i].kind,
                                        sample_proportion(p, 0.004),
                                        sample_estimate(rows[i].promised),
                                        sample_estimate(rows[i].received),
                                        0};
    }
    r->source = source;
    r->source_count = 3;
    sol_country_result *country = SOL_TAKE(arena, 2, sol_country_result);
    country[0] = (sol_country_result){"JP", 1, {.mean = 0.32, .se = 0.0033, .p95 = 1}, sample_estimate(0.3125e9)};
    country[1] = (sol_country_result){"KR", 1, {.mean = 0.8, .se = 0.0082, .p95 = 1}, sample_estimate(3.2e9)};
    r->country = country;
    r->country_count = 2;
}

static inline sol_band_result *sample_bands(sol_arena *arena, const char *first, const char *second)
{
    sol_band_result *band = SOL_TAKE(arena, 2, sol_band_result);
    band[0] = (sol_band_result){first,
                                85,
                                90,
                                20,
                                18,
                                18,
                                sample_share(0.6),
                                sample_estimate(2e9),
                                sample_estimate(1.3e9),
                                sample_estimate(3e9)};
    band[1] = (sol_band_result){second,
                                90,
                                first ? 95 : INFINITY,
                                30,
                                27,
                                27,
                                sample_share(0.4),
                                sample_estimate(1.8e9),
                                sample_estimate(1e9),
                                sample_estimate(3107452055.0)};
    return band;
}

static inline sol_timeline_row *sample_timeline(sol_arena *arena, size_t count)
{
    sol_timeline_row *row = SOL_TAKE(arena, count, sol_timeline_row);
    for (size_t i = 0; i < count; i++) {
        double part = (double)(i + 1) / (double)count;
        row[i] = (sol_timeline_row){.date = sol_date_add_months(sol_date_of(2019, 10, 1), 3 * (int)i),
                                    .received = sample_estimate(4.3125e9 * part),
                                    .balance = sample_estimate(1e8),
                                    .paid = sample_estimate(3.8e9 * part),
                                    .living = sample_people_of(50, 45 * (1 - 0.6 * part)),
                                    .paid_in_full = sample_estimate(29 * part),
                                    .in_time = sample_estimate(21.25 * part),
                                    .waiting = sample_estimate(11.5),
                                    .died_waiting = sample_estimate(16.5 * part)};
    }
    return row;
}

static inline sol_estimate sample_unpaid(double mean)
{
    sol_estimate e = sample_estimate(mean);
    e.at_confidence = ceil(mean * 1.25);
    return e;
}

static inline sol_reach_date sample_reach(int per_cent)
{
    const sol_date middle = sol_date_of(2020 + per_cent / 10, 1, 1), never = sol_date_never();
    const double p = 0.01 * per_cent;
    return (sol_reach_date){.p05 = sol_date_of(2019, 10, 1),
                            .p50 = per_cent < 90 ? middle : never,
                            .p95 = never,
                            .at_confidence = per_cent < 50 ? middle : never,
                            .never = sample_proportion(p, 0.004)};
}

/* Of 42 living whose claims are neither refused, declined nor not due, and of 4 estates. */
static inline void sample_answers(sol_arena *arena, sol_result *r)
{
    static const struct {
        double by_goal, by_end, all, unpaid;
    } rows[SOL_ORIGINS] = {{24, 30, 42, 1.9e9}, {2, 3, 4, 0.4e9}, {26, 33, 46, 2.3e9}};
    static const double wait[SOL_WAITS] = {0.5e9, 0.2e9, 1.6e9};
    static const int per_cent[SOL_COMING_SHARES] = {25, 50, 75, 90, 100};
    for (int o = 0; o < SOL_ORIGINS; o++) {
        sol_wholly_paid *w = &r->wholly_paid[o];
        w->by_goal = sample_people_of(rows[o].all, rows[o].by_goal);
        w->share_by_goal = sample_share(rows[o].by_goal / rows[o].all);
        w->by_end = sample_people_of(rows[o].all, rows[o].by_end);
        w->share_by_end = sample_share(rows[o].by_end / rows[o].all);
        w->everyone = (sol_proportion){.mean = 0.011, .se = 0.0033, .low = 0.0061, .high = 0.0196};
        r->unpaid.of[o] = sample_unpaid(rows[o].unpaid);
    }
    for (int w = 0; w < SOL_WAITS; w++)
        r->unpaid.wait[w] = sample_estimate(wait[w]);
    r->unpaid.at = r->verdict[0].by;
    for (int of = 0; of < SOL_COMINGS; of++)
        for (int s = 0; s < SOL_COMING_SHARES; s++)
            r->reach[of][s] = sample_reach(per_cent[s]);
    r->nothing_comes = (sol_proportion){.mean = 0.002, .se = 0.0014, .low = 0.0005, .high = 0.0073};
    sol_deaths *deaths = SOL_TAKE(arena, 180, sol_deaths); /* 15 years of months */
    for (int k = 0; k < 180; k++)
        deaths[k] = (sol_deaths){sol_date_add_months(r->start, k),
                                 {sol_date_add_months(r->start, k + 1).day - 1},
                                 {18.0 / 180, 0.01},
                                 {18.0 / 180 * (k + 1), 0.01 * (k + 1)}};
    r->deaths = deaths;
    r->death_count = 180;
    static const sol_bin shares[] = {{0, 0.5, 400}, {0.5, 1, 600}}, amounts[] = {{0, 4e9, 0}, {4e9, 8e9, 1000}};
    r->distribution.share_in_time = (sol_histogram){2, shares};
    r->distribution.received = r->distribution.owed = (sol_histogram){2, amounts};
}

/** The result in `arena`; its claimants only if asked for. */
static inline sol_result *sample_result(sol_arena *arena)
{
    static const char *const leaves_out[] = {"recourse of the fund against the defendants", "상속인 사이의 다툼"};
    static const sol_assumption assumption[] = {
        {"firms.포스코.pledge", "4bn KRW", "POSCO, 2023-03-15", NULL, false},
        {"participation.JP", "32%", NULL, "nobody knows it; a third is \"hopeful\"", false},
        {"fund.return", "0%/y", NULL, NULL, true},
    };
    static sol_verdict verdict[2];
    verdict[0] = (sol_verdict){.word = SOL_TOO_LATE,
                               .is_settled = true,
                               .counted = 1,
                               .probability = {.mean = 0.0304, .se = 0.0054, .low = 0.0214, .high = 0.043},
                               .goal = 0.9,
                               .confidence = 0.8,
                               .by = {.day = 22279},
                               .paid = 1.0,
                               .share_in_time = sample_share(21.25 / 41)};
    verdict[1] = verdict[0];
    verdict[1].who = "the estates";
    verdict[1].reach = SOL_IN_LIFE_OR_AFTER;
    sol_result *r = SOL_TAKE(arena, 1, sol_result);
    *r = (sol_result){
        .title = "한일 기업 공동기금: joint fund",
        .file = "joint.yaml",
        .sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        .content = "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210",
        .start = sol_date_of(2019, 7, 1),
        .end = sol_date_of(2034, 7, 1),
        .currency = "KRW",
        .leaves_out_count = 2,
        .leaves_out = leaves_out,
        .trials = 1000,
        .seed = UINT64_C(18446744073709551615),
        .pay_date_count = 60,
        .claimant_count = 50,
        .living_count = 45,
        .estate_count = 5,
        .has_sampled_people = true,
        .has_later_filings = true,
        .verdict_count = 2,
        .verdict = verdict,
        .group_count = 2,
        .group = sample_bands(arena, "신일철주금 원고", "Mitsubishi women"),
        .age_band_count = 2,
        .age_band = sample_bands(arena, NULL, NULL),
        .timeline_count = 60,
        .timeline = sample_timeline(arena, 60),
        .assumption_count = 3,
        .assumption = assumption,
    };
    sample_people(&r->people);
    sample_money(arena, r);
    sample_answers(arena, r);
    return r;
}

#endif
