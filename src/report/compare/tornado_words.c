#include "report/compare/tornado_words.h"

#include "base/text.h"
#include "report/document/cells.h"
#include "report/document/figure.h"
#include "solatium/quantity.h"

#include <math.h>
#include <string.h>

static bool is_date(const sol_tornado *t)
{
    return t->base.kind == SOL_OUTCOME_DATE;
}

const char *tornado_outcome(sol_arena *arena, const sol_tornado *t)
{
    const char *meaning = sol_outcome_meaning(t->outcome);
    return meaning ? sol_arena_print(arena, "%s (%s)", t->outcome, meaning) : t->outcome;
}

const char *tornado_unit(const sol_tornado *t)
{
    static const char *const name[] = {
        [SOL_UNIT_NUMBER] = "number", [SOL_UNIT_SHARE] = "share", [SOL_UNIT_PEOPLE] = "people",
        [SOL_UNIT_FIRMS] = "firms",   [SOL_UNIT_MONEY] = NULL,    [SOL_UNIT_DATE] = "days"};
    return name[t->base.unit] ? name[t->base.unit] : t->currency;
}

/* A share is told from what the scenario holds it against. */
static figure share_of(const sol_tornado *t, double value, int decimals)
{
    const sol_verdict *v = &t->verdict;
    const bool is_of_futures = t->base.kind == SOL_OUTCOME_PROPORTION;
    const double limit[SHARE_LIMITS] = {is_of_futures ? v->confidence : v->goal, is_of_futures ? 1 - v->confidence : 0};
    return figure_share_against(value, decimals, limit);
}

static const char *level(sol_arena *arena, const sol_tornado *t, double value, bool is_error)
{
    switch (t->base.unit) {
    case SOL_UNIT_SHARE:
        return sol_arena_print(arena, "%s", is_error ? figure_share(value, 1).text : share_of(t, value, 1).text);
    case SOL_UNIT_MONEY:
        return sol_arena_print(arena, "%s %s", figure_money(value, t->minor_digits).text, t->currency);
    case SOL_UNIT_PEOPLE:
    case SOL_UNIT_FIRMS:
        return sol_arena_print(arena, "%s %s", figure_number(value, value < 100 ? 2 : 0).text, tornado_unit(t));
    default:
        return sol_arena_print(arena, "%s", figure_number(value, value == floor(value) ? 0 : 2).text);
    }
}

const char *tornado_as_it_is(sol_arena *arena, const sol_tornado *t)
{
    static const char none[] = "nothing, as nobody is left to count";
    const bool is_proportion = t->base.kind == SOL_OUTCOME_PROPORTION;
    const sol_support support = is_proportion ? t->base.proportion.support : t->base.estimate.support;
    if (is_date(t))
        return t->base.date.never.support == SOL_OF_NONE
                   ? none
                   : sol_arena_print(arena, "%s in the median", figure_date((double)t->base.date.p50.day).text);
    if (support == SOL_OF_NONE)
        return none;
    const double se = is_proportion ? t->base.proportion.se : t->base.estimate.se;
    const char *value = level(arena, t, tornado_base(t), false);
    return support == SOL_OF_MANY && se > 0 ? sol_arena_print(arena, "%s ± %s", value, level(arena, t, se, true))
                                            : value;
}

const char *tornado_axis(sol_arena *arena, const sol_tornado *t)
{
    if (is_date(t))
        return sol_arena_print(arena, "%s: days later", t->outcome);
    return t->base.unit == SOL_UNIT_SHARE ? t->outcome : sol_arena_print(arena, "%s, %s", t->outcome, tornado_unit(t));
}

double tornado_base(const sol_tornado *t)
{
    return is_date(t) ? 0 : t->base.kind == SOL_OUTCOME_PROPORTION ? t->base.proportion.mean : t->base.estimate.mean;
}

static bool is_number(const char *text, double *number)
{
    sol_quantity_fault fault;
    return text && sol_quantity_number(text, strlen(text), number, &fault);
}

