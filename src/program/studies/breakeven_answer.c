#include "program/studies/breakeven_answer.h"

#include "program/studies/study.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "result/json_text.h"
#include "study/levers/lever.h"

#include <string.h>

/* "75.6% to 82.3%"; an end that lies beyond what was searched says so. */
static const char *interval_text(sol_arena *arena, const sol_crossing *c)
{
    return sol_arena_print(arena, "%s%s to %s%s", c->low, c->low_is_open ? " or less" : "", c->high,
                           c->high_is_open ? " or more" : "");
}

/* One crossing as a sentence's part. */
static const char *met_from(sol_arena *arena, const sol_crossing *c)
{
    return sol_arena_print(arena, "it is met %s %s%s (95%% interval from the trials: %s)%s",
                           c->is_rising ? "from" : "up to", c->value, c->is_rising ? " on" : "",
                           interval_text(arena, c), c->is_jump ? "; the probability jumps there" : "");
}

/* The answer in one sentence: from where on the goal is met, or why there is no such value. */
static const char *sentence(sol_arena *arena, const sol_breakeven *b)
{
    const sol_tried *first = &b->tried[0], *last = &b->tried[b->tried_count - 1], *best = &b->tried[b->best];
    const sol_proportion *p = &best->probability;
    const double asked[SHARE_LIMITS] = {b->confidence, 1 - b->confidence};
    figure each = figure_share_against(p->mean, 1, asked);
    if (best->probability.support == SOL_OF_NONE)
        return sol_arena_print(arena, "whatever the value from %s to %s, in no future is %s", first->value, last->value,
                               b->outcome ? "there such a figure" : "anybody left to count");
    if (b->is_flat)
        return sol_arena_print(
            arena, "every value tried from %s to %s gives the same, a probability of %s: the lever moves nothing",
            first->value, last->value, each.text);
    if (b->is_never_met)
        return sol_arena_print(arena,
                               "no value tried from %s to %s meets it; the nearest is %s, with a probability of %s "
                               "(95%% interval %s to %s)",
                               first->value, last->value, best->value, each.text,
                               figure_share_against(p->low, 1, asked).text,
                               figure_share_against(p->high, 1, asked).text);
    if (b->is_always_met)
        return sol_arena_print(arena, "every value tried from %s to %s meets it", first->value, last->value);
    if (b->crossing_count == 1)
        return met_from(arena, b->crossing);
    if (b->needed)
        return sol_arena_print(arena, "%s; below, it is crossed %zu times more, and the table has them all",
                               met_from(arena, b->needed), b->crossing_count - 1);
    return sol_arena_print(
        arena, "no value is one from which on it is always met: it is crossed %zu times, and the table has them all",
        b->crossing_count);
}

static void say_origin(document *doc, const sol_breakeven *b)
{
    document_say(doc, TONE_QUIET, "%s; every value on the same %s, seed %llu.", b->title,
                 figure_count(b->trials, "future").text, (unsigned long long)b->seed);
}

/* "90% paid in time with a probability of 80%"; a share of futures has none beside its bound. */
static const char *asked_of(sol_arena *arena, const sol_breakeven *b)
{
    const char *what =
        b->outcome ? b->condition : sol_arena_print(arena, "%s paid in time", figure_given_share(b->goal).text);
    if (b->outcome && b->outcome_kind == SOL_OUTCOME_PROPORTION)
        return what;
    return sol_arena_print(arena, "%s with a probability of %s", what, figure_given_share(b->confidence).text);
}

/* What a frontier was asked for, by the first search that came to something. */
static void say_frontier(document *doc, const char *key, const sol_frontier *f)
{
    for (size_t i = 0; i < f->second.count; i++) {
        const sol_breakeven *b = f->at[i];
        if (!b)
            continue;
        say_origin(doc, b);
        document_say(doc, TONE_PLAIN, "The smallest %s from which on there is %s.", key, asked_of(doc->arena, b));
        return;
    }
}

