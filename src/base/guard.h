/*
 * Guards: where a call goes back to when memory ends or a promise breaks, and what is ended on the way. Each thread has a stack of them;
 * sol_protect opens one, a public call that is made bare another.
 */
#ifndef SOL_BASE_GUARD_H
#define SOL_BASE_GUARD_H

#include "solatium/arena.h"
#include "solatium/protect.h"

#include <setjmp.h>
#include <stdbool.h>

typedef struct guard guard;

/** Something that must be ended when the call is: an arena, a parser, a descriptor. It stands in what owns it, or on the owner's stack. */
typedef struct guard_scope {
    guard *owner; /* NULL: it was begun bare */
    struct guard_scope *older, *newer;
    void (*end)(void *object);
    void *object;
} guard_scope;

struct guard {
    jmp_buf back;
    guard *outer;
    guard_scope *newest;
    sol_arena *json; /* where jansson's memory comes from now, or NULL */
    sol_failure failure;
    bool is_open;
    bool is_bare; /* of a public call outside of sol_protect */
};

/** From here on `end(object)` is called if the call ends before its time; it takes no memory and lets nothing else end. */
void guard_hold(guard_scope *scope, void (*end)(void *object), void *object);

/** It need not be ended any more. */
void guard_let_go(guard_scope *scope);

/** Ends it in order. */
void guard_end(guard_scope *scope);

/** Memory is not there. Comes back only to a bare caller that opened no guard, and who then gives a failure value. */
void guard_no_memory(size_t bytes);

/** The same for a failed call of the system, if memory is what it wanted. */
void guard_errno(int error);

/** Ends the call if there is no memory, a MiB of it: before what a library failed in, and may have lacked it for, is tried once more. */
void guard_look_for_memory(void);

/** A promise is broken: never comes back. Comes from SOL_CHECK. */
_Noreturn void guard_broken(const char *condition, const char *file, int line);

/** The same from SOL_NEED, where a bare caller gets a failure value. */
void guard_unmet(const char *condition, const char *file, int line);

/** The innermost guard of this thread, or NULL. */
guard *guard_current(void);

/** Opens a guard if this thread has none; whether it did, so that the caller must set `back`. */
bool guard_enter(guard *g);

/** Opens and closes one whatever is open; what it holds when it is closed goes to the next outer one. */
void guard_open(guard *g);
void guard_close(guard *g);

/** Closes the guard of a thread that ends: what it holds waits until another thread takes it over. */
void guard_part(guard *g);
void guard_adopt(guard *of_thread);

/** Ends the current guard's call for a reason that is known already; comes back to a bare caller only. */
void guard_raise(const sol_failure *failure);

/**
 * First line of a public function that needs memory: a bare call of it that must end gives `otherwise` (nothing if it is void). Locals
 * are not read after that, so none need be volatile.
 */
#define SOL_ENTRY(otherwise)                                                                                           \
    __attribute__((cleanup(guard_close))) guard entry_guard;                                                           \
    if (guard_enter(&entry_guard))                                                                                     \
        if (setjmp(entry_guard.back))                                                                                  \
    return otherwise

#endif
