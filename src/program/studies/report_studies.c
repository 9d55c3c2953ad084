#include "program/studies/report_studies.h"

#include "program/outputs/interrupt.h"
#include "program/session/progress.h"
#include "program/studies/study.h"
#include "solatium/delay.h"
#include "solatium/missing.h"
#include "solatium/tornado.h"

#include <math.h>
#include <string.h>

enum { HEAT_TRIALS = 300, TRIALS_MOST = 1000, TRIALS_LEAST = 50, RATES = 6, COMPARED_RULES = 4, DELAYS = 6 };

static const char *const rates[RATES] = {"0%", "20%", "40%", "60%", "80%", "100%"};
static const char *const rules[COMPARED_RULES] = {"proportional", "equal-awards", "equal-losses", "talmud"};

/* A comparison of which at least one point was run, or NULL. */
static const sol_comparison *compare(program_session *session, const sol_study *study, size_t count,
                                     const sol_lever *lever)
{
    sol_diagnostics *apart = sol_diagnostics_new(session->arena); /* a study that fails is no error of the report */
    const sol_comparison *c = sol_compare_levers(session->arena, study, count, lever, apart);
    if (!c || c->is_interrupted)
        return NULL;
    for (size_t i = 0; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_DONE)
            return c;
    return NULL;
}

/* The two countries whose firms promise most. */
static size_t two_countries(const sol_result *r, const char *country[static 2])
{
    double most[2] = {0, 0};
    size_t count = 0;
    for (size_t i = 0; i < r->country_count; i++) {
        double promised = 0;
        for (size_t s = 0; s < r->source_count; s++)
            if (r->source[s].country && strcmp(r->source[s].country, r->country[i].country) == 0)
                promised += r->source[s].promised.mean;
        count++;
        size_t place = count == 1 || promised > most[0] ? 0 : count == 2 || promised > most[1] ? 1 : 2;
        if (place == 0) {
            most[1] = most[0];
            country[1] = country[0];
        }
        if (place < 2) {
            most[place] = promised;
            country[place] = r->country[i].country;
        }
    }
    return count;
}

/*
 * Trials of a study of so many points: never more than the run had or TRIALS_MOST, and fewer where there are many people and pay dates, so
 * that no study takes minutes. It rests on the scenario alone, not on the clock: the same call makes the same report.
 */
static uint64_t trials_of(const sol_result *r, size_t points, uint64_t most)
{
    static const double work = 4e8; /* of a claimant at a pay date, tens of nanoseconds each */
    double each = (double)points * (double)r->claimant_count * (double)(r->pay_date_count + 1);
    double trials = fmax(TRIALS_LEAST, floor(work / fmax(each, 1)));
    return (uint64_t)fmin(fmin(trials, (double)most), (double)r->trials);
}

static const sol_comparison *run_heat(program_session *session, sol_study *study, sol_simulation_settings *how,
                                      const sol_result *result)
{
    const char *country[2] = {NULL, NULL};
    if (two_countries(result, country) < 2)
        return NULL;
    sol_lever *lever = SOL_TAKE(session->arena, 2, sol_lever);
    for (size_t i = 0; i < 2; i++)
        lever[i] = (sol_lever){sol_arena_print(session->arena, "participation.%s", country[1 - i]), RATES, rates, true};
    how->trials = trials_of(result, (size_t)RATES * RATES, HEAT_TRIALS);
    return compare(session, study, 2, lever);
}

static const sol_comparison *run_rules(program_session *session, sol_study *study, sol_simulation_settings *how,
                                       const sol_result *result)
{
    sol_lever *rule = SOL_TAKE(session->arena, 1, sol_lever);
    *rule = (sol_lever){"allocation", COMPARED_RULES, rules, false};
    how->trials = trials_of(result, COMPARED_RULES, TRIALS_MOST);
    return compare(session, study, 1, rule);
}

static const sol_tornado *run_tornado(program_session *session, sol_study *study, sol_simulation_settings *how,
                                      const sol_result *result)
{
    how->trials = trials_of(result, 2 * SOL_TORNADO_ROWS_MAX, TRIALS_MOST);
    const sol_tornado *t = sol_tornado_run(session->arena, study, 0.1, sol_diagnostics_new(session->arena));
    return t && !t->is_interrupted ? t : NULL;
}

static void run_delay(program_session *session, sol_study *study, sol_simulation_settings *how,
                      const sol_result *result, payout_studies *studies)
{
    static const char *const spans[DELAYS] = {"0mo", "3mo", "6mo", "12mo", "18mo", "24mo"};
    how->trials = trials_of(result, DELAYS, TRIALS_MOST);
    const sol_delay *d = sol_delay_run(session->arena, study, &(sol_lever){"delay", DELAYS, spans, true},
                                       sol_diagnostics_new(session->arena));
    if (!d || d->is_interrupted)
        return;
    payout_delay *row = SOL_TAKE(session->arena, d->count, payout_delay);
    for (size_t i = 0; i < d->count; i++) {
        const sol_difference *by = d->point[i].at.difference;
        if (d->point[i].at.state == SOL_POINT_DONE)
            row[studies->delay_count++] = (payout_delay){d->point[i].months, by[SOL_METRIC_DIED_WAITING],
                                                         by[SOL_METRIC_PAID_IN_LIFE], by[SOL_METRIC_SHARE_IN_TIME]};
    }
    studies->delay = row;
    studies->delay_trials = d->trials;
}

/* Doubled, closed in and held against its interval: as many points, or more, as a heat map. */
static const sol_missing *run_missing(program_session *session, sol_study *study, sol_simulation_settings *how,
                                      const sol_result *result)
{
    enum { POINTS = 40 };
    how->trials = trials_of(result, POINTS, TRIALS_MOST);
    const sol_missing *m = sol_missing_find(session->arena, study, sol_diagnostics_new(session->arena));
    return m && !m->is_interrupted ? m : NULL;
}

payout_studies report_studies_run(program_session *session, const char *path, const sol_result *result)
{
    payout_studies studies = {.left_out = "It could not be simulated for this scenario."};
    progress shown = progress_begin(session);
    sol_simulation_settings how = {.seed = result->seed,
                                   .threads = (int)session->settings.threads,
                                   .fewest_threads = session->fewest_threads,
                                   .stop = &interrupt_flag,
                                   .progress = progress_report,
                                   .context = &shown};
    sol_study study;
    if (study_read(session, path, &how, &study) != STATUS_DONE)
        return studies;
    studies.heat = run_heat(session, &study, &how, result);
    studies.rules = run_rules(session, &study, &how, result);
    studies.tornado = run_tornado(session, &study, &how, result);
    run_delay(session, &study, &how, result, &studies);
    studies.missing = run_missing(session, &study, &how, result);
    progress_end(&shown);
    return studies;
}
