/* Every version gives what a row at a time gives. */
#include "division/dice.h"
#include "engine/claims/claims.h"
#include "engine/claims/timely.h"
#include "engine/tally/endings.h"
#include "solatium/money.h"

#include <criterion/criterion.h>

enum { ROWS = 2 * ENDINGS_BLOCK + 11, DATES = 9, ROUNDS = 80 };

typedef struct sample {
    uint8_t flags[ROWS], standing[ROWS], in_time[ROWS], late[ROWS], state[ENDINGS];
    uint16_t unseen[ROWS], death[ROWS], eligible[ROWS];
    int64_t paid[ROWS], paid_in_life[ROWS], claimed[ROWS], before[ROWS], total[ROWS];
    endings_columns columns;
} sample;

static void roll_row(uint64_t *dice, sample *s, size_t i, int64_t size)
{
    uint16_t *date[] = {&s->unseen[i], &s->death[i], &s->eligible[i]};
    for (size_t k = 0; k < 3; k++)
        *date[k] = (uint16_t)dice_below(dice, DATES + 1);
    s->flags[i] = dice_below(dice, 2) ? 0 : (uint8_t)dice_below(dice, 8);
    s->standing[i] = (uint8_t)dice_below(dice, 32);
    s->in_time[i] = dice_below(dice, 3) == 0;
    s->late[i] = dice_below(dice, 3) == 0;
    s->total[i] = dice_below(dice, size);
    const int64_t most = INT64_C(1) << 53; /* sums of what was paid are below 2^63 */
    s->paid[i] = dice_below(dice, 3) ? dice_below(dice, size < most ? size : most) : 0;
    s->before[i] = dice_below(dice, 3) ? 0 : dice_below(dice, s->paid[i] + 1);
    s->paid_in_life[i] = s->before[i] + dice_below(dice, s->paid[i] - s->before[i] + 1);
    s->claimed[i] = dice_below(dice, size);
}

static void roll(uint64_t *dice, sample *s)
{
    int64_t size = INT64_C(1) << (3 + dice_below(dice, 58));
    for (size_t i = 0; i < ROWS; i++)
        roll_row(dice, s, i, size);
    for (size_t k = 0; k < ENDINGS; k++)
        s->state[k] = (uint8_t)dice_below(dice, ENDINGS_LIFE);
    s->columns = (endings_columns){
        .flags = s->flags,
        .standing = s->standing,
        .kind = s->standing,
        .in_time = s->in_time,
        .late = s->late,
        .unseen = s->unseen,
        .death = s->death,
        .eligible = s->eligible,
        .paid = s->paid,
        .paid_in_life = s->paid_in_life,
        .claimed = s->claimed,
    };
    s->columns.bear_interest = dice_below(dice, 2);
    s->columns.before = dice_below(dice, 2) ? s->before : NULL;
    s->columns.by = (uint16_t)dice_below(dice, DATES + 1);
    s->columns.end = (uint16_t)dice_below(dice, DATES);
    s->columns.goal = (uint16_t)dice_below(dice, s->columns.end + 1);
    s->columns.buried = (uint16_t)dice_below(dice, DATES + 1);
    s->columns.state = s->state;
}

/* Sums as they are defined: in life, to estates, and of those whose totals are summed. */
typedef struct plain_sums {
    sol_wide in_life, to_estates, ever, whole, interest, owed;
    uint32_t head[ENDINGS_HEADS];
} plain_sums;

static uint16_t head_of(const sample *s, size_t i, int64_t in_life, int64_t to_estate)
{
    const endings_columns *c = &s->columns;
    int64_t before = c->before ? s->before[i] : 0;
    *(s->standing[i] & CLAIM_OF_LIVING ? &in_life : &to_estate) += before;
    unsigned ending =
        s->flags[i] + 8U * s->in_time[i] + 16U * s->late[i] + (in_life > 0 ? 32 : 0) + (to_estate > 0 ? 64 : 0);
    unsigned life = s->death[i] <= s->eligible[i] ? ENDINGS_SAW_NONE : ENDINGS_SAW_MONEY;
    if (s->unseen[i] > c->goal)
        life = s->unseen[i] > c->end ? ENDINGS_OUTLIVES_END : ENDINGS_OUTLIVES_GOAL;
    bool inherited = (s->standing[i] & TIMELY_EVER) && !(s->standing[i] & CLAIM_LAPSES);
    bool could = (inherited || s->eligible[i] < s->death[i]) && s->eligible[i] < c->by;
    return (uint16_t)(s->state[ending] + ENDINGS_LIFE * life + (could ? ENDINGS_COULD : 0) +
                      (s->standing[i] & CLAIM_OF_LIVING ? ENDINGS_LIVING : 0) +
                      (s->standing[i] & TIMELY_COUNTED ? ENDINGS_COUNTED : 0));
}

