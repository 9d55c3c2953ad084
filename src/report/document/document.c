#include "report/document/document.h"

#include "base/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

document *document_new(sol_arena *arena, const char *currency, int minor_digits)
{
    document *doc = SOL_TAKE(arena, 1, document);
    doc->arena = arena;
    doc->currency = currency;
    doc->minor_digits = minor_digits;
    return doc;
}

static document_block *add_block(document *doc, document_kind kind)
{
    if (doc->block_count == doc->block_room) {
        size_t room = doc->block_room ? doc->block_room * 2 : 32;
        document_block *block = SOL_TAKE(doc->arena, room, document_block);
        if (doc->block_count)
            memcpy(block, doc->block, doc->block_count * sizeof *block);
        doc->block = block;
        doc->block_room = room;
    }
    document_block *added = &doc->block[doc->block_count++];
    *added = (document_block){.kind = kind};
    return added;
}

void document_heading(document *doc, int level, const char *text)
{
    document_block *block = add_block(doc, BLOCK_HEADING);
    block->level = level;
    block->text = sol_arena_copy(doc->arena, text, strlen(text));
}

void document_say(document *doc, document_tone tone, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const char *text = sol_arena_print_list(doc->arena, format, list);
    va_end(list);
    document_block *block = add_block(doc, BLOCK_PARAGRAPH);
    block->tone = tone;
    block->text = text;
}

void document_say_labelled(document *doc, document_tone tone, const char *label, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    const char *text = sol_arena_print_list(doc->arena, format, list);
    va_end(list);
    document_block *block = add_block(doc, BLOCK_PARAGRAPH);
    block->tone = tone;
    block->label = sol_arena_copy(doc->arena, label, strlen(label));
    block->text = text;
}

void document_list(document *doc, size_t count, const char *const *item)
{
    const char **copy = SOL_TAKE(doc->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        copy[i] = sol_arena_copy(doc->arena, item[i], strlen(item[i]));
    document_block *block = add_block(doc, BLOCK_LIST);
    block->item_count = count;
    block->item = copy;
}

void document_numbered_list(document *doc, size_t count, const char *const *item)
{
    document_list(doc, count, item);
    doc->block[doc->block_count - 1].is_numbered = true;
}

document_table *document_add_table(document *doc, const char *key, const char *title, size_t column_count,
                                   const document_column *column)
{
    SOL_CHECK(column_count > 0);
    document_table *table = SOL_TAKE(doc->arena, 1, document_table);
    *table = (document_table){
        .arena = doc->arena, .key = key, .title = title, .column_count = column_count, .column = column};
    add_block(doc, BLOCK_TABLE)->table = table;
    return table;
}

document_cell *document_add_row(document_table *table)
{
    size_t width = table->column_count;
    if (table->row_count == table->row_room) {
        size_t room = table->row_room ? table->row_room * 2 : 16;
        document_cell *cell = SOL_TAKE(table->arena, room * width, document_cell);
        if (table->row_count)
            memcpy(cell, table->cell, table->row_count * width * sizeof *cell);
        table->cell = cell;
        table->row_room = room;
    }
    return &table->cell[table->row_count++ * width];
}

void document_add_group(document_table *table, const char *text)
{
    document_cell *row = document_add_row(table);
    row[0] = (document_cell){.is_filled = true, .text = text, .is_group = true};
}

bool document_is_group(const document_table *table, size_t row)
{
    return document_row(table, row)[0].is_group;
}

const document_cell *document_row(const document_table *table, size_t row)
{
    SOL_CHECK(row < table->row_count);
    return &table->cell[row * table->column_count];
}

const document_table *document_find_table(const document *doc, const char *key)
{
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_TABLE && strcmp(doc->block[i].table->key, key) == 0)
            return doc->block[i].table;
    return NULL;
}

size_t document_parts(const document_column *column, document_part part[static DOCUMENT_PARTS_MAX])
{
    if (column->unit == UNIT_BAR)
        return 0;
    size_t count = 0;
    part[count++] = PART_VALUE;
    if (column->spread != SPREAD_NONE)
        part[count++] = PART_ERROR;
    if (column->spread == SPREAD_ESTIMATE || column->spread == SPREAD_PROPORTION)
        part[count++] = PART_LOW;
    if (column->spread == SPREAD_ESTIMATE)
        part[count++] = PART_MIDDLE;
    if (column->spread == SPREAD_ESTIMATE || column->spread == SPREAD_PROPORTION)
        part[count++] = PART_HIGH;
    return count;
}

const char *document_part_key(sol_arena *arena, const document_column *column, document_part part)
{
    static const char *const of_estimate[] = {"", "_se", "_p05", "_p50", "_p95"};
    static const char *const of_proportion[] = {"", "_se", "_low", "", "_high"};
    const char *const *suffix = column->spread == SPREAD_PROPORTION ? of_proportion : of_estimate;
    return sol_arena_print(arena, "%s%s", column->key, suffix[part]);
}

bool document_part_is_filled(const document_cell *cell, document_part part)
{
    if (part == PART_VALUE)
        return cell->is_filled && (!cell->text || cell->has_number);
    return cell->is_filled && (part == PART_ERROR ? cell->has_error : cell->has_range);
}

double document_part_value(const document_cell *cell, document_part part)
{
    const double number[] = {cell->value, cell->se, cell->low, cell->middle, cell->high};
    return number[part];
}
