/* A verdict in words: what it says, of which futures, of whom, and what its word means. */
#ifndef SOL_REPORT_VERDICT_H
#define SOL_REPORT_VERDICT_H

#include "report/document/document.h"
#include "solatium/result.h"

/** Whether so many futures leave nobody to count that whoever speaks of the others must say so: 1 % or more. */
bool verdict_leaves_some(const sol_verdict *verdict);

/** "the 19.0% of futures in which anybody is left to count". */
const char *verdict_futures(sol_arena *arena, const sol_verdict *verdict);

/** "at risk", "in time (in the 19.0% of futures in which anybody is left to count)", "too late (not settled)". */
const char *verdict_word(sol_arena *arena, const sol_verdict *verdict);

/** The tone of its word; nobody to count is never good. */
document_tone verdict_tone(const sol_verdict *verdict);

/** The verdict with its figures. */
void verdict_say(document *doc, const sol_verdict *verdict, uint64_t trials);

/** In a line what its word means; what all of them mean, by its confidence. */
void verdict_say_meaning(document *doc, const sol_verdict *verdict);
void verdict_say_words(document *doc, const sol_verdict *verdict);

/** "the claimants living on 2019-07-01", "the estates", "all claimants", "those counted (Plaintiffs)". */
const char *verdict_whom(sol_arena *arena, const sol_verdict *verdict, sol_date start);

/** "paid in full", "paid at least 80% of their claim". */
const char *verdict_wholly(sol_arena *arena, const sol_verdict *verdict);

/** Its confidence before the word futures: "four of five", "85% of". */
const char *verdict_confidence(sol_arena *arena, const sol_verdict *verdict);

/** "paid in full, in their lifetime", "paid at least 80% of their claim, in life or after". */
const char *verdict_paid(sol_arena *arena, const sol_verdict *verdict);

/** What it asks: "90% of those living at start are paid in full, in their lifetime, by 2030-01-01". */
const char *verdict_goal(sol_arena *arena, const sol_verdict *verdict);

/** A share of those whom it counts, told from its goal: "41.2%". */
const char *verdict_share(sol_arena *arena, const sol_verdict *verdict, double share);

#endif
