#include "scenario/tables/csv_series.h"

#include "scenario/tables/csv_mapped.h"

bool csv_series_read(reader *r, const text_source *source, const sol_node *columns, row_list *dated)
{
    csv_mapped *m = SOL_TAKE(r->arena, 1, csv_mapped);
    if (!csv_mapped_begin(r, m, &key_dated_amount, source, columns))
        return false;
    const size_t lines = r->assumption_count; /* a file is one assumption, not one a field */
    sol_date last = {INT32_MIN};
    for (const sol_node *row = csv_mapped_next(r, m); row; row = csv_mapped_next(r, m)) {
        sol_dated_amount read = {.date = last};
        size_t errors = sol_diagnostics_errors(r->diagnostics);
        reader_table(r, &key_dated_amount, row, &read);
        r->assumption_count = lines;
        if (sol_diagnostics_errors(r->diagnostics) > errors)
            continue;
        if (read.date.day < last.day)
            problem_add(r->diagnostics, P_DATE_ORDER, sol_node_place(row, "date"), "sort the rows by `date`",
                        "the rows are not in the order of their days");
        last = read.date;
        *(sol_dated_amount *)rows_add(dated) = read;
    }
    return csv_mapped_end(r, m);
}
