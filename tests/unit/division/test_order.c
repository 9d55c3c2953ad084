/* An order is stable, whichever way it is found: by insertion, by a few lists that are merged, or by digits. */
#include "division/dice.h"
#include "division/rows/order.h"

#include <criterion/criterion.h>

enum { MOST = 3000 };

/* How keys stand before: in order, nearly, a few lists in order one behind or among the other, alike, at random. */
enum { IN_ORDER, NEARLY, BEHIND, AMONG, ALIKE, FEW_VALUES, AT_RANDOM, KINDS };

static uint64_t key_of(uint64_t *dice, int kind, size_t i, size_t n)
{
    const size_t lists = 1 + n % 9, length = n / lists + 1;
    switch (kind) {
    case IN_ORDER:
        return i / 3;
    case NEARLY:
        return 10 * i + (uint64_t)dice_below(dice, 25);
    case BEHIND:
        return i % length * 7;
    case AMONG:
        return i / lists * 5 + i % lists * 3;
    case ALIKE:
        return 4;
    case FEW_VALUES:
        return (uint64_t)dice_below(dice, 5);
    default:
        return dice_next(dice);
    }
}

Test(order, is_ascending_and_stable_however_keys_stood)
{
    static const size_t count[] = {0, 1, 2, 95, 96, 97, 500, MOST};
    uint64_t dice = 12, key[MOST];
    for (size_t k = 0; k < sizeof count / sizeof *count * KINDS; k++) {
        const size_t n = count[k / KINDS];
        sol_arena *scratch = sol_arena_new();
        bool is_there[MOST] = {false};
        for (size_t i = 0; i < n; i++)
            key[i] = key_of(&dice, (int)(k % KINDS), i, n);
        uint32_t *order = order_of_rows(n, scratch);
        order_by(key, n, order, scratch);
        for (size_t i = 0; i < n; i++) {
            cr_assert(order[i] < n && !is_there[order[i]], "kind %zu of %zu, place %zu", k % KINDS, n, i);
            is_there[order[i]] = true;
            const bool is_behind = i == 0 || key[order[i - 1]] < key[order[i]] ||
                                   (key[order[i - 1]] == key[order[i]] && order[i - 1] < order[i]);
            cr_assert(is_behind, "kind %zu of %zu, place %zu", k % KINDS, n, i);
        }
        sol_arena_free(scratch);
    }
}
