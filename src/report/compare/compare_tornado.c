/* One lever at a time, by what it moves: the limits beside the bars. */
#include "report/compare/compare_tornado.h"

#include "base/text.h"
#include "report/compare/compare_report.h"
#include "report/compare/tornado_words.h"
#include "report/document/cells.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

enum { BAR_HALF = 5 };

/* How long a bar is beside others: a date that is never reached is as long as the longest. */
static double finite(double effect)
{
    return isinf(effect) ? 0 : fabs(effect);
}

static size_t cells_of(double effect, double most)
{
    return isinf(effect) ? BAR_HALF : most > 0 ? (size_t)lround(fmin(1, fabs(effect) / most) * BAR_HALF) : 0;
}

/* ░ the lower end, █ the upper one, ▓ where both are; what lowers the result stands left of the line. */
static const char *bar_of(sol_arena *arena, const sol_tornado_row *row, double most)
{
    static const char *const sign[] = {" ", "░", "█", "▓"};
    text_buffer bar = {.arena = arena};
    double low = row->low.effect.mean, high = row->high.effect.mean;
    for (int k = -BAR_HALF; k <= BAR_HALF; k++) {
        size_t far = (size_t)(k < 0 ? -k : k);
        bool has_low = (low < 0) == (k < 0) && far <= cells_of(low, most);
        bool has_high = (high < 0) == (k < 0) && far <= cells_of(high, most);
        text_append(&bar, k == 0 ? "│" : sign[has_low + 2 * has_high]);
    }
    return text_of(&bar);
}

static const char *limit_text(sol_arena *arena, const sol_tornado_end *end)
{
    return end->is_limit ? sol_arena_print(arena, "%s (limit)", end->value) : end->value;
}

enum {
    LEVER,
    WORDS,
    AS_IT_IS,
    LOW_VALUE,
    BAR,
    HIGH_VALUE,
    OUTCOME,
    UNIT,
    LOW,
    HIGH,
    LOW_LIVING,
    HIGH_LIVING,
    LOW_ESTATES,
    HIGH_ESTATES,
    LOW_LEFT_OUT,
    HIGH_LEFT_OUT,
    LOW_COUNTED,
    HIGH_COUNTED,
    HELPS,
    COLUMNS
};

#define SIGNED .spread = SPREAD_ERROR, .is_signed = true
static const document_column all_columns[COLUMNS] = {
    [LEVER] = {.key = "lever", .title = "lever", .unit = UNIT_TEXT},
    [WORDS] = {.key = "words", .title = "lever", .unit = UNIT_TEXT},
    [AS_IT_IS] = {.key = "as_it_is", .title = "as it is", .unit = UNIT_TEXT, .rank = 3},
    [LOW_VALUE] = {.key = "low_value", .title = "lower ░", .unit = UNIT_TEXT},
    [BAR] = {.key = "bar", .title = "", .unit = UNIT_TEXT},
    [HIGH_VALUE] = {.key = "high_value", .title = "upper █", .unit = UNIT_TEXT},
    [OUTCOME] = {.key = "outcome", .title = "outcome", .unit = UNIT_TEXT},
    [UNIT] = {.key = "unit", .title = "unit", .unit = UNIT_TEXT},
    [LOW] = {.key = "low", .title = "░ moves\nit by", .error_rank = 2, SIGNED},
    [HIGH] = {.key = "high", .title = "█ moves\nit by", .error_rank = 1, SIGNED},
    [LOW_LIVING] = {.key = "low_living", .title = "░ of the living\nwholly paid", .unit = UNIT_COUNT, SIGNED},
    [HIGH_LIVING] = {.key = "high_living", .title = "█ of the living\nwholly paid", .unit = UNIT_COUNT, SIGNED},
    [LOW_ESTATES] = {.key = "low_estates", .title = "░ of estates\nwholly paid", .unit = UNIT_COUNT, SIGNED},
    [HIGH_ESTATES] = {.key = "high_estates", .title = "█ of estates\nwholly paid", .unit = UNIT_COUNT, SIGNED},
    [LOW_LEFT_OUT] = {.key = "low_left_out", .title = "░ left\nout", .unit = UNIT_COUNT, .is_signed = true},
    [HIGH_LEFT_OUT] = {.key = "high_left_out", .title = "█ left\nout", .unit = UNIT_COUNT, .is_signed = true},
    [LOW_COUNTED] = {.key = "low_counted", .title = "░ moves who\ncounts", .unit = UNIT_SHARE, SIGNED},
    [HIGH_COUNTED] = {.key = "high_counted", .title = "█ moves who\ncounts", .unit = UNIT_SHARE, SIGNED},
    [HELPS] = {.key = "helps", .title = "what helps", .unit = UNIT_TEXT},
};

/* On a page the bars, the lever in words, and the effects alone; in data files all but the bars. */
static bool is_shown(int column, int width)
{
    static const bool on_pages[COLUMNS] = {[WORDS] = true,      [AS_IT_IS] = true, [LOW_VALUE] = true, [BAR] = true,
                                           [HIGH_VALUE] = true, [LOW] = true,      [HIGH] = true};
    return width > 0 ? on_pages[column] : column != BAR;
}

static document_cell end_cell(const sol_tornado_end *end, document_cell cell)
{
    return end->fault ? cell_text("failed") : cell;
}

