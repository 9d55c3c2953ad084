/* What can be told of a scenario before a trial is run: each of these is certain, or is not said. */
#include "engine/claims/timely.h"
#include "plan/dates.h"
#include "plan/money.h"
#include "plan/pledges.h"
#include "report/check/check_report.h"
#include "report/document/figure.h"
#include "report/document/words.h"
#include "solatium/axiom.h"
#include "solatium/quantity.h"

#include <math.h>

/* How often a series can be paid at most. */
static double times_most(const sol_scenario *s, const sol_other_source *source)
{
    enum { DAYS_OF_MONTH = 28 };
    if (source->every_months == 0)
        return 1;
    const int32_t until = source->until.day < s->end.day ? source->until.day : s->end.day;
    return 1 + fmax(0, until - s->start.day) / (double)(source->every_months * DAYS_OF_MONTH);
}

/* The largest share of an amount that ever comes. */
static double share_most(const sol_other_source *source)
{
    double most = source->share_count == 0;
    for (size_t k = 0; k < source->share_count; k++)
        most = fmax(most, (double)source->share[k].billionths * 1e-9);
    return most;
}

/* The share of what comes on a day; of what waits for an event the day is not known. */
static double share_on(const sol_other_source *source, sol_date day)
{
    if (source->requires != SOL_NONE || source->share_count == 0)
        return share_most(source);
    double share = 0;
    for (size_t k = 0; k < source->share_count && source->share[k].from.day <= day.day; k++)
        share = (double)source->share[k].billionths * 1e-9;
    return share;
}

/* What a series that is written out brings at most. */
static double dated_most(const sol_plan *plan, const sol_other_source *source)
{
    double most = 0;
    for (size_t i = 0; i < source->dated_count; i++) {
        const sol_dated_amount *one = &source->dated[i];
        if (one->date.day <= plan->scenario->end.day)
            most += share_on(source, one->date) *
                    sol_money_to_double(money_at_start(&plan->money, one->currency, one->amount));
    }
    return most;
}

/* What a source that does not match others brings at most; infinity: not known. */
static double source_most(const sol_plan *plan, const sol_other_source *source)
{
    const sol_amount *amount = &source->amount;
    if (source->dated_count > 0)
        return dated_most(plan, source);
    if (!sol_distribution_is_constant(&amount->value))
        return INFINITY;
    const sol_money once = money_drawn(amount, NULL, plan->money.claimed, 0.5);
    return times_most(plan->scenario, source) * share_most(source) *
           sol_money_to_double(money_at_start(&plan->money, amount->currency, once));
}

/* What a match brings at most, of what the firms of its country promise. */
static double match_most(const sol_plan *plan, size_t index, size_t count, const pledges_row *pledged)
{
    const sol_other_source *source = &plan->scenario->source[index];
    double most = 0;
    for (size_t i = 0; i < count; i++)
        if (pledged[i].country == source->match_country)
            most += sol_money_to_double(pledged[i].promised) * (double)source->match_billionths * 1e-9;
    return fmin(most, sol_money_to_double(money_details_of(&plan->money)->cap[index]));
}

/* The most that can come in beside what is in hand, if all join and everything comes; infinity: not known. */
static double comes_most(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    size_t count;
    const pledges_row *pledged = pledges_by_country(arena, plan, &count);
    double most = 0;
    for (size_t i = 0; i < s->currency_count; i++)
        if (s->currency[i].drift != 0 || s->currency[i].volatility != 0)
            return INFINITY;
    for (size_t i = 0; i < count; i++)
        most += pledged[i].is_certain ? sol_money_to_double(pledged[i].promised) : INFINITY;
    for (size_t i = 0; i < s->source_count; i++)
        most += s->source[i].kind == SOL_MATCH ? match_most(plan, i, count, pledged)
                                               : fmin(source_most(plan, &s->source[i]),
                                                      sol_money_to_double(money_details_of(&plan->money)->cap[i]));
    return most;
}

/* What the balance can earn, as a factor; infinity: not known. */
static double grows_most(const sol_scenario *s)
{
    if (s->fund.volatility != 0 || s->fund.uncertain_return)
        return INFINITY;
    return pow(1 + fmax(0, s->fund.return_per_year), (s->end.day - s->start.day) / 365.0);
}

static double all_there_is(sol_arena *arena, const sol_plan *plan)
{
    return (sol_money_to_double(plan->scenario->fund.opening) + comes_most(arena, plan)) * grows_most(plan->scenario);
}

