/* How the futures differ: histograms, as a mean and a range hide two humps. */
#include "report/document/figure.h"
#include "report/payout/payout_report.h"

/* What of the futures is shown. */
typedef struct spread {
    const char *name, *title, *axis;
    const sol_histogram *bins;
    const sol_estimate *of;
    double units; /* of the axis; 1: a share */
    bool is_share;
} spread;

static const char *mean_words(sol_arena *arena, const spread *s, const sol_result *r)
{
    return sol_arena_print(arena, "mean %s",
                           s->is_share ? figure_share(s->of->mean, 1).text
                                       : figure_money(s->of->mean, r->minor_digits).text);
}

static void add_spread(payout_report *report, const sol_result *r, const payout_settings *settings, const spread *s)
{
    sol_arena *arena = report->doc->arena;
    const size_t n = s->bins->count;
    double *x = SOL_TAKE(arena, n, double), *y = SOL_TAKE(arena, n, double), futures = 0;
    for (size_t i = 0; i < n; i++)
        futures += (double)s->bins->bin[i].count;
    if (n < 2 || futures == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        x[i] = (s->bins->bin[i].from + s->bins->bin[i].to) / 2 / s->units;
        y[i] = (double)s->bins->bin[i].count / futures;
    }
    chart_series *bars = SOL_TAKE(arena, 1, chart_series);
    bars[0] = (chart_series){.shape = CHART_BARS, .count = n, .x = x, .y = y};
    chart_mark *mean = SOL_TAKE(arena, 1, chart_mark);
    mean[0] = (chart_mark){true, s->of->mean / s->units, mean_words(arena, s, r)};
    chart_spec chart = {
        .name = s->name,
        .title = s->title,
        .description = sol_arena_print(arena, "Bars of how many of the futures come to which value: %s.", s->title),
        .series_count = 1,
        .series = bars,
        .mark_count = 1,
        .mark = mean};
    chart.x = (chart_axis){.title = s->axis,
                           .scale = s->is_share ? CHART_SHARE : CHART_NUMBER,
                           .low = s->bins->bin[0].from / s->units,
                           .high = s->bins->bin[n - 1].to / s->units};
    chart.y = (chart_axis){.title = "of futures", .scale = CHART_SHARE};
    payout_add_chart(report, settings, &chart,
                     sol_arena_print(arena, "Of %s; the bars add up to all of them.",
                                     figure_count((uint64_t)futures, "future").text));
}

void payout_spreads(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    const sol_distributions *d = &r->distribution;
    const chart_money in = chart_money_of(arena, r->currency, r->minor_digits, r->money.received.p95),
                      owed = chart_money_of(arena, r->currency, r->minor_digits, r->money.owed.p95);
    const spread all[] = {
        {"spread-in-time", "Share paid in time", "share paid in time", &d->share_in_time, &r->people.share_in_time, 1,
         true},
        {"spread-received", "Money that comes in", in.title, &d->received, &r->money.received, in.units, false},
        {"spread-owed", "Still owed at the end", owed.title, &d->owed, &r->money.owed, owed.units, false},
    };
    if (d->share_in_time.count + d->received.count + d->owed.count == 0)
        return;
    document_heading(report->doc, 3, "How the futures differ");
    document_say(report->doc, TONE_QUIET, "A mean may lie between two humps, where no future is.");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        add_spread(report, r, settings, &all[i]);
}
