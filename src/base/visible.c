#include "base/visible.h"

#include <stdint.h>
#include <string.h>
#include <unictype.h>
#include <unistr.h>

enum { DELETE = 0x7F };

static bool is_selector(ucs4_t c)
{
    return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

bool visible_is_marked(unsigned character, unsigned before)
{
    ucs4_t c = character;
    if (c < DELETE)
        return c < 0x20 && c != '\n' && c != '\t';
    if (is_selector(c))
        return !uc_is_property_unified_ideograph(before);
    if (c < 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x2800 || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return true;
    return uc_is_general_category(c, UC_CATEGORY_Cf) || uc_is_property_default_ignorable_code_point(c);
}

/* Bytes from the start that are plain ASCII to be shown as they are. */
static size_t plain_bytes(const char *text, size_t length)
{
    size_t i = 0;
    while (i < length && ((text[i] >= 0x20 && text[i] < DELETE) || text[i] == '\n' || text[i] == '\t'))
        i++;
    return i;
}

void visible_append(text_buffer *out, const char *text, size_t length)
{
    ucs4_t before = 0;
    text_append_bytes(out, "", 0);
    for (size_t at = 0; at < length;) {
        size_t plain = plain_bytes(text + at, length - at);
        if (plain > 0) {
            text_append_bytes(out, text + at, plain);
            before = 0;
            at += plain;
            continue;
        }
        ucs4_t c;
        int width = u8_mbtoucr(&c, (const uint8_t *)text + at, length - at);
        if (width <= 0) {
            text_print(out, "<0x%02X>", (unsigned)(unsigned char)text[at++]);
            before = 0;
            continue;
        }
        bool ends_line = c == '\r' && at + 1 < length && text[at + 1] == '\n';
        if (visible_is_marked(c, before) && !ends_line)
            text_print(out, "<U+%04X>", (unsigned)c);
        else if (!ends_line)
            text_append_bytes(out, text + at, (size_t)width);
        before = c;
        at += (size_t)width;
    }
}

const char *visible_text(sol_arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (plain_bytes(text, length) == length)
        return text;
    text_buffer shown = {.arena = arena};
    visible_append(&shown, text, length);
    return shown.length == length ? text : shown.data;
}

const char *visible_part(sol_arena *arena, const char *text, size_t length)
{
    if (plain_bytes(text, length) == length)
        return NULL;
    text_buffer part = {.arena = arena};
    ucs4_t c, before = 0;
    for (size_t at = 0, width; at < length; at += width, before = c) {
        int read = u8_mbtoucr(&c, (const uint8_t *)text + at, length - at);
        width = read > 0 ? (size_t)read : 1;
        bool is_unseen = read > 1 && uc_is_property_default_ignorable_code_point(c) && visible_is_marked(c, before);
        if (!is_unseen)
            text_append_bytes(&part, text + at, width);
    }
    return part.length > 0 && part.length < length ? part.data : NULL;
}

/* "-12.5", "+3%", "-0.5%/y": what a person may have written, and no spreadsheet calculates more from than that number. */
static bool is_plain_number(const char *text)
{
    const char *rest = text + 1 + strspn(text + 1, "0123456789.,");
    return rest > text + 1 && (!*rest || strcmp(rest, "%") == 0 || strcmp(rest, "%/y") == 0);
}

bool visible_is_formula(const char *text)
{
    static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
                                       "\xEF\xBC\xA0"}; /* ＝ ＋ － ＠ */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (strncmp(text, wide[i], 3) == 0)
            return true;
    return *text && (strchr("=@\t\r\n", *text) || (strchr("+-", *text) && !is_plain_number(text)));
}
