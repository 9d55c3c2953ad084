#include "division/remainder.h"

#include "division/order.h"

enum { FEW = 48, BIN_BITS = 11, BINS = 1 << BIN_BITS };

static uint64_t nth_of_few(uint64_t *key, size_t n, size_t r)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t k = key[i];
        size_t j = i;
        for (; j > 0 && key[j - 1] < k; j--)
            key[j] = key[j - 1];
        key[j] = k;
    }
    return key[r - 1];
}

/* Counts the keys in equal bins over their range, keeps the bin with the r-th, and looks again. */
uint64_t remainder_nth_largest(uint64_t *key, size_t n, size_t r)
{
    while (n > FEW) {
        uint64_t least = key[0], most = key[0];
        for (size_t i = 1; i < n; i++) {
            least = key[i] < least ? key[i] : least;
            most = key[i] > most ? key[i] : most;
        }
        if (least == most)
            return least;
        int bits = 64 - __builtin_clzll(most - least), shift = bits > BIN_BITS ? bits - BIN_BITS : 0;
        uint32_t members[BINS] = {0};
        for (size_t i = 0; i < n; i++)
            members[(key[i] - least) >> shift]++;
        size_t bin = BINS - 1;
        for (; r > members[bin]; bin--)
            r -= members[bin];
        size_t kept = 0;
        for (size_t i = 0; i < n; i++) {
            key[kept] = key[i];
            kept += ((key[i] - least) >> shift) == bin;
        }
        n = kept;
    }
    return nth_of_few(key, n, r);
}

static bool has_room(const sol_claims_problem *problem, size_t i, const sol_money *award)
{
    return award[i].units < outcome_upper(problem, i);
}

/* The least part and, among those with it, the least claim that are served when `left` of more rows get a unit. */
typedef struct threshold {
    uint64_t part, claim;
    size_t ties; /* rows at both that are served, in file order */
} threshold;

static threshold threshold_of(const sol_claims_problem *problem, size_t left, const uint64_t *part, uint64_t *key,
                              const sol_money *award)
{
    size_t n = 0, above = 0;
    for (size_t i = 0; i < problem->count; i++)
        if (has_room(problem, i, award))
            key[n++] = part[i];
    threshold t = {.part = remainder_nth_largest(key, n, left)};
    n = 0;
    for (size_t i = 0; i < problem->count; i++) {
        if (part[i] < t.part || !has_room(problem, i, award))
            continue;
        if (part[i] > t.part)
            above++;
        else
            key[n++] = (uint64_t)problem->claim[i].units;
    }
    t.ties = left - above;
    t.claim = remainder_nth_largest(key, n, t.ties);
    for (size_t i = 0; i < problem->count; i++)
        t.ties -= part[i] == t.part && (uint64_t)problem->claim[i].units > t.claim && has_room(problem, i, award);
    return t;
}

/* One unit to each of the `left` foremost of more rows; all rows stand for one. */
static void spread_to_some(const sol_claims_problem *problem, size_t left, const uint64_t *part, sol_arena *scratch,
                           sol_money *award)
{
    threshold t = threshold_of(problem, left, part, SOL_TAKE(scratch, problem->count, uint64_t), award);
    for (size_t i = 0; i < problem->count; i++) {
        if (part[i] < t.part || !has_room(problem, i, award))
            continue;
        uint64_t claim = (uint64_t)problem->claim[i].units;
        bool is_tie = part[i] == t.part && claim == t.claim;
        if (is_tie && t.ties > 0)
            t.ties--;
        else if (is_tie || (part[i] == t.part && claim < t.claim))
            continue;
        award[i].units++;
    }
}

/* Rows from the largest part down, ties by the larger claim, then in file order. */
static uint32_t *foremost_first(const sol_claims_problem *problem, const uint64_t *part, sol_arena *scratch)
{
    size_t n = problem->count;
    uint64_t *key = SOL_TAKE(scratch, n, uint64_t);
    uint32_t *order = order_of_rows(n, scratch);
    for (size_t i = 0; i < n; i++)
        key[i] = ~(uint64_t)problem->claim[i].units;
    order_by(key, n, order, scratch);
    for (size_t i = 0; i < n; i++)
        key[i] = ~part[i];
    order_by(key, n, order, scratch);
    return order;
}

static int64_t spread_to_groups(const sol_claims_problem *problem, int64_t left, const uint32_t *order,
                                sol_money *award)
{
    for (size_t k = 0; k < problem->count && left > 0; k++) {
        size_t i = order[k];
        int64_t people = outcome_people(problem, i);
        if (people && people <= left && has_room(problem, i, award)) {
            award[i].units++;
            left -= people;
        }
    }
    return left;
}

/* Rounding in doubles can give out a few units too many; they are taken from the smallest parts. */
static int64_t take_back(const sol_claims_problem *problem, int64_t missing, const uint32_t *order, sol_money *award)
{
    while (missing > 0) {
        int64_t before = missing;
        for (size_t k = problem->count; k-- > 0 && missing > 0;) {
            size_t i = order[k];
            if (award[i].units > outcome_lower(problem, i) && outcome_people(problem, i)) {
                award[i].units--;
                missing -= outcome_people(problem, i);
            }
        }
        if (missing == before)
            break;
    }
    return -missing;
}

int64_t remainder_spread(const sol_claims_problem *problem, int64_t left, const uint64_t *part, sol_arena *scratch,
                         sol_money *award)
{
    if (left < 0)
        left = take_back(problem, -left, foremost_first(problem, part, scratch), award);
    if (problem->multiplicity)
        return left > 0 ? spread_to_groups(problem, left, foremost_first(problem, part, scratch), award) : left;
    while (left > 0) {
        int64_t candidates = 0;
        for (size_t i = 0; i < problem->count; i++)
            candidates += has_room(problem, i, award);
        if (!candidates)
            break;
        if (left < candidates) {
            spread_to_some(problem, (size_t)left, part, scratch, award);
            return 0;
        }
        for (size_t i = 0; i < problem->count; i++)
            award[i].units += has_room(problem, i, award);
        left -= candidates;
    }
    return left;
}
