#include "engine/claims/reached.h"

#include "engine/claims/accounts.h"
#include "engine/claims/accounts_room.h"
#include "engine/claims/timely.h"

#include <string.h>

/*
 * Rows of counts by pay date, behind the last of them: never. Of people, by the date that they do not see: all; those who die waiting, and who
 * do not. By that on which they reach the first goal: those in time. By whichever comes first: those who wait at first, and others. Of claims, by the
 * date on which they come to the first goal's share: in each of the ways.
 */
enum {
    LIVES,
    DIES,
    DIES_WAITING = DIES + 1,
    IN_TIME = DIES + 2,
    LEAVES,
    LEAVES_WAITING = LEAVES + 1,
    WHOLE = LEAVES + 2,
    ROWS = WHOLE + 4
};
enum { WHOLE_ESTATE, WHOLE_AFTER_LIFE, WHOLE_IN_LIFE, NOT_VALID };

static void find_shares(const sol_scenario *scenario, reached *r)
{
    for (int64_t last = -1, next = 0; next < INT64_MAX; last = next) {
        next = INT64_MAX;
        for (size_t g = 0; g < scenario->timeliness_count; g++) {
            int64_t share = scenario->timeliness[g].paid_billionths;
            next = share > last && share < next ? share : next;
        }
        if (next < INT64_MAX)
            r->share[r->share_count++] = next;
    }
}

reached *reached_new(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    const size_t goals = scenario->timeliness_count, dates = plan->date_count;
    reached *r = SOL_TAKE(arena, 1, reached);
    r->share = SOL_TAKE(arena, goals, int64_t);
    r->date = SOL_TAKE(arena, goals, uint16_t *);
    r->of_goal = SOL_TAKE(arena, goals, size_t);
    r->by = SOL_TAKE(arena, goals, uint16_t);
    r->settled = SOL_TAKE(arena, dates + 1, int64_t);
    r->count = SOL_TAKE(arena, ROWS * (dates + 1), uint32_t);
    find_shares(scenario, r);
    for (size_t k = 0; k < r->share_count; k++)
        r->date[k] = SOL_TAKE(arena, plan->people.count, uint16_t);
    for (size_t g = 0; g < goals; g++) {
        while (r->share[r->of_goal[g]] != scenario->timeliness[g].paid_billionths)
            r->of_goal[g]++;
        while (r->by[g] < dates && plan->date[r->by[g]].day <= scenario->timeliness[g].by.day)
            r->by[g]++;
    }
    return r;
}

void reached_see(reached *r, const trial *t, size_t i, size_t date, int64_t total)
{
    const sol_money unit = t->plan->scenario->payments.unit;
    const int64_t paid = t->accounts->paid[i];
    for (size_t s = 0; s < r->share_count && !t->claims->flags[i]; s++)
        if (r->date[s][i] > date && timely_reaches(paid, total, r->share[s], unit))
            reached_note(r, s, i, (uint16_t)date);
}

void reached_begin(reached *r, const trial *t)
{
    const uint16_t none = (uint16_t)t->plan->date_count;
    for (size_t k = 0; k < r->share_count; k++) {
        uint16_t *restrict date = r->date[k];
        for (size_t i = 0; i < t->plan->people.count; i++)
            date[i] = none;
    }
    memset(r->settled, 0, (t->plan->date_count + 1) * sizeof *r->settled);
    const struct accounts_room *room = t->accounts->room;
    for (size_t k = 0; k < room->early_count; k++)
        r->settled[0] += t->accounts->paid_off[room->early[k]] == 0;
    for (size_t k = 0; k < room->early_count && t->plan->date_count > 0; k++)
        reached_see(r, t, room->early[k], 0, room->opening[room->early[k]].total);
}

/*
 * A living claimant reaches a goal whenever it is; a dead one in time, if the goal counts what is ever paid; and who had reached it at start,
 * before any day.
 */
static void tell_goal(const reached *r, trial *t, size_t g)
{
    const size_t n = t->plan->people.count;
    const uint16_t *restrict date = r->date[r->of_goal[g]], *restrict death = t->claims->death, by = r->by[g];
    const uint8_t *restrict standing = t->goals->standing[g], *restrict flags = t->claims->flags;
    uint8_t *restrict in_time = t->in_time + g * n;
    for (size_t i = 0; i < n; i++) {
        unsigned lived = (date[i] < death[i] ? 1U : 0U) & standing[i]; /* CLAIM_OF_LIVING */
        unsigned counts = lived | (standing[i] & TIMELY_EVER ? 1U : 0U);
        in_time[i] = (uint8_t)(date[i] < by || (standing[i] & TIMELY_HAD && flags[i] == 0) ? counts : 0);
    }
}

static void tell_late(const reached *r, trial *t)
{
    const uint16_t *restrict date = r->date[r->of_goal[0]], *restrict death = t->claims->death, by = r->by[0];
    const uint8_t *restrict standing = t->goals->standing[0];
    uint8_t *restrict late = t->late;
    for (size_t i = 0; i < t->plan->people.count; i++)
        late[i] = (uint8_t)((date[i] < by ? 0U : date[i] < death[i] ? 1U : 0U) & standing[i]); /* CLAIM_OF_LIVING */
}

static uint32_t *row_of(const reached *r, const trial *t, size_t row)
{
    return r->count + row * (t->plan->date_count + 1);
}

