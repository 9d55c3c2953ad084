/*
 * No sum that a trial reaches may overflow. Amounts that are drawn are bounded by what they hardly ever exceed (six standard deviations)
 * and then cut there, so that the bound is certain.
 */
#include "scenario/sections/across.h"

#include <math.h>

/* A tenth of what 64 bits are sure to hold: returns and exchange may make ten of one. */
#define SUM_MAX ((double)SOL_MONEY_SUM_MAX / 10)

/* The largest value that a distribution of amounts hardly ever exceeds. */
static double largest(const sol_distribution *d)
{
    double value = d->parameter[0];
    switch (d->kind) {
    case SOL_UNIFORM:
        value = d->parameter[1];
        break;
    case SOL_TRIANGULAR:
        value = d->parameter[2];
        break;
    case SOL_NORMAL:
        value = d->parameter[0] + 6 * d->parameter[1];
        break;
    case SOL_LOGNORMAL:
        value = d->parameter[0] * exp(6 * d->parameter[1]);
        break;
    case SOL_EXPONENTIAL:
        value = d->parameter[0] * 21;
        break;
    default:
        break;
    }
    for (size_t i = 0; i < d->choice_count; i++)
        value = i == 0 || d->choice[i].value > value ? d->choice[i].value : value;
    return value < d->upper ? value : d->upper;
}

/* A unit of a currency in units of the scenario's, at start. */
static double unit_price(const reader *r, int currency)
{
    if (currency < 0)
        return 1; /* an amount that could not be read, and was told of */
    return sol_decimal_to_double(sol_currency_unit(r->scenario->currency, currency));
}

/* What a unit of principal can grow to by the end. */
static double growth(const reader *r, const sol_terms *terms)
{
    double rate = 0, years = 0;
    for (size_t i = 0; i < terms->interest_count; i++) {
        double to_end = (double)(r->scenario->end.day - terms->interest[i].from.day) / 365;
        rate = fmax(rate, (double)terms->interest[i].rate_billionths / 1e9);
        years = fmax(years, to_end);
    }
    const double to_end = fmax(0, sol_date_years(terms->index.from, r->scenario->end));
    const double rise = terms->index.rate_billionths ? pow(1 + (double)terms->index.rate_billionths / 1e9, to_end) : 1;
    return rise * (1 + rate * years);
}

static double claims(reader *r, sol_place *place)
{
    const sol_scenario *s = r->scenario;
    double sum = 0, most = 0;
    for (size_t i = 0; i < s->group_count; i++) {
        const sol_group *g = &s->group[i];
        double one = largest(&g->claim.value) * unit_price(r, g->claim.currency) * growth(r, &g->terms) * g->count;
        if (one > most)
            *place = sol_node_place(g->node, "claim");
        most = fmax(most, one);
        sum += one;
    }
    for (size_t i = 0; i < s->row_count; i++)
        sum += (double)s->row[i].claim.units * growth(r, &s->row_terms[s->row[i].terms]) * s->row[i].count;
    return sum;
}

static double times(const sol_other_source *source, const sol_scenario *s)
{
    return source->every_months ? sol_date_years(s->start, s->end) * 12 / source->every_months + 1 : 1;
}

/* What a source brings at most, if it matches nothing. */
static double brings(const reader *r, const sol_other_source *source)
{
    double sum = 0;
    for (size_t i = 0; i < source->dated_count; i++)
        sum += (double)source->dated[i].amount.units * unit_price(r, source->dated[i].currency);
    return source->dated_count > 0
               ? sum
               : largest(&source->amount.value) * unit_price(r, source->amount.currency) * times(source, r->scenario);
}

static double income(reader *r, double claimed, sol_place *place)
{
    const sol_scenario *s = r->scenario;
    double sum = (double)s->fund.opening.units, most = 0;
    for (size_t i = 0; i < s->firm_count; i++) {
        const sol_firm *f = &s->firm[i];
        double one = largest(&f->pledge.value);
        one *= f->pledge.kind == SOL_AMOUNT_MONEY       ? unit_price(r, f->pledge.currency)
               : f->pledge.kind == SOL_AMOUNT_OF_CLAIMS ? claimed
                                                        : (double)f->size.units * unit_price(r, f->size_currency);
        one *= f->count;
        if (one > most)
            *place = sol_node_place(f->node, "pledge");
        most = fmax(most, one);
        sum += one;
    }
    double matched = sum;
    for (size_t i = 0; i < s->source_count; i++) {
        const sol_other_source *o = &s->source[i];
        double one = o->kind == SOL_MATCH ? matched * ((double)o->match_billionths / 1e9) : brings(r, o);
        if (one > most)
            *place = sol_node_place(o->node, NULL);
        most = fmax(most, one);
        sum += one;
    }
    return sum;
}

/* Cut where it was bounded: a draw beyond is one in a thousand million. */
static void cut(sol_distribution *d)
{
    double most = largest(d);
    if (most < d->upper && d->kind != SOL_CONSTANT && d->kind != SOL_CHOICE)
        d->upper = most;
}

void across_check_sums(reader *r)
{
    const sol_scenario *s = r->scenario;
    sol_place place = node_beginning(r->root);
    double claimed = claims(r, &place);
    if (!(claimed <= SUM_MAX)) {
        problem_add(r->diagnostics, P_TOO_MANY, place, NULL,
                    "the claims with their interest can reach more than 10^17 of the smallest unit");
        return;
    }
    double received = income(r, claimed, &place);
    if (!(received <= SUM_MAX))
        problem_add(r->diagnostics, P_TOO_MANY, place, NULL,
                    "the money coming in can reach more than 10^17 of the smallest unit");
    for (size_t i = 0; i < s->group_count; i++)
        cut((sol_distribution *)&s->group[i].claim.value);
    for (size_t i = 0; i < s->firm_count; i++)
        if (s->firm[i].pledge.kind == SOL_AMOUNT_MONEY)
            cut((sol_distribution *)&s->firm[i].pledge.value);
    for (size_t i = 0; i < s->source_count; i++)
        cut((sol_distribution *)&s->source[i].amount.value);
}
