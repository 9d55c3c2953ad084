#include "plan/people.h"

#include "base/check.h"
#include "plan/claimed.h"
#include "plan/kin.h"
#include "plan/sexes.h"
#include "solatium/quantity.h"
#include "solatium/random.h"

#include <math.h>

/* Draws what a group leaves open; from claimants.seed, once for all trials. */
static double drawn(const sol_scenario *scenario, uint64_t entity, sol_purpose purpose)
{
    return sol_draw_uniform(scenario->claimants_seed, 0, entity, purpose);
}

/* An exact age on the calendar: whole years back, then the fraction in days. */
static sol_date birth_of_age(sol_date start, double age_years)
{
    double whole = floor(age_years);
    sol_date birth = sol_date_add_months(start, -12 * (int)whole);
    birth.day -= (int32_t)((age_years - whole) * SOL_DAYS_PER_YEAR);
    return birth;
}

static sol_date member_birth(const sol_scenario *scenario, const sol_group *group, uint64_t entity, sol_date died)
{
    sol_date birth;
    if (group->has_birth)
        birth.day = sol_distribution_day_at(&group->birth, drawn(scenario, entity, SOL_PURPOSE_BIRTH));
    else
        birth =
            birth_of_age(scenario->start, sol_distribution_at(&group->age, drawn(scenario, entity, SOL_PURPOSE_AGE)));
    return sol_date_earlier(birth, sol_date_is_never(died) ? scenario->start : died);
}

/* Units of the scenario's currency at start's price, to the nearest unit; a draw from a density is kept at 10^15. */
static sol_money converted(const sol_scenario *scenario, int currency, int64_t amount)
{
    sol_money units = {SOL_MONEY_INPUT_MAX};
    if (!sol_money_times(sol_money_of(amount), sol_currency_unit(scenario->currency, currency), &units))
        return units;
    return sol_money_min(units, sol_money_of(SOL_MONEY_INPUT_MAX));
}

enum { MEMBER_BITS = 0x3FFFFFFF };

/* All of a member but his sex. */
static plan_claimant member_of(const sol_scenario *scenario, size_t index, uint32_t member, uint64_t *number)
{
    const sol_group *group = &scenario->group[index];
    uint64_t entity = sol_entity_member(sol_entity(SOL_ENTITY_CLAIMANT, group->name), member);
    bool is_living = member <= group->living;
    double u_claim = drawn(scenario, entity, SOL_PURPOSE_CLAIM);
    *number = entity;
    plan_claimant c = {
        .group = (int32_t)index,
        .terms = (int32_t)index,
        .row = (int32_t)index,
        .member = member & MEMBER_BITS,
        .birth = sol_date_never(),
        .died = is_living ? sol_date_never()
                          : (sol_date_is_never(group->died) ? (sol_date){scenario->start.day - 1} : group->died),
        .principal =
            converted(scenario, group->claim.currency, sol_distribution_money_at(&group->claim.value, u_claim)),
        .is_institution = group->is_institution,
    };
    if (!group->is_institution)
        c.birth = member_birth(scenario, group, entity, c.died);
    return c;
}

/* The members of a cell draw as rows of their own would, by the id that they are reported under. */
static uint64_t entity_of_row(const sol_claimant_row *row, uint32_t member, sol_arena *scratch)
{
    if (!row->is_cell)
        return sol_entity(SOL_ENTITY_CLAIMANT, row->id);
    sol_arena_reset(scratch);
    return sol_entity(SOL_ENTITY_CLAIMANT, sol_arena_print(scratch, "%s#%u", row->id, member));
}

static plan_claimant member_of_row(const sol_scenario *scenario, size_t index, uint32_t member, uint64_t entity)
{
    const sol_claimant_row *row = &scenario->row[index];
    plan_claimant c = {
        .group = row->group,
        .terms = (int32_t)scenario->group_count + row->terms,
        .row = (int32_t)(scenario->group_count + index),
        .member = row->is_cell ? member & MEMBER_BITS : 0,
        .birth = sol_date_never(),
        .died = row->died,
        .principal = row->claim,
        .sex = row->sex == SOL_FEMALE ? SOL_FEMALE : SOL_MALE,
        .is_institution = row->is_institution,
    };
    if (row->is_institution)
        return c;
    if (row->has_birth) {
        c.birth = row->birth;
    } else if (row->birth_year) {
        sol_date first = sol_date_of(row->birth_year, 1, 1);
        double days = sol_date_days(first, sol_date_add_months(first, 12));
        c.birth.day = first.day + (int32_t)(days * drawn(scenario, entity, SOL_PURPOSE_BIRTH));
    } else {
        c.birth = birth_of_age(scenario->start, row->age);
    }
    return c;
}

