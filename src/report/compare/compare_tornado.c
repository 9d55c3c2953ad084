/* One lever at a time, by what it moves: the limits beside the bars. */
#include "report/compare/compare_tornado.h"

#include "base/text.h"
#include "report/compare/compare_report.h"
#include "report/document/cells.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

enum { BAR_HALF = 5, CHART_ROWS = 20 };

static bool is_in_life(const sol_tornado *t)
{
    return t->ranked_by == SOL_METRIC_PAID_IN_LIFE;
}

static const sol_difference *low_of(const sol_tornado *t, size_t i)
{
    return is_in_life(t) ? &t->row[i].low_in_life : &t->row[i].low;
}

static const sol_difference *high_of(const sol_tornado *t, size_t i)
{
    return is_in_life(t) ? &t->row[i].high_in_life : &t->row[i].high;
}

static size_t cells_of(double effect, double most)
{
    return most > 0 ? (size_t)lround(fmin(1, fabs(effect) / most) * BAR_HALF) : 0;
}

/* ░ the lower end, █ the upper one, ▓ where both are; what lowers the result stands left of the line. */
static const char *bar_of(sol_arena *arena, const sol_tornado *t, size_t i, double most)
{
    static const char *const sign[] = {" ", "░", "█", "▓"};
    text_buffer bar = {.arena = arena};
    double low = low_of(t, i)->mean, high = high_of(t, i)->mean;
    for (int k = -BAR_HALF; k <= BAR_HALF; k++) {
        size_t far = (size_t)(k < 0 ? -k : k);
        bool has_low = (low < 0) == (k < 0) && far <= cells_of(low, most);
        bool has_high = (high < 0) == (k < 0) && far <= cells_of(high, most);
        text_append(&bar, k == 0 ? "│" : sign[has_low + 2 * has_high]);
    }
    return text_of(&bar);
}

static const char *limit_text(sol_arena *arena, const char *value, bool is_limit)
{
    return is_limit ? sol_arena_print(arena, "%s (limit)", value) : value;
}

static document_cell effect_cell(const sol_difference *d, const char *fault)
{
    return fault ? cell_text("failed") : cell_difference(d);
}

enum {
    LEVER,
    AS_IT_IS,
    LOW_VALUE,
    BAR,
    HIGH_VALUE,
    LOW,
    HIGH,
    LOW_IN_LIFE,
    HIGH_IN_LIFE,
    LOW_COUNTED,
    HIGH_COUNTED,
    COLUMNS
};

#define SIGNED .spread = SPREAD_ERROR, .is_signed = true
static const document_column all_columns[COLUMNS] = {
    [LEVER] = {.key = "lever", .title = "lever", .unit = UNIT_TEXT},
    [AS_IT_IS] = {.key = "as_it_is", .title = "as it is", .unit = UNIT_TEXT, .rank = 3},
    [LOW_VALUE] = {.key = "low_value", .title = "lower ░", .unit = UNIT_TEXT},
    [BAR] = {.key = "bar", .title = "", .unit = UNIT_TEXT},
    [HIGH_VALUE] = {.key = "high_value", .title = "upper █", .unit = UNIT_TEXT},
    [LOW] = {.key = "low", .title = "░ moves\nit by", .unit = UNIT_SHARE, .error_rank = 2, SIGNED},
    [HIGH] = {.key = "high", .title = "█ moves\nit by", .unit = UNIT_SHARE, .error_rank = 1, SIGNED},
    [LOW_IN_LIFE] =
        {.key = "low_in_life", .title = "░ moves\npaid in life", .unit = UNIT_MONEY, .error_rank = 2, SIGNED},
    [HIGH_IN_LIFE] =
        {.key = "high_in_life", .title = "█ moves\npaid in life", .unit = UNIT_MONEY, .error_rank = 1, SIGNED},
    [LOW_COUNTED] = {.key = "low_counted", .title = "░ moves who\ncounts", .unit = UNIT_SHARE, SIGNED},
    [HIGH_COUNTED] = {.key = "high_counted", .title = "█ moves who\ncounts", .unit = UNIT_SHARE, SIGNED},
};

