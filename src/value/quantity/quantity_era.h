/* Years as offices count them: 昭和7年 is 1932. */
#ifndef SOL_VALUE_QUANTITY_ERA_H
#define SOL_VALUE_QUANTITY_ERA_H

#include "solatium/date.h"

#include <stdbool.h>
#include <stddef.h>

enum { QUANTITY_ERA_WORDS = 8 };

typedef struct quantity_day {
    int year, month, day;
} quantity_day;

typedef struct quantity_era {
    const char *name;
    const char *word[QUANTITY_ERA_WORDS]; /* as it is written; Latin ones in any case, and only right before a year */
    int before;                           /* the year before its first */
    quantity_day first, last;             /* what can be read of it */
    const char *before_first;             /* why no more, and the way out; NULL: there was no more */
} quantity_era;

/** The era that a text begins with, and the bytes that name it; NULL: none. */
const quantity_era *quantity_era_at(const char *text, size_t length, size_t *taken);

/** Whether a day of the common calendar is one of the era. */
bool quantity_era_has(const quantity_era *era, quantity_day day);

#endif
