/* What passes over chunks of claimants have in common that are written once and left to the compiler: crowd_slopes.c, crowd_fates.c. */
#ifndef SOL_ENGINE_CROWD_CHUNKS_H
#define SOL_ENGINE_CROWD_CHUNKS_H

#include "engine/crowd_passes/crowd_wide.h"
#include "engine/passes/columns_parts.h"

#include <stddef.h>

enum { CHUNK = 64, CHUNK_LANES = 16 };

/* Four to a lane. */
INLINE void chunk_lanes(const double term[CHUNK], double lane[CHUNK_LANES])
{
    for (size_t j = 0; j < CHUNK_LANES; j++)
        lane[j] = 0;
    for (size_t i = 0; i < CHUNK; i += CHUNK_LANES)
        for (size_t j = 0; j < CHUNK_LANES; j++)
            lane[j] += term[i + j];
}

/* Of whole numbers. */
INLINE double chunk_sum(const double term[CHUNK])
{
    double lane[CHUNK_LANES], sum = 0;
    chunk_lanes(term, lane);
    for (size_t j = 0; j < CHUNK_LANES; j++)
        sum += lane[j];
    return sum;
}

/* A bit for each whose mask is set; most often none is. */
INLINE uint64_t chunk_bits(const int64_t mask[CHUNK])
{
    int64_t any = 0;
    uint64_t bits = 0;
    for (size_t i = 0; i < CHUNK; i++)
        any |= mask[i];
    for (size_t i = 0; any && i < CHUNK; i++)
        bits |= (uint64_t)(mask[i] & 1) << i;
    return bits;
}

/* The file's VERSION(set, attributes) for AVX2 and without it; and the function that tells which versions the machine can run. */
#if CROWD_HAS_WIDE
#define CHUNK_VERSIONS(function, type, wide)                                                                           \
    VERSION(scalar, )                                                                                                  \
    VERSION(avx2, __attribute__((target("avx2,fma"))))                                                                 \
    size_t function(type version[static 3])                                                                            \
    {                                                                                                                  \
        size_t count = 0;                                                                                              \
        if (wide_runs())                                                                                               \
            version[count++] = wide;                                                                                   \
        if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))                                           \
            version[count++] = version_avx2;                                                                           \
        version[count++] = version_scalar;                                                                             \
        return count;                                                                                                  \
    }
#else
#define CHUNK_VERSIONS(function, type, wide)                                                                           \
    VERSION(scalar, )                                                                                                  \
    size_t function(type version[static 3])                                                                            \
    {                                                                                                                  \
        version[0] = version_scalar;                                                                                   \
        return 1;                                                                                                      \
    }
#endif
#endif
