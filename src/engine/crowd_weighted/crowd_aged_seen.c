/* What has become of claimants by their fates. */
#include "engine/crowd_passes/crowd_settling.h"
#include "engine/crowd_weighted/crowd_ages.h"

/* Shares of a generation by fate, at death and at the end: those of the block before may be the same. */
static void turn_to_generation(settling *s, size_t g)
{
    const crowd_ages *ages = s->l->ages;
    const aged_trial *t = &s->c->aged->of[s->lane];
    if (s->generation == g + 1)
        return;
    s->generation = g + 1;
    for (size_t f = 0; f < ages->fates[g]; f++) {
        size_t place = ages_place(g, f), kept = f < t->first_living[g] ? f : t->first_living[g];
        s->by_death[0][f] = t->lived[ages->seen[place] * ages->count + g];
        s->by_death[1][f] = t->share[ages_place(g, kept)];
    }
}

/* The first fate of those who see the end. */
static uint8_t first_at_end(const crowd_layout *l, size_t g)
{
    uint8_t f = 0;
    while (f < l->ages->fates[g] && l->ages->unseen[ages_place(g, f)] <= l->end)
        f++;
    return f;
}

static void add_doubtful(const settling *s, size_t index, size_t i, kernel_outcome *o)
{
    const crowd_layout *l = s->l;
    size_t g = l->ages->of_block[index], place = ages_place(g, s->c->aged->of[s->lane].fate[i]);
    double life = aged_award(s->c, s->lane, g, i, l->ages->seen[place]);
    double all = aged_award(s->c, s->lane, g, i, l->dates);
    o->in_life += (int64_t)life;
    o->in_all += (int64_t)all;
    o->had_in_life += life > 0;
    o->had += all > 0;
    o->had_and_lives += all > 0 && l->ages->unseen[place] > l->end;
}

static void see_money(settling *s, size_t index, kernel_outcome *o)
{
    const crowd *c = s->c;
    size_t g = s->l->ages->of_block[index];
    turn_to_generation(s, g);
    fates_shares of = {s->by_death[0], s->by_death[1], first_at_end(s->l, g)};
    const crowd_block *b = &s->l->block[index];
    fates_rows rows = ages_rows(c, s->lane, (ages_pass){b->first, b->count, (uint32_t)g}, FATES_MOST - 1);
    fates_outcome sum = {0};
    uint64_t doubtful[FATES_CHUNKS];
    c->aged->version.settle(&rows, &of, &sum, doubtful);
    *o = (kernel_outcome){.in_life = sum.in_life,
                          .in_all = sum.all,
                          .had_in_life = sum.had_in_life,
                          .had = sum.had,
                          .had_and_lives = sum.had_and_lives};
    for (size_t k = 0; k * FATES_CHUNK < rows.count; k++)
        for (uint64_t left = doubtful[k]; left; left &= left - 1)
            add_doubtful(s, index, b->first + k * FATES_CHUNK + (size_t)__builtin_ctzll(left), o);
}

settling_reached settling_note_aged(settling *s, size_t index, kernel_outcome *o)
{
    const crowd_ages *ages = s->l->ages;
    const aged_trial *t = &s->c->aged->of[s->lane];
    size_t g = ages->of_block[index];
    see_money(s, index, o);
    if (!t->some_last[g])
        return (settling_reached){0};
    settling_seen by = {.all = {0}};
    for (size_t f = 0; f < ages->fates[g]; f++) {
        size_t place = ages_place(g, f), kept = f < t->first_living[g] ? f : t->first_living[g];
        settling_paid paid = {.date = t->last[ages_place(g, kept)],
                              .seen = ages->seen[place],
                              .lives = ages->unseen[place] > s->l->end,
                              .outlives_goal = ages->unseen[place] > s->l->goal,
                              .people = t->people[index * FATES_MOST + f]};
        if (paid.date != CROWD_NEVER && paid.people > 0)
            settling_see(s, &paid, &by);
    }
    settling_add_seen(s, &by);
    return by.all;
}
