#include "program/arguments/arguments.h"

#include "base/check.h"
#include "base/suggest.h"
#include "base/text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 96 };

typedef struct reader {
    int count;
    char *const *text;
    sol_place *place; /* of each argv */
    argument *word, *given;
    arguments *read;
} reader;

/* Text as a shell would take it back: in quotes when it holds what a shell would cut or read. */
static void append_quoted(text_buffer *line, const char *text)
{
    if (*text &&
        strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:=/%+@") == strlen(text)) {
        text_append(line, text);
        return;
    }
    text_append(line, "'");
    for (const char *c = text; *c; c++)
        text_append_bytes(line, *c == '\n' || *c == '\r' ? " " : c, 1);
    text_append(line, "'");
}

/* Characters of UTF-8 in a stretch of bytes. */
static uint32_t count_characters(const char *bytes, size_t length)
{
    uint32_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return count;
}

static void lay_out_line(reader *r)
{
    text_buffer line = {.arena = r->read->arena};
    text_append(&line, "solatium");
    for (int i = 1; i < r->count; i++) {
        text_append(&line, " ");
        uint32_t from = count_characters(line.data, line.length) + 1;
        append_quoted(&line, r->text[i]);
        uint32_t to = count_characters(line.data, line.length) + 1;
        r->place[i] = (sol_place){&r->read->line, 1, from, 1, to};
    }
    r->read->line = (sol_source){.name = "command line", .text = text_of(&line), .length = line.length};
}

const command *command_named(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_table[i].name, name) == 0)
            return &command_table[i];
    return NULL;
}

static const char *did_you_mean(sol_arena *arena, const char *word, size_t count, const char *const *names)
{
    const char *nearest = suggest_nearest(word, count, names);
    return nearest ? sol_arena_print(arena, "did you mean `%s`?", nearest) : NULL;
}

static void complain_of_command(reader *r, int at)
{
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (; count < command_count; count++)
        names[count] = command_table[count].name;
    const char *hint = did_you_mean(r->read->arena, r->text[at], count, names);
    sol_diagnostics_add(r->read->diagnostics, SOL_ERROR, "U101", r->place[at],
                        hint ? hint : "`solatium help` lists the commands", "unknown command `%s`", r->text[at]);
}

static const option *option_in(size_t count, const option *table, const char *name, size_t length)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(table[i].name) == length && memcmp(table[i].name, name, length) == 0)
            return &table[i];
    return NULL;
}

static const option *find_option(const command *of, const char *name, size_t length)
{
    const option *found = of ? option_in(of->option_count, of->option, name, length) : NULL;
    return found ? found : option_in(general_option_count, general_option_table, name, length);
}

static void complain_of_option(reader *r, int at, const char *name)
{
    const command *of = r->read->command;
    const char *names[NAMES_MAX];
    size_t count = 0;
    for (size_t i = 0; of && i < of->option_count; i++)
        names[count++] = of->option[i].name;
    for (size_t i = 0; i < general_option_count; i++)
        names[count++] = general_option_table[i].name;
    const char *hint = did_you_mean(r->read->arena, name, count, names);
    for (size_t i = 0; !hint && i < command_count; i++)
        if (option_in(command_table[i].option_count, command_table[i].option, name, strlen(name)))
            hint = sol_arena_print(r->read->arena, "it is an option of `solatium %s`", command_table[i].name);
    sol_diagnostics_add(r->read->diagnostics, SOL_ERROR, "U102", r->place[at],
                        hint ? hint
                        : of ? "`--help` lists the options"
                             : "`solatium help` lists the options",
                        "unknown option `%s`", name);
}

static void keep_option(reader *r, const option *which, const char *value, int at)
{
    for (size_t i = 0; !which->is_repeatable && i < r->read->given_count; i++)
        if (r->given[i].option == which) {
            sol_diagnostics_add(r->read->diagnostics, SOL_ERROR, "U105", r->place[at], NULL, "`%s` is given twice",
                                which->name);
            return;
        }
    r->given[r->read->given_count++] = (argument){which, value, r->place[at]};
}

