/* Checks by changing claims and weights. */
#include "division/axioms/axiom.h"

#include <math.h>

static const char *raised(axiom_search *s, size_t i, int64_t by)
{
    double claim = (double)s->base.claim[i].units;
    return sol_arena_print(s->arena, "if claimant %zu claims %s instead of %s", s->base.who[i],
                           axiom_amount(s, claim + (double)by), axiom_amount(s, claim));
}

static bool tell_award(axiom_search *s, const char *change, size_t who, double now, double before)
{
    return axiom_tell(s, "%s, claimant %zu gets %s instead of %s", change, who, axiom_amount(s, now),
                      axiom_amount(s, before));
}

/* Looks at each raise of each claim; `money` grows with it if wanted. */
typedef bool raise_check(axiom_search *s, const axiom_problem *p, size_t i, int64_t by);

static bool each_raise(axiom_search *s, bool funded, raise_check *check)
{
    for (size_t i = 0; i < s->base.count; i++)
        for (int k = 0; k < AXIOM_RAISES; k++) {
            axiom_problem p = s->base;
            int64_t by = axiom_raise(s, i, k);
            p.claim[i].units += by;
            p.endowment += funded ? by : 0;
            axiom_divide(s, &p);
            if (check(s, &p, i, by))
                return true;
        }
    return false;
}

static bool own_falls(axiom_search *s, const axiom_problem *p, size_t i, int64_t by)
{
    return axiom_below(s, p->award[i], s->base.award[i]) &&
           tell_award(s, raised(s, i, by), p->who[i], p->award[i], s->base.award[i]);
}

bool axiom_own_claim(axiom_search *s)
{
    return each_raise(s, false, own_falls);
}

static bool other_rises(axiom_search *s, const axiom_problem *p, size_t i, int64_t by)
{
    for (size_t j = 0; j < p->count; j++)
        if (j != i && axiom_below(s, s->base.award[j], p->award[j]))
            return tell_award(s, raised(s, i, by), p->who[j], p->award[j], s->base.award[j]);
    return false;
}

bool axiom_others_claim(axiom_search *s)
{
    return each_raise(s, false, other_rises);
}

static bool own_rises_by_more(axiom_search *s, const axiom_problem *p, size_t i, int64_t by)
{
    return axiom_below(s, s->base.award[i] + (double)by, p->award[i]) &&
           tell_award(s, sol_arena_print(s->arena, "%s, with the endowment more by as much", raised(s, i, by)),
                      p->who[i], p->award[i], s->base.award[i]);
}

bool axiom_linked(axiom_search *s)
{
    return each_raise(s, true, own_rises_by_more);
}

static bool losses_disordered(axiom_search *s, const axiom_problem *p, size_t i, int64_t by)
{
    for (size_t j = 0; j < p->count; j++)
        for (size_t k = 0; k < p->count; k++) {
            double a = s->base.award[j] - p->award[j], b = s->base.award[k] - p->award[k];
            if (j != i && k != i && p->claim[j].units <= p->claim[k].units && axiom_below(s, b, a))
                return axiom_tell(s, "%s, claimant %zu loses %s and claimant %zu %s", raised(s, i, by), p->who[j],
                                  axiom_amount(s, a), p->who[k], axiom_amount(s, b));
        }
    return false;
}

bool axiom_ordered_claims(axiom_search *s)
{
    return each_raise(s, false, losses_disordered);
}

/* Shifts a part of one claim to another. */
typedef bool shift_check(axiom_search *s, const axiom_problem *p, size_t from, size_t to);

static bool shift_between(axiom_search *s, size_t from, size_t to, shift_check *check)
{
    for (int quarters = 1; quarters <= 4; quarters++) {
        axiom_problem p = s->base;
        int64_t part = p.claim[from].units / 4 * quarters;
        p.claim[from].units -= part;
        p.claim[to].units += part;
        axiom_divide(s, &p);
        if (check(s, &p, from, to))
            return true;
    }
    return false;
}

static bool each_shift(axiom_search *s, shift_check *check)
{
    for (size_t from = 0; from < s->base.count; from++)
        for (size_t to = 0; to < s->base.count; to++)
            if (to != from && shift_between(s, from, to, check))
                return true;
    return false;
}

static const char *shifted(axiom_search *s, const axiom_problem *p, size_t from, size_t to)
{
    double part = (double)(s->base.claim[from].units - p->claim[from].units);
    return sol_arena_print(s->arena, "if %s of the claim passes from claimant %zu to %zu", axiom_amount(s, part),
                           p->who[from], p->who[to]);
}

static bool paradox(axiom_search *s, const axiom_problem *p, size_t from, size_t to)
{
    if (axiom_below(s, p->award[to], s->base.award[to]))
        return tell_award(s, shifted(s, p, from, to), p->who[to], p->award[to], s->base.award[to]);
    return axiom_below(s, s->base.award[from], p->award[from]) &&
           tell_award(s, shifted(s, p, from, to), p->who[from], p->award[from], s->base.award[from]);
}

