/* The passes over claimants with weights give the same numbers from every instruction set, and what their header promises. */
#include "division/dice.h"
#include "engine/crowd_passes/crowd_slopes.h"
#include "solatium/money.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

enum { PROBLEMS = 600, DATES = 40 };

/* Rows of a random problem, with room of their own for what all have. */
typedef struct problem {
    double claim[SLOPES_MOST], living[SLOPES_MOST], later[SLOPES_MOST], dead[SLOPES_MOST], large[SLOPES_MOST];
    uint32_t small[SLOPES_MOST];
    uint8_t death[SLOPES_MOST + SLOPES_CHUNK];
    double level;
    slopes_rows rows;
    slopes_next next;
} problem;

/* Round claims and weights give awards that are whole. */
static void fill(problem *p, uint64_t *state)
{
    bool is_large = dice_next(state) % 3 == 0, is_round = dice_next(state) % 4 == 0;
    p->level = is_round ? 0.25 : dice_share(state) * 1.5;
    for (size_t i = 0; i < SLOPES_MOST; i++) {
        double size = is_large ? 1e12 : 1e9, most = is_round ? 400 : size;
        p->claim[i] = (1 + floor(dice_share(state) * dice_share(state) * most)) * (is_round ? 4 : 1);
        p->living[i] = is_round ? 1 : 0.5 + dice_share(state);
        p->later[i] = p->living[i] * (is_round ? 1 : 1.01);
        p->dead[i] = is_round ? 2 : 0.2 + dice_share(state);
        double paid = dice_next(state) % 4 == 0 ? 0 : dice_next(state) % 5 == 0 ? 1 : dice_share(state) * 0.8;
        p->large[i] = floor(p->claim[i] * paid);
        p->small[i] = is_large ? 0 : (uint32_t)p->large[i];
        p->death[i] = (uint8_t)(dice_next(state) % (DATES + 2));
    }
    p->rows = (slopes_rows){.count = dice_next(state) % SLOPES_MOST + 1,
                            .claim = p->claim,
                            .living = p->living,
                            .dead = p->dead,
                            .death = p->death,
                            .date = (int)(dice_next(state) % DATES),
                            .some_have_nothing = dice_next(state) % 2,
                            .is_large = is_large};
    p->next = (slopes_next){.date = p->rows.date + 1, .low = p->level * 1.001, .high = p->level * 1.01};
}

/* The problem with its own arrays. */
static void turn_to(problem *p)
{
    p->rows.claim = p->claim;
    p->rows.living = p->living;
    p->rows.dead = p->dead;
    p->rows.death = p->death;
    p->next.living = p->later;
    if (p->rows.is_large)
        p->rows.had.large = p->large;
    else
        p->rows.had.small = p->small;
}

static bool are_alike(const slopes_sums *a, const slopes_sums *b)
{
    return a->fixed == b->fixed && memcmp(a->sum, b->sum, sizeof a->sum) == 0 &&
           memcmp(a->lost, b->lost, sizeof a->lost) == 0;
}

