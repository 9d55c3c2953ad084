/* Every combination of the levers' values, each against the baseline on the same futures. */
#include "study/points/points.h"

#include "base/guard.h"
#include "scenario/text/names.h"

#include "study/levers/lever.h"

#include <string.h>

enum { COMPARE_POINTS_MAX = 10000 };

/* Whether two values are written for the same: letter by letter, or as numbers of one unit. */
static bool is_same_value(sol_arena *arena, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    lever_number x, y;
    return lever_number_read(a, strlen(a), arena, &x) && lever_number_read(b, strlen(b), arena, &y) &&
           strcmp(x.unit, y.unit) == 0 && lever_numbers_align(&x, &y) && x.digits == y.digits;
}

static const char *written_value(const sol_scenario *scenario, const char *key)
{
    for (size_t i = 0; i < scenario->assumption_count; i++)
        if (names_same(scenario->assumption[i].key, key))
            return scenario->assumption[i].value;
    return NULL;
}

/* The point that says of every lever what the scenario says, or the first. */
static size_t baseline_of(sol_arena *arena, const sol_scenario *scenario, size_t lever_count, const sol_lever *lever)
{
    size_t point = 0;
    for (size_t l = 0; l < lever_count; l++) {
        const char *written = written_value(scenario, lever[l].key);
        size_t at = lever[l].count;
        for (size_t i = 0; written && i < lever[l].count && at == lever[l].count; i++)
            if (is_same_value(arena, written, lever[l].value[i]))
                at = i;
        if (at == lever[l].count)
            return 0;
        point = point * lever[l].count + at;
    }
    return point;
}

/* Whether a lever moves the rate of a country: `participation`, `participation.JP`, `participation.JP.base`. */
static bool moves_rate_of(const char *key, const char *country)
{
    static const char root[] = "participation";
    size_t length = sizeof root - 1;
    if (strncmp(key, root, length) != 0 || (key[length] && key[length] != '.'))
        return false;
    if (!key[length])
        return true;
    const char *name = key + length + 1;
    bool is_quoted = *name == '"';
    name += is_quoted;
    size_t name_length = strcspn(name, is_quoted ? "\"" : ".");
    return strlen(country) == name_length && memcmp(name, country, name_length) == 0;
}

static void name_unmoved(sol_comparison *c, sol_arena *arena, const sol_scenario *scenario)
{
    const char **names = SOL_TAKE(arena, scenario->firm_count, const char *);
    for (size_t i = 0; i < scenario->firm_count; i++) {
        const sol_firm *firm = &scenario->firm[i];
        bool is_meant = false;
        for (size_t l = 0; l < c->lever_count; l++)
            is_meant = is_meant || moves_rate_of(c->lever[l].key, scenario->country[firm->country].name);
        if (is_meant && firm->rate_kind == SOL_RATE_OWN)
            names[c->unmoved_count++] = sol_arena_copy(arena, firm->name, strlen(firm->name));
    }
    c->unmoved = names;
}

static size_t points_of(size_t lever_count, const sol_lever *lever)
{
    size_t count = 1;
    for (size_t l = 0; l < lever_count; l++) {
        if (lever[l].count > COMPARE_POINTS_MAX / count)
            return COMPARE_POINTS_MAX + 1;
        count *= lever[l].count;
    }
    return count;
}

/* The values of a point, the last lever running fastest. */
static const char *const *values_of(sol_arena *arena, const sol_comparison *c, size_t point)
{
    const char **value = SOL_TAKE(arena, c->lever_count, const char *);
    for (size_t l = c->lever_count; l-- > 0;) {
        value[l] = c->lever[l].value[point % c->lever[l].count];
        point /= c->lever[l].count;
    }
    return value;
}

static sol_study study_of(const points *p, const sol_study *study, const sol_comparison *c, const sol_point *point)
{
    const char **more = SOL_TAKE(p->arena, c->lever_count, const char *);
    for (size_t l = 0; l < c->lever_count; l++)
        more[l] = points_setting(p->arena, c->lever[l].key, point->value[l]);
    return points_with(p->arena, study, c->lever_count, more);
}

/* Points as they are done. */
typedef struct taking {
    const points *p;
    sol_comparison *c;
    sol_point **point; /* in the order in which they run */
    size_t *index;     /* where each stands in the comparison */
    sol_trial_record baseline;
    bool has_baseline;
} taking;

/* The first that is done is what the others are compared with. */
static void take(void *context, size_t k, const sol_trial_record *record)
{
    taking *t = context;
    if (!t->has_baseline) {
        points_copy(t->p, record, &t->baseline);
        t->c->baseline = t->index[k];
        t->has_baseline = true;
    }
    points_differences(record, &t->baseline, t->point[k]);
}

/* The baseline runs first, so that every other point is compared as soon as it is done; if it fails, the next that does not takes its place. */
static void run_all(points *p, const sol_study *study, sol_comparison *c, sol_point *point)
{
    size_t count = c->point_count, wanted = c->baseline;
    taking t = {
        p, c, SOL_TAKE(p->scratch, count, sol_point *), SOL_TAKE(p->scratch, count, size_t), points_record(p), false};
    sol_trial_record record = points_record(p);
    sol_study *with = SOL_TAKE(p->scratch, count, sol_study);
    for (size_t k = 0; k < count; k++) {
        t.index[k] = k == 0 ? wanted : k - (k <= wanted);
        t.point[k] = &point[t.index[k]];
        with[k] = study_of(p, study, c, t.point[k]);
    }
    points_run_all(p, count, with, t.point, (points_taker){take, &t, &record});
}

static bool can_run(size_t count, sol_diagnostics *diagnostics)
{
    sol_place nowhere = {0};
    if (count > COMPARE_POINTS_MAX)
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S903", nowhere, "take larger steps or fewer levers",
                            "the levers have more than 10,000 combinations");
    return count <= COMPARE_POINTS_MAX;
}

sol_comparison *sol_compare_levers(sol_arena *arena, const sol_study *study, size_t lever_count, const sol_lever *lever,
                                   sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    points p = {.arena = arena, .total = points_of(lever_count, lever)};
    for (size_t l = 0; l < lever_count; l++)
        if (lever_is_of_simulation(lever[l].key, diagnostics))
            return NULL;
    if (!can_run(p.total, diagnostics))
        return NULL;
    const sol_plan *base = points_plan(arena, study, diagnostics);
    if (!base || !points_begin(&p, base, study, diagnostics) ||
        !points_have_outcomes(&p, base, false, NULL, diagnostics))
        return NULL;
    const sol_scenario *scenario = base->scenario;
    sol_comparison *c = SOL_TAKE(arena, 1, sol_comparison);
    *c = (sol_comparison){
        .title = scenario->title,
        .currency = scenario->currency[0].code,
        .minor_digits = scenario->currency[0].minor_digits,
        .trials = p.settings.trials,
        .seed = p.settings.seed,
        .lever_count = lever_count,
        .lever = lever,
        .point_count = p.total,
        .baseline = baseline_of(arena, scenario, lever_count, lever),
        .outcomes = study->outcomes,
    };
    name_unmoved(c, arena, scenario);
    sol_point *point = SOL_TAKE(arena, c->point_count, sol_point);
    for (size_t i = 0; i < c->point_count; i++)
        point[i] = (sol_point){.state = SOL_POINT_NOT_REACHED, .value = values_of(arena, c, i)};
    c->point = point;
    p.scratch = sol_arena_new();
    run_all(&p, study, c, point);
    c->is_interrupted = p.is_interrupted;
    sol_arena_free(p.scratch);
    return c;
}
