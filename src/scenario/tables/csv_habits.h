/* How a column writes what can be written in two ways: every cell must keep to what one of them proves. */
#ifndef SOL_SCENARIO_CSV_HABITS_H
#define SOL_SCENARIO_CSV_HABITS_H

#include "scenario/tables/csv_columns.h"

/** Notes the habit of a cell that was read; false and a fault: another cell of its column proves the other one. */
bool csv_habit_keeps(csv_habit *habit, const csv_reader *csv, const csv_field *field, csv_holds holds,
                     sol_quantity_fault *fault);

/** Of a cell that could not be read because it may mean two things: the hint says which one the column's habit makes it. */
void csv_habit_tell(const csv_habit *habit, const csv_reader *csv, const csv_field *field, csv_holds holds,
                    sol_quantity_fault *fault);

#endif
