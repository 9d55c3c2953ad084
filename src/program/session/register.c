#include "program/session/register.h"

#include "program/session/complain.h"
#include "program/session/table_options.h"

#include <string.h>
#include <strings.h>

/* What a register is read with, and no scenario. */
static const char *const register_options[] = {"--currency", "--start", "--sheet", "--encoding", "--columns"};

/* Endings of tables; those that are not read are told why by their reader. */
static const char *const table_endings[] = {".csv",  ".tsv",  ".tab", ".txt",     ".xlsx",
                                            ".xlsm", ".xlsb", ".xls", ".numbers", ".ods"};

bool session_is_register(program_session *session, const argument *word, bool *is_register)
{
    static const char *const kinds[] = {"scenario", "register"};
    size_t kind = 0;
    const char *ending = format_ending(word->text);
    for (size_t i = 0; i < sizeof table_endings / sizeof *table_endings; i++)
        kind = strcasecmp(ending, table_endings[i]) == 0 ? 1 : kind;
    if (!arguments_choice(&session->arguments, "--as", 2, kinds, &kind))
        return false;
    *is_register = kind == 1;
    return true;
}

bool session_has_options(program_session *session, bool has_register, bool has_scenario)
{
    for (size_t i = 0; i < sizeof register_options / sizeof *register_options && !has_register; i++) {
        const argument *given = arguments_get(&session->arguments, register_options[i]);
        if (!given)
            continue;
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U135", given->place,
                            "a table is a register by its ending, or by `--as register`",
                            "`%s` would change nothing: a scenario says it itself", register_options[i]);
        return false;
    }
    return has_scenario || program_lacks(session, OF_SCENARIO, "`--columns claim=HEADER` says what a header means",
                                         "a register has no keys");
}

static bool read_currency(program_session *session, register_request *request)
{
    const argument *given = arguments_get(&session->arguments, "--currency");
    request->currency = given ? given->text : NULL;
    if (!given || sol_currency_digits(given->text) >= 0)
        return true;
    const char *near = sol_currency_nearest(given->text);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U151", given->place,
                        near ? sol_arena_print(session->arena, "did you mean `%s`?", near)
                             : "write its three letters, such as `KRW`",
                        "there is no currency `%.50s`", given->text);
    return false;
}

static bool read_start(program_session *session, register_request *request)
{
    const argument *given = arguments_get(&session->arguments, "--start");
    sol_quantity_fault fault;
    request->start = sol_date_never();
    if (!given || sol_quantity_date(given->text, strlen(given->text), &request->start, &fault))
        return true;
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U151", given->place, fault.hint[0] ? fault.hint : NULL, "%s",
                        fault.message);
    return false;
}

exit_status session_read_register(program_session *session, const argument *word, sol_diagnostics *diagnostics,
                                  register_table *made)
{
    register_request request = {.path = word->text, .choice = {.speaker = TABLE_OF_OPTION}};
    *made = (register_table){0};
    if (outputs_reads(session->outputs, word->text) != STATUS_DONE || !table_options_read(session, &request.choice) ||
        !read_currency(session, &request) || !read_start(session, &request))
        return STATUS_USAGE;
    request.named_count = arguments_values(&session->arguments, "--columns", &request.named);
    if (arguments_get(&session->arguments, "--strict"))
        sol_diagnostics_be_strict(diagnostics);
    bool is_read = register_read(session->arena, &request, diagnostics, made);
    return is_read && sol_diagnostics_errors(diagnostics) == 0 ? STATUS_DONE : complain_status(session, diagnostics);
}
