#include "program/session/progress.h"

#include "report/document/figure.h"

#include <stdio.h>
#include <unistd.h>

static const double FIRST_SECONDS = 0.5, EACH_SECONDS = 0.1;

static double seconds_since(const struct timespec *then)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) * 1e-9;
}

progress progress_begin(const program_session *session)
{
    progress p = {.is_shown = !session->settings.is_quiet && isatty(STDERR_FILENO)};
    clock_gettime(CLOCK_MONOTONIC, &p.began);
    p.last = p.began;
    return p;
}

const char *progress_share(sol_arena *arena, const sol_progress *now)
{
    if (now->counted < 2)
        return now->counted ? sol_arena_print(arena, "%s", figure_share(now->share_in_time, 1).text) : "–";
    return sol_arena_print(arena, "%s ± %s", figure_share(now->share_in_time, 1).text,
                           figure_share(now->half_width, 2).text);
}

/* Done, rate, time left. */
static const char *counted(sol_arena *arena, const sol_progress *now, const char *noun, double seconds)
{
    double rate = seconds > 0.0 ? (double)now->done / seconds : 0.0;
    double left = rate > 0.0 ? (double)(now->total - now->done) / rate : 0.0;
    int minutes = left < 360000.0 ? (int)(left / 60.0) : 6000;
    return sol_arena_print(arena, "%s of %s · %s/s · %d:%02d left", figure_number((double)now->done, 0).text,
                           figure_count(now->total, noun).text, figure_number(rate, 0).text, minutes, (int)left % 60);
}

const char *progress_line(sol_arena *arena, const sol_progress *now, double seconds)
{
    return sol_arena_print(arena, "%s · in time %s", counted(arena, now, "trial", seconds), progress_share(arena, now));
}

/* Of pages that are counted, no share in time. */
static void show(progress *p, const sol_progress *now, const char *noun)
{
    double seconds = seconds_since(&p->began);
    if (!p->is_shown || now->done == 0 || seconds < FIRST_SECONDS ||
        (p->has_shown && seconds_since(&p->last) < EACH_SECONDS))
        return;
    sol_arena *arena = sol_arena_new();
    fprintf(stderr, "\r\033[K%s", noun ? counted(arena, now, noun, seconds) : progress_line(arena, now, seconds));
    fflush(stderr);
    sol_arena_free(arena);
    clock_gettime(CLOCK_MONOTONIC, &p->last);
    p->has_shown = true;
}

void progress_report(void *context, const sol_progress *now)
{
    progress *p = context;
    p->latest = *now;
    show(p, now, NULL);
}

void progress_count(progress *p, size_t done, size_t total, const char *noun)
{
    show(p, &(sol_progress){.done = done, .total = total}, noun);
}

void progress_end(progress *p)
{
    if (p->has_shown)
        fputs("\r\033[K", stderr);
    p->has_shown = false;
}
