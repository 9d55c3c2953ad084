#include "scenario/text/yaml_looks.h"

#include "base/check.h"
#include "scenario/text/problem.h"

#include <stdio.h>
#include <string.h>
#include <unictype.h>
#include <uniname.h>
#include <unistr.h>
#include <yaml.h>

enum { LINE_SHOWN = 200, LINE_WALKED = 4096 }; /* of longer lines the part around a place is looked at */

/* Signs and what they are taken for. */
static const struct {
    unsigned code;
    char meant;
} signs[] = {
    {0x201C, '"'}, {0x201D, '"'},  {0x201E, '"'},  {0x201F, '"'},  {0xFF02, '"'},  {0xAB, '"'},
    {0xBB, '"'},   {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201B, '\''}, {0xFF07, '\''},
    {0xFF1A, ':'}, {0xFE55, ':'},  {0x2236, ':'},  {0xFF0C, ','},  {0x3001, ','},  {0xFF64, ','},
    {0xFE50, ','}, {0xFF3B, '['},  {0xFF3D, ']'},  {0xFF5B, '{'},  {0xFF5D, '}'},  {0xFF0D, '-'},
    {0x2010, '-'}, {0x2011, '-'},  {0x2012, '-'},  {0x2013, '-'},  {0x2014, '-'},  {0x2212, '-'},
};

static char sign_meant(unsigned code)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].code == code)
            return signs[i].meant;
    return '\0';
}

static bool is_unseen(unsigned code)
{
    return code >= 0x80 && uc_is_property_default_ignorable_code_point(code);
}

static bool is_other_blank(unsigned code)
{
    return code >= 0x80 && uc_is_property_white_space(code);
}

static bool is_line_end(unsigned code)
{
    return code == 0x2028 || code == 0x2029 || code == 0x85;
}

static unsigned code_at(const sol_source *source, size_t at, size_t *bytes)
{
    ucs4_t code = '\n';
    *bytes =
        at < source->length ? (size_t)u8_mbtouc(&code, (const uint8_t *)source->text + at, source->length - at) : 1;
    return code;
}

static unsigned code_before(const sol_source *source, size_t at)
{
    size_t bytes, from = at;
    while (from > 0 && ((unsigned char)source->text[from - 1] & 0xC0) == 0x80)
        from--;
    return from > 0 ? code_at(source, from - 1, &bytes) : '\n';
}

/* Where YAML's own signs, blanks or the ends of lines stand, a blank is one of its own. */
static bool is_structure(unsigned code)
{
    return code < 0x80 ? code && strchr(" \t\r\n:,-[]{}#?", (int)code) != NULL
                       : is_other_blank(code) || is_unseen(code) || sign_meant(code);
}

/* What stands for a character at its place, '\0' for nothing; false: it may stay. */
static bool meant_at(const sol_source *source, size_t at, char *meant)
{
    size_t bytes, next_bytes;
    unsigned code = code_at(source, at, &bytes), before = code_before(source, at);
    unsigned next = code_at(source, at + bytes, &next_bytes);
    *meant = sign_meant(code);
    if (*meant == '-')
        return (before == '\n' || before == ' ' || is_other_blank(before)) && (next == ' ' || is_other_blank(next));
    if (code == 0x2019) /* l’État */
        return !uc_is_property_alphabetic(before) || !uc_is_property_alphabetic(next);
    if (*meant)
        return true;
    *meant = before == ':' || before == ',' || before == '-' || !is_unseen(code) ? ' ' : '\0';
    return is_unseen(code) || is_line_end(code) ||
           (is_other_blank(code) && (is_structure(before) || is_structure(next)));
}

