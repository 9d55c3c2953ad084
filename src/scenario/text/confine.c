/* realpath */
#define _XOPEN_SOURCE 700

#include "scenario/text/confine.h"

#include "base/guard.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool resolve(const char *path, char resolved[static PATH_MAX])
{
    if (realpath(path, resolved))
        return true;
    guard_errno(errno);
    return false;
}

const char *confine_folder(sol_arena *arena, const char *folder)
{
    char resolved[PATH_MAX];
    return resolve(*folder ? folder : ".", resolved) ? sol_arena_copy(arena, resolved, strlen(resolved)) : NULL;
}

static bool is_link(const char *path)
{
    struct stat is;
    return lstat(path, &is) == 0 && S_ISLNK(is.st_mode);
}

bool confine_holds(const char *folder, const char *path)
{
    char rest[PATH_MAX], resolved[PATH_MAX];
    if (strcmp(path, "-") == 0 || strlen(path) >= sizeof rest)
        return false;
    strcpy(rest, path);
    while (!resolve(rest, resolved)) {
        char *slash = strrchr(rest, '/');
        const char *name = slash ? slash + 1 : rest;
        if (is_link(rest) || strcmp(name, "..") == 0 || strcmp(rest, ".") == 0 || strcmp(rest, "/") == 0)
            return false;
        if (!slash)
            strcpy(rest, ".");
        else
            slash[slash == rest] = '\0';
    }
    size_t length = strlen(folder);
    bool is_root = strcmp(folder, "/") == 0;
    return is_root || (strncmp(resolved, folder, length) == 0 && (resolved[length] == '/' || resolved[length] == '\0'));
}
