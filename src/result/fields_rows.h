/* How rows of figures are written; for the tables of result/fields.h. */
#ifndef SOL_RESULT_FIELDS_ROWS_H
#define SOL_RESULT_FIELDS_ROWS_H

#include "result/fields.h"

#define AT(type, key_, kind_, member)                                                                                  \
    {                                                                                                                  \
        .key = key_, .kind = kind_, .offset = offsetof(type, member)                                                   \
    }
#define IN(type, key_, kind_, member, range_)                                                                          \
    {                                                                                                                  \
        .key = key_, .kind = kind_, .offset = offsetof(type, member), .range = range_                                  \
    }
#define MAYBE(type, key_, kind_, member, range_)                                                                       \
    {                                                                                                                  \
        .key = key_, .kind = kind_, .offset = offsetof(type, member), .range = range_, .may_be_null = true             \
    }
#define LIST(key_, rows_, member, count_, element)                                                                     \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_LIST, .offset = offsetof(sol_result, member), .rows = rows_,                        \
        .count_offset = offsetof(sol_result, count_), .size = sizeof(element)                                          \
    }
#define OBJECT(key_, rows_)                                                                                            \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_OBJECT, .rows = rows_                                                               \
    }
#define WITHIN(key_, rows_, member)                                                                                    \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_OBJECT, .rows = rows_, .offset = offsetof(sol_result, member)                       \
    }
#define NEWER(key_, rows_)                                                                                             \
    {                                                                                                                  \
        .key = key_, .kind = FIELD_OBJECT, .rows = rows_, .is_newer = true                                             \
    }
#define END                                                                                                            \
    {                                                                                                                  \
        .key = NULL                                                                                                    \
    }

/* fields_answers.c: who is wholly paid, by when, what is unpaid, who dies waiting, how figures lie. */
extern const field field_wholly_paid_rows[], field_reach_rows[], field_unpaid_rows[], field_death_rows[],
    field_distribution_rows[];

#endif
