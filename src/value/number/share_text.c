#include "value/number/share_text.h"

#include "base/check.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const double SAME_PERCENT = 1e-10;

/* Whether two percentages that differ read alike. Printed, as only the printed digits count; most are too far apart to be tried. */
static bool are_alike(double percent, double limit, int decimals)
{
    double apart = fabs(percent - limit);
    if (apart < SAME_PERCENT || apart > pow(10, -decimals))
        return false;
    char shown[64], other[64];
    snprintf(shown, sizeof shown, "%.*f", decimals, percent);
    snprintf(other, sizeof other, "%.*f", decimals, limit);
    return strcmp(shown, other) == 0;
}

int share_decimals(double fraction, int least, const double limit[SHARE_LIMITS])
{
    SOL_CHECK(isfinite(fraction) && least >= 0);
    const double told_from[] = {0, 1, limit ? limit[0] : 0, limit ? limit[1] : 0};
    double percent = fabs(fraction) * 100;
    int decimals = least;
    if (percent < SAME_PERCENT || fabs(percent - 100) < SAME_PERCENT)
        return 0;
    for (size_t i = 0; i < sizeof told_from / sizeof *told_from; i++)
        while (decimals < SHARE_DECIMALS_MOST && are_alike(percent, told_from[i] * 100, decimals))
            decimals++;
    return decimals;
}
