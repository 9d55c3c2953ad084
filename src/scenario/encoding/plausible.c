#include "scenario/encoding/plausible.h"

#include <string.h>
#include <unistr.h>

enum { ODD_COSTS = 4, PLANE = 1 << 16 };

/* What characters are, as far as kinds of texts differ by them. */
typedef enum script {
    IS_ASCII, /* signs and digits */
    IS_LOWER, /* of ASCII */
    IS_UPPER,
    IS_SIGN, /* that texts of any kind may have */
    IS_ODD,  /* that none has */
    IS_LATIN,
    IS_CYRILLIC,
    IS_HANGUL,
    IS_JAMO, /* also in place of a letter that is withheld: 김ㅇㅇ */
    IS_KANA,
    IS_HALF, /* kana of half width */
    IS_HAN,
    SCRIPTS
} script;

/* Ranges of Unicode, in their order; what stands between them is odd. */
static const struct {
    ucs4_t first, last;
    script is;
} ranges[] = {
    {0x00, 0x40, IS_ASCII},      {'A', 'Z', IS_UPPER},       {0x5B, 0x60, IS_ASCII},    {'a', 'z', IS_LOWER},
    {0x7B, 0x7E, IS_ASCII},      {0xA0, 0xA0, IS_SIGN},      {0xA5, 0xA7, IS_SIGN},     {0xAA, 0xAB, IS_SIGN},
    {0xB0, 0xB0, IS_SIGN},       {0xB7, 0xB7, IS_SIGN},      {0xBA, 0xBB, IS_SIGN},     {0xC0, 0xD6, IS_LATIN},
    {0xD8, 0xF6, IS_LATIN},      {0xF8, 0x17F, IS_LATIN},    {0x218, 0x21B, IS_LATIN},  {0x401, 0x491, IS_CYRILLIC},
    {0x1100, 0x11FF, IS_JAMO},   {0x2010, 0x2026, IS_SIGN},  {0x203B, 0x203B, IS_SIGN}, {0x20A9, 0x20AC, IS_SIGN},
    {0x2103, 0x2103, IS_SIGN},   {0x2116, 0x2116, IS_SIGN},  {0x2121, 0x2122, IS_SIGN}, {0x2160, 0x216B, IS_SIGN},
    {0x2460, 0x2473, IS_SIGN},   {0x25A0, 0x25CF, IS_SIGN},  {0x25EF, 0x25EF, IS_SIGN}, {0x3000, 0x3004, IS_SIGN},
    {0x3005, 0x3007, IS_HAN},    {0x3008, 0x301F, IS_SIGN},  {0x3041, 0x30FA, IS_KANA}, {0x30FB, 0x30FB, IS_SIGN},
    {0x30FC, 0x30FE, IS_KANA},   {0x3131, 0x318E, IS_JAMO},  {0x3200, 0x33FF, IS_SIGN}, {0x3400, 0x9FFF, IS_HAN},
    {0xAC00, 0xD7A3, IS_HANGUL}, {0xF900, 0xFAFF, IS_HAN},   {0xFF01, 0xFF65, IS_SIGN}, {0xFF66, 0xFF9F, IS_HALF},
    {0xFFE0, 0xFFE6, IS_SIGN},   {0x20000, 0x3134F, IS_HAN},
};

static script script_of(ucs4_t c)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges && ranges[i].first <= c; i++)
        if (c <= ranges[i].last)
            return ranges[i].is;
    return IS_ODD;
}

/* What a kind of text makes of each script: its own letters, those that may stand in it, and those that may not. */
enum { OWN = 1, FOREIGN, NEVER };
static const char makes[PLAUSIBLE_KINDS][SCRIPTS] = {
    [PLAUSIBLE_KOREAN] = {[IS_HANGUL] = OWN, [IS_HAN] = OWN, [IS_KANA] = FOREIGN, [IS_JAMO] = FOREIGN},
    [PLAUSIBLE_JAPANESE] = {[IS_HAN] = OWN, [IS_KANA] = OWN, [IS_HALF] = OWN},
    [PLAUSIBLE_SIMPLIFIED] = {[IS_HAN] = OWN},
    [PLAUSIBLE_TRADITIONAL] = {[IS_HAN] = OWN},
    [PLAUSIBLE_WESTERN] = {[IS_LATIN] = OWN},
    [PLAUSIBLE_CENTRAL] = {[IS_LATIN] = OWN},
    [PLAUSIBLE_CYRILLIC] = {[IS_CYRILLIC] = OWN},
};

/* The letters of a kind, a bit each. */
typedef struct letter_set {
    unsigned char bits[PLANE / 8];
} letter_set;

static void make_set(letter_set *set, plausible_kind kind)
{
    memset(set, 0, sizeof *set);
    for (int i = 0; i < 2 && plausible_letters[kind][i]; i++) {
        const uint8_t *at = (const uint8_t *)plausible_letters[kind][i];
        for (ucs4_t c; (at = u8_next(&c, at)) != NULL;)
            set->bits[c / 8] |= (unsigned char)(1 << c % 8);
    }
}

