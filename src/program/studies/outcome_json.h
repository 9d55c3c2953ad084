/* Outcomes as JSON. */
#ifndef SOL_PROGRAM_OUTCOME_JSON_H
#define SOL_PROGRAM_OUTCOME_JSON_H

#include "solatium/study.h"

#include <jansson.h>

/** The figure itself, by its kind; null where there is none. */
json_t *outcome_value_json(const sol_outcome *outcome);

/** By the keys that were asked for: `value`, null where there is no such figure, and `difference` from the baseline. */
json_t *outcomes_json(const sol_outcome_keys *keys, const sol_point *point, const sol_point *baseline);

#endif
