#include "program/arguments/formats.h"

#include "report/document/tables_json.h"
#include "report/formats/csv.h"
#include "report/formats/html.h"
#include "report/formats/letter.h"
#include "report/formats/markdown.h"
#include "report/formats/plain.h"
#include "report/formats/xlsx.h"
#include "result/json_text.h"

#include <string.h>
#include <strings.h>

static const char *render_text(const rendering *what, text_buffer *out)
{
    plain_render(out, what->doc, what->width, what->colors);
    return NULL;
}

static const char *render_json(const rendering *what, text_buffer *out)
{
    json_t *value = what->table ? tables_json_rows(what->table) : tables_json(what->doc);
    json_text_sign(value);
    json_text_write(out, value);
    json_decref(value);
    return NULL;
}

static const char *render_csv(const rendering *what, text_buffer *out)
{
    csv_render(out, what->doc);
    return NULL;
}

static const char *render_markdown(const rendering *what, text_buffer *out)
{
    markdown_render(out, what->doc);
    text_append(out, "\n" OWN_MARKDOWN);
    return NULL;
}

static const char *render_html(const rendering *what, text_buffer *out)
{
    html_render_document(out, what->doc);
    return NULL;
}

static const char *render_xlsx(const rendering *what, text_buffer *out)
{
    xlsx_file file = xlsx_render_document(out->arena, what->doc, what->stop);
    if (file.bytes)
        text_append_bytes(out, file.bytes, file.length);
    return file.bytes ? NULL : file.reason;
}

static const char *render_letter(const rendering *what, text_buffer *out)
{
    letter_file file = letter_render_document(out->arena, what->doc, format_table[what->format].name, what->stop);
    if (file.bytes)
        text_append_bytes(out, file.bytes, file.length);
    return file.bytes ? NULL : file.reason;
}

#define BY_GNUPLOT .maker = "gnuplot", .package = "Debian, Ubuntu: `apt-get install gnuplot-nox`; others: gnuplot.info"
#define BY_PANDOC .maker = "pandoc", .package = "Debian, Ubuntu: `apt-get install pandoc`; others: pandoc.org"

const format_row format_table[FORMATS] = {
    [FORMAT_TEXT] = {.name = "text", .noun = "plain text", .is_own = own_text, .render = render_text},
    [FORMAT_JSON] = {.name = "json", .ending = {".json"}, .noun = "JSON", .is_own = own_json, .render = render_json},
    [FORMAT_CSV] = {.name = "csv",
                    .ending = {".csv"},
                    .noun = "tables as CSV",
                    .mark = "\xef\xbb\xbf", /* the byte order mark, by which a spreadsheet knows UTF-8 */
                    .is_of_tables = true,
                    .is_own = own_csv,
                    .render = render_csv},
    [FORMAT_MARKDOWN] = {.name = "markdown",
                         .ending = {".md", ".markdown"},
                         .noun = "Markdown",
                         .is_own = own_markdown,
                         .render = render_markdown},
    [FORMAT_HTML] = {.name = "html",
                     .ending = {".html", ".htm"},
                     .noun = "a page (HTML)",
                     .is_own = own_html,
                     .has_pictures = true,
                     .render = render_html},
    [FORMAT_XLSX] = {.name = "xlsx",
                     .ending = {".xlsx"},
                     .noun = "a workbook (Excel)",
                     .is_binary = true,
                     .is_of_tables = true,
                     .about = "docProps/core.xml",
                     .render = render_xlsx},
    [FORMAT_DOCX] = {.name = "docx",
                     .ending = {".docx"},
                     .noun = "a document (Word)",
                     .about = "docProps/core.xml",
                     .is_binary = true,
                     .has_pictures = true,
                     BY_PANDOC,
                     .render = render_letter},
    [FORMAT_ODT] = {.name = "odt",
                    .ending = {".odt"},
                    .noun = "a document (OpenDocument)",
                    .about = "meta.xml",
                    .is_binary = true,
                    .has_pictures = true,
                    BY_PANDOC,
                    .render = render_letter},
    [FORMAT_SQLITE] = {.name = "sqlite",
                       .ending = {".sqlite", ".sqlite3", ".db"},
                       .noun = "a database (SQLite)",
                       .is_binary = true,
                       .is_added = true,
                       .is_own = own_none},
    [FORMAT_YAML] = {.name = "yaml", .ending = {".yaml", ".yml"}, .noun = "a scenario (YAML)", .is_own = own_none},
    [FORMAT_SVG] = {.name = "svg",
                    .ending = {".svg"},
                    .noun = "a picture (SVG)",
                    .is_own = own_svg,
                    .is_picture = true,
                    BY_GNUPLOT,
                    .picture = CHART_SVG},
    [FORMAT_PNG] = {.name = "png",
                    .ending = {".png"},
                    .noun = "a picture (PNG)",
                    .is_own = own_png,
                    .is_binary = true,
                    .is_picture = true,
                    BY_GNUPLOT,
                    .picture = CHART_PNG},
    [FORMAT_PDF] = {.name = "pdf",
                    .ending = {".pdf"},
                    .noun = "a picture (PDF)",
                    .is_own = own_pdf,
                    .is_binary = true,
                    .is_picture = true,
                    BY_GNUPLOT,
                    .picture = CHART_PDF},
};

