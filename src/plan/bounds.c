#include "plan/bounds.h"

#include <math.h>

/* What may come in one trial, at most. */
typedef struct bounds {
    const sol_scenario *scenario;
    const sol_plan *plan;
    const money_details *details;
    double money;                      /* the scenario's smallest units, as received */
    double largest;                    /* any single figure on the way, in any currency's smallest units */
    double dated;                      /* amounts */
    const sol_node *richest, *busiest; /* the entries that may bring most money, and most dates */
    double most_money, most_dated;
} bounds;

/* The largest value that a draw of 32 bits can give; none below zero counts. */
static double top_of(const sol_distribution *d)
{
    return fmax(0, sol_distribution_at(d, sol_uniform_from_word(UINT32_MAX)));
}

/* How far a path can have risen by `end`; it may go from its lower edge to its upper one when it does not start at 0. */
static double path_top(const bounds *b, const money_path *path, double edges)
{
    if (!path->moves)
        return 1;
    double years = sol_date_years(b->scenario->start, b->scenario->end);
    return exp(fmax(0, money_path_drift(path, sol_uniform_from_word(UINT32_MAX)) * years) +
               edges * path->volatility * b->details->brownian_limit);
}

/* Dates from start to end, `every_months` apart. */
static double dates_at_most(const bounds *b, int32_t every_months)
{
    if (every_months <= 0)
        return 1;
    return floor((double)b->plan->money.month_count / every_months) + 2;
}

static double amount_top(bounds *b, const sol_amount *amount, sol_money size)
{
    double top = top_of(&amount->value);
    if (amount->kind == SOL_AMOUNT_OF_CLAIMS)
        top *= (double)b->plan->money.claimed.units;
    else if (amount->kind == SOL_AMOUNT_OF_SIZE)
        top *= (double)size.units;
    b->largest = fmax(b->largest, top);
    return top;
}

static double converted_top(bounds *b, int currency, double amount)
{
    double at_start = amount * b->details->unit_near[currency];
    b->largest = fmax(b->largest, at_start);
    return at_start * path_top(b, &b->details->path[currency], 1);
}

static void add_entry(bounds *b, double money, double dated, const sol_node *node)
{
    b->money += money;
    b->dated += dated;
    if (money >= b->most_money) {
        b->most_money = money;
        b->richest = node;
    }
    if (dated >= b->most_dated) {
        b->most_dated = dated;
        b->busiest = node;
    }
}

/* Gives the most that the row's country could pay by it. */
static double add_row(bounds *b, size_t r)
{
    const sol_firm *firm = &b->scenario->firm[r];
    double members = (double)b->details->row[r].members;
    int currency = firm->pledge.kind == SOL_AMOUNT_OF_SIZE ? firm->size_currency : firm->pledge.currency;
    double money = members * converted_top(b, currency, amount_top(b, &firm->pledge, firm->size));
    double dated = firm->instalments;
    if (firm->every_months > 0)
        dated = fmin(dated, dates_at_most(b, firm->every_months));
    add_entry(b, money, members * dated, firm->node);
    return money;
}

static void add_dated(bounds *b, const sol_other_source *source)
{
    double money = 0;
    for (size_t i = 0; i < source->dated_count; i++)
        money += converted_top(b, source->dated[i].currency, (double)source->dated[i].amount.units);
    add_entry(b, money, (double)source->dated_count, source->node);
}

static void add_source(bounds *b, size_t s)
{
    const sol_other_source *source = &b->scenario->source[s];
    if (source->dated_count > 0) {
        add_dated(b, source);
        return;
    }
    double top = amount_top(b, &source->amount, sol_money_of(0));
    double dated = dates_at_most(b, source->every_months);
    add_entry(b, dated * converted_top(b, source->amount.currency, top), dated, source->node);
}

static void add_match(bounds *b, size_t s)
{
    const sol_other_source *match = &b->scenario->source[s];
    double paid = 0, dated = 0;
    for (size_t r = 0; r < b->scenario->firm_count; r++) {
        const sol_firm *firm = &b->scenario->firm[r];
        if (firm->country != match->match_country)
            continue;
        bounds alone = {.scenario = b->scenario, .plan = b->plan, .details = b->details};
        paid += add_row(&alone, r);
        dated += alone.dated;
    }
    double money = paid * ((double)match->match_billionths / 1e9);
    b->largest = fmax(b->largest, money);
    if (match->has_cap) {
        double cap = (double)match->cap.units * b->details->unit_near[match->cap_currency];
        b->largest = fmax(b->largest, cap);
        money = fmin(money, cap);
    }
    add_entry(b, money, dated, match->node);
}

static sol_place place_of(const sol_node *node)
{
    return node ? sol_node_place(node, NULL) : (sol_place){0};
}

bool bounds_check(const sol_scenario *scenario, const sol_plan *plan, money_details *details,
                  sol_diagnostics *diagnostics)
{
    bounds b = {.scenario = scenario, .plan = plan, .details = details};
    add_entry(&b, (double)scenario->fund.opening.units, 0, scenario->fund.node);
    add_entry(&b, (double)scenario->money_added.units, 0, scenario->fund.node);
    for (size_t r = 0; r < scenario->firm_count; r++)
        add_row(&b, r);
    for (size_t s = 0; s < scenario->source_count; s++) {
        if (scenario->source[s].kind == SOL_MATCH)
            add_match(&b, s);
        else
            add_source(&b, s);
    }
    double most = fmax(b.largest, b.money * path_top(&b, &details->fund, 2));
    bool is_within = most <= (double)SOL_MONEY_SUM_MAX * (1 - 1e-9); /* doubles near the limit would not tell */
    if (!is_within)
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S801", place_of(b.richest),
                            "lower the amounts, the spread of their distributions or the volatilities",
                            "the money of one trial could pass 10^18 units, which is more than can be counted exactly");
    details->arrival_limit = 0;
    if (b.dated <= MONEY_ARRIVALS_MAX)
        details->arrival_limit = (size_t)b.dated;
    else
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S802", place_of(b.busiest),
                            "fewer firms, instalments or dates of a series",
                            "more than 1,000,000 amounts could arrive in one trial");
    return is_within && b.dated <= MONEY_ARRIVALS_MAX;
}
