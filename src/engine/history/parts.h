/* What the parts of this room share. Money is in doubles, all of it far below 2^53 and whole, so that sums of a block are exact. */
#ifndef SOL_ENGINE_HISTORY_PARTS_H
#define SOL_ENGINE_HISTORY_PARTS_H

#include "division/level/level.h"
#include "engine/claims/claims.h"
#include "engine/history/history.h"
#include "engine/history/passes.h"

enum { HISTORY_AGES = 3 };

/* What a step sees of a claim: min(base, cap), and the rule by which a level gives of it. Steps that see the same share a view. */
typedef struct history_view {
    bool is_share; /* the level is a share; else an amount, in scale-ths of a unit */
    int stretches;
    struct {
        double from, to, anchor; /* scale-ths of what is seen: clamp(anchor · seen + level, from · seen, to · seen) */
    } stretch[2];
    double scale;
    size_t base; /* 0: the claim; else the column of a share of it */
    double cap;  /* or infinity */
} history_view;

/* A level of a view, those of the second stretch being above those of the first. Shares are between 0 and 1; amounts may be infinite. */
typedef struct history_level {
    int stretch;
    double at;
} history_level;

/* A view, and the level that a division gives it. */
typedef struct history_step {
    size_t view;
    history_level level;
} history_step;

typedef enum history_piece { HISTORY_LOW, HISTORY_FREE, HISTORY_HIGH } history_piece;

/* What a level gives the least and the largest claim of a block, in scale-ths; a line where both are of one piece. */
typedef struct history_line {
    double low, high;
    bool is_line;
    history_piece piece;
} history_line;

/* What is fixed about claimants before any trial. */
typedef struct history_class {
    int group; /* one that is in the same pools and steps */
    bool lapses, comes_after, is_estate;
    bool awaits;                  /* heirs may come later, or not at all: once dead he stands in a cell of his own */
    bool is_own;                  /* he has a course of his own (own.c) */
    bool dies;                    /* his death is something to some step */
    uint8_t has_age;              /* bits by age of a step: who has it at start, or had when he died before */
    uint16_t cross[HISTORY_AGES]; /* by age of a step: the first pay date on which he has it */
} history_class;

/* Claims of one class that come in and die on the same pay dates, in the order of the claims. */
typedef struct history_cell {
    uint32_t of;              /* class */
    uint16_t eligible, death; /* pay dates */
    uint16_t awaited;         /* the dead: the pay date before which heirs are awaited */
    bool lapses;              /* with the death */
    uint8_t has_age;          /* bits by age of a step: those that the dead had reached */
    uint32_t from, count, first_block, block_count;
    int64_t open;                   /* claims that are not paid off */
    int64_t open_claims, open_paid; /* of those, what they come to and have had */
    history_level *level;           /* by view: the highest so far */
    history_level
        *past; /* as it stood when they died; where they die apart, by pay date that they do not see, then view */
} history_cell;

/* Neighbours in a cell. */
enum { HISTORY_DIVIDED = -1, HISTORY_NOTHING = -2 };
typedef struct history_block {
    uint32_t from, count;
    int32_t view; /* whose level all totals go by, in one piece; or divided: they stand in `had`; or nothing was paid */
    uint16_t touched; /* the pay date behind the first on which they were divided claim by claim; 0: none */
    uint8_t looked; /* shares that goals ask for, and behind them all of the claim: how many all of them have reached */
    uint32_t open;
    double least, most; /* claims */
    history_line had;   /* where all of it is by one view's level */
    double claims, paid, open_claims, open_paid;
} history_block;

/*
 * What is known of a step in a pool and round since a division that paid nothing, as long as nobody has come to those who took part. Either all
 * had the most that it gives: it is passed over. Or what was at hand, a remainder of units, was too little: that holds until somebody is paid,
 * for as much or less.
 */
typedef struct history_idle {
    bool all_have;
    bool is_short;
    size_t view;       /* that the step had then */
    uint64_t raised;   /* as in the history then */
    int64_t endowment; /* that was too little, with what they had */
    size_t count;
    uint32_t *member; /* who took part */
} history_idle;

