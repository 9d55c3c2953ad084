/*
 * Any bytes as a workbook (first byte `r`), or as one member of a sound one, so that more than a check of sums is met: of an .xlsx a sheet
 * (`s`), the shared texts (`t`), the styles (`y`), the workbook (`b`) or its relations (`l`); of an .ods the content (`c`).
 */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "scenario/input/table_source.h"
#include "scenario/text/csv.h"

#include <string.h>
#include <unistr.h>
#include <zip.h>

#define MAIN "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define LINK(id, type, to) "<Relationship Id=\"" id "\" Type=\"" OFFICE "/" type "\" Target=\"" to "\"/>"

typedef struct member {
    char which;
    const char *name, *text;
} member;

static const member xlsx[] = {
    {0, "[Content_Types].xml", "<Types/>"},
    {0, "_rels/.rels", "<Relationships>" LINK("a", "officeDocument", "xl/workbook.xml") "</Relationships>"},
    {'b', "xl/workbook.xml",
     "<workbook " MAIN " xmlns:r=\"" OFFICE
     "\"><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"},
    {'l', "xl/_rels/workbook.xml.rels",
     "<Relationships>" LINK("a", "worksheet", "s.xml") LINK("b", "sharedStrings", "t.xml")
         LINK("c", "styles", "y.xml") "</Relationships>"},
    {'s', "xl/s.xml",
     "<worksheet " MAIN
     "><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>43635</v></c></row>"
     "</sheetData></worksheet>"},
    {'t', "xl/t.xml", "<sst " MAIN "><si><t>id</t></si></sst>"},
    {'y', "xl/y.xml", "<styleSheet " MAIN "><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"},
};
static const member ods[] = {
    {0, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
    {'c', "content.xml", ""},
};

/* Packs the members, one of them as it is given; the bytes are in the arena. */
static const char *pack(sol_arena *arena, size_t count, const member *all, const uint8_t *data, size_t *size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *to = zip_source_buffer_create(NULL, 0, 0, &error);
    SOL_CHECK(to);
    zip_source_keep(to);
    zip_t *zip = zip_open_from_source(to, ZIP_TRUNCATE, &error);
    SOL_CHECK(zip);
    for (size_t i = 0; i < count; i++) {
        bool is_given = all[i].which == (char)data[0];
        zip_source_t *from = is_given ? zip_source_buffer(zip, data + 1, *size - 1, 0)
                                      : zip_source_buffer(zip, all[i].text, strlen(all[i].text), 0);
        zip_int64_t index = zip_file_add(zip, all[i].name, from, 0);
        SOL_CHECK(index >= 0 && zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
    }
    SOL_CHECK(zip_close(zip) == 0 && zip_source_open(to) == 0 && zip_source_seek(to, 0, SEEK_END) == 0);
    zip_int64_t length = zip_source_tell(to);
    char *bytes = sol_arena_take(arena, (size_t)length + 1, 1);
    SOL_CHECK(zip_source_seek(to, 0, SEEK_SET) == 0 && zip_source_read(to, bytes, (zip_uint64_t)length) == length);
    zip_source_close(to);
    zip_source_free(to);
    zip_error_fini(&error);
    *size = (size_t)length;
    return bytes;
}

static void read_rows(const text_source *source, sol_arena *arena, sol_diagnostics *diagnostics)
{
    csv_reader csv = csv_begin(source, arena);
    SOL_CHECK(!u8_check((const uint8_t *)source->source.text, source->source.length));
    for (size_t rows = 0; rows < 1000 && csv_next(&csv); rows++) {
        const csv_field *last = &csv.field[csv.count - 1];
        sol_place place = source_place(source, last->from, last->to);
        SOL_CHECK(csv.count >= 1 && place.line >= 1 && place.column >= 1);
        SOL_CHECK(!source->source.sheet || place.column <= CSV_COLUMNS_MAX);
        if (rows % 10 == 0)
            sol_diagnostics_add(diagnostics, SOL_ERROR, "S503", place, NULL, "%zu", csv.count);
    }
}

void fuzz_one(const uint8_t *data, size_t size)
{
    if (size == 0)
        return;
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *diagnostics = sol_diagnostics_new(arena);
    bool is_ods = data[0] == 'c', is_raw = data[0] == 'r';
    const char *bytes = is_raw   ? (const char *)data + 1
                        : is_ods ? pack(arena, sizeof ods / sizeof *ods, ods, data, &size)
                                 : pack(arena, sizeof xlsx / sizeof *xlsx, xlsx, data, &size);
    text_source *source = source_of_bytes(arena, "fuzz", bytes, is_raw ? size - 1 : size);
    table_choice choice = {.sheet = NULL};
    if (table_undo(source, &choice, diagnostics))
        read_rows(source, arena, diagnostics);
    else
        SOL_CHECK(sol_diagnostics_errors(diagnostics) > 0);
    sol_diagnostics_sort(diagnostics);
    text_buffer text = {.arena = arena};
    diagnostic_text_write(&text, diagnostics, false);
    sol_arena_free(arena);
}
