#include "report/document/verdict.h"

#include "report/document/figure.h"

#include <math.h>
#include <string.h>

/* A hundredth is a hundredth though it was written in decimals. */
static const double LEAST_LEFT = 0.01 - 1e-12;

bool verdict_leaves_some(const sol_verdict *v)
{
    return 1 - v->counted >= LEAST_LEFT;
}

const char *verdict_futures(sol_arena *arena, const sol_verdict *v)
{
    if (v->counted <= 0)
        return "no future, as in none anybody is left to count";
    return sol_arena_print(arena, "the %s of futures in which anybody is left to count",
                           figure_share(v->counted, 1).text);
}

const char *verdict_word(sol_arena *arena, const sol_verdict *v)
{
    const char *word = sol_word_label(v->word), *settled = v->is_settled ? "" : "not settled";
    bool has_futures = v->counted > 0 && verdict_leaves_some(v);
    if (!has_futures && v->is_settled)
        return word;
    return sol_arena_print(arena, "%s (%s%s%s)", word, settled, !v->is_settled && has_futures ? "; " : "",
                           has_futures ? sol_arena_print(arena, "in %s", verdict_futures(arena, v)) : "");
}

document_tone verdict_tone(const sol_verdict *v)
{
    static const document_tone tone[] = {TONE_GOOD, TONE_FAIR, TONE_BAD, TONE_FAIR};
    return tone[v->word];
}

static const char *shouted(const sol_verdict *v)
{
    static const char *const word[] = {"IN TIME", "AT RISK", "TOO LATE", "NOBODY TO COUNT"};
    return word[v->word];
}

static void say_nobody(document *doc, const sol_verdict *v, uint64_t trials)
{
    document_say_labelled(doc, verdict_tone(v), shouted(v),
                          "In none of %s is anybody left of those whom the goal counts: there are "
                          "none, or all are refused, declined or not due. So the goal is neither met nor missed.",
                          figure_count(trials, "simulated future").text);
}

void verdict_say(document *doc, const sol_verdict *v, uint64_t trials)
{
    if (v->word == SOL_NOBODY_TO_COUNT) {
        say_nobody(doc, v, trials);
        return;
    }
    sol_arena *arena = doc->arena;
    bool leaves = verdict_leaves_some(v);
    const sol_proportion *p = &v->probability;
    const double asked[SHARE_LIMITS] = {v->confidence, 1 - v->confidence};
    int decimals = p->high < 0.02 || p->low > 0.98 ? 2 : 1;
    size_t count = (size_t)round(v->counted * (double)trials);
    figure counted = figure_number((double)count, 0), futures = figure_count(count, "simulated future");
    figure low = figure_percent(p->low, decimals, asked);
    const char *of = leaves           ? sol_arena_print(arena, "these %s", counted.text)
                     : v->counted < 1 ? sol_arena_print(arena, "%s, in which anybody is left to count,", futures.text)
                                      : futures.text;
    document_say_labelled(
        doc, verdict_tone(v), shouted(v), "%s%s%s in %s of %s (95%% interval %s to %s); the scenario asks for %s.%s%s",
        leaves ? "in " : "", leaves ? verdict_futures(arena, v) : "", leaves ? ". The goal is met" : "The goal is met",
        figure_share_against(p->mean, decimals, asked).text, of, low.text,
        figure_share_against(p->high, decimals, asked).text, figure_given_share(v->confidence).text,
        leaves ? " In the others those whom it counts are all refused, declined or not due." : "",
        v->is_settled ? "" : " That is not settled: more trials could change the word.");
}

void verdict_say_meaning(document *doc, const sol_verdict *v)
{
    const char *high = sol_arena_print(doc->arena, "%s", figure_given_share(v->confidence).text);
    const char *low = sol_arena_print(doc->arena, "%s", figure_given_share(1 - v->confidence).text);
    if (v->word == SOL_IN_TIME)
        document_say(doc, TONE_QUIET, "In time: the goal is met in %s of futures or more.", high);
    else if (v->word == SOL_TOO_LATE)
        document_say(doc, TONE_QUIET, "Too late: the goal is met in %s of futures or fewer.", low);
    else if (v->word == SOL_AT_RISK)
        document_say(doc, TONE_QUIET, "At risk: the goal is met in more than %s of futures, and in fewer than %s.", low,
                     high);
    else
        document_say(doc, TONE_QUIET, "Nobody to count: there is no future in which the goal could be met or missed.");
}

void verdict_say_words(document *doc, const sol_verdict *v)
{
    document_say(doc, TONE_QUIET,
                 "In time: the goal is met in %s of futures or more; too late: in %s or fewer; at risk: in between; "
                 "nobody to count: no future has anybody whom it counts.",
                 figure_given_share(v->confidence).text, figure_given_share(1 - v->confidence).text);
}

const char *verdict_whom(sol_arena *arena, const sol_verdict *v, sol_date start)
{
    if (!v->who)
        return sol_arena_print(arena, "the claimants living on %s", figure_date(start.day).text);
    if (strcmp(v->who, "everyone") == 0)
        return "all claimants";
    if (strcmp(v->who, "the estates") == 0)
        return v->who;
    return sol_arena_print(arena, "those whom the goal counts (%s)", v->who);
}

const char *verdict_wholly(sol_arena *arena, const sol_verdict *v)
{
    if (v->paid >= 1.0)
        return "paid in full";
    return sol_arena_print(arena, "paid at least %s of their claim", figure_given_share(v->paid).text);
}

/* Tenths and the like in words, as people say them; what is no such part, as it was given. */
const char *verdict_confidence(sol_arena *arena, const sol_verdict *v)
{
    static const char *const number[] = {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"};
    enum { PARTS_MOST = sizeof number / sizeof *number };
    for (int of = 2; of <= PARTS_MOST; of++)
        for (int part = 1; part < of; part++)
            if (fabs(v->confidence * of - part) < 1e-9)
                return sol_arena_print(arena, "%s of %s", number[part - 1], number[of - 1]);
    return sol_arena_print(arena, "%s of", figure_given_share(v->confidence).text);
}

const char *verdict_paid(sol_arena *arena, const sol_verdict *v)
{
    static const char *const when[SOL_REACHES] = {
        [SOL_IN_LIFE] = ", in their lifetime",
        [SOL_IN_LIFE_OR_AFTER] = ", in life or after",
        [SOL_EACH_BY_ITS_OWN] = ", the living in their lifetime and estates at all",
    };
    bool are_estates = v->who && strcmp(v->who, "the estates") == 0;
    return sol_arena_print(arena, "%s%s", verdict_wholly(arena, v), are_estates ? "" : when[v->reach]);
}

const char *verdict_goal(sol_arena *arena, const sol_verdict *v)
{
    const char *whom = !v->who                              ? "those living at start"
                       : strcmp(v->who, "everyone") == 0    ? "all claimants"
                       : strcmp(v->who, "the estates") == 0 ? v->who
                                                            : sol_arena_print(arena, "those it counts (%s)", v->who);
    return sol_arena_print(arena, "%s of %s are %s, by %s", figure_given_share(v->goal).text, whom,
                           verdict_paid(arena, v), figure_date(v->by.day).text);
}

const char *verdict_share(sol_arena *arena, const sol_verdict *v, double share)
{
    return sol_arena_print(arena, "%s", figure_share_against(share, 1, (double[SHARE_LIMITS]){v->goal}).text);
}