Test(crowd_slopes, every_instruction_set_gives_the_same_numbers)
{
    slopes_version version[3];
    size_t count = slopes_versions(version);
    uint64_t state = 2385;
    for (int k = 0; k < PROBLEMS; k++) {
        static problem given, one, other;
        fill(&given, &state);
        for (size_t v = 0; v + 1 < count; v++) {
            one = other = given;
            turn_to(&one);
            turn_to(&other);
            slopes_sums a = {0}, b = {0};
            version[v].add(&one.rows, given.level, &a);
            version[count - 1].add(&other.rows, given.level, &b);
            cr_assert(are_alike(&a, &b), "%s, problem %d: sums", version[v].name, k);
            slopes_paid x = {0}, y = {0};
            slopes_next *next = k % 2 ? &one.next : NULL, *another = k % 2 ? &other.next : NULL;
            version[v].pay(&one.rows, given.level, &x, next);
            version[count - 1].pay(&other.rows, given.level, &y, another);
            cr_assert(x.all == y.all && x.in_life == y.in_life, "%s, problem %d: paid", version[v].name, k);
            cr_assert_eq(memcmp(x.doubtful, y.doubtful, sizeof x.doubtful), 0, "%s, problem %d", version[v].name, k);
            cr_assert_eq(memcmp(x.first, y.first, sizeof x.first), 0, "%s, problem %d", version[v].name, k);
            cr_assert_eq(memcmp(x.last, y.last, sizeof x.last), 0, "%s, problem %d", version[v].name, k);
            for (size_t i = 0; i < given.rows.count; i++)
                cr_assert_eq(slopes_had(&one.rows, i), slopes_had(&other.rows, i), "%s, problem %d, claimant %zu",
                             version[v].name, k, i);
            cr_assert(are_alike(&one.next.sums, &other.next.sums), "%s, problem %d: ahead", version[v].name, k);
            cr_assert_eq(memcmp(one.next.near, other.next.near, sizeof one.next.near), 0, "%s, problem %d: near",
                         version[v].name, k);
            slopes_sums c = {0}, d = {0};
            version[v].add_exactly(&one.rows, given.level, &c);
            version[count - 1].add_exactly(&other.rows, given.level, &d);
            cr_assert(are_alike(&c, &d), "%s, problem %d: exact sums", version[v].name, k);
        }
    }
}

/* Claimant by claimant: who is certain has the whole part within his bounds, and who is not has what he had. */
Test(crowd_slopes, who_is_paid_has_the_whole_part)
{
    slopes_version version[3];
    slopes_versions(version);
    uint64_t state = 14;
    size_t doubts = 0;
    for (int k = 0; k < PROBLEMS; k++) {
        static problem given, p;
        fill(&given, &state);
        p = given;
        turn_to(&p);
        slopes_paid paid = {0};
        version[0].pay(&p.rows, p.level, &paid, NULL);
        double all = 0, in_life = 0;
        for (size_t i = 0; i < p.rows.count; i++) {
            double had = given.rows.is_large ? given.large[i] : (double)given.small[i], now = slopes_had(&p.rows, i);
            bool is_alive = p.death[i] > p.rows.date,
                 is_doubtful = paid.doubtful[i / SLOPES_CHUNK] >> i % SLOPES_CHUNK & 1;
            double x = p.claim[i] * (is_alive ? p.living[i] : p.dead[i]) * p.level;
            double whole = fmin(fmax(floor(fmin(x, p.claim[i])), had), p.claim[i]);
            cr_assert_eq(now, is_doubtful ? had : whole, "problem %d, claimant %zu: %.17g has %.17g", k, i, x, now);
            cr_assert(!is_doubtful || fabs(x - nearbyint(x)) <= x * SLOPES_OFF * 2, "problem %d, claimant %zu", k, i);
            doubts += is_doubtful;
            all += now - had;
            in_life += is_alive ? now - had : 0;
        }
        cr_assert_eq(paid.all, all);
        cr_assert_eq(paid.in_life, in_life);
    }
    cr_assert_gt(doubts, 100);
}

