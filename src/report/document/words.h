/* Parts of a scenario in words. */
#ifndef SOL_REPORT_WORDS_H
#define SOL_REPORT_WORDS_H

#include "solatium/result.h"
#include "solatium/scenario.h"

/** "everyone", "the living of 90 and over in Later suits". */
const char *words_who(sol_arena *arena, const sol_scenario *scenario, const sol_who *who);

/** "20m KRW": an amount of the scenario's currency, in short. */
const char *words_money(sol_arena *arena, const sol_scenario *scenario, sol_money amount);

/** "35%" for billionths of one. */
const char *words_share(sol_arena *arena, int64_t billionths);

/** "2020-03-15", "2019-11-04 to 2021-05-28" (5–95 %), "18 months after talks"; `requires` SOL_NONE: after the start. */
const char *words_when(sol_arena *arena, const sol_scenario *scenario, const sol_when *when, int requires);

/** "18 months". */
const char *words_span(sol_arena *arena, sol_span span);

/**
 * "come forward with a probability of 60%, 8 months after the death; without them the claim lapses": heirs of somebody who dies. Needs some that
 * may come later, or not at all.
 */
const char *words_heirs(sol_arena *arena, const sol_inheritance *heirs);

/** On which day a claim is filed or can be paid, where that is not start: "on 2021-03-01", "2020-02-11 to 2023-06-30 (5 to 95%)". */
const char *words_own_day(sol_arena *arena, sol_date start, const sol_when *when);

/** What becomes of what falls to somebody who declines: "is held in the fund". */
const char *words_declined(sol_declined declined);

/** "1bn KRW a quarter from 2025-01-01, what is not used is carried over; then …"; needs a limit. */
const char *words_limits(sol_arena *arena, const sol_scenario *scenario);

/** "every 3 months". */
const char *words_every(sol_arena *arena, int32_t months);

/** To whom money is returned, as an item of a ledger: to guarantors only where somebody is one. */
const char *words_returned(bool has_guarantee);

/** Whether a source of a result is one. */
bool words_have_guarantee(const sol_result *result);

/** One step of the allocation, without its number. */
const char *words_step(sol_arena *arena, const sol_scenario *scenario, const sol_step *step);

#endif
