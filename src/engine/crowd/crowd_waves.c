/*
 * Claimants who become eligible on different pay dates, and are paid in proportion by one step or, before it, up to a share of the claim, the
 * instalment. All who become eligible on one pay date, a wave, have one history: each has had the larger of the whole parts of one share of
 * his claim and one of his instalment. Those who came before keep what they have had while a new wave catches up.
 */
#include "engine/crowd_passes/crowd_stretches.h"

#include "plan/dates.h"
#include "plan/people.h"

#include <math.h>
#include <string.h>

/* Claims of a wave: those that many share, each once, or all others. */
typedef struct wave_part {
    size_t count;
    double *claim, *instalment;
    uint32_t *people; /* who share each; NULL: one */
    int64_t claims, instalments;
    double ratio_least, ratio_most; /* of instalment to claim */
} wave_part;

struct crowd_waves {
    wave_part (*part)[2];
    double least, most; /* claims */
    double least_instalment, most_instalment;
};

enum { OF_CLAIM, OF_INSTALMENT };

/* What a trial has paid. */
struct crowd_wave_sums {
    double (*share)[2]; /* by wave: of the claim, and of the instalment */
    int64_t (*paid)[2]; /* by wave and part */
};

size_t crowd_eligible(const sol_plan *plan, const sol_terms *terms)
{
    return dates_first_from(plan, sol_date_later(terms->eligible, plan->scenario->start));
}

size_t crowd_entitled(const sol_plan *plan, const sol_terms *terms)
{
    const plan_people *people = &plan->people;
    size_t v = 0;
    if (terms->eligible.day <= plan->scenario->start.day)
        return CROWD_ENTITLED;
    while (v < people->survival_date_count && people->survival_date[v].day != terms->eligible.day)
        v++;
    return v;
}

int64_t crowd_instalment(const crowd_layout *l, int64_t claim)
{
    return sol_money_scale(sol_money_of(claim), l->instalment, 1000000000).units;
}

void crowd_waves_list(sol_arena *arena, crowd_layout *l)
{
    const sol_plan *plan = l->plan;
    size_t terms_count = plan->people.terms_count, *comes = SOL_TAKE(arena, plan->date_count + 1, size_t);
    uint8_t *wave_of = SOL_TAKE(arena, terms_count, uint8_t), wave_on[CROWD_DATES + 1] = {0};
    for (size_t k = 0; k < terms_count; k++)
        wave_on[crowd_eligible(plan, &plan->people.terms[k])] = 1;
    for (size_t d = 0; d <= plan->date_count; d++)
        if (wave_on[d]) {
            wave_on[d] = (uint8_t)l->wave_count;
            comes[l->wave_count++] = d;
        }
    for (size_t k = 0; k < terms_count; k++)
        wave_of[k] = wave_on[crowd_eligible(plan, &plan->people.terms[k])];
    l->comes = comes;
    l->wave_of = wave_of;
}

/* A later day of entitlement is of no earlier wave, so that the one orders the other. */
void crowd_entries_list(sol_arena *arena, crowd_layout *l)
{
    const plan_people *people = &l->plan->people;
    uint8_t *entry_of = SOL_TAKE(arena, people->terms_count, uint8_t), entry[CROWD_DATES + 1] = {0}, count = 0;
    for (size_t k = 0; k < people->terms_count; k++) {
        size_t v = crowd_entitled(l->plan, &people->terms[k]);
        entry[v == CROWD_ENTITLED ? 0 : v + 1] = 1;
    }
    for (size_t v = 0; v <= people->survival_date_count; v++)
        entry[v] = entry[v] ? count++ : 0;
    for (size_t k = 0; k < people->terms_count; k++) {
        size_t v = crowd_entitled(l->plan, &people->terms[k]);
        entry_of[k] = entry[v == CROWD_ENTITLED ? 0 : v + 1];
    }
    l->entry_of = entry_of;
}

/* Claimants by wave, then claim. */
static uint32_t *order_of(sol_arena *arena, const crowd_layout *l)
{
    const plan_claimant *claimant = l->plan->people.claimant;
    int64_t *key = SOL_TAKE(arena, l->count, int64_t);
    for (size_t i = 0; i < l->count; i++)
        key[i] = (int64_t)l->wave_of[claimant[i].terms] << 52 | claimant[i].principal.units;
    return people_order(arena, l->count, key);
}

static wave_part part_new(sol_arena *arena, size_t most, bool has_people)
{
    return (wave_part){
        .claim = SOL_TAKE(arena, most, double),
        .instalment = SOL_TAKE(arena, most, double),
        .people = has_people ? SOL_TAKE(arena, most, uint32_t) : NULL,
        .ratio_least = INFINITY,
    };
}

static void add_claims(const crowd_layout *l, wave_part *p, int64_t claim, size_t people)
{
    int64_t instalment = crowd_instalment(l, claim);
    double ratio = (double)instalment / (double)claim;
    for (size_t i = 0; i < (p->people ? 1 : people); i++) {
        p->claim[p->count] = (double)claim;
        p->instalment[p->count] = (double)instalment;
        if (p->people)
            p->people[p->count] = (uint32_t)people;
        p->count++;
    }
    p->claims += claim * (int64_t)people;
    p->instalments += instalment * (int64_t)people;
    p->ratio_least = fmin(p->ratio_least, ratio);
    p->ratio_most = fmax(p->ratio_most, ratio);
}

