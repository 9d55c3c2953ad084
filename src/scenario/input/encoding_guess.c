/*
 * National encodings can mostly be read in each other; only the letters tell. A sample is read in each, and the readings are judged by how much
 * of them are common letters of the languages that the encoding is for (encoding/plausible.h).
 */
#include "scenario/input/encoding_guess.h"

#include "scenario/text/problem.h"

#include <string.h>
#include <unistr.h>

enum { SAMPLE = 1 << 16, LINE_MOST = 1 << 12, LOOKED_AT = 1 << 20, RUN_MOST = 32, SHOWN_MOST = 4 };

/* A sample in one encoding. */
typedef struct reading {
    table_encoding encoding;
    encoding_attempt attempt;
    plausible_tally tally;
    int score;
    bool is_whole; /* it can be read to its end */
    const char *text;
} reading;

static bool is_beyond_ascii(char c)
{
    return ((unsigned char)c & 0x80) != 0;
}

static bool is_plus(char c)
{
    return c == '+';
}

/* The lines that hold a byte of a kind, up to some: what they are is told by them alone. */
static size_t take_sample(const text_source *source, bool (*is_telling)(char), char *sample)
{
    const char *text = source->source.text, *end = text + source->source.length;
    size_t length = 0;
    for (const char *line = text; line < end && length + LINE_MOST < SAMPLE;) {
        const char *close = line;
        while (close < end && *close != '\n' && *close != '\r')
            close++;
        const char *next = close < end ? close + 1 : end;
        size_t width = (size_t)(next - line), taken = width < LINE_MOST ? width : 0;
        bool tells = false;
        for (size_t i = 0; i < width && !tells; i++)
            tells = is_telling(line[i]);
        if (tells && !taken && length == 0) /* a line without end, cut where it is ASCII */
            for (taken = LINE_MOST - 1; taken > 1 && is_beyond_ascii(line[taken - 1]);)
                taken--;
        if (tells) {
            memcpy(sample + length, line, taken);
            length += taken;
        }
        line = next;
    }
    return length;
}

static reading read_sample(sol_arena *arena, table_encoding encoding, plausible_kind kind, const char *sample,
                           size_t length)
{
    char *text = sol_arena_take(arena, ENCODING_ROOM(4 * length), 1);
    reading r = {.encoding = encoding, .attempt = encoding_convert(encoding, sample, length, text), .text = text};
    text[r.attempt.length] = '\0';
    r.tally = plausible_count(kind, text, r.attempt.length);
    r.score = plausible_score(r.tally);
    r.is_whole = r.attempt.good == length;
    return r;
}

/* The first word that tells, up to where its field ends; gives the byte that does. */
static size_t find_word(const text_source *source, bool (*is_telling)(char), size_t *from, size_t *to)
{
    static const char ends[] = ",;\t\r\n\"";
    const char *text = source->source.text;
    size_t at = 0, length = source->source.length;
    while (at + 1 < length && !is_telling(text[at]))
        at++;
    *from = *to = at;
    while (*from > 0 && at - *from < RUN_MOST && !memchr(ends, text[*from - 1], sizeof ends - 1))
        --*from;
    while (*to < length && *to - *from < RUN_MOST && !memchr(ends, text[*to], sizeof ends - 1))
        ++*to;
    return at;
}

/* All that it may be, the likeliest first, each with how a word of it reads. */
static table_encoding refuse(const text_source *source, const table_choice *choice, size_t count, const reading *may_be,
                             sol_diagnostics *diagnostics)
{
    sol_arena *arena = source->arena;
    bool is_utf_7 = may_be[0].encoding == ENCODING_UTF_7;
    size_t from, to, at = find_word(source, is_utf_7 ? is_plus : is_beyond_ascii, &from, &to);
    const char *told = "",
               *ways = table_way_to_say(arena, source, choice, "encoding", encoding_table[may_be[0].encoding].word);
    for (size_t i = 0; i < count && i < SHOWN_MOST; i++) {
        const encoding_row *row = &encoding_table[may_be[i].encoding];
        char *word = sol_arena_take(arena, ENCODING_ROOM(4 * RUN_MOST), 1);
        encoding_attempt a = encoding_convert(may_be[i].encoding, source->source.text + from, to - from, word);
        word[a.length] = '\0';
        bool is_last = i + 1 == count || i + 1 == SHOWN_MOST;
        told = sol_arena_print(arena, "%s%s%s (`%s`)", told, i == 0 ? "" : is_last ? " or " : ", ", row->shown, word);
        if (i > 0)
            ways = sol_arena_print(arena, "%s%s`%s`", ways, is_last ? " or " : ", ", row->word);
    }
    problem_add(diagnostics, P_ENCODING, source_place(source, at, at + 1),
                sol_arena_print(arena, "%s, or save the file as UTF-8", ways), "the text may be %s", told);
    return ENCODING_FOUND;
}

/* Nothing can be made of it; where letters of UTF-8 stand before the byte, it is none of another encoding. */
static table_encoding refuse_byte(const text_source *source, sol_diagnostics *diagnostics)
{
    const char *text = source->source.text;
    const char *bad = (const char *)u8_check((const uint8_t *)text, source->source.length);
    size_t at = (size_t)(bad - text);
    bool is_utf_8 = false;
    for (size_t i = 0; i < at && !is_utf_8; i++)
        is_utf_8 = is_beyond_ascii(text[i]);
    problem_add(diagnostics, P_BAD_BYTE, source_place(source, at, at + 1),
                is_utf_8 ? "write that cell anew" : "save the file as UTF-8, or say the encoding that it is in",
                "the byte 0x%02X is not UTF-8%s", (unsigned char)*bad,
                is_utf_8 ? "" : ", and the text makes sense in no other encoding that is known");
    return ENCODING_FOUND;
}

