/* A document: the texts of a scenario, parsed once, and the files that it names, read once. */
#ifndef SOL_SCENARIO_DOCUMENT_H
#define SOL_SCENARIO_DOCUMENT_H

#include "scenario/input/table_source.h"
#include "scenario/text/node.h"
#include "solatium/scenario.h"

#include <nettle/sha2.h>

typedef struct document_file {
    const char *path;
    table_choice choice;
    text_source *text;         /* a table, or NULL: it could not be read */
    sol_diagnostics *problems; /* of reading it */
    struct document_file *next;
} document_file;

typedef struct document_hazard {
    sol_table_request request;
    bool is_read;
    sol_hazard hazard;
    sol_diagnostics *problems;
    struct document_hazard *next;
} document_hazard;

struct sol_document {
    sol_arena *arena;
    const char *name;
    const sol_node *root;     /* with all that it extends */
    const char *confined_to;  /* the folder that all files must lie under, or NULL */
    bool is_strict;           /* warnings about it are errors */
    bool is_faulty;           /* its texts hold errors: scenarios are only made of it to find more */
    struct sha256_ctx digest; /* of all texts so far, in the order of reading */
    size_t read_count, read_room;
    sol_file *read; /* every file so far */
    document_file *files;
    document_hazard *tables;
};

/** Whether `at` may name that file; false: an error was added. */
bool document_may_read(const sol_document *document, const sol_node *at, const char *path,
                       sol_diagnostics *diagnostics);

/** Whether a text is a saved result and no scenario; then an error was added. */
bool document_is_result(const sol_node *root, sol_diagnostics *diagnostics);

/** A table of rows that `at` names: read at the first call; NULL: an error was added. */
const text_source *document_table_file(sol_document *document, const sol_node *at, const table_name *name,
                                       sol_diagnostics *diagnostics);

/** A life table that `at` names: read at the first call; false: an error was added. */
bool document_life_table(sol_document *document, const sol_node *at, sol_table_request request,
                         sol_diagnostics *diagnostics, sol_hazard *hazard);

/** SHA-256 of all texts read so far, hexadecimal. */
const char *document_digest(const sol_document *document, sol_arena *arena);

/** Adds a text to the digest, and its file to those read. */
void document_take(sol_document *document, const text_source *source);

#endif
