/* What the proportional step relies on: below a limit whole parts never sum to too much. */
#include "division/dice.h"
#include "division/level/share.h"
#include "engine/steps/steps_shares.h"

#include <criterion/criterion.h>

enum { CLAIMS = 50, ROUNDS = 20000 };

/* Claims are multiples of one, so that most shares are whole numbers but for roundings. */
static void roll(uint64_t *dice, int64_t claim[CLAIMS], int64_t *part, int64_t *whole)
{
    int64_t base = 1 + dice_below(dice, INT64_C(1) << dice_below(dice, 40)), times = 1 + dice_below(dice, 1000);
    *whole = 0;
    for (size_t i = 0; i < CLAIMS; i++)
        *whole += claim[i] = base * (1 + dice_below(dice, times));
    int64_t most = *whole < SHARES_LIMIT ? *whole : SHARES_LIMIT;
    *part = dice_below(dice, 2) ? *whole / base * (1 + dice_below(dice, base)) : dice_below(dice, most);
    *part = *part < most ? *part : most - 1;
}

Test(shares, whole_parts_of_a_share_never_sum_to_more_than_the_part)
{
    uint64_t dice = 5;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t claim[CLAIMS], part, whole, sum = 0;
        roll(&dice, claim, &part, &whole);
        double share = share_above(part, whole);
        for (size_t i = 0; i < CLAIMS; i++)
            sum += share_award(claim[i], share);
        cr_assert(sum <= part, "%lld of %lld", (long long)sum, (long long)part);
    }
}