static size_t line_begin(const sol_source *source, size_t at)
{
    size_t least = at > LINE_WALKED ? at - LINE_WALKED : 0;
    while (at > least && source->text[at - 1] != '\n')
        at--;
    while (at < source->length && ((unsigned char)source->text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static size_t line_end(const sol_source *source, size_t at)
{
    size_t left = source->length - at, most = left > LINE_WALKED ? LINE_WALKED : left;
    const char *end = memchr(source->text + at, '\n', most);
    at = end ? (size_t)(end - source->text) : at + most;
    while (at < source->length && ((unsigned char)source->text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

/* Walks a line, passing over what stands in quotes and behind `#`. */
typedef struct walk {
    size_t at;
    char quote; /* that is open, or '\0' */
    bool is_comment;
} walk;

static void step(walk *w, const sol_source *source)
{
    size_t bytes;
    unsigned code = code_at(source, w->at, &bytes), before = code_before(source, w->at);
    if (code == '\n')
        *w = (walk){.at = w->at};
    else if (w->quote)
        w->quote = code == (unsigned char)w->quote && !(before == '\\' && code == '"') ? '\0' : w->quote;
    else if ((code == '"' || code == '\'') && is_structure(before))
        w->quote = (char)code;
    w->is_comment = w->is_comment || (code == '#' && !w->quote && is_structure(before));
    w->at += bytes;
}

bool yaml_looks_find(const text_source *text, size_t from, size_t to, yaml_look *look)
{
    const sol_source *source = &text->source;
    char meant;
    size_t ascii = from;
    while (ascii < to && !((unsigned char)source->text[ascii] & 0x80))
        ascii++;
    for (walk w = {.at = ascii < to ? line_begin(source, from) : to}; w.at < to; step(&w, source)) {
        if (w.at < from || w.quote || w.is_comment || !((unsigned char)source->text[w.at] & 0x80))
            continue;
        if (!meant_at(source, w.at, &meant))
            continue;
        look->at = w.at;
        look->code = code_at(source, w.at, &look->bytes);
        return true;
    }
    return false;
}

/* The text between two bytes as it was meant. */
static void mend(const sol_source *source, size_t from, size_t to, text_buffer *out)
{
    char meant;
    size_t bytes;
    for (walk w = {.at = from}; w.at < to;) {
        size_t at = w.at;
        bool is_other =
            !w.quote && !w.is_comment && ((unsigned char)source->text[at] & 0x80) && meant_at(source, at, &meant);
        step(&w, source);
        if (is_other)
            text_append_bytes(out, &meant, meant != '\0');
        else
            text_append_bytes(out, source->text + at, w.at - at);
        bool wants_blank = is_other && (meant == ':' || meant == ',') && w.at < to;
        if (wants_blank && !is_structure(code_at(source, w.at, &bytes)))
            text_append(out, " ");
    }
}

void yaml_looks_report(const text_source *text, const yaml_look *look, sol_diagnostics *diagnostics)
{
    const sol_source *source = &text->source;
    size_t begin = line_begin(source, look->at), end = line_end(source, look->at);
    sol_arena *scratch = sol_arena_new();
    text_buffer line = {.arena = scratch};
    char name[UNINAME_MAX] = "", meant = sign_meant(look->code);
    while (begin < look->at && source->text[begin] == ' ')
        begin++;
    text_append(&line, "write `");
    mend(source, begin, end, &line);
    while (line.data[line.length - 1] == ' ' || line.data[line.length - 1] == '\r')
        line.data[--line.length] = '\0';
    text_append(&line, "`");
    unicode_character_name(look->code, name);
    const char *what = meant == '"' || meant == '\'' ? "does not quote"
                       : meant                       ? sol_arena_print(scratch, "is no `%c`", meant)
                       : is_unseen(look->code)       ? "stands here unseen"
                                                     : "is no blank of YAML";
    problem_add(diagnostics, P_LOOK_ALIKE, source_place(text, look->at, look->at + look->bytes),
                line.length <= LINE_SHOWN ? text_of(&line) : "write the plain one", "U+%04X %s %s", look->code, name,
                what);
    sol_arena_free(scratch);
}

static void end_parser(void *object)
{
    yaml_parser_delete(object);
}

/* Whether libyaml comes to the end of a text, or at least beyond a byte. */
static bool is_read_beyond(const char *bytes, size_t length, size_t beyond)
{
    yaml_parser_t parser;
    guard_scope scope;
    bool is_end = false, is_wrong = false;
    if (!yaml_parser_initialize(&parser)) {
        guard_no_memory(0);
        return false;
    }
    guard_hold(&scope, end_parser, &parser);
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, (const unsigned char *)bytes, length);
    while (!is_end && !is_wrong) {
        yaml_event_t event;
        is_wrong = !yaml_parser_parse(&parser, &event);
        is_end = !is_wrong && event.type == YAML_STREAM_END_EVENT;
        if (!is_wrong)
            yaml_event_delete(&event);
    }
    size_t reached = parser.problem_mark.index; /* characters: no more than bytes */
    bool is_beyond = is_end || (parser.error != YAML_MEMORY_ERROR && reached > beyond);
    guard_end(&scope);
    return is_beyond;
}

bool yaml_looks_blame(const text_source *text, size_t from, size_t to, sol_diagnostics *diagnostics)
{
    const sol_source *source = &text->source;
    size_t begin = line_begin(source, from), end = line_end(source, to);
    yaml_look look;
    if (!yaml_looks_find(text, begin, end, &look))
        return false;
    sol_arena *scratch = sol_arena_new();
    text_buffer mended = {.arena = scratch};
    text_append_bytes(&mended, source->text, begin);
    mend(source, begin, end, &mended);
    size_t beyond = mended.length;
    text_append_bytes(&mended, source->text + end, source->length - end);
    bool is_guilty = is_read_beyond(text_of(&mended), mended.length, beyond);
    sol_arena_free(scratch);
    if (is_guilty)
        yaml_looks_report(text, &look, diagnostics);
    return is_guilty;
}

static bool is_double_quote(unsigned code)
{
    return code != '"' && sign_meant(code) == '"';
}

bool yaml_looks_quoted(const sol_node *scalar, bool is_in_flow, sol_diagnostics *diagnostics)
{
    const text_source *text = scalar->source;
    yaml_look look = {.at = scalar->start};
    look.code = code_at(&text->source, scalar->start, &look.bytes);
    unsigned last = scalar->end > scalar->start ? code_before(&text->source, scalar->end) : ' ';
    bool is_single = look.code >= 0x80 && sign_meant(look.code) == '\'', is_closed = sign_meant(last) == '"';
    if (is_single)
        is_closed = sign_meant(last) == '\'';
    else if (!is_double_quote(look.code))
        return false;
    if (scalar->end < text->source.length && text->source.text[scalar->end] == ':') /* a key is told otherwise */
        return false;
    bool is_wrapped = is_closed && scalar->end > scalar->start + look.bytes;
    if (is_wrapped || !is_in_flow) {
        char name[UNINAME_MAX] = "";
        unicode_character_name(look.code, name);
        if (is_wrapped)
            problem_add(diagnostics, P_CURLY_QUOTES, node_place(scalar), "write `\"` on both sides, or leave them out",
                        "U+%04X %s does not quote: it belongs to this text", look.code, name);
        return is_wrapped;
    }
    yaml_looks_report(text, &look, diagnostics);
    return true;
}

const sol_node *yaml_looks_mended(sol_arena *arena, const sol_node *key, const yaml_look *look)
{
    if (sign_meant(look->code))
        return NULL;
    text_buffer text = {.arena = arena};
    text_append(&text, "");
    mend(&key->source->source, key->start, key->end, &text);
    char *from = text.data + strspn(text.data, " ");
    while (text.length > 0 && text.data[text.length - 1] == ' ')
        text.data[--text.length] = '\0';
    sol_node *mended = SOL_TAKE(arena, 1, sol_node);
    *mended = *key;
    mended->text = from;
    return *from ? mended : NULL;
}

bool yaml_looks_within(const sol_node *scalar, sol_diagnostics *diagnostics)
{
    yaml_look look;
    if (!scalar->is_plain || scalar->end <= scalar->start ||
        !yaml_looks_find(scalar->source, scalar->start, scalar->end, &look))
        return false;
    yaml_looks_report(scalar->source, &look, diagnostics);
    return true;
}
