/* What files say differently. */
#ifndef SOL_STUDY_CHANGED_H
#define SOL_STUDY_CHANGED_H

#include "solatium/study.h"

/* One file's table of assumptions. */
typedef struct changed_list {
    size_t count;
    const sol_assumption *assumption;
} changed_list;

/** Fills the changed inputs of a comparison, by key; a list a point. */
void changed_find(sol_arena *arena, const changed_list list[], sol_comparison *c);

#endif
