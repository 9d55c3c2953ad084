/* Each pass is written once, inlined into a version with AVX2 and one without; crowd_fates_wide.c has them for AVX-512. */
#include "engine/crowd_passes/crowd_fates.h"

#include "engine/crowd_passes/crowd_chunks.h"

#include <math.h>
#include <string.h>

_Static_assert((int)FATES_CHUNK == (int)CHUNK, "chunks are those of crowd_chunks.h");

/* What a chunk of claimants gets: whole parts, 0 for who is doubtful. */
typedef struct awards {
    double whole[FATES_CHUNK];
    int64_t is_doubtful[FATES_CHUNK]; /* a mask */
} awards;

/* A little less and a little more than a share must give the same. */
INLINE awards awards_of(const double *restrict claim, const double *restrict share)
{
    awards a;
    for (size_t i = 0; i < FATES_CHUNK; i++) {
        double x = claim[i] * share[i], whole = floor(x), other = floor(x * (1 + 2 * FATES_OFF));
        a.is_doubtful[i] = -(int64_t)(whole != other);
        a.whole[i] = bits_as_double(double_as_bits(whole) & ~a.is_doubtful[i]);
    }
    return a;
}

/* Claims of a chunk, 0 behind the last claimant. */
INLINE size_t take_chunk(const fates_rows *r, size_t from, double claim[FATES_CHUNK])
{
    size_t count = r->count - from < FATES_CHUNK ? r->count - from : FATES_CHUNK;
    for (size_t i = 0; i < FATES_CHUNK; i++)
        claim[i] = i < count ? r->claim[from + i] : 0;
    return count;
}

INLINE void take_shares(const uint8_t *fate, uint8_t last, const double *share, double of[FATES_CHUNK])
{
    for (size_t i = 0; i < FATES_CHUNK; i++)
        of[i] = share[(fate[i] < last ? fate[i] : last) % FATES_MOST];
}

INLINE int64_t sum_body(const fates_rows *r, const double *share, uint64_t doubtful[FATES_CHUNKS])
{
    double claim[FATES_CHUNK], of[FATES_CHUNK];
    int64_t sum = 0;
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t from = 0; from < r->count; from += FATES_CHUNK) {
        take_chunk(r, from, claim);
        take_shares(r->fate + from, r->last, share, of);
        awards a = awards_of(claim, of);
        sum += (int64_t)chunk_sum(a.whole);
        doubtful[from / FATES_CHUNK] = chunk_bits(a.is_doubtful);
    }
    return sum;
}

INLINE void settle_body(const fates_rows *r, const fates_shares *s, fates_outcome *sum, uint64_t doubtful[FATES_CHUNKS])
{
    double claim[FATES_CHUNK], of[FATES_CHUNK];
    memset(doubtful, 0, FATES_CHUNKS * sizeof *doubtful);
    for (size_t from = 0; from < r->count; from += FATES_CHUNK) {
        size_t count = take_chunk(r, from, claim);
        take_shares(r->fate + from, FATES_MOST - 1, s->in_life, of);
        awards life = awards_of(claim, of);
        take_shares(r->fate + from, FATES_MOST - 1, s->all, of);
        awards all = awards_of(claim, of);
        for (size_t i = 0; i < count; i++) {
            int64_t is_doubtful = life.is_doubtful[i] | all.is_doubtful[i];
            life.is_doubtful[i] = is_doubtful;
            life.whole[i] = bits_as_double(double_as_bits(life.whole[i]) & ~is_doubtful);
            all.whole[i] = bits_as_double(double_as_bits(all.whole[i]) & ~is_doubtful);
            sum->had_in_life += life.whole[i] > 0;
            sum->had += all.whole[i] > 0;
            sum->had_and_lives += all.whole[i] > 0 && r->fate[from + i] >= s->end;
        }
        sum->in_life += (int64_t)chunk_sum(life.whole);
        sum->all += (int64_t)chunk_sum(all.whole);
        doubtful[from / FATES_CHUNK] = chunk_bits(life.is_doubtful);
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

CHUNK_VERSIONS(fates_versions, fates_version, fates_wide)
