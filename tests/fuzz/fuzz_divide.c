/* Any bytes as the file of `divide --file`, with options that the first byte chooses; what is read is divided, and the awards add up. */
#include "base/check.h"
#include "base/diagnostic_text.h"
#include "fuzz.h"
#include "memory_file.h"
#include "program/divide/divide_problem.h"

enum { PEOPLE_MOST = 8 };

static void divide(sol_arena *arena, const divide_problem *problem, const sol_rule_choice *rule)
{
    size_t n = problem->posed.count;
    sol_money *award = SOL_TAKE(arena, n, sol_money);
    sol_claims_problem posed = problem->posed;
    if (rule->by != SOL_BY_AGE && rule->by != SOL_BY_RANDOM)
        posed.urgency = NULL;
    sol_divide(&posed, rule, problem->rounding, arena, award);
    int64_t claims = 0, awards = 0;
    for (size_t i = 0; i < n; i++) {
        SOL_CHECK(award[i].units >= 0 && award[i].units <= posed.claim[i].units);
        claims += posed.claim[i].units;
        awards += award[i].units;
    }
    SOL_CHECK(awards == (claims < posed.endowment.units ? claims : posed.endowment.units));
}

void fuzz_one(const uint8_t *data, size_t size)
{
    static const char *const endowment[] = {"1000", "1000.25", "1bn KRW", "2.5m USD"};
    static const char *const rule[] = {"proportional", "all", "talmud", "equal-losses"};
    if (size == 0)
        return;
    sol_arena *arena = sol_arena_new();
    program_session session = {.arena = arena, .diagnostics = sol_diagnostics_new(arena)};
    const char *words[] = {"solatium",    "divide",
                           "--file",      memory_file(data + 1, size - 1),
                           "--endowment", endowment[data[0] % 4],
                           "--rule",      rule[data[0] / 4 % 4]};
    char *text[sizeof words / sizeof *words];
    int count = 0;
    for (; count < (int)(sizeof words / sizeof *words); count++)
        text[count] = sol_arena_print(arena, "%s", words[count]);
    SOL_CHECK(arguments_parse(arena, count, text, session.diagnostics, &session.arguments));
    SOL_CHECK(program_read_settings(&session));
    divide_problem problem;
    bool is_read = divide_problem_read(&session, &problem);
    SOL_CHECK(is_read == (sol_diagnostics_errors(session.diagnostics) == 0));
    for (size_t k = 0; is_read && problem.posed.count <= PEOPLE_MOST && k < problem.rule_count; k++)
        divide(arena, &problem, &problem.rule[k]);
    sol_diagnostics_sort(session.diagnostics);
    text_buffer out = {.arena = arena};
    diagnostic_text_write(&out, session.diagnostics, true);
    sol_arena_free(arena);
}
