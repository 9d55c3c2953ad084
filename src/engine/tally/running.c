#include "engine/tally/running.h"

#include "engine/tally/metrics.h"
#include "engine/tally/tally.h"
#include "solatium/mathematics.h"

#include <math.h>

void running_add(running_share *share, int64_t parts)
{
    share->done++;
    if (parts == TALLY_NONE)
        return;
    double one = (double)parts / (double)METRICS_SHARE_PARTS;
    share->counted++;
    share->sum += one;
    share->squares += one * one;
}

static double variance_of(const running_share *share)
{
    double n = (double)share->counted, mean = share->sum / n;
    return fmax(0, share->squares / n - mean * mean);
}

void running_tell(const running_share *share, const sol_simulation_settings *settings)
{
    if (!settings->progress)
        return;
    sol_progress progress = {.done = share->done, .total = settings->trials, .counted = share->counted};
    if (share->counted > 0) {
        double n = (double)share->counted;
        progress.share_in_time = share->sum / n;
        progress.half_width = 1.959963984540054 * sqrt(variance_of(share) / n);
    }
    settings->progress(settings->context, &progress);
}

double running_half_width(const running_share *share, uint64_t look)
{
    enum { FEW = 100 };
    if (share->counted == 0 || (share->counted < FEW && share->counted < share->done))
        return INFINITY;
    double n = (double)share->counted, variance = variance_of(share) * n / fmax(1, n - 1);
    double tail = 0.05 / ((double)look * ((double)look + 1)) / 2;
    return -sol_normal_quantile(tail) * sqrt(variance / n);
}
