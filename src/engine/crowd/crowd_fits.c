/* Whether claimants are a crowd, and how their step is run. */
#include "division/level/level.h"
#include "engine/crowd_passes/crowd_parts.h"
#include "plan/dates.h"
#include "plan/people.h"

#include <string.h>

enum { THETA_SCALE_MAX = 1024 };

/* Terms under which a claim is whole, and payable on some day and ever after. */
static bool is_plain(const sol_plan *plan, const sol_terms *terms)
{
    return terms->interest_count == 0 && terms->earlier_count == 0 && terms->index.rate_billionths == 0 &&
           terms->requires == SOL_NONE && terms->unless == SOL_NONE && terms->eligible.day <= plan->scenario->end.day &&
           sol_distribution_is_certain(&terms->accepts) && terms->accepts_at_once &&
           terms->heirs.rank == plan->people.terms[0].heirs.rank && !people_await_heirs(terms);
}

static bool are_terms_plain(const sol_plan *plan)
{
    const sol_administration *office = &plan->scenario->administration;
    if (people_details_of(plan)->has_filed || people_details_of(plan)->has_own_days ||
        people_details_of(plan)->has_queue || office->opens.day > plan->date[0].day ||
        !sol_distribution_is_certain(&office->approval))
        return false;
    for (size_t i = 0; i < plan->people.terms_count; i++)
        if (!is_plain(plan, &plan->people.terms[i]))
            return false;
    return true;
}

static bool is_money_plain(const sol_plan *plan)
{
    for (size_t s = 0; s < plan->scenario->source_count; s++)
        if (plan->scenario->source[s].kind == SOL_ENFORCEMENT)
            return false;
    return plan->money.pool_count == 1;
}

/* A cumulative proportional step in which claimants have weights. */
static bool is_weighted(const sol_step *step)
{
    bool has_weight = step->weight.kind != SOL_WEIGHT_NONE && step->rule.rule == SOL_RULE_PROPORTIONAL;
    return (has_weight || step->rule.rule == SOL_RULE_ALPHA_FAIR) && !step->is_outstanding;
}

static bool is_for_all_ages(const sol_step *step)
{
    return step->who.age_from < 0 && step->who.group_count == 0;
}

/* A step for everyone of a kind, without weight. */
static bool is_for_anyone(const sol_step *step)
{
    return is_for_all_ages(step) && step->weight.kind == SOL_WEIGHT_NONE;
}

/* The same without level. */
static bool is_step_plain(const sol_step *step)
{
    return is_for_anyone(step) && !step->has_up_to &&
           (!step->is_outstanding || step->rule.rule == SOL_RULE_PROPORTIONAL);
}

/* A step from which estates get nothing. */
static bool is_for_living_alone(const sol_step *step, sol_heirs heirs)
{
    return heirs == SOL_HEIRS_LAPSE ? step->who.vital != SOL_ESTATES
                                    : heirs == SOL_HEIRS_INHERIT && step->who.vital == SOL_LIVING;
}

/* One step for all; or a proportional one for the living and then one for estates, by steps or by `heirs`, or none for them. */
static bool are_steps_plain(const sol_plan *plan, bool *living_first)
{
    const sol_step *step = plan->scenario->step;
    sol_heirs heirs = plan->people.terms[0].heirs.rank;
    size_t count = plan->scenario->step_count;
    for (size_t i = 0; i < count; i++)
        if (!is_step_plain(&step[i]))
            return false;
    bool by_steps =
        count == 2 && heirs == SOL_HEIRS_INHERIT && step[0].who.vital == SOL_LIVING && step[1].who.vital != SOL_LIVING;
    bool by_heirs = count == 1 && heirs == SOL_HEIRS_AFTER_LIVING && step[0].who.vital == SOL_ANY;
    bool alone = count == 1 && step[0].rule.rule == SOL_RULE_PROPORTIONAL && is_for_living_alone(&step[0], heirs);
    *living_first = by_steps || by_heirs || alone;
    if (!*living_first)
        return count == 1 && heirs != SOL_HEIRS_AFTER_LIVING && step[0].who.vital == SOL_ANY;
    for (size_t i = 0; i < count; i++)
        if (step[i].rule.rule != SOL_RULE_PROPORTIONAL || step[i].is_outstanding)
            return false;
    return plan->scenario->payments.unit.units == 1;
}

/* One step with weights, for all. */
static bool are_steps_weighted(const sol_plan *plan)
{
    const sol_step *step = plan->scenario->step;
    return plan->scenario->step_count == 1 && is_weighted(step) && is_for_all_ages(step) && !step->has_up_to &&
           step->who.vital == SOL_ANY && plan->people.terms[0].heirs.rank == SOL_HEIRS_INHERIT;
}

/* Whether all are eligible on the first pay date. */
static bool come_at_once(const sol_plan *plan)
{
    for (size_t i = 0; i < plan->people.terms_count; i++)
        if (plan->people.terms[i].eligible.day > plan->date[0].day)
            return false;
    return true;
}

