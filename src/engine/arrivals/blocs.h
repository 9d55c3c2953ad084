/* Blocs of firms and who of them joins at each plan's rates; for courses.c and purses.c only. */
#ifndef SOL_ENGINE_BLOCS_H
#define SOL_ENGINE_BLOCS_H

#include "engine/arrivals/inflow_trial.h"

/* The rates of a bloc's firms in some of the plans. */
typedef struct bloc_rates {
    const money_details *details;
    const money_odds *odds; /* of all rates of the plan */
    money_odds *drawn;      /* the same, where rates are drawn in each trial; else NULL */
    uint32_t class;         /* in this trial */
} bloc_rates;

/* Whom some rates let join if he looked at nobody else, and the class that it leads to. */
typedef struct bloc_inclined {
    uint64_t *word; /* a bit a firm; under participation_as fraction each firm's fraction */
    uint32_t class;
} bloc_inclined;

/* Those of a bloc who can join together in a trial. */
typedef struct bloc_class {
    const sol_date *joined; /* by firm of the bloc, or never */
    const uint64_t *word;   /* that led to it */
} bloc_class;

/* Countries whose firms follow one another; no firm follows one of another bloc. */
typedef struct bloc {
    size_t firm_count;
    uint32_t *firm; /* increasing */
    bool has_followers;
    size_t match_count;
    size_t *match; /* sources that match or guarantee what its firms pay */
    size_t rates_count;
    bloc_rates *rates;
    uint32_t *rates_of; /* by plan */
    size_t word_count;
    size_t inclined_count, class_count; /* of this trial */
    bloc_inclined *inclined;
    bloc_class *class;
} bloc;

typedef struct blocs {
    inflow_trial *trial;
    size_t count;
    bloc *bloc;
    sol_date *day;       /* by firm: when it joins if its rate lets it */
    size_t *rate;        /* by firm: that rate */
    double *inclination; /* by firm, once asked for */
    bool *is_known;
    sol_arena *scratch; /* reset by each trial */
} blocs;

/** The blocs of plans that differ in their rates alone; draws are made in the room of `trial`, which is the first plan's. */
blocs *blocs_new(sol_arena *arena, inflow_trial *trial, size_t count, const sol_plan *const *plan);

/** Frees what does not lie in the arena of blocs_new. */
void blocs_free(blocs *b);

/** Draws all classes of a trial that was begun. */
void blocs_draw(blocs *b);

static inline uint32_t bloc_class_of(const bloc *b, size_t plan)
{
    return b->rates[b->rates_of[plan]].class;
}

#endif
