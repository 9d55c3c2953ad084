#include "scenario/input/workbook.h"

#include "base/suggest.h"
#include "scenario/input/sheets.h"
#include "scenario/input/xml.h"
#include "scenario/text/problem.h"

#include <stdio.h>
#include <string.h>

bool workbook_is_one(const text_source *source)
{
    return source->raw_length >= 4 && (memcmp(source->raw, "PK\3\4", 4) == 0 || memcmp(source->raw, "PK\5\6", 4) == 0);
}

/* Packed files that are no workbooks of ours, by a member that they have. */
static const struct {
    const char *member, *message, *hint;
} others[] = {
    {"xl/workbook.bin", "is a binary workbook (.xlsb)", "save it as .xlsx"},
    {"Index/Document.iwa", "is a document of Numbers", "export it as .xlsx or CSV"},
    {"Index.zip", "is a document of Numbers", "export it as .xlsx or CSV"},
    {"word/document.xml", "is a text of a word processor", "save its table as .xlsx or CSV"},
    {"ppt/presentation.xml", "is a presentation", "save its table as .xlsx or CSV"},
    {"Contents/content.hpf", "is a text of Hangul (.hwpx)", "save its table as .xlsx or CSV"},
};

static bool refuse(const package *p, const char *hint, const char *message)
{
    problem_add(p->diagnostics, P_FOREIGN, source_whole(p->source), hint, "%s", message);
    return false;
}

/* A member that is short, as a text. */
typedef struct short_text {
    char text[4096];
    size_t length;
} short_text;

static bool take_short(void *context, const char *bytes, size_t length)
{
    short_text *t = context;
    size_t room = sizeof t->text - 1 - t->length, more = length < room ? length : room;
    memcpy(t->text + t->length, bytes, more);
    t->length += more;
    return more == length;
}

typedef struct workbook_kind {
    sheets_lister list;
    sheet_reader read;
} workbook_kind;

/* What kind of workbook it is; false and an error: none. */
static bool find_kind(package *p, workbook_kind *found)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (package_has(p, others[i].member))
            return refuse(p, others[i].hint, others[i].message);
    short_text type = {.length = 0};
    if (package_has(p, "mimetype") && !package_read(p, "mimetype", take_short, &type))
        return false;
    bool is_sheets = strncmp(type.text, "application/vnd.oasis.opendocument.spreadsheet", 46) == 0;
    if (type.length > 0 && !is_sheets)
        return refuse(p, "save its table as .xlsx, .ods or CSV", "is a packed file of another kind than workbooks");
    if (is_sheets) {
        short_text *manifest = &(short_text){.length = 0};
        if (package_has(p, "META-INF/manifest.xml") && !package_read(p, "META-INF/manifest.xml", take_short, manifest))
            return false;
        if (strstr(manifest->text, "encryption-data"))
            return refuse(p, "save it without the password", "is a workbook under a password");
        *found = (workbook_kind){ods_list, ods_read};
        return true;
    }
    *found = (workbook_kind){xlsx_list, xlsx_read};
    return package_has(p, "[Content_Types].xml") ||
           refuse(p, "unpack it, or save the workbook again", "is a packed file, but no workbook");
}

/* "`Clients`, `Firms` and `Notes`" of those that may be meant, or of all. */
static const char *list_names(const workbook *w, bool all)
{
    const sheet_entry *sheet = w->sheets.rows;
    text_buffer list = {.arena = w->scratch};
    const char *last = NULL;
    for (size_t i = 0; i < w->sheets.count && list.length < 400; i++) {
        if (!all && (sheet[i].is_hidden || sheet[i].is_empty))
            continue;
        if (last)
            text_print(&list, "%s`%.100s`", list.length ? ", " : "", last);
        last = sheet[i].name;
    }
    if (last)
        text_print(&list, "%s`%.100s`", list.length ? " and " : "", last);
    return text_of(&list);
}

static bool refuse_sheet(const workbook *w, const char *hint, const char *message)
{
    problem_add(w->package->diagnostics, P_SHEET, source_whole(w->package->source), hint, "%s", message);
    return false;
}