/* On a page the bars and the metric ranked by; in data files no bars and both metrics. */
static bool is_shown(const sol_tornado *t, int column, int width)
{
    bool is_share = column == LOW || column == HIGH, is_money = column == LOW_IN_LIFE || column == HIGH_IN_LIFE;
    if (width <= 0)
        return column != BAR;
    if (column == LOW_COUNTED || column == HIGH_COUNTED)
        return false; /* marked at the lever */
    return !(is_in_life(t) ? is_share : is_money);
}

static bool moves_counted(const sol_tornado_row *r)
{
    return sol_counted_is_moved(&r->low_counted) || sol_counted_is_moved(&r->high_counted);
}

/* What the mark at a lever means. */
static void say_mark(document *doc, const sol_tornado *t)
{
    bool is_marked = false;
    for (size_t i = 0; i < t->row_count; i++)
        is_marked |= moves_counted(&t->row[i]);
    if (is_marked)
        document_say(doc, TONE_FAIR,
                     "† moves by more than 1%% in how many futures anybody is left to count; what it moves "
                     "of shares is of the futures in which both count.");
}

static void add_rows(document *doc, const sol_tornado *t, int width)
{
    document_column *column = SOL_TAKE(doc->arena, COLUMNS, document_column);
    size_t count = 0, place[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
        place[c] = count;
        if (is_shown(t, c, width))
            column[count++] = all_columns[c];
    }
    document_table *table = document_add_table(doc, "tornado", NULL, count, column);
    double most = 0;
    for (size_t i = 0; i < t->row_count; i++)
        most = fmax(most, fmax(fabs(low_of(t, i)->mean), fabs(high_of(t, i)->mean)));
    for (size_t i = 0; i < t->row_count; i++) {
        const sol_tornado_row *r = &t->row[i];
        const document_cell cell[COLUMNS] = {
            [LEVER] = cell_text(width <= 0 ? r->key
                                           : sol_arena_print(doc->arena, "%s%s", compare_short_key(r->key),
                                                             moves_counted(r) ? " †" : "")),
            [AS_IT_IS] = cell_text(r->base_value),
            [LOW_VALUE] = cell_text(limit_text(doc->arena, r->low_value, r->low_is_limit)),
            [BAR] = cell_text(bar_of(doc->arena, t, i, most)),
            [HIGH_VALUE] = cell_text(limit_text(doc->arena, r->high_value, r->high_is_limit)),
            [LOW] = effect_cell(&r->low, r->low_fault),
            [HIGH] = effect_cell(&r->high, r->high_fault),
            [LOW_IN_LIFE] = effect_cell(&r->low_in_life, r->low_fault),
            [HIGH_IN_LIFE] = effect_cell(&r->high_in_life, r->high_fault),
            [LOW_COUNTED] = effect_cell(&r->low_counted, r->low_fault),
            [HIGH_COUNTED] = effect_cell(&r->high_counted, r->high_fault),
        };
        document_cell *row = document_add_row(table);
        for (int c = 0; c < COLUMNS; c++)
            if (is_shown(t, c, width))
                row[place[c]] = cell[c];
    }
}

static figure effect_figure(const sol_tornado *t, double effect)
{
    return is_in_life(t) ? figure_money(effect, t->minor_digits) : figure_share(effect, 2);
}

