/* What is decided by roundings is decided here to a hundred bits; what even those do not tell apart is the same. */
#include "engine/crowd_weighted/crowd_ages.h"

#include <math.h>

/* The whole part of a level times a weighted claim, up to the claim. */
static double part_of(const aged_level *at, double claim, double weight)
{
    double slope = claim * weight, x = slope * at->near, near = nearbyint(x);
    if (x > claim + 1)
        return claim;
    bool is_near = fabs(x - near) <= x * 0x1p-44;
    double whole = is_near && long_sum_compare(long_sum_product(claim, weight), at->part, near, at->whole) < 0
                       ? near - 1
                   : is_near ? near
                             : floor(x);
    return fmin(whole, claim);
}

double aged_award(const crowd *c, size_t lane, size_t generation, size_t claimant, size_t dates)
{
    const crowd_ages *ages = c->layout->ages;
    const aged_trial *t = &c->aged->of[lane];
    size_t place = ages_place(generation, t->fate[claimant]);
    double had = 0, claim = c->layout->claim[claimant];
    for (size_t k = 0; k < dates; k++) {
        if (!t->level[k].is_there)
            continue;
        size_t age = k < ages->seen[place] ? ages->living[k * ages->count + generation] : ages->age[place];
        had = fmax(had, t->level[k].pays_all ? claim : part_of(&t->level[k], claim, ages->weight[age]));
    }
    return had;
}
