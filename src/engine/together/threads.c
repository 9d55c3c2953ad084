/* sched_getaffinity */
#define _GNU_SOURCE

#include "engine/together/threads.h"

#include "base/guard.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

enum { SETS = 8 }; /* of 1024 processors */

/*
 * Threads are started for a call and joined in it: some tens of microseconds before work of milliseconds. None waits between calls, so that
 * a thread that cannot be started is a return value and the process may fork.
 */
typedef struct hand {
    threads *of;
    int number;
    pthread_t thread;
    guard guard;
} hand;

struct threads {
    int count;
    hand *hand;
    int *fewest;
    size_t pieces;
    threads_piece *piece;
    void *context;
    atomic_size_t next;
    atomic_bool is_ending; /* a piece failed */
};

/* Those that this process may run on. */
static int processors(void)
{
    cpu_set_t set[SETS];
    int count = sched_getaffinity(0, sizeof set, set) == 0 ? CPU_COUNT_S(sizeof set, set) : 1;
    return count > 0 ? count : 1;
}

int threads_of(const sol_simulation_settings *settings)
{
    return settings->threads > 0 ? settings->threads : processors();
}

threads *threads_new(sol_arena *arena, const sol_simulation_settings *settings)
{
    threads *all = SOL_TAKE(arena, 1, threads);
    all->count = threads_of(settings);
    all->hand = SOL_TAKE(arena, (size_t)all->count, hand);
    all->fewest = settings->fewest_threads;
    for (int t = 0; t < all->count; t++)
        all->hand[t] = (hand){.of = all, .number = t};
    return all;
}

static void take_pieces(hand *h)
{
    threads *all = h->of;
    while (!atomic_load_explicit(&all->is_ending, memory_order_relaxed)) {
        size_t i = atomic_fetch_add_explicit(&all->next, 1, memory_order_relaxed);
        if (i >= all->pieces)
            return;
        all->piece(all->context, h->number, i);
    }
}

/* Each under a guard of its own: a failure comes back here, and the calling thread goes on with it when all are here. */
static void *work(void *context)
{
    hand *h = context;
    guard_open(&h->guard);
    if (setjmp(h->guard.back) == 0) {
        take_pieces(h);
        guard_part(&h->guard);
    } else {
        atomic_store_explicit(&h->of->is_ending, true, memory_order_relaxed);
    }
    return NULL;
}

/* Starts what can be started, takes part, and waits for all. */
static void work_together(threads *all, int wanted)
{
    int started = 1;
    while (started < wanted && pthread_create(&all->hand[started].thread, NULL, work, &all->hand[started]) == 0)
        started++;
    if (started < wanted && all->fewest && *all->fewest > started)
        *all->fewest = started;
    work(&all->hand[0]);
    for (int t = 1; t < started; t++)
        pthread_join(all->hand[t].thread, NULL);
    const sol_failure *failure = NULL;
    for (int t = 0; t < started; t++) {
        guard_adopt(&all->hand[t].guard);
        if (!failure && all->hand[t].guard.failure.status != SOL_FINE)
            failure = &all->hand[t].guard.failure;
    }
    if (failure)
        guard_raise(&(sol_failure){failure->status, failure->bytes, failure->condition, failure->file, failure->line});
}

void threads_run(threads *all, size_t count, threads_piece *piece, void *context)
{
    all->pieces = count;
    all->piece = piece;
    all->context = context;
    atomic_store_explicit(&all->next, 0, memory_order_relaxed);
    atomic_store_explicit(&all->is_ending, false, memory_order_relaxed);
    int wanted = count < (size_t)all->count ? (int)count : all->count;
    if (wanted > 1)
        work_together(all, wanted);
    else
        take_pieces(&all->hand[0]);
}
