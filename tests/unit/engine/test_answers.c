/* Who is wholly paid, by when, and what is unpaid on the goal's day, to the unit. */
#include "engine/by_hand.h"

#define SPAN "start: 2025-01-01\nend: 2027-01-01\n"
#define TWICE "payments: {dates: [2025-07-01, 2026-07-01]}\n"
#define BY(day) "timeliness: {by: " day "}\n"

/*
 * 100,000 with 10 % a year from start: 4,958.90 to 1 July, 181 days, of which 4,959 are settled first, so that 20,000 leave a principal of
 * 84,959; that bears 2,141.43 to 1 October, 92 days.
 */
#define LENT "100000, interest: 10%/y from 2025-01-01"

Test(answers, unpaid_on_a_day_between_two_pay_dates_has_interest_to_that_day)
{
    static const by_hand rows[] = {
        {"before the first pay date", "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT) TWICE BY("2025-06-30"),
         "20000 | 20000", "unpaid 104932, nothing-comes 1"}, /* 180 days: 4,931.51 */
        {"at start", "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT) TWICE BY("2025-01-01"), "20000 | 20000",
         "unpaid 100000, nothing-comes 1"},
        {"on a pay date, what it pays is paid",
         "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT) TWICE BY("2025-07-01"), "20000 | 20000",
         "unpaid 84959, nothing-comes 0"},
        {"between", "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT) TWICE BY("2025-10-01"), "20000 | 20000",
         "unpaid 87100, living's 87100, estates' 0, for-money 87100"}, /* 4,958.904 + 2,141.432 − 4,959 = 2,141.3 */
        {"behind the last pay date", "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT) TWICE BY("2026-12-31"),
         "20000 | 20000", "unpaid 97714"}, /* 548 days from 1 July: 12,755.49 */
        {"on the last day it is money.owed", "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT) TWICE BY("2027-01-01"),
         "20000 | 20000", "unpaid 97738, owed 97738"}, /* one day more: 23.28 */
        {"interest that has ended is owed no further",
         "fund: {opening: 20000}\n" GROUPS CLAIM("A", LENT ", interest_until: 2025-07-01") TWICE BY("2025-10-01"),
         "20000 | 20000", "unpaid 84959"},
    };
    BY_HAND(SPAN, rows);
}

Test(answers, unpaid_is_told_by_what_it_waits_for)
{
#define POOR(claims) "fund: {opening: 100}\n" GROUPS claims TWICE BY("2025-10-01")
    static const by_hand rows[] = {
        {"by origin", POOR(CLAIM("A", "300") ESTATE("B", "100")), "75 25 | 75 25",
         "unpaid 300, living's 225, estates' 75, for-money 300"},
        {"entitled on the day", POOR(CLAIM("A", "300") CLAIM("B", "50, eligible: 2025-10-01")), "100 0 | 100 0",
         "unpaid 250, for-money 250"},
        {"entitled on the next", POOR(CLAIM("A", "300") CLAIM("B", "50, eligible: 2025-10-02")), "100 0 | 100 0",
         "unpaid 200, owed 250"},
        {"the event on the day",
         POOR(CLAIM("A", "300") CLAIM("B", "50, requires: deal")) "events: {deal: {date: 2025-10-01}}\n",
         "100 0 | 100 0", "unpaid 250"},
        {"the event on the next",
         POOR(CLAIM("A", "300") CLAIM("B", "50, requires: deal")) "events: {deal: {date: 2025-10-02}}\n",
         "100 0 | 100 0", "unpaid 200, owed 250"},
        {"an answer on the day", POOR(CLAIM("A", "300") CLAIM("B", "50, accepts: {after: 273d}")), "100 0 | 100 0",
         "for-answer 0, for-money 250"},
        {"an answer on the next", POOR(CLAIM("A", "300") CLAIM("B", "50, accepts: {after: 274d}")), "100 0 | 100 0",
         "unpaid 250, for-answer 50, for-money 200"},
        {"the office opens on the day", POOR(CLAIM("A", "300")) "administration: {opens: 2025-10-01}\n", "0 | 100",
         "in-queue 0, for-money 300"},
        {"the office opens on the next", POOR(CLAIM("A", "300")) "administration: {opens: 2025-10-02}\n", "0 | 100",
         "unpaid 300, in-queue 300, for-money 0"},
        {"refused", POOR(CLAIM("A", "300")) "administration: {approval: 0%}\n", "0 | 0", "unpaid 0, refused 1"},
        {"declined though he answers later", POOR(CLAIM("A", "300, accepts: {probability: 0%, after: 1y}")), "0 | 0",
         "unpaid 0"},
        {"excluded",
         POOR(CLAIM("A", "300, eligible: 2025-09-01, unless: break")) "events: {break: {date: 2025-08-01}}\n", "0 | 0",
         "unpaid 0"},
        {"inherited: of one who was living", POOR(HE("A", "300")), "100 | 100", "unpaid 200, living's 200"},
        {"lapsed",
         "fund: {opening: 100}\nclaimants:\n  heirs: lapse\n  groups:\n" HE("A", "300") CLAIM("B", "300")
             TWICE BY("2025-10-01"),
         "0 100 | 0 100", "unpaid 200"},
    };
    BY_HAND(SPAN, rows);
}

