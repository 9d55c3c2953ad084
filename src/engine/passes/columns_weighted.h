/* Passes over columns of claims for shares that a weight multiplies: a row has slope · level, kept between what was paid and its total. */
#ifndef SOL_ENGINE_COLUMNS_WEIGHTED_H
#define SOL_ENGINE_COLUMNS_WEIGHTED_H

#include "engine/passes/columns.h"

/* `slope` is near total · weight, within a rounding; 0 where the total is. */
typedef struct columns_weighted {
    columns_rows rows;
    const double *slope;
} columns_weighted;

/* At a level. */
typedef struct columns_weights {
    int64_t fixed; /* what those at a bound have */
    double slopes; /* of the others, within ten roundings */
    int64_t
        doubtful; /* rows of which a level within 16 roundings could give another whole part, or another side of a bound */
} columns_weights;

typedef struct columns_weighted_version {
    const char *name;
    columns_weights (*sums)(const columns_weighted *rows, double level);
    /** Pays the whole parts; gives what was paid. */
    int64_t (*pay)(const columns_weighted *rows, double level, columns_payment *payment);
} columns_weighted_version;

/** The versions that this machine can run, the chosen one first; their number is returned. All give the same numbers. */
size_t columns_weighted_versions(columns_weighted_version version[static 3]);

#endif
