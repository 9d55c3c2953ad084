/* When a claim can be paid: entitled by date and event, examined by the office, accepted. What goes by entitlement alone. */
#include "engine/by_hand.h"

#define SPAN "start: 2020-01-01\nend: 2022-01-01\n"
#define RICH "fund: {opening: 10000}\n"
#define TWICE "payments: {dates: [2020-06-15, 2021-06-01]}\n"
#define ASKED(when) RICH GROUPS CLAIM("A", "100, eligible: 2018-08-16, accepts: {after: " when "}")

Test(entitled, answers_run_from_a_day_on_which_the_fund_exists)
{
    static const by_hand rows[] = {
        {"the office opens by default on start", ASKED("1y") TWICE, "0 | 100", NULL},
        {"on start", ASKED("1y") TWICE "administration: {opens: 2020-01-01}\n", "0 | 100", NULL},
        {"a day later", ASKED("1y") TWICE "administration: {opens: 2020-01-02}\n", "0 | 100", NULL},
        {"a year before the fund", ASKED("1y") TWICE "administration: {opens: 2019-01-01}\n", "0 | 100", NULL},
        {"with a queue before the fund", ASKED("1y") TWICE "administration: {opens: 2019-01-01, capacity: 1}\n",
         "0 | 100", NULL},
        {"five months and a half from start, on the day", ASKED("166d") TWICE, "100 | 100", NULL},
        {"a day more", ASKED("167d") TWICE, "0 | 100", NULL},
        {"one place adds up before start, the other by 31 January",
         RICH GROUPS CLAIM("A", "100, accepts: {after: 5mo}")
             CLAIM("B", "100, accepts: {after: 5mo}") "administration: {opens: 2019-12-01, capacity: 1}\npayments: "
                                                      "{dates: [2020-06-01, 2020-06-29, 2020-06-30]}\n",
         "100 0 | 100 0 | 100 100", NULL},
    };
    BY_HAND(SPAN, rows);
}

/* 1,000 at 10 % bear 100 in 2018, and 216.44 to 1 March 2020, 790 days. */
#define BEARING(more)                                                                                                  \
    RICH GROUPS CLAIM("A", "1000, interest: 10%/y from 2018-01-01, interest_until: eligible" more) TWICE

Test(entitled, interest_ends_with_entitlement_whatever_the_office_does)
{
    static const by_hand rows[] = {
        {"examined on start", BEARING(", eligible: 2019-01-01"), "1100 | 1100", "interest 0, claimed 1100"},
        {"a day later", BEARING(", eligible: 2019-01-01") "administration: {opens: 2020-01-02}\n", "1100 | 1100",
         "interest 0, claimed 1100"},
        {"in the queue until February", BEARING(", eligible: 2019-01-01") "administration: {capacity: 0.5}\n",
         "1100 | 1100", "claimed 1100"},
        {"asked for a year", BEARING(", eligible: 2019-01-01, accepts: {after: 1y}"), "0 | 1100", "claimed 1100"},
        {"an event comes later than the date",
         BEARING(", eligible: 2019-01-01, requires: talks") "events: {talks: {date: 2020-03-01}}\n", "1216 | 1216",
         "interest 16, claimed 1200"},
        {"the date comes later than the event",
         BEARING(", eligible: 2020-03-01, requires: talks") "events: {talks: {date: 2020-02-01}}\n", "1216 | 1216",
         "claimed 1200"},
        {"the same, asked for a year",
         BEARING(
             ", eligible: 2020-03-01, requires: talks, accepts: {after: 1y}") "events: {talks: {date: 2020-02-01}}\n",
         "0 | 1216", NULL},
    };
    BY_HAND(SPAN, rows);
}