/* Without interest a claim is what it was at start, unless there is none. */
static int64_t total_of(const sample *s, size_t i)
{
    if (s->columns.bear_interest)
        return s->total[i];
    bool is_void = s->flags[i] & (CLAIM_REFUSED | CLAIM_NOT_DUE);
    return is_void ? 0 : s->claimed[i] + (s->columns.before ? s->before[i] : 0);
}

static bool saw_none(uint16_t head)
{
    return head / ENDINGS_LIFE % 4 == ENDINGS_SAW_NONE && (head & ENDINGS_LIVING) && (head & ENDINGS_COUNTED);
}

static void add_plainly(const sample *s, size_t i, plain_sums *sum)
{
    const endings_columns *c = &s->columns;
    int64_t before = c->before ? s->before[i] : 0;
    int64_t ever = s->death[i] < c->buried ? s->paid_in_life[i] : s->paid[i], in_life = ever - before;
    bool is_void = s->flags[i] & (CLAIM_REFUSED | CLAIM_NOT_DUE),
         counts = !s->flags[i] && (s->standing[i] & CLAIM_OF_LIVING);
    bool has_lapsed = (s->standing[i] & CLAIM_LAPSES) && s->unseen[i] <= c->end;
    sum->in_life += in_life;
    sum->to_estates += s->paid[i] - ever;
    sum->ever += counts ? ever : 0;
    sum->whole += counts ? total_of(s, i) : 0;
    sum->interest += is_void || has_lapsed ? 0 : total_of(s, i) - before - s->claimed[i];
    sum->owed += s->flags[i] || has_lapsed ? 0 : total_of(s, i) - s->paid[i];
    sum->head[head_of(s, i, in_life, s->paid[i] - ever)]++;
}

static bool is_same(endings_wide a, sol_wide b)
{
    return (sol_wide)a.high * (INT64_C(1) << 32) + a.low == b;
}

static void check(const endings_version *version, const sample *s)
{
    plain_sums plain = {.in_life = 0};
    endings_sums sums = {.in_life = 0};
    endings_block b;
    for (b.from = 0; b.from < ROWS; b.from += b.count) {
        b.count = ROWS - b.from < ENDINGS_BLOCK ? ROWS - b.from : ENDINGS_BLOCK;
        if (s->columns.bear_interest)
            memcpy(b.total, s->total + b.from, b.count * sizeof *b.total);
        version->add(&s->columns, &b, &sums);
        bool some_saw_none = false;
        for (size_t k = 0; k < b.count; k++) {
            add_plainly(s, b.from + k, &plain);
            some_saw_none |= saw_none(b.head[k]);
        }
        cr_assert_eq(b.some_saw_none, some_saw_none, "%s", version->name);
    }
    cr_assert(sums.in_life == (int64_t)plain.in_life && sums.to_estates == (int64_t)plain.to_estates, "%s",
              version->name);
    cr_assert(is_same(sums.ever, plain.ever) && is_same(sums.whole, plain.whole), "%s", version->name);
    cr_assert(is_same(sums.interest, plain.interest) && is_same(sums.owed, plain.owed), "%s", version->name);
    cr_assert_arr_eq(sums.head, plain.head, sizeof plain.head, "%s", version->name);
}

Test(endings, are_counted_alike_by_every_version)
{
    endings_version version[3];
    size_t versions = endings_versions(version);
    uint64_t dice = 77;
    for (int round = 0; round < ROUNDS; round++) {
        sample s;
        roll(&dice, &s);
        for (size_t v = 0; v < versions; v++)
            check(&version[v], &s);
    }
}
