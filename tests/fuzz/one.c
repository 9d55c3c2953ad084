/* One input under a guard, as a caller of many functions would hold them: without, a public call that failed would only look like wrong input. */
#include "fuzz.h"

#include "solatium/protect.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct input {
    const uint8_t *data;
    size_t size;
} input;

static void take(void *context)
{
    const input *in = context;
    fuzz_one(in->data, in->size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    sol_failure failure;
    char line[400];
    if (sol_protect(take, &(input){data, size}, &failure) == SOL_FINE)
        return 0;
    sol_failure_write(&failure, line, sizeof line);
    fprintf(stderr, "%s\n", line);
    if (failure.status == SOL_BROKEN_PROMISE)
        abort();
    return -1;
}
