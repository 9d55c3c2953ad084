/* A crowd under a weighted proportional step: what each has had is kept, as weights change from date to date. */
#ifndef SOL_ENGINE_CROWD_WEIGHTED_H
#define SOL_ENGINE_CROWD_WEIGHTED_H

#include "engine/crowd_passes/crowd_parts.h"
#include "engine/crowd_passes/crowd_slopes.h"
#include "engine/lives/death_days.h"

enum { CROWD_NEVER = 255, AGE_OPEN = 255 }; /* behind all pay dates, and all ages */
_Static_assert((int)CROWD_BLOCK_WEIGHTED <= (int)SLOPES_MOST, "a block is one pass");

/* By row of survival, then the survival date not seen. */
typedef struct crowd_row_ages {
    const uint8_t *age;     /* at death, of the younger; AGE_OPEN: see the day */
    const uint32_t *older;  /* who has a word below is a year older; NULL where the multiplier is drawn */
    const double *birthday; /* who has a limit above is; INFINITY: nobody; NULL where it is not drawn */
} crowd_row_ages;

/* By row, one of its claimants. */
uint32_t *crowd_heads(sol_arena *arena, const sol_plan *plan);

/* Needs a step that weighs by age. */
crowd_row_ages crowd_row_ages_make(sol_arena *arena, const sol_plan *plan, const uint32_t *head);

/* Weights that do not depend on the trial. Claimants of one row of survival have the same while they live. */
struct crowd_weights {
    const weights_tables *tables;
    size_t row_count;          /* of survival, and one behind them for institutions */
    const uint32_t *row;       /* by claimant */
    const uint32_t *run_row;   /* by run, neighbours of one row in a block */
    const uint16_t *run_of;    /* by claimant: which of the block's runs is his */
    const uint32_t *block_run; /* by block: its first run; then the number of runs */
    const double *living;      /* by pay date, then row: of those who see it */
    crowd_row_ages at_death;   /* where a step weighs by age */
    const death_days *days;    /* where a step weighs by hazard or need; NULL: there are no such tables */
    const int32_t *birth;      /* by row: the day; and the law */
    const uint32_t *law;
    bool estates_are_alike; /* all weigh the same */
    const double *outset;   /* by claimant behind the mortal: of estates from the outset, else 1 */
};

/* Somebody near a bound on the next date. */
typedef struct weighted_near {
    double slope, had, claim;
} weighted_near;

/* The next date's sums for levels between two, made while a date was paid. */
typedef struct weighted_ahead {
    bool is_there;
    slopes_next next;
    double level; /* in the middle */
    size_t near_count;
    weighted_near *near; /* AHEAD_MOST */
} weighted_ahead;

enum { AHEAD_MOST = 4096 };

/* How a level was found last. */
typedef struct weighted_memory {
    slopes_sums sums;
    double level;
    double drift; /* the level over what these sums had foretold */
} weighted_memory;

/* A worker's room. Amounts and weights stand in pages of SLOPES_MOST, those of the four trials of a block behind each other. */
struct crowd_weighted {
    slopes_version version;
    bool is_large;      /* some claim passes 32 bits */
    slopes_amounts had; /* in pages */
    double *dead;       /* in pages: the weights of estates, where claimants die; one page where all weigh the same */
    uint8_t *first[CROWD_TRIALS]; /* by claimant: the pay date of the first payment */
    uint8_t *last[CROWD_TRIALS];  /* by claimant: the pay date on which he was paid off */
    uint8_t *block_first
        [CROWD_TRIALS]; /* by block: the pay date on which all had their first payment; CROWD_NEVER: see each */
    bool *some_last[CROWD_TRIALS];    /* by block: whether anyone was paid off */
    double *paid[CROWD_TRIALS];       /* by block */
    double *in_life[CROWD_TRIALS];    /* by block */
    uint64_t *doubtful[CROWD_TRIALS]; /* by chunk: who is to be looked at after a division */
    size_t next_block;                /* of claimants who are drawn next */
    double first_slopes;              /* the sum of slopes when a first level was found last; 0: never */
    weighted_memory memory[CROWD_TRIALS];
    weighted_ahead ahead[CROWD_TRIALS];
};

static inline size_t weighted_page(size_t lane, size_t block)
{
    return (block * CROWD_TRIALS + lane) * SLOPES_MOST;
}

/* A block of one trial on a pay date. */
typedef struct weighted_at {
    size_t lane, block, date;
} weighted_at;

/* The claimants of a block in one trial on a pay date, with the weights of those alive. */
slopes_rows weighted_rows(const crowd *c, weighted_at at, const double *living);

enum { WEIGHTED_LIVING = SLOPES_MOST + 8 };

/* crowd_weighted_level.c: the level of a trial while it is sought. */
typedef struct weighted_search {
    bool is_open; /* else it is found, or there is nothing to divide */
    bool divides;
    bool is_first; /* nobody has anything yet */
    double endowment, foretold, level, low, high;
    slopes_sums sums;
    double fixed_before, slopes_before; /* the sums of the step before, where this level was made of them */
    int steps;
} weighted_search;
weighted_search weighted_begin_search(const crowd_weighted *w, size_t lane, double endowment);
void weighted_find_levels(crowd *c, size_t date, weighted_search s[CROWD_TRIALS]);

/* The weights of those alive in a block on a pay date. */
void weighted_living(const crowd *c, size_t block, size_t date, double living[WEIGHTED_LIVING]);

/* crowd_weighted_doubts.c: pays those whom a division has left doubtful; gives what they get. */
typedef struct weighted_division {
    size_t lane, date;
    double level, endowment; /* of all, what they had before included */
} weighted_division;
double weighted_settle_doubts(crowd *c, const weighted_division *d);

/* Gives a claimant of a block something outside of a pass. */
void weighted_give(crowd *c, weighted_at at, size_t claimant, double more);

#endif
