/* The passes over the rows: who is at a bound and who is free at a level, and the awards. */
#include "division/level.h"

#include <math.h>

typedef struct row {
    int64_t anchor, low, high;
} row;

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

/* The double decides where it can; near a bound the difference from it, exact modulo 2^128, does. */
static inline standing stand(row r, wide_bits slope, double near_slope, level_at at, int sign)
{
    double run = at.t * near_slope, y = (double)r.anchor + sign * run;
    double margin = ((double)r.anchor + run) * 0x1p-48;
    if (y > (double)r.high + margin)
        return AT_HIGH;
    if (y < (double)r.low - margin)
        return AT_LOW;
    wide_bits step = (wide_bits)at.p * slope;
    wide_bits x = (wide_bits)r.anchor * at.q + (sign > 0 ? step : -step);
    if (y >= (double)r.high - margin && (sol_wide)(x - (wide_bits)r.high * at.q) >= 0)
        return AT_HIGH;
    if (y <= (double)r.low + margin && (sol_wide)(x - (wide_bits)r.low * at.q) <= 0)
        return AT_LOW;
    return FREE;
}

static inline double near_double(wide_bits x)
{
    return (double)(uint64_t)(x >> 64) * 0x1p64 + (double)(uint64_t)x;
}

static inline standing stand_at(const level_problem *s, size_t i, row r, level_at at, whole_level whole)
{
    if (s->slope)
        return stand(r, s->slope[i], near_double(s->slope[i]), at, s->stretch.sign);
    if (s->stretch.slope == LEVEL_ONE)
        return stand_by_whole(r, whole, s->stretch.sign);
    int64_t claim = s->rows->claim[i].units;
    return stand(r, (wide_bits)claim, (double)claim, at, s->stretch.sign);
}

static inline wide_bits slope_at(const level_problem *s, size_t i)
{
    return s->slope ? s->slope[i] : s->stretch.slope == LEVEL_ONE ? 1 : (wide_bits)s->rows->claim[i].units;
}

/* Equal awards without bounds of their own: one comparison a claim. */
static level_sums sum_equal_awards(const level_problem *s, whole_level t)
{
    const sol_money *claim = s->rows->claim;
    int64_t to = s->stretch.to, fixed = 0, free_rows = 0;
    for (size_t i = 0; i < s->rows->count; i++) {
        int64_t top = claim[i].units * to;
        bool is_free = top > t.down;
        fixed += is_free ? 0 : top;
        free_rows += is_free;
    }
    return (level_sums){fixed, 0, (wide_bits)free_rows};
}

/* Equal losses of the whole claims without bounds of their own. */
static level_sums sum_equal_losses(const level_problem *s, whole_level t)
{
    const sol_money *claim = s->rows->claim;
    int64_t anchors = 0, free_rows = 0;
    for (size_t i = 0; i < s->rows->count; i++) {
        bool is_free = claim[i].units > t.down;
        anchors += is_free ? claim[i].units : 0;
        free_rows += is_free;
    }
    return (level_sums){0, anchors, (wide_bits)free_rows};
}

level_sums level_sum(level_problem *s, level_at at)
{
    s->passes++;
    bool ones = s->stretch.slope == LEVEL_ONE;
    whole_level whole = ones ? whole_level_of(at) : (whole_level){0};
    bool simple = ones && level_is_plain(s->rows) && s->divisor == 1 && whole.down > 0;
    if (simple && s->stretch.sign > 0 && !s->stretch.anchor && !s->stretch.from)
        return sum_equal_awards(s, whole);
    if (simple && s->stretch.sign < 0 && s->unit == 1)
        return sum_equal_losses(s, whole);
    level_sums sums = {0};
    for (size_t i = 0; i < s->rows->count; i++) {
        row r = row_at(s, i);
        uint32_t people = outcome_people(s->rows, i);
        standing now = stand_at(s, i, r, at, whole);
        if (now == FREE) {
            sums.anchors += (sol_wide)r.anchor * people;
            sums.slopes += slope_at(s, i) * people;
        } else {
            sums.fixed += (sol_wide)(now == AT_HIGH ? r.high : r.low) * people;
        }
    }
    return sums;
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
        out->exact[i] = (double)whole + near_double(rest) * by->inverse;
}

/* The floor is guessed in double and put right by what is left over, exact modulo 2^128. */
static inline void put_free(const level_problem *s, size_t i, row r, const scale *by, outcome *out)
{
    wide_bits slope = slope_at(s, i), step = (wide_bits)by->at.p * slope;
    double y = ((double)r.anchor + s->stretch.sign * by->at.t * near_double(slope)) / (double)s->unit;
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

void level_emit(level_problem *s, level_at at, outcome *out)
{
    bool ones = s->stretch.slope == LEVEL_ONE;
    scale by = {at, ones ? whole_level_of(at) : (whole_level){0}, .whole = at.q * (wide_bits)s->unit};
    by.inverse = 1 / near_double(by.whole);
    by.shift = outcome_bits(by.whole) > 63 ? outcome_bits(by.whole) - 63 : 0;
    bool narrow = s->totals->largest < (int64_t)1 << 50 && at.q < (wide_bits)1 << 62;
    if (s->stretch.slope == LEVEL_CLAIM && level_is_plain(s->rows) && narrow) {
        emit_proportional(s, at, out);
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
