/* Written once, without branches, and compiled for each instruction set; compilers vector it. */
#include "engine/tally/endings.h"

#include "engine/claims/claims.h"
#include "engine/claims/timely.h"
#include "engine/passes/columns_parts.h"

/* Bytes by row: all bits set, or none. */
typedef struct masks {
    int8_t counts[ENDINGS_BLOCK]; /* unflagged, and living at start */
    int8_t bears[ENDINGS_BLOCK];  /* what it comes to is claimed: not refused, due by the end, and not lapsed then */
    int8_t owes[ENDINGS_BLOCK];   /* unflagged, due by the end, and not lapsed then */
} masks;

INLINE void split_money(const endings_columns *c, size_t count, endings_block *b, uint8_t got[ENDINGS_BLOCK])
{
    const uint16_t *restrict death = c->death + b->from, buried = c->buried;
    const int64_t *restrict paid = c->paid + b->from, *restrict paid_in_life = c->paid_in_life + b->from;
    const int64_t *restrict before = c->before ? c->before + b->from : NULL;
    for (size_t k = 0; k < count; k++) {
        int64_t ever = death[k] < buried ? paid_in_life[k] : paid[k];
        b->in_life[k] = before ? ever - before[k] : ever;
        b->to_estate[k] = paid[k] - ever;
    }
    const uint8_t *restrict standing = c->standing + b->from;
    for (size_t k = 0; k < count; k++) {
        int64_t had = before ? before[k] : 0, in_life = standing[k] & CLAIM_OF_LIVING ? had : 0;
        got[k] = (uint8_t)((b->in_life[k] + in_life > 0 ? ENDING_PAID_IN_LIFE : 0) |
                           (b->to_estate[k] + had - in_life > 0 ? ENDING_PAID_TO_ESTATE : 0));
    }
}

/* All of a head but the state. */
INLINE void find_rest(const endings_columns *c, size_t from, size_t count, uint16_t rest[ENDINGS_BLOCK])
{
    const uint16_t *restrict unseen = c->unseen + from, *restrict death = c->death + from,
                             *restrict eligible = c->eligible + from;
    const uint8_t *restrict standing = c->standing + from;
    const uint16_t end = c->end, goal = c->goal, by = c->by;
    const uint8_t inherited = TIMELY_EVER, ends = TIMELY_EVER | CLAIM_LAPSES;
    for (size_t k = 0; k < count; k++) {
        uint16_t saw = death[k] <= eligible[k] ? ENDINGS_SAW_NONE : ENDINGS_SAW_MONEY;
        uint16_t outlives = (uint16_t)((unseen[k] > goal ? 1 : 0) + (unseen[k] > end ? 1 : 0));
        uint16_t life = outlives ? (uint16_t)(outlives + ENDINGS_SAW_NONE) : saw;
        uint16_t lives_on = (standing[k] & ends) == inherited ? UINT16_MAX : death[k]; /* his claim does */
        uint16_t could = eligible[k] < lives_on ? eligible[k] < by ? ENDINGS_COULD : 0 : 0;
        uint16_t living = standing[k] & CLAIM_OF_LIVING ? ENDINGS_LIVING : 0;
        uint16_t counted = standing[k] & TIMELY_COUNTED ? ENDINGS_COUNTED : 0;
        rest[k] = (uint16_t)(life * ENDINGS_LIFE + could + living + counted);
    }
}

INLINE void find_masks(const endings_columns *c, size_t from, size_t count, masks *m)
{
    const uint16_t *restrict unseen = c->unseen + from, end = c->end;
    const uint8_t *restrict standing = c->standing + from, *restrict flags = c->flags + from;
    const uint8_t *kind = c->kind + from;
    for (size_t k = 0; k < count; k++) {
        int8_t is_flagged = flags[k] ? -1 : 0, is_void = flags[k] & (CLAIM_REFUSED | CLAIM_NOT_DUE) ? -1 : 0;
        int8_t never = standing[k] & CLAIM_AFTER_END ? -1 : 0;
        int8_t lapses = kind[k] & CLAIM_LAPSES ? -1 : 0, was_living = standing[k] & CLAIM_OF_LIVING ? -1 : 0;
        int8_t is_dead = unseen[k] <= end ? -1 : 0;
        m->counts[k] = was_living & (int8_t)~is_flagged;
        m->bears[k] = (int8_t) ~(is_void | never | (lapses & is_dead));
        m->owes[k] = (int8_t) ~(is_flagged | never | (lapses & is_dead));
    }
}

