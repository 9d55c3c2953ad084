/* Ctrl-C and its kin: noted, then obeyed in order. */
#ifndef SOL_PROGRAM_INTERRUPT_H
#define SOL_PROGRAM_INTERRUPT_H

#include <signal.h>
#include <stdbool.h>

/** Becomes non-zero on the first SIGINT, SIGTERM or SIGHUP, and when a limit of computing time is near (SIGXCPU); the one variable that the whole program shares. */
extern volatile sig_atomic_t interrupt_flag;

/** Sets it up; also lets a closed pipe, and a file that may not be longer, be errors of writing instead of signals. */
void interrupt_listen(void);

static inline bool interrupt_came(void)
{
    return interrupt_flag != 0;
}

#endif
