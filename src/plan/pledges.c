#include "plan/pledges.h"

#include "plan/money.h"
#include "solatium/quantity.h"

#include <math.h>

/* One firm's pledge in the scenario's smallest units: what it is if that is certain, else the mean. */
static sol_money mean_pledge(const sol_plan *plan, const sol_firm *firm)
{
    const sol_amount *pledge = &firm->pledge;
    sol_money whole = money_pledge_whole(&plan->money, firm);
    int currency = money_pledge_currency(firm);
    if (sol_distribution_is_constant(&pledge->value))
        return money_at_start(&plan->money, currency, money_drawn(pledge, NULL, whole, 0.5));
    double mean = sol_distribution_mean(&pledge->value);
    if (pledge->kind != SOL_AMOUNT_MONEY)
        mean *= sol_money_to_double(whole);
    return sol_money_from_double(mean * money_details_of(&plan->money)->unit_near[currency]);
}

/* In SOL_SHARE_PARTS. */
static int64_t mean_rate(const sol_plan *plan, const sol_firm *firm)
{
    const sol_scenario *scenario = plan->scenario;
    const sol_participation *rate = &scenario->country[firm->country].rate;
    if (firm->rate_kind == SOL_RATE_OWN)
        rate = &firm->own_rate;
    int64_t times = firm->rate_kind == SOL_RATE_TIMES_COUNTRY ? firm->times_billionths : SOL_BILLION;
    if (sol_distribution_is_constant(&rate->base))
        return money_rate_parts(times, &rate->base, 0.5);
    double mean = (double)times / (double)SOL_BILLION * sol_distribution_mean(&rate->base);
    return (int64_t)(fmin(1, fmax(0, mean)) * (double)SOL_SHARE_PARTS);
}

static bool is_conditional(const sol_plan *plan, const sol_firm *firm)
{
    const sol_participation *rate = &plan->scenario->country[firm->country].rate;
    if (firm->rate_kind == SOL_RATE_OWN)
        rate = &firm->own_rate;
    return rate->after_count > 0 || firm->requires != SOL_NONE || firm->unless != SOL_NONE ||
           firm->follows_country != SOL_NONE;
}

typedef struct country_sum {
    size_t firms;
    double heads;
    sol_money promised;
    sol_wide expected; /* SOL_SHARE_PARTS of a unit */
    bool is_certain, is_conditional;
} country_sum;

static void add_firm(country_sum *sum, const sol_plan *plan, size_t r)
{
    const sol_firm *firm = &plan->scenario->firm[r];
    size_t members = money_details_of(&plan->money)->row[r].members;
    sol_money pledge = sol_money_scale(mean_pledge(plan, firm), (int64_t)members, 1);
    int64_t rate = mean_rate(plan, firm);
    sum->firms += members;
    sum->heads += (double)members * ((double)rate / (double)SOL_SHARE_PARTS);
    sum->promised = sol_money_add(sum->promised, pledge);
    sum->expected += (sol_wide)pledge.units * rate;
    sum->is_certain = sum->is_certain && sol_distribution_is_constant(&firm->pledge.value);
    sum->is_conditional = sum->is_conditional || is_conditional(plan, firm);
}

const pledges_row *pledges_by_country(sol_arena *arena, const sol_plan *plan, size_t *count)
{
    const sol_scenario *scenario = plan->scenario;
    pledges_row *row = SOL_TAKE(arena, scenario->country_count, pledges_row);
    *count = 0;
    for (size_t g = 0; g < scenario->country_count; g++) {
        country_sum sum = {.is_certain = true};
        for (size_t r = 0; r < scenario->firm_count; r++)
            if (scenario->firm[r].country == (int)g)
                add_firm(&sum, plan, r);
        if (sum.firms == 0)
            continue;
        row[(*count)++] = (pledges_row){
            .country = (int)g,
            .firms = sum.firms,
            .expected_heads = sum.heads,
            .is_certain = sum.is_certain,
            .promised = sum.promised,
            .expected = sol_money_of((int64_t)((sum.expected * 2 + SOL_SHARE_PARTS) / (2 * (sol_wide)SOL_SHARE_PARTS))),
            .is_conditional = sum.is_conditional,
        };
    }
    return row;
}
