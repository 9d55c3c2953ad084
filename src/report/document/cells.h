/* Cells of what studies compare. */
#ifndef SOL_REPORT_CELLS_H
#define SOL_REPORT_CELLS_H

#include "report/document/document.h"
#include "solatium/study.h"

/** How figures of an outcome's unit are written. */
static inline document_unit cell_unit_of(sol_unit unit)
{
    static const document_unit of[] = {
        [SOL_UNIT_NUMBER] = UNIT_NUMBER, [SOL_UNIT_SHARE] = UNIT_SHARE, [SOL_UNIT_PEOPLE] = UNIT_COUNT,
        [SOL_UNIT_FIRMS] = UNIT_COUNT,   [SOL_UNIT_MONEY] = UNIT_MONEY, [SOL_UNIT_DATE] = UNIT_DATE};
    return of[unit];
}

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