INLINE void add_wide(endings_wide *to, int64_t high, int64_t low)
{
    to->high += high;
    to->low += low;
}

#define LOW INT64_C(0xffffffff)

INLINE void add_money(const endings_columns *c, size_t count, const endings_block *b, const masks *m, endings_sums *s)
{
    const int64_t *restrict paid = c->paid + b->from, *restrict claimed = c->claimed + b->from;
    const int64_t *restrict before = c->before ? c->before + b->from : NULL;
    int64_t in_life = 0, to_estates = 0, high[4] = {0}, low[4] = {0};
    for (size_t k = 0; k < count; k++) {
        int64_t had = before ? before[k] : 0, start = had + claimed[k];
        int64_t ever = (had + b->in_life[k]) & m->counts[k], whole = b->total[k] & m->counts[k];
        int64_t interest = (b->total[k] - start) & m->bears[k], owed = (b->total[k] - paid[k]) & m->owes[k];
        in_life += b->in_life[k];
        to_estates += b->to_estate[k];
        high[0] += ever >> 32, low[0] += ever & LOW;
        high[1] += whole >> 32, low[1] += whole & LOW;
        high[2] += interest >> 32, low[2] += interest & LOW;
        high[3] += owed >> 32, low[3] += owed & LOW;
    }
    s->in_life += in_life;
    s->to_estates += to_estates;
    add_wide(&s->ever, high[0], low[0]);
    add_wide(&s->whole, high[1], low[1]);
    add_wide(&s->interest, high[2], low[2]);
    add_wide(&s->owed, high[3], low[3]);
}

INLINE void find_totals(const endings_columns *c, size_t count, endings_block *b)
{
    const uint8_t *restrict flags = c->flags + b->from;
    const int64_t *restrict claimed = c->claimed + b->from, *restrict before = c->before ? c->before + b->from : NULL;
    for (size_t k = 0; k < count; k++)
        b->total[k] = flags[k] & (CLAIM_REFUSED | CLAIM_NOT_DUE) ? 0 : claimed[k] + (before ? before[k] : 0);
}

INLINE void add_rows(const endings_columns *c, size_t count, endings_block *b, endings_sums *s)
{
    const uint8_t *restrict flags = c->flags + b->from, *restrict in_time = c->in_time + b->from;
    const uint8_t *restrict late = c->late + b->from;
    uint8_t got[ENDINGS_BLOCK], ending[ENDINGS_BLOCK];
    uint16_t rest[ENDINGS_BLOCK];
    masks m;
    if (!c->bear_interest)
        find_totals(c, count, b);
    split_money(c, count, b, got);
    find_rest(c, b->from, count, rest);
    find_masks(c, b->from, count, &m);
    for (size_t k = 0; k < count; k++)
        ending[k] = (uint8_t)(flags[k] | (in_time[k] ? ENDING_IN_TIME : 0) | (late[k] ? ENDING_LATE : 0) | got[k]);
    const uint16_t asks = 3 * ENDINGS_LIFE | ENDINGS_LIVING | ENDINGS_COUNTED;
    const uint16_t none = ENDINGS_SAW_NONE * ENDINGS_LIFE | ENDINGS_LIVING | ENDINGS_COUNTED;
    uint16_t saw_none = 0;
    for (size_t k = 0; k < count; k++)
        saw_none |= (rest[k] & asks) == none ? 1 : 0;
    b->some_saw_none = saw_none;
    for (size_t k = 0; k < count; k++) {
        b->head[k] = c->state[ending[k]] | rest[k];
        s->head[b->head[k]]++;
    }
    add_money(c, count, b, &m, s);
}

INLINE void add(const endings_columns *c, endings_block *b, endings_sums *s)
{
    if (b->count == ENDINGS_BLOCK)
        add_rows(c, ENDINGS_BLOCK, b, s);
    else
        add_rows(c, b->count, b, s);
}

#define VERSION(set, attributes, does_convert)                                                                         \
    attributes static void add_##set(const endings_columns *columns, endings_block *block, endings_sums *sums)         \
    {                                                                                                                  \
        add(columns, block, sums);                                                                                     \
    }                                                                                                                  \
    static const endings_version version_##set = {#set, add_##set};

COLUMNS_VERSIONS(endings_version, endings_versions)
