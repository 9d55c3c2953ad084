/*
 * What the points of a study cost together, against single runs of the same points and trials: the ratio of CPU seconds on one thread, in
 * one run. Of a large grid the single runs are a sample in which every value of every lever comes up equally often (each row and each
 * column of 21 × 21 twice), scaled to all points; a single run makes its scenario and plan, as the grid does for each of its points.
 *
 *     bench-grid [TRIALS of the first case]
 */
#include "solatium/breakeven.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SETS_MAX = 2 };

typedef struct study_case {
    const char *file, *lever[SETS_MAX]; /* of breakeven: one, without values */
    uint64_t trials;
    size_t singles; /* of each value of the first lever */
    double goal;    /* the ratio not to pass; 0: none */
} study_case;

static study_case cases[] = {
    {"joint-fund-2019", {"participation.JP=0%:100%:5%", "participation.KR=0%:100%:5%"}, 2000, 2, 1 / 3.0},
    {"korean-firms-only", {"participation.KR=0%:100%:5%", NULL}, 2000, 1, 0},
    {"talks-and-arbitration", {"participation.JP=0%:100%:5%", "participation.KR=0%:100%:25%"}, 1000, 1, 0},
    {"third-party-2023", {"participation.JP=0%:100%:5%", "participation.KR=0%:100%:25%"}, 1000, 1, 0},
    {"public-bill-2019", {"participation.JP=0%:100%:5%", "participation.KR=0%:100%:25%"}, 100, 1, 0},
    {"registered-victims", {"participation.JP=0%:100%:10%", "participation.KR=0%:100%:50%"}, 40, 1, 0},
    {"german-foundation-2001", {"participation.DE=0%:100%:10%", NULL}, 40, 1, 0},
    {"joint-fund-2019", {"firms.POSCO.pledge=1bn KRW:8bn KRW:1bn KRW", NULL}, 2000, 1, 0},
    {"joint-fund-2019", {"events.talks.probability=0%:100%:10%", NULL}, 2000, 1, 0},
    {"joint-fund-2019", {"allocation=proportional,equal-awards,equal-losses", NULL}, 2000, 1, 0},
    {"joint-fund-2019", {"mortality.multiplier=0.8,1,1.2", NULL}, 2000, 1, 0},
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void give_up(const char *what, const sol_diagnostics *faults)
{
    fprintf(stderr, "%s: %s\n", what, sol_diagnostics_count(faults) ? sol_diagnostics_get(faults, 0)->message : "");
    exit(1);
}

static sol_document *read_document(sol_arena *arena, const char *root, const char *file)
{
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    const char *path = sol_arena_print(arena, "%s/scenarios/%s.yaml", root, file);
    sol_document *document = sol_document_read(arena, path, faults);
    if (!document)
        give_up(path, faults);
    return document;
}

static double single_seconds(sol_document *document, size_t count, const char *const *set, uint64_t trials)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    double before = seconds();
    const sol_scenario *scenario = sol_scenario_make(arena, document, count, set, faults);
    const sol_plan *plan = scenario ? sol_plan_make(arena, scenario, faults) : NULL;
    sol_simulation_settings settings = {.trials = trials, .seed = 1, .threads = 1};
    if (!plan || !sol_simulate(arena, plan, &settings))
        give_up(count ? set[0] : "run", faults);
    double taken = seconds() - before;
    sol_arena_free(arena);
    return taken;
}

/* The k-th single run of the i-th value of the first lever meets another value of the second each time. */
static double singles_seconds(sol_arena *arena, sol_document *document, const study_case *c, size_t levers,
                              const sol_lever *lever)
{
    double taken = 0;
    for (size_t i = 0; i < lever[0].count; i++)
        for (size_t k = 0; k < c->singles; k++) {
            const char *set[SETS_MAX] = {sol_arena_print(arena, "%s=%s", lever[0].key, lever[0].value[i])};
            if (levers > 1) {
                size_t other = (i * 8 + 3 + k * 5) % lever[1].count;
                set[1] = sol_arena_print(arena, "%s=%s", lever[1].key, lever[1].value[other]);
            }
            taken += single_seconds(document, levers, set, c->trials);
        }
    return taken;
}

static void run_case(const char *root, const study_case *c)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = read_document(arena, root, c->file);
    sol_lever lever[SETS_MAX];
    size_t levers = 0, points = 1;
    for (; levers < SETS_MAX && c->lever[levers]; levers++) {
        if (!sol_lever_parse(arena, c->lever[levers], faults, &lever[levers]))
            give_up(c->lever[levers], faults);
        points *= lever[levers].count;
    }
    sol_simulation_settings settings = {.trials = c->trials, .seed = 1, .threads = 1};
    sol_study study = {.document = document, .settings = &settings};
    single_seconds(document, 0, NULL, c->trials); /* files are read and memory is warm */
    double before = seconds();
    if (!sol_compare_levers(arena, &study, levers, lever, faults))
        give_up(c->lever[0], faults);
    double together = seconds() - before, alone = singles_seconds(arena, document, c, levers, lever);
    size_t sample = lever[0].count * c->singles;
    double ratio = together / (alone / (double)sample * (double)points);
    printf("%-22s %-40s %-29s %4zu %6d %8.2f %5zu %9.4f %6.3f", c->file, c->lever[0], levers > 1 ? c->lever[1] : "",
           points, (int)c->trials, together, sample, alone / (double)sample, ratio);
    printf(c->goal > 0 ? "  (goal %.3f: %s)\n" : "\n", c->goal, ratio <= c->goal ? "met" : "missed");
    fflush(stdout);
    sol_arena_free(arena);
}

static void run_breakeven(const char *root, const char *file, const char *key, uint64_t trials)
{
    sol_arena *arena = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(arena);
    sol_document *document = read_document(arena, root, file);
    sol_simulation_settings settings = {.trials = trials, .seed = 1, .threads = 1};
    sol_study study = {.document = document, .settings = &settings};
    sol_breakeven_request request = {.key = key, .goal = -1, .confidence = -1};
    double before = seconds();
    const sol_breakeven *found = sol_breakeven_find(arena, &study, &request, faults);
    double together = seconds() - before, alone = 0;
    if (!found)
        give_up(key, faults);
    for (size_t i = 0; i < found->tried_count; i++) {
        const char *set[] = {sol_arena_print(arena, "%s=%s", key, found->tried[i].value)};
        alone += single_seconds(document, 1, set, trials);
    }
    printf("%-22s breakeven %-30s %-29s %4zu %6d %8.2f %5zu %9.4f %6.3f\n", file, key, "", found->tried_count,
           (int)trials, together, found->tried_count, alone / (double)found->tried_count, together / alone);
    sol_arena_free(arena);
}

int main(int argc, char **argv)
{
    const char *root = getenv("SOLATIUM_ROOT");
    root = root ? root : ".";
    if (argc > 1)
        cases[0].trials = (uint64_t)strtoull(argv[1], NULL, 10);
    printf("%-22s %-40s %-29s %4s %6s %8s %5s %9s %6s\n", "scenario", "lever", "", "pts", "trials", "seconds", "runs",
           "s a run", "ratio");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        run_case(root, &cases[i]);
    run_breakeven(root, "joint-fund-2019", "participation.JP", 2000);
    run_breakeven(root, "public-bill-2019", "participation.KR", 100);
    return 0;
}
