/* A canvas: lines, areas, boxes and texts, as a gnuplot script in which no text stands. Private to the charts. */
#ifndef SOL_REPORT_CANVAS_H
#define SOL_REPORT_CANVAS_H

#include "report/charts/chart.h"

#include "base/text.h"

enum { CANVAS_TEXTS = 1200, CANVAS_FONT = 13, CANVAS_LINES = 8, CANVAS_LINE = 16 };

/* The faces of a picture's texts: Latin letters, Hangul and kanji on every system. */
#define CANVAS_FACES                                                                                                   \
    "'Noto Sans','Noto Sans CJK KR','Noto Sans KR','Apple SD Gothic Neo','Malgun Gothic','Hiragino Sans','Yu "         \
    "Gothic',system-ui,sans-serif"

/** Sizes in points of the screen (1/96 inch), from the left and the top. */
typedef struct chart_canvas {
    sol_arena *arena;
    chart_format format;
    const char *name;
    double width, height;
    double left, right, top, bottom; /* of the frame that the data stand in */
    double key;                      /* the line of a key that a kind draws itself, from the top */
    double x_low, x_high, y_low, y_high;
    text_buffer script; /* settings */
    text_buffer data;   /* blocks of numbers */
    text_buffer plot;   /* the plot command */
    size_t series_count;
    size_t text_count;
    const char *text[CANVAS_TEXTS];
} chart_canvas;

typedef enum canvas_align { CANVAS_LEFT, CANVAS_CENTRE, CANVAS_RIGHT } canvas_align;

typedef struct canvas_ink {
    const char *colour; /* "#rrggbb" */
    const char *border; /* of a box; NULL: none */
    double width;       /* of a line */
    int dash;           /* 0 solid, 1… */
    bool is_front;      /* before the data, else behind */
} canvas_ink;

/** A text at a point; `size` in points, 0: the usual one. */
typedef struct canvas_label {
    const char *text;
    double x, y;
    bool is_in_data; /* x, y in the data's units, else in points from the left and the top */
    canvas_align align;
    double shift_x, shift_y; /* points to the right and down */
    double size;
    bool is_bold;
    const char *colour; /* NULL: black */
} canvas_label;

typedef struct canvas_corners {
    double x0, y0, x1, y1;
} canvas_corners;

/** Points of the screen that a text of the usual size takes, estimated from its cells. */
double canvas_text_width(const char *text);

void canvas_write(chart_canvas *canvas, const canvas_label *label);

/** Lines of a text. */
typedef struct canvas_lines {
    size_t count;
    const char *line[CANVAS_LINES];
} canvas_lines;

/** A text in lines of at most so many cells, broken where Unicode allows it; "…" ends what is more than CANVAS_LINES. */
canvas_lines canvas_break(sol_arena *arena, const char *text, size_t cells);

/** Writes lines below each other, the first where the label says; its text is not read. */
void canvas_write_lines(chart_canvas *canvas, const canvas_label *label, const canvas_lines *lines);

/** A rectangle; in the data's units, or in points. */
void canvas_box(chart_canvas *canvas, canvas_corners corners, bool is_in_data, const canvas_ink *ink);

/** A circle, in points. */
void canvas_circle(chart_canvas *canvas, double x, double y, double radius, const canvas_ink *ink);

/** A straight line. */
void canvas_stroke(chart_canvas *canvas, canvas_corners corners, bool is_in_data, const canvas_ink *ink);

/** A line through n points, and the area between two, in the data's units. */
void canvas_line(chart_canvas *canvas, size_t n, const double x[], const double y[], const canvas_ink *ink);
void canvas_area(chart_canvas *canvas, size_t n, const double *const curve[3], const canvas_ink *ink);

/** A tick with its text on the lower or the left edge. */
void canvas_tick(chart_canvas *canvas, bool is_upright, double at, const char *text);

/** The whole script. */
const char *canvas_script(chart_canvas *canvas);

/** gnuplot's SVG as an element for a page: ids of its own, texts put in, described. */
chart_picture canvas_finish_svg(const chart_canvas *canvas, const chart_spec *chart, const chart_picture *raw);

#endif
