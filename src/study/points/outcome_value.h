/* A value as somebody writes it of an outcome: what unit it has is the outcome's. */
#ifndef SOL_STUDY_OUTCOME_VALUE_H
#define SOL_STUDY_OUTCOME_VALUE_H

#include "solatium/outcome.h"
#include "solatium/quantity.h"
#include "solatium/scenario.h"

/** Reads "640", "1.8bn EUR" (in the scenario's own currency), "56%", "2027-12-31"; false, and why in `fault`. */
bool outcome_value_read(const sol_scenario *scenario, sol_unit unit, const char *text, double *value,
                        sol_quantity_fault *fault);

#endif
