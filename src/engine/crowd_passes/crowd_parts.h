/* What the files of the crowd share. */
#ifndef SOL_ENGINE_CROWD_PARTS_H
#define SOL_ENGINE_CROWD_PARTS_H

#include "engine/crowd_passes/crowd.h"
#include "engine/lives/deaths.h"

enum {
    CROWD_TRIALS = 4,
    CROWD_BLOCK = 256,          /* claimants of a block whose claims differ */
    CROWD_BLOCK_WEIGHTED = 512, /* the same where they have weights */
    CROWD_LONG = 2048,          /* the same where one share is for all, so that their sizes matter little */
    CROWD_ALIKE = 64,           /* as many neighbours of one claim are a block of their own, of any length */
    CROWD_DATES = 250,          /* survival dates at most: indices of them stand in bytes */
    CROWD_TABLE = 256,          /* room for a number by such a byte */
    CROWD_GOALS = 5,            /* of timeliness, at most */
    CROWD_ENTITLED = UINT16_MAX
};

/* How a step's level becomes an award. */
typedef enum crowd_kind {
    CROWD_SHARES, /* the whole part of level.a times the claim */
    CROWD_LEVELS, /* the larger of min(whole part of θ times the claim, level.a) and the claim less level.b */
    CROWD_DEBTS,  /* a share of what is still owed, date by date: the sums are kept, not made from levels */
    CROWD_LIVING, /* a share of the claims of the living, level.a, of which by the pay date of death estates keep what they had then, or have level.b */
    CROWD_ORDER,  /* what is left of level.a behind those who come before, up to the claim */
    CROWD_WAVES, /* by the pay date of eligibility: a share of the claim, level.a, or of its instalment, level.b, if that is more */
    CROWD_AGES,    /* the same by fates, where weights go by age: see crowd_ages.h */
    CROWD_WEIGHTS, /* a share of the claim that a weight multiplies, which changes: what each has had is kept */
} crowd_kind;

typedef struct crowd_level {
    double a, b;
} crowd_level;

/* Neighbours alike in stratum, with their claims close together or all the same. */
typedef struct crowd_block {
    size_t first;
    uint32_t count, stratum;
    bool is_alike;                    /* one claim */
    double least, most;               /* claims */
    double before_least, before_most; /* order: sums of the claims that come before */
    int64_t claims;                   /* their sum */
} crowd_block;

/* Claimants alike in life, wave, sex, group and bands. */
typedef struct crowd_stratum {
    int32_t band[BAND_KINDS];
    bool was_living; /* at start */
    uint32_t counts; /* bits: which goals count them */
    uint32_t ever;   /* which they reach by what is paid after death too; 0 where nothing is */
    uint32_t wave;
    uint32_t entitled; /* the survival date on which they are entitled; CROWD_ENTITLED: at start */
} crowd_stratum;

/* Claims by size, with sums over the smallest: every RANKS_STEP-th. */
enum { RANKS_STEP = 64 };
typedef struct crowd_ranks {
    size_t count;
    const double *claim;
    const int64_t *claims, *parts; /* sums of claims, and of the whole parts of θ times the claim */
} crowd_ranks;

/* crowd_weighted.c: weights, and what each has had by them. */
typedef struct crowd_weights crowd_weights;
typedef struct crowd_weighted crowd_weighted;

/* crowd_ages.c: those whose weights go by age, and what they have had. */
typedef struct crowd_ages crowd_ages;
typedef struct crowd_aged crowd_aged;

/* crowd_waves.c: claims by the pay date of eligibility. */
typedef struct crowd_waves crowd_waves;

/* A goal of timeliness. */
typedef struct crowd_aim {
    double share;
    const double *target; /* as crowd_layout.target */
    size_t last_in_by;
    int64_t people; /* whom it counts */
} crowd_aim;

struct crowd_layout {
    const sol_plan *plan;
    const metrics_layout *metrics;
    crowd_kind kind;
    bool lapses;
    bool has_rest;        /* living first: what they leave, once paid in full, is for estates */
    int64_t theta, scale; /* θ = theta / scale */
    double unit;          /* of payments */
    size_t count, mortal; /* claimants; those with a life of their own come first */
    const double *claim;
    const double *before;    /* order; waves: the instalments, NULL where there is one step */
    size_t wave_count;       /* at least one, which all are of where all are eligible from the first pay date on */
    const size_t *comes;     /* by wave: the pay date on which it is eligible; `dates`: none */
    const uint8_t *wave_of;  /* by terms; NULL: one wave */
    const uint8_t *entry_of; /* by terms: a number for each wave and day of entitlement, rising with the wave */
    const crowd_waves *waves;
    int64_t instalment; /* waves: billionths of the claim that the first step goes up to, 0 where there is one step */
    const double
        *target; /* the least payment that reaches the goal; NULL where that is the claim less a unit and one */
    const deaths *deaths;
    bool is_drawn;        /* the multiplier of mortality */
    const uint32_t *slot; /* where each of them stands here; NULL: in the same order */
    size_t block_count, stratum_count;
    const crowd_block *block;
    const crowd_ranks *ranks;   /* levels, inherited claims: all of them by size */
    const double *least, *most; /* levels, lapsing claims: by block */
    size_t large_count;         /* debts: claimants in blocks with a claim past 32 bits */
    const crowd_stratum *stratum;
    int64_t claims; /* sum */
    double least_claim, most_claim;
    size_t survival_dates, dates, end, opens,
        goal;               /* survival dates: `end`, when the office opens, the first goal's day */
    bool opens_late;        /* after start */
    const uint32_t *pay_of; /* by survival date, then for who sees all: the first pay date not seen */
    const size_t *survival_of_pay;
    const crowd_weights *weights; /* or NULL */
    const crowd_ages *ages;       /* or NULL */
    const bool *is_lasting;       /* by claimant behind the mortal: an institution, not an estate from the outset */
    size_t last_in_by;            /* pay dates up to the goal's day */
    int64_t may_wait;             /* whom the first goal counts, living at start */
    size_t goal_count;
    crowd_aim aim[CROWD_GOALS];                                  /* by goal; what is above of one is the first's */
    int64_t *band_claims[BAND_KINDS], *band_counted[BAND_KINDS]; /* of all; people whom the first goal counts */
};

