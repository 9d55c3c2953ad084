#include "program/pages/pages.h"

#include "program/outputs/interrupt.h"
#include "program/session/answer.h"
#include "program/session/progress.h"
#include "program/session/simulate.h"
#include "report/document/figure.h"
#include "report/explain/explain.h"
#include "report/explain/explain_files.h"
#include "report/formats/csv.h"

/* What the pages of one call share. */
typedef struct pages_job {
    program_session *session;
    output_folder *folder;
    answer_format format;
} pages_job;

static exit_status add(pages_job *job, sol_arena *arena, const char *name, const document *doc, answer_format format)
{
    program_session *session = job->session;
    const output file = {.target.kind = OUTPUT_FILE};
    text_buffer out = answer_begin(session, format, &file);
    out.arena = arena;
    const char *fault = format_table[format].render(&(rendering){.format = format,
                                                                 .doc = doc,
                                                                 .width = program_width(session),
                                                                 .colors = program_colors_output(session),
                                                                 .stop = &interrupt_flag},
                                                    &out);
    if (fault)
        return answer_failed(session, format, fault);
    return output_folder_add(job->folder, session->arena, &(folder_file){name, text_of(&out), out.length},
                             session->diagnostics);
}

/* Each page in memory of its own: all of them together may be more than a machine has. */
static exit_status add_pages(pages_job *job, const sol_result *result, const char *const *name)
{
    exit_status status = STATUS_DONE;
    progress shown = progress_begin(job->session);
    for (size_t i = 0; i < result->claimant_result_count && status == STATUS_DONE; i++) {
        sol_arena *page = sol_arena_new();
        status = interrupt_came()
                     ? STATUS_INTERRUPTED
                     : add(job, page, name[i], explain_claimant(page, result, &result->claimant[i]), job->format);
        sol_arena_free(page);
        progress_count(&shown, i + 1, result->claimant_result_count, "page");
    }
    progress_end(&shown);
    if (status == STATUS_INTERRUPTED)
        program_say(job->session, "stopped before all pages were made; nothing was written");
    return status;
}

exit_status pages_write(program_session *session, const sol_plan *plan)
{
    size_t count = plan->people.count;
    if (count == 0 || count > PAGES_MOST) {
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U147", (sol_place){0},
                            "`solatium run FILE --claimants people.csv` writes a row for each",
                            count ? "%s would be more pages than the %s that are written"
                                  : "there are %s, and no pages to write",
                            figure_count(count, "claimant").text, figure_number(PAGES_MOST, 0).text);
        return STATUS_USAGE;
    }
    const sol_result *result = NULL;
    exit_status status = simulate_run(session, plan, true, &result);
    if (status != STATUS_DONE)
        return status;
    pages_job job = {session, session->answer[0].pages, session->answer[0].format};
    const char *ending = format_table[job.format].ending[0];
    const char **name = explain_file_names(session->arena, result, ending ? ending : ".txt");
    status = add_pages(&job, result, name);
    const document *index = explain_index(session->arena, result, name);
    if (status == STATUS_DONE)
        status = add(&job, session->arena, FOLDER_INDEX, index, FORMAT_HTML);
    if (status == STATUS_DONE)
        status = add(&job, session->arena, FOLDER_LIST, index, FORMAT_CSV);
    job.folder->is_whole = status == STATUS_DONE;
    return status;
}
