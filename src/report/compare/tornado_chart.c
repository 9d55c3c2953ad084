/* A tornado as a picture: the levers in words with their marks, and what the marks mean. */
#include "report/compare/compare_tornado.h"

#include "base/text.h"
#include "report/compare/tornado_words.h"
#include "report/document/figure.h"

#include <math.h>

/* Beside a bar there is room for a value, not for a distribution: of that, how far it is moved. */
static const char *beside(sol_arena *arena, const sol_tornado *t, const sol_tornado_row *row, bool is_high)
{
    enum { CELLS = 14 };
    const sol_tornado_end *end = is_high ? &row->high : &row->low;
    const char *value = end->is_limit ? sol_arena_print(arena, "%s (limit)", end->value) : end->value;
    const bool is_long = *end->value == '{' || text_width(value) > CELLS;
    return end->fault ? "failed"
                      : sol_arena_print(arena, "%s%s", is_long ? tornado_step(arena, t, row, is_high) : value,
                                        sol_tornado_is_no_help(t, end) ? " ‡" : "");
}

/* An end without effect leaves the other's side free for its words. */
static double away_from(double base, double effect, double other)
{
    return effect != 0 ? base + effect : base - copysign(fabs(base) * 1e-9 + 1e-12, other);
}

static double finite(double effect)
{
    return isinf(effect) ? 0 : fabs(effect);
}

static double size_of(const sol_tornado_row *row)
{
    return fmax(row->low.fault ? 0 : finite(row->low.effect.mean), row->high.fault ? 0 : finite(row->high.effect.mean));
}

/* Of the first rows those of which an end can be told from no effect and is no speck beside the longest; all, if there are none. */
static size_t rows_to_draw(const sol_tornado *t, size_t most, size_t *row)
{
    double longest = 0;
    size_t count = 0, all = t->row_count < most ? t->row_count : most;
    for (size_t i = 0; i < t->row_count; i++)
        longest = fmax(longest, size_of(&t->row[i]));
    for (size_t i = 0; i < t->row_count && count < most; i++) {
        const sol_tornado_row *r = &t->row[i];
        const bool is_told = r->low.effect.is_distinguishable || r->high.effect.is_distinguishable;
        if (is_told && (size_of(r) >= longest / 50 || isinf(r->low.effect.mean) || isinf(r->high.effect.mean)))
            row[count++] = i;
    }
    for (size_t i = 0; count == 0 && i < all; i++)
        row[i] = i;
    return count ? count : all;
}

/* An end at which a date is never reached, or is when it was not, goes as far as the farthest, or a year. */
static double length_of(const sol_tornado *t, const sol_tornado_end *end)
{
    double most = 0;
    for (size_t i = 0; i < t->row_count; i++)
        most = fmax(most, size_of(&t->row[i]));
    return end->fault                ? 0
           : isinf(end->effect.mean) ? copysign(most > 0 ? most : SOL_DAYS_PER_YEAR, end->effect.mean)
                                     : end->effect.mean;
}

/* What it is of, and what the marks mean of the rows that are shown. */
static const char *note(sol_arena *arena, const sol_tornado *t, size_t drawn)
{
    const char *marks = tornado_marks(arena, t);
    return sol_arena_print(arena, "%s.%s%s%s", tornado_outcome(arena, t), *marks ? " " : "", marks,
                           drawn < t->row_count ? " Values that move it less are left out." : "");
}

bool tornado_chart(sol_arena *arena, const sol_tornado *t, size_t most, chart_spec *chart)
{
    size_t *row = SOL_TAKE(arena, most, size_t), count = rows_to_draw(t, most, row);
    double *low = SOL_TAKE(arena, count, double), *high = SOL_TAKE(arena, count, double);
    const char **label = SOL_TAKE(arena, count, const char *), **lows = SOL_TAKE(arena, count, const char *),
               **highs = SOL_TAKE(arena, count, const char *);
    const bool is_money = t->base.unit == SOL_UNIT_MONEY;
    const chart_money scale =
        is_money ? chart_money_of(arena, t->currency, t->minor_digits, fmax(t->base.estimate.p95, tornado_base(t)))
                 : (chart_money){1, ""};
    const double base = tornado_base(t) / scale.units;
    for (size_t i = 0; i < count; i++) {
        const sol_tornado_row *r = &t->row[row[i]];
        const double down = length_of(t, &r->low) / scale.units, up = length_of(t, &r->high) / scale.units;
        low[i] = away_from(base, down, up);
        high[i] = away_from(base, up, down);
        label[i] = sol_arena_print(arena, "%s%s", r->words, tornado_mark(t, r));
        lows[i] = beside(arena, t, r, false);
        highs[i] = beside(arena, t, r, true);
    }
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    *series = (chart_series){.shape = CHART_BARS, .count = count, .low = low, .high = high};
    *mark = (chart_mark){true, base, sol_arena_print(arena, "as it is: %s", tornado_as_it_is(arena, t))};
    *chart = (chart_spec){.name = "tornado",
                          .title = sol_arena_print(arena, "One value at a time, %s down and up · %s",
                                                   figure_given_share(t->by).text, t->title),
                          .description = sol_arena_print(arena,
                                                         "Bars of how far %s moves when one value is lowered or "
                                                         "raised; the table has the figures.",
                                                         t->outcome),
                          .note = note(arena, t, count),
                          .kind = CHART_TORNADO,
                          .series_count = 1,
                          .series = series,
                          .mark_count = 1,
                          .mark = mark,
                          .low_words = lows,
                          .high_words = highs};
    chart->x = (chart_axis){.title = is_money ? sol_arena_print(arena, "%s, %s", t->outcome, scale.title)
                                              : tornado_axis(arena, t),
                            .scale = t->base.unit == SOL_UNIT_SHARE ? CHART_SHARE : CHART_NUMBER};
    chart->y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    return count > 0;
}
