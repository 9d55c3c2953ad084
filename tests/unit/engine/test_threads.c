/* Pieces of work over threads: each is done once, and a failure on any of them is the caller's. */
#include "engine/together/threads.h"

#include "base/check.h"

#include <criterion/criterion.h>
#include <stdatomic.h>
#include <string.h>

enum { PIECES = 5000, THREADS = 7 };

typedef struct work {
    threads *threads;
    atomic_int done[PIECES];
    sol_arena *made[THREADS];
    atomic_int working;
    size_t bad; /* piece that fails; PIECES: none */
    bool wants_memory;
} work;

static void piece(void *context, int thread, size_t i)
{
    work *w = context;
    cr_assert(thread >= 0 && thread < THREADS);
    w->working++;
    if (!w->made[thread])
        w->made[thread] = sol_arena_new();
    sol_arena *scratch = sol_arena_new();
    sol_arena_take(scratch, 1000, 1);
    if (i == w->bad) {
        w->working--;
        sol_arena_take(scratch, w->wants_memory ? SIZE_MAX : 1, 16);
        SOL_CHECK(i != w->bad);
    }
    w->done[i]++;
    sol_arena_free(scratch);
    w->working--;
}

static void run(void *context)
{
    work *w = context;
    sol_arena *arena = sol_arena_new();
    w->threads = threads_new(arena, &(sol_simulation_settings){.threads = THREADS});
    threads_run(w->threads, PIECES, piece, w);
    for (int t = 0; t < THREADS; t++)
        sol_arena_free(w->made[t]);
    sol_arena_free(arena);
}

Test(threads, each_piece_is_done_once)
{
    static work w = {.bad = PIECES};
    cr_assert_eq(sol_protect(run, &w, NULL), SOL_FINE);
    for (size_t i = 0; i < PIECES; i++)
        cr_assert_eq(w.done[i], 1, "piece %zu", i);
}

Test(threads, a_failure_on_any_thread_is_the_callers)
{
    for (size_t bad = 0; bad < PIECES; bad += 131)
        for (int wants_memory = 0; wants_memory < 2; wants_memory++) {
            static work w;
            memset(&w, 0, sizeof w);
            w.bad = bad;
            w.wants_memory = wants_memory;
            sol_failure failure;
            sol_status status = sol_protect(run, &w, &failure);
            cr_assert_eq(status, wants_memory ? SOL_NO_MEMORY : SOL_BROKEN_PROMISE, "piece %zu", bad);
            cr_assert_eq(w.working, 0, "all have come back");
            cr_assert(wants_memory || strcmp(failure.condition, "i != w->bad") == 0);
            cr_assert_eq(w.done[bad], 0);
        }
}
