/*
 * A process of our own for what may crash, hang, or leave something behind. It and all that it starts end with the call that started it, and
 * it ends with us even if we are killed. Private to the library.
 */
#ifndef SOL_BASE_CHILD_H
#define SOL_BASE_CHILD_H

#include "base/guard.h"

#include <signal.h>
#include <sys/types.h>

/** How long it may take. */
typedef struct child_limits {
    double seconds;                    /* 0: any time */
    const volatile sig_atomic_t *stop; /* NULL, or becomes non-zero to end it */
} child_limits;

typedef struct child {
    guard_scope scope;
    pid_t process; /* and the number of the group of all that it starts */
    int report;    /* our end of the pipe through which it says how its work ended */
    double deadline;
    const volatile sig_atomic_t *stop;
} child;

typedef enum child_end {
    CHILD_WORKED, /* its work came to an end */
    CHILD_BECAME, /* its work was to become another program, which came to an end; or it left in the middle, with a status */
    CHILD_CRASHED, /* it was ended by a signal */
    CHILD_STOPPED,
    CHILD_TOO_SLOW
} child_end;

typedef struct child_outcome {
    child_end end;
    int number; /* CHILD_WORKED: what the work gave; CHILD_BECAME: the exit status; CHILD_CRASHED: the signal, or 0 */
} child_outcome;

/**
 * Starts `work(context)` in a copy of this process. The work may replace the process (exec), and gives what is reported otherwise; a failure
 * of memory or a broken promise in it goes on here, in child_wait.
 *
 * Gives    0, or errno: there can be no further process
 */
int child_start(child *c, const child_limits *limits, int (*work)(void *context), void *context);

/** Seconds that it still has; 0 once time is up or it is to stop. */
double child_seconds_left(const child *c);

/** Waits until it ends, or ends it when no seconds are left; afterwards it is gone, and so is all that it started. */
child_outcome child_wait(child *c);

#endif
