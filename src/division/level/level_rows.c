/* The passes over the rows: who is at a bound and who is free at a level, and the awards. */
#include "division/level/level.h"

#include <math.h>

typedef struct row {
    int64_t anchor, low, high;
} row;

/* The same where no row has bounds of its own. */
static inline row plain_row_at(const level_problem *s, size_t i)
{
    int64_t claim = s->rows->claim[i].units;
    return (row){
        .anchor = level_share(s, claim, s->stretch.anchor),
        .low = level_share(s, claim, s->stretch.from),
        .high = level_share(s, claim, s->stretch.to),
    };
}

typedef enum standing { AT_LOW, FREE, AT_HIGH } standing;

static inline row row_at(const level_problem *s, size_t i)
{
    int64_t claim = s->rows->claim[i].units;
    int64_t low = outcome_lower(s->rows, i) * s->unit, high = outcome_upper(s->rows, i) * s->unit;
    int64_t from = level_share(s, claim, s->stretch.from), to = level_share(s, claim, s->stretch.to);
    return (row){
        .anchor = level_share(s, claim, s->stretch.anchor),
        .low = from < low    ? low
               : from > high ? high
                             : from,
        .high = to < low    ? low
                : to > high ? high
                            : to,
    };
}

/* Whole levels decide for slope one: t >= k is floor(t) >= k, t <= k is ceil(t) <= k. */
typedef struct whole_level {
    int64_t down, up;
    uint64_t rest; /* of p by q */
} whole_level;

static whole_level whole_level_of(level_at at)
{
    wide_bits down = (wide_bits)at.p / at.q;
    if (down > INT64_MAX / 2)
        return (whole_level){INT64_MAX / 2, INT64_MAX / 2, 0};
    wide_bits rest = (wide_bits)at.p - down * at.q;
    return (whole_level){(int64_t)down, (int64_t)down + (rest != 0), (uint64_t)rest};
}

static inline standing stand_by_whole(row r, whole_level t, int sign)
{
    if (sign > 0)
        return t.down >= r.high - r.anchor ? AT_HIGH : t.up <= r.low - r.anchor ? AT_LOW : FREE;
    return t.up <= r.anchor - r.high ? AT_HIGH : t.down >= r.anchor - r.low ? AT_LOW : FREE;
}

/* Near a bound the difference from it decides, exact modulo 2^128. */
static standing stand_exactly(row r, wide_bits slope, level_at at, int sign, bool near_high)
{
    wide_bits step = (wide_bits)at.p * slope;
    wide_bits x = (wide_bits)r.anchor * at.q + (sign > 0 ? step : -step);
    if (near_high && (sol_wide)(x - (wide_bits)r.high * at.q) >= 0)
        return AT_HIGH;
    return !near_high && (sol_wide)(x - (wide_bits)r.low * at.q) <= 0 ? AT_LOW : FREE;
}

/* The double decides where it can. */
static inline standing stand(row r, wide_bits slope, double near_slope, level_at at, int sign)
{
    double run = at.t * near_slope, y = (double)r.anchor + sign * run;
    double margin = ((double)r.anchor + run) * 0x1p-48, high = (double)r.high, low = (double)r.low;
    if (fabs(y - high) <= margin || fabs(y - low) <= margin) {
        standing above = fabs(y - high) <= margin ? stand_exactly(r, slope, at, sign, true) : FREE;
        standing below = fabs(y - low) <= margin ? stand_exactly(r, slope, at, sign, false) : FREE;
        return above == AT_HIGH || y > high + margin ? AT_HIGH : y < low - margin ? AT_LOW : below;
    }
    return (standing)((y > high) - (y < low)) + FREE;
}

static inline standing stand_at(const level_problem *s, size_t i, row r, level_at at, whole_level whole)
{
    if (s->slope)
        return stand(r, s->slope[i], s->near_slope[i], at, s->stretch.sign);
    if (s->stretch.slope == LEVEL_ONE)
        return stand_by_whole(r, whole, s->stretch.sign);
    int64_t claim = s->rows->claim[i].units;
    return stand(r, (wide_bits)claim, (double)claim, at, s->stretch.sign);
}

static inline wide_bits slope_at(const level_problem *s, size_t i)
{
    return s->slope ? s->slope[i] : s->stretch.slope == LEVEL_ONE ? 1 : (wide_bits)s->rows->claim[i].units;
}

