/* Checks of the problem itself and of other endowments. */
#include "division/axioms/axiom.h"

#include "value/number/share_text.h"

#include <math.h>

bool axiom_feasible(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    double sum = 0;
    for (size_t i = 0; i < p->count; i++) {
        sum += p->award[i];
        if (axiom_below(s, p->award[i], 0) || axiom_below(s, (double)p->claim[i].units, p->award[i]))
            return axiom_tell(s, "claimant %zu claims %s and gets %s", p->who[i],
                              axiom_amount(s, (double)p->claim[i].units), axiom_amount(s, p->award[i]));
    }
    if (fabs(sum - (double)p->endowment) > s->tolerance * (double)p->count)
        return axiom_tell(s, "the awards sum to %s", axiom_amount(s, sum));
    return false;
}

bool axiom_equal_treatment(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = i + 1; j < p->count; j++)
            if (p->claim[i].units == p->claim[j].units && axiom_alike(p, i, j) &&
                axiom_differ(s, p->award[i], p->award[j]))
                return axiom_tell(s, "claimants %zu and %zu claim the same and get %s and %s", p->who[i], p->who[j],
                                  axiom_amount(s, p->award[i]), axiom_amount(s, p->award[j]));
    return false;
}

bool axiom_anonymity(axiom_search *s)
{
    axiom_problem turned = s->base;
    size_t n = turned.count;
    for (size_t i = 0; i < n; i++) {
        size_t from = n - 1 - i;
        turned.claim[i] = s->base.claim[from];
        turned.weight[i] = s->base.weight[from];
        turned.urgency[i] = s->base.urgency[from];
        turned.survival[i] = s->base.survival[from];
    }
    axiom_divide(s, &turned);
    for (size_t i = 0; i < n; i++)
        if (axiom_differ(s, turned.award[n - 1 - i], s->base.award[i]))
            return axiom_tell(s, "listed in reverse, claimant %zu gets %s instead of %s", s->base.who[i],
                              axiom_amount(s, turned.award[n - 1 - i]), axiom_amount(s, s->base.award[i]));
    return false;
}

bool axiom_order(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->count; j++) {
            double more = (double)(p->claim[j].units - p->claim[i].units), gain = p->award[j] - p->award[i];
            if (more < 0 || !axiom_alike(p, i, j))
                continue;
            if (axiom_below(s, gain, 0) || axiom_below(s, more, gain))
                return axiom_tell(s, "claimant %zu claims %s more than claimant %zu and gets %s more", p->who[j],
                                  axiom_amount(s, more), p->who[i], axiom_amount(s, gain));
        }
    return false;
}

/* The base at another endowment. */
static axiom_problem at_endowment(axiom_search *s, int64_t endowment)
{
    axiom_problem p = s->base;
    p.endowment = endowment;
    axiom_divide(s, &p);
    return p;
}

bool axiom_resource(axiom_search *s)
{
    for (int k = 0; k < AXIOM_ENDOWMENTS; k++) {
        axiom_problem other = at_endowment(s, axiom_endowment(s, k));
        int sign = other.endowment > s->base.endowment ? 1 : -1;
        for (size_t i = 0; i < other.count; i++)
            if (axiom_below(s, sign * other.award[i], sign * s->base.award[i]))
                return axiom_tell(s, "with an endowment of %s, claimant %zu gets %s instead of %s",
                                  axiom_amount(s, (double)other.endowment), other.who[i],
                                  axiom_amount(s, other.award[i]), axiom_amount(s, s->base.award[i]));
    }
    return false;
}

/* Two rows whose gains between two endowments stand against the order of their claims. */
static bool gains_disordered(axiom_search *s, const axiom_problem *other)
{
    const axiom_problem *p = &s->base;
    int sign = other->endowment > p->endowment ? 1 : -1;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->count; j++) {
            double a = sign * (other->award[i] - p->award[i]), b = sign * (other->award[j] - p->award[j]);
            if (p->claim[i].units <= p->claim[j].units && axiom_below(s, b, a))
                return axiom_tell(s, "between endowments of %s and %s, claimant %zu gains %s and claimant %zu %s",
                                  axiom_amount(s, (double)p->endowment), axiom_amount(s, (double)other->endowment),
                                  p->who[i], axiom_amount(s, a), p->who[j], axiom_amount(s, b));
        }
    return false;
}

bool axiom_super_modular(axiom_search *s)
{
    for (int k = 0; k < AXIOM_ENDOWMENTS; k++) {
        axiom_problem other = at_endowment(s, axiom_endowment(s, k));
        if (gains_disordered(s, &other))
            return true;
    }
    return false;
}

