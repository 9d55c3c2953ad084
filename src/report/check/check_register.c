#include "report/check/check_register.h"

#include "report/check/check_report.h"
#include "report/document/figure.h"
#include "report/document/tables_json.h"
#include "result/json_text.h"

#include <string.h>

/* What a group's rows add up to; births are kept as the years or days that the table says. */
typedef struct tally {
    double people, living, dead, institutions;
    double claim, smallest, largest;
    const sol_claimant_row *oldest, *youngest; /* by birth, of people */
    int age_youngest, age_oldest;              /* completed years at start, of the living; −1: none */
} tally;

/* The last day on which somebody may have been born; never: no birth is said. */
static sol_date birth_of(const sol_claimant_row *row)
{
    return row->has_birth ? row->birth : row->birth_year ? sol_date_of(row->birth_year, 12, 31) : sol_date_never();
}

static int age_of(const sol_claimant_row *row, sol_date start)
{
    sol_date birth = birth_of(row);
    if (sol_date_is_never(start) || !sol_date_is_never(row->died))
        return -1;
    return sol_date_is_never(birth) ? (int)row->age : sol_date_age(birth, start);
}

static void count_person(tally *t, const sol_claimant_row *row, sol_date start)
{
    sol_date birth = birth_of(row);
    bool is_living = sol_date_is_never(row->died);
    *(is_living ? &t->living : &t->dead) += row->count;
    if (!sol_date_is_never(birth) && (!t->oldest || birth.day < birth_of(t->oldest).day))
        t->oldest = row;
    if (!sol_date_is_never(birth) && (!t->youngest || birth.day > birth_of(t->youngest).day))
        t->youngest = row;
    int age = age_of(row, start);
    if (age >= 0 && (t->age_youngest < 0 || age < t->age_youngest))
        t->age_youngest = age;
    if (age > t->age_oldest)
        t->age_oldest = age;
}

static void count_in(tally *t, const sol_claimant_row *row, sol_date start)
{
    double claim = sol_money_to_double(row->claim);
    bool is_first = t->people + t->institutions == 0;
    t->claim += claim * row->count;
    t->smallest = is_first || claim < t->smallest ? claim : t->smallest;
    t->largest = is_first || claim > t->largest ? claim : t->largest;
    *(row->is_institution ? &t->institutions : &t->people) += row->count;
    if (!row->is_institution)
        count_person(t, row, start);
}

static tally *tallies(sol_arena *arena, const sol_scenario *s, tally *all)
{
    tally *group = SOL_TAKE(arena, s->group_count, tally);
    all->age_youngest = all->age_oldest = -1;
    for (size_t g = 0; g < s->group_count; g++)
        group[g].age_youngest = group[g].age_oldest = -1;
    for (size_t i = 0; i < s->row_count; i++) {
        count_in(&group[s->row[i].group], &s->row[i], s->start);
        count_in(all, &s->row[i], s->start);
    }
    return group;
}

static document_cell birth_cell(sol_arena *arena, const sol_claimant_row *row)
{
    if (!row)
        return (document_cell){0};
    return cell_text(row->birth_year ? sol_arena_print(arena, "%d", row->birth_year)
                                     : sol_arena_print(arena, "%s", figure_date(row->birth.day).text));
}

enum { INSTITUTIONS = 4, AGES = 10 }; /* columns */

static void add_group(document_table *table, const char *name, const tally *t)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(name);
    row[1] = cell_value(t->people);
    row[2] = cell_value(t->living);
    row[3] = cell_value(t->dead);
    row[INSTITUTIONS] = cell_value(t->institutions);
    row[5] = birth_cell(table->arena, t->oldest);
    row[6] = birth_cell(table->arena, t->youngest);
    row[7] = cell_value(t->claim);
    row[8] = cell_value(t->smallest);
    row[9] = cell_value(t->largest);
    if (t->age_youngest >= 0 && table->column_count > AGES) {
        row[AGES] = cell_value(t->age_youngest);
        row[AGES + 1] = cell_value(t->age_oldest);
    }
}

