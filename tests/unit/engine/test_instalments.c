/* Steps that take part from one day to another, worked out by hand: instalments, a percentage that changes, an order that is reversed. */
#include "engine/by_hand.h"

#define YEARS "start: 2001-01-01\nend: 2003-12-31\n"
#define PAYS "payments: {dates: [2001-07-01, 2002-07-01, 2003-07-01]}\n"
#define TWO GROUPS CLAIM("A", "10000") CLAIM("B", "6000") PAYS
#define GIFT "other_sources: [{name: G, kind: gift, amount: 3000, date: 2002-03-01}]\nfund: {opening: 12000}\n"

Test(instalments, a_step_takes_part_on_its_days_and_on_no_other)
{
    static const by_hand rows[] = {
        {"two instalments with a review in between: 35 %, 60 %, then what there is",
         TWO GIFT "allocation:\n"
                  "  - {up_to: 35%, rule: proportional, until: 2001-12-31}\n"
                  "  - {up_to: 60%, rule: proportional, from: 2002-01-01, until: 2002-12-31}\n"
                  "  - {rule: proportional, from: 2003-01-01}\n",
         "3500 2100 | 6000 3600 | 9375 5625", "left 0, owed 1000"},
        {"both days are included",
         TWO GIFT "allocation:\n"
                  "  - {up_to: 35%, rule: proportional, from: 2001-07-01, until: 2001-07-01}\n"
                  "  - {up_to: 60%, rule: proportional, from: 2002-07-02}\n",
         "3500 2100 | 3500 2100 | 6000 3600", "left 5400, owed 6400"},
        {"an order that is reversed: the smaller claim first, from 2002 on the larger one",
         TWO GIFT "allocation:\n"
                  "  - {up_to: 4000, rule: priority, by: claim, until: 2001-12-31}\n"
                  "  - {who: {groups: [A]}, rule: proportional, from: 2002-01-01}\n"
                  "  - {who: {groups: [B]}, rule: proportional, from: 2002-01-01}\n",
         "4000 4000 | 10000 5000 | 10000 5000", "left 0, owed 1000"},
        {"the step behind has what one that does not take part would have had",
         TWO GIFT "allocation:\n"
                  "  - {who: {groups: [A]}, rule: proportional, from: 2002-01-01}\n"
                  "  - {up_to: 5000, rule: equal-awards}\n",
         "5000 5000 | 10000 5000 | 10000 5000", "left 0, owed 1000"},
        {"what was held for a claim that comes later goes by the step of its day",
         GROUPS CLAIM("A", "10000") CLAIM("B", "6000, eligible: 2003-01-01") PAYS
         "hold: registered\nfund: {opening: 8000}\n"
         "allocation:\n"
         "  - {rule: proportional, until: 2002-12-31}\n"
         "  - {rule: priority, by: claim, from: 2003-01-01}\n",
         "5000 0 | 5000 0 | 5000 3000", "left 0, owed 8000"},
    };
    BY_HAND(YEARS, rows);
}

Test(instalments, unlimited_money_is_paid_on_the_days_of_its_steps)
{
    fixture f = fixture_of(BY_HAND_HEAD YEARS TWO "allocation: [{rule: proportional, from: 2002-01-01}]\n"
                                                  "timeliness: {who: all, by: 2001-12-31}\n");
    sol_simulation_settings settings = {.trials = 4, .seed = 1, .threads = 1};
    const sol_result *r = sol_simulate(f.arena, f.plan, &settings);
    cr_expect_eq(r->people.ceiling.mean, 1);
    cr_expect_eq(r->people.ceiling_of_rules.mean, 0);
    fixture_end(&f);
}
