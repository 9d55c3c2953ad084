/* What must hold across the sections of a scenario. */
#ifndef SOL_SCENARIO_ACROSS_H
#define SOL_SCENARIO_ACROSS_H

#include "scenario/reader/reader.h"

enum { ACROSS_PEOPLE_MAX = 10000000, ACROSS_PAY_DATES_MAX = 10000 };

/** Checks a scenario whose sections were read without an error. */
void across_check(reader *r);

/** Checks start and end, if both were read; also beside errors elsewhere. */
void across_check_time(reader *r);

/** Whether, at start, all but one in twenty of the living persons of a group (NULL: of each, and of the claimants' file) have reached an age. */
bool across_have_reached(const reader *r, const sol_group *group, double age);

/** Its part on money: no sum that a trial can reach overflows. */
void across_check_sums(reader *r);

#endif
