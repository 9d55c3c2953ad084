/* A row costs no memory but its id: terms are kept once, found by the text of the fields that say them. */
#include "scenario/tables/csv_claimants.h"

#include "scenario/keys/schema.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/terms.h"
#include "scenario/tables/csv_columns.h"
#include "scenario/text/rows.h"

#include <string.h>

enum { TERM_FIELDS = 8, TERM_KEY_MAX = 1024, PEOPLE_MAX = 10000000 };

/** Which fields of a row say its terms: their order in the key by which terms are found. */
typedef enum term_field {
    TERM_ELIGIBLE,
    TERM_REQUIRES,
    TERM_UNLESS,
    TERM_HEIRS,
    TERM_INTEREST,
    TERM_ACCEPTS,
    TERM_AFTER,
    TERM_PAID
} term_field;

struct csv_context {
    reader *r;
    sol_heirs heirs;
    name_table ids, terms;
    row_list rows, terms_rows, groups;
    const csv_field *said[TERM_FIELDS]; /* of the current row; NULL: not given */
    bool has_sex, has_age;
    const sol_node *group_node; /* of groups that only rows name */
};

#define COLUMN_READER(name)                                                                                            \
    static bool name(csv_context *context, const csv_field *field, void *row, sol_quantity_fault *fault)

/* The id is added to the names last, when the row is sound. */
COLUMN_READER(read_id)
{
    (void)context;
    (void)row;
    if (!memchr(field->text, '\n', field->length) && field->length <= 200)
        return true;
    return csv_fault(fault, field, NULL, "an id stands on one line and has 200 bytes at most");
}

COLUMN_READER(read_group)
{
    sol_claimant_row *claimant = row;
    bool is_new;
    (void)fault;
    claimant->group = names_add_bytes(&context->r->groups, field->text, field->length, &is_new);
    return true;
}

COLUMN_READER(read_sex)
{
    int sex;
    if (!csv_word(field, word_sex, &sex, fault))
        return false;
    ((sol_claimant_row *)row)->sex = (sol_sex)sex;
    context->has_sex = true;
    return true;
}

COLUMN_READER(read_born)
{
    sol_claimant_row *claimant = row;
    sol_date birth;
    int year;
    if (!sol_quantity_birth(field->text, field->length, &birth, &year, fault))
        return false;
    if (birth.day > context->r->scenario->start.day)
        return csv_fault(fault, field, NULL, "born after `start`");
    claimant->has_birth = year == 0;
    claimant->birth = birth;
    claimant->birth_year = (int16_t)year;
    context->has_age = true;
    return true;
}

COLUMN_READER(read_age)
{
    double age;
    if (context->has_age)
        return csv_fault(fault, field, NULL, "`born` and `age` exclude each other");
    if (!sol_quantity_number(field->text, field->length, &age, fault))
        return false;
    if (age < 0 || age > 120)
        return csv_fault(fault, field, NULL, "an age is from 0 to 120");
    ((sol_claimant_row *)row)->age = age;
    context->has_age = true;
    return true;
}

COLUMN_READER(read_claim)
{
    const reader *r = context->r;
    sol_quantity_money money;
    if (!sol_quantity_amount(field->text, field->length, r->currency, &money, fault))
        return false;
    *fault = (sol_quantity_fault){.to = field->length};
    return reader_convert(r, money, &((sol_claimant_row *)row)->claim, fault);
}

COLUMN_READER(read_count)
{
    sol_claimant_row *claimant = row;
    int64_t count;
    (void)context;
    if (!sol_quantity_whole(field->text, field->length, &count, fault))
        return false;
    if (count < 1 || count > PEOPLE_MAX)
        return csv_fault(fault, field, NULL, "a count is from 1 to %d", PEOPLE_MAX);
    claimant->count = (uint32_t)count;
    claimant->is_cell = true;
    return true;
}

COLUMN_READER(read_died)
{
    sol_date died;
    if (!sol_quantity_date(field->text, field->length, &died, fault))
        return false;
    if (died.day >= context->r->scenario->start.day)
        return csv_fault(fault, field, "leave it empty for those who are living", "`died` is not before `start`");
    ((sol_claimant_row *)row)->died = died;
    return true;
}

COLUMN_READER(read_kind)
{
    int kind;
    (void)context;
    if (!csv_word(field, word_claimant_kind, &kind, fault))
        return false;
    ((sol_claimant_row *)row)->is_institution = kind == 1;
    return true;
}

