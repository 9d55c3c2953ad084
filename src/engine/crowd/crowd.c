#include "engine/crowd_passes/crowd_parts.h"

#include "base/check.h"
#include "engine/crowd_passes/crowd_kernels.h"
#include "engine/walk/fund.h"

#include <math.h>
#include <string.h>

double crowd_award(const crowd_layout *l, double claim, double before, crowd_level level)
{
    double x;
    if (l->instalment)
        x = fmax(floor(claim * level.a), floor((double)crowd_instalment(l, (int64_t)claim) * level.b));
    else if (crowd_is_share(l))
        x = floor(claim * level.a);
    else if (l->kind == CROWD_ORDER)
        x = fmin(fmax(level.a - before, 0), claim);
    else
        x = fmax(fmin((double)((int64_t)claim * l->theta / l->scale), level.a), claim - level.b);
    return l->unit > 1 && x < claim ? floor(x / l->unit) * l->unit : x;
}

int64_t crowd_target(int64_t claim, int64_t share_billionths, int64_t unit)
{
    sol_wide short_of = (sol_wide)claim * share_billionths - (sol_wide)unit * 1000000000;
    return short_of < 0 ? 1 : (int64_t)(short_of / 1000000000) + 1;
}

static void take_money(sol_arena *arena, crowd *c, uint64_t seed)
{
    for (size_t j = 0; j < CROWD_TRIALS; j++) {
        c->trial[j] = trial_new_money(arena, c->layout->plan, seed);
        c->own[j] = c->trial[j]->in;
    }
}

crowd *crowd_new(sol_arena *arena, const crowd_layout *layout, uint64_t seed)
{
    crowd *c = SOL_TAKE(arena, 1, crowd);
    size_t rows = layout->block_count * layout->survival_dates;
    c->layout = layout;
    take_money(arena, c, seed);
    for (size_t j = 0; j < CROWD_TRIALS; j++) {
        c->death[j] = SOL_TAKE(arena, layout->count + KERNEL_ROOM, uint8_t);
        c->living[j] = SOL_TAKE(arena, rows, uint32_t);
        c->claims[j] = layout->lapses && layout->kind == CROWD_LEVELS ? SOL_TAKE(arena, rows, int64_t) : NULL;
        c->level[j] = SOL_TAKE(arena, layout->wave_count * (layout->dates + 1), crowd_level);
        c->waves[j] = layout->kind == CROWD_WAVES ? crowd_wave_sums_new(arena, layout) : NULL;
        for (size_t i = layout->mortal; i < layout->count; i++) /* institutions see all, estates nothing */
            c->death[j][i] = (uint8_t)(layout->is_lasting[i - layout->mortal] ? layout->survival_dates : 0);
    }
    if (layout->kind == CROWD_DEBTS) {
        c->owed = SOL_TAKE(arena, layout->count, uint32_t);
        c->owed_large = SOL_TAKE(arena, layout->large_count, int64_t);
        c->had_in_life = SOL_TAKE(arena, layout->block_count, int64_t);
        c->had = SOL_TAKE(arena, layout->block_count, int64_t);
    }
    c->scattered = layout->slot ? SOL_TAKE(arena, layout->mortal, uint32_t) : NULL;
    c->cohorts = layout->kind == CROWD_LIVING ? crowd_cohorts_new(arena, layout) : NULL;
    c->weighted = layout->kind == CROWD_WEIGHTS ? crowd_weighted_new(arena, layout) : NULL;
    c->aged = layout->kind == CROWD_AGES ? crowd_aged_new(arena, layout) : NULL;
    c->astride = SOL_TAKE(arena, layout->block_count, uint32_t);
    for (size_t i = 0; i < 2; i++)
        c->memo[i] = SOL_TAKE(arena, 1, crowd_memo);
    return c;
}

crowd *crowd_new_like(sol_arena *arena, const crowd_layout *layout, uint64_t seed, const crowd *other)
{
    crowd *c = SOL_TAKE(arena, 1, crowd);
    *c = *other;
    c->layout = layout;
    c->lives = other;
    take_money(arena, c, seed);
    return c;
}

static void begin(crowd *c, size_t lane, inflow *in)
{
    trial *t = c->trial[lane];
    t->index = 4 * c->quad + lane;
    t->in = in;
    trial_begin_money(t);
    c->most[lane] = c->reach[lane] = 0;
    c->estates_had[lane] = 0;
    c->level[lane][0] = (crowd_level){0, c->layout->kind == CROWD_LEVELS ? INFINITY : 0};
    if (c->layout->kind == CROWD_WAVES)
        crowd_begin_waves(c, lane);
    else if (c->weighted)
        crowd_begin_weighted(c, lane);
    else if (c->aged)
        crowd_begin_aged(c, lane);
}

