#include "report/charts/chart.h"

#include "report/charts/canvas.h"
#include "report/charts/gnuplot.h"
#include "report/document/figure.h"
#include "report/document/markup.h"

#include <math.h>
#include <string.h>

enum { DOTS_MOST = 500, WIDTH = 440, LABEL = 222, ROW = 22, TEXT = 18, GAP = 7 };

/* How a state's dots look: apart by lightness and by form, not by colour alone. */
typedef struct dot_look {
    const char *fill, *line;
    bool is_square;
} dot_look;

static const dot_look looks[] = {
    {"#0072b2", "#0072b2", false}, {"#56b4e9", "#1a1a1a", false}, {"#f0e442", "#4d4d4d", true},
    {"#ffffff", "#d55e00", true},  {"#ffffff", "#1a1a1a", false}, {"#1a1a1a", "#1a1a1a", true},
    {"#bbbbbb", "#767676", true},  {"#e69f00", "#4d4d4d", false},
};

/* Where all stands: the same for a page and for a picture of its own. */
typedef struct dots_layout {
    sol_arena *arena;
    const char *name;
    size_t count;
    const dots_state *state;
    double per_dot;
    size_t *dots;        /* of each state */
    double *middle;      /* of each state's first line */
    double step, radius; /* many dots are small */
    size_t columns;
    double height;
} dots_layout;

static double total_of(size_t count, const dots_state state[])
{
    double total = 0;
    for (size_t i = 0; i < count; i++)
        total += state[i].people;
    return total;
}

/* The smallest round number of people per dot that keeps the picture small. */
static double people_per_dot(double total)
{
    static const double steps[] = {1, 2, 5};
    double power = 1;
    for (int i = 0; total / (power * steps[i % 3]) > DOTS_MOST;) {
        i++;
        if (i % 3 == 0)
            power *= 10;
        if (total / (power * steps[i % 3]) <= DOTS_MOST)
            return power * steps[i % 3];
    }
    return 1;
}

/* Whole dots by largest remainders, so that they add up to the people. */
static size_t *share_out(sol_arena *arena, size_t count, const dots_state state[], double per_dot)
{
    size_t *dots = SOL_TAKE(arena, count, size_t);
    size_t wanted = (size_t)llround(total_of(count, state) / per_dot), given = 0;
    for (size_t i = 0; i < count; i++)
        given += dots[i] = (size_t)floor(state[i].people / per_dot + 1e-9);
    for (; given < wanted; given++) {
        size_t best = 0;
        for (size_t i = 1; i < count; i++)
            if (state[i].people / per_dot - (double)dots[i] > state[best].people / per_dot - (double)dots[best])
                best = i;
        dots[best]++;
    }
    return dots;
}

static dots_layout lay_out(sol_arena *arena, const char *name, size_t count, const dots_state state[])
{
    dots_layout l = {.arena = arena, .name = name, .count = count, .state = state};
    l.per_dot = people_per_dot(total_of(count, state));
    l.dots = share_out(arena, count, state, l.per_dot);
    l.middle = SOL_TAKE(arena, count, double);
    size_t all = 0;
    for (size_t i = 0; i < count; i++)
        all += l.dots[i];
    l.step = all <= 60 ? 15 : all <= 200 ? 12 : 9.5;
    l.radius = l.step * 0.38;
    l.columns = (size_t)((WIDTH - LABEL) / l.step);
    double y = 2;
    for (size_t i = 0; i < count; i++) {
        size_t lines = l.dots[i] ? (l.dots[i] - 1) / l.columns + 1 : 1;
        l.middle[i] = y + (lines > 1 ? fmax(l.step / 2, TEXT / 2.0) : ROW / 2.0);
        y = fmax(y + ROW, l.middle[i] + l.step * ((double)lines - 0.5)) + GAP;
    }
    l.height = y;
    return l;
}

static const dot_look *look_of(size_t state)
{
    return &looks[state % (sizeof looks / sizeof *looks)];
}

static double dot_x(const dots_layout *l, size_t dot)
{
    return LABEL + l->step * ((double)(dot % l->columns) + 0.5);
}

static double dot_y(const dots_layout *l, size_t state, size_t dot)
{
    return l->middle[state] + l->step * (double)(dot / l->columns);
}

/* A square fills more than a circle of its width. */
static double radius_of(const dots_layout *l, const dot_look *look)
{
    return look->is_square ? l->radius * 0.92 : l->radius;
}

static const char *people_of(sol_arena *arena, double people)
{
    if (people > 0 && people < 0.05)
        return "<0.1";
    return sol_arena_print(arena, "%s", figure_number(people, people < 99.95 ? 1 : 0).text);
}

