#include "report/charts/canvas.h"

#include "report/document/markup.h"

#include <stdlib.h>
#include <string.h>

/* Whether what comes next ends with `end` inside of the text; *length is then what is before it. */
static bool find(const char *text, const char *end, size_t *length)
{
    const char *found = strstr(text, end);
    *length = found ? (size_t)(found - text) : 0;
    return found != NULL;
}

/* A text node: tokens become texts, all else (numbers of gnuplot's own) is kept. Gives false at a token that we never gave out. */
static bool put_node(const chart_canvas *canvas, const char *node, size_t length, text_buffer *out)
{
    const char *end = node + length;
    while (node < end) {
        const char *token = strstr(node, "[[");
        if (!token || token >= end) {
            text_append_bytes(out, node, (size_t)(end - node));
            return true;
        }
        text_append_bytes(out, node, (size_t)(token - node));
        char *after;
        unsigned long number = strtoul(token + 2, &after, 10);
        const char *close = strstr(after, "]]");
        if (!close || close >= end || number >= canvas->text_count)
            return false;
        markup_text(out, canvas->text[number]);
        node = close + 2;
    }
    return true;
}

/* A tag without its id and its face: the page's text face is the chart's, and an id of ours is on the element as a whole. */
static void put_tag(const char *tag, size_t length, text_buffer *out)
{
    static const char *const dropped[] = {" id=", "font-family="};
    const char *end = tag + length;
    while (tag < end) {
        const char *next = end;
        for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
            const char *found = strstr(tag, dropped[i]);
            if (found && found < next)
                next = found;
        }
        text_append_bytes(out, tag, (size_t)(next - tag));
        if (next == end)
            return;
        const char *quote = strpbrk(next, "\"'");
        const char *close = quote ? strchr(quote + 1, *quote) : NULL;
        if (!close || close >= end)
            return;
        if (close - quote > 5 && strncmp(close - 5, ":Bold", 5) == 0)
            text_append(out, " font-weight=\"bold\"");
        tag = close + 1;
    }
}

/* The elements between gnuplot's canvas and the end of its file. */
static bool put_body(const chart_canvas *canvas, const char *svg, text_buffer *out)
{
    while (*svg) {
        size_t length;
        if (strncmp(svg, "<defs>", 6) == 0) {
            if (!find(svg, "</defs>", &length))
                return false;
            svg += length + 7;
        } else if (*svg == '<') {
            if (!find(svg, ">", &length))
                return false;
            put_tag(svg, length + 1, out);
            svg += length + 1;
        } else {
            if (!find(svg, "<", &length))
                length = strlen(svg);
            if (!put_node(canvas, svg, length, out))
                return false;
            svg += length;
        }
    }
    return true;
}

/* Lines of nothing but blanks go, as do blanks at the ends of lines: a third of the bytes. */
static char *tighten(sol_arena *arena, const char *text)
{
    text_buffer out = {.arena = arena};
    while (*text) {
        size_t length = strcspn(text, "\n");
        const char *line = text;
        text += length + (text[length] == '\n');
        while (length > 0 && strchr(" \t", *line)) {
            line++;
            length--;
        }
        while (length > 0 && strchr(" \t", line[length - 1]))
            length--;
        if (length == 0)
            continue;
        text_append_bytes(&out, line, length);
        text_append(&out, "\n");
    }
    return out.data;
}

chart_picture canvas_finish_svg(const chart_canvas *canvas, const chart_spec *chart, const chart_picture *raw)
{
    static const char begin[] = "<g id=\"gnuplot_canvas\">";
    const char *body = strstr(raw->bytes, begin);
    text_buffer out = {.arena = canvas->arena};
    text_print(&out,
               "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\" viewBox=\"0 0 %g %g\" width=\"%g\" height=\"%g\" "
               "role=\"img\"",
               chart->name, canvas->width, canvas->height, canvas->width, canvas->height);
    text_print(&out, " aria-labelledby=\"%s-title %s-desc\" font-family=\"" CANVAS_FACES "\">\n", chart->name,
               chart->name);
    text_print(&out, "<title id=\"%s-title\">", chart->name);
    markup_text(&out, chart->title);
    text_print(&out, "</title>\n<desc id=\"%s-desc\">", chart->name);
    markup_text(&out, chart->description);
    text_append(&out, "</desc>\n<g>");
    if (!body || !put_body(canvas, body + sizeof begin - 1, &out))
        return (chart_picture){.outcome = CHART_FAILED,
                               .reason = "gnuplot wrote something else than the picture that was asked for"};
    char *svg = tighten(canvas->arena, out.data);
    return (chart_picture){.outcome = CHART_DRAWN, .bytes = svg, .length = strlen(svg)};
}
