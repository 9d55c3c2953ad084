/* Two levers: shares with a shading that reads without colours, and the goal's contour as a mark. */
#include "report/compare/compare_parts.h"

#include "base/text.h"
#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "scenario/keys/keys.h"
#include "study/levers/lever.h"

#include <math.h>
#include <string.h>

enum { HEAT_GAP = 2 };

/* A map: what its cells are, which a mark may follow. */
typedef struct heat_map {
    const char *key, *title;
    bool is_of_futures; /* shares of futures that meet the goal; else mean shares of people in time */
} heat_map;
static const heat_map maps[] = {{"heat", "Goal met, % of futures", true},
                                {"heat_mean", "Paid in time on average, %", false}};
enum { MAPS = sizeof maps / sizeof *maps };

/* Whether the goal is met with its confidence, and whether that is settled; "" where it is not met, and where nobody counts. */
static const char *goal_mark(const sol_verdict *v)
{
    const sol_proportion *p = &v->probability;
    const bool is_met = p->mean >= v->confidence, is_near = p->low < v->confidence && v->confidence <= p->high;
    return p->support == SOL_OF_NONE ? "" : is_near ? is_met ? "◐" : "○" : is_met ? "●" : "";
}

/* What the marks of a map of futures mean. */
static const char *goal_marks(sol_arena *arena, const sol_verdict *v)
{
    const char *confidence = sol_arena_print(arena, "%s", figure_given_share(v->confidence).text);
    return sol_arena_print(arena,
                           "● marks where it is met in %s of futures or more, as the scenario asks; ◐ and ○ where that "
                           "is not settled, as the 95%% interval holds %s: ◐ met, ○ missed.",
                           confidence, confidence);
}

/* " ░▒▓█" by fifths. */
static document_cell shaded(sol_arena *arena, const sol_comparison *c, size_t i, const heat_map *map)
{
    const sol_point *point = &c->point[i];
    const sol_verdict *v = &point->verdict;
    static const char *const shade[] = {" ", "░", "▒", "▓", "█"};
    if (point->state != SOL_POINT_DONE)
        return cell_text(point->state == SOL_POINT_FAILED ? "failed" : "–");
    if ((map->is_of_futures ? v->probability.support : v->share_in_time.support) == SOL_OF_NONE)
        return cell_text(sol_arena_print(arena, "–%s", compare_parts_mark(c, i)));
    double share = map->is_of_futures ? v->probability.mean : v->share_in_time.mean;
    int fifth = (int)fmin(fmax(share * 5, 0), 4);
    const double futures[SHARE_LIMITS] = {v->confidence, 1 - v->confidence}, people[SHARE_LIMITS] = {v->goal};
    figure percent = figure_percent(share, 0, map->is_of_futures ? futures : people);
    document_cell cell = cell_value(share);
    /* Where there is no mark a blank stays, so that digits stand below each other. */
    const char *mark = !map->is_of_futures ? "" : *goal_mark(v) ? goal_mark(v) : "\u00a0";
    cell.text = sol_arena_print(arena, "%s%2s%s%s", shade[fifth], percent.text, mark, compare_parts_mark(c, i));
    cell.has_number = true;
    return cell;
}

