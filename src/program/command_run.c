#include "base/text.h"
#include "program/answer.h"
#include "program/output.h"
#include "program/simulate.h"
#include "report/csv.h"
#include "report/run_report.h"
#include "solatium/saved_result.h"

#include <string.h>

static const run_report_room screen = {.sources = 12, .timeline = 16, .assumptions = 24};
static const run_report_room everything = {.all_assumptions = true};

static exit_status write_claimants(program_session *session, const sol_result *result, const char *path)
{
    document *doc = document_new(session->arena, result->currency, result->minor_digits);
    run_report_claimants(doc, result);
    const document_table *table = document_find_table(doc, "claimants");
    text_buffer out = {.arena = session->arena};
    if (table)
        csv_render_table(&out, doc, table);
    return output_write(session->arena, path, text_of(&out), out.length, session->diagnostics);
}

static exit_status write_result(program_session *session, const sol_result *result)
{
    if (session->settings.format == FORMAT_JSON && !arguments_get(&session->arguments, "--table")) {
        const char *text = sol_result_save(session->arena, result);
        return program_write(session, text, strlen(text));
    }
    bool is_screen = session->settings.format == FORMAT_TEXT && !arguments_get(&session->arguments, "--table");
    document *doc = run_report_make(session->arena, result, is_screen ? screen : everything);
    return answer_document(session, doc);
}

exit_status command_run(program_session *session)
{
    const arguments *read = &session->arguments;
    const char *claimants = arguments_value(read, "--claimants");
    exit_status status = STATUS_DONE;
    if (session->settings.output)
        status = output_check(session->arena, session->settings.output, session->diagnostics);
    if (status == STATUS_DONE && claimants)
        status = output_check(session->arena, claimants, session->diagnostics);
    const sol_plan *plan = NULL;
    if (status == STATUS_DONE)
        status = simulate_prepare(session, read->word[0].text, session->diagnostics, &plan);
    const sol_result *result = NULL;
    if (status == STATUS_DONE)
        status = simulate_run(session, plan, claimants != NULL, &result);
    if (status == STATUS_DONE && claimants)
        status = write_claimants(session, result, claimants);
    if (status == STATUS_DONE)
        status = write_result(session, result);
    if (status == STATUS_DONE && arguments_get(read, "--require-goal") && result->verdict[0].word != SOL_IN_TIME)
        return STATUS_GOAL_MISSED;
    return status;
}
