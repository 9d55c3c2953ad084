/* What holds of claims beside their amount: who may decline, whose heirs may come late, when claims are filed, how they rise. */
#include "base/text.h"
#include "plan/people.h"
#include "report/check/check_report.h"
#include "report/document/figure.h"
#include "report/document/words.h"
#include "scenario/keys/keys.h"

#include <string.h>

/* Those of a group who may decline. */
typedef struct answers {
    size_t count, kept;
    double accepted, taken; /* sums of chances: of all of them; of those for whom something is kept */
    int declined;           /* sol_declined, or −1: not the same for all */
} answers;

static void count_answer(answers *a, const sol_terms *t)
{
    if (sol_distribution_is_certain(&t->accepts))
        return;
    a->declined = a->count > 0 && a->declined != (int)t->declined ? -1 : (int)t->declined;
    a->count++;
    a->accepted += sol_distribution_mean(&t->accepts);
    if (t->declined == SOL_DECLINED_NOTHING)
        return;
    a->kept++;
    a->taken += sol_distribution_mean(&t->taken);
}

static void add_answers(document *doc, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "group", .title = "who may decline", .unit = UNIT_TEXT},
        {.key = "count", .title = "people", .unit = UNIT_COUNT},
        {.key = "accept", .title = "accept", .unit = UNIT_SHARE},
        {.key = "declined", .title = "`declined`", .unit = UNIT_TEXT},
        {.key = "taken", .title = "taken up\nafter all", .unit = UNIT_SHARE},
    };
    const sol_scenario *s = plan->scenario;
    answers *of = SOL_TAKE(doc->arena, s->group_count, answers);
    size_t some = 0;
    for (size_t i = 0; i < plan->people.count; i++)
        count_answer(&of[plan->people.claimant[i].group], &plan->people.terms[plan->people.claimant[i].terms]);
    for (size_t g = 0; g < s->group_count; g++)
        some += of[g].count;
    if (some == 0)
        return;
    document_table *table = document_add_table(doc, "answers", NULL, sizeof columns / sizeof *columns, columns);
    for (size_t g = 0; g < s->group_count; g++) {
        if (of[g].count == 0)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(s->group[g].name);
        row[1] = cell_value((double)of[g].count);
        row[2] = cell_value(of[g].accepted / (double)of[g].count);
        row[3] = cell_text(of[g].declined < 0 ? "differs" : keys_word_for(word_declined, of[g].declined));
        if (of[g].kept > 0)
            row[4] = cell_value(of[g].taken / (double)of[g].kept);
    }
    table->note =
        "Chances on average. `declined` says what becomes of what falls to somebody who does: nothing is kept "
        "for him, it is held in the fund, or it is deposited.";
}

/* What a band of outcomes owes to a group as a whole. */
static bool is_pause_uncertain(const sol_terms *t)
{
    const sol_when *drawn[] = {&t->accepts_after, &t->taken_after, &t->heirs.after, t->filed, t->eligible_drawn};
    bool is = false;
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        is |= drawn[i] && drawn[i]->is_after && drawn[i]->delay.uncertain;
    return is;
}

static bool has_uncertain_pause(const sol_scenario *s, size_t group)
{
    bool has = is_pause_uncertain(&s->group[group].terms);
    for (size_t k = 0; k < s->row_terms_count; k++)
        has |= s->row_terms[k].group == (int)group && is_pause_uncertain(&s->row_terms[k]);
    return has;
}

static void say_uncertain(document *doc, const sol_scenario *s)
{
    text_buffer names = {.arena = doc->arena};
    for (size_t g = 0; g < s->group_count; g++)
        if (has_uncertain_pause(s, g))
            text_print(&names, "%s%s", names.length ? ", " : "", s->group[g].name);
    if (names.length)
        document_say(doc, TONE_PLAIN,
                     "How long it takes to file, to become eligible, to answer, to take up what is kept, or for heirs "
                     "to come forward, is itself uncertain, drawn once a trial for each of these groups: %s.",
                     text_of(&names));
}

/* Living claimants by their terms, where their heirs may come later, or not at all. */
static size_t *awaiting_by_terms(sol_arena *arena, const sol_plan *plan)
{
    size_t *count = SOL_TAKE(arena, plan->people.terms_count, size_t);
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        count[c->terms] +=
            !c->is_institution && sol_date_is_never(c->died) && people_await_heirs(&plan->people.terms[c->terms]);
    }
    return count;
}

/* The names of the groups of whom the same is said, which then is said of none of them any more. */
static const char *groups_of_whom(sol_arena *arena, const sol_scenario *s, const char **words, const char *said)
{
    text_buffer names = {.arena = arena};
    for (size_t g = 0; g < s->group_count; g++) {
        if (!words[g] || strcmp(words[g], said) != 0)
            continue;
        text_print(&names, "%s%s", names.length ? ", " : "", s->group[g].name);
        words[g] = NULL;
    }
    return text_of(&names);
}

