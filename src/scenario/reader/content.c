#include "scenario/reader/content.h"

#include "scenario/document/extend.h"
#include "scenario/reader/reader.h"
#include "scenario/text/digest.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A member that a struct of the scenario gets is to be told here too. */
#define NOTHING_MORE_IN(object, bytes)                                                                                 \
    _Static_assert(sizeof(void *) != 8 || sizeof(object) == (bytes), "all of it belongs to the content")

typedef struct content_value {
    const char *path, *text;
    size_t index; /* in the order of reading */
} content_value;

content content_begin(sol_arena *arena)
{
    return (content){.values = {.arena = arena, .size = sizeof(content_value)},
                     .nodes = {.arena = arena, .size = sizeof(const sol_node *)}};
}

static void add_value(content *c, const char *path, const char *text)
{
    content_value *value = rows_add(&c->values);
    *value = (content_value){path, text, c->values.count};
}

static void note_node(content *c, const sol_node *node)
{
    *(const sol_node **)rows_add(&c->nodes) = node;
}

bool content_take(reader *r, const sol_node *node, const char *format, ...)
{
    note_node(&r->content, node);
    /* What is looked at before the reading begins has no path yet; it is read again. */
    if (r->content.pauses > 0 || r->path.length == 0)
        return true;
    va_list list;
    va_start(list, format);
    const char *text = sol_arena_print_list(r->arena, format, list);
    va_end(list);
    add_value(&r->content, sol_arena_copy(r->arena, r->path.data, r->path.length), text);
    return true;
}

static void print_distribution(text_buffer *text, const sol_distribution *d)
{
    NOTHING_MORE_IN(*d, 80);
    text_print(text, "%d %.17g %.17g %.17g %" PRId64 " %.17g %.17g", (int)d->kind, d->parameter[0], d->parameter[1],
               d->parameter[2], d->exact, d->lower, d->upper);
    for (size_t i = 0; i < d->choice_count; i++)
        text_print(text, " %.17g %" PRId64 " %.17g", d->choice[i].value, d->choice[i].exact, d->choice[i].probability);
    if (d->uncertain) {
        text_print(text, " %d: ", d->uncertain->parameter);
        print_distribution(text, &d->uncertain->value);
    }
}

bool content_take_distribution(reader *r, const sol_node *node, const char *unit, const sol_distribution *d)
{
    text_buffer text = {.arena = r->arena};
    print_distribution(&text, d);
    return content_take(r, node, "%s %s", unit, text_of(&text));
}

static int by_address(const void *a, const void *b)
{
    uintptr_t left = (uintptr_t) * (const sol_node *const *)a, right = (uintptr_t) * (const sol_node *const *)b;
    return left < right ? -1 : left > right;
}

static bool was_read(const content *c, const sol_node *node)
{
    return c->nodes.count > 0 && bsearch(&node, c->nodes.rows, c->nodes.count, sizeof node, by_address) != NULL;
}

/* What no function of values read, as it is written, and the order of what has names. */
static void take_rest(reader *r, const sol_node *node)
{
    if (was_read(&r->content, node))
        return;
    const char *path = sol_arena_copy(r->arena, text_of(&r->path), r->path.length);
    if (node->kind == NODE_SCALAR)
        add_value(&r->content, path, node->text);
    for (size_t i = 0; i < node->count && node->kind != NODE_SCALAR; i++) {
        bool is_list = node->kind == NODE_SEQUENCE;
        const sol_node *item = is_list ? node->item[i] : node_value(node, i);
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        const char *name = is_list ? extend_item_name(item) : node_key(node, i)->text;
        if (!is_list && reader_is_reserved(node_key(node, i)))
            continue;
        if (is_list && name)
            add_value(&r->content, path, name);
        reader_level level = reader_enter(r, name ? name : number, NULL);
        take_rest(r, item);
        reader_leave(r, level);
    }
}

static int by_path(const void *left, const void *right)
{
    const content_value *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    return order ? order : a->index < b->index ? -1 : a->index > b->index;
}

static void hash(struct sha256_ctx *context, const void *bytes, size_t length)
{
    if (length)
        sha256_update(context, length, bytes);
}

/* With its end, so that no two texts are another two. */
static void hash_text(struct sha256_ctx *context, const char *text)
{
    hash(context, text ? text : "", text ? strlen(text) + 1 : 1);
}

static void hash_table(struct sha256_ctx *context, const sol_hazard *h)
{
    NOTHING_MORE_IN(*h, 88);
    const double numbers[] = {(double)h->law, h->a, h->b, h->g, h->fitted_from, h->fitted_to, h->first_age};
    hash(context, numbers, sizeof numbers);
    hash(context, h->force, h->force_count * sizeof *h->force);
}

/* A day that is not start's, or is drawn; NULL: it is not so. */
static void print_when(text_buffer *text, char what, const sol_when *when)
{
    if (!when)
        return;
    text_print(text, "%c%d %d %d %d ", what, when->is_after, when->is_calendar, when->span.months, when->span.days);
    print_distribution(text, when->is_after ? &when->delay : &when->date);
}

