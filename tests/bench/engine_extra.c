#include "engine_extra.h"

#include "engine/arrivals/inflow.h"
#include "engine/lives/lifetimes.h"
#include "engine_case.h"
#include "engine_floor.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUDGET_MS 1000.0

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

/* A run's clock: between blocks it is seen how far it has come, and it ends when the budget is spent. */
typedef struct watch {
    uint64_t first, last; /* trials done at the first and the last look */
    double begun_ms, first_ms, last_ms;
    volatile sig_atomic_t stop;
} watch;

static void look(void *context, const sol_progress *progress)
{
    watch *w = context;
    w->last = progress->done;
    w->last_ms = engine_cpu_ms() - w->begun_ms;
    if (w->first) {
        w->stop = w->last_ms - w->first_ms > BUDGET_MS;
        return;
    }
    w->first = w->last;
    w->first_ms = w->last_ms;
}

engine_timing engine_time(const sol_plan *plan)
{
    sol_arena *arena = sol_arena_new();
    watch w = {.begun_ms = engine_cpu_ms()};
    sol_simulation_settings settings = {
        .trials = 20000, .seed = 1, .threads = 1, .progress = look, .context = &w, .stop = &w.stop};
    sol_simulate(arena, plan, &settings);
    sol_arena_free(arena);
    double each = (w.last_ms - w.first_ms) / (double)(w.last - w.first);
    return (engine_timing){w.last, each, fmax(0, w.first_ms - each * (double)w.first)};
}

/* A path in a new folder, in the folder for what is temporary or in the one that we are in. */
static const char *csv_path(sol_arena *arena)
{
    const char *where = getenv("TMPDIR");
    char *folder = sol_arena_print(arena, "%s/bench-engine-XXXXXX", where ? where : ".");
    if (!mkdtemp(folder)) {
        perror("bench-engine");
        exit(1);
    }
    return sol_arena_print(arena, "%s/claimants.csv", folder);
}

static void remove_csv(sol_arena *arena, const char *path)
{
    char *folder = sol_arena_copy(arena, path, strlen(path) - strlen("/claimants.csv"));
    remove(path);
    rmdir(folder);
}

static engine_plan plan_of_csv(const char *path, size_t rows, size_t count)
{
    sol_arena *arena = sol_arena_new();
    if (!engine_csv_write(path, rows, count)) {
        perror(path);
        exit(1);
    }
    engine_plan p = engine_plan_of(engine_case_text(arena, &engine_cases[0], rows * count, path));
    sol_arena_free(arena);
    return p;
}

void engine_print_cells(void)
{
    sol_arena *arena = sol_arena_new();
    const char *path = csv_path(arena);
    engine_plan p = plan_of_csv(path, 2000, 830);
    double floor = engine_floor_ns(p.plan);
    engine_timing t = engine_time(p.plan);
    double ns = t.trial_ms * 1e6 / 1660000;
    printf("\n%-32s %9s %7s %9s %8s %6s %7s %9s\n", "rows with a count", "people", "floor", "ns", "floors", "goal",
           "trials", "set-up ms");
    printf("%-32s %9d %7.2f %9.2f %8.1f %6.1f %7llu %9.1f\n", "2,000 rows, proportional", 1660000, floor, ns,
           ns / floor, 2.0, (unsigned long long)t.trials, t.setup_ms);
    engine_plan_free(&p);
    remove_csv(arena, path);
    sol_arena_free(arena);
}

/* Of trials beyond the first few, on the clock: what is made once a run is made on one thread. */
static double further_ms(const sol_plan *plan, uint64_t trials, int threads)
{
    double ms[2];
    const uint64_t counts[] = {16, 16 + trials};
    for (size_t i = 0; i < 2; i++) {
        sol_arena *arena = sol_arena_new();
        sol_simulation_settings settings = {.trials = counts[i], .seed = 1, .threads = threads};
        double begun = engine_wall_ms();
        sol_simulate(arena, plan, &settings);
        ms[i] = engine_wall_ms() - begun;
        sol_arena_free(arena);
    }
    return ms[1] - ms[0];
}

void engine_print_threads(size_t people)
{
    sol_arena *arena = sol_arena_new();
    printf("\n%-32s %9s %9s %9s %8s %6s\n", "further trials, on the clock", "people", "one ms", "two ms", "times",
           "goal");
    static const char *const names[] = {"proportional", "general"};
    for (size_t k = 0; k < 2; k++) {
        const engine_case *c = engine_cases;
        while (strcmp(c->name, names[k]) != 0)
            c++;
        engine_plan p = engine_plan_of(engine_case_text(arena, c, people, NULL));
        uint64_t trials = engine_time(p.plan).trials;
        double one = INFINITY, two = INFINITY;
        for (int i = 0; i < 2; i++) {
            sol_arena_reset(arena);
            one = fmin(one, further_ms(p.plan, trials, 1));
            two = fmin(two, further_ms(p.plan, trials, 2));
        }
        printf("%-32s %9zu %9.1f %9.1f %8.2f %6.1f\n", c->label, people, one, two, one / two, 1.9);
        engine_plan_free(&p);
    }
    sol_arena_free(arena);
}

