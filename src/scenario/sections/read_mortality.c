/* Mortality: a law or a life table for each sex, what scales it, how it improves. */
#include "scenario/document/document.h"
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"
#include "scenario/sections/mortality_country.h"
#include "scenario/text/rows.h"

#include "base/suggest.h"

#include <string.h>

SECTION_READER(mortality_law_name)
{
    law_form *form = target;
    const char *names[SOL_LAWS] = {NULL};
    (void)row;
    for (size_t i = 0; i < SOL_LAWS; i++) {
        if (sol_law_table[i].law == SOL_LIFE_TABLE)
            continue;
        names[i] = sol_law_table[i].name;
        if (strcmp(names[i], value->text) == 0) {
            form->hazard.law = sol_law_table[i].law;
            return;
        }
    }
    const char *near = suggest_nearest(value->text, SOL_LAWS, names);
    problem_add(r->diagnostics, P_UNKNOWN_WORD, node_place(value),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near) : "`solatium laws` lists them",
                "`%.200s` is not a law of mortality", value->text);
}

SECTION_READER(mortality_fitted)
{
    law_form *form = target;
    double age[2];
    if (value->count != 2) {
        problem_add(r->diagnostics, P_BAD_TABLE, node_place(value), "write `fitted: [80, 105]`",
                    "two ages belong here");
        return;
    }
    for (size_t i = 0; i < 2; i++)
        if (!value_number(r, node_bare(value->item[i]), row->low, row->high, &age[i]))
            return;
    if (age[0] >= age[1]) {
        problem_add(r->diagnostics, P_BAD_TABLE, node_place(value), NULL, "the ages are not in their order");
        return;
    }
    form->hazard.fitted_from = age[0];
    form->hazard.fitted_to = age[1];
}

static bool needs(reader *r, const sol_node *mapping, const char *key, const char *why)
{
    if (node_get(mapping, key))
        return true;
    problem_add(r->diagnostics, P_BAD_TABLE, node_beginning(mapping), NULL, "`%s` is missing: %s needs it", key, why);
    return false;
}

SECTION_READER(mortality_table)
{
    law_form *form = target;
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    reader_table(r, row->table, value, &form->table);
    if (sol_diagnostics_errors(r->diagnostics) > errors)
        return;
    const life_table_form *table = &form->table;
    static const char *const keys[] = {[SOL_TABLE_HMD] = "hmd", [SOL_TABLE_WPP] = "wpp", [SOL_TABLE_CSV] = "csv"};
    sol_table_layout layout = table->hmd.path ? SOL_TABLE_HMD : table->wpp.path ? SOL_TABLE_WPP : SOL_TABLE_CSV;
    const table_name *file = layout == SOL_TABLE_HMD   ? &table->hmd
                             : layout == SOL_TABLE_WPP ? &table->wpp
                                                       : &table->csv;
    if (!file->path) {
        problem_add(r->diagnostics, P_BAD_TABLE, node_place(value), "write `hmd`, `wpp` or `csv` and the file's name",
                    "the life table's file is missing");
        return;
    }
    if (layout != SOL_TABLE_CSV && !needs(r, value, "year", layout == SOL_TABLE_HMD ? "`hmd`" : "`wpp`"))
        return;
    if (layout == SOL_TABLE_WPP && !needs(r, value, "country", "`wpp`"))
        return;
    sol_table_request request = {
        .layout = layout,
        .path = file->path,
        .sheet = file->sheet,
        .encoding = file->encoding,
        .year = (int)table->year,
        .country = table->country,
        .sex = form->sex,
    };
    form->is_ready = document_life_table(r->document, node_bare(node_get(value, keys[layout])), request, r->diagnostics,
                                         &form->hazard);
}

