#include "report/charts/chart_frame.h"

#include "base/check.h"
#include "report/document/figure.h"
#include "report/document/markup.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The least distance of neighbouring x, which bars share; 1 for names. */
static double slot_width(const chart_spec *chart)
{
    const chart_series *series = &chart->series[0];
    double least = INFINITY;
    for (size_t i = 1; chart->x.scale != CHART_NAMED && chart->kind != CHART_LYING && i < series->count; i++)
        least = fmin(least, series->x[i] - series->x[i - 1]);
    return isfinite(least) && least > 0 ? least : 1;
}

static void put_whisker(chart_canvas *canvas, double at, double low, double high, bool is_lying)
{
    canvas_corners line = is_lying ? (canvas_corners){low, at, high, at} : (canvas_corners){at, low, at, high};
    canvas_stroke(canvas, line, true, &(canvas_ink){.colour = "#333333", .width = 1.5, .is_front = true});
}

/* Bars of one series beside those of the others; `place` of `places` in the slot. */
static void put_bars(chart_canvas *canvas, const chart_spec *chart, const chart_series *series, size_t place,
                     size_t places)
{
    double slot = slot_width(chart) * 0.8, width = slot / (double)places, left = -slot / 2 + width * (double)place;
    bool is_lying = chart->kind == CHART_LYING;
    canvas_ink ink = chart_ink(series);
    ink.width = 0.5;
    for (size_t i = 0; i < series->count; i++) {
        double from = series->x[i] + left, to = from + width;
        canvas_corners box =
            is_lying ? (canvas_corners){0, from, series->y[i], to} : (canvas_corners){from, 0, to, series->y[i]};
        if (series->y[i] != 0)
            canvas_box(canvas, box, true, &ink);
        if (series->low)
            put_whisker(canvas, (from + to) / 2, series->low[i], series->high[i], is_lying);
        if (is_lying && chart->bar_words)
            canvas_write(canvas, &(canvas_label){.text = chart->bar_words[place * series->count + i],
                                                 .x = fmax(series->y[i], series->high ? series->high[i] : 0),
                                                 .y = (from + to) / 2,
                                                 .is_in_data = true,
                                                 .size = 12,
                                                 .shift_x = 5});
    }
}

static void put_stack(chart_canvas *canvas, const chart_spec *chart)
{
    double slot = slot_width(chart) * 0.8;
    for (size_t i = 0; chart->series_count && i < chart->series[0].count; i++) {
        double base = 0;
        for (size_t s = 0; s < chart->series_count; s++) {
            const chart_series *series = &chart->series[s];
            canvas_ink ink = chart_ink(series);
            ink.width = 0.75;
            double x = series->x[i], top = base + series->y[i];
            if (series->y[i] > 0)
                canvas_box(canvas, (canvas_corners){x - slot / 2, base, x + slot / 2, top}, true, &ink);
            base = top;
        }
    }
}

/* A step line holds each value until the next x. */
static void put_step(chart_canvas *canvas, const chart_series *series, const canvas_ink *ink)
{
    size_t n = series->count ? 2 * series->count - 1 : 0;
    double *x = SOL_TAKE(canvas->arena, n, double), *y = SOL_TAKE(canvas->arena, n, double);
    for (size_t i = 0; i < n; i++) {
        x[i] = series->x[(i + 1) / 2];
        y[i] = series->y[i / 2];
    }
    canvas_line(canvas, n, x, y, ink);
}

static void put_points(chart_canvas *canvas, const chart_series *series, const canvas_ink *ink)
{
    double width = (canvas->x_high - canvas->x_low) / (canvas->right - canvas->left) * 4;
    double height = (canvas->y_high - canvas->y_low) / (canvas->bottom - canvas->top) * 4;
    for (size_t i = 0; i < series->count; i++) {
        double x = series->x[i], y = series->y[i];
        if (series->low)
            put_whisker(canvas, x, series->low[i], series->high[i], false);
        canvas_box(canvas, (canvas_corners){x - width, y - height, x + width, y + height}, true, ink);
    }
}

static void put_series(chart_canvas *canvas, const chart_spec *chart, const chart_series *series)
{
    canvas_ink ink = chart_ink(series);
    switch (series->shape) {
    case CHART_BAND:
        if (series->count > 1)
            canvas_area(canvas, series->count, (const double *const[3]){series->x, series->low, series->high}, &ink);
        return;
    case CHART_LINE:
    case CHART_REFERENCE:
        canvas_line(canvas, series->count, series->x, series->y, &ink);
        return;
    case CHART_STEP:
        put_step(canvas, series, &ink);
        return;
    case CHART_POINTS:
        ink.is_front = true;
        put_points(canvas, series, &ink);
        return;
    case CHART_BARS: {
        size_t place = 0, places = 0;
        for (size_t s = 0; s < chart->series_count; s++) {
            if (&chart->series[s] == series)
                place = places;
            places += chart->series[s].shape == CHART_BARS;
        }
        put_bars(canvas, chart, series, place, places);
        return;
    }
    }
}

