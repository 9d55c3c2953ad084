#include "report/charts/chart_frame.h"

#include "base/check.h"
#include "report/document/markup.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDTH = 440,
    ROW_HEIGHT = 26,
    BAR_HEIGHT = 15,  /* of a bar with words at its end */
    TORNADO_ROW = 36, /* a lever's name, and its bar below */
    KEY_ROW = 18,
    TITLE_ROW = 19,
    TITLE_SIZE = 14,
    LABEL_CELLS = 28,
    TITLE_CELLS = 50
};

const char *chart_colour(int row)
{
    static const char *const palette[] = {"#0072b2", "#e69f00", "#009e73", "#d55e00",
                                          "#56b4e9", "#cc79a7", "#f0e442", "#4d4d4d"};
    return palette[(unsigned)row % (sizeof palette / sizeof *palette)];
}

canvas_ink chart_ink(const chart_series *series)
{
    if (series->shape == CHART_REFERENCE)
        return (canvas_ink){.colour = "#767676", .width = 1, .dash = 1};
    return (canvas_ink){
        .colour = chart_colour(series->colour), .border = "#ffffff", .width = 2, .dash = series->colour % 3};
}

static double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

void chart_heat_colour(double share, char colour[static 8], const char **text_colour)
{
    static const double light[3] = {0.95, 0.97, 0.99}, dark[3] = {0, 0.20, 0.36}, weight[3] = {0.2126, 0.7152, 0.0722};
    double luminance = 0, part = fmin(1, fmax(0, share));
    unsigned byte[3];
    for (int i = 0; i < 3; i++) {
        double channel = light[i] + (dark[i] - light[i]) * part;
        byte[i] = (unsigned)lround(channel * 255) & 255;
        luminance += weight[i] * linear(channel);
    }
    snprintf(colour, 8, "#%02x%02x%02x", byte[0], byte[1], byte[2]);
    *text_colour = 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 ? "#ffffff" : "#000000";
}

static void widen(double value, double *low, double *high)
{
    *low = fmin(*low, value);
    *high = fmax(*high, value);
}

void chart_extent(const chart_spec *chart, bool is_x, double *low, double *high)
{
    double least = INFINITY, most = -INFINITY;
    bool is_value = is_x ? chart->kind == CHART_LYING || chart->kind == CHART_TORNADO
                         : chart->kind != CHART_LYING && chart->kind != CHART_TORNADO;
    for (size_t s = 0; s < chart->series_count; s++) {
        const chart_series *series = &chart->series[s];
        const double *const values[] = {is_value ? series->y : series->x, is_value ? series->low : NULL,
                                        is_value ? series->high : NULL};
        for (size_t v = 0; v < 3; v++)
            for (size_t i = 0; values[v] && i < series->count; i++)
                widen(values[v][i], &least, &most);
    }
    if (chart->kind == CHART_STACK && !is_x) {
        for (size_t i = 0; chart->series_count && i < chart->series[0].count; i++) {
            double sum = 0;
            for (size_t s = 0; s < chart->series_count; s++)
                sum += chart->series[s].y[i];
            widen(sum, &least, &most);
        }
    }
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->mark[m].is_upright == is_x)
            widen(chart->mark[m].at, &least, &most);
    *low = least <= most ? least : 0;
    *high = least <= most ? most : 1;
}

/* Splits a title at a blank into two lines when it is long; the rest is cut. */
static size_t split_title(chart_canvas *canvas, const char *title, const char *line[2])
{
    char *whole = markup_line(canvas->arena, title, 4 * TITLE_CELLS);
    if (text_width(whole) <= TITLE_CELLS) {
        line[0] = whole;
        return 1;
    }
    size_t cut = 0;
    for (size_t i = 1; whole[i]; i++)
        if (whole[i] == ' ' && text_width_bytes(whole, i) <= TITLE_CELLS)
            cut = i;
    line[0] = cut ? sol_arena_copy(canvas->arena, whole, cut) : markup_line(canvas->arena, whole, TITLE_CELLS);
    line[1] = markup_line(canvas->arena, cut ? whole + cut + 1 : "", TITLE_CELLS);
    return cut ? 2 : 1;
}

