#include "scenario/reader/terms.h"

#include "scenario/text/rows.h"

#include <stdio.h>
#include <string.h>

sol_inheritance terms_inheritance(sol_heirs rank)
{
    return (sol_inheritance){
        .rank = rank,
        .inherit = sol_distribution_constant(1, 0),
        .at_once = true,
        .after = {.is_after = true, .is_calendar = true},
    };
}

sol_terms terms_default(const reader *r, const sol_inheritance *heirs)
{
    return (sol_terms){
        .eligible = r->scenario->start,
        .requires = SOL_NONE,
        .unless = SOL_NONE,
        .heirs = *heirs,
        .accepts = sol_distribution_constant(1, 0),
        .accepts_at_once = true,
        .accepts_after = {.is_after = true, .is_calendar = true},
        .taken = sol_distribution_constant(0, 0),
        .taken_at_once = true,
        .taken_after = {.is_after = true, .is_calendar = true},
        .interest_until = sol_date_never(),
    };
}

void terms_set_eligible(const reader *r, sol_terms *terms, const sol_when *when)
{
    if (when->is_after && when->is_calendar && !r->is_alone) /* a register alone is of no start: it keeps the span */
        terms->eligible = sol_date_add(r->scenario->start, when->span);
    else if (!when->is_after && sol_distribution_is_constant(&when->date))
        terms->eligible = (sol_date){sol_distribution_day_at(&when->date, 0.5)};
    else
        terms->eligible_drawn = when;
}

/** `FIRST word SECOND` of a list with semicolons: the stretches of its two quantities. */
typedef struct text_pair {
    size_t first, first_end, second, second_end, next;
} text_pair;

static bool fail(sol_quantity_fault *fault, size_t from, size_t to, const char *message, const char *hint)
{
    snprintf(fault->message, sizeof fault->message, "%s", message);
    snprintf(fault->hint, sizeof fault->hint, "%s", hint);
    fault->from = from;
    fault->to = to;
    return false;
}

static size_t without_blanks(const char *text, size_t from, size_t to)
{
    while (to > from && text[to - 1] == ' ')
        to--;
    return to;
}

static bool take_pair(const char *text, size_t length, size_t from, const char *word, text_pair *pair)
{
    const char *semicolon = memchr(text + from, ';', length - from);
    size_t end = semicolon ? (size_t)(semicolon - text) : length;
    size_t word_length = strlen(word);
    pair->next = semicolon ? end + 1 : length;
    while (from < end && text[from] == ' ')
        from++;
    end = without_blanks(text, from, end);
    pair->first = from;
    pair->second_end = end;
    for (size_t i = from; i + word_length <= end; i++) {
        if (memcmp(text + i, word, word_length) != 0)
            continue;
        pair->first_end = without_blanks(text, from, i);
        pair->second = i + word_length;
        while (pair->second < end && text[pair->second] == ' ')
            pair->second++;
        return true;
    }
    return false;
}

static bool shifted(sol_quantity_fault *fault, size_t by)
{
    fault->from += by;
    fault->to += by;
    return false;
}

bool terms_interest_text(const reader *r, const char *text, size_t length, sol_terms *terms, sol_quantity_fault *fault)
{
    row_list steps = {.arena = r->arena, .size = sizeof(sol_interest_step)};
    text_pair pair = {.next = 0};
    while (pair.next < length) {
        size_t from = pair.next;
        if (!take_pair(text, length, from, " from ", &pair))
            return fail(fault, pair.first, pair.second_end, "a step of interest is a rate and its first day",
                        "write `20%/y from 2013-06-19; 12%/y from 2019-06-01`");
        sol_interest_step *step = rows_add(&steps);
        bool is_per_month;
        if (!sol_quantity_rate(text + pair.first, pair.first_end - pair.first, &step->rate_billionths, &is_per_month,
                               fault))
            return shifted(fault, pair.first);
        if (!sol_quantity_date(text + pair.second, pair.second_end - pair.second, &step->from, fault))
            return shifted(fault, pair.second);
        if (is_per_month)
            step->rate_billionths *= 12;
        if (step->rate_billionths < 0 || step->rate_billionths > 10 * SOL_BILLION)
            return fail(fault, pair.first, pair.first_end, "interest is from 0%/y to 1000%/y", "");
        if (steps.count > 1 && step[-1].from.day >= step->from.day)
            return fail(fault, pair.second, pair.second_end, "the steps of interest are not in the order of their days",
                        "");
    }
    terms->interest = steps.rows;
    terms->interest_count = steps.count;
    return true;
}

bool terms_earlier_text(const reader *r, const char *text, size_t length, sol_terms *terms, sol_quantity_fault *fault)
{
    row_list rows = {.arena = r->arena, .size = sizeof(sol_earlier_payment)};
    text_pair pair = {.next = 0};
    while (pair.next < length) {
        size_t from = pair.next;
        if (!take_pair(text, length, from, " on ", &pair))
            return fail(fault, pair.first, pair.second_end, "an earlier payment is an amount and its day",
                        "write `60000000 on 2018-02-20`");
        sol_earlier_payment *payment = rows_add(&rows);
        sol_quantity_money money;
        if (!sol_quantity_amount(text + pair.first, pair.first_end - pair.first, r->currency, &money, fault))
            return shifted(fault, pair.first);
        if (!sol_quantity_date(text + pair.second, pair.second_end - pair.second, &payment->date, fault))
            return shifted(fault, pair.second);
        if (payment->date.day > r->scenario->start.day)
            return fail(fault, pair.second, pair.second_end, "an earlier payment is not after `start`", "");
        *fault = (sol_quantity_fault){.to = pair.first_end - pair.first};
        if (!reader_convert(r, money, &payment->amount, fault))
            return shifted(fault, pair.first);
    }
    terms->earlier = rows.rows;
    terms->earlier_count = rows.count;
    return true;
}