static bool find_named(const workbook *w, const char *name, size_t *index)
{
    const sheet_entry *sheet = w->sheets.rows;
    const char *names[SHEETS_MOST];
    for (size_t i = 0; i < w->sheets.count; i++) {
        if (strcmp(sheet[i].name, name) == 0) {
            *index = i;
            return true;
        }
        names[i] = sheet[i].name;
    }
    const char *near = suggest_nearest(name, w->sheets.count, names);
    return refuse_sheet(w,
                        near ? sol_arena_print(w->scratch, "did you mean `%.100s`?", near)
                             : sol_arena_print(w->scratch, "there are %s", list_names(w, true)),
                        sol_arena_print(w->scratch, "there is no sheet `%.100s`", name));
}

/* The sheet that is named, or the only one that can be meant. */
static bool choose(const workbook *w, const table_choice *choice, size_t *index)
{
    const sheet_entry *sheet = w->sheets.rows;
    if (choice->sheet)
        return find_named(w, choice->sheet, index);
    size_t count = 0, first = 0;
    for (size_t i = w->sheets.count; i-- > 0;)
        if (!sheet[i].is_hidden && !sheet[i].is_empty) {
            first = i;
            count++;
        }
    if (count == 0)
        return refuse_sheet(w, "write the table into a sheet that is shown", "no sheet holds anything");
    if (count > 1)
        return refuse_sheet(w, table_way_to_say(w->scratch, w->package->source, choice, "sheet", sheet[first].name),
                            sol_arena_print(w->scratch, "several sheets may be meant: %s", list_names(w, false)));
    *index = first;
    return true;
}

/* Who filters a sheet, or hides what is done with, may count on that. */
static void warn_of_hidden(const workbook *w, const sheet_marks *marks)
{
    const char *hidden[] = {sheet_marks_hidden_rows(marks, w->scratch), sheet_marks_hidden_columns(marks, w->scratch)};
    for (size_t i = 0; i < 2; i++)
        if (hidden[i])
            problem_add(w->package->diagnostics, P_HIDDEN, source_whole(w->package->source),
                        "delete what is not to be read", "what the sheet hides is read as all else is: %s", hidden[i]);
}

static bool read_sheet(workbook *w, text_source *source, const workbook_kind *kind, const table_choice *choice)
{
    size_t index = 0;
    if (!kind->list(w))
        return false;
    if (w->sheets.count > SHEETS_MOST)
        return package_refuse(w->package, "save the sheet in a workbook of its own",
                              "the workbook has more than %d sheets", SHEETS_MOST);
    if (!choose(w, choice, &index))
        return false;
    sheet_text sheet = {.package = w->package, .out = {.arena = source->arena}, .marks = sheet_marks_of(w->scratch)};
    if (!kind->read(w, index, &sheet) || sheet.has_failed)
        return false;
    sheet_end(&sheet);
    const char *name = ((const sheet_entry *)w->sheets.rows)[index].name;
    source->source.sheet = sol_arena_copy(source->arena, name, strlen(name));
    source->source.separator = '\t';
    source->source.text = text_of(&sheet.out);
    source->source.length = sheet.out.length;
    source->encoding = NULL;
    warn_of_hidden(w, &sheet.marks);
    return true;
}

static bool undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics, bool *is_vague)
{
    package p;
    workbook_kind kind;
    if (!package_open(&p, source, diagnostics)) {
        *is_vague = p.is_vague;
        return false;
    }
    workbook w = {.package = &p, .scratch = sol_arena_new()};
    w.sheets = (row_list){.arena = w.scratch, .size = sizeof(sheet_entry)};
    bool is_read = find_kind(&p, &kind) && read_sheet(&w, source, &kind, choice);
    *is_vague = p.is_vague;
    sol_arena_free(w.scratch);
    package_close(&p);
    return is_read;
}

/* Libraries that lack memory do not always say so: what may be that is tried once more, when there is some. */
bool workbook_undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    bool is_vague = false;
    /* Nothing of a packed file can be shown as text. */
    source->source.text = "";
    source->source.length = 0;
    if (choice->encoding) {
        problem_add(diagnostics, P_ENCODING, source_whole(source), "leave the encoding out",
                    "is a packed file, whose encoding is not said");
        return false;
    }
    sol_arena *scratch = sol_arena_new();
    sol_diagnostics *first = sol_diagnostics_new(scratch);
    bool is_read = undo(source, choice, first, &is_vague);
    if (!is_vague)
        sol_diagnostics_join(diagnostics, first);
    sol_arena_free(scratch);
    if (!is_vague)
        return is_read;
    guard_look_for_memory();
    return undo(source, choice, diagnostics, &is_vague);
}
