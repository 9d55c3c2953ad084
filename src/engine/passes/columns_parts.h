/*
 * What the passes over columns share. Only conversions between whole numbers and doubles are written twice, as AVX2 has none of 64 bits.
 */
#ifndef SOL_ENGINE_COLUMNS_PARTS_H
#define SOL_ENGINE_COLUMNS_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* 2^52 in double holds a whole number below it in its lower bits. */
#define BIAS 0x1p52
#define BIAS_BITS INT64_C(0x4330000000000000)

INLINE double bits_as_double(int64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

INLINE int64_t double_as_bits(double x)
{
    int64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* Of 0 <= x < 2^52. */
INLINE double near_of(int64_t x, bool converts)
{
    return converts ? (double)x : bits_as_double(x | BIAS_BITS) - BIAS;
}

/* The whole part of 0 <= x < 2^52. */
INLINE int64_t whole_of(double x, bool converts)
{
    if (converts)
        return (int64_t)x;
    double nearest = x + BIAS;
    return double_as_bits(nearest) - BIAS_BITS - (nearest - BIAS > x);
}

INLINE int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

INLINE int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* gcc takes half of what the registers hold unless it is told; clang cannot be told here. */
#ifdef __clang__
#define COLUMNS_AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw")))
#else
#define COLUMNS_AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw,prefer-vector-width=512")))
#endif

/*
 * Passes for each instruction set, and the function that tells which of them this machine can run, the chosen one first. Needs a macro
 * VERSION(set, attributes, does_convert) that defines them as version_set.
 */
#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define COLUMNS_VERSIONS(type, versions)                                                                               \
    VERSION(scalar, , true)                                                                                            \
    VERSION(avx2, __attribute__((target("avx2"))), false)                                                              \
    VERSION(avx512, COLUMNS_AVX512, true)                                                                              \
    size_t versions(type version[static 3])                                                                            \
    {                                                                                                                  \
        size_t count = 0;                                                                                              \
        if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&                                \
            __builtin_cpu_supports("avx512bw"))                                                                        \
            version[count++] = version_avx512;                                                                         \
        if (__builtin_cpu_supports("avx2"))                                                                            \
            version[count++] = version_avx2;                                                                           \
        version[count++] = version_scalar;                                                                             \
        return count;                                                                                                  \
    }
#else
#define COLUMNS_VERSIONS(type, versions)                                                                               \
    VERSION(scalar, , true)                                                                                            \
    size_t versions(type version[static 3])                                                                            \
    {                                                                                                                  \
        version[0] = version_scalar;                                                                                   \
        return 1;                                                                                                      \
    }
#endif
#endif