static size_t count_people(const sol_scenario *scenario)
{
    size_t count = 0;
    for (size_t g = 0; g < scenario->group_count; g++)
        count += scenario->group[g].count;
    for (size_t r = 0; r < scenario->row_count; r++)
        count += scenario->row[r].count;
    return count;
}

static bool is_sampled(const sol_scenario *scenario)
{
    for (size_t g = 0; g < scenario->group_count; g++) {
        const sol_group *group = &scenario->group[g];
        bool has_both_sexes = group->male_billionths > 0 && group->male_billionths < SOL_BILLION;
        const sol_distribution *age = group->has_birth ? &group->birth : &group->age;
        bool is_open = !group->is_institution && (has_both_sexes || !sol_distribution_is_constant(age));
        if (group->count && (is_open || !sol_distribution_is_constant(&group->claim.value)))
            return true;
    }
    for (size_t r = 0; r < scenario->row_count; r++)
        if (!scenario->row[r].is_institution && !scenario->row[r].has_birth && scenario->row[r].birth_year)
            return true;
    return false;
}

/* The groups' terms, then those of the rows. */
static void collect_terms(sol_arena *arena, const sol_scenario *scenario, plan_people *people)
{
    people->terms_count = scenario->group_count + scenario->row_terms_count;
    sol_terms *terms = SOL_TAKE(arena, people->terms_count, sol_terms);
    for (size_t g = 0; g < scenario->group_count; g++) {
        terms[g] = scenario->group[g].terms;
        terms[g].group = (int)g;
    }
    for (size_t t = 0; t < scenario->row_terms_count; t++)
        terms[scenario->group_count + t] = scenario->row_terms[t];
    people->terms = terms;
}

static void collect_claimants(sol_arena *arena, const sol_scenario *scenario, plan_people *people,
                              people_details *details)
{
    plan_claimant *claimant = SOL_TAKE(arena, people->count, plan_claimant);
    sol_arena *scratch = sol_arena_new();
    uint64_t *entity = details->entity = SOL_TAKE(arena, people->count, uint64_t);
    size_t n = 0;
    for (size_t g = 0; g < scenario->group_count; g++) {
        const sol_group *group = &scenario->group[g];
        sol_arena_reset(scratch);
        const bool *is_man = group->is_institution ? NULL : sexes_draw(scratch, scenario, group);
        for (uint32_t m = 1; m <= group->count; m++, n++) {
            claimant[n] = member_of(scenario, g, m, &entity[n]);
            claimant[n].sex = sexes_of(group, is_man, m) == SOL_FEMALE ? SOL_FEMALE : SOL_MALE;
        }
    }
    for (size_t r = 0; r < scenario->row_count; r++)
        for (uint32_t m = 1; m <= scenario->row[r].count; m++, n++) {
            entity[n] = entity_of_row(&scenario->row[r], m, scratch);
            claimant[n] = member_of_row(scenario, r, m, entity[n]);
        }
    sol_arena_free(scratch);
    people->claimant = claimant;
    for (size_t i = 0; i < n; i++)
        people->living_count += sol_date_is_never(claimant[i].died);
}

/* Else everyone is owed his principal at start. */
static bool some_terms_change_claims(const plan_people *people)
{
    for (size_t t = 0; t < people->terms_count; t++)
        if (people_grow(&people->terms[t]) || people->terms[t].earlier_count)
            return true;
    return false;
}

/* The highest rate of interest that the terms ever know. */
static int64_t fastest_of(const sol_terms *terms)
{
    int64_t fastest = 0;
    for (size_t s = 0; s < terms->interest_count; s++)
        fastest = terms->interest[s].rate_billionths > fastest ? terms->interest[s].rate_billionths : fastest;
    return fastest;
}

/* Every sum that a trial forms of claims, with interest to the end, stays within the limit. */
static bool sums_are_bounded(sol_plan *plan, people_details *details, sol_diagnostics *diagnostics)
{
    const sol_scenario *scenario = plan->scenario;
    double years = sol_date_years(scenario->start, scenario->end) + 1;
    sol_wide at_end = 0;
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        const sol_terms *terms = &plan->people.terms[c->terms];
        if (details->claimed)
            details->claimed[i] = claimed_by(c, terms, scenario->start);
        const int64_t most = sol_money_indexed(c->principal, terms->index, scenario->end).units;
        double interest = (double)most * (double)fastest_of(terms) * 1e-9 * years;
        at_end += (sol_wide)people_claimed(plan, i).units + (most - c->principal.units) + (sol_wide)interest;
    }
    if (at_end <= SOL_MONEY_SUM_MAX)
        return true;
    sol_diagnostics_add(diagnostics, SOL_ERROR, "S812", (sol_place){0}, "check the claims' amounts and interest rates",
                        "all claims together, with interest to the end, could pass 10^18 units");
    return false;
}

