#include "program/session/format_choice.h"

#include <string.h>
#include <unistd.h>

/* What the answers are chosen by. */
typedef struct choice {
    program_session *session;
    unsigned set;           /* formats that the command has */
    answer_format usual;    /* of a name that says nothing */
    const argument *format; /* --format, or NULL */
    answer_format named;
} choice;

static const command *asked(const program_session *session)
{
    const arguments *read = &session->arguments;
    return read->command && !read->wants_help && !read->wants_version ? read->command : command_named("help");
}

const argument *format_choice_pages(const program_session *session)
{
    const char *name = asked(session)->pages;
    return name ? arguments_get(&session->arguments, name) : NULL;
}

unsigned format_choice_set(const program_session *session)
{
    return asked(session)->formats;
}

static bool refuse(const choice *c, const argument *given, const char *hint, const char *message)
{
    sol_diagnostics_add(c->session->diagnostics, SOL_ERROR, "U112", given->place, hint, "%s", message);
    return false;
}

/* What the command writes, for who asked for something else. */
static const char *what_there_is(const choice *c)
{
    sol_arena *arena = c->session->arena;
    bool has_text = c->set & 1u << FORMAT_TEXT;
    return sol_arena_print(arena, "it writes %s%s", format_endings(arena, c->set),
                           has_text ? ", and text to .txt, .log or a name without ending" : "");
}

static bool refuse_ending(const choice *c, const argument *given, ending_kind kind, answer_format of)
{
    sol_arena *arena = c->session->arena;
    const char *ending = format_ending(given->text), *name = asked(c->session)->name;
    if (kind == ENDING_OF_FORMAT)
        return refuse(c, given, what_there_is(c),
                      sol_arena_print(arena, "'%s' would be %s, which `solatium %s` does not write", given->text,
                                      format_table[of].noun, name));
    if (kind == ENDING_OF_OTHERS)
        return refuse(c, given, what_there_is(c),
                      sol_arena_print(arena, "'%s' would be a %s file, which `solatium %s` does not write", given->text,
                                      ending, name));
    return refuse(c, given,
                  sol_arena_print(arena, "say which with `--format %s`, or end it in %s", format_table[c->usual].name,
                                  format_endings(arena, c->set)),
                  sol_arena_print(arena, "'%s': the ending %s names no format", given->text, ending));
}

/* --format and the ending must agree. */
static bool refuse_contradiction(const choice *c, const argument *given, const char *is)
{
    const format_row *row = &format_table[c->named];
    return refuse(c, given, "leave one of the two out, or change the ending",
                  sol_arena_print(c->session->arena, "'%s' would be %s, and `--format %s` is %s", given->text, is,
                                  row->name, row->noun));
}

static bool by_ending(const choice *c, program_answer *answer)
{
    answer_format of = FORMATS;
    ending_kind kind = format_of_ending(answer->given->text, &of);
    if (kind == ENDING_OF_OTHERS || (kind == ENDING_OF_FORMAT && !(c->set & 1u << of)))
        return refuse_ending(c, answer->given, kind, of);
    if (c->format) {
        if (kind == ENDING_OF_FORMAT && of != c->named)
            return refuse_contradiction(c, answer->given, format_table[of].noun);
        if (kind == ENDING_OF_TEXT && *format_ending(answer->given->text) && format_table[c->named].is_binary)
            return refuse_contradiction(c, answer->given, "a file of text");
        answer->format = c->named;
        return true;
    }
    if (kind == ENDING_UNKNOWN)
        return refuse_ending(c, answer->given, kind, of);
    if (kind == ENDING_OF_TEXT && *format_ending(answer->given->text) && !(c->set & 1u << FORMAT_TEXT))
        return refuse_ending(c, answer->given, ENDING_OF_FORMAT, FORMAT_TEXT);
    answer->format = kind == ENDING_OF_FORMAT ? of : c->usual;
    return true;
}