/* Whether there is no value behind the argument at `at`, but nothing or another option. */
static bool lacks_value(const reader *r, int at)
{
    if (at + 1 >= r->count)
        return true;
    const char *next = r->text[at + 1];
    return strncmp(next, "--", 2) == 0 && find_option(r->read->command, next, strcspn(next, "="));
}

/* Takes the option at `at`; the index of the last argument that it used. */
static int take_option(reader *r, int at)
{
    const char *text = r->text[at];
    bool is_long = text[1] == '-';
    size_t length = is_long ? strcspn(text, "=") : 2;
    const char *rest = text + length;
    const option *which = find_option(r->read->command, text, length);
    if (!which) {
        complain_of_option(r, at, sol_arena_copy(r->read->arena, text, is_long ? length : strlen(text)));
        return at;
    }
    if (!which->argument) {
        if (*rest)
            sol_diagnostics_add(r->read->diagnostics, SOL_ERROR, "U104", r->place[at], NULL, "`%s` takes no value",
                                which->name);
        else
            keep_option(r, which, "", at);
        return at;
    }
    if (*rest) {
        keep_option(r, which, is_long ? rest + 1 : rest, at);
        return at;
    }
    if (lacks_value(r, at)) {
        sol_diagnostics_add(r->read->diagnostics, SOL_ERROR, "U103", r->place[at],
                            sol_arena_print(r->read->arena, "as in `%s %s`", which->name, which->argument),
                            "`%s` needs a value", which->name);
        return at;
    }
    keep_option(r, which, r->text[at + 1], at + 1);
    return at + 1;
}

/* The command is the first word; options may stand before it, so it is found first. */
static int find_command(reader *r)
{
    for (int i = 1; i < r->count; i++) {
        const char *text = r->text[i];
        if (text[0] != '-' || !text[1]) {
            r->read->command = command_named(text);
            return i;
        }
        const option *which = find_option(NULL, text, strlen(text));
        if (which && which->argument)
            i++;
    }
    return r->count;
}

static void check_word_count(reader *r)
{
    const arguments *read = r->read;
    if (!read->command || read->wants_help)
        return;
    if (read->word_count < read->command->word_min)
        sol_diagnostics_add(read->diagnostics, SOL_ERROR, "U106", (sol_place){&read->line, 0, 0, 0, 0},
                            sol_arena_print(read->arena, "usage: solatium %s", read->command->usage),
                            "`solatium %s` needs %s", read->command->name,
                            read->word_count ? "more than that" : "a file or name to work on");
    if (read->word_count > read->command->word_max)
        sol_diagnostics_add(read->diagnostics, SOL_ERROR, "U107", r->word[read->command->word_max].place,
                            sol_arena_print(read->arena, "usage: solatium %s", read->command->usage),
                            "`%s` is one word too many", r->word[read->command->word_max].text);
}

bool arguments_parse(sol_arena *arena, int count, char *const *text, sol_diagnostics *diagnostics, arguments *read)
{
    size_t before = sol_diagnostics_errors(diagnostics);
    *read = (arguments){.arena = arena, .diagnostics = diagnostics};
    size_t room = count > 0 ? (size_t)count : 1;
    reader r = {
        count, text, SOL_TAKE(arena, room, sol_place), SOL_TAKE(arena, room, argument), SOL_TAKE(arena, room, argument),
        read};
    lay_out_line(&r);
    int command_at = find_command(&r);
    if (command_at < count && !read->command)
        complain_of_command(&r, command_at);
    bool only_words = false;
    for (int i = 1; i < count && (read->command || command_at == count); i++) {
        const char *t = text[i];
        if (i == command_at)
            continue;
        if (!only_words && strcmp(t, "--") == 0)
            only_words = true;
        else if (!only_words && t[0] == '-' && t[1])
            i = take_option(&r, i);
        else
            r.word[read->word_count++] = (argument){NULL, t, r.place[i]};
    }
    read->word = r.word;
    read->given = r.given;
    read->wants_help = arguments_get(read, "--help") != NULL;
    read->wants_version = arguments_get(read, "--version") != NULL;
    if (sol_diagnostics_errors(diagnostics) == before)
        check_word_count(&r);
    return sol_diagnostics_errors(diagnostics) == before;
}

