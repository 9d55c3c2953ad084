/* Whether a text makes sense in a language, by its letters: what a text of two-byte or national encodings is, is told by that alone. */
#ifndef SOL_SCENARIO_PLAUSIBLE_H
#define SOL_SCENARIO_PLAUSIBLE_H

#include <stdbool.h>
#include <stddef.h>

/** What a text may be written in. */
typedef enum plausible_kind {
    PLAUSIBLE_KOREAN,
    PLAUSIBLE_JAPANESE,
    PLAUSIBLE_SIMPLIFIED, /* Chinese */
    PLAUSIBLE_TRADITIONAL,
    PLAUSIBLE_WESTERN, /* Latin letters with what is put over and under them in Western and in Central Europe */
    PLAUSIBLE_CENTRAL,
    PLAUSIBLE_CYRILLIC,
    PLAUSIBLE_KINDS
} plausible_kind;

/** For each the letters that most words are of, in UTF-8; the second text may be NULL. */
extern const char *const plausible_letters[PLAUSIBLE_KINDS][2];

/**
 * Letters beyond ASCII: how many are common, how many are of those that nearly any bytes may be (kana of half width), and how many no text of
 * that kind has where they stand. Signs that any text may have are none of them.
 */
typedef struct plausible_tally {
    size_t letters, common, weak, odd, signs;
} plausible_tally;

/** Counts those of a text in UTF-8. */
plausible_tally plausible_count(plausible_kind kind, const char *text, size_t length);

/** How plausible it is, from 0 to 100: the share of common letters, of which each odd one takes away some. */
int plausible_score(plausible_tally tally);
enum { PLAUSIBLE_SCORE = 55 }; /* from which on it is */

/** How far before others it has to be: a few letters may read well by chance. */
int plausible_lead(plausible_tally tally);

#endif
