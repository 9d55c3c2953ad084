#include "plan/plan.h"
#include "program/outputs/interrupt.h"
#include "program/session/answer.h"
#include "program/session/complain.h"
#include "program/session/saved.h"
#include "program/session/simulate.h"
#include "program/studies/report_studies.h"
#include "report/disclosure/disclosure.h"
#include "report/formats/html.h"
#include "report/formats/letter.h"
#include "report/formats/xlsx.h"
#include "report/run/run_report.h"
#include "solatium/saved_result.h"

#include <string.h>

enum { CLAIMANTS_MOST = 20000 }; /* beyond, rows of single claimants are not asked for */

/* What the files of one call share. */
typedef struct report_job {
    program_session *session;
    const sol_result *result;
    payout_report *report;
    const disclosure *disclosure; /* NULL: the full form */
} report_job;

static exit_status write_html(report_job *job, const program_answer *to)
{
    text_buffer out = {.arena = job->session->arena};
    html_render(&out, job->report, job->result->title);
    output_put(to->file, text_of(&out), out.length);
    return STATUS_DONE;
}

/* All rows, and the claimants' table, which pages leave out. A single table may be one that only pages have. */
static exit_status write_csv(report_job *job, const program_answer *to)
{
    const char *wanted = arguments_value(&job->session->arguments, "--table");
    document *doc =
        run_report_make(job->session->arena, job->result, (run_report_room){.all_assumptions = true, .months = true});
    run_report_claimants(doc, job->result);
    if (job->disclosure)
        disclosure_blur(doc, job->disclosure);
    bool is_of_page = wanted && !document_find_table(doc, wanted);
    return answer_document_to(job->session, to, is_of_page ? job->report->doc : doc);
}

static exit_status write_json(report_job *job, const program_answer *to)
{
    const char *text = sol_result_save(job->session->arena, job->result);
    output_put(to->file, text, strlen(text));
    return STATUS_DONE;
}

static exit_status write_xlsx(report_job *job, const program_answer *to)
{
    xlsx_file file = xlsx_render(job->session->arena, job->result, job->report->doc, job->disclosure, &interrupt_flag);
    if (file.bytes) {
        output_put(to->file, file.bytes, file.length);
        return STATUS_DONE;
    }
    return answer_failed(job->session, FORMAT_XLSX, file.reason);
}

static exit_status write_letter(report_job *job, const program_answer *to)
{
    letter_file file = letter_render(job->session->arena, job->report, format_table[to->format].name, &interrupt_flag);
    if (!file.bytes)
        return answer_failed(job->session, to->format, file.reason);
    output_put(to->file, file.bytes, file.length);
    return STATUS_DONE;
}

/* The report in a format; of single tables and where no more than the document is shown, as of any document. */
static exit_status write_answer(report_job *job, const program_answer *to)
{
    bool is_table = arguments_get(&job->session->arguments, "--table") != NULL;
    if (to->format == FORMAT_CSV)
        return write_csv(job, to);
    if (to->format == FORMAT_HTML && !is_table)
        return write_html(job, to);
    if (to->format == FORMAT_JSON && !is_table)
        return write_json(job, to);
    if (to->format == FORMAT_XLSX && !is_table)
        return write_xlsx(job, to);
    if ((to->format == FORMAT_DOCX || to->format == FORMAT_ODT) && !is_table)
        return write_letter(job, to);
    return answer_document_to(job->session, to, job->report->doc);
}

/* The claimants of a saved result stand in a file of their own. */
static exit_status load(program_session *session, const char *path, const argument *claimants,
                        const sol_result **result)
{
    sol_result *loaded = NULL;
    if (!saved_is_as_it_is(session))
        return STATUS_USAGE;
    exit_status status = claimants ? outputs_reads(session->outputs, claimants->text) : STATUS_DONE;
    if (status == STATUS_DONE)
        status = saved_load(session, path, &loaded);
    *result = loaded;
    if (status == STATUS_DONE && claimants &&
        !sol_claimants_load(session->arena, claimants->text, loaded, session->diagnostics))
        return complain_status(session, session->diagnostics);
    return status;
}

static exit_status obtain(program_session *session, const char *path, const sol_result **result)
{
    const argument *claimants = arguments_get(&session->arguments, "--claimants");
    if (saved_is(path))
        return load(session, path, claimants, result);
    if (claimants) {
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U134", claimants->place,
                            "reports of a scenario simulate them; `run` writes their table",
                            "--claimants belongs to a saved result");
        return STATUS_USAGE;
    }
    const sol_plan *plan = NULL;
    exit_status status = simulate_prepare(session, path, session->diagnostics, &plan);
    return status == STATUS_DONE ? simulate_run(session, plan, plan->people.count <= CLAIMANTS_MOST, result) : status;
}

/* Whether a chart is there must not hang on what else the machine does. */
static exit_status complain_of_picture(const report_job *job, const char *reason)
{
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    sol_diagnostics_add(job->session->diagnostics, SOL_ERROR, "U120", (sol_place){0}, NULL,
                        "could not draw the charts: %s", reason);
    return STATUS_SYSTEM;
}

