#include "engine/tally/summary_parts.h"
#include "plan/people.h"

#include "base/text.h"
#include "engine/claims/timely.h"
#include "result/goal_word.h"

#include <math.h>

static sol_people people_of(const summary_maker *m)
{
    sol_people people = {
        .nothing_died = summary_number(m, METRIC_NOTHING_DIED),
        .nothing_living = summary_number(m, METRIC_NOTHING_LIVING),
        .share_in_time = summary_share(m, METRIC_SHARE_IN_TIME),
        .share_of_all_living = summary_share(m, METRIC_SHARE_OF_ALL_LIVING),
        .ceiling = summary_share(m, METRIC_CEILING),
        .ceiling_of_rules = {.support = SOL_OF_NONE}, /* told by simulate.c */
        .died_waiting = summary_number(m, METRIC_DEATHS),
        .share_died_waiting = summary_share(m, METRIC_SHARE_DIED_WAITING),
        .paid_share_in_life = summary_share(m, METRIC_PAID_SHARE),
    };
    for (size_t s = 0; s < SOL_STATES; s++)
        people.state[s] = summary_number(m, METRIC_STATE + s);
    for (size_t r = 0; r < SOL_REASONS; r++)
        people.reason[r] = summary_number(m, METRIC_REASON + r);
    return people;
}

static sol_money_totals money_of(const summary_maker *m)
{
    return (sol_money_totals){
        .claimed = summary_number(m, METRIC_CLAIMED),
        .opening = summary_number(m, METRIC_OPENING),
        .received = summary_number(m, METRIC_RECEIVED),
        .returned_on_balance = summary_number(m, METRIC_RETURN),
        .costs = summary_number(m, METRIC_COSTS),
        .paid = summary_number(m, METRIC_PAID),
        .paid_in_life = summary_number(m, METRIC_PAID_IN_LIFE),
        .paid_to_estates = summary_number(m, METRIC_PAID_TO_ESTATES),
        .returned = summary_number(m, METRIC_RETURNED),
        .deposited =
            people_some_deposit(m->plan) ? summary_number(m, METRIC_DEPOSITED) : (sol_estimate){.support = SOL_OF_NONE},
        .left = summary_number(m, METRIC_LEFT),
        .stranded = summary_number(m, METRIC_STRANDED),
        .owed = summary_number(m, METRIC_OWED),
    };
}

static const char *day_text(sol_arena *arena, sol_date date)
{
    char text[16];
    sol_date_write(date, text);
    return sol_arena_print(arena, "%s", text);
}

/* Whom a goal counts, in words. */
static const char *goal_name(const summary_maker *m, const sol_timeliness *goal)
{
    static const char *const alone[] = {[SOL_ANY] = "everyone", [SOL_LIVING] = NULL, [SOL_ESTATES] = "the estates"};
    static const char *const with[] = {[SOL_ANY] = "", [SOL_LIVING] = ", living", [SOL_ESTATES] = ", estates"};
    const sol_who *who = &goal->who;
    const char *text = "";
    for (size_t g = 0; g < who->group_count; g++)
        text = sol_arena_print(m->arena, "%s%s%s", text, g ? ", " : "",
                               text_one_name(m->arena, m->plan->scenario->group[who->group[g]].name));
    if (who->age_from >= 0)
        text = sol_arena_print(m->arena, "%s%saged %d and over", text, *text ? ", " : "", who->age_from);
    if (who->goes_by_filing && who->filed_from.day != INT32_MIN)
        text = sol_arena_print(m->arena, "%s%sfiled from %s on", text, *text ? ", " : "",
                               day_text(m->arena, who->filed_from));
    if (who->goes_by_filing && !sol_date_is_never(who->filed_by))
        text = sol_arena_print(m->arena, "%s%sfiled by %s", text, *text ? ", " : "", day_text(m->arena, who->filed_by));
    return *text ? sol_arena_print(m->arena, "%s%s", text, with[who->vital]) : alone[who->vital];
}

