#include "base/check.h"
#include "base/json_memory.h"
#include "result/fields.h"
#include "result/json_text.h"
#include "solatium/saved_result.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

static json_t *write_rows(const field *rows, const char *base);

static json_t *text_or_null(const char *text)
{
    if (!text)
        return json_null();
    json_t *value = json_text_string(text);
    SOL_CHECK(value != NULL);
    return value;
}

static json_t *write_whole(uint64_t value)
{
    if (value <= UINT64_C(9007199254740992))
        return json_integer((json_int_t)value);
    char digits[24];
    snprintf(digits, sizeof digits, "%" PRIu64, value);
    return json_string(digits);
}

static json_t *write_date(sol_date date)
{
    if (sol_date_is_never(date))
        return json_null();
    char text[16];
    sol_date_write(date, text);
    return json_string(text);
}

static json_t *write_list(const field *f, const char *base)
{
    size_t count = *(const size_t *)(const void *)(base + f->count_offset);
    const char *items = *(const char *const *)(const void *)(base + f->offset);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *item = f->kind == FIELD_TEXTS ? text_or_null(((const char *const *)(const void *)items)[i])
                                              : write_rows(f->rows, items + i * f->size);
        SOL_CHECK(json_array_append_new(list, item) == 0);
    }
    return list;
}

static json_t *write_estimate(const field *f, const sol_estimate *e)
{
    json_t *value = json_text_estimate(e);
    if (f->tells_confidence)
        SOL_CHECK(json_object_set_new(value, "at_confidence",
                                      e->support == SOL_OF_NONE ? json_null() : json_text_number(e->at_confidence)) ==
                  0);
    return value;
}

static json_t *write_field(const field *f, const char *base)
{
    const void *at = base + f->offset;
    switch (f->kind) {
    case FIELD_ESTIMATE:
        return write_estimate(f, at);
    case FIELD_PROPORTION:
        return json_text_proportion(at);
    case FIELD_NUMBER:
        return isinf(*(const double *)at) ? json_null() : json_text_number(*(const double *)at);
    case FIELD_COUNT:
        return json_integer((json_int_t) * (const size_t *)at);
    case FIELD_WHOLE:
        return write_whole(*(const uint64_t *)at);
    case FIELD_DIGITS:
        return json_integer(*(const int *)at);
    case FIELD_TEXT:
        return text_or_null(*(const char *const *)at);
    case FIELD_DATE:
        return write_date(*(const sol_date *)at);
    case FIELD_FLAG:
        return json_boolean(*(const bool *)at);
    case FIELD_WORD:
        return json_string(sol_word_label(*(const sol_word *)at));
    case FIELD_REACH:
        return json_string(sol_reach_label(*(const sol_reach *)at));
    case FIELD_OBJECT:
        return write_rows(f->rows, at);
    case FIELD_TEXTS:
    case FIELD_LIST:
        return write_list(f, base);
    }
    return NULL;
}

static bool is_left_out(const field *f, const char *base)
{
    const void *at = base + f->offset;
    return f->is_occasional &&
           (f->kind == FIELD_FLAG ? !*(const bool *)at : ((const sol_estimate *)at)->support == SOL_OF_NONE);
}

static json_t *write_rows(const field *rows, const char *base)
{
    json_t *object = json_object();
    for (const field *f = rows; f->key; f++) {
        if (is_left_out(f, base))
            continue;
        json_t *value = write_field(f, base);
        SOL_CHECK(value != NULL && json_object_set_new(object, f->key, value) == 0);
    }
    return object;
}

char *sol_result_save(sol_arena *arena, const sol_result *result)
{
    SOL_ENTRY(NULL);
    SOL_CHECK(result->verdict_count >= 1);
    json_memory memory = json_memory_begin();
    json_t *root = json_pack("{s:i, s:o}", "format", SOL_RESULT_FORMAT, "program", json_text_program());
    json_t *body = write_rows(field_table, (const char *)result);
    const char *key;
    json_t *value;
    json_object_foreach(body, key, value)
    {
        bool is_goals = value == json_object_get(body, "goals");
        if (is_goals)
            json_object_set_new(root, "verdict", write_rows(field_verdict_table, (const char *)result->verdict));
        if (!is_goals || result->verdict_count > 1)
            json_object_set(root, key, value);
    }
    text_buffer out = {.arena = arena};
    json_text_write(&out, root);
    json_memory_end(&memory);
    return out.data;
}
