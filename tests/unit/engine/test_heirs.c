/* Whether and when heirs come forward, to the unit; and how often and when on average, against closed forms. */
#include "engine/by_hand.h"

#include "engine/claims/heirs.h"

#include <math.h>

#define SPAN "start: 2025-01-01\nend: 2028-12-31\n"
#define PAYS "payments: {dates: [2025-07-01, 2026-07-01, 2027-07-01]}\n"
#define GIFT "other_sources: [{name: G, kind: gift, amount: 100, date: 2026-03-01}]\n"
/* He, who dies on 2 January 2025, and a firm claim 300 each; 500 at first, and 100 more before the second pay date. */
#define OF(heirs) "fund: {opening: 500}\n" GIFT GROUPS HE("A", "300, heirs: " heirs) CLAIM("B", "300") PAYS
#define HELD(heirs) "hold: registered\n" OF(heirs)

Test(heirs, come_later_or_not_at_all)
{
    static const by_hand rows[] = {
        {"at once: as if the word stood there", OF("{inherit: 100%}"), "250 250 | 300 300 | 300 300",
         "estate-paid 1, left 0, owed 0"},
        {"they come a year later, and catch up", OF("{after: 1y}"), "0 300 | 300 300 | 300 300",
         "estate-paid 1, left 0, owed 0"},
        {"on the pay date itself: they are there", OF("{after: 180d}"), "250 250 | 300 300 | 300 300", "owed 0"},
        {"a day behind it: they are not", OF("{after: 181d}"), "0 300 | 300 300 | 300 300", "owed 0"},
        {"behind the last pay date: it is owed, and not paid", OF("{after: 3y}"), "0 300 | 0 300 | 0 300",
         "nothing 1, left 300, owed 300"},
        {"nobody comes, the claim lapses", OF("{inherit: 0%}"), "0 300 | 0 300 | 0 300", "nothing 1, left 300, owed 0"},
        {"nobody comes, the claim is kept", OF("{inherit: 0%, else: keep}"), "0 300 | 0 300 | 0 300",
         "nothing 1, left 300, owed 300"},
        {"what is held for him waits for them", HELD("{after: 1y}"), "0 250 | 300 300 | 300 300", "left 0, owed 0"},
        {"nothing is held once it is known that nobody comes", HELD("{inherit: 0%}"), "0 300 | 0 300 | 0 300",
         "left 300, owed 0"},
        {"who is kept is held for to the end", HELD("{inherit: 0%, else: keep}"), "0 250 | 0 300 | 0 300",
         "left 300, owed 300"},
        {"after the living", OF("{after: 1y, rank: after-living}"), "0 300 | 300 300 | 300 300", "owed 0"},
        {"after the living, at once", OF("{rank: after-living}"), "200 300 | 300 300 | 300 300", "owed 0"},
    };
    BY_HAND(SPAN, rows);
}

/* Heirs of those who died before start hold their claims; only their rank is asked for. Who does not die has none. */
Test(heirs, are_awaited_of_those_alone_who_die_from_start_on)
{
#define ALL(heirs) "claimants:\n  heirs: " heirs "\n  groups:\n"
    static const by_hand rows[] = {
        {"an estate", "fund: {opening: 100}\n" ALL("{inherit: 0%}") ESTATE("E", "60") SHE("S", "40") PAYS,
         "60 40 | 60 40 | 60 40", "owed 0"},
        {"an estate after the living",
         "fund: {opening: 50}\n" ALL("{inherit: 0%, after: 1y, rank: after-living}") ESTATE("E", "60") SHE("S", "40")
             PAYS,
         "10 40 | 10 40 | 10 40", "owed 50"},
        {"a group says its own",
         "fund: {opening: 100}\n" ALL("{inherit: 0%}") HE("A", "60, heirs: inherit") SHE("S", "40") PAYS,
         "60 40 | 60 40 | 60 40", "owed 0"},
    };
    BY_HAND(SPAN, rows);
}

/*
 * Interest runs while heirs are awaited: 100,000 with 10 % a year bear 14,959 to 1 July 2026 (546 days: 14,958.90). Costs that end with the claims go on
 * while one is kept. A court's title is paid to nobody until somebody is there.
 */
