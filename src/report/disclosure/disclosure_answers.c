/* Who is wholly paid, by when, and what is unpaid, as it may be published. */
#include "report/disclosure/disclosure.h"

/* Of so many, ten or nobody. */
static bool may_be_told(size_t people)
{
    return people == 0 || people >= DISCLOSURE_LEAST;
}

static void round_whole(sol_wholly_paid *w, const disclosure_steps *steps)
{
    w->by_goal = disclosure_round_estimate(&w->by_goal, steps->people);
    w->by_end = disclosure_round_estimate(&w->by_end, steps->people);
    w->share_by_goal = disclosure_round_estimate(&w->share_by_goal, steps->share);
    w->share_by_end = disclosure_round_estimate(&w->share_by_end, steps->share);
}

static void withhold_whole(sol_wholly_paid *w)
{
    sol_estimate *figure[] = {&w->by_goal, &w->by_end, &w->share_by_goal, &w->share_by_end};
    for (size_t i = 0; i < sizeof figure / sizeof *figure; i++)
        *figure[i] = (sol_estimate){.support = SOL_OF_NONE};
    w->everyone = (sol_proportion){.support = SOL_OF_NONE};
}

static void round_unpaid(sol_estimate *e, double step)
{
    const double at_confidence = disclosure_round(e->at_confidence, step);
    *e = disclosure_round_estimate(e, step);
    e->at_confidence = at_confidence;
}

/* The living and the estates are told apart where both are ten people; what is counted by month or by value is of fewer than ten. */
void disclosure_answers(sol_result *public, const sol_result *r, const disclosure_steps *steps)
{
    const bool are_apart = may_be_told(r->living_count) && may_be_told(r->estate_count);
    for (int o = 0; o < SOL_ORIGINS; o++) {
        round_whole(&public->wholly_paid[o], steps);
        round_unpaid(&public->unpaid.of[o], steps->money);
        if (o == SOL_OF_ALL || are_apart)
            continue;
        withhold_whole(&public->wholly_paid[o]);
        public->unpaid.of[o] = (sol_estimate){.support = SOL_OF_NONE};
    }
    for (int w = 0; w < SOL_WAITS; w++)
        round_unpaid(&public->unpaid.wait[w], steps->money);
    public->death_count = 0;
    public->distribution.share_in_time.count = public->distribution.received.count = public->distribution.owed.count =
        0;
}