/* Microseconds a trial for its draws: money in, and the claimants' lifetimes. */
static double draws_us(const sol_plan *plan, uint64_t trials)
{
    sol_arena *arena = sol_arena_new();
    trial *t = trial_new(plan, 1);
    double begun = engine_cpu_ms();
    for (uint64_t k = 0; k < trials; k++) {
        t->index = k;
        inflow_draw(plan, 1, k, t->in);
        lifetimes_draw(t);
    }
    double us = (engine_cpu_ms() - begun) * 1e3 / (double)trials;
    trial_free(t);
    sol_arena_free(arena);
    return us;
}

void engine_print_small(void)
{
    enum { TRIALS = 100000 };
    engine_plan p = engine_plan_of(engine_small_text);
    double draws = draws_us(p.plan, TRIALS), all = simulate_ms(p.plan, TRIALS, 1) * 1e3 / TRIALS;
    double rest = (all - draws) / (double)p.plan->date_count;
    printf("\n67 claimants, 20 firms, %zu dates, 100,000 trials: %.1f us a trial, of which %.1f draws; the rest %.2f "
           "us a pay "
           "date (goal 2)\n",
           p.plan->date_count, all, draws, rest);
    engine_plan_free(&p);
}

static void print_size(size_t people)
{
    sol_arena *arena = sol_arena_new();
    engine_plan p = engine_plan_of(engine_case_text(arena, &engine_cases[0], people, NULL));
    engine_timing t = engine_time(p.plan);
    printf("%12zu %12.3f %12.2f %12.1f %12.1f\n", people, t.trial_ms, t.trial_ms * 1e6 / (double)people, p.read_ms,
           p.plan_ms);
    fflush(stdout);
    engine_plan_free(&p);
    sol_arena_free(arena);
}

void engine_print_growth(void)
{
    static const size_t sizes[] = {1000, 10000, 100000, 1000000, 1700000};
    printf("\n%12s %12s %12s %12s %12s\n", "claimants", "ms a trial", "ns each", "reading ms", "plan ms");
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        print_size(sizes[s]);
    printf("\n%12s %12s %12s\n", "trials", "ms", "us a trial");
    engine_plan p = engine_plan_of(engine_small_text);
    for (uint64_t trials = 100; trials <= 100000; trials *= 10) {
        double ms = simulate_ms(p.plan, trials, 1);
        printf("%12llu %12.1f %12.2f\n", (unsigned long long)trials, ms, ms * 1e3 / (double)trials);
    }
    engine_plan_free(&p);
}

void engine_print_loading(size_t rows)
{
    sol_arena *arena = sol_arena_new();
    const char *path = csv_path(arena);
    engine_plan p = plan_of_csv(path, rows, 1), best = p;
    for (int i = 0; i < 2; i++) {
        engine_plan next = plan_of_csv(path, rows, 1);
        best.read_ms = fmin(best.read_ms, next.read_ms);
        best.plan_ms = fmin(best.plan_ms, next.plan_ms);
        engine_plan_free(&next);
    }
    struct stat about = {0};
    stat(path, &about);
    double megabytes = (double)about.st_size / 1e6;
    printf("\nloading %zu claimants from CSV: %.1f MB in %.0f ms, %.0f MB/s (goal 100); the plan %.0f ms\n", rows,
           megabytes, best.read_ms, megabytes / best.read_ms * 1e3, best.plan_ms);
    engine_plan_free(&p);
    remove_csv(arena, path);
    sol_arena_free(arena);
}

/* The most that the process has held, in KiB. */
static long peak_kib(void)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

int engine_print_peak(size_t trials)
{
    engine_plan p = engine_plan_of(engine_small_text);
    if (trials)
        simulate_ms(p.plan, trials, 1);
    printf("%ld\n", peak_kib());
    engine_plan_free(&p);
    return 0;
}

static long peak_of_process(const char *self, size_t trials)
{
    char command[1024];
    long kib = 0;
    snprintf(command, sizeof command, "'%s' --peak %zu", self, trials);
    FILE *child = popen(command, "r");
    if (!child || fscanf(child, "%ld", &kib) != 1)
        kib = 0;
    if (child)
        pclose(child);
    return kib;
}

static void print_claimant_bytes(size_t people)
{
    sol_arena *arena = sol_arena_new();
    engine_plan p = engine_plan_of(engine_case_text(arena, &engine_cases[0], people, NULL));
    double plan = (double)sol_arena_held(p.plan_arena) / (double)people;
    long before = peak_kib();
    simulate_ms(p.plan, 4, 1);
    double run = (double)(peak_kib() - before) * 1024 / (double)people;
    printf("%zu claimants in a group: the plan holds %.1f bytes each (goal 64), a run with one worker %.1f more\n",
           people, plan, run);
    engine_plan_free(&p);
    sol_arena_free(arena);
}

void engine_print_memory(const char *self)
{
    printf("\n");
    print_claimant_bytes(1700000);
    printf("67 claimants: %.1f MiB without a trial\n", (double)peak_of_process(self, 0) / 1024);
    for (size_t trials = 1000; trials <= 1000000; trials *= trials == 1000 ? 100 : 10)
        printf("67 claimants, %7zu trials: %.1f MiB (goal 200 for a million)\n", trials,
               (double)peak_of_process(self, trials) / 1024);
}
