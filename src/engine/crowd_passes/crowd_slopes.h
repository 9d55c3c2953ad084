/*
 * Passes over neighbours in a weighted proportional step: each has slope · level, kept between what he had and his claim, where the slope is
 * his claim times his weight. A version for each instruction set; the same numbers from each.
 */
#ifndef SOL_ENGINE_CROWD_SLOPES_H
#define SOL_ENGINE_CROWD_SLOPES_H

#include "engine/passes/long_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SLOPES_CHUNK = 64, SLOPES_MOST = 512, SLOPES_CHUNKS = SLOPES_MOST / SLOPES_CHUNK, SLOPES_LANES = 8 };

/*
 * A level from these sums is within ten roundings of the exact one, and what it makes of a slope within three more: an award that would be
 * another at a level so far off is doubtful.
 */
#define SLOPES_OFF 0x1p-49

/* Whole amounts below 2^32; or below 2^51, in doubles, where claims are large. */
typedef union slopes_amounts {
    uint32_t *small;
    double *large;
} slopes_amounts;

/* Up to SLOPES_MOST claimants. Behind `death` there are SLOPES_CHUNK bytes that may be read. */
typedef struct slopes_rows {
    size_t count;
    const double *claim;         /* whole amounts below 2^51 */
    const double *living, *dead; /* weights > 0: of those who see the date, and of estates */
    const uint8_t *death;
    int date;               /* who dies later is alive */
    bool some_have_nothing; /* else nobody does */
    bool is_large;
    slopes_amounts had;
} slopes_rows;

/* At a level: what those at a bound have, exact, and the slopes of the others, side by side. */
typedef struct slopes_sums {
    double fixed;
    double sum[SLOPES_LANES], lost[SLOPES_LANES];
} slopes_sums;

/* What was paid, exact; who is doubtful and was not paid, who had his first payment and who his last. To begin with, nothing. */
typedef struct slopes_paid {
    double all, in_life;
    uint64_t doubtful[SLOPES_CHUNKS], first[SLOPES_CHUNKS], last[SLOPES_CHUNKS];
} slopes_paid;

/*
 * The next date's sums, for a level between two: of those who are on one side of their bounds at both. The others are near and to be looked
 * at one by one.
 */
typedef struct slopes_next {
    const double *living; /* weights on that date */
    int date;
    double low, high; /* levels */
    slopes_sums sums;
    uint64_t near[SLOPES_CHUNKS];
} slopes_next;

/* Whose weight stands where. */
typedef struct slopes_places {
    size_t count;        /* claimants */
    size_t row_count;    /* of neighbours that weigh the same */
    const uint32_t *row; /* where the weight of each of them stands */
    const uint16_t *of;  /* by claimant: which of them is his; there are eight more that may be read */
} slopes_places;

typedef struct slopes_version {
    const char *name;
    /** Adds the sums at a level. */
    void (*add)(const slopes_rows *rows, double level, slopes_sums *sums);
    /** The same with slopes as they are before they are rounded: to some 2^-100 of their sum. Of those already paid by the level. */
    void (*add_exactly)(const slopes_rows *rows, double level, slopes_sums *sums);
    /** Pays the whole parts; then adds the next date's sums, of what all have then. NULL: there is none. */
    void (*pay)(const slopes_rows *rows, double level, slopes_paid *paid, slopes_next *next);
    /** Spreads weights over claimants, in eights: there must be room for seven more. */
    void (*spread)(const slopes_places *places, const double *weight, double *out);
} slopes_version;

/** That for AVX-512, where the compiler knows it. */
extern const slopes_version slopes_wide;

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t slopes_versions(slopes_version version[static 3]);

/** The sum of all slopes. */
long_sum slopes_total(const slopes_sums *sums);

/** What one of the rows has. */
static inline double slopes_had(const slopes_rows *rows, size_t i)
{
    return rows->is_large ? rows->had.large[i] : rows->had.small[i];
}

#endif
