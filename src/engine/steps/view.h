/*
 * What one division sees of the open claims, a column each, by row: what each may come to by it, and what he has of that. A step for all whole
 * claims sees the columns of the accounts themselves; else they are made on each pay date.
 */
#ifndef SOL_ENGINE_VIEW_H
#define SOL_ENGINE_VIEW_H

#include "engine/claims/accounts.h"
#include "engine/steps/steps.h"

/* Those who take part; a row with a total of 0 does not. */
typedef struct view {
    columns_rows rows;    /* total: what he may come to; paid: what he has of it, less than that */
    columns_rows open;    /* whole claims of all who could take part: those that payments go to */
    int64_t totals, paid; /* sums over who takes part */
    bool is_bounded;      /* somebody may get less than what he may come to: view_room says how much */
    bool is_whole;        /* the columns of the accounts; else rows.principal is NULL */
    int64_t opened_total; /* whole: of those who were not there when interest was last accrued */
    uint64_t payments;    /* whole: as long as it stands, nobody was paid; else 0 */
    double most;          /* no total is above it */
    const columns_version *columns;
} view;

/** Whether a step pays the same share of what is owed to each, which needs no columns of what is owed. */
static inline bool view_is_same_part_of_owed(const sol_step *step)
{
    return step->is_outstanding && step->rule.rule == SOL_RULE_PROPORTIONAL && step->weight.kind == SOL_WEIGHT_NONE;
}

/* What views are made with: columns, and for whom each step and pool is, by row. */
typedef struct views views;

views *views_new(sol_arena *arena, const sol_plan *plan, row_map rows, const steps *s);

/**
 * What a division sees; the one before is forgotten. Columns are those of the accounts only if they may be: they are not to be written.
 *
 * Needs    accounts below COLUMNS_LIMIT / 2; all that is held counts
 */
view view_of(trial *t, steps *s, const steps_round *r, bool may_be_whole);

/**
 * As long as it stands, nobody has come who takes part in a step, and nobody may come to more by it; only payments made what is seen less. 0: it is not
 * known.
 */
uint64_t view_stamp(const trial *t, const steps *s, const steps_round *r);

/** Makes the view's own columns say what each may still get, and that nobody gets anything yet; then what one gets. */
void view_clear(const steps *s, const view *v);
void view_give_one(const steps *s, size_t row, int64_t given);

/** How much a row may get beside what it had: all that it is still owed or, within shares, what its share leaves. */
static inline int64_t view_room(const trial *t, const steps *s, size_t row)
{
    const accounts *a = t->accounts;
    const int64_t owed = a->total[row] - a->paid[row];
    const int64_t left = s->mode == STEPS_WITHIN ? s->most[row].units - a->paid[row] : owed;
    return left < owed ? left : owed;
}

/** Makes the columns of a bounded view say only what each may get, for rules that do not look at the rest. */
void view_bound(const trial *t, const steps *s, view *v);

/** What every open row had been paid up to now: a column that lasts until the next view. */
int64_t *view_paid_before(const trial *t, const steps *s);

/** Puts the awards of a problem among those who take part into the view's own columns, as what each may still get and what he gets. */
void view_give(const steps *s, const sol_claims_problem *problem);

#endif
