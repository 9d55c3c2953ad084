#include "scenario/registers/csv_rows.h"

#include "base/fold.h"

#include <stdlib.h>
#include <string.h>

/* How many alike have ids of that name, `#` and a number: of a row with a count, or of a group. */
static uint32_t count_alike(const csv_context *context, const char *name, size_t length)
{
    const sol_scenario *s = context->r->scenario;
    const sol_claimant_row *row = context->rows.rows;
    int as_row = names_find_bytes(&context->ids, name, length);
    int as_group = names_find_bytes(&context->r->groups, name, length);
    uint32_t count = as_row >= 0 && row[as_row].is_cell ? row[as_row].count : 0;
    uint32_t members = as_group >= 0 && (size_t)as_group < s->group_count ? (uint32_t)s->group[as_group].count : 0;
    return count > members ? count : members;
}

/* A row whose id is that of one of several alike would be the same person, with the same fate. */
static void refuse_members(const csv_context *context, const text_source *source)
{
    const sol_claimant_row *row = context->rows.rows;
    if (context->ids.count != context->rows.count)
        return; /* there are errors, or no ids */
    for (size_t i = 0; i < context->rows.count; i++) {
        const char *mark = strrchr(row[i].id, '#');
        size_t digits = mark ? strspn(mark + 1, "0123456789") : 0;
        if (digits == 0 || digits > 8 || mark[1] == '0' || mark[1 + digits])
            continue;
        unsigned long number = strtoul(mark + 1, NULL, 10);
        if (number <= count_alike(context, row[i].id, (size_t)(mark - row[i].id)))
            problem_add(context->r->diagnostics, P_CSV_VALUE, source_whole(source), "give the row another id",
                        "the id `%s` is that of one of several alike, `%.*s`", row[i].id, (int)(mark - row[i].id),
                        row[i].id);
    }
}

/* An id as it looks: a number without noughts that do not count, as a spreadsheet makes 1 and 1.0 of 01; letters without case. */
static size_t look_of(const char *id, char *look)
{
    size_t length = fold_bytes(id, strlen(id), FOLD_NAME | FOLD_SIGNS | FOLD_CASE | FOLD_ALIKE, look);
    size_t digits = 0, noughts = 0;
    while (digits < length && look[digits] >= '0' && look[digits] <= '9')
        digits++;
    size_t end = digits + (digits < length && look[digits] == '.');
    while (end > digits && end < length && look[end] == '0')
        end++;
    if (digits == 0 || end < length)
        return length;
    while (noughts + 1 < digits && look[noughts] == '0')
        noughts++;
    memmove(look, look + noughts, digits - noughts);
    return digits - noughts;
}

/* Ids that can be taken for each other; of a table so large that nobody writes its ids by hand they are not compared. */
static void warn_alike(const csv_context *context, const text_source *source)
{
    enum { ROWS_COMPARED = 200000, TOLD = 5 };
    const sol_claimant_row *row = context->rows.rows;
    size_t count = context->id_at < 0 ? 0 : context->rows.count, told = 0;
    if (count < 2 || count > ROWS_COMPARED)
        return;
    sol_arena *scratch = sol_arena_new();
    name_table looks = {.arena = scratch, .is_exact = true};
    const char **first = SOL_TAKE(scratch, count, const char *);
    for (size_t i = 0; i < count && told < TOLD; i++) {
        char look[FOLD_ROOM(3 * 200)]; /* an id of 200 bytes, composed */
        bool is_new;
        int index = names_add_bytes(&looks, look, look_of(row[i].id, look), &is_new);
        if (is_new) {
            first[index] = row[i].id;
            continue;
        }
        told++;
        problem_add(context->r->diagnostics, P_NAMES_ALIKE, source_whole(source),
                    "if they are one claimant, leave one row; else give them ids that nobody takes for each other",
                    "the ids `%s` and `%s` look alike", first[index], row[i].id);
    }
    sol_arena_free(scratch);
}

/* Whoever is ninety is on average ninety and a half. */
static void warn_whole_ages(const csv_context *context)
{
    if (context->ages == 0 || context->whole_ages < context->ages)
        return;
    problem_add(context->r->diagnostics, P_WHOLE_AGES, context->age_place,
                "give the day or the year of birth in a column `born`, or add half a year to each age",
                "ages in whole years are read as birthdays at `start`: claimants are half a year older on average");
}

void csv_rows_check(const csv_context *context, const text_source *source)
{
    refuse_members(context, source);
    warn_alike(context, source);
    warn_whole_ages(context);
}
