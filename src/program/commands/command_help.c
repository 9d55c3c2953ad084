#include "base/suggest.h"
#include "base/text.h"
#include "program/session/answer.h"
#include "report/document/wrap.h"

#include <string.h>

enum { LEFT = 26, WIDTH = 80 };

static void write_row(text_buffer *out, const char *left, const char *right)
{
    const char *const *line;
    size_t count = wrap_lines(out->arena, right, WIDTH - LEFT - 2, &line);
    text_append(out, "  ");
    text_pad(out, left, LEFT, false);
    if (text_width(left) >= LEFT) {
        text_append(out, "\n  ");
        text_pad(out, "", LEFT, false);
    }
    for (size_t i = 0; i < count; i++) {
        text_pad(out, "", i > 0 ? LEFT + 2 : 0, false);
        text_print(out, "%s\n", line[i]);
    }
}

/* `formats`: what --format takes. */
static void write_options(text_buffer *out, size_t count, const option *table, unsigned formats)
{
    for (size_t i = 0; i < count; i++) {
        const option *o = &table[i];
        const char *takes = o->argument ? o->argument : "";
        if (strcmp(o->name, "--format") == 0)
            takes = format_names(out->arena, formats, "|");
        write_row(out, sol_arena_print(out->arena, "%s%s%s", o->name, *takes ? " " : "", takes), o->meaning);
    }
}

/* What the endings of -o say: of each format that is there. */
static void write_endings(text_buffer *out, unsigned formats)
{
    text_append(out, "\nEndings of -o FILE\n");
    for (int f = 0; f < FORMATS; f++) {
        const char *endings = format_endings(out->arena, 1u << f);
        if (formats & 1u << f && *endings)
            write_row(out, endings, format_table[f].noun);
    }
    if (formats & 1u << FORMAT_TEXT)
        write_row(out, "none, .txt, .log, .2025", "plain text, or another text that --format names");
    write_row(out, "any other", "refused, unless --format is given and it is no ending of another kind of file");
}

static void write_overview(text_buffer *out)
{
    text_append(out, "solatium " SOLATIUM_VERSION "\n"
                     "Simulates compensation funds: who would have to pay how much, and by when,\n"
                     "for the claimants to be paid in their lifetime?\n\nCommands\n");
    for (size_t i = 0; i < command_count; i++)
        write_row(out, command_table[i].usage, command_table[i].summary);
    text_append(out, "\nOptions of every command\n");
    write_options(out, general_option_count, general_option_table, FORMATS_OF_DOCUMENTS | FORMATS_OF_PICTURES);
    write_endings(out, FORMATS_OF_DOCUMENTS | FORMATS_OF_PICTURES);
    text_append(out, "\nExit status: 0 done, 1 goal missed and --require-goal given, 2 wrong usage,\n"
                     "3 invalid scenario or data file, 4 file or system failure, 5 interrupted.\n");
}

static void write_command(text_buffer *out, const command *c)
{
    text_print(out, "solatium %s\n\n  %s\n", c->usage, c->summary);
    if (c->details)
        text_print(out, "\n%s", c->details);
    if (c->option_count > 0) {
        text_append(out, "\nOptions\n");
        write_options(out, c->option_count, c->option, c->formats);
    }
    text_append(out, "\nOptions of every command\n");
    write_options(out, general_option_count, general_option_table, c->formats);
    write_endings(out, c->formats);
    if (c->tables) {
        text_append(out, "\nTables of --table NAME; a star is a number or a value\n");
        write_row(out, "", c->tables);
    }
}

static void complain_of_name(program_session *session)
{
    const argument *word = &session->arguments.word[0];
    const char **names = SOL_TAKE(session->arena, command_count, const char *);
    for (size_t i = 0; i < command_count; i++)
        names[i] = command_table[i].name;
    const char *nearest = suggest_nearest(word->text, command_count, names);
    sol_diagnostics_add(session->diagnostics, SOL_ERROR, "U101", word->place,
                        nearest ? sol_arena_print(session->arena, "did you mean `%s`?", nearest)
                                : "`solatium help` lists the commands",
                        "unknown command `%s`", word->text);
}

static json_t *options_json(size_t count, const option *table)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++)
        json_array_append_new(list,
                              json_pack("{s:s, s:s?, s:s, s:b}", "name", table[i].name, "argument", table[i].argument,
                                        "meaning", table[i].meaning, "repeatable", table[i].is_repeatable));
    return list;
}

static json_t *command_json(const command *c)
{
    json_t *formats = json_array();
    for (int f = 0; f < FORMATS; f++)
        if (c->formats & 1u << f)
            json_array_append_new(formats, json_string(format_table[f].name));
    return json_pack("{s:s, s:s, s:s, s:s?, s:o, s:o}", "name", c->name, "usage", c->usage, "summary", c->summary,
                     "details", c->details, "formats", formats, "options", options_json(c->option_count, c->option));
}

static json_t *overview_json(void)
{
    json_t *commands = json_array();
    for (size_t i = 0; i < command_count; i++)
        json_array_append_new(commands, command_json(&command_table[i]));
    return json_pack("{s:s, s:o, s:o}", "version", SOLATIUM_VERSION, "commands", commands, "options",
                     options_json(general_option_count, general_option_table));
}

exit_status command_help(program_session *session)
{
    const arguments *read = &session->arguments;
    text_buffer out = {.arena = session->arena};
    const command *about = read->command;
    if (about && strcmp(about->name, "help") == 0)
        about = read->word_count > 0 ? command_named(read->word[0].text) : NULL;
    if (read->command && !about && read->word_count > 0 && strcmp(read->command->name, "help") == 0) {
        complain_of_name(session);
        return STATUS_USAGE;
    }
    if (session->settings.format == FORMAT_JSON)
        return answer_json(session, about ? command_json(about) : overview_json());
    if (about)
        write_command(&out, about);
    else
        write_overview(&out);
    return program_write(session, text_of(&out), out.length);
}
