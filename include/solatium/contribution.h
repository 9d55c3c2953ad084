/* Money that may come in: events, countries and their firms. Part of a scenario. */
#ifndef SOLATIUM_CONTRIBUTION_H
#define SOLATIUM_CONTRIBUTION_H

#include "solatium/date.h"
#include "solatium/decimal.h"
#include "solatium/distribution.h"

enum { SOL_NONE = -1 }; /* an index that names nothing */

/** Where a scenario's value stands, for diagnostics and the table of assumptions. */
typedef struct sol_node sol_node;

/** A currency; index 0 is the scenario's own, with price 1. */
typedef struct sol_currency {
    const char *code;
    int minor_digits;  /* 0 for KRW and JPY, 2 for USD */
    sol_decimal price; /* units of the scenario's currency per unit of this one, both major, at start */
    double drift;      /* per year, compounded */
    double volatility; /* per square root of a year */
    const sol_node *node;
} sol_currency;

/** What one smallest unit of a currency is in smallest units of the scenario's own, at start; exact. */
static inline sol_decimal sol_currency_unit(const sol_currency *list, int currency)
{
    return sol_decimal_shift(list[currency].price, list[0].minor_digits - list[currency].minor_digits);
}

/** An uncertain amount. */
typedef enum sol_amount_kind {
    SOL_AMOUNT_MONEY,     /* minor units of a currency */
    SOL_AMOUNT_OF_CLAIMS, /* a share of all that is claimed at start (money.claimed) */
    SOL_AMOUNT_OF_SIZE    /* a share of the firm's size */
} sol_amount_kind;

typedef struct sol_amount {
    sol_amount_kind kind;
    int currency;
    sol_distribution value; /* minor units, or a share */
} sol_amount;

/** An uncertain day: drawn, or a span after what is required (else after start). */
typedef struct sol_when {
    bool is_after;
    sol_distribution date; /* !is_after: days since 1970-01-01 */
    bool is_calendar;      /* is_after: a plain span, added on the calendar */
    sol_span span;
    sol_distribution delay; /* is_after && !is_calendar: days, rounded down when drawn */
} sol_when;

typedef struct sol_event {
    const char *name;
    sol_distribution probability; /* one draw a trial if uncertain */
    sol_when date;
    int requires; /* event index or SOL_NONE */
    int unless;
    const sol_node *node;
} sol_event;

/** A rate of joining, which may change with events; the last listed event that has happened by the firm's `joins` date counts. */
typedef struct sol_participation {
    sol_distribution base;
    size_t after_count;
    const int *after_event;
    const sol_distribution *after_rate;
} sol_participation;

typedef struct sol_country {
    const char *name; /* as in `country: JP` */
    bool has_rate;
    sol_participation rate;
    double correlation; /* ρ of its firms' latent inclinations, 0 … 1 */
    const sol_node *node;
} sol_country;

typedef enum sol_firm_rate { SOL_RATE_OF_COUNTRY, SOL_RATE_TIMES_COUNTRY, SOL_RATE_OWN } sol_firm_rate;

/** A firm, or `count` firms alike, whose members are "id#1", "id#2", … */
typedef struct sol_firm {
    const char *name, *id; /* id: the name unless given */
    int country;
    uint32_t count;
    bool is_row; /* count not given: the id itself draws, not id#1 */
    sol_amount pledge;
    int size_currency; /* of `size`; SOL_NONE: not given */
    sol_money size;
    sol_firm_rate rate_kind;
    int64_t times_billionths;
    sol_participation own_rate;
    sol_when joins;
    uint32_t instalments; /* 1: lump */
    int32_t every_months;
    double default_per_year;
    int requires, unless;
    int follows_country;        /* SOL_NONE: nobody */
    int64_t follows_billionths; /* share of its other firms that must join */
    const sol_node *node;
} sol_firm;

#endif
