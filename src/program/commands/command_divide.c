#include "program/divide/divide_answer.h"
#include "program/outputs/interrupt.h"
#include "program/session/answer.h"
#include "program/session/complain.h"
#include "report/charts/chart.h"
#include "value/number/decimal.h"

enum { CHART_LINES = 12 };

static void measure(sol_arena *arena, const divide_problem *problem, divide_result *result)
{
    size_t n = problem->posed.count;
    for (size_t k = 0; k < problem->rule_count; k++) {
        result[k].gini = sol_measure_gini(n, result[k].award, arena);
        result[k].least_share = sol_measure_least_share(n, problem->posed.claim, result[k].award);
        for (size_t other = 0; other < problem->rule_count; other++) {
            sol_lorenz order = sol_measure_lorenz(n, result[k].award, result[other].award, 1e-9, arena);
            result[k].above += order == SOL_LORENZ_ABOVE;
            result[k].below += order == SOL_LORENZ_BELOW;
        }
    }
}

/* The problem as one rule takes it: urgency serves only priority by age or by lot. */
static sol_claims_problem posed_for(const divide_problem *problem, const sol_rule_choice *rule)
{
    sol_claims_problem posed = problem->posed;
    if (rule->by != SOL_BY_AGE && rule->by != SOL_BY_RANDOM)
        posed.urgency = NULL;
    return posed;
}

static void divide_by_each(sol_arena *arena, const divide_problem *problem, divide_result *result)
{
    size_t n = problem->posed.count;
    sol_arena *scratch = sol_arena_new();
    for (size_t k = 0; k < problem->rule_count; k++) {
        sol_claims_problem posed = posed_for(problem, &problem->rule[k]);
        result[k].award = SOL_TAKE(arena, n, double);
        sol_arena_reset(scratch);
        if (problem->is_exact) {
            result[k].division = sol_divide_exactly(&posed, &problem->rule[k], scratch, result[k].award);
            continue;
        }
        sol_money *award = SOL_TAKE(scratch, n, sol_money);
        result[k].division = sol_divide(&posed, &problem->rule[k], problem->rounding, scratch, award);
        for (size_t i = 0; i < n; i++)
            result[k].award[i] = (double)award[i].units;
    }
    sol_arena_free(scratch);
    measure(arena, problem, result);
}

static void try_axioms(sol_arena *arena, const divide_problem *problem, divide_result *result)
{
    int64_t claims = 0;
    for (size_t i = 0; i < problem->posed.count; i++)
        claims += problem->posed.claim[i].units;
    const double unit = (double)decimal_power_of_ten(problem->minor_digits);
    for (size_t k = 0; k < problem->rule_count; k++) {
        sol_claims_problem posed = posed_for(problem, &problem->rule[k]);
        posed.endowment.units = posed.endowment.units < claims ? posed.endowment.units : claims;
        sol_axiom_finding *finding = SOL_TAKE(arena, SOL_AXIOMS, sol_axiom_finding);
        for (sol_axiom a = 0; a < SOL_AXIOMS; a++)
            if (sol_axiom_applies(&problem->rule[k], problem->weight != NULL, a))
                finding[a] = sol_axiom_check(&posed, &problem->rule[k], a, unit, arena);
        result[k].finding = finding;
    }
}

static bool complain(program_session *session, const char *option_name, const char *hint, const char *message)
{
    const argument *given = arguments_get(&session->arguments, option_name);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U313",
                        given ? given->place : (sol_place){.source = &session->arguments.line}, hint, "%s", message);
    return false;
}

