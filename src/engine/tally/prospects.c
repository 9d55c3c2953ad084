#include "engine/tally/prospects.h"

#include "engine/claims/accounts.h"
#include "engine/claims/reached.h"
#include "engine/claims/timely.h"
#include "engine/tally/tally.h"

#include <math.h>
#include <string.h>

__extension__ typedef unsigned __int128 unsigned_wide;

typedef struct prospect {
    uint64_t in_time, ever_in_life, died_unpaid;
    sol_wide in_life, to_estate;
    unsigned_wide in_life_squares, to_estate_squares; /* of amounts up to 10^15 over 10^8 trials */
} prospect;

/* Parts are enough for an error with 49 degrees of freedom, as long as they do not take much memory a worker. */
enum { PARTS = 50, PARTS_PEOPLE = 100000 };

struct prospects {
    size_t count, dates;
    uint64_t trials;
    size_t part_count;
    int64_t *part; /* by claimant, then part: sums of what was paid in life */
    prospect *of;
    uint32_t *paid_off; /* by claimant, then pay date; the last is never */
};

prospects *prospects_new(sol_arena *arena, const sol_plan *plan, uint64_t trials)
{
    prospects *p = SOL_TAKE(arena, 1, prospects);
    p->count = plan->people.count;
    p->dates = plan->date_count + 1;
    p->of = SOL_TAKE(arena, p->count, prospect);
    p->paid_off = SOL_TAKE(arena, p->count * p->dates, uint32_t);
    p->trials = trials;
    p->part_count = p->count > PARTS_PEOPLE ? 0 : trials < PARTS ? (size_t)trials : PARTS;
    p->part = SOL_TAKE(arena, p->count * p->part_count, int64_t);
    return p;
}

void prospects_add(prospects *p, const trial *t)
{
    const uint16_t *date = t->reached->date[t->reached->of_goal[0]];
    size_t part = (size_t)(t->index * p->part_count / p->trials);
    for (size_t i = 0; i < p->count; i++) {
        const size_t row = t->rows.row[i];
        prospect *of = &p->of[i];
        uint64_t life = (uint64_t)accounts_paid_in_life(t, row), estate = (uint64_t)accounts_paid_to_estate(t, row);
        if (p->part_count > 0)
            p->part[i * p->part_count + part] += (int64_t)life;
        of->in_time += t->in_time[row];
        of->ever_in_life += t->claims->flags[row] == 0 &&
                            (date[row] < t->claims->death[row] || t->goals->standing[0][row] & TIMELY_HAD);
        of->died_unpaid += !claims_is_alive_at_end(t, row) && accounts_ever_in_life(t, row) == 0;
        of->in_life += life;
        of->to_estate += estate;
        of->in_life_squares += (unsigned_wide)life * life;
        of->to_estate_squares += (unsigned_wide)estate * estate;
        p->paid_off[i * p->dates + t->accounts->paid_off[row]]++;
    }
}

void prospects_merge(prospects *p, const prospects *part)
{
    for (size_t i = 0; i < p->count; i++) {
        p->of[i].in_time += part->of[i].in_time;
        p->of[i].ever_in_life += part->of[i].ever_in_life;
        p->of[i].died_unpaid += part->of[i].died_unpaid;
        p->of[i].in_life += part->of[i].in_life;
        p->of[i].to_estate += part->of[i].to_estate;
        p->of[i].in_life_squares += part->of[i].in_life_squares;
        p->of[i].to_estate_squares += part->of[i].to_estate_squares;
    }
    for (size_t k = 0; k < p->count * p->dates; k++)
        p->paid_off[k] += part->paid_off[k];
    for (size_t k = 0; k < p->count * p->part_count; k++)
        p->part[k] += part->part[k];
}

const int64_t *prospects_parts(sol_arena *arena, const prospects *p, size_t *part_count)
{
    int64_t *parts = SOL_TAKE(arena, p->count * p->part_count, int64_t);
    if (p->part_count > 0)
        memcpy(parts, p->part, p->count * p->part_count * sizeof *parts);
    *part_count = p->part_count;
    return parts;
}

static double error_of(sol_wide sum, unsigned_wide squares, uint64_t trials)
{
    long double n = (long double)trials, spread = (long double)squares - (long double)sum * ((long double)sum / n);
    return trials > 1 ? sqrt(fmax(0, (double)(spread / (n - 1) / n))) : 0;
}

/* The pay date on which nothing was owed any more; start, where nothing was on it. */
static sol_date payoff_quantile(const sol_plan *plan, size_t claimant, const uint32_t *paid_off, uint64_t trials,
                                unsigned per_cent)
{
    if (people_claimed(plan, claimant).units == 0)
        return plan->scenario->start;
    uint64_t seen = 0, wanted = (trials * per_cent + 99) / 100;
    for (size_t k = 0; k < plan->date_count; k++) {
        seen += paid_off[k];
        if (seen >= wanted)
            return plan->date[k];
    }
    return sol_date_never();
}

static sol_proportion chance(bool has_meaning, uint64_t count, double n)
{
    return has_meaning ? tally_proportion((double)count, n) : (sol_proportion){.support = SOL_OF_NONE};
}

sol_claimant_result *prospects_results(sol_arena *arena, const sol_plan *plan, const prospects *p, uint64_t trials)
{
    sol_claimant_result *results = SOL_TAKE(arena, p->count, sol_claimant_result);
    for (size_t i = 0; i < p->count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        const prospect *of = &p->of[i];
        const uint32_t *paid_off = p->paid_off + i * p->dates;
        double n = (double)trials;
        bool is_living = timely_was_living(plan, i);
        bool counts = (timely_standing(plan, plan->scenario->timeliness, i) & TIMELY_COUNTED) != 0;
        sol_date aged = is_living ? plan->scenario->start : c->died;
        results[i] = (sol_claimant_result){
            .id = plan_claimant_id(arena, plan, i),
            .name = plan_claimant_name(plan, i),
            .group = plan->scenario->group[c->group].name,
            .age = c->is_institution ? -1 : sol_date_years(c->birth, aged),
            .died = c->died,
            .is_living = is_living,
            .goal_counts = counts,
            .claimed = people_claimed(plan, i),
            .in_time = chance(counts, of->in_time, n),
            .ever_in_life = chance(is_living, of->ever_in_life, n),
            .support = trials > 1 ? SOL_OF_MANY : SOL_OF_ONE,
            .paid_in_life = (double)of->in_life / n,
            .paid_in_life_se = error_of(of->in_life, of->in_life_squares, trials),
            .paid_to_estate = (double)of->to_estate / n,
            .paid_to_estate_se = error_of(of->to_estate, of->to_estate_squares, trials),
            .probability_paid_off = 1 - (double)paid_off[plan->date_count] / n,
            .payoff_p05 = payoff_quantile(plan, i, paid_off, trials, 5),
            .payoff_p50 = payoff_quantile(plan, i, paid_off, trials, 50),
            .payoff_p95 = payoff_quantile(plan, i, paid_off, trials, 95),
            .probability_dying_unpaid = is_living ? (double)of->died_unpaid / n : 0,
            .terms = &plan->people.terms[c->terms],
        };
    }
    return results;
}
