#include "report/compare/compare_report.h"

#include "base/text.h"
#include "report/compare/compare_parts.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/document/verdict.h"

#include <math.h>
#include <string.h>

const compare_metric compare_metrics[SOL_METRICS] = {
    [SOL_METRIC_SHARE_IN_TIME] = {"paid in time", "share_in_time", UNIT_SHARE},
    [SOL_METRIC_GOAL_MET] = {"goal met", "goal_met", UNIT_SHARE},
    [SOL_METRIC_PAID_IN_LIFE] = {"paid in life", "paid_in_life", UNIT_MONEY},
    [SOL_METRIC_PAID] = {"paid", "paid", UNIT_MONEY},
    [SOL_METRIC_RECEIVED] = {"received", "received", UNIT_MONEY},
    [SOL_METRIC_DIED_WAITING] = {"died waiting", "died_waiting", UNIT_COUNT},
    [SOL_METRIC_COSTS] = {"costs", "costs", UNIT_MONEY},
    [SOL_METRIC_LEFT] = {"left over", "left", UNIT_MONEY},
    [SOL_METRIC_OWED] = {"still owed", "owed", UNIT_MONEY},
    [SOL_METRIC_COUNTED] = {"anybody counts", "counted", UNIT_SHARE},
    [SOL_METRIC_INTEREST] = {"interest", "interest", UNIT_MONEY},
};

const char *compare_short_key(const char *key)
{
    static const char *const lists[] = {"claimants.groups.", "firms.", "events.", "other_sources."};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strncmp(key, lists[i], strlen(lists[i])) == 0)
            return key + strlen(lists[i]);
    return key;
}

static const document_column figure_columns[] = {
    {.key = "share_in_time",
     .title = "paid\nin time",
     .unit = UNIT_SHARE,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 9,
     .range_rank = 10},
    {.key = "difference",
     .title = "against\nbaseline",
     .unit = UNIT_SHARE,
     .spread = SPREAD_ERROR,
     .is_signed = true,
     .error_rank = 2},
    {.key = "distinct", .title = "", .unit = UNIT_TEXT, .rank = 7},
    {.key = "goal_met",
     .title = "goal\nmet",
     .unit = UNIT_SHARE,
     .spread = SPREAD_PROPORTION,
     .error_rank = 11,
     .range_rank = 12},
    {.key = "verdict", .title = "verdict", .unit = UNIT_TEXT, .rank = 3},
    {.key = "paid_in_life",
     .title = "paid\nin life",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .rank = 4,
     .error_rank = 13,
     .range_rank = 14},
    {.key = "received",
     .title = "received",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .rank = 6,
     .error_rank = 15,
     .range_rank = 16},
    {.key = "share_died_waiting", /* people who died waiting are another figure, as in JSON */
     .title = "share died\nwaiting",
     .unit = UNIT_SHARE,
     .spread = SPREAD_ESTIMATE,
     .rank = 5,
     .error_rank = 17,
     .range_rank = 18},
    {.key = "costs",
     .title = "costs",
     .unit = UNIT_MONEY,
     .spread = SPREAD_ESTIMATE,
     .rank = 8,
     .error_rank = 19,
     .range_rank = 20},
};
enum { CHANGED_SHOWN = 10, FIGURES = sizeof figure_columns / sizeof *figure_columns };

/* Money by country stands behind, as many columns as the baseline has countries; then the futures in which anybody counts, if not all. */
static const document_column *columns_of(sol_arena *arena, const sol_comparison *c, size_t heads, size_t *count)
{
    const sol_point *base = &c->point[c->baseline];
    bool leaves_some = compare_parts_leave_some(c);
    *count = heads + FIGURES + base->country_count + leaves_some;
    document_column *column = SOL_TAKE(arena, *count, document_column);
    for (size_t l = 0; l < heads; l++)
        column[l] =
            (document_column){.key = c->lever[l].key, .title = compare_short_key(c->lever[l].key), .unit = UNIT_TEXT};
    memcpy(column + heads, figure_columns, sizeof figure_columns);
    for (size_t i = 0; i < base->country_count; i++)
        column[heads + FIGURES + i] =
            (document_column){.key = sol_arena_print(arena, "received_%s", base->country[i].country),
                              .title = sol_arena_print(arena, "from\n%s", base->country[i].country),
                              .unit = UNIT_MONEY,
                              .spread = SPREAD_ESTIMATE,
                              .rank = 21 + 3 * (int)i,
                              .error_rank = 22 + 3 * (int)i,
                              .range_rank = 23 + 3 * (int)i};
    if (leaves_some)
        column[*count - 1] =
            (document_column){.key = "counted", .title = "anybody\ncounts", .unit = UNIT_SHARE, .rank = 1};
    return column;
}

static void add_countries(const sol_point *base, const sol_point *point, document_cell *cell)
{
    for (size_t i = 0; i < base->country_count; i++)
        for (size_t k = 0; k < point->country_count; k++)
            if (strcmp(base->country[i].country, point->country[k].country) == 0)
                cell[i] = cell_estimate(&point->country[k].received);
}

