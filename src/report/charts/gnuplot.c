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
    if (made.outcome == FILTER_DONE)
        forget_time(&made);
    return (chart_picture){outcome[made.outcome], made.bytes, made.length, made.reason};
}
