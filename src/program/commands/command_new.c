/* A scenario to begin with, from options and, at a terminal, from a few questions. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "base/suggest.h"
#include "base/text.h"
#include "program/session/complain.h"
#include "program/session/program.h"
#include "program/session/table_options.h"
#include "program/templates/template.h"
#include "scenario/sections/register.h"
#include "solatium/quantity.h"
#include "solatium/scenario.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What is asked, by option: in this order, where a person is there to answer. */
typedef enum question { FROM, CURRENCY, START, COUNTRY, CLAIMANTS, QUESTIONS } question;
static const struct {
    const char *option, *asks, *usual; /* usual: of who does not say; "": nothing; NULL: it follows from today */
} questions[QUESTIONS] = {
    [FROM] = {"--from", "What kind of fund is it: joint-fund, foundation, trust or small?", "small"},
    [CURRENCY] = {"--currency", "In which currency are its books?", "KRW"},
    [START] = {"--start", "On which day does it begin?", NULL},
    [COUNTRY] = {"--country", "In which country do the claimants live (`solatium laws` lists those with laws)?", "KOR"},
    [CLAIMANTS] = {"--claimants", "Which file has the register of claimants, if there is one?", ""},
};

/* An answer, and where it was given; one from the terminal stands nowhere. */
typedef struct reply {
    const char *text;
    sol_place place;
} reply;

/*
 * A scenario looks ahead from about now: a fixed day would be past soon, and ages would be those of another year. It is written into the file,
 * from which all else follows, so that the clock is read here and nowhere else.
 */
static const char *first_of_next_month(sol_arena *arena)
{
    char day[16];
    int year, month;
    int64_t today = (int64_t)time(NULL) / 86400, least = sol_date_of(SOL_YEAR_MIN, 1, 1).day,
            most = sol_date_of(SOL_YEAR_MAX - 1, 1, 1).day; /* a clock may be anywhere */
    sol_date_civil((sol_date){(int32_t)(today < least ? least : today > most ? most : today)}, &year, &month, NULL);
    sol_date_write(sol_date_add_months(sol_date_of(year, month, 1), 1), day);
    return sol_arena_print(arena, "%s", day);
}

static bool is_asked(const program_session *session)
{
    return !session->settings.is_quiet && isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static const char *ask(sol_arena *arena, const char *asks, const char *usual)
{
    char line[1024];
    fprintf(stderr, *usual ? "%s [%s] " : "%s ", asks, usual);
    if (!fgets(line, sizeof line, stdin))
        return usual;
    size_t length = strcspn(line, "\r\n"), blanks = strspn(line, " \t");
    while (length > blanks && strchr(" \t", line[length - 1]))
        length--;
    return length > blanks ? sol_arena_copy(arena, line + blanks, length - blanks) : usual;
}

static bool refuse(program_session *session, const reply *to, const char *hint, const char *message)
{
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U139", to->place, hint, "%s", message);
    return false;
}

static const template_row *template_of(program_session *session, const reply *r)
{
    const char **names = SOL_TAKE(session->arena, template_count, const char *);
    text_buffer all = {.arena = session->arena};
    for (size_t i = 0; i < template_count; i++) {
        names[i] = template_table[i].name;
        if (strcmp(names[i], r->text) == 0)
            return &template_table[i];
        text_print(&all, "%s%s", i ? ", " : "there are ", names[i]);
    }
    const char *near = suggest_nearest(r->text, template_count, names);
    refuse(session, r, near ? sol_arena_print(session->arena, "did you mean `%s`?", near) : text_of(&all),
           sol_arena_print(session->arena, "there is no template `%s`", r->text));
    return NULL;
}

static bool read_currency(program_session *session, const reply *r, const char **currency)
{
    *currency = r->text;
    if (sol_currency_digits(r->text) >= 0)
        return true;
    const char *near = sol_currency_nearest(r->text);
    return refuse(session, r, near ? sol_arena_print(session->arena, "did you mean `%s`?", near) : "as in `KRW`",
                  sol_arena_print(session->arena, "`%s` is no currency's code", r->text));
}

static bool read_start(program_session *session, const reply *r, sol_date *start)
{
    sol_quantity_fault fault;
    return sol_quantity_date(r->text, strlen(r->text), start, &fault) ||
           refuse(session, r, fault.hint[0] ? sol_arena_print(session->arena, "%s", fault.hint) : "as in `2026-01-01`",
                  sol_arena_print(session->arena, "%s", fault.message));
}

static bool read_country(program_session *session, const reply *r, const char **country)
{
    *country = r->text;
    return sol_country_named(r->text) >= 0 ||
           refuse(session, r,
                  "take one that `solatium laws` lists, and then put a life table in its place (scenarios/README.md)",
                  sol_arena_print(session->arena, "no laws of mortality come with the program for `%s`", r->text));
}

/* The register as the scenario's own folder has it: by its name in that folder, else by its whole path. */
static const char *path_of_register(program_session *session, const reply *r)
{
    const argument *to = session->answer[0].given;
    const char *slash = to ? strrchr(to->text, '/') : NULL;
    const char *folder = slash ? sol_arena_copy(session->arena, to->text, (size_t)(slash - to->text) + 1) : NULL;
    char whole[PATH_MAX], of_output[PATH_MAX];
    bool is_found = realpath(r->text, whole) && realpath(folder ? folder : ".", of_output);
    size_t length = is_found ? strlen(of_output) : 0;
    bool is_inside = is_found && strncmp(whole, of_output, length) == 0 && whole[length] == '/';
    const char *shown = is_inside ? whole + length + 1 : is_found && folder ? whole : r->text;
    return sol_arena_copy(session->arena, shown, strlen(shown));
}

/* "claim=판결금액" of each `--columns`. */
static bool read_columns(program_session *session, template_register *made)
{
    const argument *const *given;
    made->named_count = arguments_all(&session->arguments, "--columns", &given);
    const char **part = SOL_TAKE(session->arena, 2 * made->named_count, const char *);
    made->column = part;
    made->header = part + made->named_count;
    for (size_t i = 0; i < made->named_count; i++) {
        const char *text = given[i]->text, *is = strchr(text, '=');
        const reply said = {text, given[i]->place};
        if (!is || is == text || !is[1])
            return refuse(session, &said, "write `claim=HEADER`, as its cell says it",
                          "this does not say what a header means");
        part[i] = sol_arena_copy(session->arena, text, (size_t)(is - text));
        part[made->named_count + i] = is + 1;
    }
    return true;
}

static bool lacks_register(program_session *session)
{
    static const char *const options[] = {"--sheet", "--encoding", "--columns"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const argument *given = arguments_get(&session->arguments, options[i]);
        if (!given)
            continue;
        sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U135", given->place,
                            "name the register with `--claimants`", "`%s` would change nothing: there is no register",
                            options[i]);
        return false;
    }
    return true;
}

