#include "scenario/sections/across.h"

#include <math.h>
#include <string.h>

enum { ALL_BUT = 20 }; /* nearly all: all but one in so many */

static sol_place root_place(const reader *r, const char *key)
{
    const sol_node *node = node_get(r->root, key);
    if (node && node->kind != NODE_SCALAR && !node_is_wrapped(node))
        return node_place(node_get_key(r->root, key));
    return node ? node_place(node_bare(node)) : node_place(r->root);
}

void across_check_time(reader *r)
{
    const sol_scenario *s = r->scenario;
    bool is_read = !sol_date_is_never(s->start) && !sol_date_is_never(s->end);
    bool has_end = node_get(r->root, "end") != NULL;
    if (!has_end && !node_get(r->root, "horizon"))
        problem_add(r->diagnostics, P_MISSING_KEY, node_beginning(r->root), NULL,
                    "`end` or `horizon` is missing in the scenario");
    else if (is_read && s->end.day <= s->start.day)
        problem_add(r->diagnostics, P_DATE_ORDER, root_place(r, has_end ? "end" : "horizon"), NULL,
                    "the end is not after the start");
}

static void refuse_rate(reader *r, const sol_firm *firm)
{
    const char *country = r->countries.name[firm->country];
    name_table rated = {.arena = r->arena};
    for (size_t i = 0; i < r->countries.count; i++)
        if (r->scenario->country[i].has_rate)
            names_add(&rated, r->countries.name[i]);
    const char *near = names_nearest(&rated, country);
    problem_add(r->diagnostics, P_NO_RATE, sol_node_place(firm->node, "country"),
                near ? sol_arena_print(r->arena, "did you mean `%s`?", near)
                     : sol_arena_print(r->arena, "add `%s: 50%%` to `participation`", country),
                "`%.100s` has no rate of participation", country);
}

/* What follows the firms of a country without any is mostly a slip of the country. */
static void check_followed(reader *r, const sol_other_source *source)
{
    const sol_scenario *s = r->scenario;
    bool follows = sol_source_kind_follows_firms(source->kind), has_firm = false;
    for (size_t j = 0; j < s->firm_count && follows; j++)
        has_firm = has_firm || s->firm[j].country == source->match_country;
    if (follows && !has_firm)
        problem_add(r->diagnostics, P_MEANING, sol_node_place(source->node, "of"), NULL,
                    "no firm is of the country that this %s",
                    source->kind == SOL_MATCH ? "matches" : "guarantees the payments of");
}

/* A country without a rate is mostly a slip of one that has firms. */
static void check_firms(reader *r)
{
    const sol_scenario *s = r->scenario;
    bool are_rated = true;
    for (size_t i = 0; i < s->firm_count; i++) {
        const sol_firm *firm = &s->firm[i];
        bool is_rated = firm->rate_kind == SOL_RATE_OWN || s->country[firm->country].has_rate;
        if (!is_rated)
            refuse_rate(r, firm);
        are_rated = are_rated && is_rated;
        if (firm->pledge.kind == SOL_AMOUNT_OF_SIZE && firm->size_currency == SOL_NONE)
            problem_add(r->diagnostics, P_MISSING_KEY, sol_node_place(firm->node, "pledge"), "give its `size`",
                        "a pledge `of_size` of a firm without a size");
        if (firm->follows_country != SOL_NONE && s->participation_is_fraction)
            problem_add(r->diagnostics, P_MEANING, sol_node_place(firm->node, "follows"),
                        "write `participation_as: chance`",
                        "a firm cannot follow others where participation is a fraction");
    }
    for (size_t i = 0; i < s->source_count && are_rated; i++)
        check_followed(r, &s->source[i]);
}

/* A rate that no firm goes by is mostly a slip of the country's name. */
static void check_rates(reader *r)
{
    const sol_scenario *s = r->scenario;
    name_table used = {.arena = r->arena};
    for (size_t i = 0; i < s->firm_count; i++)
        names_add(&used, r->countries.name[s->firm[i].country]);
    for (size_t i = 0; i < s->country_count && s->firm_count > 0; i++) {
        const sol_country *country = &s->country[i];
        if (!country->has_rate || country->node == r->root || names_find(&used, country->name) >= 0)
            continue;
        const char *near = names_nearest(&used, country->name);
        problem_add(r->diagnostics, P_NO_EFFECT, node_place(country->node),
                    near ? sol_arena_print(r->arena, "the firms are of `%s`", near) : NULL,
                    "no firm is of `%.100s`: its rate has no effect", country->name);
    }
}