static sol_verdict verdict_of(const summary_maker *m, size_t index)
{
    const sol_timeliness *goal = &m->plan->scenario->timeliness[index];
    size_t at = m->layout->goals + index * GOAL_PARTS;
    const sol_proportion p = tally_proportion_of(m->numbers, at + GOAL_MET, m->trials);
    const double counted = (double)tally_sum_of(m->numbers, at + GOAL_MET, m->trials).trials;
    return (sol_verdict){
        .word = goal_word(&p, goal->confidence),
        .is_settled = goal_is_settled(&p, goal->confidence),
        .probability = p,
        .counted = counted / (double)m->trials,
        .goal = (double)goal->goal_billionths * 1e-9,
        .confidence = goal->confidence,
        .by = goal->by,
        .paid = (double)goal->paid_billionths * 1e-9,
        .who = goal_name(m, goal),
        .reach = sol_reach_of(&goal->who),
        .share_in_time = summary_share(m, at + GOAL_SHARE),
    };
}

static void add_verdicts(const summary_maker *m, sol_result *result)
{
    result->verdict_count = m->plan->scenario->timeliness_count;
    sol_verdict *verdict = SOL_TAKE(m->arena, result->verdict_count, sol_verdict);
    for (size_t g = 0; g < result->verdict_count; g++)
        verdict[g] = verdict_of(m, g);
    result->verdict = verdict;
}

/* How many claimants an other source's money is kept for. */
static size_t earmarked_people(const summary_maker *m, size_t other)
{
    const plan_pool *pool = &m->plan->money.pool[m->plan->money.source_pool[other]];
    size_t people = 0;
    for (size_t g = 0; g < pool->group_count; g++)
        people += m->layout->bands[BAND_GROUP].people[pool->group[g]];
    return people;
}

static void add_sources(const summary_maker *m, sol_result *result)
{
    const sol_scenario *scenario = m->plan->scenario;
    result->source_count = m->layout->source_count;
    sol_source_result *source = SOL_TAKE(m->arena, result->source_count, sol_source_result);
    for (size_t s = 0; s < result->source_count; s++) {
        bool is_firm = s < scenario->firm_count;
        const sol_other_source *other = is_firm ? NULL : &scenario->source[s - scenario->firm_count];
        int country = is_firm ? scenario->firm[s].country : other->country;
        double members = is_firm && scenario->firm[s].count ? scenario->firm[s].count : 1;
        size_t at = m->layout->sources + s * SOURCE_PARTS;
        source[s] = (sol_source_result){
            .name = is_firm ? scenario->firm[s].name : other->name,
            .country = country == SOL_NONE ? NULL : scenario->country[country].name,
            .kind = is_firm ? "firm" : sol_source_kind_name(other->kind),
            .probability = tally_proportion((double)tally_sum_of(m->numbers, at + SOURCE_CAME, m->trials).sum,
                                            (double)m->trials * members),
            .promised = summary_number(m, at + SOURCE_PROMISED),
            .received = summary_number(m, at + SOURCE_RECEIVED),
            .earmarked = is_firm ? 0 : earmarked_people(m, s - scenario->firm_count),
        };
    }
    result->source = source;
}

static void add_countries(const summary_maker *m, sol_result *result)
{
    const sol_scenario *scenario = m->plan->scenario;
    result->country_count = scenario->country_count;
    sol_country_result *country = SOL_TAKE(m->arena, result->country_count, sol_country_result);
    for (size_t c = 0; c < result->country_count; c++) {
        size_t at = m->layout->countries + c * COUNTRY_PARTS;
        country[c] = (sol_country_result){
            .country = scenario->country[c].name,
            .joined = summary_number(m, at + COUNTRY_JOINED),
            .received = summary_number(m, at + COUNTRY_RECEIVED),
        };
        for (size_t f = 0; f < m->plan->money.firm_count; f++)
            country[c].firms += m->plan->money.firm[f].country == (int)c;
    }
    result->country = country;
}

