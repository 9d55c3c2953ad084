/* Cells of what studies compare. */
#ifndef SOL_REPORT_CELLS_H
#define SOL_REPORT_CELLS_H

#include "report/document/document.h"
#include "solatium/study.h"

/** A difference with its standard error. */
static inline document_cell cell_change(const sol_difference *d)
{
    return cell_with_error(d->mean, d->se, d->support);
}

/** The same, marked where it cannot be told from none. */
static inline document_cell cell_difference(const sol_difference *d)
{
    document_cell cell = cell_change(d);
    cell.is_noise = cell.has_error && !d->is_distinguishable && d->mean != 0;
    return cell;
}

#endif