/* A sum ahead is that of any level between the two, but for those who are near. */
Test(crowd_slopes, sums_ahead_are_those_of_the_next_date)
{
    slopes_version version[3];
    slopes_versions(version);
    uint64_t state = 3;
    for (int k = 0; k < PROBLEMS; k++) {
        static problem p;
        fill(&p, &state);
        turn_to(&p);
        slopes_paid paid = {0};
        version[0].pay(&p.rows, p.level, &paid, &p.next);
        double level = p.next.low + (p.next.high - p.next.low) * dice_share(&state), fixed = p.next.sums.fixed;
        long_sum free = slopes_total(&p.next.sums), all;
        slopes_rows later = p.rows;
        later.living = p.later;
        later.date = p.next.date;
        for (size_t i = 0; i < p.rows.count; i++) {
            if (!(p.next.near[i / SLOPES_CHUNK] >> i % SLOPES_CHUNK & 1))
                continue;
            double slope = p.claim[i] * (p.death[i] > later.date ? p.later[i] : p.dead[i]), x = slope * level;
            double had = slopes_had(&p.rows, i);
            fixed += x >= p.claim[i] ? p.claim[i] : x <= had ? had : 0;
            if (x < p.claim[i] && x > had)
                free = long_sum_plus(free, slope);
        }
        slopes_sums sums = {0};
        version[0].add(&later, level, &sums);
        all = slopes_total(&sums);
        cr_assert_eq(fixed, sums.fixed, "problem %d", k);
        cr_assert_leq(fabs((free.sum + free.lost) - (all.sum + all.lost)), (all.sum + all.lost) * 0x1p-49);
    }
}

Test(crowd_slopes, weights_are_spread_to_whom_they_belong)
{
    slopes_version version[3];
    size_t count = slopes_versions(version);
    uint64_t state = 8;
    for (int k = 0; k < PROBLEMS; k++) {
        uint32_t row[SLOPES_MOST];
        uint16_t of[SLOPES_MOST + 8] = {0};
        double weight[2 * SLOPES_MOST], out[SLOPES_MOST + 8];
        slopes_places places = {dice_next(&state) % SLOPES_MOST + 1, 0, row, of};
        size_t rare = dice_next(&state) % 60 + 1;
        for (size_t i = 0; i < 2 * SLOPES_MOST; i++)
            weight[i] = dice_share(&state);
        for (size_t i = 0; i < places.count; i++) {
            if (i == 0 || dice_next(&state) % rare == 0)
                row[places.row_count++] = (uint32_t)(dice_next(&state) % (2 * SLOPES_MOST));
            of[i] = (uint16_t)(places.row_count - 1);
        }
        for (size_t v = 0; v < count; v++) {
            version[v].spread(&places, weight, out);
            for (size_t i = 0; i < places.count; i++)
                cr_assert_eq(out[i], weight[row[of[i]]], "%s, problem %d, claimant %zu", version[v].name, k, i);
        }
    }
}

/* Weights are multiples of 2^-40 here, so that whole numbers hold the sum; it passes what a double does by far. */
Test(crowd_slopes, exact_sums_are_exact)
{
    slopes_version version[3];
    size_t count = slopes_versions(version);
    uint64_t state = 5;
    size_t rounded = 0;
    for (int k = 0; k < PROBLEMS; k++) {
        static problem p;
        fill(&p, &state);
        turn_to(&p);
        sol_wide exact = 0;
        for (size_t i = 0; i < p.rows.count; i++) {
            p.living[i] = (double)(dice_next(&state) % ((UINT64_C(1) << 41) - 1) + 1) * 0x1p-40;
            p.dead[i] = (double)(dice_next(&state) % ((UINT64_C(1) << 41) - 1) + 1) * 0x1p-40;
            p.large[i] = 0;
            p.small[i] = 0;
            double weight = p.death[i] > p.rows.date ? p.living[i] : p.dead[i];
            exact += (sol_wide)p.claim[i] * (sol_wide)(weight * 0x1p40);
        }
        for (size_t v = 0; v < count; v++) {
            slopes_sums sums = {0};
            version[v].add_exactly(&p.rows, 0x1p-60, &sums); /* all are free */
            long_sum all = slopes_total(&sums);
            sol_wide found = (sol_wide)(all.sum * 0x1p40) + (sol_wide)(all.lost * 0x1p40);
            cr_assert(found - exact <= 1 && exact - found <= 1, "%s, problem %d", version[v].name, k);
            rounded += all.lost != 0;
        }
    }
    cr_assert_gt(rounded, PROBLEMS / 2);
}
