/* What people call columns and values, in the languages of those who keep the registers. */
#ifndef SOL_VALUE_WORDS_H
#define SOL_VALUE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

enum { WORDS_LENGTH = 64 };

/** Names of ours, of columns or of values. */
typedef struct words_names {
    enum { WORDS_OF_COLUMNS, WORDS_OF_VALUES } of;
    size_t count; /* up to 64 */
    const char *const *name;
} words_names;

/**
 * Which of the names a text is: the name itself, or another word for it, whatever case, width, blanks and signs it is written with.
 *
 * Gives    an index, or −1
 */
int words_find(words_names names, const char *text, size_t length);

/** All other words for a name, as they are folded, each with a blank behind it; "" if there are none. */
const char *words_for(words_names names, size_t i);

/** Whether two texts are one word in that sense. */
bool words_same(const char *one, size_t one_length, const char *other, size_t other_length);

/** The word nearest to a text, ours or one of its own language, and in `index` which name it stands for; false: none is near. */
bool words_nearest(words_names names, const char *text, char word[WORDS_LENGTH], int *index);

#endif
