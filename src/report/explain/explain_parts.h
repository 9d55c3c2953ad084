/* How a trial is told. Private to explain_trial.c, explain_events.c and explain_division.c. */
#ifndef SOL_REPORT_EXPLAIN_PARTS_H
#define SOL_REPORT_EXPLAIN_PARTS_H

#include "engine/trial/trial.h"
#include "report/document/document.h"

enum { EXPLAIN_ROWS = 300 };

/* One payment to the claimant whose future is told. */
typedef struct told_payment {
    size_t date;
    const char *from; /* "the general pool, step 1" */
    sol_money amount;
    bool is_estate;
} told_payment;

/* What the observer writes into. */
typedef struct teller {
    document *doc;
    const sol_plan *plan;
    const trial *trial;
    size_t claimant; /* whose rows are told alone; SIZE_MAX: all rows */
    size_t division_count;
    document_table *divisions; /* a row each, before the first of them; NULL: none so far */
    ledger told;               /* as it stood on the last day that was told */
    sol_date told_day;
    size_t payment_count, payment_room;
    told_payment *payment;
} teller;

/** An amount to the last unit, without and with the currency; a date. */
const char *explain_amount(const document *doc, sol_money amount);
const char *explain_money(const document *doc, sol_money amount);
const char *explain_date(const document *doc, sol_date date);

/** Keeps a payment to the claimant whose future is told. */
void explain_payment(teller *say, size_t date, const char *from, sol_money amount);

/** What happens before money is divided: events, what is uncertain about all and settled for the trial, firms that join, what becomes of claims. */
void explain_events(const teller *say);

/** What becomes of the claim of a claimant (by number) who died in the trial; NULL: nothing is asked of heirs. */
const char *explain_heirs(document *doc, const sol_plan *plan, const trial *t, size_t claimant);

/** A division of an observer: heading, the rule's arithmetic, a row a claimant, what stays. */
void explain_division(teller *say, const trial_division *d);

#endif
