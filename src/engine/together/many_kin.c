#include "engine/together/many.h"
#include "plan/kin.h"
#include "plan/money.h"

/* Of a claimant in a plan, in a trial of it, in a crowd and in four trials of one. */
enum { BYTES_OF_PERSON = 256, BYTES_IN_TRIAL = 512, BYTES_IN_CROWD = 96, BYTES_IN_QUAD = 16, BYTES_OF_ARRIVAL = 256 };
enum { BYTES_KEPT = 64 }; /* in four trials of a crowd, beside the former, where what each has had is kept */

/* Kinds whose trials stand alike. */
static void find_likes(const many_kin *kin, many_kind *made)
{
    for (size_t k = kin->kind_count; k-- > 0;) {
        unsigned parts = kin_plans(kin->kind[k].plan, made->plan);
        if (kin->kind[k].crowd || made->order != kin->kind[k].order || (parts & KIN_PEOPLE))
            continue;
        made->lives = (int32_t)k;
        made->like = parts & KIN_OPENING ? made->like : (int32_t)k;
    }
}

static uint32_t kind_of(many_kin *kin, sol_arena *arena, const sol_plan *plan)
{
    const unsigned apart = KIN_PEOPLE | KIN_OPENING | KIN_DIVISION;
    for (size_t k = 0; k < kin->kind_count; k++)
        if (!(kin_plans(kin->kind[k].plan, plan) & apart))
            return (uint32_t)k;
    many_kind *made = &kin->kind[kin->kind_count];
    *made = (many_kind){.plan = plan, .layout = kin->lay_out(arena, plan), .lives = SOL_NONE, .like = SOL_NONE};
    made->crowd_like = SOL_NONE;
    made->order = rows_order_of(plan);
    for (size_t k = kin->kind_count; k-- > 0 && !made->crowd;) {
        bool may_be_like = kin->kind[k].crowd && kin->kind[k].crowd_like == SOL_NONE;
        if (!may_be_like || (kin_plans(kin->kind[k].plan, plan) & KIN_PEOPLE))
            continue;
        made->crowd = crowd_layout_like(arena, plan, made->layout, kin->kind[k].crowd);
        made->crowd_like = made->crowd ? (int32_t)k : SOL_NONE;
    }
    if (!made->crowd)
        made->crowd = crowd_layout_make(arena, plan, made->layout);
    if (!made->crowd)
        find_likes(kin, made);
    kin->crowd_count += made->crowd != NULL;
    return (uint32_t)kin->kind_count++;
}

static void add_to_stream(many_kin *kin, sol_arena *arena, size_t p)
{
    size_t at = 0;
    while (at < kin->stream_count && (kin_plans(kin->stream[at].plans[0], kin->plan[p]) & KIN_JOINING))
        at++;
    many_stream *stream = &kin->stream[at];
    if (at == kin->stream_count) {
        *stream = (many_stream){0, SOL_TAKE(arena, kin->count - p, uint32_t), NULL};
        stream->plans = SOL_TAKE(arena, kin->count - p, const sol_plan *);
        kin->stream_count++;
    }
    ((const sol_plan **)stream->plans)[stream->count] = kin->plan[p];
    stream->plan[stream->count++] = (uint32_t)p;
}

many_kin *many_kin_make(sol_arena *arena, size_t count, const sol_plan *const *plan, many_lay_out *lay_out)
{
    many_kin *kin = SOL_TAKE(arena, 1, many_kin);
    *kin = (many_kin){
        .count = count,
        .plan = plan,
        .lay_out = lay_out,
        .stream = SOL_TAKE(arena, count, many_stream),
        .kind = SOL_TAKE(arena, count, many_kind),
        .kind_of = SOL_TAKE(arena, count, uint32_t),
    };
    for (size_t p = 0; p < count; p++) {
        kin->kind_of[p] = kind_of(kin, arena, plan[p]);
        add_to_stream(kin, arena, p);
    }
    return kin;
}

/* What claimants take in a worker for each thread, and before that. */
static uint64_t bytes_of_trials(const sol_plan *plan, const sol_plan *first, unsigned parts, int threads)
{
    uint64_t people = plan->people.count, workers = (uint64_t)threads;
    if (!crowd_is_one(plan))
        return workers * people * BYTES_IN_TRIAL;
    bool is_like = plan != first && !(parts & KIN_PEOPLE) && crowd_is_like(plan, first);
    uint64_t quad = BYTES_IN_QUAD + (crowd_has_weights(plan) ? BYTES_KEPT : 0);
    return is_like ? 0 : people * (BYTES_IN_CROWD + workers * quad);
}

uint64_t many_bytes(const sol_plan *plan, const sol_plan *first, uint64_t trials, int threads)
{
    const sol_scenario *scenario = plan->scenario;
    uint64_t numbers =
        METRICS_FIXED + GOAL_PARTS * scenario->timeliness_count + COUNTRY_PARTS * scenario->country_count;
    uint64_t bytes = trials * (numbers + 1) * sizeof(int64_t), people = plan->people.count;
    unsigned parts = plan == first ? (unsigned)KIN_ALL : kin_plans(plan, first);
    if (parts & KIN_PEOPLE)
        bytes += people * BYTES_OF_PERSON;
    if (parts & (KIN_PEOPLE | KIN_OPENING | KIN_DIVISION))
        bytes += bytes_of_trials(plan, first, parts, threads);
    if (parts & (KIN_JOINING | KIN_AMOUNTS))
        bytes += (uint64_t)threads * money_details_of(&plan->money)->arrival_limit * BYTES_OF_ARRIVAL;
    return bytes;
}

uint64_t many_bytes_of_whole(const sol_plan *plan, uint64_t trials)
{
    enum { OTHER_BANDS = 64 }; /* of ages and claims */
    const sol_scenario *scenario = plan->scenario;
    uint64_t bands = scenario->group_count + OTHER_BANDS, sources = scenario->firm_count + scenario->source_count;
    return trials * (bands * BAND_PARTS + sources * SOURCE_PARTS + plan->date_count * DATE_PARTS) * sizeof(int64_t);
}