static bool some_may_be_paid(const crowd *c, size_t lane)
{
    return c->trial[lane]->ledger.paid.units < c->layout->claims;
}

/* Money of a pay date before it is divided. */
static int64_t cash_on(crowd *c, size_t lane, size_t date)
{
    fund_receive(c->trial[lane], date);
    fund_bear_costs(c->trial[lane], date, some_may_be_paid(c, lane));
    fund_allow(c->trial[lane], date);
    return fund_cash(c->trial[lane], 0).units;
}

static void book(crowd *c, size_t lane, size_t date, int64_t cash, int64_t paid)
{
    SOL_CHECK(paid >= 0 && (paid == 0 || paid <= cash));
    fund_pay(c->trial[lane], 0, sol_money_of(paid));
    fund_note(c->trial[lane], date);
}

/* Four trials side by side. */
static void walk_together(crowd *c)
{
    for (size_t date = 0; date < c->layout->dates; date++) {
        int64_t cash[CROWD_TRIALS] = {0}, paid[CROWD_TRIALS] = {0};
        for (size_t j = 0; j < c->trials; j++)
            cash[j] = cash_on(c, j, date);
        if (c->layout->kind == CROWD_SHARES)
            crowd_divide_shares(c, date, cash, paid);
        else if (c->weighted)
            crowd_divide_weighted(c, date, cash, paid);
        else if (c->aged)
            crowd_divide_aged(c, date, cash, paid);
        for (size_t j = 0; j < c->trials; j++) {
            if (c->layout->kind == CROWD_LEVELS)
                paid[j] = crowd_divide_level(c, j, date, cash[j]);
            else if (c->layout->kind == CROWD_ORDER)
                paid[j] = crowd_divide_order(c, j, date, cash[j]);
            else if (c->layout->kind == CROWD_WAVES)
                paid[j] = crowd_divide_waves(c, j, date, cash[j]);
            book(c, j, date, cash[j], paid[j]);
            if (date + 1 == c->layout->last_in_by)
                crowd_note_goal(c, j);
        }
    }
}

/* One trial, whose claimants are kept one by one. */
static void walk_alone(crowd *c, size_t lane)
{
    bool is_debts = c->layout->kind == CROWD_DEBTS;
    if (is_debts)
        crowd_begin_debts(c);
    else
        crowd_begin_cohorts(c, lane);
    for (size_t date = 0; date < c->layout->dates; date++) {
        int64_t cash = cash_on(c, lane, date);
        int64_t paid = is_debts ? crowd_divide_debts(c, lane, date, cash) : crowd_divide_living(c, lane, date, cash);
        book(c, lane, date, cash, paid);
        if (date + 1 == c->layout->last_in_by)
            crowd_note_goal(c, lane);
    }
}

static void finish(crowd *c, size_t lane, size_t count, int64_t *const row[])
{
    const metrics_layout *metrics = c->layout->metrics;
    for (size_t j = 0; j < count; j++) {
        trial *t = c->trial[lane + j];
        fund_end(t, some_may_be_paid(c, lane + j));
        fund_leave(t);
        SOL_CHECK(ledger_balances(&t->ledger));
        memset(row[j], 0, metrics->count * sizeof *row[j]);
    }
    crowd_settle(c, lane, count, row);
    for (size_t j = 0; j < count; j++)
        metrics_fill_money(c->trial[lane + j], metrics, row[j]);
}

void crowd_open(crowd *c, uint64_t quad, size_t count)
{
    SOL_CHECK(count <= CROWD_TRIALS);
    c->quad = quad;
    c->trials = count;
    SOL_CHECK(!c->lives || (c->lives->quad == quad && c->lives->trials == count));
    if (!c->lives)
        crowd_draw(c, quad);
    c->memo[0]->is_known = c->memo[1]->is_known = false;
}

void crowd_walk(crowd *c, inflow *const in[4], int64_t *const row[4])
{
    for (size_t j = 0; j < c->trials; j++)
        begin(c, j, in[j]);
    if (c->layout->kind != CROWD_DEBTS && c->layout->kind != CROWD_LIVING) {
        walk_together(c);
        finish(c, 0, c->trials, row);
        return;
    }
    for (size_t j = 0; j < c->trials; j++) {
        walk_alone(c, j);
        finish(c, j, 1, row + j);
    }
}

void crowd_run(crowd *c, uint64_t quad, size_t count, int64_t *const row[4])
{
    crowd_open(c, quad, count);
    for (size_t j = 0; j < count; j++)
        inflow_draw(c->layout->plan, c->trial[j]->seed, 4 * quad + j, c->own[j]);
    crowd_walk(c, c->own, row);
}
