#include "report/document/words.h"
#include "report/payout/payout_report.h"

#include "base/check.h"
#include "report/document/figure.h"
#include "report/document/markup.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BARS_MOST = 14 };

void payout_add_chart(payout_report *report, const payout_settings *settings, const chart_spec *chart,
                      const char *caption)
{
    SOL_CHECK(report->picture_count < PAYOUT_PICTURES);
    sol_arena *arena = report->doc->arena;
    chart_spec *kept = SOL_TAKE(arena, 1, chart_spec);
    *kept = *chart;
    payout_picture picture = {report->doc->block_count, chart->name, kept, 0, NULL, NULL, caption};
    if (settings->has_pictures && !report->no_pictures) {
        chart_picture drawn = chart_draw(arena, kept, CHART_SVG, settings->stop);
        picture.svg = drawn.bytes;
        if (drawn.outcome != CHART_DRAWN)
            report->no_pictures = drawn.reason;
        report->has_no_gnuplot = drawn.outcome == CHART_NO_GNUPLOT;
    }
    report->picture[report->picture_count++] = picture;
}

chart_picture payout_draw(sol_arena *arena, const payout_picture *p, chart_format format, chart_stop stop)
{
    if (format == CHART_SVG)
        return (chart_picture){.bytes = p->svg, .length = p->svg ? strlen(p->svg) : 0};
    return p->chart ? chart_draw(arena, p->chart, format, stop)
                    : dots_draw_file(arena, p->state_count, p->state, format, stop);
}

void payout_add_dots(payout_report *report, const sol_result *r)
{
    static const sol_state order[] = {SOL_STATE_IN_TIME, SOL_STATE_LATE, SOL_STATE_PART, SOL_STATE_ESTATE_PAID};
    static const sol_state last[] = {SOL_STATE_DECLINED, SOL_STATE_REFUSED, SOL_STATE_NOT_DUE};
    sol_arena *arena = report->doc->arena;
    dots_state *state = SOL_TAKE(arena, SOL_STATES + 1, dots_state);
    size_t count = 0;
    for (size_t i = 0; i < 4; i++)
        state[count++] = (dots_state){sol_state_label(order[i]), r->people.state[order[i]].mean};
    state[count++] = (dots_state){"nothing, and died", r->people.nothing_died.mean};
    state[count++] = (dots_state){"nothing, and alive", r->people.nothing_living.mean};
    for (size_t i = 0; i < 3; i++)
        if (r->people.state[last[i]].mean > 0)
            state[count++] = (dots_state){sol_state_label(last[i]), r->people.state[last[i]].mean};
    double per_dot;
    const char *svg = dots_draw(arena, "dots", count, state, &per_dot);
    const char *caption =
        per_dot > 1
            ? sol_arena_print(
                  arena, "Each dot stands for %.0f claimants, estates included, by the state they end in on average.",
                  per_dot)
            : "Each dot is a claimant (or the estate of one), by the state they end in on average.";
    report->picture[report->picture_count++] =
        (payout_picture){report->doc->block_count, "dots", NULL, count, state, svg, caption};
}

typedef struct source_order {
    double size;
    size_t index;
} source_order;

static int larger_first(const void *first, const void *second)
{
    const source_order *a = first, *b = second;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return a->index < b->index ? -1 : 1;
}

static double *numbers(sol_arena *arena, size_t count)
{
    return SOL_TAKE(arena, count, double);
}

/* Amounts in short, to stand at the ends of bars: what is too small for a unit of its own names the currency, as the axis has another. */
static const char *const *words_of(sol_arena *arena, const chart_spec *chart, chart_money scale, const sol_result *r)
{
    size_t count = chart->y.label_count;
    const char **words = SOL_TAKE(arena, chart->series_count * count, const char *);
    double one = pow(10, r->minor_digits);
    for (size_t i = 0; i < chart->series_count * count; i++) {
        double amount = chart->series[i / count].y[i % count] * scale.units;
        figure in_short = figure_money(amount, r->minor_digits);
        bool has_unit = strspn(in_short.text, "-0123456789.,") < strlen(in_short.text);
        words[i] = has_unit || amount == 0 || scale.units == one
                       ? sol_arena_print(arena, "%s", in_short.text)
                       : sol_arena_print(arena, "%s %s", in_short.text, r->currency);
    }
    return words;
}

/* If it joined and received, the largest pledges first. */
void payout_money_charts(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    size_t count = r->source_count < BARS_MOST ? r->source_count : BARS_MOST;
    if (count == 0)
        return;
    source_order *order = SOL_TAKE(arena, r->source_count, source_order);
    double largest = 0;
    for (size_t i = 0; i < r->source_count; i++) {
        order[i] = (source_order){fmax(r->source[i].promised.mean, r->source[i].received.mean), i};
        largest = fmax(largest, fmax(order[i].size, r->source[i].received.p95));
    }
    qsort(order, r->source_count, sizeof *order, larger_first);
    chart_money scale = chart_money_of(arena, r->currency, r->minor_digits, largest);
    double *x = numbers(arena, count), *promised = numbers(arena, count), *received = numbers(arena, count);
    double *low = numbers(arena, count), *high = numbers(arena, count);
    const char **label = SOL_TAKE(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        const sol_source_result *s = &r->source[order[i].index];
        x[i] = (double)i;
        promised[i] = s->promised.mean / scale.units;
        received[i] = s->received.mean / scale.units;
        low[i] = s->received.p05 / scale.units;
        high[i] = s->received.p95 / scale.units;
        label[i] = s->name;
    }
    chart_series *kept = SOL_TAKE(arena, 2, chart_series);
    kept[0] =
        (chart_series){.name = "if it joined", .shape = CHART_BARS, .colour = 1, .count = count, .x = x, .y = promised};
    kept[1] = (chart_series){"received (mean, 5–95%)", CHART_BARS, 0, count, x, received, low, high};
    chart_spec chart = {.name = "sources",
                        .title = "If it joined, and what is likely",
                        .kind = CHART_LYING,
                        .series_count = 2,
                        .series = kept};
    chart.description = "Bars of what each source would bring if it joined and what it brings on average; the table by "
                        "source has the figures.";
    chart.x = (chart_axis){.title = scale.title};
    chart.y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    chart.bar_words = words_of(arena, &chart, scale, r);
    payout_add_chart(report, settings, &chart,
                     r->source_count > count
                         ? "The largest sources. The line ends at the 5 and 95 % outcomes: often nothing or all."
                         : "The line on a bar ends at the 5 and 95 % outcomes: often nothing or all.");
}

