/* Random problems for property tests: a fixed seed, no state outside. */
#ifndef SOL_TESTS_DICE_H
#define SOL_TESTS_DICE_H

#include <stdint.h>

/** SplitMix64 (Steele, Lea and Flood 2014). */
static inline uint64_t dice_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/** Uniform in [0, below). */
static inline int64_t dice_below(uint64_t *state, int64_t below)
{
    return (int64_t)(dice_next(state) % (uint64_t)below);
}

/** Uniform in (0, 1). */
static inline double dice_share(uint64_t *state)
{
    return ((double)(dice_next(state) >> 11) + 0.5) * 0x1p-53;
}

#endif
