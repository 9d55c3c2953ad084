/*
 * Deaths of many claimants at once. Where the multiplier of mortality is the same in every trial, a claimant's word is held against the words
 * at which he would not see each survival date, worked out once for a plan; where it is drawn, −ln u over it is held against the integrals of
 * the hazard. The same answers as lifetimes_draw, claimant by claimant, whichever version the machine's instruction set selects.
 *
 *     deaths *d = deaths_new(arena, &plan->people, multiplier);
 *     deaths_block block;
 *     for (size_t b = 0; b < d->block_count; b++) {
 *         deaths_draw(d, draws_block_of(seed, quad, SOL_PURPOSE_LIFETIME), b, &block);
 *         for (size_t i = 0; i < block.count; i++)
 *             … block.unseen[j][i] is that of claimant d->claimant[block.first + i] in trial 4·quad + j …
 *     }
 */
#ifndef SOL_ENGINE_DEATHS_H
#define SOL_ENGINE_DEATHS_H

#include "plan/people.h"
#include "value/number/draws.h"

/* Claimants of a block: their words and what is made of them stay in the cache. Behind both there is room for a vector. */
enum { DEATHS_BLOCK = 512, DEATHS_ROOM = DEATHS_BLOCK + 16, DEATHS_WORDS = 4 * DEATHS_BLOCK + 16 };

typedef struct deaths deaths;

/* One block's claimants, in the order of `deaths`, and by trial the first survival date that each does not see (date_count: none). */
typedef struct deaths_block {
    size_t first, count;
    uint16_t unseen[4][DEATHS_ROOM];
} deaths_block;

/* word[j·DEATHS_BLOCK + i] is the word of the block's claimant i in trial j, those behind the block's claimants may be anything. */
typedef struct deaths_words {
    const uint32_t *word; /* DEATHS_WORDS */
    double multiplier[4]; /* by trial, where it is drawn */
} deaths_words;

/* A version for an instruction set, for tests and benchmarks. */
typedef struct deaths_version {
    const char *name; /* "scalar", "avx2", "avx512" */
    size_t lanes;     /* how the table is laid out */
    void (*look_up)(const deaths *d, const deaths_words *words, deaths_block *block);
} deaths_version;

struct deaths {
    size_t count; /* claimants with a life of their own: neither institutions nor estates from the outset */
    const uint32_t *
        claimant; /* their indices in the plan: row of survival by row, each row's in file order; or the caller's order */
    const uint64_t *entity; /* theirs, then zeros up to a whole block */
    size_t block_count;
    size_t row_count, date_count; /* of survival */
    const plan_survival *survival;
    size_t run_count;          /* neighbours of one row */
    const uint32_t *run_first; /* by run: its first claimant in this order; then `count` */
    const uint32_t *run_row;   /* by run */
    const uint32_t *block_run; /* by block: the run of its first claimant */
    size_t groups; /* thresholds or integrals stand in `groups` vectors of version.lanes a row; see deaths.c */
    const uint32_t *threshold; /* a claimant sees a date if his word is below; NULL where the multiplier is drawn */
    const uint16_t *sure;      /* by row: dates that every word sees; the thresholds are of those behind them */
    const float *integral;     /* where the multiplier is drawn */
    deaths_version version;
};

/**
 * The table of a plan's people for a multiplier.
 *
 * Needs    multiplier >= 0; at most 65,534 survival dates
 * Cost     two logarithms and an exponential a row and date; 4 bytes a row and date, in whole vectors
 */
deaths *deaths_new(sol_arena *arena, const plan_people *people, double multiplier);

/** The table of a plan's people for multipliers that are drawn; 4 bytes a row and date. */
deaths *deaths_new_drawn(sol_arena *arena, const plan_people *people);

/**
 * The same tables in an order of the caller's. The look-ups of neighbours of one row are made together, so that long runs are quick.
 *
 * Needs    claimants with a life of their own, each once
 */
deaths *deaths_new_ordered(sol_arena *arena, const plan_people *people, double multiplier, size_t count,
                           const uint32_t *claimant);
deaths *deaths_new_drawn_ordered(sol_arena *arena, const plan_people *people, size_t count, const uint32_t *claimant);

/** Draws the lifetimes of one block of claimants in the four trials of a draws_block, and looks up what they do not see. */
void deaths_draw(const deaths *d, draws_block draws, size_t index, deaths_block *block);

/** The same for a table of deaths_new_drawn, with the multipliers of the four trials. Needs    multiplier[j] >= 0 */
void deaths_draw_by(const deaths *d, draws_block draws, const double multiplier[4], size_t index, deaths_block *block);

/** The same from words. */
void deaths_look_up(const deaths *d, size_t index, const deaths_words *words, deaths_block *block);

/** The first word that does not see a day up to which the hazard has an integral; 2^32 if every one does. */
uint64_t deaths_threshold(double integral, double multiplier);

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t deaths_versions(deaths_version version[static 3]);
size_t deaths_drawn_versions(deaths_version version[static 3]);

/** Tables for a version. */
deaths *deaths_new_version(sol_arena *arena, const plan_people *people, double multiplier,
                           const deaths_version *version);
deaths *deaths_new_drawn_version(sol_arena *arena, const plan_people *people, const deaths_version *version);

#endif