/* Equal awards up to a share of the claims, without bounds of their own: one comparison a claim. */
static level_sums sum_equal_awards(const level_problem *s, whole_level t)
{
    const sol_money *claim = s->rows->claim;
    int64_t reach = t.down / s->stretch.to, fixed = 0, free_rows = 0;
    for (size_t i = 0; i < s->rows->count; i += s->stride) {
        int64_t c = claim[i].units, is_capped = -(int64_t)(c <= reach);
        fixed += c & is_capped;
        free_rows += 1 + is_capped;
    }
    return (level_sums){(sol_wide)fixed * s->stretch.to, 0, (wide_bits)free_rows};
}

/* Equal losses on a share of the claims, without bounds of their own. */
static level_sums sum_equal_losses(const level_problem *s, whole_level t)
{
    const sol_money *claim = s->rows->claim;
    int64_t reach = t.down / (s->stretch.to - s->stretch.from), fixed = 0, anchors = 0, free_rows = 0;
    for (size_t i = 0; i < s->rows->count; i += s->stride) {
        int64_t c = claim[i].units, is_free = -(int64_t)(c > reach);
        fixed += c;
        anchors += c & is_free;
        free_rows -= is_free;
    }
    sol_wide low = (sol_wide)(fixed - anchors) * s->stretch.from;
    return (level_sums){low, (sol_wide)anchors * s->stretch.to, (wide_bits)free_rows};
}

/* Both bounds and the free are added through masks: which it is cannot be foretold. */
static inline level_sums sum_rows(const level_problem *s, level_at at, whole_level whole, bool plain)
{
    level_sums sums = {0};
    int64_t fixed = 0, anchors = 0;
    for (size_t i = 0; i < s->rows->count; i += s->stride) {
        row r = plain ? plain_row_at(s, i) : row_at(s, i);
        standing now = stand_at(s, i, r, at, whole);
        int64_t people = plain ? 1 : outcome_people(s->rows, i), is_free = -(int64_t)(now == FREE);
        fixed += ((r.high & -(int64_t)(now == AT_HIGH)) | (r.low & -(int64_t)(now == AT_LOW))) * people;
        anchors += (r.anchor & is_free) * people;
        sums.slopes += slope_at(s, i) * (wide_bits)people & (wide_bits)is_free;
    }
    sums.fixed = fixed;
    sums.anchors = anchors;
    return sums;
}

level_sums level_sum(level_problem *s, level_at at)
{
    s->passes++;
    const level_stretch *st = &s->stretch;
    bool ones = st->slope == LEVEL_ONE;
    whole_level whole = ones ? whole_level_of(at) : (whole_level){0};
    bool simple = ones && level_is_plain(s->rows) && s->divisor == 1 && whole.down > 0;
    if (simple && st->sign > 0 && !st->anchor && !st->from && st->to)
        return sum_equal_awards(s, whole);
    if (simple && st->sign < 0 && st->anchor == st->to && st->to > st->from)
        return sum_equal_losses(s, whole);
    return level_is_plain(s->rows) ? sum_rows(s, at, whole, true) : sum_rows(s, at, whole, false);
}

/* What all rows of the emission share: awards are numerators over unit · q. */
typedef struct scale {
    level_at at;
    whole_level level;
    wide_bits whole; /* unit · q */
    int shift;       /* brings a numerator below 2^63 */
    double inverse;
} scale;

static inline void put(outcome *out, size_t i, int64_t whole, wide_bits rest, const scale *by)
{
    if (out->whole)
        out->whole[i].units = whole;
    if (out->part)
        out->part[i] = (uint64_t)(rest >> by->shift);
    if (out->exact)
        out->exact[i] = (double)whole + outcome_double(rest) * by->inverse;
}

/* The floor is guessed in double and put right by what is left over, exact modulo 2^128. */
static inline void put_free(const level_problem *s, size_t i, row r, const scale *by, outcome *out)
{
    wide_bits slope = slope_at(s, i), step = (wide_bits)by->at.p * slope;
    double y =
        ((double)r.anchor + s->stretch.sign * by->at.t * (s->near_slope ? s->near_slope[i] : outcome_double(slope))) /
        (double)s->unit;
    int64_t whole = (int64_t)floor(y);
    wide_bits rest =
        (wide_bits)r.anchor * by->at.q + (s->stretch.sign > 0 ? step : -step) - (wide_bits)whole * by->whole;
    if ((sol_wide)rest < 0 || rest >= by->whole) {
        int64_t off = (int64_t)floor((double)(sol_wide)rest * by->inverse);
        whole += off;
        rest -= (wide_bits)off * by->whole;
        for (; (sol_wide)rest < 0; rest += by->whole)
            whole--;
        for (; rest >= by->whole; rest -= by->whole)
            whole++;
    }
    put(out, i, whole, rest, by);
}

