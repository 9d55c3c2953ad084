/* What becomes of people and their money in a trial, in one pass over the rows. */
#include "engine/claims/accounts.h"
#include "engine/claims/timely.h"
#include "engine/lives/lifetimes.h"
#include "engine/tally/endings.h"
#include "engine/tally/metrics_parts.h"

#include <string.h>

/* Sums over everyone. */
typedef struct people_sums {
    int64_t state[SOL_STATES], reason[SOL_REASONS], nothing_died;
    int64_t all, counted, lived, in_time,
        could;                    /* of those whom the first goal counts; but for `all`, of unflagged claims */
    sol_wide ever_in_life, whole; /* of unflagged claims of those living at start */
    int64_t in_life, to_estates;
    sol_wide owed, interest;
} people_sums;

sol_state metrics_state(unsigned ending)
{
    if (ending & (CLAIM_REFUSED | CLAIM_DECLINED | CLAIM_NOT_DUE))
        return ending & CLAIM_REFUSED    ? SOL_STATE_REFUSED
               : ending & CLAIM_DECLINED ? SOL_STATE_DECLINED
                                         : SOL_STATE_NOT_DUE;
    if (ending & (ENDING_IN_TIME | ENDING_LATE))
        return ending & ENDING_IN_TIME ? SOL_STATE_IN_TIME : SOL_STATE_LATE;
    return ending & ENDING_PAID_IN_LIFE     ? SOL_STATE_PART
           : ending & ENDING_PAID_TO_ESTATE ? SOL_STATE_ESTATE_PAID
                                            : SOL_STATE_NOTHING;
}

static void add_cells(const metrics_people *people, const endings_block *b, const claims *c, metrics_cell *cells)
{
    const uint8_t *flags = c->flags;
    for (size_t k = 0; k < b->count; k++) {
        metrics_cell *cell = &cells[people->cell[b->from + k]];
        bool counts = (b->head[k] & ENDINGS_COUNTED) && flags[b->from + k] == 0;
        cell->counted += counts;
        cell->in_time += counts & (b->head[k] % ENDINGS_LIFE == SOL_STATE_IN_TIME);
        cell->paid += b->in_life[k] + b->to_estate[k];
        cell->paid_in_life += b->in_life[k];
        cell->claimed += c->claimed ? c->claimed[b->from + k] : 0;
    }
}

static unsigned life_of(unsigned head)
{
    return head / ENDINGS_LIFE % (ENDINGS_COULD / ENDINGS_LIFE);
}

/* Whom the first goal counts though he is not in time, and who was living at start: of him it is said why. */
static bool misses_goal(unsigned head)
{
    sol_state state = (sol_state)(head % ENDINGS_LIFE);
    bool is_void = state == SOL_STATE_REFUSED || state == SOL_STATE_DECLINED || state == SOL_STATE_NOT_DUE;
    return head & ENDINGS_LIVING && head & ENDINGS_COUNTED && !is_void && state != SOL_STATE_IN_TIME;
}

static void count_missing(unsigned head, int64_t count, people_sums *s)
{
    unsigned life = life_of(head);
    if (life != ENDINGS_SAW_NONE) /* of these one by one */
        s->reason[life == ENDINGS_SAW_MONEY ? SOL_FOR_WANT_OF_MONEY : SOL_ALIVE] += count;
}

static void count_heads(const uint32_t head[ENDINGS_HEADS], people_sums *s)
{
    for (unsigned h = 0; h < ENDINGS_HEADS; h++) {
        const int64_t count = head[h];
        if (count == 0)
            continue;
        sol_state state = (sol_state)(h % ENDINGS_LIFE);
        bool is_in_time = state == SOL_STATE_IN_TIME;
        s->state[state] += count;
        s->nothing_died += state == SOL_STATE_NOTHING && life_of(h) != ENDINGS_OUTLIVES_END ? count : 0;
        if (!(h & ENDINGS_COUNTED))
            continue;
        s->all += count;
        if (state == SOL_STATE_REFUSED || state == SOL_STATE_DECLINED || state == SOL_STATE_NOT_DUE)
            continue;
        s->counted += count;
        s->lived += h & ENDINGS_LIVING ? count : 0;
        s->in_time += is_in_time ? count : 0;
        s->could += is_in_time || h & ENDINGS_COULD ? count : 0;
        if (misses_goal(h))
            count_missing(h, count, s);
    }
}

/* By the day: what came first of it all and of the death of one who did not live to see money. */
static sol_reason reason_of(const trial *t, size_t i)
{
    if (t->claims->eligible_day[i] <= t->plan->scenario->start.day)
        return SOL_BEFORE_PAY_DATE; /* he was living then */
    const claims_days days = claims_days_of(t, i);
    if (!lifetimes_is_alive_on(t, i, days.entitled))
        return SOL_BEFORE_ENTITLED;
    if (!lifetimes_is_alive_on(t, i, days.processed))
        return SOL_IN_QUEUE;
    return lifetimes_is_alive_on(t, i, days.accepted) ? SOL_BEFORE_PAY_DATE : SOL_DECIDING;
}

