/* What was published of figures, to hold a scenario against. */
#include "scenario/keys/sections.h"
#include "scenario/reader/reader.h"
#include "scenario/text/names.h"
#include "scenario/text/rows.h"

#include <stdio.h>

SECTION_READER(observed_date)
{
    sol_observed *observed = target;
    (void)row;
    observed->has_date = value_date(r, value, &observed->date);
}

/* One figure of one day has one value. */
static void refuse_twice(reader *r, const sol_observed *all, size_t count)
{
    const sol_observed *last = &all[count - 1];
    for (size_t i = 0; i + 1 < count && *last->figure; i++)
        if (names_same(all[i].figure, last->figure) && all[i].has_date == last->has_date &&
            (!last->has_date || all[i].date.day == last->date.day)) {
            problem_add(r->diagnostics, P_DUPLICATE_NAME, sol_node_place(last->node, "figure"),
                        "leave one out: each is scored", "`%.200s` is observed twice%s", last->figure,
                        last->has_date ? " on the same day" : "");
            return;
        }
}

SECTION_READER(observed_section)
{
    sol_scenario *scenario = target;
    row_list list = {.arena = r->arena, .size = sizeof(sol_observed)};
    for (size_t i = 0; i < value->count && !reader_has_enough(r); i++) {
        const sol_node *item = value->item[i];
        if (!reader_wants(r, item, NODE_MAPPING,
                          "a figure, such as `{figure: timeline.living, date: 2025-01-01, value: 640}`"))
            continue;
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        reader_level level = reader_enter(r, number, item);
        sol_observed *observed = rows_add(&list);
        const sol_node *source = node_get(item, "source");
        *observed = (sol_observed){.figure = "", .value = "", .node = item};
        observed->source = source && source->kind == NODE_SCALAR ? source->text : NULL;
        reader_table(r, row->table, item, observed);
        refuse_twice(r, list.rows, list.count);
        reader_leave(r, level);
    }
    scenario->observed = list.rows;
    scenario->observed_count = list.count;
}
