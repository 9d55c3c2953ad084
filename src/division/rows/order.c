#include "division/rows/order.h"

enum { FEW = 96, DIGITS = 2048, DIGIT_BITS = 11 };

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

void order_by(const uint64_t *key, size_t n, uint32_t *order, sol_arena *scratch)
{
    if (n <= FEW) {
        insert_each(key, n, order);
        return;
    }
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
