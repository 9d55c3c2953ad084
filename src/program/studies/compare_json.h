/* A comparison as JSON. */
#ifndef SOL_PROGRAM_COMPARE_JSON_H
#define SOL_PROGRAM_COMPARE_JSON_H

#include "solatium/study.h"

#include <jansson.h>

/** {title, …, points: [{set, state, verdict, share_in_time, difference, differences, money}]}; of files also changed and movers. */
json_t *compare_json(const sol_comparison *comparison);

/** {mean, se, distinguishable} */
json_t *compare_difference_json(const sol_difference *difference);

#endif
