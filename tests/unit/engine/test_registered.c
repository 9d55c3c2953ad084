/* Shares of claims that may still be paid are held, for all that is known on the day; the yearly limit binds after them. */
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
        {"never by the end: it is kept for it, and the general pool's then",
         REFUSED(", opens: 2020-02-01, capacity: 0.01"), "0 | 0", "left 100, stranded 0"},
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
         "0 0 | 0 0", "left 100, stranded 0"},
        {"it is excluded",
         KEPT("requires: talks, unless: break") "events: {talks: {probability: 0%, date: 2020-03-01}, break: {date: "
                                                "2020-08-01}}\n",
         "0 0 | 0 100", "left 0"},
        {"he declines", KEPT("accepts: {probability: 0%, after: 8mo}"), "0 0 | 0 100", NULL},
    };
    BY_HAND(SPAN, rows);
}

#define LIMITED(limit, unit) "payments: {dates: [2020-06-01, 2021-06-01], limit: " limit ", unit: " unit "}\n"
#define PEOPLE(a, b, later) GROUPS CLAIM("A", a) CLAIM("B", b) CLAIM("L", later ", eligible: 2021-12-01")

Test(registered, the_limit_binds_after_the_division)
{
    static const by_hand rows[] = {
        {"it is enough for all shares", HAS("100") PEOPLE("10", "10", "80") LIMITED("20", "1"), "10 10 0 | 10 10 0",
         NULL},
        {"it binds: five each, and in the next year five more", HAS("100") PEOPLE("30", "30", "40") LIMITED("10", "1"),
         "5 5 0 | 10 10 0", NULL},
        {"in proportion", HAS("100") PEOPLE("10", "50", "40") LIMITED("12", "1"), "2 10 0 | 4 20 0", NULL},
        {"not beyond a share of nothing",
         HAS("80") GROUPS CLAIM("A", "50") CLAIM("L", "50, eligible: 2021-12-01") CLAIM("B", "50")
             LIMITED("60", "1") "allocation: {rule: priority, by: filing}\n",
         "50 0 0 | 50 0 0", "left 30"},
        {"within shares",
         HAS("80") GROUPS CLAIM("A", "50") CLAIM("L", "20, eligible: 2021-12-01") CLAIM("B", "50")
             LIMITED("55", "1") "allocation: {rule: priority, by: filing}\n",
         "50 0 5 | 50 0 10", "left 20"},
        {"equal awards within equal losses' shares",
         HAS("60") PEOPLE("10", "100", "100") LIMITED("20", "1") "allocation: equal-losses\n", "0 20 0 | 0 30 0", NULL},
        {"step after step",
         HAS("90") PEOPLE("30", "60", "60") LIMITED(
             "50", "1") "allocation: [{up_to: 20, rule: equal-awards}, {rule: equal-awards, basis: outstanding}]\n",
         "25 25 0 | 30 32 0", NULL},
        {"in units, which the limit leaves", HAS("100") PEOPLE("30", "30", "40") LIMITED("25", "10"),
         "10 10 0 | 20 20 0", NULL},
        {"nobody is registered but those eligible",
         HAS("100") GROUPS CLAIM("A", "30") CLAIM("B", "30") LIMITED("10", "1"), "5 5 | 10 10", NULL},
        {"for every pool together",
         "other_sources: [{name: G, kind: gift, amount: 30, date: 2020-02-01, earmark: [A]}]\n" HAS("100")
             PEOPLE("50", "50", "50") LIMITED("40", "1") "allocation: equal-awards\n",
         "30 10 0 | 40 40 0", NULL},
        {"a rule without a level", HAS("90") PEOPLE("30", "60", "60") LIMITED("20", "1") "allocation: average\n",
         "6 13 0 | 13 26 0", NULL},
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

Test(registered, a_court_pays_all_who_are_entitled)
{
#define SEIZED(for)                                                                                                    \
    "other_sources: [{name: S, kind: enforcement, worth: 100, date: 2020-05-01, earmark: [" for "]}]\n" GROUPS
    static const by_hand rows[] = {
        {"who declined and who waits",
         SEIZED("A, B, C") CLAIM("A", "100, accepts: 0%") CLAIM("B", "100") CLAIM(
             "C",
             "100, eligible: 2020-06-02") "administration: {opens: 2021-01-01, capacity: 1, order: filing}\n" TWICE,
         "50 50 0 | 50 50 0", NULL},
        {"who is refused", SEIZED("A") CLAIM("A", "60") "administration: {approval: 0%}\n" TWICE, "60 | 60",
         "returned 40, owed 0, refused 1"},
        {"not who is excluded",
         SEIZED("A, B") CLAIM("A", "60, unless: break, eligible: 2020-01-02")
             CLAIM("B", "60") "events: {break: {date: 2020-01-01}}\n" TWICE,
         "0 60 | 0 60", "returned 40"},
        {"an event on the day of entitlement comes too late",
         SEIZED("A, B") CLAIM("A", "60, unless: break, eligible: 2020-01-02")
             CLAIM("B", "60") "events: {break: {date: 2020-01-02}}\n" TWICE,
         "50 50 | 50 50", "returned 0"},
        {"nor before the event",
         SEIZED("A, B") CLAIM("A", "60, requires: talks")
             CLAIM("B", "60") "events: {talks: {date: 2020-06-02}}\n" TWICE,
         "0 60 | 0 60", "returned 40"},
        {"on its day",
         SEIZED("A, B") CLAIM("A", "60, requires: talks")
             CLAIM("B", "60") "events: {talks: {date: 2020-06-01}}\n" TWICE,
         "50 50 | 50 50", "returned 0"},
    };
    BY_HAND(SPAN, rows);
}
