/* What a level says of all claimants of a block, whose claims are near each other: whether some may, or all must, have had a share. */
#include "engine/crowd_passes/crowd_parts.h"

/* Whether some may have had it by their instalments, or all have, as `slack` is below or above. */
static bool by_instalment(const crowd_layout *l, const crowd_block *b, crowd_level at, double share, double slack)
{
    return l->instalment && at.b * ((double)l->instalment / 1e9) >= share + slack / b->least;
}

static bool some_may(const crowd_layout *l, const crowd_block *b, crowd_level at, crowd_goal goal)
{
    double share = goal.share, unit = goal.unit;
    double theta = (double)l->theta / (double)l->scale, least = share * b->least - unit - 1;
    if (crowd_is_share(l))
        return at.a >= share - (unit + 1) / b->least || by_instalment(l, b, at, share, -(unit + 2));
    if (l->kind == CROWD_ORDER)
        return at.a > b->before_least && at.a - b->before_least >= least;
    bool by_part = (share <= theta || b->least * (share - theta) <= unit + 1) && at.a >= least && at.a > 0;
    return by_part || at.b <= (1 - share) * b->most + unit + 1;
}

static bool all_must(const crowd_layout *l, const crowd_block *b, crowd_level at, crowd_goal goal)
{
    double share = goal.share, unit = goal.unit;
    double theta = (double)l->theta / (double)l->scale;
    if (crowd_is_share(l))
        return at.a >= 1 || at.a >= share + (unit + 2) / b->least || by_instalment(l, b, at, share, unit + 3);
    if (l->kind == CROWD_ORDER)
        return at.a >= b->before_most + b->most;
    if (at.b == 0 || (l->theta == l->scale && at.a >= b->most))
        return true;
    bool by_part = (theta - share) * b->least >= unit + 2 && at.a >= share * b->most + unit + 2;
    return by_part || (1 - share) * b->least >= at.b + unit + 2;
}

/* Neighbours are alike: the search begins where theirs ended. */
crowd_range crowd_range_of(const crowd_layout *l, const crowd_block *b, const crowd_level *level, crowd_goal goal,
                           size_t *hint)
{
    crowd_range r = {*hint, 0};
    while (r.first > 0 && some_may(l, b, level[r.first], goal))
        r.first--;
    while (r.first < l->dates && !some_may(l, b, level[r.first + 1], goal))
        r.first++;
    for (r.sure = r.first; r.sure < l->dates; r.sure++)
        if (all_must(l, b, level[r.sure + 1], goal))
            break;
    *hint = r.first;
    return r;
}
