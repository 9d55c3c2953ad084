/* Sheets of workbooks: .xlsx (ECMA-376) and .ods (ISO/IEC 26300), unpacked by libzip and read by expat within limits. */
#ifndef SOL_SCENARIO_WORKBOOK_H
#define SOL_SCENARIO_WORKBOOK_H

#include "scenario/input/table_source.h"

/** Whether a source's bytes are packed, as workbooks are. */
bool workbook_is_one(const text_source *source);

/**
 * Makes the text of a sheet (sol_source): the one that is chosen; else the only one that is visible and not empty.
 *
 * Gives    false and an error: no workbook of these kinds, under a password, damaged, too large, several sheets or none
 */
bool workbook_undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics);

#endif
