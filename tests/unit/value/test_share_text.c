#include "value/number/share_text.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

Test(share_text, no_share_reads_as_a_value_that_it_is_not)
{
    static const struct {
        double fraction;
        int least;
        double limit[SHARE_LIMITS];
        int decimals;
    } rows[] = {
        {0.4123, 1, {0}, 1},
        {0.9997, 1, {0}, 2},
        {0.9997, 0, {0}, 2},
        {0.9994, 1, {0}, 1},
        {0.0003, 1, {0}, 2},
        {0.00004, 1, {0}, 3},
        {-0.0003, 2, {0}, 2},
        {1 - 1e-9, 1, {0}, 7},
        {1e-11, 0, {0}, 9},
        {1.0003, 1, {0}, 2},
        {0, 1, {0}, 0},
        {1, 2, {0}, 0},
        {-1, 2, {0}, 0},
        {1 - 0x1p-53, 1, {0}, 0},
        {0x1p-60, 1, {0}, 0},
        {2.0 / 3, 1, {0.667}, 2},
        {2.0 / 3, 1, {0.6667}, 3},
        {2.0 / 3, 1, {0.666666667}, 8},
        {0.667, 1, {0.667}, 1},
        {0.1 * 3, 1, {0.3}, 1},
        {0.8004, 1, {0.8, 1 - 0.8}, 2},
        {0.1996, 1, {0.8, 1 - 0.8}, 2},
        {0.2, 1, {0.8, 1 - 0.8}, 1},
        {0.898, 0, {0.9}, 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        cr_expect_eq(share_decimals(rows[i].fraction, rows[i].least, rows[i].limit), rows[i].decimals, "row %zu: %d", i,
                     share_decimals(rows[i].fraction, rows[i].least, rows[i].limit));
    cr_expect_eq(share_decimals(0.9997, 1, NULL), 2);
}

/* Every count of so many trials, beside a confidence that counts lie close to: what is read is on the same side. */
Test(share_text, what_is_read_is_on_the_side_of_the_limit_that_it_is_on)
{
    enum { TRIALS = 7919 };
    const double limit[SHARE_LIMITS] = {0.815, 1 - 0.815};
    for (int count = 0; count <= TRIALS; count++) {
        double share = (double)count / TRIALS, read = 0;
        char text[32];
        snprintf(text, sizeof text, "%.*f", share_decimals(share, 1, limit), share * 100);
        sscanf(text, "%lf", &read);
        cr_expect((read == 0) == (count == 0) && (read == 100) == (count == TRIALS), "%d of %d: %s", count, TRIALS,
                  text);
        cr_expect((share > limit[0]) == (read > 81.5) && (share > limit[1]) == (read > 18.5), "%d of %d: %s", count,
                  TRIALS, text);
    }
}
