#include "report/explain/explain.h"

#include "plan/people.h"
#include "report/document/figure.h"
#include "report/document/words.h"
#include "report/explain/explain_parts.h"

#include <math.h>
#include <string.h>

static const char *expected(document *doc, double units)
{
    return explain_money(doc, sol_money_from_double(units));
}

static const char *share(document *doc, double fraction)
{
    return sol_arena_print(doc->arena, "%s", figure_share(fraction, 1).text);
}

/* Completed years; birth days drawn from an age are whole days, so that an age may want a day. */
static int years(double age)
{
    return (int)floor(age + 1.5 / 365.25);
}

static bool is_institution(const sol_claimant_result *c)
{
    return c->age < 0;
}

static const char *called(document *doc, const sol_claimant_result *c)
{
    return c->name ? sol_arena_print(doc->arena, "%s (%s)", c->id, c->name) : c->id;
}

static void say_person(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    const char *who =
        is_institution(c) ? "an institution"
        : c->is_living
            ? sol_arena_print(doc->arena, "%d years old on %s", years(c->age), explain_date(doc, r->start))
            : sol_arena_print(doc->arena, "an estate: the claimant had died by %s, at %d, and the heirs hold the claim",
                              explain_date(doc, r->start), years(c->age));
    document_say(doc, TONE_PLAIN,
                 "%s belongs to the group %s and is %s. The claim stands at %s on %s, interest to that day included.",
                 called(doc, c), c->group, who, explain_money(doc, c->claimed), explain_date(doc, r->start));
}

/* What else holds of the claim: when it is filed, how it rises, whether it may be declined, whose heirs are awaited. */
static void say_terms(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    const sol_terms *t = c->terms;
    if (!t)
        return;
    if (people_file_later(r->start, t))
        document_say(doc, TONE_PLAIN, "It is filed %s; before, and where that is after %s, nothing can be paid on it.",
                     words_own_day(doc->arena, r->start, t->filed), explain_date(doc, r->end));
    if (t->index.rate_billionths > 0)
        document_say(doc, TONE_PLAIN,
                     "Its principal rises by %s on each anniversary of %s, until it is examined or first paid.",
                     words_share(doc->arena, t->index.rate_billionths), explain_date(doc, t->index.from));
    if (!sol_distribution_is_certain(&t->accepts))
        document_say(doc, TONE_PLAIN,
                     "What the fund offers is accepted with a probability of %s; what falls to one who declines %s.",
                     share(doc, sol_distribution_mean(&t->accepts)), words_declined(t->declined));
    if (c->is_living && !is_institution(c) && people_await_heirs(t))
        document_say(doc, TONE_PLAIN, "After the claimant's death heirs %s. Until they come nobody can be paid.",
                     words_heirs(doc->arena, &t->heirs));
}

/* Whom a payment in time reaches: where the goal counts what is paid after death, the heirs too. */
static const char *to_whom(const sol_verdict *v, const sol_claimant_result *c)
{
    return is_institution(c)                  ? ""
           : !c->is_living                    ? ", to the heirs"
           : v->reach == SOL_IN_LIFE_OR_AFTER ? ", to the claimant or, after death, to the heirs"
                                              : " and while alive";
}

static void say_chance(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    const sol_verdict *v = &r->verdict[0];
    document_heading(doc, 2, "In time");
    if (!c->goal_counts && !c->is_living && !v->who) {
        document_say(
            doc, TONE_PLAIN,
            "The goal is that claimants are paid in their lifetime. For an estate it can no longer be reached.");
        return;
    }
    if (!c->goal_counts) {
        document_say(doc, TONE_PLAIN, "The scenario's first goal is for %s; this claim is not among them.",
                     v->who ? v->who : "those living at the start");
        return;
    }
    const char *paid =
        v->paid >= 1 ? "in full" : sol_arena_print(doc->arena, "at least %s of the claim", share(doc, v->paid));
    document_say(doc, TONE_STRONG, "The probability of being paid in time, that is %s by %s%s, is %s.", paid,
                 explain_date(doc, v->by), to_whom(v, c), share(doc, c->in_time.mean));
    document_say(doc, TONE_PLAIN,
                 "It is the share of %s; as they are not endless it may lie between %s and %s (95%% "
                 "interval).",
                 figure_count(r->trials, "simulated future").text, share(doc, c->in_time.low),
                 share(doc, c->in_time.high));
}

static const char *of_claim(document *doc, const sol_claimant_result *c, double amount)
{
    double claimed = sol_money_to_double(c->claimed);
    return claimed > 0 ? sol_arena_print(doc->arena, ", %s of the claim", share(doc, amount / claimed)) : "";
}

/* An error that is shown: one future has none, nor has what is the same in all. */
static bool is_told(const sol_claimant_result *c, double se)
{
    return c->support == SOL_OF_MANY && llround(se) > 0;
}

static const char *error_of(document *doc, const sol_claimant_result *c, double se)
{
    return is_told(c, se) ? sol_arena_print(doc->arena, " (standard error %s)", expected(doc, se)) : "";
}

