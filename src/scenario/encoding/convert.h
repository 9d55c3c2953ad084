/* What texts are written in, and how they become UTF-8: by iconv of the C library. */
#ifndef SOL_SCENARIO_CONVERT_H
#define SOL_SCENARIO_CONVERT_H

#include "scenario/encoding/plausible.h"

/** What a text may be written in. */
typedef enum table_encoding {
    ENCODING_FOUND, /* not said: from the bytes */
    ENCODING_UTF_8,
    ENCODING_UTF_16, /* by its mark, or by where its NULs are */
    ENCODING_UTF_16LE,
    ENCODING_UTF_16BE,
    ENCODING_CP949,
    ENCODING_SHIFT_JIS,
    ENCODING_EUC_JP,
    ENCODING_GB18030,
    ENCODING_BIG5,
    ENCODING_WINDOWS_1252,
    ENCODING_WINDOWS_1250,
    ENCODING_CP850,
    ENCODING_MACINTOSH,
    ENCODING_WINDOWS_1251,
    ENCODING_KOI8_R,
    ENCODING_ISO_2022_JP,
    ENCODING_ISO_2022_KR,
    ENCODING_UTF_7,
    ENCODINGS
} table_encoding;

/** Whether an encoding is found where nothing says it, or only proposed: those of one byte can be read in nearly every text. */
typedef enum encoding_way { ENCODING_SAID, ENCODING_PROPOSED, ENCODING_GUESSED } encoding_way;

typedef struct encoding_row {
    const char *shown, *word;  /* in messages; in a scenario */
    const char *iconv, *again; /* to the C library, and by another name; NULL: as it is */
    const char *mark;          /* a byte order mark; NULL: none */
    const char *shift; /* what stands before the first of its letters, in a text of ASCII; NULL: nothing that tells */
    encoding_way way;
    plausible_kind kind; /* of the texts that are written in it, unless it is only said */
} encoding_row;
extern const encoding_row encoding_table[ENCODINGS];

/** How far a text can be read. */
typedef struct encoding_attempt {
    bool is_there; /* the C library knows the encoding */
    size_t good;   /* bytes that could be read: all of them, if it is one */
    size_t length; /* of what they become */
} encoding_attempt;

/** Room that a text of `length` bytes in UTF-8 needs to be written by encoding_convert. */
#define ENCODING_ROOM(length) ((length) + (1 << 16) + 1)

/** Reads bytes into `out`, without a NUL; where that is NULL, only how much it would be. */
encoding_attempt encoding_convert(table_encoding encoding, const char *bytes, size_t length, char *out);

#endif
