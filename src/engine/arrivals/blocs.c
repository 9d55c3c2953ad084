#include "engine/arrivals/blocs.h"

#include "base/check.h"

#include <string.h>

/* The first country that a country is tied to by following. */
static int root_of(const int *tied, int country)
{
    while (tied[country] != country)
        country = tied[country];
    return country;
}

static const int *tie_countries(sol_arena *scratch, const sol_scenario *scenario)
{
    int *tied = SOL_TAKE(scratch, scenario->country_count, int);
    for (size_t g = 0; g < scenario->country_count; g++)
        tied[g] = (int)g;
    for (size_t r = 0; r < scenario->firm_count; r++) {
        const sol_firm *firm = &scenario->firm[r];
        if (firm->follows_country == SOL_NONE || scenario->participation_is_fraction)
            continue;
        int a = root_of(tied, firm->country), b = root_of(tied, firm->follows_country);
        tied[a > b ? a : b] = a > b ? b : a;
    }
    return tied;
}

/* The firms and matches of one bloc, named by its first country; false if it has no firm. */
static bool gather(sol_arena *arena, const sol_plan *plan, const int *tied, int first, bloc *b)
{
    const sol_scenario *scenario = plan->scenario;
    b->firm = SOL_TAKE(arena, plan->money.firm_count, uint32_t);
    for (size_t f = 0; f < plan->money.firm_count; f++) {
        if (root_of(tied, plan->money.firm[f].country) != first)
            continue;
        const sol_firm *written = &scenario->firm[plan->money.firm[f].row];
        b->firm[b->firm_count++] = (uint32_t)f;
        b->has_followers |= written->follows_country != SOL_NONE && !scenario->participation_is_fraction;
    }
    b->match = SOL_TAKE(arena, scenario->source_count, size_t);
    for (size_t s = 0; s < scenario->source_count; s++)
        if (sol_source_kind_follows_firms(scenario->source[s].kind) &&
            root_of(tied, scenario->source[s].match_country) == first)
            b->match[b->match_count++] = s;
    return b->firm_count > 0;
}

/* Not every distribution that gives the same is seen to: then it is drawn twice. */
static bool is_same_distribution(const sol_distribution *p, const sol_distribution *q)
{
    return p->kind == q->kind && p->choice_count == 0 && q->choice_count == 0 && p->exact == q->exact &&
           memcmp(p->parameter, q->parameter, sizeof p->parameter) == 0 && p->lower == q->lower && p->upper == q->upper;
}

static bool are_same_rates(const money_rates *a, const money_rates *b)
{
    const sol_participation *p = a->participation, *q = b->participation;
    bool are_same = is_same_distribution(&p->base, &q->base);
    for (size_t i = 0; i < p->after_count; i++)
        are_same = are_same && is_same_distribution(&p->after_rate[i], &q->after_rate[i]);
    return are_same;
}

static bool have_same_rates(const bloc *b, const sol_plan *plan, const money_details *p, const money_details *q)
{
    int last = SOL_NONE;
    for (size_t k = 0; k < b->firm_count; k++) {
        int row = plan->money.firm[b->firm[k]].row;
        if (row != last && !are_same_rates(&p->rates[p->row[row].rates], &q->rates[q->row[row].rates]))
            return false;
        last = row;
    }
    return true;
}

static bool has_drawn_rates(const money_details *details)
{
    for (size_t i = 0; i < details->rates_count; i++)
        if (details->rates[i].is_drawn)
            return true;
    return false;
}

static void add_rates(sol_arena *arena, bloc *b, const money_details *details)
{
    bloc_rates *rates = &b->rates[b->rates_count++];
    *rates = (bloc_rates){.details = details, .odds = &details->odds};
    if (!has_drawn_rates(details))
        return;
    rates->odds = rates->drawn = SOL_TAKE(arena, 1, money_odds);
    *rates->drawn = money_odds_new(arena, details->odds_count);
    money_odds_copy(rates->drawn, &details->odds, details->odds_count);
}

/* The different rates that the plans give to a bloc. */
static void tell_rates_apart(sol_arena *arena, bloc *b, size_t count, const sol_plan *const *plan)
{
    b->rates = SOL_TAKE(arena, count, bloc_rates);
    b->rates_of = SOL_TAKE(arena, count, uint32_t);
    for (size_t p = 0; p < count; p++) {
        const money_details *own = money_details_of(&plan[p]->money);
        size_t at = 0;
        while (at < b->rates_count && !have_same_rates(b, plan[0], b->rates[at].details, own))
            at++;
        if (at == b->rates_count)
            add_rates(arena, b, own);
        b->rates_of[p] = (uint32_t)at;
    }
    b->inclined = SOL_TAKE(arena, b->rates_count, bloc_inclined);
    b->class = SOL_TAKE(arena, b->rates_count, bloc_class);
}

blocs *blocs_new(sol_arena *arena, inflow_trial *trial, size_t count, const sol_plan *const *plan)
{
    const sol_scenario *scenario = plan[0]->scenario;
    size_t firms = plan[0]->money.firm_count;
    blocs *all = SOL_TAKE(arena, 1, blocs);
    *all = (blocs){
        .trial = trial,
        .bloc = SOL_TAKE(arena, scenario->country_count, bloc),
        .day = SOL_TAKE(arena, firms, sol_date),
        .rate = SOL_TAKE(arena, firms, size_t),
        .inclination = SOL_TAKE(arena, firms, double),
        .is_known = SOL_TAKE(arena, firms, bool),
        .scratch = sol_arena_new(),
    };
    sol_arena *scratch = sol_arena_new();
    const int *tied = tie_countries(scratch, scenario);
    for (size_t g = 0; g < scenario->country_count; g++) {
        bloc *b = &all->bloc[all->count];
        *b = (bloc){0};
        if (root_of(tied, (int)g) != (int)g || !gather(arena, plan[0], tied, (int)g, b))
            continue;
        b->word_count = scenario->participation_is_fraction ? b->firm_count : (b->firm_count + 63) / 64;
        tell_rates_apart(arena, b, count, plan);
        all->count++;
    }
    sol_arena_free(scratch);
    return all;
}

