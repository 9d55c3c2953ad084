/* Sorting by digits: linear, and stable, which is what ties in file order ask for. */
#include "plan/people.h"

#include <string.h>

enum { DIGIT = 11, DIGITS = 1 << DIGIT };

typedef struct place {
    uint64_t key; /* above the least */
    uint32_t index;
} place;

static uint64_t span_of(size_t count, const int64_t *key, int64_t *least)
{
    int64_t low = count ? key[0] : 0, high = low;
    for (size_t i = 1; i < count; i++) {
        low = key[i] < low ? key[i] : low;
        high = key[i] > high ? key[i] : high;
    }
    *least = low;
    return (uint64_t)high - (uint64_t)low;
}

/* Moves the places to where they stand by one digit of their keys, those before them as they stood. */
static void sort_by_digit(size_t count, const place *from, int shift, place *to)
{
    size_t begin[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        begin[(from[i].key >> shift) % DIGITS + 1]++;
    for (size_t d = 0; d < DIGITS; d++)
        begin[d + 1] += begin[d];
    for (size_t i = 0; i < count; i++)
        to[begin[(from[i].key >> shift) % DIGITS]++] = from[i];
}

void people_sort(size_t count, const int64_t *key, uint32_t *order)
{
    sol_arena *scratch = sol_arena_new();
    place *from = SOL_TAKE(scratch, count, place), *to = SOL_TAKE(scratch, count, place);
    int64_t least;
    uint64_t span = span_of(count, key, &least);
    for (size_t i = 0; i < count; i++)
        from[i] = (place){(uint64_t)key[order[i]] - (uint64_t)least, order[i]};
    for (int shift = 0; shift < 64 && span >> shift; shift += DIGIT) {
        sort_by_digit(count, from, shift, to);
        place *other = from;
        from = to;
        to = other;
    }
    for (size_t i = 0; i < count; i++)
        order[i] = from[i].index;
    sol_arena_free(scratch);
}

uint32_t *people_order(sol_arena *arena, size_t count, const int64_t *key)
{
    uint32_t *order = SOL_TAKE(arena, count, uint32_t);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    people_sort(count, key, order);
    return order;
}
