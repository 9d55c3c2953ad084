#include "engine/arrivals/inflow_trial.h"
#include "solatium/mathematics.h"

#include <math.h>

sol_money pledges_drawn(inflow_trial *t, size_t firm, const sol_firm *written, int *currency)
{
    const money_row *row = &t->details->row[t->plan->money.firm[firm].row];
    double u = inflow_firm_uniform(t, &t->pledge, firm, &written->pledge.value);
    *currency = money_pledge_currency(written);
    return money_drawn(&written->pledge, &row->pledge, money_pledge_whole(&t->plan->money, written), u);
}

/* Years from start for which a firm stays solvent: u < (1 − default)^t. */
static double solvent_years(inflow_trial *t, size_t firm, const money_row *row)
{
    if (isinf(row->life_years))
        return INFINITY;
    return -sol_log(quads_uniform(&t->solvency, t->seed, t->trial, firm)) * row->life_years;
}

void pledges_pay(inflow_trial *t, size_t firm, const sol_firm *written, int currency, sol_money pledge)
{
    if (t->scenario->participation_is_fraction)
        pledge = sol_money_share(pledge, t->fraction[firm]);
    const money_row *row = &t->details->row[t->plan->money.firm[firm].row];
    double solvent = solvent_years(t, firm, row);
    sol_money paid = {0};
    for (uint32_t i = 1; i <= written->instalments; i++) {
        sol_date due = sol_date_add_months(t->joined[firm], (int)(i - 1) * written->every_months);
        if (due.day > t->scenario->end.day || inflow_excluded(t, written->unless, due) ||
            sol_date_years(t->scenario->start, due) > solvent)
            return;
        sol_money so_far = sol_money_scale(pledge, i, written->instalments);
        inflow_arrival arrival = {.date = due, .firm = (int32_t)firm, .source = SOL_NONE, .pool = 0};
        inflow_arrive(t, arrival, currency, sol_money_subtract(so_far, paid));
        paid = so_far;
    }
}

void pledges_draw(inflow_trial *t)
{
    const plan_money *money = &t->plan->money;
    for (size_t f = 0; f < money->firm_count; f++) {
        const sol_firm *written = &t->scenario->firm[money->firm[f].row];
        int currency;
        sol_money pledge = pledges_drawn(t, f, written, &currency);
        t->in->firm_promised[f] = money_at_start(money, currency, pledge);
        if (t->in->firm_joined[f])
            pledges_pay(t, f, written, currency, pledge);
    }
}
