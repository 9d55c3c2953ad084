#include "result/json_text.h"

#include "base/check.h"
#include "base/visible.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

enum { LINE = 120, STEP = 2 };

json_t *json_text_number(double value)
{
    SOL_CHECK(isfinite(value));
    if (value == floor(value) && fabs(value) <= 9007199254740992.0)
        return json_integer((json_int_t)value);
    return json_real(value);
}

json_t *json_text_string(const char *text)
{
    json_t *value = json_string(text);
    if (value)
        return value;
    sol_arena *scratch = sol_arena_new();
    value = json_string(visible_text(scratch, text));
    sol_arena_free(scratch);
    return value;
}

/* A number, or null where the support is less than it needs. */
static json_t *number_if(bool is_known, double value)
{
    return is_known ? json_text_number(value) : json_null();
}

json_t *json_text_estimate(const sol_estimate *e)
{
    bool is_known = e->support != SOL_OF_NONE;
    return json_pack("{s:o, s:o, s:o, s:o, s:o}", "mean", number_if(is_known, e->mean), "se",
                     number_if(e->support == SOL_OF_MANY, e->se), "p05", number_if(is_known, e->p05), "p50",
                     number_if(is_known, e->p50), "p95", number_if(is_known, e->p95));
}

json_t *json_text_proportion(const sol_proportion *p)
{
    bool is_known = p->support != SOL_OF_NONE;
    return json_pack("{s:o, s:o, s:o, s:o}", "mean", number_if(is_known, p->mean), "se",
                     number_if(p->support == SOL_OF_MANY, p->se), "low", number_if(is_known, p->low), "high",
                     number_if(is_known, p->high));
}

json_t *json_text_mean(double mean, double se, sol_support support)
{
    return json_pack("{s:o, s:o}", "mean", number_if(support != SOL_OF_NONE, mean), "se",
                     number_if(support == SOL_OF_MANY, se));
}

static void write_real(text_buffer *out, double value)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    text_append(out, text);
    if (!strpbrk(text, ".e"))
        text_append(out, ".0");
}

static int append(const char *bytes, size_t length, void *out)
{
    text_append_bytes(out, bytes, length);
    return 0;
}

/* The library escapes what JSON asks for; what else a terminal would obey, or nobody would see, is escaped too. */
static void write_escaped(text_buffer *out, const char *text)
{
    ucs4_t c, before = 0;
    for (size_t left = strlen(text), length; left > 0; text += length, left -= length, before = c) {
        length = (size_t)u8_mbtouc(&c, (const uint8_t *)text, left);
        if (!visible_is_marked(c, before))
            text_append_bytes(out, text, length);
        else if (c < 0x10000)
            text_print(out, "\\u%04X", (unsigned)c);
        else
            text_print(out, "\\u%04X\\u%04X", 0xD800 + (unsigned)((c - 0x10000) >> 10), 0xDC00 + (unsigned)(c & 0x3FF));
    }
}

static void write_scalar(text_buffer *out, const json_t *value)
{
    if (json_is_real(value)) {
        write_real(out, json_real_value(value));
        return;
    }
    text_buffer dumped = {.arena = out->arena};
    SOL_CHECK(json_dump_callback(value, append, &dumped, JSON_ENCODE_ANY) == 0);
    write_escaped(out, text_of(&dumped));
}

static void write_inline(text_buffer *out, const json_t *value)
{
    if (json_is_array(value)) {
        text_append(out, "[");
        for (size_t i = 0; i < json_array_size(value); i++) {
            text_append(out, i > 0 ? ", " : "");
            write_inline(out, json_array_get(value, i));
        }
        text_append(out, "]");
    } else if (json_is_object(value)) {
        const char *key, *comma = "";
        json_t *item;
        text_append(out, "{");
        json_object_foreach((json_t *)value, key, item)
        {
            text_print(out, "%s", comma);
            json_t *name = json_string(key);
            write_scalar(out, name);
            json_decref(name);
            text_append(out, ": ");
            write_inline(out, item);
            comma = ", ";
        }
        text_append(out, "}");
    } else {
        write_scalar(out, value);
    }
}

/* Whether a value is small enough to be tried on one line: a scalar, or a short collection of such, not too deep. */
static bool is_flat(const json_t *value, int depth)
{
    size_t size = json_is_array(value) ? json_array_size(value) : json_object_size(value);
    bool is_small = size == 0 || (depth > 0 && size <= 24);
    for (size_t i = 0; is_small && i < json_array_size(value); i++)
        is_small = is_flat(json_array_get(value, i), depth - 1);
    for (void *i = json_object_iter((json_t *)value); is_small && i; i = json_object_iter_next((json_t *)value, i))
        is_small = is_flat(json_object_iter_value(i), depth - 1);
    return is_small;
}

static bool write_on_one_line(text_buffer *out, const json_t *value, size_t column)
{
    if (!is_flat(value, 2))
        return false;
    text_buffer line = {.arena = out->arena};
    write_inline(&line, value);
    if (column + line.length > LINE)
        return false;
    text_append(out, text_of(&line));
    return true;
}

static void write_value(text_buffer *out, const json_t *value, size_t indent, size_t column);

static void write_items(text_buffer *out, const json_t *value, size_t indent)
{
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            text_print(out, "%s\n%*s", i > 0 ? "," : "", (int)indent, "");
            write_value(out, json_array_get(value, i), indent, indent);
        }
        return;
    }
    const char *key, *comma = "";
    json_t *item;
    json_object_foreach((json_t *)value, key, item)
    {
        text_print(out, "%s\n%*s", comma, (int)indent, "");
        size_t before = out->length;
        json_t *name = json_string(key);
        write_scalar(out, name);
        json_decref(name);
        text_append(out, ": ");
        write_value(out, item, indent, indent + out->length - before);
        comma = ",";
    }
}

static void write_value(text_buffer *out, const json_t *value, size_t indent, size_t column)
{
    bool is_array = json_is_array(value);
    if ((!is_array && !json_is_object(value)) || write_on_one_line(out, value, column)) {
        if (!is_array && !json_is_object(value))
            write_scalar(out, value);
        return;
    }
    text_append(out, is_array ? "[" : "{");
    write_items(out, value, indent + STEP);
    text_print(out, "\n%*s%s", (int)indent, "", is_array ? "]" : "}");
}

json_t *json_text_program(void)
{
    return json_pack("{s:s, s:s}", "name", "solatium", "version", SOLATIUM_VERSION);
}

void json_text_sign(json_t *value)
{
    if (json_is_object(value) && !json_object_get(value, "program"))
        json_object_set_new(value, "program", json_text_program());
}

void json_text_write(text_buffer *out, const json_t *value)
{
    write_value(out, value, 0, 0);
    text_append(out, "\n");
}
