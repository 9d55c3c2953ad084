/* A heat map: shares in colours and numbers, with the contour of the goal. */
#include "report/charts/chart_frame.h"

#include "report/document/figure.h"

#include <math.h>

/* The line between the cells that reach the goal and those that do not: white below, colour above, so that it is read on light and dark. */
static void put_contour(chart_canvas *canvas, const chart_spec *chart, const canvas_ink *ink)
{
    size_t columns = chart->x.label_count, rows = chart->y.label_count;
    for (size_t row = 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            bool is_met = chart->cell[row * columns + column] >= chart->goal;
            double x = (double)column, y = (double)row;
            if (column + 1 < columns && is_met != (chart->cell[row * columns + column + 1] >= chart->goal))
                canvas_stroke(canvas, (canvas_corners){x + 0.5, y - 0.5, x + 0.5, y + 0.5}, true, ink);
            if (row + 1 < rows && is_met != (chart->cell[(row + 1) * columns + column] >= chart->goal))
                canvas_stroke(canvas, (canvas_corners){x - 0.5, y + 0.5, x + 0.5, y + 0.5}, true, ink);
        }
    }
}

static void put_key(chart_canvas *canvas, const chart_spec *chart, double y)
{
    static const char *const shares[] = {"0%", "25%", "50%", "75%", "100%"};
    double x = 12;
    for (int i = 0; i < 5; i++) {
        char colour[8];
        const char *text_colour;
        chart_heat_colour(i / 4.0, colour, &text_colour);
        canvas_box(canvas, (canvas_corners){x, y - 9, x + 18, y + 2}, false,
                   &(canvas_ink){.colour = colour, .border = "#767676", .width = 0.5, .is_front = true});
        canvas_write(canvas, &(canvas_label){.text = shares[i], .x = x + 22, .y = y - 3, .size = 12});
        x += 30 + canvas_text_width(shares[i]);
    }
    if (chart->goal <= 0)
        return;
    canvas_stroke(canvas, (canvas_corners){x, y - 3, x + 22, y - 3}, false,
                  &(canvas_ink){.colour = chart_colour(3), .width = 3, .is_front = true});
    const char *words = sol_arena_print(canvas->arena, "%s: %s", chart->goal_name ? chart->goal_name : "goal",
                                        figure_given_share(chart->goal).text);
    canvas_write(canvas, &(canvas_label){.text = words, .x = x + 28, .y = y - 3, .size = 12});
}

enum { NUMBERS_MOST = 300, NUMBERED_COLUMNS = 13, WIDE_COLUMNS = 8 };

static bool has_numbers(const chart_spec *chart)
{
    return chart->x.label_count <= NUMBERED_COLUMNS && chart->x.label_count * chart->y.label_count <= NUMBERS_MOST;
}

/* In narrow columns a mark stands below its number. */
static bool has_marks_below(const chart_spec *chart)
{
    return chart->cell_mark && chart->x.label_count > WIDE_COLUMNS;
}

double chart_heat_row(const chart_spec *chart)
{
    enum { ROW = 26, WITH_MARK = 36, HEIGHT_MOST = 1600 };
    const double row = has_numbers(chart) && has_marks_below(chart) ? WITH_MARK : ROW;
    return fmax(2, fmin(row, HEIGHT_MOST / (double)chart->y.label_count));
}

static void put_number(chart_canvas *canvas, const chart_spec *chart, size_t i, const char *colour)
{
    const char *number = "–", *mark = chart->cell_mark ? chart->cell_mark[i] : "";
    if (chart->cell[i] >= 0)
        number = sol_arena_print(canvas->arena, "%s",
                                 figure_percent(chart->cell[i], 0, (double[SHARE_LIMITS]){chart->goal}).text);
    canvas_lines lines = {1, {sol_arena_print(canvas->arena, "%s%s", number, mark)}};
    if (has_marks_below(chart))
        lines = (canvas_lines){*mark ? 2 : 1, {number, mark}};
    const canvas_label label = {.x = (double)(i % chart->x.label_count),
                                .y = (double)(i / chart->x.label_count),
                                .is_in_data = true,
                                .align = CANVAS_CENTRE,
                                .shift_y = lines.count > 1 ? -CANVAS_LINE / 2.0 : 0,
                                .colour = colour,
                                .size = 12};
    canvas_write_lines(canvas, &label, &lines);
}

void chart_heat_draw(chart_canvas *canvas, const chart_spec *chart)
{
    const size_t columns = chart->x.label_count, count = columns * chart->y.label_count;
    for (size_t i = 0; i < count; i++) {
        char colour[8] = "#ffffff";
        const char *text_colour = "#1a1a1a";
        const double x = (double)(i % columns), y = (double)(i / columns);
        if (chart->cell[i] >= 0)
            chart_heat_colour(chart->cell[i], colour, &text_colour);
        canvas_box(canvas, (canvas_corners){x - 0.5, y - 0.5, x + 0.5, y + 0.5}, true,
                   &(canvas_ink){.colour = colour, .border = "#ffffff", .width = 0.5});
        if (has_numbers(chart))
            put_number(canvas, chart, i, text_colour);
    }
    if (chart->goal > 0) {
        put_contour(canvas, chart, &(canvas_ink){.colour = "#ffffff", .width = 6, .is_front = true});
        put_contour(canvas, chart, &(canvas_ink){.colour = chart_colour(3), .width = 3, .is_front = true});
    }
    put_key(canvas, chart, canvas->key);
}
