#include "report/document/words.h"

#include "base/text.h"
#include "plan/people.h"
#include "report/document/figure.h"

#include <math.h>
#include <string.h>

const char *words_who(sol_arena *arena, const sol_scenario *scenario, const sol_who *who)
{
    static const char *const vital[] = {"everyone", "the living", "the estates"};
    text_buffer out = {.arena = arena};
    text_append(&out, vital[who->vital]);
    if (who->age_from >= 0)
        text_print(&out, " of %d and over", who->age_from);
    if (who->filed_from.day != INT32_MIN && who->goes_by_filing)
        text_print(&out, " who filed from %s on", figure_date(who->filed_from.day).text);
    if (!sol_date_is_never(who->filed_by) && who->goes_by_filing)
        text_print(&out, " who filed by %s", figure_date(who->filed_by.day).text);
    for (size_t i = 0; i < who->group_count; i++)
        text_print(&out, "%s%s",
                   i == 0                      ? " in "
                   : i + 1 == who->group_count ? " and "
                                               : ", ",
                   text_one_name(arena, scenario->group[who->group[i]].name));
    return text_of(&out);
}

const char *words_money(sol_arena *arena, const sol_scenario *scenario, sol_money amount)
{
    return sol_arena_print(arena, "%s %s",
                           figure_money(sol_money_to_double(amount), scenario->currency[0].minor_digits).text,
                           scenario->currency[0].code);
}

const char *words_share(sol_arena *arena, int64_t billionths)
{
    return sol_arena_print(arena, "%s%%", figure_exact((double)billionths / 1e7).text);
}

const char *words_span(sol_arena *arena, sol_span span)
{
    if (span.months && span.months % 12 == 0 && !span.days)
        return sol_arena_print(arena, "%d year%s", span.months / 12, span.months == 12 ? "" : "s");
    if (span.months && !span.days)
        return sol_arena_print(arena, "%d month%s", span.months, span.months == 1 ? "" : "s");
    if (span.months)
        return sol_arena_print(arena, "%d months and %d days", span.months, span.days);
    return sol_arena_print(arena, "%d day%s", span.days, span.days == 1 ? "" : "s");
}

/* "18mo after the death", "20 to 400 days (5 to 95%) after the death". */
static const char *after(sol_arena *arena, const sol_when *when, const char *from)
{
    if (when->is_calendar)
        return sol_arena_print(arena, "%s after %s", words_span(arena, when->span), from);
    const double low = sol_distribution_at(&when->delay, 0.05), high = sol_distribution_at(&when->delay, 0.95);
    return sol_arena_print(arena, "%s to %s days (5 to 95%%) after %s", figure_number(low, 0).text,
                           figure_number(high, 0).text, from);
}

const char *words_when(sol_arena *arena, const sol_scenario *scenario, const sol_when *when, int requires)
{
    const char *from = requires == SOL_NONE ? "the start" : scenario->event[requires].name;
    bool is_at_once = when->is_after && when->is_calendar && when->span.months == 0 && when->span.days == 0;
    if (is_at_once && requires != SOL_NONE)
        return sol_arena_print(arena, "with %s", from);
    if (is_at_once)
        return sol_arena_print(arena, "%s", figure_date(scenario->start.day).text);
    if (when->is_after)
        return after(arena, when, from);
    int32_t low = sol_distribution_day_at(&when->date, 0.05), high = sol_distribution_day_at(&when->date, 0.95);
    if (low == high)
        return sol_arena_print(arena, "%s", figure_date(low).text);
    return sol_arena_print(arena, "%s to %s", figure_date(low).text, figure_date(high).text);
}

/* "60%", "40% to 80% (5 to 95%)". */
static const char *chance(sol_arena *arena, const sol_distribution *probability)
{
    const double low = sol_distribution_at(probability, 0.05), high = sol_distribution_at(probability, 0.95);
    const char *from = words_share(arena, llround(low * 1e9));
    return low == high ? from
                       : sol_arena_print(arena, "%s to %s (5 to 95%%)", from, words_share(arena, llround(high * 1e9)));
}

static const char *after_death(sol_arena *arena, const sol_inheritance *heirs)
{
    if (heirs->at_once)
        return "at once";
    if (heirs->after.delay.uncertain)
        return "after a wait that is itself uncertain";
    return after(arena, &heirs->after, "the death");
}

const char *words_heirs(sol_arena *arena, const sol_inheritance *heirs)
{
    const char *after = after_death(arena, heirs);
    if (sol_distribution_is_certain(&heirs->inherit))
        return sol_arena_print(arena, "come forward %s", after);
    return sol_arena_print(arena, "come forward with a probability of %s, %s; without them the claim %s",
                           chance(arena, &heirs->inherit), after,
                           heirs->is_kept ? "stays owed and is not paid" : "lapses");
}

const char *words_own_day(sol_arena *arena, sol_date start, const sol_when *when)
{
    const sol_date from = people_when_at(start, when, 0.05), to = people_when_at(start, when, 0.95);
    if (from.day == to.day)
        return sol_arena_print(arena, "on %s", figure_date(from.day).text);
    return sol_arena_print(arena, "%s to %s (5 to 95%%)", figure_date(from.day).text, figure_date(to.day).text);
}

