/* Cells of spreadsheets as these name them, and where a place in a sheet is. */
#ifndef SOL_BASE_CELL_NAME_H
#define SOL_BASE_CELL_NAME_H

#include "base/text.h"
#include "solatium/diagnostic.h"

enum { CELL_NAME_ROOM = 24 };

/** "B7"; rows and columns from 1. */
void cell_name(uint32_t row, uint32_t column, char name[static CELL_NAME_ROOM]);

/** Where a place of a source is, as a person would look for it: "a.csv:7:2"; "a.xlsx, sheet Clients, B7"; "A7:F7" of several cells. */
void cell_write_place(text_buffer *out, const sol_place *place);

/** The bytes of a sheet's line at which the cell of a column begins; its length behind the last one. */
size_t cell_begin(const char *line, size_t length, uint32_t column);

#endif
