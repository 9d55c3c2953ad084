/* §4 Enforcement: what a court's title brings goes past the fund. */
#include "engine/model/parts.h"

#include <string.h>

/* "its earmarked claimants entitled by then, those who declined the fund included …; the refused are included". */
static bool may_receive(const model_pool *pool, const model_person *p, sol_date on)
{
    return model_fund_is_for(pool, p) && is_by(p->entitled, on) && !model_claims_have_lapsed(p, on) &&
           !model_claims_await_heirs(p, on) && p->owed > 0; /* until heirs come forward there is nobody to be paid */
}

/* "in proportion to what they are owed, without queue, approval, acceptance, unit, limit, costs or reserve": to the last unit, the units that
   the whole parts leave going to the largest remainders, as everywhere in the program where the sum is to be met. */
static int64_t pay_out(model_trial *t, size_t k, const model_pool *pool, int64_t amount)
{
    sol_date on = t->day[k].date;
    int64_t owed = 0;
    sol_money *claim = SOL_TAKE(t->arena, t->people, sol_money), *award = SOL_TAKE(t->arena, t->people, sol_money);
    for (size_t i = 0; i < t->people; i++) {
        claim[i].units = may_receive(pool, &t->person[i], on) ? t->person[i].owed : 0;
        owed += claim[i].units;
    }
    int64_t divided = amount < owed ? amount : owed;
    sol_claims_problem problem = {.count = t->people, .claim = claim, .endowment = {divided}};
    sol_rule_choice proportional = sol_rule_default(SOL_RULE_PROPORTIONAL);
    sol_divide(&problem, &proportional, SOL_ROUND_REMAINDER, t->arena, award);
    for (size_t i = 0; i < t->people; i++) {
        t->person[i].direct += award[i].units;
        t->person[i].uncounted += pool->counts ? 0 : award[i].units;
        model_pay_person(t, k, &t->person[i], award[i].units);
    }
    return divided;
}

/* One after the other, by day, then in the order of the file. */
void model_direct_pay(model_trial *t, size_t k)
{
    sol_date day = k == 0 ? t->scenario->start : (sol_date){t->day[k - 1].date.day + 1};
    for (; day.day <= t->day[k].date.day; day.day++)
        for (size_t i = 0; i < t->arrival_count; i++) {
            const model_arrival *a = &t->arrival[i];
            if (!a->is_direct || a->date.day != day.day)
                continue;
            int64_t divided = pay_out(t, k, &t->pool[a->pool], a->amount);
            t->day[k].received += a->amount;
            t->day[k].returned += a->amount - divided; /* "the excess goes back to the debtor (`returned`)" */
        }
}