const char *words_declined(sol_declined declined)
{
    static const char *const words[] = {[SOL_DECLINED_NOTHING] = "is kept for nobody",
                                        [SOL_DECLINED_HOLD] = "is held in the fund",
                                        [SOL_DECLINED_DEPOSIT] = "is deposited"};
    return words[declined];
}

/* How an amount follows prices, behind it. */
static void append_index(text_buffer *out, const sol_index *index)
{
    if (index->rate_billionths > 0)
        text_print(out, " (in prices of %s, %s a year)", figure_date(index->from.day).text,
                   words_share(out->arena, index->rate_billionths));
}

const char *words_limits(sol_arena *arena, const sol_scenario *scenario)
{
    static const char *const per[] = {
        [SOL_LIMIT_YEAR] = " a year", [SOL_LIMIT_QUARTER] = " a quarter", [SOL_LIMIT_TOTAL] = " in all"};
    const sol_payments *payments = &scenario->payments;
    text_buffer out = {.arena = arena};
    for (size_t i = 0; i < payments->limit_count; i++) {
        const sol_limit *limit = &payments->limit[i];
        text_print(&out, "%s%s%s", i > 0 ? "; then " : "", words_money(arena, scenario, limit->amount),
                   per[limit->per]);
        append_index(&out, &limit->index);
        if (!sol_date_is_never(limit->from))
            text_print(&out, " from %s", figure_date(limit->from.day).text);
        if (limit->carries)
            text_append(&out, ", what is not used is carried over");
    }
    return text_of(&out);
}

const char *words_every(sol_arena *arena, int32_t months)
{
    static const struct {
        int32_t months;
        const char *words;
    } rows[] = {{1, "every month"}, {3, "every quarter"}, {6, "every half-year"}, {12, "every year"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].months == months)
            return rows[i].words;
    return sol_arena_print(arena, "every %d months", months);
}

/* The rule with those parameters that it has. */
static void append_rule(text_buffer *out, const sol_step *step)
{
    static const char *const priority[] = {"the oldest first", "the most urgent first",
                                           "in file order",    "the smallest claim first",
                                           "in random order",  "in the order in which claims were examined"};
    const sol_rule_row *row = &sol_rule_table[step->rule.rule];
    text_append(out, row->name);
    if (step->rule.rule == SOL_RULE_PRIORITY)
        text_print(out, ", %s", priority[step->rule.by]);
    const struct {
        const char *name;
        double value;
    } parameters[] = {
        {"theta", step->rule.theta}, {"p", step->rule.p}, {"alpha", step->rule.alpha}, {"mix", step->rule.mix}};
    for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++)
        if (strcmp(row->parameters, parameters[i].name) == 0 && isfinite(parameters[i].value))
            text_print(out, " (%s %s)", parameters[i].name, figure_exact(parameters[i].value).text);
}

static void append_weight(text_buffer *out, const sol_weight *weight)
{
    switch (weight->kind) {
    case SOL_WEIGHT_NONE:
        return;
    case SOL_WEIGHT_AGE:
        text_print(out, ", weighted by age (%s more for each year above %s)", figure_share(weight->each_year, 1).text,
                   figure_exact(weight->age_from).text);
        return;
    case SOL_WEIGHT_HAZARD:
        text_append(out, ", weighted by the force of mortality");
        return;
    case SOL_WEIGHT_NEED:
        text_append(out, ", weighted by 1 / remaining life expectancy");
        return;
    }
}

const char *words_returned(bool has_guarantee)
{
    return has_guarantee ? "returned to debtors and guarantors" : "returned to debtors";
}

bool words_have_guarantee(const sol_result *result)
{
    for (size_t i = 0; i < result->source_count; i++)
        if (strcmp(result->source[i].kind, sol_source_kind_name(SOL_GUARANTEE)) == 0)
            return true;
    return false;
}

const char *words_step(sol_arena *arena, const sol_scenario *scenario, const sol_step *step)
{
    text_buffer out = {.arena = arena};
    text_append(&out, words_who(arena, scenario, &step->who));
    if (step->from.day > scenario->start.day)
        text_print(&out, ", from %s", figure_date(step->from.day).text);
    if (step->until.day < scenario->end.day)
        text_print(&out, ", until %s", figure_date(step->until.day).text);
    if (step->has_up_to && step->up_to_is_share)
        text_print(&out, ", up to %s of the claim each", words_share(arena, step->up_to_billionths));
    else if (step->has_up_to) {
        text_print(&out, ", up to %s each", words_money(arena, scenario, step->up_to));
        append_index(&out, &step->index);
    }
    text_append(&out, ": ");
    append_rule(&out, step);
    append_weight(&out, &step->weight);
    text_append(&out,
                step->is_outstanding ? ", of what is outstanding" : ", of all ever owed, what was paid counted in");
    return text_of(&out);
}
