/*
 * The level of a step with weights by age. Where it is not below an earlier one nobody falls below what he had, as nobody grows younger: it is
 * found by ages. Else it is found by fates: those whose level it is not keep what they had, which is summed claim by claim.
 */
#include "engine/crowd_weighted/crowd_ages.h"

#include "base/check.h"

#include <math.h>
#include <string.h>

/* Two levels so near are one. */
#define SAME 0x1p-46

static aged_level level_of(double part, long_sum whole)
{
    return (aged_level){true, false, part, whole, part / long_sum_value(whole)};
}

/* Whether who has a weight is paid off by a level. */
static bool pays_off(const aged_level *at, double weight)
{
    double share = at->near * weight;
    if (fabs(share - 1) > SAME)
        return share > 1;
    return long_sum_compare((long_sum){weight, 0}, at->part, 1, at->whole) >= 0;
}

/* As if nobody fell below what he had. From the oldest on those are taken out who are paid off. */
static aged_level level_by_ages(const crowd *c, size_t lane, size_t date, int64_t endowment)
{
    const crowd_ages *ages = c->layout->ages;
    const aged_trial *t = &c->aged->of[lane];
    int64_t claims[AGES_MOST];
    long_sum whole = {0, 0};
    memcpy(claims, t->estates, sizeof claims);
    for (size_t g = 0; g < ages->count; g++)
        claims[ages->living[date * ages->count + g]] += t->alive[g];
    for (size_t age = 0; age < AGES_MOST; age++)
        if (claims[age] > 0)
            whole = long_sum_plus_product(whole, (double)claims[age], ages->weight[age]);
    aged_level at = level_of((double)endowment, whole);
    for (size_t age = AGES_MOST; age-- > 0;) {
        if (claims[age] == 0)
            continue;
        if (!pays_off(&at, ages->weight[age]))
            break;
        whole = long_sum_plus_product(whole, -(double)claims[age], ages->weight[age]);
        at = level_of(at.part - (double)claims[age], whole);
    }
    return at;
}

int64_t aged_sum(const crowd *c, size_t lane, const double *share, size_t dates)
{
    const crowd_ages *ages = c->layout->ages;
    const aged_trial *t = &c->aged->of[lane];
    int64_t sum = 0;
    for (size_t p = 0; p < ages->pass_count; p++) {
        const ages_pass *pass = &ages->pass[p];
        size_t last = t->first_living[pass->generation];
        const double *of = share + ages_place(pass->generation, 0);
        uint64_t doubtful[FATES_CHUNKS];
        fates_rows rows = ages_rows(c, lane, *pass, last);
        sum += c->aged->version.sum(&rows, of, doubtful);
        for (size_t k = 0; k * FATES_CHUNK < rows.count; k++)
            for (uint64_t left = doubtful[k]; left; left &= left - 1) {
                size_t i = pass->first + k * FATES_CHUNK + (size_t)__builtin_ctzll(left);
                bool counts = of[t->fate[i] < last ? t->fate[i] : last] > 0;
                sum += counts ? (int64_t)aged_award(c, lane, pass->generation, i, dates) : 0;
            }
    }
    return sum;
}

/* Sums over fates at a level. */
typedef struct fate_sums {
    int64_t full, low; /* claims of those paid off, and of those who keep what they had */
    double fixed;      /* what both have */
    long_sum whole;    /* of the others */
    bool some_are_mixed;
} fate_sums;

/* A trial on a pay date. */
typedef struct walked {
    const crowd *c;
    size_t lane, date;
} walked;

/* The claims and the weight of those of a fate; of all who live where it is the first of theirs. */
typedef struct fate_people {
    size_t generation, fate;
    int64_t claims;
    double weight, share;
} fate_people;

static fate_people people_of(const walked *w, size_t g, size_t f)
{
    const crowd_ages *ages = w->c->layout->ages;
    const aged_trial *t = &w->c->aged->of[w->lane];
    size_t place = ages_place(g, f);
    bool lives = f == t->first_living[g];
    size_t age = lives ? ages->living[w->date * ages->count + g] : ages->age[place];
    return (fate_people){g, f, lives ? t->alive[g] : t->claims[place], ages->weight[age], t->share[place]};
}

