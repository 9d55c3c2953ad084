/* Costs as a share of what is paid: set aside before the division, borne by the pool that pays. */
#include "engine/by_hand.h"

#define SPAN "start: 2020-01-01\nend: 2022-01-01\n"
#define ONCE "payments: {dates: [2020-06-01]}\n"
#define TWICE "payments: {dates: [2020-06-01, 2021-06-01]}\n"
#define HAS(opening, share) "fund: {opening: " opening ", costs: {share_of_payments: " share "}}\n"
#define TWO GROUPS CLAIM("A", "600m") CLAIM("B", "600m")

Test(costs_of_payments, are_set_aside_before_the_division)
{
    static const by_hand rows[] = {
        {"the reference's example: of 1bn at 4 % there are ⌊1bn ÷ 1.04⌋ = 961,538,461 to divide",
         HAS("1bn", "4%") TWO ONCE, "480769230 480769230", "costs 38461538, left 2"},
        {"a share of 3.9 % of all spending is 3.9 ÷ 96.1 of payments", HAS("1bn", "4.0582726%") TWO ONCE,
         "480500000 480500000", "costs 39000000, left 0"},
        {"halves up", HAS("5", "50%") GROUPS CLAIM("A", "100") ONCE, "3", "costs 2, left 0"},
        {"and down", HAS("4", "50%") GROUPS CLAIM("A", "100") ONCE, "2", "costs 1, left 1"},
        {"of the whole payment of a day, not of each claim's",
         HAS("9", "50%") GROUPS CLAIM("A", "3") CLAIM("B", "3") ONCE, "3 3", "costs 3, left 0"},
        {"as much as is paid", HAS("101", "100%") GROUPS CLAIM("A", "100") ONCE, "50", "costs 50, left 1"},
        {"all is paid, and what is left bears none", HAS("300", "10%") GROUPS CLAIM("A", "100") TWICE, "100 | 100",
         "costs 10, left 190"},
        {"each day's is rounded once",
         HAS("2", "50%") "other_sources: [{name: G, kind: gift, amount: 2, date: "
                         "2021-01-01}]\n" GROUPS CLAIM("A", "100") TWICE,
         "1 | 2", "costs 2, left 0"},
    };
    BY_HAND(SPAN, rows);
}

Test(costs_of_payments, stand_beside_the_other_costs_the_reserve_and_the_limit)
{
    static const by_hand rows[] = {
        {"what is left above the reserve pays them",
         "fund: {opening: 130, reserve: 20, costs: {share_of_payments: 10%}}\n" GROUPS CLAIM("A", "500") ONCE, "100",
         "costs 10, left 20"},
        {"the limit is of payments",
         HAS("200", "10%") GROUPS CLAIM("A", "500") "payments: {dates: [2020-06-01], limit: "
                                                    "100}\n",
         "100", "costs 10, left 90"},
        {"costs of receipts are taken first",
         "fund: {opening: 0, costs: {share: 10%, share_of_payments: 50%}}\nother_sources: [{name: G, kind: gift, "
         "amount: 100, date: 2020-02-01}]\n" GROUPS CLAIM("A", "500") ONCE,
         "60", "costs 40, left 0"},
        {"of shares that are held nothing is paid yet",
         "hold: registered\n" HAS("110", "10%") GROUPS CLAIM("A", "100") CLAIM("B", "100, eligible: 2021-01-01") TWICE,
         "50 0 | 50 50", "costs 10, left 0"},
        {"seized assets are paid directly, and bear none",
         HAS("0", "10%") "other_sources: [{name: S, kind: enforcement, worth: 100, date: 2020-03-01, earmark: "
                         "[A]}]\n" GROUPS CLAIM("A", "100") ONCE,
         "100", "costs 0, left 0"},
    };
    BY_HAND(SPAN, rows);
}

#define KEPT(amount, then)                                                                                             \
    HAS("0", "10%")                                                                                                    \
    "other_sources: [{name: K, kind: gift, amount: " amount ", date: 2020-02-01, earmark: {groups: [A], then: " then   \
    "}}]\n" GROUPS CLAIM("A", "100, eligible: 2021-01-01") CLAIM("B", "100") TWICE

Test(costs_of_payments, are_borne_by_the_pool_that_pays)
{
    static const by_hand rows[] = {
        {"what its group may still receive is kept with its costs: 110 of 165", KEPT("165", "general"), "0 50 | 100 50",
         "costs 15, left 0"},
        {"and is not stranded", KEPT("165", "stay"), "0 0 | 100 0", "costs 10, left 55, stranded 55"},
        {"a part of a unit of costs is kept whole",
         HAS("0", "1%") "other_sources: [{name: K, kind: gift, amount: 155, date: 2020-02-01, earmark: {groups: [A], "
                        "then: general}}]\n" GROUPS CLAIM("A", "140, eligible: 2021-01-01") CLAIM("B", "100") TWICE,
         "0 12 | 140 13", "costs 1, left 1"},
    };
    BY_HAND(SPAN, rows);
}
