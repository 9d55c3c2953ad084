/* The frame of a chart: its sizes, ranges, ticks, titles and key. Private to the charts. */
#ifndef SOL_REPORT_CHART_FRAME_H
#define SOL_REPORT_CHART_FRAME_H

#include "report/charts/canvas.h"

enum { TICKS_MAX = 48 };

typedef struct chart_ticks {
    size_t count;
    double at[TICKS_MAX];
    char label[TICKS_MAX][24];
    double low, high; /* the range, widened to whole steps where the axis is not fixed */
} chart_ticks;

/** Ticks of an axis that is not named, about `wanted` of them. */
chart_ticks chart_ticks_of(const chart_axis *axis, double low, double high, size_t wanted);

/** The smallest and the largest value of the series along an axis, marks included; 0 and 1 if there is none. */
void chart_extent(const chart_spec *chart, bool is_x, double *low, double *high);

/** Sets the canvas up: size, margins, ranges, ticks, titles, key. */
void chart_frame(chart_canvas *canvas, const chart_spec *chart);

/** The names of an axis: every how many of them, the cells of a line of theirs, and the lines of the longest; aside also the width of the widest. */
typedef struct chart_names {
    size_t every, cells, lines;
    double width;
} chart_names;
chart_names chart_names_aside(sol_arena *arena, const chart_axis *axis);

/** Those below, each with so many points of room; what a name that is no number needs at least; and they themselves. */
chart_names chart_names_below(sol_arena *arena, const chart_axis *axis, double room);
double chart_names_room(const chart_axis *axis);
void chart_names_put(chart_canvas *canvas, const chart_axis *axis, bool is_upright, const chart_names *names);

/** Points that so many cells of a text of the usual size take. */
double chart_cells_width(size_t cells);

/** The palette of Okabe and Ito (2008), apart for every kind of colour sight; rows from 0, taken round. */
const char *chart_colour(int row);

/** The ink of a series. */
canvas_ink chart_ink(const chart_series *series);

/** The colour of a share in a heat map, from light to dark, and the one that is read on it: at a contrast of 4.5 and more. */
void chart_heat_colour(double share, char colour[static 8], const char **text_colour);

/** Of a tornado: the height of all its rows in points, in which its frame counts from the top; room for its words beside the bars. */
double chart_tornado_height(sol_arena *arena, const chart_spec *chart);
void chart_tornado_widen(const chart_spec *chart, double frame_width, chart_ticks *x);
void chart_tornado_draw(chart_canvas *canvas, const chart_spec *chart);

/** Of a heat map: the height of a row in points. */
double chart_heat_row(const chart_spec *chart);
void chart_heat_draw(chart_canvas *canvas, const chart_spec *chart);

/** Draws what the kind asks for into the frame (chart_shapes.c). */
void chart_shapes_draw(chart_canvas *canvas, const chart_spec *chart);

#endif