static bool has_letter(const letter_set *set, ucs4_t c)
{
    return c < PLANE && (set->bits[c / 8] & 1 << c % 8);
}

/* A character between its neighbours. */
typedef struct place {
    ucs4_t before, here, after;
} place;

/* Upper case in words: Ä in BÄR and Ärzte, not in bÄr. */
static bool is_upper(ucs4_t c)
{
    bool is_odd_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x401 && c <= 0x42F) ||
           (c >= 0x100 && c <= 0x17F && c % 2 == is_odd_upper);
}

static bool touches_ascii(const place *p)
{
    script before = script_of(p->before), after = script_of(p->after);
    return before == IS_LOWER || before == IS_UPPER || after == IS_LOWER || after == IS_UPPER;
}

/* Letters of alphabets stand in words of their own, and large ones do not follow small ones. */
static bool is_odd_letter(const place *p, script own)
{
    script before = script_of(p->before), after = script_of(p->after);
    bool before_is_small = before == IS_LOWER || (before == own && !is_upper(p->before));
    if (own == IS_LATIN ? before != own && after != own && !touches_ascii(p) : touches_ascii(p))
        return true;
    return is_upper(p->here) && before_is_small;
}

/* Marks and small kana of half width stand behind others, a voiced sound behind one that has it. */
static bool is_odd_half(ucs4_t before, ucs4_t c)
{
    bool is_behind = script_of(before) == IS_HALF;
    if (c == 0xFF9E)
        return !(before == 0xFF73 || (before >= 0xFF76 && before <= 0xFF84) || (before >= 0xFF8A && before <= 0xFF8E));
    if (c == 0xFF9F)
        return !(before >= 0xFF8A && before <= 0xFF8E);
    return ((c >= 0xFF67 && c <= 0xFF70) || c == 0xFF9D) && !is_behind;
}

/* Where no text of the kind has that character. */
static bool is_odd(plausible_kind kind, const place *p, script own)
{
    script before = script_of(p->before), after = script_of(p->after);
    if (own == IS_LATIN || own == IS_CYRILLIC)
        return is_odd_letter(p, own);
    if (before == IS_LOWER || after == IS_LOWER)
        return true;
    if (own == IS_HALF)
        return is_odd_half(p->before, p->here) || before == IS_HAN || before == IS_KANA || after == IS_HAN ||
               after == IS_KANA;
    if (kind == PLAUSIBLE_KOREAN && own != IS_HANGUL)
        return own == IS_JAMO ? before != IS_HANGUL && before != IS_JAMO : before == IS_HANGUL || after == IS_HANGUL;
    return own == IS_HAN && (before == IS_HALF || after == IS_HALF);
}

static void count_one(plausible_kind kind, const letter_set *set, const place *p, plausible_tally *tally)
{
    script own = script_of(p->here), before = script_of(p->before), after = script_of(p->after);
    if (own <= IS_UPPER)
        return;
    bool is_dash =
        p->here == 0xA0 || p->here == 0xB7 || (p->here >= 0x2010 && p->here <= 0x201F); /* or an apostrophe */
    bool is_between = (before == IS_LOWER || after == IS_LOWER || before == IS_CYRILLIC || after == IS_CYRILLIC) &&
                      !is_dash && own == IS_SIGN;
    int made = own == IS_SIGN && !is_between ? 0 : makes[kind][own] ? makes[kind][own] : NEVER;
    tally->signs += !made;
    tally->letters += made != 0;
    if (made == NEVER || (made && is_odd(kind, p, own)))
        tally->odd++;
    else if (made == OWN && own == IS_HALF)
        tally->weak++;
    else if (made == OWN)
        tally->common += own == IS_KANA || (has_letter(set, p->here) && (own != IS_LATIN || touches_ascii(p)));
}

plausible_tally plausible_count(plausible_kind kind, const char *text, size_t length)
{
    letter_set set;
    make_set(&set, kind);
    plausible_tally tally = {.letters = 0};
    place p = {0, 0, 0};
    const uint8_t *at = (const uint8_t *)text;
    for (size_t left = length; left > 0;) {
        int width = u8_mbtouc(&p.after, at, left);
        count_one(kind, &set, &p, &tally);
        p.before = p.here;
        p.here = p.after;
        at += width;
        left -= (size_t)width;
    }
    p.after = 0;
    count_one(kind, &set, &p, &tally);
    return tally;
}

int plausible_score(plausible_tally tally)
{
    enum { WEAK_OF_TEN = 6, SIGNS_ALONE = 60 };
    size_t lost = ODD_COSTS * tally.odd * 10, made = 10 * tally.common + WEAK_OF_TEN * tally.weak;
    if (tally.letters == 0)
        return tally.signs ? SIGNS_ALONE : 0;
    return made <= lost ? 0 : (int)(10 * (made - lost) / tally.letters);
}

int plausible_lead(plausible_tally tally)
{
    enum { FEW = 24, LEAD_OF_FEW = 45, LEAD = 25 };
    return tally.letters < FEW ? LEAD_OF_FEW : LEAD;
}
