/* What becomes of people and their money in a trial, in one pass over the rows. */
#include "engine/accounts.h"
#include "engine/metrics_parts.h"
#include "engine/timely.h"

#include <string.h>

/* Sums over all, and over those living at start. */
typedef struct people_sums {
    int64_t state[SOL_STATES], reason[SOL_REASONS], nothing_died;
    int64_t living, counted, in_time, could, died_waiting;
    sol_wide ever_in_life, whole; /* of those counted */
    int64_t in_life, to_estates;
    sol_wide owed, interest;
} people_sums;

/* What is the same for all in a trial. */
typedef struct people_view {
    const trial *t;
    size_t last, end, by; /* the last pay date; `end` among survival dates; pay dates not after the first goal's day */
    metrics_cell *cell;   /* NULL: bands are not told */
    const uint32_t *cell_of;
} people_view;

static sol_state state_of(const trial *t, size_t i, int64_t in_life, int64_t to_estate)
{
    uint8_t flags = t->claims->flags[i];
    if (flags)
        return flags & CLAIM_REFUSED    ? SOL_STATE_REFUSED
               : flags & CLAIM_DECLINED ? SOL_STATE_DECLINED
                                        : SOL_STATE_NOT_DUE;
    if (t->in_time[i])
        return SOL_STATE_IN_TIME;
    if (t->late[i])
        return SOL_STATE_LATE;
    return in_life > 0 ? SOL_STATE_PART : to_estate > 0 ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING;
}

static void count_living(const people_view *v, size_t i, sol_state state, people_sums *s)
{
    const trial *t = v->t;
    const claims *c = t->claims;
    bool is_in_time = state == SOL_STATE_IN_TIME, is_alive = c->unseen[i] > v->end;
    s->counted++;
    s->in_time += is_in_time;
    s->could += is_in_time || (c->eligible[i] < c->death[i] && c->eligible[i] < v->by);
    s->died_waiting += !is_in_time && state != SOL_STATE_LATE && !is_alive;
    if (!is_in_time)
        s->reason[timely_reason(t, i)]++;
}

static inline void add_person(const people_view *v, size_t i, people_sums *s)
{
    const trial *t = v->t;
    const size_t claimant = t->rows.claimant[i];
    const claims *c = t->claims;
    const accounts *a = t->accounts;
    int64_t in_life = accounts_paid_in_life(t, i), to_estate = accounts_paid_to_estate(t, i);
    bool is_void = c->flags[i] & (CLAIM_REFUSED | CLAIM_NOT_DUE); /* what it comes to is asked by nobody */
    int64_t total = accounts_is_open(a, i) ? a->total[i] : is_void ? 0 : accounts_on(t, i, t->today).total;
    sol_state state = state_of(t, i, in_life, to_estate);
    bool is_living = c->kind[i] & CLAIM_OF_LIVING, counts = is_living && !c->flags[i];
    bool has_lapsed = claims_has_lapsed(t, i, v->last);
    s->state[state]++;
    s->nothing_died += state == SOL_STATE_NOTHING && c->unseen[i] <= v->end;
    s->living += is_living;
    s->in_life += in_life;
    s->to_estates += to_estate;
    if (counts) {
        count_living(v, i, state, s);
        s->ever_in_life += in_life;
        s->whole += total;
    }
    if (!is_void && !has_lapsed)
        s->interest += total - accounts_paid_before(a, i) - people_claimed(t->plan, claimant).units;
    if (c->eligible[i] <= v->last && !c->flags[i] && !has_lapsed)
        s->owed += total - a->paid[i];
    if (v->cell) {
        metrics_cell *cell = &v->cell[v->cell_of[claimant]];
        cell->counted += counts;
        cell->in_time += counts && state == SOL_STATE_IN_TIME;
        cell->paid += in_life + to_estate;
        cell->paid_in_life += in_life;
    }
}

static void tell_people(const people_sums *s, int64_t *row)
{
    for (int k = 0; k < SOL_STATES; k++)
        row[METRIC_STATE + k] = s->state[k];
    for (int k = 0; k < SOL_REASONS; k++)
        row[METRIC_REASON + k] = s->reason[k];
    row[METRIC_NOTHING_DIED] = s->nothing_died;
    row[METRIC_NOTHING_LIVING] = s->state[SOL_STATE_NOTHING] - s->nothing_died;
    row[METRIC_SHARE_IN_TIME] = metrics_share(s->in_time, s->counted);
    row[METRIC_SHARE_OF_ALL_LIVING] = metrics_share(s->in_time, s->living);
    row[METRIC_CEILING] = metrics_share(s->could, s->counted);
    row[METRIC_SHARE_DIED_WAITING] = metrics_share(s->died_waiting, s->counted);
    row[METRIC_DIED_WAITING] = s->died_waiting;
    row[METRIC_PAID_SHARE] = metrics_share((int64_t)s->ever_in_life, (int64_t)s->whole);
    row[METRIC_PAID_IN_LIFE] = s->in_life;
    row[METRIC_PAID_TO_ESTATES] = s->to_estates;
    row[METRIC_OWED] = (int64_t)s->owed;
    row[METRIC_INTEREST] = (int64_t)s->interest;
}

static size_t dates_by(const sol_plan *plan, sol_date day)
{
    size_t count = 0;
    while (count < plan->date_count && plan->date[count].day <= day.day)
        count++;
    return count;
}

/* The cells' sums by band. */
static void tell_bands(const metrics_layout *layout, const metrics_room *room, int64_t *row)
{
    for (int kind = 0; kind < BAND_KINDS; kind++) {
        const metrics_bands *bands = &layout->bands[kind];
        memset(room->band, 0, bands->count * sizeof *room->band);
        for (size_t c = 0; c < layout->cell_count; c++) {
            int32_t b = layout->band_of_cell[kind][c];
            if (b == SOL_NONE)
                continue;
            room->band[b].counted += room->cell[c].counted;
            room->band[b].in_time += room->cell[c].in_time;
            room->band[b].paid += room->cell[c].paid;
            room->band[b].paid_in_life += room->cell[c].paid_in_life;
        }
        for (size_t b = 0; b < bands->count; b++) {
            const metrics_cell *sum = &room->band[b];
            int64_t *part = row + layout->band[kind] + b * BAND_PARTS;
            part[BAND_SHARE] = metrics_share(sum->in_time, sum->counted);
            part[BAND_PAID] = sum->paid;
            part[BAND_PAID_IN_LIFE] = sum->paid_in_life;
            part[BAND_CLAIMED] = bands->claimed[b];
        }
    }
}

void metrics_fill_people(const trial *t, const metrics_layout *layout, metrics_room *room, int64_t *row)
{
    const people_details *details = people_details_of(t->plan);
    people_sums s = {.living = 0};
    people_view v = {
        .t = t,
        .last = t->plan->date_count - 1,
        .end = details->end,
        .by = dates_by(t->plan, t->plan->scenario->timeliness[0].by),
        .cell = layout->cell_count > 0 ? room->cell : NULL,
        .cell_of = layout->cell_of,
    };
    memset(room->cell, 0, layout->cell_count * sizeof *room->cell);
    for (size_t i = 0; i < t->plan->people.count; i++)
        add_person(&v, i, &s);
    tell_people(&s, row);
    if (layout->cell_count > 0)
        tell_bands(layout, room, row);
}
