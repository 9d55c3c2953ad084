/* The passes over claimants by fate give the same numbers from every instruction set, and what their header promises. */
#include "division/dice.h"
#include "engine/crowd_passes/crowd_fates.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { PROBLEMS = 500 };

typedef struct problem {
    double claim[FATES_ROWS], share[FATES_MOST], other[FATES_MOST];
    uint8_t fate[FATES_ROWS + FATES_CHUNK];
    fates_rows rows;
} problem;

/* Round claims and shares give awards that are whole; some are paid off, some have nothing. */
static void fill(problem *p, uint64_t *state)
{
    bool is_round = dice_next(state) % 3 == 0;
    for (size_t f = 0; f < FATES_MOST; f++) {
        double share = dice_next(state) % 5 == 0   ? 1
                       : dice_next(state) % 5 == 0 ? 0
                       : is_round                  ? 0.25
                                                   : dice_share(state);
        p->share[f] = fates_share(share);
        p->other[f] = fates_share(fmin(1, share * 1.5));
    }
    for (size_t i = 0; i < FATES_ROWS; i++)
        p->claim[i] = floor(exp(dice_share(state) * 32)) * (is_round ? 4 : 1);
    for (size_t i = 0; i < FATES_ROWS + FATES_CHUNK; i++)
        p->fate[i] = (uint8_t)(dice_next(state) % FATES_MOST);
    p->rows =
        (fates_rows){dice_next(state) % FATES_ROWS + 1, p->claim, p->fate, (uint8_t)(dice_next(state) % FATES_MOST)};
}

Test(crowd_fates, every_instruction_set_gives_the_same_numbers)
{
    fates_version version[3];
    size_t count = fates_versions(version);
    uint64_t state = 2385;
    static problem p;
    for (int k = 0; k < PROBLEMS; k++) {
        fill(&p, &state);
        const fates_shares shares = {p.share, p.other, 40};
        for (size_t v = 0; v + 1 < count; v++) {
            uint64_t one[FATES_CHUNKS], other[FATES_CHUNKS];
            cr_assert_eq(version[v].sum(&p.rows, p.share, one), version[count - 1].sum(&p.rows, p.share, other),
                         "%s, problem %d", version[v].name, k);
            cr_assert_eq(memcmp(one, other, sizeof one), 0, "%s, problem %d: doubtful", version[v].name, k);
            fates_outcome a = {0}, b = {0};
            version[v].settle(&p.rows, &shares, &a, one);
            version[count - 1].settle(&p.rows, &shares, &b, other);
            cr_assert_eq(memcmp(&a, &b, sizeof a), 0, "%s, problem %d: outcome", version[v].name, k);
            cr_assert_eq(memcmp(one, other, sizeof one), 0, "%s, problem %d: doubtful at last", version[v].name, k);
        }
    }
}

/* By the slow route: who is certain gets the whole part of his share, and who is not is within a rounding of a whole number. */
Test(crowd_fates, sums_are_of_whole_parts)
{
    fates_version version[3];
    fates_versions(version);
    uint64_t state = 14;
    size_t doubts = 0;
    static problem p;
    for (int k = 0; k < PROBLEMS; k++) {
        fill(&p, &state);
        uint64_t doubtful[FATES_CHUNKS];
        int64_t sum = version[0].sum(&p.rows, p.share, doubtful), expected = 0;
        for (size_t i = 0; i < p.rows.count; i++) {
            uint8_t fate = p.fate[i] < p.rows.last ? p.fate[i] : p.rows.last;
            double x = p.claim[i] * p.share[fate];
            bool is_doubtful = doubtful[i / FATES_CHUNK] >> i % FATES_CHUNK & 1;
            expected += is_doubtful ? 0 : (int64_t)x;
            cr_assert(!is_doubtful || fabs(x - nearbyint(x)) <= x * 0x1p-48, "problem %d, claimant %zu", k, i);
            cr_assert(p.share[fate] < 1 || !is_doubtful, "who is paid off is certain");
            doubts += is_doubtful;
        }
        cr_assert_eq(sum, expected, "problem %d", k);
    }
    cr_assert_gt(doubts, 1000);
}
