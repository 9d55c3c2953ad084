#include "scenario/text/yaml_fault.h"

#include "base/check.h"
#include "scenario/text/problem.h"
#include "scenario/text/yaml_looks.h"

#include <string.h>

/* libyaml's words and ours; `at_context`: the place is where the thing began, not where it was missed. */
static const struct wording {
    const char *problem, *message, *hint;
    bool at_context;
} wordings[] = {
    {"mapping values are not allowed in this context", "a key cannot stand here",
     "quote a text that holds `: `, and begin the keys of a mapping in one column", false},
    {"did not find expected key", "a key is expected here",
     "begin the keys of a mapping in one column, and quote a text that goes on behind its quotes", false},
    {"did not find expected '-' indicator", "a `-` is expected here", "begin the items of a list in one column", false},
    {"could not find expected ':'", "a `:` is expected behind this key", "write `key: value`", true},
    {"did not find expected ',' or ']'", "the list that begins here is not closed",
     "close it with `]`, and quote a text that holds `#` behind a blank", true},
    {"did not find expected ',' or '}'", "the mapping that begins here is not closed",
     "close it with `}`, and quote a text that holds `#` behind a blank", true},
    {"did not find expected node content", "a value is expected here", NULL, false},
    {"found unexpected end of stream", "the quote that opens here is not closed", NULL, true},
    {"found unexpected document indicator", "the quote that opens here is not closed", NULL, true},
    {"found unknown escape character", "an unknown escape in a quoted text",
     "use single quotes, or write the backslash twice", false},
    {"block sequence entries are not allowed in this context", "a list cannot begin here",
     "begin it on a line of its own", false},
    {"did not find expected <document start>", "nothing can follow here", NULL, false},
    {"did not find URI escaped octet", "a tag cannot be used", NULL, true},
    {"found undefined tag handle", "a tag cannot be used", "quote a text that begins with `!`", false},
    {"control characters are not allowed", "a control character cannot stand here", "take it out", false},
};

static const struct wording *wording_of(const char *words)
{
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
        if (strcmp(wordings[i].problem, words) == 0)
            return &wordings[i];
    return NULL;
}

/* The text that begins at `from` has its first character where its line's column says. */
static size_t byte_at(const text_source *source, size_t from, yaml_mark_t mark)
{
    size_t before = from == 0 ? 0 : source_place(source, from, from).column - 1;
    return source_byte(source, mark.index + before);
}

/* A character that begins nothing: mostly a tab, or a sign that YAML keeps for itself. */
static void report_stray(const text_source *source, size_t at, sol_diagnostics *diagnostics)
{
    char c = source->source.text[at];
    sol_place place = source_place(source, at, at + 1);
    if (c == '\t')
        problem_add(diagnostics, P_TAB, place, "use blanks", "a tab stands where blanks belong");
    else
        problem_add(diagnostics, P_SYNTAX, place, "quote the text", "`%c` cannot begin a value", c);
}

void yaml_fault_report(const yaml_parser_t *parser, const text_source *source, size_t from,
                       sol_diagnostics *diagnostics)
{
    const char *words = parser->problem ? parser->problem : "the text cannot be read";
    size_t at = parser->error == YAML_READER_ERROR ? from + parser->problem_offset
                                                   : byte_at(source, from, parser->problem_mark);
    size_t begin =
        parser->context && parser->error != YAML_READER_ERROR ? byte_at(source, from, parser->context_mark) : at;
    if (from == 0 && yaml_looks_blame(source, begin < at ? begin : at, at, diagnostics))
        return;
    if (strcmp(words, "found character that cannot start any token") == 0) {
        report_stray(source, at, diagnostics);
        return;
    }
    const struct wording *wording = wording_of(words);
    if (wording && wording->at_context && parser->context)
        at = byte_at(source, from, parser->context_mark);
    problem_add(diagnostics, P_SYNTAX, source_place(source, at, at + 1), wording ? wording->hint : NULL, "%s",
                wording ? wording->message : words);
}
