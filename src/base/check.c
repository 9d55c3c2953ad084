#include "base/check.h"

#include <stdio.h>
#include <stdlib.h>

void check_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "solatium: internal error: %s is false at %s:%d; please report it\n", condition, file, line);
    abort();
}