/* A proportional step for all, before which another may pay up to a share of the claim; sets that share, which is 0 where there is one step. */
static bool is_for_waves(const sol_plan *plan, int64_t *instalment)
{
    const sol_step *step = plan->scenario->step;
    size_t count = plan->scenario->step_count;
    bool has_two = count == 2 && step[0].has_up_to && step[0].up_to_is_share;
    if (plan->people.terms[0].heirs.rank != SOL_HEIRS_INHERIT || !(count == 1 || has_two))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!is_for_anyone(&step[i]) || step[i].who.vital != SOL_ANY || step[i].is_outstanding ||
            step[i].rule.rule != SOL_RULE_PROPORTIONAL || (step[i].has_up_to && i + 1 == count))
            return false;
    *instalment = has_two ? step[0].up_to_billionths : 0;
    return !has_two || plan->scenario->payments.unit.units == 1;
}

static bool asks_for_all(const sol_scenario *scenario)
{
    for (size_t g = 0; g < scenario->timeliness_count; g++)
        if (scenario->timeliness[g].paid_billionths != 1000000000)
            return false;
    return true;
}

/* Whether every step takes part on every pay date. */
static bool are_steps_constant(const sol_plan *plan)
{
    bool are = true;
    for (size_t i = 0; i < plan->scenario->step_count; i++)
        are &= dates_always_has_step(plan, &plan->scenario->step[i]);
    return are;
}

/* How the step's rule is run; false: not here. */
static bool find_kind(const sol_plan *plan, crowd_layout *l)
{
    const sol_rule_choice *rule = &plan->scenario->step[0].rule;
    level_path path;
    bool at_once = come_at_once(plan), living_first;
    l->lapses = plan->people.terms[0].heirs.rank == SOL_HEIRS_LAPSE;
    l->unit = (double)plan->scenario->payments.unit.units;
    l->theta = l->scale = 1;
    if (is_for_waves(plan, &l->instalment) && (l->instalment || !at_once)) {
        l->kind = CROWD_WAVES;
        return true;
    }
    bool is_whole = l->unit == 1 && asks_for_all(plan->scenario);
    if (at_once && is_whole && plan->scenario->timeliness_count == 1 && are_steps_weighted(plan)) {
        l->kind = CROWD_WEIGHTS;
        return true;
    }
    if (!at_once || !are_steps_plain(plan, &living_first))
        return false;
    if (living_first) {
        l->kind = CROWD_LIVING;
        l->has_rest = plan->scenario->step_count == 2 || plan->people.terms[0].heirs.rank == SOL_HEIRS_AFTER_LIVING;
        return true;
    }
    if (rule->rule == SOL_RULE_PROPORTIONAL) {
        l->kind = plan->scenario->step[0].is_outstanding ? CROWD_DEBTS : CROWD_SHARES;
        return !l->lapses && (l->kind == CROWD_SHARES || is_whole);
    }
    if (rule->rule == SOL_RULE_PRIORITY) {
        l->kind = CROWD_ORDER;
        bool is_fixed = rule->by == SOL_BY_AGE || rule->by == SOL_BY_FILING || rule->by == SOL_BY_CLAIM;
        return is_fixed && !l->lapses && l->unit == 1;
    }
    l->kind = CROWD_LEVELS;
    l->theta = rule->rule == SOL_RULE_EQUAL_LOSSES ? 0 : 1;
    if (rule->rule == SOL_RULE_TALMUD && level_path_of(rule, false, &path)) {
        l->theta = path.stretch[0].to;
        l->scale = path.scale;
    }
    bool is_between = l->theta > 0 && l->theta < l->scale;
    bool is_level =
        rule->rule == SOL_RULE_TALMUD || rule->rule == SOL_RULE_EQUAL_AWARDS || rule->rule == SOL_RULE_EQUAL_LOSSES;
    return is_level && l->scale <= THETA_SCALE_MAX && !(l->lapses && (is_between || l->unit > 1));
}

/* A goal that everyone reaches unpaid. */
static bool asks_for_nothing(const sol_scenario *scenario)
{
    for (size_t g = 0; g < scenario->timeliness_count; g++)
        if (scenario->timeliness[g].paid_billionths == 0)
            return true;
    return scenario->timeliness_count == 0;
}

/*
 * Goals that are reached after death: by estates from the outset, where it is known how much they have had on each date; by those who die in
 * the trial only behind the first goal, as it is not known which of them had something in life.
 */
