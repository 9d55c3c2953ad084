/*
 * A trial of many plans. Each stream of money is drawn once and gives some courses; of each course every kind of plans that has it walks the
 * pay dates once. Claims are opened once for all that agree in them and in the days of events.
 */
#include "base/check.h"
#include "engine/together/many.h"

#include <string.h>

/* A walk of this trial: its money, and the row that it left. */
typedef struct walked {
    uint64_t hash;
    size_t arrival_count;
    const inflow_arrival *arrival;
    const bool *joined;
    const sol_date *event_date;
    const int64_t *row;
} walked;

/* A kind in this worker. */
typedef struct room {
    trial *trial;
    metrics_room metrics;
    bool is_open;         /* in this trial */
    sol_date *event_date; /* by which it was opened */
    size_t walked_count;  /* of this trial, where two courses may bring the same */
    walked *walked;
    uint64_t stamp; /* of the course that `row` is of */
    const int64_t *row;
} room;

struct many_worker {
    const many_kin *kin;
    uint64_t seed, stamp;
    bool may_repeat;        /* two courses can bring the same */
    room *room;             /* by kind */
    courses **courses;      /* by stream */
    many_crowd *crowd;      /* or NULL */
    uint32_t *next, *first; /* a stream's plans by course: the next of the same, and the first of each */
    sol_arena *rows;        /* as long as the worker */
    sol_arena *scratch;     /* of a trial */
};

many_worker *many_worker_new(sol_arena *arena, const many_kin *kin, uint64_t seed, const many_worker *first)
{
    many_worker *w = SOL_TAKE(arena, 1, many_worker);
    *w = (many_worker){
        .kin = kin,
        .seed = seed,
        .room = SOL_TAKE(arena, kin->kind_count, room),
        .courses = SOL_TAKE(arena, kin->stream_count, courses *),
        .next = SOL_TAKE(arena, kin->count, uint32_t),
        .first = SOL_TAKE(arena, kin->count, uint32_t),
        .rows = sol_arena_new(),
        .scratch = sol_arena_new(),
    };
    if (kin->crowd_count > 0)
        w->crowd = many_crowd_new(arena, kin, seed);
    if (kin->crowd_count == kin->kind_count)
        return w; /* all of them walk elsewhere */
    for (size_t k = 0; k < kin->kind_count; k++) {
        const many_kind *kind = &kin->kind[k];
        if (kind->crowd)
            continue;
        w->room[k] = (room){
            .trial = trial_new_like(kind->plan, seed, first ? first->room[k].trial : NULL),
            .event_date = SOL_TAKE(arena, kind->plan->scenario->event_count, sol_date),
            .walked = SOL_TAKE(arena, kin->count, walked),
        };
        w->room[k].metrics = metrics_room_new(arena, kind->layout, w->room[k].trial);
        if (kind->lives != SOL_NONE)
            trial_live_like(w->room[k].trial, w->room[kind->lives].trial);
    }
    w->may_repeat = kin->stream_count > 1;
    for (size_t s = 0; s < kin->stream_count; s++) {
        w->courses[s] = courses_new(arena, kin->stream[s].count, kin->stream[s].plans);
        w->courses[s]->wants_promised = many_kin_tells_sources(kin);
        w->may_repeat = w->may_repeat || w->courses[s]->purse_count > 1;
    }
    return w;
}

void many_worker_free(many_worker *w)
{
    if (w->crowd)
        many_crowd_free(w->crowd);
    for (size_t k = 0; k < w->kin->kind_count; k++)
        if (w->room[k].trial)
            trial_free(w->room[k].trial);
    for (size_t s = 0; s < w->kin->stream_count; s++)
        if (w->courses[s])
            courses_free(w->courses[s]);
    sol_arena_free(w->rows);
    sol_arena_free(w->scratch);
}

static bool has_same_events(const room *r, const inflow *in, size_t count)
{
    return r->is_open && (count == 0 || memcmp(r->event_date, in->event_date, count * sizeof *in->event_date) == 0);
}

static void open_for(room *r, inflow *in, uint64_t index, size_t events)
{
    r->trial->in = in;
    trial_open(r->trial, index);
    trial_keep(r->trial);
    memcpy(r->event_date, in->event_date, events * sizeof *r->event_date);
    r->is_open = true;
}

/*
 * Opens the claims of a kind for the events of the money at hand, or takes them as they were opened before. A kind that is like another
 * lives on that one's memory: it has what was opened last there.
 */
static void open_claims(many_worker *w, size_t kind, inflow *in, uint64_t index)
{
    room *r = &w->room[kind], *like = r;
    size_t events = w->kin->kind[kind].plan->scenario->event_count;
    if (w->kin->kind[kind].like != SOL_NONE)
        like = &w->room[w->kin->kind[kind].like];
    bool is_open = has_same_events(r, in, events) && has_same_events(like, in, events);
    if (!has_same_events(like, in, events))
        open_for(like, in, index, events);
    if (like == r && !is_open)
        return;
    r->trial->in = in;
    if (is_open) {
        trial_reopen(r->trial);
        return;
    }
    trial_open_like(r->trial, like->trial);
    memcpy(r->event_date, in->event_date, events * sizeof *r->event_date);
    r->is_open = true;
}

