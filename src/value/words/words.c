#include "value/words/words.h"

#include "base/check.h"
#include "base/fold.h"
#include "base/suggest.h"
#include "value/words/words_table.h"

#include <stdio.h>
#include <string.h>

enum { WORD_LENGTH_MAX = 100, NAMES_MAX = 64, CANDIDATES_MAX = 1024, LETTERS_MAX = 16384 };

static const words_row *row_of(words_names names, size_t i)
{
    const words_row *row = names.of == WORDS_OF_COLUMNS ? words_of_columns : words_of_values;
    while (row->name && strcmp(row->name, names.name[i]) != 0)
        row++;
    return row->name ? row : NULL;
}

const char *words_for(words_names names, size_t i)
{
    const words_row *row = row_of(names, i);
    return row ? row->words : "";
}

static bool has_word(const words_row *row, const char *word, size_t length)
{
    const char *end;
    for (const char *at = row->words; (end = strchr(at, ' ')); at = end + 1)
        if ((size_t)(end - at) == length && memcmp(at, word, length) == 0)
            return true;
    return false;
}

static size_t fold_word(const char *text, size_t length, char *word)
{
    return fold_bytes(text, length, FOLD_CASE | FOLD_JOINED | FOLD_SIGNS, word);
}

bool words_same(const char *one, size_t one_length, const char *other, size_t other_length)
{
    char a[FOLD_ROOM(WORD_LENGTH_MAX)], b[FOLD_ROOM(WORD_LENGTH_MAX)];
    if (one_length > WORD_LENGTH_MAX || other_length > WORD_LENGTH_MAX)
        return false;
    size_t length = fold_word(one, one_length, a);
    return fold_word(other, other_length, b) == length && memcmp(a, b, length) == 0;
}

int words_find(words_names names, const char *text, size_t length)
{
    for (size_t i = 0; i < names.count; i++)
        if (strlen(names.name[i]) == length && memcmp(names.name[i], text, length) == 0)
            return (int)i;
    char word[FOLD_ROOM(WORD_LENGTH_MAX)];
    size_t folded = length <= WORD_LENGTH_MAX ? fold_word(text, length, word) : 0;
    for (size_t i = 0; folded && i < names.count; i++) {
        const words_row *row = row_of(names, i);
        if ((row && has_word(row, word, folded)) || words_same(names.name[i], strlen(names.name[i]), word, folded))
            return (int)i;
    }
    return -1;
}

/* All words as texts of their own, and which name each stands for. */
typedef struct candidates {
    size_t count, letters;
    const char *word[CANDIDATES_MAX];
    int index[CANDIDATES_MAX];
    char text[LETTERS_MAX];
} candidates;

static void add_word(candidates *c, const char *word, size_t length, int index)
{
    SOL_CHECK(c->count < CANDIDATES_MAX && c->letters + length < LETTERS_MAX);
    c->word[c->count] = memcpy(c->text + c->letters, word, length);
    c->text[c->letters + length] = '\0';
    c->index[c->count++] = index;
    c->letters += length + 1;
}

/* A word of ours goes before others; in English those are for columns alone. */
bool words_nearest(words_names names, const char *text, char word[WORDS_LENGTH], int *index)
{
    SOL_CHECK(names.count <= NAMES_MAX);
    const char *near = suggest_nearest(text, names.count, names.name);
    candidates c;
    c.count = c.letters = 0;
    for (size_t i = 0; near && i < names.count; i++)
        if (names.name[i] == near)
            add_word(&c, near, strlen(near), (int)i);
    bool is_latin = fold_is_plain(text, strlen(text));
    for (size_t i = 0; !near && (!is_latin || names.of == WORDS_OF_COLUMNS) && i < names.count; i++) {
        const words_row *row = row_of(names, i);
        const char *end;
        for (const char *at = row ? row->words : ""; (end = strchr(at, ' ')); at = end + 1)
            add_word(&c, at, (size_t)(end - at), (int)i);
    }
    near = suggest_nearest(text, c.count, c.word);
    for (size_t i = 0; near && i < c.count; i++)
        if (c.word[i] == near) {
            *index = c.index[i];
            snprintf(word, WORDS_LENGTH, "%s", near);
            return true;
        }
    return false;
}
