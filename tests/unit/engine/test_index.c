/* Amounts that follow prices, worked out by hand: levels of steps, limits of payments and claims. */
#include "engine/by_hand.h"

#define SPAN "start: 2025-01-01\nend: 2028-12-31\n"
#define HAS(opening) "fund: {opening: " opening "}\n"
#define YEARLY "payments: {first: 2025-06-30, every: year"
#define ONE GROUPS CLAIM("A", "10000000")

Test(index, rounds_on_each_anniversary_halves_up)
{
    static const struct {
        const char *label;
        int64_t amount, rate;
        int from[3], day[3];
        int64_t becomes;
    } rows[] = {
        {"the day before the first anniversary", 1000003, 25000000, {2025, 1, 1}, {2025, 12, 31}, 1000003},
        {"1,025,003.075", 1000003, 25000000, {2025, 1, 1}, {2026, 1, 1}, 1025003},
        {"of 1,025,003 that is 1,050,628.075", 1000003, 25000000, {2025, 1, 1}, {2027, 12, 31}, 1050628},
        {"of 1,050,628 that is 1,076,893.7", 1000003, 25000000, {2025, 1, 1}, {2028, 1, 1}, 1076894},
        {"a half goes up: 20.5", 20, 25000000, {2025, 1, 1}, {2026, 1, 1}, 21},
        {"and so does 21.525", 20, 25000000, {2025, 1, 1}, {2027, 1, 1}, 22},
        {"less than a half never rises", 19, 25000000, {2025, 1, 1}, {2125, 1, 1}, 19},
        {"29 February is kept on the 28th", 100, 100000000, {2024, 2, 29}, {2025, 2, 28}, 110},
        {"and not before", 100, 100000000, {2024, 2, 29}, {2025, 2, 27}, 100},
        {"but on the 29th where there is one", 100, 100000000, {2024, 2, 29}, {2028, 2, 28}, 133},
        {"133.1 of 121, and 146.3 of 133", 100, 100000000, {2024, 2, 29}, {2028, 2, 29}, 146},
        {"before its day it is as it is written", 100, 100000000, {2024, 2, 29}, {1990, 1, 1}, 100},
        {"no more than can be counted", 1000, 1000000000, {1900, 1, 1}, {2300, 1, 1}, SOL_MONEY_SUM_MAX},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const int *from = rows[k].from, *day = rows[k].day;
        const sol_index index = {rows[k].rate, sol_date_of(from[0], from[1], from[2])};
        sol_money is = sol_money_indexed(sol_money_of(rows[k].amount), index, sol_date_of(day[0], day[1], day[2]));
        cr_expect_eq(is.units, rows[k].becomes, "%s: %lld", rows[k].label, (long long)is.units);
    }
}

Test(index, levels_and_limits_follow_prices)
{
    static const by_hand rows[] = {
        {"the reference's level: 1,000,003 at 2.5 %",
         HAS("9000000") ONE YEARLY "}\nallocation: [{up_to: 1000003, index: {rate: 2.5%/y, from: 2025-01-01}, rule: "
                                   "equal-awards}]\n",
         "1000003 | 1025003 | 1050628 | 1076894", "left 7923106"},
        {"in prices of a day before the fund: 110 and 121 have been passed",
         HAS("9000") ONE YEARLY "}\nallocation: [{up_to: 100, index: {rate: 10%/y, from: 2023-01-01}, rule: "
                                "proportional}]\n",
         "121 | 133 | 146 | 161", NULL},
        {"the day of the pay date counts, not its year: the first of July comes after it",
         HAS("9000") ONE YEARLY "}\nallocation: [{up_to: 100, index: {rate: 10%/y, from: 2025-07-01}, rule: "
                                "proportional}]\n",
         "100 | 100 | 110 | 121", NULL},
        {"a step behind has what a level leaves",
         HAS("1300") GROUPS CLAIM("A", "10000") CLAIM("B", "110") YEARLY
         "}\nallocation: [{up_to: 100, index: {rate: 10%/y}, rule: equal-awards, until: 2026-12-31}, "
         "{rule: proportional, from: 2027-01-01}]\n",
         "100 100 | 110 110 | 1190 110 | 1190 110", "left 0"},
        {"the reference's limit, and what it leaves is carried: 100, 100 + 110, 100 + 110 + 121, then 464",
         "other_sources: [{name: G, kind: gift, amount: 1000, date: 2026-01-01}]\n" HAS("40") ONE YEARLY
         ", limit: {amount: 100, carry: yes, index: {rate: 10%/y, from: 2025-01-01}}}\n",
         "40 | 210 | 331 | 464", NULL},
        {"nothing is carried",
         "other_sources: [{name: G, kind: gift, amount: 1000, date: 2026-01-01}]\n" HAS("40") ONE YEARLY
         ", limit: {amount: 100, index: {rate: 10%/y, from: 2025-01-01}}}\n",
         "40 | 150 | 271 | 404", NULL},
        {"an anniversary within a year: what was paid in it before counts; a year gone is that of its last day",
         HAS("5000") ONE "payments: {dates: [2025-03-31, 2025-09-30, 2026-03-31, 2026-09-30], limit: {amount: 100, "
                         "index: {rate: 10%/y, from: 2024-07-01}}}\n",
         "100 | 110 | 220 | 231", NULL},
        {"the same carried: 110 of 2025, of which all is used",
         HAS("5000") ONE "payments: {dates: [2025-03-31, 2026-03-31, 2026-09-30], limit: {amount: 100, carry: yes, "
                         "index: {rate: 10%/y, from: 2024-07-01}}}\n",
         "100 | 220 | 231", NULL},
        {"a quarter, and in all",
         HAS("5000") ONE "payments: {dates: [2025-03-31, 2025-06-30, 2026-03-31, 2026-06-30, 2027-06-30], limit: ["
                         "{amount: 100, per: quarter, index: {rate: 10%/y, from: 2025-01-31}}, "
                         "{from: 2026-04-01, amount: 10, per: total, index: {rate: 50%/y, from: 2026-01-01}}]}\n",
         "100 | 200 | 310 | 320 | 325", NULL},
        {"within shares that are held",
         "hold: registered\n" HAS("1000") GROUPS CLAIM("A", "500") CLAIM("B", "500, eligible: 2027-01-01") YEARLY
         ", limit: {amount: 100, index: {rate: 10%/y}}}\n",
         "100 0 | 210 0 | 210 121 | 232 232", NULL},
    };
    BY_HAND(SPAN, rows);
}

