/* Every version of the passes over what a step sees gives what a claim at a time gives, in whole numbers. */
#include "division/dice.h"
#include "engine/claims/claims.h"
#include "engine/passes/columns_weighted.h"
#include "engine/passes/seen.h"
#include "solatium/money.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ROWS = 3 * COLUMNS_BLOCK + 13, ROUNDS = 200, DATES = 6 };

typedef struct sample {
    int64_t total[ROWS], paid[ROWS], principal[ROWS], held[ROWS];
    uint16_t death[ROWS], of_age[ROWS];
    uint8_t kind[ROWS], is_for_him[ROWS];
} sample;

static void roll(uint64_t *dice, sample *s)
{
    const int64_t size = INT64_C(1) << (4 + dice_below(dice, 46));
    for (size_t i = 0; i < ROWS; i++) {
        s->total[i] = dice_below(dice, 4) > 0 ? 1 + dice_below(dice, size) : 0;
        s->paid[i] = s->total[i] > 0 ? dice_below(dice, s->total[i]) / (1 + dice_below(dice, 3)) : 0;
        s->principal[i] = s->total[i] > 0 ? dice_below(dice, s->total[i] - s->paid[i] + 1) : 0;
        s->held[i] = s->total[i] > 0 ? 0 : dice_below(dice, 50);
        s->death[i] = (uint16_t)dice_below(dice, DATES + 1);
        s->of_age[i] = (uint16_t)dice_below(dice, DATES + 2);
        s->kind[i] = (uint8_t)(dice_below(dice, 2) * CLAIM_AFTER_LIVING + CLAIM_OF_LIVING);
        s->is_for_him[i] = (uint8_t)dice_below(dice, 2);
    }
}

static seen_terms terms_in(uint64_t *dice)
{
    const int64_t whom = dice_below(dice, 3), limit = dice_below(dice, 3);
    return (seen_terms){
        .date = (uint16_t)dice_below(dice, DATES),
        .after_bit = CLAIM_AFTER_LIVING,
        .is_after_living = dice_below(dice, 2),
        .for_living = whom == 1,
        .for_estates = whom == 2,
        .is_outstanding = dice_below(dice, 2),
        .most = limit == 1 ? 1 + dice_below(dice, 5000) : INT64_MAX,
        .most_of_claims = limit == 2 ? dice_below(dice, 1000000001) : -1,
    };
}

/* Of whom it is not known whether he was of age: -1. */
static int takes_part(const seen_claims *c, const seen_terms *t, size_t i)
{
    const bool lives = t->date < c->death[i], comes_after = !lives && c->kind[i] & CLAIM_AFTER_LIVING;
    if (comes_after != t->is_after_living || (t->for_living && !lives) || (t->for_estates && lives) ||
        (c->is_for_him && !c->is_for_him[i]))
        return 0;
    if (!c->of_age)
        return 1;
    const uint16_t last = lives ? t->date : c->death[i];
    return !lives && c->of_age[i] == last ? -1 : c->of_age[i] <= last;
}

static int64_t goal_of(const seen_terms *t, int64_t total)
{
    int64_t share =
        t->most_of_claims < 0 ? total : sol_money_scale(sol_money_of(total), t->most_of_claims, 1000000000).units;
    share = share < t->most ? share : t->most;
    return share < total ? share : total;
}

static void check_sight(const seen_version *version, const seen_claims *c, const seen_terms *t)
{
    int64_t goal[ROWS], had[ROWS], goals = 0, all_had = 0;
    uint32_t doubt[ROWS], in_doubt = 0;
    const seen_columns out = {goal, had};
    seen_sums sums = version->see(c, t, &out, doubt);
    for (size_t i = 0; i < ROWS; i++) {
        const int takes = takes_part(c, t, i);
        const bool is_told = in_doubt < sums.doubt_count && doubt[in_doubt] == i / COLUMNS_BLOCK;
        cr_assert(takes >= 0 || is_told, "%s, row %zu", version->name, i);
        int64_t most = goal_of(t, c->total[i]), seen = takes > 0 && most > c->paid[i];
        cr_assert_eq(goal[i], seen ? most - (t->is_outstanding ? c->paid[i] : 0) : 0, "%s, row %zu", version->name, i);
        cr_assert_eq(had[i], seen && !t->is_outstanding ? c->paid[i] : 0, "%s, row %zu", version->name, i);
        goals += goal[i];
        all_had += had[i];
        in_doubt += is_told && ((i + 1) % COLUMNS_BLOCK == 0 || i + 1 == ROWS);
    }
    cr_assert(sums.goals == goals && sums.had == all_had && sums.doubt_count == in_doubt, "%s", version->name);
}