const char *tornado_step(sol_arena *arena, const sol_tornado *t, const sol_tornado_row *row, bool is_high)
{
    const bool is_date = row->step == SOL_STEP_HALF_A_YEAR;
    if (is_high ? row->high.is_limit : row->low.is_limit)
        return is_date ? is_high ? "as late as can be" : "as early as can be"
                       : (is_high ? "as much as can be" : "as little as can be");
    if (is_date)
        return is_high ? "half a year later" : "half a year earlier";
    if (row->step == SOL_STEP_YEAR)
        return is_high ? "a year more" : "a year less";
    double was, is;
    if (row->step == SOL_STEP_WHOLE && is_number(row->base_value, &was) &&
        is_number(is_high ? row->high.value : row->low.value, &is))
        return sol_arena_print(arena, "%s %s", figure_number(fabs(is - was), 0).text, is_high ? "more" : "fewer");
    return sol_arena_print(arena, "%s %s", figure_given_share(t->by).text, is_high ? "more" : "less");
}

const char *tornado_size(sol_arena *arena, const sol_tornado *t, double size)
{
    size = fabs(size);
    if (is_date(t))
        return isinf(size) ? "more than any time"
                           : sol_arena_print(arena, "%s", figure_count((size_t)size, "day").text);
    if (t->base.unit == SOL_UNIT_SHARE)
        return sol_arena_print(arena, "%s", figure_share(size, 1).text);
    return level(arena, t, size, false);
}

document_unit tornado_column_unit(const sol_tornado *t)
{
    return is_date(t) ? UNIT_COUNT : cell_unit_of(t->base.unit);
}

document_cell tornado_effect(sol_arena *arena, const sol_tornado *t, const sol_tornado_end *end)
{
    const double mean = end->effect.mean;
    if (end->fault)
        return cell_text("failed");
    if (!is_date(t))
        return cell_difference(&end->effect);
    if (isinf(mean))
        return cell_text(mean > 0 ? "never" : "reached");
    document_cell cell = cell_with_error(mean, 0, end->effect.support);
    cell.has_number = true;
    if (end->effect.support != SOL_OF_NONE)
        cell.text = sol_arena_print(arena, "%s%s", mean > 0 ? "+" : "", figure_number(mean, 0).text);
    return cell;
}

/* "+2.5%", "-45m KRW", "half of the futures never reach it". */
static const char *signed_size(sol_arena *arena, const sol_tornado *t, const sol_difference *d)
{
    if (isinf(d->mean))
        return d->mean > 0 ? "never, in the median" : "reached, in the median";
    return sol_arena_print(arena, "%s%s", d->mean < 0 ? "-" : "+", tornado_size(arena, t, d->mean));
}

/* "0.6 more living"; NULL: that cannot be told. */
static const char *group_of(sol_arena *arena, const sol_difference *d, const char *who)
{
    const double size = fabs(d->mean);
    if (!d->is_distinguishable || size == 0)
        return NULL;
    return sol_arena_print(arena, "%s %s %s", figure_number(size, size < 10 && size != floor(size) ? 2 : 0).text,
                           d->mean > 0 ? "more" : "fewer", who);
}

static void say_whom(text_buffer *out, const sol_tornado_end *end)
{
    const char *living = group_of(out->arena, &end->living, "living");
    const char *estates = group_of(out->arena, &end->estates, "estates");
    if (end->has_others || (!living && !estates))
        return;
    text_print(out, ", %s%s%s wholly paid", living ? living : "", living && estates ? " and " : "",
               estates ? estates : "");
    if (living && estates && end->living.mean * end->estates.mean < 0)
        text_append(out, end->living.mean > 0 ? ", good for the living and bad for estates"
                                              : ", good for estates and bad for the living");
}

static const char *why_no_help(sol_arena *arena, const sol_tornado *t, const sol_tornado_end *end)
{
    const double size = fabs(end->left_out);
    const char *people =
        sol_arena_print(arena, "%s", figure_number(size, size < 10 && size != floor(size) ? 2 : 0).text);
    const sol_no_help reason = sol_tornado_no_help(t, end);
    if (reason == SOL_LEAVES_OUT)
        return sol_arena_print(arena, "it leaves out %s more", people);
    if (reason == SOL_HAS_OTHERS)
        return end->left_out < 0 ? sol_arena_print(arena, "%s more are counted", people) : "others are counted";
    return sol_arena_print(arena, "%s %s less is claimed", figure_money(end->claimed_less, t->minor_digits).text,
                           t->currency);
}

