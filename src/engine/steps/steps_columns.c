/*
 * Divisions by passes over what a step sees: what sol_divide gives for the same problem, without making the problem where the rule has a level or
 * an order. The level is sought from that of the last such division; where it is not found, the step is left to sol_divide.
 */
#include "division/level/level.h"
#include "division/level/share.h"
#include "division/rows/order.h"
#include "engine/claims/accounts.h"
#include "engine/claims/timely.h"
#include "engine/steps/registered.h"
#include "engine/steps/steps_equals.h"
#include "engine/steps/steps_pose.h"
#include "engine/steps/steps_shares.h"
#include "engine/steps/steps_weighted.h"

#include "plan/people.h"

#include <string.h>

typedef enum column_way { NOT_BY_COLUMNS, BY_SHARE, BY_LEVEL, BY_ORDER, BY_WEIGHT, BY_PROBLEM } column_way;

/* A step, in one pool and round. */
typedef struct column_step {
    column_way way;
    level_path path;
    weighted *weighted; /* by weight */
    equals *equals;     /* by level */
    shares *shares;     /* by share */
    uint64_t satisfied; /* the stamp of its view when nobody in it could come to more; 0: it is not known */
} column_step;

struct column_steps {
    bool is_possible;
    column_step *step;  /* by pool, step, round */
    uint32_t **order;   /* by step, where it is by order: rows; of all trials, or of one */
    uint64_t *order_of; /* by step: the trial that it is of, and one more; 0: it is not known */
    uint32_t *block;
    double *by_row; /* slopes, or weights */
    size_t n;
    sol_arena *arena;
};

/* What a division is made with. */
typedef struct dividing {
    trial *t;
    steps *s;
    const steps_round *r;
    const sol_step *step;
    column_step *how;
    view seen;
} dividing;

static column_way way_of(const sol_plan *plan, const sol_step *step, level_path *path)
{
    enum { PARTS_MOST = 64 };
    bool is_fair = step->rule.rule == SOL_RULE_ALPHA_FAIR, has_weight = step->weight.kind != SOL_WEIGHT_NONE;
    bool has_path = level_path_of(&step->rule, has_weight, path);
    if (step->who.goes_by_filing)
        return NOT_BY_COLUMNS; /* few take part, and each is asked when he filed */
    if (is_fair || (has_weight && step->rule.rule == SOL_RULE_PROPORTIONAL))
        return BY_WEIGHT;
    const bool has_own = step->rule.by == SOL_BY_APPROVAL || steps_have_filing(plan, step);
    if (step->rule.rule == SOL_RULE_PRIORITY && has_own)
        return NOT_BY_COLUMNS; /* the order is of a trial and, where money is held, of a day */
    if (step->rule.rule == SOL_RULE_PRIORITY)
        return step->rule.by == SOL_BY_CLAIM || step->rule.by == SOL_BY_HAZARD ? BY_PROBLEM : BY_ORDER;
    /* What has a level but no path is sought from bounds of all who take part, who had more than they may come to among them. */
    if (!has_path && !step->is_outstanding)
        return NOT_BY_COLUMNS;
    if (!has_path || has_weight || path->scale > PARTS_MOST)
        return BY_PROBLEM;
    return path->stretch[0].slope == LEVEL_CLAIM ? BY_SHARE : BY_LEVEL;
}

static column_step *step_of(const trial *t, const struct column_steps *c, const steps_round *r)
{
    return &c->step[(r->pool * t->plan->scenario->step_count + r->step) * 2 + r->is_after_living];
}

