#include "scenario/registers/csv_total.h"

#include "base/text.h"
#include "scenario/tables/csv_marks.h"
#include "value/number/decimal.h"

/* Sums of sums: so many of the last are tried as what a sum begins behind. */
enum { LEVELS_MOST = 64 };

static bool calls_itself_total(const csv_context *context)
{
    const csv_reader *csv = context->csv;
    for (size_t i = 0; i < PERSON_COLUMNS; i++)
        if (context->person_at[i] >= 0 && csv->field[context->person_at[i]].length > 0)
            return false;
    size_t first = 0;
    while (first < csv->count && csv->field[first].length == 0)
        first++;
    const int at[] = {(int)first, context->id_at, context->name_at, context->group_at};
    for (size_t i = 0; i < sizeof at / sizeof *at; i++)
        if (at[i] >= 0 && (size_t)at[i] < csv->count && csv_says_total(&csv->field[at[i]]))
            return true;
    return false;
}

/* The amount that a sum says; false: none that is read as a claim is. */
static bool read_claim(csv_context *context, const csv_header *header, const csv_field *field, int64_t *units)
{
    const int at = context->claim_at;
    sol_claimant_row row = {.count = 1};
    sol_quantity_fault fault;
    csv_field whole = *field;
    if (field->length == 0 ||
        (header->unit[at] && !csv_mark_join(context->r->arena, header->unit[at], field, &whole, &fault)) ||
        !header->table[header->column[at]].read(context, &whole, &row, &fault))
        return false;
    *units = row.claim.units;
    return true;
}

/* Whether it is what rows above add up to: all of them, or those behind an earlier sum. */
static bool is_right(const csv_total *total, int64_t units)
{
    const int64_t *before = total->before.rows;
    if (units == total->all || units == total->counted)
        return true;
    for (size_t i = 0; i < total->before.count && i < LEVELS_MOST; i++) {
        const int64_t *sums = before + 2 * (total->before.count - 1 - i);
        if (units == total->all - sums[0] || units == total->counted - sums[1])
            return true;
    }
    return false;
}

static const char *amount(const csv_context *context, int64_t units)
{
    const int digits = context->r->currency[0].minor_digits;
    const int64_t one = decimal_power_of_ten(digits);
    sol_arena *arena = context->r->arena;
    return digits ? sol_arena_print(arena, "%lld.%0*lld", (long long)(units / one), digits, (long long)(units % one))
                  : sol_arena_print(arena, "%lld", (long long)units);
}

bool csv_total_is(csv_context *context, const csv_header *header)
{
    if (!calls_itself_total(context))
        return false;
    csv_total *total = &context->total;
    const csv_reader *csv = context->csv;
    const csv_field *field = context->claim_at >= 0 ? &csv->field[context->claim_at] : NULL;
    const bool is_known = !total->is_beyond && context->rows.count > 0 && context->row_count == context->rows.count;
    int64_t units;
    if (is_known && field && read_claim(context, header, field, &units) && !is_right(total, units))
        problem_add(context->r->diagnostics, P_CSV_TOTAL, csv_place(csv, field),
                    "see whether a row is missing, or one too many, or a claim is wrong",
                    "this row sums up others and is left out, but says `%.*s` where the rows above add up to %s",
                    (int)text_whole(field->text, field->length, 40), field->text, amount(context, total->all));
    else
        problem_add(context->r->diagnostics, P_CSV_TOTAL, csv_row_place(csv), NULL,
                    "this row sums up others and is left out");
    int64_t *sums = rows_add(&total->before);
    sums[0] = total->all;
    sums[1] = total->counted;
    return true;
}

void csv_total_add(csv_total *total, const sol_claimant_row *row)
{
    int64_t counted;
    total->is_beyond |= __builtin_mul_overflow(row->claim.units, (int64_t)row->count, &counted) ||
                        __builtin_add_overflow(total->counted, counted, &total->counted) ||
                        __builtin_add_overflow(total->all, row->claim.units, &total->all);
}
