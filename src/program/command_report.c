#include "base/text.h"
#include "plan/plan.h"
#include "program/answer.h"
#include "program/interrupt.h"
#include "program/output.h"
#include "program/report_studies.h"
#include "program/saved.h"
#include "program/simulate.h"
#include "report/csv.h"
#include "report/disclosure.h"
#include "report/html.h"
#include "report/markdown.h"
#include "report/run_report.h"
#include "report/xlsx.h"
#include "solatium/saved_result.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { CLAIMANTS_MOST = 20000 }; /* beyond, rows of single claimants are not asked for */

/* What the files of one call share. */
typedef struct report_job {
    program_session *session;
    const sol_result *result;
    payout_report *report;
    const disclosure *disclosure; /* NULL: the full form */
} report_job;

typedef struct writer {
    const char *ending;
    exit_status (*write)(report_job *job, const char *path);
} writer;

static exit_status put(report_job *job, const char *path, const char *bytes, size_t length)
{
    return output_write(job->session->arena, path, bytes, length, job->session->diagnostics);
}

static exit_status write_html(report_job *job, const char *path)
{
    text_buffer out = {.arena = job->session->arena};
    html_render(&out, job->report, job->result->title);
    return put(job, path, text_of(&out), out.length);
}

static exit_status write_markdown(report_job *job, const char *path)
{
    text_buffer out = {.arena = job->session->arena};
    markdown_render(&out, job->report->doc);
    return put(job, path, text_of(&out), out.length);
}

static exit_status write_csv(report_job *job, const char *path)
{
    text_buffer out = {.arena = job->session->arena};
    document *doc = run_report_make(job->session->arena, job->result, (run_report_room){.all_assumptions = true});
    run_report_claimants(doc, job->result);
    if (job->disclosure)
        disclosure_blur(doc, job->disclosure);
    csv_render(&out, doc);
    return put(job, path, text_of(&out), out.length);
}

static exit_status write_json(report_job *job, const char *path)
{
    if (job->disclosure) {
        sol_diagnostics_add(job->session->diagnostics, SOL_ERROR, "U131", (sol_place){0}, "write html, xlsx, md or csv",
                            "`--disclosure public` has no JSON: a saved result holds the amounts of groups");
        return STATUS_USAGE;
    }
    const char *text = sol_result_save(job->session->arena, job->result);
    return put(job, path, text, strlen(text));
}

static exit_status write_xlsx(report_job *job, const char *path)
{
    xlsx_file file = xlsx_render(job->session->arena, job->result, job->report->doc, job->disclosure);
    if (file.bytes)
        return put(job, path, file.bytes, file.length);
    sol_diagnostics_add(job->session->diagnostics, SOL_ERROR, "U202", (sol_place){0}, NULL, "could not make '%s': %s",
                        path, file.reason);
    return STATUS_SYSTEM;
}

static const writer writers[] = {
    {".html", write_html},   {".htm", write_html}, {".xlsx", write_xlsx},
    {".md", write_markdown}, {".csv", write_csv},  {".json", write_json},
};

static const writer *writer_of(const char *path)
{
    const char *ending = strrchr(path, '.');
    for (size_t i = 0; ending && i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i].ending, ending) == 0)
            return &writers[i];
    return NULL;
}

/* All files are looked at before the work begins. */
static exit_status check_outputs(program_session *session, size_t count, const char *const *path)
{
    for (size_t i = 0; i < count; i++) {
        if (!writer_of(path[i])) {
            sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U132", (sol_place){0},
                                "the ending decides: html, xlsx, md, csv, json", "unknown kind of report '%s'",
                                path[i]);
            return STATUS_USAGE;
        }
        exit_status status = output_check(session->arena, path[i], session->diagnostics);
        if (status != STATUS_DONE)
            return status;
    }
    return STATUS_DONE;
}

/* The claimants of a saved result stand in a file of their own. */
static exit_status load(program_session *session, const char *path, const argument *claimants,
                        const sol_result **result)
{
    sol_result *loaded = NULL;
    exit_status status = saved_load(session, path, &loaded);
    *result = loaded;
    if (status == STATUS_DONE && claimants &&
        !sol_claimants_load(session->arena, claimants->text, loaded, session->diagnostics))
        return STATUS_INVALID;
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

/* Each chart alone, as SVG, PNG and PDF. */
static exit_status write_charts(report_job *job, const char *folder)
{
    static const char *const ending[] = {[CHART_SVG] = "svg", [CHART_PNG] = "png", [CHART_PDF] = "pdf"};
    sol_arena *arena = job->session->arena;
    exit_status status = STATUS_DONE;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
        sol_diagnostics_add(job->session->diagnostics, SOL_ERROR, "U204", (sol_place){0}, NULL, "cannot make '%s': %s",
                            folder, strerror(errno));
        return STATUS_SYSTEM;
    }
    for (size_t i = 0; i < job->report->picture_count && status == STATUS_DONE; i++) {
        const payout_picture *p = &job->report->picture[i];
        for (int f = CHART_SVG; f <= CHART_PDF && status == STATUS_DONE; f++) {
            chart_picture drawn = {.bytes = f == CHART_SVG ? p->svg : NULL};
            drawn.length = drawn.bytes ? strlen(drawn.bytes) : 0;
            if (f != CHART_SVG)
                drawn = p->chart ? chart_draw(arena, p->chart, (chart_format)f)
                                 : dots_draw_file(arena, p->state_count, p->state, (chart_format)f);
            if (drawn.bytes)
                status =
                    put(job, sol_arena_print(arena, "%s/%s.%s", folder, p->name, ending[f]), drawn.bytes, drawn.length);
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

static exit_status write_all(report_job *job, size_t count, const char *const *path)
{
    const char *charts = arguments_value(&job->session->arguments, "--charts");
    payout_settings how = {.command = command_to_show(job), .has_pictures = charts != NULL};
    for (size_t i = 0; i < count; i++)
        how.has_pictures |= writer_of(path[i])->write == write_html;
    payout_studies studies = run_studies(job);
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    how.studies = &studies;
    job->report = payout_report_make(job->session->arena, job->result, &how);
    if (job->disclosure)
        disclosure_blur(job->report->doc, job->disclosure);
    if (job->report->no_pictures)
        program_say(job->session, "charts are missing: %s", job->report->no_pictures);
    exit_status status = charts ? write_charts(job, charts) : STATUS_DONE;
    for (size_t i = 0; i < count && status == STATUS_DONE; i++)
        status = writer_of(path[i])->write(job, path[i]);
    return status == STATUS_DONE && count == 0 && !charts ? answer_document(job->session, job->report->doc) : status;
}

exit_status command_report(program_session *session)
{
    static const char *const disclosures[] = {"full", "public"};
    const char *const *path;
    size_t count = arguments_values(&session->arguments, "-o", &path), form = 0;
    if (!arguments_choice(&session->arguments, "--disclosure", 2, disclosures, &form))
        return STATUS_USAGE;
    report_job job = {.session = session};
    exit_status status = check_outputs(session, count, path);
    if (status == STATUS_DONE)
        status = obtain(session, session->arguments.word[0].text, &job.result);
    if (status == STATUS_DONE && form == 1)
        status = make_public(&job);
    return status == STATUS_DONE ? write_all(&job, count, path) : status;
}
