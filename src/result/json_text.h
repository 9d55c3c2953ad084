/* JSON as text that people can read too: what fits on a line stands on one. */
#ifndef SOL_RESULT_JSON_TEXT_H
#define SOL_RESULT_JSON_TEXT_H

#include "base/text.h"
#include "solatium/estimate.h"

#include <jansson.h>

/** A whole number as an integer, else a real. Needs a finite value. */
json_t *json_text_number(double value);

/** A text that may be no UTF-8, as names of files and arguments: then each bad byte is a mark (base/visible.h). */
json_t *json_text_string(const char *text);

/** {mean, se, p05, p50, p95}; {mean, se, low, high}; {mean, se}. What the support does not give is null. */
json_t *json_text_estimate(const sol_estimate *estimate);
json_t *json_text_proportion(const sol_proportion *proportion);
json_t *json_text_mean(double mean, double se, sol_support support);

/** {name, version} of the program that makes a JSON, under "program". */
json_t *json_text_program(void);

/** Says in an object that we make it, behind all else, unless it says so already; of what is no object nothing can be said. */
void json_text_sign(json_t *value);

/**
 * Appends a value in its keys' order with a line break behind it, reals in the fewest digits that read back the same. What a
 * terminal would obey or nobody would see is escaped as JSON does it.
 */
void json_text_write(text_buffer *out, const json_t *value);

#endif
