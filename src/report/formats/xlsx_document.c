/* Any document as a workbook: what it says on a sheet in front, its tables on sheets of their own. */
#include "report/formats/xlsx_sheets.h"

#include "base/text.h"
#include "report/document/markup.h"

#include <ctype.h>
#include <string.h>

enum { LAST_COLUMN = 7, CELLS_OF_LINE = 125, LINE_HEIGHT = 15, NAME_MOST = 31, TEXT_MOST = 32000 };

/* Names of sheets: at most 31 characters, none of []:*?/\, none twice. */
static const char *sheet_name(xlsx_book *book, const document_table *table, size_t number)
{
    char *name = sol_arena_copy(book->arena, table->key, strlen(table->key));
    for (char *c = name; *c; c++)
        if (!isalnum((unsigned char)*c))
            *c = ' ';
    name[0] = (char)toupper((unsigned char)name[0]);
    if (strlen(name) > NAME_MOST - 4)
        name[NAME_MOST - 4] = '\0';
    return workbook_get_worksheet_by_name(book->workbook, name) ? sol_arena_print(book->arena, "%s %zu", name, number)
                                                                : name;
}

static void put_line(xlsx_book *book, lxw_worksheet *sheet, lxw_row_t row, const char *text, lxw_format *format)
{
    const char *line = markup_line(book->arena, text, TEXT_MOST);
    worksheet_set_row(sheet, row, LINE_HEIGHT * (double)(text_width(line) / CELLS_OF_LINE + 1), NULL);
    worksheet_merge_range(sheet, row, 0, row, LAST_COLUMN, "", format);
    xlsx_text(sheet, row, 0, line, format);
}

/* The texts of a block, one a line; gives how many. */
static lxw_row_t put_block(xlsx_book *book, lxw_worksheet *sheet, lxw_row_t row, const document_block *block)
{
    const char *text = block->text;
    switch (block->kind) {
    case BLOCK_HEADING:
        xlsx_text(sheet, row, 0, markup_line(book->arena, text, TEXT_MOST), book->title);
        return 1;
    case BLOCK_PARAGRAPH:
        text = block->label ? sol_arena_print(book->arena, "%s: %s", block->label, text) : text;
        put_line(book, sheet, row, text, book->wrap);
        return 1;
    case BLOCK_LIST:
        for (size_t i = 0; i < block->item_count; i++) {
            const char *mark = block->is_numbered ? sol_arena_print(book->arena, "%zu. ", i + 1) : "• ";
            put_line(book, sheet, row + (lxw_row_t)i, sol_arena_print(book->arena, "%s%s", mark, block->item[i]),
                     book->wrap);
        }
        return (lxw_row_t)block->item_count;
    case BLOCK_TABLE:
        break;
    }
    return 0;
}

void xlsx_document_sheets(xlsx_book *book, const document *doc)
{
    size_t texts = 0, tables = 0;
    for (size_t i = 0; i < doc->block_count; i++)
        texts += doc->block[i].kind != BLOCK_TABLE;
    lxw_worksheet *sheet = texts > 0 ? workbook_add_worksheet(book->workbook, "Report") : NULL;
    lxw_row_t row = 0;
    for (size_t i = 0; i < doc->block_count && sheet; i++)
        row += put_block(book, sheet, row, &doc->block[i]);
    if (sheet) {
        worksheet_set_column(sheet, 0, LAST_COLUMN, 16, NULL);
        worksheet_set_landscape(sheet);
        worksheet_set_paper(sheet, 9);
        worksheet_fit_to_pages(sheet, 1, 0);
    }
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_TABLE) {
            const document_table *table = doc->block[i].table;
            xlsx_table_sheet(book, sheet_name(book, table, ++tables), table);
        }
}
