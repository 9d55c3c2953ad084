/* A guarantor brings what firms have not paid of a target, and has it back from what they pay later. */
#include "engine/by_hand.h"

#define SPAN "start: 2025-01-01\nend: 2027-12-31\n"
#define YEARLY "payments: {first: 2025-12-31, every: year}\n"
#define ONE GROUPS CLAIM("A", "10000")
#define THREE                                                                                                          \
    "participation: {KR: 100%, JP: 100%}\nfirms:\n"                                                                    \
    "  - {name: F, country: KR, pledge: 40, joins: 2025-03-01}\n"                                                      \
    "  - {name: G, country: KR, pledge: 30, joins: 2025-06-30, pays: {instalments: 3, every: year}}\n"                 \
    "  - {name: H, country: KR, pledge: 30, joins: 2026-09-01}\n"
#define STANDS(rest) "other_sources: [{name: S, kind: guarantee, of: KR, " rest "}]\n"

Test(guarantee, brings_what_firms_have_not_paid_and_has_it_back)
{
    static const by_hand rows[] = {
        {"the reference's example: 50 of 100 are paid, the guarantor brings 50 and has back 10, 30 and 10",
         THREE STANDS("target: 100, date: 2025-06-30") ONE YEARLY, "100 | 100 | 100", "received 150, returned 50"},
        {"at most the cap, and more than that does not go back",
         THREE STANDS("target: 100, date: 2025-06-30, cap: 35") ONE YEARLY, "85 | 90 | 100",
         "received 135, returned 35"},
        {"nothing goes back", THREE STANDS("target: 100, date: 2025-06-30, refund: no") ONE YEARLY, "100 | 140 | 150",
         "received 150, returned 0"},
        {"what is paid on its day is paid", THREE STANDS("target: 100, date: 2025-06-29") ONE YEARLY, "100 | 100 | 100",
         "received 160, returned 60"},
        {"nothing is lacking", THREE STANDS("target: 50, date: 2025-06-30") ONE YEARLY, "50 | 90 | 100",
         "received 100, returned 0"},
        {"he is not yet whole", THREE STANDS("target: 500, date: 2025-06-30") ONE YEARLY, "500 | 500 | 500",
         "received 550, returned 50"},
        {"in another currency",
         "exchange: {JPY: 10.9}\n" THREE STANDS("target: 10 JPY, date: 2025-06-30, cap: 5 JPY") ONE YEARLY,
         "105 | 105 | 105", "received 155, returned 50"},
        {"not the firms of another country",
         THREE "  - {name: I, country: JP, pledge: 7, joins: 2025-03-01}\n" STANDS("target: 100, date: 2025-06-30")
             ONE YEARLY,
         "107 | 107 | 107", "received 157, returned 50"},
        {"on the day of what it requires, unless it is excluded",
         "events: {order: {date: 2026-10-01}, waiver: {date: 2025-06-30}}\n" THREE
         "other_sources:\n  - {name: S, kind: guarantee, of: KR, target: 100, date: 2025-06-30, requires: order}\n"
         "  - {name: T, kind: guarantee, of: KR, target: 900, date: 2025-06-30, unless: waiver}\n" ONE YEARLY,
         "50 | 100 | 100", "received 110, returned 10"},
        {"a second one counts what went back to the first, and has back what is paid later",
         THREE "other_sources:\n  - {name: S, kind: guarantee, of: KR, target: 60, date: 2025-06-30}\n"
               "  - {name: T, kind: guarantee, of: KR, target: 90, date: 2026-06-30}\n" ONE YEARLY,
         "60 | 90 | 100", "received 140, returned 40"},
    };
    BY_HAND(SPAN, rows);
}

Test(guarantee, stands_beside_costs_returns_lags_and_matches)
{
    static const by_hand rows[] = {
        {"a match counts what firms pay, and no guarantee",
         THREE "other_sources:\n  - {name: S, kind: guarantee, of: KR, target: 100, date: 2025-06-30}\n"
               "  - {name: M, kind: match, of: KR}\n" ONE YEARLY,
         "150 | 190 | 200", "received 250, returned 50"},
        {"what goes back bears no costs",
         "fund: {costs: {share: 10%}}\n" THREE STANDS("target: 100, date: 2025-06-30") ONE YEARLY, "90 | 90 | 90",
         "costs 10, returned 50"},
        {"and earns nothing: 50 · 2 of the guarantor, twice doubled",
         "fund: {return: 100%/y}\n" THREE STANDS("target: 100, date: 2025-06-30, cap: 50")
             GROUPS CLAIM("A", "1") "payments: {dates: [2025-06-30, 2026-06-30]}\n",
         "1 | 1", "returned 50"},
        {"nor does it wait for the lag",
         THREE STANDS("target: 100, date: 2025-06-30") ONE
         "payments: {dates: [2025-12-31, 2026-12-31, 2027-12-31], lag: 1y}\n",
         "0 | 100 | 100", "returned 50, left 0"},
        {"a certain fraction of pledges",
         "participation: {KR: 50%}\nparticipation_as: fraction\nfirms: [{name: F, country: KR, pledge: 80, pays: "
         "{instalments: 2, every: year}}]\n" STANDS("target: 30, date: 2025-06-30") ONE YEARLY,
         "30 | 40 | 40", "received 50, returned 10"},
    };
    BY_HAND(SPAN, rows);
}
