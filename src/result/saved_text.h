/* The text of a saved result: what its figures are called there, and where they stand. */
#ifndef SOL_RESULT_SAVED_TEXT_H
#define SOL_RESULT_SAVED_TEXT_H

#include "scenario/text/source.h"

typedef struct saved_text {
    const text_source *source; /* JSON that was parsed without a fault */
    bool has_one_goal;         /* it stands under `verdict`, and not in the list `goals` */
} saved_text;

/** The path of a figure in the text ("people.in_time.mean", "timeline[3].date") by that of the table. */
const char *saved_text_path(sol_arena *arena, const saved_text *text, const char *path);

/** Where the value of such a path stands; of one that is missing, the beginning of what it is missing in. */
sol_place saved_text_place(const saved_text *text, const char *path);

#endif
