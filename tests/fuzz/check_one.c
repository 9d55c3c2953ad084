/* A target that breaks a promise, one that lacks memory and one that does neither are told apart. */
#include "base/check.h"
#include "fuzz.h"
#include "solatium/arena.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FINE, LACKS_MEMORY, BREAKS_A_PROMISE };

void fuzz_one(const uint8_t *data, size_t size)
{
    (void)data;
    sol_arena *arena = sol_arena_new();
    if (size == LACKS_MEMORY)
        sol_arena_take(arena, SIZE_MAX / 2, 1);
    SOL_CHECK(size != BREAKS_A_PROMISE);
    sol_arena_free(arena);
}

static int end_of(size_t size)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(LLVMFuzzerTestOneInput(NULL, size) == 0 ? 0 : 1);
    waitpid(child, &status, 0);
    return status;
}

int main(void)
{
    int fine = end_of(FINE), lacks = end_of(LACKS_MEMORY), breaks = end_of(BREAKS_A_PROMISE);
    bool is_told = WIFEXITED(fine) && WEXITSTATUS(fine) == 0 && WIFEXITED(lacks) && WEXITSTATUS(lacks) == 1 &&
                   WIFSIGNALED(breaks) && WTERMSIG(breaks) == SIGABRT;
    if (!is_told)
        fprintf(stderr, "the ends are %d, %d and %d\n", fine, lacks, breaks);
    return is_told ? EXIT_SUCCESS : EXIT_FAILURE;
}
