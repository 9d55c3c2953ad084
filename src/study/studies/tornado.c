/* One lever at a time: which values can be moved, a pilot that picks those that matter, and those in full. */
#include "solatium/tornado.h"

#include "base/check.h"
#include "study/levers/nudge.h"
#include "study/points/points.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many values run together: a stop costs what runs then. */
enum { TOGETHER = 5 };

enum { PILOT_PART = 20, PILOT_LEAST = 50, PILOT_MOST = 500 };

/* A value that can be moved. */
typedef struct candidate {
    sol_tornado_row row;
    bool has_low, has_high; /* the end differs from the value as it is */
    size_t rank, index;
    bool is_tried, is_done; /* is_done: neither end was broken off */
    double effect, in_life; /* the larger of the two ends: of the metric ranked by, of what is paid in life */
} candidate;

/* Progress of two passes of points, told as one. */
typedef struct watched {
    void (*progress)(void *context, const sol_progress *progress);
    void *context;
    uint64_t before, total;
} watched;

static void pass_on(void *context, const sol_progress *now)
{
    const watched *w = context;
    sol_progress all = *now;
    all.done += w->before;
    all.total = w->total;
    w->progress(w->context, &all);
}

static bool begins_with(const char *key, const char *part)
{
    size_t length = strlen(part);
    return strncmp(key, part, length) == 0 && (key[length] == '\0' || key[length] == '.');
}

/* What is asked, how it is simulated, and parts of a fit that mean nothing alone. */
static bool is_fixed(const char *key)
{
    static const char *const fixed[] = {"start",
                                        "end",
                                        "horizon",
                                        "simulation",
                                        "timeliness",
                                        "claimants.seed",
                                        "mortality.male",
                                        "mortality.female",
                                        "mortality.country",
                                        "mortality.year",
                                        "currency",
                                        "payments.dates",
                                        "mortality.reference"};
    for (size_t i = 0; i < sizeof fixed / sizeof *fixed; i++)
        if (begins_with(key, fixed[i]))
            return true;
    return false;
}

/* Values of the whole scenario first; long lists last. */
static size_t rank_of(const char *key)
{
    static const char *const lists[] = {"events", "other_sources", "claimants", "firms"};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (begins_with(key, lists[i]))
            return i + 1;
    return 0;
}

static bool consider(sol_arena *arena, const sol_scenario *scenario, const sol_assumption *said, double by,
                     candidate *made)
{
    if (is_fixed(said->key))
        return false;
    nudge low = nudge_value(arena, scenario, said, 1 - by), high = nudge_value(arena, scenario, said, 1 + by);
    if (!low.value || !high.value || (!low.is_moved && !high.is_moved))
        return false;
    *made = (candidate){.row = {.key = sol_arena_copy(arena, said->key, strlen(said->key)),
                                .base_value = sol_arena_copy(arena, said->value, strlen(said->value)),
                                .low_value = low.value,
                                .high_value = high.value,
                                .low_is_limit = low.is_limit,
                                .high_is_limit = high.is_limit},
                        .has_low = low.is_moved,
                        .has_high = high.is_moved,
                        .rank = rank_of(said->key)};
    return true;
}

