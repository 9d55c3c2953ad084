/* The steps of the allocation: what a pool holds is divided among those whom a step is for. */
#ifndef SOL_ENGINE_STEPS_H
#define SOL_ENGINE_STEPS_H

#include "engine/steps/weights.h"
#include "engine/trial/trial.h"

/* One division: which pay date, pool and step, which round. */
typedef struct steps_round {
    size_t date, pool, step;
    bool is_after_living;
    sol_money cash;
} steps_round;

/* What becomes of awards where the yearly limit binds after the division: they are found as shares first, and then paid within them. */
typedef enum steps_mode { STEPS_PAY, STEPS_SHARE, STEPS_WITHIN } steps_mode;

/* A worker's room for divisions. */
typedef struct steps {
    weights *weights;
    uint8_t *in_pool; /* by pool, then group: whether the pool is for the group */
    uint8_t *in_step; /* by step, then group */
    bool is_listed;   /* the following three are of this pay date */
    uint32_t *open;   /* rows that can take part in some division of the pay date, their claimants in file order */
    int64_t *total;   /* by place among them: what the claim comes to today */
    size_t open_count;
    uint32_t *member; /* rows that take part; arrays by place among them */
    sol_money *claim, *lower, *upper, *award, *payment, *held, *owed;
    double *weight, *urgency, *survival;
    sol_money *held_today;   /* by row: what is his and not paid; NULL where nothing is held */
    int64_t *held_uncounted; /* of it: out of pools that do not count; NULL where none is */
    steps_mode mode;
    bool is_silent; /* the observer is not told */
    sol_money *held_before,
        *most; /* by row: before the pool at hand; what he may have been paid in all; NULL where nothing can bind */
    struct registered *registered; /* of registered.c; NULL where nothing is held */
    struct views *views;           /* of view.c */
    struct column_steps *columns;  /* of steps_columns.c */
} steps;

/** Room for any division of the plan. */
steps *steps_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Begins a trial: forgets the one before. */
void steps_begin(steps *s, const trial *t);

/** Begins the divisions of a pay date: nothing is held yet. */
void steps_begin_date(steps *s, const sol_plan *plan);

/**
 * Divides a pool's cash on a pay date by all steps, then once more for estates that come after the living; pays `most` of it at most, and gives
 * what was paid. Of the round, date, pool and cash are looked at.
 *
 * A step leaves cash to those behind it only if nobody in it could be given a further unit below his bound, or the last units that settle his
 * claim; else what rounding leaves stays in the pool.
 *
 * Where `hold` is `registered`, all take part whose claims may be paid, for all that is known on the day; and so do, by their terms, those who
 * declined. What falls to claims that are not eligible is gone from the cash of this pay date, and later steps and pools of the same date treat it as received. `most` then binds after the
 * division: where the shares of those eligible come to more, it is divided among them by the same steps, and nobody gets more than his share;
 * what it keeps from them stays in the pool. Otherwise `most` is all that is divided.
 *
 * Where a pool does not count, the general pool's cumulative division takes what came from it for not received: the claim is divided whole, and
 * nobody gets more than he is still owed.
 */
sol_money steps_divide(trial *t, steps *s, const steps_round *of, sol_money most);

/**
 * Divides money that is paid directly among a source's groups (all, if it names none), in proportion to what they are owed and to the last
 * unit. A court's title does not depend on the fund: all who are entitled by then have a part, be they refused, in the queue, or have declined; but not the dead whose
 * heirs are awaited.
 * It counts in the general pool's division unless the earmark says no.
 *
 * Gives    what was paid; the rest goes back to the debtor
 */
sol_money steps_pay_directly(trial *t, steps *s, size_t date, const sol_earmark *earmark, sol_money cash);

/** Whether a step by filing goes by days on which claims are filed; else it goes by the file alone. */
static inline bool steps_have_filing(const sol_plan *plan, const sol_step *step)
{
    return step->rule.by == SOL_BY_FILING && people_details_of(plan)->has_filed;
}

/** What is held today for a row. */
static inline sol_money steps_held(const steps *s, size_t row)
{
    return s->held_today ? s->held_today[row] : sol_money_of(0);
}

/** A payment rounded down to the unit of payments, but for what settles the whole claim. */
static inline int64_t steps_in_units(int64_t amount, int64_t owed, sol_money unit)
{
    return amount == owed ? amount : amount - amount % unit.units;
}

/** Lists who can take part in some division of a pay date. */
void steps_list_open(const trial *t, steps *s, size_t date);

/** Pays a row's claim on a pay date out of money that counts in the general pool's division, or not. */
void steps_pay(trial *t, size_t row, size_t date, sol_money amount, bool counts);

/**
 * What a pool's groups can still receive after a pay date at most, for all that is known then: their claims that can, with interest to the last
 * pay date; or, behind the last one, after `end`. Only as far as it is below `enough`.
 */
sol_money steps_still_owed(const trial *t, const steps *s, const steps_round *r, sol_money enough);

/**
 * What a step gives the claims that are listed (open, total, with what accounts say that each had), claim by claim; nothing is paid yet. Nothing is
 * held, and all money counts.
 *
 * Gives    how many take part (member); what each gets (payment); whether what is left goes on to those behind
 */
size_t steps_solve(trial *t, steps *s, const steps_round *r, bool *goes_on);

/** Room for steps_divide_columns. */
struct column_steps *steps_columns_new(sol_arena *arena, const sol_plan *plan);

/* What a division paid and what it held, and whether what it leaves goes on to those behind; if not, it stays in the pool. */
typedef struct steps_payment {
    int64_t paid, held;
    bool goes_on;
} steps_payment;

/**
 * Divides by passes over columns, without lists: the same payments as steps_divide would make by a division problem.
 *
 * Gives    whether the step can be divided so
 */
bool steps_divide_columns(trial *t, steps *s, const steps_round *r, steps_payment *done);

#endif
