#include "program/pages/pages.h"
#include "program/session/answer.h"
#include "program/session/simulate.h"

#include "base/suggest.h"
#include "report/document/tables_json.h"
#include "report/explain/explain.h"
#include "report/run/run_report.h"
#include "scenario/text/names.h"
#include "solatium/random.h"

#include <string.h>

enum { NAMES_MOST = 5000 };

/* Those of one name, told apart by their ids. */
static void refuse_namesakes(program_session *session, const sol_plan *plan, const argument *wanted)
{
    enum { SHOWN = 20 };
    text_buffer ids = {.arena = session->arena};
    size_t found = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const char *name = plan_claimant_name(plan, i);
        if (!name || !names_same(name, wanted->text))
            continue;
        if (found < SHOWN)
            text_print(&ids, "%s`%s`", found ? ", " : "give the id: ", plan_claimant_id(session->arena, plan, i));
        found++;
    }
    if (found > SHOWN)
        text_print(&ids, " or %zu more", found - SHOWN);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U144", wanted->place, text_of(&ids),
                        "there are %zu claimants of the name `%s`", found, wanted->text);
}

/* The index of a claimant by id or, where only one has it, by name; count and an error when there is none. */
static size_t find_claimant(program_session *session, const sol_plan *plan, const argument *wanted)
{
    size_t count = plan->people.count, shown = count < NAMES_MOST ? count : NAMES_MOST, named = 0, by_name = 0;
    const char **names = SOL_TAKE(session->arena, 2 * shown, const char *);
    for (size_t i = 0; i < count; i++) {
        const char *id = plan_claimant_id(session->arena, plan, i), *name = plan_claimant_name(plan, i);
        if (names_same(id, wanted->text))
            return i;
        if (name && names_same(name, wanted->text)) {
            by_name = i;
            named++;
        }
        if (i < shown) {
            names[i] = id;
            names[shown + i] = name;
        }
    }
    if (named == 1)
        return by_name;
    if (named > 1) {
        refuse_namesakes(session, plan, wanted);
        return count;
    }
    const char *nearest = suggest_nearest(wanted->text, 2 * shown, names);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U141", wanted->place,
                        nearest ? sol_arena_print(session->arena, "did you mean `%s`?", nearest)
                        : count ? sol_arena_print(session->arena, "the first is `%s`", names[0])
                                : NULL,
                        "there is no claimant `%s`", wanted->text);
    return count;
}

/* The claimant's row of the table of claimants. */
static const document *claimant_table(program_session *session, const sol_result *result,
                                      const sol_claimant_result *claimant)
{
    sol_result *alone = SOL_TAKE(session->arena, 1, sol_result);
    *alone = *result;
    alone->claimant = claimant;
    alone->claimant_result_count = 1;
    document *doc = document_new(session->arena, result->currency, result->minor_digits);
    run_report_claimants(doc, alone);
    return doc;
}

/* It, and what the page says. */
static json_t *claimant_json(program_session *session, const sol_result *result, const sol_claimant_result *claimant,
                             const document *page)
{
    json_t *object = json_object(), *sentences = json_array();
    json_t *rows = tables_json_rows(document_find_table(claimant_table(session, result, claimant), "claimants"));
    for (size_t i = 0; i < page->block_count; i++)
        if (page->block[i].kind == BLOCK_PARAGRAPH)
            json_array_append_new(sentences, json_string(page->block[i].text));
    json_object_set_new(object, "title", json_string(result->title));
    json_object_set_new(object, "trials", json_integer((json_int_t)result->trials));
    json_object_set_new(object, "currency", json_string(result->currency));
    json_object_set(object, "claimant", json_array_get(rows, 0));
    json_object_set_new(object, "sentences", sentences);
    json_decref(rows);
    return object;
}

static exit_status answer_with(program_session *session, const sol_result *result, const sol_claimant_result *claimant)
{
    const document *page = explain_claimant(session->arena, result, claimant);
    if (program_is_json(session))
        return answer_json(session, claimant_json(session, result, claimant, page));
    if (session->settings.format == FORMAT_CSV)
        return answer_document(session, claimant_table(session, result, claimant));
    return answer_document(session, page);
}

static exit_status answer_claimant(program_session *session, const sol_plan *plan, size_t index)
{
    const sol_result *result = NULL;
    exit_status status = simulate_run(session, plan, true, &result);
    if (status != STATUS_DONE)
        return status;
    const char *id = plan_claimant_id(session->arena, plan, index);
    for (size_t i = 0; i < result->claimant_result_count; i++)
        if (strcmp(result->claimant[i].id, id) == 0)
            return answer_with(session, result, &result->claimant[i]);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U142", (sol_place){0}, NULL,
                        "claimant `%s` was not simulated by himself", id);
    return STATUS_USAGE;
}

static bool is_one_question(program_session *session, const argument *all, const argument *claimant,
                            const argument *trial)
{
    const argument *other = claimant ? claimant : trial;
    if (!all && other)
        return true;
    if (!all)
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U143", (sol_place){0},
                            "as in `--claimant ID`, `--all -o letters` or `--trial 0`",
                            "explain needs a claimant, all of them or a trial");
    if (all && other)
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U146", other->place, "ask for one of them at a time",
                            "`--all` and `%s` do not go together", other->option->name);
    return all && !other;
}

exit_status command_explain(program_session *session)
{
    const argument *claimant = arguments_get(&session->arguments, "--claimant");
    const argument *wanted = arguments_get(&session->arguments, "--trial");
    const argument *all = arguments_get(&session->arguments, "--all");
    uint64_t trial = 0;
    if (!arguments_whole(&session->arguments, "--trial", 0, SOL_DRAWN_TRIAL_MAX, &trial))
        return STATUS_USAGE;
    if (!is_one_question(session, all, claimant, wanted))
        return STATUS_USAGE;
    if (wanted && !program_lacks(session, OF_TRIALS, "leave it out", "`--trial` is one future"))
        return STATUS_USAGE;
    const sol_plan *plan = NULL;
    exit_status status = simulate_prepare(session, session->arguments.word[0].text, session->diagnostics, &plan);
    if (status != STATUS_DONE)
        return status;
    if (all)
        return pages_write(session, plan);
    size_t index = claimant ? find_claimant(session, plan, claimant) : SIZE_MAX;
    if (claimant && index == plan->people.count)
        return STATUS_USAGE;
    if (!wanted)
        return answer_claimant(session, plan, index);
    uint64_t seed = simulate_settings(session, plan->scenario).seed;
    return answer_document(session, explain_trial(session->arena, plan, seed, trial, index));
}
