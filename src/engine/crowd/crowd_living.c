/*
 * Proportional steps of which the living come first and estates get what is left once all who live are paid in full: what their shares were
 * cut by stays. The claims of one trial are sorted by the pay date of death: the living are then all behind a place, and each cohort of estates
 * lies together, with the share that its claimants have had.
 */
#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/crowd_passes/crowd_stretches.h"

#include "division/level/share.h"

#include <string.h>

/* By pay date of death, then for those who see all. */
struct crowd_cohorts {
    double *claim; /* all of them, cohort by cohort; NULL where they stand in 32 bits: */
    uint32_t *narrow;
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
    if (layout->most_claim <= UINT32_MAX)
        h->narrow = SOL_TAKE(arena, layout->count, uint32_t);
    else
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
    if (h->narrow)
        kernel_narrow_part(h->narrow + from, to - from, share, sum);
    else
        kernel_part(h->claim + from, to - from, share, sum);
    return sum[0];
}

/* The cohorts of some blocks, from the counts of the living: how many are of each. */
static void count_cohorts(const crowd *c, size_t lane, const size_t block[2], size_t *count)
{
    const crowd_layout *l = c->layout;
    size_t lives = 0;
    for (size_t b = block[0]; b < block[1]; b++)
        lives += l->block[b].count;
    for (size_t d = 0; d < l->dates; d++) {
        size_t sees = 0;
        for (size_t b = block[0]; b < block[1]; b++)
            sees += (size_t)crowd_living(c, lane, b, l->survival_of_pay[d]);
        count[d] = lives - sees;
        lives = sees;
    }
    count[l->dates] = lives;
}

/* Two stretches of claimants are sorted side by side, so that the next place of a cohort is not waited for. */
typedef struct sorting {
    size_t middle; /* where the second begins: it has as many as the first, or some more */
    size_t next[2][CROWD_TABLE];
    uint8_t cohort[CROWD_TABLE]; /* by death */
} sorting;

static void find_cohorts(const crowd *c, size_t lane, crowd_cohorts *h, sorting *s)
{
    const crowd_layout *l = c->layout;
    size_t block = 0, count[2][CROWD_TABLE], place = 0;
    while (block + 1 < l->block_count && l->block[block].first + l->block[block].count <= l->count / 2)
        block++;
    s->middle = l->block[block].first;
    count_cohorts(c, lane, (const size_t[]){0, block}, count[0]);
    count_cohorts(c, lane, (const size_t[]){block, l->block_count}, count[1]);
    for (size_t d = 0; d <= l->dates; d++) {
        h->first[d] = s->next[0][d] = place;
        s->next[1][d] = place += count[0][d];
        place += count[1][d];
    }
    h->first[l->dates + 1] = l->count;
    for (size_t v = 0; v <= l->survival_dates; v++)
        s->cohort[v] = (uint8_t)l->pay_of[v];
}

/* To one of the two, which is known where this is inlined. */
static inline __attribute__((always_inline)) void put_claims(const crowd_layout *l, const uint8_t *death, sorting *s,
                                                             uint32_t *narrow, double *wide)
{
    size_t middle = s->middle;
    const double *claim = l->claim;
    for (size_t i = 0; i < l->count - middle; i++) {
        size_t high = s->next[1][s->cohort[death[middle + i]]]++;
        size_t low = i < middle ? s->next[0][s->cohort[death[i]]]++ : high;
        double first = i < middle ? claim[i] : claim[middle + i];
        if (narrow) {
            narrow[low] = (uint32_t)first;
            narrow[high] = (uint32_t)claim[middle + i];
        } else {
            wide[low] = first;
            wide[high] = claim[middle + i];
        }
    }
}

static void sort_claims(const crowd *c, size_t lane, crowd_cohorts *h)
{
    sorting s;
    find_cohorts(c, lane, h, &s);
    if (h->narrow)
        put_claims(c->layout, c->death[lane], &s, h->narrow, NULL);
    else
        put_claims(c->layout, c->death[lane], &s, NULL, h->claim);
}

void crowd_begin_cohorts(crowd *c, size_t lane)
{
    const crowd_layout *l = c->layout;
    crowd_cohorts *h = c->cohorts;
    sort_claims(c, lane, h);
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

/* Those whose claims stand between two places, unless they are paid off. */
static void add_stretch(const crowd_cohorts *h, size_t from, size_t to, crowd_stretch s, crowd_takers *t)
{
    if (s.share >= 1)
        return;
    s.count = to - from;
    s.claim = h->claim ? h->claim + from : NULL;
    s.narrow = h->narrow ? h->narrow + from : NULL;
    crowd_takers_add(t, &s);
}

/* Who takes part in what the living leave: estates. */
static void find_takers(const crowd_layout *l, const crowd_cohorts *h, size_t date, crowd_takers *t)
{
    crowd_takers_begin(t, l->least_claim, l->most_claim, 1);
    for (size_t d = 0; d <= date; d++)
        add_stretch(h, h->first[d], h->first[d + 1],
                    (crowd_stretch){.share = h->share[d], .claims = h->claims[d], .paid = h->paid[d], .who = d}, t);
}

static void keep(crowd_cohorts *h, size_t death, size_t date, double share, int64_t now)
{
    h->share[death] = share;
    h->paid[death] = now;
    if (share >= 1)
        h->full[death] = date;
}

/* Raises the estates' share, which becomes `most` if it is more. */
static int64_t pay_rest(const crowd_layout *l, crowd_cohorts *h, size_t date, int64_t cash, double *most)
{
    crowd_takers t;
    int64_t paid = 0;
    find_takers(l, h, date, &t);
    if (t.claims == t.paid)
        return 0;
    double share = crowd_takers_share(&t, t.paid + cash);
    *most = share > *most ? share : *most;
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
    crowd_level *now = &c->level[lane][date + 1];
    now->b = c->level[lane][date].b;
    if (c->layout->has_rest && cash > paid && h->living_paid == h->living_claims)
        paid += pay_rest(c->layout, h, date, cash - paid, &now->b);
    now->a = h->living_share;
    return paid;
}
