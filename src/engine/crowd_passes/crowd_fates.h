/*
 * Passes over claimants of one block in an order that does not matter, whose shares go by a byte each. A version for each instruction set; the
 * same numbers from each.
 */
#ifndef SOL_ENGINE_CROWD_FATES_H
#define SOL_ENGINE_CROWD_FATES_H

#include <stddef.h>
#include <stdint.h>

enum { FATES_MOST = 64, FATES_ROWS = 2048, FATES_CHUNK = 64, FATES_CHUNKS = FATES_ROWS / FATES_CHUNK };

/* A share is within four roundings of what it stands for; so far below it an award may be another than so far above. */
#define FATES_OFF 0x1p-51

/** A share as the passes take it: a little less than it is, but for all of a claim. */
static inline double fates_share(double share)
{
    return share < 1 ? share * (1 - FATES_OFF) : 1;
}

/* Up to FATES_ROWS claimants, whose claims come to less than 2^51; behind `fate` there are FATES_CHUNK bytes that may be read. */
typedef struct fates_rows {
    size_t count;
    const double *claim; /* whole amounts from 1 to below 2^48 */
    const uint8_t *fate; /* below FATES_MOST; what is behind the last may be anything */
    uint8_t last;        /* in a sum those behind it share its share */
} fates_rows;

/* What became of claimants by two shares: at death, and at the end. */
typedef struct fates_outcome {
    int64_t in_life, all, had_in_life, had, had_and_lives; /* money, then who had something */
} fates_outcome;

/* Who lives at the end has a fate from `end` on. */
typedef struct fates_shares {
    const double *in_life, *all; /* FATES_MOST each */
    uint8_t end;
} fates_shares;

typedef struct fates_version {
    const char *name;
    /** The sum of the whole parts of shares of the claims, FATES_MOST of them, but for claimants who are doubtful: they are marked. */
    int64_t (*sum)(const fates_rows *rows, const double *share, uint64_t doubtful[FATES_CHUNKS]);
    /** Adds what became of those who are not doubtful. */
    void (*settle)(const fates_rows *rows, const fates_shares *shares, fates_outcome *sum,
                   uint64_t doubtful[FATES_CHUNKS]);
} fates_version;

/** That for AVX-512, where the compiler knows it. */
extern const fates_version fates_wide;

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t fates_versions(fates_version version[static 3]);

#endif
