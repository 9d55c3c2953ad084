#include "scenario/input/table_source.h"

#include "scenario/input/encoding.h"
#include "scenario/input/separator.h"
#include "scenario/input/workbook.h"
#include "scenario/text/csv.h"
#include "scenario/text/problem.h"

#include <string.h>
#include <strings.h>

/* Files that people take for tables, by their first bytes. */
typedef struct foreign {
    size_t length;
    const char *begins;
    const char *message, *hint;
} foreign;

static const foreign foreign_table[] = {
    {5, "%PDF-", "is a PDF", "save the table itself as .xlsx or CSV"},
    {2, "\x1F\x8B", "is compressed by gzip", "unpack it first"},
    {3, "BZh", "is compressed by bzip2", "unpack it first"},
    {6,
     "\xFD"
     "7zXZ\0",
     "is compressed by xz", "unpack it first"},
    {4, "Rar!", "is an archive", "unpack it first"},
    {5, "{\\rtf", "is a text of a word processor", "save its table as .xlsx or CSV"},
};

/* A page or an XML that goes by the name of a workbook, as some registers' exports do. */
static const char *const markup[] = {"<html", "<!doctype", "<table", "<?xml", "<head", "<meta"};

static bool refuse(const text_source *source, const char *hint, sol_diagnostics *diagnostics, const char *message)
{
    problem_add(diagnostics, P_FOREIGN, source_whole(source), hint, "%s", message);
    return false;
}

/* The name of a stream of a compound file, which is in UTF-16. */
static bool names_stream(const text_source *source, const char *name)
{
    char wide[64];
    size_t length = 2 * strlen(name);
    for (size_t i = 0; i < length; i++)
        wide[i] = i % 2 == 0 ? name[i / 2] : '\0';
    for (const char *at = source->raw, *end = at + source->raw_length; (size_t)(end - at) >= length;) {
        at = memchr(at, wide[0], (size_t)(end - at) - length + 1);
        if (!at)
            return false;
        if (memcmp(at, wide, length) == 0)
            return true;
        at++;
    }
    return false;
}

static bool begins_with_markup(const text_source *source)
{
    const char *text = source->source.text;
    size_t length = source->source.length, at = strspn(text, " \t\r\n");
    for (size_t i = 0; i < sizeof markup / sizeof *markup; i++) {
        size_t width = strlen(markup[i]);
        if (length - at >= width && strncasecmp(text + at, markup[i], width) == 0)
            return true;
    }
    return false;
}

/* Whether the bytes may be a text. */
static bool is_known_kind(const text_source *source, sol_diagnostics *diagnostics)
{
    static const char compound[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    if (source->raw_length >= 8 && memcmp(source->raw, compound, 8) == 0)
        return names_stream(source, "EncryptedPackage")
                   ? refuse(source, "save it without the password", diagnostics, "is a workbook under a password")
                   : refuse(source, "open it in a spreadsheet and save it as .xlsx", diagnostics,
                            "is a workbook of Excel before 2007 (.xls), or another file of Office of that time");
    for (size_t i = 0; i < sizeof foreign_table / sizeof *foreign_table; i++) {
        const foreign *f = &foreign_table[i];
        if (source->raw_length >= f->length && memcmp(source->raw, f->begins, f->length) == 0)
            return refuse(source, f->hint, diagnostics, f->message);
    }
    if (begins_with_markup(source))
        return refuse(source, "open it in a spreadsheet and save it as .xlsx", diagnostics,
                      "is a page or a file of XML, not a table");
    return true;
}

bool table_undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    if (workbook_is_one(source))
        return workbook_undo(source, choice, diagnostics);
    if (!is_known_kind(source, diagnostics) || !encoding_undo(source, choice, diagnostics))
        return false;
    if (choice->sheet) {
        problem_add(diagnostics, P_SHEET, source_whole(source), "leave the sheet out", "is a text, and has no sheets");
        return false;
    }
    if (!choice->is_at_blanks)
        return separator_find(source, diagnostics);
    source->source.separator = CSV_BLANKS;
    return true;
}

text_source *table_read(sol_arena *arena, const char *path, const table_choice *choice, sol_diagnostics *diagnostics)
{
    text_source *source = source_read_bytes(arena, path, &source_csv, diagnostics);
    return source && table_undo(source, choice, diagnostics) ? source : NULL;
}

const char *table_way_to_say(sol_arena *arena, const text_source *source, const table_choice *choice, const char *key,
                             const char *value)
{
    const char *slash = strrchr(source->source.name, '/'), *name = slash ? slash + 1 : source->source.name;
    if (choice->speaker == TABLE_OF_SCENARIO)
        return sol_arena_print(arena, "write `%s: {name: %.200s, %s: %.200s}`", choice->key ? choice->key : "file",
                               name, key, value);
    if (choice->speaker == TABLE_OF_OPTION)
        return sol_arena_print(arena, "add `--%s '%.200s'`", key, value);
    return sol_arena_print(arena, "keep it in a file of its own, in UTF-8");
}
