#include "base/held_file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void close_it(void *object)
{
    held_file *file = object;
    close(file->descriptor);
    file->descriptor = -1;
}

bool held_file_open(held_file *file, const char *path)
{
    file->descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (file->descriptor < 0) {
        guard_errno(errno);
        return false;
    }
    guard_hold(&file->scope, close_it, file);
    return true;
}

long held_file_read(held_file *file, void *bytes, size_t room)
{
    ssize_t got;
    do
        got = read(file->descriptor, bytes, room);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        guard_errno(errno);
    return got;
}

void held_file_close(held_file *file)
{
    if (file->descriptor >= 0)
        guard_end(&file->scope);
}
