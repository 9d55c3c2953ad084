#include "engine/crowd_stretches.h"

#include "base/check.h"
#include "division/share.h"
#include "engine/crowd_kernels.h"

int64_t crowd_stretch_parts(const crowd_stretch *s, double share)
{
    int64_t sum[1] = {0};
    kernel_part(s->claim, s->count, share, sum);
    return sum[0];
}

void crowd_takers_add(crowd_takers *t, crowd_stretch s)
{
    if (s.count == 0 || s.share >= 1)
        return;
    t->of[t->count++] = s;
    t->claims += s.claims;
    t->paid += s.paid;
}

/* A level: what those above what they have had get of what they claim. */
typedef struct level {
    int64_t part, whole;
} level;

static void add_one_by_one(const crowd_stretch *s, level at, level *next)
{
    for (size_t i = 0; i < s->count; i++) {
        int64_t claim = (int64_t)s->claim[i], had = share_award(claim, s->share);
        if ((sol_wide)claim * at.part > (sol_wide)had * at.whole)
            next->whole += claim;
        else
            next->part -= had;
    }
}

/* Those within a rounding of what they have had are looked at one by one. */
static level next_level(const crowd_takers *t, int64_t endowment, level at)
{
    level next = {endowment, 0};
    double near = (double)at.part / (double)at.whole;
    for (size_t i = 0; i < t->count; i++) {
        const crowd_stretch *s = &t->of[i];
        if ((s->share - near) * t->least > 2)
            next.part -= s->paid;
        else if (near > s->share * (1 + 0x1p-40) + 0x1p-60)
            next.whole += s->claims;
        else
            add_one_by_one(s, at, &next);
    }
    return next;
}

/* Newton's steps on a convex sum: from the level without bounds, which is not below the root, they fall to it. */
static double bounded_share(const crowd_takers *t, int64_t endowment)
{
    level at = {endowment, t->claims};
    for (int step = 0; step < 200; step++) {
        level next = next_level(t, endowment, at);
        SOL_CHECK(next.whole > 0 && next.part >= 0 && next.part <= next.whole);
        if ((sol_wide)next.part * at.whole == (sol_wide)at.part * next.whole)
            break;
        at = next;
    }
    return share_above(at.part, at.whole);
}

/* Whether a share takes nothing from anyone. */
static bool respects_all(const crowd_takers *t, double share)
{
    for (size_t i = 0; i < t->count; i++) {
        const crowd_stretch *s = &t->of[i];
        if (s->share <= share)
            continue;
        if ((s->share - share) * t->most > 2 || crowd_stretch_parts(s, share) != s->paid)
            return false;
    }
    return true;
}

double crowd_takers_share(const crowd_takers *t, int64_t endowment)
{
    SOL_CHECK(t->claims > t->paid && endowment > t->paid);
    if (endowment >= t->claims)
        return 1;
    double share = share_above(endowment, t->claims);
    return respects_all(t, share) ? share : bounded_share(t, endowment);
}
