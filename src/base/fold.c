#include "base/fold.h"

#include "base/check.h"

#include <stdint.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

bool fold_is_plain(const char *bytes, size_t length)
{
    static const uint64_t low = UINT64_C(0x0101010101010101), high = UINT64_C(0x8080808080808080);
    size_t at = 0;
    for (; length - at >= 8; at += 8) {
        uint64_t word;
        memcpy(&word, bytes + at, 8);
        /* A byte above `~`, or one below `!`, which blanks are. */
        if ((word | (word + low) | (word - low * 0x21)) & high)
            break;
    }
    char last = '\0'; /* a blank at the beginning is as one behind another */
    bool is_behind_blank = at == 0;
    for (; at < length; at++) {
        last = bytes[at];
        if (last < ' ' || last > '~' || (last == ' ' && is_behind_blank))
            return false;
        is_behind_blank = last == ' ';
    }
    return length == 0 || bytes[length - 1] != ' ';
}

/* Letters and the Latin ones that they look like, in pairs. */
static ucs4_t latin_of(ucs4_t c)
{
    static const char from[] = "АВЕЅІЈКМНОРСТУХаеорсухіѕјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονικ";
    static const char to[] = "ABESIJKMHOPCTYXaeopcyxisjhdqwABEZHIKMNOPTYXovik";
    const uint8_t *at = (const uint8_t *)from;
    for (size_t i = 0; *at; i++) {
        ucs4_t one;
        at += u8_mbtouc(&one, at, 4);
        if (one == c)
            return (ucs4_t)to[i];
    }
    return c;
}

/* The character as folded; 0: it is left out. */
static ucs4_t folded_of(ucs4_t c, unsigned how)
{
    int tag;
    ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
    if (c >= 0x80 && uc_decomposition(c, &tag, parts) == 1 && (tag == UC_DECOMP_WIDE || tag == UC_DECOMP_NARROW))
        c = parts[0];
    if (c >= 0x80 && uc_is_property_default_ignorable_code_point(c))
        return 0;
    if (uc_is_property_white_space(c))
        c = ' ';
    if ((how & (FOLD_SIGNS | FOLD_ALIKE)) && ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63))
        c = '-';
    if ((how & FOLD_SIGNS) && c >= 0x80 && uc_decimal_value(c) >= 0)
        c = '0' + (ucs4_t)uc_decimal_value(c);
    if (how & FOLD_ALIKE)
        c = latin_of(c);
    if (how & FOLD_CASE)
        c = uc_tolower(c);
    return (how & FOLD_JOINED) && (c == ' ' || c == '_' || c == '-' || c == '.') ? 0 : c;
}

/* Character by character, blanks as `how` says; gives the bytes written. */
static size_t map(const uint8_t *bytes, size_t length, unsigned how, uint8_t *out)
{
    size_t written = 0;
    bool is_blank_due = false;
    for (size_t at = 0; at < length;) {
        ucs4_t c;
        at += (size_t)u8_mbtouc(&c, bytes + at, length - at);
        c = folded_of(c, how);
        if (c == ' ' && !(how & FOLD_KEEP_BLANKS)) {
            is_blank_due = written > 0;
            continue;
        }
        if (c && is_blank_due)
            out[written++] = ' ';
        is_blank_due = is_blank_due && !c;
        if (c)
            written += (size_t)u8_uctomb(out + written, c, 6);
    }
    return written;
}

static size_t trimmed(const uint8_t *bytes, size_t length, uint8_t *out)
{
    size_t from = 0, end = 0;
    for (size_t at = 0; at < length;) {
        ucs4_t c;
        size_t width = (size_t)u8_mbtouc(&c, bytes + at, length - at);
        bool is_blank = uc_is_property_white_space(c);
        from += is_blank && from == at ? width : 0;
        at += width;
        end = is_blank ? end : at;
    }
    if (end <= from)
        return 0;
    memcpy(out, bytes + from, end - from);
    return end - from;
}

size_t fold_bytes(const char *bytes, size_t length, unsigned how, char *folded)
{
    size_t half = FOLD_ROOM(length) / 2, room = half;
    uint8_t *mapped = (uint8_t *)folded + half;
    if (u8_check((const uint8_t *)bytes, length)) {
        memcpy(folded, bytes, length);
        return length;
    }
    size_t count = how & FOLD_COMPOSED_ONLY ? trimmed((const uint8_t *)bytes, length, mapped)
                                            : map((const uint8_t *)bytes, length, how, mapped);
    uint8_t *composed = u8_normalize(UNINORM_NFC, mapped, count, (uint8_t *)folded, &room);
    if (!composed) { /* it wants memory of its own for a hundred marks on one letter */
        guard_no_memory(0);
        memcpy(folded, bytes, length);
        return length;
    }
    SOL_CHECK(composed == (uint8_t *)folded);
    return room;
}
