#include "scenario/reader/lists.h"

#include "scenario/text/rows.h"

#include <stdio.h>
#include <string.h>

/* A day that could not be read is not held against the one beside it. */
static void check_order(reader *r, const list_form *form, const sol_node *before, const sol_node *item, const char *row)
{
    sol_date last, day;
    memcpy(&last, row - form->size + form->day_at, sizeof last);
    memcpy(&day, row + form->day_at, sizeof day);
    if (day.day > last.day || (form->may_be_same && day.day == last.day) || !reader_is_sound(r, before, form->day) ||
        !reader_is_sound(r, item, form->day))
        return;
    problem_add(r->diagnostics, P_DATE_ORDER, sol_node_place(item, form->day), NULL, "%s", form->disorder);
}

void *lists_read(reader *r, const key_row *row, const sol_node *value, const list_form *form, size_t *count)
{
    bool is_list = value->kind == NODE_SEQUENCE;
    row_list rows = {.arena = r->arena, .size = form->size};
    const sol_node *before = NULL;
    for (size_t i = 0; i < (is_list ? value->count : 1) && !reader_has_enough(r); i++) {
        const sol_node *item = is_list ? value->item[i] : value;
        if (!reader_wants(r, item, NODE_MAPPING, form->wants))
            continue;
        char number[24];
        snprintf(number, sizeof number, "%zu", i);
        reader_level level = reader_enter(r, is_list ? number : NULL, item);
        char *target = rows_add(&rows);
        if (form->begin)
            memcpy(target, form->begin, form->size);
        reader_table(r, row->table, item, target);
        reader_leave(r, level);
        if (form->day && before)
            check_order(r, form, before, item, target);
        before = item;
    }
    *count = rows.count;
    return rows.rows;
}
