/* What those who join bring: the amounts of some plans among those whose firms join alike. For courses.c only. */
#ifndef SOL_ENGINE_PURSES_H
#define SOL_ENGINE_PURSES_H

#include "engine/arrivals/blocs.h"

/* What a class of a bloc pays, once it was asked for. */
typedef struct purse_payment {
    bool is_made;
    size_t count;
    const inflow_arrival *arrival; /* sorted; of the bloc's firms, matches of what they pay and guarantees of it */
} purse_payment;

typedef struct purse {
    inflow_trial *trial; /* with a room of its own; the first purse shares that of the blocs */
    size_t fixed_count;  /* arrivals of the sources that no firm sways */
    inflow_arrival *fixed, *merged[2], *whole;
    sol_money *pledge; /* by firm, once asked for */
    int *currency;
    bool *is_pledged;
    purse_payment **payment; /* by bloc, then class */
} purse;

/** A purse with the amounts of a plan. */
purse purse_new(sol_arena *arena, inflow_trial *trial, const blocs *all);

/** Begins a trial that the blocs have drawn. */
void purse_begin(purse *p, const blocs *all);

/** Puts what the class of each bloc that a plan has pays, and what the other sources bring, into the purse's inflow. */
void purse_fill(purse *p, blocs *all, size_t plan);

/** Fills what each firm promises, joining or not, into the purse's inflow. */
void purse_promise(purse *p);

#endif
