#include "program/answer.h"
#include "program/compare_json.h"
#include "program/output.h"
#include "program/study.h"
#include "report/compare_report.h"

static exit_status refuse(program_session *session, const char *hint, const char *message)
{
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U121", (sol_place){0}, hint, "%s", message);
    return STATUS_USAGE;
}

static exit_status answer(program_session *session, const sol_comparison *c)
{
    chart_format format;
    exit_status status;
    if (study_wants_picture(session, &format)) {
        chart_spec chart;
        if (!compare_report_chart(session->arena, c, &chart))
            return refuse(session, "write -o FILE.csv or FILE.md",
                          "a picture is of one lever whose values rise, or of two levers");
        status = study_draw(session, &chart, format);
    } else if (session->settings.format == FORMAT_JSON && !arguments_get(&session->arguments, "--table")) {
        status = answer_json(session, compare_json(c));
    } else {
        int width = session->settings.format == FORMAT_TEXT && !arguments_get(&session->arguments, "--table")
                        ? program_width(session)
                        : 0;
        status = answer_document(session, compare_report_make(session->arena, c, width));
    }
    return status == STATUS_DONE && c->is_interrupted ? STATUS_INTERRUPTED : status;
}

static exit_status compare(program_session *session, const sol_study *study, size_t lever_count, const sol_lever *lever,
                           progress *shown)
{
    *shown = progress_begin(session);
    const sol_comparison *c =
        lever_count ? sol_compare_levers(session->arena, study, lever_count, lever, session->diagnostics)
                    : sol_compare_files(session->arena, session->arguments.word_count, study, session->diagnostics);
    progress_end(shown);
    if (!c)
        return STATUS_INVALID;
    bool has_any = false;
    for (size_t i = 0; i < c->point_count; i++)
        has_any = has_any || c->point[i].state == SOL_POINT_DONE;
    if (has_any)
        return answer(session, c);
    if (c->is_interrupted) {
        program_say(session, "stopped before the first point was done; nothing was written");
        return STATUS_INTERRUPTED;
    }
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "S905", (sol_place){0}, NULL, "no point could be run: %s",
                        c->point[0].fault);
    return STATUS_INVALID;
}

exit_status command_compare(program_session *session)
{
    const arguments *read = &session->arguments;
    const char *const *text;
    size_t count = arguments_values(read, "--vary", &text);
    if (count == 0 && read->word_count < 2)
        return refuse(session, "add `--vary participation.JP=0%:100%:10%`, or a second file",
                      "there is nothing to compare");
    if (count > 0 && read->word_count > 1)
        return refuse(session, "vary one file, or compare several as they are",
                      "several files and --vary do not go together");
    exit_status status = STATUS_DONE;
    if (session->settings.output)
        status = output_check(session->arena, session->settings.output, session->diagnostics);
    sol_lever *lever = SOL_TAKE(session->arena, count, sol_lever);
    if (status == STATUS_DONE)
        status = study_levers(session, count, text, lever);
    progress shown;
    sol_simulation_settings how = study_settings(session, &shown);
    sol_study *study = SOL_TAKE(session->arena, read->word_count, sol_study);
    for (size_t i = 0; i < read->word_count && status == STATUS_DONE; i++)
        status = study_read(session, read->word[i].text, &how, &study[i]);
    return status == STATUS_DONE ? compare(session, study, count, lever, &shown) : status;
}
