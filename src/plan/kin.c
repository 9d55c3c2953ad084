#include "plan/kin.h"

#include "plan/dates.h"
#include "plan/money.h"
#include "scenario/document/differences.h"
#include "scenario/keys/keys.h"

#include <string.h>

static void add_influence(void *context, size_t depth, const char *const *path)
{
    unsigned *parts = context;
    *parts |= keys_moves(depth, path);
}

/* Claims name events by index. */
static bool has_same_events(const sol_scenario *a, const sol_scenario *b)
{
    if (a->event_count != b->event_count)
        return false;
    for (size_t e = 0; e < a->event_count; e++)
        if (strcmp(a->event[e].name, b->event[e].name) != 0)
            return false;
    return true;
}

bool kin_asks_when_filed(const sol_scenario *scenario)
{
    bool are = false;
    for (size_t s = 0; s < scenario->step_count; s++)
        are |= scenario->step[s].who.goes_by_filing;
    for (size_t g = 0; g < scenario->timeliness_count; g++)
        are |= scenario->timeliness[g].who.goes_by_filing;
    return are;
}

unsigned kin_scenarios(const sol_scenario *a, const sol_scenario *b)
{
    if (a == b)
        return 0;
    if (!a->document || a->document != b->document || !has_same_events(a, b))
        return KIN_ALL;
    bool is_delayed_alike =
        a->money_delay.months == b->money_delay.months && a->money_delay.days == b->money_delay.days;
    unsigned parts = is_delayed_alike ? 0 : KIN_AMOUNTS;
    if (a->money_added.units != b->money_added.units)
        parts |= KIN_DIVISION; /* as the opening balance does */
    differences_tell(a->root, b->root, add_influence, &parts);
    if (kin_asks_when_filed(a) != kin_asks_when_filed(b))
        parts |= KIN_PEOPLE; /* days of filing are kept where it is asked */
    if (a->timeliness[0].by.day != b->timeliness[0].by.day)
        parts |= KIN_PEOPLE; /* it is asked who lives on that day */
    return parts;
}

static bool has_same_senders(const sol_plan *a, const sol_plan *b)
{
    const sol_scenario *s = a->scenario, *t = b->scenario;
    if (s->country_count != t->country_count || s->source_count != t->source_count ||
        a->money.firm_count != b->money.firm_count || a->money.pool_count != b->money.pool_count)
        return false;
    for (size_t g = 0; g < s->country_count; g++)
        if (strcmp(s->country[g].name, t->country[g].name) != 0)
            return false;
    for (size_t f = 0; f < a->money.firm_count; f++)
        if (a->money.firm[f].country != b->money.firm[f].country)
            return false;
    for (size_t i = 0; i < s->source_count; i++)
        if (s->source[i].country != t->source[i].country || a->money.source_pool[i] != b->money.source_pool[i])
            return false;
    return true;
}

static bool has_same_rates(const money_rates *a, const money_rates *b)
{
    const sol_participation *p = a->participation, *q = b->participation;
    return a->entity == b->entity && a->first == b->first && a->count == b->count && a->times == b->times &&
           p->after_count == q->after_count &&
           (p->after_count == 0 ||
            memcmp(p->after_event, q->after_event, p->after_count * sizeof *p->after_event) == 0);
}

/* Firms go by the same rates, whatever their values. */
static bool has_rates_alike(const sol_plan *a, const sol_plan *b)
{
    const money_details *d = money_details_of(&a->money), *e = money_details_of(&b->money);
    if (d->rates_count != e->rates_count || a->scenario->firm_count != b->scenario->firm_count)
        return false;
    for (size_t i = 0; i < d->rates_count; i++)
        if (!has_same_rates(&d->rates[i], &e->rates[i]))
            return false;
    for (size_t r = 0; r < a->scenario->firm_count; r++)
        if (d->row[r].rates != e->row[r].rates)
            return false;
    return true;
}

unsigned kin_plans(const sol_plan *a, const sol_plan *b)
{
    unsigned parts = kin_scenarios(a->scenario, b->scenario);
    if (!has_same_senders(a, b))
        parts |= KIN_JOINING | KIN_AMOUNTS | KIN_DIVISION;
    if ((parts & KIN_RATES) && !has_rates_alike(a, b))
        parts |= KIN_JOINING;
    return parts;
}

sol_plan *kin_plan_make(sol_arena *arena, const sol_scenario *scenario, const sol_plan *like,
                        sol_diagnostics *diagnostics)
{
    if (kin_scenarios(scenario, like->scenario) & KIN_PEOPLE)
        return sol_plan_make(arena, scenario, diagnostics);
    sol_plan *plan = SOL_TAKE(arena, 1, sol_plan);
    *plan =
        (sol_plan){.scenario = scenario, .date_count = like->date_count, .date = like->date, .people = like->people};
    dates_schedule(arena, scenario, plan);
    return plan_money_make(arena, scenario, plan, diagnostics) ? plan : NULL;
}
