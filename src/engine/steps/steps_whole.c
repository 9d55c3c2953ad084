/*
 * Divisions among all open claims by passes over their columns: what sol_divide gives for the same problem, without making the problem. The
 * level is sought from that of the last pay date; where it is not found, the step is left to sol_divide.
 */
#include "division/level/level.h"
#include "division/level/share.h"
#include "division/rows/order.h"
#include "engine/claims/accounts.h"
#include "engine/claims/timely.h"
#include "engine/steps/steps_equals.h"
#include "engine/steps/steps_shares.h"
#include "engine/steps/steps_weighted.h"

#include <math.h>
#include <string.h>

typedef enum whole_way { NOT_WHOLE, BY_SHARE, BY_LEVEL, BY_ORDER, BY_WEIGHT } whole_way;

/* A step that can be divided so. */
typedef struct whole_step {
    whole_way way;
    level_path path;
    const uint32_t *order; /* by order: rows; NULL until it is known */
    weighted *weighted;    /* by weight */
    equals *equals;        /* by level */
    shares *shares;        /* by share */
} whole_step;

struct whole {
    bool is_possible;
    whole_step *step;
    uint32_t *block;
    size_t n;
    sol_arena *arena;
};

static whole_way way_of(const sol_step *step, level_path *path)
{
    enum { PARTS_MOST = 64 };
    bool is_for_all = step->who.vital == SOL_ANY && step->who.age_from < 0 && step->who.group_count == 0;
    if (!is_for_all || step->has_up_to)
        return NOT_WHOLE;
    bool is_fair = step->rule.rule == SOL_RULE_ALPHA_FAIR, has_weight = step->weight.kind != SOL_WEIGHT_NONE;
    if (is_fair || has_weight)
        return (is_fair || step->rule.rule == SOL_RULE_PROPORTIONAL) && !step->is_outstanding ? BY_WEIGHT : NOT_WHOLE;
    if (step->rule.rule == SOL_RULE_PRIORITY)
        return step->rule.by == SOL_BY_AGE || step->rule.by == SOL_BY_FILING ? BY_ORDER : NOT_WHOLE;
    if (!level_path_of(&step->rule, false, path))
        return NOT_WHOLE;
    if (path->stretch[0].slope == LEVEL_CLAIM)
        return BY_SHARE;
    return step->is_outstanding || path->scale > PARTS_MOST ? NOT_WHOLE : BY_LEVEL;
}

struct whole *steps_whole_new(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    struct whole *w = SOL_TAKE(arena, 1, struct whole);
    w->n = plan->people.count;
    w->arena = arena;
    w->is_possible = !scenario->hold_registered && !people_details_of(plan)->has_after_living;
    w->step = SOL_TAKE(arena, scenario->step_count, whole_step);
    w->block = SOL_TAKE(arena, w->n / COLUMNS_BLOCK + 1, uint32_t);
    for (size_t s = 0; s < scenario->step_count; s++) {
        w->step[s].way = way_of(&scenario->step[s], &w->step[s].path);
        w->step[s].equals = w->step[s].way == BY_LEVEL ? equals_new(arena, plan, &w->step[s].path) : NULL;
        w->step[s].shares = w->step[s].way == BY_SHARE ? shares_new(arena, plan) : NULL;
        w->step[s].weighted = w->step[s].way == BY_WEIGHT ? weighted_new(arena, plan) : NULL;
    }
    return w;
}

static columns_rows rows_of(const accounts *a)
{
    return (columns_rows){a->reach, a->total, a->paid, a->principal};
}

static columns_payment payment_of(const trial *t, const struct whole *w)
{
    columns_payment payment = {.unit = t->plan->scenario->payments.unit.units, .block = w->block};
    timely_least(t, &payment.goal, &payment.near);
    return payment;
}

/* The marked rows of a block; eight marks are looked at together, as most are 0. */
static void settle_marked(trial *t, size_t date, size_t from, const uint8_t mark[COLUMNS_BLOCK])
{
    for (size_t k = 0; k < COLUMNS_BLOCK; k += 8) {
        uint64_t eight;
        memcpy(&eight, mark + k, sizeof eight);
        for (size_t i = 0; eight && i < 8; i++)
            if (mark[k + i])
                accounts_settle(t, from + k + i, date);
    }
}

/* Looks at the rows where a pass has seen that a claim may be paid off or a goal reached. */
static void look_at(trial *t, size_t date, const columns_payment *payment)
{
    accounts *a = t->accounts;
    const columns_rows rows = rows_of(a);
    const size_t n = rows.count;
    for (size_t b = 0; b < payment->block_count; b++) {
        size_t from = (size_t)payment->block[b] * COLUMNS_BLOCK;
        uint8_t mark[COLUMNS_BLOCK];
        if (from + COLUMNS_BLOCK <= n) {
            a->columns.mark(&rows, payment->block[b], payment, mark);
            settle_marked(t, date, from, mark);
            continue;
        }
        for (size_t i = from; i < n; i++)
            if (a->total[i] > 0)
                accounts_settle(t, i, date);
    }
}

/* Books what a pass has paid. */
static void book(trial *t, size_t date, int64_t paid, const columns_payment *payment)
{
    t->accounts->open_paid += paid;
    t->accounts->payments++;
    look_at(t, date, payment);
}

