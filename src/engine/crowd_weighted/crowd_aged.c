/* The proportional step with weights by age, in four trials one after the other. */
#include "engine/crowd_weighted/crowd_ages.h"

#include "engine/lives/lifetimes.h"

#include <math.h>
#include <string.h>

crowd_aged *crowd_aged_new(sol_arena *arena, const crowd_layout *l)
{
    crowd_aged *w = SOL_TAKE(arena, 1, crowd_aged);
    fates_version version[3];
    fates_versions(version);
    w->version = version[0];
    size_t places = l->ages->count * FATES_MOST;
    w->some = SOL_TAKE(arena, places, double);
    for (size_t j = 0; j < CROWD_TRIALS; j++)
        w->of[j] = (aged_trial){
            .fate = SOL_TAKE(arena, l->count + FATES_CHUNK, uint8_t),
            .people = SOL_TAKE(arena, l->block_count * FATES_MOST, uint32_t),
            .claims = SOL_TAKE(arena, places, int64_t),
            .share = SOL_TAKE(arena, places, double),
            .last = SOL_TAKE(arena, places, uint8_t),
            .some_last = SOL_TAKE(arena, l->ages->count, bool),
            .lived = SOL_TAKE(arena, (l->dates + 1) * l->ages->count, double),
            .first_living = SOL_TAKE(arena, l->ages->count, uint8_t),
            .alive = SOL_TAKE(arena, l->ages->count, int64_t),
        };
    return w;
}

/* Where the multiplier is drawn: whether a claimant's limit is beyond the birthday between the two dates of his death. */
static void draw_by_limits(const crowd_layout *l, const deaths_words *words, const deaths_block *block, size_t j,
                           uint8_t *restrict fate)
{
    const crowd_ages *ages = l->ages;
    for (size_t i = 0; i < block->count; i++) {
        size_t place = ages->row[block->first + i] * (l->survival_dates + 1) + block->unseen[j][i];
        double birthday = ages->at_death.birthday[place];
        bool is_older =
            birthday < INFINITY && lifetimes_limit(words->word[j * DEATHS_BLOCK + i], words->multiplier[j]) > birthday;
        fate[i] = (uint8_t)(ages->fate[place] + is_older);
    }
}

/* Else whether his word is. */
static void draw_by_words(const crowd_layout *l, const uint32_t *restrict word, const deaths_block *block, size_t j,
                          uint8_t *restrict fate)
{
    const uint32_t *restrict row = l->ages->row + block->first, *restrict older = l->ages->at_death.older;
    const uint8_t *restrict young = l->ages->fate;
    const uint16_t *restrict unseen = block->unseen[j];
    const uint32_t length = (uint32_t)l->survival_dates + 1;
    for (size_t i = 0; i < block->count; i++) {
        size_t place = (size_t)row[i] * length + unseen[i];
        fate[i] = (uint8_t)(young[place] + (word[i] < older[place]));
    }
}

void crowd_draw_fates(crowd *c, const deaths_words *words, const deaths_block *block)
{
    const crowd_layout *l = c->layout;
    for (size_t j = 0; j < c->trials; j++) {
        uint8_t *fate = c->aged->of[j].fate + block->first;
        if (l->ages->at_death.older)
            draw_by_words(l, words->word + j * DEATHS_BLOCK, block, j, fate);
        else
            draw_by_limits(l, words, block, j, fate);
    }
}

/* By fate, claims and people of a block: both in one number where sums stay apart in it. */
typedef struct fate_tally {
    int64_t claims[FATES_MOST];
    uint32_t people[FATES_MOST];
} fate_tally;

static fate_tally tally_of(const crowd_block *b, const double *restrict claim, const uint8_t *restrict fate)
{
    enum { PERSON_AT = 48 };
    const bool fits = b->claims < INT64_C(1) << PERSON_AT;
    const int64_t person = fits ? INT64_C(1) << PERSON_AT : 0;
    int64_t of[4][FATES_MOST] = {{0}}; /* so that one sum need not wait for the last */
    fate_tally t = {{0}, {0}};
    for (size_t i = 0; i < b->count; i++)
        of[i % 4][fate[i]] += (int64_t)claim[i] + person;
    for (size_t i = 0; !fits && i < b->count; i++)
        t.people[fate[i]]++;
    for (size_t f = 0; f < FATES_MOST; f++) {
        int64_t all = of[0][f] + of[1][f] + of[2][f] + of[3][f];
        t.claims[f] = fits ? all & (person - 1) : all;
        t.people[f] += fits ? (uint32_t)(all >> PERSON_AT) : 0;
    }
    return t;
}

void crowd_count_fates(crowd *c, size_t lane, size_t block)
{
    const crowd_layout *l = c->layout;
    const crowd_block *b = &l->block[block];
    aged_trial *t = &c->aged->of[lane];
    const fate_tally tally = tally_of(b, l->claim + b->first, t->fate + b->first);
    size_t g = l->ages->of_block[block], v = l->survival_dates;
    uint32_t *living = c->living[lane] + block, sees = 0;
    for (size_t f = l->ages->fates[g]; f-- > 0;) {
        for (; v > l->ages->unseen[ages_place(g, f)]; v--)
            living[(v - 1) * l->block_count] = sees;
        t->people[block * FATES_MOST + f] = tally.people[f];
        t->claims[ages_place(g, f)] += tally.claims[f];
        sees += tally.people[f];
    }
    for (; v > 0; v--)
        living[(v - 1) * l->block_count] = sees;
}

