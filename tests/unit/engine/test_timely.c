/* Who is in time, and what is said of him: hand examples and closed forms. */
#include "engine/trial_fixture.h"

#define OF_PERSONS FIXTURE_HEAD "start: 2020-01-01\nend: 2022-01-01\n"

static const sol_result *simulated(fixture *f, uint64_t trials)
{
    sol_simulation_settings settings = {.trials = trials, .seed = 7, .threads = 1, .claimants = true};
    return sol_simulate(f->arena, f->plan, &settings);
}

/* Of 100 claimed, 40 were received before and 30 come: seven tenths of what he is owed are paid in life. */
Test(timely, what_was_received_before_start_is_paid_in_life)
{
    fixture f = fixture_of(OF_PERSONS "fund: {opening: 30 KRW}\n"
                                      "claimants:\n  groups:\n"
                                      "    - {name: city, kind: institution, claim: 100 KRW, paid: [{amount: 40 KRW, "
                                      "date: 2019-01-01}]}\n"
                                      "payments: {first: 2020-07-01, every: year}\n");
    cr_assert_float_eq(simulated(&f, 1)->people.paid_share_in_life.mean, 0.7, 1e-15);
    fixture_end(&f);
}
