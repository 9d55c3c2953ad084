/* Who of a group of both sexes are men. */
#ifndef SOL_PLAN_SEXES_H
#define SOL_PLAN_SEXES_H

#include "plan/plan.h"

/**
 * Whether each member of a group is a man: round(share · count) of them and round(share · living) of those living, halves up, are; the
 * estates hold the rest. Who they are is drawn from claimants.seed, and a larger share makes men of more, of none of them women.
 *
 * Shape    one a member, in `arena`; NULL where all are women or all are men
 */
const bool *sexes_draw(sol_arena *arena, const sol_scenario *scenario, const sol_group *group);

/** The sex of a member (from 1), by what sexes_draw gave. */
static inline sol_sex sexes_of(const sol_group *group, const bool *is_man, uint32_t member)
{
    bool is_male = is_man ? is_man[member - 1] : group->male_billionths > 0;
    return is_male ? SOL_MALE : SOL_FEMALE;
}

#endif
