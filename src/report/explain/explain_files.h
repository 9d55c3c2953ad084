/* A page for each claimant: under which names, and a page that leads to them. */
#ifndef SOL_REPORT_EXPLAIN_FILES_H
#define SOL_REPORT_EXPLAIN_FILES_H

#include "report/document/document.h"
#include "solatium/result.h"

/** What a folder of pages holds beside them: never a page's name, without its ending. */
#define EXPLAIN_INDEX "index"

/**
 * A file's name for each claimant of a result, from the id: one that every file system takes and that is short enough for all of them, composed
 * (NFC), without separators and signs that nobody sees, no name that a system keeps for itself, and no two that a system may take for one,
 * in any case. With `ending`, ".html".
 */
const char **explain_file_names(sol_arena *arena, const sol_result *result, const char *ending);

/** The table `claimants` of id, name, group and file, under a heading. Needs a result that outlives it. */
document *explain_index(sol_arena *arena, const sol_result *result, const char *const *file);

/** Whether a text is that table as CSV: its first line says so. */
bool explain_is_index(const char *csv);

#endif
