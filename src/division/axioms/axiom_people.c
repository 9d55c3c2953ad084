/* Checks by changing who takes part. */
#include "division/axioms/axiom.h"

#include <math.h>

static bool tell_award(axiom_search *s, const char *change, size_t who, double now, double before)
{
    return axiom_tell(s, "%s, claimant %zu gets %s instead of %s", change, who, axiom_amount(s, now),
                      axiom_amount(s, before));
}

/* Those who may leave with their awards. */
typedef bool leaver(const axiom_search *s, size_t i);

static bool anyone(const axiom_search *s, size_t i)
{
    (void)s, (void)i;
    return true;
}

static bool claims_nothing(const axiom_search *s, size_t i)
{
    return s->base.claim[i].units == 0;
}

static bool gets_nothing(const axiom_search *s, size_t i)
{
    return s->base.award[i] <= s->tolerance / 1000;
}

static bool gets_all(const axiom_search *s, size_t i)
{
    return s->base.award[i] >= (double)s->base.claim[i].units - s->tolerance / 1000;
}

static bool changes_by_leaving(axiom_search *s, leaver *may_leave)
{
    for (size_t i = 0; i < s->base.count; i++) {
        if (!may_leave(s, i))
            continue;
        axiom_problem stayed = axiom_without(&s->base, i), p = stayed;
        p.endowment -= llround(s->base.award[i]);
        axiom_divide(s, &p);
        for (size_t j = 0; j < p.count; j++)
            if (axiom_differ(s, p.award[j], stayed.award[j]))
                return tell_award(s,
                                  sol_arena_print(s->arena, "if claimant %zu leaves with %s", s->base.who[i],
                                                  axiom_amount(s, s->base.award[i])),
                                  p.who[j], p.award[j], stayed.award[j]);
    }
    return false;
}

bool axiom_consistent(axiom_search *s)
{
    return changes_by_leaving(s, anyone);
}

bool axiom_null_claims(axiom_search *s)
{
    return changes_by_leaving(s, claims_nothing);
}

bool axiom_null_awards(axiom_search *s)
{
    return changes_by_leaving(s, gets_nothing);
}

bool axiom_full_awards(axiom_search *s)
{
    return changes_by_leaving(s, gets_all);
}

/* One leaves without an award; with `funded` the money for the claim goes too. */
static bool each_leaving(axiom_search *s, bool funded)
{
    for (size_t i = 0; i < s->base.count; i++) {
        axiom_problem stayed = axiom_without(&s->base, i), p = stayed;
        p.endowment -= funded ? s->base.claim[i].units : 0;
        if (p.endowment < 0)
            continue;
        axiom_divide(s, &p);
        for (size_t j = 0; j < p.count; j++) {
            double more = p.award[j] - stayed.award[j];
            if (funded ? more > s->tolerance : more < -s->tolerance)
                return tell_award(s,
                                  sol_arena_print(s->arena, "if claimant %zu leaves%s", s->base.who[i],
                                                  funded ? ", and money for the whole claim" : ""),
                                  p.who[j], p.award[j], stayed.award[j]);
        }
    }
    return false;
}

bool axiom_population(axiom_search *s)
{
    return each_leaving(s, false);
}

bool axiom_linked_population(axiom_search *s)
{
    return each_leaving(s, true);
}

static bool gains_disordered(axiom_search *s, size_t one)
{
    axiom_problem stayed = axiom_without(&s->base, one), p = stayed;
    axiom_divide(s, &p);
    for (size_t j = 0; j < p.count; j++)
        for (size_t k = 0; k < p.count; k++) {
            double a = p.award[j] - stayed.award[j], b = p.award[k] - stayed.award[k];
            if (p.claim[j].units <= p.claim[k].units && axiom_below(s, b, a))
                return axiom_tell(s, "if claimant %zu leaves, claimant %zu gains %s and claimant %zu %s",
                                  s->base.who[one], p.who[j], axiom_amount(s, a), p.who[k], axiom_amount(s, b));
        }
    return false;
}

bool axiom_ordered_population(axiom_search *s)
{
    for (size_t i = 0; i < s->base.count; i++)
        if (gains_disordered(s, i))
            return true;
    return false;
}

static double sum_of_others(const axiom_problem *p, size_t one)
{
    double sum = 0;
    for (size_t j = 0; j < p->count; j++)
        sum += j == one ? 0 : p->award[j];
    return sum;
}

/* The endowment at which all but one get in sum what they got, when that one claims something else. */
static axiom_problem with_same_rest(axiom_search *s, size_t one, int64_t claim, double rest)
{
    axiom_problem p = s->base;
    p.claim[one].units = claim;
    int64_t low = 0, high = axiom_claims(&p);
    for (int k = 0; k < 50 && low < high; k++) {
        p.endowment = low + (high - low) / 2;
        axiom_divide(s, &p);
        if (sum_of_others(&p, one) < rest)
            low = p.endowment + 1;
        else
            high = p.endowment;
    }
    p.endowment = low;
    axiom_divide(s, &p);
    return p;
}

static bool rest_divided_otherwise(axiom_search *s, size_t one, int64_t claim)
{
    double rest = sum_of_others(&s->base, one);
    axiom_problem p = with_same_rest(s, one, claim, rest);
    if (fabs(sum_of_others(&p, one) - rest) >= s->tolerance)
        return false;
    for (size_t j = 0; j < p.count; j++)
        if (j != one && fabs(p.award[j] - s->base.award[j]) > 4 * s->tolerance)
            return tell_award(s,
                              sol_arena_print(s->arena, "if claimant %zu claims %s and all others get %s still",
                                              p.who[one], axiom_amount(s, (double)claim), axiom_amount(s, rest)),
                              p.who[j], p.award[j], s->base.award[j]);
    return false;
}

bool axiom_separable(axiom_search *s)
{
    for (size_t i = 0; i < s->base.count; i++) {
        int64_t claim = s->base.claim[i].units;
        if (rest_divided_otherwise(s, i, 0) || rest_divided_otherwise(s, i, claim / 2) ||
            rest_divided_otherwise(s, i, claim + axiom_raise(s, i, 1)) ||
            rest_divided_otherwise(s, i, claim + axiom_raise(s, i, 2)))
            return true;
    }
    return false;
}

bool axiom_replicated(axiom_search *s)
{
    axiom_problem p = s->base;
    for (size_t i = 0; i < s->base.count; i++, p.count++) {
        p.who[p.count] = p.who[i];
        p.claim[p.count] = p.claim[i];
        p.weight[p.count] = p.weight[i];
        p.urgency[p.count] = p.urgency[i];
        p.survival[p.count] = p.survival[i];
    }
    p.endowment *= 2;
    axiom_divide(s, &p);
    for (size_t i = 0; i < s->base.count; i++)
        if (axiom_differ(s, p.award[i], s->base.award[i]))
            return tell_award(s, "with everyone and the endowment doubled", p.who[i], p.award[i], s->base.award[i]);
    return false;
}