static void add_groups(document *doc, const sol_scenario *s)
{
    static const document_column all_columns[] = {
        {.key = "group", .title = "group", .unit = UNIT_TEXT},
        {.key = "people", .title = "people", .unit = UNIT_COUNT},
        {.key = "living", .title = "living", .unit = UNIT_COUNT},
        {.key = "dead", .title = "dead", .unit = UNIT_COUNT, .rank = 1},
        {.key = "institutions", .title = "insti-\ntutions", .unit = UNIT_COUNT, .rank = 1},
        {.key = "born_first", .title = "born\nfrom", .unit = UNIT_TEXT, .rank = 3},
        {.key = "born_last", .title = "to", .unit = UNIT_TEXT, .rank = 3},
        {.key = "claim", .title = "claims", .unit = UNIT_MONEY},
        {.key = "claim_smallest", .title = "smallest", .unit = UNIT_MONEY, .rank = 2},
        {.key = "claim_largest", .title = "largest", .unit = UNIT_MONEY, .rank = 2},
        {.key = "age_youngest", .title = "ages\nfrom", .unit = UNIT_NUMBER},
        {.key = "age_oldest", .title = "to", .unit = UNIT_NUMBER},
    };
    enum { COLUMNS = sizeof all_columns / sizeof *all_columns, LEFT_OUT_FIRST = 4 };
    bool has_ages = !sol_date_is_never(s->start);
    tally all = {0}, *group = tallies(doc->arena, s, &all);
    document_column *columns = SOL_TAKE(doc->arena, COLUMNS, document_column);
    memcpy(columns, all_columns, sizeof all_columns);
    columns[INSTITUTIONS].rank = all.institutions > 0 ? columns[INSTITUTIONS].rank : LEFT_OUT_FIRST;
    document_heading(doc, 2,
                     doc->currency ? sol_arena_print(doc->arena, "People and claims (%s)", doc->currency)
                                   : "People and claims");
    document_table *table = document_add_table(doc, "groups", NULL, has_ages ? COLUMNS : AGES, columns);
    for (size_t g = 0; g < s->group_count; g++)
        add_group(table, s->group[g].name, &group[g]);
    add_group(table, "all", &all);
    table->total_rows = 1;
    table->note = has_ages ? sol_arena_print(doc->arena, "Ages are completed years on %s, of the living.",
                                             figure_date(s->start.day).text)
                           : "Ages, and what else follows from the first day, are judged with `--start`.";
}

static void add_columns(document *doc, const csv_claimants_notes *notes)
{
    static const document_column columns[] = {
        {.key = "header", .title = "the table's column", .unit = UNIT_TEXT},
        {.key = "column", .title = "is read as", .unit = UNIT_TEXT},
    };
    document_heading(doc, 2, "Columns");
    document_table *table = document_add_table(doc, "columns", NULL, sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < notes->column_count; i++) {
        if (!notes->header[i][0])
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(notes->header[i]);
        const char *name = notes->column[i] < 0 ? "(left out)" : claimant_columns[notes->column[i]].name;
        row[1] = cell_text(notes->unit[i] ? sol_arena_print(doc->arena, "%s, each number in %s", name,
                                                            notes->unit[i] + strspn(notes->unit[i], " "))
                                          : name);
    }
}

document *check_register_make(sol_arena *arena, const register_table *r)
{
    const sol_currency *own = &r->scenario->currency[0];
    document *doc = document_new(arena, own->code[0] ? own->code : NULL, own->minor_digits);
    document_heading(doc, 1, sol_arena_print(arena, "The register %s", r->table->file));
    document_say(doc, TONE_PLAIN, "%s.", check_report_table_words(arena, r->table));
    add_columns(doc, &r->notes);
    if (!r->is_whole) {
        document_say(doc, TONE_BAD, "It holds errors: people and claims are summed when there are none.");
        return doc;
    }
    add_groups(doc, r->scenario);
    check_register_odd(doc, r);
    return doc;
}

json_t *check_register_json(sol_arena *arena, const register_table *r)
{
    const sol_scenario *s = r->scenario;
    json_t *root = json_object();
    json_object_set_new(root, "table", check_report_table_json(r->table));
    json_object_set_new(root, "currency", s->currency[0].code[0] ? json_string(s->currency[0].code) : json_null());
    json_object_set_new(root, "minor_digits", json_integer(s->currency[0].minor_digits));
    json_object_set_new(root, "start",
                        sol_date_is_never(s->start) ? json_null() : json_string(figure_date(s->start.day).text));
    if (r->is_whole) {
        tally all = {0};
        tallies(arena, s, &all);
        json_object_set_new(root, "people", json_integer((json_int_t)all.people));
        json_object_set_new(root, "living", json_integer((json_int_t)all.living));
        json_object_set_new(root, "dead", json_integer((json_int_t)all.dead));
        json_object_set_new(root, "institutions", json_integer((json_int_t)all.institutions));
        json_object_set_new(root, "claimed", json_text_number(all.claim));
    }
    json_t *tables = tables_json(check_register_make(arena, r));
    json_object_update(root, tables);
    json_decref(tables);
    if (r->is_whole && !json_object_get(root, "odd"))
        json_object_set_new(root, "odd", json_array());
    return root;
}
