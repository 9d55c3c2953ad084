/* statx */
#define _GNU_SOURCE

#include "program/outputs/output_target.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINKS_MOST = 40 };

static bool refuse(output_refusal *refusal, const char *reason, const char *hint)
{
    *refusal = (output_refusal){reason, hint};
    return false;
}

static bool is_standard_output(const char *path)
{
    static const char *const names[] = {"-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"};
    for (size_t i = 0; path && i < sizeof names / sizeof *names; i++)
        if (strcmp(path, names[i]) == 0)
            return true;
    return !path;
}

/* What could be overwritten, or read and written at once: terminals and other devices may be named twice. */
static file_identity identity_of(const struct stat *is)
{
    bool is_known = S_ISREG(is->st_mode) || S_ISFIFO(is->st_mode);
    return (file_identity){.is_known = is_known, .device = is->st_dev, .inode = is->st_ino};
}

file_identity file_identity_of_descriptor(int descriptor)
{
    struct stat is;
    return fstat(descriptor, &is) == 0 ? identity_of(&is) : (file_identity){.is_known = false};
}

file_identity file_identity_of_path(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 ? identity_of(&is) : (file_identity){.is_known = false};
}

/* Whether a folder takes two names for one, as those do that know no case or no way of composing letters: it is tried. */
static bool are_one_name(sol_arena *arena, const char *folder, const char *a, const char *b)
{
    if (strcmp(a, b) == 0)
        return true;
    if (strlen(a) > OUTPUT_NAME_MOST || strlen(b) > OUTPUT_NAME_MOST)
        return false;
    const char *tried = sol_arena_print(arena, "%s/.%s.%ld.part", folder, a, (long)getpid());
    const char *other = sol_arena_print(arena, "%s/.%s.%ld.part", folder, b, (long)getpid());
    int file = open(tried, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return false;
    close(file);
    bool is_one = access(other, F_OK) == 0;
    unlink(tried);
    return is_one;
}

bool file_identity_is_same(sol_arena *arena, const file_identity *a, const file_identity *b)
{
    if (!a->is_known || !b->is_known || a->device != b->device || a->inode != b->inode || !a->name != !b->name)
        return false;
    return !a->name || are_one_name(arena, a->folder, a->name, b->name);
}

const char *output_name_beside(sol_arena *arena, const char *folder, const char *name, int attempt)
{
    size_t shown = text_whole(name, strlen(name), OUTPUT_NAME_MOST);
    return sol_arena_print(arena, "%s/.%.*s.%ld-%d.part", folder, (int)shown, name, (long)getpid(), attempt);
}

void output_sync_names(const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    fsync(descriptor);
    close(descriptor);
}

static const char *folder_of(sol_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? sol_arena_copy(arena, path, (size_t)(slash - path) + 1) : ".";
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The path that a chain of links ends at, whether there is a file or not. */
static const char *follow_links(sol_arena *arena, const char *path)
{
    for (int i = 0; i < LINKS_MOST; i++) {
        char to[PATH_MAX];
        ssize_t length = readlink(path, to, sizeof to - 1);
        if (length < 0)
            return path;
        to[length] = '\0';
        const char *folder = to[0] == '/' || !strchr(path, '/') ? "" : folder_of(arena, path);
        path = sol_arena_print(arena, "%s%s", folder, to);
    }
    return path;
}

/* What the system says of a file beyond its mode; nothing where it cannot. */
static uint64_t attributes_of(const char *path)
{
#ifdef STATX_TYPE
    struct statx about;
    if (statx(AT_FDCWD, path, 0, STATX_TYPE, &about) == 0)
        return about.stx_attributes & about.stx_attributes_mask;
#endif
    (void)path;
    return 0;
}

/* Writing is putting a new file in the place of the old one: what does not let that happen is refused now and not when the work is done. */
static bool may_be_replaced(const output_target *target, const struct stat *is, output_refusal *refusal)
{
    enum { IMMUTABLE = 0x10, APPEND_ONLY = 0x20, MOUNT = 0x2000 }; /* STATX_ATTR_… of linux/stat.h */
    struct stat folder;
    uint64_t attributes = attributes_of(target->path);
    if (attributes & MOUNT)
        return refuse(refusal, "it is mounted by itself, and no other file can be put in its place",
                      "mount its folder instead, or write to standard output");
    if ((attributes & (IMMUTABLE | APPEND_ONLY)) || (attributes_of(target->folder) & APPEND_ONLY))
        return refuse(refusal, "it is marked as not to be replaced", "see `lsattr`");
    uid_t user = geteuid();
    bool is_anothers = stat(target->folder, &folder) == 0 && (folder.st_mode & S_ISVTX) && user != 0 &&
                       folder.st_uid != user && is->st_uid != user;
    return !is_anothers || refuse(refusal, "its folder lets only its owner replace it", NULL);
}

static bool find_existing(sol_arena *arena, output_target *target, const struct stat *is, output_refusal *refusal)
{
    struct stat led;
    target->identity = identity_of(is);
    if (S_ISDIR(is->st_mode))
        return refuse(refusal, "it is a folder", "name a file in it");
    if (access(target->path, W_OK) != 0)
        return refuse(refusal, strerror(errno), NULL);
    target->kind = S_ISREG(is->st_mode) ? OUTPUT_FILE : OUTPUT_STRAIGHT;
    if (target->kind == OUTPUT_STRAIGHT)
        return true;
    target->exists = true;
    target->mode = is->st_mode & 07777;
    target->path = follow_links(arena, target->path);
    target->folder = folder_of(arena, target->path);
    target->name = name_of(target->path);
    if (stat(target->path, &led) != 0 || led.st_dev != is->st_dev || led.st_ino != is->st_ino)
        return refuse(refusal, "the file has no name any more", NULL);
    return may_be_replaced(target, is, refusal);
}

bool output_target_find(sol_arena *arena, const char *path, output_target *target, output_refusal *refusal)
{
    struct stat is;
    *target = (output_target){.kind = OUTPUT_FILE, .path = path};
    if (is_standard_output(path)) {
        target->kind = OUTPUT_STANDARD;
        target->identity = file_identity_of_descriptor(STDOUT_FILENO);
        return true;
    }
    if (!*path)
        return refuse(refusal, "the name is empty", NULL);
    if (stat(path, &is) == 0)
        return find_existing(arena, target, &is, refusal);
    if (errno != ENOENT)
        return refuse(refusal, strerror(errno), NULL);
    target->path = follow_links(arena, path);
    target->folder = folder_of(arena, target->path);
    target->name = name_of(target->path);
    if (!*target->name)
        return refuse(refusal, "it is a folder", "name a file in it");
    if (stat(target->folder, &is) != 0)
        return refuse(refusal, strerror(errno), errno == ENOENT ? "make its folder first" : NULL);
    target->identity = (file_identity){true, is.st_dev, is.st_ino, target->folder, target->name};
    return true;
}
