#include "plan/pledges.h"

#include "plan/money.h"

#include <math.h>

/* One firm's pledge in the scenario's smallest units: the mean, or the plain amount to the unit. */
static double mean_pledge(const sol_plan *plan, const sol_firm *firm)
{
    const sol_amount *pledge = &firm->pledge;
    double mean = sol_distribution_mean(&pledge->value);
    if (pledge->kind == SOL_AMOUNT_OF_CLAIMS)
        return mean * sol_money_to_double(plan->money.claimed);
    if (pledge->kind == SOL_AMOUNT_OF_SIZE)
        return mean * sol_money_to_double(firm->size) * money_details_of(&plan->money)->unit[firm->size_currency];
    return mean * money_details_of(&plan->money)->unit[pledge->currency];
}

static double mean_rate(const sol_plan *plan, const sol_firm *firm)
{
    const sol_scenario *scenario = plan->scenario;
    const sol_participation *rate = &scenario->country[firm->country].rate;
    if (firm->rate_kind == SOL_RATE_OWN)
        rate = &firm->own_rate;
    double times = firm->rate_kind == SOL_RATE_TIMES_COUNTRY ? firm->times : 1;
    return fmin(1, fmax(0, times * sol_distribution_mean(&rate->base)));
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
    double heads, promised, expected;
    bool is_certain, is_conditional;
} country_sum;

static void add_firm(country_sum *sum, const sol_plan *plan, size_t r)
{
    const sol_firm *firm = &plan->scenario->firm[r];
    size_t members = money_details_of(&plan->money)->row[r].members;
    double pledge = round(mean_pledge(plan, firm)), rate = mean_rate(plan, firm);
    sum->firms += members;
    sum->heads += (double)members * rate;
    sum->promised += (double)members * pledge;
    sum->expected += (double)members * rate * pledge;
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
            .promised = sol_money_from_double(sum.promised),
            .expected = sol_money_from_double(sum.expected),
            .is_conditional = sum.is_conditional,
        };
    }
    return row;
}