static int by_rank(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

static int by_effect(const void *left, const void *right)
{
    const candidate *a = left, *b = right;
    if (a->effect != b->effect)
        return a->effect > b->effect ? -1 : 1;
    if (a->in_life != b->in_life)
        return a->in_life > b->in_life ? -1 : 1;
    return by_rank(left, right);
}

/* Every value that can be moved, in the order in which they are tried. */
static candidate *gather(sol_arena *arena, const sol_scenario *scenario, double by, size_t *count)
{
    candidate *list = SOL_TAKE(arena, scenario->assumption_count, candidate);
    *count = 0;
    for (size_t i = 0; i < scenario->assumption_count; i++)
        if (consider(arena, scenario, &scenario->assumption[i], by, &list[*count])) {
            list[*count].index = *count;
            (*count)++;
        }
    qsort(list, *count, sizeof *list, by_rank);
    return list;
}

/* The points of some candidates, each against the scenario as it is. */
typedef struct pass {
    points p;
    const sol_study *study;
    sol_trial_record baseline, record;
    sol_point base;
} pass;

/* One end of a row, as a point of the pass. */
typedef struct end {
    candidate *of;
    bool is_high;
    sol_point point;
} end;

/* Who compares each end with the scenario as it is, as soon as it is done. */
typedef struct comparing {
    end *end;
    const sol_trial_record *baseline;
} comparing;

static void take(void *context, size_t index, const sol_trial_record *record)
{
    const comparing *c = context;
    points_differences(record, c->baseline, &c->end[index].point);
}

static void note(const end *e)
{
    sol_tornado_row *row = &e->of->row;
    const sol_difference *by = e->point.difference;
    *(e->is_high ? &row->high_fault : &row->low_fault) = e->point.fault;
    if (e->point.state != SOL_POINT_DONE)
        return;
    *(e->is_high ? &row->high : &row->low) = by[SOL_METRIC_SHARE_IN_TIME];
    *(e->is_high ? &row->high_in_life : &row->low_in_life) = by[SOL_METRIC_PAID_IN_LIFE];
    *(e->is_high ? &row->high_counted : &row->low_counted) = by[SOL_METRIC_COUNTED];
}

/* All ends of some candidates; one of which an end was not reached keeps what it knew. */
static void run_ends(pass *r, candidate *list, size_t count)
{
    end *ends = SOL_TAKE(r->p.scratch, 2 * count, end);
    sol_study *study = SOL_TAKE(r->p.scratch, 2 * count, sol_study);
    sol_point **point = SOL_TAKE(r->p.scratch, 2 * count, sol_point *);
    size_t n = 0;
    for (size_t i = 0; i < 2 * count; i++) {
        candidate *c = &list[i / 2];
        bool is_high = i % 2;
        if (!(is_high ? c->has_high : c->has_low))
            continue;
        const char **set = SOL_TAKE(r->p.scratch, 1, const char *);
        *set = points_setting(r->p.scratch, c->row.key, is_high ? c->row.high_value : c->row.low_value);
        ends[n] = (end){.of = c, .is_high = is_high, .point = {.state = SOL_POINT_NOT_REACHED}};
        study[n] = points_with(r->p.scratch, r->study, 1, set);
        point[n] = &ends[n].point;
        n++;
    }
    comparing c = {ends, &r->baseline};
    points_run_all(&r->p, n, study, point, (points_taker){take, &c, &r->record});
    for (size_t i = 0; i < count; i++)
        list[i].is_done = true;
    for (size_t i = 0; i < n; i++)
        ends[i].of->is_done = ends[i].of->is_done && ends[i].point.state != SOL_POINT_NOT_REACHED;
    for (size_t i = 0; i < n; i++)
        if (ends[i].of->is_done) {
            ends[i].of->is_tried = true;
            note(&ends[i]);
        }
}

static bool run_pass(pass *r, candidate *list, size_t count)
{
    r->p.scratch = sol_arena_new();
    r->baseline = points_record(&r->p);
    r->record = points_record(&r->p);
    for (size_t i = 0; i < count; i++)
        list[i].is_done = false;
    bool has_base = points_run(&r->p, r->study, (points_wants){.record = &r->baseline}, &r->base) == SOL_POINT_DONE;
    for (size_t i = 0; has_base && i < count; i += TOGETHER)
        run_ends(r, list + i, count - i < TOGETHER ? count - i : TOGETHER);
    sol_arena_free(r->p.scratch);
    return has_base;
}

static bool is_moved(const candidate *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (list[i].row.low.is_distinguishable || list[i].row.high.is_distinguishable)
            return true;
    return false;
}

static void rank(candidate *list, size_t count, sol_metric by)
{
    for (size_t i = 0; i < count; i++) {
        const sol_tornado_row *row = &list[i].row;
        list[i].in_life = fmax(fabs(row->low_in_life.mean), fabs(row->high_in_life.mean));
        list[i].effect =
            by == SOL_METRIC_PAID_IN_LIFE ? list[i].in_life : fmax(fabs(row->low.mean), fabs(row->high.mean));
    }
    qsort(list, count, sizeof *list, by_effect);
}

/* Why a value has no end that was made; NULL if it has one. */
static const char *fault_of(const candidate *c)
{
    const sol_tornado_row *row = &c->row;
    bool is_made = (c->has_low && !row->low_fault) || (c->has_high && !row->high_fault);
    return !c->is_tried || is_made ? NULL : row->low_fault ? row->low_fault : row->high_fault;
}

static bool moves_counted(const sol_tornado_row *row)
{
    return sol_counted_is_moved(&row->low_counted) || sol_counted_is_moved(&row->high_counted);
}

/* Rows are those done in full that move something; what else there is was left out. */
static void conclude(sol_tornado *t, sol_arena *arena, const candidate *list, size_t in_full, size_t count)
{
    sol_tornado_row *row = SOL_TAKE(arena, in_full, sol_tornado_row);
    sol_tornado_left *left = SOL_TAKE(arena, count, sol_tornado_left);
    for (size_t i = 0; i < count; i++) {
        const candidate *c = &list[i];
        const char *fault = fault_of(c);
        if (i < in_full && c->is_done && !fault && (c->in_life + c->effect > 0 || moves_counted(&c->row)))
            row[t->row_count++] = c->row;
        else
            left[t->left_count++] = (sol_tornado_left){c->row.key, fault, c->is_tried, c->effect};
    }
    t->row = row;
    t->left = left;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The pilot's trials; 0: few enough values to try all of them in full. */
static uint64_t pilot_of(size_t tried, uint64_t trials)
{
    uint64_t pilot = trials / PILOT_PART;
    pilot = pilot < PILOT_LEAST ? PILOT_LEAST : pilot > PILOT_MOST ? PILOT_MOST : pilot;
    return tried <= SOL_TORNADO_ROWS_MAX || pilot >= trials ? 0 : pilot;
}

static void run_passes(sol_tornado *t, pass *r, candidate *list, size_t tried, size_t *in_full)
{
    sol_simulation_settings *settings = &r->p.settings;
    watched w = {r->p.progress, r->p.context, 0, 0};
    uint64_t pilot = pilot_of(tried, t->trials), ends = 2 * tried + 1;
    *in_full = least(tried, SOL_TORNADO_ROWS_MAX);
    w.total = pilot ? ends * pilot + (2 * *in_full + 1) * t->trials : ends * t->trials;
    if (r->p.progress) {
        r->p.progress = pass_on;
        r->p.context = &w;
    }
    r->p.total = ends;
    if (pilot) {
        settings->trials = t->pilot_trials = pilot;
        run_pass(r, list, tried);
        t->ranked_by = is_moved(list, tried) ? SOL_METRIC_SHARE_IN_TIME : SOL_METRIC_PAID_IN_LIFE;
        rank(list, tried, t->ranked_by);
        settings->trials = t->trials;
        w.before = ends * pilot;
        r->p.total = 2 * *in_full + 1;
        r->p.done = 0;
    } else {
        *in_full = tried;
    }
    if (run_pass(r, list, *in_full)) {
        t->base = r->base.people.share_in_time;
        t->base_in_life = r->base.money.paid_in_life;
    }
    if (!pilot)
        t->ranked_by = is_moved(list, tried) ? SOL_METRIC_SHARE_IN_TIME : SOL_METRIC_PAID_IN_LIFE;
    rank(list, *in_full, t->ranked_by);
    t->is_interrupted = r->p.is_interrupted;
}

sol_tornado *sol_tornado_run(sol_arena *arena, const sol_study *study, double by, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(by > 0 && by < 1);
    const sol_plan *base = points_plan(arena, study, diagnostics);
    pass r = {.p = {.arena = arena}, .study = study};
    if (!base || !points_begin(&r.p, base, study, diagnostics))
        return NULL;
    r.p.said.is_silent = true;
    const sol_scenario *scenario = base->scenario;
    sol_tornado *t = SOL_TAKE(arena, 1, sol_tornado);
    *t = (sol_tornado){
        .title = scenario->title,
        .currency = scenario->currency[0].code,
        .minor_digits = scenario->currency[0].minor_digits,
        .trials = r.p.settings.trials,
        .seed = r.p.settings.seed,
        .by = by,
    };
    size_t count, in_full;
    candidate *list = gather(arena, scenario, by, &count);
    run_passes(t, &r, list, least(count, SOL_TORNADO_TRIED_MAX), &in_full);
    conclude(t, arena, list, in_full, count);
    return t;
}
