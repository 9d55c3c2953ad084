#include "result/goal_word.h"

/* Decimal thresholds such as 1 − 0.8 are met by decimal shares such as 2,000 of 10,000. */
static const double DUST = 1e-12;

static double low_of(double confidence)
{
    return 1 - confidence + DUST;
}

static double high_of(double confidence)
{
    return confidence - DUST;
}

static bool holds(const sol_proportion *p, double threshold)
{
    return p->low <= threshold && threshold <= p->high;
}

sol_word goal_word(const sol_proportion *p, double confidence)
{
    if (p->support == SOL_OF_NONE)
        return SOL_NOBODY_TO_COUNT;
    return p->mean >= high_of(confidence) ? SOL_IN_TIME : p->mean <= low_of(confidence) ? SOL_TOO_LATE : SOL_AT_RISK;
}

bool goal_is_settled(const sol_proportion *p, double confidence)
{
    return p->support == SOL_OF_NONE || (!holds(p, low_of(confidence)) && !holds(p, high_of(confidence)));
}