static bool are_goals_seen(const sol_plan *plan, const crowd_layout *l)
{
    bool has_estates = plan->people.living_count < plan->people.count;
    for (size_t g = 0; g < plan->scenario->timeliness_count && !l->lapses; g++) {
        const sol_who *who = &plan->scenario->timeliness[g].who;
        bool is_for_all = who->vital == SOL_ANY && sol_reach_of(who) == SOL_IN_LIFE_OR_AFTER;
        if (is_for_all && g == 0 && plan->people.living_count > 0)
            return false;
        if (l->kind == CROWD_LIVING && (is_for_all || (has_estates && who->vital != SOL_LIVING)))
            return false;
    }
    return true;
}

/* Whether it is a survival date on which each is entitled. */
static bool is_entitlement_seen(const sol_plan *plan)
{
    for (size_t i = 0; i < plan->people.terms_count; i++)
        if (crowd_entitled(plan, &plan->people.terms[i]) == plan->people.survival_date_count)
            return false;
    return true;
}

bool crowd_fits(const sol_plan *plan, crowd_layout *l)
{
    const sol_scenario *scenario = plan->scenario;
    const plan_people *people = &plan->people;
    bool ends_costs = scenario->fund.costs.until_closed && scenario->fund.costs.yearly.units > 0;
    if (scenario->timeliness_count > CROWD_GOALS || scenario->hold_registered || asks_for_nothing(scenario) ||
        people->survival_date_count > CROWD_DATES || plan->date_count > CROWD_DATES || people->terms_count == 0)
        return false;
    if (!are_terms_plain(plan) || !is_money_plain(plan) || !are_steps_constant(plan) || !find_kind(plan, l) ||
        (l->lapses && ends_costs) || !are_goals_seen(plan, l) || !is_entitlement_seen(plan))
        return false;
    sol_wide sum = 0, most = 0;
    int64_t least = people->count ? people->claimant[0].principal.units : 0;
    for (size_t i = 0; i < people->count; i++) {
        int64_t claim = people->claimant[i].principal.units;
        if (claim == 0)
            return false;
        most = claim > most ? claim : most;
        least = claim < least ? claim : least;
        sum += claim;
    }
    /* A claim that its instalment pays off would leave its wave. */
    int64_t instalment = crowd_instalment(l, least);
    if (l->instalment && (instalment == 0 || instalment == least))
        return false;
    bool needs_room = l->kind != CROWD_SHARES && l->kind != CROWD_LEVELS;
    return most * l->scale < (sol_wide)1 << 52 && sum < (sol_wide)1 << (needs_room ? 51 : 60);
}

static bool is_same_who(const sol_who *a, const sol_who *b)
{
    return a->vital == b->vital && a->age_from == b->age_from && a->group_count == b->group_count &&
           (a->group_count == 0 || memcmp(a->group, b->group, a->group_count * sizeof *a->group) == 0);
}

static bool is_same_horizon(const sol_step *a, const sol_step *b)
{
    return a->horizon_is_span == b->horizon_is_span && a->horizon_date.day == b->horizon_date.day &&
           memcmp(&a->horizon_span, &b->horizon_span, sizeof a->horizon_span) == 0;
}

/* In all that a crowd's step may have. */
static bool is_same_step(const sol_step *a, const sol_step *b)
{
    const sol_rule_choice *r = &a->rule, *q = &b->rule;
    return is_same_who(&a->who, &b->who) && a->has_up_to == b->has_up_to && a->up_to.units == b->up_to.units &&
           a->up_to_is_share == b->up_to_is_share && a->up_to_billionths == b->up_to_billionths && r->rule == q->rule &&
           r->theta == q->theta && r->by == q->by && a->weight.kind == b->weight.kind &&
           a->weight.age_from == b->weight.age_from && a->weight.each_year == b->weight.each_year &&
           a->is_outstanding == b->is_outstanding && r->alpha == q->alpha && is_same_horizon(a, b);
}

bool crowd_fits_like(const crowd_layout *l, const crowd_layout *other)
{
    const sol_scenario *a = l->plan->scenario, *b = other->plan->scenario;
    bool is_same = a->step_count == b->step_count && a->payments.unit.units == b->payments.unit.units &&
                   a->timeliness_count == b->timeliness_count;
    for (size_t g = 0; g < a->timeliness_count && is_same; g++)
        is_same = a->timeliness[g].paid_billionths == b->timeliness[g].paid_billionths &&
                  is_same_who(&a->timeliness[g].who, &b->timeliness[g].who);
    for (size_t i = 0; i < a->step_count && is_same; i++)
        is_same = is_same_step(&a->step[i], &b->step[i]);
    return is_same;
}

bool crowd_has_weights(const sol_plan *plan)
{
    return are_steps_weighted(plan);
}

bool crowd_is_one(const sol_plan *plan)
{
    crowd_layout l = {.plan = plan};
    return crowd_fits(plan, &l);
}

bool crowd_is_like(const sol_plan *plan, const sol_plan *other)
{
    crowd_layout l = {.plan = plan}, like = {.plan = other};
    return crowd_fits(plan, &l) && crowd_fits(other, &like) && crowd_fits_like(&l, &like);
}
