/* Where a decimal meets money: figures by exact arithmetic (fractions), most of them halves that binary fractions miss. */
#include "engine/trial_fixture.h"

#include <inttypes.h>

#define HEAD "solatium: 1\ntitle: Decimals\ncurrency: KRW\nstart: 2025-01-01\nend: 2025-12-31\n"
#define PAY "payments: {dates: [2025-07-01]}\n"
#define CITY(claim) "claimants: {groups: [{name: City, kind: institution, claim: " claim "}]}\n"
#define REST PAY CITY("1tn")
#define FIRM(what) "participation: 100%\nfirms:\n  - {name: A, country: JP, " what "}\n"
#define FRACTION(rate, what)                                                                                           \
    "participation_as: fraction\nparticipation: " rate "\nfirms:\n  - {name: A, country: JP, " what "}\n"
#define YEN(price) "exchange: {JPY: " price "}\n"
#define GIFT(what) "other_sources:\n  - {name: S, kind: gift, " what "}\n"
#define SALE(what)                                                                                                     \
    "other_sources:\n  - {name: S, kind: enforcement, direct: no, date: 2025-02-01, earmark: [City], " what "}\n"
#define MATCH(pledge, what) FIRM("pledge: " pledge) "other_sources:\n  - {name: M, kind: match, of: JP, " what "}\n"

typedef enum figure { CLAIMED, OPENING, RECEIVED, COSTS, PAID, LEFT } figure;

static int64_t figure_of(const fixture *f, figure which)
{
    const ledger *sums = &f->trial->ledger;
    const sol_money of[] = {
        [CLAIMED] = f->plan->money.claimed,
        [OPENING] = sums->opening,
        [RECEIVED] = sums->received,
        [COSTS] = sums->costs,
        [PAID] = sums->paid,
        [LEFT] = sums->left,
    };
    return of[which].units;
}

static int64_t figure_in(const char *text, figure which)
{
    fixture f = fixture_of(text);
    trial_run(f.trial, 0);
    int64_t units = figure_of(&f, which);
    fixture_end(&f);
    return units;
}

