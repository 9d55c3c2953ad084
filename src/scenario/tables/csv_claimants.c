/* A row costs no memory but its id: terms are kept once, found by the text of the fields that say them. */
#include "scenario/tables/csv_claimants.h"

#include "base/text.h"
#include "base/visible.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/terms.h"
#include "scenario/tables/csv_mapped.h"
#include "scenario/tables/csv_marks.h"
#include "scenario/tables/csv_rows.h"
#include "scenario/tables/csv_total.h"
#include "scenario/text/cell_fault.h"

#include <stdio.h>
#include <string.h>

enum { TERM_KEY_MAX = 1024 };

/* An event of the scenario; of a register alone, whatever it names. */
static bool read_event(const csv_context *context, const csv_field *field, int *index, sol_quantity_fault *fault)
{
    bool is_new;
    if (!context->r->is_alone)
        return csv_name(field, &context->r->events, "event", index, fault);
    *index = names_add_bytes(&context->r->events, field->text, field->length, &is_new);
    return true;
}

static bool read_probability(const csv_field *field, sol_distribution *probability, sol_quantity_fault *fault)
{
    int64_t share;
    if (!sol_quantity_share(field->text, field->length, &share, fault))
        return false;
    *probability = sol_distribution_constant((double)share / 1e9, 0);
    return true;
}

/* A span, or a distribution of spans as a cell spells it; errors are added. */
static bool read_pause(const csv_context *context, const csv_field *field, sol_when *after, bool *is_at_once)
{
    reader *r = context->r;
    r->content.pauses++; /* rows are hashed as a whole */
    const sol_node *cell = csv_mapped_node(r, context->csv->source, field);
    const bool is_read = value_when(r, value_spelled(r, cell), true, true, after);
    r->content.pauses--;
    *is_at_once = terms_is_at_once(after);
    return is_read;
}

static bool read_filed(const reader *r, const csv_field *field, sol_terms *terms, sol_quantity_fault *fault)
{
    sol_date day;
    if (!sol_quantity_date(field->text, field->length, &day, fault))
        return false;
    sol_when *filed = SOL_TAKE(r->arena, 1, sol_when);
    *filed = (sol_when){.date = sol_distribution_constant(day.day, day.day)};
    terms->filed = filed;
    return true;
}

/* The terms that a group in `groups` has are not a row's: a row says its own, else the defaults hold. */
static bool read_term(const csv_context *context, size_t which, const csv_field *field, sol_terms *terms,
                      sol_quantity_fault *fault)
{
    const reader *r = context->r;
    int word;
    switch (which) {
    case TERM_ELIGIBLE:
        return sol_quantity_date(field->text, field->length, &terms->eligible, fault);
    case TERM_REQUIRES:
        return read_event(context, field, &terms->requires, fault);
    case TERM_UNLESS:
        return read_event(context, field, &terms->unless, fault);
    case TERM_HEIRS:
        if (!csv_word(field, word_heirs, &word, fault))
            return false;
        terms->heirs = terms_inheritance((sol_heirs)word);
        return true;
    case TERM_INHERIT:
        return read_probability(field, &terms->heirs.inherit, fault);
    case TERM_HEIRS_ELSE:
        if (!csv_word(field, word_else, &word, fault))
            return false;
        terms->heirs.is_kept = word == 1;
        return true;
    case TERM_INTEREST:
        return terms_interest_text(r, field->text, field->length, terms, fault);
    case TERM_ACCEPTS:
        return read_probability(field, &terms->accepts, fault);
    case TERM_DECLINED:
        if (!csv_word(field, word_declined, &word, fault))
            return false;
        terms->declined = (sol_declined)word;
        return true;
    case TERM_TAKEN:
        return read_probability(field, &terms->taken, fault);
    case TERM_FILED:
        return read_filed(r, field, terms, fault);
    default:
        return terms_earlier_text(r, field->text, field->length, terms, fault);
    }
}

/* A term with its errors told. */
static bool take_term(const csv_context *context, size_t which, const csv_field *field, sol_terms *terms)
{
    sol_quantity_fault fault;
    if (which == TERM_AFTER)
        return read_pause(context, field, &terms->accepts_after, &terms->accepts_at_once);
    if (which == TERM_TAKEN_AFTER)
        return read_pause(context, field, &terms->taken_after, &terms->taken_at_once);
    if (which == TERM_HEIRS_AFTER)
        return read_pause(context, field, &terms->heirs.after, &terms->heirs.at_once);
    if (read_term(context, which, field, terms, &fault))
        return true;
    csv_refuse(context->r, context->csv, field, &fault);
    return false;
}

/* Of a claim that lapses with its claimant nothing can be said of heirs; gives whether a row does. */
static bool refuse_heirs(const csv_context *context)
{
    sol_quantity_fault fault;
    const csv_field *field = NULL;
    for (size_t i = TERM_INHERIT; i <= TERM_HEIRS_ELSE && !field; i++)
        field = context->said[i];
    if (!field)
        return false;
    csv_fault(&fault, field, "write `inherit` or `after-living` in the column `heirs`",
              "the claim lapses with its claimant: there are no heirs to come forward");
    csv_refuse(context->r, context->csv, field, &fault);
    return true;
}

static bool make_terms(csv_context *context, int group)
{
    sol_terms terms = terms_default(context->r, &context->heirs);
    bool is_read = true;
    terms.group = group;
    for (size_t i = 0; i < TERM_FIELDS; i++)
        if (context->said[i])
            is_read = take_term(context, i, context->said[i], &terms) && is_read;
    is_read &= terms.heirs.rank != SOL_HEIRS_LAPSE || !refuse_heirs(context);
    *(sol_terms *)rows_add(&context->terms_rows) = terms;
    bool *said = context->notes ? rows_add(&context->notes->said) : NULL;
    for (size_t i = 0; said && i < TERM_FIELDS; i++)
        said[i] = context->said[i] != NULL;
    return is_read;
}

/* Whether a pause is drawn: what is uncertain about it is settled for its group. */
static bool has_drawn(const csv_context *context)
{
    const csv_field *const pause[] = {context->said[TERM_AFTER], context->said[TERM_TAKEN_AFTER],
                                      context->said[TERM_HEIRS_AFTER]};
    if (context->heirs.after.delay.uncertain)
        return true;
    for (size_t i = 0; i < sizeof pause / sizeof *pause; i++)
        if (pause[i] && pause[i]->length && !(pause[i]->text[0] >= '0' && pause[i]->text[0] <= '9'))
            return true;
    return false;
}

/* The index of the row's terms, or −1. Fields in a row are seldom new, so that they are mostly found and not read. */
static int find_terms(csv_context *context, const csv_reader *csv, int group)
{
    char key[TERM_KEY_MAX];
    size_t length = has_drawn(context) ? (size_t)snprintf(key, sizeof key, "%d\x1f", group) : 0;
    for (size_t i = 0; i < TERM_FIELDS; i++) {
        const csv_field *field = context->said[i];
        size_t more = field ? field->length : 0;
        if (length + more + 1 > sizeof key) {
            sol_quantity_fault fault;
            csv_fault(&fault, field, NULL, "more than %d bytes of terms in a row", TERM_KEY_MAX);
            csv_refuse(context->r, csv, field, &fault);
            return -1;
        }
        if (more)
            memcpy(key + length, field->text, more);
        length += more;
        key[length++] = '\x1f';
    }
    bool is_new;
    int index = names_add_bytes(&context->terms, key, length, &is_new);
    if (is_new && !make_terms(context, group))
        return -1;
    return index;
}

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
    row.terms = find_terms(context, csv, row.group);
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
