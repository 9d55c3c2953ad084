#include "program/studies/study.h"

#include "program/outputs/interrupt.h"
#include "program/session/complain.h"
#include "program/session/simulate.h"
#include "result/json_text.h"
#include "scenario/keys/keys.h"
#include "study/levers/lever.h"

#include <string.h>

enum { UNTIL_TRIALS = 2000000 };

sol_simulation_settings study_settings(const program_session *session, progress *shown)
{
    const settings *s = &session->settings;
    sol_simulation_settings to = {.trials = s->has_trials ? s->trials : 0,
                                  .seed = s->has_seed ? s->seed : 0,
                                  .threads = (int)s->threads,
                                  .until = s->until,
                                  .fewest_threads = session->fewest_threads,
                                  .stop = &interrupt_flag,
                                  .progress = progress_report,
                                  .context = shown};
    if (s->until > 0)
        to.trials = s->max_trials ? s->max_trials : s->has_trials ? s->trials : UNTIL_TRIALS;
    return to;
}

/* A study takes seed 0 for the scenario's; who asks for the seed 0 gets it as the scenario's. */
static void set_seed_zero(program_session *session, sol_study *study)
{
    const char **set = SOL_TAKE(session->arena, study->set_count + 1, const char *);
    for (size_t i = 0; i < study->set_count; i++)
        set[i] = study->set[i];
    set[study->set_count++] = "simulation.seed=0";
    study->set = set;
}

/* Files that the scenario names are read now, so that none of them is written over; what is wrong in them is said by the study. */
static exit_status read_named_files(program_session *session, const sol_study *study)
{
    sol_arena *scratch = sol_arena_new();
    sol_scenario_make(scratch, study->document, study->set_count, study->set, sol_diagnostics_new(scratch));
    sol_arena_free(scratch);
    return outputs_reads_document(session->outputs, study->document);
}

sol_outcome_keys study_outcomes(const program_session *session)
{
    sol_outcome_keys keys;
    keys.count = arguments_values(&session->arguments, "--outcome", &keys.key);
    return keys;
}

exit_status study_read(program_session *session, const char *path, const sol_simulation_settings *how, sol_study *study)
{
    exit_status status = outputs_reads(session->outputs, path);
    if (status != STATUS_DONE)
        return status;
    sol_document *text = simulate_read(session, path, session->diagnostics);
    *study = (sol_study){
        .document = text, .set_count = session->settings.set_count, .set = session->settings.set, .settings = how};
    if (session->settings.has_seed && session->settings.seed == 0)
        set_seed_zero(session, study);
    if (text)
        return read_named_files(session, study);
    return complain_status(session, session->diagnostics);
}

/* Values of a key that names files are files that will be read. */
static bool reads_values(program_session *session, const sol_lever *lever)
{
    const key_row *row = keys_find_path(session->arena, lever->key);
    exit_status status = STATUS_DONE;
    for (size_t i = 0; row && row->kind == VALUE_PATH && i < lever->count && status == STATUS_DONE; i++)
        status = outputs_reads(session->outputs, lever->value[i]);
    return status == STATUS_DONE;
}

exit_status study_levers(program_session *session, size_t count, const char *const *text, sol_lever *lever)
{
    bool is_right = true;
    for (size_t i = 0; i < count; i++)
        is_right &= sol_lever_parse(session->arena, text[i], session->diagnostics, &lever[i]) &&
                    reads_values(session, &lever[i]);
    return is_right ? STATUS_DONE : STATUS_USAGE;
}

/* Bytes of the key that a --vary begins with; names in quotes may hold a `=`. */
static size_t key_length(const char *text)
{
    bool is_quoted = false;
    size_t at = 0;
    for (; text[at] && (text[at] != '=' || is_quoted); at++)
        is_quoted ^= text[at] == '"';
    return at;
}

/* What is wrong with the key of a setting, whatever its value is; NULL: nothing. */
static const sol_diagnostic *fault_of_key(sol_arena *scratch, const sol_study *study, const char *key)
{
    const char **set = SOL_TAKE(scratch, study->set_count + 1, const char *);
    for (size_t i = 0; i < study->set_count; i++)
        set[i] = study->set[i];
    const char *own = set[study->set_count] = sol_arena_print(scratch, "%s=0", key);
    sol_diagnostics *found = sol_diagnostics_new(scratch);
    sol_scenario_make(scratch, study->document, study->set_count + 1, set, found);
    for (size_t i = 0; i < sol_diagnostics_count(found); i++) {
        const sol_diagnostic *d = sol_diagnostics_get(found, i);
        bool is_of_key = strcmp(d->id, "S103") == 0 || strcmp(d->id, "S307") == 0;
        if (is_of_key && d->place.source && strcmp(d->place.source->text, own) == 0)
            return d;
    }
    return NULL;
}

exit_status study_keys(program_session *session, const sol_study *study)
{
    const argument *const *given;
    size_t count = arguments_all(&session->arguments, "--vary", &given);
    exit_status status = STATUS_DONE;
    for (size_t i = 0; i < count && status == STATUS_DONE; i++) {
        sol_arena *scratch = sol_arena_new();
        const char *key = sol_arena_copy(session->arena, given[i]->text, key_length(given[i]->text));
        sol_diagnostics *own = sol_diagnostics_new(scratch);
        const sol_diagnostic *d = lever_is_of_simulation(key, own) ? sol_diagnostics_get(own, 0) : NULL;
        const char *id = d ? d->id : "U137", *what = d ? "" : sol_arena_print(scratch, "`%s` is no lever: ", key);
        d = d ? d : fault_of_key(scratch, study, key);
        if (d) {
            const char *hint = d->hint ? sol_arena_copy(session->arena, d->hint, strlen(d->hint)) : NULL;
            sol_diagnostics_add(session->diagnostics, SOL_ERROR, id, given[i]->place, hint, "%s%s", what, d->message);
            status = STATUS_USAGE;
        }
        sol_arena_free(scratch);
    }
    return status;
}

void study_note_failure(study_failures *f, const char *name, const char *fault)
{
    if (f->count++ == 0) {
        f->name = name;
        f->fault = fault;
    }
}

exit_status study_ended(program_session *session, exit_status status, bool is_interrupted, const study_failures *f)
{
    if (status != STATUS_DONE)
        return status;
    if (is_interrupted)
        return STATUS_INTERRUPTED;
    if (f->count == 0)
        return STATUS_DONE;
    const char *more = f->count > 1 ? sol_arena_print(session->arena, " and %zu more", f->count - 1) : "";
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "S905", (sol_place){0}, NULL,
                        "`%.200s`%s could not be run: %s", f->name, more, f->fault);
    return STATUS_INVALID;
}

bool study_wants_picture(const program_session *session, chart_format *format)
{
    const format_row *row = &format_table[session->settings.format];
    *format = row->picture;
    return row->is_picture;
}

exit_status study_draw(program_session *session, const chart_spec *chart, chart_format format)
{
    chart_picture picture = chart_draw(session->arena, chart, format, &interrupt_flag);
    if (picture.outcome == CHART_DRAWN)
        return program_write(session, picture.bytes, picture.length);
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U120", (sol_place){0}, NULL, "%s", picture.reason);
    return STATUS_SYSTEM;
}
