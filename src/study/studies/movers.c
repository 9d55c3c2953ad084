#include "study/studies/movers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double NORMAL_975 = 1.959963984540054;

size_t movers_rows(const sol_result *baseline)
{
    return 1 + baseline->group_count + baseline->age_band_count;
}

static const char *age_label(sol_arena *arena, const sol_band_result *band)
{
    if (!(band->to < 1000))
        return sol_arena_print(arena, "aged %.0f and over", band->from);
    if (band->from <= 0)
        return sol_arena_print(arena, "aged under %.0f", band->to);
    return sol_arena_print(arena, "aged %.0f to %.0f", band->from, band->to - 1);
}

void movers_label(sol_arena *arena, const sol_result *baseline, size_t times, sol_movers *row)
{
    size_t count = movers_rows(baseline);
    for (size_t i = 0; i < count * times; i++) {
        size_t k = i % count;
        if (k == 0)
            row[i].label = "everyone";
        else if (k <= baseline->group_count)
            row[i].label = sol_arena_copy(arena, baseline->group[k - 1].name, strlen(baseline->group[k - 1].name));
        else
            row[i].label = age_label(arena, &baseline->age_band[k - 1 - baseline->group_count]);
    }
}

static int by_id(const void *left, const void *right)
{
    const sol_claimant_result *const *a = left, *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

static const sol_claimant_result **sorted(sol_arena *scratch, const sol_result *result)
{
    const sol_claimant_result **list = SOL_TAKE(scratch, result->claimant_result_count, const sol_claimant_result *);
    for (size_t i = 0; i < result->claimant_result_count; i++)
        list[i] = &result->claimant[i];
    qsort(list, result->claimant_result_count, sizeof *list, by_id);
    return list;
}

/* A change of one claimant, or of a row of them, in the parts of the trials; sums over their trials. */
typedef struct changes {
    size_t part_count; /* 0: errors as if independent */
    uint64_t trials;
    double *part; /* by row, then part: summed over its claimants */
    double *one;  /* of the claimant at hand */
} changes;

static double mean_of(const changes *c, const double *part)
{
    double sum = 0;
    for (size_t k = 0; k < c->part_count; k++)
        sum += part[k];
    return sum / (double)c->trials;
}

/* Standard error of a mean over all trials, from how the parts' means differ; each part counts by its trials. */
static double error_of(const changes *c, const double *part)
{
    double mean = mean_of(c, part), squares = 0, n = (double)c->part_count;
    for (size_t k = 0; k < c->part_count; k++) {
        uint64_t first = (c->trials * k + c->part_count - 1) / c->part_count;
        uint64_t behind = (c->trials * (k + 1) + c->part_count - 1) / c->part_count;
        double off = part[k] - mean * (double)(behind - first);
        squares += off * off;
    }
    return n > 1 ? sqrt(squares * n / (n - 1)) / (double)c->trials : 0;
}

/* Student's 97.5 % quantile, by the expansion of Cornish and Fisher in 1/ν. Source  Abramowitz and Stegun (1964), 26.7.5 */
static double student_975(double freedom)
{
    double x = NORMAL_975, x3 = x * x * x, x5 = x3 * x * x;
    return x + (x3 + x) / (4 * freedom) + (5 * x5 + 16 * x3 + 3 * x) / (96 * freedom * freedom);
}

static void add(sol_movers *row, double change, double error)
{
    if (fabs(change) <= error || change == 0)
        row->alike++;
    else if (change > 0)
        row->better++;
    else
        row->worse++;
    row->change += change;
}

static bool is_in_row(const sol_result *baseline, const sol_claimant_result *claimant, size_t k)
{
    if (k == 0)
        return true;
    if (k <= baseline->group_count)
        return claimant->group && strcmp(claimant->group, baseline->group[k - 1].name) == 0;
    const sol_band_result *band = &baseline->age_band[k - 1 - baseline->group_count];
    return claimant->age >= band->from && claimant->age < band->to;
}

/* Two results side by side, and the claimant at hand by his place in each. */
typedef struct sides {
    const sol_result *baseline, *other;
} sides;

static void add_everywhere(const sides *s, const sol_claimant_result *was, const sol_claimant_result *is, changes *c,
                           sol_movers *row)
{
    double change = is->paid_in_life - was->paid_in_life, error;
    if (c->trials == 1) {
        error = INFINITY; /* nobody can be told apart by one future */
    } else if (c->part_count > 1) {
        const int64_t *before = s->baseline->paid_in_life_part + (size_t)(was - s->baseline->claimant) * c->part_count;
        const int64_t *after = s->other->paid_in_life_part + (size_t)(is - s->other->claimant) * c->part_count;
        for (size_t k = 0; k < c->part_count; k++)
            c->one[k] = (double)(after[k] - before[k]);
        error = student_975((double)c->part_count - 1) * error_of(c, c->one);
    } else {
        error = NORMAL_975 * hypot(is->paid_in_life_se, was->paid_in_life_se);
    }
    for (size_t r = 0; r < movers_rows(s->baseline); r++) {
        if (!is_in_row(s->baseline, was, r))
            continue;
        add(&row[r], change, error);
        for (size_t k = 0; k < c->part_count; k++)
            c->part[r * c->part_count + k] += c->one[k];
    }
}

void movers_count(sol_arena *scratch, const sol_result *baseline, const sol_result *other, sol_movers *row)
{
    const sol_claimant_result **a = sorted(scratch, baseline), **b = sorted(scratch, other);
    size_t rows = movers_rows(baseline);
    changes c = {.trials = baseline->trials};
    if (baseline->part_count == other->part_count && baseline->trials == other->trials)
        c.part_count = baseline->part_count;
    c.part = SOL_TAKE(scratch, rows * c.part_count, double);
    c.one = SOL_TAKE(scratch, c.part_count, double);
    sides s = {baseline, other};
    for (size_t i = 0, j = 0; i < baseline->claimant_result_count && j < other->claimant_result_count;) {
        int order = strcmp(a[i]->id, b[j]->id);
        if (order == 0 && a[i]->is_living && b[j]->is_living)
            add_everywhere(&s, a[i], b[j], &c, row);
        i += order <= 0;
        j += order >= 0;
    }
    for (size_t i = 0; i < rows; i++) {
        size_t count = row[i].better + row[i].worse + row[i].alike;
        row[i].change = count ? row[i].change / (double)count : 0;
        row[i].change_se = count && c.part_count > 1 ? error_of(&c, c.part + i * c.part_count) / (double)count : 0;
        row[i].support = count == 0 ? SOL_OF_NONE : baseline->trials == 1 ? SOL_OF_ONE : SOL_OF_MANY;
    }
}
