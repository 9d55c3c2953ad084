#include "engine/crowd_passes/crowd_stretches.h"

#include "base/check.h"
#include "division/level/share.h"
#include "engine/crowd_passes/crowd_kernels.h"

#include <math.h>

/* Bounds of what all have had, as shares of their claims, but for roundings. */
static double least_had(const crowd_stretch *s)
{
    return s->beside ? fmax(s->share, s->beside_share * s->ratio_least) : s->share;
}

static double most_had(const crowd_stretch *s)
{
    return s->beside ? fmax(s->share, s->beside_share * s->ratio_most) : s->share;
}

/* Whether a share of the claim is clearly larger than one that bounds what was had. */
static bool is_above(double share, double had)
{
    return share > had * (1 + 0x1p-40) + 0x1p-60;
}

static double claim_of(const crowd_stretch *s, size_t i)
{
    return s->claim ? s->claim[i] : s->narrow[i];
}

/* What a claimant has had of a share of his claim, and of that beside it. */
static int64_t had_at(const crowd_stretch *s, size_t i, double share, double unit)
{
    double x = floor(claim_of(s, i) * share);
    if (s->beside)
        x = fmax(x, floor(s->beside[i] * s->beside_share));
    return (int64_t)(unit > 1 && x < claim_of(s, i) ? floor(x / unit) * unit : x);
}

int64_t crowd_stretch_at(const crowd_stretch *s, double share, double unit)
{
    bool is_plain = !s->beside || is_above(share, s->beside_share * s->ratio_most);
    int64_t sum[1] = {0};
    if (is_plain && share >= 1)
        return s->claims;
    if (s->people || unit > 1)
        for (size_t i = 0; i < s->count; i++)
            sum[0] += had_at(s, i, share, unit) * (s->people ? s->people[i] : 1);
    else if (s->narrow)
        kernel_narrow_part(s->narrow, s->count, share, sum);
    else if (is_plain)
        kernel_part(s->claim, s->count, share, sum);
    else
        kernel_larger(&(kernel_pairs){s->count, s->claim, s->beside}, (const double[]){share, s->beside_share}, sum);
    return sum[0];
}

void crowd_takers_begin(crowd_takers *t, double least, double most, double unit)
{
    t->count = 0;
    t->claims = t->paid = t->reach = 0;
    t->least = least;
    t->most = most;
    t->unit = unit;
}

void crowd_takers_add(crowd_takers *t, const crowd_stretch *s)
{
    if (s->count == 0)
        return;
    t->of[t->count++] = *s;
    t->claims += s->claims;
    t->paid += s->paid;
    t->reach += s->share >= 1 ? s->paid : crowd_stretch_at(s, 1, t->unit);
}

/* A level: what those above what they have had get of what they claim. */
typedef struct level {
    int64_t part, whole;
} level;

static void add_one_by_one(const crowd_takers *t, const crowd_stretch *s, level at, level *next)
{
    for (size_t i = 0; i < s->count; i++) {
        int64_t claim = (int64_t)claim_of(s, i), had = had_at(s, i, s->share, t->unit),
                people = s->people ? s->people[i] : 1;
        if ((sol_wide)claim * at.part > (sol_wide)had * at.whole)
            next->whole += claim * people;
        else
            next->part -= had * people;
    }
}

/* By doubles, which leave in doubt only who is within a rounding of them; false: someone is, or a stretch is not made of claims alone. */
static bool add_together(const crowd_takers *t, const crowd_stretch *s, double near, level *next)
{
    if (!s->claim || s->people || t->unit > 1)
        return false;
    kernel_pairs pairs = {s->count, s->claim, s->beside ? s->beside : s->claim};
    int64_t sum[3] = {0};
    kernel_above(&pairs, (const double[]){s->share, s->beside ? s->beside_share : 0, near}, sum);
    if (sum[2] > 0)
        return false;
    next->whole += sum[0];
    next->part -= sum[1];
    return true;
}

/* Those near what they have had are looked at one by one. */
static level next_level(const crowd_takers *t, int64_t endowment, level at)
{
    level next = {endowment, 0};
    double near = (double)at.part / (double)at.whole;
    for (size_t i = 0; i < t->count; i++) {
        const crowd_stretch *s = &t->of[i];
        if ((least_had(s) - near) * t->least > t->unit + 3)
            next.part -= s->paid;
        else if (is_above(near, most_had(s)))
            next.whole += s->claims;
        else if (!add_together(t, s, near, &next))
            add_one_by_one(t, s, at, &next);
    }
    return next;
}

/*
 * Newton's steps on a convex sum: from the level without bounds, or that at which nobody has less than his claim, neither of which is below the
 * root, they fall to it.
 */
static double bounded_share(const crowd_takers *t, int64_t endowment)
{
    level at = endowment < t->claims ? (level){endowment, t->claims} : (level){1, 1};
    for (int step = 0; step < 200; step++) {
        level next = next_level(t, endowment, at);
        SOL_CHECK(next.whole > 0 && next.part >= 0 && next.part <= next.whole);
        if ((sol_wide)next.part * at.whole == (sol_wide)at.part * next.whole)
            break;
        at = next;
    }
    return share_above(at.part, at.whole);
}

/* Whether a share takes nothing from anyone in a stretch, some of whom have had nearly that much. */
static bool respects_each(const crowd_takers *t, const crowd_stretch *s, double share)
{
    if (!s->beside && !s->people && t->unit == 1)
        return crowd_stretch_at(s, share, 1) == s->paid;
    for (size_t i = 0; i < s->count; i++)
        if (share_award((int64_t)claim_of(s, i), share) < had_at(s, i, s->share, t->unit))
            return false;
    return true;
}

static bool respects_all(const crowd_takers *t, double share)
{
    for (size_t i = 0; i < t->count; i++) {
        const crowd_stretch *s = &t->of[i];
        if (s->share <= share && (!s->beside || is_above(share, s->beside_share * s->ratio_most)))
            continue;
        if ((least_had(s) - share) * t->most > t->unit + 3 || !respects_each(t, s, share))
            return false;
    }
    return true;
}

double crowd_takers_share(const crowd_takers *t, int64_t endowment)
{
    SOL_CHECK(endowment > t->paid);
    if (endowment >= t->reach)
        return 1;
    double share = endowment <= t->claims ? share_above(endowment, t->claims) : 1;
    return endowment <= t->claims && respects_all(t, share) ? share : bounded_share(t, endowment);
}
