/* Shares of claims that may still be paid are held, for all that is known on the day. */
#include "engine/by_hand.h"

#define SPAN "start: 2020-01-01\nend: 2022-01-01\n"
#define HAS(opening) "hold: registered\nfund: {opening: " opening "}\n"
#define TWICE "payments: {dates: [2020-06-01, 2021-06-01]}\n"

Test(registered, are_all_who_are_not_known_to_be_out)
{
#define BESIDE(rest) HAS("100") GROUPS CLAIM("A", "100") CLAIM("B", "100" rest) TWICE
    static const by_hand rows[] = {
        {"later", BESIDE(", eligible: 2021-01-01"), "50 0 | 50 50", "left 0"},
        {"after the end", BESIDE(", eligible: 2023-01-01"), "50 0 | 50 0", "left 50, owed 50"},
        {"one of ten",
         HAS("1000") GROUPS CLAIM(
             "A", "1000") "    - {name: B, kind: institution, count: 2, claim: 4500, eligible: 2023-01-01}\n" TWICE,
         "100 0 0 | 100 0 0", "left 900"},
        {"in the queue", BESIDE("") "administration: {opens: 2020-05-01, capacity: 1, order: filing}\n", "50 0 | 50 50",
         NULL},
        {"asked", BESIDE(", accepts: {after: 1y}"), "50 0 | 50 50", NULL},
        {"not after he declined", BESIDE(", accepts: {probability: 0%, after: 1y}"), "50 0 | 100 0", "left 0"},
        {"nor where he declines at once", BESIDE(", accepts: 0%"), "100 0 | 100 0", NULL},
        {"an event may still happen",
         BESIDE(", requires: talks") "events: {talks: {probability: 0%, date: 2020-03-01}}\n", "50 0 | 50 0",
         "left 50"},
        {"excluded since the first pay date",
         BESIDE(", eligible: 2021-01-01, unless: break") "events: {break: {date: 2020-09-01}}\n", "50 0 | 100 0", NULL},
        {"excluded on it", BESIDE(", eligible: 2021-01-01, unless: break") "events: {break: {date: 2020-06-01}}\n",
         "100 0 | 100 0", NULL},
        {"lapsed",
         HAS("100") "claimants:\n  heirs: lapse\n  groups:\n" CLAIM("A", "100") HE("B", "100, eligible: 2021-01-01")
             TWICE,
         "100 0 | 100 0", NULL},
        {"paid off by others",
         BESIDE(", eligible: 2020-02-01, accepts: 0%") "other_sources: [{name: S, kind: enforcement, worth: 100, date: "
                                                       "2020-03-01, earmark: [B]}]\n",
         "100 100 | 100 100", NULL},
    };
    BY_HAND(SPAN, rows);
}

/* Refused claims wait for the office as the others do: nobody is paid, nothing goes to those behind them. */
Test(registered, refusals_are_known_when_claims_are_examined)
{
#define REFUSED(office)                                                                                                \
    "other_sources: [{name: G, kind: gift, amount: 100, date: 2020-02-01, earmark: {groups: [A], then: "               \
    "general}}]\n" GROUPS CLAIM("A", "100") "administration: {approval: 0%" office "}\n" TWICE
    static const by_hand rows[] = {
        {"at once: what is kept for it is free", REFUSED(""), "0 | 0", "left 100, stranded 0, refused 1"},
        {"never by the end: it is kept for it, and stranded then", REFUSED(", opens: 2020-02-01, capacity: 0.01"),
         "0 | 0", "left 100, stranded 100"},
    };
    BY_HAND(SPAN, rows);
}

Test(registered, pools_are_kept_for_those_who_may_be_paid)
{
#define KEPT(terms)                                                                                                    \
    "other_sources: [{name: G, kind: gift, amount: 100, date: 2020-02-01, earmark: {groups: [A], then: "               \
    "general}}]\n" GROUPS CLAIM("A", "100, " terms) CLAIM("B", "100") TWICE
    static const by_hand rows[] = {
        {"an event may happen", KEPT("requires: talks") "events: {talks: {probability: 0%, date: 2020-03-01}}\n",
         "0 0 | 0 0", "stranded 100"},
        {"it is excluded",
         KEPT("requires: talks, unless: break") "events: {talks: {probability: 0%, date: 2020-03-01}, break: {date: "
                                                "2020-08-01}}\n",
         "0 0 | 0 100", "left 0"},
        {"he declines", KEPT("accepts: {probability: 0%, after: 8mo}"), "0 0 | 0 100", NULL},
    };
    BY_HAND(SPAN, rows);
}

Test(registered, a_limit_that_carries_over_begins_with_the_first_pay_date)
{
    static const by_hand rows[] = {
        {"not with start",
         "fund: {opening: 1000}\n" GROUPS CLAIM(
             "A", "100") "payments: {dates: [2021-01-01, 2021-12-31], limit: {amount: 30, carry: yes}}\n",
         "30 | 30", NULL},
        {"a pay date without money is one",
         "other_sources: [{name: G, kind: gift, amount: 1000, date: 2020-12-01}]\n" GROUPS CLAIM(
             "A", "100") "payments: {dates: [2020-06-01, 2021-01-01, 2021-12-31], limit: {amount: 30, carry: yes}}\n",
         "0 | 60 | 60", NULL},
    };
    BY_HAND(SPAN, rows);
}