void payout_flow_chart(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    const char *const name[] = {
        "paid in life",   "paid to estates", "deposited", "costs", words_returned(words_have_guarantee(r)),
        "left at the end"};
    enum { FLOWS = sizeof name / sizeof *name };
    const sol_estimate *const flow[FLOWS] = {&r->money.paid_in_life, &r->money.paid_to_estates, &r->money.deposited,
                                             &r->money.costs,        &r->money.returned,        &r->money.left};
    sol_arena *arena = report->doc->arena;
    double largest = 0, *x = numbers(arena, FLOWS), *y = numbers(arena, FLOWS);
    double *low = numbers(arena, FLOWS), *high = numbers(arena, FLOWS);
    const char **label = SOL_TAKE(arena, FLOWS, const char *);
    for (size_t i = 0; i < FLOWS; i++)
        largest = fmax(largest, flow[i]->p95);
    chart_money scale = chart_money_of(arena, r->currency, r->minor_digits, largest);
    size_t count = 0;
    for (size_t i = 0; i < FLOWS; i++) {
        if (flow[i]->mean == 0 && flow[i]->p95 == 0)
            continue;
        x[count] = (double)count;
        y[count] = flow[i]->mean / scale.units;
        low[count] = flow[i]->p05 / scale.units;
        high[count] = flow[i]->p95 / scale.units;
        label[count++] = name[i];
    }
    if (count == 0)
        return;
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    series[0] = (chart_series){"mean, 5–95%", CHART_BARS, 0, count, x, y, low, high};
    chart_spec chart = {
        .name = "flows", .title = "Where the money goes", .kind = CHART_LYING, .series_count = 1, .series = series};
    chart.description =
        "Bars of what is paid in life, to estates, spent, returned and left; the table of money out has the figures.";
    chart.x = (chart_axis){.title = scale.title};
    chart.y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    chart.bar_words = words_of(arena, &chart, scale, r);
    payout_add_chart(report, settings, &chart, "Means of all futures; the line ends at the 5 and 95 % outcomes.");
}

/* Mean and 5–95 % range of a timeline's figure. */
static void add_fan(sol_arena *arena, const sol_result *r, size_t offset, double units, chart_series fan[static 2])
{
    size_t n = r->timeline_count;
    double *x = numbers(arena, n), *y = numbers(arena, n), *low = numbers(arena, n), *high = numbers(arena, n);
    for (size_t i = 0; i < n; i++) {
        const sol_estimate *e = (const sol_estimate *)((const char *)&r->timeline[i] + offset);
        x[i] = r->timeline[i].date.day;
        y[i] = e->mean / units;
        low[i] = e->p05 / units;
        high[i] = e->p95 / units;
    }
    fan[0] = (chart_series){.name = "nine of ten futures (5–95%)", .shape = CHART_BAND, .count = n, .x = x};
    fan[0].low = low;
    fan[0].high = high;
    fan[1] = (chart_series){.shape = CHART_LINE, .count = n, .x = x, .y = y};
}

void payout_time_charts(payout_report *report, const sol_result *r, const payout_settings *settings)
{
    sol_arena *arena = report->doc->arena;
    size_t n = r->timeline_count;
    if (n < 2)
        return;
    chart_money scale = chart_money_of(arena, r->currency, r->minor_digits, r->timeline[n - 1].paid.p95);
    chart_series *money = SOL_TAKE(arena, 2, chart_series), *people = SOL_TAKE(arena, 4, chart_series);
    add_fan(arena, r, offsetof(sol_timeline_row, paid), scale.units, money);
    chart_axis dates = {.scale = CHART_DATE};
    chart_spec chart = {.name = "paid", .title = "Paid out so far", .series_count = 2, .series = money, .x = dates};
    static const char *const names[] = {NULL, "mean"}, *const people_names[] = {NULL, "paid in full", "still living"};
    chart.y.title = scale.title;
    chart.end_names = names;
    chart.description = "Cumulative payments by pay date: the mean and the range from the 5 to the 95 % outcome.";
    payout_add_chart(report, settings, &chart, "Cumulative payments. Nine of ten futures lie in the band.");
    add_fan(arena, r, offsetof(sol_timeline_row, paid_in_full), 1, people);
    chart_series living[2];
    add_fan(arena, r, offsetof(sol_timeline_row, living), 1, living);
    people[2] = living[1];
    people[2].colour = 3;
    people[2].shape = CHART_STEP;
    chart_spec second = {.name = "people",
                         .title = "People paid in full, and survivors",
                         .series_count = 3,
                         .series = people,
                         .x = dates};
    second.y.title = "people";
    second.end_names = people_names;
    second.description = "People paid in full by pay date with the range from the 5 to the 95 % outcome, and how many "
                         "of those living at the "
                         "start still live.";
    payout_add_chart(
        report, settings, &second,
        "Means: payments climb while the claimants die. Estates are paid too, so that more can be paid than live.");
}
