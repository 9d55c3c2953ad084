/*
 * A crowd under a proportional step with weights by age. Claimants who have the same age on every pay date are a generation, and those of
 * a generation who die between the same dates at the same age share a fate: what they have had is one share of their claims.
 */
#ifndef SOL_ENGINE_CROWD_AGES_H
#define SOL_ENGINE_CROWD_AGES_H

#include "engine/crowd_passes/crowd_fates.h"
#include "engine/crowd_passes/crowd_parts.h"
#include "engine/crowd_passes/crowd_slopes.h"
#include "engine/crowd_weighted/crowd_weighted.h"

enum { AGES_MOST = 256 };

typedef struct ages_pass {
    size_t first, count;
    uint32_t generation;
} ages_pass;

/* What does not depend on the trial. Places: generation · FATES_MOST + fate. */
struct crowd_ages {
    const double *weight;       /* by age */
    size_t count;               /* of generations */
    const uint32_t *generation; /* by claimant of the plan */
    const uint32_t *of_block;   /* by block */
    size_t pass_count;          /* neighbours of one generation, up to FATES_ROWS */
    const ages_pass *pass;
    const uint32_t *row;   /* of survival, by claimant of the crowd with a life of his own */
    const uint8_t *living; /* by pay date, then generation: age */
    const uint8_t *fates;  /* by generation: how many; the last lives */
    const uint8_t *age;    /* by place: at death */
    const uint8_t *seen;   /* by place: pay dates that they see */
    const uint8_t *unseen; /* by place: the survival date that they do not see */
    const uint8_t *fate;   /* by row, then the survival date not seen: of the younger; the older's is the next */
    crowd_row_ages at_death;
};

_Static_assert((int)CROWD_LONG <= (int)FATES_ROWS, "a block is one pass");

/* A level as it was found: part / whole; nobody's where `is_there` is not. */
typedef struct aged_level {
    bool is_there, pays_all;
    double part;
    long_sum whole;
    double near;
} aged_level;

/* A worker's room, for each of four trials. */
typedef struct aged_trial {
    uint8_t *fate;    /* by claimant */
    uint32_t *people; /* by block, then fate */
    int64_t *claims;  /* by place: sums */
    double *share; /* by place, as fates_share has it: of estates; where the first fate of the living stands, theirs */
    uint8_t *last; /* by place, for estates: the pay date on which they were paid off; CROWD_NEVER */
    bool *some_last;               /* by generation: whether anyone was paid off */
    double *lived;                 /* by pay dates past, then generation: the same of the living */
    uint8_t *first_living;         /* by generation: the first fate of the living */
    int64_t *alive;                /* by generation: claims of the living */
    int64_t estates[AGES_MOST];    /* by age at death: claims of estates */
    aged_level level[CROWD_DATES]; /* by pay date */
    double most;                   /* the highest level so far */
} aged_trial;

struct crowd_aged {
    fates_version version;
    aged_trial of[CROWD_TRIALS];
    double *some; /* by place: room for shares of some */
};

static inline size_t ages_place(size_t generation, size_t fate)
{
    return generation * FATES_MOST + fate;
}

static inline fates_rows ages_rows(const crowd *c, size_t lane, ages_pass p, size_t last)
{
    return (fates_rows){p.count, c->layout->claim + p.first, c->aged->of[lane].fate + p.first, (uint8_t)last};
}

/* crowd_aged_doubts.c: what somebody has had by some pay dates, exactly. */
double aged_award(const crowd *c, size_t lane, size_t generation, size_t claimant, size_t dates);

/* crowd_aged_level.c: the level of a trial on a pay date. */
aged_level aged_level_of(const crowd *c, size_t lane, size_t date, int64_t endowment);

/* The sum of what all have by shares, by place, which are theirs by some pay dates: 0 for whoever does not count. */
int64_t aged_sum(const crowd *c, size_t lane, const double *share, size_t dates);

#endif
