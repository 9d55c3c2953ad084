#include "report/charts/canvas.h"

#include "base/check.h"
#include "report/document/markup.h"
#include "report/document/wrap.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Cells to points: most letters of a sans-serif face are narrower than 0.55 of its size, Hangul and kanji (two cells) about as wide as it. */
double canvas_text_width(const char *text)
{
    return (double)text_width(text) * CANVAS_FONT * 0.55;
}

/*
 * A text in the script. For an SVG a token stands for it, as wide as the text, and the text is put in once gnuplot has ended. The other
 * formats are drawn by gnuplot, which is given each byte as its number: no quote, backquote, backslash or line break is ever in the
 * script. A tick's text is a format to gnuplot, so that its percent signs are doubled.
 */
static void put_text(chart_canvas *canvas, const char *text, bool is_tick)
{
    char *line = markup_line(canvas->arena, text, 400);
    text_buffer *script = &canvas->script;
    text_append(script, "\"");
    if (canvas->format == CHART_SVG) {
        SOL_CHECK(canvas->text_count < CANVAS_TEXTS);
        text_print(script, "[[%zu", canvas->text_count);
        canvas->text[canvas->text_count++] = line;
        for (size_t width = 7; width < text_width(line); width++)
            text_append(script, "n");
        text_append(script, "]]");
    } else {
        for (const char *c = line; *c; c++)
            text_print(script, *c == '%' && is_tick ? "\\045\\%03o" : "\\%03o", (unsigned)(unsigned char)*c);
    }
    text_append(script, "\"");
}

static double across(const chart_canvas *canvas, double x)
{
    return x / canvas->width;
}

static double up(const chart_canvas *canvas, double y)
{
    return 1 - y / canvas->height;
}

static void put_point(chart_canvas *canvas, double x, double y, bool is_in_data)
{
    SOL_CHECK(isfinite(x) && isfinite(y));
    if (is_in_data)
        text_print(&canvas->script, "first %.10g, first %.10g", x, y);
    else
        text_print(&canvas->script, "screen %.6f, screen %.6f", across(canvas, x), up(canvas, y));
}

void canvas_write(chart_canvas *canvas, const canvas_label *label)
{
    static const char *const align[] = {"left", "center", "right"};
    text_append(&canvas->script, "set label ");
    put_text(canvas, label->text, false);
    text_append(&canvas->script, " at ");
    put_point(canvas, label->x, label->y, label->is_in_data);
    text_print(&canvas->script,
               " %s offset screen %.6f, screen %.6f front font \"sans-serif%s,%g\" textcolor rgb \"%s\"\n",
               align[label->align], label->shift_x / canvas->width, -label->shift_y / canvas->height,
               label->is_bold ? ":Bold" : "", label->size > 0 ? label->size : CANVAS_FONT,
               label->colour ? label->colour : "#1a1a1a");
}

canvas_lines canvas_break(sol_arena *arena, const char *text, size_t cells)
{
    const char *const *line;
    canvas_lines lines = {0};
    const size_t count = wrap_lines(arena, text, cells, &line);
    for (; lines.count < count && lines.count < CANVAS_LINES; lines.count++)
        lines.line[lines.count] = line[lines.count];
    if (count > CANVAS_LINES) {
        const char *last = sol_arena_print(arena, "%s %s", line[CANVAS_LINES - 1], line[CANVAS_LINES]);
        lines.line[CANVAS_LINES - 1] = text_width(last) <= cells ? sol_arena_print(arena, "%s…", line[CANVAS_LINES - 1])
                                                                 : markup_line(arena, last, cells);
    }
    return lines;
}

void canvas_write_lines(chart_canvas *canvas, const canvas_label *label, const canvas_lines *lines)
{
    canvas_label each = *label;
    for (size_t i = 0; i < lines->count; i++) {
        each.text = lines->line[i];
        canvas_write(canvas, &each);
        each.shift_y += CANVAS_LINE;
    }
}

void canvas_box(chart_canvas *canvas, canvas_corners corners, bool is_in_data, const canvas_ink *ink)
{
    text_append(&canvas->script, "set object rectangle from ");
    put_point(canvas, corners.x0, corners.y0, is_in_data);
    text_append(&canvas->script, " to ");
    put_point(canvas, corners.x1, corners.y1, is_in_data);
    text_print(&canvas->script, " %s fillcolor rgb \"%s\" fillstyle solid 1 ", ink->is_front ? "front" : "back",
               ink->colour);
    if (ink->border)
        text_print(&canvas->script, "border linecolor rgb \"%s\" linewidth %g\n", ink->border, ink->width);
    else
        text_append(&canvas->script, "noborder\n");
}

void canvas_circle(chart_canvas *canvas, double x, double y, double radius, const canvas_ink *ink)
{
    text_append(&canvas->script, "set object circle at ");
    put_point(canvas, x, y, false);
    text_print(&canvas->script,
               " size screen %.6f %s fillcolor rgb \"%s\" fillstyle solid 1 border linecolor rgb \"%s\" linewidth %g\n",
               across(canvas, radius), ink->is_front ? "front" : "back", ink->colour, ink->border, ink->width);
}

