#include "scenario/document/document.h"

#include "base/check.h"
#include "base/held_file.h"
#include "scenario/document/extend.h"
#include "scenario/text/confine.h"
#include "scenario/text/digest.h"
#include "scenario/text/problem.h"
#include "scenario/text/yaml.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static void note_file(sol_document *document, sol_file file)
{
    if (document->read_count == document->read_room) {
        size_t room = document->read_room ? document->read_room * 2 : 8;
        sol_file *read = SOL_TAKE(document->arena, room, sol_file);
        if (document->read_count)
            memcpy(read, document->read, document->read_count * sizeof *read);
        document->read = read;
        document->read_room = room;
    }
    document->read[document->read_count++] = file;
}

size_t sol_document_files(const sol_document *document, const sol_file **file)
{
    *file = document->read;
    return document->read_count;
}

void document_take(sol_document *document, const text_source *source)
{
    if (source->file.is_known)
        note_file(document, source->file);
    sha256_update(&document->digest, source->raw_length, (const uint8_t *)source->raw);
}

const char *document_digest(const sol_document *document, sol_arena *arena)
{
    struct sha256_ctx context = document->digest;
    return digest_text(arena, &context);
}

/* Of {name, sheet, encoding} the name. */
static const sol_node *name_at(const sol_node *at)
{
    const sol_node *name = node_get(at, "name");
    return name ? node_bare(name) : at;
}

static const char *path_at(sol_document *document, const sol_node *at, const char *path)
{
    return source_path(document->arena, at->source, path);
}

bool document_may_read(const sol_document *document, const sol_node *at, const char *path, sol_diagnostics *diagnostics)
{
    if (!document->confined_to || confine_holds(document->confined_to, path))
        return true;
    problem_add(diagnostics, P_OUTSIDE, node_place(at), "put the file into that folder, or leave out --restrict",
                "the file `%.300s` does not lie under the scenario's folder `%.300s`", path, document->confined_to);
    return false;
}

static bool is_same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

const text_source *document_table_file(sol_document *document, const sol_node *at, const table_name *name,
                                       sol_diagnostics *diagnostics)
{
    at = name_at(at);
    const char *path = path_at(document, at, name->path);
    if (!document_may_read(document, at, path, diagnostics))
        return NULL;
    document_file *file = document->files;
    while (file && !(strcmp(file->path, path) == 0 && is_same_text(file->choice.sheet, name->sheet) &&
                     file->choice.encoding == name->encoding))
        file = file->next;
    if (!file) {
        file = SOL_TAKE(document->arena, 1, document_file);
        file->path = path;
        file->choice.encoding = name->encoding;
        if (name->sheet)
            file->choice.sheet = sol_arena_copy(document->arena, name->sheet, strlen(name->sheet));
        file->problems = sol_diagnostics_new(document->arena);
        file->text = table_read(document->arena, path, &file->choice, file->problems);
        if (file->text)
            document_take(document, file->text);
        file->next = document->files;
        document->files = file;
    }
    sol_diagnostics_join(diagnostics, file->problems);
    if (!file->text)
        problem_add(diagnostics, P_NAMED_FILE, node_place(at), NULL, "the file `%.300s` cannot be used", file->path);
    return file->text;
}

/* A life table may be 200 MB: it goes into the digest piece by piece and is not kept. */
static void take_file(sol_document *document, const char *path)
{
    held_file file;
    if (!held_file_open(&file, path))
        return;
    struct stat about;
    if (fstat(file.descriptor, &about) == 0)
        note_file(document, source_file_of(sol_arena_copy(document->arena, path, strlen(path)), &about));
    uint8_t piece[1 << 16];
    for (long got; (got = held_file_read(&file, piece, sizeof piece)) > 0;)
        sha256_update(&document->digest, (size_t)got, piece);
    held_file_close(&file);
}

static bool is_same_request(const sol_table_request *a, const sol_table_request *b)
{
    return a->layout == b->layout && is_same_text(a->path, b->path) && is_same_text(a->sheet, b->sheet) &&
           a->encoding == b->encoding && a->year == b->year && a->sex == b->sex && is_same_text(a->country, b->country);
}

static bool has_table_of(const sol_document *document, const char *path)
{
    for (const document_hazard *t = document->tables; t; t = t->next)
        if (strcmp(t->request.path, path) == 0)
            return true;
    return false;
}

