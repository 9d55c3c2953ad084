#include "program/session/simulate.h"

#include "program/outputs/interrupt.h"
#include "program/session/complain.h"
#include "program/session/progress.h"
#include "report/document/figure.h"

enum { UNTIL_TRIALS = 10000000 }; /* --until without --max-trials never goes beyond */

sol_document *simulate_read(program_session *session, const char *path, sol_diagnostics *diagnostics)
{
    if (arguments_get(&session->arguments, "--strict"))
        sol_diagnostics_be_strict(diagnostics);
    bool is_confined = arguments_get(&session->arguments, "--restrict") != NULL;
    return is_confined ? sol_document_read_confined(session->arena, path, diagnostics)
                       : sol_document_read(session->arena, path, diagnostics);
}

exit_status simulate_prepare(program_session *session, const char *path, sol_diagnostics *diagnostics,
                             const sol_plan **plan)
{
    exit_status status = outputs_reads(session->outputs, path);
    if (status != STATUS_DONE)
        return status;
    sol_document *text = simulate_read(session, path, diagnostics);
    if (!text)
        return complain_status(session, diagnostics);
    const sol_scenario *scenario =
        sol_scenario_make(session->arena, text, session->settings.set_count, session->settings.set, diagnostics);
    if (!scenario)
        return complain_status(session, diagnostics);
    status = outputs_reads_document(session->outputs, text);
    if (status != STATUS_DONE)
        return status;
    const sol_plan *made = sol_plan_make(session->arena, scenario, diagnostics);
    *plan = sol_diagnostics_are_strict(diagnostics) && sol_diagnostics_errors(diagnostics) > 0 ? NULL : made;
    return *plan ? STATUS_DONE : STATUS_INVALID;
}

sol_simulation_settings simulate_settings(const program_session *session, const sol_scenario *scenario)
{
    const settings *s = &session->settings;
    sol_simulation_settings to = {
        .trials = s->has_trials ? s->trials : scenario->trials,
        .seed = s->has_seed ? s->seed : scenario->seed,
        .threads = (int)s->threads,
        .until = s->until,
        .fewest_threads = session->fewest_threads,
        .stop = &interrupt_flag,
    };
    if (s->until > 0.0)
        to.trials = s->max_trials ? s->max_trials : s->has_trials ? s->trials : UNTIL_TRIALS;
    return to;
}

exit_status simulate_run(program_session *session, const sol_plan *plan, bool claimants, const sol_result **result)
{
    progress shown = progress_begin(session);
    sol_simulation_settings to = simulate_settings(session, plan->scenario);
    to.progress = progress_report;
    to.context = &shown;
    to.claimants = claimants;
    *result = sol_simulate(session->arena, plan, &to);
    progress_end(&shown);
    if (!interrupt_came() && *result)
        return STATUS_DONE;
    program_say(session, "stopped after %s of %s (in time so far: %s); nothing was written",
                figure_number((double)shown.latest.done, 0).text, figure_count(to.trials, "trial").text,
                progress_share(session->arena, &shown.latest));
    return STATUS_INTERRUPTED;
}
