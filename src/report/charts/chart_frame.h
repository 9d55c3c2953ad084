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

/** The palette of Okabe and Ito (2008), apart for every kind of colour sight; rows from 0, taken round. */
const char *chart_colour(int row);

/** The ink of a series. */
canvas_ink chart_ink(const chart_series *series);

/** The colour of a share in a heat map, from light to dark, and the one that is read on it: at a contrast of 4.5 and more. */
void chart_heat_colour(double share, char colour[static 8], const char **text_colour);

/** Draws what the kind asks for into the frame (chart_shapes.c). */
void chart_shapes_draw(chart_canvas *canvas, const chart_spec *chart);

#endif