bool plan_people_make(sol_arena *arena, const sol_scenario *scenario, sol_plan *plan, sol_diagnostics *diagnostics)
{
    plan_people *people = &plan->people;
    *people = (plan_people){.count = count_people(scenario), .is_sampled = is_sampled(scenario)};
    if (people->count == 0 || people->count > PEOPLE_MAX) {
        sol_diagnostics_add(diagnostics, SOL_ERROR, "S813", (sol_place){0},
                            "name claimants by groups with a count, or in a CSV file",
                            people->count ? "there are more than 10 million claimants" : "there are no claimants");
        return false;
    }
    people_details *details = SOL_TAKE(arena, 1, people_details);
    people->details = details;
    collect_terms(arena, scenario, people);
    collect_claimants(arena, scenario, people, details);
    if (some_terms_change_claims(people))
        details->claimed = SOL_TAKE(arena, people->count, sol_money);
    if (!sums_are_bounded(plan, details, diagnostics))
        return false;
    for (size_t t = 0; t < people->terms_count; t++) {
        details->has_after_living |= people->terms[t].heirs.rank == SOL_HEIRS_AFTER_LIVING;
        details->has_later_filings |= people_file_later(scenario->start, &people->terms[t]);
        details->has_own_days |= people_have_own_days(scenario->start, &people->terms[t]);
        sol_date day;
        details->has_filed |=
            !people_filed_on(scenario->start, &people->terms[t], &day) || day.day != scenario->start.day;
    }
    details->has_filed |= kin_asks_when_filed(scenario);
    survival_make(arena, scenario, plan, details);
    queue_orders(arena, scenario, plan, details);
    return true;
}

const char *plan_claimant_id(sol_arena *arena, const sol_plan *plan, size_t claimant)
{
    const plan_claimant *c = &plan->people.claimant[claimant];
    const sol_scenario *scenario = plan->scenario;
    size_t groups = scenario->group_count;
    const char *name =
        (size_t)c->row < groups ? scenario->group[c->row].name : scenario->row[(size_t)c->row - groups].id;
    return c->member ? sol_arena_print(arena, "%s#%u", name, (unsigned)c->member) : name;
}

const char *plan_claimant_name(const sol_plan *plan, size_t claimant)
{
    const sol_scenario *scenario = plan->scenario;
    size_t row = (size_t)plan->people.claimant[claimant].row;
    return scenario->row_name && row >= scenario->group_count ? scenario->row_name[row - scenario->group_count] : NULL;
}

const char *plan_claimant_called(sol_arena *arena, const sol_plan *plan, size_t claimant)
{
    const char *id = plan_claimant_id(arena, plan, claimant), *name = plan_claimant_name(plan, claimant);
    return name ? sol_arena_print(arena, "%s (%s)", id, name) : id;
}

bool people_filed_on(sol_date start, const sol_terms *terms, sol_date *day)
{
    const sol_when *filed = terms->filed;
    *day = start;
    if (!terms->filed)
        return true;
    if (filed->is_after ? !filed->is_calendar : !sol_distribution_is_constant(&filed->date))
        return false;
    *day = filed->is_after ? sol_date_add(start, filed->span) : (sol_date){sol_distribution_day_at(&filed->date, 0.5)};
    return true;
}

sol_date people_when_at(sol_date start, const sol_when *when, double u)
{
    if (when->is_after && when->is_calendar)
        return sol_date_add(start, when->span);
    if (!when->is_after)
        return sol_date_later((sol_date){sol_distribution_day_at(&when->date, u)}, start);
    const sol_distribution delay = sol_distribution_given(&when->delay, 0.5);
    return (sol_date){start.day + (int32_t)sol_distribution_at(&delay, u)};
}

bool people_file_later(sol_date start, const sol_terms *terms)
{
    sol_date day;
    return !people_filed_on(start, terms, &day) || day.day > start.day;
}

bool people_some_keep(const sol_plan *plan)
{
    bool some = false;
    for (size_t k = 0; k < plan->people.terms_count; k++)
        some |= people_keep(&plan->people.terms[k]);
    return some;
}

bool people_some_await_heirs(const sol_plan *plan)
{
    bool some = false;
    for (size_t k = 0; k < plan->people.terms_count; k++)
        some |= people_await_heirs(&plan->people.terms[k]);
    return some;
}

bool people_some_deposit(const sol_plan *plan)
{
    bool some = false;
    for (size_t k = 0; k < plan->people.terms_count; k++)
        some |= people_keep(&plan->people.terms[k]) && plan->people.terms[k].declined == SOL_DECLINED_DEPOSIT;
    return some;
}
