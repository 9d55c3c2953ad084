/* Calls that end before their time: what is ended with them, what stays, and what a bare caller sees. */
#include "base/check.h"
#include "solatium/diagnostic.h"
#include "solatium/money.h"
#include "solatium/protect.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

static int ended[8], ended_count;

static void note_end(void *object)
{
    ended[ended_count++] = *(int *)object;
}

typedef struct job {
    sol_arena *arena;
    int reached;
} job;

static void want_too_much(void *context)
{
    job *j = context;
    static int number[] = {1, 2, 3};
    guard_scope scope[3];
    for (int i = 0; i < 3; i++)
        guard_hold(&scope[i], note_end, &number[i]);
    j->reached = 1;
    guard_end(&scope[1]);
    sol_arena_take(sol_arena_new(), SIZE_MAX, 16);
    j->reached = 2;
}

Test(protect, what_was_begun_is_ended_the_last_first)
{
    job j = {0};
    sol_failure failure;
    ended_count = 0;
    cr_assert_eq(sol_protect(want_too_much, &j, &failure), SOL_NO_MEMORY);
    cr_assert_eq(j.reached, 1);
    cr_assert_eq(failure.bytes, SIZE_MAX);
    cr_assert_eq(ended_count, 3);
    cr_assert(ended[0] == 2 && ended[1] == 3 && ended[2] == 1);
    cr_assert_null(guard_current());
    cr_assert_eq(sol_last_failure().status, SOL_FINE, "only bare calls leave it");
}

static void overflow(void *context)
{
    job *j = context;
    j->arena = sol_arena_new();
    sol_money_add(sol_money_of(INT64_MAX), sol_money_of(1));
    j->reached = 1;
}

Test(protect, a_broken_promise_names_itself)
{
    job j = {0};
    sol_failure failure;
    char line[200];
    cr_assert_eq(sol_protect(overflow, &j, &failure), SOL_BROKEN_PROMISE);
    cr_assert_eq(j.reached, 0);
    sol_failure_write(&failure, line, sizeof line);
    cr_assert(strstr(line, "internal error: !__builtin_add_overflow"), "%s", line);
    cr_assert(strstr(line, "money.c:"), "%s", line);
    sol_failure_write(&failure, line, 9);
    cr_assert_str_eq(line, "internal");
}

static void nested(void *context)
{
    job *j = context;
    job inner = {0};
    cr_assert_eq(sol_protect(want_too_much, &inner, NULL), SOL_NO_MEMORY);
    j->arena = sol_arena_new();
    j->reached = 1;
    cr_assert_eq(sol_protect(overflow, &inner, NULL), SOL_BROKEN_PROMISE);
    sol_arena_take(j->arena, 1, 1);
    j->reached = 2;
}

Test(protect, an_inner_failure_leaves_the_outer_body_going)
{
    job j = {0};
    cr_assert_eq(sol_protect(nested, &j, NULL), SOL_FINE);
    cr_assert_eq(j.reached, 2);
    sol_arena_take(j.arena, 100, 1);
    sol_arena_free(j.arena);
}

static void keep_an_arena(void *context)
{
    ((job *)context)->arena = sol_arena_new();
}

static void keep_then_fail(void *context)
{
    cr_assert_eq(sol_protect(keep_an_arena, context, NULL), SOL_FINE);
    sol_arena_free(sol_arena_new());
    SOL_CHECK(((job *)context)->reached == 17);
}

Test(protect, what_an_inner_body_kept_is_the_outer_ones)
{
    job j = {0};
    cr_assert_eq(sol_protect(keep_then_fail, &j, NULL), SOL_BROKEN_PROMISE); /* a sanitizer would find the arena */
    j.reached = 17;
    cr_assert_eq(sol_protect(keep_then_fail, &j, NULL), SOL_FINE);
    sol_arena_free(j.arena);
}

Test(protect, bare_calls_give_failure_values)
{
    sol_arena *arena = sol_arena_new();
    cr_assert_null(sol_arena_take(arena, SIZE_MAX, 16));
    cr_assert_eq(sol_last_failure().status, SOL_NO_MEMORY);
    cr_assert_eq(sol_money_add(sol_money_of(INT64_MAX), sol_money_of(1)).units, 0);
    cr_assert_eq(sol_last_failure().status, SOL_BROKEN_PROMISE);
    cr_assert_null(sol_diagnostics_get(sol_diagnostics_new(arena), 0));
    cr_assert_str_eq(sol_arena_print(arena, "%d", 7), "7", "and go on");
    sol_arena_free(arena);
}
