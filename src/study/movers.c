#include "study/movers.h"

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

static void add(sol_movers *row, double change, double se)
{
    if (fabs(change) <= NORMAL_975 * se || change == 0)
        row->alike++;
    else if (change > 0)
        row->better++;
    else
        row->worse++;
    row->change += change;
}

static void add_everywhere(const sol_result *baseline, const sol_claimant_result *was, const sol_claimant_result *is,
                           sol_movers *row)
{
    double change = is->paid_in_life - was->paid_in_life, se = hypot(is->paid_in_life_se, was->paid_in_life_se);
    add(&row[0], change, se);
    for (size_t g = 0; g < baseline->group_count; g++)
        if (was->group && strcmp(was->group, baseline->group[g].name) == 0)
            add(&row[1 + g], change, se);
    for (size_t b = 0; b < baseline->age_band_count; b++)
        if (was->age >= baseline->age_band[b].from && was->age < baseline->age_band[b].to)
            add(&row[1 + baseline->group_count + b], change, se);
}

void movers_count(sol_arena *scratch, const sol_result *baseline, const sol_result *other, sol_movers *row)
{
    const sol_claimant_result **a = sorted(scratch, baseline), **b = sorted(scratch, other);
    for (size_t i = 0, j = 0; i < baseline->claimant_result_count && j < other->claimant_result_count;) {
        int order = strcmp(a[i]->id, b[j]->id);
        if (order == 0 && a[i]->is_living && b[j]->is_living)
            add_everywhere(baseline, a[i], b[j], row);
        i += order <= 0;
        j += order >= 0;
    }
    for (size_t i = 0; i < movers_rows(baseline); i++) {
        size_t count = row[i].better + row[i].worse + row[i].alike;
        row[i].change = count ? row[i].change / (double)count : 0;
    }
}
