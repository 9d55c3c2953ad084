/*
 * Proportional division among claims that lie together where they have a common history: each has had the whole part of one share of his
 * claim. Nobody gives anything back, so that a stretch that has had more than the share of a pay date keeps what it has.
 */
#ifndef SOL_ENGINE_CROWD_STRETCHES_H
#define SOL_ENGINE_CROWD_STRETCHES_H

#include "engine/crowd_parts.h"

typedef struct crowd_stretch {
    size_t count;
    const double *claim;
    double share;         /* that each has had of his claim */
    int64_t claims, paid; /* sums */
    size_t who;           /* for the caller, who knows whose they are */
} crowd_stretch;

/* Who takes part in a division: stretches that are not paid off. */
typedef struct crowd_takers {
    crowd_stretch of[CROWD_DATES + 1];
    size_t count;
    int64_t claims, paid; /* sums */
    double least, most;   /* no claim is smaller or larger */
} crowd_takers;

/** Adds a stretch, unless it is empty or paid off. */
void crowd_takers_add(crowd_takers *t, crowd_stretch s);

/**
 * The share of an endowment, what was paid included: who has had more keeps it, the others get the whole part of it.
 *
 * Needs    claims that sum to less than 2^51; claims > paid; endowment > paid
 */
double crowd_takers_share(const crowd_takers *t, int64_t endowment);

/** The whole parts of a share of a stretch's claims. */
int64_t crowd_stretch_parts(const crowd_stretch *s, double share);

#endif