static void say_end(text_buffer *out, const sol_tornado *t, const sol_tornado_row *row, bool is_high)
{
    const sol_tornado_end *end = is_high ? &row->high : &row->low;
    const int helps = sol_tornado_helps(t, end);
    if (end->fault || end->effect.mean == 0)
        return;
    text_print(out, "%s%s ", out->length ? "; " : "", tornado_step(out->arena, t, row, is_high));
    if (sol_tornado_is_no_help(t, end)) {
        text_print(out, "is no help, as %s (%s)", why_no_help(out->arena, t, end),
                   signed_size(out->arena, t, &end->effect));
    } else if (helps != 0) {
        text_print(out, "%s (%s)", helps > 0 ? "helps" : "harms", signed_size(out->arena, t, &end->effect));
    } else if (end->effect.is_distinguishable) {
        text_print(out, "%s it (%s)", end->effect.mean > 0 ? "raises" : "lowers",
                   signed_size(out->arena, t, &end->effect));
    } else {
        text_append(out, "makes no difference that can be told");
    }
    say_whom(out, end);
}

const char *tornado_helps(sol_arena *arena, const sol_tornado *t, const sol_tornado_row *row)
{
    text_buffer out = {.arena = arena};
    say_end(&out, t, row, true);
    say_end(&out, t, row, false);
    return out.length ? text_of(&out) : "no end makes a difference";
}

static bool moves_counted(const sol_tornado_row *r)
{
    return sol_counted_is_moved(&r->low.counted) || sol_counted_is_moved(&r->high.counted);
}

void tornado_say_helps(document *doc, const sol_tornado *t)
{
    enum { IN_WORDS_MOST = 10 };
    const char *item[IN_WORDS_MOST];
    size_t count = t->row_count < IN_WORDS_MOST ? t->row_count : IN_WORDS_MOST;
    for (size_t i = 0; i < count; i++)
        item[i] = sol_arena_print(doc->arena, "%s: %s.", t->row[i].words, tornado_helps(doc->arena, t, &t->row[i]));
    document_say(doc, TONE_PLAIN,
                 "What helps, and whom; living and estates are those of the start, wholly paid by the goal's date:");
    document_list(doc, count, item);
}

static bool leaves_out(const sol_tornado *t, const sol_tornado_row *r)
{
    return sol_tornado_is_no_help(t, &r->low) || sol_tornado_is_no_help(t, &r->high);
}

const char *tornado_mark(const sol_tornado *t, const sol_tornado_row *row)
{
    return moves_counted(row) ? leaves_out(t, row) ? " † ‡" : " †" : leaves_out(t, row) ? " ‡" : "";
}

const char *tornado_marks(sol_arena *arena, const sol_tornado *t)
{
    bool is_counted = false, is_left_out = false;
    for (size_t i = 0; i < t->row_count; i++) {
        is_counted |= moves_counted(&t->row[i]);
        is_left_out |= leaves_out(t, &t->row[i]);
    }
    return sol_arena_print(arena, "%s%s%s",
                           is_counted ? "† moves by more than 1% in how many futures anybody is left to count; what it "
                                        "moves of shares is of the futures in which both count."
                                      : "",
                           is_counted && is_left_out ? " " : "",
                           is_left_out
                               ? "‡ is better at an end that leaves people out (refused, declined, not due or not "
                                 "there at all), has others to count (such as more who are paid already) or at which "
                                 "less is claimed. That is no help, and does not count for the order."
                               : "");
}

const char *tornado_unmoved(sol_arena *arena, const sol_tornado *t)
{
    if (t->instead_of)
        return sol_arena_print(arena, "No value moves %s beyond chance; what follows is of another outcome.",
                               t->instead_of);
    if (t->is_moved)
        return "";
    text_buffer out = {.arena = arena};
    text_print(&out, "No value moves %s%s.", t->outcome, t->row_count ? " beyond chance" : " at all");
    for (size_t i = 0; i < t->other_count; i++)
        text_print(&out, "%s%s", i == 0 ? " What some value moves: " : ", ", t->other[i]);
    text_append(&out, t->other_count ? "." : " Nor does any move another outcome that has a short name.");
    return text_of(&out);
}
