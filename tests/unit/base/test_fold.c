#include "base/fold.h"

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    unsigned how;
    const char *text, *folded;
} rows[] = {
    {FOLD_NAME, "POSCO", "POSCO"},
    {FOLD_NAME, "", ""},
    {FOLD_NAME, " Nippon  Steel ", "Nippon Steel"},
    {FOLD_NAME, "ＰＯＳＣＯ", "POSCO"},
    {FOLD_NAME, "ﾐﾂﾋﾞｼ ｼﾞｭｳｺｳ", "ミツビシ ジュウコウ"},
    {FOLD_NAME, "\xe1\x84\x91\xe1\x85\xb5\xe1\x84\x92\xe1\x85\xa2", "피해"}, /* decomposed, as macOS writes it */
    {FOLD_NAME, "e\xcc\x81t\xc3\xa9", "été"},
    {FOLD_NAME, "新日鐵　住金\xc2\xa0", "新日鐵 住金"},
    {FOLD_NAME,
     "PO\xc2\xadS\xe2\x80\x8b"
     "CO\xef\xbb\xbf",
     "POSCO"},
    {FOLD_NAME, "葛\xf3\xa0\x84\x80城", "葛城"}, /* a selector chooses the form of a character */
    {FOLD_NAME, "Posco", "Posco"},
    {FOLD_NAME, "\xff\xfe", "\xff\xfe"},
    {FOLD_KEEP_BLANKS, "a\xe3\x80\x80 b ", "a  b "},
    {FOLD_SIGNS, "−１２．５", "-12.5"},
    {FOLD_SIGNS,
     "1932\xe2\x80\x91"
     "05–03",
     "1932-05-03"},
    {FOLD_SIGNS, "١٢", "12"},
    {FOLD_CASE, "Straße ÉTÉ", "straße été"},
    {FOLD_CASE | FOLD_ALIKE, "РОSСО", "posco"},
    {FOLD_CASE | FOLD_ALIKE, "ΡΟSCΟ", "posco"},
    {FOLD_CASE | FOLD_JOINED, " Date_of Birth. ", "dateofbirth"},
    {FOLD_COMPOSED_ONLY, " ＰＯ  e\xcc\x81 ", "ＰＯ  é"},
    {FOLD_COMPOSED_ONLY, "\xe3\x80\x80", ""},
};

Test(fold, what_people_read_alike_is_one)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t length = strlen(rows[i].text);
        char *folded = malloc(FOLD_ROOM(length)), *again = malloc(FOLD_ROOM(FOLD_ROOM(length)));
        size_t count = fold_bytes(rows[i].text, length, rows[i].how, folded);
        cr_expect(count == strlen(rows[i].folded) && memcmp(folded, rows[i].folded, count) == 0, "'%s': '%.*s'",
                  rows[i].text, (int)count, folded);
        size_t twice = fold_bytes(folded, count, rows[i].how, again);
        cr_expect(twice == count && memcmp(folded, again, count) == 0, "'%s' again: '%.*s'", rows[i].text, (int)twice,
                  again);
        free(folded);
        free(again);
    }
}

/* What is plain at a glance is its own folded form; what is not may be too. */
Test(fold, plain_names_need_no_folding)
{
    static const char *const plain[] = {"", "a", "POSCO", "Nippon Steel", "a b c d e f g h", "12345678", "1234567 9"};
    static const char *const other[] = {" a",        "a ",   "a  b", "12345678  a", "1234567 ",
                                        " 12345678", "a\tb", "é",    "12345678é"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        cr_expect(fold_is_plain(plain[i], strlen(plain[i])), "'%s'", plain[i]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        cr_expect_not(fold_is_plain(other[i], strlen(other[i])), "'%s'", other[i]);
}

/* Arbitrary bytes stay within the room, and folding is done once for all. */
Test(fold, any_text_is_folded_once)
{
    uint64_t state = 20190619;
    char text[64], folded[FOLD_ROOM(64)], again[FOLD_ROOM(FOLD_ROOM(64))];
    for (int i = 0; i < 40000; i++) {
        size_t length = (size_t)i % sizeof text;
        for (size_t k = 0; k < length; k++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
            text[k] = (char)(state >> 57 << (i % 3 == 0) | (i % 5 == 0 ? 0 : 0x20));
        }
        unsigned how = (unsigned)(state >> 40) % 32;
        size_t count = fold_bytes(text, length, how, folded), twice = fold_bytes(folded, count, how, again);
        cr_assert(twice == count && memcmp(folded, again, count) == 0, "round %d, %u", i, how);
        if (fold_is_plain(text, length))
            cr_assert(fold_bytes(text, length, FOLD_NAME, folded) == length && memcmp(text, folded, length) == 0);
    }
}
