/* What the files share that say what has become of everyone: crowd_settle.c, crowd_goals.c and, where there are weights, crowd_*_seen.c. */
#ifndef SOL_ENGINE_CROWD_SETTLING_H
#define SOL_ENGINE_CROWD_SETTLING_H

#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/crowd_passes/crowd_parts.h"

/* Sums over everyone; paid and whole over those living at start; reasons, could and deaths over those whom the first goal counts. */
typedef struct settling_heads {
    int64_t state[SOL_STATES], reason[SOL_REASONS], nothing_died, nothing_living;
    int64_t could, deaths;        /* could: with all money on the first day; deaths: before they reached it */
    int64_t by_goal[CROWD_GOALS]; /* in time, of those whom each goal counts */
    int64_t paid, whole, life, estate, owed;
} settling_heads;

/*
 * By pay date: who reached the goal alive, those of them alive on it, who was paid off by then, whose claims had come to the goal's share by
 * then; and by survival date who sees it.
 */
typedef struct settling_dates {
    int64_t reached[CROWD_DATES], waits_no_more[CROWD_DATES], paid_off[CROWD_DATES], whole[CROWD_DATES],
        living[CROWD_DATES];
} settling_dates;

/* Whose dates they are: estates from the outset; who was living at start and is not counted by the first goal; who is. */
enum { SETTLING_ESTATES, SETTLING_OTHERS, SETTLING_WAITING, SETTLING_KINDS };

typedef struct settling {
    const crowd *c;
    const crowd_layout *l;
    size_t lane;
    const crowd_level *level; /* of the wave at hand, and the pay date on which it is eligible */
    size_t comes;
    kernel_rule rule;
    double share, unit;
    bool goal_is_all; /* who reaches the goal is paid off: asked once */
    size_t aim_hint[CROWD_GOALS];
    size_t hint[3];                  /* where neighbours were found: the goal, paid off, had something */
    size_t generation;               /* ages: one more than that at hand; 0: none */
    double by_death[2][CROWD_TABLE]; /* levels by death; living first: the second what all had; ages: shares by fate */
    double all_least, all_most;      /* of the latter */
    settling_heads heads;
    bool reach_ever;                           /* the block at hand: estates that reach the first goal */
    settling_dates *dates, of[SETTLING_KINDS]; /* dates: of the block at hand */
    int64_t owed[TRIAL_ORIGINS];               /* on the goal's day, of claims entitled by then, of blocks so far: */
    int64_t had[TRIAL_ORIGINS];                /* of it, what was paid by then; where it is known by block */
    int64_t *row;
} settling;

static inline kernel_people settling_people(const settling *s, const crowd_block *b)
{
    const crowd_layout *l = s->l;
    return (kernel_people){b->count, l->claim + b->first, l->before ? l->before + b->first : NULL,
                           s->c->death[s->lane] + b->first};
}

static inline int64_t settling_living(const settling *s, size_t index, size_t survival_date)
{
    return crowd_living(s->c, s->lane, index, survival_date);
}

/* Those who see a pay date; behind the last one, those who see the end. */
static inline int64_t settling_living_on(const settling *s, size_t index, size_t date)
{
    return settling_living(s, index, date < s->l->dates ? s->l->survival_of_pay[date] : s->l->end);
}

/* Of a block: who reached the goal in time or at all, and those of them who live on the goal's day, or at the end. Estates: in time or not. */
typedef struct settling_reached {
    int64_t in_time, ever, in_time_lives, ever_lives;
} settling_reached;

/** Notes who of a block reached the goal when. */
settling_reached settling_note_reached(settling *s, size_t index);

/** Adds who of a block reached the goals behind the first in time. */
void settling_note_aims(settling *s, size_t index);

/** Notes who of a block is paid off by when. */
void settling_note_paid_off(settling *s, size_t index);

/* Claimants who were paid off on a pay date. */
typedef struct settling_paid {
    size_t date, seen; /* pay dates that they see */
    bool lives;        /* at the end */
    bool outlives_goal;
    int64_t people;
} settling_paid;

/* By pay date: who was paid off on it, those of them alive, and those who were and do not see it; behind the last: who sees all. */
typedef struct settling_seen {
    int64_t paid_off[CROWD_DATES], reached[CROWD_DATES], gone[CROWD_DATES + 1];
    settling_reached all;
} settling_seen;

/** Adds claimants to those of a block; then the block's to all. */
void settling_see(const settling *s, const settling_paid *paid, settling_seen *by);
void settling_add_seen(settling *s, const settling_seen *by);

/** Notes what is owed to a block on the goal's day; then writes the trial's sums. */
void settling_note_unpaid(settling *s, size_t index);
void settling_tell_unpaid(const settling *s);

/** Both of a block whose claimants have weights, and what became of it. */
settling_reached settling_note_weighted(settling *s, size_t index, kernel_outcome *o);
settling_reached settling_note_aged(settling *s, size_t index, kernel_outcome *o);

#endif
