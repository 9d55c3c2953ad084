/*
 * Steps that give no function of the claim and a level: an order, weights, what is owed, rules without a level. Those who are still open in the
 * cells that take part are listed and divided claim by claim (steps.h); what they had bounds them in every later step, as it does a claim with a
 * course of its own. So it repays where few are open when such a step is reached, which those before it leave only what they did not
 * cover (common_history.h).
 */
#include "division/rows/order.h"
#include "engine/claims/accounts.h"
#include "engine/history/parts.h"
#include "engine/trial/common_history.h"

#include <string.h>

/* A block whose claims may have had anything; gives whether it is so for the first time. */
static void touch(history *h, const history_cell *cell, history_block *b, size_t date)
{
    double room[HISTORY_BLOCK], *own = h->had + b->from;
    const double *had = history_had(h, cell, b, room);
    if (had != own)
        memcpy(own, had, b->count * sizeof *own);
    b->view = HISTORY_DIVIDED;
    if (b->touched > 0 || h->class[cell->of].is_own)
        return; /* it is known */
    b->touched = (uint16_t)(date + 1);
    h->touched[h->touched_count++] = (uint32_t)(b - h->block);
}

/* Lists the open claims of those who take part by the places of their claimants in the file; tells the accounts what they had. */
static void list_open(history *h, trial *t, steps *s, size_t date)
{
    sol_arena *scratch = sol_arena_new();
    uint64_t *key = SOL_TAKE(scratch, h->count, uint64_t);
    uint32_t *place = SOL_TAKE(scratch, h->count, uint32_t);
    size_t count = 0;
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        for (uint32_t k = 0; k < cell->block_count; k++) {
            history_block *b = &h->block[cell->first_block + k];
            if (b->open == 0)
                continue;
            touch(h, cell, b, date);
            for (uint32_t i = b->from; i < b->from + b->count; i++) {
                place[count] = i;
                key[count] = h->rows.claimant[h->row[i]];
                count += h->had[i] < h->base[0][i];
            }
        }
    }
    uint32_t *order = order_of_rows(count, scratch);
    order_by(key, count, order, scratch);
    for (size_t k = 0; k < count; k++) {
        const uint32_t i = place[order[k]], row = h->row[i];
        s->open[k] = row;
        s->total[k] = (int64_t)h->base[0][i];
        t->accounts->paid[row] = (int64_t)h->had[i];
        h->place[row] = i;
    }
    s->open_count = count;
    s->is_listed = true;
    sol_arena_free(scratch);
}

/* One of many whose accounts are not kept here otherwise. */
static void pay_plain(history *h, trial *t, uint32_t row, size_t date, int64_t amount)
{
    const int64_t total = (int64_t)h->base[0][h->place[row]];
    t->accounts->paid[row] += amount;
    reached_see(h->reached, t, row, date, total);
    if (t->accounts->paid[row] < total)
        return;
    t->accounts->paid_off[row] = (uint16_t)date;
    h->reached->settled[date]++;
}

static void pay(history *h, trial *t, const steps_round *r, uint32_t row, int64_t amount)
{
    if (common_history_is_own(h->plan, h->rows.claimant[row]))
        accounts_pay(t, row, r->date, amount);
    else
        pay_plain(h, t, row, r->date, amount);
    h->had[h->place[row]] = (double)t->accounts->paid[row];
}

/* Sums of blocks and cells that were touched, or may have been. */
static void sum_up(history *h)
{
    for (size_t m = 0; m < h->member_count; m++) {
        history_cell *cell = &h->cell[h->member[m]];
        cell->open = cell->open_claims = cell->open_paid = 0;
        for (uint32_t k = 0; k < cell->block_count; k++) {
            history_block *b = &h->block[cell->first_block + k];
            if (b->open > 0)
                history_sum_up(h, b);
            cell->open += b->open;
            cell->open_claims += (int64_t)b->open_claims;
            cell->open_paid += (int64_t)b->open_paid;
        }
    }
}

int64_t history_divide_listed(history *h, trial *t, const steps_round *r, bool *goes_on)
{
    steps *s = h->steps;
    list_open(h, t, s, r->date);
    const size_t count = steps_solve(t, s, r, goes_on);
    int64_t paid = 0;
    for (size_t n = 0; n < count; n++) {
        paid += s->payment[n].units;
        if (s->payment[n].units > 0)
            pay(h, t, r, s->member[n], s->payment[n].units);
    }
    sum_up(h);
    return paid;
}

void history_bury_touched(const history *h, const trial *t, size_t date)
{
    for (size_t k = 0; k < h->touched_count; k++) {
        const history_block *b = &h->block[h->touched[k]];
        for (uint32_t i = b->from; i < b->from + b->count; i++)
            if (t->claims->death[h->row[i]] == date)
                t->accounts->paid_in_life[h->row[i]] = (int64_t)h->had[i];
    }
}