/* Kinds of files that people know by their endings: no answer of ours is one, not even when --format says what to write. */
static const char *const endings_of_others[] = {
    ".7z",   ".avif", ".bmp",  ".bz2", ".doc",  ".eps",     ".exe", ".fods", ".gif", ".gz",    ".ico",
    ".ini",  ".jpeg", ".jpg",  ".js",  ".key",  ".numbers", ".odg", ".odp",  ".ods", ".pages", ".parquet",
    ".ppt",  ".pptx", ".ps",   ".py",  ".rtf",  ".sh",      ".tar", ".tex",  ".tgz", ".tif",   ".tiff",
    ".toml", ".tsv",  ".webp", ".xls", ".xlsb", ".xlsm",    ".xml", ".xz",   ".zip", ".zst",
};
static const char *const endings_of_text[] = {"", ".txt", ".text", ".log"};

const char *format_ending(const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    name += strspn(name, "."); /* a hidden file's point is no ending's */
    const char *point = strrchr(name, '.');
    return point && point[1] ? point : "";
}

static bool is_among(const char *ending, size_t count, const char *const *endings)
{
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(ending, endings[i]) == 0)
            return true;
    return false;
}

ending_kind format_of_ending(const char *path, answer_format *format)
{
    const char *ending = format_ending(path);
    for (int f = 0; f < FORMATS; f++)
        for (size_t i = 0; i < FORMAT_ENDINGS_MAX && format_table[f].ending[i]; i++)
            if (strcasecmp(format_table[f].ending[i], ending) == 0) {
                *format = (answer_format)f;
                return ENDING_OF_FORMAT;
            }
    bool is_number = *ending && !ending[1 + strspn(ending + 1, "0123456789")]; /* "run.2025", "answer.1" */
    if (is_number || is_among(ending, sizeof endings_of_text / sizeof *endings_of_text, endings_of_text))
        return ENDING_OF_TEXT;
    bool is_others = is_among(ending, sizeof endings_of_others / sizeof *endings_of_others, endings_of_others);
    return is_others ? ENDING_OF_OTHERS : ENDING_UNKNOWN;
}

answer_format format_named(const char *name)
{
    int f = 0;
    while (f < FORMATS && strcmp(format_table[f].name, name) != 0)
        f++;
    return (answer_format)f;
}

const char *format_names(sol_arena *arena, unsigned set, const char *between)
{
    text_buffer all = {.arena = arena};
    for (int f = 0; f < FORMATS; f++)
        if (set & 1u << f)
            text_print(&all, "%s%s", all.length ? between : "", format_table[f].name);
    return text_of(&all);
}

const char *format_endings(sol_arena *arena, unsigned set)
{
    text_buffer all = {.arena = arena};
    for (int f = 0; f < FORMATS; f++)
        for (size_t i = 0; (set & 1u << f) && i < FORMAT_ENDINGS_MAX && format_table[f].ending[i]; i++)
            text_print(&all, "%s%s", all.length ? ", " : "", format_table[f].ending[i]);
    return text_of(&all);
}