struct history {
    const sol_plan *plan;
    row_map rows;
    size_t count, block_size;
    double unit;
    history_passes passes;
    size_t view_count, base_count;
    history_view *view;
    size_t *view_of_step; /* by step, then pay date */
    size_t age_count;
    int age[HISTORY_AGES];
    reached *reached;
    const uint8_t *in_pool, *in_step; /* of steps.h, as are: */
    steps *steps;
    weights *weights;
    bool *is_listed; /* by step: it is divided claim by claim */
    size_t class_count;
    history_class *class;
    /* In the order of the claims: rows, their classes, the columns of what is seen. */
    uint32_t *ordered, *class_of;
    double **ordered_base;
    /* Of a trial, by place: rows and columns, sorted by cell; what those of divided blocks have had. */
    uint32_t *row;
    double **base, *had;
    int64_t *share;        /* by base: of the claim, in billionths */
    bool some_die;         /* death is something to some class, so that cells are of a trial */
    claims_opening sorted; /* else they are as long as claims are still these */
    size_t key_count;
    uint32_t *key, *at; /* by claim in order; by key: its first place */
    size_t alone_count;
    uint32_t *alone; /* claims, by their place in order, of the dead whose heirs are awaited or do not come */
    size_t cell_count, block_count;
    history_cell *cell;
    history_block *block;
    history_level *level, *past;
    size_t cells_room, blocks_room, past_room;
    sol_arena *arena;
    history_course *course; /* by view, of a cell; with its numbers */
    double *courses;
    uint32_t *place; /* by row, of those who were listed last */
    size_t touched_count;
    uint32_t *touched; /* blocks whose claims have courses of their own or were divided claim by claim */
    size_t own_count;
    uint32_t *own; /* cells of claims with courses of their own */
    size_t member_count;
    uint32_t *member; /* cells that take part in the step at hand and have open claims */
    uint64_t raised;  /* as long as it stands, nobody was paid */
    size_t idle_count;
    history_idle *idle; /* by pool, step and round */
};

/** Sums over open claims at a level: of those at a bound, anchors of the others and how many they are; of shares what they claim. */
typedef struct history_sums {
    int64_t fixed, anchors, slopes;
} history_sums;

/* A share as a fraction. */
typedef struct history_share {
    int64_t part, whole;
    double near;
} history_share;

static inline bool history_is_below(history_level a, history_level b)
{
    return a.stretch < b.stretch || (a.stretch == b.stretch && a.at < b.at);
}

static inline double history_seen(const history_view *v, double base)
{
    return base < v->cap ? base : v->cap;
}

/* The whole part of 0 <= x < 2^51, in a way that compilers vector. */
static inline double history_whole(double x)
{
    double nearest = (x + 0x1p52) - 0x1p52;
    return nearest - (nearest > x ? 1 : 0);
}

static inline double history_in_units(double x, double unit)
{
    return unit == 1 ? x : history_whole(x / unit) * unit;
}

/** What a level gives of what is seen, in scale-ths. */
static inline double history_gives(const history_view *v, history_level l, double seen, history_piece *piece)
{
    if (v->is_share) {
        *piece = l.at >= 1 ? HISTORY_HIGH : l.at > 0 ? HISTORY_FREE : HISTORY_LOW;
        return seen * l.at;
    }
    double from = v->stretch[l.stretch].from * seen, to = v->stretch[l.stretch].to * seen;
    double x = v->stretch[l.stretch].anchor * seen + l.at;
    *piece = x < from ? HISTORY_LOW : x >= to ? HISTORY_HIGH : HISTORY_FREE;
    return x < from ? from : x > to ? to : x;
}

/** The views of a plan's steps, and shares of claims. */
void history_find_views(sol_arena *arena, history *h);

/** Classes of the plan's claimants, and the columns in the order of their claims; false: steps have too many ages. */
bool history_classify(sol_arena *arena, history *h);

/** Whether a cell takes part in a division. */
bool history_takes_part(const history *h, const history_cell *cell, const steps_round *r);

/** What a view sees of the least and the largest claim of a block. */
static inline void history_ends(const history *h, const history_block *b, const history_view *v, double end[2])
{
    end[0] = v->base == 0 ? b->least : h->base[v->base][b->from];
    end[1] = v->base == 0 ? b->most : h->base[v->base][b->from + b->count - 1];
}

