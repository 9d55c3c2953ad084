#include "base/check.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

/* In the static block of each thread's memory: a first use that had to allocate could end the process. */
#define OF_THREAD static _Thread_local __attribute__((tls_model("initial-exec")))

OF_THREAD guard *current;
OF_THREAD sol_failure last;

guard *guard_current(void)
{
    return current;
}

static void link_newest(guard *owner, guard_scope *scope)
{
    scope->owner = owner;
    scope->newer = NULL;
    scope->older = owner ? owner->newest : NULL;
    if (scope->older)
        scope->older->newer = scope;
    if (owner)
        owner->newest = scope;
}

void guard_hold(guard_scope *scope, void (*end)(void *object), void *object)
{
    *scope = (guard_scope){.end = end, .object = object};
    link_newest(current, scope);
}

static bool is_open_here(const guard *owner)
{
    const guard *g = current;
    while (g && g != owner)
        g = g->outer;
    return g == owner;
}

void guard_let_go(guard_scope *scope)
{
    SOL_CHECK(!scope->owner || is_open_here(scope->owner)); /* another thread's list is its own */
    if (scope->newer)
        scope->newer->older = scope->older;
    else if (scope->owner)
        scope->owner->newest = scope->older;
    if (scope->older)
        scope->older->newer = scope->newer;
    scope->owner = NULL;
    scope->older = scope->newer = NULL;
}

void guard_end(guard_scope *scope)
{
    guard_let_go(scope);
    scope->end(scope->object);
}

void guard_open(guard *g)
{
    g->outer = current;
    g->newest = NULL;
    g->json = NULL;
    g->failure = (sol_failure){0};
    g->is_open = true;
    g->is_bare = false;
    current = g;
}

bool guard_enter(guard *g)
{
    g->is_open = false;
    if (current)
        return false;
    guard_open(g);
    g->is_bare = true;
    return true;
}

/* Oldest first, so that what was begun later is still ended earlier. */
static void hand_over(guard *from, guard *to)
{
    guard_scope *oldest = from->newest;
    while (oldest && oldest->older)
        oldest = oldest->older;
    while (oldest) {
        guard_scope *next = oldest->newer;
        link_newest(to, oldest);
        oldest = next;
    }
    from->newest = NULL;
}

void guard_close(guard *g)
{
    if (!g->is_open)
        return;
    g->is_open = false;
    current = g->outer;
    hand_over(g, g->outer);
}

void guard_part(guard *g)
{
    g->is_open = false;
    current = g->outer;
}

void guard_adopt(guard *of_thread)
{
    hand_over(of_thread, current);
}

void guard_raise(const sol_failure *failure)
{
    guard *g = current;
    if (!g) {
        last = *failure;
        return;
    }
    g->failure = *failure;
    /* Here, where the frames that hold what is ended still stand. */
    while (g->newest)
        guard_end(g->newest);
    g->is_open = false;
    current = g->outer;
    if (g->is_bare)
        last = g->failure;
    longjmp(g->back, 1);
}

void guard_no_memory(size_t bytes)
{
    guard_raise(&(sol_failure){.status = SOL_NO_MEMORY, .bytes = bytes});
}

void guard_errno(int error)
{
    if (error == ENOMEM)
        guard_no_memory(0);
}

void guard_unmet(const char *condition, const char *file, int line)
{
    guard_raise(&(sol_failure){SOL_BROKEN_PROMISE, 0, condition, file, line});
}

void guard_broken(const char *condition, const char *file, int line)
{
    guard_unmet(condition, file, line);
    /* Inside of no public call: only a test of ours can stand here. */
    __builtin_trap();
}

/* The body is called from a frame of its own: nothing of this one changes between setjmp and the way back. */
static bool comes_back(guard *g, void (*body)(void *context), void *context)
{
    if (setjmp(g->back))
        return false;
    body(context);
    return true;
}

sol_status sol_protect(void (*body)(void *context), void *context, sol_failure *failure)
{
    guard g;
    guard_open(&g);
    if (comes_back(&g, body, context))
        guard_close(&g);
    if (failure)
        *failure = g.failure;
    return g.failure.status;
}

sol_failure sol_last_failure(void)
{
    return last;
}

void sol_failure_write(const sol_failure *failure, char *text, size_t room)
{
    if (room == 0)
        return;
    if (failure->status == SOL_BROKEN_PROMISE)
        snprintf(text, room, "internal error: %s is false at %s:%d; please report it", failure->condition,
                 failure->file, failure->line);
    else if (failure->status == SOL_NO_MEMORY && failure->bytes > 0)
        snprintf(text, room, "out of memory (%zu bytes wanted)", failure->bytes);
    else
        snprintf(text, room, "%s", failure->status == SOL_NO_MEMORY ? "out of memory" : "");
}