bool compare_parts_leave_some(const sol_comparison *c)
{
    bool leaves = false;
    for (size_t i = 0; i < c->point_count; i++)
        leaves |= c->point[i].state == SOL_POINT_DONE && c->point[i].verdict.counted < 1;
    return leaves;
}

const char *compare_parts_mark(const sol_comparison *c, size_t i)
{
    return sol_counted_is_moved(&c->point[i].difference[SOL_METRIC_COUNTED]) ? "†" : "";
}

void compare_parts_counted(document *doc, const sol_comparison *c)
{
    double least = 1, most = 0;
    if (!compare_parts_leave_some(c))
        return;
    for (size_t i = 0; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_DONE) {
            least = fmin(least, c->point[i].verdict.counted);
            most = fmax(most, c->point[i].verdict.counted);
        }
    document_say(
        doc, TONE_FAIR,
        "In some futures nobody is left to count: shares, goals and verdicts are of the others, %s to %s of all, "
        "and differences of those in which both count. † marks where that part is another than at the baseline "
        "by more than 1%%.",
        figure_share(least, 1).text, figure_share(most, 1).text);
}

static document_cell counted_cell(document *doc, const sol_comparison *c, size_t i)
{
    document_cell cell = cell_value(c->point[i].verdict.counted);
    cell.text = sol_arena_print(doc->arena, "%s%s", figure_share(cell.value, 1).text, compare_parts_mark(c, i));
    cell.has_number = true;
    return cell;
}

static void fill(document *doc, const sol_comparison *c, size_t i, document_cell *cell)
{
    const sol_point *point = &c->point[i];
    if (point->state != SOL_POINT_DONE) {
        cell[0] = cell_text(point->state == SOL_POINT_FAILED ? "failed" : "not reached");
        return;
    }
    const sol_difference *d = &point->difference[SOL_METRIC_SHARE_IN_TIME];
    cell[0] = cell_against_goal(cell_estimate(&point->people.share_in_time), point->verdict.goal);
    cell[1] = i == c->baseline ? cell_text("baseline") : cell_difference(d);
    bool can_be_told = i == c->baseline || d->is_distinguishable || d->support == SOL_OF_NONE;
    cell[2] = cell_text(can_be_told ? "" : "not distinguishable");
    cell[3] = cell_against_confidence(cell_proportion(&point->verdict.probability), point->verdict.confidence);
    cell[4] = cell_text(sol_word_label(point->verdict.word));
    cell[5] = cell_estimate(&point->money.paid_in_life);
    cell[6] = cell_estimate(&point->money.received);
    cell[7] = cell_estimate(&point->people.share_died_waiting);
    cell[8] = cell_estimate(&point->money.costs);
    const sol_point *base = &c->point[c->baseline];
    add_countries(base, point, cell + FIGURES);
    if (compare_parts_leave_some(c))
        cell[FIGURES + base->country_count] = counted_cell(doc, c, i);
}

void compare_parts_points(document *doc, const sol_comparison *c)
{
    size_t heads = c->lever_count, count;
    const document_column *column = columns_of(doc->arena, c, heads, &count);
    document_table *table = document_add_table(doc, "points", NULL, count, column);
    for (size_t i = 0; i < c->point_count; i++) {
        document_cell *row = document_add_row(table);
        for (size_t l = 0; l < heads; l++)
            row[l] = cell_text(c->point[i].value[l]);
        fill(doc, c, i, row + heads);
    }
}

const char *compare_point_name(sol_arena *arena, const sol_comparison *c, size_t i)
{
    if (!c->lever_count)
        return c->point[i].name;
    const char *text = "";
    for (size_t l = 0; l < c->lever_count; l++)
        text = sol_arena_print(arena, "%s%s%s=%s", text, l ? ", " : "", c->lever[l].key, c->point[i].value[l]);
    return text;
}

/* What the reader must know of points that are missing and of firms that stand still. */
static void say_limits(document *doc, const sol_comparison *c)
{
    size_t done = 0;
    for (size_t i = 0; i < c->point_count; i++)
        done += c->point[i].state == SOL_POINT_DONE;
    for (size_t i = 0; i < c->unmoved_count; i++)
        document_say(doc, TONE_QUIET, "%s has a rate of its own, which these levers do not move.", c->unmoved[i]);
    if (c->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "after %zu of %zu points; the others were not reached.", done,
                              c->point_count);
    for (size_t i = 0; i < c->point_count; i++)
        if (c->point[i].state == SOL_POINT_FAILED)
            document_say_labelled(doc, TONE_BAD, "FAILED", "%s: %s", compare_point_name(doc->arena, c, i),
                                  c->point[i].fault);
}

/* What the words mean, and of which futures they are. */
static void say_words(document *doc, const sol_comparison *c)
{
    const sol_verdict *v = &c->point[c->baseline].verdict;
    if (c->point[c->baseline].state != SOL_POINT_DONE)
        return;
    compare_parts_counted(doc, c);
    if (document_find_table(doc, "points"))
        verdict_say_words(doc, v);
}

