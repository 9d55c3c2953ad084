#include "engine/history/history.h"

#include "engine/claims/accounts.h"
#include "engine/history/parts.h"
#include "engine/trial/common_history.h"
#include "plan/dates.h"
#include "plan/people.h"

#include <math.h>
#include <string.h>

enum { FEW = 4096, SMALL_BLOCK = 16, KEYS_MOST = 1 << 20 };

/* By class, day of eligibility, death, and ages at it; false: there are too many. */
static bool count_keys(history *h)
{
    const double dates = (double)h->plan->date_count;
    double keys = (double)h->class_count * dates * (dates + 1) * (double)(1U << h->age_count);
    if (keys > KEYS_MOST && keys > 4 * (double)h->count)
        return false;
    h->key_count = (size_t)keys;
    return true;
}

static void take_columns(history *h)
{
    const size_t n = h->count;
    sol_arena *arena = h->arena;
    h->row = SOL_TAKE(arena, n, uint32_t);
    h->key = SOL_TAKE(arena, n, uint32_t);
    h->alone = SOL_TAKE(arena, n, uint32_t);
    h->had = SOL_TAKE(arena, n, double);
    h->base = SOL_TAKE(arena, h->base_count, double *);
    for (size_t b = 0; b < h->base_count; b++)
        h->base[b] = SOL_TAKE(arena, n, double);
    h->place = SOL_TAKE(arena, n, uint32_t);
    h->at = SOL_TAKE(arena, h->key_count + 1, uint32_t);
    h->course = SOL_TAKE(arena, h->view_count, history_course);
    h->idle_count = 2 * h->plan->money.pool_count * h->plan->scenario->step_count;
    h->idle = SOL_TAKE(arena, h->idle_count, history_idle);
    h->courses = SOL_TAKE(arena, 4 * h->view_count * h->plan->date_count, double);
}

history *history_new(sol_arena *arena, const sol_plan *plan, row_map rows, reached *notes, steps *of)
{
    if (!common_history_fits(plan))
        return NULL;
    history *h = SOL_TAKE(arena, 1, history);
    *h = (history){
        .plan = plan,
        .rows = rows,
        .reached = notes,
        .arena = arena,
        .count = plan->people.count,
        .block_size = plan->people.count < FEW ? SMALL_BLOCK : HISTORY_BLOCK,
        .unit = (double)plan->scenario->payments.unit.units,
        .in_pool = of->in_pool,
        .in_step = of->in_step,
        .steps = of,
        .weights = of->weights,
    };
    history_passes version[3];
    history_passes_versions(version);
    h->passes = version[0];
    history_find_views(arena, h);
    if (!history_classify(arena, h) || !count_keys(h))
        return NULL;
    return h;
}

history *history_new_like(sol_arena *arena, const history *other, reached *notes, steps *of)
{
    history *h = SOL_TAKE(arena, 1, history);
    *h = (history){
        .plan = other->plan,
        .rows = other->rows,
        .reached = notes,
        .arena = arena,
        .count = other->count,
        .block_size = other->block_size,
        .unit = other->unit,
        .passes = other->passes,
        .view_count = other->view_count,
        .base_count = other->base_count,
        .view = other->view,
        .view_of_step = other->view_of_step,
        .is_listed = other->is_listed,
        .share = other->share,
        .age_count = other->age_count,
        .in_pool = of->in_pool,
        .in_step = of->in_step,
        .steps = of,
        .weights = of->weights,
        .class_count = other->class_count,
        .class = other->class,
        .some_die = other->some_die,
        .ordered = other->ordered,
        .class_of = other->class_of,
        .ordered_base = other->ordered_base,
        .key_count = other->key_count,
    };
    memcpy(h->age, other->age, sizeof h->age);
    return h;
}

bool history_pays_off(const history *h)
{
    return h->key_count <= 4 * h->count;
}

void history_begin(history *h, const trial *t)
{
    if (!h->row)
        take_columns(h);
    history_sort(h, t);
    history_open_own(h, t);
}

void history_bury(history *h, const trial *t, size_t date)
{
    history_bury_touched(h, t, date);
    const size_t size = h->view_count * sizeof *h->level;
    for (size_t c = 0; c < h->cell_count; c++) {
        const history_cell *cell = &h->cell[c];
        if (!h->class[cell->of].dies)
            memcpy(cell->past + date * h->view_count, cell->level, size);
        else if (cell->death == date)
            memcpy(cell->past, cell->level, size);
    }
}

