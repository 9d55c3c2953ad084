/*
 * The engine against its floor, in one run: what each case takes in multiples of what no Monte Carlo over persons can avoid. Goals stand
 * beside and judge nothing.
 *
 *     bench-engine [CASE [PEOPLE]]    a case's name or its beginning; all cases without
 */
#include "engine_case.h"
#include "engine_floor.h"

#include "solatium/arena.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a case may take, beside the four trials that it is judged by. */
#define BUDGET_MS 2500.0

typedef struct timing {
    uint64_t trials;
    double trial_ms; /* of further trials */
    double setup_ms; /* what the first trials took beyond that */
} timing;

static double simulate_ms(const sol_plan *plan, uint64_t trials, int threads)
{
    sol_arena *arena = sol_arena_new();
    sol_simulation_settings settings = {.trials = trials, .seed = 1, .threads = threads};
    double begun = threads == 1 ? engine_cpu_ms() : engine_wall_ms();
    sol_simulate(arena, plan, &settings);
    double ms = (threads == 1 ? engine_cpu_ms() : engine_wall_ms()) - begun;
    sol_arena_free(arena);
    return ms;
}

/* Four trials, then as many as the budget holds. */
static timing time_trials(const sol_plan *plan)
{
    double few = simulate_ms(plan, 4, 1);
    uint64_t trials = (uint64_t)fmin(BUDGET_MS / few, 2000) * 4;
    if (trials < 8)
        return (timing){4, few / 4, 0};
    double many = simulate_ms(plan, trials, 1), each = (many - few) / (double)(trials - 4);
    return (timing){trials, each, fmax(0, few - 4 * each)};
}

static void print_case(const engine_case *c, size_t people)
{
    sol_arena *arena = sol_arena_new();
    engine_plan p = engine_plan_of(engine_case_text(arena, c, people, NULL));
    double floor = engine_floor_ns(p.plan);
    timing t = time_trials(p.plan);
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

int main(int count, char **argument)
{
    static const size_t sizes[] = {200000, 1700000};
    const char *wanted = count > 1 ? argument[1] : NULL;
    size_t people = count > 2 ? strtoull(argument[2], NULL, 10) : 0;
    if (is_chosen("floor", wanted)) {
        for (size_t s = 0; s < 2; s++)
            if (s == 0 || !people)
                print_floors(people ? people : sizes[s]);
    }
    printf("\n%-32s %9s %7s %9s %8s %6s %7s %9s\n", "one thread", "people", "floor", "ns", "floors", "goal", "trials",
           "set-up ms");
    for (const engine_case *c = engine_cases; c->name; c++)
        for (size_t s = 0; is_chosen(c->name, wanted) && s < 2; s++)
            if (s == 0 || !people)
                print_case(c, people ? people : sizes[s]);
    return 0;
}