/* How the register is read, if there is one. It is read by itself first: what is wrong with it is said with this command's ways out. */
static exit_status read_register(program_session *session, const reply *r, template_values *values)
{
    values->claimants = NULL;
    if (!*r->text)
        return lacks_register(session) ? STATUS_DONE : STATUS_USAGE;
    if (strcmp(r->text, "-") == 0) {
        refuse(session, r, "save it to a file first",
               "a scenario names its register, which standard input has no name for");
        return STATUS_USAGE;
    }
    template_register *made = SOL_TAKE(session->arena, 1, template_register);
    *made = (template_register){.file = path_of_register(session, r),
                                .sheet = arguments_value(&session->arguments, "--sheet"),
                                .encoding = arguments_value(&session->arguments, "--encoding")};
    values->claimants = made;
    register_request request = {
        .path = r->text, .choice = {.speaker = TABLE_OF_OPTION}, .currency = values->currency, .start = values->start};
    request.named_count = arguments_values(&session->arguments, "--columns", &request.named);
    if (outputs_reads(session->outputs, r->text) != STATUS_DONE || !table_options_read(session, &request.choice) ||
        !read_columns(session, made))
        return STATUS_USAGE;
    register_table table;
    sol_diagnostics *said = sol_diagnostics_new(session->arena);
    bool is_right = register_read(session->arena, &request, said, &table) && sol_diagnostics_errors(said) == 0;
    if (is_right)
        return STATUS_DONE; /* what it warns of is said of the scenario */
    complain_write(session, said);
    return complain_status(session, said);
}

/* What is written is a scenario that can be run: a register that is none is told of here. */
static exit_status check(program_session *session, const char *text)
{
    const argument *to = session->answer[0].given;
    const char *name = to ? to->text : "the new scenario";
    sol_document *made = sol_document_parse(session->arena, name, text, strlen(text), session->diagnostics);
    bool is_right = made && sol_scenario_make(session->arena, made, 0, NULL, session->diagnostics);
    return is_right ? STATUS_DONE : complain_status(session, session->diagnostics);
}

exit_status command_new(program_session *session)
{
    if (!program_lacks(session, OF_SCENARIO | OF_TRIALS | OF_SEED, "leave it out", "nothing is simulated") ||
        outputs_may_replace(session->outputs) != STATUS_DONE)
        return STATUS_USAGE;
    reply given[QUESTIONS];
    bool asks = is_asked(session);
    for (int q = 0; q < QUESTIONS; q++) {
        const argument *said = arguments_get(&session->arguments, questions[q].option);
        const char *usual = questions[q].usual ? questions[q].usual : first_of_next_month(session->arena);
        given[q] = said ? (reply){said->text, said->place}
                        : (reply){asks ? ask(session->arena, questions[q].asks, usual) : usual, {0}};
    }
    template_values values;
    const template_row *from = template_of(session, &given[FROM]);
    bool is_right = from != NULL;
    is_right &= read_currency(session, &given[CURRENCY], &values.currency);
    is_right &= read_start(session, &given[START], &values.start);
    is_right &= read_country(session, &given[COUNTRY], &values.country);
    if (!is_right)
        return STATUS_USAGE;
    exit_status status = read_register(session, &given[CLAIMANTS], &values);
    if (status != STATUS_DONE)
        return status;
    const char *text = template_fill(session->arena, from->text, &values);
    status = check(session, text);
    return status == STATUS_DONE ? program_write(session, text, strlen(text)) : status;
}
