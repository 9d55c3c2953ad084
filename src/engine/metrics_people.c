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
    const metrics_people *people;
    size_t last, end, by; /* the last pay date; `end` among survival dates; pay dates not after the first goal's day */
    metrics_cell *cell;   /* NULL: bands are not told */
} people_view;

/* Rows that are looked at together. */
enum { BLOCK = 64 };

typedef struct people_block {
    size_t from, count;
    int64_t in_life[BLOCK], to_estate[BLOCK], total[BLOCK];
    uint16_t head[BLOCK];
} people_block;

/* A head is the state in which somebody ends, and of those living at start why; all with the same one are counted as one number. */
enum {
    HEAD_REASON = 16, /* times 0 … 3: of what the dead did not see, see reason_of; 4 for those alive at `end` */
    HEAD_COULD = 128,
    HEAD_LIVING = 256,
    HEADS = 512
};

/* By the bits of flags, then these: the state. */
enum { IN_TIME = 8, LATE = 16, PAID_IN_LIFE = 32, PAID_TO_ESTATE = 64, ENDINGS = 128 };

static sol_state state_of(unsigned ending)
{
    if (ending & (CLAIM_REFUSED | CLAIM_DECLINED | CLAIM_NOT_DUE))
        return ending & CLAIM_REFUSED    ? SOL_STATE_REFUSED
               : ending & CLAIM_DECLINED ? SOL_STATE_DECLINED
                                         : SOL_STATE_NOT_DUE;
    if (ending & (IN_TIME | LATE))
        return ending & IN_TIME ? SOL_STATE_IN_TIME : SOL_STATE_LATE;
    return ending & PAID_IN_LIFE ? SOL_STATE_PART : ending & PAID_TO_ESTATE ? SOL_STATE_ESTATE_PAID : SOL_STATE_NOTHING;
}

/* How many of these the dead did not see: the day they were eligible, processed, due. */
static sol_reason reason_of(unsigned unseen)
{
    static const sol_reason reason[] = {SOL_FOR_WANT_OF_MONEY, SOL_DECIDING, SOL_IN_QUEUE, SOL_BEFORE_ELIGIBLE,
                                        SOL_ALIVE};
    return reason[unseen];
}

static void add_money(const people_view *v, people_block *b)
{
    const trial *t = v->t;
    const accounts *a = t->accounts;
    const uint16_t *restrict death = t->claims->death + b->from;
    const int64_t *restrict paid = a->paid + b->from, *restrict paid_in_life = a->paid_in_life + b->from;
    const int64_t *restrict before = a->before ? a->before + b->from : NULL;
    for (size_t k = 0; k < b->count; k++) {
        int64_t ever = death[k] < a->buried ? paid_in_life[k] : paid[k];
        b->in_life[k] = ever - (before ? before[k] : 0);
        b->to_estate[k] = paid[k] - ever;
    }
    accounts_totals(t, t->today, b->from, b->count, b->total);
}

/* Without branches: nothing of this can be foretold. */
static void add_heads(const people_view *v, const uint8_t state[ENDINGS], people_block *b, uint32_t head[HEADS])
{
    const trial *t = v->t;
    const claims *c = t->claims;
    for (size_t k = 0; k < b->count; k++) {
        size_t i = b->from + k;
        unsigned death = c->death[i], eligible = c->eligible[i];
        unsigned ending = c->flags[i] | t->in_time[i] * (unsigned)IN_TIME | t->late[i] * (unsigned)LATE |
                          (b->in_life[k] > 0) * (unsigned)PAID_IN_LIFE |
                          (b->to_estate[k] > 0) * (unsigned)PAID_TO_ESTATE;
        unsigned unseen = (death <= eligible) + (death <= c->processed[i]) + (death <= c->due[c->terms[i]]);
        unsigned could = (eligible < death) & (eligible < v->by), living = c->kind[i] & CLAIM_OF_LIVING;
        unsigned reason = c->unseen[i] > v->end ? 4 : unseen;
        b->head[k] = (uint16_t)(state[ending] | reason * HEAD_REASON | could * HEAD_COULD | living * HEAD_LIVING);
        head[b->head[k]]++;
    }
}

