/* A list of mappings that one table of keys reads, each into a struct of its own: steps of a rate, amounts by date. */
#ifndef SOL_SCENARIO_LISTS_H
#define SOL_SCENARIO_LISTS_H

#include "scenario/reader/reader.h"

typedef struct list_form {
    size_t size;       /* of a struct */
    const void *begin; /* what stands in it before its mapping is read; NULL: zeroes */
    const char *wants; /* what belongs here, where something else does stand */
    const char *day;   /* the key whose days must rise, and where in the struct they stand; NULL: none */
    size_t day_at;
    bool may_be_same;     /* as the day before */
    const char *disorder; /* what is said of a day that is not behind the one before */
} list_form;

/** Reads one mapping, or a list of them, by the row's table. */
void *lists_read(reader *r, const key_row *row, const sol_node *value, const list_form *form, size_t *count);

#endif