static bool has_parameters(reader *r, const sol_node *value, const law_form *form)
{
    const char *name = node_bare(node_get(value, "law"))->text;
    bool needs_a = form->hazard.law == SOL_MAKEHAM || form->hazard.law == SOL_KANNISTO_MAKEHAM;
    bool has_all = needs(r, value, "b", name) && needs(r, value, "g", name);
    if (needs_a)
        return needs(r, value, "a", name) && has_all;
    const sol_node *extra = node_get_key(value, "a");
    if (extra)
        problem_add(r->diagnostics, P_KEY_HERE, node_place(extra), NULL, "`a` is not a parameter of `%.50s`", name);
    return has_all;
}

/* Of a mapping whose `source` and `note` come first, the place of another key tells more; any will do. */
static void read_law(reader *r, const key_row *row, const sol_node *value, mortality_form *mortality)
{
    law_form form = {.sex = strcmp(row->name, "male") == 0 ? SOL_MALE : SOL_FEMALE};
    form.hazard.law = SOL_KANNISTO;
    reader_table(r, row->table, value, &form);
    const sol_node *law = node_get(value, "law");
    bool is_read = form.is_ready;
    if (!law && !node_get(value, "table"))
        problem_add(r->diagnostics, P_BAD_TABLE, node_place(value),
                    "write `country: KOR`, `law: kannisto` with `b` and `g`, or `table: {hmd: FILE, year: 2019}`",
                    "neither a law, a table nor a country");
    else if (law && node_bare(law)->kind == NODE_SCALAR)
        is_read = has_parameters(r, value, &form);
    if (!is_read)
        return;
    mortality->is.hazard[form.sex] = form.hazard;
    mortality->has_law[form.sex] = true;
}

/* The law of a row's sex that the `country` of a mapping stands for. */
static void read_country(reader *r, const key_row *row, const sol_node *mapping, mortality_form *mortality)
{
    sol_sex sex = strcmp(row->name, "male") == 0 ? SOL_MALE : SOL_FEMALE;
    const sol_country_law *from;
    const sol_node *law = mortality_country_law(r, mapping, sex, mortality->group, &from);
    if (!law)
        return;
    reader_level level = reader_enter(r, NULL, law);
    read_law(r, row, law, mortality);
    reader_leave(r, level);
    mortality->is.country_law[sex] = from;
}

SECTION_READER(mortality_law)
{
    law_form form = {.hazard = {.law = SOL_KANNISTO}};
    if (!node_get(value, "country")) {
        read_law(r, row, value, target);
        return;
    }
    reader_table(r, row->table, value, &form);
    read_country(r, row, value, target);
}

static bool read_ages(reader *r, const key_row *row, const sol_node *value, sol_improvement *improvement)
{
    double *age = SOL_TAKE(r->arena, value->count, double), *rate = SOL_TAKE(r->arena, value->count, double);
    size_t count = 0;
    bool is_read = true;
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *key = node_key(value, i), *entry = node_bare(node_value(value, i));
        int64_t billionths = 0;
        if (reader_is_reserved(key))
            continue;
        bool both = value_number(r, key, 0, 130, &age[count]);
        both = value_rate(r, entry, row->low, row->high, &billionths) && both;
        if (both && count > 0 && age[count] <= age[count - 1]) {
            problem_add(r->diagnostics, P_BAD_TABLE, node_place(key), NULL, "the ages are not in their order");
            both = false;
        }
        reader_level level = reader_enter(r, key->text, node_value(value, i));
        if (both)
            reader_assume(r, entry);
        reader_leave(r, level);
        rate[count] = (double)billionths / 1e9;
        count += both;
        is_read = is_read && both;
    }
    improvement->count = count;
    improvement->age = age;
    improvement->rate = rate;
    return is_read;
}

static void read_reference(reader *r, const key_row *row, const sol_node *value, sol_improvement *improvement)
{
    int64_t year;
    if (value_whole(r, value, row->low, row->high, &year))
        improvement->reference = sol_date_of((int)year, 7, 1);
}

