/* memmem */
#define _GNU_SOURCE

#include "report/charts/gnuplot.h"

#include "base/filter.h"

#include <string.h>

/* A PDF tells when it was made, and its fonts and objects nothing else that changes: all are of one moment, so that they are the same bytes. */
static void forget_time(filter_result *output)
{
    static const char date[] = "/CreationDate (D:", moment[] = "20000101000000";
    if (output->length < 4 || memcmp(output->bytes, "%PDF", 4) != 0)
        return;
    char *at = memmem(output->bytes, output->length, date, strlen(date));
    size_t before = at ? (size_t)(at - output->bytes) + strlen(date) : 0;
    if (at && before + strlen(moment) <= output->length)
        memcpy(output->bytes + before, moment, strlen(moment));
}

const char gnuplot_sign_png[GNUPLOT_SIGN_LENGTH] = {
    0,   0,    0,   17,  't', 'E', 'X', 't', 'S', 'o', 'f',    't',    'w',    'a',    'r',
    'e', '\0', 's', 'o', 'l', 'a', 't', 'i', 'u', 'm', '\x6E', '\xED', '\xB0', '\xC6',
};

/* Where a sign may stand: behind a PNG's header, before a PDF's last word, which says where its table begins. 0: nowhere. */
static size_t place_of_sign(const filter_result *output)
{
    enum { PNG_HEADER = 33 };
    static const char png[] = "\x89PNG", last[] = "startxref";
    if (output->length >= PNG_HEADER && memcmp(output->bytes, png, strlen(png)) == 0)
        return PNG_HEADER;
    for (size_t at = output->length > strlen(last) ? output->length - strlen(last) : 0; at > 0; at--)
        if (memcmp(output->bytes + at, last, strlen(last)) == 0)
            return memcmp(output->bytes, "%PDF", 4) == 0 ? at : 0;
    return 0;
}

static void sign(sol_arena *arena, filter_result *output)
{
    size_t at = place_of_sign(output);
    if (at == 0)
        return;
    text_buffer out = {.arena = arena};
    text_append_bytes(&out, output->bytes, at);
    if (*output->bytes == '%')
        text_append(&out, GNUPLOT_SIGN_PDF);
    else
        text_append_bytes(&out, gnuplot_sign_png, GNUPLOT_SIGN_LENGTH);
    text_append_bytes(&out, output->bytes + at, output->length - at);
    output->bytes = out.data;
    output->length = out.length;
}

chart_picture gnuplot_draw(sol_arena *arena, const gnuplot_run *run)
{
    static const chart_outcome outcome[] = {[FILTER_DONE] = CHART_DRAWN,
                                            [FILTER_NOT_THERE] = CHART_NO_GNUPLOT,
                                            [FILTER_TOO_SLOW] = CHART_TOO_SLOW,
                                            [FILTER_STOPPED] = CHART_STOPPED,
                                            [FILTER_FAILED] = CHART_FAILED};
    /* -d keeps the user's and the system's settings out. */
    filter f = {.word = {run->program, "-d"}, .makes = "drew", .input = run->script, .limits = run->limits};
    filter_result made = filter_run(arena, &f);
    if (made.outcome == FILTER_DONE) {
        forget_time(&made);
        sign(arena, &made);
    }
    return (chart_picture){outcome[made.outcome], made.bytes, made.length, made.reason};
}
