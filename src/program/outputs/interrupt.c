#include "program/outputs/interrupt.h"

#include <stddef.h>

volatile sig_atomic_t interrupt_flag;

static void note(int signal_number)
{
    (void)signal_number;
    interrupt_flag = 1;
}

/* Without SA_RESTART, so that a read or write that waits comes back. A signal ignored by whoever started us stays ignored (nohup). */
static void listen_to(int signal_number)
{
    struct sigaction before;
    struct sigaction action = {.sa_handler = note};
    sigemptyset(&action.sa_mask);
    if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler != SIG_IGN)
        sigaction(signal_number, &action, NULL);
}

void interrupt_listen(void)
{
    listen_to(SIGINT);
    listen_to(SIGTERM);
    listen_to(SIGHUP);
    listen_to(SIGXCPU);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGCHLD, SIG_DFL); /* who ignores it is not told how a child ended */
}