static void find_reasons(const trial *t, const endings_block *b, people_sums *s)
{
    for (size_t k = 0; k < b->count; k++)
        if (life_of(b->head[k]) == ENDINGS_SAW_NONE && misses_goal(b->head[k]))
            s->reason[reason_of(t, b->from + k)]++;
}

static void tell_people(const people_sums *s, int64_t deaths, int64_t *row)
{
    for (int k = 0; k < SOL_STATES; k++)
        row[METRIC_STATE + k] = s->state[k];
    for (int k = 0; k < SOL_REASONS; k++)
        row[METRIC_REASON + k] = s->reason[k];
    row[METRIC_NOTHING_DIED] = s->nothing_died;
    row[METRIC_NOTHING_LIVING] = s->state[SOL_STATE_NOTHING] - s->nothing_died;
    row[METRIC_SHARE_IN_TIME] = metrics_share(s->in_time, s->counted);
    row[METRIC_SHARE_OF_ALL_LIVING] = metrics_share(s->in_time, s->counted > 0 ? s->all : 0);
    row[METRIC_CEILING] = metrics_share(s->could, s->counted);
    row[METRIC_SHARE_DIED_WAITING] = metrics_share(deaths, s->lived);
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
static void tell_bands(const metrics_layout *layout, const metrics_room *room, bool file_later, int64_t *row)
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
            room->band[b].claimed += room->cell[c].claimed;
        }
        for (size_t b = 0; b < bands->count; b++) {
            const metrics_cell *sum = &room->band[b];
            int64_t *part = row + layout->band[kind] + b * BAND_PARTS;
            part[BAND_SHARE] = metrics_share(sum->in_time, sum->counted);
            part[BAND_PAID] = sum->paid;
            part[BAND_PAID_IN_LIFE] = sum->paid_in_life;
            part[BAND_CLAIMED] = file_later ? sum->claimed : bands->claimed[b];
        }
    }
}

static endings_columns columns_of(const trial *t, const metrics_people *people)
{
    const claims *c = t->claims;
    const accounts *a = t->accounts;
    return (endings_columns){
        .flags = c->flags,
        .standing = t->goals->standing[0],
        .in_time = t->in_time,
        .late = t->late,
        .unseen = t->death,
        .death = c->death,
        .kind = c->awaited ? c->kind : t->goals->standing[0],
        .eligible = c->awaited ? c->payable : c->eligible,
        .paid = a->paid,
        .paid_in_life = a->paid_in_life,
        .claimed = c->claimed ? c->claimed : people->claimed,
        .before = a->before,
        .bear_interest = accounts_bear_interest(a),
        .by = (uint16_t)dates_by(t->plan, t->plan->scenario->timeliness[0].by),
        .end = (uint16_t)people_details_of(t->plan)->end,
        .goal = (uint16_t)people_details_of(t->plan)->goal,
        .buried = (uint16_t)a->buried,
        .state = people->state,
    };
}

static sol_wide wide_of(endings_wide sum)
{
    return (sol_wide)sum.high * (INT64_C(1) << 32) + sum.low;
}

/* Deposits that nobody has taken up yet, as heirs of those who would are awaited: nothing is owed on these claims. */
static int64_t deposited_for_heirs(const trial *t)
{
    const int64_t *deposited = t->accounts->deposited;
    int64_t sum = 0;
    for (size_t i = 0; deposited && t->claims->awaited && i < t->plan->people.count; i++)
        sum += t->claims->flags[i] || claims_has_lapsed_by(t, i, t->plan->date_count) ? 0 : deposited[i];
    return sum;
}

/* Sums over all rows, of cells too. */
static people_sums sum_people(const trial *t, const metrics_people *people, metrics_cell *cell)
{
    const endings_columns columns = columns_of(t, people);
    endings_sums sums = {.in_life = 0};
    people_sums s = {.in_life = 0};
    endings_block b;
    for (b.from = 0; b.from < t->plan->people.count; b.from += b.count) {
        size_t rest = t->plan->people.count - b.from;
        b.count = rest < ENDINGS_BLOCK ? rest : ENDINGS_BLOCK;
        if (columns.bear_interest)
            accounts_totals(t, t->today, b.from, b.count, b.total);
        people->endings.add(&columns, &b, &sums);
        if (b.some_saw_none)
            find_reasons(t, &b, &s);
        if (people->cell)
            add_cells(people, &b, t->claims, cell);
    }
    s.ever_in_life = wide_of(sums.ever);
    s.whole = wide_of(sums.whole);
    s.in_life = sums.in_life;
    s.to_estates = sums.to_estates;
    s.owed = wide_of(sums.owed) - deposited_for_heirs(t);
    s.interest = wide_of(sums.interest);
    count_heads(sums.head, &s);
    return s;
}

void metrics_fill_people(const trial *t, const metrics_layout *layout, metrics_room *room, int64_t *row)
{
    memset(room->cell, 0, layout->cell_count * sizeof *room->cell);
    const people_sums s = sum_people(t, room->people, room->cell);
    tell_people(&s, t->deaths, row);
    if (layout->cell_count > 0)
        tell_bands(layout, room, t->claims->claimed != NULL, row);
}
