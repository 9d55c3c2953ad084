/* waitid, prctl */
#define _GNU_SOURCE

#include "base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdbool.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What it says of its work: texts of a failure are constants, and stand at the same place in both processes. */
typedef struct child_report {
    sol_failure failure;
    int number;
} child_report;

typedef struct task {
    int (*work)(void *context);
    void *context;
    int number;
} task;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void do_task(void *context)
{
    task *t = context;
    t->number = t->work(t->context);
}

/* Signals that we answer in our own way have their usual effect; those that were ignored before we began stay so. */
static void take_usual_signals(void)
{
    static const int ours[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    for (size_t i = 0; i < sizeof ours / sizeof *ours; i++) {
        struct sigaction is;
        if (sigaction(ours[i], NULL, &is) == 0 && (is.sa_handler != SIG_IGN || ours[i] == SIGPIPE))
            signal(ours[i], SIG_DFL);
    }
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/* What the copy does, to its end. */
static _Noreturn void live(pid_t parent, int report, task *given)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    take_usual_signals();
    child_report done = {.number = 0};
    sol_protect(do_task, given, &done.failure);
    done.number = given->number;
    _exit(write(report, &done, sizeof done) != (ssize_t)sizeof done);
}

/* Its group goes while it is there, dead or not: the number of the group is nobody else's until then. */
static void end_group(child *c)
{
    kill(-c->process, SIGKILL);
    kill(c->process, SIGKILL); /* a copy that has not made its group yet */
    while (waitpid(c->process, NULL, 0) < 0 && errno == EINTR)
        continue;
    close(c->report);
}

static void end_it(void *object)
{
    end_group(object);
}

int child_start(child *c, const child_limits *limits, int (*work)(void *context), void *context)
{
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0)
        return errno;
    sigset_t every, before;
    sigfillset(&every);
    sigprocmask(SIG_SETMASK, &every, &before);
    pid_t parent = getpid(), process = fork();
    if (process == 0)
        live(parent, report[1], &(task){work, context, 0});
    int failure = process < 0 ? errno : 0;
    if (process > 0)
        setpgid(process, process);
    sigprocmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (failure) {
        close(report[0]);
        return failure;
    }
    c->process = process;
    c->report = report[0];
    c->deadline = limits->seconds > 0 ? seconds_now() + limits->seconds : INFINITY;
    c->stop = limits->stop;
    guard_hold(&c->scope, end_it, c);
    return 0;
}

static bool is_stopped(const child *c)
{
    return c->stop && *c->stop;
}

double child_seconds_left(const child *c)
{
    return is_stopped(c) ? 0 : fmax(0, c->deadline - seconds_now());
}

/* Whether it has ended; it stays to be looked at. */
static bool has_ended(const child *c, siginfo_t *how)
{
    *how = (siginfo_t){0};
    int got = waitid(P_PID, (id_t)c->process, how, WEXITED | WNOHANG | WNOWAIT);
    return (got == 0 && how->si_pid == c->process) || (got != 0 && errno != EINTR);
}

static child_outcome outcome_of(const child_report *report, bool has_report, const siginfo_t *how)
{
    if (has_report)
        return (child_outcome){CHILD_WORKED, report->number};
    if (how->si_code == CLD_EXITED)
        return (child_outcome){CHILD_BECAME, how->si_status};
    return (child_outcome){CHILD_CRASHED, how->si_pid ? how->si_status : 0};
}

child_outcome child_wait(child *c)
{
    siginfo_t how;
    child_report report = {.number = 0};
    long pause = 200000; /* nanoseconds: what ends soon is not kept waiting, what does not costs nothing */
    bool is_over = false, is_ended = has_ended(c, &how);
    for (; !is_ended && !is_over; is_ended = has_ended(c, &how)) {
        nanosleep(&(struct timespec){0, pause}, NULL);
        pause = pause < 20000000 ? 2 * pause : pause;
        is_over = child_seconds_left(c) <= 0;
    }
    if (!is_ended) {
        child_end end = is_stopped(c) ? CHILD_STOPPED : CHILD_TOO_SLOW;
        guard_end(&c->scope);
        return (child_outcome){end, 0};
    }
    bool has_report = read(c->report, &report, sizeof report) == (ssize_t)sizeof report;
    guard_end(&c->scope);
    if (has_report && report.failure.status != SOL_FINE)
        guard_raise(&report.failure);
    return outcome_of(&report, has_report, &how);
}
