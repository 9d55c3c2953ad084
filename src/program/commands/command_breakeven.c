#include "program/session/answer.h"
#include "program/session/complain.h"
#include "program/studies/breakeven_answer.h"
#include "program/studies/missing_answer.h"
#include "program/studies/study.h"

#include <string.h>

static exit_status refuse(program_session *session, const char *hint, const char *message)
{
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U122", (sol_place){0}, hint, "%s", message);
    return STATUS_USAGE;
}

/* An outcome has one bound; the goal has none. */
static exit_status read_outcome(program_session *session, sol_breakeven_request *request)
{
    const arguments *read = &session->arguments;
    const char *least = arguments_value(read, "--at-least"), *most = arguments_value(read, "--at-most");
    request->outcome = arguments_value(read, "--outcome");
    request->bound = least ? least : most;
    request->is_at_least = least != NULL;
    if (request->outcome && (!request->bound || (least && most)))
        return refuse(session, "as in `--outcome owed --at-most 0`",
                      "an outcome has one bound, --at-least or --at-most");
    if (!request->outcome && request->bound)
        return refuse(session, "add `--outcome KEY`, such as owed", "a bound belongs to an outcome");
    if (request->outcome && request->goal >= 0)
        return refuse(session, "leave out one of them", "--goal is of the share paid in time, and not of an --outcome");
    return STATUS_DONE;
}

/* One --vary is the key searched for, a second one, with values, the frontier's. */
static exit_status read_request(program_session *session, sol_breakeven_request *request, const char **second)
{
    const arguments *read = &session->arguments;
    const char *const *text;
    size_t count = arguments_values(read, "--vary", &text);
    if (count == 0)
        return refuse(session, "add `--vary participation.JP`", "no lever is named");
    if (count > 2)
        return refuse(session, "give one key, and for the frontier one KEY=VALUES", "there are more than two levers");
    *request = (sol_breakeven_request){
        .from = arguments_value(read, "--from"), .to = arguments_value(read, "--to"), .goal = -1, .confidence = -1};
    for (size_t i = 0; i < count; i++)
        if (!strchr(text[i], '=') && !request->key)
            request->key = text[i];
        else
            *second = text[i];
    if (!request->key || (count == 2 && !*second))
        return refuse(session, "write `--vary participation.JP --vary participation.KR=0%:100%:10%`",
                      "the first lever is a key alone, the second a key with values");
    bool is_right = arguments_share(read, "--goal", &request->goal);
    is_right &= arguments_share(read, "--confidence", &request->confidence);
    if (is_right && request->confidence >= 0 && request->confidence <= 0.5)
        return refuse(session, "as in `--confidence 80%`", "the confidence is above 50%");
    return !is_right ? STATUS_USAGE : read_outcome(session, request);
}

static exit_status answer_one(program_session *session, const sol_breakeven *b)
{
    chart_format format;
    exit_status status;
    if (study_wants_picture(session, &format)) {
        chart_spec chart;
        if (!breakeven_chart(session->arena, b, &chart))
            return refuse(session, "write -o FILE.csv or FILE.md", "in no future is anybody left to count");
        status = study_draw(session, &chart, format);
    } else if (program_is_json(session)) {
        status = answer_json(session, breakeven_json(b));
    } else {
        status = answer_document(session, breakeven_document(session->arena, b));
    }
    study_failures failures = {0};
    if (b->failed.fault)
        study_note_failure(&failures, b->failed.value, b->failed.fault);
    return study_ended(session, status, b->is_interrupted, &failures);
}

static exit_status answer_frontier(program_session *session, const sol_breakeven_request *request,
                                   const sol_frontier *f)
{
    chart_format format;
    if (study_wants_picture(session, &format)) {
        chart_spec chart;
        if (!frontier_chart(session->arena, request->key, f, &chart))
            return refuse(session, "write -o FILE.csv or FILE.md", "the frontier has too few points for a picture");
        return study_draw(session, &chart, format);
    }
    if (program_is_json(session))
        return answer_json(session, frontier_json(request->key, f));
    return answer_document(session, frontier_document(session->arena, request->key, f));
}