static void put_swatch(chart_canvas *canvas, const chart_series *series, double x, double y)
{
    canvas_ink ink = chart_ink(series);
    ink.is_front = true;
    canvas_corners box = {x, y - 9, x + 22, y + 1}, line = {x, y - 4, x + 22, y - 4};
    if (series->shape == CHART_BARS || series->shape == CHART_BAND || series->shape == CHART_POINTS) {
        ink.border = "#4d4d4d";
        ink.width = 0.5;
        char tint[8];
        if (series->shape == CHART_BAND) {
            unsigned rgb[3];
            sscanf(ink.colour, "#%2x%2x%2x", &rgb[0], &rgb[1], &rgb[2]);
            snprintf(tint, sizeof tint, "#%02x%02x%02x", 255 - (255 - rgb[0]) / 4, 255 - (255 - rgb[1]) / 4,
                     255 - (255 - rgb[2]) / 4);
            ink.colour = tint;
        }
        canvas_box(canvas, box, false, &ink);
    } else {
        canvas_stroke(canvas, line, false, &ink);
    }
}

/* The key stands in rows below the title; gives the y of its end. */
static double put_key(chart_canvas *canvas, const chart_spec *chart, double y)
{
    double x = 12;
    bool is_any = false;
    for (size_t s = 0; s < chart->series_count; s++) {
        if (!chart->series[s].name)
            continue;
        char *name = markup_line(canvas->arena, chart->series[s].name, 48);
        double width = 28 + canvas_text_width(name) + 16;
        if (is_any && x + width > canvas->width) {
            x = 12;
            y += KEY_ROW;
        }
        put_swatch(canvas, &chart->series[s], x, y + 13);
        canvas_write(canvas, &(canvas_label){.text = name, .x = x + 28, .y = y + 9});
        x += width;
        is_any = true;
    }
    return is_any ? y + KEY_ROW : y;
}

static double named_width(chart_canvas *canvas, const chart_axis *axis)
{
    double width = 0;
    for (size_t i = 0; i < axis->label_count; i++)
        width = fmax(width, canvas_text_width(markup_line(canvas->arena, axis->label[i], LABEL_CELLS)));
    return width;
}

/* Ticks of a named axis; on the lower edge only as many as there is room for. */
static void put_names(chart_canvas *canvas, const chart_axis *axis, bool is_upright)
{
    size_t every = 1;
    double room = (canvas->right - canvas->left) / (double)(axis->label_count ? axis->label_count : 1);
    if (is_upright)
        while ((double)every * room < named_width(canvas, axis) + 6 && every < axis->label_count)
            every++;
    for (size_t i = 0; i < axis->label_count; i += every)
        canvas_tick(canvas, is_upright, (double)i, markup_line(canvas->arena, axis->label[i], LABEL_CELLS));
}

static void put_ticks(chart_canvas *canvas, const chart_ticks *ticks, bool is_upright, bool has_grid)
{
    for (size_t i = 0; i < ticks->count; i++)
        canvas_tick(canvas, is_upright, ticks->at[i], ticks->label[i]);
    if (has_grid)
        text_print(&canvas->script, "set grid %s back linestyle 9\n", is_upright ? "xtics" : "ytics");
}

static chart_ticks axis_ticks(const chart_spec *chart, bool is_x, size_t wanted)
{
    const chart_axis *axis = is_x ? &chart->x : &chart->y;
    double low, high;
    chart_extent(chart, is_x, &low, &high);
    if (axis->low != 0 || axis->high != 0) {
        low = axis->low;
        high = axis->high;
    } else if (axis->scale != CHART_DATE && low > 0 && chart->kind != CHART_TORNADO) {
        low = 0;
    }
    return chart_ticks_of(axis, low, high, wanted);
}

/* The height of a picture whose rows are named grows with them. */
static double height_of(const chart_spec *chart)
{
    if (chart->y.scale != CHART_NAMED)
        return 300;
    double row = ROW_HEIGHT;
    if (chart->kind == CHART_LYING)
        row = fmax(row, (double)chart->series_count * BAR_HEIGHT + 9);
    if (chart->kind == CHART_TORNADO)
        row = TORNADO_ROW;
    return 130 + (double)chart->y.label_count * row;
}

/* Words at the ends of bars want room behind the longest of them. */
static void widen_for_ends(const chart_spec *chart, double frame_width, chart_ticks *x)
{
    double most = 0;
    for (size_t i = 0; chart->bar_words && i < chart->series_count * chart->y.label_count; i++)
        most = fmax(most, canvas_text_width(chart->bar_words[i]));
    most = fmin(most, frame_width * 0.4);
    if (most > 0)
        x->high += (x->high - x->low) * (most + 4) / (frame_width - most - 4);
}

