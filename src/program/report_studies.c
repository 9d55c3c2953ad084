#include "program/report_studies.h"

#include "program/interrupt.h"
#include "program/study.h"

#include <string.h>

enum { HEAT_TRIALS = 300, RULE_TRIALS = 1000, RATES = 6, COMPARED_RULES = 4 };

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

payout_studies report_studies_run(program_session *session, const char *path, const sol_result *result)
{
    payout_studies studies = {.left_out =
                                  "It could not be simulated for this scenario, or was not part of this report."};
    sol_simulation_settings how = {.trials = HEAT_TRIALS,
                                   .seed = result->seed,
                                   .threads = (int)session->settings.threads,
                                   .stop = &interrupt_flag};
    sol_study study;
    if (study_read(session, path, &how, &study) != STATUS_DONE)
        return studies;
    const char *country[2] = {NULL, NULL};
    if (two_countries(result, country) >= 2) {
        sol_lever *lever = SOL_TAKE(session->arena, 2, sol_lever);
        for (size_t i = 0; i < 2; i++)
            lever[i] =
                (sol_lever){sol_arena_print(session->arena, "participation.%s", country[1 - i]), RATES, rates, true};
        studies.heat = compare(session, &study, 2, lever);
    }
    how.trials = RULE_TRIALS;
    sol_lever *rule = SOL_TAKE(session->arena, 1, sol_lever);
    *rule = (sol_lever){"allocation", COMPARED_RULES, rules, false};
    studies.rules = compare(session, &study, 1, rule);
    return studies;
}
