#include "plan/people.h"

#include <criterion/criterion.h>

static uint64_t mixed(uint64_t x)
{
    x = (x + 1) * UINT64_C(0x9e3779b97f4a7c15);
    return (x ^ x >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
}

/* Keys of all widths, with ties; the last ones reach both ends. */
Test(people_order, keys_rise_and_ties_stand_as_they_did)
{
    enum { MOST = 5000 };
    static int64_t key[MOST];
    static const size_t counts[] = {0, 1, 2, 67, MOST};
    for (int shift = 0; shift < 64; shift += 3)
        for (size_t c = 0; c < sizeof counts / sizeof *counts; c++) {
            sol_arena *arena = sol_arena_new();
            bool is_seen[MOST] = {false};
            for (size_t i = 0; i < counts[c]; i++)
                key[i] = (int64_t)((mixed(i % (MOST / 3)) >> shift) - (mixed(7) >> shift) / 2);
            if (shift == 0 && counts[c] > 2) {
                key[1] = INT64_MIN;
                key[2] = INT64_MAX;
            }
            const uint32_t *order = people_order(arena, counts[c], key);
            for (size_t i = 0; i < counts[c]; i++) {
                cr_assert(!is_seen[order[i]], "%zu keys", counts[c]);
                is_seen[order[i]] = true;
                if (i > 0)
                    cr_assert(key[order[i - 1]] < key[order[i]] ||
                                  (key[order[i - 1]] == key[order[i]] && order[i - 1] < order[i]),
                              "%zu keys, shift %d: place %zu", counts[c], shift, i);
            }
            sol_arena_free(arena);
        }
}

Test(people_order, a_second_key_leaves_ties_as_the_first_has_them)
{
    enum { COUNT = 5000 };
    static int64_t first[COUNT], last[COUNT];
    sol_arena *arena = sol_arena_new();
    for (size_t i = 0; i < COUNT; i++) {
        first[i] = (int64_t)(mixed(i) % 300) - 150;
        last[i] = (int64_t)(mixed(i + COUNT) % 20) - 10;
    }
    uint32_t *order = people_order(arena, COUNT, first);
    people_sort(COUNT, last, order);
    for (size_t i = 1; i < COUNT; i++) {
        uint32_t a = order[i - 1], b = order[i];
        bool is_by_first = first[a] < first[b] || (first[a] == first[b] && a < b);
        cr_assert(last[a] < last[b] || (last[a] == last[b] && is_by_first), "place %zu", i);
    }
    sol_arena_free(arena);
}
