/* The members of a packed file, unpacked piece by piece, within limits that no register comes near and that a bomb meets at once. */
#ifndef SOL_SCENARIO_PACKAGE_H
#define SOL_SCENARIO_PACKAGE_H

#include "base/guard.h"
#include "scenario/input/table_source.h"

/** An open file; closed by package_close or with the call. */
typedef struct package {
    const text_source *source;
    sol_diagnostics *diagnostics;
    void *zip;       /* zip_t of libzip */
    size_t unpacked; /* bytes so far, of all members */
    bool is_vague;   /* a library failed and said no reason, which may have been want of memory */
    guard_scope scope;
} package;

/** Opens a source's bytes; false and an error. */
bool package_open(package *p, const text_source *source, sol_diagnostics *diagnostics);
void package_close(package *p);

/** Whether there is a member of that name. */
bool package_has(const package *p, const char *name);

/** Takes a piece of a member; false: enough. */
typedef bool (*package_taker)(void *context, const char *bytes, size_t length);

/** Gives a member to `take` in pieces; false and an error: it is not there, damaged, or more than is read. */
bool package_read(package *p, const char *name, package_taker take, void *context);

/** Adds the error of a damaged workbook; false. */
bool package_refuse(const package *p, const char *hint, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
