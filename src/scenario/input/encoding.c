#include "scenario/input/encoding.h"

#include "scenario/input/encoding_guess.h"
#include "scenario/text/problem.h"

#include <string.h>
#include <unistr.h>

enum { LOOKED_AT = 1 << 16 };

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
    char *text = sol_arena_take(source->arena, ENCODING_ROOM(length), 1);
    encoding_attempt a = encoding_convert(encoding, source->raw + mark, source->raw_length - mark, text);
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

/* The byte behind the `good` ones; what could be read is shown. */
static bool refuse_byte(text_source *source, int encoding, encoding_attempt a, sol_diagnostics *diagnostics)
{
    const encoding_row *row = &encoding_table[encoding];
    size_t from = mark_width(source, encoding);
    char *text = sol_arena_take(source->arena, ENCODING_ROOM(a.length), 1);
    encoding_convert(encoding, source->raw + from, a.good, text);
    source->source.text = text;
    source->source.length = a.length;
    problem_add(diagnostics, P_BAD_BYTE, source_place(source, a.length, a.length + 1),
                "save the file as UTF-8, or say the encoding that it is in", "the byte 0x%02X is not %s",
                (unsigned char)source->raw[from + a.good], row->shown);
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
    encoding_attempt a = encoding_convert(encoding, source->raw + from, source->raw_length - from, NULL);
    if (!a.is_there)
        return refuse_unknown(source, encoding, diagnostics);
    if (from + a.good < source->raw_length)
        return refuse_byte(source, encoding, a, diagnostics);
    take(source, encoding, a.length);
    return source_check(source, diagnostics);
}

/* UTF-16 by where its NULs are: letters of ASCII, separators and line ends have one, and it stands always on the same side. */
static int find_utf_16(const text_source *source)
{
    size_t low = 0, high = 0, units = 0; /* units that are such a letter, if the low, the high byte comes first */
    for (size_t i = 0; i + 1 < source->raw_length && i < LOOKED_AT; i += 2, units++) {
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
    bool is_utf_8 = !u8_check((const uint8_t *)source->source.text, source->source.length);
    table_encoding found =
        is_utf_8 ? encoding_guess_ascii(source, choice, diagnostics) : encoding_guess(source, choice, diagnostics);
    source->encoding = encoding_table[ENCODING_UTF_8].shown;
    return found == ENCODING_UTF_8 || (found && undo_one(source, found, diagnostics));
}
