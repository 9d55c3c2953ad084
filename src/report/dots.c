#include "report/chart.h"

#include "report/figure.h"
#include "report/markup.h"

#include <math.h>

enum { DOTS_MOST = 500, WIDTH = 440, LABEL = 222, ROW = 22, GAP = 7 };

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

/* The grid of the dots: many are small. */
typedef struct dot_grid {
    double step, radius;
    size_t columns, dots; /* dots: of the state that is drawn */
} dot_grid;

static dot_grid grid_of(size_t dots)
{
    double step = dots <= 60 ? 15 : dots <= 200 ? 12 : 9.5;
    return (dot_grid){step, step * 0.38, (size_t)((WIDTH - LABEL) / step), dots};
}

static void put_dot(text_buffer *out, const dot_look *look, const dot_grid *grid, double x, double y)
{
    double r =
        look->is_square ? grid->radius * 0.92 : grid->radius; /* a square fills more than a circle of its width */
    if (look->is_square)
        text_print(out, "<rect x=\"%g\" y=\"%g\" width=\"%g\" height=\"%g\"/>\n", x - r, y - r, 2 * r, 2 * r);
    else
        text_print(out, "<circle cx=\"%g\" cy=\"%g\" r=\"%g\"/>\n", x, y, r);
}

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

/* A state: its name, how many, and their dots in as many lines as they need. Gives the y of its end. */
static double put_state(text_buffer *out, const dots_state *state, const dot_look *look, const dot_grid *grid, double y)
{
    size_t dots = grid->dots;
    size_t lines = dots ? (dots - 1) / grid->columns + 1 : 1;
    double middle = y + (lines > 1 ? grid->step / 2 : ROW / 2.0);
    const char *people = state->people > 0 && state->people < 0.05
                             ? "&lt;0.1"
                             : figure_number(state->people, state->people < 99.95 ? 1 : 0).text;
    text_print(out, "<text x=\"0\" y=\"%g\">", middle + 5.5);
    markup_text(out, state->label);
    text_print(out, "</text>\n<text x=\"%d\" y=\"%g\" text-anchor=\"end\" font-weight=\"bold\">%s</text>\n", LABEL - 12,
               middle + 5.5, people);
    text_print(out, "<g fill=\"%s\" stroke=\"%s\">\n", look->fill, look->line);
    for (size_t d = 0; d < dots; d++)
        put_dot(out, look, grid, LABEL + grid->step * ((double)(d % grid->columns) + 0.5),
                middle + grid->step * (double)(d / grid->columns));
    text_append(out, "</g>\n");
    return fmax(y + ROW, middle + grid->step * ((double)lines - 0.5)) + GAP;
}

static void put_description(text_buffer *out, const char *name, size_t count, const dots_state state[])
{
    text_print(out, "<title id=\"%s-title\">Where the claimants end</title>\n<desc id=\"%s-desc\">", name, name);
    for (size_t i = 0; i < count; i++) {
        markup_text(out, state[i].label);
        text_print(out, ": %.1f people on average. ", state[i].people);
    }
    text_append(out, "</desc>\n");
}

const char *dots_draw(sol_arena *arena, const char *name, size_t count, const dots_state state[], double *per_dot)
{
    *per_dot = people_per_dot(total_of(count, state));
    size_t *dots = share_out(arena, count, state, *per_dot), all = 0;
    for (size_t i = 0; i < count; i++)
        all += dots[i];
    dot_grid grid = grid_of(all);
    text_buffer body = {.arena = arena}, out = {.arena = arena};
    double height = 2;
    for (size_t i = 0; i < count; i++) {
        grid.dots = dots[i];
        height = put_state(&body, &state[i], &looks[i % (sizeof looks / sizeof *looks)], &grid, height);
    }
    text_print(&out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\" viewBox=\"0 0 %d %g\" width=\"%d\" height=\"%g\" "
               "role=\"img\" ",
               name, WIDTH, height, WIDTH, height);
    text_print(&out,
               "aria-labelledby=\"%s-title %s-desc\" font-family=\"sans-serif\" font-size=\"16\" fill=\"#1a1a1a\" "
               "stroke-width=\"%g\">\n",
               name, name, grid.step / 10);
    put_description(&out, name, count, state);
    text_append(&out, text_of(&body));
    text_append(&out, "</svg>\n");
    return out.data;
}
