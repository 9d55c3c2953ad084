/* What happens between the last pay date and the end, and what is struck there. */
#include "engine/by_hand.h"

#define SPAN "start: 2020-01-01\nend: 2022-01-01\n"
#define ONCE "payments: {dates: [2021-01-01]}\n"
/* 36,525 a year are 100 a day: 366 days to the pay date, 731 to the end. */
#define YEARLY(opening, more) "fund: {opening: " opening ", costs: {yearly: 36525" more "}}\n"

Test(end, costs_run_to_it)
{
    static const by_hand rows[] = {
        {"by the day", YEARLY("100000", "") GROUPS CLAIM("A", "1000") ONCE, "1000", "costs 73100, left 25900"},
        {"as far as the fund can bear them", YEARLY("50000", "") GROUPS CLAIM("A", "1000") ONCE, "1000",
         "costs 49000, left 0"},
        {"closed on the last pay date", YEARLY("100000", ", until: closed") GROUPS CLAIM("A", "1000") ONCE, "1000",
         "costs 36600"},
        {"not closed: he is not paid",
         "fund: {opening: 100000, reserve: 100000, costs: {yearly: 36525, until: closed}}\n" GROUPS CLAIM("A", "1000")
             ONCE,
         "0", "costs 73100, owed 1000"},
        {"not closed: he may be paid after the end",
         YEARLY("100000", ", until: closed") GROUPS CLAIM("A", "1000") CLAIM("B", "1000, eligible: 2022-02-01") ONCE,
         "1000 0", "costs 73100, owed 0"},
        {"not closed: the event may still happen",
         YEARLY("100000", ", until: closed") GROUPS CLAIM("A", "1000") CLAIM("B", "1000, requires: talks") ONCE
         "events: {talks: {probability: 0%, date: 2020-02-01}}\n",
         "1000 0", "costs 73100"},
        {"closed: it is excluded",
         YEARLY("100000", ", until: closed") GROUPS CLAIM("A", "1000")
             CLAIM("B", "1000, eligible: 2021-02-01, unless: break") ONCE "events: {break: {date: 2020-02-01}}\n",
         "1000 0", "costs 36600"},
        {"closed: he declines by then",
         YEARLY("100000", ", until: closed") GROUPS CLAIM("A", "1000")
             CLAIM("B", "1000, accepts: {probability: 0%, after: 2y}") ONCE,
         "1000 0", "costs 36600"},
        {"not closed: his answer is out",
         YEARLY("100000", ", until: closed") GROUPS CLAIM("A", "1000")
             CLAIM("B", "1000, accepts: {probability: 0%, after: 25mo}") ONCE,
         "1000 0", "costs 73100, owed 0"},
        {"closed: it lapses after the last pay date",
         YEARLY("100000", ", until: closed") "claimants:\n  heirs: lapse\n  groups:\n" HE(
             "A", "1000, eligible: 2021-06-01") "payments: {dates: [2020-01-01]}\n",
         "0", "costs 0, owed 0"},
        {"a share of what comes late",
         "fund: {opening: 100, costs: {share: 10%}}\nother_sources: [{name: G, kind: gift, amount: 1000, date: "
         "2021-06-01}]\n" GROUPS CLAIM("A", "5000") ONCE,
         "100", "received 1000, costs 100, left 900"},
        {"not of seized assets",
         "fund: {opening: 100, return: 10%/y, costs: {share: 10%}}\nother_sources: [{name: G, kind: enforcement, "
         "worth: 1000, date: 2021-06-01, earmark: [A]}]\n" GROUPS CLAIM("A", "5000") ONCE,
         "110", "received 1000, return 10, costs 0, returned 0, left 1000"},
    };
    BY_HAND(SPAN, rows);
}

Test(end, what_is_owed_is_of_those_entitled_by_it)
{
#define POOR(more) GROUPS CLAIM("A", "200") more "payments: {dates: [2021-01-01]}\n"
    static const by_hand rows[] = {
        {"due after the last pay date", POOR(CLAIM("B", "100, eligible: 2021-06-01")), "0 0", "owed 300"},
        {"due on the last day", POOR(CLAIM("B", "100, eligible: 2022-01-01")), "0 0", "owed 300"},
        {"after it", POOR(CLAIM("B", "100, eligible: 2022-01-02")), "0 0", "owed 200"},
        {"by an event", POOR(CLAIM("B", "100, requires: talks")) "events: {talks: {date: 2021-06-01}}\n", "0 0",
         "owed 300"},
        {"not by one that does not happen",
         POOR(CLAIM("B", "100, requires: talks")) "events: {talks: {probability: 0%, date: 2021-06-01}}\n", "0 0",
         "owed 200"},
        {"in the queue", POOR(CLAIM("B", "100")) "administration: {opens: 2021-12-01, capacity: 1}\n", "0 0",
         "owed 300"},
        {"asked", POOR(CLAIM("B", "100, accepts: {after: 3y}")), "0 0", "owed 300"},
        {"declined", POOR(CLAIM("B", "100, accepts: 0%")), "0 0", "owed 200"},
        {"with interest to the end: 731 days", POOR(CLAIM("B", "36500, interest: 10%/y from 2020-01-01")), "0 0",
         "owed 44010"},
        {"lapsed after the last pay date",
         "claimants:\n  heirs: lapse\n  groups:\n" CLAIM("A", "200") HE("B", "100") "payments: {dates: [2020-01-01]}\n",
         "0 0", "owed 200"},
        {"inherited", GROUPS CLAIM("A", "200") HE("B", "100") "payments: {dates: [2020-01-01]}\n", "0 0", "owed 300"},
    };
    BY_HAND(SPAN, rows);
}
