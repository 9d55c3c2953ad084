#include "engine/plain/plain.h"

#include "engine/tally.h"

#include <string.h>

/* Sums over those whom the first goal counts; paid and whole over those living at start. */
typedef struct head_count {
    int64_t all, counted, in_time, could, died_waiting;
    sol_wide paid, whole;
} head_count;

static void count_counted(const plain_trial *t, size_t i, sol_state state, head_count *heads, int64_t *row)
{
    const plain_claim *claim = &t->claim[i];
    heads->all++;
    if (claim->flags)
        return;
    bool is_in_time = state == SOL_STATE_IN_TIME, was_paid = is_in_time || state == SOL_STATE_LATE;
    heads->counted++;
    heads->in_time += is_in_time;
    heads->could += plain_timely_could(t, &t->plan->scenario->timeliness[0], i);
    if (!plain_timely_was_living(t->plan, i))
        return;
    heads->died_waiting += !was_paid && !claim->is_alive_at_end;
    if (!is_in_time)
        row[METRIC_REASON + plain_timely_reason(t, i)]++;
}

/* What was paid and is owed beyond what was claimed; of nobody who lapses, is refused or not due. */
static int64_t interest_of(const plain_trial *t, size_t i)
{
    const plain_claim *claim = &t->claim[i];
    if ((claim->flags & (CLAIM_REFUSED | CLAIM_NOT_DUE)) || plain_claims_has_lapsed(t, i, t->plan->date_count))
        return 0;
    return claim->paid_in_life.units + claim->paid_to_estate.units + claim->owed.units -
           people_claimed(t->plan, i).units;
}

static void fill_people(const plain_trial *t, int64_t *row)
{
    head_count heads = {0};
    sol_wide in_life = 0, to_estates = 0, owed = 0, interest = 0;
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const plain_claim *claim = &t->claim[i];
        sol_state state = plain_timely_state(t, i);
        row[METRIC_STATE + state]++;
        if (state == SOL_STATE_NOTHING)
            row[claim->is_alive_at_end ? METRIC_NOTHING_LIVING : METRIC_NOTHING_DIED]++;
        if (plain_timely_counts(t->plan, &t->plan->scenario->timeliness[0], i))
            count_counted(t, i, state, &heads, row);
        if (plain_timely_was_living(t->plan, i) && !claim->flags) {
            heads.paid += claim->paid.units - claim->paid_to_estate.units;
            heads.whole += (sol_wide)claim->paid.units + claim->owed.units;
        }
        in_life += claim->paid_in_life.units;
        to_estates += claim->paid_to_estate.units;
        interest += interest_of(t, i);
        if (!claim->flags && !plain_claims_has_lapsed(t, i, t->plan->date_count))
            owed += claim->owed.units;
    }
    row[METRIC_SHARE_IN_TIME] = metrics_share(heads.in_time, heads.counted);
    row[METRIC_SHARE_OF_ALL_LIVING] = metrics_share(heads.in_time, heads.counted ? heads.all : 0);
    row[METRIC_CEILING] = metrics_share(heads.could, heads.counted);
    row[METRIC_SHARE_DIED_WAITING] = metrics_share(heads.died_waiting, heads.counted);
    row[METRIC_DIED_WAITING] = heads.died_waiting;
    row[METRIC_PAID_SHARE] = metrics_share((int64_t)heads.paid, (int64_t)heads.whole);
    row[METRIC_PAID_IN_LIFE] = (int64_t)in_life;
    row[METRIC_PAID_TO_ESTATES] = (int64_t)to_estates;
    row[METRIC_OWED] = (int64_t)owed;
    row[METRIC_INTEREST] = (int64_t)interest;
}

static void fill_money(const plain_trial *t, int64_t *row)
{
    row[METRIC_CLAIMED] = t->plan->money.claimed.units;
    row[METRIC_OPENING] = t->ledger.opening.units;
    row[METRIC_RECEIVED] = t->ledger.received.units;
    row[METRIC_RETURN] = t->ledger.returns.units;
    row[METRIC_COSTS] = t->ledger.costs.units;
    row[METRIC_PAID] = t->ledger.paid.units;
    row[METRIC_RETURNED] = t->ledger.returned.units;
    row[METRIC_LEFT] = t->ledger.left.units;
    row[METRIC_STRANDED] = t->stranded.units;
}

/* A goal is met if the share of those it counts is at least the goal, compared exactly. */
static void fill_goals(const plain_trial *t, const metrics_layout *layout, int64_t *row)
{
    const sol_scenario *scenario = t->plan->scenario;
    for (size_t g = 0; g < scenario->timeliness_count; g++) {
        const sol_timeliness *goal = &scenario->timeliness[g];
        const uint8_t *in_time = t->in_time + g * t->plan->people.count;
        int64_t counted = 0, reached = 0;
        for (size_t i = 0; i < t->plan->people.count; i++) {
            bool counts = !t->claim[i].flags && plain_timely_counts(t->plan, goal, i);
            counted += counts;
            reached += counts && in_time[i];
        }
        int64_t *part = row + layout->goals + g * GOAL_PARTS;
        part[GOAL_SHARE] = metrics_share(reached, counted);
        part[GOAL_MET] =
            counted == 0 ? TALLY_NONE : (sol_wide)reached * 1000000000 >= (sol_wide)counted * goal->goal_billionths;
    }
}

