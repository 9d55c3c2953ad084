#include "program/arguments/formats_own.h"
#include "program/session/answer.h"
#include "solatium/distribution.h"
#include "solatium/mortality.h"
#include "solatium/outcome.h"
#include "solatium/scenario.h"

#include <string.h>

/* The designated table of fits, figures as they are written. */
static void add_countries(document *doc)
{
    static const document_column columns[] = {
        {.key = "country", .title = "country", .unit = UNIT_TEXT},
        {.key = "name", .title = "name", .unit = UNIT_TEXT},
        {.key = "year", .title = "year", .unit = UNIT_TEXT},
        {.key = "sex", .title = "sex", .unit = UNIT_TEXT},
        {.key = "law", .title = "law", .unit = UNIT_TEXT},
        {.key = "fitted", .title = "fitted to\nages", .unit = UNIT_TEXT},
        {.key = "a", .title = "a", .unit = UNIT_TEXT},
        {.key = "b", .title = "b", .unit = UNIT_TEXT},
        {.key = "g", .title = "g", .unit = UNIT_TEXT},
    };
    document_heading(doc, 2, "Laws that come with the program, by country");
    document_table *table = document_add_table(doc, "countries", NULL, sizeof columns / sizeof *columns, columns);
    for (size_t i = 0; i < SOL_COUNTRY_LAWS; i++) {
        const sol_country_law *law = &sol_country_law_table[i];
        const sol_country_row *country = &sol_country_table[law->country];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(country->alpha3);
        row[1] = cell_text(country->other[0] ? country->other[0] : country->name);
        row[2] = cell_text(sol_arena_print(doc->arena, "%d", law->year));
        row[3] = cell_text(law->sex == SOL_MALE ? "men" : "women");
        row[4] = cell_text(sol_law_table[law->law].name);
        row[5] = cell_text(sol_arena_print(doc->arena, "%d to %d", law->fitted_from, law->fitted_to));
        if (law->a)
            row[6] = cell_text(law->a);
        row[7] = cell_text(law->b);
        row[8] = cell_text(law->g);
    }
    table->note = sol_arena_print(
        doc->arena,
        "Write `mortality: {country: KOR, year: 2023}`; without a year it is the newest. %s; %s. A fit from 60 is "
        "taken only "
        "where, at the start, more than one in twenty of the living of a group or of the claimants' file are below 80.",
        sol_country_law_source, sol_country_law_note);
}

exit_status command_laws(program_session *session)
{
    static const document_column columns[] = {
        {.key = "name", .title = "law", .unit = UNIT_TEXT},
        {.key = "hazard", .title = "hazard at age x", .unit = UNIT_TEXT},
        {.key = "parameters", .title = "parameters", .unit = UNIT_TEXT},
        {.key = "meaning", .title = "meaning", .unit = UNIT_TEXT},
    };
    document *doc = document_new(session->arena, NULL, 0);
    document_heading(doc, 2, "Mortality laws of a scenario");
    document_table *table = document_add_table(doc, "laws", NULL, 4, columns);
    for (size_t i = 0; i < SOL_LAWS; i++) {
        const sol_law_row *law = &sol_law_table[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(law->name);
        row[1] = cell_text(law->hazard);
        row[2] = cell_text(law->parameters);
        row[3] = cell_text(law->meaning);
    }
    add_countries(doc);
    return answer_document(session, doc);
}

exit_status command_outcomes(program_session *session)
{
    static const document_column columns[] = {
        {.key = "short", .title = "short", .unit = UNIT_TEXT},
        {.key = "key", .title = "key", .unit = UNIT_TEXT},
        {.key = "unit", .title = "unit", .unit = UNIT_TEXT},
        {.key = "meaning", .title = "meaning", .unit = UNIT_TEXT},
    };
    static const char *const unit[] = {
        [SOL_UNIT_NUMBER] = "number", [SOL_UNIT_SHARE] = "share",  [SOL_UNIT_PEOPLE] = "people",
        [SOL_UNIT_FIRMS] = "firms",   [SOL_UNIT_MONEY] = "amount", [SOL_UNIT_DATE] = "date"};
    document *doc = document_new(session->arena, NULL, 0);
    document_heading(doc, 2, "Outcomes: the figures that studies can be made of");
    document_table *table = document_add_table(doc, "outcomes", NULL, 4, columns);
    for (const sol_outcome_row *o = sol_outcome_rows(); o->key; o++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(o->short_name ? o->short_name : "");
        row[1] = cell_text(o->key);
        row[2] = cell_text(unit[o->unit]);
        row[3] = cell_text(o->meaning);
    }
    table->note =
        "A word in capitals stands for any: a NAME with a point, a bracket or a blank stands in double quotes, "
        "a DATE is written 2027-12-31. Of money the last pay date up to the day holds; people between two pay "
        "dates are reckoned by days.";
    return answer_document(session, doc);
}

exit_status command_distributions(program_session *session)
{
    static const document_column columns[] = {
        {.key = "name", .title = "distribution", .unit = UNIT_TEXT},
        {.key = "parameters", .title = "parameters", .unit = UNIT_TEXT},
        {.key = "meaning", .title = "meaning", .unit = UNIT_TEXT},
    };
    document *doc = document_new(session->arena, NULL, 0);
    document_heading(doc, 2, "Distributions of a scenario's values");
    document_table *table = document_add_table(doc, "distributions", NULL, 3, columns);
    for (size_t i = 0; i < SOL_DISTRIBUTION_KINDS; i++) {
        const sol_distribution_row *kind = &sol_distribution_table[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(kind->name);
        row[1] = cell_text(kind->parameters);
        row[2] = cell_text(kind->meaning);
    }
    return answer_document(session, doc);
}

exit_status command_schema(program_session *session)
{
    const char *text = session->settings.format == FORMAT_MARKDOWN
                           ? sol_arena_print(session->arena, "%s\n" OWN_MARKDOWN, sol_schema_reference(session->arena))
                           : sol_schema_json(session->arena);
    return program_write(session, text, strlen(text));
}