bool document_life_table(sol_document *document, const sol_node *at, sol_table_request request,
                         sol_diagnostics *diagnostics, sol_hazard *hazard)
{
    at = name_at(at);
    request.path = path_at(document, at, request.path);
    if (!document_may_read(document, at, request.path, diagnostics))
        return false;
    document_hazard *table = document->tables;
    while (table && !is_same_request(&table->request, &request))
        table = table->next;
    if (!table) {
        table = SOL_TAKE(document->arena, 1, document_hazard);
        if (!has_table_of(document, request.path))
            take_file(document, request.path);
        if (request.country)
            request.country = sol_arena_copy(document->arena, request.country, strlen(request.country));
        if (request.sheet)
            request.sheet = sol_arena_copy(document->arena, request.sheet, strlen(request.sheet));
        table->request = request;
        table->problems = sol_diagnostics_new(document->arena);
        table->is_read = sol_hazard_read(document->arena, &table->request, table->problems, &table->hazard);
        table->next = document->tables;
        document->tables = table;
    }
    sol_diagnostics_join(diagnostics, table->problems);
    if (!table->is_read) {
        problem_add(diagnostics, P_NAMED_FILE, node_place(at), NULL, "the life table `%.300s` cannot be used",
                    table->request.path);
        return false;
    }
    *hazard = table->hazard;
    return true;
}

static sol_document *begin_document(sol_arena *arena, const char *name, const text_source *source)
{
    sol_document *document = SOL_TAKE(arena, 1, sol_document);
    document->arena = arena;
    document->name = sol_arena_copy(arena, name, strlen(name));
    sha256_init(&document->digest);
    document_take(document, source);
    return document;
}

/* What `run -o x.json` writes is YAML too: told by its head, before every key of it is refused. */
bool document_is_result(const sol_node *root, sol_diagnostics *diagnostics)
{
    const sol_node *format = node_get(root, "format"), *program = node_get(root, "program");
    const sol_node *name = program ? node_get(program, "name") : NULL;
    if (!format || !name || name->kind != NODE_SCALAR || strcmp(name->text, "solatium") != 0)
        return false;
    const sol_node *scenario = node_get(root, "scenario"), *title = scenario ? node_get(scenario, "title") : NULL;
    bool has_title = title && title->kind == NODE_SCALAR && title->text[0];
    problem_add(diagnostics, P_SAVED_RESULT, source_whole(root->source), "`solatium report` reads it",
                "this is a saved result%s%.200s%s, not a scenario", has_title ? " of '" : "",
                has_title ? title->text : "", has_title ? "'" : "");
    return true;
}

static sol_document *fill_document(sol_document *document, text_source *source, sol_diagnostics *diagnostics)
{
    sol_arena *arena = document->arena;
    size_t errors = sol_diagnostics_errors(diagnostics);
    document->is_strict = sol_diagnostics_are_strict(diagnostics);
    const sol_node *root = yaml_read(arena, source, diagnostics);
    if (root && document_is_result(root, diagnostics))
        return NULL;
    if (root)
        document->root = extend_root(document, root, diagnostics);
    /* What is wrong in the text itself does not hide what is wrong in its values. */
    if (document->root && sol_diagnostics_errors(diagnostics) > errors) {
        sol_arena *scratch = sol_arena_new();
        document->is_faulty = true;
        sol_scenario_make(scratch, document, 0, NULL, diagnostics);
        sol_arena_free(scratch);
        return NULL;
    }
    return document->root ? document : NULL;
}

sol_document *sol_document_read(sol_arena *arena, const char *path, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(arena && path && diagnostics);
    text_source *source = source_read(arena, path, &source_yaml, diagnostics);
    return source ? fill_document(begin_document(arena, path, source), source, diagnostics) : NULL;
}

sol_document *sol_document_read_confined(sol_arena *arena, const char *path, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(arena && path && diagnostics);
    text_source *source = source_read(arena, path, &source_yaml, diagnostics);
    if (!source)
        return NULL;
    sol_document *document = begin_document(arena, path, source);
    document->confined_to = confine_folder(arena, source->folder);
    if (document->confined_to)
        return fill_document(document, source, diagnostics);
    problem_add(diagnostics, P_CANNOT_READ, source_whole(source), NULL, "its folder could not be found: %s",
                strerror(errno));
    return NULL;
}

sol_document *sol_document_parse(sol_arena *arena, const char *name, const char *text, size_t length,
                                 sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(arena && name && (text || length == 0) && diagnostics);
    bool fits = source_fits(arena, name, length, &source_yaml, diagnostics);
    text_source *source = fits ? source_copy(arena, name, text, length, diagnostics) : NULL;
    return source ? fill_document(begin_document(arena, name, source), source, diagnostics) : NULL;
}
