#include "scenario/input/encoding.h"

#include "base/guard.h"
#include "scenario/input/plausible.h"
#include "scenario/text/problem.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <unistr.h>

enum { PIECE = 1 << 16 };

typedef struct encoding_row {
    const char *shown, *word;  /* in messages; in a scenario */
    const char *iconv, *again; /* to the C library, and by another name; NULL: as it is */
    const char *mark;          /* a byte order mark; "": none */
} encoding_row;

static const encoding_row encoding_table[ENCODINGS] = {
    [ENCODING_UTF_8] = {"UTF-8", "utf-8", NULL, NULL, "\xEF\xBB\xBF"},
    [ENCODING_UTF_16LE] = {"UTF-16", "utf-16le", "UTF-16LE", "UTF16LE", "\xFF\xFE"},
    [ENCODING_UTF_16BE] = {"UTF-16 (big-endian)", "utf-16be", "UTF-16BE", "UTF16BE", "\xFE\xFF"},
    [ENCODING_CP949] = {"CP949", "cp949", "CP949", "UHC", ""},
    [ENCODING_SHIFT_JIS] = {"Shift-JIS", "shift-jis", "CP932", "MS932", ""},
    [ENCODING_EUC_JP] = {"EUC-JP", "euc-jp", "EUC-JP", "EUCJP", ""},
    [ENCODING_WINDOWS_1252] = {"Windows-1252", "windows-1252", "CP1252", "WINDOWS-1252", ""},
};

typedef struct converter {
    guard_scope scope;
    iconv_t how;
} converter;

static void close_converter(void *object)
{
    iconv_close(((converter *)object)->how);
}

/* For want of memory glibc says and remembers that it does not know a name: it is asked by another. */
static bool open_converter(converter *c, const encoding_row *row)
{
    c->how = iconv_open("UTF-8", row->iconv);
    if (c->how == (iconv_t)-1) {
        guard_look_for_memory();
        c->how = iconv_open("UTF-8", row->again);
    }
    if (c->how == (iconv_t)-1) {
        guard_errno(errno);
        return false;
    }
    guard_hold(&c->scope, close_converter, c);
    return true;
}

/* How far a text can be read. */
typedef struct attempt {
    bool is_there; /* the C library knows the encoding */
    size_t good;   /* bytes that could be read: all of them, if it is one */
    size_t length; /* of what they become */
} attempt;

/* Into `out`; where that is NULL, only how much it would be. */
static attempt convert(const encoding_row *row, const char *bytes, size_t length, char *out)
{
    converter c;
    attempt a = {.is_there = open_converter(&c, row)};
    if (!a.is_there)
        return a;
    char piece[PIECE], *at = (char *)bytes;
    size_t left = length;
    bool goes_on = true;
    while (goes_on && left > 0) {
        char *to = out ? out + a.length : piece;
        size_t room = PIECE, was = left;
        bool is_full = iconv(c.how, &at, &left, &to, &room) == (size_t)-1 && errno == E2BIG;
        a.length += PIECE - room;
        goes_on = is_full && left < was;
    }
    a.good = length - left;
    guard_end(&c.scope);
    return a;
}

/* Bytes of the mark that a source begins with, if it is the encoding's. */
static size_t mark_width(const text_source *source, int encoding)
{
    const char *mark = encoding_table[encoding].mark;
    size_t length = mark ? strlen(mark) : 0;
    return source->raw_length >= length && memcmp(source->raw, mark ? mark : "", length) == 0 ? length : 0;
}

/* The text in an encoding that it can be read in. */
static void take(text_source *source, int encoding, size_t length)
{
    const encoding_row *row = &encoding_table[encoding];
    source->encoding = row->shown;
    if (!row->iconv)
        return;
    size_t mark = mark_width(source, encoding);
    char *text = sol_arena_take(source->arena, length + PIECE + 1, 1);
    attempt a = convert(row, source->raw + mark, source->raw_length - mark, text);
    source->source.text = text;
    source->source.length = a.length;
    text[a.length] = '\0';
}

static bool refuse_unknown(text_source *source, int encoding, sol_diagnostics *diagnostics)
{
    problem_add(diagnostics, P_ENCODING, source_whole(source),
                "save the file as UTF-8, or install the conversions of the C library",
                "the C library of this system does not know %s", encoding_table[encoding].shown);
    return false;
}

/* The byte behind the `good` ones; what could be read is shown. `others` are the encodings that were tried too. */
static bool refuse_byte(text_source *source, int encoding, attempt a, const char *others, sol_diagnostics *diagnostics)
{
    const encoding_row *row = &encoding_table[encoding];
    size_t from = mark_width(source, encoding);
    char *text = sol_arena_take(source->arena, a.length + PIECE + 1, 1);
    convert(row, source->raw + from, a.good, text);
    source->source.text = text;
    source->source.length = a.length;
    problem_add(diagnostics, P_BAD_BYTE, source_place(source, a.length, a.length + 1),
                "save the file as UTF-8, or say the encoding that it is in", "the byte 0x%02X is not %s%s",
                (unsigned char)source->raw[from + a.good], row->shown, others);
    return false;
}

/* In the encoding that was said or that a mark says, and no other. */
static bool undo_one(text_source *source, int encoding, sol_diagnostics *diagnostics)
{
    const encoding_row *row = &encoding_table[encoding];
    source->encoding = row->shown;
    if (!row->iconv)
        return source_check(source, diagnostics);
    size_t from = mark_width(source, encoding);
    attempt a = convert(row, source->raw + from, source->raw_length - from, NULL);
    if (!a.is_there)
        return refuse_unknown(source, encoding, diagnostics);
    if (from + a.good < source->raw_length)
        return refuse_byte(source, encoding, a, "", diagnostics);
    take(source, encoding, a.length);
    return source_check(source, diagnostics);
}

