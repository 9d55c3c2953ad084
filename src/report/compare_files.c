/* Files side by side: what differs in what they say, the differences with their errors, who fares better or worse. */
#include "report/compare_parts.h"

#include "report/figure.h"

void compare_parts_changed(document *doc, const sol_comparison *c)
{
    document_heading(doc, 2, "What differs");
    if (c->changed_count == 0) {
        document_say(doc, TONE_PLAIN, "No written value differs.");
        return;
    }
    sol_arena *arena = doc->arena;
    document_column *column = SOL_TAKE(arena, c->point_count + 1, document_column);
    column[0] = (document_column){.key = "key", .title = "key", .unit = UNIT_TEXT};
    for (size_t i = 0; i < c->point_count; i++)
        column[i + 1] = (document_column){
            .key = sol_arena_print(arena, "scenario_%zu", i + 1), .title = c->point[i].name, .unit = UNIT_TEXT};
    document_table *table = document_add_table(doc, "changed", NULL, c->point_count + 1, column);
    for (size_t k = 0; k < c->changed_count; k++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(c->changed[k].key);
        for (size_t i = 0; i < c->point_count; i++)
            row[i + 1] = cell_text(c->changed[k].value[i][0] ? c->changed[k].value[i] : "–");
    }
}

static const document_column difference_columns[] = {
    {.key = "scenario", .title = "scenario", .unit = UNIT_TEXT},
    {.key = "share_in_time", .title = "paid\nin time", .unit = UNIT_SHARE, .spread = SPREAD_ERROR, .is_signed = true},
    {.key = "goal_met",
     .title = "goal\nmet",
     .unit = UNIT_SHARE,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 4,
     .error_rank = 8},
    {.key = "paid_in_life",
     .title = "paid\nin life",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 1,
     .error_rank = 7},
    {.key = "paid",
     .title = "paid",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 5,
     .error_rank = 9},
    {.key = "received",
     .title = "received",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 3,
     .error_rank = 10},
    {.key = "died_waiting",
     .title = "died\nwaiting",
     .unit = UNIT_COUNT,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 2,
     .error_rank = 11},
    {.key = "costs",
     .title = "costs",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 6,
     .error_rank = 12},
    {.key = "left",
     .title = "left",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 13,
     .error_rank = 14},
    {.key = "owed",
     .title = "still\nowed",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 15,
     .error_rank = 16},
    {.key = "interest",
     .title = "interest",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .rank = 17,
     .error_rank = 18},
};

static void say_noise(document *doc, const sol_point *point)
{
    const char *names = NULL;
    for (int m = 0; m < SOL_METRICS; m++)
        if (!point->difference[m].is_distinguishable)
            names = names ? sol_arena_print(doc->arena, "%s, %s", names, compare_metrics[m].title)
                          : compare_metrics[m].title;
    if (names)
        document_say_labelled(doc, TONE_QUIET, "not distinguishable", "(%s) from the baseline: %s.", point->name,
                              names);
}

void compare_parts_differences(document *doc, const sol_comparison *c)
{
    document_table *table = document_add_table(doc, "differences", "Against the first, on the same futures",
                                               SOL_METRICS + 1, difference_columns);
    for (size_t i = 1; i < c->point_count; i++) {
        if (c->point[i].state != SOL_POINT_DONE)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(c->point[i].name);
        for (int m = 0; m < SOL_METRICS; m++)
            row[m + 1] = cell_with_error(c->point[i].difference[m].mean, c->point[i].difference[m].se);
    }
    for (size_t i = 1; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_DONE)
            say_noise(doc, &c->point[i]);
}

void compare_parts_movers(document *doc, const sol_comparison *c)
{
    static const document_column columns[] = {
        {.key = "scenario", .title = "scenario", .unit = UNIT_TEXT},
        {.key = "who", .title = "who", .unit = UNIT_TEXT},
        {.key = "better", .title = "better", .unit = UNIT_COUNT},
        {.key = "worse", .title = "worse", .unit = UNIT_COUNT},
        {.key = "alike", .title = "not dis-\ntinguishable", .unit = UNIT_COUNT},
        {.key = "change", .title = "mean change\na claimant", .unit = UNIT_MONEY, .is_signed = true, .rank = 1},
    };
    document_heading(doc, 2, "Who fares better, who worse");
    document_say(doc, TONE_QUIET,
                 "Claimants living at the start of both, by what they can expect to receive in life; "
                 "better or worse means beyond 1.96 standard errors.");
    document_table *table = document_add_table(doc, "movers", NULL, 6, columns);
    for (size_t i = 1; i < c->point_count; i++)
        for (size_t k = 0; c->point[i].state == SOL_POINT_DONE && k < c->movers_count; k++) {
            const sol_movers *m = &c->movers[(i - 1) * c->movers_count + k];
            if (m->better + m->worse + m->alike == 0)
                continue;
            document_cell *row = document_add_row(table);
            row[0] = cell_text(c->point[i].name);
            row[1] = cell_text(m->label);
            row[2] = cell_value((double)m->better);
            row[3] = cell_value((double)m->worse);
            row[4] = cell_value((double)m->alike);
            row[5] = cell_value(m->change);
        }
}
