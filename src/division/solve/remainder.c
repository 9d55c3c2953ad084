#include "division/solve/remainder.h"

#include "division/rows/order.h"

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
static uint64_t nth_by_bins(uint64_t *key, size_t n, size_t r)
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
            uint64_t k = key[i];
            key[kept] = k;
            kept += ((k - least) >> shift) == bin;
        }
        n = kept;
    }
    return nth_of_few(key, n, r);
}

/* For many keys a sample says between which two the r-th will lie (after Floyd and Rivest 1975); one pass keeps those between. */
uint64_t remainder_nth_largest(uint64_t *key, size_t n, size_t r)
{
    enum { SAMPLE = 1024, ASIDE = 64 };
    if (n < 16 * SAMPLE)
        return nth_by_bins(key, n, r);
    uint64_t sample[SAMPLE];
    for (size_t i = 0; i < SAMPLE; i++)
        sample[i] = key[i * (n / SAMPLE)];
    size_t rank = (size_t)((double)r / (double)n * SAMPLE);
    uint64_t high = rank > ASIDE ? nth_by_bins(sample, SAMPLE, rank - ASIDE) : UINT64_MAX;
    for (size_t i = 0; i < SAMPLE; i++)
        sample[i] = key[i * (n / SAMPLE)];
    uint64_t low = rank + ASIDE < SAMPLE ? nth_by_bins(sample, SAMPLE, rank + ASIDE + 1) : 0;
    size_t above = 0, below = 0;
    for (size_t i = 0; i < n; i++) {
        above += key[i] > high;
        below += key[i] < low;
    }
    if (r <= above || r > n - below || above + below == 0)
        return nth_by_bins(key, n, r);
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        uint64_t k = key[i];
        key[kept] = k;
        kept += k <= high && k >= low;
    }
    return nth_by_bins(key, kept, r - above);
}

/* One unit to each of the `left` rows with the largest parts; at least so many have one, and thereby room. */
static void spread_to_largest(const sol_claims_problem *problem, size_t left, const uint64_t *part, uint64_t *key,
                              sol_money *award)
{
    size_t n = 0, ties = left, count = problem->count;
    const sol_money *claim = problem->claim;
    for (size_t i = 0; i < count; i++) {
        key[n] = part[i];
        n += part[i] > 0;
    }
    uint64_t least_part = remainder_nth_largest(key, n, left);
    n = 0;
    for (size_t i = 0; i < count; i++) {
        ties -= part[i] > least_part;
        key[n] = (uint64_t)claim[i].units;
        n += part[i] == least_part;
    }
    uint64_t least_claim = remainder_nth_largest(key, n, ties);
    for (size_t i = 0; i < count; i++) {
        bool larger = (uint64_t)claim[i].units > least_claim;
        ties -= larger & (part[i] == least_part);
        award[i].units += (part[i] > least_part) | (larger & (part[i] == least_part));
    }
    for (size_t i = 0; i < count && ties > 0; i++)
        if (part[i] == least_part && (uint64_t)claim[i].units == least_claim) {
            award[i].units++;
            ties--;
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

static int64_t smallest_of(int64_t a, int64_t b, int64_t c)
{
    a = a < b ? a : b;
    return a < c ? a : c;
}

/* What doubles missed of amounts near 64 bits may be many units a row. */
static int64_t units_a_row(const sol_claims_problem *problem, int64_t missing)
{
    int64_t each = missing / 4 / (int64_t)(problem->count + 1);
    return each > 1 ? each : 1;
}

static int64_t spread_to_groups(const sol_claims_problem *problem, int64_t left, const uint32_t *order,
                                sol_money *award)
{
    int64_t each = units_a_row(problem, left);
    for (size_t k = 0; k < problem->count && left > 0; k++) {
        size_t i = order[k];
        int64_t people = outcome_people(problem, i), room = outcome_upper(problem, i) - award[i].units;
        if (!people || people > left || room <= 0)
            continue;
        int64_t units = smallest_of(each, room, left / people);
        award[i].units += units;
        left -= units * people;
    }
    return left;
}

/* Rounding in doubles can give out a few units too many; they are taken from the smallest parts. */
static int64_t take_back(const sol_claims_problem *problem, int64_t missing, const uint32_t *order, sol_money *award)
{
    for (int64_t before = missing + 1; missing > 0 && missing < before;) {
        before = missing;
        int64_t each = units_a_row(problem, missing);
        for (size_t k = problem->count; k-- > 0 && missing > 0;) {
            size_t i = order[k];
            int64_t people = outcome_people(problem, i), above = award[i].units - outcome_lower(problem, i);
            if (!people || above <= 0)
                continue;
            int64_t units = smallest_of(each, above, (missing + people - 1) / people);
            award[i].units -= units;
            missing -= units * people;
        }
    }
    return -missing;
}

int64_t remainder_spread(const sol_claims_problem *problem, int64_t left, const uint64_t *part, sol_arena *scratch,
                         sol_money *award)
{
    if (left < 0)
        left = take_back(problem, -left, foremost_first(problem, part, scratch), award);
    if (left <= 0)
        return left;
    int64_t with_part = 0;
    for (size_t i = 0; i < problem->count; i++)
        with_part += part[i] > 0;
    if (!problem->multiplicity && left <= with_part) {
        spread_to_largest(problem, (size_t)left, part, SOL_TAKE(scratch, problem->count + 1, uint64_t), award);
        return 0;
    }
    uint32_t *order = foremost_first(problem, part, scratch);
    for (int64_t before = left + 1; left > 0 && left < before;) {
        before = left;
        left = spread_to_groups(problem, left, order, award);
        if (problem->multiplicity)
            break;
    }
    return left;
}
