#include "report/charts/chart.h"

#include "base/check.h"
#include "report/charts/chart_frame.h"
#include "report/charts/gnuplot.h"

#include <string.h>

static bool is_slug(const char *name)
{
    return *name >= 'a' && *name <= 'z' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

chart_picture chart_draw_by(sol_arena *arena, const chart_spec *chart, chart_format format, const chart_drawer *drawer)
{
    SOL_CHECK(is_slug(chart->name) && chart->title && chart->description);
    chart_canvas *canvas = SOL_TAKE(arena, 1, chart_canvas);
    canvas->arena = arena;
    canvas->format = format;
    canvas->name = chart->name;
    canvas->script.arena = canvas->data.arena = canvas->plot.arena = arena;
    chart_frame(canvas, chart);
    chart_shapes_draw(canvas, chart);
    gnuplot_run run = {drawer->program, canvas_script(canvas), {drawer->seconds, drawer->stop}};
    chart_picture raw = gnuplot_draw(arena, &run);
    if (raw.outcome != CHART_DRAWN || format != CHART_SVG)
        return raw;
    return canvas_finish_svg(canvas, chart, &raw);
}

chart_picture chart_draw(sol_arena *arena, const chart_spec *chart, chart_format format, chart_stop stop)
{
    return chart_draw_by(arena, chart, format, &(chart_drawer){"gnuplot", CHART_SECONDS, stop});
}