static int64_t pay_all(trial *t, const struct whole *w, size_t date)
{
    accounts *a = t->accounts;
    columns_rows rows = rows_of(a);
    columns_payment payment = payment_of(t, w);
    int64_t paid = a->columns.pay_shares(&rows, 1, &payment);
    book(t, date, paid, &payment);
    return paid;
}

static bool pay_by_share(trial *t, struct whole *w, const steps_round *r, int64_t *paid)
{
    accounts *a = t->accounts;
    columns_rows rows = rows_of(a);
    int64_t endowment = r->cash.units + a->open_paid;
    if (endowment >= SHARES_LIMIT)
        return false;
    double share = share_above(endowment, a->open_total);
    shares *s = w->step[r->step].shares;
    if (!shares_is_free(s, t, r, share) && !shares_solve(s, t, r, endowment, &share))
        return false;
    columns_payment payment = payment_of(t, w);
    *paid = a->columns.pay_shares(&rows, share, &payment);
    book(t, r->date, *paid, &payment);
    shares_paid(s, t, share);
    return true;
}

static bool pay_outstanding(trial *t, struct whole *w, const steps_round *r, int64_t *paid)
{
    accounts *a = t->accounts;
    columns_rows rows = rows_of(a);
    if (r->cash.units >= SHARES_LIMIT)
        return false;
    double share = share_above(r->cash.units, a->open_total - a->open_paid);
    columns_payment payment = payment_of(t, w);
    *paid = a->columns.pay_outstanding(&rows, share, &payment);
    book(t, r->date, *paid, &payment);
    return true;
}

static bool pay_by_level(trial *t, struct whole *w, const steps_round *r, int64_t *paid)
{
    accounts *a = t->accounts;
    columns_rows rows = rows_of(a);
    columns_equal level;
    if (!equals_solve(w->step[r->step].equals, t, r->cash.units + a->open_paid, &level))
        return false;
    columns_payment payment = payment_of(t, w);
    *paid = a->columns.pay_equals(&rows, &level, &payment);
    book(t, r->date, *paid, &payment);
    return true;
}

static bool pay_by_weight(trial *t, steps *s, const steps_round *r, int64_t *paid)
{
    const weighted *by = s->whole->step[r->step].weighted;
    if (!weighted_solve(s->whole->step[r->step].weighted, t, s->weights, r, r->cash.units + t->accounts->open_paid))
        return false;
    columns_payment payment = payment_of(t, s->whole);
    *paid = weighted_pay(by, t, &payment);
    book(t, r->date, *paid, &payment);
    return true;
}

/* As sol_divide orders claims that are filled one after the other. */
static uint32_t *order_of(trial *t, const struct whole *w, weights *at)
{
    sol_arena *scratch = sol_arena_new();
    uint64_t *key = SOL_TAKE(scratch, w->n, uint64_t);
    uint32_t *order = order_of_rows(w->n, w->arena);
    for (size_t i = 0; i < w->n; i++)
        key[i] = ~order_key(weights_urgency(at, t, SOL_BY_AGE, t->rows.row[i], 0));
    order_by(key, w->n, order, scratch);
    for (size_t k = 0; k < w->n; k++)
        order[k] = t->rows.row[order[k]];
    sol_arena_free(scratch);
    return order;
}

static int64_t pay_in_order(trial *t, steps *s, const steps_round *r)
{
    accounts *a = t->accounts;
    whole_step *step = &s->whole->step[r->step];
    if (!step->order) {
        bool is_by_age = t->plan->scenario->step[r->step].rule.by == SOL_BY_AGE;
        step->order = is_by_age ? order_of(t, s->whole, s->weights) : t->rows.row;
    }
    sol_money unit = t->plan->scenario->payments.unit;
    int64_t left = r->cash.units, paid = 0;
    for (size_t k = 0; k < s->whole->n && left > 0; k++) {
        size_t i = step->order[k];
        if (!accounts_is_open(a, i))
            continue;
        int64_t owed = a->total[i] - a->paid[i], fill = owed < left ? owed : left;
        int64_t amount = steps_in_units(fill, owed, unit);
        left -= fill;
        paid += amount;
        if (amount > 0)
            accounts_pay(t, i, r->date, amount);
    }
    return paid;
}

bool steps_divide_whole(trial *t, steps *s, const steps_round *r, int64_t *paid)
{
    struct whole *w = s->whole;
    accounts *a = t->accounts;
    whole_way way = w->step[r->step].way;
    bool is_for_all = r->pool == 0 && !r->is_after_living && !a->uncounted && !(t->observer && t->observer->divided);
    if (!w->is_possible || !is_for_all || way == NOT_WHOLE || !a->is_narrow)
        return false;
    int64_t owed = a->open_total - a->open_paid;
    *paid = 0;
    if (owed == 0)
        return true;
    if (way == BY_ORDER)
        *paid = pay_in_order(t, s, r);
    else if (r->cash.units >= owed)
        *paid = pay_all(t, w, r->date);
    else if (way == BY_WEIGHT)
        return pay_by_weight(t, s, r, paid);
    else if (way == BY_LEVEL)
        return pay_by_level(t, w, r, paid);
    else if (t->plan->scenario->step[r->step].is_outstanding)
        return pay_outstanding(t, w, r, paid);
    else
        return pay_by_share(t, w, r, paid);
    return true;
}