/* Of a fate whose claimants do not all keep what they had, nor all get more: one by one. */
static void add_mixed(const walked *w, const fate_people *of, double level, fate_sums *s)
{
    const crowd_layout *l = w->c->layout;
    const aged_trial *t = &w->c->aged->of[w->lane];
    const size_t first_living = t->first_living[of->generation];
    for (size_t p = 0; p < l->ages->pass_count; p++)
        for (size_t k = 0; l->ages->pass[p].generation == of->generation && k < l->ages->pass[p].count; k++) {
            size_t i = l->ages->pass[p].first + k;
            if ((t->fate[i] < first_living ? t->fate[i] : first_living) != of->fate)
                continue;
            double claim = l->claim[i], had = aged_award(w->c, w->lane, of->generation, i, w->date);
            if (claim * of->weight * level > had)
                s->whole = long_sum_plus_product(s->whole, claim, of->weight);
            else
                s->fixed += had;
        }
}

static fate_sums sums_at(const walked *w, const aged_level *at)
{
    const crowd *c = w->c;
    const crowd_layout *l = c->layout;
    const aged_trial *t = &c->aged->of[w->lane];
    fate_sums s = {0};
    memset(c->aged->some, 0, l->ages->count * FATES_MOST * sizeof *c->aged->some);
    for (size_t g = 0; g < l->ages->count; g++)
        for (size_t f = 0; f <= t->first_living[g]; f++) {
            fate_people p = people_of(w, g, f);
            double share = at->near * p.weight;
            if (p.claims == 0)
                continue;
            if (p.share >= 1 || pays_off(at, p.weight)) {
                s.full += p.claims;
            } else if (share >= p.share * (1 - SAME)) {
                s.whole = long_sum_plus_product(s.whole, (double)p.claims, p.weight);
            } else if (share <= p.share - 1.001 / l->least_claim) {
                s.low += p.claims;
                c->aged->some[ages_place(g, f)] = p.share;
            } else {
                add_mixed(w, &p, at->near, &s);
            }
        }
    s.fixed += (double)s.full + (s.low > 0 ? (double)aged_sum(c, w->lane, c->aged->some, w->date) : 0);
    return s;
}

/* Newton, kept inside a bracket, until the sums do not change. */
static aged_level level_by_fates(const walked *w, int64_t endowment, aged_level at)
{
    enum { NEWTON_ALONE = 16, GIVE_UP = 300 };
    fate_sums before = {.fixed = -1};
    double low = 0, high = INFINITY;
    for (int step = 0;; step++) {
        SOL_CHECK(step < GIVE_UP);
        fate_sums s = sums_at(w, &at);
        double slopes = long_sum_value(s.whole), part = (double)endowment - s.fixed;
        bool is_same = s.fixed == before.fixed && slopes == long_sum_value(before.whole);
        if (slopes > 0 && (is_same || high - low <= low * 0x1p-51))
            return level_of(part, s.whole);
        bool is_enough = part <= slopes * at.near;
        low = is_enough ? low : fmax(low, at.near);
        high = is_enough ? fmin(high, at.near) : high;
        double next = slopes > 0 ? part / slopes : -1;
        bool is_inside = next > 0 && next >= low && next <= high && (step < NEWTON_ALONE || step % 2 == 0);
        before = is_inside ? s : (fate_sums){.fixed = -1};
        if (is_inside)
            at = level_of(part, s.whole);
        else
            at = level_of(isinf(high) ? 2 * low : low + (high - low) / 2, (long_sum){1, 0});
    }
}

aged_level aged_level_of(const crowd *c, size_t lane, size_t date, int64_t endowment)
{
    aged_level at = level_by_ages(c, lane, date, endowment);
    if (at.near >= c->aged->of[lane].most * (1 - SAME))
        return at;
    return level_by_fates(&(walked){c, lane, date}, endowment, at);
}