/* A state in SVG: its name, how many, and their dots in as many lines as they need. */
static void put_state(text_buffer *out, const dots_layout *l, size_t state)
{
    const dot_look *look = look_of(state);
    double r = radius_of(l, look), y = l->middle[state] + 5.5;
    text_print(out, "<text x=\"0\" y=\"%g\">", y);
    markup_text(out, l->state[state].label);
    text_print(out, "</text>\n<text x=\"%d\" y=\"%g\" text-anchor=\"end\" font-weight=\"bold\">", LABEL - 12, y);
    markup_text(out, people_of(l->arena, l->state[state].people));
    text_print(out, "</text>\n<g fill=\"%s\" stroke=\"%s\">\n", look->fill, look->line);
    for (size_t d = 0; d < l->dots[state]; d++) {
        double at_x = dot_x(l, d), at_y = dot_y(l, state, d);
        if (look->is_square)
            text_print(out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\"/>\n", at_x - r, at_y - r, 2 * r, 2 * r);
        else
            text_print(out, "<circle cx=\"%g\" cy=\"%g\" r=\"%g\"/>\n", at_x, at_y, r);
    }
    text_append(out, "</g>\n");
}

static const char *svg_of(const dots_layout *l)
{
    text_buffer out = {.arena = l->arena};
    text_print(
        &out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\" viewBox=\"0 0 %d %g\" width=\"%d\" height=\"%g\" "
        "role=\"img\" aria-labelledby=\"%s-title %s-desc\" font-size=\"16\" fill=\"#1a1a1a\" stroke-width=\"%g\" ",
        l->name, WIDTH, l->height, WIDTH, l->height, l->name, l->name, l->step / 10);
    text_print(&out, "font-family=\"" CANVAS_FACES "\">\n<title id=\"%s-title\">Where the claimants end</title>\n",
               l->name);
    text_print(&out, "<desc id=\"%s-desc\">", l->name);
    for (size_t i = 0; i < l->count; i++) {
        markup_text(&out, l->state[i].label);
        text_print(&out, ": %.1f people on average. ", l->state[i].people);
    }
    text_append(&out, "</desc>\n");
    for (size_t i = 0; i < l->count; i++)
        put_state(&out, l, i);
    text_append(&out, "</svg>\n");
    return out.data;
}

const char *dots_draw(sol_arena *arena, const char *name, size_t count, const dots_state state[], double *per_dot)
{
    dots_layout l = lay_out(arena, name, count, state);
    *per_dot = l.per_dot;
    return svg_of(&l);
}

static void draw_state(chart_canvas *canvas, const dots_layout *l, size_t state)
{
    const dot_look *look = look_of(state);
    canvas_ink ink = {.colour = look->fill, .border = look->line, .width = l->step / 10, .is_front = true};
    double r = radius_of(l, look);
    canvas_write(canvas, &(canvas_label){.text = l->state[state].label, .x = 4, .y = l->middle[state], .size = 16});
    canvas_write(canvas, &(canvas_label){.text = people_of(l->arena, l->state[state].people),
                                         .x = LABEL - 12,
                                         .y = l->middle[state],
                                         .align = CANVAS_RIGHT,
                                         .size = 16,
                                         .is_bold = true});
    for (size_t d = 0; d < l->dots[state]; d++) {
        double x = dot_x(l, d), y = dot_y(l, state, d);
        if (look->is_square)
            canvas_box(canvas, (canvas_corners){x - r, y - r, x + r, y + r}, false, &ink);
        else
            canvas_circle(canvas, x, y, r, &ink);
    }
}

chart_picture dots_draw_file(sol_arena *arena, size_t count, const dots_state state[], chart_format format,
                             chart_stop stop)
{
    dots_layout l = lay_out(arena, "dots", count, state);
    if (format == CHART_SVG) {
        const char *svg = svg_of(&l);
        return (chart_picture){.outcome = CHART_DRAWN, .bytes = svg, .length = strlen(svg)};
    }
    chart_canvas *canvas = SOL_TAKE(arena, 1, chart_canvas);
    *canvas = (chart_canvas){.arena = arena, .format = format, .name = l.name, .width = WIDTH, .height = l.height};
    canvas->right = WIDTH;
    canvas->bottom = l.height;
    canvas->x_high = canvas->y_high = 1;
    canvas->script.arena = canvas->data.arena = canvas->plot.arena = arena;
    text_append(&canvas->script, "unset border\nunset tics\n");
    for (size_t i = 0; i < count; i++)
        draw_state(canvas, &l, i);
    return gnuplot_draw(arena, &(gnuplot_run){"gnuplot", canvas_script(canvas), {CHART_SECONDS, stop}});
}
