/* The pass that finds what a step sees: who of the open claims takes part, what each may come to by it, and what he has of that. */
#ifndef SOL_ENGINE_SEEN_H
#define SOL_ENGINE_SEEN_H

#include "engine/passes/columns.h"

/* By row; a claim that is not open has a total of 0. */
typedef struct seen_claims {
    size_t count;
    const int64_t *total, *paid;
    const uint16_t *death;     /* the first pay date that the claimant does not see */
    const uint8_t *kind;       /* with `after_bit` where his estate comes after the living */
    const uint8_t *is_for_him; /* 1 where pool and step are for his group; NULL: for all */
    const uint16_t *of_age;    /* the first pay date on which he has the age that the step is for; NULL: for any age */
} seen_claims;

/* Whom a step is for on a pay date, and how far it goes. */
typedef struct seen_terms {
    uint16_t date;
    uint8_t after_bit;
    bool is_after_living; /* the round for estates that come after the living */
    bool for_living, for_estates;
    bool is_outstanding;    /* what is owed, in place of the whole claim and what was paid of it */
    int64_t most;           /* of a claim */
    int64_t most_of_claims; /* likewise, in billionths of the claim, a half up; negative: no such limit */
} seen_terms;

/* What a step sees, by row; both 0 for who does not take part or has had the most that it gives. */
typedef struct seen_columns {
    int64_t *goal, *had;
} seen_columns;

typedef struct seen_sums {
    int64_t goals, had;
    size_t
        doubt_count; /* blocks with somebody who has died between the same two pay dates as he has, or would have, come of age: left out */
} seen_sums;

/* After payments into columns of all registered claims: what each has there, and what each was paid and holds today, to be brought up to that. */
typedef struct seen_registered {
    size_t count;
    const int64_t *had, *total; /* total: 0 of claims that are not open */
    int64_t *paid, *principal, *held;
} seen_registered;

typedef struct seen_parted {
    int64_t paid, held;
} seen_parted;

typedef struct seen_version {
    const char *name;
    /** Fills both columns, and the blocks in which somebody is left out as above. Needs amounts below COLUMNS_LIMIT / 2. */
    seen_sums (*see)(const seen_claims *claims, const seen_terms *terms, const seen_columns *columns, uint32_t *doubt);
    /** Pays what is new to open claims, and holds it for the others; gives both sums. */
    seen_parted (*part)(const seen_registered *rows);
} seen_version;

/** The versions that this machine can run, the chosen one first; their number is returned. */
size_t seen_versions(seen_version version[static 3]);

/** The same for one row who takes part. */
void seen_add(const seen_claims *claims, const seen_terms *terms, const seen_columns *columns, size_t row,
              seen_sums *sums);

#endif
