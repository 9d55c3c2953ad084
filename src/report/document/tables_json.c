#include "report/document/tables_json.h"

#include "base/check.h"
#include "report/document/figure.h"
#include "result/json_text.h"

#include <string.h>

static json_t *number_of(const document_column *column, const document_cell *cell, document_part part)
{
    double value = document_part_value(cell, part);
    if (!document_part_is_filled(cell, part) || (column->unit == UNIT_DATE && value == (double)SOL_NEVER_DAY))
        return json_null();
    return column->unit == UNIT_DATE ? json_string(figure_date(value).text) : json_text_number(value);
}

static json_t *spread_of(const document_column *column, const document_cell *cell)
{
    static const char *const of_estimate[] = {"mean", "se", "p05", "p50", "p95"};
    static const char *const of_proportion[] = {"mean", "se", "low", "", "high"};
    document_part part[DOCUMENT_PARTS_MAX];
    size_t count = document_parts(column, part);
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++)
        json_object_set_new(object, (column->spread == SPREAD_PROPORTION ? of_proportion : of_estimate)[part[i]],
                            number_of(column, cell, part[i]));
    return object;
}

static json_t *value_of(const document_column *column, const document_cell *cell)
{
    if (!cell->is_filled)
        return json_null();
    if (column->unit == UNIT_TEXT || cell->is_word) {
        json_t *text = json_text_string(cell->text ? cell->text : "");
        SOL_CHECK(text != NULL);
        return text;
    }
    if (column->spread == SPREAD_NONE || cell->text)
        return number_of(column, cell, PART_VALUE);
    return spread_of(column, cell);
}

json_t *tables_json_rows(const document_table *table)
{
    json_t *rows = json_array();
    for (size_t r = 0; r + table->total_rows < table->row_count; r++) {
        json_t *row = json_object();
        for (size_t c = 0; c < table->column_count; c++)
            if (table->column[c].unit != UNIT_BAR)
                json_object_set_new(row, table->column[c].key, value_of(&table->column[c], &document_row(table, r)[c]));
        json_array_append_new(rows, row);
    }
    return rows;
}

json_t *tables_json(const document *doc)
{
    json_t *tables = json_object();
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_TABLE)
            json_object_set_new(tables, doc->block[i].table->key, tables_json_rows(doc->block[i].table));
    return tables;
}
