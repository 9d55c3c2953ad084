/* Claims that are filed in the course of a trial, too late, or never, to the unit. */
#include "engine/by_hand.h"

#define SPAN "start: 2025-01-01\nend: 2028-12-31\n"
#define PAYS "payments: {dates: [2025-07-01, 2026-07-01, 2027-07-01]}\n"
#define FUND "fund: {opening: 500}\n"
#define CLOSES(day) "administration: {closes: " day "}\n"

Test(filing, a_claim_exists_from_the_day_on_which_it_is_filed)
{
    static const by_hand rows[] = {
        {"it is paid from then on, out of what is left",
         FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-01") PAYS, "300 0 | 300 200 | 300 200",
         "claimed 600, owed 100, refused 0, not-due 0"},
        {"a span counts from start on", FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2y") PAYS,
         "300 0 | 300 0 | 300 200", "claimed 600, owed 100"},
        {"on the last day of filing it is in time",
         FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-01") PAYS CLOSES("2026-03-01"),
         "300 0 | 300 200 | 300 200", "claimed 600, owed 100, refused 0"},
        {"a day later it is refused, and owed nothing",
         FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-02") PAYS CLOSES("2026-03-01"),
         "300 0 | 300 0 | 300 0", "claimed 600, owed 0, left 200, refused 1"},
        {"who would file after the end is nobody",
         FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2029-01-01") PAYS CLOSES("2026-03-01"),
         "300 0 | 300 0 | 300 0", "claimed 300, owed 0, left 200, refused 0, not-due 1"},
        {"a day that is drawn: between the first pay date and the second, whenever",
         FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: {uniform: [2025-07-02, 2026-07-01]}") PAYS,
         "300 0 | 300 200 | 300 200", "claimed 600, owed 100"},
        {"the same of the day of eligibility",
         FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, eligible: {uniform: [2025-07-02, 2026-07-01]}") PAYS,
         "300 0 | 300 200 | 300 200", "claimed 600, owed 100"},
        {"a pledge of claims is of those filed by start",
         "participation: 100%\nfirms: [{name: F, country: JP, pledge: {of_claims: 50%}}]\n" GROUPS CLAIM("A", "300")
             CLAIM("B", "300, filed: 2026-03-01") PAYS,
         "150 0 | 150 0 | 150 0", "received 150, claimed 600, owed 450"},
    };
    BY_HAND(SPAN, rows);
}

/*
 * The example of scenarios/README.md. 600 in hand. On the first pay date A alone has filed and is paid its 300; B, who has filed by the second, 200;
 * C, who files on the day behind the last, nothing: 100 are left.
 */
Test(filing, the_example_of_the_reference)
{
    static const by_hand rows[] = {
        {"as it is written there",
         "fund: {opening: 600}\n" GROUPS CLAIM("A", "300") CLAIM("B", "200, filed: 2026-03-01")
             CLAIM("C", "200, filed: 2027-01-01") PAYS CLOSES("2026-12-31"),
         "300 0 0 | 300 200 0 | 300 200 0", "claimed 700, refused 1, left 100, owed 0"},
        {"with a year more for filing C has what is left",
         "fund: {opening: 600}\n" GROUPS CLAIM("A", "300") CLAIM("B", "200, filed: 2026-03-01")
             CLAIM("C", "200, filed: 2027-01-01") PAYS CLOSES("2027-12-31"),
         "300 0 0 | 300 200 0 | 300 200 100", "claimed 700, refused 0, left 0, owed 100"},
    };
    BY_HAND(SPAN, rows);
}

