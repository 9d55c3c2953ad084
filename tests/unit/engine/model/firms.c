/* §4 Firms: who joins, when, and what he pays. */
#include "engine/model/parts.h"

#include "solatium/mathematics.h"

#include <math.h>

/* A firm, one of a row's members. */
typedef struct firm {
    const sol_firm *row;
    uint64_t entity;
    sol_date own;    /* the latest of `joins` and the required event; never: it would not join by itself */
    sol_date joined; /* never: it has not joined */
    fraction share;  /* of its pledge: 1, or the certain fraction */
} firm;

static uint64_t row_entity(const sol_firm *row)
{
    return sol_entity(SOL_ENTITY_FIRM, row->id);
}

/* `{times: 0.7}` of a rate, at most 1, exactly where both are written in decimals. */
static fraction times_rate(int64_t times_billionths, double rate)
{
    const int64_t billion = 1000000000;
    fraction p = fraction_of(rate);
    sol_wide product = (sol_wide)p.digits * times_billionths;
    int places = p.places + 9;
    for (; places > 18; places--)
        product /= 10;
    for (; places < 18; places++)
        product *= 10;
    return (fraction){product < (sol_wide)billion * billion ? (int64_t)product : billion * billion, 18};
}

/* "A country's rate may be a distribution (one draw a trial) and may change with an event: a firm joins by the rate of the last listed
   event that happened by its `joins` date". */
static fraction rate_of(const model_trial *t, const sol_firm *row, sol_date joins)
{
    const sol_country *country = &t->scenario->country[row->country];
    bool is_own = row->rate_kind == SOL_RATE_OWN;
    const sol_participation *rate = is_own ? &row->own_rate : &country->rate;
    const sol_distribution *in_force = &rate->base;
    for (size_t i = 0; i < rate->after_count; i++)
        if (is_by(t->event[rate->after_event[i]], joins))
            in_force = &rate->after_rate[i];
    uint64_t entity = is_own ? row_entity(row) : sol_entity(SOL_ENTITY_COUNTRY, country->name);
    double p = sol_distribution_at(in_force, drawn(t, entity, SOL_PURPOSE_RATE));
    return times_rate(row->rate_kind == SOL_RATE_TIMES_COUNTRY ? row->times_billionths : 1000000000, p);
}

/* "Z = √ρ_g·M_g + √(1−ρ_g)·ε, M_g = √b·W + √(1−b)·V_g". */
static double inclination(const model_trial *t, const firm *f)
{
    const sol_country *country = &t->scenario->country[f->row->country];
    uint64_t world = sol_entity(SOL_ENTITY_WORLD, "factor");
    uint64_t of_country = sol_entity(SOL_ENTITY_COUNTRY, country->name);
    double w = sol_draw_normal(t->seed, t->trial, world, SOL_PURPOSE_FACTOR);
    double v = sol_draw_normal(t->seed, t->trial, of_country, SOL_PURPOSE_FACTOR);
    double e = sol_draw_normal(t->seed, t->trial, f->entity, SOL_PURPOSE_INCLINATION);
    double b = t->scenario->between, rho = country->correlation;
    return sqrt(rho) * (sqrt(b) * w + sqrt(1 - b) * v) + sqrt(1 - rho) * e;
}

/* Whether it would join by itself, and from which day. */
static void decide(const model_trial *t, firm *f)
{
    const sol_firm *row = f->row;
    f->own = f->joined = sol_date_never();
    sol_date required = row->requires == SOL_NONE ? t->scenario->start : t->event[row->requires];
    /* "A firm whose required event does not happen has not joined." */
    if (sol_date_is_never(required))
        return;
    sol_date joins = model_world_when(&row->joins, required, drawn(t, f->entity, SOL_PURPOSE_JOINS));
    joins = sol_date_later(joins, required);
    fraction rate = rate_of(t, row, joins);
    double p = (double)rate.digits / 1e18;
    f->share = rate;
    /* "It joins iff Z ≤ Φ⁻¹(p). p = 0 never, p = 1 always." */
    bool is_certain = p == 1 || t->scenario->participation_is_fraction;
    bool would = p > 0 && (is_certain || inclination(t, f) <= sol_normal_quantile(p));
    if (would)
        f->own = joins;
}

/* The day on which so many heads of a country had joined, one firm left out; never: not yet. */
static sol_date reached_on(size_t count, const firm *all, const firm *without, int64_t needed)
{
    sol_date best = sol_date_never();
    for (size_t i = 0; i < count; i++) {
        int64_t heads = 0;
        for (size_t j = 0; j < count; j++)
            heads += &all[j] != without && all[j].row->country == without->row->follows_country &&
                     !sol_date_is_never(all[j].joined) && is_by(all[j].joined, all[i].joined);
        if (!sol_date_is_never(all[i].joined) && heads >= needed)
            best = sol_date_earlier(best, all[i].joined);
    }
    return best;
}