/* Sorts the claims of a wave, which rise, into those that many share and the others. */
static void fill_wave(sol_arena *arena, const crowd_layout *l, const uint32_t *order, size_t count, wave_part part[2])
{
    const plan_claimant *claimant = l->plan->people.claimant;
    part[0] = part_new(arena, count / CROWD_ALIKE + 1, true);
    part[1] = part_new(arena, count, false);
    for (size_t i = 0, n; i < count; i += n) {
        int64_t claim = claimant[order[i]].principal.units;
        for (n = 1; i + n < count && claimant[order[i + n]].principal.units == claim; n++)
            ;
        add_claims(l, &part[n >= CROWD_ALIKE ? 0 : 1], claim, n);
    }
}

const crowd_waves *crowd_waves_make(sol_arena *arena, const crowd_layout *l)
{
    sol_arena *scratch = sol_arena_new();
    const uint32_t *order = order_of(scratch, l);
    const plan_claimant *claimant = l->plan->people.claimant;
    crowd_waves *waves = SOL_TAKE(arena, 1, crowd_waves);
    waves->part = sol_arena_take(arena, l->wave_count, sizeof *waves->part);
    waves->least = waves->least_instalment = INFINITY;
    for (size_t w = 0, first = 0, n; w < l->wave_count; w++, first += n) {
        for (n = 1; first + n < l->count && l->wave_of[claimant[order[first + n]].terms] == w; n++)
            ;
        fill_wave(arena, l, order + first, n, waves->part[w]);
        int64_t least = claimant[order[first]].principal.units, most = claimant[order[first + n - 1]].principal.units;
        waves->least = fmin(waves->least, (double)least);
        waves->most = fmax(waves->most, (double)most);
        waves->least_instalment = fmin(waves->least_instalment, (double)crowd_instalment(l, least));
        waves->most_instalment = fmax(waves->most_instalment, (double)crowd_instalment(l, most));
    }
    sol_arena_free(scratch);
    return waves;
}

struct crowd_wave_sums *crowd_wave_sums_new(sol_arena *arena, const crowd_layout *l)
{
    struct crowd_wave_sums *sums = SOL_TAKE(arena, 1, struct crowd_wave_sums);
    sums->share = sol_arena_take(arena, l->wave_count, sizeof *sums->share);
    sums->paid = sol_arena_take(arena, l->wave_count, sizeof *sums->paid);
    return sums;
}

void crowd_begin_waves(crowd *c, size_t lane)
{
    const crowd_layout *l = c->layout;
    memset(c->waves[lane]->share, 0, l->wave_count * sizeof *c->waves[lane]->share);
    memset(c->waves[lane]->paid, 0, l->wave_count * sizeof *c->waves[lane]->paid);
    for (size_t w = 0; w < l->wave_count; w++)
        crowd_levels(c, lane, w)[0] = (crowd_level){0, 0};
}

/* A part of a wave in the eyes of a step. */
static crowd_stretch stretch_of(const crowd_layout *l, const struct crowd_wave_sums *sums, size_t who, int step)
{
    size_t wave = who / 2;
    const wave_part *p = &l->waves->part[wave][who % 2];
    const double *share = sums->share[wave];
    crowd_stretch s = {.count = p->count, .people = p->people, .paid = sums->paid[wave][who % 2], .who = who};
    s.share = share[step];
    s.beside_share = share[!step];
    if (step == OF_CLAIM) {
        s.claim = p->claim;
        s.claims = p->claims;
        s.beside = l->instalment ? p->instalment : NULL;
        s.ratio_least = p->ratio_least;
        s.ratio_most = p->ratio_most;
    } else {
        s.claim = p->instalment;
        s.claims = p->instalments;
        s.beside = p->claim;
        s.ratio_least = 1 / p->ratio_most;
        s.ratio_most = 1 / p->ratio_least;
    }
    return s;
}

/* A step among those who are eligible and not paid off; takes what it pays from the cash, and gives whether nobody could be given more. */
static bool pay_step(const crowd_layout *l, struct crowd_wave_sums *sums, size_t date, int step, int64_t *cash)
{
    const crowd_waves *waves = l->waves;
    crowd_takers t;
    if (step == OF_CLAIM)
        crowd_takers_begin(&t, waves->least, waves->most, l->unit);
    else
        crowd_takers_begin(&t, waves->least_instalment, waves->most_instalment, l->unit);
    for (size_t who = 0; who < 2 * l->wave_count && l->comes[who / 2] <= date; who++) {
        crowd_stretch s = stretch_of(l, sums, who, step);
        if (sums->share[who / 2][OF_CLAIM] < 1)
            crowd_takers_add(&t, &s);
    }
    if (t.count == 0)
        return true;
    double share = crowd_takers_share(&t, t.paid + *cash);
    for (size_t i = 0; i < t.count; i++) {
        const crowd_stretch *s = &t.of[i];
        if (s->share >= share)
            continue;
        int64_t now = crowd_stretch_at(s, share, l->unit);
        *cash -= now - s->paid;
        sums->paid[s->who / 2][s->who % 2] = now;
        sums->share[s->who / 2][step] = share;
    }
    return share >= 1;
}

int64_t crowd_divide_waves(crowd *c, size_t lane, size_t date, int64_t cash)
{
    const crowd_layout *l = c->layout;
    struct crowd_wave_sums *sums = c->waves[lane];
    int64_t left = cash;
    bool goes_on = !l->instalment || left == 0 || pay_step(l, sums, date, OF_INSTALMENT, &left);
    if (goes_on && left > 0)
        pay_step(l, sums, date, OF_CLAIM, &left);
    for (size_t w = 0; w < l->wave_count; w++)
        crowd_levels(c, lane, w)[date + 1] = (crowd_level){sums->share[w][OF_CLAIM], sums->share[w][OF_INSTALMENT]};
    return cash - left;
}
