#include "division/rows/order.h"

#include <stdbool.h>

enum { FEW = 96, DIGITS = 2048, DIGIT_BITS = 11, PILES = 6 };

uint32_t *order_of_rows(size_t n, sol_arena *scratch)
{
    uint32_t *order = SOL_TAKE(scratch, n, uint32_t);
    for (size_t i = 0; i < n; i++)
        order[i] = (uint32_t)i;
    return order;
}

static void insert_each(const uint64_t *key, size_t n, uint32_t *order)
{
    for (size_t i = 1; i < n; i++) {
        uint32_t row = order[i];
        size_t j = i;
        for (; j > 0 && key[order[j - 1]] > key[row]; j--)
            order[j] = order[j - 1];
        order[j] = row;
    }
}

typedef struct keyed {
    uint64_t key;
    uint32_t row;
} keyed;

/* Counting sort by one digit, stable. */
static void sort_by_digit(const keyed *from, keyed *to, size_t n, int shift)
{
    uint32_t place[DIGITS] = {0};
    for (size_t i = 0; i < n; i++)
        place[from[i].key >> shift & (DIGITS - 1)]++;
    uint32_t sum = 0;
    for (size_t d = 0; d < DIGITS; d++) {
        uint32_t here = place[d];
        place[d] = sum;
        sum += here;
    }
    for (size_t i = 0; i < n; i++)
        to[place[from[i].key >> shift & (DIGITS - 1)]++] = from[i];
}

/* Ascending runs side by side; `from` ends behind each. */
typedef struct piles {
    size_t count, end[PILES];
} piles;

/*
 * Lays keys onto piles, each onto the first whose top is not above it. The piles ascend, and of equal keys none lies on a pile before that of one
 * which came before it, so that merging them from the first on is stable. What is in order makes one pile; few make what was in order
 * a while ago, or was two lists in order.
 *
 * Gives    whether a few piles were enough; `pile` says which each lies on
 */
static bool lay_piles(const uint64_t *key, const uint32_t *order, size_t n, piles *p, uint8_t *pile)
{
    uint64_t top[PILES];
    p->count = 0;
    for (size_t i = 0; i < n; i++) {
        const uint64_t k = key[order[i]];
        size_t at = 0;
        while (at < p->count && top[at] > k)
            at++;
        if (at == PILES)
            return false;
        if (at == p->count)
            p->end[p->count++] = 0;
        top[at] = k;
        p->end[at]++;
        pile[i] = (uint8_t)at;
    }
    return true;
}

static void merge(const keyed *a, const keyed *a_end, const keyed *b, const keyed *b_end, keyed *to)
{
    while (a < a_end && b < b_end)
        *to++ = b->key < a->key ? *b++ : *a++;
    while (a < a_end)
        *to++ = *a++;
    while (b < b_end)
        *to++ = *b++;
}

/* Merges neighbours until one is left. */
static const keyed *merge_piles(piles *p, keyed *from, keyed *to)
{
    while (p->count > 1) {
        size_t left = 0, begin = 0;
        for (size_t k = 0; k < p->count; k += 2) {
            size_t middle = p->end[k], end = k + 1 < p->count ? p->end[k + 1] : middle;
            merge(from + begin, from + middle, from + middle, from + end, to + begin);
            p->end[left++] = begin = end;
        }
        p->count = left;
        keyed *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

/* What is nearly in order, or a few lists that are; false: it is not. */
static bool order_by_piles(const uint64_t *key, size_t n, uint32_t *order, sol_arena *scratch)
{
    piles p;
    uint8_t *pile = SOL_TAKE(scratch, n, uint8_t);
    if (!lay_piles(key, order, n, &p, pile))
        return false;
    if (p.count <= 1)
        return true;
    keyed *from = SOL_TAKE(scratch, n, keyed), *to = SOL_TAKE(scratch, n, keyed);
    size_t place[PILES] = {0};
    for (size_t k = 1; k < p.count; k++) {
        place[k] = p.end[k - 1];
        p.end[k] += p.end[k - 1];
    }
    for (size_t i = 0; i < n; i++)
        from[place[pile[i]]++] = (keyed){key[order[i]], order[i]};
    const keyed *sorted = merge_piles(&p, from, to);
    for (size_t i = 0; i < n; i++)
        order[i] = sorted[i].row;
    return true;
}

void order_by(const uint64_t *key, size_t n, uint32_t *order, sol_arena *scratch)
{
    if (n <= FEW) {
        insert_each(key, n, order);
        return;
    }
    if (order_by_piles(key, n, order, scratch))
        return;
    keyed *from = SOL_TAKE(scratch, n, keyed), *to = SOL_TAKE(scratch, n, keyed);
    uint64_t least = UINT64_MAX, most = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t k = key[order[i]];
        least = k < least ? k : least;
        most = k > most ? k : most;
    }
    for (size_t i = 0; i < n; i++)
        from[i] = (keyed){key[order[i]] - least, order[i]};
    for (int shift = 0; shift < 64 && (most - least) >> shift; shift += DIGIT_BITS) {
        sort_by_digit(from, to, n, shift);
        keyed *swap = from;
        from = to;
        to = swap;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = from[i].row;
}
