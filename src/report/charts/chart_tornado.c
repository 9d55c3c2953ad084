/* A tornado: what the two ends of each lever do, from the result as it is; names above their bars, whole. */
#include "report/charts/chart_frame.h"

#include "base/check.h"

#include <math.h>

enum {
    LEVER_CELLS = 54,
    MARK_ROOM = 20, /* for the words of the mark, above the first lever */
    BAR = 16,
    BELOW_BARS = 6,
    BESIDE = 5, /* between a bar and its words */
    EDGE_ROOM = 6,
    KEY_SWATCH = 22
};

static const char *const end_words[] = {"value lowered", "value raised"};
static const int end_colours[] = {1, 0};

/* Both ends on one side: each has a bar of its own, the lower one first. */
static bool is_split(const chart_spec *chart, size_t i)
{
    const double base = chart->mark[0].at, low = chart->series[0].low[i], high = chart->series[0].high[i];
    return (low - base) * (high - base) > 0;
}

static double row_height(const canvas_lines *name, bool has_two_bars)
{
    return (double)name->count * CANVAS_LINE + (has_two_bars ? 2 : 1) * BAR + BELOW_BARS;
}

double chart_tornado_height(sol_arena *arena, const chart_spec *chart)
{
    SOL_CHECK(chart->mark_count > 0 && chart->series_count > 0);
    double height = MARK_ROOM;
    for (size_t i = 0; i < chart->y.label_count; i++) {
        const canvas_lines name = canvas_break(arena, chart->y.label[i], LEVER_CELLS);
        height += row_height(&name, is_split(chart, i));
    }
    return height;
}

/* Words stand outwards of their bar: the axis is made longer until they fit. */
void chart_tornado_widen(const chart_spec *chart, double frame_width, chart_ticks *x)
{
    enum { TIMES = 60 };
    const double base = chart->mark[0].at, most = frame_width * 0.37;
    for (int time = 0; time < TIMES; time++) {
        double low = x->low, high = x->high;
        for (size_t i = 0; i < 2 * chart->y.label_count; i++) {
            const bool is_high = i % 2;
            const double end = (is_high ? chart->series[0].high : chart->series[0].low)[i / 2];
            const double words = canvas_text_width((is_high ? chart->high_words : chart->low_words)[i / 2]);
            const double room = frame_width - fmin(most, words + BESIDE + EDGE_ROOM);
            if (end < base)
                low = fmin(low, x->high - (x->high - end) * frame_width / room);
            else if (end > base)
                high = fmax(high, x->low + (end - x->low) * frame_width / room);
        }
        x->low = low;
        x->high = high;
    }
}

/* One end of a lever: its bar and, beyond, its limit in words. */
static void put_end(chart_canvas *canvas, const chart_spec *chart, size_t i, bool is_high, double top)
{
    const double base = chart->mark[0].at, end = (is_high ? chart->series[0].high : chart->series[0].low)[i];
    const bool is_right = end > base;
    if (end == base)
        return; /* it moves nothing: words would stand on the other end's bar */
    canvas_box(canvas, (canvas_corners){base, top + 1, end, top + BAR - 1}, true,
               &(canvas_ink){.colour = chart_colour(end_colours[is_high]), .border = "#333333", .width = 0.5});
    canvas_write(canvas, &(canvas_label){.text = (is_high ? chart->high_words : chart->low_words)[i],
                                         .x = end,
                                         .y = top + BAR / 2.0,
                                         .is_in_data = true,
                                         .size = 12,
                                         .align = is_right ? CANVAS_LEFT : CANVAS_RIGHT,
                                         .shift_x = is_right ? BESIDE : -BESIDE});
}

static void put_key(chart_canvas *canvas)
{
    double x = 12;
    for (int i = 0; i < 2; i++) {
        const canvas_ink ink = {
            .colour = chart_colour(end_colours[i]), .border = "#333333", .width = 0.5, .is_front = true};
        canvas_box(canvas, (canvas_corners){x, canvas->key - 9, x + KEY_SWATCH, canvas->key + 1}, false, &ink);
        canvas_write(canvas, &(canvas_label){.text = end_words[i], .x = x + KEY_SWATCH + 6, .y = canvas->key - 4});
        x += 2 * KEY_SWATCH + 2 + canvas_text_width(end_words[i]);
    }
}

void chart_tornado_draw(chart_canvas *canvas, const chart_spec *chart)
{
    put_key(canvas);
    double top = MARK_ROOM;
    for (size_t i = 0; i < chart->y.label_count; i++) {
        const canvas_lines name = canvas_break(canvas->arena, chart->y.label[i], LEVER_CELLS);
        const canvas_label label = {.x = canvas->x_low, .y = top + CANVAS_LINE / 2.0, .shift_x = 4, .is_in_data = true};
        canvas_write_lines(canvas, &label, &name);
        const double bars = top + (double)name.count * CANVAS_LINE;
        put_end(canvas, chart, i, false, bars);
        put_end(canvas, chart, i, true, is_split(chart, i) ? bars + BAR : bars);
        top += row_height(&name, is_split(chart, i));
    }
}