static const struct {
    const char *label, *text;
    figure which;
    int64_t wanted;
} rows[] = {
    {"a gift at 1.005", HEAD REST YEN("1.005") GIFT("amount: 100 JPY, date: 2025-02-01"), RECEIVED, 101},
    {"a claim at 1180.35", HEAD PAY YEN("1180.35") CITY("50 JPY"), CLAIMED, 59018},
    {"a claim that is one of one", HEAD PAY YEN("1180.35") CITY("{choice: {50 JPY: 100%}}"), CLAIMED, 59018},
    {"57 % of the claims", HEAD PAY CITY("50") FIRM("pledge: {of_claims: 57%}"), RECEIVED, 29},
    {"0.285 of the claims", HEAD PAY CITY("100") FIRM("pledge: {of_claims: 0.285}"), RECEIVED, 29},
    {"33.3 % of the claims", HEAD PAY CITY("1500") FIRM("pledge: {of_claims: 33.3%}"), RECEIVED, 500},
    {"a third in nine digits", HEAD PAY CITY("1500000000") FIRM("pledge: {of_claims: 33.3333333%}"), RECEIVED,
     500000000},
    {"a chosen share", HEAD PAY CITY("50") FIRM("pledge: {of_claims: {choice: {57%: 100%}}}"), RECEIVED, 29},
    {"a share without a spread", HEAD PAY CITY("50") FIRM("pledge: {of_claims: {uniform: [57%, 57%]}}"), RECEIVED, 29},
    {"a share that does not deviate", HEAD PAY CITY("50") FIRM("pledge: {of_claims: {normal: [57%, 0%]}}"), RECEIVED,
     29},
    {"a share of a size abroad", HEAD REST YEN("1.005") FIRM("pledge: {of_size: 57%}, size: 50 JPY"), RECEIVED, 29},
    {"a share of a large size", HEAD REST FIRM("pledge: {of_size: 0.1%}, size: 999999999999500 KRW"), RECEIVED,
     INT64_C(1000000000000)},
    {"a pledge abroad", HEAD REST YEN("9.07") FIRM("pledge: 98765432198765 JPY"), RECEIVED, INT64_C(895802470042799)},
    {"a pledge abroad past 2^53", HEAD REST YEN("9.07") FIRM("pledge: 987654321987653 JPY"), RECEIVED,
     INT64_C(8958024700428013)},
    {"large and odd", HEAD REST YEN("1.005") GIFT("amount: 999999999999999 JPY, date: 2025-02-01"), RECEIVED,
     INT64_C(1004999999999999)},
    {"a price of nine decimals", HEAD REST YEN("0.333333333") GIFT("amount: 1500000000 JPY"), RECEIVED, 500000000},
    {"a price of eighteen digits", HEAD REST YEN("1.00499999999999999") GIFT("amount: 100 JPY"), RECEIVED, 100},
    {"a price written with an exponent", HEAD REST YEN("1005e-3") GIFT("amount: 100 JPY"), RECEIVED, 101},
    {"a price that could drift, at start", HEAD REST YEN("{price: 1.005, drift: 5%/y}") GIFT("amount: 100 JPY"),
     RECEIVED, 101},
    {"a price that wanders, at start", HEAD REST YEN("{price: 1.005, volatility: 9%/y}") GIFT("amount: 100 JPY"),
     RECEIVED, 101},
    {"instalments abroad", HEAD REST YEN("1.5") FIRM("pledge: 100 JPY, pays: {instalments: 3, every: month}"), RECEIVED,
     151},
    {"a haircut of 30 %", HEAD REST SALE("worth: 974000005, haircut: 30%"), RECEIVED, 681800004},
    {"a haircut of 71 %", HEAD REST SALE("worth: 50, haircut: 71%"), RECEIVED, 15},
    {"a haircut of a large worth", HEAD REST SALE("worth: 999999999999995, haircut: 10%"), RECEIVED,
     INT64_C(899999999999996)},
    {"a haircut abroad", HEAD REST YEN("1.005") SALE("worth: 200 JPY, haircut: 50%"), RECEIVED, 101},
    {"a match of 0.335", HEAD REST MATCH("100", "ratio: 0.335"), RECEIVED, 134},
    {"a match of 100.5 %", HEAD REST MATCH("100", "ratio: 100.5%"), RECEIVED, 201},
    {"a match's cap abroad", HEAD REST YEN("1180.35") MATCH("1m", "ratio: 100%, cap: 50 JPY"), RECEIVED, 1059018},
    {"57 % join", HEAD REST FRACTION("57%", "pledge: 50"), RECEIVED, 29},
    {"57 % join, chosen", HEAD REST FRACTION("{choice: {57%: 100%}}", "pledge: 50"), RECEIVED, 29},
    {"0.7 of 35 % join", HEAD REST FRACTION("35%", "pledge: 100, participation: {times: 0.7}"), RECEIVED, 25},
    {"3.8 of 3 % join", HEAD REST FRACTION("3%", "pledge: 250, participation: {times: 3.8}"), RECEIVED, 29},
    {"35 % of its own", HEAD REST FRACTION("0%", "pledge: 90, participation: 35%"), RECEIVED, 32},
    {"nine decimals of nine decimals",
     HEAD REST FRACTION("33.3333333%", "pledge: 999999999999999, participation: {times: 0.333333333}"), RECEIVED,
     INT64_C(111111110888889)},
    {"an opening abroad", HEAD REST YEN("1180.35") "fund: {opening: 50 JPY}\n", OPENING, 59018},
    {"a reserve abroad", HEAD REST YEN("1180.35") "fund: {opening: 1m, reserve: 50 JPY}\n", LEFT, 59018},
    {"costs abroad of a claim", HEAD REST YEN("1180.35") "fund: {opening: 1m, costs: {per_claim: 50 JPY}}\n", COSTS,
     59018},
    {"costs, a share", HEAD PAY CITY("1tn") "fund: {costs: {share: 57%}}\n" GIFT("amount: 50"), COSTS, 29},
    {"a limit abroad",
     HEAD CITY("1tn") YEN("1180.35") "payments: {dates: [2025-07-01], limit: 50 JPY}\nfund: {opening: 1m}\n", PAID,
     59018},
    {"a unit abroad",
     HEAD CITY("1tn") YEN("1180.35") "payments: {dates: [2025-07-01], unit: 50 JPY}\nfund: {opening: 1m}\n", PAID,
     944288},
    {"a level abroad",
     HEAD REST YEN("1180.35") "fund: {opening: 1m}\nallocation: [{up_to: 50 JPY, rule: proportional}]\n", PAID, 59018},
    {"a level, a share", HEAD PAY CITY("50") "fund: {opening: 1m}\nallocation: [{up_to: 57%, rule: proportional}]\n",
     PAID, 29},
    {"paid before, abroad",
     HEAD PAY YEN("1180.35") "claimants: {groups: [{name: City, kind: institution, claim: 1m, "
                             "paid: 50 JPY on 2024-05-01}]}\n",
     CLAIMED, 940982},
};

