#include "engine/tally/metrics.h"

#include "engine/claims/claims.h"
#include "engine/claims/timely.h"
#include "engine/tally/bands.h"
#include "engine/tally/metrics_parts.h"
#include "engine/tally/tally.h"

#include <string.h>

int64_t metrics_share(int64_t a, int64_t b)
{
    return b > 0 ? sol_money_scale(sol_money_of(a), METRICS_SHARE_PARTS, b).units : TALLY_NONE;
}

/* Met if the share is at least the goal, compared exactly. */
void metrics_fill_goal(const sol_timeliness *goal, int64_t reached, int64_t counted, int64_t *part)
{
    bool is_met = (sol_wide)reached * 1000000000 >= (sol_wide)counted * goal->goal_billionths;
    part[GOAL_SHARE] = metrics_share(reached, counted);
    part[GOAL_MET] = counted > 0 ? is_met : TALLY_NONE;
}

static void arrange(metrics_layout *layout, const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    while (layout->dates_by < plan->date_count && plan->date[layout->dates_by].day <= scenario->timeliness[0].by.day)
        layout->dates_by++;
    layout->goals = METRICS_FIXED;
    layout->sources = layout->goals + GOAL_PARTS * scenario->timeliness_count;
    layout->countries = layout->sources + SOURCE_PARTS * layout->source_count;
    size_t next = layout->countries + COUNTRY_PARTS * scenario->country_count;
    for (int kind = 0; kind < BAND_KINDS; kind++) {
        layout->band[kind] = next;
        next += BAND_PARTS * layout->bands[kind].count;
        layout->max_bands =
            layout->bands[kind].count > layout->max_bands ? layout->bands[kind].count : layout->max_bands;
    }
    layout->dates = next;
    layout->count = next + DATE_PARTS * layout->date_count;
}

metrics_layout *metrics_layout_make(sol_arena *arena, const sol_plan *plan)
{
    metrics_layout *layout = SOL_TAKE(arena, 1, metrics_layout);
    bands_by_group(arena, plan, &layout->bands[BAND_GROUP]);
    bands_by_age(arena, plan, &layout->bands[BAND_AGE]);
    bands_by_claim(arena, plan, &layout->bands[BAND_CLAIM]);
    bands_meet(arena, plan, layout);
    layout->source_count = plan->scenario->firm_count + plan->scenario->source_count;
    layout->date_count = plan->date_count;
    arrange(layout, plan);
    return layout;
}

metrics_layout *metrics_layout_brief(sol_arena *arena, const sol_plan *plan)
{
    metrics_layout *layout = SOL_TAKE(arena, 1, metrics_layout);
    arrange(layout, plan);
    return layout;
}

/* What the layout knows by claimant, by row. */
static metrics_people *people_by_row(sol_arena *arena, const trial *t, const metrics_layout *layout)
{
    size_t n = t->plan->people.count;
    metrics_people *p = SOL_TAKE(arena, 1, metrics_people);
    p->cell = layout->cell_count > 0 ? SOL_TAKE(arena, n, uint32_t) : NULL;
    p->claimed = SOL_TAKE(arena, n, int64_t);
    endings_version version[3];
    endings_versions(version);
    p->endings = version[0];
    for (unsigned k = 0; k < ENDINGS; k++)
        p->state[k] = (uint8_t)metrics_state(k);
    for (size_t i = 0; i < n; i++) {
        size_t claimant = t->rows.claimant[i];
        p->claimed[i] = people_claimed(t->plan, claimant).units;
        if (p->cell)
            p->cell[i] = layout->cell_of[claimant];
    }
    return p;
}

metrics_room metrics_room_new(sol_arena *arena, const metrics_layout *layout, const trial *t)
{
    return (metrics_room){
        .cell = SOL_TAKE(arena, layout->cell_count, metrics_cell),
        .band = SOL_TAKE(arena, layout->max_bands, metrics_cell),
        .people = t ? people_by_row(arena, t, layout) : NULL,
    };
}