static const sol_band_result *bands_of(const summary_maker *m, band_kind kind, size_t *count)
{
    const metrics_bands *bands = &m->layout->bands[kind];
    sol_band_result *band = SOL_TAKE(m->arena, bands->count, sol_band_result);
    for (size_t b = 0; b < bands->count; b++) {
        size_t at = m->layout->band[kind] + b * BAND_PARTS;
        band[b] = (sol_band_result){
            .name = kind == BAND_GROUP ? m->plan->scenario->group[b].name : NULL,
            .from = bands->from[b],
            .to = bands->to[b],
            .count = bands->people[b],
            .living = bands->living[b],
            .goal_counts = bands->counted[b],
            .share_in_time = summary_share(m, at + BAND_SHARE),
            .paid = summary_number(m, at + BAND_PAID),
            .paid_in_life = summary_number(m, at + BAND_PAID_IN_LIFE),
            .claimed = summary_number(m, at + BAND_CLAIMED),
        };
    }
    *count = bands->count;
    return band;
}

static void add_timeline(const summary_maker *m, sol_result *result)
{
    result->timeline_count = m->layout->date_count;
    sol_timeline_row *row = SOL_TAKE(m->arena, result->timeline_count, sol_timeline_row);
    for (size_t k = 0; k < result->timeline_count; k++) {
        size_t at = m->layout->dates + k * DATE_PARTS;
        row[k] = (sol_timeline_row){
            .date = m->plan->date[k],
            .received = summary_number(m, at + DATE_RECEIVED),
            .balance = summary_number(m, at + DATE_BALANCE),
            .paid = summary_number(m, at + DATE_PAID),
            .living = summary_number(m, at + DATE_LIVING),
            .paid_in_full = summary_number(m, at + DATE_PAID_IN_FULL),
            .in_time = summary_number(m, at + DATE_IN_TIME),
            .waiting = summary_number(m, at + DATE_WAITING),
            .died_waiting = summary_number(m, at + DATE_DEATHS),
        };
    }
    result->timeline = row;
}

/* Whether somebody can live past the last closed age of his life table. */
static bool is_table_extrapolated(const sol_plan *plan)
{
    const sol_scenario *scenario = plan->scenario;
    for (size_t i = 0; i < plan->people.count; i++) {
        const plan_claimant *c = &plan->people.claimant[i];
        if (c->is_institution || !timely_was_living(plan, i))
            continue;
        const sol_hazard *hazard = people_hazard(plan, people_law(plan, i));
        double age = sol_date_years(c->birth, scenario->end);
        if (hazard->law == SOL_LIFE_TABLE && age > hazard->first_age + (double)hazard->force_count)
            return true;
    }
    return false;
}

sol_result *summary_make(sol_arena *arena, const sol_plan *plan, const metrics_layout *layout, const tally *numbers,
                         uint64_t trials)
{
    const sol_scenario *scenario = plan->scenario;
    summary_maker m = {arena, plan, layout, numbers, trials};
    sol_result *result = SOL_TAKE(arena, 1, sol_result);
    *result = (sol_result){
        .title = scenario->title,
        .file = scenario->file,
        .sha256 = scenario->sha256,
        .start = scenario->start,
        .end = scenario->end,
        .currency = scenario->currency[0].code,
        .minor_digits = scenario->currency[0].minor_digits,
        .leaves_out_count = scenario->leaves_out_count,
        .leaves_out = scenario->leaves_out,
        .trials = trials,
        .pay_date_count = plan->date_count,
        .claimant_count = plan->people.count,
        .living_count = plan->people.living_count,
        .estate_count = plan->people.count - plan->people.living_count,
        .quantiles_are_binned = tally_is_binned(numbers),
        .is_table_extrapolated = is_table_extrapolated(plan),
        .has_sampled_people = plan->people.is_sampled,
        .has_later_filings = people_details_of(plan)->has_later_filings,
        .people = people_of(&m),
        .money = money_of(&m),
        .assumption_count = scenario->assumption_count,
        .assumption = scenario->assumption,
    };
    add_verdicts(&m, result);
    add_sources(&m, result);
    add_countries(&m, result);
    result->group = bands_of(&m, BAND_GROUP, &result->group_count);
    result->age_band = bands_of(&m, BAND_AGE, &result->age_band_count);
    result->claim_band = bands_of(&m, BAND_CLAIM, &result->claim_band_count);
    add_timeline(&m, result);
    summary_add_whole(&m, result);
    summary_add_deaths(&m, result);
    return result;
}