/* What has no row: failed, not tried, too small, or of no effect at all. */
static void say_left_out(document *doc, const sol_tornado *t, int width)
{
    size_t untried = 0, small = 0, still = 0;
    double most = 0;
    for (size_t i = 0; i < t->left_count; i++) {
        const sol_tornado_left *l = &t->left[i];
        if (l->fault)
            document_say_labelled(doc, TONE_BAD, "FAILED", "%s: %s", l->key, l->fault);
        untried += !l->is_tried;
        small += l->is_tried && !l->fault && l->effect > 0;
        still += l->is_tried && !l->fault && l->effect <= 0;
        most = fmax(most, l->fault ? 0 : l->effect);
    }
    for (size_t i = 0; i < t->row_count; i++)
        if (t->row[i].low_fault || t->row[i].high_fault)
            document_say_labelled(doc, TONE_BAD, "FAILED", "%s=%s: %s", t->row[i].key,
                                  t->row[i].low_fault ? t->row[i].low_value : t->row[i].high_value,
                                  t->row[i].low_fault ? t->row[i].low_fault : t->row[i].high_fault);
    if (small)
        document_say(doc, TONE_QUIET, "%s%s it by at most %s%s in a pilot of %s.",
                     figure_count(small, "more value").text, small == 1 ? " moves" : " move",
                     effect_figure(t, most).text, is_in_life(t) ? sol_arena_print(doc->arena, " %s", t->currency) : "",
                     figure_count(t->pilot_trials, "future").text);
    if (still)
        document_say(doc, TONE_QUIET, "%s not move it at all.",
                     still == 1 ? "1 more value does" : sol_arena_print(doc->arena, "%zu more values do", still));
    if (untried)
        document_say(
            doc, TONE_QUIET,
            t->is_interrupted
                ? "%zu values were not tried."
                : "%zu values were not tried: those of the whole scenario come first, then events, other sources, "
                  "claimants and firms in the order of the file, %d in all.",
            untried, SOL_TORNADO_TRIED_MAX);
    if (width > 0 && t->left_count)
        document_say(doc, TONE_QUIET, "--format csv --table left_out names them.");
}