void history_tell(const history *h, trial *t)
{
    double room[HISTORY_BLOCK];
    for (size_t c = 0; c < h->cell_count; c++) {
        const history_cell *cell = &h->cell[c];
        for (uint32_t k = 0; k < cell->block_count && !h->class[cell->of].is_own; k++) {
            const history_block *b = &h->block[cell->first_block + k];
            const double *had = history_had(h, cell, b, room);
            for (uint32_t i = 0; i < b->count; i++)
                t->accounts->paid[h->row[b->from + i]] = (int64_t)had[i];
        }
    }
}

/* What those of a block, who died on one date, had then. */
static void had_at_death(const history *h, const history_cell *cell, const history_block *b, double *had)
{
    double by[HISTORY_BLOCK];
    for (size_t k = 0; k < h->view_count; k++) {
        history_awards(h, b, &h->view[k], cell->past[k], by);
        h->passes.raise(b->count, h->base[0] + b->from, by, had);
    }
}

/* The same of those who died apart, or not: in the levels of the last pay date. */
static void had_at_deaths(const history *h, const trial *t, const history_block *b, double *had)
{
    int32_t date[HISTORY_BLOCK];
    for (uint32_t i = 0; i < b->count; i++) {
        int32_t death = t->claims->death[h->row[b->from + i]], last = (int32_t)h->plan->date_count - 1;
        date[i] = death < last ? death : last;
    }
    for (size_t k = 0; k < h->view_count; k++) {
        history_course course = h->course[k];
        course.claim = h->base[0] + b->from;
        h->passes.lives(&course, b->count, date, h->base[h->view[k].base] + b->from, had);
    }
}

static void tell_in_life(const history *h, trial *t, const history_cell *cell, const history_block *b)
{
    const uint16_t *death = t->claims->death;
    double had[HISTORY_BLOCK];
    for (uint32_t i = 0; i < b->count; i++)
        had[i] = 0;
    if (h->class[cell->of].dies)
        had_at_death(h, cell, b, had);
    else
        had_at_deaths(h, t, b, had);
    const size_t last = b->touched > 0 ? b->touched : h->plan->date_count;
    for (uint32_t i = 0; i < b->count; i++) {
        const uint32_t row = h->row[b->from + i];
        if (death[row] < last)
            t->accounts->paid_in_life[row] = (int64_t)had[i];
    }
}

/* Levels of a cell by pay date, by view, as passes take them. */
static void find_courses(history *h, const history_cell *cell)
{
    const size_t dates = h->plan->date_count;
    for (size_t k = 0; k < h->view_count; k++) {
        double *at = h->courses + k * 4 * dates, *from = at + dates, *to = from + dates, *anchor = to + dates;
        for (size_t d = 0; d < dates; d++) {
            history_pass p = history_pass_of(h, &h->view[k], cell->past[d * h->view_count + k]);
            at[d] = p.at, from[d] = p.from, to[d] = p.to, anchor[d] = p.anchor;
        }
        const history_view *v = &h->view[k];
        h->course[k] = (history_course){v->is_share, v->cap, h->unit, v->scale, at, from, to, anchor, NULL};
    }
}

void history_end(history *h, trial *t)
{
    history_tell(h, t);
    for (size_t c = 0; c < h->cell_count; c++) {
        const history_cell *cell = &h->cell[c];
        bool has_dead = !h->class[cell->of].dies || cell->death < h->plan->date_count;
        has_dead &= !h->class[cell->of].is_own;
        if (!h->class[cell->of].dies)
            find_courses(h, cell);
        for (uint32_t k = 0; k < cell->block_count && has_dead; k++)
            tell_in_life(h, t, cell, &h->block[cell->first_block + k]);
    }
}

/* Whether some claims of a cell may have lapsed by a pay date or, behind the last one, by `end`. */
static bool may_have_lapsed(const history *h, const history_cell *cell, size_t date)
{
    const bool may = cell->lapses || (h->class[cell->of].awaits && date == h->plan->date_count);
    return may && date >= cell->death;
}