/* Lapse: what was within reach when it was asked last. */
typedef struct crowd_memo {
    bool is_known;
    size_t lane, date;
    double reach;
    int64_t count, claims;
} crowd_memo;

/* crowd_living.c: claimants by the pay date of death. */
typedef struct crowd_cohorts crowd_cohorts;

struct crowd {
    const crowd_layout *layout;
    trial *trial[CROWD_TRIALS];       /* their money; the people are below */
    inflow *own[CROWD_TRIALS];        /* money of crowd_run */
    const crowd *lives;               /* whose room, and the lives in it, this one uses; or NULL */
    uint64_t quad;                    /* of this run */
    size_t trials;                    /* of this run */
    uint8_t *death[CROWD_TRIALS];     /* by claimant: the first survival date not seen; ages: fates stand for it */
    uint32_t *scattered;              /* the four of each, where they are drawn in another order */
    uint32_t *living[CROWD_TRIALS];   /* by survival date, then block: who sees it */
    int64_t *claims[CROWD_TRIALS];    /* lapse: the sum of their claims; else NULL */
    crowd_level *level[CROWD_TRIALS]; /* by wave, then pay dates past: what all had by then */
    int64_t most[CROWD_TRIALS];       /* the largest endowment so far, what was paid included */
    int64_t reach[CROWD_TRIALS];      /* levels: claims within it had all of their part by the last one */
    uint32_t *owed;                   /* debts: by claimant, of the trial that is walked */
    int64_t *owed_large;              /* debts: the same in blocks with a claim past 32 bits, block by block */
    int64_t *had_in_life, *had;       /* debts: by block, what was paid */
    crowd_cohorts *cohorts;           /* the living first: of the trial that is walked */
    crowd_weighted *weighted;         /* weights */
    crowd_aged *aged;                 /* ages */
    struct crowd_wave_sums *waves[CROWD_TRIALS];
    int64_t estates_had[CROWD_TRIALS]; /* debts, weights: what estates from the outset had by the goal's day */
    uint32_t *astride;                 /* lapse: blocks that a level lies in */
    crowd_memo *memo[2];               /* lapse: everyone; within some reach */
};

/* Whether an award is a share of the claim, level.a, but for instalments. */
static inline bool crowd_is_share(const crowd_layout *l)
{
    return l->kind == CROWD_SHARES || l->kind == CROWD_DEBTS || l->kind == CROWD_LIVING || l->kind == CROWD_WAVES;
}

/* What all of a wave had by then, by pay dates past. */
static inline crowd_level *crowd_levels(const crowd *c, size_t lane, size_t wave)
{
    return c->level[lane] + wave * (c->layout->dates + 1);
}

/* The living among a block's claimants on a survival date. */
static inline int64_t crowd_living(const crowd *c, size_t lane, size_t block, size_t survival_date)
{
    return c->living[lane][survival_date * c->layout->block_count + block];
}

/* crowd_ranks.c: how many claims are within reach, their sum, and that of their parts. */
typedef struct crowd_within {
    int64_t count, claims, parts;
} crowd_within;
const crowd_ranks *crowd_ranks_make(sol_arena *arena, const crowd_layout *layout);
crowd_within crowd_ranks_within(const crowd_layout *layout, sol_wide reach);

/* The share that estates have had by the last pay date, by that of death; the pay date on which they were paid off, past all: never. */
double crowd_cohort_share(const crowd_cohorts *cohorts, size_t death);
size_t crowd_cohort_full(const crowd_cohorts *cohorts, size_t death);

/*
 * crowd_waves.c: the pay date on which claims can be paid first, date_count: on none; the survival date on which they are entitled,
 * CROWD_ENTITLED: at start, survival_date_count: it is none; the waves, and their claims; entries.
 */
