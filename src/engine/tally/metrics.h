/* What a trial leaves behind: a row of whole numbers, and where in it everything stands. */
#ifndef SOL_ENGINE_METRICS_H
#define SOL_ENGINE_METRICS_H

#include "engine/tally/endings.h"
#include "engine/trial/trial.h"

/* Shares are kept in these parts of one, so that sums over trials are whole numbers. */
#define METRICS_SHARE_PARTS INT64_C(1000000000000000)

/* What each origin of claims, and each share of them, has: counts and shares that are wholly paid; a pay date's index, date_count: never. */
enum { WHOLE_BY_GOAL, WHOLE_SHARE_BY_GOAL, WHOLE_BY_END, WHOLE_SHARE_BY_END, WHOLE_EVERYONE, WHOLE_PARTS };
enum { REACH_DATE, REACH_NEVER, REACH_PARTS };

typedef enum metric {
    METRIC_STATE, /* SOL_STATES of them */
    METRIC_NOTHING_DIED = METRIC_STATE + SOL_STATES,
    METRIC_NOTHING_LIVING,
    METRIC_REASON, /* SOL_REASONS of them */
    METRIC_SHARE_IN_TIME = METRIC_REASON + SOL_REASONS,
    METRIC_SHARE_OF_ALL_LIVING,
    METRIC_CEILING,
    METRIC_SHARE_DIED_WAITING,
    METRIC_PAID_SHARE,
    METRIC_CLAIMED,
    METRIC_OPENING,
    METRIC_RECEIVED,
    METRIC_RETURN,
    METRIC_COSTS,
    METRIC_PAID,
    METRIC_PAID_IN_LIFE,
    METRIC_PAID_TO_ESTATES,
    METRIC_RETURNED,
    METRIC_DEPOSITED,
    METRIC_LEFT,
    METRIC_STRANDED,
    METRIC_OWED,
    METRIC_INTEREST,      /* SOL_METRIC_INTEREST */
    METRIC_DEATHS,        /* of those who wait at first, before they reached the first goal, by `end` */
    METRIC_DEATHS_BEHIND, /* of them, behind the last pay date */
    METRIC_WHOLE,         /* SOL_ORIGINS times WHOLE_PARTS */
    METRIC_REACH = METRIC_WHOLE + SOL_ORIGINS * WHOLE_PARTS, /* SOL_COMINGS times SOL_COMING_SHARES times REACH_PARTS */
    METRIC_UNPAID = METRIC_REACH + SOL_COMINGS * SOL_COMING_SHARES * REACH_PARTS, /* SOL_ORIGINS of them */
    METRIC_WAIT = METRIC_UNPAID + SOL_ORIGINS,                                    /* SOL_WAITS of them */
    METRIC_NOTHING_COMES = METRIC_WAIT + SOL_WAITS,
    METRICS_FIXED
} metric;

/* What each goal, source, country, band and pay date has. */
enum { GOAL_MET, GOAL_SHARE, GOAL_PARTS };
enum { SOURCE_CAME, SOURCE_PROMISED, SOURCE_RECEIVED, SOURCE_PARTS };
enum { COUNTRY_JOINED, COUNTRY_RECEIVED, COUNTRY_PARTS };
enum { BAND_SHARE, BAND_PAID, BAND_PAID_IN_LIFE, BAND_CLAIMED, BAND_PARTS };
enum {
    DATE_RECEIVED,
    DATE_BALANCE,
    DATE_PAID,
    DATE_LIVING,
    DATE_PAID_IN_FULL,
    DATE_IN_TIME,
    DATE_WAITING,
    DATE_DEATHS,
    DATE_DYING, /* of them, since the pay date before */
    DATE_PARTS
};

/* Bands of people, by claimant; a claimant is in one of each kind, or in none. */
typedef enum band_kind { BAND_GROUP, BAND_AGE, BAND_CLAIM, BAND_KINDS } band_kind;

typedef struct metrics_bands {
    size_t count;
    double *from, *to;                 /* ages in years or claims in units; of groups NULL */
    int32_t *of;                       /* by claimant: his band, or SOL_NONE */
    size_t *people, *living, *counted; /* counted: by the first goal */
    int64_t *claimed;                  /* at start */
} metrics_bands;

/* Sums over people who are in the same bands of all kinds. */
typedef struct metrics_cell {
    int64_t counted, in_time, paid, paid_in_life;
    int64_t claimed; /* where some file after start */
} metrics_cell;

/* Where the parts stand in a row. A brief one has no sources, bands and dates: what a point of a study does not tell. */
typedef struct metrics_layout {
    size_t goals, sources, countries, band[BAND_KINDS], dates; /* first index of each */
    size_t source_count;                                       /* firm rows, then other sources */
    size_t date_count;
    size_t dates_by; /* pay dates that are not after the first goal's day; those of the plan, of a brief one too */
    size_t count;
    metrics_bands bands[BAND_KINDS];
    size_t max_bands;
    size_t cell_count;                 /* 0 in a brief one */
    uint32_t *cell_of;                 /* by claimant */
    int32_t *band_of_cell[BAND_KINDS]; /* by cell, or SOL_NONE */
} metrics_layout;

metrics_layout *metrics_layout_make(sol_arena *arena, const sol_plan *plan);
metrics_layout *metrics_layout_brief(sol_arena *arena, const sol_plan *plan);

/* What is known of the claimants of a plan, by row of its trials. */
typedef struct metrics_people {
    uint32_t *cell;   /* NULL in a brief layout */
    int64_t *claimed; /* at start */
    endings_version endings;
    uint8_t state[ENDINGS]; /* by ending */
} metrics_people;

/** A worker's sums while a row of numbers is filled. */
typedef struct metrics_room {
    metrics_cell *cell, *band;
    const metrics_people *people;
} metrics_room;

/** Room to fill rows from trials of the plan of one; NULL: from none, but by a crowd. */
metrics_room metrics_room_new(sol_arena *arena, const metrics_layout *layout, const trial *t);

/** Fills a row of layout->count numbers from a trial that has run. */
void metrics_fill(const trial *t, const metrics_layout *layout, metrics_room *room, int64_t *row);

/** What a study keeps of a row; a share that nobody is counted for is 0 beside SOL_METRIC_COUNTED. */
void metrics_record(const metrics_layout *layout, const int64_t *row, double value[static SOL_METRICS]);

/** Fills what a cleared row says of claims wholly paid, by when, and of what is unpaid: from a trial's dates, `valid`, `deaths` and `unpaid`. */
void metrics_fill_whole(const trial *t, const metrics_layout *layout, int64_t *row);

/** Fills a cleared row's money, countries, sources and pay dates. */
void metrics_fill_money(const trial *t, const metrics_layout *layout, int64_t *row);

/** a / b in METRICS_SHARE_PARTS, to the nearest; TALLY_NONE if b is 0. */
int64_t metrics_share(int64_t a, int64_t b);

/** Fills a goal's part of a row: of `counted`, so many reached it. With nobody to count there is neither a share nor a goal to meet. */
void metrics_fill_goal(const sol_timeliness *goal, int64_t reached, int64_t counted, int64_t *part);

#endif
