/* The tornado and the price of delay as JSON. */
#ifndef SOL_PROGRAM_SENSITIVITY_JSON_H
#define SOL_PROGRAM_SENSITIVITY_JSON_H

#include "solatium/delay.h"
#include "solatium/tornado.h"

#include <jansson.h>

/** {title, by, base, ranked_by, rows: [{key, value, low: {value, limit, share_in_time, paid_in_life}, high}], left_out} */
json_t *tornado_json(const sol_tornado *tornado);

/** {title, …, points: [{delay, months, share_in_time, differences, a_month: {died_waiting, interest, share_in_time}}]} */
json_t *delay_json(const sol_delay *delay);

#endif
