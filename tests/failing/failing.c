/*
 * Preloaded into the program: makes its allocations or its threads fail, from the beginning of main on.
 *
 *     FAIL_AT=n       the n-th allocation, and no other
 *     FAIL_FROM=n     the n-th and all behind it
 *     FAIL_ABOVE=b    all of more than b bytes, as where memory is nearly used up
 *     FAIL_THREADS=n  the n-th thread that is started and all behind it
 *     FAIL_NAMELESS=1 files without a name, as on a file system that has none
 *     FAIL_EXCHANGE=e two names cannot be exchanged, for the reason of that number (errno)
 *     FAIL_RENAME=n   the n-th renaming, and no other
 *     FAIL_COUNT=file writes there how many allocations there were
 *
 * Child processes count with it, so that each of their allocations has a number too.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* glibc's own, under the names by which it can be replaced. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

typedef int main_function(int count, char **text, char **environment);
typedef int start_function(main_function *run, int count, char **text, void (*begin)(void), void (*end)(void),
                           void (*end_loader)(void), void *stack_end);
typedef int create_function(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument);

static atomic_bool is_armed;
static atomic_long threads, *allocations; /* in memory that children share */
static long fail_at, fail_from, fail_above, fail_threads;
static const char *count_file;
static main_function *real_main;

static long number_of(const char *name)
{
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

/* The function that this one stands before; POSIX has dlsym's pointer for one, ISO C a copy of its bytes. */
static void find(const char *name, void *function)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(function, &found, sizeof found);
}

static bool fails(size_t size)
{
    if (!is_armed)
        return false;
    long n = ++*allocations;
    bool is_failing =
        n == fail_at || (fail_from > 0 && n >= fail_from) || (fail_above > 0 && size > (size_t)fail_above);
    if (is_failing)
        errno = ENOMEM;
    return is_failing;
}

void *malloc(size_t size)
{
    return fails(size) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(count * size) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
    return fails(size) ? NULL : __libc_realloc(memory, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails(size) ? NULL : __libc_memalign(alignment, size);
}

void *memalign(size_t alignment, size_t size);
void *memalign(size_t alignment, size_t size)
{
    return fails(size) ? NULL : __libc_memalign(alignment, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size)
{
    void *taken = fails(size) ? NULL : __libc_memalign(alignment, size);
    if (!taken)
        return ENOMEM;
    *memory = taken;
    return 0;
}

int open(const char *path, int flags, ...)
{
    bool is_nameless = (flags & O_TMPFILE) == O_TMPFILE;
    va_list list;
    va_start(list, flags);
    mode_t mode = is_nameless || (flags & O_CREAT) ? va_arg(list, mode_t) : 0;
    va_end(list);
    if (!is_nameless || !number_of("FAIL_NAMELESS"))
        return openat(AT_FDCWD, path, flags, mode);
    errno = EOPNOTSUPP;
    return -1;
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*run)(void *), void *argument)
{
    create_function *create;
    find("pthread_create", &create);
    if (fail_threads > 0 && ++threads >= fail_threads)
        return EAGAIN;
    return create(thread, attributes, run, argument);
}

int renameat2(int folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    errno = (int)number_of("FAIL_EXCHANGE");
    return errno ? -1 : (int)syscall(SYS_renameat2, folder, from, to_folder, to, flags);
}

int rename(const char *from, const char *to)
{
    static long renamings;
    if (++renamings != number_of("FAIL_RENAME"))
        return renameat(AT_FDCWD, from, AT_FDCWD, to);
    errno = EBUSY;
    return -1;
}

static void write_count(void)
{
    is_armed = false;
    int file = open(count_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    char text[32];
    int length = snprintf(text, sizeof text, "%ld\n", (long)*allocations);
    if (file < 0 || write(file, text, (size_t)length) != length)
        _exit(99);
    close(file);
}

static int run_main(int count, char **text, char **environment)
{
    fail_at = number_of("FAIL_AT");
    fail_from = number_of("FAIL_FROM");
    fail_above = number_of("FAIL_ABOVE");
    fail_threads = number_of("FAIL_THREADS");
    count_file = getenv("FAIL_COUNT");
    allocations = mmap(NULL, sizeof *allocations, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    is_armed = allocations != MAP_FAILED;
    int status = real_main(count, text, environment);
    if (count_file)
        write_count();
    return status;
}

int __libc_start_main(main_function *run, int count, char **text, void (*begin)(void), void (*end)(void),
                      void (*end_loader)(void), void *stack_end);
int __libc_start_main(main_function *run, int count, char **text, void (*begin)(void), void (*end)(void),
                      void (*end_loader)(void), void *stack_end)
{
    start_function *start;
    find("__libc_start_main", &start);
    real_main = run;
    return start(run_main, count, text, begin, end, end_loader, stack_end);
}
