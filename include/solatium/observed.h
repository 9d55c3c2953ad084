/* What was published of a scenario's figures. */
#ifndef SOLATIUM_OBSERVED_H
#define SOLATIUM_OBSERVED_H

#include "solatium/date.h"

#include <stdbool.h>
#include <stdint.h>

struct sol_node;

/** What was published of a figure, to hold the simulated one against. */
typedef struct sol_observed {
    const char *figure; /* an outcome's key (outcome.h) without its day */
    bool has_date;
    sol_date date;
    const char *value;            /* as it is written: its unit is the figure's */
    int64_t tolerance_billionths; /* of the value: how far off what was published may be */
    const char *source;           /* NULL: none is given */
    const struct sol_node *node;
} sol_observed;

#endif