void crowd_begin_fates(crowd *c, size_t lane)
{
    memset(c->aged->of[lane].claims, 0, c->layout->ages->count * FATES_MOST * sizeof(int64_t));
}

void crowd_begin_aged(crowd *c, size_t lane)
{
    const crowd_ages *ages = c->layout->ages;
    aged_trial *t = &c->aged->of[lane];
    memset(t->share, 0, ages->count * FATES_MOST * sizeof *t->share);
    memset(t->last, CROWD_NEVER, ages->count * FATES_MOST);
    memset(t->some_last, 0, ages->count * sizeof *t->some_last);
    memset(t->lived, 0, ages->count * sizeof *t->lived);
    memset(t->first_living, 0, ages->count);
    memset(t->estates, 0, sizeof t->estates);
    t->most = 0;
    for (size_t g = 0; g < ages->count; g++) {
        t->alive[g] = 0;
        for (size_t f = 0; f < ages->fates[g]; f++)
            t->alive[g] += t->claims[ages_place(g, f)];
    }
}

/* Those who do not see a pay date become estates with the share of the living. */
static void bury(const crowd *c, size_t lane, size_t date)
{
    const crowd_ages *ages = c->layout->ages;
    aged_trial *t = &c->aged->of[lane];
    for (size_t g = 0; g < ages->count; g++) {
        size_t f = t->first_living[g];
        double share = t->share[ages_place(g, f)];
        uint8_t last = t->last[ages_place(g, f)];
        for (; f < ages->fates[g] && ages->seen[ages_place(g, f)] <= date; f++) {
            int64_t claims = t->claims[ages_place(g, f)];
            t->alive[g] -= claims;
            t->estates[ages->age[ages_place(g, f)]] += claims;
            t->share[ages_place(g, f)] = share;
            t->last[ages_place(g, f)] = last;
        }
        t->first_living[g] = (uint8_t)f;
        if (f < FATES_MOST) {
            t->share[ages_place(g, f)] = share;
            t->last[ages_place(g, f)] = last;
        }
    }
}

/* The share of a level, which is all of a claim just where it pays it off. */
static double share_of(const aged_level *at, double weight)
{
    double share = at->near * weight;
    if (at->pays_all || share > 1 + 0x1p-46)
        return 1;
    if (share < 1 - 0x1p-46)
        return share;
    return long_sum_compare((long_sum){weight, 0}, at->part, 1, at->whole) >= 0 ? 1 : fmin(share, 1 - 0x1p-53);
}

/* Gives whether anyone is paid off who was not before. */
static bool raise_one(double share, size_t date, double *restrict had, uint8_t *restrict last)
{
    bool is_last = share >= 1 && *had < 1;
    *had = share > *had ? share : *had;
    *last = is_last ? (uint8_t)date : *last;
    return is_last;
}

static void raise_shares(const crowd *c, size_t lane, size_t date, const aged_level *at)
{
    const crowd_ages *ages = c->layout->ages;
    const aged_trial *t = &c->aged->of[lane];
    double by_age[AGES_MOST];
    for (size_t age = 0; age < AGES_MOST; age++)
        by_age[age] = fates_share(share_of(at, ages->weight[age]));
    for (size_t g = 0; g < ages->count; g++) {
        const uint8_t *restrict age = ages->age + ages_place(g, 0);
        double *restrict share = t->share + ages_place(g, 0);
        uint8_t *restrict last = t->last + ages_place(g, 0);
        size_t alive = t->first_living[g];
        bool some = false;
        for (size_t f = 0; f < alive; f++)
            some |= raise_one(by_age[age[f]], date, &share[f], &last[f]);
        if (alive < FATES_MOST)
            some |= raise_one(by_age[ages->living[date * ages->count + g]], date, &share[alive], &last[alive]);
        t->some_last[g] |= some;
    }
}

static int64_t divide(crowd *c, size_t lane, size_t date, int64_t cash)
{
    const crowd_ages *ages = c->layout->ages;
    aged_trial *t = &c->aged->of[lane];
    int64_t had = c->trial[lane]->ledger.paid.units, owed = c->layout->claims - had, now = had;
    aged_level *at = &t->level[date];
    *at = (aged_level){0};
    bury(c, lane, date);
    if (cash > 0 && owed > 0) {
        if (cash >= owed)
            *at = (aged_level){.is_there = true, .pays_all = true};
        else
            *at = aged_level_of(c, lane, date, had + cash);
        raise_shares(c, lane, date, at);
        t->most = fmax(t->most, at->near);
        now = at->pays_all ? c->layout->claims : aged_sum(c, lane, t->share, date + 1);
    }
    for (size_t g = 0; g < ages->count; g++) {
        size_t f = t->first_living[g];
        t->lived[(date + 1) * ages->count + g] = f < FATES_MOST ? t->share[ages_place(g, f)] : 0;
    }
    return now - had;
}

void crowd_divide_aged(crowd *c, size_t date, const int64_t *cash, int64_t *paid)
{
    for (size_t j = 0; j < c->trials; j++) {
        c->level[j][date + 1] = c->level[j][date];
        paid[j] = divide(c, j, date, cash[j]);
    }
}
