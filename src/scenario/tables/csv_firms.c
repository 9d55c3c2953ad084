#include "scenario/tables/csv_firms.h"

#include "scenario/reader/countries.h"
#include "scenario/tables/csv_mapped.h"

#include <string.h>

static void read_firm(reader *r, const sol_node *mapping, row_list *firms, name_table *names)
{
    const sol_node *country = node_get(mapping, "country");
    if (country)
        countries_add(r, country->text, strlen(country->text));
    sol_firm *firm = rows_add(firms);
    firms_begin(firm, mapping);
    size_t lines = r->assumption_count; /* a file is one assumption, not one a field */
    reader_table(r, &key_firm, mapping, firm);
    r->assumption_count = lines;
    firm->is_row = !node_get(mapping, "count");
    if (!firm->id)
        firm->id = firm->name;
    if (firm->name[0])
        firms_check_name(r, firm, sol_node_place(mapping, node_get(mapping, "id") ? "id" : "name"), names);
}

bool csv_firms_read(reader *r, const text_source *source, const sol_node *columns, row_list *firms, name_table *names)
{
    csv_mapped *m = SOL_TAKE(r->arena, 1, csv_mapped);
    if (!csv_mapped_begin(r, m, &key_firm, source, columns))
        return false;
    for (const sol_node *mapping = csv_mapped_next(r, m); mapping; mapping = csv_mapped_next(r, m))
        read_firm(r, mapping, firms, names);
    return csv_mapped_end(r, m);
}
