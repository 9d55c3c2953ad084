#include "scenario/encoding/convert.h"

#include "base/guard.h"

#include <errno.h>
#include <iconv.h>

enum { PIECE = 1 << 16 };

const encoding_row encoding_table[ENCODINGS] = {
    [ENCODING_UTF_8] = {"UTF-8", "utf-8", NULL, NULL, "\xEF\xBB\xBF", NULL, ENCODING_SAID, 0},
    [ENCODING_UTF_16LE] = {"UTF-16", "utf-16le", "UTF-16LE", "UTF16LE", "\xFF\xFE", NULL, ENCODING_SAID, 0},
    [ENCODING_UTF_16BE] = {"UTF-16 (big-endian)", "utf-16be", "UTF-16BE", "UTF16BE", "\xFE\xFF", NULL, ENCODING_SAID,
                           0},
    [ENCODING_CP949] = {"CP949", "cp949", "CP949", "UHC", NULL, NULL, ENCODING_GUESSED, PLAUSIBLE_KOREAN},
    [ENCODING_SHIFT_JIS] = {"Shift-JIS", "shift-jis", "CP932", "MS932", NULL, NULL, ENCODING_GUESSED,
                            PLAUSIBLE_JAPANESE},
    [ENCODING_EUC_JP] = {"EUC-JP", "euc-jp", "EUC-JP-MS", "EUCJP-WIN", NULL, NULL, ENCODING_GUESSED,
                         PLAUSIBLE_JAPANESE},
    [ENCODING_GB18030] = {"GB18030", "gb18030", "GB18030", "GBK", NULL, NULL, ENCODING_PROPOSED, PLAUSIBLE_SIMPLIFIED},
    [ENCODING_BIG5] = {"Big5", "big5", "BIG5-HKSCS", "BIG5", NULL, NULL, ENCODING_PROPOSED, PLAUSIBLE_TRADITIONAL},
    [ENCODING_WINDOWS_1252] = {"Windows-1252", "windows-1252", "CP1252", "WINDOWS-1252", NULL, NULL, ENCODING_PROPOSED,
                               PLAUSIBLE_WESTERN},
    [ENCODING_WINDOWS_1250] = {"Windows-1250", "windows-1250", "CP1250", "WINDOWS-1250", NULL, NULL, ENCODING_PROPOSED,
                               PLAUSIBLE_CENTRAL},
    [ENCODING_CP850] = {"CP850", "cp850", "CP850", "IBM850", NULL, NULL, ENCODING_PROPOSED, PLAUSIBLE_WESTERN},
    [ENCODING_MACINTOSH] = {"Macintosh", "macintosh", "MACINTOSH", "MAC", NULL, NULL, ENCODING_PROPOSED,
                            PLAUSIBLE_WESTERN},
    [ENCODING_WINDOWS_1251] = {"Windows-1251", "windows-1251", "CP1251", "WINDOWS-1251", NULL, NULL, ENCODING_PROPOSED,
                               PLAUSIBLE_CYRILLIC},
    [ENCODING_KOI8_R] = {"KOI8-R", "koi8-r", "KOI8-R", "CSKOI8R", NULL, NULL, ENCODING_PROPOSED, PLAUSIBLE_CYRILLIC},
    [ENCODING_ISO_2022_JP] = {"ISO-2022-JP", "iso-2022-jp", "ISO-2022-JP", "CSISO2022JP", NULL, "\x1B$", ENCODING_SAID,
                              PLAUSIBLE_JAPANESE},
    [ENCODING_ISO_2022_KR] = {"ISO-2022-KR", "iso-2022-kr", "ISO-2022-KR", "CSISO2022KR", NULL, "\x1B$)C",
                              ENCODING_SAID, PLAUSIBLE_KOREAN},
    [ENCODING_UTF_7] = {"UTF-7", "utf-7", "UTF-7", "UTF7", NULL, NULL, ENCODING_SAID, 0},
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

encoding_attempt encoding_convert(table_encoding encoding, const char *bytes, size_t length, char *out)
{
    const encoding_row *row = &encoding_table[encoding];
    converter c;
    encoding_attempt a = {.is_there = open_converter(&c, row)};
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
