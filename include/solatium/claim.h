/* Claimants and their claims, steps and administration. Part of a scenario. */
#ifndef SOLATIUM_CLAIM_H
#define SOLATIUM_CLAIM_H

#include "solatium/contribution.h"
#include "solatium/division.h"
#include "solatium/mortality.h"
#include "solatium/terms.h"

/** A group as written: people drawn alike. A group that only names CSV rows has count 0. */
typedef struct sol_group {
    const char *name;
    bool is_institution;
    uint32_t count, living;  /* living <= count; the others are estates from the outset */
    int64_t male_billionths; /* the share of men, met as nearly as whole people allow */
    bool has_birth;
    sol_distribution birth; /* has_birth: day of birth */
    sol_distribution age;   /* else: exact age in years at start */
    sol_date died;          /* of its estates; never: the day before start */
    int mortality;          /* index into the scenario's; 0: its own */
    sol_amount claim;       /* SOL_AMOUNT_MONEY; converted at start's price */
    sol_terms terms;
    const sol_node *node;
} sol_group;

/** A row of a CSV: one claimant, or `count` alike with ids "id#1", … */
typedef struct sol_claimant_row {
    const char *id;
    int group;      /* index into groups */
    int terms;      /* index into row_terms */
    uint32_t count; /* 1 also when not given */
    bool is_cell;   /* a count was given: members draw as id#k */
    bool is_institution;
    sol_sex sex;
    bool has_birth;
    sol_date birth;     /* has_birth */
    int16_t birth_year; /* else, when not 0: uniform over the year */
    double age;         /* else */
    sol_date died;      /* never: living at start */
    int mortality;      /* index into the scenario's; 0: its own */
    sol_money claim;    /* in the scenario's currency */
} sol_claimant_row;

/** Whom a step or a goal is for; all conditions hold together. */
typedef enum sol_vital { SOL_ANY, SOL_LIVING, SOL_ESTATES } sol_vital;

typedef struct sol_who {
    sol_vital vital;
    int age_from;       /* completed years; −1: any. Estates keep the age at death */
    size_t group_count; /* 0: all */
    const int *group;
    bool goes_by_filing; /* of claims filed from the one day to the other, both included */
    sol_date filed_from, filed_by;
} sol_who;

typedef enum sol_weight_kind { SOL_WEIGHT_NONE, SOL_WEIGHT_AGE, SOL_WEIGHT_HAZARD, SOL_WEIGHT_NEED } sol_weight_kind;

typedef struct sol_weight {
    sol_weight_kind kind;
    double age_from; /* age: (1 + each_year)^max(0, completed age − from) */
    double each_year;
} sol_weight;

/** A step of the allocation. */
typedef struct sol_step {
    sol_who who;
    bool has_up_to;
    sol_money up_to; /* !up_to_is_share; converted at start's price */
    bool up_to_is_share;
    int64_t up_to_billionths; /* of T */
    sol_index index;          /* of an amount */
    sol_rule_choice rule;
    sol_weight weight;
    bool is_outstanding;  /* basis */
    bool horizon_is_span; /* alpha-fair: survival counts to a date, or to a span from the pay date */
    sol_date horizon_date;
    sol_span horizon_span;
    sol_date from,
        until; /* takes part on the pay dates from the one to the other, both included; default: start, end */
    const sol_node *node;
} sol_step;

typedef enum sol_queue_order { SOL_QUEUE_OLDEST, SOL_QUEUE_FILING, SOL_QUEUE_SMALLEST } sol_queue_order;

typedef struct sol_capacity_step {
    sol_date from;
    int64_t per_month_thousandths;     /* exact; of an uncertain one, its median */
    const sol_distribution *uncertain; /* claims a month, one draw a trial for all steps; NULL: it is known */
} sol_capacity_step;

typedef struct sol_administration {
    bool has_queue;  /* a capacity was given; else claims are processed when due, from `opens` on */
    sol_date opens;  /* default: start */
    sol_date closes; /* what is filed later is refused; never: nothing is */
    size_t capacity_count;
    const sol_capacity_step *capacity; /* by `from` */
    sol_queue_order order;
    sol_distribution approval; /* probability */
    const sol_node *node;
} sol_administration;

#endif
