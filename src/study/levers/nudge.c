#include "study/levers/nudge.h"

#include "base/check.h"
#include "base/text.h"
#include "scenario/keys/keys.h"
#include "solatium/quantity.h"
#include "study/levers/lever.h"

#include <math.h>
#include <string.h>

enum { DAY_DIGITS = 16, SHARE_DECIMALS = 9, HALF_A_YEAR = 6 };

typedef struct mover {
    sol_arena *arena;
    const sol_scenario *scenario;
    const key_row *row;
    double factor;  /* of what is multiplied */
    int sign;       /* −1 or 1, of what moves by a year or half of one; 0: nothing does yet */
    int32_t before; /* days from the start to the first date that moves, at most that far down */
    text_buffer out;
    sol_tornado_step step;
    bool is_moved, is_limit;
} mover;

/* A scalar of the text, without blanks around it. */
typedef struct scalar {
    const char *text;
    size_t length;
} scalar;

static bool write_number(mover *m, int64_t digits, int decimals, const char *unit)
{
    text_append(&m->out, lever_number_write(m->arena, (lever_number){digits, decimals, unit}));
    return true;
}

static double clamped(mover *m, double value, double low, double high)
{
    m->is_limit = m->is_limit || value < low || value > high;
    return fmin(fmax(value, low), high);
}

/* Per cent stay per cent, decimals decimals; `unit` stands behind the per cent. */
static bool write_billionths(mover *m, int64_t billionths, bool in_percent, const char *unit)
{
    return write_number(m, billionths, in_percent ? SHARE_DECIMALS - 2 : SHARE_DECIMALS,
                        in_percent ? sol_arena_print(m->arena, "%%%s", unit) : unit);
}

static bool move_share(mover *m, scalar s, double high)
{
    int64_t was;
    sol_quantity_fault fault;
    if (!sol_quantity_ratio(s.text, s.length, &was, &fault))
        return false;
    int64_t is = llround(clamped(m, (double)was * m->factor, 0, high * 1e9));
    m->is_moved = m->is_moved || is != was;
    return write_billionths(m, is, memchr(s.text, '%', s.length) != NULL, "");
}

static bool move_rate(mover *m, scalar s)
{
    int64_t was;
    bool is_per_month;
    sol_quantity_fault fault;
    if (!sol_quantity_rate(s.text, s.length, &was, &is_per_month, &fault))
        return false;
    const char *unit = is_per_month ? "/mo" : "/y";
    double low = m->row->low, high = m->row->high, is = (double)was * m->factor;
    if (low < high && !is_per_month)
        is = clamped(m, is, low * 1e9, high * 1e9);
    m->is_moved = m->is_moved || llround(is) != was;
    return write_billionths(m, llround(is), true, unit);
}

static bool move_amount(mover *m, scalar s)
{
    const sol_scenario *scenario = m->scenario;
    sol_quantity_currency *known = SOL_TAKE(m->arena, scenario->currency_count + 1, sol_quantity_currency);
    for (size_t i = 0; i < scenario->currency_count; i++)
        known[i] = (sol_quantity_currency){scenario->currency[i].code, scenario->currency[i].minor_digits};
    sol_quantity_money was;
    sol_quantity_fault fault;
    if (!sol_quantity_amount(s.text, s.length, known, &was, &fault))
        return false;
    int64_t is = llround(clamped(m, (double)was.units * m->factor, 0, (double)SOL_MONEY_INPUT_MAX));
    m->is_moved = m->is_moved || is != was.units;
    text_append(&m->out, lever_amount_write(m->arena, is, &scenario->currency[was.currency]));
    return true;
}

static bool move_span(mover *m, scalar s)
{
    sol_span was;
    sol_quantity_fault fault;
    if (!sol_quantity_span(s.text, s.length, &was, &fault))
        return false;
    double months = was.months * m->factor, whole = floor(months + 1e-9);
    long days = lround((months - whole) * SOL_DAYS_PER_YEAR / 12 + was.days * m->factor);
    if (m->step == SOL_STEP_HALF_A_YEAR) {
        /* No earlier than the day after. */
        const bool is_short = m->sign < 0 && was.months < HALF_A_YEAR;
        whole = is_short ? 0 : was.months + m->sign * HALF_A_YEAR;
        days = is_short || (whole <= 0 && was.days == 0) ? 1 : was.days;
        m->is_limit = m->is_limit || is_short;
    }
    m->is_moved = m->is_moved || (int32_t)whole != was.months || days != was.days;
    if (whole > 0)
        text_print(&m->out, "%.0fmo%s", whole, days > 0 ? " " : "");
    if (days > 0 || whole <= 0)
        text_print(&m->out, "%ldd", days);
    return true;
}

