#include "report/explain.h"

#include "report/figure.h"

static const char *money_of(document *doc, double units)
{
    return sol_arena_print(doc->arena, "%s %s", figure_money(units, doc->minor_digits).text, doc->currency);
}

static void say_person(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    const char *who =
        c->age < 0 ? "an institution"
        : c->is_living
            ? sol_arena_print(doc->arena, "%d years old on %s", (int)c->age, figure_date(r->start.day).text)
            : sol_arena_print(doc->arena, "dead on %s; the estate has the claim", figure_date(r->start.day).text);
    document_say(doc, TONE_PLAIN,
                 "Claimant %s of the group %s is %s. The claim stands at %s, interest to that day included.", c->id,
                 c->group, who, money_of(doc, sol_money_to_double(c->claimed)));
}

static void say_chance(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    if (c->is_living)
        document_say(
            doc, TONE_STRONG,
            "The probability of being paid in time, alive and by %s, is %s (from %s trials; 95%% interval %s to %s).",
            figure_date(r->verdict[0].by.day).text, figure_share(c->in_time.mean, 1).text,
            figure_number((double)r->trials, 0).text, figure_share(c->in_time.low, 1).text,
            figure_share(c->in_time.high, 1).text);
    document_say(doc, TONE_PLAIN,
                 "To be expected are %s in life (standard error %s) and %s for the estate (standard error %s). "
                 "Expected means the average of "
                 "all simulated futures: in a single one it may be much more or nothing.",
                 money_of(doc, c->paid_in_life), money_of(doc, c->paid_in_life_se), money_of(doc, c->paid_to_estate),
                 money_of(doc, c->paid_to_estate_se));
}

static void say_dates(document *doc, const sol_result *r, const sol_claimant_result *c)
{
    document_say(doc, TONE_PLAIN, "The claim is paid off whole, to claimant or estate, by %s with probability %s.",
                 figure_date(r->end.day).text, figure_share(c->probability_paid_off, 1).text);
    if (sol_date_is_never(c->payoff_p50))
        document_say(doc, TONE_PLAIN, "In half of the futures or more it is not paid off by then.");
    else
        document_say(doc, TONE_PLAIN, "In half of the futures that is so by %s.", figure_date(c->payoff_p50.day).text);
    document_say(
        doc, TONE_PLAIN, "One future in twenty is quicker than %s; the slowest one in twenty: %s.",
        sol_date_is_never(c->payoff_p05) ? "the fund's end"
                                         : sol_arena_print(doc->arena, "%s", figure_date(c->payoff_p05.day).text),
        sol_date_is_never(c->payoff_p95) ? "not by the fund's end"
                                         : sol_arena_print(doc->arena, "%s", figure_date(c->payoff_p95.day).text));
    if (c->is_living && c->age >= 0)
        document_say(doc, TONE_PLAIN, "The probability of dying before any payment is %s.",
                     figure_share(c->probability_dying_unpaid, 1).text);
}

document *explain_claimant(sol_arena *arena, const sol_result *r, const sol_claimant_result *c)
{
    document *doc = document_new(arena, r->currency, r->minor_digits);
    document_heading(doc, 1, sol_arena_print(arena, "Claimant %s", c->id));
    document_say(doc, TONE_QUIET, "%s · %s trials, seed %llu", r->title, figure_number((double)r->trials, 0).text,
                 (unsigned long long)r->seed);
    say_person(doc, r, c);
    say_chance(doc, r, c);
    say_dates(doc, r, c);
    if (r->leaves_out_count > 0) {
        document_say(doc, TONE_PLAIN, "Not considered:");
        document_list(doc, r->leaves_out_count, r->leaves_out);
    }
    document_say(doc, TONE_QUIET,
                 "These figures follow from the assumptions of the scenario and are no promise. `--trial N` shows one "
                 "future with each payment.");
    return doc;
}