static void add_sums(const people_view *v, const people_block *b, people_sums *s)
{
    const trial *t = v->t;
    const claims *c = t->claims;
    const accounts *a = t->accounts;
    for (size_t k = 0; k < b->count; k++) {
        size_t i = b->from + k;
        bool is_void = c->flags[i] & (CLAIM_REFUSED | CLAIM_NOT_DUE); /* what it comes to is asked by nobody */
        bool has_lapsed = (c->kind[i] & CLAIM_LAPSES) && v->last >= c->death[i];
        int64_t total = b->total[k];
        int64_t counts = -(int64_t)((c->kind[i] & CLAIM_OF_LIVING) & (c->flags[i] == 0));
        int64_t bears = -(int64_t)(!is_void & !has_lapsed);
        int64_t owes = -(int64_t)((c->eligible[i] <= v->last) & (c->flags[i] == 0) & !has_lapsed);
        s->in_life += b->in_life[k];
        s->to_estates += b->to_estate[k];
        s->ever_in_life += b->in_life[k] & counts;
        s->whole += total & counts;
        s->interest += (total - accounts_paid_before(a, i) - v->people->claimed[i]) & bears;
        s->owed += (total - a->paid[i]) & owes;
    }
}

static void add_cells(const people_view *v, const people_block *b)
{
    const uint32_t *cell_of = v->people->cell + b->from;
    const uint8_t *flags = v->t->claims->flags + b->from;
    for (size_t k = 0; k < b->count; k++) {
        metrics_cell *cell = &v->cell[cell_of[k]];
        bool counts = (b->head[k] & HEAD_LIVING) && flags[k] == 0;
        cell->counted += counts;
        cell->in_time += counts & (b->head[k] % HEAD_REASON == SOL_STATE_IN_TIME);
        cell->paid += b->in_life[k] + b->to_estate[k];
        cell->paid_in_life += b->in_life[k];
    }
}

static void count_heads(const uint32_t head[HEADS], people_sums *s)
{
    for (unsigned h = 0; h < HEADS; h++) {
        const int64_t count = head[h];
        if (count == 0)
            continue;
        sol_state state = (sol_state)(h % HEAD_REASON);
        sol_reason reason = reason_of(h / HEAD_REASON % (HEAD_COULD / HEAD_REASON));
        bool is_living = h & HEAD_LIVING, is_alive = reason == SOL_ALIVE, is_in_time = state == SOL_STATE_IN_TIME;
        s->state[state] += count;
        s->nothing_died += state == SOL_STATE_NOTHING && !is_alive ? count : 0;
        s->living += is_living ? count : 0;
        if (!is_living || state == SOL_STATE_REFUSED || state == SOL_STATE_DECLINED || state == SOL_STATE_NOT_DUE)
            continue;
        s->counted += count;
        s->in_time += is_in_time ? count : 0;
        s->could += is_in_time || h & HEAD_COULD ? count : 0;
        s->died_waiting += !is_in_time && state != SOL_STATE_LATE && !is_alive ? count : 0;
        s->reason[reason] += is_in_time ? 0 : count;
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
    people_sums s = {.living = 0};
    people_view v = {
        .t = t,
        .people = room->people,
        .last = t->plan->date_count - 1,
        .end = people_details_of(t->plan)->end,
        .by = dates_by(t->plan, t->plan->scenario->timeliness[0].by),
        .cell = layout->cell_count > 0 ? room->cell : NULL,
    };
    uint8_t state[ENDINGS];
    uint32_t head[HEADS] = {0};
    memset(room->cell, 0, layout->cell_count * sizeof *room->cell);
    for (unsigned k = 0; k < ENDINGS; k++)
        state[k] = (uint8_t)state_of(k);
    people_block b;
    for (b.from = 0; b.from < t->plan->people.count; b.from += b.count) {
        size_t rest = t->plan->people.count - b.from;
        b.count = rest < BLOCK ? rest : BLOCK;
        add_money(&v, &b);
        add_heads(&v, state, &b, head);
        add_sums(&v, &b, &s);
        if (v.cell)
            add_cells(&v, &b);
    }
    count_heads(head, &s);
    tell_people(&s, row);
    if (layout->cell_count > 0)
        tell_bands(layout, room, row);
}