static void add_columns(document *doc, const sol_comparison *c, const heat_map *map, size_t from, size_t count)
{
    sol_arena *arena = doc->arena;
    const sol_lever *down = &c->lever[0], *across = &c->lever[1];
    document_column *column = SOL_TAKE(arena, count + 1, document_column);
    column[0] = (document_column){
        /* where a table stands by itself, its key says which way is which */
        .key = sol_arena_print(arena, "%s ↓ %s →", keys_words(arena, down->key), keys_words(arena, across->key)),
        .title = "",
        .unit = UNIT_TEXT};
    for (size_t j = 0; j < count; j++)
        column[j + 1] =
            (document_column){.key = across->value[from + j], .title = across->value[from + j], .unit = UNIT_SHARE};
    const char *key = from ? sol_arena_print(arena, "%s_from_%s", map->key, across->value[from]) : map->key;
    document_table *table = document_add_table(
        doc, key, sol_arena_print(arena, "%s: down %s, across %s", map->title, down->key, across->key), count + 1,
        column);
    for (size_t i = 0; i < down->count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(down->value[i]);
        for (size_t j = 0; j < count; j++)
            row[j + 1] = shaded(arena, c, i * across->count + from + j, map);
    }
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void add_map(document *doc, const sol_comparison *c, const heat_map *map, int width)
{
    size_t label = 0, cell = 1, count = c->lever[1].count;
    for (size_t i = 0; i < c->lever[0].count; i++)
        label = larger(label, text_width(c->lever[0].value[i]));
    for (size_t j = 0; j < count; j++)
        cell = larger(cell, text_width(c->lever[1].value[j]));
    for (size_t i = 0; i < c->point_count; i++)
        cell = larger(cell, text_width(shaded(doc->arena, c, i, map).text));
    size_t used = HEAT_GAP + label, most = 1;
    if ((size_t)width > used + cell + HEAT_GAP)
        most = ((size_t)width - used) / (cell + HEAT_GAP);
    for (size_t from = 0; from < count; from += most)
        add_columns(doc, c, map, from, count - from < most ? count - from : most);
}

void compare_parts_heat(document *doc, const sol_comparison *c, int width)
{
    const sol_verdict *v = &c->point[c->baseline].verdict;
    sol_arena *arena = doc->arena;
    for (size_t m = 0; m < MAPS; m++) {
        add_map(doc, c, &maps[m], width);
        if (maps[m].is_of_futures)
            document_say(doc, TONE_PLAIN,
                         "The goal is that %s. %s ░ stands from 20%%, ▒ from 40%%, ▓ from 60%%, █ from 80%%.",
                         verdict_goal(arena, v), goal_marks(arena, v));
    }
}

static double met_share(const sol_point *point)
{
    bool has_share = point->state == SOL_POINT_DONE && point->verdict.probability.support != SOL_OF_NONE;
    return has_share ? point->verdict.probability.mean : CHART_NO_CELL;
}

void compare_heat_chart(sol_arena *arena, const sol_comparison *c, chart_spec *chart)
{
    const sol_verdict *v = &c->point[c->baseline].verdict;
    double *cell = SOL_TAKE(arena, c->point_count, double);
    const char **mark = SOL_TAKE(arena, c->point_count, const char *);
    for (size_t i = 0; i < c->point_count; i++) {
        cell[i] = met_share(&c->point[i]);
        mark[i] = sol_arena_print(arena, "%s%s", cell[i] >= 0 ? goal_mark(&c->point[i].verdict) : "",
                                  compare_parts_mark(c, i));
    }
    *chart =
        (chart_spec){.name = "heat",
                     .title = sol_arena_print(arena, "Futures that meet the goal, %% · %s", c->title),
                     .description = "A grid of the share of futures that meet the goal, by the levers' values; the "
                                    "line parts those at which that is as often as the scenario asks from those "
                                    "at which it is not.",
                     .kind = CHART_HEAT,
                     .cell = cell,
                     .cell_mark = mark,
                     .goal = v->confidence,
                     .goal_name = "asked for"};
    chart->note =
        sol_arena_print(arena, "The goal is that %s. %s%s", verdict_goal(arena, v), goal_marks(arena, v),
                        compare_parts_leave_some(c) ? " † marks another part of futures with anybody to count." : "");
    chart->x = (chart_axis){.title = sol_arena_print(arena, "across: %s", keys_words(arena, c->lever[1].key)),
                            .scale = CHART_NAMED,
                            .label_count = c->lever[1].count,
                            .label = c->lever[1].value};
    chart->y = (chart_axis){.title = sol_arena_print(arena, "down: %s", keys_words(arena, c->lever[0].key)),
                            .scale = CHART_NAMED,
                            .label_count = c->lever[0].count,
                            .label = c->lever[0].value};
}

/* The curve with its 95 % band; percents and dates keep their scale. Points without a result are left out. */
static bool curve_chart(sol_arena *arena, const sol_comparison *c, chart_spec *chart)
{
    size_t n = 0;
    double *x = SOL_TAKE(arena, 4 * c->point_count, double), *y = x + c->point_count, *low = y + c->point_count,
           *high = low + c->point_count;
    sol_date date;
    const char *first = c->lever[0].value[0];
    bool is_date = lever_date_read(first, strlen(first), &date), is_share = first[strlen(first) - 1] == '%';
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_estimate *e = &c->point[i].verdict.share_in_time;
        if (c->point[i].state != SOL_POINT_DONE || e->support == SOL_OF_NONE)
            continue;
        if (!lever_axis(c->point[i].value[0], &x[n]) || (n && x[n] <= x[n - 1]))
            return false;
        x[n] /= is_share ? 100 : 1;
        y[n] = e->mean;
        low[n] = fmax(0, e->mean - 1.96 * e->se);
        high[n++] = fmin(1, e->mean + 1.96 * e->se);
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){"95% interval", CHART_BAND, 0, n, x, NULL, low, high};
    series[1] = (chart_series){"paid in time", CHART_LINE, 0, n, x, y, NULL, NULL};
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    double goal = c->point[c->baseline].verdict.goal;
    *mark = (chart_mark){false, goal, sol_arena_print(arena, "goal %s", figure_given_share(goal).text)};
    chart->kind = CHART_PLOT;
    chart->series_count = 2;
    chart->series = series;
    chart->mark_count = 1;
    chart->mark = mark;
    chart->x = (chart_axis){.title = c->lever[0].key,
                            .scale = is_date    ? CHART_DATE
                                     : is_share ? CHART_SHARE
                                                : CHART_NUMBER};
    chart->y = (chart_axis){.title = "share paid in time", .scale = CHART_SHARE, .low = 0, .high = 1};
    return n > 1;
}

bool compare_report_chart(sol_arena *arena, const sol_comparison *c, chart_spec *chart)
{
    *chart = (chart_spec){.name = "compare",
                          .title = sol_arena_print(arena, "Share paid in time · %s", c->title),
                          .description = "The share of the living claimants paid in time, by the levers' values."};
    if (c->lever_count == 2)
        compare_heat_chart(arena, c, chart);
    return c->lever_count == 2 || (c->lever_count == 1 && curve_chart(arena, c, chart));
}