static void set_ranges(chart_canvas *canvas, const chart_spec *chart, const chart_ticks *x, const chart_ticks *y)
{
    double columns = (double)chart->x.label_count, rows = (double)chart->y.label_count;
    bool is_named = chart->x.scale == CHART_NAMED;
    canvas->x_low = is_named ? -0.5 : x->low;
    canvas->x_high = is_named ? columns - 0.5 : x->high;
    canvas->y_low = y->low;
    canvas->y_high = y->high;
    if (chart->y.scale == CHART_NAMED) {
        canvas->y_low = chart->kind == CHART_HEAT ? -0.5 : rows - 0.5;
        canvas->y_high = chart->kind == CHART_HEAT ? rows - 0.5 : chart->mark_count ? -1.1 : -0.5;
    }
}

/* A tornado's limits stand beside its bars: room for them on both sides. */
static void widen_for_words(const chart_spec *chart, double frame_width, chart_ticks *x)
{
    double most = 0;
    for (size_t i = 0; i < chart->y.label_count; i++)
        most = fmax(most, fmax(canvas_text_width(chart->low_words[i]), canvas_text_width(chart->high_words[i])));
    double part = fmin(0.3, (most + 8) / frame_width), span = x->high - x->low;
    x->low -= span * part / (1 - 2 * part);
    x->high += span * part / (1 - 2 * part);
}

void chart_frame(chart_canvas *canvas, const chart_spec *chart)
{
    canvas->width = WIDTH;
    canvas->height = height_of(chart);
    const char *line[2];
    size_t lines = split_title(canvas, chart->title, line);
    for (size_t i = 0; i < lines; i++)
        canvas_write(
            canvas,
            &(canvas_label){
                .text = line[i], .x = 12, .y = 16 + (double)i * TITLE_ROW, .size = TITLE_SIZE, .is_bold = true});
    double y = put_key(canvas, chart, 10 + (double)lines * TITLE_ROW);
    if (chart->kind == CHART_HEAT || chart->kind == CHART_TORNADO)
        y += KEY_ROW; /* these kinds have a key of their own (chart_shapes.c) */
    bool is_named = chart->y.scale == CHART_NAMED;
    chart_ticks x_ticks = chart->x.scale == CHART_NAMED ? (chart_ticks){.high = 1}
                                                        : axis_ticks(chart, true, chart->kind == CHART_TORNADO ? 2 : 6);
    chart_ticks y_ticks = is_named ? (chart_ticks){.high = 1} : axis_ticks(chart, false, 5);
    bool has_names_aside = is_named && chart->kind != CHART_TORNADO;
    double widest = has_names_aside ? named_width(canvas, &chart->y) : 0;
    for (size_t i = 0; i < y_ticks.count; i++)
        widest = fmax(widest, canvas_text_width(y_ticks.label[i]));
    canvas->left = fmax(chart->kind == CHART_TORNADO ? 12 : 44, widest + 22);
    canvas->right = WIDTH - 24;
    canvas->top = y + (chart->y.title ? 26 : 8);
    canvas->bottom = canvas->height - (chart->x.title ? 48 : 28);
    if (chart->kind == CHART_TORNADO)
        widen_for_words(chart, canvas->right - canvas->left, &x_ticks);
    if (chart->kind == CHART_LYING)
        widen_for_ends(chart, canvas->right - canvas->left, &x_ticks);
    set_ranges(canvas, chart, &x_ticks, &y_ticks);
    if (chart->y.title)
        canvas_write(
            canvas,
            &(canvas_label){.text = chart->y.title, .x = 12, .y = canvas->top - 15, .colour = "#333333", .size = 12});
    if (chart->x.title)
        canvas_write(canvas, &(canvas_label){.text = chart->x.title,
                                             .x = (canvas->left + canvas->right) / 2,
                                             .y = canvas->height - 12,
                                             .align = CANVAS_CENTRE,
                                             .colour = "#333333",
                                             .size = 12});
    bool is_lying = chart->kind == CHART_LYING || chart->kind == CHART_TORNADO;
    if (chart->x.scale == CHART_NAMED)
        put_names(canvas, &chart->x, true);
    else
        put_ticks(canvas, &x_ticks, true, is_lying);
    if (has_names_aside)
        put_names(canvas, &chart->y, false);
    else if (is_named)
        text_append(&canvas->script, "unset ytics\n");
    else
        put_ticks(canvas, &y_ticks, false, !is_lying);
}
