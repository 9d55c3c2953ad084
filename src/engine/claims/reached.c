#include "engine/claims/reached.h"

#include "engine/claims/accounts.h"
#include "engine/claims/accounts_room.h"
#include "engine/claims/timely.h"

#include <string.h>

/* How a claim came to the first goal's share. */
enum { WHOLE_ESTATE, WHOLE_AFTER_LIFE, WHOLE_IN_LIFE, NOT_VALID, WHOLES };

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
    r->fate = SOL_TAKE(arena, 2 * (dates + 1) * (dates + 1), uint32_t);
    r->whole = SOL_TAKE(arena, WHOLES * (dates + 1), uint32_t);
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

void reached_note_early(reached *r, const trial *t)
{
    const struct accounts_room *room = t->accounts->room;
    for (size_t k = 0; k < room->early_count; k++)
        reached_see(r, t, room->early[k], 0, accounts_on(t, room->early[k], t->today).total);
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
}

/* A living claimant reaches a goal whenever it is; a dead one in time, if the goal counts what is ever paid. */
static void tell_goal(const reached *r, trial *t, size_t g)
{
    const size_t n = t->plan->people.count;
    const uint16_t *restrict date = r->date[r->of_goal[g]], *restrict death = t->claims->death, by = r->by[g];
    const uint8_t *restrict standing = t->goals->standing[g];
    uint8_t *restrict in_time = t->in_time + g * n;
    for (size_t i = 0; i < n; i++) {
        unsigned counts = (date[i] < death[i] ? 1U : 0U) | (standing[i] & TIMELY_EVER ? 1U : 0U);
        in_time[i] = (uint8_t)(date[i] < by ? counts : 0);
    }
}

static void tell_late(const reached *r, trial *t)
{
    const uint16_t *restrict date = r->date[r->of_goal[0]], *restrict death = t->claims->death, by = r->by[0];
    uint8_t *restrict late = t->late;
    for (size_t i = 0; i < t->plan->people.count; i++)
        late[i] = (uint8_t)(date[i] < by ? 0 : date[i] < death[i] ? 1 : 0);
}

/* Counts people by their fates, each as one number; and by how and when their claims came to the share. */
static void count_fates(const reached *r, const trial *t)
{
    const uint32_t ends = (uint32_t)t->plan->date_count + 1;
    const uint16_t *restrict date = r->date[r->of_goal[0]], *restrict death = t->claims->death;
    const uint8_t *restrict in_time = t->in_time, *restrict late = t->late;
    const uint8_t *restrict standing = t->goals->standing[0], *restrict flags = t->claims->flags;
    const uint8_t *restrict kind = t->claims->kind;
    memset(r->fate, 0, 2 * (size_t)ends * ends * sizeof *r->fate);
    memset(r->whole, 0, WHOLES * (size_t)ends * sizeof *r->whole);
    for (size_t i = 0; i < t->plan->people.count; i++) {
        uint32_t waits = timely_may_wait(standing[i]) && flags[i] == 0, reaches = in_time[i] | late[i];
        uint32_t how = kind[i] & CLAIM_OF_LIVING ? WHOLE_AFTER_LIFE + (date[i] < death[i] ? 1U : 0U) : WHOLE_ESTATE;
        r->fate[(waits * ends + death[i]) * ends + (reaches ? date[i] : ends - 1)]++;
        r->whole[(flags[i] ? (uint32_t)NOT_VALID : how) * ends + date[i]]++;
    }
}

/* What those of one fate add to the counts from some pay dates on; `from` has a place for what never comes. Gives how many wait at first. */
static int64_t add_fate(const reached *r, trial_date *from, size_t dates, const size_t fate[3])
{
    const size_t waits = fate[0], death = fate[1], date = fate[2];
    const int64_t count = r->fate[(waits * (dates + 1) + death) * (dates + 1) + date];
    from[death].living -= count;
    from[date].in_time += date < r->by[0] ? count : 0;
    if (!waits)
        return 0;
    from[date < death ? date : death].waiting -= count;
    if (date < death)
        return count;
    from[death].deaths += count;
    from[death].died_waiting += count;
    from[date].died_waiting -= count;
    return count;
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

static void tell_dates(const reached *r, trial *t)
{
    const size_t dates = t->plan->date_count;
    sol_arena_reset(t->scratch);
    trial_date *from = SOL_TAKE(t->scratch, dates + 1, trial_date), sum = {0};
    memset(from, 0, (dates + 1) * sizeof *from);
    for (size_t waits = 0; waits < 2; waits++)
        for (size_t death = 0; death <= dates; death++)
            for (size_t date = 0; date <= dates; date++)
                sum.waiting += add_fate(r, from, dates, (size_t[]){waits, death, date});
    sum.living = (int64_t)t->plan->people.count;
    for (size_t k = 0; k < dates; k++) {
        sum.living += from[k].living;
        sum.in_time += from[k].in_time;
        sum.waiting += from[k].waiting;
        sum.died_waiting += from[k].died_waiting;
        sum.deaths += from[k].deaths;
        sum.paid_in_full += r->settled[k];
        t->date[k].living = sum.living;
        t->date[k].paid_in_full = sum.paid_in_full;
        t->date[k].in_time = sum.in_time;
        t->date[k].waiting = sum.waiting;
        t->date[k].died_waiting = sum.died_waiting;
        t->date[k].deaths = sum.deaths;
    }
    t->deaths = sum.deaths + deaths_behind(r, t);
}

static void tell_whole(const reached *r, trial *t)
{
    const size_t dates = t->plan->date_count;
    const uint32_t *estates = r->whole + WHOLE_ESTATE * (dates + 1), *after = r->whole + WHOLE_AFTER_LIFE * (dates + 1),
                   *in_life = r->whole + WHOLE_IN_LIFE * (dates + 1);
    trial_date sum = {0};
    for (size_t k = 0; k <= dates; k++) {
        sum.whole[TRIAL_ESTATES] += estates[k];
        sum.whole[TRIAL_LIVING] += after[k] + in_life[k];
        sum.whole_in_life += in_life[k];
        if (k == dates)
            break;
        memcpy(t->date[k].whole, sum.whole, sizeof sum.whole);
        t->date[k].whole_in_life = sum.whole_in_life;
    }
    memcpy(t->valid, sum.whole, sizeof t->valid);
}

void reached_tell(const reached *r, trial *t)
{
    for (size_t g = 0; g < t->plan->scenario->timeliness_count; g++)
        tell_goal(r, t, g);
    tell_late(r, t);
    count_fates(r, t);
    tell_dates(r, t);
    tell_whole(r, t);
}
