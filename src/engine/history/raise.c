/* Raising cells to a level: what is paid by it, how blocks stand then, who reaches a goal or is paid off. */
#include "engine/claims/accounts.h"
#include "engine/claims/timely.h"
#include "engine/history/parts.h"

#include <math.h>
#include <string.h>

static bool has_level(history_level l)
{
    return l.stretch > 0 || l.at > 0 || (l.at < 0 && !isinf(l.at));
}

/* Whether a view's line is above that of every other view in a block whose totals are divided; where one is no line, above its highest. */
static bool is_above_all(const history *h, const history_cell *cell, const history_block *b,
                         const history_seen_line *at)
{
    for (size_t k = 0; k < h->view_count; k++) {
        const history_view *w = &h->view[k];
        if (w == at->view || !has_level(cell->level[k]))
            continue;
        history_seen_line other = {w, history_line_of(h, b, w, cell->level[k])};
        if (!other.line.is_line)
            other.line.low = other.line.high;
        if (!history_is_above(at, &other, 0))
            return false;
    }
    return true;
}

typedef enum standing { OPEN, PAID_OFF, EITHER } standing;

/* Whether all claims of a block have less than all by a line, or all of it. */
static standing standing_of(const history_block *b, const history_seen_line *at, history_level l)
{
    const history_view *v = at->view;
    const double least = b->least, most = b->most;
    const bool is_last = v->is_share || l.stretch == v->stretches - 1;
    if (v->base == 0 && v->cap >= most && is_last && at->line.piece == HISTORY_HIGH)
        return PAID_OFF;
    const double off = v->base != 0 ? v->scale : 0, near = v->is_share ? 1 - 0x1p-40 : 1;
    bool is_below = at->line.low + off <= near * (least * v->scale) && at->line.high + off <= near * (most * v->scale);
    bool is_equal = at->line.low + off == least * v->scale || at->line.high + off == most * v->scale;
    return is_below && (off > 0 || !is_equal) ? OPEN : EITHER;
}

/* Raises what each has had, whose totals are divided. */
static void divide_block(history *h, const history_cell *cell, history_block *b, const history_step *to)
{
    double *had = h->had + b->from, room[HISTORY_BLOCK];
    const double *before = history_had(h, cell, b, room);
    if (before != had)
        memcpy(had, before, b->count * sizeof *had);
    history_awards(h, b, &h->view[to->view], to->level, room);
    history_raising r = h->passes.raise(b->count, h->base[0] + b->from, room, had);
    b->view = HISTORY_DIVIDED;
    b->paid = r.paid;
    b->open_claims = r.open_claims;
    b->open_paid = r.open_paid;
    b->open = (uint32_t)r.open;
}

/* Whether a view that is raised makes no difference in a block. */
static bool is_nowhere_above(const history *h, const history_block *b, const history_seen_line *at)
{
    if (b->open == 0)
        return true;
    if (b->view < 0 || b->open < b->count || at->view == &h->view[b->view])
        return false;
    history_seen_line had = {&h->view[b->view], b->had};
    history_seen_line other = *at;
    if (!other.line.is_line)
        other.line.low = other.line.high;
    return history_is_above(&had, &other, 0);
}

static bool is_everywhere_above(const history *h, const history_cell *cell, const history_block *b,
                                const history_seen_line *at)
{
    if (!at->line.is_line)
        return false;
    if (b->view == HISTORY_NOTHING || (b->view >= 0 && at->view == &h->view[b->view]))
        return true;
    if (b->view == HISTORY_DIVIDED)
        return is_above_all(h, cell, b, at);
    history_seen_line had = {&h->view[b->view], b->had};
    return history_is_above(at, &had, 0);
}

/* Gives whether something has changed; the cell's level is still the old one. */
static bool raise_block(history *h, const history_cell *cell, history_block *b, const history_step *to)
{
    history_seen_line at = {&h->view[to->view], history_line_of(h, b, &h->view[to->view], to->level)};
    if (is_nowhere_above(h, b, &at))
        return false;
    standing how = b->touched == 0 && is_everywhere_above(h, cell, b, &at) ? standing_of(b, &at, to->level) : EITHER;
    if (how == EITHER) {
        divide_block(h, cell, b, to);
        return true;
    }
    b->view = (int32_t)to->view;
    b->had = at.line;
    b->open = how == OPEN ? b->count : 0;
    b->open_claims = how == OPEN ? b->claims : 0;
    b->paid = how == OPEN ? history_paid(h, b, to->level) : b->claims;
    b->open_paid = how == OPEN ? b->paid : 0;
    return true;
}

/* Whether somebody in a block may have reached the next goal that not all have, or been paid off. */
static bool may_reach(const history *h, const history_block *b)
{
    const size_t goals = h->reached->share_count;
    if (b->looked > goals)
        return false;
    if (b->view == HISTORY_DIVIDED)
        return true;
    const history_view *v = &h->view[b->view];
    const history_line line = b->had;
    const double goal = (b->looked < goals ? (double)h->reached->share[b->looked] * 1e-9 : 1) * (1 - 1e-14);
    const double near = h->unit + 1;
    return line.low / v->scale + near >= goal * b->least || line.high / v->scale + near >= goal * b->most;
}

