#include "base/text.h"
#include "plan/claimed.h"
#include "plan/people.h"
#include "report/check/check_report.h"
#include "report/document/figure.h"

#include <string.h>

typedef struct tally {
    size_t count, living, women, persons; /* persons: living, not institutions */
    double age_sum;       /* of living persons, in completed years at start, as the youngest and oldest are */
    int youngest, oldest; /* completed years */
    double principal, claimed;
} tally;

static void count_in(tally *t, const plan_claimant *c, double claimed, sol_date start)
{
    t->count++;
    t->principal += sol_money_to_double(c->principal);
    t->claimed += claimed;
    t->women += !c->is_institution && c->sex == SOL_FEMALE;
    if (!sol_date_is_never(c->died))
        return;
    t->living++;
    if (c->is_institution)
        return;
    int completed = sol_date_age(c->birth, start);
    t->youngest = t->persons == 0 || completed < t->youngest ? completed : t->youngest;
    t->oldest = t->persons == 0 || completed > t->oldest ? completed : t->oldest;
    t->persons++;
    t->age_sum += completed;
}

static void add_row(document_table *table, const char *name, const tally *t)
{
    document_cell *row = document_add_row(table);
    row[0] = cell_text(name);
    row[1] = cell_value((double)t->count);
    row[2] = cell_value((double)t->living);
    row[3] = cell_value((double)t->women);
    if (t->persons > 0) {
        row[4] = cell_value(t->youngest);
        row[5] = cell_value(t->age_sum / (double)t->persons);
        row[6] = cell_value(t->oldest);
    }
    row[7] = cell_value(t->principal);
    row[8] = cell_value(t->claimed);
}

static void add_groups(document *doc, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "group", .title = "group", .unit = UNIT_TEXT},
        {.key = "count", .title = "people", .unit = UNIT_COUNT},
        {.key = "living", .title = "living", .unit = UNIT_COUNT},
        {.key = "women", .title = "women", .unit = UNIT_COUNT, .rank = 2},
        {.key = "age_youngest", .title = "ages\nfrom", .unit = UNIT_NUMBER, .rank = 1},
        {.key = "age_mean", .title = "mean", .unit = UNIT_NUMBER},
        {.key = "age_oldest", .title = "to", .unit = UNIT_NUMBER, .rank = 1},
        {.key = "principal", .title = "principal", .unit = UNIT_MONEY},
        {.key = "claimed", .title = "with\ninterest", .unit = UNIT_MONEY},
    };
    const sol_scenario *s = plan->scenario;
    tally *group = SOL_TAKE(doc->arena, s->group_count, tally), all = {0};
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        double claimed = sol_money_to_double(claimed_by(c, &plan->people.terms[c->terms], s->start));
        count_in(&group[c->group], c, claimed, s->start);
        count_in(&all, c, claimed, s->start);
    }
    document_table *table = document_add_table(doc, "claimants", NULL, sizeof columns / sizeof *columns, columns);
    for (size_t g = 0; g < s->group_count; g++)
        add_row(table, s->group[g].name, &group[g]);
    add_row(table, "all", &all);
    table->total_rows = 1;
    table->note = plan->people.is_sampled ? "Ages are completed years, of the living on the first day. Some ages, "
                                            "sexes or claims were drawn, from claimants.seed."
                                          : "Ages are completed years, of the living on the first day.";
}

static void add_sex(document_table *table, const sol_plan *plan, sol_sex sex)
{
    double age_sum = 0.0;
    size_t count = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        if (c->is_institution || c->sex != sex || !sol_date_is_never(c->died))
            continue;
        age_sum += sol_date_age_exact(c->birth, plan->scenario->start);
        count++;
    }
    if (count == 0)
        return;
    const sol_hazard *h = &plan->scenario->hazard[sex];
    document_cell *row = document_add_row(table);
    row[0] = cell_text(sex == SOL_MALE ? "men" : "women");
    row[1] = cell_text(sol_law_table[h->law].name);
    row[2] = cell_value((double)count);
    row[3] = cell_value(age_sum / (double)count);
    row[4] = cell_value(sol_life_expectancy(h, age_sum / (double)count));
    if (h->fitted_to > 0.0)
        row[5] = cell_text(sol_arena_print(table->arena, "%s to %s", figure_exact(h->fitted_from).text,
                                           figure_exact(h->fitted_to).text));
}

static const char *name_country_law(sol_arena *arena, const sol_country_law *law)
{
    return sol_arena_print(arena, "%s, %d, fitted from age %d on", sol_country_table[law->country].name, law->year,
                           law->fitted_from);
}

/* Which of the laws that come with the program were taken, where the scenario names a country. */
static const char *say_country(sol_arena *arena, const sol_scenario *s)
{
    const sol_country_law *women = s->country_law[SOL_FEMALE], *men = s->country_law[SOL_MALE];
    if (!women && !men)
        return "";
    const char *one = name_country_law(arena, women ? women : men);
    const char *other = women && men ? name_country_law(arena, men) : one;
    if (women && men && strcmp(one, other) == 0)
        return sol_arena_print(arena, " The laws are those that come with the program: %s.", one);
    if (women && men)
        return sol_arena_print(arena, " The laws are those that come with the program: women's of %s; men's of %s.",
                               one, other);
    return sol_arena_print(arena, " The %s law is one that comes with the program: %s.", women ? "women's" : "men's",
                           one);
}

