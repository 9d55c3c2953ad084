#include "base/suggest.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <unistr.h>

enum { LONGEST = 80, FAR = LONGEST };

typedef struct word_points {
    size_t count;
    ucs4_t point[LONGEST];
} word_points;

static ucs4_t folded(ucs4_t point)
{
    if (point >= 'A' && point <= 'Z')
        return point + ('a' - 'A');
    return point == '_' || point == ' ' ? (ucs4_t)'-' : point;
}

/* False for a word too long to be a slip of another. */
static bool take_apart(const char *word, word_points *points)
{
    const uint8_t *at = (const uint8_t *)word;
    size_t left = strlen(word);
    points->count = 0;
    while (left > 0) {
        ucs4_t point;
        int bytes = u8_mbtouc(&point, at, left);
        if (points->count == LONGEST)
            return false;
        points->point[points->count++] = folded(point);
        at += bytes;
        left -= (size_t)bytes;
    }
    return true;
}

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment, a row of the table for each character of a; */
static size_t distance(const word_points *a, const word_points *b)
{
    size_t row[3][LONGEST + 1];
    size_t *older = row[0], *last = row[1], *now = row[2];
    for (size_t j = 0; j <= b->count; j++)
        last[j] = j;
    for (size_t i = 1; i <= a->count; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b->count; j++) {
            bool same = a->point[i - 1] == b->point[j - 1];
            now[j] = smaller(last[j - 1] + !same, smaller(last[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a->point[i - 1] == b->point[j - 2] && a->point[i - 2] == b->point[j - 1])
                now[j] = smaller(now[j], older[j - 2] + 1);
        }
        size_t *spare = older;
        older = last;
        last = now;
        now = spare;
    }
    return last[b->count];
}

static bool begins_with(const word_points *whole, const word_points *start)
{
    return start->count >= 3 && start->count <= whole->count &&
           memcmp(whole->point, start->point, start->count * sizeof *start->point) == 0;
}

static size_t distance_if_near(const word_points *word, const word_points *candidate)
{
    size_t longer = word->count > candidate->count ? word->count : candidate->count;
    size_t changes = distance(word, candidate);
    if (changes <= smaller(longer / 3, 3))
        return changes;
    return begins_with(candidate, word) ? 3 : FAR;
}

const char *suggest_nearest(const char *word, size_t count, const char *const *candidates)
{
    word_points wanted, points;
    if (!take_apart(word, &wanted) || wanted.count == 0)
        return NULL;
    const char *nearest = NULL;
    size_t least = FAR;
    for (size_t i = 0; i < count; i++) {
        if (!candidates[i] || !take_apart(candidates[i], &points))
            continue;
        size_t changes = distance_if_near(&wanted, &points);
        if (changes < least) {
            least = changes;
            nearest = candidates[i];
        }
    }
    return nearest;
}
