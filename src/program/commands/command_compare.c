#include "plan/plan.h"
#include "program/session/answer.h"
#include "program/session/complain.h"
#include "program/session/saved.h"
#include "program/session/simulate.h"
#include "program/studies/compare_json.h"
#include "program/studies/sensitivity_json.h"
#include "program/studies/study.h"
#include "report/compare/compare_report.h"
#include "report/compare/compare_tornado.h"

/* What is asked: one of four studies. */
typedef struct question {
    size_t lever_count;
    const char *const *lever_text;
    sol_lever *lever;
    bool is_tornado;
    double by;
    const char *delay_text; /* NULL: no study of delay */
    sol_lever delay;
} question;

static exit_status refuse(program_session *session, const char *hint, const char *message)
{
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U121", (sol_place){0}, hint, "%s", message);
    return STATUS_USAGE;
}

/* Cells of the page, as many as one likes where it has no edge; 0 for data files and single tables. */
static int width_of(const program_session *session)
{
    if (program_is_page(session))
        return program_width(session);
    return program_is_read(session) ? COMPARE_WIDE : 0;
}

static exit_status say_stopped(program_session *session)
{
    program_say(session, "stopped before the first point was done; nothing was written");
    return STATUS_INTERRUPTED;
}

static exit_status answer_comparison(program_session *session, const sol_comparison *c)
{
    session->run.trials = c->trials;
    study_failures failures = {0};
    for (size_t i = 0; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_FAILED)
            study_note_failure(&failures, compare_point_name(session->arena, c, i), c->point[i].fault);
    chart_format format;
    if (study_wants_picture(session, &format)) {
        chart_spec chart;
        if (!compare_report_chart(session->arena, c, &chart))
            return refuse(session, "write -o FILE.csv or FILE.md",
                          "a picture is of one lever whose values rise, or of two levers");
        return study_ended(session, study_draw(session, &chart, format), c->is_interrupted, &failures);
    }
    exit_status status = program_is_json(session)
                             ? answer_json(session, compare_json(c))
                             : answer_document(session, compare_report_make(session->arena, c, width_of(session)));
    return study_ended(session, status, c->is_interrupted, &failures);
}

static exit_status answer_tornado(program_session *session, const sol_tornado *t)
{
    session->run.trials = t->trials;
    const study_failures none = {0}; /* an end that cannot be made was not asked for: its row says so */
    chart_format format;
    if (t->is_interrupted && t->row_count == 0)
        return say_stopped(session);
    if (study_wants_picture(session, &format)) {
        chart_spec chart;
        if (!tornado_chart(session->arena, t, TORNADO_BARS, &chart))
            return refuse(session, "write -o FILE.csv or FILE.md", "no value moves anything: there is nothing to draw");
        return study_ended(session, study_draw(session, &chart, format), t->is_interrupted, &none);
    }
    exit_status status = program_is_json(session)
                             ? answer_json(session, tornado_json(t))
                             : answer_document(session, tornado_document(session->arena, t, width_of(session)));
    return study_ended(session, status, t->is_interrupted, &none);
}

static exit_status answer_delay(program_session *session, const sol_delay *d)
{
    session->run.trials = d->trials;
    study_failures failures = {0};
    for (size_t i = 0; i < d->count; i++)
        if (d->point[i].at.state == SOL_POINT_FAILED)
            study_note_failure(&failures, d->point[i].span, d->point[i].at.fault);
    chart_format format;
    if (d->is_interrupted && d->point[0].at.state != SOL_POINT_DONE)
        return say_stopped(session);
    if (study_wants_picture(session, &format)) {
        chart_spec chart;
        if (!delay_chart(session->arena, d, &chart))
            return refuse(session, "ask for more delays, such as 0mo:24mo:6mo",
                          "there are too few points for a picture");
        return study_ended(session, study_draw(session, &chart, format), d->is_interrupted, &failures);
    }
    exit_status status = program_is_json(session) ? answer_json(session, delay_json(d))
                                                  : answer_document(session, delay_document(session->arena, d));
    return study_ended(session, status, d->is_interrupted, &failures);
}

/* What a database is to hold beside the tables: the scenarios, as a run of each would know them. */
static exit_status describe_studies(program_session *session, const sol_study *study)
{
    size_t count = session->arguments.word_count;
    database_input *input = SOL_TAKE(session->arena, count, database_input);
    session->run = (database_run){.input_count = count, .input = input};
    for (size_t i = 0; i < count; i++) {
        const sol_scenario *s = sol_scenario_make(session->arena, study[i].document, session->settings.set_count,
                                                  session->settings.set, session->diagnostics);
        const sol_plan *plan = s ? sol_plan_make(session->arena, s, session->diagnostics) : NULL;
        if (!plan)
            return complain_status(session, session->diagnostics);
        sol_simulation_settings how = simulate_settings(session, s);
        input[i] = (database_input){s->file, s->title, s->sha256, plan_content(session->arena, plan, how.seed)};
        if (i > 0)
            continue;
        session->run.title = s->title;
        session->run.currency = s->currency[0].code;
        session->run.trials = how.trials;
        session->run.seed = how.seed;
    }
    return STATUS_DONE;
}

static exit_status compare(program_session *session, const sol_study *study, const question *q, progress *shown)
{
    const sol_comparison *c =
        q->lever_count ? sol_compare_levers(session->arena, study, q->lever_count, q->lever, session->diagnostics)
                       : sol_compare_files(session->arena, session->arguments.word_count, study, session->diagnostics);
    progress_end(shown);
    if (!c)
        return complain_status(session, session->diagnostics);
    bool has_any = false;
    for (size_t i = 0; i < c->point_count; i++)
        has_any = has_any || c->point[i].state == SOL_POINT_DONE;
    if (has_any)
        return answer_comparison(session, c);
    if (c->is_interrupted)
        return say_stopped(session);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "S905", (sol_place){0}, NULL, "no point could be run: %s",
                        c->point[0].fault);
    return STATUS_INVALID;
}