static void write_day(mover *m, sol_date date)
{
    char text[DAY_DIGITS];
    sol_date_write(date, text);
    text_append(&m->out, text);
}

/* By half a year on the calendar, but no day to before the start: where one would be, all move by what is left. */
static bool move_date(mover *m, scalar s)
{
    sol_date was;
    sol_quantity_fault fault;
    if (!sol_quantity_date(s.text, s.length, &was, &fault))
        return false;
    const sol_date start = m->scenario->start;
    sol_date is = was;
    if (was.day >= start.day && m->sign == 0) {
        m->before = was.day - start.day < m->before ? was.day - start.day : m->before;
    } else if (was.day >= start.day) {
        is = sol_date_earlier(sol_date_add_months(was, m->sign * HALF_A_YEAR), sol_date_of(SOL_YEAR_MAX, 12, 31));
        if (m->sign < 0 && m->before < sol_date_days(is, was)) {
            is.day = was.day - m->before;
            m->is_limit = true;
        }
    }
    m->step = SOL_STEP_HALF_A_YEAR;
    m->is_moved = m->is_moved || is.day != was.day;
    write_day(m, is);
    return true;
}

/* Three decimals, or four digits of what is below 1. */
static bool move_number(mover *m, scalar s)
{
    double was;
    sol_quantity_fault fault;
    if (!sol_quantity_number(s.text, s.length, &was, &fault) || isinf(was))
        return false;
    double is = m->row->is_age ? was + m->sign : was * m->factor;
    if (m->row->low < m->row->high)
        is = clamped(m, is, m->row->low, m->row->high);
    bool is_whole = m->row->kind == VALUE_WHOLE;
    if (m->row->is_age || is_whole)
        m->step = m->row->is_age ? SOL_STEP_YEAR : SOL_STEP_WHOLE;
    const char *text = is_whole       ? sol_arena_print(m->arena, "%.0f", is)
                       : fabs(is) < 1 ? sol_arena_print(m->arena, "%.4g", is)
                                      : sol_arena_print(m->arena, "%.*g", (int)log10(fabs(is)) + 4, is);
    text_append(&m->out, text);
    m->is_moved = m->is_moved || strlen(text) != s.length || memcmp(text, s.text, s.length) != 0;
    return true;
}

static bool move_scalar(mover *m, scalar s, value_kind kind)
{
    switch (kind) {
    case VALUE_SHARE:
    case VALUE_FRACTION:
    case VALUE_PROBABILITY:
        return move_share(m, s, 1);
    case VALUE_RATIO:
    case VALUE_MULTIPLE:
        return move_share(m, s, m->row->low < m->row->high ? m->row->high : 1e6);
    case VALUE_RATE:
    case VALUE_YEARLY:
    case VALUE_GROWTH:
    case VALUE_GROWTHS:
        return move_rate(m, s);
    case VALUE_AMOUNT: /* a level of a step may be a share */
        return memchr(s.text, '%', s.length) ? move_share(m, s, 1) : move_amount(m, s);
    case VALUE_AMOUNTS:
        return move_amount(m, s);
    case VALUE_SPAN:
    case VALUE_DELAY:
        return move_span(m, s);
    case VALUE_DATE:
        return move_date(m, s);
    case VALUE_WHEN:
        return move_date(m, s) || move_span(m, s);
    case VALUE_WHOLE:
    case VALUE_NUMBER:
    case VALUE_DECIMAL:
    case VALUE_AGE:
    case VALUE_COUNT:
        return move_number(m, s);
    default:
        return false;
    }
}