/* Each chart alone, as SVG, PNG and PDF. */
static exit_status write_charts(report_job *job, const argument *folder)
{
    sol_arena *arena = job->session->arena;
    exit_status status = STATUS_DONE;
    for (size_t i = 0; i < job->report->picture_count; i++) {
        const payout_picture *p = &job->report->picture[i];
        for (int f = FORMAT_SVG; f <= FORMAT_PDF && status == STATUS_DONE; f++) {
            chart_picture drawn = payout_draw(arena, p, format_table[f].picture, &interrupt_flag);
            output *file = NULL;
            if (!drawn.bytes && job->report->has_no_gnuplot)
                continue;
            if (!drawn.bytes)
                return complain_of_picture(job, drawn.reason);
            status =
                outputs_reserve(job->session->outputs,
                                sol_arena_print(arena, "%s/%s%s", folder->text, p->name, format_table[f].ending[0]),
                                folder->place, (answer_format)f, &file);
            if (status == STATUS_DONE)
                output_put(file, drawn.bytes, drawn.length);
        }
    }
    return status;
}

static exit_status make_public(report_job *job)
{
    job->disclosure = disclosure_public(job->session->arena, job->result, NULL);
    if (!job->disclosure) {
        sol_diagnostics_add(job->session->diagnostics, SOL_ERROR, "U133", (sol_place){0}, disclosure_rule,
                            "too few claimants, or no goal for ten of them, for `--disclosure public`");
        return STATUS_USAGE;
    }
    job->result = job->disclosure->result;
    return STATUS_DONE;
}

/* The command line may set what the published form withholds. */
static const char *command_to_show(const report_job *job)
{
    const settings *s = &job->session->settings;
    for (size_t i = 0; job->disclosure && i < s->set_count; i++)
        if (disclosure_hides(job->disclosure, s->set[i]))
            return NULL;
    return job->session->arguments.line.text;
}

static payout_studies run_studies(report_job *job)
{
    payout_studies studies = {.left_out =
                                  "It is simulated from the scenario's file, unless --no-studies leaves it out."};
    const char *path = job->session->arguments.word[0].text;
    if (!saved_is(path) && strcmp(path, "-") != 0 && !arguments_get(&job->session->arguments, "--no-studies"))
        studies = report_studies_run(job->session, path, job->result);
    return job->disclosure ? disclosure_studies(job->session->arena, job->disclosure, &studies) : studies;
}

static exit_status write_all(report_job *job)
{
    program_session *session = job->session;
    const argument *charts = arguments_get(&session->arguments, "--charts");
    size_t count = charts && !session->answer[0].given ? 0 : session->answer_count;
    payout_settings how = {.command = command_to_show(job), .has_pictures = charts != NULL, .stop = &interrupt_flag};
    for (size_t i = 0; i < count; i++)
        how.has_pictures |= format_table[session->answer[i].format].has_pictures;
    payout_studies studies = run_studies(job);
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    how.studies = &studies;
    job->report = payout_report_make(session->arena, job->result, &how);
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    if (job->disclosure)
        disclosure_blur(job->report->doc, job->disclosure);
    if (job->report->no_pictures && !job->report->has_no_gnuplot)
        return complain_of_picture(job, job->report->no_pictures);
    if (job->report->no_pictures)
        program_say(session, "charts are missing: %s", job->report->no_pictures);
    exit_status status = charts ? write_charts(job, charts) : STATUS_DONE;
    for (size_t i = 0; i < count && status == STATUS_DONE; i++)
        status = write_answer(job, &session->answer[i]);
    return status;
}

/* A saved result would hold what the public form withholds. */
static bool can_be_public(program_session *session)
{
    for (size_t i = 0; i < session->answer_count; i++) {
        const program_answer *a = &session->answer[i];
        if (a->format != FORMAT_JSON)
            continue;
        const argument *given = a->given ? a->given : arguments_get(&session->arguments, "--format");
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U131", given->place,
                            "write html, xlsx, docx, odt, md, csv or text",
                            "`--disclosure public` has no JSON: a saved result holds the amounts of groups");
        return false;
    }
    return true;
}

exit_status command_report(program_session *session)
{
    static const char *const disclosures[] = {"full", "public"};
    const argument *charts = arguments_get(&session->arguments, "--charts");
    size_t form = 0;
    if (!arguments_choice(&session->arguments, "--disclosure", 2, disclosures, &form) ||
        (form == 1 && !can_be_public(session)))
        return STATUS_USAGE;
    report_job job = {.session = session};
    exit_status status = charts ? outputs_reserve_folder(session->outputs, charts->text, charts->place) : STATUS_DONE;
    if (status == STATUS_DONE)
        status = obtain(session, session->arguments.word[0].text, &job.result);
    if (status == STATUS_DONE && form == 1)
        status = make_public(&job);
    return status == STATUS_DONE ? write_all(&job) : status;
}