static void check_people(reader *r)
{
    const sol_scenario *s = r->scenario;
    uint64_t people = 0;
    bool has_person = false;
    for (size_t i = 0; i < s->group_count; i++) {
        people += s->group[i].count;
        has_person = has_person || (!s->group[i].is_institution && s->group[i].count > 0);
    }
    for (size_t i = 0; i < s->row_count; i++) {
        people += s->row[i].count;
        has_person = has_person || !s->row[i].is_institution;
    }
    if (people > ACROSS_PEOPLE_MAX)
        problem_add(r->diagnostics, P_TOO_MANY, root_place(r, "claimants"), NULL, "more than %d claimants",
                    ACROSS_PEOPLE_MAX);
    if (people == 0)
        problem_add(r->diagnostics, P_MISSING_KEY, root_place(r, "claimants"), NULL, "there are no claimants");
    if (has_person && !s->has_mortality)
        problem_add(r->diagnostics, P_MISSING_KEY, node_beginning(r->root),
                    "write `mortality: {country: KOR}`; `solatium laws` lists the countries, and only institutions can "
                    "do without",
                    "`mortality` is missing in the scenario");
}

static bool may_be_filed_after(const reader *r, const sol_terms *terms, sol_date day)
{
    const sol_when *filed = terms->filed;
    if (!terms->filed)
        return false;
    if (filed->is_after)
        return !filed->is_calendar || sol_date_add(r->scenario->start, filed->span).day > day.day;
    return sol_distribution_day_at(&filed->date, 1 - 0x1p-33) > day.day;
}

/* Claims that nobody files late, or in time. */
static void check_filing(reader *r)
{
    const sol_scenario *s = r->scenario;
    bool some_late = sol_date_is_never(s->administration.closes);
    for (size_t i = 0; i < s->group_count; i++)
        some_late |= may_be_filed_after(r, &s->group[i].terms, s->administration.closes);
    for (size_t i = 0; i < s->row_terms_count; i++)
        some_late |= may_be_filed_after(r, &s->row_terms[i], s->administration.closes);
    if (!some_late)
        problem_add(r->diagnostics, P_NO_EFFECT, sol_node_place(s->administration.node, "closes"),
                    "say when claims are filed by `filed`, of a group or a row",
                    "`closes` has no effect: nobody files later");
}

static void check_pay_dates(reader *r)
{
    const sol_payments *p = &r->scenario->payments;
    double months = sol_date_years(p->first, r->scenario->end) * 12;
    double count = p->has_dates ? (double)p->date_count : months / p->every_months;
    if (count > ACROSS_PAY_DATES_MAX)
        problem_add(r->diagnostics, P_TOO_MANY, root_place(r, "payments"), NULL, "more than %d pay dates",
                    ACROSS_PAY_DATES_MAX);
}

/* Ages that nearly all of a group are between, at start. */
static void age_range(const reader *r, const sol_group *group, double *youngest, double *oldest)
{
    const sol_distribution *d = group->has_birth ? &group->birth : &group->age;
    double low = sol_distribution_at(d, 0.05), high = sol_distribution_at(d, 0.95);
    if (group->has_birth) {
        double start = r->scenario->start.day;
        *youngest = (start - high) / SOL_DAYS_PER_YEAR;
        *oldest = (start - low) / SOL_DAYS_PER_YEAR;
    } else {
        *youngest = low;
        *oldest = high;
    }
}

static double row_age(const sol_scenario *s, const sol_claimant_row *row)
{
    if (!row->has_birth && row->birth_year == 0)
        return row->age;
    sol_date birth = row->has_birth ? row->birth : sol_date_of(row->birth_year, 7, 1);
    return (s->start.day - birth.day) / SOL_DAYS_PER_YEAR;
}

static bool has_group_reached(const reader *r, const sol_group *group, double age)
{
    double youngest, oldest;
    if (group->is_institution || group->living == 0 || group->count == 0)
        return true;
    age_range(r, group, &youngest, &oldest);
    return youngest >= age;
}

