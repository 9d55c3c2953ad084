/*
 * Proportional division among claims that lie together where they have a common history: each has had the whole part of one share of his
 * claim, or of a share of what stands beside it where that is more. Nobody gives anything back.
 */
#ifndef SOL_ENGINE_CROWD_STRETCHES_H
#define SOL_ENGINE_CROWD_STRETCHES_H

#include "engine/crowd_passes/crowd_parts.h"

typedef struct crowd_stretch {
    size_t count;
    const double *claim;
    const uint32_t *narrow; /* the claims in 32 bits where `claim` is NULL: one each, with nothing beside them */
    const double *beside;   /* another amount of each, or NULL */
    const uint32_t *people; /* who have that claim; NULL: one each */
    double share;           /* that each has had of his claim */
    double beside_share;    /* the same of the other amount */
    double ratio_least, ratio_most; /* of the other amount to the claim, nearly */
    int64_t claims, paid;           /* sums */
    size_t who;                     /* for the caller, who knows whose they are */
} crowd_stretch;

/* Who takes part in a division: stretches that are not paid off. */
typedef struct crowd_takers {
    crowd_stretch of[2 * (CROWD_DATES + 1)];
    size_t count;
    int64_t claims, paid; /* sums */
    int64_t reach;        /* what they have had once nobody has had less than his claim */
    double least, most;   /* no claim is smaller or larger */
    double unit;          /* of payments; 1 where something stands beside a claim */
} crowd_takers;

/** No takers yet, of claims between two. */
void crowd_takers_begin(crowd_takers *t, double least, double most, double unit);

/** Adds a stretch, unless it is empty. */
void crowd_takers_add(crowd_takers *t, const crowd_stretch *s);

/**
 * The share of an endowment, what was paid included: who has had more keeps it, the others get the whole part of it.
 *
 * Needs    claims and what stands beside them sum to less than 2^51; endowment > paid
 */
double crowd_takers_share(const crowd_takers *t, int64_t endowment);

/** What a stretch has had once it has had a share, larger than its own. */
int64_t crowd_stretch_at(const crowd_stretch *s, double share, double unit);

#endif