/* Whether a problem's awards differ from those expected, told as what was done and whom it changed. */
static bool differs(axiom_search *s, const axiom_problem *p, const double *expected, const char *change)
{
    for (size_t i = 0; i < p->count; i++)
        if (axiom_differ(s, p->award[i], expected[i]))
            return axiom_tell(s, "%s, claimant %zu gets %s instead of %s", change, p->who[i],
                              axiom_amount(s, p->award[i]), axiom_amount(s, expected[i]));
    return false;
}

bool axiom_homogeneous(axiom_search *s)
{
    for (int factor = 2; factor <= 3; factor++) {
        axiom_problem p = s->base;
        double expected[AXIOM_ROOM];
        p.endowment *= factor;
        for (size_t i = 0; i < p.count; i++) {
            p.claim[i].units *= factor;
            expected[i] = factor * s->base.award[i];
        }
        axiom_divide(s, &p);
        if (differs(s, &p, expected, sol_arena_print(s->arena, "with all amounts times %d", factor)))
            return true;
    }
    return false;
}

bool axiom_self_dual(axiom_search *s)
{
    axiom_problem p = at_endowment(s, axiom_claims(&s->base) - s->base.endowment);
    for (size_t i = 0; i < p.count; i++) {
        double lost = (double)p.claim[i].units - s->base.award[i];
        if (axiom_differ(s, p.award[i], lost))
            return axiom_tell(s, "claimant %zu loses %s, but gets %s when the loss of %s is divided", p.who[i],
                              axiom_amount(s, lost), axiom_amount(s, p.award[i]), axiom_amount(s, (double)p.endowment));
    }
    return false;
}

bool axiom_midpoint(axiom_search *s)
{
    axiom_problem p = at_endowment(s, axiom_claims(&s->base) / 2);
    double half[AXIOM_ROOM];
    for (size_t i = 0; i < p.count; i++)
        half[i] = (double)p.claim[i].units / 2;
    return differs(s, &p, half, "with half of all claims to divide");
}

bool axiom_composed_down(axiom_search *s)
{
    for (int k = 0; k < AXIOM_ENDOWMENTS; k++) {
        int64_t endowment = axiom_endowment(s, k);
        if (endowment >= s->base.endowment)
            continue;
        axiom_problem straight = at_endowment(s, endowment), p = straight;
        for (size_t i = 0; i < p.count; i++)
            p.claim[i].units = llround(s->base.award[i]);
        axiom_divide(s, &p);
        if (differs(s, &p, straight.award,
                    sol_arena_print(s->arena, "if only %s is left, with the awards as claims",
                                    axiom_amount(s, (double)endowment))))
            return true;
    }
    return false;
}

bool axiom_composed_up(axiom_search *s)
{
    for (int k = 0; k < AXIOM_ENDOWMENTS; k++) {
        int64_t endowment = axiom_endowment(s, k);
        if (endowment <= s->base.endowment)
            continue;
        axiom_problem straight = at_endowment(s, endowment), p = s->base;
        p.endowment = endowment - s->base.endowment;
        for (size_t i = 0; i < p.count; i++)
            p.claim[i].units -= llround(s->base.award[i]);
        axiom_divide(s, &p);
        for (size_t i = 0; i < p.count; i++)
            p.award[i] += s->base.award[i];
        if (differs(s, &p, straight.award,
                    sol_arena_print(s->arena, "if it grows to %s and the growth is divided by itself",
                                    axiom_amount(s, (double)endowment))))
            return true;
    }
    return false;
}

bool axiom_convex(axiom_search *s)
{
    for (int k = 0; k < AXIOM_ENDOWMENTS; k++) {
        int64_t endowment = axiom_endowment(s, k) / 2 * 2;
        axiom_problem far = at_endowment(s, endowment), middle = at_endowment(s, (endowment + s->base.endowment) / 2);
        double mean[AXIOM_ROOM];
        for (size_t i = 0; i < far.count; i++)
            mean[i] = (far.award[i] + s->base.award[i]) / 2;
        if (differs(s, &middle, mean,
                    sol_arena_print(s->arena, "half way to an endowment of %s", axiom_amount(s, (double)endowment))))
            return true;
    }
    return false;
}

bool axiom_truncated(axiom_search *s)
{
    axiom_problem p = s->base;
    for (size_t i = 0; i < p.count; i++)
        p.claim[i].units = p.claim[i].units < p.endowment ? p.claim[i].units : p.endowment;
    axiom_divide(s, &p);
    return differs(s, &p, s->base.award, "with claims cut to the endowment");
}

bool axiom_minimal_rights(axiom_search *s)
{
    axiom_problem p = s->base;
    int64_t claims = axiom_claims(&p), right[AXIOM_ROOM], rights = 0;
    for (size_t i = 0; i < p.count; i++) {
        int64_t left = p.endowment - (claims - p.claim[i].units);
        right[i] = left > 0 ? left : 0;
        rights += right[i];
        p.claim[i].units -= right[i];
    }
    p.endowment -= rights;
    axiom_divide(s, &p);
    for (size_t i = 0; i < p.count; i++)
        p.award[i] += (double)right[i];
    return differs(s, &p, s->base.award, "with what the others leave paid first");
}

