/* Parts of a comparison's document. */
#ifndef SOL_REPORT_COMPARE_PARTS_H
#define SOL_REPORT_COMPARE_PARTS_H

#include "report/compare/compare_report.h"

/** Table `points` of levers: a row a point. */
void compare_parts_points(document *doc, const sol_comparison *comparison);

/** Tables `heat`, `heat_from_60%`, …: the share in time over two levers, as many columns each as fit the width. */
void compare_parts_heat(document *doc, const sol_comparison *comparison, int width);

/**
 * Of files: tables `goals` where they differ, `levels`, and from the second file on `differences_2` (in the rows of levels) and `movers_2`; what
 * differs in what they say, `changed`, as many rows of it as are given, 0: all.
 */
void compare_parts_goals(document *doc, const sol_comparison *comparison);
void compare_parts_changed(document *doc, const sol_comparison *comparison, size_t rows);
void compare_parts_levels(document *doc, const sol_comparison *comparison);
void compare_parts_differences(document *doc, const sol_comparison *comparison);
void compare_parts_movers(document *doc, const sol_comparison *comparison);

/** Tables `outcome_1`, …, one each that was asked for: a row a point. */
void compare_parts_outcomes(document *doc, const sol_comparison *comparison);

/** A number of a column whose rows have different units: a text for people, the number in full (money in major units) for data files. */
document_cell compare_parts_cell(const document *doc, document_unit unit, double value, const char *sign,
                                 const double limit[SHARE_LIMITS]);

/** What is to be said of a difference: that it is not distinguishable, or that there is none; else "". */
const char *compare_parts_told(const sol_difference *difference);

/** Whether some point that was run has futures that leave nobody to count; then, of which the shares are, and what the mark means. */
bool compare_parts_leave_some(const sol_comparison *comparison);
void compare_parts_counted(document *doc, const sol_comparison *comparison);

/** "†" at a point that has other futures to count in than the baseline; else "". */
const char *compare_parts_mark(const sol_comparison *comparison, size_t point);

#endif