bool history_is_open(const history *h, size_t date)
{
    for (size_t c = 0; c < h->cell_count; c++)
        if (h->cell[c].open > 0 && !may_have_lapsed(h, &h->cell[c], date))
            return true;
    return false;
}

bool history_owes(const history *h, const steps_round *r, sol_money amount)
{
    const size_t groups = h->plan->scenario->group_count;
    int64_t owed = 0;
    for (size_t c = 0; c < h->cell_count && owed < amount.units; c++) {
        const history_cell *cell = &h->cell[c];
        const history_class *class = &h->class[cell->of];
        bool may_be = h->in_pool[r->pool * groups + (size_t) class->group] && !may_have_lapsed(h, cell, r->date);
        owed += may_be ? cell->open_claims - cell->open_paid : 0;
    }
    return owed >= amount.units;
}

static void find_members(history *h, const steps_round *r)
{
    h->member_count = 0;
    for (size_t c = 0; c < h->cell_count; c++)
        if (h->cell[c].open > 0 && history_takes_part(h, &h->cell[c], r))
            h->member[h->member_count++] = (uint32_t)c;
}

/* What all who take part may come to by a step. */
static int64_t most_of(const history *h, const history_view *v)
{
    int64_t sum = 0;
    if (v->base == 0 && isinf(v->cap)) {
        for (size_t m = 0; m < h->member_count; m++)
            sum += h->cell[h->member[m]].open_claims;
        return sum;
    }
    if (v->is_share) {
        history_sums s = history_sum_shares(h, v, &(history_share){1, 1, 1});
        return s.fixed + s.slopes;
    }
    return history_sum(h, v, (history_level){v->stretches - 1, INFINITY}).fixed / (int64_t)v->scale;
}

static int64_t divide_listed(history *h, trial *t, steps_round *r, int64_t endowment)
{
    bool goes_on = false;
    int64_t paid = history_divide_listed(h, t, r, &goes_on);
    h->raised += paid > 0;
    if (paid == 0 && goes_on)
        history_note_idle(h, r, endowment, true);
    r->cash.units = goes_on ? r->cash.units - paid : 0;
    return paid;
}

/* One step; takes what it pays from the cash, all of it where somebody could be given more. */
static int64_t divide_step(history *h, trial *t, steps_round *r)
{
    if (!dates_has_step(h->plan, &h->plan->scenario->step[r->step], r->date))
        return 0;
    find_members(h, r);
    if (h->member_count == 0)
        return 0;
    history_step to = {.view = history_view_of(h, r)};
    const history_view *v = &h->view[to.view];
    int64_t endowment = r->cash.units;
    for (size_t m = 0; m < h->member_count; m++)
        endowment += h->cell[h->member[m]].open_paid;
    bool all_have = false;
    if (history_is_idle(h, r, endowment, &all_have)) {
        r->cash.units = all_have ? r->cash.units : 0;
        return 0;
    }
    bool is_enough = endowment >= most_of(h, v);
    if (is_enough)
        to.level = (history_level){v->stretches - 1, v->is_share ? 1 : INFINITY};
    if (h->is_listed[r->step] && !is_enough)
        return divide_listed(h, t, r, endowment);
    bool is_paid = is_enough || (v->is_share ? history_find_share(h, to.view, endowment, &to.level)
                                             : history_find_amount(h, to.view, endowment, &to.level));
    int64_t paid = is_paid ? history_raise(h, t, r->date, &to) : 0;
    h->raised += paid > 0;
    all_have = is_enough || history_all_have(h, v);
    if (paid == 0)
        history_note_idle(h, r, endowment, all_have);
    r->cash.units = all_have ? r->cash.units - paid : 0;
    return paid;
}

sol_money history_divide(history *h, trial *t, const steps_round *of, sol_money most)
{
    const int rounds = people_details_of(h->plan)->has_after_living ? 2 : 1;
    steps_round r = *of;
    int64_t paid = 0;
    r.cash = sol_money_min(r.cash, most);
    for (int again = 0; again < rounds; again++) {
        r.is_after_living = again == 1;
        for (r.step = 0; r.step < h->plan->scenario->step_count && r.cash.units > 0; r.step++)
            paid += divide_step(h, t, &r);
    }
    return sol_money_of(paid);
}
