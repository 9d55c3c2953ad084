#include "engine/history/passes.h"

#include "engine/passes/columns_parts.h"

INLINE double lesser(double a, double b)
{
    return a < b ? a : b;
}

INLINE double greater(double a, double b)
{
    return a > b ? a : b;
}

/* The whole part of 0 <= x < 2^51. */
INLINE double whole_part(double x)
{
    double nearest = (x + 0x1p52) - 0x1p52;
    return nearest - (nearest > x ? 1.0 : 0.0);
}

INLINE double total_of(const double lane[HISTORY_LANES])
{
    double sum = 0;
    for (size_t k = 0; k < HISTORY_LANES; k++)
        sum += lane[k];
    return sum;
}

/* Amounts are whole, so that the order of their sum is nothing to it. */
INLINE double sum(size_t count, const double *restrict x)
{
    double lane[HISTORY_LANES] = {0};
    size_t i = 0;
    for (; i + HISTORY_LANES <= count; i += HISTORY_LANES)
        for (size_t k = 0; k < HISTORY_LANES; k++)
            lane[k] += x[i + k];
    double rest = total_of(lane);
    for (; i < count; i++)
        rest += x[i];
    return rest;
}

INLINE void put(double award, double claim, const history_pass *p, double *had)
{
    double units = p->unit == 1 ? award : whole_part(award / p->unit) * p->unit;
    *had = award >= claim ? claim : units;
}

INLINE void put_shares(const history_pass p, size_t count, const double *restrict base, const double *restrict claim,
                       double *restrict had)
{
    for (size_t i = 0; i < count; i++)
        put(whole_part(lesser(base[i], p.cap) * p.at), claim[i], &p, &had[i]);
}

INLINE void put_amounts(const history_pass p, size_t count, const double *restrict base, const double *restrict claim,
                        double *restrict had)
{
    for (size_t i = 0; i < count; i++) {
        double seen = lesser(base[i], p.cap), x = p.anchor * seen + p.at;
        x = lesser(greater(x, p.from * seen), p.to * seen);
        put(whole_part(p.scale == 1 ? x : x / p.scale), claim[i], &p, &had[i]);
    }
}

/* One loop for each kind of unit, so that most divide by none. */
INLINE double shares(const history_pass *p, size_t count, const double *base, const double *claim, double *had)
{
    history_pass one = *p;
    one.unit = 1;
    if (p->unit == 1)
        put_shares(one, count, base, claim, had);
    else
        put_shares(*p, count, base, claim, had);
    return sum(count, had);
}

INLINE double amounts(const history_pass *p, size_t count, const double *base, const double *claim, double *had)
{
    history_pass one = *p;
    one.unit = one.scale = 1;
    if (p->unit == 1 && p->scale == 1)
        put_amounts(one, count, base, claim, had);
    else
        put_amounts(*p, count, base, claim, had);
    return sum(count, had);
}

INLINE double sum_each(const history_pass p, size_t count, const double *restrict base)
{
    double lane[HISTORY_LANES] = {0}, rest = 0;
    size_t i = 0;
    for (; i + HISTORY_LANES <= count; i += HISTORY_LANES)
        for (size_t k = 0; k < HISTORY_LANES; k++) {
            double award = whole_part(lesser(base[i + k], p.cap) * p.at);
            lane[k] += p.unit == 1 ? award : whole_part(award / p.unit) * p.unit;
        }
    for (; i < count; i++) {
        double award = whole_part(lesser(base[i], p.cap) * p.at);
        rest += p.unit == 1 ? award : whole_part(award / p.unit) * p.unit;
    }
    return total_of(lane) + rest;
}

INLINE double sum_shares(const history_pass *p, size_t count, const double *base)
{
    history_pass one = *p;
    one.unit = 1;
    return p->unit == 1 ? sum_each(one, count, base) : sum_each(*p, count, base);
}

INLINE void raise_to(double award, double claim, double unit, double *had)
{
    double units = unit == 1 ? award : whole_part(award / unit) * unit, has = award >= claim ? claim : units;
    *had = greater(*had, has);
}

INLINE void lives(const history_course *of, size_t count, const int32_t *restrict date, const double *restrict base,
                  double *restrict had)
{
    const history_course c = *of;
    for (size_t i = 0; i < count && c.is_share; i++)
        raise_to(whole_part(lesser(base[i], c.cap) * c.at[date[i]]), c.claim[i], c.unit, &had[i]);
    for (size_t i = 0; i < count && !c.is_share; i++) {
        double seen = lesser(base[i], c.cap), x = c.anchor[date[i]] * seen + c.at[date[i]];
        x = lesser(greater(x, c.from[date[i]] * seen), c.to[date[i]] * seen);
        raise_to(whole_part(c.scale == 1 ? x : x / c.scale), c.claim[i], c.unit, &had[i]);
    }
}

INLINE history_sides sides(const history_pass *of, size_t count, const double *restrict base,
                           const double *restrict claim, const double *restrict had)
{
    const history_pass p = *of;
    double fixed[HISTORY_BLOCK], anchors[HISTORY_BLOCK], slopes[HISTORY_BLOCK];
    for (size_t i = 0; i < count; i++) {
        double seen = lesser(base[i], p.cap), anchor = p.anchor * seen, x = anchor + p.at, least = had[i] * p.scale;
        double low = greater(p.from * seen, least), high = greater(p.to * seen, least);
        double open = had[i] < claim[i] ? 1.0 : 0.0, below = x < low ? 1.0 : 0.0, above = x >= high ? 1.0 : 0.0;
        double free = open * (1 - below) * (1 - above);
        fixed[i] = open * (below * low + (1 - below) * above * high);
        anchors[i] = free * anchor;
        slopes[i] = free;
    }
    return (history_sides){sum(count, fixed), sum(count, anchors), sum(count, slopes)};
}