static void add_crossings(document *doc, const sol_breakeven *b)
{
    const document_column columns[] = {
        {.key = "value", .title = "value", .unit = UNIT_TEXT},
        {.key = "low", .title = "95%\nfrom", .unit = UNIT_TEXT},
        {.key = "high", .title = "\nto", .unit = UNIT_TEXT},
        {.key = "met", .title = b->outcome ? "condition\nholds" : "goal met", .unit = UNIT_TEXT},
        {.key = "jump", .title = "", .unit = UNIT_TEXT},
    };
    document_column *column = SOL_TAKE(doc->arena, sizeof columns / sizeof *columns, document_column);
    memcpy(column, columns, sizeof columns);
    document_table *table = document_add_table(doc, "crossings", NULL, sizeof columns / sizeof *columns, column);
    for (size_t i = 0; i < b->crossing_count; i++) {
        const sol_crossing *c = &b->crossing[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(c->value);
        row[1] = cell_text(c->low_is_open ? sol_arena_print(doc->arena, "%s or less", c->low) : c->low);
        row[2] = cell_text(c->high_is_open ? sol_arena_print(doc->arena, "%s or more", c->high) : c->high);
        row[3] = cell_text(c->is_rising ? "from here on" : "up to here");
        row[4] = cell_text(c->is_jump ? "jump" : "");
    }
}

/* Of which futures the probabilities are, where some leave nobody to count, and whether the lever moves that. */
static void say_counted(document *doc, const sol_breakeven *b)
{
    double least = 1, most = 0;
    for (size_t i = 0; i < b->tried_count; i++) {
        least = b->tried[i].counted < least ? b->tried[i].counted : least;
        most = b->tried[i].counted > most ? b->tried[i].counted : most;
    }
    if (least < 1 && !b->outcome)
        document_say(doc, TONE_FAIR,
                     "In some futures nobody is left to count: the probabilities are of the others, %s to %s of all%s.",
                     figure_share(least, 1).text, figure_share(most, 1).text,
                     most - least > 0.01 ? " († the lever itself moves that part by more than 1%)" : "");
}

/* What the outcome is at a value: its mean, or the median of a date. */
static document_column outcome_column(const sol_breakeven *b)
{
    return (document_column){.key = "outcome", .title = b->outcome, .unit = cell_unit_of(b->tried[0].outcome.unit)};
}

static document_cell outcome_cell(const sol_breakeven *b, const sol_outcome *o)
{
    if (b->outcome_kind == SOL_OUTCOME_DATE)
        return o->date.never.support == SOL_OF_NONE ? cell_none() : cell_date(o->date.p50);
    const bool is_proportion = b->outcome_kind == SOL_OUTCOME_PROPORTION;
    if ((is_proportion ? o->proportion.support : o->estimate.support) == SOL_OF_NONE)
        return cell_none();
    return cell_value(is_proportion ? o->proportion.mean : o->estimate.mean);
}

document *breakeven_document(sol_arena *arena, const sol_breakeven *b)
{
    static const document_column columns[] = {
        {.key = "value", .title = "value", .unit = UNIT_TEXT},
        {.key = "goal_met", .title = "goal met", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION, .error_rank = 1},
        {.key = "share_in_time", .title = "paid in time", .unit = UNIT_SHARE},
        {.key = "bar", .title = "", .unit = UNIT_BAR, .rank = 2},
    };
    document *doc = document_new(arena, b->currency, b->minor_digits);
    doc->says_what_is_cut = true;
    document_column *column = SOL_TAKE(arena, 4, document_column);
    memcpy(column, columns, sizeof columns);
    if (b->outcome) {
        column[1].title = "condition\nholds";
        column[1].key = "holds";
        column[2] = outcome_column(b);
    }
    document_heading(doc, 1, sol_arena_print(arena, "Break-even of %s", b->key));
    say_origin(doc, b);
    document_say(doc, TONE_PLAIN, "For %s: %s.", asked_of(arena, b), sentence(arena, b));
    say_counted(doc, b);
    if (b->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "before the search was done; what was tried is below.");
    if (b->failed.fault)
        document_say_labelled(doc, TONE_BAD, "FAILED", "%s: %s", b->failed.value, b->failed.fault);
    if (b->crossing_count > 0)
        add_crossings(doc, b);
    document_table *table = document_add_table(doc, "tried", "Tried, on the same futures", 4, column);
    table->note = "Each value that was run: eleven over the range, then others ever closer to where the goal begins or "
                  "ceases to be met.";
    for (size_t i = 0; i < b->tried_count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(b->tried[i].value);
        row[1] = cell_against_confidence(cell_proportion(&b->tried[i].probability), b->confidence);
        row[2] = b->outcome ? outcome_cell(b, &b->tried[i].outcome)
                 : b->tried[i].share_in_time.support == SOL_OF_NONE
                     ? cell_none()
                     : cell_against_goal(cell_value(b->tried[i].share_in_time.mean), b->goal);
        row[3] = cell_bar(b->tried[i].probability.mean, b->confidence);
    }
    return doc;
}

static json_t *share_json(const sol_estimate *share)
{
    return share->support == SOL_OF_NONE ? json_null() : json_text_number(share->mean);
}

static json_t *failed_json(const sol_failed_value *failed)
{
    return failed->fault ? json_pack("{s:s, s:s}", "value", failed->value, "fault", failed->fault) : json_null();
}

json_t *breakeven_json(const sol_breakeven *b)
{
    json_t *tried = json_array(), *crossings = json_array();
    for (size_t i = 0; i < b->tried_count; i++)
        json_array_append_new(tried, json_pack("{s:s, s:o, s:o, s:o}", "value", b->tried[i].value, "probability",
                                               json_text_proportion(&b->tried[i].probability), "counted",
                                               json_text_number(b->tried[i].counted), "share_in_time",
                                               share_json(&b->tried[i].share_in_time)));
    for (size_t i = 0; i < b->crossing_count; i++)
        json_array_append_new(crossings,
                              json_pack("{s:s, s:s, s:s, s:b, s:b, s:b, s:b}", "value", b->crossing[i].value, "low",
                                        b->crossing[i].low, "high", b->crossing[i].high, "low_is_open",
                                        b->crossing[i].low_is_open, "high_is_open", b->crossing[i].high_is_open,
                                        "rising", b->crossing[i].is_rising, "jump", b->crossing[i].is_jump));
    const sol_crossing *c = b->needed;
    json_t *all = json_pack("{s:s, s:o, s:o, s:s?, s:s?, s:s?, s:b, s:b, s:b, s:s, s:o, s:b, s:o, s:o, s:o}", "key",
                            b->key, "goal", b->outcome ? json_null() : json_text_number(b->goal), "confidence",
                            json_text_number(b->confidence), "value", c ? c->value : NULL, "low", c ? c->low : NULL,
                            "high", c ? c->high : NULL, "always_met", b->is_always_met, "never_met", b->is_never_met,
                            "moves_nothing", b->is_flat, "nearest", b->tried[b->best].value, "nearest_probability",
                            json_text_proportion(&b->tried[b->best].probability), "interrupted", b->is_interrupted,
                            "crossings", crossings, "tried", tried, "failed", failed_json(&b->failed));
    if (b->outcome) {
        json_object_set_new(all, "outcome", json_text_string(b->outcome));
        json_object_set_new(all, "condition", json_text_string(b->condition));
    }
    return all;
}

static chart_axis axis_of(const char *key, const char *value)
{
    sol_date date;
    bool is_date = lever_date_read(value, strlen(value), &date);
    chart_scale scale = is_date ? CHART_DATE : value[strlen(value) - 1] == '%' ? CHART_SHARE : CHART_NUMBER;
    return (chart_axis){.title = key, .scale = scale};
}

static double scaled(const chart_axis *axis, double position)
{
    return axis->scale == CHART_SHARE ? position / 100 : position;
}

bool breakeven_chart(sol_arena *arena, const sol_breakeven *b, chart_spec *chart)
{
    size_t n = b->tried_count;
    double *x = SOL_TAKE(arena, n, double), *y = SOL_TAKE(arena, n, double);
    double *low = SOL_TAKE(arena, n, double), *high = SOL_TAKE(arena, n, double);
    chart_axis axis = axis_of(b->key, b->tried[0].value);
    n = 0;
    for (size_t i = 0; i < b->tried_count; i++) {
        const sol_proportion *p = &b->tried[i].probability;
        if (p->support == SOL_OF_NONE)
            continue;
        x[n] = scaled(&axis, b->tried[i].position);
        y[n] = p->mean;
        low[n] = p->low;
        high[n++] = p->high;
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){"95% interval", CHART_BAND, 0, n, x, NULL, low, high};
    series[1] = (chart_series){"probability that the goal is met", CHART_LINE, 0, n, x, y, NULL, NULL};
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    *mark =
        (chart_mark){false, b->confidence, sol_arena_print(arena, "asked: %s", figure_given_share(b->confidence).text)};
    *chart = (chart_spec){.name = "breakeven",
                          .title = sol_arena_print(arena, "Break-even of %s", b->key),
                          .description = "The probability that the goal is met, by the lever's value.",
                          .kind = CHART_PLOT,
                          .x = axis,
                          .y = {.title = "probability", .scale = CHART_SHARE, .low = 0, .high = 1},
                          .series_count = 2,
                          .series = series,
                          .mark_count = 1,
                          .mark = mark};
    return n > 0;
}

/* Of one value of the second lever; NULL: there is no value from which on the goal is met. */
static const sol_crossing *needed(const sol_breakeven *b)
{
    return b ? b->needed : NULL;
}

static const char *why_not(sol_arena *arena, const sol_breakeven *b)
{
    if (!b)
        return "not reached, or it failed";
    if (b->is_never_met)
        return sol_arena_print(arena, "none up to %s", b->tried[b->tried_count - 1].value);
    return b->is_always_met ? sol_arena_print(arena, "any from %s on", b->tried[0].value) : "not from any value on";
}

document *frontier_document(sol_arena *arena, const char *key, const sol_frontier *f)
{
    enum { COLUMNS = 5 };
    document_column *columns = SOL_TAKE(arena, COLUMNS, document_column);
    columns[0] = (document_column){.key = f->second.key, .title = f->second.key, .unit = UNIT_TEXT};
    columns[1] =
        (document_column){.key = "needed", .title = sol_arena_print(arena, "needed\n%s", key), .unit = UNIT_TEXT};
    columns[2] = (document_column){.key = "low", .title = "95%\nfrom", .unit = UNIT_TEXT};
    columns[3] = (document_column){.key = "high", .title = "\nto", .unit = UNIT_TEXT};
    columns[4] = (document_column){
        .key = "best", .title = "goal met\nat best", .unit = UNIT_SHARE, .spread = SPREAD_PROPORTION, .error_rank = 1};
    document *doc = document_new(arena, NULL, 0);
    doc->says_what_is_cut = true;
    document_heading(doc, 1, sol_arena_print(arena, "Break-even of %s for each %s", key, f->second.key));
    say_frontier(doc, key, f);
    document_table *table = document_add_table(doc, "frontier", NULL, COLUMNS, columns);
    for (size_t i = 0; i < f->second.count; i++) {
        const sol_crossing *c = needed(f->at[i]);
        document_cell *row = document_add_row(table);
        row[0] = cell_text(f->second.value[i]);
        row[1] = cell_text(c ? c->value : why_not(arena, f->at[i]));
        row[2] = cell_text(!c ? NULL : c->low_is_open ? sol_arena_print(arena, "%s or less", c->low) : c->low);
        row[3] = cell_text(!c ? NULL : c->high_is_open ? sol_arena_print(arena, "%s or more", c->high) : c->high);
        if (f->at[i] && f->at[i]->tried_count)
            row[4] = cell_against_confidence(cell_proportion(&f->at[i]->tried[f->at[i]->best].probability),
                                             f->at[i]->confidence);
    }
    return doc;
}

json_t *frontier_json(const char *key, const sol_frontier *f)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < f->second.count; i++)
        json_array_append_new(rows,
                              json_pack("{s:s, s:o}", "value", f->second.value[i], "needed",
                                        f->at[i] && f->at[i]->tried_count ? breakeven_json(f->at[i]) : json_null()));
    return json_pack("{s:s, s:s, s:o}", "key", key, "second", f->second.key, "frontier", rows);
}

