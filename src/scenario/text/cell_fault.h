/* Cells of workbooks that hold no value which could be read as a person sees it, and why. */
#ifndef SOL_SCENARIO_CELL_FAULT_H
#define SOL_SCENARIO_CELL_FAULT_H

#include <stddef.h>

/** Stands in front of the cell in the text of a sheet (sol_source); none is a character of XML. */
typedef enum cell_fault {
    CELL_SOUND,
    CELL_HOLDS_ERROR = 0x0E,
    CELL_FIRST_FAULT = CELL_HOLDS_ERROR,
    CELL_UNSAVED,
    CELL_LACKS_TEXT,
    CELL_TOO_LONG,
    CELL_SCALED,
    CELL_NO_DATE,
    CELL_LOCAL,
    CELL_MERGED,
    CELL_YEAR,
    CELL_EXCHANGED,
    CELL_STRUCK,
    CELL_RAISED,
    CELL_FAULTS_END
} cell_fault;

/** What is said of such a cell: `before`, what stands behind the mark, `after`; where that is NULL, `before` alone. */
typedef struct cell_fault_row {
    const char *before, *after, *hint;
} cell_fault_row;

/** NULL: the text is that of a sound cell. */
const cell_fault_row *cell_fault_of(const char *text, size_t length);

#endif