static void add_rows(document *doc, const sol_tornado *t, int width)
{
    sol_arena *arena = doc->arena;
    document_column *column = SOL_TAKE(arena, COLUMNS, document_column);
    size_t count = 0, place[COLUMNS];
    for (int c = 0; c < COLUMNS; c++) {
        place[c] = count;
        if (is_shown(c, width))
            column[count++] = all_columns[c];
    }
    for (int c = LOW; c <= HIGH; c++) {
        column[place[c]].unit = tornado_column_unit(t);
        if (t->base.unit != SOL_UNIT_SHARE)
            column[place[c]].title = sol_arena_print(arena, "%s,\n%s", all_columns[c].title, tornado_unit(t));
    }
    document_table *table = document_add_table(doc, "tornado", NULL, count, column);
    double most = 0;
    for (size_t i = 0; i < t->row_count; i++)
        most = fmax(most, fmax(finite(t->row[i].low.effect.mean), finite(t->row[i].high.effect.mean)));
    for (size_t i = 0; i < t->row_count; i++) {
        const sol_tornado_row *r = &t->row[i];
        const sol_tornado_end *low = &r->low, *high = &r->high;
        const document_cell cell[COLUMNS] = {
            [LEVER] = cell_text(r->key),
            [WORDS] = cell_text(sol_arena_print(arena, "%s%s", r->words, width > 0 ? tornado_mark(t, r) : "")),
            [AS_IT_IS] = cell_text(r->base_value),
            [LOW_VALUE] = cell_text(limit_text(arena, low)),
            [BAR] = cell_text(bar_of(arena, r, most)),
            [HIGH_VALUE] = cell_text(limit_text(arena, high)),
            [OUTCOME] = cell_text(t->outcome),
            [UNIT] = cell_text(tornado_unit(t)),
            [LOW] = tornado_effect(arena, t, low),
            [HIGH] = tornado_effect(arena, t, high),
            [LOW_LIVING] = end_cell(low, cell_difference(&low->living)),
            [HIGH_LIVING] = end_cell(high, cell_difference(&high->living)),
            [LOW_ESTATES] = end_cell(low, cell_difference(&low->estates)),
            [HIGH_ESTATES] = end_cell(high, cell_difference(&high->estates)),
            [LOW_LEFT_OUT] = end_cell(low, cell_value(low->left_out)),
            [HIGH_LEFT_OUT] = end_cell(high, cell_value(high->left_out)),
            [LOW_COUNTED] = end_cell(low, cell_difference(&low->counted)),
            [HIGH_COUNTED] = end_cell(high, cell_difference(&high->counted)),
            [HELPS] = cell_text(tornado_helps(arena, t, r)),
        };
        document_cell *row = document_add_row(table);
        for (int c = 0; c < COLUMNS; c++)
            if (is_shown(c, width))
                row[place[c]] = cell[c];
    }
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
    for (size_t i = 0; i < t->row_count; i++) {
        const sol_tornado_end *end = t->row[i].low.fault ? &t->row[i].low : &t->row[i].high;
        if (end->fault)
            document_say_labelled(doc, TONE_BAD, "FAILED", "%s=%s: %s", t->row[i].key, end->value, end->fault);
    }
    if (small)
        document_say(doc, TONE_QUIET, "%s%s it by at most %s in a pilot of %s.", figure_count(small, "more value").text,
                     small == 1 ? " moves" : " move", tornado_size(doc->arena, t, most),
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
                                                              tornado_size(doc->arena, t, l->effect)));
    }
}

document *tornado_document(sol_arena *arena, const sol_tornado *t, int width)
{
    document *doc = document_new(arena, t->currency, t->minor_digits);
    doc->says_what_is_cut = true;
    document_heading(doc, 1, t->title);
    document_say(
        doc, TONE_QUIET,
        "One value at a time, %s down and up, whole numbers to the nearest, ages by a year and dates by half a "
        "year, all else as it is, on the same %s, seed %llu. Differences of shares are in percentage points, amounts "
        "in %s, of dates those of the "
        "medians, in days; "
        "in brackets stands what cannot be told from no effect. The errors are those of paired differences.",
        figure_given_share(t->by).text, figure_count(t->trials, "future").text, (unsigned long long)t->seed,
        t->currency);
    if (t->instead_of)
        document_say(doc, TONE_FAIR, "%s", tornado_unmoved(arena, t));
    document_say(doc, TONE_PLAIN, "Ranked by %s: %s as it is.", tornado_outcome(arena, t), tornado_as_it_is(arena, t));
    if (!t->instead_of && !t->is_moved && !t->is_interrupted)
        document_say(doc, TONE_FAIR, "%s", tornado_unmoved(arena, t));
    if (t->row_count) {
        add_rows(doc, t, width);
        if (*tornado_marks(arena, t))
            document_say(doc, TONE_FAIR, "%s", tornado_marks(arena, t));
        if (width > 0)
            tornado_say_helps(doc, t);
    }
    if (t->is_interrupted)
        document_say_labelled(doc, TONE_FAIR, "STOPPED", "after %zu of the values; the others were not done.",
                              t->row_count);
    say_left_out(doc, t, width);
    if (width <= 0 && t->left_count)
        add_left_out(doc, t);
    return doc;
}