static const char *doubt_money(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    const double claimed = sol_money_to_double(plan->money.claimed), comes = comes_most(arena, plan);
    if (!(all_there_is(arena, plan) < claimed))
        return NULL;
    const char *more = comes > 0
                           ? sol_arena_print(arena, ", and at most %s %s if all join and everything else comes",
                                             figure_money(comes, s->currency[0].minor_digits).text, s->currency[0].code)
                           : "";
    return sol_arena_print(arena, "In hand are %s%s%s, against claims of %s at the start: not all can be paid in full.",
                           words_money(arena, s, s->fund.opening), more,
                           grows_most(s) > 1 ? ", with what the balance earns" : "",
                           words_money(arena, s, plan->money.claimed));
}

/* The first day on which a source can bring anything. */
static sol_date comes_first(const sol_scenario *s, const sol_other_source *source)
{
    if (source->dated_count > 0)
        return source->dated[0].date;
    bool is_known = !source->date.is_after && sol_distribution_is_constant(&source->date.date);
    return is_known ? (sol_date){(int32_t)source->date.date.exact} : s->start;
}

/* Money that comes, and stays in the fund: too late for the last pay date, with the lag until it is paid out. */
static const char *doubt_late(sol_arena *arena, const sol_plan *plan, const sol_other_source *source)
{
    const sol_scenario *s = plan->scenario;
    const sol_span lag = s->payments.lag;
    const sol_date first = comes_first(s, source);
    if (source->kind == SOL_MATCH || source->is_direct || plan->date_count == 0)
        return NULL;
    const sol_date last = plan->date[plan->date_count - 1];
    if (sol_date_add(first, lag).day <= last.day)
        return NULL;
    const char *with =
        lag.months > 0 || lag.days > 0 ? sol_arena_print(arena, " and a lag of %s", words_span(arena, lag)) : "";
    return sol_arena_print(arena,
                           "Nothing that %s brings can be paid out: it comes on %s at the earliest, with the last pay "
                           "date on %s%s.",
                           source->name, figure_date(first.day).text, figure_date(last.day).text, with);
}

/* Whether somebody whom a goal counts can be entitled by its last pay date, or has had money before. */
static bool can_reach(const sol_plan *plan, const sol_timeliness *goal, sol_date last)
{
    const sol_date opens = plan->scenario->administration.opens;
    for (size_t i = 0; i < plan->people.count; i++) {
        const sol_terms *terms = &plan->people.terms[plan->people.claimant[i].terms];
        const bool is_due = terms->eligible.day <= last.day && opens.day <= last.day;
        if (people_have_own_days(plan->scenario->start, terms))
            return true; /* whom it counts, and from when, is known in a trial alone */
        if ((is_due || terms->earlier_count > 0) && timely_standing(plan, goal, i) & TIMELY_COUNTED)
            return true;
    }
    return false;
}

static const char *doubt_goal(sol_arena *arena, const sol_plan *plan, const sol_timeliness *goal)
{
    size_t by = 0;
    while (by < plan->date_count && plan->date[by].day <= goal->by.day)
        by++;
    if (goal->goal_billionths == 0 || (by > 0 && can_reach(plan, goal, plan->date[by - 1])))
        return NULL;
    const char *why = plan->date_count == 0 ? "there is no pay date"
                      : by == 0
                          ? sol_arena_print(arena, "the first pay date is %s", figure_date(plan->date[0].day).text)
                          : sol_arena_print(arena, "none of them is entitled by the last pay date up to then, %s",
                                            figure_date(plan->date[by - 1].day).text);
    return sol_arena_print(arena, "The goal of %s by %s cannot be reached by anybody: %s.",
                           words_share(arena, goal->goal_billionths), figure_date(goal->by.day).text, why);
}

/*
 * Whether a rule gives nobody the whole claim while money is short at all: it does not when next to nothing is missing, and it never takes
 * from anybody where there is more.
 */
static bool pays_nobody_in_full(sol_arena *arena, const sol_rule_choice *rule)
{
    enum { CLAIMS = 3, MISSING = 1000 };
    const sol_money claim[CLAIMS] = {{1000000}, {2000000}, {7000000}};
    const sol_claims_problem problem = {.count = CLAIMS, .claim = claim, .endowment = {10000000 - MISSING}};
    sol_money award[CLAIMS];
    if (!sol_axiom_always(rule, false, SOL_AXIOM_RESOURCE_MONOTONICITY))
        return false;
    sol_divide(&problem, rule, SOL_ROUND_REMAINDER, arena, award);
    for (size_t i = 0; i < CLAIMS; i++)
        if (award[i].units >= claim[i].units)
            return false;
    return true;
}