bool across_have_reached(const reader *r, const sol_group *group, double age)
{
    const sol_scenario *s = r->scenario;
    uint64_t living = 0, younger = 0;
    if (group)
        return has_group_reached(r, group, age);
    for (size_t i = 0; i < s->group_count; i++)
        if (!has_group_reached(r, &s->group[i], age))
            return false;
    for (size_t i = 0; i < s->row_count; i++) {
        const sol_claimant_row *row = &s->row[i];
        bool is_counted = !row->is_institution && sol_date_is_never(row->died);
        living += is_counted ? row->count : 0;
        younger += is_counted && row_age(s, row) < age ? row->count : 0;
    }
    return younger * ALL_BUT <= living;
}

static bool is_outside(const sol_hazard *hazard, double youngest, double oldest)
{
    return hazard->fitted_to > 0 && (youngest < hazard->fitted_from || oldest > hazard->fitted_to);
}

/* The way out: another year's law of the country where one begins earlier, or a table. */
static const char *other_fit(const reader *r, const sol_country_law *taken)
{
    for (size_t i = 0; taken && i < SOL_COUNTRY_LAWS; i++) {
        const sol_country_law *law = &sol_country_law_table[i];
        if (law->country == taken->country && law->sex == taken->sex && law->fitted_from < taken->fitted_from)
            return sol_arena_print(r->arena,
                                   "that of %d was fitted from %d on: leave out `year`; a life table holds at any age",
                                   law->year, law->fitted_from);
    }
    return "a life table holds at any age";
}

/* Where ages are told of, and whose laws. */
typedef struct outside {
    sol_place place;
    const sol_mortality *mortality;
} outside;

static void warn_outside(reader *r, outside of, const double ages[2], sol_sex sex)
{
    const sol_hazard *hazard = &of.mortality->hazard[sex];
    problem_add(r->diagnostics, P_OUTSIDE_FIT, of.place, other_fit(r, of.mortality->country_law[sex]),
                "ages of %.0f to %.0f: the law was fitted to %.0f to %.0f", ages[0], ages[1], hazard->fitted_from,
                hazard->fitted_to);
}

/* Rows have the scenario's laws. Where more than one in twenty of the file's living persons of a sex are outside; once. */
static void check_fit_of_rows(reader *r)
{
    const sol_scenario *s = r->scenario;
    const sol_node *claimants = node_get(r->root, "claimants");
    for (int sex = SOL_SEXES - 1; sex >= 0; sex--) {
        double ages[2] = {INFINITY, 0};
        uint64_t living = 0, beyond = 0;
        for (size_t i = 0; i < s->row_count; i++) {
            const sol_claimant_row *row = &s->row[i];
            if (row->is_institution || !sol_date_is_never(row->died) || (int)row->sex != sex)
                continue;
            double age = row_age(s, row);
            ages[0] = fmin(ages[0], age);
            ages[1] = fmax(ages[1], age);
            living += row->count;
            beyond += is_outside(&s->mortality->hazard[sex], age, age) ? row->count : 0;
        }
        if (beyond * ALL_BUT > living) {
            warn_outside(r, (outside){sol_node_place(claimants, "file"), s->mortality}, ages, (sol_sex)sex);
            return;
        }
    }
}

static void check_fit(reader *r)
{
    const sol_scenario *s = r->scenario;
    for (size_t i = 0; i < s->group_count && s->has_mortality; i++) {
        const sol_group *group = &s->group[i];
        double ages[2];
        if (group->is_institution || group->living == 0)
            continue;
        age_range(r, group, &ages[0], &ages[1]);
        const sol_mortality *m = &s->mortality[group->mortality];
        bool has_men = group->male_billionths > 0, has_women = group->male_billionths < SOL_BILLION;
        sol_sex sex = has_men && is_outside(&m->hazard[SOL_MALE], ages[0], ages[1]) ? SOL_MALE : SOL_FEMALE;
        if (sex == SOL_MALE || (has_women && is_outside(&m->hazard[SOL_FEMALE], ages[0], ages[1])))
            warn_outside(r, (outside){sol_node_place(group->node, group->has_birth ? "born" : "age"), m}, ages, sex);
    }
    if (s->has_mortality)
        check_fit_of_rows(r);
}

void across_check(reader *r)
{
    size_t errors = sol_diagnostics_errors(r->diagnostics);
    check_firms(r);
    check_rates(r);
    check_people(r);
    check_pay_dates(r);
    check_filing(r);
    check_fit(r);
    if (sol_diagnostics_errors(r->diagnostics) == errors)
        across_check_sums(r);
}
