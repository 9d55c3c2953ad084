/* The passes of crowd_kernels.h written out for AVX-512, which compilers do not vector well from loops over bytes and doubles. */
#ifndef SOL_ENGINE_CROWD_WIDE_H
#define SOL_ENGINE_CROWD_WIDE_H

#include "engine/crowd_passes/crowd_kernels.h"

#if defined(__x86_64__) && !defined(__SANITIZE_THREAD__)
#define CROWD_HAS_WIDE 1
#else
#define CROWD_HAS_WIDE 0
#endif

#if CROWD_HAS_WIDE
/** Whether the machine runs them. */
static inline int wide_runs(void)
{
    return __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl");
}

/* As their namesakes, which choose among versions. */
int wide_shares(const double *claim, size_t count, const double share[4], int64_t sum[4]);
int wide_part(const double *claim, size_t count, double share, int64_t sum[1]);
int wide_larger(const kernel_pairs *pairs, const double share[2], int64_t sum[1]);
int wide_narrow_part(const uint32_t *claim, size_t count, double share, int64_t sum[1]);
int wide_above(const kernel_pairs *pairs, const double share[3], int64_t sum[3]);
int wide_settle(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum);
int wide_sums(const kernel_rule *rule, const kernel_people *people, const kernel_levels *levels, kernel_outcome *sum);
int wide_reached(const kernel_rule *rule, const kernel_people *people, const kernel_goal *goal, int64_t count[4]);
int wide_reach(const kernel_people *people, double reach, int date, int64_t sum[2]);
int wide_awards(const kernel_rule *rule, const kernel_people *people, const double level[2], int date, int64_t sum[1]);
int wide_debts(const kernel_debtors *debtors, double share, int date, int64_t sum[2]);
int wide_within(const kernel_blocks *blocks, double reach, uint32_t *astride, int64_t sum[2]);
int wide_living(const uint8_t *death, size_t count, size_t dates, uint32_t *living);
#endif

#endif
