/* What may be published: no row is about fewer than ten people, and amounts of groups are ranges. */
#ifndef SOL_REPORT_DISCLOSURE_H
#define SOL_REPORT_DISCLOSURE_H

#include "report/document.h"
#include "solatium/result.h"

enum { DISCLOSURE_LEAST = 10 };

/** The rule in words, for the report. */
extern const char disclosure_rule[];

/**
 * The result without what could lead to a person: no rows of claimants, ages or claims, no values of the scenario's claimants; small groups are
 * put together until each has ten people or more, and none or ten or more of them living.
 *
 * Gives    groups that still hold everyone exactly once, so that whatever is subtracted from whatever leaves ten people or nobody; no groups at
 *          all when they cannot be formed; NULL when the scenario has fewer than ten claimants or fewer than ten (but some) living ones
 */
sol_result *disclosure_public(sol_arena *arena, const sol_result *result);

/** In the table `groups`, amounts become ranges and shares whole percents without their spread; says the rule. */
void disclosure_blur(document *doc);

#endif