static bool can_do(program_session *session, const divide_problem *problem)
{
    bool is_picture = format_table[session->settings.format].is_picture;
    bool axioms = arguments_get(&session->arguments, "--axioms"),
         schedule = arguments_get(&session->arguments, "--schedule");
    if (is_picture && !schedule)
        return complain(session, "-o", "add `--schedule`", "a picture is of a schedule");
    if (axioms && problem->posed.count > SOL_AXIOM_PEOPLE)
        return complain(session, "--axioms", NULL,
                        sol_arena_print(session->arena, "axioms are tried on up to %d claims", SOL_AXIOM_PEOPLE));
    if (schedule && problem->posed.count > SOL_AXIOM_PEOPLE)
        return complain(session, "--schedule", NULL,
                        sol_arena_print(session->arena, "a schedule shows up to %d claims", SOL_AXIOM_PEOPLE));
    if (schedule && problem->rule_count != 1)
        return complain(session, "--schedule", "`--rule talmud`", "a schedule is of one rule");
    return true;
}

static exit_status draw_schedule(program_session *session, const divide_problem *problem, const sol_schedule *schedule,
                                 chart_format format)
{
    sol_arena *arena = session->arena;
    size_t n = problem->posed.count < CHART_LINES ? problem->posed.count : CHART_LINES, points = schedule->count;
    chart_series *series = SOL_TAKE(arena, n, chart_series);
    double *x = SOL_TAKE(arena, points, double), *y = SOL_TAKE(arena, points * n, double);
    for (size_t k = 0; k < points; k++) {
        x[k] = divide_major(problem, schedule->endowment[k]);
        for (size_t i = 0; i < n; i++)
            y[i * points + k] = divide_major(problem, schedule->award[k * problem->posed.count + i]);
    }
    for (size_t i = 0; i < n; i++)
        series[i] = (chart_series){.name = problem->id[i],
                                   .shape = CHART_LINE,
                                   .colour = (int)i,
                                   .count = points,
                                   .x = x,
                                   .y = y + i * points};
    chart_spec chart = {
        .name = "schedule",
        .title = sol_arena_print(arena, "Awards as the endowment grows: %s", problem->rule_text[0]),
        .description = "One line a claimant, from nothing to the whole claim.",
        .kind = CHART_PLOT,
        .x = {.title = problem->currency ? sol_arena_print(arena, "endowment, %s", problem->currency) : "endowment"},
        .y = {.title = problem->currency ? sol_arena_print(arena, "award, %s", problem->currency) : "award"},
        .series_count = n,
        .series = series,
    };
    chart_picture picture = chart_draw(arena, &chart, format, &interrupt_flag);
    if (picture.outcome == CHART_DRAWN)
        return program_write(session, picture.bytes, picture.length);
    if (interrupt_came())
        return STATUS_INTERRUPTED;
    complain(session, "-o", NULL, picture.reason);
    return STATUS_SYSTEM;
}

exit_status command_divide(program_session *session)
{
    divide_problem problem;
    const char *file = arguments_value(&session->arguments, "--file");
    if (file && outputs_reads(session->outputs, file) != STATUS_DONE)
        return STATUS_USAGE;
    if (!divide_problem_read(session, &problem) || !can_do(session, &problem))
        return complain_status(session, session->diagnostics);
    answer_format format = session->settings.format;
    problem.is_data = format == FORMAT_CSV || format == FORMAT_JSON;
    divide_result *result = SOL_TAKE(session->arena, problem.rule_count, divide_result);
    divide_by_each(session->arena, &problem, result);
    if (arguments_get(&session->arguments, "--axioms"))
        try_axioms(session->arena, &problem, result);
    bool wants_schedule = arguments_get(&session->arguments, "--schedule") != NULL;
    sol_schedule schedule = {0};
    if (wants_schedule) {
        sol_claims_problem posed = posed_for(&problem, &problem.rule[0]);
        schedule = sol_measure_schedule(&posed, &problem.rule[0], session->arena);
        if (format_table[format].is_picture)
            return draw_schedule(session, &problem, &schedule, format_table[format].picture);
    }
    if (format == FORMAT_JSON)
        return answer_json(session, divide_json(&problem, result, wants_schedule ? &schedule : NULL));
    document *doc = divide_document(session->arena, &problem, result);
    if (wants_schedule)
        divide_add_schedule(doc, &problem, &schedule);
    return answer_document(session, doc);
}