/* Each is counted once in every kind of row: no branch, and no table of dates by dates, which few people would not fill. */
static void count_all(const reached *r, const trial *t)
{
    const uint16_t *restrict date = r->date[r->of_goal[0]], *restrict death = t->claims->death;
    const uint8_t *restrict in_time = t->in_time, *restrict late = t->late;
    const uint8_t *restrict standing = t->goals->standing[0], *restrict flags = t->claims->flags;
    const uint8_t *restrict kind = t->claims->kind;
    const uint32_t ends = (uint32_t)t->plan->date_count + 1;
    uint32_t *lives = row_of(r, t, LIVES), *dies = row_of(r, t, DIES), *reaches = row_of(r, t, IN_TIME),
             *leaves = row_of(r, t, LEAVES), *whole = row_of(r, t, WHOLE);
    memset(r->count, 0, ROWS * (size_t)ends * sizeof *r->count);
    for (size_t i = 0; i < t->plan->people.count; i++) {
        const uint32_t by = in_time[i] | late[i] ? date[i] : ends - 1, seen = death[i];
        const uint32_t waits = timely_may_wait(standing[i]) && flags[i] == 0, dies_so = waits & (by >= seen);
        const uint32_t lived = date[i] < seen || standing[i] & TIMELY_HAD ? 1 : 0;
        const uint32_t how = kind[i] & CLAIM_OF_LIVING ? WHOLE_AFTER_LIFE + lived : WHOLE_ESTATE;
        lives[seen]++;
        reaches[in_time[i] ? date[i] : ends - 1]++;
        dies[dies_so * ends + seen]++;
        leaves[waits * ends + (by < seen ? by : seen)]++;
        whole[(flags[i] ? (uint32_t)NOT_VALID : how) * ends + date[i]]++;
    }
}

/* Those who see the last pay date without having reached the first goal, and not `end`. */
static int64_t deaths_behind(const reached *r, const trial *t)
{
    const uint16_t dates = (uint16_t)t->plan->date_count, *date = r->date[r->of_goal[0]];
    int64_t count = 0;
    if (t->plan->date[dates - 1].day >= t->plan->scenario->end.day)
        return 0;
    for (size_t i = 0; i < t->plan->people.count; i++) {
        bool waits = timely_may_wait(t->goals->standing[0][i]) && t->claims->flags[i] == 0 && date[i] == dates;
        count += waits && t->claims->death[i] == dates && !claims_is_alive_at_end(t, i);
    }
    return count;
}

static int64_t sum_of(const uint32_t *row, size_t count)
{
    int64_t sum = 0;
    for (size_t k = 0; k < count; k++)
        sum += row[k];
    return sum;
}

static void tell_dates(const reached *r, trial *t)
{
    const size_t dates = t->plan->date_count;
    const uint32_t *lives = row_of(r, t, LIVES), *dies = row_of(r, t, DIES_WAITING), *reaches = row_of(r, t, IN_TIME),
                   *leaves = row_of(r, t, LEAVES_WAITING);
    trial_date sum = {.living = (int64_t)t->plan->people.count, .waiting = sum_of(leaves, dates + 1)};
    for (size_t k = 0; k < dates; k++) {
        sum.living -= lives[k];
        sum.in_time += reaches[k];
        sum.waiting -= leaves[k];
        sum.deaths += dies[k];
        sum.paid_in_full += r->settled[k];
        t->date[k].living = sum.living;
        t->date[k].paid_in_full = sum.paid_in_full;
        t->date[k].in_time = sum.in_time;
        t->date[k].waiting = sum.waiting;
        t->date[k].deaths = sum.deaths;
    }
    t->deaths = sum.deaths + deaths_behind(r, t);
}

static void tell_whole(const reached *r, trial *t)
{
    const size_t dates = t->plan->date_count;
    const uint32_t *estates = row_of(r, t, WHOLE + WHOLE_ESTATE), *after = row_of(r, t, WHOLE + WHOLE_AFTER_LIFE),
                   *in_life = row_of(r, t, WHOLE + WHOLE_IN_LIFE);
    trial_date sum = {0};
    for (size_t k = 0; k < dates; k++) {
        sum.whole[TRIAL_ESTATES] += estates[k];
        sum.whole[TRIAL_LIVING] += after[k] + in_life[k];
        sum.whole_in_life += in_life[k];
        memcpy(t->date[k].whole, sum.whole, sizeof sum.whole);
        t->date[k].whole_in_life = sum.whole_in_life;
    }
    t->valid[TRIAL_ESTATES] = sum.whole[TRIAL_ESTATES] + estates[dates];
    t->valid[TRIAL_LIVING] = sum.whole[TRIAL_LIVING] + after[dates] + in_life[dates];
}

/* Before any pay date. */
static void tell_had(trial *t)
{
    const struct accounts_room *room = t->accounts->room;
    memset(t->had, 0, sizeof t->had);
    for (size_t k = 0; k < room->early_count; k++) {
        const size_t i = room->early[k];
        bool has = t->goals->standing[0][i] & TIMELY_HAD && t->claims->flags[i] == 0;
        t->had[claims_was_living(t, i) ? TRIAL_LIVING : TRIAL_ESTATES] += has;
    }
}

void reached_tell(const reached *r, trial *t)
{
    tell_had(t);
    for (size_t g = 0; g < t->plan->scenario->timeliness_count; g++)
        tell_goal(r, t, g);
    tell_late(r, t);
    count_all(r, t);
    tell_dates(r, t);
    tell_whole(r, t);
}