static bool have_other_goals(const sol_comparison *c)
{
    const sol_verdict *first = &c->point[0].verdict;
    for (size_t i = 1; i < c->point_count; i++) {
        const sol_verdict *v = &c->point[i].verdict;
        if (c->point[i].state == SOL_POINT_DONE &&
            (v->by.day != first->by.day || v->goal != first->goal || v->paid != first->paid ||
             v->confidence != first->confidence || strcmp(v->who ? v->who : "", first->who ? first->who : "") != 0))
            return true;
    }
    return false;
}

/* A goal of the living is of those of each scenario's own start, who need not be as many. */
static void say_whom_goals_count(document *doc, const sol_comparison *c)
{
    text_buffer counts = {.arena = doc->arena};
    bool differ = false;
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_point *p = &c->point[i];
        if (p->state != SOL_POINT_DONE || p->verdict.who)
            continue;
        differ |= counts.length && p->living_count != c->point[0].living_count;
        text_print(&counts, "%s%s in %s", counts.length ? "; " : "", figure_number((double)p->living_count, 0).text,
                   p->name);
    }
    if (differ || (c->has_other_starts && counts.length))
        document_say(doc, TONE_FAIR, "A goal of the living counts those of each scenario's own start: %s.",
                     text_of(&counts));
}

/* The answer first: how each of the files stands, in a sentence. */
static void say_files(document *doc, const sol_comparison *c)
{
    if (c->goal_count > 1)
        document_say(doc, TONE_FAIR,
                     "Their goals differ: each stands first by its own, so that these words compare nothing; the table "
                     "below has each by the goals of all.");
    else if (have_other_goals(c))
        document_say(doc, TONE_FAIR,
                     "Their goals differ: each is measured by its own, and saved results hold no other, so that these "
                     "words compare nothing.");
    say_whom_goals_count(doc, c);
    for (size_t i = 0; i < c->point_count; i++) {
        const sol_point *p = &c->point[i];
        if (p->state != SOL_POINT_DONE)
            continue;
        const double asked[SHARE_LIMITS] = {p->verdict.confidence, 1 - p->verdict.confidence};
        const sol_difference *d = &p->difference[SOL_METRIC_GOAL_MET];
        const char *beside = "";
        if (i > 0 && c->goal_count < 2 && d->support == SOL_OF_MANY)
            beside = !d->is_distinguishable ? ", not to be told from the first"
                     : d->mean > 0          ? ", more often than the first"
                                            : ", less often than the first";
        document_say_labelled(doc, verdict_tone(&p->verdict), verdict_word(doc->arena, &p->verdict),
                              "%s: %s in time, %s goal met in %s of futures%s.", p->name,
                              p->people.share_in_time.support == SOL_OF_NONE
                                  ? "nobody to count"
                                  : verdict_share(doc->arena, &p->verdict, p->people.share_in_time.mean),
                              have_other_goals(c) ? "its own" : "the",
                              figure_share_against(p->verdict.probability.mean, 1, asked).text, beside);
    }
    if (c->has_other_starts)
        document_say(doc, TONE_FAIR,
                     "They do not start on the same day: lifetimes are drawn from each one's own start on, so that who "
                     "lives and who dies is not the same in a future of one and of another.");
}

document *compare_report_make(sol_arena *arena, const sol_comparison *c, int width)
{
    document *doc = document_new(arena, c->currency, c->minor_digits);
    doc->says_what_is_cut = true;
    document_heading(doc, 1, c->title);
    figure futures = figure_count(c->trials, "future"),
           points = figure_count(c->point_count, c->lever_count ? "point" : "scenario");
    bool has_heat = c->lever_count == 2 && width > 0;
    if (c->is_of_saved)
        document_say(doc, TONE_QUIET, "%s; amounts in %s. The first is the baseline (%s).",
                     figure_count(c->point_count, "saved result").text, c->currency,
                     compare_point_name(arena, c, c->baseline));
    else if (has_heat)
        document_say(doc, TONE_QUIET, "%s on the same %s, seed %llu.", points.text, futures.text,
                     (unsigned long long)c->seed);
    else
        document_say(doc, TONE_QUIET,
                     c->lever_count
                         ? "%s on the same %s, seed %llu; amounts in %s. Differences are from the "
                           "baseline (%s), of shares in percentage points, in brackets where they cannot be told "
                           "from none; their ± is the standard error of the paired difference."
                         : "%s on the same %s, seed %llu; amounts in %s. The first is the "
                           "baseline (%s).",
                     points.text, futures.text, (unsigned long long)c->seed, c->currency,
                     compare_point_name(arena, c, c->baseline));
    if (c->lever_count == 0) {
        say_files(doc, c);
        compare_parts_goals(doc, c);
        compare_parts_levels(doc, c);
        compare_parts_differences(doc, c);
    } else if (has_heat) {
        compare_parts_heat(doc, c, width);
    } else {
        compare_parts_points(doc, c);
    }
    compare_parts_outcomes(doc, c);
    if (c->lever_count == 0) {
        compare_parts_movers(doc, c);
        compare_parts_changed(doc, c, width > 0 && width < COMPARE_WIDE ? CHANGED_SHOWN : 0);
    }
    say_words(doc, c);
    say_limits(doc, c);
    return doc;
}
