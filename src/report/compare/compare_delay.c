/* The price of delay: what comes later, who dies, what accrues, a month on average. */
#include "report/compare/compare_tornado.h"

#include "base/text.h"
#include "report/compare/compare_parts.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "report/document/verdict.h"

#include <math.h>

#define SIGNED .spread = SPREAD_ERROR, .is_signed = true
static const document_column columns[] = {
    {.key = "delay", .title = "delay", .unit = UNIT_TEXT},
    {.key = "share_in_time",
     .title = "paid\nin time",
     .unit = UNIT_SHARE,
     .spread = SPREAD_ESTIMATE,
     .error_rank = 10,
     .range_rank = 11},
    {.key = "difference", .title = "against\nnone", .unit = UNIT_SHARE, .error_rank = 3, SIGNED},
    {.key = "died_waiting", .title = "more die\nwaiting", .unit = UNIT_COUNT, .error_rank = 2, SIGNED},
    {.key = "died_a_month", .title = "a month", .unit = UNIT_NUMBER, .is_signed = true, .rank = 5},
    {.key = "interest", .title = "more\ninterest", .unit = UNIT_MONEY, .error_rank = 1, SIGNED},
    {.key = "interest_a_month", .title = "a month", .unit = UNIT_MONEY, .is_signed = true, .rank = 4},
    {.key = "paid_in_life", .title = "paid\nin life", .unit = UNIT_MONEY, .rank = 6, .error_rank = 8, SIGNED},
    {.key = "received", .title = "received", .unit = UNIT_MONEY, .rank = 7, .error_rank = 9, SIGNED},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* In some futures there may be nobody to count. */
static void say_counted(document *doc, const sol_delay *d)
{
    const sol_point *base = &d->point[0].at;
    if (base->state == SOL_POINT_DONE && base->verdict.counted < 1)
        document_say(doc, TONE_FAIR, "Shares are of %s.", verdict_futures(doc->arena, &base->verdict));
}

static document_cell difference_cell(const sol_point *p, sol_metric metric)
{
    const sol_difference *d = &p->difference[metric];
    return cell_difference(d);
}

static void fill(const sol_delay_point *point, document_cell *row)
{
    const sol_point *p = &point->at;
    row[0] = cell_text(point->span);
    if (p->state != SOL_POINT_DONE) {
        row[1] = cell_text(p->state == SOL_POINT_FAILED ? "failed" : "not reached");
        return;
    }
    row[1] = cell_against_goal(cell_estimate(&p->people.share_in_time), p->verdict.goal);
    if (point->months <= 0) {
        row[2] = cell_text("baseline");
        return;
    }
    row[2] = difference_cell(p, SOL_METRIC_SHARE_IN_TIME);
    row[3] = difference_cell(p, SOL_METRIC_DIED_WAITING);
    row[4] = cell_value(p->difference[SOL_METRIC_DIED_WAITING].mean / point->months);
    row[5] = difference_cell(p, SOL_METRIC_INTEREST);
    row[6] = cell_value(p->difference[SOL_METRIC_INTEREST].mean / point->months);
    row[7] = difference_cell(p, SOL_METRIC_PAID_IN_LIFE);
    row[8] = difference_cell(p, SOL_METRIC_RECEIVED);
}

/* "3.52%, not distinguishable from none", of a difference a month. */
static const char *a_month(sol_arena *arena, const sol_difference *d, figure f)
{
    return d->is_distinguishable || d->mean == 0 ? sol_arena_print(arena, "%s", f.text)
                                                 : sol_arena_print(arena, "%s (not distinguishable from none)", f.text);
}

/* What a month does to the outcome that was asked for; of a date, what all of them do. */
static const char *outcome_a_month(const document *doc, const sol_delay *d, const sol_delay_point *last)
{
    const sol_point_outcome *is = &last->at.outcome[0];
    const sol_difference by = sol_outcome_difference(is, &d->point[0].at.outcome[0]);
    const char *key = d->outcomes.key[0],
               *chance = by.is_distinguishable || by.mean == 0 ? "" : " (not distinguishable from none)";
    if (by.support == SOL_OF_NONE)
        return NULL;
    if (isinf(by.mean))
        return sol_arena_print(doc->arena, "takes part in that %s is %s in the median;", key,
                               by.mean > 0 ? "never reached any more" : "reached");
    if (is->value.kind == SOL_OUTCOME_DATE)
        return sol_arena_print(doc->arena, "moves the median of %s by %s days%s;", key,
                               figure_number(by.mean / last->months, 1).text, chance);
    const double month = by.mean / last->months;
    static const char *const unit[] = {
        [SOL_UNIT_NUMBER] = "", [SOL_UNIT_PEOPLE] = " people", [SOL_UNIT_FIRMS] = " firms", [SOL_UNIT_DATE] = ""};
    switch (is->value.unit) {
    case SOL_UNIT_SHARE:
        return sol_arena_print(doc->arena, "moves %s by %s percentage points%s;", key,
                               figure_percent(month, 2, NULL).text, chance);
    case SOL_UNIT_MONEY:
        return sol_arena_print(doc->arena, "moves %s by %s %s%s;", key, figure_money(month, d->minor_digits).text,
                               d->currency, chance);
    default:
        return sol_arena_print(doc->arena, "moves %s by %s%s%s;", key, figure_number(month, 3).text,
                               unit[is->value.unit], chance);
    }
}

/* What a month costs on average over the longest delay that was run. */
static void say_price(document *doc, const sol_delay *d)
{
    const sol_delay_point *last = NULL;
    for (size_t i = 1; i < d->count; i++)
        if (d->point[i].at.state == SOL_POINT_DONE)
            last = &d->point[i];
    if (!last)
        return;
    sol_arena *arena = doc->arena;
    const sol_difference *by = last->at.difference;
    const sol_difference *died = &by[SOL_METRIC_DIED_WAITING], *share = &by[SOL_METRIC_SHARE_IN_TIME],
                         *interest = &by[SOL_METRIC_INTEREST];
    document_say(doc, TONE_PLAIN, "On average over a delay of %s, each month", last->span);
    const char *items[4];
    size_t count = 0;
    items[count++] = sol_arena_print(arena, "lets %s more people die waiting;",
                                     a_month(arena, died, figure_number(died->mean / last->months, 3)));
    if (share->support != SOL_OF_NONE)
        items[count++] = sol_arena_print(arena, "moves the share paid in time by %s percentage points;",
                                         a_month(arena, share, figure_percent(share->mean / last->months, 2, NULL)));
    items[count] = d->outcomes.count > 0 ? outcome_a_month(doc, d, last) : NULL;
    count += items[count] != NULL;
    items[count++] =
        d->bears_interest
            ? sol_arena_print(arena, "costs %s %s of interest on the claims.",
                              a_month(arena, interest, figure_money(interest->mean / last->months, d->minor_digits)),
                              d->currency)
            : "costs no interest: no claim bears any.";
    document_list(doc, count, items);
    if (by[SOL_METRIC_RECEIVED].mean < 0)
        document_say(doc, TONE_PLAIN, "At %s, %s %s would come after the scenario's end and is lost to it.", last->span,
                     figure_money(-by[SOL_METRIC_RECEIVED].mean, d->minor_digits).text, d->currency);
}

/* The outcome that was asked for, as a comparison has it. */
static void add_outcomes(document *doc, const sol_delay *d)
{
    static const sol_lever lever = {.key = "delay"};
    sol_point *point = SOL_TAKE(doc->arena, d->count, sol_point);
    for (size_t i = 0; i < d->count; i++) {
        point[i] = d->point[i].at;
        point[i].value = &d->point[i].span;
    }
    const sol_comparison as_points = {.lever_count = 1,
                                      .lever = &lever,
                                      .currency = d->currency,
                                      .minor_digits = d->minor_digits,
                                      .point_count = d->count,
                                      .point = point,
                                      .outcomes = d->outcomes};
    compare_parts_outcomes(doc, &as_points);
}

document *delay_document(sol_arena *arena, const sol_delay *d)
{
    document *doc = document_new(arena, d->currency, d->minor_digits);
    doc->says_what_is_cut = true;
    document_heading(doc, 1, d->title);
    document_say(
        doc, TONE_QUIET,
        "All money later, on the same %s, seed %llu: each amount that arrives stays what it is, only its "
        "day moves. Pay dates, eligibility, the queue and deaths stay. Differences are from no delay, of shares in "
        "percentage points, amounts in %s; ± is the standard error of the paired difference.",
        figure_count(d->trials, "future").text, (unsigned long long)d->seed, d->currency);
    document_table *table = document_add_table(doc, "delay", NULL, COLUMNS, columns);
    for (size_t i = 0; i < d->count; i++)
        fill(&d->point[i], document_add_row(table));
    say_counted(doc, d);
    say_price(doc, d);
    add_outcomes(doc, d);
    if (d->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "before all delays were run.");
    for (size_t i = 0; i < d->count; i++)
        if (d->point[i].at.state == SOL_POINT_FAILED)
            document_say_labelled(doc, TONE_BAD, "FAILED", "%s: %s", d->point[i].span, d->point[i].at.fault);
    return doc;
}

/* What the curve is of: the outcome that was asked for, or the share in time. */
static bool chart_point(const sol_delay *d, size_t i, double *y, double *se)
{
    const sol_point *p = &d->point[i].at;
    if (p->state != SOL_POINT_DONE)
        return false;
    const sol_outcome *o = d->outcomes.count > 0 ? &p->outcome[0].value : NULL;
    const bool is_proportion = o && o->kind == SOL_OUTCOME_PROPORTION;
    const sol_estimate *e = o ? &o->estimate : &p->people.share_in_time;
    if (o && o->fault)
        return false;
    *y = is_proportion ? o->proportion.mean : e->mean;
    *se = is_proportion ? o->proportion.se : e->se;
    if (o && o->kind == SOL_OUTCOME_DATE) {
        *y = o->date.p50.day;
        *se = 0;
        return o->date.never.support != SOL_OF_NONE && !sol_date_is_never(o->date.p50);
    }
    return (is_proportion ? o->proportion.support : e->support) != SOL_OF_NONE;
}

static chart_axis chart_y(sol_arena *arena, const sol_delay *d)
{
    if (d->outcomes.count == 0)
        return (chart_axis){.title = "share paid in time", .scale = CHART_SHARE, .low = 0, .high = 1};
    const char *key = d->outcomes.key[0];
    switch (d->point[0].at.outcome[0].value.unit) {
    case SOL_UNIT_SHARE:
        return (chart_axis){.title = key, .scale = CHART_SHARE, .low = 0, .high = 1};
    case SOL_UNIT_DATE:
        return (chart_axis){.title = key, .scale = CHART_DATE};
    case SOL_UNIT_MONEY:
        return (chart_axis){.title = sol_arena_print(arena, "%s, %s", key, d->currency), .scale = CHART_NUMBER};
    default:
        return (chart_axis){.title = key, .scale = CHART_NUMBER};
    }
}

bool delay_chart(sol_arena *arena, const sol_delay *d, chart_spec *chart)
{
    double *x = SOL_TAKE(arena, 4 * d->count, double), *y = x + d->count, *low = y + d->count, *high = low + d->count;
    const chart_axis axis = chart_y(arena, d);
    const sol_unit unit = d->outcomes.count > 0 ? d->point[0].at.outcome[0].value.unit : SOL_UNIT_SHARE;
    const double scale = unit == SOL_UNIT_MONEY ? pow(10, d->minor_digits) : 1;
    const char *of = d->outcomes.count > 0 ? d->outcomes.key[0] : "paid in time";
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++) {
        double value, se;
        if (!chart_point(d, i, &value, &se))
            continue;
        x[n] = d->point[i].months;
        y[n] = value / scale;
        low[n] = (value - 1.96 * se) / scale;
        high[n] = (value + 1.96 * se) / scale;
        if (axis.scale == CHART_SHARE) {
            low[n] = fmax(0, low[n]);
            high[n] = fmin(1, high[n]);
        }
        n++;
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){"95% interval", CHART_BAND, 0, n, x, NULL, low, high};
    series[1] = (chart_series){of, CHART_LINE, 0, n, x, y, NULL, NULL};
    *chart = (chart_spec){.name = "delay",
                          .title = sol_arena_print(arena, "The price of delay · %s", d->title),
                          .description =
                              d->outcomes.count > 0
                                  ? sol_arena_print(arena, "%s, by the months that all money comes later.", of)
                                  : "The share of the living claimants paid in time, by the months that all money "
                                    "comes later.",
                          .kind = CHART_PLOT,
                          .series_count = 2,
                          .series = series,
                          .x = {.title = "months that all money comes later", .scale = CHART_NUMBER},
                          .y = axis};
    return n > 1;
}
