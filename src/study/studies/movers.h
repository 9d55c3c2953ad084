/* Who fares better or worse in one result than in another, claimant by claimant. */
#ifndef SOL_STUDY_MOVERS_H
#define SOL_STUDY_MOVERS_H

#include "solatium/study.h"

/** Rows that a baseline gives: everyone, its groups, its age bands. */
size_t movers_rows(const sol_result *baseline);

/** Writes the labels of `times` blocks of such rows. */
void movers_label(sol_arena *arena, const sol_result *baseline, size_t times, sol_movers *row);

/**
 * Counts those living at start in both results, matched by id. Better or worse: by more than so many standard errors of the difference as
 * leave out 95 % of chance. The error is paired, from the parts of the trials that both results keep; where one keeps none it is taken as
 * if the two estimates were independent, which on the same futures is on the safe side.
 */
void movers_count(sol_arena *scratch, const sol_result *baseline, const sol_result *other, sol_movers *row);

#endif