#define TERM_READER(name, which)                                                                                       \
    COLUMN_READER(name)                                                                                                \
    {                                                                                                                  \
        (void)row;                                                                                                     \
        (void)fault;                                                                                                   \
        context->said[which] = field;                                                                                  \
        return true;                                                                                                   \
    }
TERM_READER(read_eligible, TERM_ELIGIBLE)
TERM_READER(read_requires, TERM_REQUIRES)
TERM_READER(read_unless, TERM_UNLESS)
TERM_READER(read_heirs, TERM_HEIRS)
TERM_READER(read_interest, TERM_INTEREST)
TERM_READER(read_accepts, TERM_ACCEPTS)
TERM_READER(read_accepts_after, TERM_AFTER)
TERM_READER(read_paid, TERM_PAID)

static const csv_column columns[] = {
    {"id", read_id, true, "unique; what the claimant's draws follow from"},
    {"group", read_group, true, "the group's name, here or in `groups`"},
    {"sex", read_sex, false, "`male` or `female`; of people"},
    {"born", read_born, false, "date of birth, or its year; of people, unless `age` is given"},
    {"age", read_age, false, "exact age at `start` in years"},
    {"claim", read_claim, true, "the principal"},
    {"count", read_count, false, "so many claimants alike, with ids `id#1`, `id#2`, …"},
    {"kind", read_kind, false, "`person` or `institution`"},
    {"died", read_died, false, "day of death, before `start`; empty for the living"},
    {"eligible", read_eligible, false, "as in a group"},
    {"requires", read_requires, false, "as in a group"},
    {"unless", read_unless, false, "as in a group"},
    {"heirs", read_heirs, false, "as in a group"},
    {"interest", read_interest, false, "`20%/y from 2013-06-19; 12%/y from 2019-06-01`"},
    {"accepts", read_accepts, false, "the probability of accepting"},
    {"accepts_after", read_accepts_after, false, "how long the answer takes, a span"},
    {"paid", read_paid, false, "`60000000 on 2018-02-20; …`"},
};

/* The terms that a group in `groups` has are not a row's: a row says its own, else the defaults hold. */
static bool read_term(const csv_context *context, size_t which, const csv_field *field, sol_terms *terms,
                      sol_quantity_fault *fault)
{
    const reader *r = context->r;
    int64_t share;
    int word;
    switch (which) {
    case TERM_ELIGIBLE:
        return sol_quantity_date(field->text, field->length, &terms->eligible, fault);
    case TERM_REQUIRES:
        return csv_name(field, &r->events, "event", &terms->requires, fault);
    case TERM_UNLESS:
        return csv_name(field, &r->events, "event", &terms->unless, fault);
    case TERM_HEIRS:
        if (!csv_word(field, word_heirs, &word, fault))
            return false;
        terms->heirs = (sol_heirs)word;
        return true;
    case TERM_INTEREST:
        return terms_interest_text(r, field->text, field->length, terms, fault);
    case TERM_ACCEPTS:
        if (!sol_quantity_share(field->text, field->length, &share, fault))
            return false;
        terms->accepts = sol_distribution_constant((double)share / 1e9, 0);
        return true;
    case TERM_AFTER:
        if (!sol_quantity_span(field->text, field->length, &terms->accepts_after.span, fault))
            return false;
        terms->accepts_at_once = terms->accepts_after.span.months == 0 && terms->accepts_after.span.days == 0;
        return true;
    default:
        return terms_earlier_text(r, field->text, field->length, terms, fault);
    }
}

static bool make_terms(csv_context *context, const csv_reader *csv)
{
    sol_terms terms = terms_default(context->r, context->heirs);
    sol_quantity_fault fault;
    bool is_read = true;
    for (size_t i = 0; i < TERM_FIELDS; i++) {
        if (!context->said[i] || read_term(context, i, context->said[i], &terms, &fault))
            continue;
        csv_refuse(context->r, csv, context->said[i], &fault);
        is_read = false;
    }
    *(sol_terms *)rows_add(&context->terms_rows) = terms;
    return is_read;
}

/* The index of the row's terms, or −1. Fields in a row are seldom new, so that they are mostly found and not read. */
static int find_terms(csv_context *context, const csv_reader *csv)
{
    char key[TERM_KEY_MAX];
    size_t length = 0;
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
    if (is_new && !make_terms(context, csv))
        return -1;
    return index;
}

