/* What claims have in common: interest, when they can be paid, heirs, answers. Part of a claim. */
#ifndef SOLATIUM_TERMS_H
#define SOLATIUM_TERMS_H

#include "solatium/contribution.h"
#include "solatium/index.h"

/** Interest: the rate in force from a day on, until the next step. */
typedef struct sol_interest_step {
    int64_t rate_billionths; /* per year of 365 days; exact */
    sol_date from;
} sol_interest_step;

typedef enum sol_interest_end {
    SOL_INTEREST_UNTIL_PAID,
    SOL_INTEREST_UNTIL_ELIGIBLE,
    SOL_INTEREST_UNTIL_DATE
} sol_interest_end;

typedef enum sol_heirs { SOL_HEIRS_INHERIT, SOL_HEIRS_AFTER_LIVING, SOL_HEIRS_LAPSE } sol_heirs;

/** What becomes of the claim of somebody who dies. Heirs of those who died before start hold their claims; of others they may come later, or not. */
typedef struct sol_inheritance {
    sol_heirs rank;           /* of estates; of claims that lapse nothing below is looked at */
    sol_distribution inherit; /* probability that heirs come forward */
    bool at_once;
    sol_when after; /* is_after always; from the day of death */
    bool is_kept;   /* where they do not, the claim stays owed and is not paid; else it lapses */
} sol_inheritance;

/** Received before start. */
typedef struct sol_earlier_payment {
    sol_money amount; /* in the scenario's currency */
    sol_date date;
} sol_earlier_payment;

/** What becomes of the share of a claimant who declines: he takes no part; it is held in the fund; a deposit, once it is all that he is owed. */
typedef enum sol_declined { SOL_DECLINED_NOTHING, SOL_DECLINED_HOLD, SOL_DECLINED_DEPOSIT } sol_declined;

/** What claims have in common, shared by all claimants to whom it applies. */
typedef struct sol_terms {
    size_t interest_count;
    const sol_interest_step *interest; /* by `from` */
    sol_interest_end interest_end;
    sol_date interest_until;        /* SOL_INTEREST_UNTIL_DATE: the first day without interest */
    sol_date eligible;              /* default: start; of a day that is drawn: start, which it is not before */
    const sol_when *eligible_drawn; /* NULL: none is */
    const sol_when *filed; /* the day from which the claim exists; drawn, it is not before start. NULL: start */
    int requires, unless;  /* events */
    sol_inheritance heirs;
    sol_distribution accepts; /* probability */
    bool accepts_at_once;
    sol_when accepts_after; /* is_after always; from the day the claim is otherwise eligible */
    sol_declined declined;
    sol_distribution taken; /* probability that he who declined takes up what is kept for him */
    bool taken_at_once;
    sol_when taken_after; /* is_after always; from the day on which he declined */
    size_t earlier_count;
    const sol_earlier_payment *earlier;
    sol_index index; /* of the principal, until the claim is examined or first paid */
    int group;       /* index into groups: what is uncertain about a delay is one draw a trial for it */
} sol_terms;

#endif
