#include "program/session/answer.h"
#include "solatium/distribution.h"
#include "solatium/mortality.h"

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
