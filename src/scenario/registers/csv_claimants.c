/* A row costs no memory but its id: its terms are those of other rows (csv_terms.h). */
#include "scenario/registers/csv_claimants.h"

#include "base/visible.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/terms.h"
#include "scenario/registers/csv_rows.h"
#include "scenario/registers/csv_terms.h"
#include "scenario/registers/csv_total.h"
#include "scenario/tables/csv_marks.h"
#include "scenario/text/cell_fault.h"

#include <string.h>

/* Where a column stands in the header, or −1. */
static int place_of(const csv_header *header, const char *name)
{
    for (size_t i = 0; i < header->count; i++)
        if (header->column[i] >= 0 && strcmp(header->table[header->column[i]].name, name) == 0)
            return (int)i;
    return -1;
}

static bool refuse_row(const csv_context *context, const char *message)
{
    const csv_reader *csv = context->csv;
    problem_add(context->r->diagnostics, P_CSV_VALUE, csv_row_place(csv), NULL, "%s", message);
    return false;
}

static bool refuse_field(const csv_context *context, const csv_field *field, const char *hint, const char *message)
{
    sol_quantity_fault fault;
    csv_fault(&fault, field, hint, "%s", message);
    csv_refuse(context->r, context->csv, field, &fault);
    return false;
}

/* A birth of which only the year is known may be any day of it. */
static bool check_birth(const csv_context *context, const sol_claimant_row *claimant)
{
    bool has_year = claimant->birth_year != 0, is_living = sol_date_is_never(claimant->died);
    if (!claimant->has_birth && !has_year)
        return true;
    if (claimant->died.day < claimant->birth.day)
        return refuse_row(context, "died before birth");
    sol_date last = claimant->birth;
    if (last.day < context->oldest_birth.day && has_year)
        last = sol_date_of(claimant->birth_year, 12, 31);
    if (!is_living || last.day >= context->oldest_birth.day)
        return true;
    return refuse_field(context, context->age, "give the day of death in the column `died` if that is right",
                        SECTIONS_BORN_TOO_EARLY);
}

static bool check_person(const csv_context *context, const sol_claimant_row *claimant)
{
    if (claimant->is_institution) {
        if (context->has_sex || context->age || !sol_date_is_never(claimant->died))
            return refuse_row(context, "an institution has neither sex nor age nor day of death");
        return !context->has_mortality || refuse_row(context, "an institution does not die: it has no mortality");
    }
    if (!context->has_sex && !context->lacks_sex)
        return refuse_row(context, "the sex is missing");
    if (!context->age && !context->lacks_age)
        return refuse_row(context, "the date of birth or the age is missing");
    return context->has_sex && context->age && check_birth(context, claimant);
}

/* The row's number where the register has no ids; NULL: an error. */
static const char *take_id(csv_context *context)
{
    if (context->id_at < 0)
        return sol_arena_print(context->r->arena, "%zu", context->row_count);
    const csv_field *id = &context->csv->field[context->id_at];
    bool is_new;
    const char *seen = visible_part(context->r->arena, id->text, id->length);
    if (seen)
        problem_add(context->r->diagnostics, P_CSV_UNSEEN, csv_place(context->csv, id), NULL,
                    "this id holds a sign that nobody sees, and is read without it");
    int index = names_add_bytes(&context->ids, seen ? seen : id->text, seen ? strlen(seen) : id->length, &is_new);
    if (is_new)
        return context->ids.name[index];
    sol_quantity_fault fault;
    csv_fault(&fault, id, NULL, "the id `%.*s` is given twice", (int)text_whole(id->text, id->length, 60), id->text);
    csv_refuse(context->r, context->csv, id, &fault);
    return NULL;
}

/* What may be left out as a column has a value in each row where it is there. */
static bool is_filled(const csv_context *context, int at)
{
    const csv_field *field = at < 0 ? NULL : &context->csv->field[at];
    if (!field || field->length)
        return true;
    return refuse_field(context, field, NULL, at == context->id_at ? "`id` is empty" : "`group` is empty");
}

static const char *copy_name(const csv_context *context)
{
    const csv_field *name = context->name;
    return name ? names_shown(context->r->arena, sol_arena_copy(context->r->arena, name->text, name->length)) : NULL;
}

static void read_row(csv_context *context, csv_reader *csv, csv_header *header)
{
    sol_claimant_row row = {.count = 1, .died = sol_date_never()};
    if (csv_total_is(context, header))
        return;
    memset(context->said, 0, sizeof context->said);
    context->has_sex = context->has_mortality = false;
    context->age = context->name = NULL;
    context->row_count++;
    if (context->group_at < 0)
        row.group = names_add(&context->r->groups, "claimants");
    bool is_read = csv_row_read(context->r, csv, header, (csv_target){context, &row});
    if (!is_filled(context, context->id_at) || !is_filled(context, context->group_at) || !is_read ||
        !check_person(context, &row))
        return;
    row.terms = csv_terms_find(context, row.group);
    row.id = take_id(context);
    if (!row.id || row.terms < 0)
        return;
    *(sol_claimant_row *)rows_add(&context->rows) = row;
    csv_total_add(&context->total, &row);
    if (context->names.rows)
        *(const char **)rows_add(&context->names) = copy_name(context);
    if (context->notes)
        *(uint32_t *)rows_add(&context->notes->from) = (uint32_t)csv->row_from;
}

