/* Once, without branches, compiled for each instruction set, as in columns.c; a block's bytes first, then its amounts. */
#include "engine/passes/seen.h"

#include "engine/passes/columns_parts.h"

#define BILLION INT64_C(1000000000)

/* Takes out who is not of age, and who died between the same two pay dates as he comes of age: whether somebody has. */
INLINE unsigned come_of_age(const uint16_t *restrict of_age, const uint16_t *restrict death, size_t count,
                            uint16_t date, uint8_t *restrict takes)
{
    uint8_t doubts = 0;
    for (size_t i = 0; i < count; i++) {
        uint16_t last = date < death[i] ? date : death[i];
        uint8_t is_doubtful = (uint8_t)(date >= death[i]) & (uint8_t)(of_age[i] == last) & takes[i];
        takes[i] &= (uint8_t)(of_age[i] <= last) & (uint8_t)~is_doubtful;
        doubts |= is_doubtful;
    }
    return doubts;
}

/* Marks who of a block takes part; gives whether somebody's age is in doubt. */
INLINE unsigned take_block(const seen_claims *c, size_t from, size_t count, seen_terms terms,
                           uint8_t takes[COLUMNS_BLOCK])
{
    const uint16_t *restrict death = c->death + from, date = terms.date;
    const uint8_t *restrict kind = c->kind + from;
    const uint8_t living = !terms.for_estates & !terms.is_after_living, estates = !terms.for_living;
    const uint8_t after = terms.is_after_living ? terms.after_bit : 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t lives = (uint8_t) - (date < death[i]), is_his = (kind[i] & terms.after_bit) == after;
        takes[i] = (uint8_t)((lives & living) | (~lives & is_his & estates));
    }
    if (c->is_for_him)
        for (size_t i = 0; i < count; i++)
            takes[i] &= (c->is_for_him + from)[i];
    return c->of_age ? come_of_age(c->of_age + from, death, count, date, takes) : 0;
}

/* A share of a claim, a half up: the quotient in double is off by one at most, which the rest, exact modulo 2^64, puts right. */
INLINE int64_t share_of(int64_t claim, int64_t billionths, bool converts)
{
    int64_t whole = whole_of(near_of(claim, converts) * ((double)billionths * 1e-9) + 0.5, converts);
    int64_t rest = (int64_t)((uint64_t)claim * (uint64_t)billionths + (uint64_t)(BILLION / 2) -
                             (uint64_t)whole * (uint64_t)BILLION);
    return whole + (int64_t)(rest >= BILLION) - (int64_t)(rest < 0);
}

/* A pass: over which claims, for whom, into which columns. */
typedef struct see_pass {
    const seen_claims *claims;
    const seen_columns *out;
    seen_terms terms;
    bool has_share, converts;
} see_pass;

/* Of who takes part: what he may come to, and what he has of that. */
typedef struct sight {
    int64_t goal, had;
} sight;

INLINE sight sight_of(int64_t total, int64_t paid, int64_t takes, const see_pass *p)
{
    int64_t most = p->has_share ? share_of(total, p->terms.most_of_claims, p->converts) : p->terms.most;
    int64_t goal = smaller(total, most), owed = -(int64_t)p->terms.is_outstanding;
    int64_t is_seen = -(int64_t)((takes != 0) & (goal > paid));
    return (sight){(goal - (paid & owed)) & is_seen, paid & ~owed & is_seen};
}

INLINE void see_block(const see_pass *p, size_t from, size_t count, const uint8_t takes[COLUMNS_BLOCK], seen_sums *sums)
{
    const int64_t *restrict total = p->claims->total + from, *restrict paid = p->claims->paid + from;
    int64_t *restrict goal = p->out->goal + from, *restrict had = p->out->had + from;
    int64_t goals = 0, all_had = 0;
    for (size_t i = 0; i < count; i++) {
        sight s = sight_of(total[i], paid[i], takes[i], p);
        goal[i] = s.goal;
        had[i] = s.had;
        goals += s.goal;
        all_had += s.had;
    }
    sums->goals += goals;
    sums->had += all_had;
}

INLINE seen_sums see_rows(const see_pass *of, uint32_t *doubt)
{
    const see_pass p = *of;
    const size_t n = p.claims->count;
    seen_sums sums = {0};
    for (size_t from = 0; from < n; from += COLUMNS_BLOCK) {
        uint8_t takes[COLUMNS_BLOCK];
        unsigned doubts;
        if (from + COLUMNS_BLOCK <= n) {
            doubts = take_block(p.claims, from, COLUMNS_BLOCK, p.terms, takes);
            see_block(&p, from, COLUMNS_BLOCK, takes, &sums);
        } else {
            doubts = take_block(p.claims, from, n - from, p.terms, takes);
            see_block(&p, from, n - from, takes, &sums);
        }
        if (doubts)
            doubt[sums.doubt_count++] = (uint32_t)(from / COLUMNS_BLOCK);
    }
    return sums;
}

/* A loop of its own for each kind, so that most multiply nothing. */
INLINE seen_sums see(see_pass p, uint32_t *doubt)
{
    p.has_share = true;
    if (p.terms.most_of_claims >= 0)
        return see_rows(&p, doubt);
    p.has_share = false;
    return see_rows(&p, doubt);
}

void seen_add(const seen_claims *claims, const seen_terms *terms, const seen_columns *out, size_t row, seen_sums *sums)
{
    const see_pass p = {claims, out, *terms, terms->most_of_claims >= 0, true};
    sight s = sight_of(claims->total[row], claims->paid[row], 1, &p);
    out->goal[row] = s.goal;
    out->had[row] = s.had;
    sums->goals += s.goal;
    sums->had += s.had;
}

INLINE seen_parted part(const seen_registered *rows)
{
    const int64_t *restrict had = rows->had, *restrict total = rows->total;
    int64_t *restrict paid = rows->paid, *restrict principal = rows->principal, *restrict held = rows->held;
    int64_t all_paid = 0, all_held = 0;
    for (size_t i = 0; i < rows->count; i++) {
        int64_t more = had[i] - paid[i] - held[i], is_open = -(int64_t)(total[i] > 0), now = paid[i] + (more & is_open);
        int64_t left = smaller(principal[i], total[i] - now);
        paid[i] = now;
        held[i] += more & ~is_open;
        principal[i] = (left & is_open) | (principal[i] & ~is_open);
        all_paid += more & is_open;
        all_held += more & ~is_open;
    }
    return (seen_parted){all_paid, all_held};
}

#define VERSION(set, attributes, does_convert)                                                                         \
    attributes static seen_sums see_##set(const seen_claims *claims, const seen_terms *terms,                          \
                                          const seen_columns *columns, uint32_t *doubt)                                \
    {                                                                                                                  \
        return see((see_pass){claims, columns, *terms, false, does_convert}, doubt);                                   \
    }                                                                                                                  \
    attributes static seen_parted part_##set(const seen_registered *rows)                                              \
    {                                                                                                                  \
        return part(rows);                                                                                             \
    }                                                                                                                  \
    static const seen_version version_##set = {#set, see_##set, part_##set};

COLUMNS_VERSIONS(seen_version, seen_versions)
