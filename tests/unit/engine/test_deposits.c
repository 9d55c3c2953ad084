/* What is kept for those who decline, to the unit. */
#include "engine/by_hand.h"

#define SPAN "start: 2025-01-01\nend: 2028-12-31\n"
#define PAYS "payments: {dates: [2025-07-01, 2026-07-01, 2027-07-01]}\n"
#define GIFT "other_sources: [{name: G, kind: gift, amount: 100, date: 2026-03-01}]\n"
#define NO(rest) "accepts: {probability: 0%, " rest "}"
#define LATER(kept, after) NO("declined: " kept ", taken: {probability: 100%, after: " after "}")
/* Two claims of 300; 500 at first and 100 more before the second pay date: a half each, 250, then 300. */
#define OF(terms) "fund: {opening: 500}\n" GIFT GROUPS CLAIM("A", "300, " terms) CLAIM("B", "300") PAYS

Test(deposits, what_falls_to_who_declines_is_kept_for_him)
{
    static const by_hand rows[] = {
        {"nothing: all of it is for the other", OF(NO("declined: nothing")), "0 300 | 0 300 | 0 300",
         "declined 1, left 300, deposited 0"},
        {"hold: his share stays in the fund", OF(NO("declined: hold")), "0 250 | 0 300 | 0 300",
         "declined 1, left 300, deposited 0, owed 0"},
        {"deposit: it leaves once it is all that he is owed", OF(NO("declined: deposit")), "0 250 | 0 300 | 0 300",
         "declined 1, left 0, deposited 300, owed 0"},
        {"taken up two years after he declined, on the pay date behind", OF(LATER("deposit", "2y")),
         "0 250 | 0 300 | 300 300", "declined 0, in-time 2, left 0, deposited 0, owed 0"},
        {"the same of what is held", OF(LATER("hold", "2y")), "0 250 | 0 300 | 300 300",
         "declined 0, in-time 2, left 0"},
        {"taken up before there is a deposit: what he is paid is his share", OF(LATER("deposit", "7mo")),
         "0 250 | 300 300 | 300 300", "declined 0, in-time 2, deposited 0"},
        {"at once: as if he had accepted", OF(LATER("deposit", "0d")), "250 250 | 300 300 | 300 300", "declined 0"},
        {"behind the last pay date: not at all", OF(LATER("deposit", "3y")), "0 250 | 0 300 | 0 300",
         "declined 1, deposited 300"},
        {"on the goal's day nothing is owed on it, though he takes it up by then: he has it on the pay date behind",
         OF(LATER("deposit",
                  "20mo")) "timeliness: {who: all, paid: 100%, by: 2026-12-31, goal: 90%, confidence: 80%}\n",
         "0 250 | 0 300 | 300 300", "unpaid 0, deposited 0"},
        {"he declines late: until then he takes no part", OF(NO("after: 1y, declined: deposit")),
         "0 300 | 0 300 | 0 300", "declined 1, deposited 300, left 0"},
    };
    BY_HAND(SPAN, rows);
}

/*
 * 100,000 with 10 % a year bear 4,959 to 1 July (181 days: 4,958.90). Whoever is paid in full or has a deposit of all by then bears no more.
 */
Test(deposits, interest_ends_on_the_day_of_the_deposit)
{
#define LENT(terms)                                                                                                    \
    "fund: {opening: 500000}\n" GROUPS CLAIM("A", "100000, interest: 10%/y from 2025-01-01, " terms) PAYS
    static const by_hand rows[] = {
        {"a deposit", LENT(NO("declined: deposit")), "0 | 0 | 0", "deposited 104959, left 395041, interest 4959"},
        {"taken up: no more than it was", LENT(LATER("deposit", "2y")), "0 | 0 | 104959",
         "deposited 0, left 395041, interest 4959"},
        {"held: it goes on", LENT(LATER("hold", "2y")), "0 | 0 | 124959", "left 375041, interest 24959"}, /* 911 days */
    };
    BY_HAND(SPAN, rows);
}

Test(deposits, limits_pools_heirs_and_courts)
{
    static const by_hand rows[] = {
        {"the limit counts a deposit, and lets none out that is more than it leaves",
         "fund: {opening: 600}\n" GROUPS CLAIM("A", "300, " NO("declined: deposit"))
             CLAIM("B", "300") "payments: {dates: [2025-07-01, 2026-07-01, 2027-07-01], limit: 400}\n",
         "0 300 | 0 300 | 0 300", "deposited 300, left 0"}, /* 100 are left in 2025; the deposit is made in 2026 */
        {"out of two pools",
         "fund: {opening: 200}\nother_sources: [{name: G, kind: gift, amount: 100, date: 2025-03-01, earmark: "
         "[A]}]\n" GROUPS CLAIM("A", "300, " NO("declined: deposit")) PAYS,
         "0 | 0 | 0", "deposited 300, left 0, stranded 0"},
        {"an heir takes it up", "fund: {opening: 300}\n" GROUPS HE("A", "300, " LATER("deposit", "1y")) PAYS,
         "0 | 300 | 300", "estate-paid 1, deposited 0"},
        {"nobody does where claims lapse: he declined, and died",
         "fund: {opening: 300}\nclaimants:\n  heirs: lapse\n  groups:\n" HE("A", "300, " LATER("deposit", "1y")) PAYS,
         "0 | 0 | 0", "deposited 0, left 300"},
        {"a court's title goes past the fund, and leaves less to deposit",
         "fund: {opening: 300}\nother_sources: [{name: S, kind: enforcement, worth: 120, date: 2025-03-01, earmark: "
         "[A]}]\n" GROUPS CLAIM("A", "300, " NO("declined: deposit")) PAYS,
         "120 | 120 | 120", "declined 1, deposited 180, left 120"},
        {"a refused claim is kept nothing",
         "fund: {opening: 300}\nadministration: {approval: 0%}\n" GROUPS CLAIM("A", "300, " NO("declined: deposit"))
             PAYS,
         "0 | 0 | 0", "refused 1, deposited 0, left 300"},
        {"hold: registered keeps it from the outset, the deposit waits for his answer",
         "fund: {opening: 500}\nhold: registered\n" GROUPS CLAIM("A", "300, " NO("after: 1y, declined: deposit"))
             CLAIM("B", "200") PAYS,
         "0 200 | 0 200 | 0 200", "deposited 300, left 0"},
    };
    BY_HAND(SPAN, rows);
}
