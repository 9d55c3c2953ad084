/* A row of a CSV of firms becomes a mapping of its fields, which the firm's table reads: few rows, and all keys for nothing. */
#include "scenario/tables/csv_firms.h"

#include "scenario/reader/countries.h"
#include "scenario/text/csv.h"

#include "base/suggest.h"

#include <string.h>

static sol_node *node_of(reader *r, const text_source *source, const csv_field *field)
{
    sol_node *node = SOL_TAKE(r->arena, 1, sol_node);
    bool is_quoted = field->text != source->source.text + field->from;
    *node = (sol_node){.kind = NODE_SCALAR,
                       .is_plain = !is_quoted,
                       .start = (uint32_t)field->from,
                       .end = (uint32_t)field->to,
                       .source = source,
                       .text = sol_arena_copy(r->arena, field->text, field->length)};
    return node;
}

static bool is_column(const key_row *row)
{
    return (row->forms & AS_VALUE) != 0;
}

static const key_row *column_named(reader *r, const sol_node *name)
{
    const key_row *row = keys_find(&key_firm, name->text);
    if (row && is_column(row))
        return row;
    const char *near = keys_nearest(&key_firm, name->text);
    problem_add(r->diagnostics, P_CSV_COLUMN, node_place(name),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : NULL, "unknown column `%.200s`",
                name->text);
    return NULL;
}

typedef struct firm_columns {
    size_t count;
    const sol_node *name[CSV_COLUMNS_MAX]; /* NULL: not known */
} firm_columns;

static bool read_header(reader *r, csv_reader *csv, firm_columns *columns)
{
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    const sol_node *header[CSV_COLUMNS_MAX];
    if (!csv_next(csv)) {
        problem_add(r->diagnostics, P_CSV_SHAPE, source_whole(csv->source), "the first line names the columns",
                    "is empty");
        return false;
    }
    columns->count = csv->count;
    for (size_t i = 0; i < csv->count; i++) {
        const sol_node *name = header[i] = node_of(r, csv->source, &csv->field[i]);
        columns->name[i] = column_named(r, name) ? name : NULL;
        for (size_t j = 0; j < i && columns->name[i]; j++)
            if (columns->name[j] && strcmp(columns->name[j]->text, name->text) == 0)
                problem_add(r->diagnostics, P_CSV_COLUMN, node_place(name), NULL, "the column `%.100s` is given twice",
                            name->text);
    }
    static const char *const required[] = {"name", "country", "pledge"};
    for (size_t k = 0; k < 3; k++) {
        bool is_given = false;
        for (size_t i = 0; i < csv->count; i++) {
            const char *near = columns->name[i] ? columns->name[i]->text : keys_nearest(&key_firm, header[i]->text);
            is_given = is_given || (near && strcmp(near, required[k]) == 0); /* a slip is one fault */
        }
        if (!is_given)
            problem_add(r->diagnostics, P_CSV_COLUMN,
                        source_place(csv->source, csv->row_from, csv->field[csv->count - 1].to), NULL,
                        "the column `%s` is missing", required[k]);
    }
    return sol_diagnostics_errors(r->diagnostics) == errors;
}

static void read_firm(reader *r, const csv_reader *csv, const firm_columns *columns, row_list *firms, name_table *names)
{
    const sol_node **pair = SOL_TAKE(r->arena, 2 * csv->count, const sol_node *);
    size_t count = 0;
    for (size_t i = 0; i < csv->count; i++) {
        if (csv->field[i].length == 0 && strcmp(columns->name[i]->text, "name") != 0)
            continue;
        pair[count++] = columns->name[i];
        pair[count++] = node_of(r, csv->source, &csv->field[i]);
        if (strcmp(columns->name[i]->text, "country") == 0)
            countries_add(r, csv->field[i].text, csv->field[i].length);
    }
    sol_node *mapping = SOL_TAKE(r->arena, 1, sol_node);
    *mapping = (sol_node){.kind = NODE_MAPPING,
                          .count = (uint32_t)(count / 2),
                          .start = (uint32_t)csv->row_from,
                          .end = (uint32_t)csv->field[csv->count - 1].to,
                          .source = csv->source,
                          .item = pair};
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

bool csv_firms_read(reader *r, const text_source *source, row_list *firms, name_table *names)
{
    csv_reader csv = csv_begin(source, r->arena);
    firm_columns columns;
    if (!read_header(r, &csv, &columns))
        return false;
    bool are_told = true;
    while (!reader_has_enough(r) && csv_next(&csv)) {
        are_told = are_told && !csv.fault && csv.count == columns.count;
        if (csv.fault)
            problem_add(r->diagnostics, P_CSV_SHAPE, source_place(source, csv.fault_at, csv.fault_at + 1), NULL, "%s",
                        csv.fault);
        else if (csv.count != columns.count)
            problem_add(r->diagnostics, P_CSV_SHAPE, source_place(source, csv.row_from, csv.field[csv.count - 1].to),
                        NULL, "%zu fields, but the header has %zu", csv.count, columns.count);
        else
            read_firm(r, &csv, &columns, firms, names);
    }
    return are_told;
}