Test(filing, who_has_not_filed_is_not_registered)
{
    static const by_hand rows[] = {
        {"filed at start, his half is held until he is eligible",
         FUND "hold: registered\n" GROUPS CLAIM("A", "300") CLAIM("B", "300, eligible: 2027-01-01") PAYS,
         "250 0 | 250 0 | 250 250", "left 0"},
        {"filed later, there was nothing to hold",
         FUND "hold: registered\n" GROUPS CLAIM("A", "300") CLAIM("B", "300, eligible: 2027-01-01, filed: 2026-03-01")
             PAYS,
         "300 0 | 300 0 | 300 200", "left 0"},
        {"from the day of filing on: a third claim shares with what is held",
         "fund: {opening: 300}\nhold: registered\nother_sources: [{name: G, kind: gift, amount: 300, date: "
         "2026-05-01}]\n" GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2025-08-01, eligible: 2027-01-01")
             CLAIM("C", "300, filed: 2025-08-01") PAYS,
         "300 0 0 | 300 0 150 | 300 150 150", "left 0"},
        {"too late, never",
         FUND "hold: registered\n" GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-02")
             PAYS CLOSES("2026-03-01"),
         "300 0 | 300 0 | 300 0", "left 200, refused 1"},
    };
    BY_HAND(SPAN, rows);
}

#define MONTHS "payments: {dates: [2025-01-31, 2025-02-28, 2025-03-31]}\n"
#define GIFTS "other_sources: [{name: G, kind: gift, amount: 150, date: 2025-01-02, every: month, until: 2025-03-02}]\n"
#define OFFICE(rest) "administration: {capacity: 1, " rest "}\n"

Test(filing, the_queue_and_priority_go_by_filing)
{
    static const by_hand rows[] = {
        {"one a month, on its last day, as they file",
         GROUPS CLAIM("A", "100, filed: 2025-03-10") CLAIM("B", "100, filed: 2025-02-20") CLAIM("C", "100")
             MONTHS GIFTS OFFICE("order: filing"),
         "0 0 100 | 0 100 100 | 100 100 100", "left 150"},
        {"who has filed before start comes first, of one day as in the file",
         GROUPS CLAIM("A", "100") CLAIM("B", "100, filed: 2024-02-20") CLAIM("C", "100, filed: 2024-02-20")
             MONTHS GIFTS OFFICE("order: filing"),
         "0 100 0 | 0 100 100 | 100 100 100", "left 150"},
        {"the smallest of those who have filed",
         GROUPS CLAIM("A", "100, filed: 2025-02-01") CLAIM("B", "120") CLAIM("C", "130")
             MONTHS GIFTS OFFICE("order: smallest"),
         "0 120 0 | 100 120 0 | 100 120 130", "left 100"},
        {"what nobody waits for is lost: B in January, nobody in February, A at the end of March",
         GROUPS CLAIM("A", "100, filed: 2025-03-10") CLAIM(
             "B", "100") "payments: {dates: [2025-01-31, 2025-03-30, 2025-03-31]}\n" GIFTS OFFICE("order: filing"),
         "0 100 | 0 100 | 100 100", "left 250"},
        {"too late for the queue: it takes no place in it",
         GROUPS CLAIM("A", "100, filed: 2025-02-05") CLAIM("B", "100, filed: 2025-02-10") CLAIM("C", "100") MONTHS GIFTS
         "administration: {capacity: 1, order: filing, closes: 2025-02-09}\n",
         "0 0 100 | 100 0 100 | 100 0 100", "left 250, refused 1"},
        {"costs of claims are of those that are examined: not of A, who is too late",
         "fund: {opening: 0, costs: {per_claim: 10}}\n" GROUPS CLAIM("A", "100, filed: 2025-03-05")
             CLAIM("B", "100, filed: 2025-02-10") CLAIM("C", "100") MONTHS GIFTS CLOSES("2025-02-28"),
         "0 0 100 | 0 100 100 | 0 100 100", "costs 20, left 230"},
        {"priority: as they filed",
         GROUPS CLAIM("A", "300, filed: 2025-02-10") CLAIM("B", "100") CLAIM("C", "200, filed: 2025-01-05") MONTHS GIFTS
         "allocation: {rule: priority, by: filing}\n",
         "0 100 50 | 0 100 200 | 150 100 200", "left 0, owed 150"},
        {"and before start",
         GROUPS CLAIM("A", "100, filed: 2024-12-01") CLAIM("B", "100, filed: 2024-06-01") MONTHS GIFTS
         "allocation: {rule: priority, by: filing}\n",
         "50 100 | 100 100 | 100 100", "left 250"},
    };
    BY_HAND("start: 2025-01-01\nend: 2025-12-31\n", rows);
}