/* What an average is, and where it is above the claim, why; in all futures the same, it is none. */
static void say_average(document *doc, const sol_claimant_result *c)
{
    const char *interest =
        llround(c->paid_in_life + c->paid_to_estate) > c->claimed.units
            ? c->terms && c->terms->index.rate_billionths > 0
                  ? " The rise with prices, and interest where there is any, lift it above the claim."
                  : " Interest that runs on lifts it above the claim."
            : "";
    if (c->support == SOL_OF_MANY && !is_told(c, c->paid_in_life_se) && !is_told(c, c->paid_to_estate_se))
        document_say(doc, TONE_PLAIN, "It is the same in every simulated future.%s", interest);
    else
        document_say(doc, TONE_PLAIN,
                     "An average is no forecast of one future: in that it may be much more, or nothing.%s", interest);
}

static void say_expected(document *doc, const sol_claimant_result *c)
{
    document_heading(doc, 2, "What can be expected");
    if (is_institution(c))
        document_say(doc, TONE_PLAIN, "On average over all futures it is paid %s%s%s.", expected(doc, c->paid_in_life),
                     of_claim(doc, c, c->paid_in_life), error_of(doc, c, c->paid_in_life_se));
    else if (!c->is_living)
        document_say(doc, TONE_PLAIN, "On average over all futures the estate is paid %s%s%s.",
                     expected(doc, c->paid_to_estate), of_claim(doc, c, c->paid_to_estate),
                     error_of(doc, c, c->paid_to_estate_se));
    else
        document_say(
            doc, TONE_PLAIN, "On average over all futures the claimant is paid %s in life%s%s, and the estate %s%s.",
            expected(doc, c->paid_in_life), of_claim(doc, c, c->paid_in_life), error_of(doc, c, c->paid_in_life_se),
            expected(doc, c->paid_to_estate), error_of(doc, c, c->paid_to_estate_se));
    say_average(doc, c);
    if (c->is_living && !is_institution(c))
        document_say(doc, TONE_PLAIN, "The probability of dying before any payment is %s.",
                     share(doc, c->probability_dying_unpaid));
}

static void say_dates(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    const char *whom = is_institution(c) ? "" : c->is_living ? ", to claimant or estate," : ", to the estate,";
    bool has_half = !sol_date_is_never(c->payoff_p50), has_late = !sol_date_is_never(c->payoff_p95);
    document_heading(doc, 2, "When");
    if (c->probability_paid_off <= 0) {
        document_say(doc, TONE_PLAIN, "In none of the futures is the whole claim paid off%s by the end, %s.", whom,
                     explain_date(doc, r->end));
        return;
    }
    document_say(doc, TONE_PLAIN, "The whole claim is paid off%s by the end, %s, with probability %s.", whom,
                 explain_date(doc, r->end), share(doc, c->probability_paid_off));
    if (has_late && c->payoff_p05.day == c->payoff_p95.day) {
        document_say(doc, TONE_PLAIN, "In nine of ten futures that is on the same pay date, %s.",
                     explain_date(doc, c->payoff_p50));
        return;
    }
    const char *half =
        has_half ? sol_arena_print(doc->arena, "In half of the futures it is by %s", explain_date(doc, c->payoff_p50))
                 : "In more than half of the futures it is not by the end";
    if (sol_date_is_never(c->payoff_p05))
        document_say(doc, TONE_PLAIN, "Fewer than one future in twenty reaches that.");
    else
        document_say(doc, TONE_PLAIN, "%s. In the quickest twentieth of them it is by %s; in the slowest, %s.", half,
                     explain_date(doc, c->payoff_p05),
                     has_late ? sol_arena_print(doc->arena, "after %s", explain_date(doc, c->payoff_p95))
                              : "not by the end");
}

document *explain_claimant(sol_arena *arena, const sol_result *r, const sol_claimant_result *c)
{
    document *doc = document_new(arena, r->currency, r->minor_digits);
    document_heading(doc, 1, sol_arena_print(arena, "Claimant %s", called(doc, c)));
    document_say(doc, TONE_QUIET, "%s · %s · %s, seed %llu", r->title, r->file, figure_count(r->trials, "trial").text,
                 (unsigned long long)r->seed);
    say_person(doc, r, c);
    say_terms(doc, r, c);
    if (c->claimed.units == 0) {
        document_say(doc, TONE_STRONG,
                     "Nothing is owed on it any more: it was paid in full before %s, and nothing is to come.",
                     explain_date(doc, r->start));
    } else {
        say_chance(doc, r, c);
        say_expected(doc, c);
        say_dates(doc, r, c);
    }
    if (r->leaves_out_count > 0) {
        document_heading(doc, 2, "Not considered");
        document_list(doc, r->leaves_out_count, r->leaves_out);
    }
    document_say(doc, TONE_QUIET, "These figures follow from the assumptions of the scenario and are no promise.");
    return doc;
}
