#define _GNU_SOURCE /* memfd_create */
#include "memory_file.h"

#include "base/check.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

const char *memory_file(const uint8_t *data, size_t size)
{
    static char name[64];
    static int file = -1;
    if (file < 0) {
        file = memfd_create("fuzz", 0);
        SOL_CHECK(file >= 0);
        snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    }
    SOL_CHECK(ftruncate(file, 0) == 0);
    SOL_CHECK(size == 0 || pwrite(file, data, size, 0) == (ssize_t)size);
    return name;
}