/* UTF-16 by where its NULs are: letters of ASCII, separators and line ends have one, and it stands always on the same side. */
static int find_utf_16(const text_source *source)
{
    size_t low = 0, high = 0, units = 0; /* units that are such a letter, if the low, the high byte comes first */
    for (size_t i = 0; i + 1 < source->raw_length && i < PIECE; i += 2, units++) {
        unsigned char first = (unsigned char)source->raw[i], second = (unsigned char)source->raw[i + 1];
        low += second == 0 && first >= '\t' && first < 0x7F;
        high += first == 0 && second >= '\t' && second < 0x7F;
    }
    if (low > 8 * high && low * 8 > units)
        return ENCODING_UTF_16LE;
    return high > 8 * low && high * 8 > units ? ENCODING_UTF_16BE : ENCODING_FOUND;
}

static int marked_encoding(const text_source *source)
{
    for (int e = ENCODING_UTF_8; e < ENCODINGS; e++)
        if (mark_width(source, e) > 0)
            return e;
    return ENCODING_FOUND;
}

static bool refuse_doubt(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    sol_arena *arena = source->arena;
    size_t from, to;
    plausible_run(source->source.text, source->source.length, &from, &to);
    const char *shown[2];
    static const int both[] = {ENCODING_CP949, ENCODING_SHIFT_JIS};
    for (int i = 0; i < 2; i++) {
        char *text = sol_arena_take(arena, 2 * PIECE, 1);
        attempt a = convert(&encoding_table[both[i]], source->source.text + from, to - from, text);
        shown[i] = sol_arena_copy(arena, text, a.length);
    }
    problem_add(diagnostics, P_ENCODING, source_place(source, from, from + 1),
                sol_arena_print(arena, "%s or `shift-jis`, or save the file as UTF-8",
                                table_way_to_say(arena, source, choice, "encoding", "cp949")),
                "the text may be CP949 (`%s`) or Shift-JIS (`%s`)", shown[0], shown[1]);
    return false;
}

/* The two that are tried where a text is no UTF-8. */
typedef struct candidate {
    int encoding;
    bool (*is_plausible)(const char *text, size_t length);
    const char *others;
    attempt attempt;
} candidate;

/* Neither can be read and makes sense. Where one does up to some byte, that is the byte; else the first that is no UTF-8. */
static bool refuse_all(text_source *source, const table_choice *choice, const candidate c[2],
                       sol_diagnostics *diagnostics)
{
    const char *text = source->source.text;
    const uint8_t *bad = u8_check((const uint8_t *)text, source->source.length);
    size_t at = (size_t)((const char *)bad - text);
    const candidate *best = c[1].attempt.good > c[0].attempt.good ? &c[1] : &c[0];
    size_t good = best->attempt.good;
    if (good > at && good < source->source.length && best->is_plausible(text, good))
        return refuse_byte(source, best->encoding, best->attempt, best->others, diagnostics);
    problem_add(diagnostics, P_BAD_BYTE, source_place(source, at, at + 1),
                sol_arena_print(source->arena, "save the file as UTF-8, or say what it is: %s",
                                table_way_to_say(source->arena, source, choice, "encoding", "windows-1252")),
                "the byte 0x%02X is not UTF-8, and the text reads neither as CP949 nor as Shift-JIS", *bad);
    return false;
}

/* What is no UTF-8: of Korea's and Japan's the one that can be read and makes sense. */
static bool undo_plausible(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    const char *text = source->source.text;
    size_t length = source->source.length;
    candidate c[2] = {{ENCODING_CP949, plausible_cp949, ", nor is the text UTF-8 or Shift-JIS", {0}},
                      {ENCODING_SHIFT_JIS, plausible_shift_jis, ", nor is the text UTF-8 or CP949", {0}}};
    const candidate *read = NULL;
    bool is_doubtful = false;
    for (int i = 0; i < 2; i++) {
        c[i].attempt = convert(&encoding_table[c[i].encoding], text, length, NULL);
        if (!c[i].attempt.is_there)
            return refuse_unknown(source, c[i].encoding, diagnostics);
        if (c[i].attempt.good < length || !c[i].is_plausible(text, length))
            continue;
        is_doubtful = read != NULL;
        read = &c[i];
    }
    if (is_doubtful)
        return refuse_doubt(source, choice, diagnostics);
    if (!read)
        return refuse_all(source, choice, c, diagnostics);
    take(source, read->encoding, read->attempt.length);
    return source_check(source, diagnostics);
}

bool encoding_undo(text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    int marked = marked_encoding(source), said = choice->encoding;
    if (said == ENCODING_UTF_16)
        said = marked == ENCODING_UTF_16BE || (!marked && find_utf_16(source) == ENCODING_UTF_16BE) ? ENCODING_UTF_16BE
                                                                                                    : ENCODING_UTF_16LE;
    if (said && marked && said != marked) {
        problem_add(diagnostics, P_ENCODING, source_whole(source), "leave the encoding out",
                    "is said to be %s, but begins with the mark of %s", encoding_table[said].shown,
                    encoding_table[marked].shown);
        return false;
    }
    if (said || marked)
        return undo_one(source, said ? said : marked, diagnostics);
    bool has_zero = memchr(source->raw, '\0', source->raw_length) != NULL;
    int wide = has_zero ? find_utf_16(source) : ENCODING_FOUND;
    if (wide)
        return undo_one(source, wide, diagnostics);
    if (has_zero)
        return undo_one(source, ENCODING_UTF_8, diagnostics);
    source->encoding = encoding_table[ENCODING_UTF_8].shown;
    return !u8_check((const uint8_t *)source->source.text, source->source.length) ||
           undo_plausible(source, choice, diagnostics);
}