const argument *arguments_get(const arguments *read, const char *name)
{
    const option *which = find_option(read->command, name, strlen(name));
    SOL_CHECK(which != NULL);
    for (size_t i = 0; i < read->given_count; i++)
        if (read->given[i].option == which)
            return &read->given[i];
    return NULL;
}

const char *arguments_value(const arguments *read, const char *name)
{
    const argument *found = arguments_get(read, name);
    return found ? found->text : NULL;
}

size_t arguments_all(const arguments *read, const char *name, const argument *const **given)
{
    const option *which = find_option(read->command, name, strlen(name));
    SOL_CHECK(which != NULL);
    const argument **list = SOL_TAKE(read->arena, read->given_count, const argument *);
    size_t count = 0;
    for (size_t i = 0; i < read->given_count; i++)
        if (read->given[i].option == which)
            list[count++] = &read->given[i];
    *given = list;
    return count;
}

size_t arguments_values(const arguments *read, const char *name, const char *const **values)
{
    const argument *const *given;
    size_t count = arguments_all(read, name, &given);
    const char **list = SOL_TAKE(read->arena, count, const char *);
    for (size_t i = 0; i < count; i++)
        list[i] = given[i]->text;
    *values = list;
    return count;
}

bool arguments_whole(const arguments *read, const char *name, uint64_t least, uint64_t most, uint64_t *number)
{
    const argument *found = arguments_get(read, name);
    if (!found)
        return true;
    size_t length = strlen(found->text);
    errno = 0;
    unsigned long long value = strtoull(found->text, NULL, 10);
    if (length == 0 || strspn(found->text, "0123456789") != length || errno || value < least || value > most) {
        sol_diagnostics_add(read->diagnostics, SOL_ERROR, "U108", found->place, NULL,
                            "`%s` takes a whole number from %llu to %llu, not `%s`", name, (unsigned long long)least,
                            (unsigned long long)most, found->text);
        return false;
    }
    *number = value;
    return true;
}

bool arguments_share(const arguments *read, const char *name, double *share)
{
    const argument *found = arguments_get(read, name);
    if (!found)
        return true;
    size_t digits = strspn(found->text, "0123456789.");
    const char *rest = found->text + digits;
    char *end = NULL;
    double value = strtod(found->text, &end);
    bool is_percent = strcmp(rest, "%") == 0;
    if (is_percent)
        value /= 100.0;
    if (digits == 0 || end != rest || (*rest && !is_percent) || !(value > 0.0) || value > 1.0) {
        sol_diagnostics_add(read->diagnostics, SOL_ERROR, "U109", found->place, NULL,
                            "`%s` takes a share such as 0.5%% or 0.005, not `%s`", name, found->text);
        return false;
    }
    *share = value;
    return true;
}

bool arguments_choice(const arguments *read, const char *name, size_t count, const char *const *words, size_t *index)
{
    const argument *found = arguments_get(read, name);
    if (!found)
        return true;
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], found->text) == 0) {
            *index = i;
            return true;
        }
    text_buffer all = {.arena = read->arena};
    for (size_t i = 0; i < count; i++)
        text_print(&all, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", words[i]);
    const char *hint = did_you_mean(read->arena, found->text, count, words);
    sol_diagnostics_add(read->diagnostics, SOL_ERROR, "U110", found->place, hint, "`%s` takes %s, not `%s`", name,
                        text_of(&all), found->text);
    return false;
}