static bool for_standard_output(const choice *c, program_answer *answer)
{
    answer->format = c->format ? c->named : c->usual;
    const format_row *row = &format_table[answer->format];
    if (!row->is_binary || !isatty(STDOUT_FILENO))
        return true;
    sol_diagnostics_add(c->session->diagnostics, SOL_ERROR, "U113", c->format->place,
                        sol_arena_print(c->session->arena, "write it to a file: `-o FILE%s`", row->ending[0]),
                        "%s cannot be shown on a terminal", row->noun);
    return false;
}

static bool read_format(choice *c)
{
    const char *names[FORMATS];
    answer_format format[FORMATS];
    size_t count = 0, index = 0;
    for (int f = 0; f < FORMATS; f++)
        if (c->set & 1u << f) {
            format[count] = (answer_format)f;
            names[count++] = format_table[f].name;
        }
    if (!arguments_choice(&c->session->arguments, "--format", count, names, &index))
        return false;
    c->named = format[index];
    return true;
}

/* Pages go to a folder that -o names. */
static bool for_pages(const choice *c, const argument *pages, bool is_standard, program_answer *answer)
{
    const argument *table = arguments_get(&c->session->arguments, "--table"), *to = answer->given;
    answer_format of;
    ending_kind kind = to ? format_of_ending(to->text, &of) : ENDING_UNKNOWN;
    bool is_text =
        kind == ENDING_OF_TEXT && strspn(format_ending(to->text), ".0123456789") != strlen(format_ending(to->text));
    bool is_file = is_standard || kind == ENDING_OF_FORMAT || kind == ENDING_OF_OTHERS || is_text;
    const char *name = pages->option->name;
    const argument *wrong = !to ? pages : is_file ? to : table;
    answer->format = c->format ? c->named : FORMAT_HTML;
    if (!wrong)
        return true;
    sol_diagnostics_add(c->session->diagnostics, SOL_ERROR, "U145", wrong->place,
                        wrong == table ? "leave `--table` out"
                                       : sol_arena_print(c->session->arena, "name one, as in `%s -o letters`", name),
                        wrong == table ? "`%s` writes pages, and not one of their tables"
                                       : "`%s` writes a folder of pages, and not one file",
                        name);
    return false;
}

/* A picture is of the whole answer. */
static bool is_whole_or_data(const choice *c)
{
    const argument *table = arguments_get(&c->session->arguments, "--table");
    for (size_t i = 0; table && i < c->session->answer_count; i++)
        if (format_table[c->session->answer[i].format].is_picture)
            return refuse(c, table, "leave `--table` out, or write tables",
                          "a picture is not of one table of the answer");
    return true;
}

bool format_choice_read(program_session *session)
{
    const arguments *read = &session->arguments;
    const argument *pages = format_choice_pages(session);
    choice c = {.session = session,
                .set = pages ? FORMATS_OF_PAGES : asked(session)->formats,
                .format = arguments_get(read, "--format")};
    while (!(c.set & 1u << c.usual))
        c.usual++;
    bool is_right = read_format(&c);
    const argument *const *given;
    size_t count = arguments_all(read, "-o", &given);
    session->answer_count = count > 0 ? count : 1;
    session->answer = SOL_TAKE(session->arena, session->answer_count, program_answer);
    for (size_t i = 0; i < session->answer_count && is_right; i++) {
        program_answer *answer = &session->answer[i];
        answer->given = count > 0 ? given[i] : NULL;
        output_target target;
        output_refusal why;
        bool is_standard = count == 0 || (output_target_find(session->arena, given[i]->text, &target, &why) &&
                                          target.kind == OUTPUT_STANDARD);
        is_right = pages         ? for_pages(&c, pages, is_standard, answer)
                   : is_standard ? for_standard_output(&c, answer)
                                 : by_ending(&c, answer);
    }
    return is_right && is_whole_or_data(&c);
}