SECTION_READER(mortality_improvement)
{
    mortality_form *form = target;
    sol_improvement *improvement = &form->is.improvement;
    if (strcmp(row->name, "reference") == 0) {
        read_reference(r, row, value, improvement);
        form->has_reference = true;
        return;
    }
    form->has_improvement = true;
    if (value->kind == NODE_MAPPING) {
        read_ages(r, row, value, improvement);
    } else {
        double *pair = SOL_TAKE(r->arena, 2, double);
        int64_t billionths;
        if (!value_rate(r, value, row->low, row->high, &billionths))
            return;
        pair[0] = 80;
        pair[1] = (double)billionths / 1e9;
        improvement->count = 1;
        improvement->age = pair;
        improvement->rate = pair + 1;
    }
}

static void read_section(reader *r, const key_table *table, const sol_node *value, mortality_form *form)
{
    reader_table(r, table, value, form);
    if (node_get(value, "year") && !node_get(value, "country"))
        needs(r, value, "country", "`year`");
    for (size_t i = 0; i < table->count && node_get(value, "country"); i++) {
        const key_row *of_sex = &table->row[i];
        if (of_sex->table != &key_law || node_get(value, of_sex->name))
            continue;
        reader_level level = reader_enter(r, of_sex->name, NULL);
        read_country(r, of_sex, value, form);
        reader_leave(r, level);
    }
}

SECTION_READER(mortality_section)
{
    sol_scenario *scenario = target;
    mortality_form *form = r->mortalities.rows;
    int year;
    if (!sol_date_is_never(scenario->start)) {
        sol_date_civil(scenario->start, &year, NULL, NULL);
        form->is.improvement.reference = sol_date_of(year, 7, 1);
    }
    scenario->has_mortality = true;
    read_section(r, row->table, value, form);
    scenario->multiplier = form->drawn;
}

SECTION_READER(group_mortality)
{
    sol_group *group = target;
    group->mortality = (int)r->mortalities.count;
    mortality_form *form = rows_add(&r->mortalities);
    form->group = group;
    read_section(r, row->table, value, form);
    form->group = NULL;
}

int mortality_of_rows(reader *r, int64_t multiplier_billionths)
{
    const mortality_form *known = r->mortalities.rows;
    int of_rows = 0;
    if (multiplier_billionths == SOL_BILLION)
        return 0;
    for (size_t i = 1; i < r->mortalities.count; i++) {
        if (known[i].is_of_rows && known[i].multiplier_billionths == multiplier_billionths)
            return (int)i;
        of_rows += known[i].is_of_rows;
    }
    if (of_rows == MORTALITY_OF_ROWS)
        return -1;
    mortality_form *form = rows_add(&r->mortalities);
    form->is_of_rows = true;
    form->multiplier_billionths = multiplier_billionths;
    return (int)r->mortalities.count - 1;
}

static void complete(const mortality_form *form, const sol_mortality *own, sol_mortality *whole)
{
    for (int sex = 0; sex < SOL_SEXES; sex++) {
        const sol_mortality *from = form->has_law[sex] ? &form->is : own;
        whole->hazard[sex] = from->hazard[sex];
        whole->hazard[sex].multiplier = (double)form->multiplier_billionths / 1e9;
        whole->country_law[sex] = from->country_law[sex];
    }
    whole->improvement = form->has_improvement ? form->is.improvement : own->improvement;
    whole->improvement.reference = (form->has_reference ? &form->is : own)->improvement.reference;
}

void mortality_settle(reader *r)
{
    sol_scenario *scenario = r->scenario;
    mortality_form *form = r->mortalities.rows;
    sol_mortality *whole = SOL_TAKE(r->arena, r->mortalities.count, sol_mortality);
    form->multiplier_billionths = SOL_BILLION; /* its own is drawn */
    for (size_t i = 0; i < r->mortalities.count; i++)
        complete(&form[i], &form->is, &whole[i]);
    scenario->mortality = whole;
    scenario->mortality_count = r->mortalities.count;
}
