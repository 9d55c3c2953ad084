/* Scenarios held against what happened. */
#include "solatium/backtest.h"

#include "base/guard.h"
#include "solatium/random.h"
#include "study/points/outcome_value.h"
#include "study/points/points.h"
#include "study/studies/scores.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool refuse(sol_diagnostics *diagnostics, sol_place place, const char *hint, const char *message)
{
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S912", place, hint, "%s", message);
    return false;
}

/* The outcome's key: a figure that was known when the scenario begins is asked of its last day, which has the same unit. */
static const char *key_of(sol_arena *arena, const sol_scenario *scenario, const sol_observed *o)
{
    char day[16];
    if (!o->has_date)
        return o->figure;
    sol_date_write(o->date.day <= scenario->start.day ? scenario->end : o->date, day);
    return sol_arena_print(arena, "%s@%s", o->figure, day);
}

/* What rows are read by: a trial of the plan tells which figures there are. */
typedef struct reading {
    sol_arena *arena;
    const sol_plan *plan;
    const sol_result *one;
    sol_diagnostics *diagnostics;
} reading;

/* "`timeline.living` on 2026-01-01". */
static const char *called(sol_arena *arena, const sol_observed *o)
{
    char day[16];
    if (!o->has_date)
        return sol_arena_print(arena, "`%.200s`", o->figure);
    sol_date_write(o->date, day);
    return sol_arena_print(arena, "`%.200s` on %s", o->figure, day);
}

/* The most of its unit that a figure can be; infinite: there is no bound. */
static double most_of(const sol_result *one, sol_unit unit)
{
    double firms = 0;
    for (size_t i = 0; i < one->country_count; i++)
        firms += (double)one->country[i].firms;
    return unit == SOL_UNIT_PEOPLE ? (double)one->claimant_count : unit == SOL_UNIT_FIRMS ? firms : (double)INFINITY;
}

/* The value of a row, in its unit; of a date `never` is one too, and comes after all others. */
static bool read_value(const reading *r, sol_scored *row)
{
    sol_arena *arena = r->arena;
    sol_diagnostics *diagnostics = r->diagnostics;
    const sol_observed *o = row->observed;
    const sol_place place = sol_node_place(o->node, "value");
    sol_quantity_fault fault = {0};
    if (row->unit == SOL_UNIT_DATE && strcmp(o->value, "never") == 0)
        row->value = (double)INFINITY;
    else if (!outcome_value_read(r->plan->scenario, row->unit, o->value, &row->value, &fault))
        return refuse(
            diagnostics, place, fault.hint[0] ? sol_arena_copy(arena, fault.hint, strlen(fault.hint)) : NULL,
            sol_arena_print(arena, "`%s` cannot be held against `%s`: %s", o->value, o->figure, fault.message));
    if (row->value < 0 && row->unit != SOL_UNIT_DATE && row->unit != SOL_UNIT_NUMBER)
        return refuse(diagnostics, place, NULL, sol_arena_print(arena, "`%s` cannot be less than nothing", o->figure));
    const double most = most_of(r->one, row->unit);
    if (!row->is_known && row->unit != SOL_UNIT_DATE && row->value > most)
        return refuse(diagnostics, place, "count whom the scenario has: others are not in it",
                      sol_arena_print(arena, "`%s` cannot be %s: the scenario has %.0f %s", o->figure, o->value, most,
                                      row->unit == SOL_UNIT_FIRMS ? "firms" : "claimants"));
    row->tolerance =
        isfinite(row->value) ? fabs(row->value) * (double)o->tolerance_billionths / (double)SOL_BILLION : 0;
    return true;
}

