#include "solatium/random.h"

#include <criterion/criterion.h>
#include <stdbool.h>

/* The algorithm written out from the paper, apart from Random123's header. */
static void philox_by_hand(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]}, k[2] = {key[0], key[1]};
    for (int round = 0; round < 10; round++) {
        uint64_t first = (uint64_t)c[0] * 0xD2511F53u, second = (uint64_t)c[2] * 0xCD9E8D57u;
        uint32_t next[4] = {(uint32_t)(second >> 32) ^ c[1] ^ k[0], (uint32_t)second,
                            (uint32_t)(first >> 32) ^ c[3] ^ k[1], (uint32_t)first};
        for (int j = 0; j < 4; j++)
            c[j] = next[j];
        k[0] += 0x9E3779B9u;
        k[1] += 0xBB67AE85u;
    }
    for (int j = 0; j < 4; j++)
        out[j] = c[j];
}

/* kat_vectors of Random123 (philox4x32, 10 rounds): counter, key, result. */
static const uint32_t known[][10] = {
    {0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8},
    {0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6,
     0x6d5451fd},
    {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420,
     0x24126ea1},
};

Test(random, blocks_are_the_known_answers)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        const uint32_t *k = known[i];
        uint64_t entity = (uint64_t)k[1] << 32 | k[0], seed = (uint64_t)k[5] << 32 | k[4];
        uint32_t word[4], hand[4];
        philox_by_hand(k, k + 4, hand);
        sol_draw_four(seed, (uint64_t)k[2] * 4, entity, (sol_purpose)k[3], word);
        for (int j = 0; j < 4; j++) {
            cr_assert_eq(word[j], k[6 + j], "row %zu word %d: %08x", i, j, word[j]);
            cr_assert_eq(hand[j], k[6 + j], "row %zu word %d by hand", i, j);
            cr_assert_eq(sol_draw_word(seed, (uint64_t)k[2] * 4 + j, entity, (sol_purpose)k[3]), k[6 + j]);
        }
    }
}

Test(random, a_word_belongs_to_one_trial)
{
    uint64_t entity = sol_entity(SOL_ENTITY_CLAIMANT, "N-17");
    for (uint64_t trial = 0; trial < 1000; trial++) {
        uint32_t counter[4] = {(uint32_t)entity, (uint32_t)(entity >> 32), (uint32_t)(trial / 4), SOL_PURPOSE_LIFETIME};
        uint32_t key[2] = {20190619, 7}, word[4];
        philox_by_hand(counter, key, word);
        uint64_t seed = (uint64_t)7 << 32 | 20190619;
        cr_assert_eq(sol_draw_word(seed, trial, entity, SOL_PURPOSE_LIFETIME), word[trial % 4]);
        double u = sol_draw_uniform(seed, trial, entity, SOL_PURPOSE_LIFETIME);
        cr_assert(u > 0.0 && u < 1.0 && u == (word[trial % 4] + 0.5) / 4294967296.0);
    }
    cr_assert_eq(sol_uniform_from_word(UINT32_MAX) < 1.0, true);
    cr_assert_eq(sol_uniform_from_word(0) > 0.0, true);
}

Test(random, entities_are_numbered_once_and_for_all)
{
    static const struct {
        sol_entity_kind kind;
        const char *id;
        uint64_t number;
    } rows[] = {
        {SOL_ENTITY_FIRM, "POSCO", UINT64_C(0x7d8793291d217116)},
        {SOL_ENTITY_CLAIMANT, "POSCO", UINT64_C(0xbef07482f2e67fdc)},
        {SOL_ENTITY_WORLD, "", UINT64_C(0xaa1093e3c79ab7f9)},
        {SOL_ENTITY_COUNTRY, "일본", UINT64_C(0x5238460af9175868)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(sol_entity(rows[i].kind, rows[i].id), rows[i].number, "row %zu: %016llx", i,
                     (unsigned long long)sol_entity(rows[i].kind, rows[i].id));
    cr_expect_eq(sol_entity_member(sol_entity(SOL_ENTITY_FIRM, "POSCO"), 1), UINT64_C(0x7dc77f7fc6e02282), "%016llx",
                 (unsigned long long)sol_entity_member(sol_entity(SOL_ENTITY_FIRM, "POSCO"), 1));
}

static int by_size(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

Test(random, no_two_of_a_hundred_thousand_entities_share_a_number)
{
    enum { FIRMS = 100, MEMBERS = 1000 };
    static uint64_t number[FIRMS * MEMBERS];
    for (int firm = 0; firm < FIRMS; firm++) {
        char id[2] = {(char)(1 + firm), '\0'};
        for (int member = 0; member < MEMBERS; member++)
            number[firm * MEMBERS + member] = sol_entity_member(sol_entity(SOL_ENTITY_FIRM, id), (uint64_t)member);
    }
    qsort(number, FIRMS * MEMBERS, sizeof *number, by_size);
    for (int i = 1; i < FIRMS * MEMBERS; i++)
        cr_assert_neq(number[i], number[i - 1]);
}

/* 64 bins of 40,000 draws: chi-square with 63 degrees of freedom, mean 63, sd sqrt(126) = 11.2; five sd either side. */
Test(random, draws_are_uniform_over_trials_and_over_entities)
{
    enum { BINS = 64, DRAWS = 40000 };
    uint64_t firm = sol_entity(SOL_ENTITY_FIRM, "Nachi-Fujikoshi");
    for (int over_entities = 0; over_entities < 2; over_entities++) {
        int count[BINS] = {0};
        for (uint64_t i = 0; i < DRAWS; i++) {
            uint64_t entity = over_entities ? sol_entity_member(firm, i) : firm;
            count[(int)(sol_draw_uniform(3, over_entities ? 0 : i, entity, SOL_PURPOSE_PLEDGE) * BINS)]++;
        }
        double chi = 0.0, expected = (double)DRAWS / BINS;
        for (int b = 0; b < BINS; b++)
            chi += (count[b] - expected) * (count[b] - expected) / expected;
        cr_expect(chi > 63 - 5 * 11.2 && chi < 63 + 5 * 11.2, "over entities %d: chi-square %g", over_entities, chi);
    }
}
