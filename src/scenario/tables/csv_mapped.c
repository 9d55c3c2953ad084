#include "scenario/tables/csv_mapped.h"

#include "scenario/tables/csv_habits.h"
#include "scenario/tables/csv_marks.h"

#include <string.h>

sol_node *csv_mapped_node(reader *r, const text_source *source, const csv_field *field)
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

/* The keys of a table that are single values, as columns. */
static size_t list_columns(const key_table *table, csv_column column[CSV_COLUMNS_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < table->count; i++) {
        const key_row *row = &table->row[i];
        if (row->forms & AS_VALUE)
            column[count++] =
                (csv_column){.name = row->name, .is_required = row->is_required, .holds = holds_of(row->kind)};
    }
    return count;
}

bool csv_mapped_begin(reader *r, csv_mapped *m, const key_table *table, const text_source *source,
                      const sol_node *columns)
{
    csv_column *column = SOL_TAKE(r->arena, CSV_COLUMNS_MAX, csv_column);
    m->table = table;
    m->csv = csv_begin(source, r->arena);
    m->csv.named = columns;
    if (!csv_header_read(r, &m->csv, column, list_columns(table, column), &m->header))
        return false;
    for (size_t i = 0; i < m->header.count; i++) {
        m->key[i] = csv_mapped_node(r, m->csv.source, &m->csv.field[i]);
        if (m->header.column[i] >= 0)
            m->key[i]->text = column[m->header.column[i]].name;
    }
    return true;
}

/* A field with the unit that its header says, as its column is written. */
static bool with_unit(reader *r, csv_mapped *m, size_t i, csv_field *whole)
{
    const csv_field *field = &m->csv.field[i];
    const char *unit = m->header.unit[i];
    sol_quantity_fault fault;
    *whole = *field;
    const csv_column *column = m->header.column[i] < 0 ? NULL : &m->header.table[m->header.column[i]];
    if (column && !csv_habit_keeps(&m->header.habit[i], &m->csv, field, column->holds, &fault)) {
        csv_refuse(r, &m->csv, field, &fault);
        return false;
    }
    if (!unit || field->length == 0 || csv_mark_join(r->arena, unit, field, whole, &fault))
        return true;
    csv_refuse(r, &m->csv, field, &fault);
    return false;
}

/* The key of a column, where its field stands: what is wrong with a row is told there, not of the header. */
static const sol_node *key_at(reader *r, const csv_mapped *m, size_t i)
{
    sol_node *key = SOL_TAKE(r->arena, 1, sol_node);
    *key = *m->key[i];
    key->start = (uint32_t)m->csv.field[i].from;
    key->end = (uint32_t)m->csv.field[i].to;
    return key;
}

sol_node *csv_mapped_next(reader *r, csv_mapped *m)
{
    const csv_reader *csv = &m->csv;
    if (!csv_row_next(r, &m->csv, &m->header))
        return NULL;
    const sol_node **pair = SOL_TAKE(r->arena, 2 * csv->count, const sol_node *);
    size_t count = 0;
    for (size_t i = 0; i < csv->count; i++) {
        if (m->header.column[i] < 0 || (csv->field[i].length == 0 && strcmp(m->key[i]->text, "name") != 0))
            continue;
        csv_field whole;
        if (!with_unit(r, m, i, &whole))
            continue;
        pair[count++] = key_at(r, m, i);
        const sol_node *cell = csv_mapped_node(r, csv->source, &whole);
        const bool may_be_drawn = keys_find(m->table, m->key[i]->text)->kind >= VALUE_PROBABILITY;
        pair[count++] = may_be_drawn ? value_spelled(r, cell) : cell;
    }
    sol_node *mapping = SOL_TAKE(r->arena, 1, sol_node);
    *mapping = (sol_node){.kind = NODE_MAPPING,
                          .count = (uint32_t)(count / 2),
                          .start = (uint32_t)csv->row_from,
                          .end = (uint32_t)csv_row_end(csv),
                          .source = csv->source,
                          .item = pair};
    return mapping;
}

bool csv_mapped_end(reader *r, csv_mapped *m)
{
    csv_note_table(r, &m->csv, &m->header);
    return !m->header.has_odd_rows;
}