Test(answers, claims_are_wholly_paid_in_life_or_after)
{
#define RICH(claims) "fund: {opening: 10000}\n" GROUPS claims TWICE BY("2025-10-01")
    static const by_hand rows[] = {
        {"all", RICH(CLAIM("A", "300") ESTATE("B", "100") SHE("C", "50")), "300 100 50 | 300 100 50",
         "whole 3, whole-living 2, whole-estates 1, everyone 1, half 0, last 0, living-last 0, deaths 0"},
        {"after his death, not in his life", RICH(HE("A", "300") CLAIM("B", "100")), "300 100 | 300 100",
         "whole 2, whole-living 2, everyone 1, last 0, living-half 0, living-last 2, deaths 1"},
        {"some by the end only",
         "fund: {opening: 300}\nother_sources: [{name: G, kind: gift, amount: 300, date: 2026-01-01}]\n" GROUPS CLAIM(
             "A", "300") CLAIM("B", "300, eligible: 2026-01-01") TWICE BY("2025-10-01"),
         "300 0 | 300 300", "whole 1, whole-at-end 2, everyone 0, half 0, last 1, nothing-comes 0"},
        {"a share of it is asked for",
         "fund: {opening: 300}\n" GROUPS CLAIM("A", "200") CLAIM("B", "400") TWICE
         "timeliness: {by: 2025-10-01, paid: 50%}\n",
         "100 200 | 100 200", "whole 2, everyone 1, last 0, unpaid 300"},
        {"a share of it and a unit more",
         "fund: {opening: 300}\n" GROUPS CLAIM("A", "200") CLAIM("B", "400") TWICE
         "timeliness: {by: 2025-10-01, paid: 50.3%}\n",
         "100 200 | 100 200", "whole 1, everyone 0, half 0, last 2"}, /* 100.6 is less than a unit away, 201.2 is not */
        {"of the others if one is refused", RICH(CLAIM("A", "300") CLAIM("B", "300, accepts: 0%")), "300 0 | 300 0",
         "whole 1, everyone 1, last 0"},
        {"nobody is left", RICH(CLAIM("A", "300, accepts: 0%")), "0 | 0",
         "whole 0, unpaid 0, deaths 0, nothing-comes 1"},
        {"lapsed: still one of all",
         "fund: {opening: 1000}\nclaimants:\n  heirs: lapse\n  groups:\n" HE("A", "300") CLAIM("B", "300")
             TWICE BY("2025-10-01"),
         "0 300 | 0 300", "whole 1, whole-living 1, everyone 0, half 0, last 2"},
        {"on the day itself",
         "other_sources: [{name: G, kind: gift, amount: 300, date: 2026-07-01}]\n" GROUPS CLAIM("A", "300")
             TWICE BY("2026-07-01"),
         "0 | 300", "whole 1, everyone 1, last 1, nothing-comes 0, unpaid 0"},
        {"a day late",
         "other_sources: [{name: G, kind: gift, amount: 300, date: 2026-07-01}]\n" GROUPS CLAIM("A", "300")
             TWICE BY("2026-06-30"),
         "0 | 300", "whole 0, whole-at-end 1, everyone 0, last 1, nothing-comes 1, unpaid 300"},
    };
    BY_HAND(SPAN, rows);
}

Test(answers, what_was_paid_before_start_was_paid_in_life)
{
#define HAD(amount) ", paid: [{amount: " amount ", date: 2024-07-01}]"
#define FOR_ALL(day) "timeliness: {who: all, by: " day "}\n"
#define HOLDS(claims) "fund: {opening: 100}\n" GROUPS claims TWICE
    static const by_hand rows[] = {
        {"all of it, and he dies the day after start", HOLDS(HE("A", "300" HAD("300"))) BY("2025-10-01"), "300 | 300",
         "in-time 1, whole-living 1, all-living 1, living-last 0, deaths 0, nothing 0"},
        {"by a day before any pay date", HOLDS(HE("A", "300" HAD("300"))) BY("2025-03-01"), "300 | 300",
         "in-time 1, whole-living 1, everyone 1, deaths 0"},
        {"all but what is no unit",
         "fund: {opening: 100}\n" GROUPS HE("A", "300" HAD("291")) "payments: {dates: [2025-07-01], unit: 10}\n" BY(
             "2025-03-01"),
         "300", "in-time 1, whole-living 1, deaths 0"},
        {"a part: he dies waiting, but not with nothing", HOLDS(HE("A", "300" HAD("299"))) BY("2025-10-01"),
         "300 | 300", "in-time 0, in-part 1, nothing 0, whole-living 1, all-living 1, deaths 1"},
        {"a part, which is what is asked for",
         HOLDS(HE("A", "300" HAD("150"))) "timeliness: {by: 2025-10-01, paid: 50%}\n", "250 | 250",
         "in-time 1, deaths 0"},
        {"an estate's", HOLDS(ESTATE("A", "300" HAD("300"))) BY("2025-10-01"), "300 | 300",
         "in-time 0, estate-paid 1, nothing 0, whole-estates 1, deaths 0"},
        {"an estate's, where all are counted", HOLDS(ESTATE("A", "300" HAD("300"))) FOR_ALL("2025-03-01"), "300 | 300",
         "in-time 1, estate-paid 0, whole-estates 1"},
        {"refused all the same", HOLDS(HE("A", "300" HAD("300"))) "administration: {approval: 0%}\n" BY("2025-10-01"),
         "300 | 300", "in-time 0, refused 1, whole 0, deaths 0"},
    };
    BY_HAND(SPAN, rows);
}

Test(answers, who_dies_before_he_is_paid_died_waiting_whatever_his_heirs_get)
{
    static const by_hand rows[] = {
        {"heirs are paid in time", HOLDS(HE("A", "50") CLAIM("B", "50")) FOR_ALL("2025-10-01"), "50 50 | 50 50",
         "in-time 2, everyone 1, deaths 1"},
        {"heirs are paid late", HOLDS(HE("A", "50") CLAIM("B", "50")) FOR_ALL("2025-03-01"), "50 50 | 50 50",
         "in-time 0, deaths 1"},
    };
    BY_HAND(SPAN, rows);
}
