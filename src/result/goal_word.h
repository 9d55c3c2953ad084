/* The word of a goal by the probability that it is met. */
#ifndef SOL_RESULT_GOAL_WORD_H
#define SOL_RESULT_GOAL_WORD_H

#include "solatium/verdict.h"

/** In time from the confidence on, too late up to its complement; of a proportion of no trial, that there is nobody to count. */
sol_word goal_word(const sol_proportion *probability, double confidence);

/** Whether the interval of the probability is on one side of both thresholds. */
bool goal_is_settled(const sol_proportion *probability, double confidence);

#endif
