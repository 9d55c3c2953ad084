#include "scenario/input/package.h"

#include "scenario/text/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <zip.h>

/*
 * A full sheet, 1,048,576 rows, of ten columns unpacks to some 390 MiB, and its texts to 150 MiB; to 30 times of what they were packed in. Of
 * 1.7 million rows in two sheets one is read and the texts of both: 640 MiB.
 */
enum { PIECE = 1 << 16, MEMBERS_MOST = 10000, UNPACKED_MOST = 3 << 28, UNCHECKED = 1 << 23, RATIO_MOST = 100 };

bool package_refuse(const package *p, const char *hint, const char *format, ...)
{
    char message[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    problem_add(p->diagnostics, P_WORKBOOK, source_whole(p->source), hint, "%s", message);
    return false;
}

static void close_zip(void *object)
{
    zip_discard(((package *)object)->zip);
}

/* libzip lists all members before it says how many there are. */
static size_t count_members(const text_source *source)
{
    static const char entry[] = "PK\x01\x02";
    size_t count = 0;
    for (const char *at = source->raw, *end = at + source->raw_length; end - at >= 4;) {
        at = memchr(at, entry[0], (size_t)(end - at) - 3);
        if (!at)
            break;
        count += memcmp(at, entry, 4) == 0;
        at++;
    }
    return count;
}

static void end_if_no_memory(int code)
{
    if (code == ZIP_ER_MEMORY)
        guard_no_memory(0);
}

bool package_open(package *p, const text_source *source, sol_diagnostics *diagnostics)
{
    *p = (package){.source = source, .diagnostics = diagnostics};
    if (count_members(source) > MEMBERS_MOST)
        return package_refuse(p, "save the sheet in a workbook of its own", "the workbook has more than %d members",
                              MEMBERS_MOST);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *bytes = zip_source_buffer_create(source->raw, source->raw_length, 0, &error);
    p->zip = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
    int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (!p->zip) {
        if (bytes)
            zip_source_free(bytes);
        end_if_no_memory(code);
        p->is_vague = true;
        return package_refuse(p, "open it in a spreadsheet and save it again", "the workbook is damaged, or not whole");
    }
    guard_hold(&p->scope, close_zip, p);
    return true;
}

void package_close(package *p)
{
    guard_end(&p->scope);
}

/* Its number, or below 0. */
static zip_int64_t locate(const package *p, const char *name)
{
    zip_int64_t index = zip_name_locate(p->zip, name, ZIP_FL_NOCASE);
    if (index < 0)
        end_if_no_memory(zip_error_code_zip(zip_get_error(p->zip)));
    return index;
}

bool package_has(const package *p, const char *name)
{
    return locate(p, name) >= 0;
}

typedef struct open_member {
    guard_scope scope;
    zip_file_t *file;
} open_member;

static void close_member(void *object)
{
    zip_fclose(((open_member *)object)->file);
}

/* Whether so much may still come of a member of `packed` bytes. */
static bool is_within(package *p, const char *name, size_t unpacked, size_t packed)
{
    if (p->unpacked > UNPACKED_MOST)
        return package_refuse(p, "save the sheet in a workbook of its own, or as CSV",
                              "the workbook unpacks to more than %d MiB", UNPACKED_MOST >> 20);
    if (unpacked > UNCHECKED && unpacked / RATIO_MOST > packed)
        return package_refuse(p, "save the sheet as CSV", "`%.100s` unpacks to more than %d times its size", name,
                              RATIO_MOST);
    return true;
}

bool package_read(package *p, const char *name, package_taker take, void *context)
{
    static const char hint[] = "open it in a spreadsheet and save it again";
    zip_stat_t about;
    zip_int64_t index = locate(p, name);
    p->is_vague = p->is_vague || index < 0;
    if (index < 0 || zip_stat_index(p->zip, (zip_uint64_t)index, 0, &about) != 0)
        return package_refuse(p, hint, "the workbook is damaged: `%.100s` is missing", name);
    open_member member = {.file = zip_fopen_index(p->zip, (zip_uint64_t)index, 0)};
    if (!member.file) {
        int code = zip_error_code_zip(zip_get_error(p->zip));
        end_if_no_memory(code);
        if (code == ZIP_ER_NOPASSWD)
            return package_refuse(p, "save it without the password", "the workbook is under a password");
        p->is_vague = true;
        return package_refuse(p, hint, "the workbook is damaged: `%.100s` cannot be unpacked", name);
    }
    guard_hold(&member.scope, close_member, &member);
    char piece[PIECE];
    zip_int64_t got = 0;
    size_t unpacked = 0, packed = about.valid & ZIP_STAT_COMP_SIZE ? (size_t)about.comp_size : p->source->raw_length;
    bool is_right = true, goes_on = true;
    while (is_right && goes_on && (got = zip_fread(member.file, piece, sizeof piece)) > 0) {
        unpacked += (size_t)got;
        p->unpacked += (size_t)got;
        is_right = is_within(p, name, unpacked, packed);
        goes_on = is_right && take(context, piece, (size_t)got);
    }
    int code = got < 0 ? zip_error_code_zip(zip_file_get_error(member.file)) : 0;
    guard_end(&member.scope);
    end_if_no_memory(code);
    p->is_vague = p->is_vague || got < 0;
    if (got < 0)
        return package_refuse(p, hint, "the workbook is damaged: `%.100s` cannot be unpacked", name);
    return is_right;
}
