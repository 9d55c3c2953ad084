/* How much money is missing, in one sentence. */
#include "report/document/figure.h"
#include "report/document/verdict.h"
#include "report/payout/payout_report.h"

static figure money(const sol_missing *m, sol_money amount)
{
    return figure_money(sol_money_to_double(amount), m->minor_digits);
}

/* What the sum does for all claims, in life or after: for nine in ten of them, or for each where the goal asks for more. */
static const char *reached_by_all(sol_arena *arena, const sol_missing_goal *m)
{
    const bool asks_for_all = m->verdict.goal > 0.9;
    const sol_reach_date *date = asks_for_all ? &m->all : &m->nine_in_ten;
    if (date->never.support == SOL_OF_NONE)
        return "";
    const char *wholly = verdict_wholly(arena, &m->verdict), *futures = verdict_confidence(arena, &m->verdict);
    const char *share = asks_for_all ? "all" : "nine in ten of all";
    if (sol_date_is_never(date->at_confidence))
        return sol_arena_print(arena,
                               "; even so, it would not be that in %s futures %s claims are %s by the "
                               "last pay date",
                               futures, share, wholly);
    return sol_arena_print(arena, "; with it, %s claims would be %s by %s in %s futures", share, wholly,
                           figure_date((double)date->at_confidence.day).text, futures);
}

/* Which ceiling the goal is above, and what keeps it there. */
static const char *why_none(sol_arena *arena, const sol_missing *of, const sol_missing_goal *m)
{
    const bool by_rules = m->ceiling_of_rules.support != SOL_OF_NONE && m->ceiling_of_rules.mean < m->verdict.goal;
    if (m->ceiling.support != SOL_OF_NONE && m->ceiling.mean < m->verdict.goal)
        return sol_arena_print(arena,
                               "the goal is above its ceiling: with unlimited money on the first day %s could be in "
                               "time, as others die or fall due too late",
                               figure_share(m->ceiling.mean, 1).text);
    if (by_rules && of->yearly_limit.units >= 0)
        return sol_arena_print(
            arena, "`payments.limit` pays at most %s %s a year: with unlimited money %s would be in time",
            money(of, of->yearly_limit).text, of->currency, figure_share(m->ceiling_of_rules.mean, 1).text);
    if (by_rules && of->is_limited)
        return sol_arena_print(arena, "`payments.limit` keeps it from them: with unlimited money %s would be in time",
                               figure_share(m->ceiling_of_rules.mean, 1).text);
    if (by_rules)
        return sol_arena_print(
            arena, "the fund's own steps and dates keep it from them: with unlimited money %s would be in time",
            figure_share(m->ceiling_of_rules.mean, 1).text);
    return "its probability stays below the confidence, whatever the sum: some futures leave too few who live to see "
           "it";
}

static figure of_futures(const sol_missing_goal *m, double share)
{
    return figure_share_against(share, 1, (double[]){m->verdict.confidence, 1 - m->verdict.confidence});
}

static const char *missing_text(sol_arena *arena, const sol_missing *of, const sol_missing_goal *m)
{
    const figure confidence = figure_given_share(m->verdict.confidence);
    const char *asked = confidence.text;
    if (m->is_met)
        return sol_arena_print(arena,
                               "Nothing is missing for %s confidence: the goal is met in %s of futures as it stands",
                               asked, of_futures(m, m->verdict.probability.mean).text);
    if (m->is_found)
        return sol_arena_print(arena, "Missing for %s confidence: %s %s in the fund on %s (95%% interval %s to %s%s)%s",
                               asked, money(of, m->amount).text, of->currency, figure_date((double)of->on.day).text,
                               money(of, m->low).text, money(of, m->high).text, m->high_is_open ? " or more" : "",
                               reached_by_all(arena, m));
    return sol_arena_print(arena, "No sum up to %s %s meets the goal with %s confidence, at best in %s of futures: %s",
                           money(of, m->tried).text, of->currency, asked, of_futures(m, m->best.mean).text,
                           why_none(arena, of, m));
}

/* Of several goals: the sum that meets each with its own confidence, and which of them needs it. */
static const char *text_of_all(sol_arena *arena, const sol_missing *of)
{
    const sol_missing_goal *m = of->needs;
    const size_t number = (size_t)(m - of->goal) + 1;
    if (m->is_met)
        return sol_arena_print(arena, "Nothing is missing for the %zu goals: each is met with its own confidence",
                               of->goal_count);
    if (!m->is_found)
        return sol_arena_print(arena, "No sum meets all %zu goals: goal %zu is met by none that was tried",
                               of->goal_count, number);
    return sol_arena_print(arena,
                           "Missing for all %zu goals, each with its own confidence: %s %s in the fund on %s (95%% "
                           "interval %s to %s%s), as goal %zu needs it%s",
                           of->goal_count, money(of, m->amount).text, of->currency,
                           figure_date((double)of->on.day).text, money(of, m->low).text, money(of, m->high).text,
                           m->high_is_open ? " or more" : "", number,
                           of->meets_all ? "" : "; yet with it another of them is not met");
}

const char *payout_missing_text(sol_arena *arena, const sol_missing *m, uint64_t beside)
{
    const char *text = m->goal_count > 1 ? text_of_all(arena, m) : missing_text(arena, m, m->goal);
    if (m->trials == beside)
        return sol_arena_print(arena, "%s.", text);
    return sol_arena_print(arena, "%s. (Searched on the first %s.)", text, figure_count(m->trials, "future").text);
}

void payout_say_missing(document *doc, const sol_missing *m, uint64_t beside)
{
    document_say(doc, TONE_PLAIN, "%s", payout_missing_text(doc->arena, m, beside));
    if (m->goal_count < 2)
        return;
    const char **item = SOL_TAKE(doc->arena, m->goal_count, const char *);
    for (size_t i = 0; i < m->goal_count; i++)
        item[i] =
            sol_arena_print(doc->arena, "Goal %zu, that %s. %s.", i + 1, verdict_goal(doc->arena, &m->goal[i].verdict),
                            missing_text(doc->arena, m, &m->goal[i]));
    document_list(doc, m->goal_count, item);
}