Test(decimals, what_was_written_in_decimals_is_multiplied_as_decimals)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t units = figure_in(rows[i].text, rows[i].which);
        cr_expect_eq(units, rows[i].wanted, "%s: %" PRId64 ", not %" PRId64, rows[i].label, units, rows[i].wanted);
    }
}

static uint64_t dice(uint64_t *state, uint64_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407u;
    return (*state >> 33) % below;
}

/* A number of up to nine decimals as it is written, and its billionths. */
static int64_t written(uint64_t *state, int64_t whole_below, char text[static 32])
{
    int decimals = (int)dice(state, 10);
    int64_t parts = 1, digits;
    for (int i = 0; i < decimals; i++)
        parts *= 10;
    digits = (int64_t)dice(state, (uint64_t)(parts > 1 ? parts : 2)) % parts;
    if (decimals && dice(state, 2)) /* ends in 5: half a unit is near */
        digits = digits - digits % 10 + 5;
    int64_t whole = (int64_t)dice(state, (uint64_t)whole_below);
    snprintf(text, 32, decimals ? "%" PRId64 ".%0*" PRId64 : "%" PRId64, whole, decimals, digits);
    return whole * 1000000000 + digits * (1000000000 / parts);
}

/* By whole units and what is left of them, which is held against its other side: no half is added. */
static int64_t nearest(int64_t units, int64_t billionths)
{
    sol_wide product = (sol_wide)units * billionths, one = 1000000000;
    int64_t whole = (int64_t)(product / one);
    sol_wide rest = product - whole * one;
    return whole + (rest >= one - rest);
}

Test(decimals, so_are_random_ones)
{
    uint64_t state = 33500;
    char price[32], share[32], haircut[32], ratio[32], text[1200];
    for (int i = 0; i < 400; i++) {
        int64_t claim = 1 + (int64_t)dice(&state, i % 4 ? 3000 : 1000000000), gift = 1 + (int64_t)dice(&state, 3000);
        int64_t worth = (i % 3 ? 1 : INT64_C(499999)) * (1 + (int64_t)dice(&state, 2000000000));
        int64_t unit = written(&state, 2000, price), of_claims = written(&state, 1, share);
        int64_t off = written(&state, 1, haircut), times = written(&state, 3, ratio);
        if (unit == 0)
            continue;
        snprintf(text, sizeof text,
                 HEAD PAY "claimants: {groups: [{name: City, kind: institution, claim: %" PRId64 "}]}\n"
                          "exchange: {JPY: %s}\nparticipation: 100%%\n"
                          "firms: [{name: A, country: JP, pledge: {of_claims: %s}}]\nother_sources:\n"
                          "  - {name: G, kind: gift, amount: %" PRId64 " JPY}\n"
                          "  - {name: E, kind: enforcement, direct: no, earmark: [City], worth: %" PRId64
                          ", haircut: %s}\n"
                          "  - {name: M, kind: match, of: JP, ratio: %s}\n",
                 claim, price, share, gift, worth, haircut, ratio);
        int64_t pledge = nearest(claim, of_claims);
        int64_t wanted = pledge + nearest(gift, unit) + nearest(worth, 1000000000 - off) + nearest(pledge, times);
        int64_t units = figure_in(text, RECEIVED);
        cr_expect_eq(units, wanted, "%" PRId64 ", not %" PRId64 ", of\n%s", units, wanted, text);
    }
}
