#include "result/claimants_match.h"

#include "base/visible.h"
#include "scenario/text/names.h"

#include <math.h>

/* What the rows of a group add up to, and what it is called. */
typedef enum sum { SUM_CLAIMED, SUM_IN_LIFE, SUM_TO_ESTATES, SUMS } sum;
static const char *const sum_names[SUMS] = {"claimed", "paid_in_life", "paid_to_estate"};

typedef struct group_sums {
    size_t count, living;
    double sum[SUMS];
} group_sums;

static void add_row(group_sums *to, const sol_claimant_result *c)
{
    to->count++;
    to->living += c->is_living;
    to->sum[SUM_CLAIMED] += sol_money_to_double(c->claimed);
    to->sum[SUM_IN_LIFE] += c->paid_in_life;
    to->sum[SUM_TO_ESTATES] += c->paid_to_estate;
}

static const char *compare(sol_arena *arena, const sol_result *result, const sol_band_result *g, const group_sums *rows)
{
    const double mean[SUMS] = {g->claimed.mean, g->paid_in_life.mean, g->paid.mean - g->paid_in_life.mean};
    if (rows->count != g->count || rows->living != g->living)
        return sol_arena_print(arena,
                               "%zu rows of the group `%.100s`, %zu of them living, where the result has %zu and %zu",
                               rows->count, g->name, rows->living, g->count, g->living);
    double major = pow(10, result->minor_digits);
    for (int s = 0; s < SUMS; s++)
        if (fabs(rows->sum[s] - mean[s]) > (double)rows->count + 1e-9 * fabs(mean[s]))
            return sol_arena_print(arena, "`%s` of the group `%.100s` adds up to %.15g, where the result has %.15g",
                                   sum_names[s], g->name, rows->sum[s] / major, mean[s] / major);
    return NULL;
}

const char *claimants_mismatch(sol_arena *arena, const sol_result *result, size_t count,
                               const sol_claimant_result *claimant)
{
    name_table names = {.arena = arena};
    group_sums *sums = SOL_TAKE(arena, result->group_count, group_sums);
    for (size_t g = 0; g < result->group_count; g++)
        names_add(&names, visible_text(arena, result->group[g].name)); /* as tables write them */
    for (size_t i = 0; i < count; i++) {
        int group = names_find(&names, claimant[i].group);
        if (group < 0)
            return sol_arena_print(arena, "`%.100s` is of the group `%.100s`, which the result does not have",
                                   claimant[i].id, claimant[i].group);
        add_row(&sums[group], &claimant[i]);
    }
    for (size_t g = 0; g < result->group_count; g++) {
        const char *fault = compare(arena, result, &result->group[g], &sums[g]);
        if (fault)
            return fault;
    }
    return NULL;
}