/* As timely_reaches has it; doubles decide unless they are too close. */
static bool reaches(double paid, double claim, int64_t share, double unit)
{
    const double wanted = claim * ((double)share * 1e-9), close = wanted * 0x1p-45;
    if (paid <= 0 || paid + unit < wanted - close)
        return false;
    return paid > wanted + close || timely_reaches((int64_t)paid, (int64_t)claim, share, (sol_money){(int64_t)unit});
}

/* Notes who of a block has come to a share on a date, for the first time. */
typedef struct turnout {
    bool all, some;
} turnout;

static turnout note_share(history *h, const history_block *b, size_t share, uint16_t date, const double *had)
{
    const double *claim = h->base[0] + b->from;
    const uint32_t *row = h->row + b->from;
    turnout is = {true, false};
    for (uint32_t i = 0; i < b->count; i++) {
        bool does = reaches(had[i], claim[i], h->reached->share[share], h->unit);
        if (does)
            reached_note(h->reached, share, row[i], date);
        is.all &= does;
        is.some |= does;
    }
    return is;
}

static turnout note_paid_off(history *h, const history_block *b, uint16_t *paid_off, uint16_t date, const double *had)
{
    const double *claim = h->base[0] + b->from;
    const uint32_t *row = h->row + b->from;
    const uint16_t none = (uint16_t)h->plan->date_count;
    int64_t settled = 0;
    for (uint32_t i = 0; i < b->count; i++)
        if (had[i] == claim[i] && paid_off[row[i]] == none) {
            paid_off[row[i]] = date;
            settled++;
        }
    h->reached->settled[date] += settled;
    return (turnout){b->open == 0, b->open < b->count};
}

static void look_at(history *h, trial *t, const history_cell *cell, history_block *b, size_t date)
{
    double room[HISTORY_BLOCK];
    const double *had = history_had(h, cell, b, room);
    const size_t goals = h->reached->share_count;
    turnout is = {true, true};
    for (size_t k = b->looked; k <= goals && is.some; k++) {
        const bool all_before = is.all;
        is = k < goals ? note_share(h, b, k, (uint16_t)date, had)
                       : note_paid_off(h, b, t->accounts->paid_off, (uint16_t)date, had);
        if (is.all && all_before)
            b->looked = (uint8_t)(k + 1);
        is.all &= all_before;
    }
}

static double raise_cell(history *h, trial *t, size_t date, history_cell *cell, const history_step *to)
{
    double more = 0;
    int64_t open = 0, claimed = 0, paid = 0;
    const history_level before = cell->level[to->view];
    const bool is_own = h->class[cell->of].is_own;
    for (uint32_t k = 0; k < cell->block_count; k++) {
        history_block *b = &h->block[cell->first_block + k];
        const double had = b->paid;
        cell->level[to->view] = before;
        bool has_changed = !is_own && raise_block(h, cell, b, to);
        cell->level[to->view] = to->level;
        if (is_own)
            history_pay_own(h, t, b, to, date);
        else if (has_changed && b->paid > had && may_reach(h, b))
            look_at(h, t, cell, b, date);
        more += b->paid - had;
        open += b->open;
        claimed += (int64_t)b->open_claims;
        paid += (int64_t)b->open_paid;
    }
    cell->open = open;
    cell->open_claims = claimed;
    cell->open_paid = paid;
    return more;
}

int64_t history_raise(history *h, trial *t, size_t date, const history_step *to)
{
    int64_t more = 0;
    for (size_t m = 0; m < h->member_count; m++) {
        history_cell *cell = &h->cell[h->member[m]];
        if (history_is_below(cell->level[to->view], to->level))
            more += (int64_t)raise_cell(h, t, date, cell, to);
    }
    return more;
}

static bool block_has_all(const history *h, const history_cell *cell, const history_block *b, const history_view *v)
{
    double room[HISTORY_BLOCK];
    const double *had = history_had(h, cell, b, room), *claim = h->base[0] + b->from,
                 *base = h->base[v->base] + b->from;
    for (uint32_t i = b->count; i-- > 0;) {
        const double seen = history_seen(v, base[i]), lacks = seen - had[i];
        if (had[i] < claim[i] && lacks > 0 && (lacks >= h->unit || seen == claim[i]))
            return false;
    }
    return true;
}

bool history_all_have(const history *h, const history_view *v)
{
    for (size_t m = 0; m < h->member_count; m++) {
        const history_cell *cell = &h->cell[h->member[m]];
        for (uint32_t k = cell->block_count; k-- > 0;) {
            const history_block *b = &h->block[cell->first_block + k];
            if (b->open > 0 && !block_has_all(h, cell, b, v))
                return false;
        }
    }
    return true;
}