bool axiom_transfer_paradox(axiom_search *s)
{
    return each_shift(s, paradox);
}

static bool unbounded(axiom_search *s, const axiom_problem *p, size_t from, size_t to)
{
    double part = (double)(s->base.claim[from].units - p->claim[from].units);
    size_t who = fabs(p->award[to] - s->base.award[to]) > part + s->tolerance ? to : from;
    return fabs(p->award[who] - s->base.award[who]) > part + s->tolerance &&
           tell_award(s, shifted(s, p, from, to), p->who[who], p->award[who], s->base.award[who]);
}

bool axiom_bounded_transfer(axiom_search *s)
{
    return each_shift(s, unbounded);
}

static bool sum_changes(axiom_search *s, const axiom_problem *p, size_t from, size_t to)
{
    double before = s->base.award[from] + s->base.award[to], now = p->award[from] + p->award[to];
    return fabs(now - before) > 2 * s->tolerance &&
           axiom_tell(s, "%s, the two get %s together instead of %s", shifted(s, p, from, to), axiom_amount(s, now),
                      axiom_amount(s, before));
}

bool axiom_transfer_gain(axiom_search *s)
{
    return each_shift(s, sum_changes);
}

bool axiom_merging(axiom_search *s)
{
    for (size_t i = 0; i < s->base.count; i++)
        for (size_t j = 0; j < s->base.count; j++) {
            if (i == j)
                continue;
            axiom_problem p = s->base;
            p.claim[i].units += p.claim[j].units;
            p = axiom_without(&p, j);
            axiom_divide(s, &p);
            double before = s->base.award[i] + s->base.award[j], now = p.award[i - (j < i)];
            if (now > before + 2 * s->tolerance)
                return axiom_tell(s, "if claimants %zu and %zu merge, they get %s instead of %s together",
                                  s->base.who[i], s->base.who[j], axiom_amount(s, now), axiom_amount(s, before));
        }
    return false;
}

bool axiom_splitting(axiom_search *s)
{
    for (size_t i = 0; i < s->base.count; i++)
        for (int quarters = 1; quarters <= 2; quarters++) {
            axiom_problem p = s->base;
            size_t last = p.count++;
            int64_t part = p.claim[i].units / 4 * quarters;
            p.who[last] = p.who[i];
            p.claim[last].units = part;
            p.claim[i].units -= part;
            p.weight[last] = p.weight[i];
            p.urgency[last] = p.urgency[i];
            p.survival[last] = p.survival[i];
            axiom_divide(s, &p);
            double now = p.award[i] + p.award[last];
            if (now > s->base.award[i] + 2 * s->tolerance)
                return axiom_tell(s, "if claimant %zu splits off %s, the parts get %s instead of %s", p.who[i],
                                  axiom_amount(s, (double)part), axiom_amount(s, now),
                                  axiom_amount(s, s->base.award[i]));
        }
    return false;
}

static bool weight_hurts(axiom_search *s, size_t i, double factor)
{
    axiom_problem p = s->base;
    p.weight[i] *= factor;
    axiom_divide(s, &p);
    for (size_t j = 0; j < p.count; j++) {
        double more = (j == i ? -1 : 1) * (p.award[j] - s->base.award[j]);
        if (more <= s->tolerance)
            continue;
        const char *change = sol_arena_print(s->arena, "if the weight of claimant %zu is %.4g instead of %.4g",
                                             p.who[i], p.weight[i], s->base.weight[i]);
        return tell_award(s, change, p.who[j], p.award[j], s->base.award[j]);
    }
    return false;
}

bool axiom_weight_monotone(axiom_search *s)
{
    for (size_t i = 0; i < s->base.count; i++)
        if (weight_hurts(s, i, 1.125) || weight_hurts(s, i, 3))
            return true;
    return false;
}

bool axiom_weight_scale(axiom_search *s)
{
    axiom_problem p = s->base;
    for (size_t i = 0; i < p.count; i++)
        p.weight[i] *= 3;
    axiom_divide(s, &p);
    for (size_t i = 0; i < p.count; i++)
        if (axiom_differ(s, p.award[i], s->base.award[i]))
            return tell_award(s, "with all weights times 3", p.who[i], p.award[i], s->base.award[i]);
    return false;
}

bool axiom_equal_weights(axiom_search *s)
{
    axiom_problem p = s->base, plain = s->base;
    for (size_t i = 0; i < p.count; i++)
        p.weight[i] = 1.75;
    axiom_divide(s, &p);
    bool was_weighted = s->is_weighted;
    s->is_weighted = false;
    axiom_divide(s, &plain);
    s->is_weighted = was_weighted;
    for (size_t i = 0; i < p.count; i++)
        if (axiom_differ(s, p.award[i], plain.award[i]))
            return tell_award(s, "with equal weights", p.who[i], p.award[i], plain.award[i]);
    return false;
}