static exit_status run(program_session *session, const sol_study *study, const question *q, progress *shown)
{
    *shown = progress_begin(session);
    if (q->is_tornado) {
        const sol_tornado *t = sol_tornado_run(session->arena, study, q->by, session->diagnostics);
        progress_end(shown);
        return t ? answer_tornado(session, t) : complain_status(session, session->diagnostics);
    }
    if (q->delay_text) {
        const sol_delay *d = sol_delay_run(session->arena, study, &q->delay, session->diagnostics);
        progress_end(shown);
        return d ? answer_delay(session, d) : complain_status(session, session->diagnostics);
    }
    return compare(session, study, q, shown);
}

/* Which of the four studies; they do not mix. */
static exit_status read_question(program_session *session, question *q)
{
    const arguments *read = &session->arguments;
    q->lever_count = arguments_values(read, "--vary", &q->lever_text);
    q->is_tornado = arguments_get(read, "--tornado") != NULL;
    q->delay_text = arguments_value(read, "--delay");
    q->by = 0.1;
    size_t asked = (q->lever_count > 0) + q->is_tornado + (q->delay_text != NULL);
    if (asked == 0 && read->word_count < 2)
        return refuse(session,
                      "add `--vary participation.JP=0%:100%:10%`, `--tornado`, `--delay 0mo:24mo:6mo` or a second file",
                      "there is nothing to compare");
    if (asked > 1)
        return refuse(session, "ask for one of them at a time", "--vary, --tornado and --delay do not go together");
    if (asked && read->word_count > 1)
        return refuse(session, "give one file, or compare several as they are",
                      q->is_tornado   ? "several files and --tornado do not go together"
                      : q->delay_text ? "several files and --delay do not go together"
                                      : "several files and --vary do not go together");
    if (study_outcomes(session).count > 1 && (q->is_tornado || q->delay_text))
        return refuse(session, "ask for one of them at a time, or by `--vary` for several",
                      q->is_tornado ? "--tornado is of one outcome" : "--delay is of one outcome");
    if (arguments_get(read, "--by") && !q->is_tornado)
        return refuse(session, "add `--tornado`", "--by belongs to --tornado");
    if (!arguments_share(read, "--by", &q->by))
        return STATUS_USAGE;
    if (q->by >= 1)
        return refuse(session, "write a share below 100%, such as 10%", "values cannot be moved by 100% of themselves");
    if (format_table[session->settings.format].is_picture && asked == 0)
        return refuse(session, "write .csv, .md, .html or .xlsx",
                      "a picture is of one lever whose values rise, or of two levers, not of several files");
    if (q->delay_text && !sol_delay_parse(session->arena, q->delay_text, session->diagnostics, &q->delay))
        return STATUS_USAGE;
    q->lever = SOL_TAKE(session->arena, q->lever_count, sol_lever);
    return study_levers(session, q->lever_count, q->lever_text, q->lever);
}

/* Saved results side by side; nothing is simulated. */
static exit_status compare_saved(program_session *session, const question *q)
{
    const arguments *read = &session->arguments;
    const sol_result **result = SOL_TAKE(session->arena, read->word_count, const sol_result *);
    database_input *input = SOL_TAKE(session->arena, read->word_count, database_input);
    if (q->lever_count || q->is_tornado || q->delay_text)
        return refuse(session, "give the scenario itself", "a saved result cannot be simulated again");
    if (!saved_is_as_it_is(session))
        return STATUS_USAGE;
    for (size_t i = 0; i < read->word_count; i++) {
        sol_result *loaded = NULL;
        exit_status status = STATUS_USAGE;
        if (!saved_is(read->word[i].text))
            status = refuse(session, "`solatium run FILE -o result.json` saves one",
                            "saved results and scenarios do not mix");
        else
            status = saved_load(session, read->word[i].text, &loaded);
        if (status != STATUS_DONE)
            return status;
        result[i] = loaded;
        input[i] = (database_input){loaded->file, loaded->title, loaded->sha256, loaded->content};
    }
    session->run = (database_run){.title = result[0]->title,
                                  .currency = result[0]->currency,
                                  .trials = result[0]->trials,
                                  .seed = result[0]->seed,
                                  .input_count = read->word_count,
                                  .input = input};
    const sol_outcome_keys outcomes = study_outcomes(session);
    const sol_comparison *c =
        sol_compare_results(session->arena, read->word_count, result, &outcomes, session->diagnostics);
    return c ? answer_comparison(session, c) : STATUS_INVALID;
}

exit_status command_compare(program_session *session)
{
    const arguments *read = &session->arguments;
    question q = {0};
    exit_status status = read_question(session, &q);
    for (size_t i = 0; i < read->word_count && status == STATUS_DONE; i++)
        if (saved_is(read->word[i].text))
            return compare_saved(session, &q);
    progress shown;
    sol_simulation_settings how = study_settings(session, &shown);
    sol_study *study = SOL_TAKE(session->arena, read->word_count, sol_study);
    for (size_t i = 0; i < read->word_count && status == STATUS_DONE; i++)
        status = study_read(session, read->word[i].text, &how, &study[i]);
    for (size_t i = 0; i < read->word_count && status == STATUS_DONE; i++)
        study[i].outcomes = study_outcomes(session);
    if (status == STATUS_DONE)
        status = study_keys(session, &study[0]);
    if (status == STATUS_DONE && format_table[session->settings.format].is_added)
        status = describe_studies(session, study);
    return status == STATUS_DONE ? run(session, study, &q, &shown) : status;
}
