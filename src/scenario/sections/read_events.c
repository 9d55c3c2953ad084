/* Events: in an order in which each stands behind those it requires or excludes. */
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"

#include <string.h>

/** An event as written, before it is read. */
typedef struct raw_event {
    const sol_node *key, *entry;
    int before[2]; /* the events that its `requires` and `unless` name, or SOL_NONE */
    bool is_placed;
} raw_event;

static int event_meant(const name_table *names, const sol_node *entry, const char *key)
{
    const sol_node *value = node_get(entry, key);
    value = value ? node_bare(value) : NULL;
    return value && value->kind == NODE_SCALAR ? names_find(names, value->text) : SOL_NONE;
}

static bool is_ready(const raw_event *event, const raw_event *all)
{
    for (size_t i = 0; i < 2; i++)
        if (event->before[i] >= 0 && !all[event->before[i]].is_placed)
            return false;
    return true;
}

/* From an event that cannot be placed the way back leads into a circle; each of its events is named once. */
static void report_circle(reader *r, const raw_event *raw, size_t count, size_t from)
{
    size_t at = from;
    for (size_t i = 0; i < count; i++)
        at = (size_t)(raw[at].before[0] >= 0 && !raw[raw[at].before[0]].is_placed ? raw[at].before[0]
                                                                                  : raw[at].before[1]);
    text_buffer way = {.arena = r->arena};
    size_t first = at;
    do {
        text_print(&way, "`%s` < ", raw[at].key->text);
        at = (size_t)(raw[at].before[0] >= 0 && !raw[raw[at].before[0]].is_placed ? raw[at].before[0]
                                                                                  : raw[at].before[1]);
    } while (at != first);
    problem_add(r->diagnostics, P_CIRCLE, node_place(raw[first].key), NULL, "events depend on each other: %s`%s`",
                text_of(&way), raw[first].key->text);
}

/* In rounds: what is ready is placed, in the order of the file. Gives the number placed. */
static size_t place_events(raw_event *raw, size_t count, size_t *order)
{
    size_t placed = 0, before;
    do {
        before = placed;
        for (size_t i = 0; i < count; i++)
            if (!raw[i].is_placed && is_ready(&raw[i], raw)) {
                raw[i].is_placed = true;
                order[placed++] = i;
            }
    } while (placed < count && placed > before);
    return placed;
}

enum { EVENTS_MAX = 1000 };

static size_t gather(reader *r, const sol_node *value, raw_event *raw)
{
    size_t count = 0;
    for (size_t i = 0; i < value->count; i++) {
        const sol_node *key = node_key(value, i), *entry = node_value(value, i);
        if (reader_is_reserved(key) || !reader_wants(r, entry, NODE_MAPPING, "a mapping such as `{probability: 35%}`"))
            continue;
        if (count == EVENTS_MAX) {
            problem_add(r->diagnostics, P_TOO_MANY, node_place(key), NULL, "more than %d events", EVENTS_MAX);
            break;
        }
        raw[count++] = (raw_event){.key = key, .entry = entry};
    }
    return count;
}

static void read_event(reader *r, const key_row *row, const raw_event *raw, sol_event *event)
{
    *event = (sol_event){
        .name = names_shown(r->arena, raw->key->text), .requires = SOL_NONE, .unless = SOL_NONE, .node = raw->entry};
    event->probability = sol_distribution_constant(1, 0);
    if (event_meant(&r->events, raw->entry, "requires") >= 0)
        event->date = (sol_when){.is_after = true, .is_calendar = true};
    else
        event->date.date = sol_distribution_constant(r->scenario->start.day, r->scenario->start.day);
    reader_level level = reader_enter(r, raw->key->text, raw->entry);
    reader_table(r, row->table, raw->entry, event);
    reader_leave(r, level);
}

SECTION_READER(events_section)
{
    sol_scenario *scenario = target;
    raw_event *raw = SOL_TAKE(r->arena, value->count, raw_event);
    size_t *order = SOL_TAKE(r->arena, value->count, size_t);
    size_t count = gather(r, value, raw);
    name_table written = {.arena = r->arena};
    for (size_t i = 0; i < count; i++) {
        int index = names_add(&written, raw[i].key->text);
        reader_look_at_name(r, NAMED_EVENT, written.name[index], node_place(raw[i].key));
    }
    for (size_t i = 0; i < count; i++) {
        raw[i].before[0] = event_meant(&written, raw[i].entry, "requires");
        raw[i].before[1] = event_meant(&written, raw[i].entry, "unless");
    }
    size_t placed = place_events(raw, count, order);
    if (placed < count) {
        size_t stuck = 0;
        while (raw[stuck].is_placed)
            stuck++;
        report_circle(r, raw, count, stuck);
        for (size_t i = 0; i < count; i++)
            if (!raw[i].is_placed)
                order[placed++] = i;
    }
    for (size_t i = 0; i < count; i++)
        names_add(&r->events, raw[order[i]].key->text);
    sol_event *event = SOL_TAKE(r->arena, count, sol_event);
    for (size_t i = 0; i < count; i++)
        read_event(r, row, &raw[order[i]], &event[i]);
    scenario->event = event;
    scenario->event_count = count;
}
