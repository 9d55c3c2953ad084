#include "scenario/input/plausible.h"

/* Of ten characters beyond ASCII so many may be odd. */
enum { ODD_OF_TEN = 1, RUN_MOST = 24 };

typedef struct tally {
    size_t characters, odd; /* beyond ASCII */
} tally;

static bool is_plausible(tally t)
{
    return t.odd * 10 <= t.characters * ODD_OF_TEN;
}

static bool is_between(unsigned char c, unsigned char low, unsigned char high)
{
    return c >= low && c <= high;
}

static unsigned char byte_at(const char *text, size_t length, size_t at)
{
    return at < length ? (unsigned char)text[at] : 0;
}

/* A word of Korea or Japan does not stand inside one of Latin letters, as an accented letter does. */
static bool touches_letter(const char *text, size_t length, size_t from, size_t to)
{
    return (from > 0 && is_between((unsigned char)text[from - 1], 'a', 'z')) ||
           is_between(byte_at(text, length, to), 'a', 'z');
}

/*
 * Words of Korea are of what KS X 1001 has: 2,350 syllables, Chinese characters, signs, kana. The other 8,822 syllables, which the code page
 * put between, are hardly ever used.
 */
bool plausible_cp949(const char *text, size_t length)
{
    tally t = {0, 0};
    for (size_t i = 0; i < length; i++) {
        unsigned char first = (unsigned char)text[i], second = byte_at(text, length, i + 1);
        if (first < 0x80)
            continue;
        t.characters++;
        t.odd += first < 0xA1 || second < 0xA1 || touches_letter(text, length, i, i + 2);
        i++;
    }
    return is_plausible(t);
}

/* Half-width kana in a word of their own: small ones and marks stand behind others, and a voiced sound behind one that has it. */
static bool is_odd_half(unsigned char before, unsigned char c)
{
    bool is_behind = is_between(before, 0xA6, 0xDF);
    if (c == 0xDE)
        return !(before == 0xB3 || is_between(before, 0xB6, 0xC4) || is_between(before, 0xCA, 0xCE));
    if (c == 0xDF)
        return !is_between(before, 0xCA, 0xCE);
    return (is_between(c, 0xA7, 0xB0) || c == 0xDD) && !is_behind;
}

/* Words of Japan are kana and Chinese characters of the first level; half-width kana stand by themselves. */
bool plausible_shift_jis(const char *text, size_t length)
{
    tally t = {0, 0};
    for (size_t i = 0; i < length; i++) {
        unsigned char first = (unsigned char)text[i], second = byte_at(text, length, i + 1);
        if (first < 0x80)
            continue;
        bool is_half = is_between(first, 0xA1, 0xDF);
        size_t end = i + (is_half ? 1 : 2);
        bool is_odd = touches_letter(text, length, i, end);
        if (is_half) {
            unsigned char next = byte_at(text, length, end);
            is_odd = is_odd || is_odd_half(i > 0 ? (unsigned char)text[i - 1] : 0, first) ||
                     (next >= 0x80 && !is_between(next, 0xA1, 0xDF));
        } else {
            bool is_first_level = is_between(first, 0x88, 0x97) || (first == 0x98 && second <= 0x72);
            bool is_second_level = is_between(first, 0x98, 0x9F) || is_between(first, 0xE0, 0xEA);
            bool is_sign = is_between(first, 0x81, 0x84) || first == 0x87 || is_between(first, 0xED, 0xEE) ||
                           is_between(first, 0xFA, 0xFC);
            is_odd = is_odd || !(is_first_level || is_second_level || is_sign);
        }
        t.characters++;
        t.odd += is_odd;
        i = end - 1;
    }
    return is_plausible(t);
}

void plausible_run(const char *text, size_t length, size_t *from, size_t *to)
{
    size_t at = 0;
    while (at < length && (unsigned char)text[at] < 0x80)
        at++;
    *from = at;
    while (at < length && at - *from < RUN_MOST &&
           ((unsigned char)text[at] >= 0x80 || (unsigned char)text[at - 1] >= 0x80) && text[at] != '\n' &&
           text[at] != ',')
        at++;
    *to = at;
}