#define RISES(rest) "1000003, index: {rate: 2.5%/y, from: 2025-01-01}" rest
#define TENTH(rest) "1000, index: {rate: 10%/y, from: 2025-01-01}" rest
#define LATE_OFFICE "administration: {opens: 2028-01-01, capacity: 1}\n"

Test(index, a_principal_rises_until_the_claim_is_examined_or_first_paid)
{
    static const by_hand rows[] = {
        {"the reference's claim, entitled in June 2027 and examined then: two anniversaries",
         HAS("9000000") GROUPS CLAIM("A", RISES(", eligible: 2027-06-01")) YEARLY "}\n", "0 | 0 | 1050628 | 1050628",
         "claimed 1000003, owed 0, in-time 1"},
        {"that of the day on which it is examined counts",
         HAS("9000000") GROUPS CLAIM("A", RISES(", eligible: 2028-01-01")) YEARLY "}\n", "0 | 0 | 0 | 1076894", NULL},
        {"and not that of the day behind it: 1,050,628 from 31 December on",
         HAS("9000000") GROUPS CLAIM("A", RISES(", eligible: 2027-12-31")) YEARLY "}\n", "0 | 0 | 0 | 1050628", NULL},
        {"examined in 2026, paid in 2028",
         "other_sources: [{name: G, kind: gift, amount: 9000000, date: 2028-01-01}]\n" GROUPS CLAIM(
             "A", RISES(", eligible: 2026-06-01")) YEARLY "}\n",
         "0 | 0 | 0 | 1025003", "owed 0"},
        {"examined at start: it never rises", HAS("9000000") GROUPS CLAIM("A", RISES("")) YEARLY "}\n",
         "1000003 | 1000003 | 1000003 | 1000003", NULL},
        {"in prices of two years before: 1,100, and 1,210 on the first day, of which all is claimed at start",
         HAS("9000") GROUPS CLAIM("A", "1000, index: {rate: 10%/y, from: 2023-01-01}") YEARLY "}\n",
         "1210 | 1210 | 1210 | 1210", "claimed 1210"},
        {"in a queue: examined on 31 January 2028", HAS("9000") GROUPS CLAIM("A", TENTH("")) LATE_OFFICE YEARLY "}\n",
         "0 | 0 | 0 | 1331", "claimed 1000"},
        {"not examined by the end: all of it is owed, risen to 2028's",
         HAS("9000") GROUPS CLAIM("A", TENTH("")) "administration: {opens: 2028-12-01, capacity: 0.5}\n" YEARLY "}\n",
         "0 | 0 | 0 | 0", "owed 1331"},
        {"a court pays 500 in 2026, of 1,100: the rest is fixed",
         "other_sources: [{name: S, kind: enforcement, worth: 500, date: 2026-02-01, earmark: [A]}]\n" HAS("9000")
             GROUPS CLAIM("A", TENTH("")) LATE_OFFICE YEARLY "}\n",
         "0 | 500 | 500 | 1100", NULL},
        {"paid before start, on 1,100: the index of the first of January 2025 is no more",
         HAS("9000") GROUPS CLAIM("A", "1000, index: {rate: 10%/y, from: 2023-01-01}, paid: 100 on 2024-06-01") YEARLY
         "}\n",
         "1100 | 1100 | 1100 | 1100", "claimed 1000"},
        {"interest is on what it is: 10,000 of 100,000 in 2025, and in 180 days 5,424.66 of 110,000",
         HAS("900000") GROUPS CLAIM("A", "100000, index: {rate: 10%/y}, interest: 10%/y from 2025-01-01, "
                                         "eligible: 2026-06-30") YEARLY "}\n",
         "0 | 125425 | 125425 | 125425", "interest 25425"},
        {"what is held for it rises with it: 785 of 1,500 for 1,100 beside 1,000; then 786 of 1,210, as 714 were paid",
         "hold: registered\nother_sources: [{name: G, kind: gift, amount: 1500, date: 2026-02-01}]\n" GROUPS CLAIM(
             "A", TENTH(", eligible: 2027-01-01")) CLAIM("B", "1000") YEARLY "}\n",
         "0 0 | 0 714 | 786 714 | 786 714", "left 0"},
    };
    BY_HAND(SPAN, rows);
}