Test(seen, each_version_sees_who_takes_part_and_how_far)
{
    seen_version version[3];
    const size_t versions = seen_versions(version);
    uint64_t dice = 31;
    for (int round = 0; round < ROUNDS; round++) {
        sample s;
        roll(&dice, &s);
        const seen_claims c = {ROWS,
                               s.total,
                               s.paid,
                               s.death,
                               s.kind,
                               dice_below(&dice, 2) ? s.is_for_him : NULL,
                               dice_below(&dice, 2) ? s.of_age : NULL};
        const seen_terms t = terms_in(&dice);
        for (size_t v = 0; v < versions; v++)
            check_sight(&version[v], &c, &t);
    }
}

Test(seen, each_version_pays_open_claims_and_holds_for_the_others)
{
    seen_version version[3];
    const size_t versions = seen_versions(version);
    uint64_t dice = 32;
    for (int round = 0; round < ROUNDS; round++) {
        sample s;
        int64_t had[ROWS], more[ROWS];
        roll(&dice, &s);
        for (size_t i = 0; i < ROWS; i++) {
            more[i] = dice_below(&dice, s.total[i] > 0 ? s.total[i] - s.paid[i] + 1 : 90);
            had[i] = s.paid[i] + s.held[i] + more[i];
        }
        for (size_t v = 0; v < versions; v++) {
            sample now = s;
            int64_t paid = 0, held = 0;
            seen_parted done =
                version[v].part(&(seen_registered){ROWS, had, now.total, now.paid, now.principal, now.held});
            for (size_t i = 0; i < ROWS; i++) {
                const bool is_open = s.total[i] > 0;
                const int64_t left = s.total[i] - s.paid[i] - more[i];
                const int64_t principal = is_open && left < s.principal[i] ? left : s.principal[i];
                cr_assert(now.paid[i] == s.paid[i] + (is_open ? more[i] : 0) &&
                              now.held[i] == s.held[i] + (is_open ? 0 : more[i]) && now.principal[i] == principal,
                          "%s, row %zu", version[v].name, i);
                paid += is_open ? more[i] : 0;
                held += is_open ? 0 : more[i];
            }
            cr_assert(done.paid == paid && done.held == held, "%s", version[v].name);
        }
    }
}

/* What a pass paid into whole claims by what it saw of them, a row at a time; `more` is what each was to have, before the unit. */
static void check_payment(const char *name, const sample *before, const sample *now, const columns_payment *payment,
                          const int64_t more[ROWS], const int64_t room[ROWS])
{
    bool lacks = false;
    for (size_t i = 0; i < ROWS; i++) {
        const int64_t owed = before->total[i] > 0 ? before->total[i] - before->paid[i] : 0;
        const int64_t given = more[i] == owed ? more[i] : more[i] - more[i] % payment->unit, left = room[i] - given;
        cr_assert_eq(now->paid[i], before->paid[i] + given, "%s, row %zu", name, i);
        lacks |= left >= payment->unit || (left > 0 && left >= owed - given);
        bool is_near =
            given > 0 && (double)(before->paid[i] + given) + payment->near >= (double)before->total[i] * payment->goal;
        bool is_told = false;
        for (size_t b = 0; b < payment->block_count; b++)
            is_told |= payment->block[b] == i / COLUMNS_BLOCK;
        cr_assert(is_told || !is_near, "%s, row %zu", name, i);
    }
    cr_assert_eq(payment->lacks, lacks, "%s", name);
}

static columns_payment payment_of(uint64_t *dice, const columns_rows *of, uint32_t *block)
{
    const int64_t unit = dice_below(dice, 2) ? 1 : 1 + dice_below(dice, 50);
    return (columns_payment){.unit = unit, .goal = 0.7, .near = (double)unit + 1, .of = of, .block = block};
}