bool frontier_chart(sol_arena *arena, const char *key, const sol_frontier *f, chart_spec *chart)
{
    size_t room = f->second.count, n = 0;
    double *x = SOL_TAKE(arena, 4 * room, double), *y = x + room, *low = y + room, *high = low + room;
    *chart = (chart_spec){.name = "frontier",
                          .title = sol_arena_print(arena, "Needed %s for each %s", key, f->second.key),
                          .description = "The value of the first lever that is needed, by the second's, with its 95 % "
                                         "interval from the trials.",
                          .kind = CHART_PLOT,
                          .x = axis_of(f->second.key, f->second.value[0])};
    for (size_t i = 0; i < f->second.count; i++) {
        const sol_crossing *c = needed(f->at[i]);
        if (!c || !lever_axis(f->second.value[i], &x[n]) || !lever_axis(c->low, &low[n]) ||
            !lever_axis(c->high, &high[n]))
            continue;
        chart->y = axis_of(key, c->value);
        x[n] = scaled(&chart->x, x[n]);
        low[n] = scaled(&chart->y, low[n]);
        high[n] = scaled(&chart->y, high[n]);
        y[n++] = scaled(&chart->y, c->position);
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){"95% interval", CHART_BAND, 0, n, x, NULL, low, high};
    series[1] = (chart_series){"needed", CHART_LINE, 0, n, x, y, NULL, NULL};
    chart->series_count = 2;
    chart->series = series;
    return n > 1;
}
