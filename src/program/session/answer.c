#include "program/session/answer.h"

#include "base/check.h"
#include "base/suggest.h"
#include "program/outputs/interrupt.h"
#include "result/json_text.h"

#include <string.h>

static void complain_of_table(program_session *session, size_t count, const char *const *names)
{
    const argument *wanted = arguments_get(&session->arguments, "--table");
    text_buffer all = {.arena = session->arena};
    for (size_t i = 0; i < count; i++)
        text_print(&all, "%s%s", i ? ", " : "the tables are ", names[i]);
    const char *nearest = suggest_nearest(wanted->text, count, names);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U111", wanted->place,
                        nearest ? sol_arena_print(session->arena, "did you mean `%s`?", nearest) : text_of(&all),
                        "there is no table `%s`", wanted->text);
}

/* The names between a command's blanks. */
static size_t split_tables(sol_arena *arena, const char *tables, const char **name)
{
    size_t count = 0;
    for (const char *at = tables; *at; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        name[count++] = sol_arena_copy(arena, at, length);
        at += length;
    }
    return count;
}

/* A star stands for a number or a value. */
static bool is_table(const char *name, const char *wanted)
{
    size_t length = strcspn(name, "*");
    return name[length] ? strncmp(name, wanted, length) == 0 && wanted[length] : strcmp(name, wanted) == 0;
}

static bool may_have_table(const program_session *session, const char *wanted)
{
    const char *tables = session->arguments.command->tables;
    const char **name = SOL_TAKE(session->arena, strlen(tables), const char *);
    size_t count = split_tables(session->arena, tables, name);
    for (size_t i = 0; i < count; i++)
        if (is_table(name[i], wanted))
            return true;
    return false;
}

bool answer_may_be_table(program_session *session)
{
    const char *wanted = arguments_value(&session->arguments, "--table"), *tables = session->arguments.command->tables;
    if (!wanted || !tables || may_have_table(session, wanted))
        return true;
    const char **name = SOL_TAKE(session->arena, strlen(tables), const char *);
    complain_of_table(session, split_tables(session->arena, tables, name), name);
    return false;
}

/* The tables of a document; each is one that the command's row names. */
static size_t tables_of(const program_session *session, const document *doc, const char **name)
{
    size_t count = 0;
    for (size_t i = 0; i < doc->block_count; i++) {
        if (doc->block[i].kind != BLOCK_TABLE)
            continue;
        name[count++] = doc->block[i].table->key;
        SOL_CHECK(!session->arguments.command->tables || may_have_table(session, doc->block[i].table->key));
    }
    return count;
}

/* A document of one table. */
static const document *alone(sol_arena *arena, const document *doc, const document_table *table)
{
    document *only = document_new(arena, doc->currency, doc->minor_digits);
    only->block = SOL_TAKE(arena, 1, document_block);
    only->block[0] = (document_block){.kind = BLOCK_TABLE, .table = (document_table *)table};
    only->block_count = 1;
    return only;
}

text_buffer answer_begin(const program_session *session, answer_format format, const output *to)
{
    bool is_asked = arguments_get(&session->arguments, "--bom") != NULL;
    bool is_refused = arguments_get(&session->arguments, "--no-bom") != NULL;
    text_buffer out = {.arena = session->arena};
    if (format_table[format].mark && (is_asked || (to->target.kind == OUTPUT_FILE && !is_refused)))
        text_append(&out, format_table[format].mark);
    return out;
}

/* Options as they were given, but for those that say where the answer goes. */
static exit_status add_to_database(program_session *session, const program_answer *to, const document *doc)
{
    const arguments *read = &session->arguments;
    database_option *kept = SOL_TAKE(session->arena, read->given_count, database_option);
    database_run run = session->run;
    run.command = read->command->name;
    run.line = read->line.text;
    run.option = kept;
    for (size_t i = 0; i < read->given_count; i++) {
        const argument *given = &read->given[i];
        if (strcmp(given->option->name, "-o") != 0)
            kept[run.option_count++] =
                (database_option){given->option->name, given->option->argument ? given->text : NULL};
    }
    return output_add_run(to->file, &run, doc, session->diagnostics);
}

exit_status answer_failed(program_session *session, answer_format format, const char *reason)
{
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U202", (sol_place){0}, NULL, "could not make %s: %s",
                        format_table[format].noun, reason);
    return STATUS_SYSTEM;
}

exit_status answer_document_to(program_session *session, const program_answer *to, const document *doc)
{
    const argument *wanted = arguments_get(&session->arguments, "--table");
    rendering what = {.format = to->format,
                      .doc = doc,
                      .width = program_width(session),
                      .colors = program_colors_output(session),
                      .stop = &interrupt_flag};
    const char **name = SOL_TAKE(session->arena, doc->block_count, const char *);
    size_t count = tables_of(session, doc, name);
    if (wanted) {
        what.table = document_find_table(doc, wanted->text);
        if (!what.table) {
            complain_of_table(session, count, name);
            return STATUS_USAGE;
        }
        what.doc = alone(session->arena, doc, what.table);
    }
    if (format_table[to->format].is_added)
        return add_to_database(session, to, what.doc);
    text_buffer out = answer_begin(session, to->format, to->file);
    const char *fault = format_table[to->format].render(&what, &out);
    if (fault)
        return answer_failed(session, to->format, fault);
    output_put(to->file, text_of(&out), out.length);
    return STATUS_DONE;
}

exit_status answer_document(program_session *session, const document *doc)
{
    return answer_document_to(session, &session->answer[0], doc);
}

exit_status answer_json(program_session *session, json_t *value)
{
    text_buffer out = {.arena = session->arena};
    json_text_sign(value);
    json_text_write(&out, value);
    json_decref(value);
    return program_write(session, text_of(&out), out.length);
}