static void add_mortality(document *doc, const sol_scenario *s, const sol_plan *plan)
{
    static const document_column columns[] = {
        {.key = "sex", .title = "of the living", .unit = UNIT_TEXT},
        {.key = "law", .title = "law", .unit = UNIT_TEXT},
        {.key = "count", .title = "people", .unit = UNIT_COUNT},
        {.key = "age_mean", .title = "mean age", .unit = UNIT_NUMBER},
        {.key = "life_expectancy", .title = "years left\nat that age", .unit = UNIT_NUMBER},
        {.key = "fitted", .title = "fitted to\nages", .unit = UNIT_TEXT, .rank = 1},
    };
    if (!s->has_mortality)
        return;
    document_table *table =
        document_add_table(doc, "mortality", "Mortality", sizeof columns / sizeof *columns, columns);
    add_sex(table, plan, SOL_FEMALE);
    add_sex(table, plan, SOL_MALE);
    bool is_plain = sol_distribution_is_constant(&s->multiplier) && sol_distribution_mean(&s->multiplier) == 1.0;
    const char *multiplier =
        is_plain ? "as it is"
        : sol_distribution_is_constant(&s->multiplier)
            ? sol_arena_print(doc->arena, "times %s", figure_exact(sol_distribution_mean(&s->multiplier)).text)
            : sol_arena_print(doc->arena, "times a factor drawn once a trial (5–95%%: %s to %s)",
                              figure_number(sol_distribution_at(&s->multiplier, 0.05), 2).text,
                              figure_number(sol_distribution_at(&s->multiplier, 0.95), 2).text);
    table->note = sol_arena_print(
        doc->arena, "The years left are the law's own. In the trials its hazard is taken %s and %s.%s", multiplier,
        s->improvement.count > 0 ? "improves with time" : "does not improve with time", say_country(doc->arena, s));
}

static bool is_uncertain(const sol_terms *terms)
{
    const sol_when *drawn[] = {&terms->accepts_after, &terms->taken_after, terms->filed, terms->eligible_drawn};
    bool is = false;
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        is |= drawn[i] && drawn[i]->is_after && drawn[i]->delay.uncertain;
    return is;
}

/* What a band of outcomes owes to a group as a whole. */
static void say_uncertain(document *doc, const sol_scenario *s)
{
    text_buffer names = {.arena = doc->arena};
    for (size_t g = 0; g < s->group_count; g++)
        if (is_uncertain(&s->group[g].terms))
            text_print(&names, "%s%s", names.length ? ", " : "", s->group[g].name);
    if (names.length)
        document_say(doc, TONE_PLAIN,
                     "How long it takes to file, to become eligible, to answer, or to take up what is kept, is itself "
                     "uncertain, drawn once a trial for each of these groups: %s.",
                     text_of(&names));
}

/* "2021-03-01", or "2020-02-11 to 2023-06-30 (5 to 95%)". */
static const char *words_when(sol_arena *arena, sol_date start, const sol_when *when)
{
    const sol_date from = people_when_at(start, when, 0.05), to = people_when_at(start, when, 0.95);
    if (from.day == to.day)
        return sol_arena_print(arena, "on %s", figure_date(from.day).text);
    return sol_arena_print(arena, "%s to %s (5 to 95%%)", figure_date(from.day).text, figure_date(to.day).text);
}

/* Rows of the claimants' file with a day of filing of their own after start: how many, from when to when. */
static const char *words_rows(sol_arena *arena, const sol_scenario *s)
{
    sol_date from = sol_date_never(), to = s->start, day;
    size_t count = 0;
    for (size_t i = 0; i < s->row_count; i++) {
        const sol_terms *terms = &s->row_terms[s->row[i].terms];
        if (!people_file_later(s->start, terms) || !people_filed_on(s->start, terms, &day))
            continue;
        count += s->row[i].count;
        from = sol_date_earlier(from, day);
        to = sol_date_later(to, day);
    }
    if (count == 0)
        return NULL;
    const char *until = from.day == to.day ? "" : sol_arena_print(arena, " to %s", figure_date(to.day).text);
    return sol_arena_print(arena, "%s of the file %s%s%s", figure_count(count, "claim").text,
                           from.day == to.day ? "on " : "", figure_date(from.day).text, until);
}

/* Claims that are still to come, and until when; days of eligibility that are drawn. */
static void say_days(document *doc, const sol_scenario *s)
{
    text_buffer filed = {.arena = doc->arena}, eligible = {.arena = doc->arena};
    for (size_t g = 0; g < s->group_count; g++) {
        const sol_terms *terms = &s->group[g].terms;
        if (s->group[g].count > 0 && people_file_later(s->start, terms))
            text_print(&filed, "%s%s %s", filed.length ? "; " : "", s->group[g].name,
                       words_when(doc->arena, s->start, terms->filed));
        if (s->group[g].count > 0 && terms->eligible_drawn)
            text_print(&eligible, "%s%s %s", eligible.length ? "; " : "", s->group[g].name,
                       words_when(doc->arena, s->start, terms->eligible_drawn));
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

void check_report_people(document *doc, const sol_plan *plan)
{
    document_heading(doc, 2, sol_arena_print(doc->arena, "People and claims (%s)", doc->currency));
    add_groups(doc, plan);
    say_days(doc, plan->scenario);
    say_uncertain(doc, plan->scenario);
    add_mortality(doc, plan->scenario, plan);
}