/* Groups that only rows name stand behind the written ones, with nobody of their own. */
static void add_groups(csv_context *context)
{
    reader *r = context->r;
    sol_scenario *s = r->scenario;
    sol_group *group = SOL_TAKE(r->arena, r->groups.count, sol_group);
    if (s->group_count)
        memcpy(group, s->group, s->group_count * sizeof *group);
    for (size_t i = s->group_count; i < r->groups.count; i++)
        group[i] = (sol_group){
            .name = r->groups.name[i],
            .age = sol_distribution_constant(0, 0),
            .died = {s->start.day - 1},
            .claim = {.value = sol_distribution_constant(0, 0)},
            .terms = terms_default(r, &context->heirs),
            .node = context->group_node,
        };
    s->group = group;
    s->group_count = r->groups.count;
}

/* Room for all rows at once: they are hardly more than the lines. */
static void reserve(csv_context *context, const text_source *source, bool has_names)
{
    const char *at = source->source.text, *end = at + source->source.length;
    size_t lines = 1;
    while (lines < PEOPLE_MAX && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        lines++;
        at++;
    }
    if (context->id_at >= 0)
        names_reserve(&context->ids, lines);
    rows_reserve(&context->rows, lines);
    if (has_names)
        rows_reserve(&context->names, lines);
}

/* What every row lacks is said once: where there is no `kind`, all are people. */
static bool lacks_column(const csv_context *context, const csv_header *header, const char *name, const char *message)
{
    const csv_reader *csv = context->csv;
    if (place_of(header, name) >= 0 || place_of(header, "kind") >= 0)
        return false;
    sol_arena *arena = context->r->arena;
    problem_add(context->r->diagnostics, P_CSV_COLUMN, csv_row_place(csv),
                context->r->is_alone
                    ? sol_arena_print(arena, "say which it is: `--columns %s=HEADER`", name)
                    : sol_arena_print(arena, "say which it is: `columns: {%s: HEADER}` beside `file`", name),
                "%s", message);
    return true;
}

static void begin_rows(csv_context *context, const csv_header *header)
{
    const csv_reader *csv = context->csv;
    int age_at = place_of(header, "age");
    if (age_at >= 0)
        context->age_place = source_place(csv->source, csv->field[age_at].from, csv->field[age_at].to);
    context->id_at = place_of(header, "id");
    context->group_at = place_of(header, "group");
    context->name_at = place_of(header, "name");
    context->claim_at = place_of(header, "claim");
    static const char *const of_person[PERSON_COLUMNS] = {"sex", "born", "age", "kind"};
    for (size_t i = 0; i < PERSON_COLUMNS; i++)
        context->person_at[i] = place_of(header, of_person[i]);
    reserve(context, csv->source, place_of(header, "name") >= 0);
    context->lacks_sex = lacks_column(context, header, "sex", "people have a sex, and there is no column of it");
    context->lacks_age =
        place_of(header, "age") < 0 &&
        lacks_column(context, header, "born", "people have a birth or an age, and there is no column of it");
    if (context->id_at < 0)
        problem_add(context->r->diagnostics, P_CSV_NO_IDS, csv_row_place(csv),
                    "give each an `id`, so that nothing changes for anybody when rows move",
                    "there is no column `id`: claimants are numbered as their rows");
}

static void begin_notes(csv_claimants_notes *notes, const csv_context *context, const csv_header *header)
{
    sol_arena *arena = context->r->arena;
    notes->from = (row_list){.arena = arena, .size = sizeof(uint32_t)};
    notes->said = (row_list){.arena = arena, .size = sizeof(bool[TERM_FIELDS])};
    notes->column_count = header->count;
    notes->header = SOL_TAKE(arena, header->count, const char *);
    notes->column = SOL_TAKE(arena, header->count, int);
    notes->unit = SOL_TAKE(arena, header->count, const char *);
    for (size_t i = 0; i < header->count; i++) {
        const csv_field *field = &context->csv->field[i];
        const bool is_sound = !cell_fault_of(field->text, field->length); /* of others the mark in front is not shown */
        notes->header[i] = sol_arena_copy(arena, field->text + !is_sound, field->length - !is_sound);
        notes->column[i] = header->column[i];
        notes->unit[i] = header->unit[i];
    }
}

bool csv_claimants_read(reader *r, const text_source *source, const sol_node *columns, const sol_inheritance *heirs,
                        csv_claimants_notes *notes)
{
    csv_reader csv = csv_begin(source, r->arena);
    csv_header header;
    csv_context context = {
        .r = r,
        .heirs = *heirs,
        .csv = &csv,
        .notes = notes,
        .ids = {.arena = r->arena},
        .terms = {.arena = r->arena, .is_exact = true},
        .rows = {.arena = r->arena, .size = sizeof(sol_claimant_row)},
        .names = {.arena = r->arena, .size = sizeof(const char *)},
        .total.before = {.arena = r->arena, .size = sizeof(int64_t[2])},
        .terms_rows = {.arena = r->arena, .size = sizeof(sol_terms)},
        .group_node = node_get(r->root, "claimants"),
        .oldest_birth = sections_oldest_birth(r),
    };
    csv.named = columns;
    if (!csv_header_read(r, &csv, claimant_columns, claimant_column_count, &header))
        return false;
    if (notes)
        begin_notes(notes, &context, &header);
    begin_rows(&context, &header);
    while (csv_row_next(r, &csv, &header))
        read_row(&context, &csv, &header);
    csv_rows_check(&context, source);
    r->scenario->row = context.rows.rows;
    r->scenario->row_name = context.names.rows;
    r->scenario->row_count = context.rows.count;
    r->scenario->row_terms = context.terms_rows.rows;
    r->scenario->row_terms_count = context.terms_rows.count;
    add_groups(&context);
    csv_note_table(r, &csv, &header);
    return !header.has_odd_rows;
}
