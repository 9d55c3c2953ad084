/* Random numbers as pure functions of (seed, trial, entity, purpose): Philox4x32-10, nothing kept between draws. */
#ifndef SOLATIUM_RANDOM_H
#define SOLATIUM_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/** What a draw is for; numbered once and never again, so that an older result can be reproduced. */
typedef enum sol_purpose {
    SOL_PURPOSE_LIFETIME = 1,
    SOL_PURPOSE_APPROVAL = 2,
    SOL_PURPOSE_ACCEPTS = 3,
    SOL_PURPOSE_ACCEPTS_DELAY = 4,
    SOL_PURPOSE_PRIORITY = 5,
    SOL_PURPOSE_MULTIPLIER = 6,
    SOL_PURPOSE_TAKEN = 7, /* whether who declined takes up what is kept for him, and when */
    SOL_PURPOSE_TAKEN_DELAY = 8,
    SOL_PURPOSE_CAPACITY = 9, /* of the office */
    SOL_PURPOSE_EVENT = 10,
    SOL_PURPOSE_EVENT_DATE = 11,
    SOL_PURPOSE_RATE = 20,        /* a country's participation rate */
    SOL_PURPOSE_FACTOR = 21,      /* a country's V, and W of them all */
    SOL_PURPOSE_INCLINATION = 22, /* a firm's epsilon */
    SOL_PURPOSE_JOINS = 23,
    SOL_PURPOSE_PLEDGE = 24,
    SOL_PURPOSE_SOLVENCY = 25,
    SOL_PURPOSE_SOURCE = 30, /* whether another source comes */
    SOL_PURPOSE_SOURCE_DATE = 31,
    SOL_PURPOSE_SOURCE_AMOUNT = 32,
    SOL_PURPOSE_SOURCE_HAIRCUT = 33,
    SOL_PURPOSE_EXCHANGE = 40, /* Brownian increments, one a month: entity mixed with the month */
    SOL_PURPOSE_RETURN = 41,
    SOL_PURPOSE_RETURN_MEAN = 42, /* of an uncertain one, what is expected */
    SOL_PURPOSE_SEX = 50,         /* 50 to 59: once, from claimants.seed */
    SOL_PURPOSE_AGE = 51,
    SOL_PURPOSE_BIRTH = 52,
    SOL_PURPOSE_CLAIM = 53,
    SOL_PURPOSE_RESAMPLE = 60, /* which scenarios a resampled set holds */
    SOL_PURPOSE_HEIRS = 70,    /* whether heirs come forward, and when */
    SOL_PURPOSE_HEIRS_DELAY = 71,
    SOL_PURPOSE_FILED = 72, /* when a claim is filed, from when it is eligible */
    SOL_PURPOSE_ELIGIBLE = 73,
} sol_purpose;

typedef enum sol_entity_kind {
    SOL_ENTITY_WORLD = 1, /* one of its kind: the multiplier, W */
    SOL_ENTITY_COUNTRY,
    SOL_ENTITY_CURRENCY,
    SOL_ENTITY_EVENT,
    SOL_ENTITY_FIRM,
    SOL_ENTITY_SOURCE,
    SOL_ENTITY_CLAIMANT,
    SOL_ENTITY_POOL,
    SOL_ENTITY_GROUP, /* of claimants: what is uncertain about all of them */
} sol_entity_kind;

/** The last trial that has draws of its own, 2^34 - 1: a quarter of it is a word of the counter. */
#define SOL_DRAWN_TRIAL_MAX UINT64_C(17179869183)

/** A 64-bit number for an entity by its kind and the bytes of its id (FNV-1a, then a finalizer); the same on every machine. */
uint64_t sol_entity(sol_entity_kind kind, const char *id);

/** The number of the `index`-th member of an entity ("ID#1" is index 1), or of its index-th month. */
uint64_t sol_entity_member(uint64_t entity, uint64_t index);

/**
 * One Philox4x32-10 block: counter (entity low, entity high, trial / 4, purpose), key `seed`; word j belongs to trial 4·(trial / 4) + j.
 *
 * Source   Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3
 */
void sol_draw_four(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose, uint32_t word[static 4]);

/** The word of one trial. */
uint32_t sol_draw_word(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose);

/** (word + 1/2) / 2^32: strictly between 0 and 1. */
static inline double sol_uniform_from_word(uint32_t word)
{
    return ((double)word + 0.5) * (1.0 / 4294967296.0);
}

/** A uniform number strictly between 0 and 1. */
double sol_draw_uniform(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose);

/** A standard normal number: the program's own inverse of the normal distribution at that uniform. */
double sol_draw_normal(uint64_t seed, uint64_t trial, uint64_t entity, sol_purpose purpose);

#endif
