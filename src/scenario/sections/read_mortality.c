/* Mortality: a law or a life table for each sex, what scales it, how it improves. */
#include "scenario/document/document.h"
#include "scenario/keys/forms.h"
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"
#include "scenario/sections/mortality_country.h"

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
static void read_law(reader *r, const key_row *row, const sol_node *value, sol_scenario *scenario)
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
    if (is_read)
        scenario->hazard[form.sex] = form.hazard;
}

/* The law of a row's sex that the `country` of a mapping stands for. */
static void read_country(reader *r, const key_row *row, const sol_node *mapping, sol_scenario *scenario)
{
    sol_sex sex = strcmp(row->name, "male") == 0 ? SOL_MALE : SOL_FEMALE;
    const sol_country_law *from;
    const sol_node *law = mortality_country_law(r, mapping, sex, &from);
    if (!law)
        return;
    reader_level level = reader_enter(r, NULL, law);
    read_law(r, row, law, scenario);
    reader_leave(r, level);
    scenario->country_law[sex] = from;
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
    sol_scenario *scenario = target;
    sol_improvement *improvement = &scenario->improvement;
    if (strcmp(row->name, "reference") == 0) {
        read_reference(r, row, value, improvement);
    } else if (value->kind == NODE_MAPPING) {
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

SECTION_READER(mortality_section)
{
    sol_scenario *scenario = target;
    int year;
    if (!sol_date_is_never(scenario->start)) {
        sol_date_civil(scenario->start, &year, NULL, NULL);
        scenario->improvement.reference = sol_date_of(year, 7, 1);
    }
    scenario->has_mortality = true;
    reader_table(r, row->table, value, scenario);
    if (node_get(value, "year") && !node_get(value, "country"))
        needs(r, value, "country", "`year`");
    for (size_t i = 0; i < row->table->count && node_get(value, "country"); i++) {
        const key_row *of_sex = &row->table->row[i];
        if (of_sex->table != &key_law || node_get(value, of_sex->name))
            continue;
        reader_level level = reader_enter(r, of_sex->name, NULL);
        read_country(r, of_sex, value, scenario);
        reader_leave(r, level);
    }
}