static uint64_t mixed(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15) ^ hash >> 29;
}

static uint64_t hash_of(const inflow *in)
{
    uint64_t hash = in->arrival_count;
    for (size_t i = 0; i < in->arrival_count; i++)
        hash = mixed(mixed(hash, (uint64_t)in->arrival[i].amount.units),
                     (uint64_t)(uint32_t)in->arrival[i].date.day << 32 | (uint32_t)in->arrival[i].firm);
    return hash;
}

static bool is_same_arrival(const inflow_arrival *a, const inflow_arrival *b)
{
    return a->date.day == b->date.day && a->firm == b->firm && a->source == b->source && a->pool == b->pool &&
           a->is_direct == b->is_direct && a->amount.units == b->amount.units && a->refund.units == b->refund.units;
}

static bool is_same_money(const walked *was, const inflow *in, const sol_plan *plan)
{
    if (was->arrival_count != in->arrival_count)
        return false;
    for (size_t i = 0; i < in->arrival_count; i++)
        if (!is_same_arrival(&was->arrival[i], &in->arrival[i]))
            return false;
    size_t firms = plan->money.firm_count, events = plan->scenario->event_count;
    return (!firms || memcmp(was->joined, in->firm_joined, firms * sizeof *in->firm_joined) == 0) &&
           (!events || memcmp(was->event_date, in->event_date, events * sizeof *in->event_date) == 0);
}

static void *copied(sol_arena *arena, const void *from, size_t count, size_t size)
{
    void *copy = sol_arena_take(arena, count, size);
    if (count)
        memcpy(copy, from, count * size);
    return copy;
}

static void note_walk(many_worker *w, room *r, const inflow *in, uint64_t hash, const int64_t *row)
{
    const sol_plan *plan = r->trial->plan;
    r->walked[r->walked_count++] = (walked){
        .hash = hash,
        .arrival_count = in->arrival_count,
        .arrival = copied(w->scratch, in->arrival, in->arrival_count, sizeof *in->arrival),
        .joined = copied(w->scratch, in->firm_joined, plan->money.firm_count, sizeof *in->firm_joined),
        .event_date = copied(w->scratch, in->event_date, plan->scenario->event_count, sizeof *in->event_date),
        .row = row,
    };
}

/* Walks a kind with the money at hand, unless another course has brought it the same. */
static const int64_t *row_of(many_worker *w, size_t kind, inflow *in, uint64_t index)
{
    room *r = &w->room[kind];
    bool may_repeat = w->may_repeat;
    uint64_t hash = may_repeat ? hash_of(in) : 0;
    for (size_t i = 0; may_repeat && i < r->walked_count; i++)
        if (r->walked[i].hash == hash && is_same_money(&r->walked[i], in, r->trial->plan))
            return r->walked[i].row;
    const metrics_layout *layout = w->kin->kind[kind].layout;
    open_claims(w, kind, in, index);
    trial_walk(r->trial);
    int64_t *row = SOL_TAKE(w->rows, layout->count, int64_t);
    metrics_fill(r->trial, layout, &r->metrics, row);
    if (may_repeat)
        note_walk(w, r, in, hash, row);
    return row;
}

/* Lists the plans of each course. */
static void sort_by_course(many_worker *w, const many_stream *stream, const courses *c)
{
    for (size_t i = 0; i < c->count; i++)
        w->first[i] = UINT32_MAX;
    for (size_t i = stream->count; i-- > 0;) {
        w->next[i] = w->first[c->of[i]];
        w->first[c->of[i]] = (uint32_t)i;
    }
}

static void run_stream(many_worker *w, size_t s, uint64_t index, const int64_t **row)
{
    const many_stream *stream = &w->kin->stream[s];
    courses *c = w->courses[s];
    courses_draw(c, w->seed, index);
    sort_by_course(w, stream, c);
    for (size_t course = 0; course < c->count; course++) {
        inflow *in = courses_take(c, course);
        w->stamp++;
        for (uint32_t i = w->first[course]; i != UINT32_MAX; i = w->next[i]) {
            uint32_t p = stream->plan[i], kind = w->kin->kind_of[p];
            room *r = &w->room[kind];
            if (w->kin->kind[kind].crowd)
                continue;
            if (r->stamp != w->stamp) {
                r->row = row_of(w, kind, in, index);
                r->stamp = w->stamp;
            }
            row[p] = r->row;
        }
    }
}

static void run_one(many_worker *w, uint64_t index, const int64_t **row)
{
    sol_arena_reset(w->scratch);
    for (size_t k = 0; k < w->kin->kind_count; k++) {
        w->room[k].is_open = false;
        w->room[k].walked_count = 0;
    }
    for (size_t s = 0; s < w->kin->stream_count; s++)
        run_stream(w, s, index, row);
}

void many_worker_run(many_worker *w, uint64_t quad, size_t count, const int64_t **row)
{
    if (w->crowd)
        many_crowd_run(w->crowd, quad, count, row, w->rows);
    for (size_t j = 0; j < count && w->kin->crowd_count < w->kin->kind_count; j++)
        run_one(w, 4 * quad + j, row + j * w->kin->count);
}
