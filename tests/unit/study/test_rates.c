/* Rates of joining on every shipped scenario: what more of it brings, and how well a small change of it is seen. */
#include "solatium/study.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILES_MAX = 32, PEOPLE_FEW = 100, TRIALS_FEW_PEOPLE = 400, TRIALS_MANY_PEOPLE = 120 };

typedef struct shipped {
    sol_arena *arena;
    sol_document *document;
    const sol_scenario *scenario;
    uint64_t trials; /* fewer where a trial has many people */
} shipped;

static size_t files_of(sol_arena *arena, const char **name)
{
    const char *root = getenv("SOLATIUM_ROOT");
    cr_assert_not_null(root);
    DIR *folder = opendir(sol_arena_print(arena, "%s/scenarios", root));
    cr_assert_not_null(folder);
    size_t count = 0;
    for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
        if (strstr(entry->d_name, ".yaml")) {
            cr_assert_lt(count, FILES_MAX);
            name[count++] = sol_arena_print(arena, "%s/scenarios/%s", root, entry->d_name);
        }
    closedir(folder);
    cr_assert_gt(count, 5);
    return count;
}

static shipped read_shipped(const char *path)
{
    shipped s = {.arena = sol_arena_new()};
    sol_diagnostics *faults = sol_diagnostics_new(s.arena);
    s.document = sol_document_read(s.arena, path, faults);
    s.scenario = s.document ? sol_scenario_make(s.arena, s.document, 0, NULL, faults) : NULL;
    cr_assert_not_null(s.scenario, "%s", path);
    uint64_t people = s.scenario->row_count;
    for (size_t g = 0; g < s.scenario->group_count; g++)
        people += s.scenario->group[g].count;
    s.trials = people > PEOPLE_FEW ? TRIALS_MANY_PEOPLE : TRIALS_FEW_PEOPLE;
    return s;
}

static const char *file_of(const char *path)
{
    return strrchr(path, '/') + 1;
}

/* What came in in each trial at a country's rate. */
static void receive(const shipped *s, const char *country, int rate, double *received)
{
    sol_arena *own = sol_arena_new();
    sol_diagnostics *faults = sol_diagnostics_new(own);
    const char *set[] = {sol_arena_print(own, "participation.%s=%d%%", country, rate)};
    const sol_plan *plan = sol_plan_make(own, sol_scenario_make(own, s->document, 1, set, faults), faults);
    sol_trial_record record = {.value = SOL_TAKE(own, s->trials * SOL_METRICS, double)};
    sol_simulate(own, plan,
                 &(sol_simulation_settings){.trials = s->trials, .seed = 5, .threads = 1, .record = &record});
    for (uint64_t t = 0; t < s->trials; t++)
        received[t] = record.value[t * SOL_METRICS + SOL_METRIC_RECEIVED];
    sol_arena_free(own);
}

/* Prints how much more a country brings at every rate than at none, on average. */
static bool never_less(const shipped *s, const char *file, const char *country)
{
    enum { STEPS = 4, STEP = 25 };
    double *last = SOL_TAKE(s->arena, s->trials, double), *now = SOL_TAKE(s->arena, s->trials, double), risen = 0;
    receive(s, country, 0, last);
    for (int k = 1; k <= STEPS; k++) {
        receive(s, country, k * STEP, now);
        for (uint64_t t = 0; t < s->trials; t++) {
            cr_assert_geq(now[t], last[t], "%s, %s at %d%%, trial %zu", file, country, k * STEP, (size_t)t);
            risen += now[t] - last[t];
        }
        double *swap = last;
        last = now;
        now = swap;
    }
    printf("%s, %s: %.6g more at 100%% than at 0%%\n", file, country, risen / (double)s->trials);
    return risen > 0;
}

/* How many rates of shipped scenarios something holds of. */
static size_t each_rate(bool (*look)(const shipped *s, const char *file, const char *country))
{
    sol_arena *arena = sol_arena_new();
    const char *path[FILES_MAX];
    size_t files = files_of(arena, path), count = 0;
    for (size_t f = 0; f < files; f++) {
        shipped s = read_shipped(path[f]);
        for (size_t g = 0; g < s.scenario->country_count; g++)
            if (s.scenario->country[g].has_rate)
                count += look(&s, file_of(path[f]), s.scenario->country[g].name);
        sol_arena_free(s.arena);
    }
    sol_arena_free(arena);
    return count;
}

Test(rates, more_participation_never_brings_less_money_in_any_trial_of_a_shipped_scenario)
{
    cr_assert_geq(each_rate(never_less), 10);
}

/* Prints both errors; whether the rate matters, so that there is one. */
static bool is_paired_well(const shipped *s, const char *file, const char *country)
{
    static const struct {
        const char *values;
        double most;
        int points;
    } rows[] = {{"40%,50%", 0.6, 10}, {"40%,41%", 0.25, 1}};
    bool matters = false;
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        sol_simulation_settings settings = {.trials = s->trials, .threads = 1};
        sol_study study = {.document = s->document, .settings = &settings};
        sol_diagnostics *faults = sol_diagnostics_new(s->arena);
        sol_lever lever;
        cr_assert(sol_lever_parse(s->arena, sol_arena_print(s->arena, "participation.%s=%s", country, rows[r].values),
                                  faults, &lever));
        const sol_comparison *c = sol_compare_levers(s->arena, &study, 1, &lever, faults);
        cr_assert_not_null(c);
        double paired = c->point[1 - c->baseline].difference[SOL_METRIC_SHARE_IN_TIME].se;
        double apart = hypot(c->point[0].people.share_in_time.se, c->point[1].people.share_in_time.se);
        printf("%s, %s, %d points: paired %.3g, of independent runs %.3g, ratio %.2f\n", file, country, rows[r].points,
               paired, apart, apart > 0 ? paired / apart : 0);
        cr_assert_leq(paired, rows[r].most * apart, "%s, %s: paired %g, independent %g", file, country, paired, apart);
        matters = matters || paired > 0;
    }
    return matters;
}

Test(rates, pairing_makes_the_error_of_a_small_change_small_on_every_shipped_scenario)
{
    cr_assert_geq(each_rate(is_paired_well), 10);
}
