#include "base/child.h"

#include "solatium/arena.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <time.h>
#include <unistd.h>

static int gives_seven(void *context)
{
    *(int *)context = 7; /* of its own copy */
    return 7;
}

static int crashes(void *context)
{
    (void)context;
    return raise(SIGUSR1); /* which no sanitizer answers */
}

static int leaves_in_the_middle(void *context)
{
    if (!context)
        _exit(3);
    return 0;
}

static int becomes_another(void *context)
{
    execvp(context, (char *[]){context, NULL});
    return errno;
}

static int never_ends(void *context)
{
    while (!context)
        pause();
    return 0;
}

static int lacks_memory(void *context)
{
    (void)context;
    sol_arena_take(sol_arena_new(), SIZE_MAX / 2, 1);
    return 0;
}

static child_outcome outcome_of(int (*work)(void *), void *context, const child_limits *limits)
{
    child c;
    cr_assert_eq(child_start(&c, limits, work, context), 0);
    return child_wait(&c);
}

Test(child, its_end_is_told)
{
    static const struct {
        int (*work)(void *);
        const char *context;
        child_limits limits;
        child_end end;
        int number;
    } rows[] = {
        {crashes, NULL, {0, NULL}, CHILD_CRASHED, SIGUSR1},
        {leaves_in_the_middle, NULL, {0, NULL}, CHILD_BECAME, 3},
        {becomes_another, "false", {20, NULL}, CHILD_BECAME, 1},
        {becomes_another, "no-such-program-anywhere", {0, NULL}, CHILD_WORKED, ENOENT},
        {never_ends, NULL, {0.1, NULL}, CHILD_TOO_SLOW, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        child_outcome got = outcome_of(rows[i].work, (void *)rows[i].context, &rows[i].limits);
        cr_expect(got.end == rows[i].end && got.number == rows[i].number, "row %zu: %d, %d", i, (int)got.end,
                  got.number);
    }
}

Test(child, its_memory_is_a_copy)
{
    int number = 3;
    child_outcome got = outcome_of(gives_seven, &number, &(child_limits){0, NULL});
    cr_expect(got.end == CHILD_WORKED && got.number == 7 && number == 3);
}

Test(child, a_stop_ends_it)
{
    volatile sig_atomic_t stop = 0;
    child c;
    cr_assert_eq(child_start(&c, &(child_limits){1000, &stop}, never_ends, NULL), 0);
    cr_expect_gt(child_seconds_left(&c), 900);
    stop = 1;
    cr_expect_eq(child_seconds_left(&c), 0);
    cr_expect_eq(child_wait(&c).end, CHILD_STOPPED);
    cr_expect(kill(c.process, 0) != 0 && errno == ESRCH);
}

static void wait_in_vain(void *context)
{
    child *c = context;
    child_start(c, &(child_limits){0, NULL}, never_ends, NULL);
    sol_arena_take(sol_arena_new(), SIZE_MAX / 2, 1);
}

Test(child, it_ends_with_the_call_that_started_it)
{
    child c;
    cr_expect_eq(sol_protect(wait_in_vain, &c, NULL), SOL_NO_MEMORY);
    cr_expect(kill(c.process, 0) != 0 && errno == ESRCH);
}

static void start_what_fails(void *context)
{
    (void)context;
    outcome_of(lacks_memory, NULL, &(child_limits){0, NULL});
}

Test(child, its_failure_goes_on_in_the_call)
{
    sol_failure failure;
    cr_expect_eq(sol_protect(start_what_fails, NULL, &failure), SOL_NO_MEMORY);
    cr_expect_geq(failure.bytes, SIZE_MAX / 2);
}
