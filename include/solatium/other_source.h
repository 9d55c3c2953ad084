/* Money that no firm pledges: of states, gifts, settlements, seized assets. Part of a scenario. */
#ifndef SOLATIUM_OTHER_SOURCE_H
#define SOLATIUM_OTHER_SOURCE_H

#include "solatium/contribution.h"

typedef enum sol_source_kind {
    SOL_PUBLIC,
    SOL_GIFT,
    SOL_SETTLEMENT,
    SOL_ENFORCEMENT,
    SOL_MATCH,
    SOL_GUARANTEE,
    SOL_SOURCE_KINDS
} sol_source_kind;

/** As in `kind: match`. */
const char *sol_source_kind_name(sol_source_kind kind);

/** Whether what it brings follows from what the firms of `match_country` pay. */
static inline bool sol_source_kind_follows_firms(sol_source_kind kind)
{
    return kind == SOL_MATCH || kind == SOL_GUARANTEE;
}

/** The groups that money is kept for. */
typedef struct sol_earmark {
    size_t group_count; /* 0: none */
    const int *group;
    bool counts;       /* what is received from it counts in the general pool's cumulative division */
    bool then_general; /* what the groups can no longer receive goes to the general pool; else it stays (stranded) */
} sol_earmark;

/** An amount of a series that is written out, or read from a table: what came, or is to come, when. */
typedef struct sol_dated_amount {
    sol_date date; /* not before start */
    sol_money amount;
    int currency;
} sol_dated_amount;

/** Which share of each amount comes, from a day on; nothing before the first. */
typedef struct sol_share_step {
    sol_date from;
    int64_t billionths;
} sol_share_step;

typedef struct sol_other_source {
    const char *name, *id;
    sol_source_kind kind;
    int country;       /* SOL_NONE: not said */
    sol_amount amount; /* each of a series; enforcement: worth; guarantee: target */
    sol_distribution haircut;
    sol_distribution probability; /* one draw for a series */
    sol_when date;
    int32_t every_months;          /* 0: once */
    sol_date until;                /* of a series, included */
    size_t dated_count;            /* 0: the above */
    const sol_dated_amount *dated; /* by day; `date` is start then */
    size_t share_count;            /* 0: each amount comes whole */
    const sol_share_step *share;   /* by `from` */
    int requires, unless;
    sol_earmark earmark;
    bool is_direct;           /* enforcement: paid directly to its earmarked claimants */
    int match_country;        /* match, guarantee: whose firms' payments */
    int64_t match_billionths; /* ratio to them */
    bool refunds;             /* guarantee: what the firms pay after its day goes back, until it is whole */
    bool has_cap;
    int cap_currency;
    sol_money cap;
    const sol_node *node;
} sol_other_source;

#endif