static void fill_countries(const plain_trial *t, const metrics_layout *layout, int64_t *row)
{
    const plan_money *money = &t->plan->money;
    const sol_scenario *scenario = t->plan->scenario;
    int64_t *countries = row + layout->countries;
    for (size_t m = 0; m < money->firm_count; m++) {
        int64_t *country = countries + (size_t)money->firm[m].country * COUNTRY_PARTS;
        country[COUNTRY_JOINED] += t->in->firm_joined[m];
        country[COUNTRY_RECEIVED] += t->source_received[m].units;
    }
    for (size_t s = 0; s < scenario->source_count; s++)
        if (scenario->source[s].country != SOL_NONE)
            countries[(size_t)scenario->source[s].country * COUNTRY_PARTS + COUNTRY_RECEIVED] +=
                t->source_received[money->firm_count + s].units;
}

static void fill_sources(const plain_trial *t, const metrics_layout *layout, int64_t *row)
{
    const plan_money *money = &t->plan->money;
    const sol_scenario *scenario = t->plan->scenario;
    for (size_t m = 0; m < money->firm_count; m++) {
        int64_t *source = row + layout->sources + (size_t)money->firm[m].row * SOURCE_PARTS;
        source[SOURCE_CAME] += t->in->firm_joined[m];
        source[SOURCE_PROMISED] += t->in->firm_promised[m].units;
        source[SOURCE_RECEIVED] += t->source_received[m].units;
    }
    for (size_t s = 0; s < scenario->source_count; s++) {
        int64_t received = t->source_received[money->firm_count + s].units;
        int64_t *source = row + layout->sources + (scenario->firm_count + s) * SOURCE_PARTS;
        source[SOURCE_CAME] = received > 0;
        source[SOURCE_PROMISED] = received;
        source[SOURCE_RECEIVED] = received;
    }
}

/* By band. */
typedef struct plain_room {
    int64_t *counted, *in_time, *paid, *paid_in_life, *claimed;
} plain_room;

static void fill_bands(const plain_trial *t, const metrics_layout *layout, band_kind kind, int64_t *row)
{
    const metrics_bands *bands = &layout->bands[kind];
    sol_arena *arena = sol_arena_new();
    plain_room sums_of_bands = {0}, *room = &sums_of_bands;
    int64_t **taken[] = {&room->counted, &room->in_time, &room->paid, &room->paid_in_life, &room->claimed};
    for (size_t s = 0; s < sizeof taken / sizeof *taken; s++)
        *taken[s] = SOL_TAKE(arena, bands->count, int64_t);
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const plain_claim *claim = &t->claim[i];
        int32_t b = bands->of[i];
        if (b == SOL_NONE)
            continue;
        bool counts = plain_timely_counts(t->plan, &t->plan->scenario->timeliness[0], i) && !claim->flags;
        room->counted[b] += counts;
        room->in_time[b] += counts && t->in_time[i];
        room->paid[b] += claim->paid_in_life.units + claim->paid_to_estate.units;
        room->paid_in_life[b] += claim->paid_in_life.units;
        room->claimed[b] += people_claimed(t->plan, i).units;
    }
    for (size_t b = 0; b < bands->count; b++) {
        int64_t *part = row + layout->band[kind] + b * BAND_PARTS;
        part[BAND_SHARE] = metrics_share(room->in_time[b], room->counted[b]);
        part[BAND_PAID] = room->paid[b];
        part[BAND_PAID_IN_LIFE] = room->paid_in_life[b];
        part[BAND_CLAIMED] = room->claimed[b];
    }
    sol_arena_free(arena);
}

void plain_metrics_fill(const plain_trial *t, const metrics_layout *layout, int64_t *row)
{
    memset(row, 0, layout->count * sizeof *row);
    fill_people(t, row);
    fill_money(t, row);
    fill_goals(t, layout, row);
    fill_countries(t, layout, row);
    if (layout->source_count)
        fill_sources(t, layout, row);
    for (int kind = 0; kind < BAND_KINDS; kind++)
        if (layout->bands[kind].count)
            fill_bands(t, layout, (band_kind)kind, row);
    for (size_t k = 0; k < layout->date_count; k++) {
        int64_t *part = row + layout->dates + k * DATE_PARTS;
        part[DATE_RECEIVED] = t->date[k].received.units;
        part[DATE_BALANCE] = t->date[k].balance.units;
        part[DATE_PAID] = t->date[k].paid.units;
        part[DATE_LIVING] = t->date[k].living;
        part[DATE_PAID_IN_FULL] = t->date[k].paid_in_full;
        part[DATE_IN_TIME] = t->date[k].in_time;
        part[DATE_WAITING] = t->date[k].waiting;
        part[DATE_DIED_WAITING] = t->date[k].died_waiting;
    }
}