/* A part of each claim, or nothing, is seen. */
static void see_in_part(uint64_t *dice, const sample *s, int64_t goal[ROWS], int64_t had[ROWS])
{
    const bool is_outstanding = dice_below(dice, 2);
    for (size_t i = 0; i < ROWS; i++) {
        const int64_t owed = s->total[i] > 0 ? s->total[i] - s->paid[i] : 0, room = dice_below(dice, owed + 1);
        const int64_t most = dice_below(dice, 3) ? owed : room;
        had[i] = is_outstanding || most == 0 ? 0 : s->paid[i];
        goal[i] = most == 0 ? 0 : had[i] + most;
    }
}

Test(seen, each_version_pays_whole_claims_by_what_is_seen_of_them)
{
    columns_version version[3];
    const size_t versions = columns_versions(version);
    uint64_t dice = 33;
    for (int round = 0; round < ROUNDS; round++) {
        sample s;
        int64_t goal[ROWS], had[ROWS], more[3][ROWS], room[ROWS];
        uint32_t block[ROWS];
        roll(&dice, &s);
        see_in_part(&dice, &s, goal, had);
        const double share = dice_share(&dice);
        const int64_t level = dice_below(&dice, 1 + s.total[0] + 1000);
        const uint64_t same = dice;
        for (size_t i = 0; i < ROWS; i++) {
            const int64_t part = (int64_t)((double)goal[i] * share), equal = level < goal[i] ? level : goal[i];
            room[i] = goal[i] - had[i];
            more[0][i] = part > had[i] ? part - had[i] : 0;
            more[1][i] = equal > had[i] ? equal - had[i] : 0;
            more[2][i] = room[i] / 3;
        }
        for (size_t v = 0; v < 3 * versions; v++) {
            sample now = s;
            const columns_rows of = {ROWS, now.total, now.paid, now.principal};
            const columns_rows seen = {ROWS, v % 3 == 2 ? room : goal, v % 3 == 2 ? more[2] : had, NULL};
            const columns_equal equal = {1, 0, 1, 0, 1, level, level};
            uint64_t own = same;
            columns_payment payment = payment_of(&own, &of, block);
            const columns_version *with = &version[v / 3];
            int64_t paid = v % 3 == 0   ? with->pay_shares(&seen, share, &payment)
                           : v % 3 == 1 ? with->pay_equals(&seen, &equal, &payment)
                                        : with->pay_given(&seen, &payment);
            check_payment(with->name, &s, &now, &payment, more[v % 3], room);
            for (size_t i = 0; i < ROWS; i++)
                paid -= now.paid[i] - s.paid[i];
            cr_assert_eq(paid, 0, "%s", with->name);
        }
    }
}

Test(seen, each_version_pays_whole_claims_by_weights)
{
    columns_weighted_version version[3];
    const size_t versions = columns_weighted_versions(version);
    uint64_t dice = 34;
    for (int round = 0; round < ROUNDS; round++) {
        sample s;
        int64_t goal[ROWS], had[ROWS], more[ROWS], room[ROWS];
        uint32_t block[ROWS];
        double slope[ROWS];
        roll(&dice, &s);
        see_in_part(&dice, &s, goal, had);
        const double level = dice_share(&dice);
        for (size_t i = 0; i < ROWS; i++) {
            slope[i] = (double)goal[i] * (0.5 + dice_share(&dice));
            const double award = slope[i] * level;
            const int64_t whole = award < (double)goal[i] ? (int64_t)award : goal[i];
            room[i] = goal[i] - had[i];
            more[i] = whole > had[i] ? whole - had[i] : 0;
        }
        const uint64_t same = dice;
        for (size_t v = 0; v < versions; v++) {
            sample now = s;
            const columns_rows of = {ROWS, now.total, now.paid, now.principal};
            uint64_t own = same;
            columns_payment payment = payment_of(&own, &of, block);
            version[v].pay(&(columns_weighted){{ROWS, goal, had, NULL}, slope}, level, &payment);
            check_payment(version[v].name, &s, &now, &payment, more, room);
        }
    }
}