static void fill_money(const trial *t, int64_t *row)
{
    const claims *c = t->claims;
    row[METRIC_CLAIMED] = c && c->claimed ? c->claimed_in_all : t->plan->money.claimed.units;
    row[METRIC_OPENING] = t->ledger.opening.units;
    row[METRIC_RECEIVED] = t->ledger.received.units;
    row[METRIC_RETURN] = t->ledger.returns.units;
    row[METRIC_COSTS] = t->ledger.costs.units;
    row[METRIC_PAID] = t->ledger.paid.units;
    row[METRIC_RETURNED] = t->ledger.returned.units;
    row[METRIC_DEPOSITED] = t->ledger.deposited.units;
    row[METRIC_LEFT] = t->ledger.left.units;
    row[METRIC_STRANDED] = t->stranded.units;
}

static void fill_goals(const trial *t, const metrics_layout *layout, int64_t *row)
{
    const sol_scenario *scenario = t->plan->scenario;
    size_t n = t->plan->people.count;
    for (size_t g = 0; g < scenario->timeliness_count; g++) {
        const uint8_t *in_time = t->in_time + g * n, *standing = t->goals->standing[g], *flags = t->claims->flags;
        int64_t counted = 0, reached = 0;
        for (size_t i = 0; i < n; i++) {
            int64_t is_counted = ((standing[i] & TIMELY_COUNTED) != 0) & (flags[i] == 0);
            counted += is_counted;
            reached += is_counted & in_time[i];
        }
        metrics_fill_goal(&scenario->timeliness[g], reached, counted, row + layout->goals + g * GOAL_PARTS);
    }
}

static void fill_countries(const trial *t, const metrics_layout *layout, int64_t *row)
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

static void fill_sources(const trial *t, const metrics_layout *layout, int64_t *row)
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

static void fill_dates(const trial *t, const metrics_layout *layout, int64_t *row)
{
    for (size_t k = 0; k < layout->date_count; k++) {
        int64_t *part = row + layout->dates + k * DATE_PARTS;
        part[DATE_RECEIVED] = t->date[k].received.units;
        part[DATE_BALANCE] = t->date[k].balance.units;
        part[DATE_PAID] = t->date[k].paid.units;
        part[DATE_LIVING] = t->date[k].living;
        part[DATE_PAID_IN_FULL] = t->date[k].paid_in_full;
        part[DATE_IN_TIME] = t->date[k].in_time;
        part[DATE_WAITING] = t->date[k].waiting;
        part[DATE_DEATHS] = t->date[k].deaths;
        part[DATE_DYING] = t->date[k].deaths - (k > 0 ? t->date[k - 1].deaths : 0);
    }
}

void metrics_record(const metrics_layout *layout, const int64_t *row, double value[static SOL_METRICS])
{
    bool counts = row[METRIC_SHARE_IN_TIME] != TALLY_NONE;
    value[SOL_METRIC_COUNTED] = counts;
    value[SOL_METRIC_SHARE_IN_TIME] = counts ? (double)row[METRIC_SHARE_IN_TIME] / (double)METRICS_SHARE_PARTS : 0;
    value[SOL_METRIC_GOAL_MET] = counts ? (double)row[layout->goals + GOAL_MET] : 0;
    value[SOL_METRIC_PAID_IN_LIFE] = (double)row[METRIC_PAID_IN_LIFE];
    value[SOL_METRIC_PAID] = (double)row[METRIC_PAID];
    value[SOL_METRIC_RECEIVED] = (double)row[METRIC_RECEIVED];
    value[SOL_METRIC_DIED_WAITING] = (double)row[METRIC_DEATHS];
    value[SOL_METRIC_COSTS] = (double)row[METRIC_COSTS];
    value[SOL_METRIC_LEFT] = (double)row[METRIC_LEFT];
    value[SOL_METRIC_OWED] = (double)row[METRIC_OWED];
    value[SOL_METRIC_INTEREST] = (double)row[METRIC_INTEREST];
}

void metrics_fill_money(const trial *t, const metrics_layout *layout, int64_t *row)
{
    fill_money(t, row);
    fill_countries(t, layout, row);
    if (layout->source_count)
        fill_sources(t, layout, row);
    fill_dates(t, layout, row);
}

void metrics_fill(const trial *t, const metrics_layout *layout, metrics_room *room, int64_t *row)
{
    memset(row, 0, layout->count * sizeof *row);
    metrics_fill_people(t, layout, room, row);
    fill_goals(t, layout, row);
    metrics_fill_whole(t, layout, row);
    metrics_fill_money(t, layout, row);
}
