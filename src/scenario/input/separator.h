/* What separates the columns of a text. */
#ifndef SOL_SCENARIO_SEPARATOR_H
#define SOL_SCENARIO_SEPARATOR_H

#include "scenario/input/table_source.h"

/**
 * Finds the separator: what a first line `sep=;` says, as Excel writes and obeys it; else the one of comma, semicolon, tab and bar that
 * divides the first row, and of several the one by which the rows have as many fields as it.
 *
 * Gives    false and an error (S504) where several do, or none
 */
bool separator_find(text_source *source, sol_diagnostics *diagnostics);

#endif
