#include "report/charts/chart_frame.h"

#include "base/check.h"
#include "report/document/markup.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    WIDTH = 440,
    EDGE = 12,
    RIGHT = 24,
    PLOT_HEIGHT = 300,
    PLOT_LEAST = 170, /* of the frame alone */
    ROW_HEIGHT = 26,
    BAR_HEIGHT = 15, /* of a bar with words at its end */
    KEY_ROW = 18,
    TITLE_ROW = 19,
    TITLE_SIZE = 14,
    TEXT_SIZE = 12 /* of titles of axes and of the note */
};
#define TITLE_CELL 8.3 /* points of a cell of the title, which is bold */

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

/* The key stands in rows below the title; gives the y of its end. It is measured before the picture has a height, and drawn then. */
static double put_key(chart_canvas *canvas, const chart_spec *chart, double y, bool is_drawn)
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
        if (is_drawn) {
            put_swatch(canvas, &chart->series[s], x, y + 13);
            canvas_write(canvas, &(canvas_label){.text = name, .x = x + 28, .y = y + 9});
        }
        x += width;
        is_any = true;
    }
    return is_any ? y + KEY_ROW : y;
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

/* The height of a frame whose rows are named grows with them. */
static double rows_height(chart_canvas *canvas, const chart_spec *chart, const chart_names *aside)
{
    if (chart->kind == CHART_TORNADO)
        return chart_tornado_height(canvas->arena, chart);
    double row = fmax(ROW_HEIGHT, (double)aside->lines * CANVAS_LINE + 10);
    if (chart->kind == CHART_LYING)
        row = fmax(row, (double)chart->series_count * BAR_HEIGHT + 9);
    if (chart->kind == CHART_HEAT)
        row = aside->every > 1 ? chart_heat_row(chart) : fmax(chart_heat_row(chart), row);
    return (double)chart->y.label_count * row;
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
    if (chart->kind == CHART_TORNADO) {
        canvas->y_low = chart_tornado_height(canvas->arena, chart);
        canvas->y_high = 0;
    } else if (chart->y.scale == CHART_NAMED) {
        canvas->y_low = rows - 0.5;
        canvas->y_high = chart->mark_count ? -1.1 : -0.5;
    }
}

/* What stands around the frame, in lines. */
typedef struct around {
    canvas_lines title, note, x_title, y_title;
    chart_names below, aside;
    chart_ticks x, y;
} around;

static canvas_lines lines_if(const chart_canvas *canvas, const char *text, double size)
{
    const double width = canvas->width - 2 * EDGE;
    return text && *text ? canvas_break(canvas->arena, text, (size_t)(width / (size * 0.55))) : (canvas_lines){0};
}

static double height_of(const canvas_lines *lines, double margin)
{
    return lines->count ? (double)lines->count * CANVAS_LINE + margin : 0;
}

/* A map of names is as wide as its names want, within reason. */
static void set_width(chart_canvas *canvas, const chart_spec *chart)
{
    const double columns = (double)chart->x.label_count * chart_names_room(&chart->x);
    canvas->width = WIDTH;
    if (chart->x.scale == CHART_NAMED)
        canvas->width = fmin(2 * WIDTH, fmax(WIDTH, canvas->left + columns + RIGHT));
    canvas->right = canvas->width - RIGHT;
}

/* Ticks, names and what they need on the left and on the right. */
static void set_sides(chart_canvas *canvas, const chart_spec *chart, around *a)
{
    const bool is_tornado = chart->kind == CHART_TORNADO, is_named = chart->y.scale == CHART_NAMED;
    a->x = chart->x.scale == CHART_NAMED ? (chart_ticks){.high = 1} : axis_ticks(chart, true, is_tornado ? 2 : 6);
    a->y = is_named ? (chart_ticks){.high = 1} : axis_ticks(chart, false, 5);
    if (is_named && !is_tornado)
        a->aside = chart_names_aside(canvas->arena, &chart->y);
    if (chart->kind == CHART_HEAT && chart_heat_row(chart) < CANVAS_LINE)
        a->aside.every = (size_t)ceil(CANVAS_LINE / chart_heat_row(chart));
    double widest = a->aside.width;
    for (size_t i = 0; i < a->y.count; i++)
        widest = fmax(widest, canvas_text_width(a->y.label[i]));
    canvas->left = fmax(is_tornado ? EDGE : 44, widest + 22);
    set_width(canvas, chart);
    const double frame_width = canvas->right - canvas->left;
    if (is_tornado)
        chart_tornado_widen(chart, frame_width, &a->x);
    if (chart->kind == CHART_LYING)
        widen_for_ends(chart, frame_width, &a->x);
    if (chart->x.scale == CHART_NAMED)
        a->below = chart_names_below(canvas->arena, &chart->x, frame_width / fmax(1, (double)chart->x.label_count));
}