/* Events are in an order of their own, so that they are told by their names. */
static void print_terms(text_buffer *text, const sol_scenario *s, const sol_terms *t)
{
    NOTHING_MORE_IN(*t, 936); /* the group is told with the rows */
    text_print(text, "%d %d %d %s|%s|%d %d %d %d %d ", (int)t->interest_end, t->interest_until.day, t->eligible.day,
               t->requires == SOL_NONE ? "" : s->event[t->requires].name,
               t->unless == SOL_NONE ? "" : s->event[t->unless].name, (int)t->heirs.rank, t->accepts_at_once,
               t->accepts_after.is_calendar, t->accepts_after.span.months, t->accepts_after.span.days);
    print_distribution(text, &t->accepts);
    print_distribution(text, &t->accepts_after.delay);
    if (t->declined != SOL_DECLINED_NOTHING) {
        text_print(text, "d%d %d %d %d %d ", (int)t->declined, t->taken_at_once, t->taken_after.is_calendar,
                   t->taken_after.span.months, t->taken_after.span.days);
        print_distribution(text, &t->taken);
        print_distribution(text, &t->taken_after.delay);
    }
    const sol_inheritance *h = &t->heirs;
    if (!sol_distribution_is_certain(&h->inherit) || !h->at_once) {
        text_print(text, "h%d %d %d %d %d ", h->is_kept, h->at_once, h->after.is_calendar, h->after.span.months,
                   h->after.span.days);
        print_distribution(text, &h->inherit);
        print_distribution(text, &h->after.delay);
    }
    print_when(text, 'f', t->filed);
    print_when(text, 'e', t->eligible_drawn);
    if (t->index.rate_billionths > 0)
        text_print(text, "i%" PRId64 " %d", t->index.rate_billionths, t->index.from.day);
}

/* The rows of the claimants' file: millions, so that their numbers stand in a block of a fixed shape. */
static void hash_rows(struct sha256_ctx *context, const sol_scenario *s)
{
    NOTHING_MORE_IN(*s->row, 64);
    for (size_t i = 0; i < s->row_count; i++) {
        const sol_claimant_row *row = &s->row[i];
        const int64_t numbers[] = {
            (int64_t)row->group << 32 | (uint32_t)row->terms, (int64_t)row->count << 32 | (uint32_t)row->birth.day,
            (int64_t)row->died.day << 32 | (uint32_t)(uint16_t)row->birth_year << 8 |
                (uint32_t)(row->is_cell | row->is_institution << 1 | row->has_birth << 2 | row->sex << 3),
            row->claim.units};
        hash_text(context, row->id);
        hash(context, numbers, sizeof numbers);
        hash(context, &row->age, sizeof row->age);
    }
    for (size_t i = 0; i < s->row_count; i++) {
        const int64_t own = (int64_t)i;
        if (s->row[i].mortality == 0)
            continue;
        hash(context, &own, sizeof own);
        hash(context, &s->mortality[s->row[i].mortality].hazard->multiplier, sizeof(double));
    }
}

/* What a group says of it is told as it is written, but for its tables. */
static void hash_mortality(struct sha256_ctx *context, const sol_scenario *s)
{
    NOTHING_MORE_IN(*s->mortality, 224);
    const sol_mortality *own = s->mortality;
    for (int sex = 0; sex < SOL_SEXES; sex++)
        hash_table(context, &own->hazard[sex]);
    for (size_t i = 0; i < s->group_count; i++)
        for (int sex = 0; s->group[i].mortality && sex < SOL_SEXES; sex++)
            hash_table(context, &s->mortality[s->group[i].mortality].hazard[sex]);
}

static void hash_files(struct sha256_ctx *context, reader *r)
{
    const sol_scenario *s = r->scenario;
    hash_mortality(context, s);
    for (size_t i = 0; i < s->group_count; i++)
        hash_text(context, s->group[i].name);
    hash_rows(context, s);
    for (size_t i = 0; i < s->row_terms_count; i++) {
        text_buffer text = {.arena = r->arena};
        print_terms(&text, s, &s->row_terms[i]);
        hash_text(context, text_of(&text));
    }
}

const char *content_digest(reader *r)
{
    content *c = &r->content;
    struct sha256_ctx context;
    sha256_init(&context);
    if (c->nodes.count)
        qsort(c->nodes.rows, c->nodes.count, c->nodes.size, by_address);
    take_rest(r, r->root);
    content_value *value = c->values.rows;
    if (c->values.count)
        qsort(value, c->values.count, sizeof *value, by_path);
    for (size_t i = 0; i < c->values.count; i++) {
        hash_text(&context, value[i].path);
        hash_text(&context, value[i].text);
    }
    hash_files(&context, r);
    return digest_text(r->arena, &context);
}
