/*
 * What claims are owed and paid in a trial, a column each, by row. Open claims, which can be paid from the fund and on which something
 * is owed, stand in the first columns; what the others come to stands apart and accrues when it is asked for. In the columns of open claims
 * a claim that is not open is 0, so that a pass over the rows needs no list; no row from `reach` on is open, which leaves out
 * those to come.
 */
#ifndef SOL_ENGINE_ACCOUNTS_H
#define SOL_ENGINE_ACCOUNTS_H

#include "engine/claims/claims.h"
#include "engine/passes/columns.h"

/* What a claim comes to on a day, paid or owed; `fraction` is its interest beyond that, rounding included, in COLUMNS_PARTS of a unit. */
typedef struct account_state {
    int64_t total, principal, fraction;
} account_state;

typedef struct accounts {
    int64_t *total, *principal, *fraction; /* of open claims, on `day` */
    int64_t *paid;                         /* of all: ever */
    int64_t *paid_in_life;                 /* of who has not seen a pay date: what he was ever paid in life */
    uint16_t *paid_off;                    /* the first pay date on which nothing is owed any more, or date_count */
    const int64_t *before;                 /* of `paid`: before start; NULL where nobody was */
    int64_t *uncounted;                    /* of `paid`: from pools that do not count; NULL where all do */
    int64_t *deposited; /* what settled a claim and lies outside of the fund for who declined; NULL where nothing can */
    sol_date day;       /* up to which open claims have accrued */
    size_t buried;      /* pay dates whose deaths have been noted */
    size_t opened;      /* pay dates whose newly eligible claims have been opened */
    size_t reach;       /* behind the last row that has been opened */
    int64_t open_total, open_paid; /* sums over open claims */
    uint64_t payments;             /* of any kind: as long as it stands, nobody was paid */
    uint64_t raised;               /* as long as it stands, no claim was opened and none has grown */
    int64_t opened_total;          /* of those that were opened when interest was last accrued */
    int64_t unsettled;             /* claims that are sure to be open: unflagged, not lapsed, not paid off */
    double most;                   /* no claim comes to more by `end` */
    bool is_narrow;                /* less than half of COLUMNS_LIMIT */
    columns_version columns;
    claims_opening apart;       /* claims of a walk that left nothing here but payments */
    struct accounts_room *room; /* of accounts.c */
} accounts;

accounts *accounts_new(sol_arena *arena, const sol_plan *plan, row_map rows);

/** Whether some money of the plan does not count in the general pool's division. */
bool accounts_has_uncounted(const sol_plan *plan);

/** Begins a walk: nothing is paid, no claim is open. Needs the trial's claims. */
void accounts_begin(trial *t);

/**
 * The same where payments are known elsewhere: no claim is opened here and nobody buried one by one, and what was paid is 0
 * but for what the last such walk left there of the same claims.
 */
void accounts_begin_apart(trial *t);

/** What accounts_bury does of such a walk. */
void accounts_pass(trial *t, size_t date);

/** Notes who has not lived to see a pay date; claims may lapse. */
void accounts_bury(trial *t, size_t date);

/** Opens the claims that are eligible by a pay date, and accrues the open ones' interest up to its day. */
void accounts_accrue(trial *t, size_t date);

/** After the last pay date: accrues the open claims' interest up to `end`. */
void accounts_end(trial *t);

/**
 * Whether a claim is open on a pay date or, behind the last one, at `end`: neither paid off nor lapsed, nor known to be refused, declined or
 * excluded. One whose event has not happened may still be paid, for all that is known. Of today alone: claims are not opened again.
 */
bool accounts_may_be_paid(const trial *t, size_t row, size_t date);

/** Whether some claim is. */
bool accounts_some_may_be_paid(trial *t, size_t date);

/** What a claim comes to on a day, not before the last one that it has accrued to. */
account_state accounts_on(const trial *t, size_t row, sol_date day);

/** What it may come to by a later day, for all that is known today of the day on which it will be examined. */
int64_t accounts_at_most(const trial *t, size_t row, sol_date day);

/** Whether some claim bears interest, or its principal follows prices. */
bool accounts_bear_interest(const accounts *a);

/** The same of each of `count` rows from one on; 0 where it is refused or not due and not open. Needs open claims accrued to the day. */
void accounts_totals(const trial *t, sol_date day, size_t from, size_t count, int64_t *total);

/** Pays a claim, open or not, today, on a pay date. */
void accounts_pay(trial *t, size_t row, size_t date, int64_t amount);

/** Settles a claim that is not open by a deposit of all that is owed on it; its claimant is not paid by it. */
void accounts_deposit(trial *t, size_t row, size_t date);

/** Pays a claimant his deposit. */
void accounts_take_up(trial *t, size_t row, size_t date);

/** What is owed on a claim today, be it open or not. */
static inline int64_t accounts_owed(const trial *t, size_t row)
{
    const accounts *a = t->accounts;
    return accounts_on(t, row, t->today).total - a->paid[row] - (a->deposited ? a->deposited[row] : 0);
}

/** Notes that an open claim is paid off or a goal reached, if so, after a payment that is in its columns already. */
void accounts_settle(trial *t, size_t row, size_t date);

static inline bool accounts_is_open(const accounts *a, size_t row)
{
    return a->total[row] > 0;
}

/** Whether nothing is owed on a claim any more: paid off, or deposited. */
static inline bool accounts_is_settled(const trial *t, size_t row)
{
    const accounts *a = t->accounts;
    return a->paid_off[row] != t->plan->date_count || (a->deposited && a->deposited[row] > 0);
}

/** What a claimant had before start. */
static inline int64_t accounts_paid_before(const accounts *a, size_t row)
{
    return a->before ? a->before[row] : 0;
}

/** What he was ever paid in life, in this trial or before. */
static inline int64_t accounts_ever_in_life(const trial *t, size_t row)
{
    const accounts *a = t->accounts;
    return t->claims->death[row] < a->buried ? a->paid_in_life[row] : a->paid[row];
}

/** What he got in this trial while he lived, and what his estate got. */
static inline int64_t accounts_paid_in_life(const trial *t, size_t row)
{
    return accounts_ever_in_life(t, row) - accounts_paid_before(t->accounts, row);
}

static inline int64_t accounts_paid_to_estate(const trial *t, size_t row)
{
    return t->accounts->paid[row] - accounts_ever_in_life(t, row);
}

#endif