/* Slope one: the level's whole part and rest serve all rows. */
static inline void put_equal(const level_problem *s, size_t i, row r, const scale *by, outcome *out)
{
    whole_level t = by->level;
    int64_t y = s->stretch.sign > 0 ? r.anchor + t.down : r.anchor - t.up;
    wide_bits rest = s->stretch.sign > 0 || !t.rest ? t.rest : by->at.q - t.rest;
    int64_t whole = s->unit == 1 ? y : y / s->unit;
    put(out, i, whole, s->unit == 1 ? rest : (wide_bits)(y - whole * s->unit) * by->at.q + rest, by);
}

/* The same for each claim, with 64-bit remainders: amounts below 2^50 and sums below 2^62. */
static void emit_proportional(const level_problem *s, level_at at, outcome *out)
{
    uint64_t p = (uint64_t)at.p, q = (uint64_t)at.q;
    double inverse = 1 / (double)q;
    for (size_t i = 0; i < s->rows->count; i++) {
        uint64_t claim = (uint64_t)s->rows->claim[i].units;
        int64_t whole = (int64_t)((double)(int64_t)claim * at.t);
        int64_t rest = (int64_t)(p * claim - (uint64_t)whole * q);
        bool below = rest < 0, above = rest >= (int64_t)q;
        whole += above - below;
        rest += below ? (int64_t)q : above ? -(int64_t)q : 0;
        if (out->whole)
            out->whole[i].units = whole;
        if (out->part)
            out->part[i] = (uint64_t)rest;
        if (out->exact)
            out->exact[i] = (double)whole + (double)rest * inverse;
    }
}

/* Equal awards, or equal losses, of whole claims without bounds of their own. */
static void emit_equal(const level_problem *s, const scale *by, outcome *out)
{
    const sol_money *claim = s->rows->claim;
    bool awards = s->stretch.sign > 0;
    whole_level t = by->level;
    uint64_t free_rest = !t.rest ? 0 : awards ? t.rest : (uint64_t)by->at.q - t.rest;
    for (size_t i = 0; i < s->rows->count; i++) {
        int64_t c = claim[i].units;
        bool is_free = c > t.down;
        int64_t whole = awards ? (is_free ? t.down : c) : is_free ? c - t.up : 0;
        uint64_t rest = is_free ? free_rest : 0;
        if (out->whole)
            out->whole[i].units = whole;
        if (out->part)
            out->part[i] = rest;
        if (out->exact)
            out->exact[i] = (double)whole + (double)rest * by->inverse;
    }
}

void level_emit(level_problem *s, level_at at, outcome *out)
{
    bool ones = s->stretch.slope == LEVEL_ONE;
    scale by = {at, ones ? whole_level_of(at) : (whole_level){0}, .whole = at.q * (wide_bits)s->unit};
    by.inverse = 1 / outcome_double(by.whole);
    by.shift = outcome_bits(by.whole) > 63 ? outcome_bits(by.whole) - 63 : 0;
    bool narrow = s->totals->largest < (int64_t)1 << 50 && at.q < (wide_bits)1 << 62;
    if (s->stretch.slope == LEVEL_CLAIM && level_is_plain(s->rows) && narrow) {
        emit_proportional(s, at, out);
        return;
    }
    if (ones && level_is_plain(s->rows) && s->unit == 1) {
        emit_equal(s, &by, out);
        return;
    }
    for (size_t i = 0; i < s->rows->count; i++) {
        row r = row_at(s, i);
        standing now = stand_at(s, i, r, at, by.level);
        if (now != FREE) {
            int64_t x = now == AT_HIGH ? r.high : r.low, units = x / s->unit;
            put(out, i, units, (wide_bits)(x - units * s->unit) * at.q, &by);
        } else if (ones) {
            put_equal(s, i, r, &by, out);
        } else {
            put_free(s, i, r, &by, out);
        }
    }
}
