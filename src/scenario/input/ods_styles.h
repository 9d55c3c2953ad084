/* The styles of an .ods: which sheets are hidden, and how cells show their numbers (ISO/IEC 26300-1, 16.27), as codes of number formats. */
#ifndef SOL_SCENARIO_ODS_STYLES_H
#define SOL_SCENARIO_ODS_STYLES_H

#include "scenario/cells/number_format.h"
#include "scenario/text/names.h"
#include "scenario/text/rows.h"

enum { ODS_EMBEDDED = 16 };

/** The digits of a number while they are read: what stands between them, by the places behind it. */
typedef struct ods_places {
    size_t least, thousands, count;
    size_t position[ODS_EMBEDDED];
    const char *text[ODS_EMBEDDED];
} ods_places;

/** Begins by ods_styles_begin. */
typedef struct ods_styles {
    sol_arena *arena;
    name_table names, data_names; /* of styles, of how numbers are shown */
    row_list styles, data;        /* ods_style, data_style; by the index of the name */
    int style, data_style;        /* begun last; −1: none */
    const char *country;          /* of the currency at hand */
    ods_places places;
    text_buffer text; /* of the element at hand */
} ods_styles;

void ods_styles_begin(ods_styles *styles, sol_arena *arena);

/** The elements of a member, those of styles and all others. */
void ods_styles_element(ods_styles *styles, const char *name, const char *const *attribute);
void ods_styles_end_element(ods_styles *styles, const char *name);
void ods_styles_take(ods_styles *styles, const char *text, size_t length);

/** How cells of a style show numbers; NULL: as they are. The pointer holds until another style is asked for. */
const number_format *ods_styles_format(ods_styles *styles, const char *name);

/** What a style makes of a text: CELL_STRUCK, CELL_RAISED. */
cell_fault ods_styles_fault(const ods_styles *styles, const char *name);

/** Whether sheets, rows or columns of a style are hidden. */
bool ods_styles_hide(const ods_styles *styles, const char *name);

#endif
