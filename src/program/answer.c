#include "program/answer.h"

#include "base/suggest.h"
#include "program/interrupt.h"
#include "result/json_text.h"

static void complain_of_table(program_session *session, const document *doc, const argument *wanted)
{
    const char **names = SOL_TAKE(session->arena, doc->block_count, const char *);
    text_buffer all = {.arena = session->arena};
    size_t count = 0;
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_TABLE) {
            names[count++] = doc->block[i].table->key;
            text_print(&all, "%s%s", count > 1 ? ", " : "the tables are ", doc->block[i].table->key);
        }
    const char *nearest = suggest_nearest(wanted->text, count, names);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U111", wanted->place,
                        nearest ? sol_arena_print(session->arena, "did you mean `%s`?", nearest) : text_of(&all),
                        "there is no table `%s`", wanted->text);
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

exit_status answer_document_to(program_session *session, const program_answer *to, const document *doc)
{
    const argument *wanted = arguments_get(&session->arguments, "--table");
    rendering what = {
        .doc = doc, .width = program_width(session), .colors = program_colors_output(session), .stop = &interrupt_flag};
    if (wanted) {
        what.table = document_find_table(doc, wanted->text);
        if (!what.table) {
            complain_of_table(session, doc, wanted);
            return STATUS_USAGE;
        }
        what.doc = alone(session->arena, doc, what.table);
    }
    text_buffer out = {.arena = session->arena};
    const char *fault = format_table[to->format].render(&what, &out);
    if (fault && interrupt_came())
        return STATUS_INTERRUPTED;
    if (fault) {
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U202", (sol_place){0}, NULL, "could not make %s: %s",
                            format_table[to->format].noun, fault);
        return STATUS_SYSTEM;
    }
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
    json_text_write(&out, value);
    json_decref(value);
    return program_write(session, text_of(&out), out.length);
}