/* Whether all claims are there from the first pay date on, whatever happens, and one rule divides all that comes among all of them. */
static bool is_one_division(const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    const sol_step *step = &s->step[0];
    const sol_date first = plan->date[0];
    if (s->step_count != 1 || !dates_always_has_step(plan, step) || step->has_up_to ||
        step->weight.kind != SOL_WEIGHT_NONE || step->who.vital != SOL_ANY || step->who.age_from >= 0 ||
        step->who.group_count > 0 || plan->money.pool_count > 1 || s->administration.has_queue ||
        s->administration.opens.day > first.day || !sol_distribution_is_certain(&s->administration.approval))
        return false;
    for (size_t i = 0; i < s->source_count; i++)
        if (s->source[i].is_direct)
            return false;
    for (size_t i = 0; i < plan->people.terms_count; i++) {
        const sol_terms *t = &plan->people.terms[i];
        if (people_have_own_days(s->start, t) || t->requires != SOL_NONE || t->unless != SOL_NONE ||
            t->eligible.day > first.day || !sol_distribution_is_certain(&t->accepts) || !t->accepts_at_once ||
            t->heirs.rank != SOL_HEIRS_INHERIT || people_await_heirs(t) || t->earlier_count > 0)
            return false;
    }
    return true;
}

/* The first goal that counts who has all of his claim; NULL: there is none. */
static const sol_timeliness *whole_goal(const sol_scenario *s)
{
    for (size_t g = 0; g < s->timeliness_count; g++)
        if (s->timeliness[g].paid_billionths >= SOL_BILLION && s->timeliness[g].goal_billionths > 0)
            return &s->timeliness[g];
    return NULL;
}

static const char *doubt_rule(sol_arena *arena, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    const double rounding = (double)s->payments.unit.units * (double)plan->people.count;
    const sol_timeliness *goal = whole_goal(s);
    if (plan->date_count == 0 || !goal || !is_one_division(plan) || !pays_nobody_in_full(arena, &s->step[0].rule) ||
        !(all_there_is(arena, plan) < sol_money_to_double(plan->money.claimed) - rounding))
        return NULL;
    return sol_arena_print(
        arena,
        "The rule %s pays nobody in full while money is short, as it is here, and the goal by %s counts who is paid "
        "in full: nobody can reach it. Lower `paid`, or choose another rule.",
        sol_rule_table[s->step[0].rule.rule].name, figure_date(goal->by.day).text);
}

/* A principal that is fixed before it has risen once: its index would mislead. */
static const char *doubt_index(sol_arena *arena, const sol_plan *plan, const sol_group *group)
{
    const sol_scenario *s = plan->scenario;
    const sol_terms *terms = &group->terms;
    if (group->count == 0 || terms->index.rate_billionths == 0)
        return NULL;
    const sol_date first = sol_index_anniversary(terms->index, 1);
    if (terms->earlier_count > 0 && terms->earlier[0].date.day < first.day)
        return sol_arena_print(arena,
                               "The index of the claims of %s raises nothing: they were first paid on %s, before its "
                               "first anniversary, %s.",
                               group->name, figure_date(terms->earlier[0].date.day).text, figure_date(first.day).text);
    const sol_date opens = sol_date_later(s->administration.opens, s->start);
    const sol_date examined = sol_date_later(terms->eligible, opens);
    if (s->administration.has_queue || terms->requires != SOL_NONE || people_have_own_days(s->start, terms) ||
        examined.day >= first.day)
        return NULL;
    return sol_arena_print(arena,
                           "The index of the claims of %s raises nothing: as the office has no `capacity`, they are "
                           "examined on %s, before its first anniversary, %s.",
                           group->name, figure_date(examined.day).text, figure_date(first.day).text);
}

size_t check_report_doubts(sol_arena *arena, const sol_plan *plan, const char ***doubts)
{
    const sol_scenario *s = plan->scenario;
    const char **found = SOL_TAKE(arena, s->timeliness_count + s->source_count + s->group_count + 2, const char *);
    size_t count = 0;
    const char *doubt = doubt_money(arena, plan);
    if (doubt)
        found[count++] = doubt;
    for (size_t i = 0; i < s->source_count; i++)
        if ((doubt = doubt_late(arena, plan, &s->source[i])) != NULL)
            found[count++] = doubt;
    for (size_t g = 0; g < s->timeliness_count; g++)
        if ((doubt = doubt_goal(arena, plan, &s->timeliness[g])) != NULL)
            found[count++] = doubt;
    for (size_t g = 0; g < s->group_count; g++)
        if ((doubt = doubt_index(arena, plan, &s->group[g])) != NULL)
            found[count++] = doubt;
    if ((doubt = doubt_rule(arena, plan)) != NULL)
        found[count++] = doubt;
    *doubts = found;
    return count;
}