INLINE history_shares share_sides(const history_pass *of, size_t count, const double *restrict base,
                                  const double *restrict claim, const double *restrict had)
{
    const history_pass p = *of;
    double fixed[HISTORY_BLOCK], slopes[HISTORY_BLOCK], close[HISTORY_BLOCK];
    for (size_t i = 0; i < count; i++) {
        double seen = lesser(base[i], p.cap), x = seen * p.at, off = x * 0x1p-48;
        double open = had[i] < claim[i] ? 1.0 : 0.0, is_all = had[i] >= seen ? 1.0 : 0.0;
        double is_below = x + off < had[i] ? 1.0 : 0.0, is_above = x - off > had[i] ? 1.0 : 0.0;
        double stays = open * greater(is_all, is_below), rises = open * (1 - is_all) * is_above;
        fixed[i] = stays * had[i];
        slopes[i] = rises * seen;
        close[i] = open - stays - rises;
    }
    return (history_shares){sum(count, fixed), sum(count, slopes), sum(count, close)};
}

INLINE history_parts parts(const history_pass *of, size_t count, const double *restrict base,
                           const double *restrict claim, const double *restrict had)
{
    const history_pass p = *of;
    double whole[HISTORY_BLOCK], lost[HISTORY_BLOCK];
    for (size_t i = 0; i < count; i++) {
        double gives = lesser(base[i], p.cap) * p.at, award = whole_part(gives);
        double open = had[i] < claim[i] ? 1.0 : 0.0;
        whole[i] = open * greater(award, had[i]);
        lost[i] = gives > had[i] ? open * (gives - award) : 0.0;
    }
    return (history_parts){sum(count, whole), sum(count, lost)};
}

INLINE history_raising raise(size_t count, const double *restrict claim, const double *restrict other,
                             double *restrict had)
{
    double claims[HISTORY_BLOCK], paid[HISTORY_BLOCK], opens[HISTORY_BLOCK];
    for (size_t i = 0; i < count; i++) {
        double has = greater(had[i], other[i]), open = has < claim[i] ? 1.0 : 0.0;
        had[i] = has;
        claims[i] = open * claim[i];
        paid[i] = open * has;
        opens[i] = open;
    }
    return (history_raising){sum(count, had), sum(count, claims), sum(count, paid), sum(count, opens)};
}

#define VERSION(set, attributes, does_convert)                                                                         \
    attributes static double shares_##set(const history_pass *p, size_t count, const double *base,                     \
                                          const double *claim, double *had)                                            \
    {                                                                                                                  \
        return shares(p, count, base, claim, had);                                                                     \
    }                                                                                                                  \
    attributes static double amounts_##set(const history_pass *p, size_t count, const double *base,                    \
                                           const double *claim, double *had)                                           \
    {                                                                                                                  \
        return amounts(p, count, base, claim, had);                                                                    \
    }                                                                                                                  \
    attributes static double sum_##set(size_t count, const double *x)                                                  \
    {                                                                                                                  \
        return sum(count, x);                                                                                          \
    }                                                                                                                  \
    attributes static history_sides sides_##set(const history_pass *p, size_t count, const double *base,               \
                                                const double *claim, const double *had)                                \
    {                                                                                                                  \
        return sides(p, count, base, claim, had);                                                                      \
    }                                                                                                                  \
    attributes static history_shares share_sides_##set(const history_pass *p, size_t count, const double *base,        \
                                                       const double *claim, const double *had)                         \
    {                                                                                                                  \
        return share_sides(p, count, base, claim, had);                                                                \
    }                                                                                                                  \
    attributes static history_parts parts_##set(const history_pass *p, size_t count, const double *base,               \
                                                const double *claim, const double *had)                                \
    {                                                                                                                  \
        return parts(p, count, base, claim, had);                                                                      \
    }                                                                                                                  \
    attributes static history_raising raise_##set(size_t count, const double *claim, const double *other, double *had) \
    {                                                                                                                  \
        return raise(count, claim, other, had);                                                                        \
    }                                                                                                                  \
    attributes static double sum_shares_##set(const history_pass *p, size_t count, const double *base)                 \
    {                                                                                                                  \
        return sum_shares(p, count, base);                                                                             \
    }                                                                                                                  \
    attributes static void lives_##set(const history_course *c, size_t count, const int32_t *date, const double *base, \
                                       double *had)                                                                    \
    {                                                                                                                  \
        lives(c, count, date, base, had);                                                                              \
    }                                                                                                                  \
    static const history_passes version_##set = {                                                                      \
        .name = #set,                                                                                                  \
        .shares = shares_##set,                                                                                        \
        .amounts = amounts_##set,                                                                                      \
        .sum = sum_##set,                                                                                              \
        .sum_shares = sum_shares_##set,                                                                                \
        .lives = lives_##set,                                                                                          \
        .sides = sides_##set,                                                                                          \
        .parts = parts_##set,                                                                                          \
        .share_sides = share_sides_##set,                                                                              \
        .raise = raise_##set,                                                                                          \
    };

COLUMNS_VERSIONS(history_passes, history_passes_versions)
