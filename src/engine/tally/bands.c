/* Bands of groups, ages at start and claims. */
#include "engine/tally/bands.h"

#include "engine/claims/timely.h"

#include <math.h>
#include <stdlib.h>

enum { AGE_WIDTH = 5, CLAIM_BANDS_MAX = 10 };

static void begin(sol_arena *arena, const sol_plan *plan, metrics_bands *bands, size_t count)
{
    bands->count = count;
    bands->from = SOL_TAKE(arena, count, double);
    bands->to = SOL_TAKE(arena, count, double);
    bands->people = SOL_TAKE(arena, count, size_t);
    bands->living = SOL_TAKE(arena, count, size_t);
    bands->counted = SOL_TAKE(arena, count, size_t);
    bands->of = SOL_TAKE(arena, plan->people.count, int32_t);
}

static void put(const sol_plan *plan, metrics_bands *bands, size_t claimant, int32_t band)
{
    bands->of[claimant] = band;
    if (band == SOL_NONE)
        return;
    bands->people[band]++;
    bands->living[band] += timely_was_living(plan, claimant);
    bands->counted[band] += (timely_standing(plan, plan->scenario->timeliness, claimant) & TIMELY_COUNTED) != 0;
}

void bands_by_group(sol_arena *arena, const sol_plan *plan, metrics_bands *bands)
{
    begin(arena, plan, bands, plan->scenario->group_count);
    for (size_t i = 0; i < plan->people.count; i++)
        put(plan, bands, i, plan->people.claimant[i].group);
}

static int age_at_start(const sol_plan *plan, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    bool has_age = !c->is_institution && timely_was_living(plan, claimant);
    return has_age ? sol_date_age(c->birth, plan->scenario->start) : SOL_NONE;
}

/* Five years each, from the youngest to the oldest of the living. */
void bands_by_age(sol_arena *arena, const sol_plan *plan, metrics_bands *bands)
{
    int youngest = INT32_MAX, oldest = -1;
    for (size_t i = 0; i < plan->people.count; i++) {
        int age = age_at_start(plan, i);
        if (age < 0)
            continue;
        youngest = age < youngest ? age : youngest;
        oldest = age > oldest ? age : oldest;
    }
    int first = oldest < 0 ? 0 : youngest / AGE_WIDTH;
    size_t count = oldest < 0 ? 0 : (size_t)(oldest / AGE_WIDTH - first + 1);
    begin(arena, plan, bands, count);
    for (size_t b = 0; b < count; b++) {
        bands->from[b] = (first + (int)b) * AGE_WIDTH;
        bands->to[b] = bands->from[b] + AGE_WIDTH;
    }
    for (size_t i = 0; i < plan->people.count; i++) {
        int age = age_at_start(plan, i);
        put(plan, bands, i, age < 0 ? SOL_NONE : age / AGE_WIDTH - first);
    }
}

/* 1, 2, 5, 10 … up to above the largest claim, from the smallest; powers of ten only where these are too many. */
static size_t claim_edges(int64_t least, int64_t most, int steps, double edge[static 64])
{
    static const double multiple[] = {1, 2, 5};
    size_t count = 0;
    for (int power = 0; power < 19; power++)
        for (int s = 0; s < steps; s++) {
            double next = multiple[s] * pow(10, power);
            if (next <= (double)least)
                count = 0;
            edge[count++] = next;
            if (next > (double)most)
                return count;
        }
    return count;
}

void bands_by_claim(sol_arena *arena, const sol_plan *plan, metrics_bands *bands)
{
    int64_t least = INT64_MAX, most = 1;
    for (size_t i = 0; i < plan->people.count; i++) {
        int64_t claim = plan->people.claimant[i].principal.units;
        least = claim < least ? claim : least;
        most = claim > most ? claim : most;
    }
    double edge[64];
    size_t edges = claim_edges(least < 1 ? 1 : least, most, 3, edge);
    if (edges > CLAIM_BANDS_MAX)
        edges = claim_edges(least < 1 ? 1 : least, most, 1, edge);
    begin(arena, plan, bands, edges - 1);
    for (size_t b = 0; b + 1 < edges; b++) {
        bands->from[b] = b == 0 && least < 1 ? 0 : edge[b];
        bands->to[b] = edge[b + 1];
    }
    for (size_t i = 0; i < plan->people.count; i++) {
        double claim = sol_money_to_double(plan->people.claimant[i].principal);
        size_t b = 0;
        while (b + 1 < bands->count && claim >= bands->to[b])
            b++;
        put(plan, bands, i, (int32_t)b);
    }
}

/* A claimant's place among all ways in which bands can meet. */
typedef struct meeting {
    uint64_t place;
    uint32_t claimant;
} meeting;

static int compare_meetings(const void *a, const void *b)
{
    const meeting *p = a, *q = b;
    if (p->place != q->place)
        return p->place < q->place ? -1 : 1;
    return (p->claimant > q->claimant) - (p->claimant < q->claimant);
}

static meeting *meetings_of(sol_arena *scratch, const sol_plan *plan, const metrics_layout *layout)
{
    size_t n = plan->people.count;
    meeting *m = SOL_TAKE(scratch, n, meeting);
    for (size_t i = 0; i < n; i++) {
        m[i].claimant = (uint32_t)i;
        for (int kind = 0; kind < BAND_KINDS; kind++)
            m[i].place = m[i].place * (layout->bands[kind].count + 1) + (uint64_t)(layout->bands[kind].of[i] + 1);
    }
    qsort(m, n, sizeof *m, compare_meetings);
    return m;
}

void bands_meet(sol_arena *arena, const sol_plan *plan, metrics_layout *layout)
{
    size_t n = plan->people.count;
    sol_arena *scratch = sol_arena_new();
    const meeting *m = meetings_of(scratch, plan, layout);
    layout->cell_of = SOL_TAKE(arena, n, uint32_t);
    for (size_t k = 0; k < n; k++) {
        layout->cell_count += k == 0 || m[k].place != m[k - 1].place;
        layout->cell_of[m[k].claimant] = (uint32_t)layout->cell_count - 1;
    }
    sol_arena_free(scratch);
    for (int kind = 0; kind < BAND_KINDS; kind++) {
        metrics_bands *bands = &layout->bands[kind];
        bands->claimed = SOL_TAKE(arena, bands->count, int64_t);
        layout->band_of_cell[kind] = SOL_TAKE(arena, layout->cell_count, int32_t);
        for (size_t i = 0; i < n; i++) {
            layout->band_of_cell[kind][layout->cell_of[i]] = bands->of[i];
            if (bands->of[i] != SOL_NONE)
                bands->claimed[bands->of[i]] += people_claimed(plan, i).units;
        }
    }
}