/* A row before anything is simulated: its key, its unit and its value. `all`: the rows before it too. */
static bool read_row(const reading *r, const sol_scored *all, sol_scored *row, bool *is_stock)
{
    sol_arena *arena = r->arena;
    sol_diagnostics *diagnostics = r->diagnostics;
    const sol_plan *plan = r->plan;
    const sol_observed *o = row->observed;
    const sol_place place = sol_node_place(o->node, "figure");
    sol_outcome found;
    row->key = key_of(arena, plan->scenario, o);
    row->is_known = o->has_date && o->date.day <= plan->scenario->start.day;
    if (!sol_outcome_find(arena, r->one, row->key, &found))
        return refuse(
            diagnostics, place, found.hint_of_date,
            sol_arena_print(arena, "%s is no figure that can be observed: %s", called(arena, o), found.fault));
    if (found.kind != SOL_OUTCOME_ESTIMATE && found.kind != SOL_OUTCOME_DATE)
        return refuse(diagnostics, place, "`solatium outcomes` lists those that do",
                      sol_arena_print(arena, "no future tells %s: it cannot be observed", called(arena, o)));
    row->unit = found.unit;
    row->key = found.key;
    *is_stock = found.is_stock;
    for (const sol_scored *other = all; other < row; other++)
        if (!row->is_known && !other->is_known && strcmp(other->key, row->key) == 0)
            return refuse(diagnostics, place, "leave one out: each is scored",
                          sol_arena_print(arena, "%s is observed twice, as `%.200s` too", called(arena, o),
                                          other->observed->figure));
    return read_value(r, row);
}

/* The rows of a scenario, and which of them are stocks; NULL: there are errors. */
static sol_scored *read_rows(sol_arena *arena, const sol_plan *plan, bool *is_stock, sol_diagnostics *diagnostics)
{
    const sol_scenario *s = plan->scenario;
    const sol_simulation_settings how = {.trials = 1, .seed = 1, .threads = 1};
    sol_arena *scratch = sol_arena_new();
    const reading r = {arena, plan, sol_simulate(scratch, plan, &how), diagnostics};
    sol_scored *row = SOL_TAKE(arena, s->observed_count, sol_scored);
    bool is_sound = true;
    for (size_t i = 0; i < s->observed_count; i++) {
        row[i] = (sol_scored){.observed = &s->observed[i], .naive = NAN, .naive_crps = NAN, .crps = NAN, .mean = NAN};
        is_sound = read_row(&r, row, &row[i], &is_stock[i]) && is_sound;
    }
    sol_arena_free(scratch);
    return is_sound ? row : NULL;
}

/* The last known row of a figure, or the last that is before `before`'s day; NULL: there is none. */
static const sol_scored *last_known(const sol_scored *all, size_t count, const char *figure, const sol_scored *before)
{
    const sol_scored *last = NULL;
    for (size_t i = 0; i < count; i++) {
        const sol_observed *o = all[i].observed;
        if (all[i].is_known && strcmp(o->figure, figure) == 0 &&
            (!before || o->date.day < before->observed->date.day) && (!last || o->date.day >= last->observed->date.day))
            last = &all[i];
    }
    return last;
}

static void add_naive(const sol_scored *all, size_t count, bool is_stock, sol_scored *row)
{
    const sol_scored *last = last_known(all, count, row->observed->figure, NULL),
                     *first = last ? last_known(all, count, row->observed->figure, last) : NULL;
    if (!first || !row->observed->has_date)
        return;
    const score_known known[2] = {{first->observed->date, first->value}, {last->observed->date, last->value}};
    row->naive = score_naive(known, is_stock, row->observed->date);
    row->naive_crps = fabs(row->naive - row->value); /* of one value the score is its distance */
}

