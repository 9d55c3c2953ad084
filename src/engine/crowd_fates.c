/* Each pass is written once, inlined into a version with AVX2 and one without; crowd_fates_wide.c has them for AVX-512. */
#include "engine/crowd_fates.h"
#include "engine/crowd_wide.h"

#include <string.h>

#define INLINE static inline __attribute__((always_inline))

/* What a little less and a little more than a share gives. */
typedef struct award {
    int64_t whole;
    int is_doubtful;
} award;

INLINE award award_of(double claim, double share)
{
    double x = claim * share, above = x * (1 + 2 * FATES_OFF);
    return (award){(int64_t)x, (int64_t)x != (int64_t)above};
}

INLINE int64_t sum_body(const fates_rows *r, const double *share, uint64_t doubtful[FATES_CHUNKS])
{
    int64_t sum = 0;
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t i = 0; i < r->count; i++) {
        award a = award_of(r->claim[i], share[r->fate[i] < r->last ? r->fate[i] : r->last]);
        sum += a.is_doubtful ? 0 : a.whole;
        doubtful[i / FATES_CHUNK] |= (uint64_t)a.is_doubtful << i % FATES_CHUNK;
    }
    return sum;
}

INLINE void settle_body(const fates_rows *r, const fates_shares *s, fates_outcome *sum, uint64_t doubtful[FATES_CHUNKS])
{
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t i = 0; i < r->count; i++) {
        award life = award_of(r->claim[i], s->in_life[r->fate[i]]), all = award_of(r->claim[i], s->all[r->fate[i]]);
        int is_doubtful = life.is_doubtful | all.is_doubtful;
        doubtful[i / FATES_CHUNK] |= (uint64_t)is_doubtful << i % FATES_CHUNK;
        if (is_doubtful)
            continue;
        sum->in_life += life.whole;
        sum->all += all.whole;
        sum->had_in_life += life.whole > 0;
        sum->had += all.whole > 0;
        sum->had_and_lives += all.whole > 0 && r->fate[i] >= s->end;
    }
}

#define VERSION(set, attributes)                                                                                       \
    attributes static int64_t sum_##set(const fates_rows *rows, const double *share, uint64_t *doubtful)               \
    {                                                                                                                  \
        return sum_body(rows, share, doubtful);                                                                        \
    }                                                                                                                  \
    attributes static void settle_##set(const fates_rows *rows, const fates_shares *shares, fates_outcome *sum,        \
                                        uint64_t *doubtful)                                                            \
    {                                                                                                                  \
        settle_body(rows, shares, sum, doubtful);                                                                      \
    }                                                                                                                  \
    static const fates_version version_##set = {#set, sum_##set, settle_##set};

VERSION(scalar, )

#if CROWD_HAS_WIDE

VERSION(avx2, __attribute__((target("avx2"))))

size_t fates_versions(fates_version version[static 3])
{
    size_t count = 0;
    if (wide_runs())
        version[count++] = fates_wide;
    if (__builtin_cpu_supports("avx2"))
        version[count++] = version_avx2;
    version[count++] = version_scalar;
    return count;
}

#else

size_t fates_versions(fates_version version[static 3])
{
    version[0] = version_scalar;
    return 1;
}

#endif
