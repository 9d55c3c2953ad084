/* O_CLOEXEC */
#define _XOPEN_SOURCE 700

#include "program/outputs/own_file.h"

#include "program/arguments/formats_own.h"
#include "scenario/input/package.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes from `at` on, at most a piece of them; false: they cannot be read. */
static bool read_piece(int file, off_t at, char piece[static OWN_PIECE + 1], size_t *length)
{
    ssize_t got = 1;
    for (*length = 0; got > 0 && *length<OWN_PIECE; *length += got> 0 ? (size_t)got : 0)
        got = pread(file, piece + *length, OWN_PIECE - *length, at + (off_t)*length);
    piece[*length] = '\0';
    return got >= 0;
}

static bool read_ends(const char *path, own_ends *ends)
{
    struct stat is;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    bool is_read =
        fstat(file, &is) == 0 && read_piece(file, 0, ends->head, &ends->head_length) &&
        read_piece(file, is.st_size > OWN_PIECE ? is.st_size - OWN_PIECE : 0, ends->tail, &ends->tail_length);
    close(file);
    return is_read;
}

typedef struct text_piece {
    char text[OWN_PIECE + 1];
    size_t length;
} text_piece;

static bool take(void *context, const char *bytes, size_t length)
{
    text_piece *piece = context;
    size_t room = OWN_PIECE - piece->length, taken = length < room ? length : room;
    memcpy(piece->text + piece->length, bytes, taken);
    piece->length += taken;
    return piece->length < OWN_PIECE;
}

/* Reads the member that says who made it; false: it is not there, or cannot be read. */
static bool read_about(const text_source *source, const char *member, text_piece *piece, bool *is_vague)
{
    package p;
    sol_arena *scratch = sol_arena_new();
    piece->length = 0;
    bool is_open = package_open(&p, source, sol_diagnostics_new(scratch));
    bool is_read = is_open && package_has(&p, member) && package_read(&p, member, take, piece);
    *is_vague = p.is_vague;
    if (is_open)
        package_close(&p);
    sol_arena_free(scratch);
    piece->text[piece->length] = '\0';
    return is_read;
}

/* A library that lacks memory does not always say so: what may be that is tried once more, when there is some. */
static bool is_package_of_ours(sol_arena *scratch, const char *path, const char *member)
{
    text_piece piece;
    bool is_vague = false;
    const text_source *source = source_read_bytes(scratch, path, &source_csv, sol_diagnostics_new(scratch));
    bool is_read = source && read_about(source, member, &piece, &is_vague);
    if (is_vague) {
        guard_look_for_memory();
        is_read = read_about(source, member, &piece, &is_vague);
    }
    /* What all of ours say of their last change. */
    return is_read && strstr(piece.text, "Made by solatium") &&
           (strstr(piece.text, "2000-01-01T00:00:00Z</dcterms:modified>") ||
            strstr(piece.text, "<dc:date>2000-01-01T00:00:00Z</dc:date>"));
}

/* A folder may hold many of them: none is kept. */
static bool is_own_package(const char *path, const char *member)
{
    sol_arena *scratch = sol_arena_new();
    bool is_own = is_package_of_ours(scratch, path, member);
    sol_arena_free(scratch);
    return is_own;
}

bool own_file_is(const char *path, answer_format format)
{
    const format_row *row = &format_table[format];
    own_ends ends;
    if (!read_ends(path, &ends))
        return false;
    return ends.head_length == 0 || (row->about ? is_own_package(path, row->about) : row->is_own(&ends));
}
