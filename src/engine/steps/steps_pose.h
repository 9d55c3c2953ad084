/* The problem that a step poses to a rule without a level, from what it sees. */
#ifndef SOL_ENGINE_STEPS_POSE_H
#define SOL_ENGINE_STEPS_POSE_H

#include "engine/steps/view.h"

/* What a problem is made of. */
typedef struct posing {
    trial *t;
    steps *s;
    const sol_step *step;
    size_t date;
    const view *seen;
    double *by_row; /* room for weights or hazards, where the step looks at them */
} posing;

/**
 * The problem as sol_divide takes it; those who take part are s->member. Rules that fill one claim after the other find them in their order, those
 * without a level in that of the rows, which then stand by claim, and the others as they were filed: of them a sum of doubles may depend on it.
 * Lies in the columns of `s`, and in part in the trial's scratch.
 */
sol_claims_problem steps_pose(const posing *p, int64_t endowment);

#endif