void blocs_free(blocs *b)
{
    sol_arena_free(b->scratch);
}

/* What of a firm does not depend on rates. */
static void draw_days(blocs *all)
{
    inflow_trial *t = all->trial;
    for (size_t r = 0; r < t->scenario->firm_count; r++) {
        const money_row *row = &t->details->row[r];
        for (size_t f = row->member; f < row->member + row->members; f++)
            all->day[f] = firms_day(t, f, &t->scenario->firm[r], row, &all->rate[f]);
    }
    size_t firms = t->plan->money.firm_count;
    memset(all->is_known, 0, firms * sizeof *all->is_known);
    for (size_t f = 0; f < firms; f++)
        t->alone[f] = t->joined[f] = sol_date_never();
}

static bool is_inclined(blocs *all, size_t firm, const bloc_rates *rates)
{
    double p = rates->odds->probability[all->rate[firm]];
    if (p <= 0 || p >= 1)
        return p >= 1;
    if (!all->is_known[firm]) {
        inflow_trial *t = all->trial;
        all->inclination[firm] = firms_inclination(t, firm, &t->details->row[t->plan->money.firm[firm].row]);
        all->is_known[firm] = true;
    }
    return all->inclination[firm] <= rates->odds->threshold[all->rate[firm]];
}

static void fill_words(blocs *all, const bloc *b, const bloc_rates *rates, uint64_t *word)
{
    bool is_fraction = all->trial->scenario->participation_is_fraction;
    memset(word, 0, b->word_count * sizeof *word);
    for (size_t k = 0; k < b->firm_count; k++) {
        size_t f = b->firm[k];
        if (sol_date_is_never(all->day[f]))
            continue;
        if (is_fraction)
            word[k] = (uint64_t)rates->odds->fraction[all->rate[f]];
        else
            word[k / 64] |= (uint64_t)is_inclined(all, f, rates) << k % 64;
    }
}

/* Lets those who are inclined join, and those who follow them. */
static void join(blocs *all, const bloc *b, const uint64_t *word)
{
    inflow_trial *t = all->trial;
    bool is_fraction = t->scenario->participation_is_fraction;
    for (size_t k = 0; k < b->firm_count; k++) {
        size_t f = b->firm[k];
        bool joins = is_fraction ? word[k] != 0 : word[k / 64] >> k % 64 & 1;
        const sol_firm *written = &t->scenario->firm[t->plan->money.firm[f].row];
        t->alone[f] = joins ? all->day[f] : sol_date_never();
        t->joined[f] = b->has_followers && written->follows_country != SOL_NONE ? sol_date_never() : t->alone[f];
    }
    if (b->has_followers)
        follows_resolve(t);
}

/* The class of those who have joined: by fraction each is its own, else there may be one with the same days. */
static uint32_t class_of_joined(blocs *all, bloc *b, const uint64_t *word)
{
    inflow_trial *t = all->trial;
    sol_date *joined = SOL_TAKE(all->scratch, b->firm_count, sol_date);
    for (size_t k = 0; k < b->firm_count; k++)
        joined[k] = t->joined[b->firm[k]];
    for (size_t c = b->class_count; c-- > 0 && !t->scenario->participation_is_fraction;)
        if (memcmp(b->class[c].joined, joined, b->firm_count * sizeof *joined) == 0)
            return (uint32_t)c;
    b->class[b->class_count] = (bloc_class){joined, word};
    return (uint32_t)b->class_count++;
}

/* The class of some rates: most rates next to each other let the same firms join. */
static uint32_t class_of_rates(blocs *all, bloc *b, const bloc_rates *rates)
{
    uint64_t *word = b->inclined[b->inclined_count].word;
    if (!word)
        word = SOL_TAKE(all->scratch, b->word_count, uint64_t);
    fill_words(all, b, rates, word);
    for (size_t i = b->inclined_count; i-- > 0;)
        if (memcmp(b->inclined[i].word, word, b->word_count * sizeof *word) == 0) {
            b->inclined[b->inclined_count].word = word;
            return b->inclined[i].class;
        }
    join(all, b, word);
    bloc_inclined *found = &b->inclined[b->inclined_count++];
    *found = (bloc_inclined){word, class_of_joined(all, b, word)};
    return found->class;
}

static void draw_bloc(blocs *all, bloc *b)
{
    inflow_trial *t = all->trial;
    b->inclined_count = b->class_count = 0;
    for (size_t i = 0; i < b->rates_count; i++)
        b->inclined[i].word = NULL;
    for (size_t i = 0; i < b->rates_count; i++) {
        bloc_rates *rates = &b->rates[i];
        if (rates->drawn)
            firms_rates(t, rates->details, rates->drawn);
        rates->class = class_of_rates(all, b, rates);
    }
    for (size_t k = 0; k < b->firm_count; k++)
        t->alone[b->firm[k]] = t->joined[b->firm[k]] = sol_date_never();
}

void blocs_draw(blocs *all)
{
    sol_arena_reset(all->scratch);
    firms_factors(all->trial);
    draw_days(all);
    for (size_t b = 0; b < all->count; b++)
        draw_bloc(all, &all->bloc[b]);
}