/* "`follows: {country, share}`: joins only if it would by itself and at least that share of that country's other firms (heads) join; … no
   other firm: never." The day is that on which the share was reached. */
static sol_date following(size_t count, const firm *all, const firm *f)
{
    int64_t others = 0;
    for (size_t j = 0; j < count; j++)
        others += &all[j] != f && all[j].row->country == f->row->follows_country;
    if (others == 0 || sol_date_is_never(f->own))
        return sol_date_never();
    int64_t needed = 0; /* the least number of heads that is at least that share */
    while (needed * 1000000000 < f->row->follows_billionths * others)
        needed++;
    if (needed == 0)
        return f->own;
    sol_date reached = reached_on(count, all, f, needed);
    return sol_date_is_never(reached) ? reached : sol_date_later(f->own, reached);
}

/* "found in rounds from the firms that follow nobody": until a round changes nothing. */
static void join(const model_trial *t, size_t count, firm *all)
{
    bool has_changed = true;
    while (has_changed) {
        has_changed = false;
        for (size_t i = 0; i < count; i++) {
            sol_date day = all[i].row->follows_country == SOL_NONE ? all[i].own : following(count, all, &all[i]);
            if (!model_world_leaves(t, all[i].row->unless, day) || day.day > t->scenario->end.day)
                day = sol_date_never();
            has_changed = has_changed || day.day != all[i].joined.day;
            all[i].joined = day;
        }
    }
}

/* "one exponential life per firm from `start`, solvent after t years with probability (1 − default)^t; what falls due later is not paid". */
static bool is_solvent(const model_trial *t, const firm *f, sol_date on)
{
    double u = drawn(t, f->entity, SOL_PURPOSE_SOLVENCY);
    return u < pow(1 - f->row->default_per_year, sol_date_years(t->scenario->start, on));
}

static int64_t pledge_of(const model_trial *t, const firm *f, int *currency)
{
    double u = drawn(t, f->entity, SOL_PURPOSE_PLEDGE);
    int64_t pledge;
    if (f->row->pledge.kind == SOL_AMOUNT_OF_SIZE) {
        *currency = f->row->size_currency;
        pledge = fraction_times(fraction_of(sol_distribution_at(&f->row->pledge.value, u)), f->row->size.units, 0);
    } else {
        pledge = model_world_amount(t, &f->row->pledge, u, currency);
    }
    /* "`participation_as: fraction` replaces chance by the certain fraction p of every pledge". */
    return t->scenario->participation_is_fraction ? fraction_times(f->share, pledge, 0) : pledge;
}

/* "The pledge is paid then as a lump or in n instalments at calendar intervals, the i-th round(i·P/n) − round((i−1)·P/n)." */
static void pay(model_trial *t, const firm *f, int index)
{
    int currency;
    int64_t pledge = pledge_of(t, f, &currency), n = f->row->instalments;
    for (int64_t i = 1; i <= n; i++) {
        sol_date due = sol_date_add_months(f->joined, (int)(i - 1) * f->row->every_months);
        int64_t part = nearest((sol_wide)i * pledge, n) - nearest((sol_wide)(i - 1) * pledge, n);
        if (!model_world_leaves(t, f->row->unless, due) || !is_solvent(t, f, due))
            continue;
        model_arrival_add(t, (model_arrival){.date = due, .amount = part, .source = SOL_NONE, .firm = index}, currency);
    }
}

void model_firms_pay(model_trial *t)
{
    const sol_scenario *s = t->scenario;
    size_t count = t->plan->money.firm_count, n = 0;
    firm *all = SOL_TAKE(t->arena, count, firm);
    for (size_t r = 0; r < s->firm_count; r++) {
        const sol_firm *row = &s->firm[r];
        for (uint32_t member = 1; member <= (row->is_row ? 1 : row->count); member++) {
            uint64_t entity = row->is_row ? row_entity(row) : sol_entity_member(row_entity(row), member);
            all[n] = (firm){.row = row, .entity = entity};
            decide(t, &all[n++]);
        }
    }
    join(t, n, all);
    t->has_joined = SOL_TAKE(t->arena, count, bool);
    for (size_t i = 0; i < n; i++) {
        t->has_joined[i] = !sol_date_is_never(all[i].joined);
        if (t->has_joined[i])
            pay(t, &all[i], (int)i);
    }
}
