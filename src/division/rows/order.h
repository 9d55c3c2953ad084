/* Stable sorting of row numbers by whole keys. */
#ifndef SOL_DIVISION_ORDER_H
#define SOL_DIVISION_ORDER_H

#include "solatium/arena.h"

#include <stdint.h>
#include <string.h>

/** 0, 1, …, n − 1. */
uint32_t *order_of_rows(size_t n, sol_arena *scratch);

/** Rearranges `order` by increasing key[order[k]]; equal keys keep their order. O(n) for each byte in which keys differ. */
void order_by(const uint64_t *key, size_t n, uint32_t *order, sol_arena *scratch);

/** A key that grows with x; −0 and 0 are alike; x is not NaN. */
static inline uint64_t order_key(double x)
{
    uint64_t bits;
    x += 0.0;
    memcpy(&bits, &x, sizeof bits);
    return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

#endif
