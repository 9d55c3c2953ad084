/* A row of a CSV of firms becomes a mapping of its fields, which the firm's table reads: few rows, and all keys for nothing. */
#include "scenario/tables/csv_firms.h"

#include "scenario/reader/countries.h"
#include "scenario/tables/csv_columns.h"
#include "scenario/tables/csv_habits.h"
#include "scenario/tables/csv_marks.h"

#include <string.h>

static sol_node *node_of(reader *r, const text_source *source, const csv_field *field)
{
    sol_node *node = SOL_TAKE(r->arena, 1, sol_node);
    const csv_field amount = csv_amount(r->arena, field);
    bool is_quoted = field->text != source->source.text + field->from;
    *node = (sol_node){.kind = NODE_SCALAR,
                       .is_plain = !is_quoted,
                       .start = (uint32_t)field->from,
                       .end = (uint32_t)field->to,
                       .source = source,
                       .text = sol_arena_copy(r->arena, amount.text, amount.length)};
    return node;
}

static csv_holds holds_of(value_kind kind)
{
    switch (kind) {
    case VALUE_AMOUNT:
    case VALUE_AMOUNTS:
        return CSV_AMOUNT;
    case VALUE_DATE:
    case VALUE_WHEN:
        return CSV_DATE;
    case VALUE_SHARE:
    case VALUE_PROBABILITY:
        return CSV_SHARE;
    case VALUE_WHOLE:
        return CSV_COUNT;
    default:
        return CSV_TEXT;
    }
}

/* The keys of a firm that are single values, as columns. */
static size_t list_columns(csv_column column[CSV_COLUMNS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < key_firm.count; i++) {
        const key_row *row = &key_firm.row[i];
        if (row->forms & AS_VALUE)
            column[count++] =
                (csv_column){.name = row->name, .is_required = row->is_required, .holds = holds_of(row->kind)};
    }
    return count;
}

typedef struct firms_reader {
    csv_reader csv;
    csv_header header;
    sol_node *key[CSV_COLUMNS_MAX]; /* the columns as keys of a firm, at their places in the header */
    row_list *firms;
    name_table *names;
} firms_reader;

static bool read_header(reader *r, firms_reader *f)
{
    csv_column *column = SOL_TAKE(r->arena, CSV_COLUMNS_MAX, csv_column);
    if (!csv_header_read(r, &f->csv, column, list_columns(column), &f->header))
        return false;
    for (size_t i = 0; i < f->header.count; i++) {
        f->key[i] = node_of(r, f->csv.source, &f->csv.field[i]);
        if (f->header.column[i] >= 0)
            f->key[i]->text = column[f->header.column[i]].name;
    }
    return true;
}

/* A field with the unit that its header says, as its column is written. */
static bool with_unit(reader *r, firms_reader *f, size_t i, csv_field *whole)
{
    const csv_field *field = &f->csv.field[i];
    const char *unit = f->header.unit[i];
    sol_quantity_fault fault;
    *whole = *field;
    const csv_column *column = f->header.column[i] < 0 ? NULL : &f->header.table[f->header.column[i]];
    if (column && !csv_habit_keeps(&f->header.habit[i], &f->csv, field, column->holds, &fault)) {
        csv_refuse(r, &f->csv, field, &fault);
        return false;
    }
    if (!unit || field->length == 0 || csv_mark_join(r->arena, unit, field, whole, &fault))
        return true;
    csv_refuse(r, &f->csv, field, &fault);
    return false;
}

static void read_firm(reader *r, firms_reader *f)
{
    const csv_reader *csv = &f->csv;
    const sol_node **pair = SOL_TAKE(r->arena, 2 * csv->count, const sol_node *);
    size_t count = 0;
    for (size_t i = 0; i < csv->count; i++) {
        if (f->header.column[i] < 0 || (csv->field[i].length == 0 && strcmp(f->key[i]->text, "name") != 0))
            continue;
        csv_field whole;
        if (!with_unit(r, f, i, &whole))
            continue;
        pair[count++] = f->key[i];
        pair[count++] = node_of(r, csv->source, &whole);
        if (strcmp(f->key[i]->text, "country") == 0)
            countries_add(r, csv->field[i].text, csv->field[i].length);
    }
    sol_node *mapping = SOL_TAKE(r->arena, 1, sol_node);
    *mapping = (sol_node){.kind = NODE_MAPPING,
                          .count = (uint32_t)(count / 2),
                          .start = (uint32_t)csv->row_from,
                          .end = (uint32_t)csv_row_end(csv),
                          .source = csv->source,
                          .item = pair};
    sol_firm *firm = rows_add(f->firms);
    firms_begin(firm, mapping);
    size_t lines = r->assumption_count; /* a file is one assumption, not one a field */
    reader_table(r, &key_firm, mapping, firm);
    r->assumption_count = lines;
    firm->is_row = !node_get(mapping, "count");
    if (!firm->id)
        firm->id = firm->name;
    if (firm->name[0])
        firms_check_name(r, firm, sol_node_place(mapping, node_get(mapping, "id") ? "id" : "name"), f->names);
}

bool csv_firms_read(reader *r, const text_source *source, const sol_node *columns, row_list *firms, name_table *names)
{
    firms_reader *f = SOL_TAKE(r->arena, 1, firms_reader);
    f->csv = csv_begin(source, r->arena);
    f->csv.named = columns;
    f->firms = firms;
    f->names = names;
    if (!read_header(r, f))
        return false;
    while (csv_row_next(r, &f->csv, &f->header))
        read_firm(r, f);
    csv_note_table(r, &f->csv, &f->header);
    return !f->header.has_odd_rows;
}
