/* Tables of a document as JSON, numbers in full: for answers that are nothing but tables. */
#ifndef SOL_REPORT_TABLES_JSON_H
#define SOL_REPORT_TABLES_JSON_H

#include "report/document/document.h"

#include <jansson.h>

/**
 * A list of rows, each an object by the columns' keys, totals left out. Money stands in minor units, shares as fractions, dates as
 * YYYY-MM-DD, what is not there as null; an estimate is {mean, se, p05, p50, p95}, a proportion {mean, se, low, high}.
 */
json_t *tables_json_rows(const document_table *table);

/** {key of a table: its rows, …} */
json_t *tables_json(const document *doc);

#endif
