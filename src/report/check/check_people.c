#include "base/text.h"
#include "plan/claimed.h"
#include "report/check/check_report.h"
#include "report/document/figure.h"
#include "report/document/words.h"

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

/* What a band of outcomes owes to a group as a whole. */
static void say_uncertain(document *doc, const sol_scenario *s)
{
    text_buffer names = {.arena = doc->arena};
    for (size_t g = 0; g < s->group_count; g++)
        if (s->group[g].terms.accepts_after.delay.uncertain || s->group[g].terms.taken_after.delay.uncertain)
            text_print(&names, "%s%s", names.length ? ", " : "", s->group[g].name);
    if (names.length)
        document_say(
            doc, TONE_PLAIN,
            "How long it takes to answer, or to take up what is kept, is itself uncertain, drawn once a trial for "
            "each of these groups: %s.",
            text_of(&names));
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

void check_report_people(document *doc, const sol_plan *plan)
{
    document_heading(doc, 2, sol_arena_print(doc->arena, "People and claims (%s)", doc->currency));
    add_groups(doc, plan);
    say_indexes(doc, plan->scenario);
    say_uncertain(doc, plan->scenario);
    add_mortality(doc, plan->scenario, plan);
}