static bool reads_alike(const reading *a, const reading *b)
{
    return a->attempt.length == b->attempt.length && memcmp(a->text, b->text, a->attempt.length) == 0;
}

/* Those that can be read whole, by score, each reading once; what does not reach `least` is left out. */
static size_t list_whole(size_t count, const reading *all, int least, reading *listed)
{
    size_t listed_count = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_new = all[i].is_whole && all[i].score >= least && (all[i].score > 0 || all[i].tally.odd == 0);
        for (size_t k = 0; k < listed_count && is_new; k++)
            is_new = !reads_alike(&listed[k], &all[i]);
        if (!is_new)
            continue;
        size_t at = listed_count++;
        for (; at > 0 && listed[at - 1].score < all[i].score; at--)
            listed[at] = listed[at - 1];
        listed[at] = all[i];
    }
    return listed_count;
}

/* The one that reads sensibly up to a byte that is none of it, behind others that are no UTF-8, and far more so than what can be read whole. */
static const reading *broken(size_t count, const reading *all, size_t is_utf_8_to)
{
    const reading *best = NULL;
    int whole = 0;
    for (size_t i = 0; i < count; i++) {
        const reading *r = &all[i];
        whole = r->is_whole && r->score > whole ? r->score : whole;
        if (!r->is_whole && r->attempt.good > is_utf_8_to && r->score >= PLAUSIBLE_SCORE &&
            encoding_table[r->encoding].way == ENCODING_GUESSED && (!best || r->attempt.good > best->attempt.good))
            best = r;
    }
    return best && best->score >= whole + plausible_lead(best->tally) ? best : NULL;
}

table_encoding encoding_guess(const text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    sol_arena *scratch = sol_arena_new();
    char *sample = sol_arena_take(scratch, SAMPLE, 1);
    size_t length = take_sample(source, is_beyond_ascii, sample), count = 0;
    reading all[ENCODINGS], listed[ENCODINGS];
    for (int e = ENCODING_UTF_8; e < ENCODINGS; e++)
        if (encoding_table[e].way != ENCODING_SAID)
            all[count++] = read_sample(scratch, (table_encoding)e, encoding_table[e].kind, sample, length);
    const uint8_t *bad = u8_check((const uint8_t *)sample, length);
    size_t sound = bad ? (size_t)((const char *)bad - sample) : length;
    size_t plausible = list_whole(count, all, PLAUSIBLE_SCORE, listed), rivals = 0;
    table_encoding found = ENCODING_FOUND;
    const reading *cut = plausible ? NULL : broken(count, all, sound);
    if (plausible)
        rivals = list_whole(count, all, listed[0].score - plausible_lead(listed[0].tally), listed) - 1;
    else if (!cut)
        rivals = list_whole(count, all, 0, listed);
    if (plausible && !rivals && encoding_table[listed[0].encoding].way == ENCODING_GUESSED)
        found = listed[0].encoding;
    else if (plausible)
        refuse(source, choice, rivals + 1, listed, diagnostics);
    else if (cut)
        found = cut->encoding;
    else if (rivals)
        refuse(source, choice, rivals, listed, diagnostics);
    else
        refuse_byte(source, diagnostics);
    sol_arena_free(scratch);
    return found;
}

/* UTF-7 has letters between `+` and `-`; numbers of telephones have digits there, which make no sense as letters. */
static bool may_be_utf_7(const text_source *source)
{
    size_t length = source->source.length < LOOKED_AT ? source->source.length : LOOKED_AT;
    if (!memchr(source->source.text, '+', length))
        return false;
    sol_arena *scratch = sol_arena_new();
    char *sample = sol_arena_take(scratch, SAMPLE, 1);
    size_t sampled = take_sample(source, is_plus, sample);
    bool is_one = false;
    for (int kind = 0; kind < PLAUSIBLE_KINDS && !is_one; kind++) {
        reading r = read_sample(scratch, ENCODING_UTF_7, (plausible_kind)kind, sample, sampled);
        is_one = r.is_whole && r.tally.letters > 1 && r.score >= PLAUSIBLE_SCORE;
    }
    sol_arena_free(scratch);
    return is_one;
}

table_encoding encoding_guess_ascii(const text_source *source, const table_choice *choice, sol_diagnostics *diagnostics)
{
    const char *text = source->source.text;
    size_t length = source->source.length < LOOKED_AT ? source->source.length : LOOKED_AT;
    const char *escape = memchr(text, 0x1B, length);
    size_t left = escape ? length - (size_t)(escape - text) : 0, longest = 0;
    table_encoding found = ENCODING_UTF_8;
    for (int e = ENCODING_UTF_8; e < ENCODINGS && left; e++) {
        size_t width = encoding_table[e].shift ? strlen(encoding_table[e].shift) : 0;
        if (width > longest && width <= left && memcmp(escape, encoding_table[e].shift, width) == 0) {
            found = (table_encoding)e;
            longest = width;
        }
    }
    if (found == ENCODING_UTF_8 && may_be_utf_7(source)) {
        reading r = {.encoding = ENCODING_UTF_7};
        return refuse(source, choice, 1, &r, diagnostics);
    }
    return found;
}
