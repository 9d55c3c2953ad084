/* How a call ends before its time: memory is not there, or a promise was broken. The library neither exits nor aborts, and prints nothing. */
#ifndef SOLATIUM_PROTECT_H
#define SOLATIUM_PROTECT_H

#include <stddef.h>

typedef enum sol_status {
    SOL_FINE,
    SOL_NO_MEMORY, /* the system had none left */
    SOL_BROKEN_PROMISE /* what a header says under Needs was not so, or the library has a bug; never a wrong input, which is a diagnostic */
} sol_status;

/** What ended a call; texts are constants. */
typedef struct sol_failure {
    sol_status status;
    size_t bytes;          /* SOL_NO_MEMORY: wanted; 0: a library below did not say */
    const char *condition; /* SOL_BROKEN_PROMISE: what is false, and where */
    const char *file;
    int line;
} sol_failure;

/**
 * Runs `body(context)`. When memory ends or a promise breaks inside it, at whatever depth and on whichever thread of a simulation, the
 * body is left there and then. First all is ended that was begun inside and not ended yet: arenas, files, other libraries' objects.
 *
 * This is for callers that make many calls and want to look once: in it no call of the library returns a failure. Whatever the body was
 * writing to at the moment is fit only to be freed. Bodies may nest; what an inner one made and kept belongs to the outer one from then on.
 *
 * Called bare, outside of any, each call that needs memory protects itself so and gives a failure value: NULL, false or what its header
 * names; sol_last_failure then says why, where diagnostics have nothing to say.
 *
 * Needs    the body is not left in any other way (longjmp, an exception of C++)
 * Gives    SOL_FINE, or what ended it, in `failure` too if that is not NULL
 *
 * The innermost body of each thread is the one thing that the library keeps beside its arguments: promises are checked in functions that
 * take two numbers, and other libraries ask for memory through functions that take a size, so that it has no other way to reach them.
 */
sol_status sol_protect(void (*body)(void *context), void *context, sol_failure *failure);

/** What ended a bare call of this thread last, SOL_FINE if nothing ever did; like errno, a call that goes well leaves it alone. */
sol_failure sol_last_failure(void);

/** Writes one line without a line break, cut to `room` bytes with its NUL; takes no memory. */
void sol_failure_write(const sol_failure *failure, char *text, size_t room);

#endif
