#include "engine/steps/steps_pose.h"

#include "division/rows/order.h"

#include <string.h>

static bool is_by_hazard(const posing *p)
{
    return p->step->rule.rule == SOL_RULE_PRIORITY && p->step->rule.by == SOL_BY_HAZARD;
}

/* Those who take part, as rows stand or as they were filed. */
static size_t list_members(const posing *p, bool as_filed)
{
    steps *s = p->s;
    const columns_rows *rows = &p->seen->rows;
    const uint32_t *row = p->t->rows.row;
    const size_t last = as_filed ? p->t->plan->people.count : rows->count;
    size_t count = 0;
    for (size_t k = 0; k < last; k++) { /* without a branch that could not be foretold */
        size_t i = as_filed ? row[k] : k, at = i < rows->count ? i : 0;
        s->member[count] = (uint32_t)i;
        count += i < rows->count && rows->total[at] > 0;
    }
    return count;
}

/* In the order of their keys; of equal ones as they were listed. */
static void sort_members(const posing *p, size_t count, uint64_t *key)
{
    steps *s = p->s;
    sol_arena *scratch = p->t->scratch;
    uint32_t *order = order_of_rows(count, scratch), *sorted = SOL_TAKE(scratch, count, uint32_t);
    for (size_t n = 0; n < count; n++)
        key[n] = is_by_hazard(p) ? ~order_key(p->by_row[s->member[n]]) : (uint64_t)p->seen->rows.total[s->member[n]];
    order_by(key, count, order, scratch);
    for (size_t n = 0; n < count; n++)
        sorted[n] = s->member[order[n]];
    memcpy(s->member, sorted, count * sizeof *sorted);
}

/* Whether those with equal keys stand as they were filed. */
static bool are_equals_as_filed(const posing *p, size_t count)
{
    const uint32_t *claimant = p->t->rows.claimant, *member = p->s->member;
    const int64_t *total = p->seen->rows.total;
    for (size_t n = 1; n < count; n++) {
        const uint32_t one = member[n - 1], next = member[n];
        const bool is_equal = is_by_hazard(p) ? !(p->by_row[one] > p->by_row[next]) : total[one] == total[next];
        if (is_equal && claimant[one] > claimant[next])
            return false;
    }
    return true;
}

/*
 * In the order in which a priority rule fills them. Rows stand nearly so, which is quick to sort; but where equals would not stand as they were
 * filed, all are listed as they were and sorted again.
 */
static size_t list_in_order(const posing *p)
{
    const size_t count = list_members(p, false);
    uint64_t *key = SOL_TAKE(p->t->scratch, count, uint64_t);
    sort_members(p, count, key);
    if (are_equals_as_filed(p, count))
        return count;
    list_members(p, true);
    sort_members(p, count, key);
    return count;
}

/* A rule without a level looks at what each may get, and a claim of nothing would sway it. */
static void keep_those_with_room(const posing *p, sol_claims_problem *problem)
{
    steps *s = p->s;
    if (!p->seen->is_bounded)
        return;
    size_t kept = 0;
    for (size_t n = 0; n < problem->count; n++) {
        s->member[kept] = s->member[n];
        s->claim[kept].units = s->upper[kept].units = s->upper[n].units;
        kept += s->upper[n].units > 0;
    }
    problem->count = kept;
}

/* What the rule looks at beside claims: weights, urgencies, survival. */
static void add_attributes(const posing *p, sol_claims_problem *problem)
{
    steps *s = p->s;
    const bool has_weight = p->step->weight.kind != SOL_WEIGHT_NONE;
    double *value = has_weight ? s->weight : is_by_hazard(p) ? s->urgency : NULL;
    for (size_t n = 0; value && n < problem->count; n++)
        value[n] = p->by_row[s->member[n]];
    for (size_t n = 0; p->step->rule.rule == SOL_RULE_ALPHA_FAIR && n < problem->count; n++) {
        s->survival[n] = weights_survival(s->weights, p->t, p->step, s->member[n], p->date);
        problem->survival = s->survival;
    }
    problem->weight = has_weight ? value : NULL;
    problem->urgency = has_weight ? NULL : value;
}

/* By row. */
static void fill_attributes(const posing *p)
{
    const weights_wanted wanted = {p->step, p->date, p->seen->rows.count, p->seen->rows.total};
    if (p->step->weight.kind != SOL_WEIGHT_NONE)
        weights_fill(p->s->weights, p->t, &wanted, p->by_row);
    else if (is_by_hazard(p))
        weights_fill_hazards(p->s->weights, p->t, &wanted, p->by_row);
}

/* The problem as sol_divide takes it. */
sol_claims_problem steps_pose(const posing *p, int64_t endowment)
{
    steps *s = p->s;
    const columns_rows *rows = &p->seen->rows;
    fill_attributes(p);
    const bool is_in_order = p->step->rule.rule == SOL_RULE_PRIORITY;
    const size_t count = is_in_order ? list_in_order(p) : list_members(p, sol_rule_table[p->step->rule.rule].has_level);
    sol_claims_problem problem = {.count = count, .claim = s->claim, .endowment.units = endowment};
    for (size_t n = 0; n < count; n++) {
        const int64_t goal = rows->total[s->member[n]], had = rows->paid[s->member[n]];
        const int64_t most = p->seen->is_bounded ? had + view_room(p->t, s, s->member[n]) : goal;
        s->claim[n].units = goal;
        s->lower[n].units = had;
        s->upper[n].units = most < goal ? most : goal;
    }
    if (p->step->is_outstanding && !p->seen->is_bounded)
        problem.upper = NULL;
    else
        problem.upper = s->upper;
    if (!p->step->is_outstanding)
        problem.lower = s->lower;
    if (!sol_rule_table[p->step->rule.rule].has_level)
        keep_those_with_room(p, &problem);
    add_attributes(p, &problem);
    return problem;
}