/** The line of a view in a block. */
history_line history_line_of(const history *h, const history_block *b, const history_view *v, history_level l);

/* A line and the view that it is of. */
typedef struct history_seen_line {
    const history_view *view;
    history_line line;
} history_seen_line;

/** Whether a line is everywhere above another by so much money, or the same where that is 0. */
bool history_is_above(const history_seen_line *a, const history_seen_line *b, double by);

/** What the claims of a block have had: by place in the block, in `room` where it does not stand in h->had. */
const double *history_had(const history *h, const history_cell *cell, const history_block *b, double *room);

/** A level of a view as passes take it. */
history_pass history_pass_of(const history *h, const history_view *v, history_level l);

/** Writes what a level gives the claims of a block, whatever they had; gives the sum. */
double history_awards(const history *h, const history_block *b, const history_view *v, history_level l, double *had);

/** What a block comes to have had where all of it is by its view's level. */
double history_paid(const history *h, const history_block *b, history_level l);

/** The sums over the open claims of all that take part, where amounts have a level, and where a share is exactly a fraction. */
history_sums history_sum(const history *h, const history_view *v, history_level l);
history_sums history_sum_shares(const history *h, const history_view *v, const history_share *at);

/** The same, never above it, at the share that the lowest have had: what they claim, and what others had. */
history_sums history_sum_own(const history *h, size_t view, double share);

/** The view of a step on a pay date: it changes where a level follows prices. */
static inline size_t history_view_of(const history *h, const steps_round *r)
{
    return h->view_of_step[r->step * h->plan->date_count + r->date];
}

/** Whether a division of so much, with what members had, is known to pay nothing; `all_have` then says why. */
bool history_is_idle(const history *h, const steps_round *r, int64_t endowment, bool *all_have);

/** Notes that one has paid nothing. */
void history_note_idle(history *h, const steps_round *r, int64_t endowment, bool all_have);

/** Forgets it all, for a trial with these cells. */
void history_forget_idle(history *h);

/** Whether some who take part have courses of their own. */
static inline bool history_has_own(const history *h)
{
    bool has = false;
    for (size_t m = 0; m < h->member_count; m++)
        has |= h->class[h->cell[h->member[m]].of].is_own;
    return has;
}

/** The most that a base has for claims of a cell. */
static inline double history_most(const history *h, const history_cell *cell, size_t base)
{
    if (!h->class[cell->of].is_own)
        return h->base[base][cell->from + cell->count - 1];
    double most = 0;
    for (uint32_t i = cell->from; i < cell->from + cell->count; i++)
        most = h->base[base][i] > most ? h->base[base][i] : most;
    return most;
}

/** What a view sees of the open claims of all that take part. */
int64_t history_seen_by(const history *h, const history_view *v);

/**
 * The level, or the share, at which the open claims of all that take part have an endowment; false: nobody is paid by it.
 *
 * Needs    what they had < endowment < what the view sees of them, or what they had if that is more
 */
bool history_find_amount(const history *h, size_t view, int64_t endowment, history_level *level);
bool history_find_share(const history *h, size_t view, int64_t endowment, history_level *level);

/** Raises all who take part to a level; gives what is paid. */
int64_t history_raise(history *h, trial *t, size_t date, const history_step *to);

/** Whether nobody who takes part can be given a further unit below what is seen, or the last units that settle his claim. */
bool history_all_have(const history *h, const history_view *v);

/** Levels of a cell as before any payment. */
void history_open_levels(const history *h, history_cell *cell);

/** Claims with courses of their own: as the walk begins, and on a pay date. */
void history_open_own(history *h, const trial *t);

/** The sums of a block whose claims have had what stands in h->had. */
void history_sum_up(const history *h, history_block *b);

/** Divides a step claim by claim; gives what was paid, and whether what is left goes on. */
int64_t history_divide_listed(history *h, trial *t, const steps_round *r, bool *goes_on);

/** What those in touched blocks had who do not live to see a pay date. */
void history_bury_touched(const history *h, const trial *t, size_t date);

/** Pays those of a block what a level gives them beyond what they had. */
void history_pay_own(history *h, trial *t, history_block *b, const history_step *to, size_t date);

/** Sorts the claims of a trial into cells and blocks, with nothing paid. */
void history_sort(history *h, const trial *t);

#endif
