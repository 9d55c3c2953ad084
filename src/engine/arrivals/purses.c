#include "engine/arrivals/purses.h"

#include "base/check.h"

#include <string.h>

purse purse_new(sol_arena *arena, inflow_trial *trial, const blocs *all)
{
    size_t firms = trial->plan->money.firm_count, limit = trial->details->arrival_limit;
    purse p = {
        .trial = trial,
        .fixed = SOL_TAKE(arena, limit, inflow_arrival),
        .merged = {SOL_TAKE(arena, limit, inflow_arrival), SOL_TAKE(arena, limit, inflow_arrival)},
        .whole = trial->in->arrival,
        .pledge = SOL_TAKE(arena, firms, sol_money),
        .currency = SOL_TAKE(arena, firms, int),
        .is_pledged = SOL_TAKE(arena, firms, bool),
        .payment = SOL_TAKE(arena, all->count, purse_payment *),
    };
    for (size_t b = 0; b < all->count; b++)
        p.payment[b] = SOL_TAKE(arena, all->bloc[b].rates_count, purse_payment);
    return p;
}

void purse_begin(purse *p, const blocs *all)
{
    inflow_trial *t = p->trial;
    t->in->arrival = p->whole;
    if (t != all->trial)
        inflow_begin_like(t, all->trial);
    memset(p->is_pledged, 0, t->plan->money.firm_count * sizeof *p->is_pledged);
    for (size_t b = 0; b < all->count; b++)
        memset(p->payment[b], 0, all->bloc[b].class_count * sizeof **p->payment);
    t->count = 0;
    for (size_t s = 0; s < t->scenario->source_count; s++)
        if (!sol_source_kind_follows_firms(t->scenario->source[s].kind))
            sources_draw_one(t, s, 0);
    inflow_end(t);
    p->fixed_count = t->in->arrival_count;
    memcpy(p->fixed, t->in->arrival, p->fixed_count * sizeof *p->fixed);
}

/* A firm's pledge, drawn once. */
static sol_money pledge_of(purse *p, size_t firm)
{
    inflow_trial *t = p->trial;
    if (!p->is_pledged[firm]) {
        const sol_firm *written = &t->scenario->firm[t->plan->money.firm[firm].row];
        p->pledge[firm] = pledges_drawn(t, firm, written, &p->currency[firm]);
        p->is_pledged[firm] = true;
    }
    return p->pledge[firm];
}

void purse_promise(purse *p)
{
    inflow_trial *t = p->trial;
    for (size_t f = 0; f < t->plan->money.firm_count; f++) {
        const sol_money pledge = pledge_of(p, f);
        t->in->firm_promised[f] = money_at_start(&t->plan->money, p->currency[f], pledge);
    }
}

static void pay_firm(purse *p, size_t firm)
{
    inflow_trial *t = p->trial;
    const sol_firm *written = &t->scenario->firm[t->plan->money.firm[firm].row];
    pledge_of(p, firm);
    pledges_pay(t, firm, written, p->currency[firm], p->pledge[firm]);
}

static void pay_class(purse *p, blocs *all, const bloc *b, const bloc_class *class, purse_payment *payment)
{
    inflow_trial *t = p->trial;
    t->in->arrival = p->whole;
    t->count = 0;
    for (size_t k = 0; k < b->firm_count; k++) {
        size_t f = b->firm[k];
        t->joined[f] = class->joined[k];
        if (t->scenario->participation_is_fraction)
            t->fraction[f] = (int64_t) class->word[k];
        if (!sol_date_is_never(class->joined[k]))
            pay_firm(p, f);
    }
    size_t firm_arrivals = t->count;
    for (size_t m = 0; m < b->match_count; m++)
        sources_draw_one(t, b->match[m], firm_arrivals);
    inflow_end(t);
    inflow_arrival *arrival = SOL_TAKE(all->scratch, t->in->arrival_count, inflow_arrival);
    memcpy(arrival, t->in->arrival, t->in->arrival_count * sizeof *arrival);
    *payment = (purse_payment){true, t->in->arrival_count, arrival};
}

/* By date, firms before sources, then by index: no two lists hold the same sender. */
static bool comes_before(const inflow_arrival *a, const inflow_arrival *b)
{
    if (a->date.day != b->date.day)
        return a->date.day < b->date.day;
    if ((a->firm == SOL_NONE) != (b->firm == SOL_NONE))
        return a->firm != SOL_NONE;
    return a->firm != SOL_NONE ? a->firm < b->firm : a->source < b->source;
}

static size_t merge(const inflow_arrival *a, size_t a_count, const inflow_arrival *b, size_t b_count,
                    inflow_arrival *out)
{
    size_t i = 0, j = 0, n = 0;
    while (i < a_count && j < b_count)
        out[n++] = comes_before(&b[j], &a[i]) ? b[j++] : a[i++];
    memcpy(out + n, a + i, (a_count - i) * sizeof *out);
    memcpy(out + n + (a_count - i), b + j, (b_count - j) * sizeof *out);
    return a_count + b_count;
}

void purse_fill(purse *p, blocs *all, size_t plan)
{
    inflow *in = p->trial->in;
    inflow_arrival *so_far = p->fixed;
    size_t count = p->fixed_count, turn = 0;
    for (size_t k = 0; k < all->count; k++) {
        const bloc *b = &all->bloc[k];
        uint32_t number = bloc_class_of(b, plan);
        const bloc_class *class = &b->class[number];
        purse_payment *payment = &p->payment[k][number];
        if (!payment->is_made)
            pay_class(p, all, b, class, payment);
        for (size_t i = 0; i < b->firm_count; i++)
            in->firm_joined[b->firm[i]] = !sol_date_is_never(class->joined[i]);
        if (!payment->count)
            continue;
        inflow_arrival *out = p->merged[turn];
        turn = 1 - turn;
        SOL_CHECK(count + payment->count <= p->trial->details->arrival_limit);
        count = merge(so_far, count, payment->arrival, payment->count, out);
        so_far = out;
    }
    in->arrival = so_far;
    in->arrival_count = count;
}
