/* The price of delay: what comes later, who dies, what accrues, a month on average. */
#include "report/compare/compare_tornado.h"

#include "base/text.h"
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
    const char *items[3];
    size_t count = 0;
    items[count++] = sol_arena_print(arena, "lets %s more people die waiting;",
                                     a_month(arena, died, figure_number(died->mean / last->months, 3)));
    if (share->support != SOL_OF_NONE)
        items[count++] = sol_arena_print(arena, "moves the share paid in time by %s percentage points;",
                                         a_month(arena, share, figure_percent(share->mean / last->months, 2, NULL)));
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

document *delay_document(sol_arena *arena, const sol_delay *d)
{
    document *doc = document_new(arena, d->currency, d->minor_digits);
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
    if (d->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "before all delays were run.");
    for (size_t i = 0; i < d->count; i++)
        if (d->point[i].at.state == SOL_POINT_FAILED)
            document_say_labelled(doc, TONE_BAD, "FAILED", "%s: %s", d->point[i].span, d->point[i].at.fault);
    return doc;
}

bool delay_chart(sol_arena *arena, const sol_delay *d, chart_spec *chart)
{
    double *x = SOL_TAKE(arena, 4 * d->count, double), *y = x + d->count, *low = y + d->count, *high = low + d->count;
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++) {
        const sol_estimate *e = &d->point[i].at.people.share_in_time;
        if (d->point[i].at.state != SOL_POINT_DONE || e->support == SOL_OF_NONE)
            continue;
        x[n] = d->point[i].months;
        y[n] = e->mean;
        low[n] = fmax(0, e->mean - 1.96 * e->se);
        high[n++] = fmin(1, e->mean + 1.96 * e->se);
    }
    chart_series *series = SOL_TAKE(arena, 2, chart_series);
    series[0] = (chart_series){"95% interval", CHART_BAND, 0, n, x, NULL, low, high};
    series[1] = (chart_series){"paid in time", CHART_LINE, 0, n, x, y, NULL, NULL};
    *chart = (chart_spec){.name = "delay",
                          .title = sol_arena_print(arena, "The price of delay · %s", d->title),
                          .description = "The share of the living claimants paid in time, by the months that all money "
                                         "comes later.",
                          .kind = CHART_PLOT,
                          .series_count = 2,
                          .series = series,
                          .x = {.title = "months that all money comes later", .scale = CHART_NUMBER},
                          .y = {.title = "share paid in time", .scale = CHART_SHARE, .low = 0, .high = 1}};
    return n > 1;
}
