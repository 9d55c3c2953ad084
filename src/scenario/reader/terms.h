/* What claims have in common, read alike from a group and from a row of a CSV. */
#ifndef SOL_SCENARIO_TERMS_H
#define SOL_SCENARIO_TERMS_H

#include "scenario/reader/reader.h"

/** What a word of `heirs` says: they come forward at once, or the claim lapses. */
sol_inheritance terms_inheritance(sol_heirs rank);

/** All defaults. */
sol_terms terms_default(const reader *r, const sol_inheritance *heirs);

/** Takes the day from which claims can be paid: a date, a span from start on, or one that is drawn. Keeps `when`, which is in the arena. */
void terms_set_eligible(const reader *r, sol_terms *terms, const sol_when *when);

/** Whether a pause is none, for everybody. */
static inline bool terms_is_at_once(const sol_when *after)
{
    return after->is_calendar && after->span.months == 0 && after->span.days == 0;
}

/**
 * `20%/y from 2013-06-19; 12%/y from 2019-06-01` and `60000000 on 2018-02-20; …`.
 *
 * Gives    the steps in `arena`, or false and a fault placed in the text
 */
bool terms_interest_text(const reader *r, const char *text, size_t length, sol_terms *terms, sol_quantity_fault *fault);
bool terms_earlier_text(const reader *r, const char *text, size_t length, sol_terms *terms, sol_quantity_fault *fault);

#endif