/* What becomes of claims of those who die. */
static void say_heirs(document *doc, const sol_plan *plan)
{
    const sol_scenario *s = plan->scenario;
    size_t *count = awaiting_by_terms(doc->arena, plan), rows = 0;
    for (size_t k = s->group_count; k < plan->people.terms_count; k++)
        rows += count[k];
    const char **words = SOL_TAKE(doc->arena, s->group_count, const char *);
    for (size_t g = 0; g < s->group_count; g++)
        words[g] = count[g] > 0 ? words_heirs(doc->arena, &s->group[g].terms.heirs) : NULL;
    for (size_t g = 0; g < s->group_count; g++) {
        if (!words[g])
            continue;
        const char *said = words[g], *names = groups_of_whom(doc->arena, s, words, said);
        document_say(doc, TONE_PLAIN, "Heirs of those of %s who die from %s on %s.", names,
                     figure_date(s->start.day).text, said);
    }
    if (rows > 0)
        document_say(doc, TONE_PLAIN, "Of %s of the file heirs may come forward later, or not at all.",
                     figure_count(rows, "living claimant").text);
}

/* Rows of the claimants' file with a day of filing of their own after start: how many, from when to when. */
static const char *words_rows(sol_arena *arena, const sol_scenario *s)
{
    sol_date from = sol_date_never(), to = s->start, day;
    size_t count = 0;
    bool are_drawn = false;
    for (size_t i = 0; i < s->row_count; i++) {
        const sol_terms *terms = &s->row_terms[s->row[i].terms];
        if (!people_file_later(s->start, terms))
            continue;
        count += s->row[i].count;
        are_drawn |= !people_filed_on(s->start, terms, &day);
        from = sol_date_earlier(from, people_when_at(s->start, terms->filed, 0.05));
        to = sol_date_later(to, people_when_at(s->start, terms->filed, 0.95));
    }
    if (count == 0)
        return NULL;
    const char *until = from.day == to.day ? "" : sol_arena_print(arena, " to %s", figure_date(to.day).text);
    return sol_arena_print(arena, "%s of the file %s%s%s%s", figure_count(count, "claim").text,
                           from.day == to.day ? "on " : "", figure_date(from.day).text, until,
                           are_drawn ? " (5 to 95% of those that are drawn)" : "");
}

/* Claims that are still to come, and until when; days of eligibility that are drawn. */
static void say_days(document *doc, const sol_scenario *s)
{
    text_buffer filed = {.arena = doc->arena}, eligible = {.arena = doc->arena};
    for (size_t g = 0; g < s->group_count; g++) {
        const sol_terms *terms = &s->group[g].terms;
        if (s->group[g].count > 0 && people_file_later(s->start, terms))
            text_print(&filed, "%s%s %s", filed.length ? "; " : "", s->group[g].name,
                       words_own_day(doc->arena, s->start, terms->filed));
        if (s->group[g].count > 0 && terms->eligible_drawn)
            text_print(&eligible, "%s%s %s", eligible.length ? "; " : "", s->group[g].name,
                       words_own_day(doc->arena, s->start, terms->eligible_drawn));
    }
    const char *rows = words_rows(doc->arena, s);
    if (rows)
        text_print(&filed, "%s%s", filed.length ? "; " : "", rows);
    const sol_date closes = s->administration.closes;
    if (filed.length)
        document_say(doc, TONE_PLAIN, "Claims filed after the first day: %s.%s", text_of(&filed),
                     sol_date_is_never(closes) ? ""
                                               : sol_arena_print(doc->arena, " What is filed after %s is refused.",
                                                                 figure_date(closes.day).text));
    if (eligible.length)
        document_say(doc, TONE_PLAIN, "Days of eligibility are drawn: %s.", text_of(&eligible));
}

/* Claims that follow prices. */
static void say_indexes(document *doc, const sol_scenario *s)
{
    for (size_t g = 0; g < s->group_count; g++) {
        const sol_index *index = &s->group[g].terms.index;
        if (s->group[g].count > 0 && index->rate_billionths > 0)
            document_say(
                doc, TONE_PLAIN,
                "The principal of each in %s rises by %s on each anniversary of %s, until the claim is examined "
                "or first paid.",
                s->group[g].name, words_share(doc->arena, index->rate_billionths), figure_date(index->from.day).text);
    }
}

void check_report_terms(document *doc, const sol_plan *plan)
{
    add_answers(doc, plan);
    say_heirs(doc, plan);
    say_days(doc, plan->scenario);
    say_indexes(doc, plan->scenario);
    say_uncertain(doc, plan->scenario);
}
