#include "report/chart.h"

#include "report/canvas.h"
#include "report/chart_frame.h"
#include "report/markup.h"

#include <math.h>

enum { DOTS_MOST = 500, COLUMNS = 40, STEP = 12, WIDTH = 480, ROW = 18 };

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

static void put_dot(text_buffer *out, const dot_look *look, double x, double y)
{
    if (look->is_square)
        text_print(out, "<rect x=\"%g\" y=\"%g\" width=\"8\" height=\"8\"/>\n", x - 4, y - 4);
    else
        text_print(out, "<circle cx=\"%g\" cy=\"%g\" r=\"4.3\"/>\n", x, y);
}

static void begin_group(text_buffer *out, const dot_look *look)
{
    text_print(out, "<g fill=\"%s\" stroke=\"%s\" stroke-width=\"1.2\">\n", look->fill, look->line);
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

static double put_key(text_buffer *out, size_t count, const dots_state state[], double y)
{
    double x = 8;
    for (size_t i = 0; i < count; i++) {
        const dot_look *look = &looks[i % (sizeof looks / sizeof *looks)];
        char *label =
            sol_arena_print(out->arena, "%s: %.*f", state[i].label, state[i].people < 99.95 ? 1 : 0, state[i].people);
        double width = 24 + canvas_text_width(label) + 8;
        if (i > 0 && x + width > WIDTH) {
            x = 8;
            y += ROW;
        }
        begin_group(out, look);
        put_dot(out, look, x + 6, y - 4);
        text_print(out, "</g>\n<text x=\"%g\" y=\"%g\">", x + 18, y);
        markup_text(out, label);
        text_append(out, "</text>\n");
        x += width;
    }
    return y + ROW;
}

const char *dots_draw(sol_arena *arena, const char *name, size_t count, const dots_state state[], double *per_dot)
{
    *per_dot = people_per_dot(total_of(count, state));
    size_t *dots = share_out(arena, count, state, *per_dot), place = 0;
    text_buffer body = {.arena = arena}, out = {.arena = arena};
    double top = put_key(&body, count, state, 16);
    for (size_t i = 0; i < count; i++) {
        begin_group(&body, &looks[i % (sizeof looks / sizeof *looks)]);
        for (size_t d = 0; d < dots[i]; d++, place++)
            put_dot(&body, &looks[i % (sizeof looks / sizeof *looks)], 7 + (double)(place % COLUMNS) * (STEP - 0.2),
                    top + (double)(place / COLUMNS) * STEP);
        text_append(&body, "</g>\n");
    }
    double height = top + (place ? (double)((place - 1) / COLUMNS) : 0) * STEP + 12;
    text_print(&out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\" viewBox=\"0 0 %d %g\" width=\"%d\" height=\"%g\" "
               "role=\"img\" ",
               name, WIDTH, height, WIDTH, height);
    text_print(&out, "aria-labelledby=\"%s-title %s-desc\" font-size=\"13\" fill=\"#1a1a1a\">\n<title id=\"%s-title\">",
               name, name, name);
    text_print(&out, "Where the claimants end</title>\n<desc id=\"%s-desc\">", name);
    for (size_t i = 0; i < count; i++) {
        markup_text(&out, state[i].label);
        text_print(&out, ": %.1f people on average. ", state[i].people);
    }
    text_append(&out, "</desc>\n");
    text_append(&out, text_of(&body));
    text_append(&out, "</svg>\n");
    return out.data;
}
