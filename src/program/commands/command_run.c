#include "base/text.h"
#include "program/session/answer.h"
#include "program/session/simulate.h"
#include "report/document/verdict.h"
#include "report/formats/csv.h"
#include "report/run/run_report.h"
#include "solatium/saved_result.h"

#include <string.h>

static const run_report_room screen = {.sources = 12, .timeline = 16, .assumptions = 24};
static const run_report_room everything = {.all_assumptions = true, .months = true};

static void put_claimants(program_session *session, const sol_result *result, output *file)
{
    document *doc = document_new(session->arena, result->currency, result->minor_digits);
    run_report_claimants(doc, result);
    const document_table *table = document_find_table(doc, "claimants");
    text_buffer out = answer_begin(session, FORMAT_CSV, file);
    if (table)
        csv_render_table(&out, doc, table);
    output_put(file, text_of(&out), out.length);
}

/* What a database is to hold of it beside its tables: the claimants' too, where they were asked for. */
static void describe_run(program_session *session, const sol_result *result)
{
    document *claimants = document_new(session->arena, result->currency, result->minor_digits);
    run_report_claimants(claimants, result);
    database_input *input = SOL_TAKE(session->arena, 1, database_input);
    *input = (database_input){result->file, result->title, result->sha256, result->content};
    session->run = (database_run){
        .title = result->title,
        .currency = result->currency,
        .trials = result->trials,
        .seed = result->seed,
        .result = sol_result_save(session->arena, result),
        .claimants = claimants,
        .input_count = 1,
        .input = input,
    };
}

static exit_status write_result(program_session *session, const sol_result *result)
{
    if (program_is_json(session)) {
        const char *text = sol_result_save(session->arena, result);
        return program_write(session, text, strlen(text));
    }
    run_report_room room = program_is_page(session) ? screen : everything;
    room.months |= arguments_get(&session->arguments, "--table") != NULL; /* it may be asked for by its name */
    document *doc = run_report_make(session->arena, result, room);
    if (format_table[session->settings.format].is_added)
        describe_run(session, result);
    return answer_document(session, doc);
}

/* The claimants' table is CSV, whatever the rest is. */
static exit_status reserve_claimants(program_session *session, const argument *given, output **file)
{
    answer_format format = FORMATS;
    ending_kind kind = format_of_ending(given->text, &format);
    if (kind != ENDING_OF_OTHERS && (kind != ENDING_OF_FORMAT || format == FORMAT_CSV))
        return outputs_reserve(session->outputs, given->text, given->place, FORMAT_CSV, file);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U112", given->place, "as in `--claimants claimants.csv`",
                        "the claimants' table is CSV, and '%s' ends in %s", given->text, format_ending(given->text));
    return STATUS_USAGE;
}

/* A goal that nobody is counted for is not met; one that is met in few futures says so. */
static exit_status require_goal(program_session *session, const sol_verdict *v)
{
    const char *word = verdict_word(session->arena, v);
    if (v->word != SOL_IN_TIME) {
        program_say(session, "the goal is missed: %s", word);
        return STATUS_GOAL_MISSED;
    }
    if (verdict_leaves_some(v))
        program_say(session, "the goal is met: %s", word);
    return STATUS_DONE;
}

exit_status command_run(program_session *session)
{
    const arguments *read = &session->arguments;
    const argument *claimants = arguments_get(read, "--claimants");
    output *table = NULL;
    exit_status status = claimants ? reserve_claimants(session, claimants, &table) : STATUS_DONE;
    const sol_plan *plan = NULL;
    if (status == STATUS_DONE)
        status = simulate_prepare(session, read->word[0].text, session->diagnostics, &plan);
    const sol_result *result = NULL;
    if (status == STATUS_DONE)
        status = simulate_run(session, plan, claimants != NULL, &result);
    if (status == STATUS_DONE && claimants)
        put_claimants(session, result, table);
    if (status == STATUS_DONE)
        status = write_result(session, result);
    if (status == STATUS_DONE && arguments_get(read, "--require-goal"))
        status = require_goal(session, &result->verdict[0]);
    return status;
}
