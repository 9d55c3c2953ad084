#include "study/studies/scores.h"

#include <math.h>

double score_quantile(const score_sample *sample, double share)
{
    double rank = ceil(share * (double)sample->count - 1e-9);
    return sample->value[rank < 1 ? 0 : (uint64_t)rank - 1];
}

double score_pit(const score_sample *sample, double y)
{
    uint64_t below = 0, at = 0;
    for (uint64_t i = 0; i < sample->count; i++) {
        below += sample->value[i] < y;
        at += sample->value[i] == y;
    }
    return ((double)below + (double)at / 2) / (double)sample->count;
}

/* Of values in order the i-th is the larger of i pairs and the smaller of the others: one pass sums all distances. */
double score_crps(const score_sample *sample, double y)
{
    const double m = (double)sample->count;
    double off = 0, apart = 0;
    for (uint64_t i = 0; i < sample->count; i++) {
        if (!isfinite(sample->value[i]))
            return NAN;
        off += fabs(sample->value[i] - y);
        apart += (2 * (double)i + 1 - m) * (sample->value[i] - y);
    }
    return off / m - apart / (m * m);
}

double score_naive(const score_known last[static 2], bool is_stock, sol_date day)
{
    const double between = last[1].date.day - last[0].date.day, ahead = day.day - last[1].date.day;
    if (between <= 0)
        return NAN;
    if (!is_stock)
        return last[1].value + (last[1].value - last[0].value) / between * ahead;
    if (!(last[0].value > 0 && last[1].value > 0))
        return NAN;
    return last[1].value * pow(last[1].value / last[0].value, ahead / between);
}