bool axiom_sustainable(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    for (size_t i = 0; i < p->count; i++) {
        int64_t all = 0;
        for (size_t j = 0; j < p->count; j++)
            all += p->claim[j].units < p->claim[i].units ? p->claim[j].units : p->claim[i].units;
        if (all <= p->endowment && axiom_differ(s, p->award[i], (double)p->claim[i].units))
            return axiom_tell(s, "all could have the %s of claimant %zu, who gets %s",
                              axiom_amount(s, (double)p->claim[i].units), p->who[i], axiom_amount(s, p->award[i]));
    }
    return false;
}

bool axiom_residual(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    for (size_t i = 0; i < p->count; i++) {
        int64_t excess = 0;
        for (size_t j = 0; j < p->count; j++)
            excess += p->claim[j].units > p->claim[i].units ? p->claim[j].units - p->claim[i].units : 0;
        if (excess >= p->endowment && axiom_differ(s, p->award[i], 0))
            return axiom_tell(s, "what others claim above claimant %zu takes all, yet the award is %s", p->who[i],
                              axiom_amount(s, p->award[i]));
    }
    return false;
}

bool axiom_awards_bound(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    for (size_t i = 0; i < p->count; i++) {
        double bound = fmin((double)p->claim[i].units, (double)p->endowment) / (double)p->count;
        if (axiom_below(s, p->award[i], bound))
            return axiom_tell(s, "claimant %zu gets %s, less than %s", p->who[i], axiom_amount(s, p->award[i]),
                              axiom_amount(s, bound));
    }
    return false;
}

bool axiom_losses_bound(axiom_search *s)
{
    const axiom_problem *p = &s->base;
    double loss = (double)(axiom_claims(p) - p->endowment);
    for (size_t i = 0; i < p->count; i++) {
        double claim = (double)p->claim[i].units, bound = fmin(claim, loss) / (double)p->count;
        if (axiom_below(s, claim - p->award[i], bound))
            return axiom_tell(s, "claimant %zu loses %s, less than %s", p->who[i], axiom_amount(s, claim - p->award[i]),
                              axiom_amount(s, bound));
    }
    return false;
}

/* Digits of a paid share that tell it from another, from none and from all. */
static int share_digits(double share, double other)
{
    enum { DIGITS = 4, DECIMALS = 2 };
    int decimals = share_decimals(share, DECIMALS, (double[SHARE_LIMITS]){other});
    return decimals > DECIMALS ? DIGITS + decimals - DECIMALS : DIGITS;
}

/* Pairs in which the larger claim's paid share is off to one side. */
static bool unequal_shares(axiom_search *s, int sign)
{
    const axiom_problem *p = &s->base;
    for (size_t i = 0; i < p->count; i++)
        for (size_t j = 0; j < p->count; j++) {
            double a = (double)p->claim[i].units, b = (double)p->claim[j].units;
            if (a <= 0 || a > b || !axiom_below(s, sign * p->award[j] * (a / b), sign * p->award[i]))
                continue;
            double of_a = p->award[i] / a, of_b = p->award[j] / b;
            return axiom_tell(s, "claimant %zu is paid %.*g%% of %s and claimant %zu %.*g%% of %s", p->who[i],
                              share_digits(of_a, of_b), 100 * of_a, axiom_amount(s, a), p->who[j],
                              share_digits(of_b, of_a), 100 * of_b, axiom_amount(s, b));
        }
    return false;
}

bool axiom_progressive(axiom_search *s)
{
    return unequal_shares(s, 1);
}

bool axiom_regressive(axiom_search *s)
{
    return unequal_shares(s, -1);
}

bool axiom_equal_groups(axiom_search *s)
{
    enum { PEOPLE = 8 };
    const axiom_problem *p = &s->base;
    size_t n = p->count < PEOPLE ? p->count : PEOPLE, sets = (size_t)1 << n;
    int64_t claims[1 << PEOPLE] = {0};
    double awards[1 << PEOPLE] = {0};
    for (size_t set = 1; set < sets; set++) {
        size_t last = (size_t)__builtin_ctzll(set), rest = set & (set - 1);
        claims[set] = claims[rest] + p->claim[last].units;
        awards[set] = awards[rest] + p->award[last];
    }
    for (size_t a = 1; a < sets; a++)
        for (size_t b = a + 1; b < sets; b++)
            if (claims[a] == claims[b] && fabs(awards[a] - awards[b]) > (double)n * s->tolerance)
                return axiom_tell(s, "two groups that claim %s each get %s and %s", axiom_amount(s, (double)claims[a]),
                                  axiom_amount(s, awards[a]), axiom_amount(s, awards[b]));
    return false;
}