size_t crowd_eligible(const sol_plan *plan, const sol_terms *terms);
size_t crowd_entitled(const sol_plan *plan, const sol_terms *terms);
int64_t crowd_instalment(const crowd_layout *l, int64_t claim);
void crowd_waves_list(sol_arena *arena, crowd_layout *l);
void crowd_entries_list(sol_arena *arena, crowd_layout *l);
const crowd_waves *crowd_waves_make(sol_arena *arena, const crowd_layout *l);
struct crowd_wave_sums *crowd_wave_sums_new(sol_arena *arena, const crowd_layout *l);
void crowd_begin_waves(crowd *c, size_t lane);
int64_t crowd_divide_waves(crowd *c, size_t lane, size_t date, int64_t cash);

/* What a claimant has had by a level. */
double crowd_award(const crowd_layout *l, double claim, double before, crowd_level level);

/* The least payment that reaches a share of a claim, short of less than the unit, as timely_reaches has it. */
int64_t crowd_target(int64_t claim, int64_t share_billionths, int64_t unit);

/* crowd_fits.c: whether a plan's claimants are a crowd; sets kind, theta, unit and the like. */
bool crowd_fits(const sol_plan *plan, crowd_layout *l);

/* Whether claimants stand alike in two plans that fit and have the same people. */
bool crowd_fits_like(const crowd_layout *l, const crowd_layout *other);

/* crowd_lives.c: draws four trials' deaths and counts the living. */
void crowd_draw(crowd *c, uint64_t quad);

/* crowd_shares.c, crowd_debts.c, crowd_levels.c: divide each trial's cash on a pay date; set level[date + 1] and give what is paid. */
void crowd_divide_shares(crowd *c, size_t date, const int64_t *cash, int64_t *paid);
void crowd_begin_debts(crowd *c);
int64_t crowd_divide_debts(crowd *c, size_t lane, size_t date, int64_t cash);
crowd_cohorts *crowd_cohorts_new(sol_arena *arena, const crowd_layout *layout);
void crowd_begin_cohorts(crowd *c, size_t lane);
int64_t crowd_divide_living(crowd *c, size_t lane, size_t date, int64_t cash);
int64_t crowd_divide_level(crowd *c, size_t lane, size_t date, int64_t cash);
int64_t crowd_divide_order(crowd *c, size_t lane, size_t date, int64_t cash);

/* crowd_weighted_lives.c: the weights of a plan, NULL: they lie too far apart; those of estates, of claimants as they are drawn. */
const crowd_weights *crowd_weights_make(sol_arena *arena, const crowd_layout *layout, const uint32_t *claimant);
void crowd_weigh_estates(crowd *c, const deaths_words *words, const deaths_block *block);

/* crowd_weighted.c: a worker's room; forgets what all have had; divides as crowd_divide_shares does. */
crowd_weighted *crowd_weighted_new(sol_arena *arena, const crowd_layout *layout);
void crowd_begin_weighted(crowd *c, size_t lane);
void crowd_divide_weighted(crowd *c, size_t date, const int64_t *cash, int64_t *paid);

/* crowd_ages.c: generations, NULL: not of this plan; where they stand in blocks. */
const crowd_ages *crowd_ages_make(sol_arena *arena, const sol_plan *plan);
const crowd_ages *crowd_ages_place(sol_arena *arena, const crowd_layout *layout, const uint32_t *claimant);

/* crowd_aged.c: as above; fates are drawn, begun to be counted, and counted by block. */
crowd_aged *crowd_aged_new(sol_arena *arena, const crowd_layout *layout);
void crowd_draw_fates(crowd *c, const deaths_words *words, const deaths_block *block);
void crowd_begin_fates(crowd *c, size_t lane);
void crowd_count_fates(crowd *c, size_t lane, size_t block);
void crowd_begin_aged(crowd *c, size_t lane);
void crowd_divide_aged(crowd *c, size_t date, const int64_t *cash, int64_t *paid);

/* A share of the claim, short of less than the unit. */
typedef struct crowd_goal {
    double share, unit;
} crowd_goal;

/* From a pay date on that none of a block reaches a goal before, and one that all have by then; `dates` where it is never. */
typedef struct crowd_range {
    size_t first, sure;
} crowd_range;

/* crowd_goals.c: which goals a claimant is something to (timely.h), as bits; what goals ask of each claim, and by which pay date. */
uint32_t crowd_standing(const sol_plan *plan, size_t claimant, uint8_t standing);
void crowd_aims_make(sol_arena *arena, crowd_layout *l);
void crowd_aims_find_days(crowd_layout *l);

/* crowd_reach.c: by the levels after 0, 1, … pay dates; the search begins at `hint`, which becomes where it ended. */
crowd_range crowd_range_of(const crowd_layout *l, const crowd_block *b, const crowd_level *level, crowd_goal goal,
                           size_t *hint);

/* crowd_unpaid.c: notes what estates have had, once the last pay date up to the goal's day is over. */
void crowd_note_goal(crowd *c, size_t lane);

/* crowd_settle.c: what has become of everyone in some trials from a lane on; fills the people's part of their rows and dates. */
void crowd_settle(const crowd *c, size_t lane, size_t count, int64_t *const row[]);

#endif
