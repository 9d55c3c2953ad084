#include "program/session/answer.h"
#include "program/session/complain.h"
#include "program/session/register.h"
#include "program/session/simulate.h"
#include "report/check/check_register.h"
#include "report/check/check_report.h"

#include <string.h>

enum { ASSUMPTION_ROWS = 24 };

/* What was read of one file. */
typedef struct checked {
    sol_diagnostics *diagnostics;
    const sol_plan *plan; /* of a scenario; NULL: invalid */
    bool is_register;
    register_table table; /* of a register */
    exit_status status;
} checked;

static json_t *json_of(program_session *session, const checked *c)
{
    json_t *summary = c->plan          ? check_report_json(session->arena, c->plan)
                      : c->table.table ? check_register_json(session->arena, &c->table)
                                       : json_null();
    return json_pack("{s:b, s:o, s:o}", "valid", c->status == STATUS_DONE, "diagnostics", complain_json(c->diagnostics),
                     "summary", summary);
}

/* One file gives an object, several a list of them. */
static exit_status answer_in_json(program_session *session, size_t count, const checked *file)
{
    if (count == 1)
        return answer_json(session, json_of(session, &file[0]));
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list, json_of(session, &file[i]));
    return answer_json(session, list);
}

/* A register anew, only of one without errors. */
static document *clean_register(program_session *session, const checked *c)
{
    if (c->status == STATUS_DONE)
        return check_register_clean(session->arena, &c->table);
    const argument *to = session->answer[0].given;
    program_say(session, "%s%s%s was not written: a register with errors is not written anew", to ? "'" : "",
                to ? to->text : "the register", to ? "'" : "");
    return NULL;
}

/* What is said of a file; NULL: nothing but its errors. */
static document *document_of(program_session *session, const checked *c)
{
    size_t rows = session->settings.format == FORMAT_TEXT ? ASSUMPTION_ROWS : 0;
    if (!c->is_register)
        return c->plan ? check_report_make(session->arena, c->plan, rows) : NULL;
    const char *table = arguments_value(&session->arguments, "--table");
    bool is_clean = table ? strcmp(table, "register") == 0 : format_table[session->settings.format].is_of_tables;
    if (is_clean)
        return clean_register(session, c);
    return c->table.table ? check_register_make(session->arena, &c->table) : NULL;
}

static exit_status answer_in_words(program_session *session, size_t count, const checked *file)
{
    text_buffer all = {.arena = session->arena};
    const answer_format format = session->settings.format;
    for (size_t i = 0; i < count; i++) {
        complain_write(session, file[i].diagnostics);
        document *doc = document_of(session, &file[i]);
        if (!doc)
            continue;
        if (count == 1)
            return answer_document(session, doc);
        text_append(&all, all.length > 0 ? "\n" : "");
        format_table[format].render(&(rendering){.format = format,
                                                 .doc = doc,
                                                 .width = program_width(session),
                                                 .colors = program_colors_output(session)},
                                    &all);
    }
    return all.length > 0 ? program_write(session, text_of(&all), all.length) : STATUS_DONE;
}

/* Files count in currencies of their own: they do not become one table. */
static bool can_answer(program_session *session)
{
    answer_format format = session->settings.format;
    if (session->arguments.word_count < 2 || format == FORMAT_TEXT || format == FORMAT_JSON ||
        format == FORMAT_MARKDOWN)
        return true;
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U114", session->arguments.word[1].place,
                        "write text, JSON or Markdown, or check one file at a time",
                        "%s is of one scenario, not of several", format_table[format].noun);
    return false;
}

/* Which files are registers, and whether the options are of what there is. */
static bool tell_kinds(program_session *session, checked *file)
{
    bool has_register = false, has_scenario = false;
    for (size_t i = 0; i < session->arguments.word_count; i++) {
        if (!session_is_register(session, &session->arguments.word[i], &file[i].is_register))
            return false;
        *(file[i].is_register ? &has_register : &has_scenario) = true;
    }
    return session_has_options(session, has_register, has_scenario);
}

exit_status command_check(program_session *session)
{
    const arguments *read = &session->arguments;
    if (!can_answer(session) || !program_lacks(session, OF_TRIALS | OF_SEED, "`solatium run FILE` simulates",
                                               "check reads and simulates nothing"))
        return STATUS_USAGE;
    checked *file = SOL_TAKE(session->arena, read->word_count, checked);
    if (!tell_kinds(session, file))
        return STATUS_USAGE;
    exit_status worst = STATUS_DONE;
    for (size_t i = 0; i < read->word_count; i++) {
        file[i].diagnostics = sol_diagnostics_new(session->arena);
        file[i].status = file[i].is_register
                             ? session_read_register(session, &read->word[i], file[i].diagnostics, &file[i].table)
                             : simulate_prepare(session, read->word[i].text, file[i].diagnostics, &file[i].plan);
        if (worst == STATUS_DONE || file[i].status == STATUS_SYSTEM)
            worst = file[i].status == STATUS_DONE ? worst : file[i].status;
    }
    exit_status written = session->settings.format == FORMAT_JSON ? answer_in_json(session, read->word_count, file)
                                                                  : answer_in_words(session, read->word_count, file);
    return written != STATUS_DONE ? written : worst;
}
