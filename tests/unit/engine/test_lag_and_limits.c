/* When money that is there may be paid: a lag after it came, and limits that follow each other. */
#include "engine/by_hand.h"

#define SPAN "start: 2025-01-01\nend: 2027-12-31\n"
#define ONE GROUPS CLAIM("A", "10000")
#define HAS(opening) "fund: {opening: " opening "}\n"
#define GIFT(amount, date) "  - {name: \"G" date "\", kind: gift, amount: " amount ", date: " date "}\n"
#define HALF "payments: {first: 2025-03-31, every: half-year"
#define QUARTERLY "payments: {first: 2025-03-31, every: quarter, "

Test(lag, keeps_what_came_lately)
{
    static const by_hand rows[] = {
        {"the reference's example: 300 came in January and 200 in July, with a lag of 6 months",
         HAS("100") "other_sources:\n" GIFT("300", "2025-01-15") GIFT("200", "2025-07-31") ONE HALF ", lag: 6mo}\n",
         "100 | 400 | 600 | 600 | 600 | 600", "left 0"},
        {"it ends with the day",
         "other_sources:\n" GIFT("7", "2025-03-30") GIFT("5", "2025-03-31") ONE HALF ", lag: 184d}\n",
         "0 | 7 | 12 | 12 | 12 | 12", NULL},
        {"on the calendar",
         "other_sources:\n" GIFT("7", "2025-08-30") GIFT("5", "2025-08-31") ONE
         "payments: {dates: [2026-02-27, 2026-02-28, 2026-03-01], lag: 6mo}\n",
         "0 | 12 | 12", NULL},
        {"for ever", HAS("3") "other_sources:\n" GIFT("7", "2025-03-30") ONE HALF ", lag: 200y}\n",
         "3 | 3 | 3 | 3 | 3 | 3", "left 7"},
        {"a reserve is kept beside it",
         "fund: {opening: 100, reserve: 20}\nother_sources:\n" GIFT("50", "2025-02-01") ONE HALF ", lag: 1y}\n",
         "80 | 80 | 130 | 130 | 130 | 130", NULL},
        {"costs take what is there, and what is there goes first",
         "fund: {opening: 100, costs: {share: 10%}}\nother_sources:\n" GIFT("1000", "2025-02-01") ONE HALF
         ", lag: 1y}\n",
         "0 | 0 | 1000 | 1000 | 1000 | 1000", "costs 100, left 0"},
        {"seized assets do not wait",
         "other_sources: [{name: S, kind: enforcement, worth: 5, date: 2025-02-01, earmark: [A]}]\n" ONE HALF
         ", lag: 1y}\n",
         "5 | 5 | 5 | 5 | 5 | 5", NULL},
        {"nor what a pool earns",
         "fund: {opening: 100, return: 100%/y}\nother_sources:\n" GIFT("100", "2025-09-30") ONE
         "payments: {dates: [2025-12-31, 2026-12-31], lag: 1y}\n",
         "219 | 419", NULL},
        {"what is young stays in its pool",
         "other_sources: [{name: K, kind: gift, amount: 150, date: 2025-02-01, earmark: {groups: [A], then: "
         "general}}]\n" GROUPS CLAIM("A", "100") CLAIM("B", "100") HALF ", lag: 6mo}\n",
         "0 0 | 100 50 | 100 50 | 100 50 | 100 50 | 100 50", "left 0"},
    };
    BY_HAND(SPAN, rows);
}

Test(limits, each_opens_an_account_of_its_own)
{
    static const by_hand rows[] = {
        {"the reference's example: 100 a quarter, from May 2026 on 350 a year",
         HAS("10000") ONE QUARTERLY "limit: [{amount: 100, per: quarter}, {from: 2026-05-01, amount: 350}]}\n",
         "100 | 200 | 300 | 400 | 500 | 850 | 850 | 850 | 1200 | 1200 | 1200 | 1200", "left 8800"},
        {"none before the first", HAS("10000") ONE QUARTERLY "limit: [{from: 2025-10-01, amount: 5, per: total}]}\n",
         "10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000", NULL},
        {"in all, then in all again",
         HAS("10000") ONE QUARTERLY "limit: [{amount: 70, per: total}, {from: 2026-01-01, amount: 7, per: total}]}\n",
         "70 | 70 | 70 | 70 | 77 | 77 | 77 | 77 | 77 | 77 | 77 | 77", NULL},
        {"nothing is carried from one to the other",
         "other_sources:\n" GIFT("1000", "2025-12-31") ONE QUARTERLY
         "limit: [{amount: 100, per: quarter, carry: yes}, {from: 2026-01-01, amount: 10, per: quarter}]}\n",
         "0 | 0 | 0 | 400 | 410 | 420 | 430 | 440 | 450 | 460 | 470 | 480", NULL},
        {"its first period is that of its day",
         "other_sources:\n" GIFT("1000", "2026-06-30") ONE QUARTERLY
         "limit: [{from: 2025-06-30, amount: 10, per: quarter, carry: yes}]}\n",
         "0 | 0 | 0 | 0 | 0 | 50 | 60 | 70 | 80 | 90 | 100 | 110", NULL},
        {"or that of the first pay date, where it has none",
         "other_sources:\n" GIFT("1000", "2026-06-30") ONE "payments: {first: 2025-09-30, every: quarter, limit: "
                                                           "{amount: 10, per: quarter, carry: yes}}\n",
         "0 | 0 | 0 | 40 | 50 | 60 | 70 | 80 | 90 | 100", NULL},
        {"a new year within its time", HAS("10000") ONE QUARTERLY "limit: [{from: 2025-06-01, amount: 100}]}\n",
         "10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000", NULL},
        {"it binds behind shares that are held",
         "hold: registered\n" HAS("100") GROUPS CLAIM("A", "100") CLAIM("B", "100, eligible: 2025-09-01") QUARTERLY
         "limit: [{amount: 20, per: quarter}, {from: 2025-09-30, amount: 50, per: total}]}\n",
         "20 0 | 40 0 | 45 45 | 45 45 | 45 45 | 45 45 | 45 45 | 45 45 | 45 45 | 45 45 | 45 45 | 45 45", NULL},
    };
    BY_HAND(SPAN, rows);
}
