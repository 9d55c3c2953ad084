#include "engine/claims/accounts_room.h"

#include "engine/claims/accounts.h"
#include "engine/trial/common_history.h"
#include "plan/account.h"
#include "plan/claimed.h"

#include <math.h>

int64_t accounts_parts_until(const sol_terms *terms, sol_date day)
{
    int64_t parts = 0;
    for (size_t i = 0; i < terms->interest_count; i++) {
        sol_date to = i + 1 < terms->interest_count ? sol_date_earlier(day, terms->interest[i + 1].from) : day;
        if (to.day > terms->interest[i].from.day)
            parts += terms->interest[i].rate_billionths * sol_date_days(terms->interest[i].from, to);
    }
    return parts;
}

static account_state state_of(const account *a, int64_t before)
{
    sol_wide accrued = a->accrued + COLUMNS_PARTS / 2;
    return (account_state){
        .total = before + account_owed(a).units,
        .principal = a->principal.units,
        .fraction = (int64_t)(accrued % COLUMNS_PARTS),
    };
}

/* A claim at start. */
static account_state opening_of(const sol_plan *plan, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    const sol_terms *terms = &plan->people.terms[c->terms];
    account a =
        account_open(c->principal, terms, claimed_interest_end(terms, plan->scenario->start), plan->scenario->start);
    return state_of(&a, claimed_before(terms).units);
}

/* The terms of a row. */
static const sol_terms *terms_of(const sol_plan *plan, row_map rows, size_t row)
{
    return &plan->people.terms[plan->people.claimant[rows.claimant[row]].terms];
}

static void open_room(const sol_plan *plan, row_map rows, struct accounts_room *room)
{
    for (size_t i = 0; i < plan->people.count; i++) {
        const sol_terms *terms = terms_of(plan, rows, i);
        account_state state = opening_of(plan, rows.claimant[i]);
        room->opening[i] = state;
        int64_t before = room->before ? (room->before[i] = claimed_before(terms).units) : 0;
        if (before > 0 || state.total == before)
            room->early[room->early_count++] = (uint32_t)i;
        if (common_history_is_own(plan, rows.claimant[i]))
            room->own[room->own_count++] = (uint32_t)i;
    }
}

static void find_runs(sol_arena *arena, const sol_plan *plan, row_map rows, struct accounts_room *room)
{
    size_t runs = 0;
    for (size_t i = 0; i < plan->people.count; i++)
        runs += i == 0 || terms_of(plan, rows, i) != terms_of(plan, rows, i - 1);
    room->run = SOL_TAKE(arena, runs, run);
    for (size_t i = 0; i < plan->people.count; i++) {
        const sol_terms *terms = terms_of(plan, rows, i);
        if (i == 0 || terms != terms_of(plan, rows, i - 1))
            room->run[room->run_count++] = (run){i, i, (int32_t)(terms - plan->people.terms)};
        room->run[room->run_count - 1].to = i + 1;
    }
}

double accounts_most(const sol_plan *plan, const struct accounts_room *room, row_map rows)
{
    double years = sol_date_years(plan->scenario->start, plan->scenario->end) + 1, most = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const sol_terms *terms = terms_of(plan, rows, i);
        double rate = 0;
        for (size_t s = 0; s < terms->interest_count; s++)
            rate = fmax(rate, (double)terms->interest[s].rate_billionths * 1e-9);
        const sol_money principal = plan->people.claimant[rows.claimant[i]].principal;
        double risen = (double)sol_money_indexed(principal, terms->index, plan->scenario->end).units;
        double rises = terms->index.rate_billionths ? risen - (double)principal.units : 0;
        double bears = fmax((double)room->opening[i].principal, rises > 0 ? risen : 0);
        most = fmax(most, (double)room->opening[i].total + rises + bears * rate * years);
    }
    return most * (1 + 1e-9) + 1;
}

struct accounts_room *accounts_room_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    size_t n = plan->people.count;
    struct accounts_room *room = SOL_TAKE(arena, 1, struct accounts_room);
    bool has_before = false;
    for (size_t k = 0; k < plan->people.terms_count; k++) {
        room->has_interest |= people_grow(&plan->people.terms[k]);
        has_before |= plan->people.terms[k].earlier_count > 0;
    }
    room->opening = SOL_TAKE(arena, n, account_state);
    room->before = has_before ? SOL_TAKE(arena, n, int64_t) : NULL;
    room->parts = SOL_TAKE(arena, plan->people.terms_count, int64_t);
    room->known = SOL_TAKE(arena, plan->people.terms_count, known_rate);
    room->at_start = SOL_TAKE(arena, plan->people.terms_count, int64_t);
    for (size_t k = 0; k < plan->people.terms_count; k++) {
        room->known[k].day.day = INT32_MIN;
        room->at_start[k] = accounts_parts_until(&plan->people.terms[k], plan->scenario->start);
    }
    room->is_apart = SOL_TAKE(arena, n, uint8_t);
    room->apart = SOL_TAKE(arena, n, account_state);
    room->apart_day = SOL_TAKE(arena, n, sol_date);
    room->early = SOL_TAKE(arena, n, uint32_t);
    room->own = SOL_TAKE(arena, common_history_owns(plan), uint32_t);
    open_room(plan, rows, room);
    find_runs(arena, plan, rows, room);
    return room;
}

bool accounts_has_uncounted(const sol_plan *plan)
{
    bool has = false;
    for (size_t p = 1; p < plan->money.pool_count; p++)
        has |= !plan->money.pool[p].counts;
    for (size_t s = 0; s < plan->scenario->source_count; s++) {
        const sol_earmark *earmark = &plan->scenario->source[s].earmark;
        has |= earmark->group_count > 0 && !earmark->counts;
    }
    return has;
}

accounts *accounts_new(sol_arena *arena, const sol_plan *plan, row_map rows)
{
    size_t n = plan->people.count;
    accounts *a = SOL_TAKE(arena, 1, accounts);
    int64_t **columns[] = {&a->total, &a->principal, &a->fraction, &a->paid, &a->paid_in_life};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        *columns[k] = SOL_TAKE(arena, n, int64_t);
    a->paid_off = SOL_TAKE(arena, n, uint16_t);
    a->uncounted = accounts_has_uncounted(plan) ? SOL_TAKE(arena, n, int64_t) : NULL;
    a->deposited = people_some_deposit(plan) ? SOL_TAKE(arena, n, int64_t) : NULL;
    a->room = accounts_room_new(arena, plan, rows);
    a->before = a->room->before;
    a->most = accounts_most(plan, a->room, rows);
    a->is_narrow = a->most < (double)COLUMNS_LIMIT / 2;
    columns_version version[3];
    columns_versions(version);
    a->columns = version[0];
    return a;
}
