#include "program/templates/template.h"

#include "base/check.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* What a scenario of one size is written in: the value of a template's money in units of the currency. */
static long long units_of(const char *currency)
{
    static const struct {
        const char *code;
        long long units;
    } scales[] = {{"KRW", 1000000}, {"JPY", 100000}, {"IDR", 10000000}, {"VND", 10000000}};
    for (size_t i = 0; i < sizeof scales / sizeof *scales; i++)
        if (strcmp(scales[i].code, currency) == 0)
            return scales[i].units;
    return 1000;
}

/* As people write it: 3bn, 300m, 20k. */
static void write_money(text_buffer *out, long long amount, const char *currency)
{
    static const struct {
        const char *name;
        long long units;
    } suffix[] = {{"bn", 1000000000}, {"m", 1000000}, {"k", 1000}, {"", 1}};
    size_t i = 0;
    while (amount % suffix[i].units != 0)
        i++;
    text_print(out, "%lld%s %s", amount / suffix[i].units, suffix[i].name, currency);
}

static void write_quoted(text_buffer *out, const char *text)
{
    text_append(out, "\"");
    for (; *text; text++) {
        if ((unsigned char)*text < ' ' || *text == 0x7f) {
            text_print(out, "\\x%02x", (unsigned)*text);
            continue;
        }
        if (*text == '"' || *text == '\\')
            text_append(out, "\\");
        text_append_bytes(out, text, 1);
    }
    text_append(out, "\"");
}

/* Entries of `claimants`, as far in as those are. */
static void write_register(text_buffer *out, const template_register *r)
{
    bool is_plain = !r->sheet && !r->encoding;
    text_append(out, is_plain ? "file: " : "file: {name: ");
    write_quoted(out, r->file);
    if (r->sheet) {
        text_append(out, ", sheet: ");
        write_quoted(out, r->sheet);
    }
    if (r->encoding)
        text_print(out, ", encoding: %s", r->encoding);
    text_append(out, is_plain ? "" : "}");
    for (size_t i = 0; i < r->named_count; i++) {
        text_append(out, i ? ", " : "\n  columns: {");
        write_quoted(out, r->column[i]);
        text_append(out, ": ");
        write_quoted(out, r->header[i]);
    }
    text_append(out, r->named_count ? "}" : "");
}

/* What stands between two @. */
static void write_value(text_buffer *out, const char *mark, const template_values *v)
{
    char day[16];
    if (strcmp(mark, "currency") == 0)
        text_append(out, v->currency);
    else if (strcmp(mark, "country") == 0)
        text_append(out, v->country);
    else if (strcmp(mark, "register") == 0)
        write_register(out, v->claimants);
    else if (strncmp(mark, "money ", 6) == 0)
        write_money(out, atoll(mark + 6) * units_of(v->currency), v->currency);
    else {
        SOL_CHECK(strncmp(mark, "start", 5) == 0);
        sol_date_write(sol_date_add_months(v->start, atoi(mark + 5)), day);
        text_append(out, day);
    }
}

static void fill_line(text_buffer *out, const char *line, size_t length, const template_values *v)
{
    const char *end = line + length;
    while (line < end) {
        const char *mark = memchr(line, '@', (size_t)(end - line));
        const char *close = mark ? memchr(mark + 1, '@', (size_t)(end - mark) - 1) : NULL;
        text_append_bytes(out, line, (size_t)((close ? mark : end) - line));
        if (!close)
            return;
        write_value(out, sol_arena_copy(out->arena, mark + 1, (size_t)(close - mark) - 1), v);
        line = close + 1;
    }
}

const char *template_fill(sol_arena *arena, const char *text, const template_values *v)
{
    text_buffer out = {.arena = arena};
    bool is_shown = true;
    for (size_t length; *text; text += length) {
        length = strcspn(text, "\n") + 1;
        if (strncmp(text, "%if register\n", length) == 0)
            is_shown = v->claimants != NULL;
        else if (strncmp(text, "%else\n", length) == 0)
            is_shown = !is_shown;
        else if (strncmp(text, "%end\n", length) == 0)
            is_shown = true;
        else if (is_shown)
            fill_line(&out, text, length, v);
    }
    return text_of(&out);
}
