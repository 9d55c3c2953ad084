/* What a tornado is of and what its ends do, in words and cells: the same in a comparison and in a report. */
#ifndef SOL_REPORT_TORNADO_WORDS_H
#define SOL_REPORT_TORNADO_WORDS_H

#include "report/document/document.h"
#include "solatium/tornado.h"

/** "nobody-left-out (of all whom the first goal counts: …)". */
const char *tornado_outcome(sol_arena *arena, const sol_tornado *tornado);

/** Its unit: "share", "KRW", "people", "days". */
const char *tornado_unit(const sol_tornado *tornado);

/** The outcome in the scenario as it is: "41.8% ± 1.6%", "2029-07-01", "never", "nothing, as nobody is left to count". */
const char *tornado_as_it_is(sol_arena *arena, const sol_tornado *tornado);

/** What a chart's axis says: "nobody-left-out", "owed, KRW", "reach.all.50%: days later". */
const char *tornado_axis(sol_arena *arena, const sol_tornado *tornado);

/** The number of it for a chart; 0 of a date, whose bars are days from it. */
double tornado_base(const sol_tornado *tornado);

/** How far an end is moved: "10% less", "3 fewer", "a year more", "half a year earlier", "as much as can be". */
const char *tornado_step(sol_arena *arena, const sol_tornado *tornado, const sol_tornado_row *row, bool is_high);

/** A size of an effect, without sign: "3.2%", "45m KRW", "0.4", "92 days". */
const char *tornado_size(sol_arena *arena, const sol_tornado *tornado, double size);

/** What an end does to the outcome, in a column of `tornado_column_unit`; of a date days, "never" or "reached at all". */
document_unit tornado_column_unit(const sol_tornado *tornado);
document_cell tornado_effect(sol_arena *arena, const sol_tornado *tornado, const sol_tornado_end *end);

/** Which end of a lever helps, by how much, and whom: "10% more helps (+2.5%), 0.6 more living wholly paid; 10% less harms (-2.4%)". */
const char *tornado_helps(sol_arena *arena, const sol_tornado *tornado, const sol_tornado_row *row);

/** A list of what `tornado_helps` says of the rows that move most. */
void tornado_say_helps(document *doc, const sol_tornado *tornado);

/** "†" where an end moves who counts, "‡" where one is better and that is no help. */
const char *tornado_mark(const sol_tornado *tornado, const sol_tornado_row *row);

/** What the marks of all rows mean, and, where that is so, that no value moves the outcome and what would be moved; "" or sentences. */
const char *tornado_marks(sol_arena *arena, const sol_tornado *tornado);
const char *tornado_unmoved(sol_arena *arena, const sol_tornado *tornado);

#endif
