/* The passes over persons, in a version for each instruction set; the same whole numbers from each. */
#ifndef SOL_ENGINE_CROWD_KERNELS_H
#define SOL_ENGINE_CROWD_KERNELS_H

#include <stddef.h>
#include <stdint.h>

/** Sums of the whole parts of four shares of the claims. Needs claims below 2^52; 0 <= share <= 1. */
int kernel_shares(const double *claim, size_t count, const double share[4], int64_t sum[4]);

/** The sum of the whole parts of one share of the claims. */
int kernel_part(const double *claim, size_t count, double share, int64_t sum[1]);
int kernel_narrow_part(const uint32_t *claim, size_t count, double share, int64_t sum[1]);

/* Claims of which, and what stands beside each, of which shares were given. */
typedef struct kernel_pairs {
    size_t count;
    const double *claim, *beside;
} kernel_pairs;

/** The sum of the larger of the two whole parts of each pair: share[0] of the claim, share[1] of what stands beside. */
int kernel_larger(const kernel_pairs *pairs, const double share[2], int64_t sum[1]);

/**
 * The same shares are what each has had, and share[2] is a level near one that is asked about: sum[0] of the claims that are above what was had
 * at it, sum[1] of what the others have had, sum[2] the number of those so near to it that a rounding may decide.
 */
#define KERNEL_DOUBT 0x1p-50
int kernel_above(const kernel_pairs *pairs, const double share[3], int64_t sum[3]);

/* A rule's award from claim and level: see crowd_kind. */
typedef struct kernel_rule {
    int kind;
    double theta, scale, unit;
} kernel_rule;

/* A rule's award as it is computed; equal awards and losses need less of LEVELS. */
typedef enum kernel_form {
    FORM_SHARES,
    FORM_ORDER,
    FORM_AWARDS,
    FORM_LOSSES,
    FORM_LEVELS,
    FORM_WAVES,
    FORMS
} kernel_form;
kernel_form kernel_form_of(const kernel_rule *rule);

/* Claimants in a row; behind them there are KERNEL_ROOM bytes of `death` that may be read. */
enum { KERNEL_ROOM = 64 };
typedef struct kernel_people {
    size_t count;
    const double *claim, *before; /* before: order; waves: instalments */
    const uint8_t *death;
} kernel_people;

/* What became of claimants: sums of money, and counts of those who had something. */
typedef struct kernel_outcome {
    int64_t in_life, in_all;  /* by the level of his death; by the last one */
    int64_t owed;             /* by the last level, of those who live at the end */
    int64_t had_in_life, had; /* who had something by then */
    int64_t had_and_lives;    /* of `had`, who live at the end */
} kernel_outcome;

/* Levels as kernel_settle takes them. */
typedef struct kernel_levels {
    size_t size;         /* of a and b, which have room for a multiple of 16, and 64 at least */
    const double *a, *b; /* by death */
    double last[2];      /* at the end */
    const double *all;   /* shares only: by death, what stands for last[0]; or NULL */
    int end;             /* among survival dates */
    int wants_owed;
} kernel_levels;

/** Adds what became of some claimants. */
int kernel_settle(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels,
                  kernel_outcome *sum);

/**
 * Adds the sums alone: `in_life`, and `owed` where it is wanted, else `in_all`.
 *
 * Needs    a unit of one; claims that sum to KERNEL_SUM_MOST at most
 */
#define KERNEL_SUM_MOST (INT64_C(1) << 51)
int kernel_sums(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum);

/* What is asked about a level: whether it reaches claims. */
typedef struct kernel_goal {
    double level[2];
    const double *target; /* by claimant; NULL: his claim less `slack`, but not below 1 */
    double slack;
    int date, next, end; /* survival dates */
} kernel_goal;

/**
 * Counts those whose award reaches what is asked: all of them, and those who see each of the three dates.
 *
 * Needs    at most KERNEL_MOST claimants
 */
enum { KERNEL_MOST = 256 };
int kernel_reached(const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal, int64_t count[4]);

/** Of those who see `date` (-1: all), the number of claims up to `reach` and their sum: sum[0], sum[1]. */
int kernel_reach(const kernel_people *people, double reach, int date, int64_t sum[2]);

/* Blocks of claimants: the least and the largest claim of each, and the living with the sum of their claims. */
typedef struct kernel_blocks {
    size_t count;
    const double *least, *most;
    const uint32_t *living;
    const int64_t *claims;
} kernel_blocks;

/** Adds living and claims of blocks wholly within reach to sum[0] and sum[1]; writes and counts the blocks that it divides. */
int kernel_within(const kernel_blocks *blocks, double reach, uint32_t *astride, int64_t sum[2]);

/** The sum of awards at a level of those who see `date` (-1: all). */
int kernel_awards(const kernel_rule *rule, const kernel_people *people, const double level[2], int date,
                  int64_t sum[1]);

/* Claimants and what is still owed to them. */
typedef struct kernel_debtors {
    size_t count;
    uint32_t *owed;
    const uint8_t *death;
} kernel_debtors;

/** Pays the whole part of a share of each debt; adds what is paid, and what of it to those who see a date, to sum[0] and sum[1]. Needs at most 2^20 claimants */
int kernel_debts(const kernel_debtors *debtors, double share, int date, int64_t sum[2]);

/** By survival date, how many see it. */
int kernel_living(const uint8_t *death, size_t count, size_t dates, uint32_t *living);

#endif