static void put_mark(chart_canvas *canvas, const chart_mark *mark, bool is_front)
{
    canvas_ink ink = {.colour = "#333333", .width = 1.2, .dash = 1, .is_front = is_front};
    canvas_label label = {.text = mark->words, .is_in_data = true, .size = 12, .colour = "#333333"};
    if (mark->is_upright) {
        canvas_stroke(canvas, (canvas_corners){mark->at, canvas->y_low, mark->at, canvas->y_high}, true, &ink);
        bool is_left = mark->at < (canvas->x_low + canvas->x_high) / 2;
        label.x = mark->at;
        label.y = canvas->y_high;
        label.align = is_left ? CANVAS_LEFT : CANVAS_RIGHT;
        label.shift_x = is_left ? 5 : -5;
        label.shift_y = 8;
    } else {
        canvas_stroke(canvas, (canvas_corners){canvas->x_low, mark->at, canvas->x_high, mark->at}, true, &ink);
        label.x = canvas->x_high;
        label.y = mark->at;
        label.align = CANVAS_RIGHT;
        label.shift_x = -4;
        label.shift_y = -8;
    }
    if (mark->words)
        canvas_write(canvas, &label);
}

static bool has_end_name(const chart_spec *chart, size_t s)
{
    return chart->end_names && chart->end_names[s] && chart->series[s].y && chart->series[s].count > 0;
}

/* Whether a line falls towards its end, with room for words below it. */
static bool falls(const chart_canvas *canvas, const chart_series *line)
{
    enum { WORDS = 20 };
    double unit = (canvas->bottom - canvas->top) / (canvas->y_high - canvas->y_low), end = line->y[line->count - 1];
    double fall = (line->y[line->count - 1 - line->count / 5] - end) * unit;
    return fall > 2 && (end - canvas->y_low) * unit > WORDS;
}

/* The name of a line where it ends. */
typedef struct end_name {
    const chart_series *line;
    const char *text;
    double end, at; /* points of the screen, downwards */
} end_name;

static int higher_first(const void *first, const void *second)
{
    const end_name *a = first, *b = second;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return a->line < b->line ? -1 : 1;
}

/* A name stands above its line's end, below it where the line falls; then so far apart that none lies on another, and within the picture. */
static void put_end_names(chart_canvas *canvas, const chart_spec *chart)
{
    enum { APART = 17, BESIDE = 10, EDGE = 8 };
    end_name *name = SOL_TAKE(canvas->arena, chart->series_count, end_name);
    const double unit = (canvas->bottom - canvas->top) / (canvas->y_high - canvas->y_low);
    size_t count = 0;
    for (size_t s = 0; s < chart->series_count; s++) {
        const chart_series *line = &chart->series[s];
        if (!has_end_name(chart, s))
            continue;
        const double end = canvas->bottom - (line->y[line->count - 1] - canvas->y_low) * unit;
        name[count++] = (end_name){line, chart->end_names[s], end, end + (falls(canvas, line) ? BESIDE : -BESIDE)};
    }
    qsort(name, count, sizeof *name, higher_first);
    for (size_t i = 0; i < count; i++)
        name[i].at = fmax(name[i].at, i > 0 ? name[i - 1].at + APART : canvas->top + EDGE);
    for (size_t i = count; i-- > 0;)
        name[i].at = fmin(name[i].at, i + 1 < count ? name[i + 1].at - APART : canvas->bottom - EDGE);
    for (size_t i = 0; i < count; i++)
        canvas_write(canvas, &(canvas_label){.text = name[i].text,
                                             .x = name[i].line->x[name[i].line->count - 1],
                                             .y = name[i].line->y[name[i].line->count - 1],
                                             .is_in_data = true,
                                             .align = CANVAS_RIGHT,
                                             .is_bold = true,
                                             .shift_y = name[i].at - name[i].end});
}

void chart_shapes_draw(chart_canvas *canvas, const chart_spec *chart)
{
    if (chart->kind == CHART_HEAT)
        chart_heat_draw(canvas, chart);
    else if (chart->kind == CHART_TORNADO)
        chart_tornado_draw(canvas, chart);
    else if (chart->kind == CHART_STACK)
        put_stack(canvas, chart);
    else
        for (size_t s = 0; s < chart->series_count; s++)
            put_series(canvas, chart, &chart->series[s]);
    put_end_names(canvas, chart);
    for (size_t m = 0; m < chart->mark_count; m++)
        put_mark(canvas, &chart->mark[m], chart->kind != CHART_TORNADO); /* there names are written across it */
}
