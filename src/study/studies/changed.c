#include "study/studies/changed.h"

#include <stdlib.h>
#include <string.h>

/* One line of one file's table of assumptions. */
typedef struct said {
    const char *key, *value;
    size_t file, index;
} said;

static int by_key(const void *left, const void *right)
{
    const said *a = left, *b = right;
    int order = strcmp(a->key, b->key);
    if (order)
        return order;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

/* The lines of one key, one a file at most; false if all files say the same. */
static bool differs(const said *line, size_t line_count, size_t files, const char **value)
{
    for (size_t f = 0; f < files; f++)
        value[f] = "";
    for (size_t i = 0; i < line_count; i++)
        value[line[i].file] = line[i].value;
    for (size_t f = 1; f < files; f++)
        if (strcmp(value[f], value[0]) != 0)
            return true;
    return false;
}

void changed_find(sol_arena *arena, const changed_list list[], sol_comparison *c)
{
    size_t count = 0;
    for (size_t f = 0; f < c->point_count; f++)
        count += list[f].count;
    said *line = SOL_TAKE(arena, count, said);
    count = 0;
    for (size_t f = 0; f < c->point_count; f++)
        for (size_t i = 0; i < list[f].count; i++) {
            const sol_assumption *a = &list[f].assumption[i];
            line[count++] = (said){a->key, a->value ? a->value : "", f, i};
        }
    qsort(line, count, sizeof *line, by_key);
    sol_changed_input *changed = SOL_TAKE(arena, count, sol_changed_input);
    const char **value = SOL_TAKE(arena, c->point_count, const char *);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && strcmp(line[to].key, line[from].key) == 0;)
            to++;
        if (!differs(&line[from], to - from, c->point_count, value))
            continue;
        changed[c->changed_count++] = (sol_changed_input){line[from].key, value};
        value = SOL_TAKE(arena, c->point_count, const char *);
    }
    c->changed = changed;
}