/* Who had filed by a day keeps the old terms. */
Test(filing, steps_ask_when_a_claim_was_filed)
{
#define TERMS(first, rest)                                                                                             \
    FUND GROUPS CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-01") PAYS                                            \
        "allocation:\n"                                                                                                \
        "  - {who: {filed_by: " first "}, rule: proportional}\n  - {who: {filed_from: " rest                           \
        "}, up_to: 50%, rule: proportional}\n"
    static const by_hand rows[] = {
        {"half of it for those who come later", TERMS("2025-12-31", "2026-01-01"), "300 0 | 300 150 | 300 150",
         "left 50"},
        {"on the last day he is one of the first", TERMS("2026-03-01", "2026-03-02"), "300 0 | 300 200 | 300 200",
         "left 0"},
        {"between the two nobody is for him", TERMS("2026-02-28", "2026-03-02"), "300 0 | 300 0 | 300 0", "left 200"},
    };
    BY_HAND(SPAN, rows);
}

/* He dies on the first day after start; his heirs file. */
Test(filing, who_dies_before_he_files_is_an_estate)
{
#define LAPSE "claimants:\n  heirs: lapse\n  groups:\n"
    static const by_hand rows[] = {
        {"the heirs file on that day", FUND GROUPS HE("A", "300, filed: 2026-03-01") PAYS, "0 | 300 | 300",
         "estate-paid 1, whole-estates 1, whole-living 0, deaths 0"},
        {"who had filed died waiting", FUND GROUPS HE("A", "300") PAYS, "300 | 300 | 300",
         "estate-paid 1, whole-estates 0, whole-living 1, deaths 1"},
        {"the claim lapsed: nobody files", FUND LAPSE HE("A", "300, filed: 2026-03-01") PAYS, "0 | 0 | 0",
         "not-due 1, left 500, deaths 0, claimed 0"},
        {"she lives", FUND GROUPS SHE("A", "300, filed: 2026-03-01") PAYS, "0 | 300 | 300",
         "in-time 1, whole-living 1"},
    };
    BY_HAND(SPAN, rows);
}

/* 100,000 with 10 % a year: 365 days to 2026-01-01 are 10,000, 546 to 2026-07-01 are 14,958.90. */
Test(filing, interest_runs_on_until_a_claim_is_filed)
{
#define LENT(rest)                                                                                                     \
    "fund: {opening: 500000}\n" GROUPS CLAIM("A", "100000, interest: 10%/y from 2025-01-01, filed: 2026-01-01" rest)   \
        PAYS
    static const by_hand rows[] = {
        {"until it is paid", LENT(""), "0 | 114959 | 114959", "claimed 110000, interest 4959"},
        {"until he is entitled, which he is not before he files", LENT(", interest_until: eligible"),
         "0 | 110000 | 110000", "claimed 110000, interest 0"},
        {"until a day", LENT(", interest_until: 2025-07-02"), "0 | 104986 | 104986", /* 182 days: 4986.30 */
         "claimed 104986, interest 0"},
    };
    BY_HAND(SPAN, rows);
}

/* 100 a year are 50 by 1 July 2025 (181 days: 49.55) and 149 by 1 July 2026 (546 days: 149.49). */
Test(filing, costs_end_when_no_claim_can_be_filed)
{
#define YEARLY "fund: {opening: 1000, costs: {yearly: 100, until: closed}}\n" GROUPS
    static const by_hand rows[] = {
        {"a claim to come is open", YEARLY CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-01") PAYS,
         "300 0 | 300 300 | 300 300", "costs 149"},
        {"none may come any more behind the last day of filing",
         YEARLY CLAIM("A", "300") CLAIM("B", "300, filed: 2026-03-01") PAYS CLOSES("2025-12-31"),
         "300 0 | 300 0 | 300 0", "costs 50, refused 1"},
    };
    BY_HAND(SPAN, rows);
}
