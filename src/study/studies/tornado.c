/* One lever at a time: which values can be moved, a pilot that picks those that matter, and those in full. */
#include "solatium/tornado.h"

#include "base/check.h"
#include "study/points/points.h"
#include "study/studies/tornado_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So many values run together: a stop costs what runs then. */
enum { TOGETHER = 5 };

enum { PILOT_PART = 20, PILOT_LEAST = 50, PILOT_MOST = 500 };

/*
 * What is asked of every trial: the outcome, what people need to know beside it, and all outcomes with a short name, one of which
 * may take its place.
 */
enum { ASKED, LIVING, ESTATES, REFUSED, DECLINED, NOT_DUE, IN_LIFE, OTHERS };
static const char *const beside[OTHERS] = {[LIVING] = "wholly_paid.living.by_goal.count",
                                           [ESTATES] = "wholly_paid.estates.by_goal.count",
                                           [REFUSED] = "people.refused",
                                           [DECLINED] = "people.declined",
                                           [NOT_DUE] = "people.not_due",
                                           [IN_LIFE] = "paid-in-life"};

/* A value and what its two ends do to everything that is asked. */
typedef struct candidate {
    tornado_value of;
    const sol_difference *low, *high; /* by outcome; NULL: that end was not made */
    bool is_tried, is_done;           /* is_done: neither end was broken off */
    double effect, in_life; /* the larger of the two ends: on the outcome ranked by, on what is paid in life */
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

static int by_rank(const void *left, const void *right)
{
    const tornado_value *a = &((const candidate *)left)->of, *b = &((const candidate *)right)->of;
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
        if (tornado_value_of(arena, scenario, &scenario->assumption[i], by, &list[*count].of)) {
            list[*count].of.index = *count;
            (*count)++;
        }
    qsort(list, *count, sizeof *list, by_rank);
    return list;
}

/* The points of some candidates, each against the scenario as it is. */
typedef struct pass {
    points p;
    sol_study study;
    sol_trial_record baseline, record;
    sol_point base;
    size_t ranked_by; /* an outcome of the study */
    sol_tornado *to;
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

static void note(const pass *r, const end *e)
{
    sol_tornado_end *to = e->is_high ? &e->of->of.row.high : &e->of->of.row.low;
    to->fault = e->point.fault;
    if (e->point.state != SOL_POINT_DONE)
        return;
    sol_difference *by = SOL_TAKE(r->p.arena, r->study.outcomes.count, sol_difference);
    for (size_t k = 0; k < r->study.outcomes.count; k++)
        by[k] = sol_outcome_difference(&e->point.outcome[k], &r->base.outcome[k]);
    if (e->point.outcome[ASKED].value.fault)
        to->fault = sol_arena_print(r->p.arena, "it has no such outcome: %s", e->point.outcome[ASKED].value.fault);
    *(e->is_high ? &e->of->high : &e->of->low) = by;
    to->counted = e->point.difference[SOL_METRIC_COUNTED];
    to->living = by[LIVING];
    to->estates = by[ESTATES];
    to->left_out = fmax((double)r->base.claimant_count - (double)e->point.claimant_count,
                        (double)r->base.living_count - (double)e->point.living_count);
    to->claimed_less = r->base.money.claimed.mean - e->point.money.claimed.mean;
    to->has_others = e->point.claimant_count != r->base.claimant_count || e->point.living_count != r->base.living_count;
    for (size_t k = REFUSED; k <= NOT_DUE; k++)
        to->left_out += by[k].is_distinguishable ? by[k].mean : 0;
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
        const sol_tornado_row *row = &c->of.row;
        bool is_high = i % 2;
        if (!(is_high ? c->of.has_high : c->of.has_low))
            continue;
        const char **set = SOL_TAKE(r->p.scratch, 1, const char *);
        *set = points_setting(r->p.scratch, row->key, is_high ? row->high.value : row->low.value);
        ends[n] = (end){.of = c, .is_high = is_high, .point = {.state = SOL_POINT_NOT_REACHED}};
        study[n] = points_with(r->p.scratch, &r->study, 1, set);
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
            note(r, &ends[i]);
        }
}

static bool run_pass(pass *r, candidate *list, size_t count)
{
    r->p.scratch = sol_arena_new();
    r->baseline = points_record(&r->p);
    r->record = points_record(&r->p);
    for (size_t i = 0; i < count; i++)
        list[i].is_done = false;
    bool has_base = points_run(&r->p, &r->study, (points_wants){.record = &r->baseline}, &r->base) == SOL_POINT_DONE;
    for (size_t i = 0; has_base && i < count; i += TOGETHER)
        run_ends(r, list + i, count - i < TOGETHER ? count - i : TOGETHER);
    sol_arena_free(r->p.scratch);
    return has_base;
}

/* Whether some value moves an outcome beyond chance. */
static bool is_moved(const candidate *list, size_t count, size_t outcome)
{
    for (size_t i = 0; i < count; i++)
        if ((list[i].low && list[i].low[outcome].is_distinguishable) ||
            (list[i].high && list[i].high[outcome].is_distinguishable))
            return true;
    return false;
}

/* What was not asked for gives way to what is paid in life, or to the first with a short name that is moved. */
static size_t outcome_to_rank_by(const pass *r, const candidate *list, size_t count, bool is_asked)
{
    if (is_asked || is_moved(list, count, ASKED))
        return ASKED;
    for (size_t k = IN_LIFE; k < r->study.outcomes.count; k++)
        if (is_moved(list, count, k))
            return k;
    return ASKED;
}

int sol_tornado_helps(const sol_tornado *t, const sol_tornado_end *one)
{
    const double better = one->effect.is_distinguishable ? one->effect.mean * (int)t->better : 0;
    return (better > 0) - (better < 0);
}

sol_no_help sol_tornado_no_help(const sol_tornado *t, const sol_tornado_end *one)
{
    return one->effect.mean * (int)t->better <= 0 ? SOL_MAY_HELP
           : one->left_out > 0                    ? SOL_LEAVES_OUT
           : one->has_others                      ? SOL_HAS_OTHERS
           : one->claimed_less > 0                ? SOL_CLAIMS_LESS
                                                  : SOL_MAY_HELP;
}

bool sol_tornado_is_no_help(const sol_tornado *t, const sol_tornado_end *one)
{
    return sol_tornado_no_help(t, one) != SOL_MAY_HELP;
}

static double size_of(const sol_tornado *t, const sol_tornado_end *one)
{
    return sol_tornado_is_no_help(t, one) ? 0 : fabs(one->effect.mean);
}

static void rank(pass *r, candidate *list, size_t count)
{
    sol_tornado *t = r->to;
    t->outcome = r->study.outcomes.key[r->ranked_by];
    t->better = sol_outcome_better(t->outcome);
    for (size_t i = 0; i < count; i++) {
        candidate *c = &list[i];
        sol_tornado_row *row = &c->of.row;
        row->low.effect = c->low ? c->low[r->ranked_by] : (sol_difference){0};
        row->high.effect = c->high ? c->high[r->ranked_by] : (sol_difference){0};
        c->in_life = fmax(c->low ? fabs(c->low[IN_LIFE].mean) : 0, c->high ? fabs(c->high[IN_LIFE].mean) : 0);
        c->effect = fmax(size_of(t, &row->low), size_of(t, &row->high));
    }
    qsort(list, count, sizeof *list, by_effect);
}

/* Why a value has no end that was made; NULL if it has one. */
static const char *fault_of(const candidate *c)
{
    const sol_tornado_end *low = &c->of.row.low, *high = &c->of.row.high;
    bool is_made = (c->of.has_low && !low->fault) || (c->of.has_high && !high->fault);
    return !c->is_tried || is_made ? NULL : low->fault ? low->fault : high->fault;
}

static bool moves_anything(const sol_tornado_row *row)
{
    return row->low.effect.mean != 0 || row->high.effect.mean != 0 || sol_counted_is_moved(&row->low.counted) ||
           sol_counted_is_moved(&row->high.counted);
}

/* Rows are those done in full that move something; what else there is was left out. */
static void conclude(sol_tornado *t, sol_arena *arena, const candidate *list, size_t in_full, size_t count)
{
    sol_tornado_row *row = SOL_TAKE(arena, in_full, sol_tornado_row);
    sol_tornado_left *left = SOL_TAKE(arena, count, sol_tornado_left);
    for (size_t i = 0; i < count; i++) {
        const candidate *c = &list[i];
        const char *fault = fault_of(c);
        if (i < in_full && c->is_done && !fault && moves_anything(&c->of.row))
            row[t->row_count++] = c->of.row;
        else
            left[t->left_count++] = (sol_tornado_left){c->of.row.key, fault, c->is_tried, c->effect};
    }
    t->row = row;
    t->left = left;
}

/* Where no value moves the outcome, those that some value does. */
static void name_others(const pass *r, const candidate *list, size_t count)
{
    sol_tornado *t = r->to;
    t->is_moved = is_moved(list, count, r->ranked_by);
    if (r->ranked_by != ASKED)
        t->instead_of = r->study.outcomes.key[ASKED];
    const char **other = SOL_TAKE(r->p.arena, r->study.outcomes.count, const char *);
    for (size_t k = OTHERS; !t->is_moved && k < r->study.outcomes.count; k++)
        if (is_moved(list, count, k))
            other[t->other_count++] = r->study.outcomes.key[k];
    t->other = other;
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

static void run_passes(pass *r, candidate *list, size_t tried, size_t *in_full, bool is_asked)
{
    sol_tornado *t = r->to;
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
        r->ranked_by = outcome_to_rank_by(r, list, tried, is_asked);
        rank(r, list, tried);
        settings->trials = t->trials;
        w.before = ends * pilot;
        r->p.total = 2 * *in_full + 1;
        r->p.done = 0;
    } else {
        *in_full = tried;
    }
    const bool has_base = run_pass(r, list, *in_full);
    if (!pilot)
        r->ranked_by = outcome_to_rank_by(r, list, tried, is_asked);
    if (has_base) {
        t->base = r->base.outcome[r->ranked_by].value;
        t->verdict = r->base.verdict;
    }
    rank(r, list, *in_full);
    name_others(r, list, tried);
    t->is_interrupted = r->p.is_interrupted;
}

/* All that is asked of every trial. */
static sol_outcome_keys all_outcomes(sol_arena *arena, const char *asked)
{
    size_t count = OTHERS;
    const sol_outcome_row *row = sol_outcome_rows();
    for (; row[count - OTHERS].short_name; count++)
        ;
    const char **key = SOL_TAKE(arena, count, const char *);
    for (size_t k = 0; k < count; k++)
        key[k] = k == ASKED ? asked : k < OTHERS ? beside[k] : row[k - OTHERS].short_name;
    return (sol_outcome_keys){count, key};
}

sol_tornado *sol_tornado_run(sol_arena *arena, const sol_study *study, double by, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(by > 0 && by < 1 && study->outcomes.count <= 1);
    static const char *const usual[] = {SOL_TORNADO_OUTCOME};
    const bool is_asked = study->outcomes.count > 0;
    pass r = {.p = {.arena = arena}, .study = *study};
    if (!is_asked)
        r.study.outcomes = (sol_outcome_keys){1, usual};
    const sol_plan *base = points_plan(arena, &r.study, diagnostics);
    if (!base || !points_begin(&r.p, base, &r.study, diagnostics) ||
        !points_have_outcomes(&r.p, base, false, NULL, diagnostics))
        return NULL;
    r.p.outcomes = r.study.outcomes = all_outcomes(arena, r.study.outcomes.key[ASKED]);
    r.p.said.is_silent = true;
    const sol_scenario *scenario = base->scenario;
    sol_tornado *t = r.to = SOL_TAKE(arena, 1, sol_tornado);
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
    run_passes(&r, list, least(count, SOL_TORNADO_TRIED_MAX), &in_full, is_asked);
    conclude(t, arena, list, in_full, count);
    return t;
}
