/* Weighted shares by passes over columns are the awards of the exact solver wherever no row is doubtful. */
#include "division/dice.h"
#include "engine/passes/columns_weighted.h"
#include "solatium/division.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { ROWS = 3 * COLUMNS_BLOCK + 13, ROUNDS = 200 };

typedef struct sample {
    int64_t total[ROWS], paid[ROWS], principal[ROWS], award[ROWS];
    double weight[ROWS], slope[ROWS];
    uint32_t block[ROWS];
} sample;

static void roll(uint64_t *dice, sample *s)
{
    int64_t size = INT64_C(1) << (4 + dice_below(dice, 44));
    bool is_fresh = dice_below(dice, 3) == 0;
    for (size_t i = 0; i < ROWS; i++) {
        bool is_there = dice_below(dice, 4) > 0;
        s->total[i] = is_there ? 1 + dice_below(dice, size) : 0;
        s->paid[i] = is_there ? dice_below(dice, s->total[i]) / (1 + dice_below(dice, 6)) : dice_below(dice, 2) * 77;
        s->paid[i] = is_fresh ? 0 : s->paid[i];
        s->principal[i] = is_there ? dice_below(dice, s->total[i] - s->paid[i] + 1) : 0;
        s->weight[i] = exp(8 * dice_share(dice) - 4);
        s->slope[i] = s->weight[i] * (double)s->total[i];
    }
}

/* Divides exactly; gives the level. */
static double divide(sample *s, uint64_t *dice)
{
    sol_money claim[ROWS], lower[ROWS], award[ROWS];
    double weight[ROWS];
    size_t row[ROWS];
    sol_claims_problem problem = {.claim = claim, .lower = lower, .weight = weight};
    int64_t least = 0, most = 0;
    for (size_t i = 0; i < ROWS; i++) {
        s->award[i] = s->paid[i];
        if (s->total[i] == 0)
            continue;
        row[problem.count] = i;
        claim[problem.count].units = s->total[i];
        lower[problem.count].units = s->paid[i];
        weight[problem.count++] = s->weight[i];
        least += s->paid[i];
        most += s->total[i];
    }
    problem.endowment.units = least + 1 + dice_below(dice, most - least - 1);
    sol_arena *scratch = sol_arena_new();
    sol_rule_choice rule = sol_rule_default(SOL_RULE_PROPORTIONAL);
    double level = sol_divide(&problem, &rule, SOL_ROUND_DOWN, scratch, award).level;
    sol_arena_free(scratch);
    for (size_t k = 0; k < problem.count; k++)
        s->award[row[k]] = award[k].units;
    return level;
}

static columns_weighted rows_of(sample *s)
{
    return (columns_weighted){{ROWS, s->total, s->paid, s->principal}, s->slope};
}

static void check_sums(const sample *s, double level, const columns_weights *sums)
{
    long double slopes = 0;
    int64_t fixed = 0;
    for (size_t i = 0; i < ROWS; i++) {
        double x = s->slope[i] * level;
        bool is_high = s->total[i] > 0 && x >= (double)s->total[i], is_low = x <= (double)s->paid[i];
        fixed += s->total[i] == 0 ? 0 : is_high ? s->total[i] : is_low ? s->paid[i] : 0;
        slopes += is_high || is_low ? 0 : (long double)s->weight[i] * (long double)s->total[i];
    }
    cr_assert_eq(sums->fixed, fixed);
    cr_assert(fabsl(slopes - (long double)sums->slopes) <= slopes * 10 * 0x1p-53L);
}

static void check_paid(const char *name, const sample *before, const sample *s, const columns_payment *payment)
{
    for (size_t i = 0, named = 0; i < ROWS; i++) {
        int64_t more = before->award[i] - before->paid[i], owed = before->total[i] - before->paid[i];
        more = more == owed || before->total[i] == 0 ? more : more - more % payment->unit;
        int64_t left = owed - more, principal = before->principal[i];
        cr_assert_eq(s->paid[i], before->paid[i] + more, "%s, row %zu", name, i);
        cr_assert_eq(s->principal[i], before->total[i] > 0 && left < principal ? left : principal, "%s, row %zu", name,
                     i);
        for (; named < payment->block_count && payment->block[named] < i / COLUMNS_BLOCK;)
            named++;
        bool is_named = named < payment->block_count && payment->block[named] == i / COLUMNS_BLOCK;
        cr_assert(s->total[i] == 0 || s->paid[i] < s->total[i] || is_named, "%s, row %zu is not looked at", name, i);
    }
}

Test(columns_weighted, awards_are_exact_where_no_row_is_doubtful)
{
    columns_weighted_version version[3];
    size_t versions = columns_weighted_versions(version), certain = 0, doubtful = 0;
    uint64_t dice = 1789;
    for (int round = 0; round < ROUNDS; round++) {
        sample s, copy;
        roll(&dice, &s);
        double level = divide(&s, &dice);
        columns_weighted rows = rows_of(&s);
        columns_weights first = version[0].sums(&rows, level);
        check_sums(&s, level, &first);
        doubtful += first.doubtful > 0;
        certain += first.doubtful == 0;
        for (size_t v = 0; v < versions; v++) {
            columns_weights sums = version[v].sums(&rows, level);
            cr_assert(sums.fixed == first.fixed && sums.slopes == first.slopes && sums.doubtful == first.doubtful, "%s",
                      version[v].name);
            copy = s;
            columns_weighted others = rows_of(&copy);
            columns_payment payment = {.unit = round % 2 ? 1 : 7, .goal = 0.9, .near = 2, .block = copy.block};
            int64_t paid = version[v].pay(&others, level, &payment);
            for (size_t i = 0; i < ROWS; i++)
                paid -= copy.paid[i] - s.paid[i];
            cr_assert_eq(paid, 0, "%s", version[v].name);
            if (first.doubtful == 0)
                check_paid(version[v].name, &s, &copy, &payment);
        }
    }
    cr_assert(certain > ROUNDS / 2 && doubtful > 5, "%zu are certain, %zu doubtful", certain, doubtful);
}

/* Of 1,000 with weight 1 at 0.5 exactly 500; the second is as close to what was paid, the third to its total; the others are clear. */
Test(columns_weighted, a_row_within_a_rounding_of_a_whole_number_is_doubtful)
{
    int64_t total[] = {1000, 1000, 1000, 1000, 1000, 0}, paid[] = {0, 501, 0, 700, 0, 5}, principal[6] = {0};
    double slope[] = {1000, 1002 - 1e-12, 2000 + 1e-12, 1000, 1001, 0};
    columns_weighted rows = {{6, total, paid, principal}, slope};
    columns_weighted_version version[3];
    size_t versions = columns_weighted_versions(version);
    for (size_t v = 0; v < versions; v++)
        cr_assert_eq(version[v].sums(&rows, 0.5).doubtful, 3, "%s", version[v].name);
}
