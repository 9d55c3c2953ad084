#include "program/answer.h"

#include "base/suggest.h"
#include "report/csv.h"
#include "report/markdown.h"
#include "report/plain.h"
#include "report/tables_json.h"
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

static exit_status answer_table(program_session *session, const document *doc, const document_table *table)
{
    text_buffer out = {.arena = session->arena};
    switch (session->settings.format) {
    case FORMAT_TEXT:
        plain_render_table(&out, doc, table, program_width(session), program_colors_output(session));
        break;
    case FORMAT_MARKDOWN:
        markdown_render_table(&out, doc, table);
        break;
    case FORMAT_CSV:
        csv_render_table(&out, doc, table);
        break;
    case FORMAT_JSON:
        return answer_json(session, tables_json_rows(table));
    }
    return program_write(session, text_of(&out), out.length);
}

exit_status answer_document(program_session *session, const document *doc)
{
    const argument *wanted = arguments_get(&session->arguments, "--table");
    if (wanted) {
        const document_table *table = document_find_table(doc, wanted->text);
        if (table)
            return answer_table(session, doc, table);
        complain_of_table(session, doc, wanted);
        return STATUS_USAGE;
    }
    text_buffer out = {.arena = session->arena};
    switch (session->settings.format) {
    case FORMAT_TEXT:
        plain_render(&out, doc, program_width(session), program_colors_output(session));
        break;
    case FORMAT_MARKDOWN:
        markdown_render(&out, doc);
        break;
    case FORMAT_CSV:
        csv_render(&out, doc);
        break;
    case FORMAT_JSON:
        return answer_json(session, tables_json(doc));
    }
    return program_write(session, text_of(&out), out.length);
}

exit_status answer_json(program_session *session, json_t *value)
{
    text_buffer out = {.arena = session->arena};
    json_text_write(&out, value);
    json_decref(value);
    return program_write(session, text_of(&out), out.length);
}
