/* The names of an axis: whole, in lines, and on the lower edge as many as there is room for. */
#include "report/charts/chart_frame.h"

#include <math.h>
#include <string.h>
#include <unistr.h>
#include <uniwidth.h>

enum { ASIDE_CELLS = 28, BELOW_LINES = 4, BETWEEN = 8 };

/* The longest part of a text that stands in one line: a word, as Hangul and kanji break anywhere. */
static size_t longest_part(const char *text)
{
    size_t most = 0, run = 0;
    ucs4_t c;
    for (int length; *text; text += length) {
        length = u8_strmbtouc(&c, (const uint8_t *)text);
        length = length > 0 ? length : 1;
        const int width = length > 1 ? uc_width(c, "UTF-8") : 1;
        run = *text == ' ' || width == 2 ? (size_t)width : run + (size_t)(width > 0 ? width : 0);
        most = run > most ? run : most;
        if (*text == '-')
            run = 0;
    }
    return most;
}

double chart_cells_width(size_t cells)
{
    return (double)cells * CANVAS_FONT * 0.55;
}

static size_t cells_within(double width)
{
    return width > chart_cells_width(1) ? (size_t)(width / chart_cells_width(1)) : 1;
}

chart_names chart_names_aside(sol_arena *arena, const chart_axis *axis)
{
    chart_names names = {.every = 1, .cells = ASIDE_CELLS, .lines = 1};
    for (size_t i = 0; i < axis->label_count; i++) {
        const canvas_lines lines = canvas_break(arena, axis->label[i], ASIDE_CELLS);
        names.lines = lines.count > names.lines ? lines.count : names.lines;
        for (size_t l = 0; l < lines.count; l++)
            names.width = fmax(names.width, canvas_text_width(lines.line[l]));
    }
    return names;
}

/* The lines of the names where each has so many cells; 0: a word does not fit, or they are too many. */
static size_t lines_of(sol_arena *arena, const chart_axis *axis, size_t cells)
{
    size_t most = 1;
    for (size_t i = 0; i < axis->label_count; i++) {
        const canvas_lines lines = canvas_break(arena, axis->label[i], cells);
        if (longest_part(axis->label[i]) > cells || lines.count > BELOW_LINES)
            return 0;
        most = lines.count > most ? lines.count : most;
    }
    return most;
}

double chart_names_room(const chart_axis *axis)
{
    double most = 0;
    for (size_t i = 0; i < axis->label_count; i++)
        if (!strchr("0123456789-+", axis->label[i][0]))
            most = fmax(most, chart_cells_width(longest_part(axis->label[i])) + BETWEEN);
    return most;
}

chart_names chart_names_below(sol_arena *arena, const chart_axis *axis, double room)
{
    chart_names names = {.every = 1};
    for (; names.every < axis->label_count; names.every++) {
        names.cells = cells_within((double)names.every * room - BETWEEN);
        names.lines = lines_of(arena, axis, names.cells);
        if (names.lines)
            return names;
    }
    names.cells = cells_within((double)names.every * room - BETWEEN);
    names.lines = axis->label_count ? canvas_break(arena, axis->label[0], names.cells).count : 1;
    return names;
}

void chart_names_put(chart_canvas *canvas, const chart_axis *axis, bool is_upright, const chart_names *names)
{
    enum { BESIDE = 8, BELOW = 14 };
    for (size_t i = 0; i < axis->label_count; i += names->every) {
        const canvas_lines lines = canvas_break(canvas->arena, axis->label[i], names->cells);
        const double middle = (double)(lines.count - 1) * CANVAS_LINE / 2;
        const canvas_label below = {.x = (double)i,
                                    .y = canvas->y_low,
                                    .is_in_data = true,
                                    .align = CANVAS_CENTRE,
                                    .shift_y = BELOW,
                                    .colour = "#333333"};
        const canvas_label aside = {.x = canvas->x_low,
                                    .y = (double)i,
                                    .is_in_data = true,
                                    .align = CANVAS_RIGHT,
                                    .shift_x = -BESIDE,
                                    .shift_y = -middle,
                                    .colour = "#333333"};
        canvas_write_lines(canvas, is_upright ? &below : &aside, &lines);
    }
}