static scalar take_scalar(const char **at)
{
    scalar s = {*at, strcspn(*at, ",]}:")};
    /* A colon ends a key only before a blank: a text such as 1:30 has one too. */
    while (s.text[s.length] == ':' && s.text[s.length + 1] != ' ')
        s.length += 1 + strcspn(s.text + s.length + 1, ",]}:");
    *at += s.length;
    while (s.length && s.text[s.length - 1] == ' ')
        s.length--;
    return s;
}

static void copy(mover *m, scalar s)
{
    text_append_bytes(&m->out, s.text, s.length);
}

static bool pass(mover *m, const char **at, const char *sign)
{
    size_t length = strlen(sign);
    if (strncmp(*at, sign, length) != 0)
        return false;
    text_append_bytes(&m->out, sign, length);
    *at += length;
    return true;
}

static bool move_value(mover *m, const char **at, value_kind kind, int depth);

/* "[a, b, c]": the first `moved` of them move; one may be a distribution itself. */
static bool move_list(mover *m, const char **at, value_kind kind, size_t moved)
{
    if (!pass(m, at, "["))
        return false;
    for (size_t i = 0;; i++) {
        if (i >= moved && **at != '{')
            copy(m, take_scalar(at));
        else if (i >= moved || !move_value(m, at, kind, 1))
            return false;
        if (pass(m, at, "]"))
            return true;
        if (!pass(m, at, ", "))
            return false;
    }
}

/* "{value: probability, …}": the values move. */
static bool move_choice(mover *m, const char **at, value_kind kind)
{
    if (!pass(m, at, "{"))
        return false;
    do {
        if (!move_scalar(m, take_scalar(at), kind) || !pass(m, at, ": "))
            return false;
        copy(m, take_scalar(at));
    } while (pass(m, at, ", "));
    return pass(m, at, "}");
}

static bool is_word(scalar s, const char *word)
{
    return s.length == strlen(word) && memcmp(s.text, word, s.length) == 0;
}

/* "{uniform: [a, b]}", "{after: 18mo}", "{after: {exponential: 6mo}}", "{of_claims: 12%}", or a single value. */
static bool move_value(mover *m, const char **at, value_kind kind, int depth)
{
    if (**at != '{')
        return move_scalar(m, take_scalar(at), kind);
    if (depth == 0 || !pass(m, at, "{"))
        return false;
    scalar word = take_scalar(at);
    copy(m, word);
    if (!pass(m, at, ": "))
        return false;
    bool is_done;
    if (is_word(word, "uniform") || is_word(word, "triangular"))
        is_done = move_list(m, at, kind, SIZE_MAX);
    else if (is_word(word, "normal") || is_word(word, "lognormal"))
        is_done = move_list(m, at, kind, 1);
    else if (is_word(word, "choice"))
        is_done = move_choice(m, at, kind);
    else if (is_word(word, "exponential"))
        is_done = move_value(m, at, kind, depth - 1);
    else if (is_word(word, "after"))
        is_done = move_value(m, at, VALUE_DELAY, depth - 1);
    else
        is_done =
            (is_word(word, "of_claims") || is_word(word, "of_size")) && move_value(m, at, VALUE_PROBABILITY, depth - 1);
    return is_done && pass(m, at, "}");
}

static bool move(mover *m, const char *value)
{
    enum { DEPTH = 2 };
    const char *at = value;
    m->out = (text_buffer){.arena = m->arena};
    m->is_moved = m->is_limit = false;
    return *at == '{' ? move_value(m, &at, m->row->kind, DEPTH) && !*at
                      : move_scalar(m, (scalar){at, strlen(at)}, m->row->kind);
}

nudge nudge_value(sol_arena *arena, const sol_scenario *scenario, const sol_assumption *said, double by)
{
    SOL_CHECK(by > -1 && by != 0);
    nudge none = {0};
    const key_row *row = keys_find_path(arena, said->key);
    if (!row || !said->value)
        return none;
    mover m = {.arena = arena, .scenario = scenario, .row = row, .factor = 1 + by, .before = INT32_MAX};
    m.step = row->kind == VALUE_WHEN ? SOL_STEP_HALF_A_YEAR : SOL_STEP_SHARE;
    /* Once without moving, to find the first day. */
    if (!move(&m, said->value))
        return none;
    m.sign = by < 0 ? -1 : 1;
    move(&m, said->value);
    return (nudge){text_of(&m.out), m.step, m.is_moved, m.is_limit};
}