struct column_steps *steps_columns_new(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    const size_t own = scenario->step_count, count = plan->money.pool_count * own * 2;
    struct column_steps *c = SOL_TAKE(arena, 1, struct column_steps);
    c->n = plan->people.count;
    c->arena = arena;
    c->is_possible = !(people_hold(plan) && accounts_has_uncounted(plan));
    c->step = SOL_TAKE(arena, count, column_step);
    c->order = SOL_TAKE(arena, own, uint32_t *);
    c->order_of = SOL_TAKE(arena, own, uint64_t);
    c->block = SOL_TAKE(arena, c->n / COLUMNS_BLOCK + 1, uint32_t);
    for (size_t k = 0; k < count; k++) {
        column_step *step = &c->step[k];
        const sol_step *is = &scenario->step[k / 2 % own];
        step->way = way_of(plan, is, &step->path);
        bool looks_at_people =
            step->way == BY_WEIGHT || is->weight.kind != SOL_WEIGHT_NONE || is->rule.by == SOL_BY_HAZARD;
        if (looks_at_people && !c->by_row)
            c->by_row = SOL_TAKE(arena, c->n, double);
        step->equals = step->way == BY_LEVEL ? equals_new(arena, plan, &step->path) : NULL;
        step->shares = step->way == BY_SHARE ? shares_new(arena, plan) : NULL;
        step->weighted = step->way == BY_WEIGHT ? weighted_new(arena, c->by_row) : NULL;
    }
    return c;
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
static void look_at(trial *t, size_t date, const columns_rows *rows, const columns_payment *payment)
{
    const accounts *a = t->accounts;
    for (size_t b = 0; b < payment->block_count; b++) {
        size_t from = (size_t)payment->block[b] * COLUMNS_BLOCK;
        uint8_t mark[COLUMNS_BLOCK];
        if (from + COLUMNS_BLOCK <= rows->count) {
            a->columns.mark(rows, payment->block[b], payment, mark);
            settle_marked(t, date, from, mark);
            continue;
        }
        for (size_t i = from; i < rows->count; i++)
            if (a->total[i] > 0)
                accounts_settle(t, i, date);
    }
}

/* How a division pays what its level gives. */
typedef enum paying_way { PAY_SHARES, PAY_OWED, PAY_LEVEL, PAY_WEIGHTS, PAY_GIVEN } paying_way;

typedef struct payable {
    paying_way way;
    double share;
    columns_equal level;
} payable;

static int64_t pay_pass(const dividing *d, const payable *what, columns_payment *payment)
{
    const columns_version *columns = &d->t->accounts->columns;
    const columns_rows *rows = &d->seen.rows;
    switch (what->way) {
    case PAY_SHARES:
        return columns->pay_shares(rows, what->share, payment);
    case PAY_OWED:
        return columns->pay_outstanding(rows, what->share, payment);
    case PAY_LEVEL:
        return columns->pay_equals(rows, &what->level, payment);
    case PAY_WEIGHTS:
        return weighted_pay(d->how->weighted, &d->seen, payment);
    default:
        return columns->pay_given(rows, payment);
    }
}

/* Whether what is paid counts in the general pool's divisions. */
static bool counts(const dividing *d)
{
    return d->r->pool == 0 || d->t->plan->money.pool[d->r->pool].counts;
}

/* Pays, books what was paid and looks at who may have reached something by it. */
static steps_payment pay(const dividing *d, payable what)
{
    trial *t = d->t;
    accounts *a = t->accounts;
    const columns_rows whole = {a->reach, a->total, a->paid, a->principal};
    columns_payment payment = {
        .unit = t->plan->scenario->payments.unit.units,
        .of = d->seen.is_whole ? NULL : &d->seen.open,
        .block = d->s->columns->block,
    };
    timely_least(t, &payment.goal, &payment.near);
    int64_t *before = counts(d) ? NULL : view_paid_before(t, d->s);
    steps_payment done = {.paid = pay_pass(d, &what, &payment)};
    for (size_t i = 0; before && i < a->reach; i++)
        a->uncounted[i] += a->paid[i] - before[i];
    if (d->s->registered && d->s->mode != STEPS_WITHIN)
        done = registered_part(d->s->registered, t, d->s);
    a->open_paid += done.paid;
    a->payments++;
    look_at(t, d->r->date, &whole, &payment);
    done.goes_on = d->seen.is_whole ? a->open_total == a->open_paid : !payment.lacks;
    return done;
}

static bool pay_by_share(const dividing *d, int64_t endowment, steps_payment *done)
{
    const view *v = &d->seen;
    shares *s = d->how->shares;
    if (endowment >= SHARES_LIMIT)
        return false;
    double share = share_above(endowment, v->totals);
    if (!shares_is_free(s, v, d->r->date, share) && !shares_solve(s, v, d->r->date, endowment, &share))
        return false;
    *done = pay(d, (payable){.way = PAY_SHARES, .share = share});
    shares_paid(s, v, share, d->t->accounts->payments);
    return true;
}

static bool pay_outstanding(const dividing *d, steps_payment *done)
{
    const view *v = &d->seen;
    if (d->r->cash.units >= SHARES_LIMIT)
        return false;
    *done = pay(d, (payable){.way = PAY_OWED, .share = share_above(d->r->cash.units, v->totals - v->paid)});
    return true;
}

static bool pay_by_level(const dividing *d, int64_t endowment, steps_payment *done)
{
    payable what = {.way = PAY_LEVEL};
    if (!equals_solve(d->how->equals, &d->seen, endowment, &what.level))
        return false;
    *done = pay(d, what);
    return true;
}

static bool pay_by_weight(const dividing *d, int64_t endowment, steps_payment *done)
{
    const weighted_round r = {d->step, d->r->date, &d->seen, endowment};
    if (!weighted_solve(d->how->weighted, d->t, d->s->weights, &r))
        return false;
    *done = pay(d, (payable){.way = PAY_WEIGHTS});
    return true;
}

/* As sol_divide orders claims that are filled one after the other: an order of all trials, or of one. */
static const uint32_t *order_of(const dividing *d)
{
    trial *t = d->t;
    struct column_steps *c = d->s->columns;
    const sol_priority by = d->step->rule.by;
    const uint64_t wanted = by == SOL_BY_RANDOM ? t->index + 1 : UINT64_MAX;
    if (by == SOL_BY_FILING)
        return t->rows.row;
    if (c->order_of[d->r->step] == wanted)
        return c->order[d->r->step];
    sol_arena *scratch = sol_arena_new();
    uint64_t *key = SOL_TAKE(scratch, c->n, uint64_t);
    uint32_t *sorted = order_of_rows(c->n, scratch);
    for (size_t i = 0; i < c->n; i++)
        key[i] = ~order_key(weights_urgency(d->s->weights, t, by, t->rows.row[i], 0));
    order_by(key, c->n, sorted, scratch);
    if (!c->order[d->r->step])
        c->order[d->r->step] = SOL_TAKE(c->arena, c->n, uint32_t);
    for (size_t k = 0; k < c->n; k++)
        c->order[d->r->step][k] = t->rows.row[sorted[k]];
    sol_arena_free(scratch);
    c->order_of[d->r->step] = wanted;
    return c->order[d->r->step];
}

/* One after the other; where money is held, what each gets is written down first. */
static steps_payment pay_in_order(const dividing *d)
{
    const columns_rows *rows = &d->seen.rows;
    const accounts *a = d->t->accounts;
    const sol_money unit = d->t->plan->scenario->payments.unit;
    const uint32_t *order = order_of(d);
    int64_t left = d->r->cash.units;
    steps_payment done = {.goes_on = true};
    const bool is_written = d->s->registered && d->s->mode != STEPS_WITHIN;
    if (is_written)
        view_clear(d->s, &d->seen);
    for (size_t k = 0; k < d->s->columns->n && (left > 0 || (done.goes_on && !is_written)); k++) {
        size_t i = order[k];
        int64_t room = i < rows->count ? rows->total[i] - rows->paid[i] : 0;
        if (room <= 0)
            continue;
        int64_t fill = room < left ? room : left;
        left -= fill;
        if (is_written) {
            view_give_one(d->s, i, fill);
            continue;
        }
        const int64_t owed = a->total[i] - a->paid[i], amount = steps_in_units(fill, owed, unit);
        done.paid += amount;
        done.goes_on &= room - amount < unit.units && (room == amount || room < owed);
        if (amount > 0)
            steps_pay(d->t, i, d->r->date, sol_money_of(amount), counts(d));
    }
    return is_written ? pay(d, (payable){.way = PAY_GIVEN}) : done;
}

/* By sol_divide; the awards become the columns that are paid. */
static steps_payment pay_by_problem(const dividing *d, int64_t endowment)
{
    steps *s = d->s;
    sol_arena_reset(d->t->scratch);
    const posing posed = {d->t, s, d->step, d->r->date, &d->seen, s->columns->by_row};
    sol_claims_problem problem = steps_pose(&posed, endowment);
    sol_divide(&problem, &d->step->rule, SOL_ROUND_DOWN, d->t->scratch, s->award);
    view_give(s, &problem);
    return pay(d, (payable){.way = PAY_GIVEN});
}

bool steps_divide_columns(trial *t, steps *s, const steps_round *r, steps_payment *done)
{
    accounts *a = t->accounts;
    dividing d = {.t = t, .s = s, .r = r, .step = &t->plan->scenario->step[r->step]};
    d.how = step_of(t, s->columns, r);
    bool is_seen = s->columns->is_possible && !(t->observer && t->observer->divided);
    if (!is_seen || d.how->way == NOT_BY_COLUMNS || !a->is_narrow)
        return false;
    *done = (steps_payment){.goes_on = true};
    const uint64_t stamp = view_stamp(t, s, r);
    if (stamp > 0 && stamp == d.how->satisfied)
        return true;
    d.seen = view_of(t, s, r, d.how->way != BY_PROBLEM);
    if (d.seen.is_bounded && d.how->way == BY_ORDER)
        view_bound(t, s, &d.seen);
    const int64_t wanted = d.seen.totals - d.seen.paid, endowment = r->cash.units + d.seen.paid;
    d.how->satisfied = wanted == 0 ? stamp : 0;
    if (wanted == 0)
        return true;
    if (d.how->way == BY_ORDER)
        *done = pay_in_order(&d);
    else if (d.seen.is_bounded)
        *done = pay_by_problem(&d, endowment);
    else if (r->cash.units >= wanted)
        *done = pay(&d, (payable){.way = PAY_SHARES, .share = 1});
    else if (d.seen.is_whole && d.step->is_outstanding)
        return pay_outstanding(&d, done);
    else if (d.how->way == BY_SHARE)
        return pay_by_share(&d, endowment, done);
    else if (d.how->way == BY_LEVEL)
        return pay_by_level(&d, endowment, done);
    else if (d.how->way == BY_WEIGHT)
        return pay_by_weight(&d, endowment, done);
    else
        *done = pay_by_problem(&d, endowment);
    return true;
}