static void add_left_out(document *doc, const sol_tornado *t)
{
    static const document_column columns[] = {
        {.key = "lever", .title = "lever", .unit = UNIT_TEXT},
        {.key = "why", .title = "why", .unit = UNIT_TEXT},
    };
    document_table *table = document_add_table(doc, "left_out", "Left out", 2, columns);
    for (size_t i = 0; i < t->left_count; i++) {
        const sol_tornado_left *l = &t->left[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(l->key);
        row[1] = cell_text(l->fault         ? l->fault
                           : !l->is_tried   ? "not tried"
                           : l->effect <= 0 ? "moves nothing"
                                            : sol_arena_print(doc->arena, "moves it by at most %s in the pilot",
                                                              effect_figure(t, l->effect).text));
    }
}

document *tornado_document(sol_arena *arena, const sol_tornado *t, int width)
{
    document *doc = document_new(arena, t->currency, t->minor_digits);
    document_heading(doc, 1, t->title);
    document_say(
        doc, TONE_QUIET,
        "One value at a time, %s down and up, all else as it is, on the same %s, seed %llu. Differences "
        "of shares are in percentage points, amounts in %s; in brackets stands what cannot be told from no effect. The "
        "errors are those of paired differences.",
        figure_given_share(t->by).text, figure_count(t->trials, "future").text, (unsigned long long)t->seed,
        t->currency);
    if (is_in_life(t))
        document_say(doc, TONE_PLAIN,
                     "Ranked by what is paid in life, %s %s as it is: no value moves the share paid in "
                     "time, %s, beyond chance.",
                     figure_money(t->base_in_life.mean, t->minor_digits).text, t->currency,
                     t->base.support == SOL_OF_NONE ? "which there is not, as nobody is left to count"
                                                    : figure_share(t->base.mean, 1).text);
    else
        document_say(
            doc, TONE_PLAIN, "Ranked by the share paid in time, %s%s as it is.", figure_share(t->base.mean, 1).text,
            t->base.support == SOL_OF_MANY ? sol_arena_print(arena, " ± %s", figure_share(t->base.se, 1).text) : "");
    if (t->row_count) {
        add_rows(doc, t, width);
        say_mark(doc, t);
    } else
        document_say(doc, TONE_PLAIN, "No value that was tried moves anything.");
    if (t->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "after %zu of the values; the others were not done.",
                              t->row_count);
    say_left_out(doc, t, width);
    if (width <= 0 && t->left_count)
        add_left_out(doc, t);
    return doc;
}

/* Beside a bar there is room for few letters: of a distribution, how far it is moved. */
static const char *beside(sol_arena *arena, const sol_tornado *t, const char *value, bool is_high)
{
    enum { LETTERS = 14 };
    bool is_short = text_width(value) <= LETTERS;
    return is_short ? value : sol_arena_print(arena, "%s%s", is_high ? "+" : "−", figure_given_share(t->by).text);
}

/* "accepts: Nagoya women" of "Nagoya women.accepts", as long labels are cut at their end. */
static const char *chart_label(sol_arena *arena, const char *key)
{
    bool is_listed = compare_short_key(key) != key, is_quoted = false;
    key = compare_short_key(key);
    size_t name = 0;
    for (; key[name] && (is_quoted || key[name] != '.'); name++)
        is_quoted ^= key[name] == '"';
    return is_listed && key[name] ? sol_arena_print(arena, "%s: %.*s", key + name + 1, (int)name, key) : key;
}

/* An end without effect leaves the other's side free for its words. */
static double away_from(double base, double effect, double other)
{
    return effect != 0 ? base + effect : base - copysign(fabs(base) * 1e-9 + 1e-12, other);
}

/* The rows of which an end can be told from no effect; all, if there are none. */
static size_t chart_rows(const sol_tornado *t, size_t *row)
{
    size_t count = 0;
    for (size_t i = 0; i < t->row_count && count < CHART_ROWS; i++)
        if (low_of(t, i)->is_distinguishable || high_of(t, i)->is_distinguishable)
            row[count++] = i;
    for (size_t i = 0; count == 0 && i < t->row_count && i < CHART_ROWS; i++)
        row[i] = i;
    return count ? count : t->row_count < CHART_ROWS ? t->row_count : CHART_ROWS;
}

static const char *base_words(sol_arena *arena, const sol_tornado *t)
{
    return is_in_life(t)
               ? sol_arena_print(arena, "as it is: %s", figure_money(t->base_in_life.mean, t->minor_digits).text)
               : sol_arena_print(arena, "as it is: %s", figure_share(t->base.mean, 1).text);
}

bool tornado_chart(sol_arena *arena, const sol_tornado *t, chart_spec *chart)
{
    size_t row[CHART_ROWS], count = chart_rows(t, row);
    double *low = SOL_TAKE(arena, count, double), *high = SOL_TAKE(arena, count, double);
    const char **label = SOL_TAKE(arena, count, const char *), **lows = SOL_TAKE(arena, count, const char *),
               **highs = SOL_TAKE(arena, count, const char *);
    double unit = is_in_life(t) ? pow(10, t->minor_digits) : 1;
    double base = (is_in_life(t) ? t->base_in_life.mean : t->base.mean) / unit;
    for (size_t i = 0; i < count; i++) {
        const sol_tornado_row *r = &t->row[row[i]];
        double down = low_of(t, row[i])->mean / unit, up = high_of(t, row[i])->mean / unit;
        low[i] = away_from(base, down, up);
        high[i] = away_from(base, up, down);
        label[i] = chart_label(arena, r->key);
        lows[i] = r->low_fault ? "failed" : beside(arena, t, limit_text(arena, r->low_value, r->low_is_limit), false);
        highs[i] =
            r->high_fault ? "failed" : beside(arena, t, limit_text(arena, r->high_value, r->high_is_limit), true);
    }
    chart_series *series = SOL_TAKE(arena, 1, chart_series);
    chart_mark *mark = SOL_TAKE(arena, 1, chart_mark);
    *series = (chart_series){.shape = CHART_BARS, .count = count, .low = low, .high = high};
    *mark = (chart_mark){true, base, base_words(arena, t)};
    *chart = (chart_spec){.name = "tornado",
                          .title = sol_arena_print(arena, "One value at a time, %s down and up · %s",
                                                   figure_given_share(t->by).text, t->title),
                          .description = "Bars of how far the result moves when one value is lowered or raised.",
                          .kind = CHART_TORNADO,
                          .series_count = 1,
                          .series = series,
                          .mark_count = 1,
                          .mark = mark,
                          .low_words = lows,
                          .high_words = highs};
    chart->x = is_in_life(t) ? (chart_axis){.title = sol_arena_print(arena, "paid in life, %s", t->currency)}
                             : (chart_axis){.title = "share paid in time", .scale = CHART_SHARE};
    chart->y = (chart_axis){.scale = CHART_NAMED, .label_count = count, .label = label};
    return count > 0;
}
