/* Rules with a level: x = clamp(r(c, w, λ), l, h), solved in whole numbers. */
#ifndef SOL_DIVISION_LEVEL_H
#define SOL_DIVISION_LEVEL_H

#include "division/rows/outcome.h"

/** What the level multiplies. */
typedef enum level_slope {
    LEVEL_ONE,
    LEVEL_CLAIM,
    LEVEL_WEIGHT,
    LEVEL_CLAIM_WEIGHT,
    LEVEL_INVERSE_WEIGHT,
} level_slope;

/**
 * A stretch of a rule's path: x = clamp(anchor·c + sign·t·v, from·c, to·c), t >= 0, all in `scale`-ths; a path is one stretch or two,
 * the second beginning where the first has everyone at its end. A rule's branch under bounds is the stretch in which t lies.
 */
typedef struct level_stretch {
    int64_t from, to, anchor; /* scale-ths of the claim */
    int sign;
    level_slope slope;
} level_stretch;

typedef struct level_path {
    int64_t scale;
    int count;
    level_stretch stretch[2];
} level_path;

/** The level as a fraction, and near it in double. */
typedef struct level_at {
    sol_wide p; /* >= 0 */
    wide_bits q;
    double t;
} level_at;

/** A problem on one stretch: claims and bounds are multiplied by `unit`, shares of claims are `numerator / divisor`. */
typedef struct level_problem {
    const sol_claims_problem *rows;
    const outcome_totals *totals;
    level_stretch stretch;
    int64_t unit, divisor; /* divisor 1: exact; else amounts would pass 64 bits and shares of claims are cut to units */
    const wide_bits *slope;   /* weighted slopes as whole numbers, NULL: one or the claim */
    const double *near_slope; /* the same in double */
    wide_bits slope_sum;
    double slope_error;    /* of a slope, in its unit */
    double slope_relative; /* of a slope, in itself */
    double slope_scale;    /* whole slope over true slope */
    size_t stride;         /* sums run over every stride-th row */
    int passes;
} level_problem;

/** Sums over rows at a level: those at a bound, and anchors and slopes of the others. */
typedef struct level_sums {
    sol_wide fixed, anchors;
    wide_bits slopes;
} level_sums;

/** Whether a rule is solved here, and by which path. */
bool level_path_of(const sol_rule_choice *rule, bool weighted, level_path *path);

/** The weight that an alpha-fair rule gives to a claim by survival: s^((1 − alpha) / alpha). */
double level_fair_weight(double alpha, double survival);

/** The simplest fraction that rounds to x, 0 <= x <= 1, with a denominator up to 2^27. */
void level_fraction(double x, int64_t *numerator, int64_t *denominator);

/**
 * Weights as whole numbers of one scale; exact where 124 bits less those of the sums suffice (for 1/w: where also the weights have a
 * small common multiple), else cut there.
 */
void level_slopes(level_problem *s, sol_arena *scratch);

/** One pass over the rows. */
level_sums level_sum(level_problem *s, level_at at);

/** The awards at a level. */
void level_emit(level_problem *s, level_at at, outcome *out);

/** Finds the stretch and the level; `s` comes with its rows and totals. Needs what level_divide needs. */
level_at level_solve(level_problem *s, const level_path *path, sol_arena *scratch);

/** Divides by a path; the problem's weights are those of the slopes. Needs sum of lower < endowment < sum of upper. */
sol_division level_divide(const sol_claims_problem *problem, const outcome_totals *totals, const level_path *path,
                          sol_arena *scratch, outcome *out);

/** Whether some row has a bound of its own or stands for several. */
static inline bool level_is_plain(const sol_claims_problem *rows)
{
    return !rows->lower && !rows->upper && !rows->multiplicity;
}

static inline int64_t level_share(const level_problem *s, int64_t claim, int64_t numerator)
{
    return s->divisor == 1 ? claim * numerator : (int64_t)((sol_wide)claim * numerator / s->divisor);
}

#endif
