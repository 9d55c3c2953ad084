/*
 * The engine against its floor, in one run: what each case takes in multiples of what no Monte Carlo over persons can avoid. Goals stand
 * beside and judge nothing.
 *
 *     bench-engine [CASE [PEOPLE]]    a case's name or its beginning; all cases without
 *
 * Beside the cases by rule: floor, matrix (a third argument is the beginning of one of its rows), random, cells, threads, small, growth, loading, memory.
 */
#include "engine_case.h"
#include "engine_extra.h"
#include "engine_floor.h"
#include "engine_matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RANDOM_SCENARIOS = 200 };

static void print_case(const engine_case *c, size_t people)
{
    sol_arena *arena = sol_arena_new();
    engine_plan p = engine_plan_of(engine_case_text(arena, c, people, NULL));
    double floor = engine_floor_ns(p.plan);
    engine_timing t = engine_time(p.plan);
    double ns = t.trial_ms * 1e6 / (double)people;
    printf("%-32s %9zu %7.2f %9.2f %8.1f %6.1f %7llu %9.1f\n", c->label, people, floor, ns, ns / floor, c->goal,
           (unsigned long long)t.trials, t.setup_ms);
    fflush(stdout);
    engine_plan_free(&p);
    sol_arena_free(arena);
}

static void print_floors(size_t people)
{
    sol_arena *arena = sol_arena_new();
    engine_plan p = engine_plan_of(engine_case_text(arena, &engine_cases[0], people, NULL));
    deaths_version version[3];
    for (int is_drawn = 0; is_drawn < 2; is_drawn++) {
        size_t versions = is_drawn ? deaths_drawn_versions(version) : deaths_versions(version);
        for (size_t v = 0; v < versions; v++) {
            engine_floor f = engine_floor_of(p.plan, &version[v], is_drawn);
            printf(
                "%-8s %9zu people in %6zu rows, multiplier %-8s numbers %5.2f, with look-up %5.2f, with sums %5.2f\n",
                version[v].name, people, p.plan->people.survival_count, is_drawn ? "drawn:" : "constant:", f.draw,
                f.look_up, f.all);
        }
    }
    engine_plan_free(&p);
    sol_arena_free(arena);
}

static bool is_chosen(const char *name, const char *wanted)
{
    return !wanted || strncmp(name, wanted, strlen(wanted)) == 0;
}

static void print_cases(const char *wanted, size_t people)
{
    static const size_t sizes[] = {200000, 1700000};
    bool has_head = false;
    for (const engine_case *c = engine_cases; c->name; c++)
        for (size_t s = 0; is_chosen(c->name, wanted) && s < 2; s++) {
            if (!has_head)
                printf("\n%-32s %9s %7s %9s %8s %6s %7s %9s\n", "one thread", "people", "floor", "ns", "floors", "goal",
                       "trials", "set-up ms");
            has_head = true;
            if (s == 0 || !people)
                print_case(c, people ? people : sizes[s]);
        }
}

int main(int count, char **argument)
{
    const char *wanted = count > 1 ? argument[1] : NULL;
    size_t people = count > 2 ? strtoull(argument[2], NULL, 10) : 0;
    if (wanted && strcmp(wanted, "--peak") == 0)
        return engine_print_peak(people);
    deaths_version version[3];
    deaths_versions(version);
    printf("instruction set %s; nanoseconds a claimant and trial\n", version[0].name);
    if (is_chosen("floor", wanted))
        for (size_t s = 0; s < 2; s++)
            if (s == 0 || !people)
                print_floors(people ? people : (size_t[]){200000, 1700000}[s]);
    print_cases(wanted, people);
    if (is_chosen("matrix", wanted))
        engine_print_matrix(wanted && count > 3 ? argument[3] : NULL, people ? people : 200000);
    if (is_chosen("random", wanted))
        engine_print_random(RANDOM_SCENARIOS, people ? people : 20000);
    if (is_chosen("cells", wanted))
        engine_print_cells();
    if (is_chosen("threads", wanted))
        engine_print_threads(people ? people : 200000);
    if (is_chosen("small", wanted))
        engine_print_small();
    if (is_chosen("growth", wanted))
        engine_print_growth();
    if (is_chosen("loading", wanted))
        engine_print_loading(people ? people : 1700000);
    if (is_chosen("memory", wanted))
        engine_print_memory(argument[0]);
    return 0;
}
