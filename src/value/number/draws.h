/* The draws of many entities at once; the same words as sol_draw_four gives one by one. */
#ifndef SOL_VALUE_DRAWS_H
#define SOL_VALUE_DRAWS_H

#include "solatium/random.h"

/* What the draws of a block have in common: the trials 4·quad … 4·quad + 3, the purpose, the seed. */
typedef struct draws_block {
    uint32_t seed_low, seed_high, quad, purpose;
} draws_block;

/** Needs    a quad of trials up to SOL_DRAWN_TRIAL_MAX */
draws_block draws_block_of(uint64_t seed, uint64_t quad, sol_purpose purpose);

/* A version of draws_fill for an instruction set, for tests and benchmarks. */
typedef struct draws_version {
    const char *name; /* "scalar", "avx2", "avx512" */
    void (*fill)(draws_block block, size_t count, const uint64_t *entity, uint32_t *word);
} draws_version;

/**
 * The words of the block's four trials for `count` entities.
 *
 * Shape    entity[count] in; word[4·count] out, trial by trial: word[j·count + i] is entity i's in trial 4·quad + j
 * Gives    the same words whichever version the machine's instruction set selects
 * Cost     about 0.4 ns a word with AVX-512, 0.6 with AVX2
 */
void draws_fill(draws_block block, size_t count, const uint64_t *entity, uint32_t *word);

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t draws_versions(draws_version version[static 3]);

#endif