static const csv_field *field_of(const csv_reader *csv, const csv_header *header, csv_field_reader read)
{
    for (size_t i = 0; i < csv->count; i++)
        if (header->column[i] >= 0 && header->table[header->column[i]].read == read)
            return &csv->field[i];
    return NULL;
}

static bool refuse_row(reader *r, const csv_reader *csv, const char *message)
{
    problem_add(r->diagnostics, P_CSV_VALUE, source_place(csv->source, csv->row_from, csv->field[csv->count - 1].to),
                NULL, "%s", message);
    return false;
}

static bool check_person(const csv_context *context, const csv_reader *csv, const sol_claimant_row *claimant)
{
    if (claimant->is_institution) {
        if (!context->has_sex && !context->has_age && sol_date_is_never(claimant->died))
            return true;
        return refuse_row(context->r, csv, "an institution has neither sex nor age nor day of death");
    }
    if (!context->has_sex)
        return refuse_row(context->r, csv, "the sex is missing");
    if (!context->has_age)
        return refuse_row(context->r, csv, "the date of birth or the age is missing");
    if (claimant->has_birth && claimant->died.day < claimant->birth.day)
        return refuse_row(context->r, csv, "died before birth");
    return true;
}

static void read_row(csv_context *context, csv_reader *csv, const csv_header *header)
{
    sol_claimant_row row = {.count = 1, .died = sol_date_never()};
    memset(context->said, 0, sizeof context->said);
    context->has_sex = context->has_age = false;
    if (!csv_row_read(context->r, csv, header, (csv_target){context, &row}) || !check_person(context, csv, &row))
        return;
    row.terms = find_terms(context, csv);
    const csv_field *id = field_of(csv, header, read_id);
    bool is_new;
    int index = names_add_bytes(&context->ids, id->text, id->length, &is_new);
    if (!is_new) {
        sol_quantity_fault fault;
        csv_fault(&fault, id, NULL, "the id `%.*s` is given twice", (int)(id->length < 60 ? id->length : 60), id->text);
        csv_refuse(context->r, csv, id, &fault);
    }
    if (!is_new || row.terms < 0)
        return;
    row.id = context->ids.name[index];
    *(sol_claimant_row *)rows_add(&context->rows) = row;
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
            .terms = terms_default(r, context->heirs),
            .node = context->group_node,
        };
    s->group = group;
    s->group_count = r->groups.count;
}

/* Room for all rows at once: they are hardly more than the lines. */
static void reserve(csv_context *context, const text_source *source)
{
    const char *at = source->source.text, *end = at + source->source.length;
    size_t lines = 1;
    while (lines < PEOPLE_MAX && (at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        lines++;
        at++;
    }
    names_reserve(&context->ids, lines);
    rows_reserve(&context->rows, lines);
}

bool csv_claimants_read(reader *r, const text_source *source, sol_heirs heirs)
{
    csv_reader csv = csv_begin(source, r->arena);
    csv_header header;
    csv_context context = {
        .r = r,
        .heirs = heirs,
        .ids = {.arena = r->arena},
        .terms = {.arena = r->arena},
        .rows = {.arena = r->arena, .size = sizeof(sol_claimant_row)},
        .terms_rows = {.arena = r->arena, .size = sizeof(sol_terms)},
        .group_node = node_get(r->root, "claimants"),
    };
    if (!csv_header_read(r, &csv, columns, sizeof columns / sizeof *columns, &header))
        return false;
    reserve(&context, source);
    while (csv_row_next(r, &csv, &header))
        read_row(&context, &csv, &header);
    r->scenario->row = context.rows.rows;
    r->scenario->row_count = context.rows.count;
    r->scenario->row_terms = context.terms_rows.rows;
    r->scenario->row_terms_count = context.terms_rows.count;
    add_groups(&context);
    csv_note_table(r, &csv, &header);
    return !header.has_odd_rows;
}

void csv_claimants_describe(text_buffer *buffer)
{
    text_append(buffer, "### columns of a CSV of claimants\n\n| column | | meaning |\n|---|---|---|\n");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        text_print(buffer, "| `%s` | %s | %s |\n", columns[i].name, columns[i].is_required ? "required" : "",
                   columns[i].meaning);
}
