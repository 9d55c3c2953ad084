/* Random numbers of the tests: SplitMix64 (Steele, Lea and Flood 2014). */
#ifndef TEST_MIXED_H
#define TEST_MIXED_H

#include <stdint.h>

static inline uint64_t mixed(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* From 0 to below 1. */
static inline double uniform(uint64_t *state)
{
    return (double)(mixed(state) >> 11) * 0x1p-53;
}

#endif
