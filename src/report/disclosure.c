#include "report/disclosure.h"

#include "report/figure.h"

#include <math.h>
#include <string.h>

const char disclosure_rule[] = "Published form: no line is about fewer than ten people, or about fewer than ten living "
                               "ones unless none lives. Smaller groups are put "
                               "together. Groups are the only division of the people shown, and their lines hold "
                               "everyone once, so that what is left after any subtraction "
                               "is again ten people or nobody. Amounts of groups are given as ranges, shares in whole "
                               "percents; lines of single claimants, ages and claims "
                               "and the scenario's values about claimants are left out.";

static bool is_large(const sol_band_result *band)
{
    return band->count >= DISCLOSURE_LEAST && (band->living == 0 || band->living >= DISCLOSURE_LEAST);
}

static sol_estimate sum_of(const sol_estimate *a, const sol_estimate *b)
{
    return (sol_estimate){a->mean + b->mean, hypot(a->se, b->se), a->p05 + b->p05, a->p50 + b->p50, a->p95 + b->p95};
}

/* Two groups as one; the share is the mean of theirs by the living, and is shown without a spread. */
static sol_band_result join(const sol_band_result *a, const sol_band_result *b)
{
    sol_band_result joined = {.name = "other groups", .count = a->count + b->count, .living = a->living + b->living};
    double living = joined.living > 0 ? (double)joined.living : 1;
    joined.share_in_time.mean =
        (a->share_in_time.mean * (double)a->living + b->share_in_time.mean * (double)b->living) / living;
    joined.paid = sum_of(&a->paid, &b->paid);
    joined.paid_in_life = sum_of(&a->paid_in_life, &b->paid_in_life);
    joined.claimed = sum_of(&a->claimed, &b->claimed);
    return joined;
}

/* Puts the small groups together, then the smallest large ones to them until they are large themselves. */
static size_t put_together(size_t count, sol_band_result group[])
{
    sol_band_result others = {.name = NULL};
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_large(&group[i]))
            group[kept++] = group[i];
        else
            others = others.name ? join(&others, &group[i]) : join(&group[i], &(sol_band_result){.name = ""});
    }
    while (others.name && !is_large(&others) && kept > 0) {
        size_t least = 0;
        for (size_t i = 1; i < kept; i++)
            if (group[i].count < group[least].count)
                least = i;
        others = join(&others, &group[least]);
        memmove(&group[least], &group[least + 1], (--kept - least) * sizeof *group);
    }
    if (others.name && is_large(&others))
        group[kept++] = others;
    return kept;
}

static size_t publishable(const sol_assumption *from, size_t count, sol_assumption to[])
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (strncmp(from[i].key, "claimants", 9) != 0)
            to[kept++] = from[i];
    return kept;
}

sol_result *disclosure_public(sol_arena *arena, const sol_result *result)
{
    if (result->claimant_count < DISCLOSURE_LEAST ||
        (result->living_count > 0 && result->living_count < DISCLOSURE_LEAST))
        return NULL;
    sol_result *public = SOL_TAKE(arena, 1, sol_result);
    sol_band_result *group = SOL_TAKE(arena, result->group_count, sol_band_result);
    sol_assumption *assumption = SOL_TAKE(arena, result->assumption_count, sol_assumption);
    *public = *result;
    if (result->group_count > 0)
        memcpy(group, result->group, result->group_count * sizeof *group);
    public->group_count = put_together(result->group_count, group);
    public->group = group;
    public->assumption_count = publishable(result->assumption, result->assumption_count, assumption);
    public->assumption = assumption;
    public->age_band_count = public->claim_band_count = 0;
    public->claimant_result_count = 0;
    return public;
}

/* The range 1–2, 2–5 or 5–10 times a power of ten that an amount lies in. */
static const char *range_of(sol_arena *arena, double amount, int minor_digits)
{
    static const double edge[] = {1, 2, 5, 10};
    if (amount <= 0)
        return "nothing";
    double power = pow(10, floor(log10(amount)));
    size_t i = 0;
    while (i < 2 && amount >= edge[i + 1] * power)
        i++;
    return sol_arena_print(arena, "%s to %s", figure_money(edge[i] * power, minor_digits).text,
                           figure_money(edge[i + 1] * power, minor_digits).text);
}

static document_cell blurred(document *doc, const document_column *column, const document_cell *cell, bool is_total)
{
    if (!cell->is_filled || cell->text || (column->unit != UNIT_MONEY && column->unit != UNIT_SHARE))
        return *cell;
    if (column->unit == UNIT_SHARE)
        return cell_value(is_total ? cell->value : round(cell->value * 100) / 100);
    if (is_total)
        return cell_text(sol_arena_print(doc->arena, "%s", figure_money(cell->value, doc->minor_digits).text));
    return cell_text(range_of(doc->arena, cell->value, doc->minor_digits));
}

/* Ranges are texts, so that the columns of amounts become such. */
static void blur_table(document *doc, document_table *table)
{
    document_column *column = SOL_TAKE(doc->arena, table->column_count, document_column);
    for (size_t c = 0; c < table->column_count; c++) {
        const document_column *old = &table->column[c];
        for (size_t r = 0; r < table->row_count; r++) {
            document_cell *cell = &table->cell[r * table->column_count + c];
            *cell = blurred(doc, old, cell, r + table->total_rows >= table->row_count);
        }
        column[c] = *old;
        column[c].spread = SPREAD_NONE;
        if (old->unit == UNIT_MONEY)
            column[c].unit = UNIT_TEXT;
    }
    table->column = column;
}

void disclosure_blur(document *doc)
{
    for (size_t i = 0; i < doc->block_count; i++)
        if (doc->block[i].kind == BLOCK_TABLE && strcmp(doc->block[i].table->key, "groups") == 0)
            blur_table(doc, doc->block[i].table);
    document_say(doc, TONE_PLAIN, "%s", disclosure_rule);
}
