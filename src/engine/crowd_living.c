/*
 * Proportional steps of which the living come first and estates get what is left. The claims of one trial are sorted by the pay date of death:
 * the living are then all behind a place, and each cohort of estates lies together, with the share that its claimants have had. On most dates
 * the living take all but what their shares were cut by, which goes to estates that have had least.
 */
#include "engine/crowd_kernels.h"
#include "engine/crowd_stretches.h"

#include "division/share.h"

#include <string.h>

/* By pay date of death, then for those who see all. */
struct crowd_cohorts {
    double *claim;                      /* all of them, cohort by cohort */
    size_t first[CROWD_DATES + 2];      /* where each begins */
    int64_t claims[CROWD_DATES + 1];    /* their sum */
    int64_t paid[CROWD_DATES + 1];      /* what estates have had */
    double share[CROWD_DATES + 1];      /* that paid is made of, claim by claim */
    size_t full[CROWD_DATES + 1];       /* the pay date on which estates were paid off; past all: never */
    int64_t living_paid, living_claims; /* sums over those alive */
    double living_share;
};

crowd_cohorts *crowd_cohorts_new(sol_arena *arena, const crowd_layout *layout)
{
    crowd_cohorts *h = SOL_TAKE(arena, 1, crowd_cohorts);
    h->claim = SOL_TAKE(arena, layout->count, double);
    return h;
}

double crowd_cohort_share(const crowd_cohorts *h, size_t death)
{
    return h->share[death];
}

size_t crowd_cohort_full(const crowd_cohorts *h, size_t death)
{
    return h->full[death];
}

/* The whole parts of a share over a stretch of claims. */
static int64_t parts_of(const crowd_cohorts *h, size_t from, size_t to, double share)
{
    int64_t sum[1] = {0};
    kernel_part(h->claim + from, to - from, share, sum);
    return sum[0];
}

/* Where each cohort begins, from the counts of the living. */
static void find_cohorts(const crowd *c, size_t lane, crowd_cohorts *h)
{
    const crowd_layout *l = c->layout;
    size_t lives = l->count;
    for (size_t d = 0; d < l->dates; d++) {
        size_t sees = 0;
        for (size_t b = 0; b < l->block_count; b++)
            sees += (size_t)crowd_living(c, lane, b, l->survival_of_pay[d]);
        h->first[d] = l->count - lives;
        lives = sees;
    }
    h->first[l->dates] = l->count - lives;
    h->first[l->dates + 1] = l->count;
}

void crowd_begin_cohorts(crowd *c, size_t lane)
{
    const crowd_layout *l = c->layout;
    crowd_cohorts *h = c->cohorts;
    const uint8_t *death = c->death[lane];
    size_t next[CROWD_TABLE];
    double *claim = h->claim;
    find_cohorts(c, lane, h);
    uint8_t cohort[CROWD_TABLE];
    for (size_t v = 0; v <= l->survival_dates; v++)
        cohort[v] = (uint8_t)l->pay_of[v];
    for (size_t d = 0; d <= l->dates; d++)
        next[d] = h->first[d];
    for (size_t i = 0; i < l->count; i++)
        claim[next[cohort[death[i]]]++] = l->claim[i];
    for (size_t d = 0; d <= l->dates; d++) {
        h->claims[d] = parts_of(h, h->first[d], h->first[d + 1], 1);
        h->full[d] = l->dates;
    }
    h->living_paid = 0;
    h->living_claims = l->claims;
    h->living_share = 0;
}

/* Those whose death is noticed on a pay date become estates with what they have had. */
static void bury(crowd_cohorts *h, size_t date)
{
    h->share[date] = h->living_share;
    h->paid[date] = parts_of(h, h->first[date], h->first[date + 1], h->living_share);
    h->living_paid -= h->paid[date];
    h->living_claims -= h->claims[date];
}

static int64_t pay_living(const crowd_layout *l, crowd_cohorts *h, size_t date, int64_t cash)
{
    int64_t endowment = h->living_paid + cash, before = h->living_paid;
    if (h->living_paid == h->living_claims)
        return 0;
    double share = endowment >= h->living_claims ? 1 : share_above(endowment, h->living_claims);
    if (share <= h->living_share)
        return 0;
    h->living_share = share;
    h->living_paid = parts_of(h, h->first[date + 1], l->count, share);
    return h->living_paid - before;
}

/* Who takes part in what the living leave: estates, and where the step is for all the living too. */
static void find_takers(const crowd_layout *l, const crowd_cohorts *h, size_t date, crowd_takers *t)
{
    crowd_takers_begin(t, l->least_claim, l->most_claim, 1);
    for (size_t d = 0; d <= date; d++)
        if (h->share[d] < 1)
            crowd_takers_add(t, &(crowd_stretch){
                                    .count = h->first[d + 1] - h->first[d],
                                    .claim = h->claim + h->first[d],
                                    .share = h->share[d],
                                    .claims = h->claims[d],
                                    .paid = h->paid[d],
                                    .who = d,
                                });
    size_t first = h->first[date + 1];
    if (l->rest_for_all && h->living_share < 1)
        crowd_takers_add(t, &(crowd_stretch){
                                .count = l->count - first,
                                .claim = h->claim + first,
                                .share = h->living_share,
                                .claims = h->living_claims,
                                .paid = h->living_paid,
                                .who = date + 1,
                            });
}

static void keep(crowd_cohorts *h, size_t death, size_t date, double share, int64_t now)
{
    if (death > date) {
        h->living_share = share;
        h->living_paid = now;
        return;
    }
    h->share[death] = share;
    h->paid[death] = now;
    if (share >= 1)
        h->full[death] = date;
}

static int64_t pay_rest(const crowd_layout *l, crowd_cohorts *h, size_t date, int64_t cash)
{
    crowd_takers t;
    int64_t paid = 0;
    find_takers(l, h, date, &t);
    if (t.claims == t.paid)
        return 0;
    double share = crowd_takers_share(&t, t.paid + cash);
    for (size_t i = 0; i < t.count; i++) {
        const crowd_stretch *s = &t.of[i];
        if (s->share >= share)
            continue;
        int64_t now = crowd_stretch_at(s, share, 1);
        paid += now - s->paid;
        keep(h, s->who, date, share, now);
    }
    return paid;
}

int64_t crowd_divide_living(crowd *c, size_t lane, size_t date, int64_t cash)
{
    crowd_cohorts *h = c->cohorts;
    bury(h, date);
    int64_t paid = cash > 0 ? pay_living(c->layout, h, date, cash) : 0;
    if (cash > paid)
        paid += pay_rest(c->layout, h, date, cash - paid);
    c->level[lane][date + 1].a = h->living_share;
    return paid;
}