static int rising(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void score(sol_arena *scratch, const sol_trial_record *record, size_t k, sol_scored *row)
{
    double *value = SOL_TAKE(scratch, record->trials, double), sum = 0;
    score_sample sample = {.value = value};
    for (uint64_t t = 0; t < record->trials; t++) {
        const double at = record->asked_value[t * record->asked_count + k];
        if (isnan(at))
            continue;
        value[sample.count++] = at;
        sum += at;
    }
    row->has_future = sample.count > 0;
    if (!row->has_future)
        return;
    qsort(value, sample.count, sizeof *value, rising);
    row->mean = isfinite(sum) ? sum / (double)sample.count : NAN;
    row->p05 = score_quantile(&sample, 0.05);
    row->p25 = score_quantile(&sample, 0.25);
    row->p75 = score_quantile(&sample, 0.75);
    row->p95 = score_quantile(&sample, 0.95);
    const double low = row->value - row->tolerance, high = row->value + row->tolerance;
    row->inside_50 = high >= row->p25 && low <= row->p75;
    row->inside_90 = high >= row->p05 && low <= row->p95;
    row->pit = score_pit(&sample, row->value);
    row->crps = isfinite(row->value) ? score_crps(&sample, row->value) : NAN;
}

static void sum_up(sol_backtest_file *f)
{
    double error = 0, compared = 0, naive = 0;
    for (size_t i = 0; i < f->count; i++) {
        const sol_scored *row = &f->row[i];
        if (row->is_known || !row->has_future)
            continue;
        f->scored++;
        f->inside_50 += row->inside_50;
        f->inside_90 += row->inside_90;
        if (isnan(row->crps) || row->value == 0)
            continue;
        f->sized++;
        error += row->crps / fabs(row->value);
        if (isnan(row->naive))
            continue;
        f->compared++;
        compared += row->crps / fabs(row->value);
        naive += row->naive_crps / fabs(row->value);
    }
    f->error = f->sized > 0 ? error / (double)f->sized : NAN;
    f->compared_error = f->compared > 0 ? compared / (double)f->compared : NAN;
    f->naive_error = f->compared > 0 ? naive / (double)f->compared : NAN;
}

/* The rows that are asked of each trial, in their order. */
static sol_outcome_keys asked_of(sol_arena *arena, size_t count, const sol_scored *row)
{
    const char **key = SOL_TAKE(arena, count, const char *);
    sol_outcome_keys keys = {.key = key};
    for (size_t i = 0; i < count; i++)
        if (!row[i].is_known)
            key[keys.count++] = row[i].key;
    return keys;
}

/* One scenario; false: there is an error, or it was stopped. */
static bool run_file(sol_arena *arena, const sol_study *study, sol_backtest_file *f, bool *is_interrupted,
                     sol_diagnostics *diagnostics)
{
    const sol_plan *plan = points_plan(arena, study, diagnostics);
    if (!plan)
        return false;
    const sol_scenario *s = plan->scenario;
    *f = (sol_backtest_file){.title = s->title,
                             .file = s->file,
                             .currency = s->currency[0].code,
                             .minor_digits = s->currency[0].minor_digits,
                             .error = NAN,
                             .compared_error = NAN,
                             .naive_error = NAN};
    if (s->observed_count == 0)
        return true;
    bool *is_stock = SOL_TAKE(arena, s->observed_count, bool);
    sol_scored *row = read_rows(arena, plan, is_stock, diagnostics);
    points p = {.arena = arena, .total = 1};
    sol_study asked = *study;
    if (!row)
        return false;
    asked.outcomes = asked_of(arena, s->observed_count, row);
    if (!points_begin(&p, plan, &asked, diagnostics))
        return false;
    p.scratch = sol_arena_new();
    sol_trial_record record = points_record(&p);
    sol_point point = {0};
    const bool is_done = points_run(&p, &asked, (points_wants){&record, NULL, NULL}, &point) == SOL_POINT_DONE;
    size_t k = 0;
    for (size_t i = 0; is_done && i < s->observed_count; i++) {
        if (row[i].is_known)
            continue;
        score(p.scratch, &record, k++, &row[i]);
        add_naive(row, s->observed_count, is_stock[i], &row[i]);
    }
    f->trials = p.settings.trials;
    f->seed = p.settings.seed;
    f->count = s->observed_count;
    f->row = row;
    sum_up(f);
    *is_interrupted |= p.is_interrupted;
    sol_arena_free(p.scratch);
    if (!is_done && !p.is_interrupted)
        refuse(diagnostics, (sol_place){0}, NULL, point.fault);
    return is_done;
}

/* The files of which something is scored: only they are resampled. */
static size_t scored_files(sol_arena *arena, const sol_backtest *b, const sol_backtest_file ***file)
{
    size_t count = 0;
    *file = SOL_TAKE(arena, b->file_count, const sol_backtest_file *);
    for (size_t i = 0; i < b->file_count; i++)
        if (b->file[i].scored > 0)
            (*file)[count++] = &b->file[i];
    return count;
}

/* Of dates of one path each tells what the others tell: scenarios are resampled whole. */
static sol_covered covered(sol_arena *arena, const sol_backtest *b, bool is_50)
{
    enum { SETS = 4000 };
    sol_covered c = {.low = 1, .high = 0};
    double *share = SOL_TAKE(arena, SETS, double), inside = 0;
    for (size_t i = 0; i < b->file_count; i++)
        inside += (double)(is_50 ? b->file[i].inside_50 : b->file[i].inside_90);
    c.share = b->scored > 0 ? inside / (double)b->scored : NAN;
    const sol_backtest_file **file;
    const size_t files = scored_files(arena, b, &file);
    if (files < 2)
        return c;
    score_sample sample = {.value = share};
    for (uint64_t set = 0; set < SETS; set++) {
        double in = 0, of = 0;
        for (size_t i = 0; i < files; i++) {
            const double u = sol_draw_uniform(1, set, i, SOL_PURPOSE_RESAMPLE);
            const sol_backtest_file *f = file[(size_t)(u * (double)files)];
            in += (double)(is_50 ? f->inside_50 : f->inside_90);
            of += (double)f->scored;
        }
        if (of > 0)
            share[sample.count++] = in / of;
    }
    qsort(share, sample.count, sizeof *share, rising);
    c.low = score_quantile(&sample, 0.025);
    c.high = score_quantile(&sample, 0.975);
    return c;
}

static double mean_over(const sol_backtest *b, size_t offset)
{
    double sum = 0, count = 0;
    for (size_t i = 0; i < b->file_count; i++) {
        const double one = *(const double *)(const void *)((const char *)&b->file[i] + offset);
        sum += isnan(one) ? 0 : one;
        count += !isnan(one);
    }
    return count > 0 ? sum / count : NAN;
}

sol_backtest *sol_backtest_run(sol_arena *arena, size_t count, const sol_study *study, sol_diagnostics *diagnostics)
{
    SOL_ENTRY(NULL);
    sol_backtest *b = SOL_TAKE(arena, 1, sol_backtest);
    sol_backtest_file *file = SOL_TAKE(arena, count, sol_backtest_file);
    bool is_sound = true;
    *b = (sol_backtest){.file = file};
    for (size_t i = 0; i < count && !b->is_interrupted; i++) {
        const bool is_done = run_file(arena, &study[i], &file[b->file_count], &b->is_interrupted, diagnostics);
        is_sound = is_sound && (is_done || b->is_interrupted);
        b->file_count += is_done;
    }
    size_t observed = 0;
    for (size_t i = 0; i < b->file_count; i++) {
        b->scored += file[i].scored;
        observed += file[i].count;
    }
    if (is_sound && observed == 0 && !b->is_interrupted)
        is_sound = refuse(diagnostics, (sol_place){0},
                          "add `observed:` with what was published; `solatium schema` has its keys",
                          count > 1 ? "none of the scenarios says anything of what happened"
                                    : sol_arena_print(arena, "`%.200s` says nothing of what happened", file[0].file));
    if (!is_sound)
        return NULL;
    b->inside_50 = covered(arena, b, true);
    b->inside_90 = covered(arena, b, false);
    b->error = mean_over(b, offsetof(sol_backtest_file, error));
    b->compared_error = mean_over(b, offsetof(sol_backtest_file, compared_error));
    b->naive_error = mean_over(b, offsetof(sol_backtest_file, naive_error));
    return b;
}