Test(heirs, interest_costs_courts_and_answers)
{
    static const by_hand rows[] = {
        {"interest",
         "fund: {opening: 500000}\n" GROUPS HE("A", "100000, interest: 10%/y from 2025-01-01, heirs: {after: 1y}") PAYS,
         "0 | 114959 | 114959", "interest 14959, left 385041"},
        {"costs to the end where it is kept",
         "fund: {opening: 500, costs: {yearly: 73, until: closed}}\n" GROUPS HE(
             "A", "300, heirs: {inherit: 0%, else: keep}") PAYS,
         "0 | 0 | 0", "costs 292, left 208, owed 300"}, /* of 1,460 days, 73 in 365.25 */
        {"a deposit waits for heirs who take it up, and nothing is owed on it",
         "fund: {opening: 300}\n" GROUPS HE(
             "A", "300, heirs: {after: 2y}, accepts: {probability: 0%, declined: deposit, taken: "
                  "{probability: 100%, after: 1y}}") PAYS,
         "0 | 0 | 300", "deposited 0, owed 0, left 0"},
        {"and if they come behind the last pay date",
         "fund: {opening: 300}\n" GROUPS HE(
             "A", "300, heirs: {after: 3y}, accepts: {probability: 0%, declined: deposit, taken: "
                  "{probability: 100%, after: 1y}}") PAYS,
         "0 | 0 | 0", "deposited 300, owed 0, left 0"},
        {"no costs behind a claim that has lapsed",
         "fund: {opening: 500, costs: {yearly: 73, until: closed}}\n" GROUPS HE("A", "300, heirs: {inherit: 0%}") PAYS,
         "0 | 0 | 0", "costs 0, left 500"},
        {"a court",
         "other_sources: [{name: S, kind: enforcement, worth: 120, date: 2025-03-01, earmark: [A]}, {name: T, kind: "
         "enforcement, worth: 100, date: 2026-03-01, earmark: [A]}]\n" GROUPS HE("A", "300, heirs: {after: 1y}") PAYS,
         "0 | 100 | 100", "returned 120, owed 200"},
        {"his answer is theirs, and runs while they are awaited",
         "fund: {opening: 300}\n" GROUPS HE("A", "300, heirs: {after: 1y}, accepts: {after: 500d}") PAYS,
         "0 | 300 | 300", "owed 0"},
        {"what is unpaid on the goal's day waits for an answer, as nobody is there to give one",
         "fund: {opening: 300}\n" GROUPS HE("A", "300, heirs: {after: 1y}") PAYS
         "timeliness: {who: all, paid: 100%, by: "
         "2025-12-31, goal: 90%, confidence: 80%}\n",
         "0 | 300 | 300", "unpaid 300, for-answer 300, for-money 0"},
    };
    BY_HAND(SPAN, rows);
}

/*
 * Of 400 men who die on the day behind start, some 60 % have heirs who come, after 243 days each (8 months from 2 January: 2 September) or by an
 * exponential wait; by the pay date of 1 January 2026, 364 days behind, their part 1 − e^{−365/243.5} of them have been paid.
 */
static void expect_paid(const char *after, double share)
{
    enum { PEOPLE = 400, TRIALS = 500, CLAIM_EACH = 1000 };
    sol_arena *arena = sol_arena_new();
    fixture f = fixture_of(sol_arena_print(
        arena,
        BY_HAND_HEAD SPAN
        "fund: {opening: 1bn KRW}\nclaimants: {groups: [{name: A, count: 400, sex: male, age: 90, claim: "
        "1000, heirs: {inherit: 60%%, after: %s, else: keep}}]}\npayments: {dates: [2026-01-01]}\n",
        after));
    double sum = 0;
    for (uint64_t index = 0; index < TRIALS; index++) {
        trial_run(f.trial, index);
        sum += (double)f.trial->ledger.paid.units / (PEOPLE * CLAIM_EACH);
        for (size_t i = 0; i < PEOPLE; i++)
            cr_assert_eq(trial_claim_of(f.trial, i).paid_in_life.units, 0);
    }
    const double error = sqrt(share * (1 - share) / (PEOPLE * TRIALS));
    cr_expect_float_eq(sum / TRIALS, share, 5 * error, "%s: %g, not %g", after, sum / TRIALS, share);
    fixture_end(&f);
    sol_arena_free(arena);
}

Test(heirs, come_as_often_and_as_late_as_closed_forms_say)
{
    expect_paid("8mo", 0.6);
    expect_paid("1y", 0); /* 2 January 2026 */
    expect_paid("{exponential: 8mo}", 0.6 * (1 - exp(-365 / (8 * 365.25 / 12))));
    /* one wait a trial for the group: half of the trials have one mean, half the other */
    expect_paid("{exponential: {choice: {100d: 50%, 300d: 50%}}}",
                0.6 * (1 - exp(-365 / 100.0) / 2 - exp(-365 / 300.0) / 2));
}