void canvas_stroke(chart_canvas *canvas, canvas_corners corners, bool is_in_data, const canvas_ink *ink)
{
    text_append(&canvas->script, "set arrow from ");
    put_point(canvas, corners.x0, corners.y0, is_in_data);
    text_append(&canvas->script, " to ");
    put_point(canvas, corners.x1, corners.y1, is_in_data);
    text_print(&canvas->script, " nohead %s linecolor rgb \"%s\" linewidth %g dashtype %d\n",
               ink->is_front ? "front" : "back", ink->colour, ink->width, ink->dash + 1);
}

static void put_number(chart_canvas *canvas, double value, const char *end)
{
    SOL_CHECK(isfinite(value));
    text_print(&canvas->data, "%.10g%s", value, end);
}

static void begin_series(chart_canvas *canvas, const char *using)
{
    text_print(&canvas->data, "$d%zu << EOD\n", canvas->series_count);
    text_print(&canvas->plot, "%s$d%zu using %s ", canvas->series_count ? ", " : "plot ", canvas->series_count, using);
    canvas->series_count++;
}

void canvas_line(chart_canvas *canvas, size_t n, const double x[], const double y[], const canvas_ink *ink)
{
    begin_series(canvas, "1:2");
    for (size_t i = 0; i < n; i++) {
        put_number(canvas, x[i], " ");
        put_number(canvas, y[i], "\n");
    }
    text_append(&canvas->data, "EOD\n");
    text_print(&canvas->plot, "with lines linecolor rgb \"%s\" linewidth %g dashtype %d notitle", ink->colour,
               ink->width, ink->dash + 1);
}

void canvas_area(chart_canvas *canvas, size_t n, const double *const curve[3], const canvas_ink *ink)
{
    begin_series(canvas, "1:2:3");
    for (size_t i = 0; i < n; i++) {
        put_number(canvas, curve[0][i], " ");
        put_number(canvas, curve[1][i], " ");
        put_number(canvas, curve[2][i], "\n");
    }
    text_append(&canvas->data, "EOD\n");
    text_print(&canvas->plot,
               "with filledcurves fillcolor rgb \"%s\" fillstyle transparent solid 0.25 noborder notitle", ink->colour);
}

void canvas_tick(chart_canvas *canvas, bool is_upright, double at, const char *text)
{
    text_print(&canvas->script, "set %s add (", is_upright ? "xtics" : "ytics");
    put_text(canvas, text, true);
    SOL_CHECK(isfinite(at));
    text_print(&canvas->script, " %.10g)\n", at);
}

static void put_terminal(const chart_canvas *canvas, text_buffer *script)
{
    switch (canvas->format) {
    case CHART_PNG:
        text_print(script,
                   "set terminal pngcairo size %g,%g noenhanced font \"sans-serif,%d\" fontscale 1.5 linewidth 2\n",
                   canvas->width * 2, canvas->height * 2, CANVAS_FONT);
        return;
    case CHART_PDF:
        text_print(
            script,
            "set terminal pdfcairo size %.4fin,%.4fin noenhanced font \"sans-serif,%d\" fontscale 0.56 linewidth 1\n",
            canvas->width / 96, canvas->height / 96, CANVAS_FONT);
        return;
    case CHART_SVG:
        text_print(script, "set terminal svg size %g,%g noenhanced font \"sans-serif,%d\" linewidth 1\n", canvas->width,
                   canvas->height, CANVAS_FONT);
        return;
    }
}

const char *canvas_script(chart_canvas *canvas)
{
    text_buffer script = {.arena = canvas->arena};
    text_append(&script, "set encoding utf8\nset decimalsign \".\"\n");
    put_terminal(canvas, &script);
    text_print(&script, "set lmargin at screen %.6f\nset rmargin at screen %.6f\n", across(canvas, canvas->left),
               across(canvas, canvas->right));
    text_print(&script, "set tmargin at screen %.6f\nset bmargin at screen %.6f\n", up(canvas, canvas->top),
               up(canvas, canvas->bottom));
    text_print(&script, "set xrange [%.10g:%.10g]\nset yrange [%.10g:%.10g]\n", canvas->x_low, canvas->x_high,
               canvas->y_low, canvas->y_high);
    text_append(&script, "unset key\nset border 3 back linecolor rgb \"#767676\" linewidth 1\n"
                         "set style line 9 linecolor rgb \"#e0e0e0\" linewidth 1\n"
                         "set xtics nomirror scale 0.5 textcolor rgb \"#333333\" ()\n"
                         "set ytics nomirror scale 0.5 textcolor rgb \"#333333\" ()\n");
    text_append(&script, text_of(&canvas->script));
    text_append(&script, text_of(&canvas->data));
    text_append(&script, canvas->series_count ? text_of(&canvas->plot) : "plot NaN notitle");
    text_append(&script, "\n");
    return script.data;
}