/* The study knows no command line: what is wrong with the range stands where it was given, or else with the lever. */
static void place_all(program_session *session, const sol_diagnostics *own)
{
    const arguments *read = &session->arguments;
    const argument *from = arguments_get(read, "--from"), *to = arguments_get(read, "--to");
    const argument *range = from ? from : to ? to : arguments_get(read, "--vary");
    for (size_t i = 0; i < sol_diagnostics_count(own); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(own, i);
        bool is_of_range = strcmp(d->id, "S906") == 0;
        sol_place place = is_of_range && !d->place.source ? range->place : d->place;
        sol_diagnostics_add(session->diagnostics, d->severity, d->id, place, d->hint, "%s", d->message);
    }
}

static exit_status search(program_session *session, const sol_study *study, const sol_breakeven_request *request,
                          const char *second)
{
    sol_lever lever;
    if (second && study_levers(session, 1, &second, &lever) != STATUS_DONE)
        return STATUS_USAGE;
    sol_diagnostics *own = sol_diagnostics_new(session->arena);
    if (!second) {
        const sol_breakeven *b = sol_breakeven_find(session->arena, study, request, own);
        progress_end(study->settings->context);
        place_all(session, own);
        return !b               ? complain_status(session, session->diagnostics)
               : b->tried_count ? answer_one(session, b)
                                : STATUS_INTERRUPTED;
    }
    const sol_frontier *f = sol_frontier_find(session->arena, study, request, &lever, own);
    progress_end(study->settings->context);
    place_all(session, own);
    if (!f)
        return complain_status(session, session->diagnostics);
    study_failures failures = {0};
    bool is_whole = true;
    for (size_t i = 0; i < lever.count; i++) {
        is_whole &= f->at[i] != NULL; /* why it is not is among the diagnostics */
        if (f->at[i] && f->at[i]->failed.fault)
            study_note_failure(&failures, f->at[i]->failed.value, f->at[i]->failed.fault);
    }
    exit_status status = study_ended(session, answer_frontier(session, request, f), *study->settings->stop, &failures);
    return status == STATUS_DONE && !is_whole ? STATUS_INVALID : status;
}

/* How much money is missing for the goal: of the scenario as it is, or as --set has it. */
static exit_status find_missing(program_session *session)
{
    const arguments *read = &session->arguments;
    static const char *const others[] = {"--vary",       "--from",    "--to",       "--goal",
                                         "--confidence", "--outcome", "--at-least", "--at-most"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (arguments_get(read, others[i]))
            return refuse(session, "set the goal with `--set timeliness.goal=90%`",
                          "--missing stands alone: it is of money and of the scenario's goal");
    chart_format format;
    if (study_wants_picture(session, &format))
        return refuse(session, "write -o FILE.csv or FILE.md", "a picture is of a lever, and one sum is none");
    progress shown = progress_begin(session);
    sol_simulation_settings how = study_settings(session, &shown);
    sol_study study;
    exit_status status = study_read(session, read->word[0].text, &how, &study);
    if (status != STATUS_DONE)
        return status;
    const sol_missing *m = sol_missing_find(session->arena, &study, session->diagnostics);
    progress_end(&shown);
    if (!m)
        return complain_status(session, session->diagnostics);
    const study_failures none = {0};
    status = program_is_json(session) ? answer_json(session, missing_json(m))
                                      : answer_document(session, missing_document(session->arena, m));
    return study_ended(session, status, m->is_interrupted, &none);
}

exit_status command_breakeven(program_session *session)
{
    if (arguments_get(&session->arguments, "--missing"))
        return find_missing(session);
    sol_breakeven_request request;
    const char *second = NULL;
    exit_status status = read_request(session, &request, &second);
    progress shown = progress_begin(session);
    sol_simulation_settings how = study_settings(session, &shown);
    sol_study study;
    if (status == STATUS_DONE)
        status = study_read(session, session->arguments.word[0].text, &how, &study);
    if (status == STATUS_DONE)
        status = study_keys(session, &study);
    return status == STATUS_DONE ? search(session, &study, &request, second) : status;
}