/* From the top down: title, key, the y axis' title, the frame, names, the x axis' title, the note. */
static void set_heights(chart_canvas *canvas, const chart_spec *chart, around *a)
{
    a->title = canvas_break(canvas->arena, chart->title, (size_t)((canvas->width - 2 * EDGE) / TITLE_CELL));
    a->x_title = lines_if(canvas, chart->x.title, TEXT_SIZE);
    a->y_title = lines_if(canvas, chart->y.title, TEXT_SIZE);
    a->note = lines_if(canvas, chart->note, TEXT_SIZE);
    const double below_title = 10 + (double)a->title.count * TITLE_ROW;
    double y = put_key(canvas, chart, below_title, false);
    if (chart->kind == CHART_HEAT || chart->kind == CHART_TORNADO)
        y += KEY_ROW; /* these kinds have a key of their own */
    canvas->key = y - 5;
    canvas->top = y + height_of(&a->y_title, 10) + (a->y_title.count ? 0 : 8);
    const double under = 28 + (double)(a->below.lines > 1 ? a->below.lines - 1 : 0) * CANVAS_LINE +
                         height_of(&a->x_title, 4) + height_of(&a->note, 6);
    canvas->height = chart->y.scale == CHART_NAMED ? canvas->top + rows_height(canvas, chart, &a->aside) + under
                                                   : fmax(PLOT_HEIGHT, canvas->top + PLOT_LEAST + under);
    canvas->bottom = canvas->height - under;
    put_key(canvas, chart, below_title, true);
}

static void put_texts(chart_canvas *canvas, const around *a)
{
    canvas_write_lines(canvas, &(canvas_label){.x = EDGE, .y = 16, .size = TITLE_SIZE, .is_bold = true}, &a->title);
    const canvas_label down = {
        .x = EDGE, .y = canvas->top + 1 - height_of(&a->y_title, 0), .colour = "#333333", .size = TEXT_SIZE};
    canvas_write_lines(canvas, &down, &a->y_title);
    const double note_top = canvas->height - height_of(&a->note, 6);
    const canvas_label note = {.x = EDGE, .y = note_top + 8, .colour = "#333333", .size = TEXT_SIZE};
    canvas_write_lines(canvas, &note, &a->note);
    const canvas_label across = {.x = a->x_title.count > 1 ? canvas->width / 2 : (canvas->left + canvas->right) / 2,
                                 .y = note_top + 4 - height_of(&a->x_title, 0),
                                 .align = CANVAS_CENTRE,
                                 .colour = "#333333",
                                 .size = TEXT_SIZE};
    canvas_write_lines(canvas, &across, &a->x_title);
}

void chart_frame(chart_canvas *canvas, const chart_spec *chart)
{
    around a = {.below = {.lines = 1}};
    set_sides(canvas, chart, &a);
    set_heights(canvas, chart, &a);
    set_ranges(canvas, chart, &a.x, &a.y);
    put_texts(canvas, &a);
    const bool is_lying = chart->kind == CHART_LYING || chart->kind == CHART_TORNADO;
    if (chart->x.scale == CHART_NAMED) {
        text_append(&canvas->script, "unset xtics\n");
        chart_names_put(canvas, &chart->x, true, &a.below);
    } else {
        put_ticks(canvas, &a.x, true, is_lying);
    }
    if (chart->y.scale == CHART_NAMED)
        text_append(&canvas->script, "unset ytics\n");
    else
        put_ticks(canvas, &a.y, false, !is_lying);
    if (chart->y.scale == CHART_NAMED && chart->kind != CHART_TORNADO)
        chart_names_put(canvas, &chart->y, false, &a.aside);
}
