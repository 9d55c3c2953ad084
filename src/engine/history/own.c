/*
 * Claims with a course of their own among those that are levels: they bear interest, or had payments before start. They stand in cells of their
 * own, in blocks that are always divided; what each comes to today and has had are those of its account.
 */
#include "engine/claims/accounts.h"
#include "engine/history/parts.h"

static bool is_own(const history *h, const history_cell *cell)
{
    return h->class[cell->of].is_own;
}

void history_sum_up(const history *h, history_block *b)
{
    const double nothing[HISTORY_BLOCK] = {0};
    history_raising all = h->passes.raise(b->count, h->base[0] + b->from, nothing, h->had + b->from);
    b->view = HISTORY_DIVIDED;
    b->paid = all.paid;
    b->open_claims = all.open_claims;
    b->open_paid = all.open_paid;
    b->open = (uint32_t)all.open;
}

/* Looks at the accounts of a block; gives whether some claim has grown. */
static bool look_up(history *h, const trial *t, history_block *b)
{
    bool has_grown = false;
    b->most = 0;
    for (uint32_t i = b->from; i < b->from + b->count; i++) {
        const sol_money total = {accounts_on(t, h->row[i], t->today).total};
        has_grown |= (double)total.units > h->base[0][i];
        for (size_t k = 0; k < h->base_count; k++)
            h->base[k][i] = (double)sol_money_scale(total, h->share[k], INT64_C(1000000000)).units;
        h->had[i] = (double)t->accounts->paid[h->row[i]];
        b->most = b->most > h->base[0][i] ? b->most : h->base[0][i];
    }
    b->claims = h->passes.sum(b->count, h->base[0] + b->from);
    history_sum_up(h, b);
    return has_grown;
}

static bool look_up_cell(history *h, const trial *t, history_cell *cell)
{
    bool has_grown = false;
    cell->open = cell->open_claims = cell->open_paid = 0;
    for (uint32_t k = 0; k < cell->block_count; k++) {
        history_block *b = &h->block[cell->first_block + k];
        has_grown |= look_up(h, t, b);
        cell->open += b->open;
        cell->open_claims += (int64_t)b->open_claims;
        cell->open_paid += (int64_t)b->open_paid;
    }
    return has_grown;
}

void history_open_own(history *h, const trial *t)
{
    h->own_count = 0;
    for (size_t c = 0; c < h->cell_count; c++) {
        if (!is_own(h, &h->cell[c]))
            continue;
        h->own[h->own_count++] = (uint32_t)c;
        look_up_cell(h, t, &h->cell[c]);
        for (uint32_t k = 0; k < h->cell[c].block_count; k++)
            h->touched[h->touched_count++] = h->cell[c].first_block + k;
    }
}

/* Levels say nothing of a claim that grows: what it had bounds it from below. */
void history_accrue(history *h, const trial *t, size_t date)
{
    bool has_grown = false;
    for (size_t k = 0; k < h->own_count; k++) {
        history_cell *cell = &h->cell[h->own[k]];
        if (cell->open == 0 || cell->eligible > date)
            continue;
        has_grown |= look_up_cell(h, t, cell);
        history_open_levels(h, cell);
    }
    if (has_grown)
        history_forget_idle(h);
}

/* What was had before need not be in units of payments; what is paid now is, or settles the claim. */
static double more_of(const history *h, size_t i, double award)
{
    const double more = award - h->had[i];
    return award == h->base[0][i] ? more : history_in_units(more, h->unit);
}

void history_pay_own(history *h, trial *t, history_block *b, const history_step *to, size_t date)
{
    const history_view *v = &h->view[to->view];
    const double *claim = h->base[0] + b->from, *base = h->base[v->base] + b->from;
    history_pass p = history_pass_of(h, v, to->level);
    double award[HISTORY_BLOCK];
    p.unit = 1;
    if (v->is_share)
        h->passes.shares(&p, b->count, base, claim, award);
    else
        h->passes.amounts(&p, b->count, base, claim, award);
    for (uint32_t k = 0, i = b->from; k < b->count; k++, i++) {
        const double more = award[k] > h->had[i] ? more_of(h, i, award[k]) : 0;
        if (more > 0)
            accounts_pay(t, h->row[i], date, (int64_t)more);
    }
    look_up(h, t, b);
}
