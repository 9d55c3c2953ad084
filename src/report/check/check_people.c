#include "base/text.h"
#include "plan/claimed.h"
#include "plan/people.h"
#include "report/check/check_report.h"
#include "report/document/figure.h"
#include "solatium/quantity.h"

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

/* The living under one law. */
typedef struct lives {
    size_t count;
    double age_sum;
} lives;

static lives *lives_of(sol_arena *arena, const sol_plan *plan)
{
    lives *of = SOL_TAKE(arena, people_laws(plan), lives);
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        if (c->is_institution || !sol_date_is_never(c->died))
            continue;
        lives *under = &of[people_law(plan, i)];
        under->age_sum += sol_date_age_exact(c->birth, plan->scenario->start);
        under->count++;
    }
    return of;
}

/* "men"; "men of Miners, Smelters", groups with such a mortality of their own; "men by their rows" where only rows have. */
static const char *name_lives(sol_arena *arena, const sol_plan *plan, size_t law)
{
    const sol_scenario *s = plan->scenario;
    const char *sex = law % SOL_SEXES == SOL_MALE ? "men" : "women";
    text_buffer groups = {.arena = arena};
    for (size_t g = 0; g < s->group_count && law >= SOL_SEXES; g++) {
        const sol_group *group = &s->group[g];
        int64_t share = law % SOL_SEXES == SOL_MALE ? group->male_billionths : SOL_BILLION - group->male_billionths;
        if (people_details_of(plan)->mortality[group->mortality] == law / SOL_SEXES && group->living > 0 && share > 0)
            text_print(&groups, "%s%s", groups.length ? ", " : "", group->name);
    }
    if (law < SOL_SEXES)
        return sex;
    return groups.length ? sol_arena_print(arena, "%s of %s", sex, text_of(&groups))
                         : sol_arena_print(arena, "%s by their rows", sex);
}

static void add_law(document_table *table, const sol_plan *plan, size_t law, const lives *under)
{
    if (under->count == 0)
        return;
    double age = under->age_sum / (double)under->count;
    const sol_hazard *h = people_hazard(plan, law);
    document_cell *row = document_add_row(table);
    row[0] = cell_text(name_lives(table->arena, plan, law));
    row[1] = cell_text(sol_law_table[h->law].name);
    row[2] = cell_value((double)under->count);
    row[3] = cell_value(age);
    row[4] = cell_value(sol_life_expectancy(h, age));
    if (h->fitted_to > 0.0)
        row[5] = cell_text(sol_arena_print(table->arena, "%s to %s", figure_exact(h->fitted_from).text,
                                           figure_exact(h->fitted_to).text));
    if (plan->scenario->mortality_count > 1)
        row[6] = cell_value(h->multiplier);
}

static const char *name_country_law(sol_arena *arena, const sol_country_law *law)
{
    return sol_arena_print(arena, "%s, %d, fitted from age %d on", sol_country_table[law->country].name, law->year,
                           law->fitted_from);
}

/* Which of the laws that come with the program were taken, where the scenario names a country. */
static const char *say_country(sol_arena *arena, const sol_scenario *s)
{
    const sol_country_law *women = s->mortality->country_law[SOL_FEMALE], *men = s->mortality->country_law[SOL_MALE];
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

static bool has_own_improvement(const sol_scenario *s)
{
    bool some = false;
    for (size_t m = 1; m < s->mortality_count; m++)
        some |= s->mortality[m].improvement.age != s->mortality->improvement.age ||
                s->mortality[m].improvement.reference.day != s->mortality->improvement.reference.day;
    return some;
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
        {.key = "multiplier", .title = "its hazard\ntimes", .unit = UNIT_NUMBER},
    };
    if (!s->has_mortality)
        return;
    const bool is_one = s->mortality_count == 1;
    document_table *table =
        document_add_table(doc, "mortality", "Mortality", sizeof columns / sizeof *columns - is_one, columns);
    const lives *under = lives_of(doc->arena, plan);
    for (size_t law = 0; law < people_laws(plan); law++)
        add_law(table, plan, law, &under[law]);
    bool is_plain = sol_distribution_is_constant(&s->multiplier) && sol_distribution_mean(&s->multiplier) == 1.0;
    const char *multiplier =
        is_plain ? "as it is"
        : sol_distribution_is_constant(&s->multiplier)
            ? sol_arena_print(doc->arena, "times %s", figure_exact(sol_distribution_mean(&s->multiplier)).text)
            : sol_arena_print(doc->arena, "times a factor drawn once a trial (5–95%%: %s to %s)",
                              figure_number(sol_distribution_at(&s->multiplier, 0.05), 2).text,
                              figure_number(sol_distribution_at(&s->multiplier, 0.95), 2).text);
    table->note = sol_arena_print(
        doc->arena, "The years left are the law's own%s. In the trials %s hazard is taken %s and %s%s.%s",
        is_one ? "" : ", its hazard times the last column", is_one ? "its" : "that", multiplier,
        s->mortality->improvement.count > 0 ? "improves with time" : "does not improve with time",
        has_own_improvement(s) ? ", unless a group has its own improvement" : "", say_country(doc->arena, s));
}

void check_report_people(document *doc, const sol_plan *plan)
{
    document_heading(doc, 2, sol_arena_print(doc->arena, "People and claims (%s)", doc->currency));
    add_groups(doc, plan);
    check_report_terms(doc, plan);
    add_mortality(doc, plan->scenario, plan);
}