Test(entitled, an_event_excludes_who_is_not_entitled_before_it)
{
#define BREAK(when, more)                                                                                              \
    RICH GROUPS CLAIM("A", "100, eligible: " when ", unless: break" more) "events: {break: {date: "                    \
                                                                          "2020-04-01}}\n" TWICE
    static const by_hand rows[] = {
        {"the day before", BREAK("2020-03-31", ""), "100 | 100", NULL},
        {"on the day", BREAK("2020-04-01", ""), "100 | 100", NULL},
        {"the day after", BREAK("2020-04-02", ""), "0 | 0", "owed 0"},
        {"before, but examined after it", BREAK("2020-03-31", "") "administration: {opens: 2020-06-01}\n", "100 | 100",
         NULL},
        {"before, but in the queue", BREAK("2020-03-31", "") "administration: {opens: 2020-06-16, capacity: 1}\n",
         "0 | 100", NULL},
        {"before, but asked", BREAK("2020-03-31", ", accepts: {after: 1y}"), "0 | 100", NULL},
        {"before, by an event that comes after it",
         RICH GROUPS CLAIM("A", "100, requires: talks, unless: break") "events: {break: {date: 2020-04-01}, talks: "
                                                                       "{date: 2020-04-02}}\n" TWICE,
         "0 | 0", NULL},
    };
    BY_HAND(SPAN, rows);
}

Test(entitled, claims_cost_on_the_day_on_which_they_are_processed)
{
#define COSTLY "fund: {opening: 10000, costs: {per_claim: 10}}\n" GROUPS
    static const by_hand rows[] = {
        {"without a queue when they are due",
         COSTLY CLAIM("A", "100") CLAIM("B", "100, eligible: 2020-07-01") "payments: {dates: [2020-06-15]}\n", "100 0",
         "costs 20, owed 100"},
        {"not after the end", COSTLY CLAIM("A", "100") CLAIM("B", "100, eligible: 2022-01-02") TWICE, "100 0 | 100 0",
         "costs 10"},
        {"by the event",
         COSTLY CLAIM("A", "100, requires: talks")
             CLAIM("B", "100, requires: never") "events: {talks: {date: 2021-07-01}, never: {probability: 0%, date: "
                                                "2020-02-01}}\n" TWICE,
         "0 0 | 0 0", "costs 10, owed 100"},
        {"all in the queue, due or not",
         COSTLY CLAIM("A", "100, requires: never") CLAIM(
             "B", "100") "events: {never: {probability: 0%, date: 2020-02-01}}\nadministration: {capacity: 1}\n" TWICE,
         "0 100 | 0 100", "costs 20"},
        {"in the queue until after the last pay date",
         COSTLY CLAIM("A", "100")
             CLAIM("B", "100") "administration: {capacity: 1, opens: 2021-06-01}\npayments: {dates: [2021-06-30]}\n",
         "100 0", "costs 20, owed 100"},
        {"refused ones too", COSTLY CLAIM("A", "100") "administration: {approval: 0%}\n" TWICE, "0 | 0",
         "costs 10, owed 0, refused 1"},
    };
    BY_HAND(SPAN, rows);
}

#define THREE RICH GROUPS HE("He", "100") SHE("She", "100") ESTATE("E", "100")
#define MONTHS "payments: {dates: [2020-02-10, 2020-03-10, 2020-04-10]}\n"

Test(entitled, the_oldest_of_those_who_live_on_the_day_is_examined_first)
{
    static const by_hand rows[] = {
        {"he is dead when the first is examined; of estates the older comes first",
         THREE MONTHS "administration: {capacity: 1}\n", "0 100 0 | 0 100 100 | 100 100 100", NULL},
        {"by filing he keeps his place", THREE MONTHS "administration: {capacity: 1, order: filing}\n",
         "100 0 0 | 100 100 0 | 100 100 100", NULL},
        {"what adds up before the fund is for him, who lives on start",
         THREE MONTHS "administration: {capacity: 1, opens: 2019-12-01}\n", "100 100 0 | 100 100 100 | 100 100 100",
         NULL},
        {"two before the fund: the living", THREE MONTHS "administration: {capacity: 2, opens: 2019-12-01}\n",
         "100 100 100 | 100 100 100 | 100 100 100", NULL},
        {"three before the fund",
         THREE "administration: {capacity: 3, opens: 2019-12-01}\npayments: {dates: [2020-01-01]}\n", "100 100 100",
         NULL},
        {"none comes back",
         RICH GROUPS SHE("She", "100") "administration: {capacity: [{from: 2020-01-01, per_month: 31}, {from: "
                                       "2020-01-02, per_month: 0}]}\n"
                                       "payments: {dates: [2020-01-01]}\n",
         "100", NULL},
    };
    BY_HAND(SPAN, rows);
}
