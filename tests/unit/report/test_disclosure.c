#include "sample_result.h"

#include "report/disclosure/disclosure.h"

#include <criterion/criterion.h>
#include <math.h>

enum { GROUPS_MOST = 9, EQUATIONS_MOST = GROUPS_MOST + 2 };

static const char *const names[GROUPS_MOST] = {"group a", "group b", "group c", "group d", "group e",
                                               "group f", "group g", "group h", "group i"};

/* A result whose groups have sizes and living drawn from a small generator of the test's own. */
static sol_result *drawn_result(sol_arena *arena, uint64_t *state)
{
    sol_result *r = sample_result(arena);
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    r->group_count = 1 + (*state >> 33) % GROUPS_MOST;
    sol_band_result *group = SOL_TAKE(arena, r->group_count, sol_band_result);
    r->claimant_count = r->living_count = 0;
    for (size_t g = 0; g < r->group_count; g++) {
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        group[g].name = names[g];
        group[g].count = 1 + (*state >> 40) % 30;
        group[g].living = (*state >> 33) % 4 == 0 ? 0 : (*state >> 35) % (group[g].count + 1);
        group[g].claimed = group[g].paid = group[g].paid_in_life = sample_estimate((double)group[g].count * 1e6 + 17);
        r->claimant_count += group[g].count;
        group[g].goal_counts = group[g].living;
        r->living_count += group[g].living;
    }
    r->group = group;
    return r;
}

/* The public line that a group belongs to: the one of its name, else that of the others, else none. */
static size_t line_of(const sol_result *public, const char *name)
{
    size_t line = SIZE_MAX;
    for (size_t i = 0; i < public->group_count; i++) {
        if (strcmp(public->group[i].name, name) == 0)
            return i;
        if (strcmp(public->group[i].name, "other groups") == 0)
            line = i;
    }
    return line;
}

/* Brings rows into echelon form; gives how many are not nothing. */
static size_t rank_of(size_t rows, size_t columns, double m[][GROUPS_MOST])
{
    size_t rank = 0;
    for (size_t c = 0; c < columns && rank < rows; c++) {
        size_t pivot = rank;
        for (size_t r = rank; r < rows; r++)
            if (fabs(m[r][c]) > fabs(m[pivot][c]))
                pivot = r;
        if (fabs(m[pivot][c]) < 1e-9)
            continue;
        for (size_t k = 0; k < columns; k++) {
            double kept = m[pivot][k];
            m[pivot][k] = m[rank][k];
            m[rank][k] = kept;
        }
        for (size_t r = 0; r < rows; r++) {
            double factor = r == rank ? 0 : m[r][c] / m[rank][c];
            for (size_t k = 0; k < columns; k++)
                m[r][k] -= factor * m[rank][k];
        }
        rank++;
    }
    return rank;
}

/*
 * The attacker by linear algebra: his equations are each published line (the sum of its groups) and the total. A small group is
 * found iff its unit vector adds nothing to their rank.
 */
static size_t solved_back(const sol_result *r, const sol_result *public)
{
    size_t found = 0, equations = public->group_count + 1;
    for (size_t hidden = 0; hidden < r->group_count; hidden++) {
        if (r->group[hidden].count >= 10)
            continue;
        double without[EQUATIONS_MOST][GROUPS_MOST] = {{0}}, with[EQUATIONS_MOST][GROUPS_MOST] = {{0}};
        for (size_t g = 0; g < r->group_count; g++) {
            size_t line = line_of(public, r->group[g].name);
            if (line != SIZE_MAX)
                without[line][g] = with[line][g] = 1;
            without[public->group_count][g] = with[public->group_count][g] = 1;
        }
        with[equations][hidden] = 1;
        found += rank_of(equations, r->group_count, without) == rank_of(equations + 1, r->group_count, with);
    }
    return found;
}

/* Whatever unions of published lines are subtracted from everyone or from each other, ten people or nobody are left. */
static bool leaves_few(const sol_result *r, const sol_result *public)
{
    size_t lines = public->group_count;
    for (unsigned chosen = 0; chosen < 1u << lines; chosen++) {
        size_t count = 0, living = 0;
        for (size_t g = 0; g < r->group_count; g++) {
            size_t line = line_of(public, r->group[g].name);
            if (line != SIZE_MAX && chosen >> line & 1)
                continue;
            count += r->group[g].count;
            living += r->group[g].living;
        }
        if ((count > 0 && count < 10) || (living > 0 && living < 10))
            return true;
    }
    return false;
}

Test(disclosure, nobody_is_found_by_subtraction)
{
    sol_arena *arena = sol_arena_new();
    uint64_t state = 20190619;
    size_t published = 0, refused = 0, found_without = 0, few_without = 0;
    for (unsigned i = 0; i < 2000; i++) {
        sol_result *r = drawn_result(arena, &state);
        const disclosure *d = disclosure_public(arena, r, NULL);
        bool is_small = r->claimant_count < 10 || (r->living_count > 0 && r->living_count < 10);
        cr_assert_eq(d == NULL, is_small, "%u", i);
        refused += is_small;
        if (!d)
            continue;
        size_t count = 0;
        for (size_t g = 0; g < d->result->group_count; g++)
            count += d->result->group[g].count;
        cr_assert(count == r->claimant_count, "%u: everyone stands in one line", i);
        cr_assert_eq(d->result->claimant_result_count + d->result->age_band_count + d->result->claim_band_count, 0);
        cr_assert_eq(solved_back(r, d->result), 0, "%u: a small group is found", i);
        cr_assert(!leaves_few(r, d->result), "%u: a subtraction leaves fewer than ten", i);
        published += d->result->group_count > 1;
        const disclosure *primary = disclosure_public(arena, r, &(disclosure_settings){.without_secondary = true});
        found_without += solved_back(r, primary->result);
        few_without += leaves_few(r, primary->result);
        sol_arena_reset(arena);
    }
    cr_assert(published > 300 && refused > 20, "%zu with several lines, %zu refused", published, refused);
    cr_assert(found_without > 100 && few_without > 300, "without secondary suppression %zu are found, %zu left few",
              found_without, few_without);
    sol_arena_free(arena);
}

static bool is_multiple(double value, double step)
{
    return fabs(value - round(value / step) * step) <= 1e-9 * fmax(1, fabs(value));
}

static void expect_multiples(const sol_estimate *e, double step, const char *what)
{
    cr_expect(is_multiple(e->mean, step) && is_multiple(e->p05, step) && is_multiple(e->p50, step) &&
                  is_multiple(e->p95, step) && e->se == 0,
              "%s: %g, %g … %g on %g", what, e->mean, e->p05, e->p95, step);
}

Test(disclosure, figures_about_everyone_stand_on_their_steps)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    const disclosure *d = disclosure_public(arena, r, NULL);
    const sol_result *public = d->result;
    /* 45 living: a tenth; 6.1bn of 50 claims: ten are 1.2bn, a tenth 0.61bn, up to 1bn. */
    cr_assert_float_eq(d->steps.share, 0.1, 1e-12);
    cr_assert_float_eq(d->steps.money, 1e9, 1e-3);
    cr_assert_eq(disclosure_share_step(99), 0.1);
    cr_assert_eq(disclosure_share_step(200), 0.05);
    cr_assert_eq(disclosure_share_step(499), 0.05);
    cr_assert_eq(disclosure_share_step(1000), 0.01);
    /* One claim of 5.9bn: a fifth is 1.18bn, up to 2bn; of two in the highest band one may have all but the other's least. */
    sol_band_result top = {.from = 1e9, .to = INFINITY, .count = 1, .living = 1, .claimed = sample_estimate(5.9e9)};
    r->claim_band = &top;
    r->claim_band_count = 1;
    cr_assert_float_eq(disclosure_public(arena, r, NULL)->steps.money, 2e9, 1e-3);
    top.count = 2;
    cr_assert_float_eq(disclosure_public(arena, r, NULL)->steps.money, 1e9, 1e-3);
    for (int s = 0; s < SOL_STATES; s++)
        expect_multiples(&public->people.state[s], 10, sol_state_label((sol_state)s));
    for (int s = 0; s < SOL_REASONS; s++)
        expect_multiples(&public->people.reason[s], 10, "reason");
    expect_multiples(&public->people.nothing_died, 10, "nothing, died");
    expect_multiples(&public->people.nothing_living, 10, "nothing, living");
    const sol_estimate *share = &public->people.share_in_time;
    for (int i = 0; i < 5; i++)
        expect_multiples(&share[i], 0.1, "share");
    const sol_estimate *money = &public->money.claimed;
    for (size_t i = 0; i < sizeof public->money / sizeof *money; i++)
        expect_multiples(&money[i], 1e9, "money");
    for (size_t i = 0; i < public->timeline_count; i++) {
        const sol_estimate *amount = &public->timeline[i].received, *people = &public->timeline[i].living;
        for (int k = 0; k < 3; k++)
            expect_multiples(&amount[k], 1e9, "amount of a date");
        for (int k = 0; k < 5; k++)
            expect_multiples(&people[k], 10, "people of a date");
    }
    /* 45 living of 50: rounded, so that the five estates are not told. */
    cr_assert_eq(public->living_count, 50);
    cr_assert_eq(public->estate_count, 0);
    sol_arena_free(arena);
}

static bool is_withheld(const sol_wholly_paid *w)
{
    return w->by_goal.support == SOL_OF_NONE && w->share_by_goal.support == SOL_OF_NONE &&
           w->by_end.support == SOL_OF_NONE && w->share_by_end.support == SOL_OF_NONE &&
           w->everyone.support == SOL_OF_NONE;
}

static void expect_answers_on_steps(const disclosure *d, int origin)
{
    const sol_wholly_paid *w = &d->result->wholly_paid[origin];
    const sol_estimate *unpaid = &d->result->unpaid.of[origin];
    expect_multiples(&w->by_goal, d->steps.people, "wholly paid by the goal's day");
    expect_multiples(&w->by_end, d->steps.people, "wholly paid by the end");
    expect_multiples(&w->share_by_goal, d->steps.share, "share wholly paid by the goal's day");
    expect_multiples(&w->share_by_end, d->steps.share, "share wholly paid by the end");
    expect_multiples(unpaid, d->steps.money, "unpaid");
    cr_expect(is_multiple(unpaid->at_confidence, d->steps.money), "unpaid, at the goal's confidence");
}

Test(disclosure, who_is_wholly_paid_and_what_is_unpaid_stand_on_their_steps)
{
    sol_arena *arena = sol_arena_new();
    const sol_result *r = sample_result(arena);
    const disclosure *d = disclosure_public(arena, r, NULL);
    for (int o = 0; o < SOL_ORIGINS; o++)
        expect_answers_on_steps(d, o);
    for (int w = 0; w < SOL_WAITS; w++)
        expect_multiples(&d->result->unpaid.wait[w], d->steps.money, "unpaid, by what it waits for");
    cr_expect_eq(r->unpaid.of[SOL_OF_ALL].mean, 2.3e9, "the result itself is not touched");
    cr_expect_eq(d->result->unpaid.at.day, r->unpaid.at.day);
    cr_expect_eq(d->result->death_count, 0, "months have fewer than ten");
    cr_expect_eq(d->result->distribution.share_in_time.count, 0);
    cr_expect_eq(d->result->distribution.received.count, 0);
    cr_expect_eq(d->result->distribution.owed.count, 0);
    cr_expect(r->death_count == 180 && r->distribution.owed.count == 2);
    sol_arena_free(arena);
}

/* The attacker subtracts: the living from all are the estates, and the other way round. Either is told only if both are ten, or nobody. */
Test(disclosure, the_living_and_the_estates_are_told_apart_where_both_are_ten)
{
    static const struct {
        size_t living, estates;
        bool apart;
    } rows[] = {{45, 5, false}, {45, 9, false}, {45, 10, true}, {10, 45, true},
                {50, 0, true},  {0, 50, true},  {45, 1, false}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sol_arena *arena = sol_arena_new();
        sol_result *r = sample_result(arena);
        r->living_count = rows[i].living;
        r->estate_count = rows[i].estates;
        r->claimant_count = rows[i].living + rows[i].estates;
        const disclosure *d = disclosure_public(arena, r, NULL);
        cr_assert_not_null(d);
        const sol_result *public = d->result;
        for (int o = SOL_OF_LIVING; o <= SOL_OF_ESTATES; o++) {
            cr_expect_eq(is_withheld(&public->wholly_paid[o]), !rows[i].apart, "%zu of %zu", rows[i].living,
                         rows[i].estates);
            cr_expect_eq(public->unpaid.of[o].support == SOL_OF_NONE, !rows[i].apart);
            cr_expect(rows[i].apart ||
                          (public->unpaid.of[o].mean == 0 && public->unpaid.of[o].at_confidence == 0 &&
                           public->wholly_paid[o].by_goal.mean == 0 && public->wholly_paid[o].everyone.mean == 0),
                      "nothing is left where it does not show");
        }
        cr_expect(!is_withheld(&public->wholly_paid[SOL_OF_ALL]) &&
                  public->unpaid.of[SOL_OF_ALL].support == SOL_OF_MANY);
        sol_arena_free(arena);
    }
}

Test(disclosure, a_source_for_few_takes_another_along)
{
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    sol_source_result source[4];
    memcpy(source, r->source, 3 * sizeof *source);
    source[3] = (sol_source_result){.name = "Seized shares",
                                    .kind = "enforcement",
                                    .promised = sample_estimate(7e8),
                                    .received = sample_estimate(2e8),
                                    .earmarked = 9};
    r->source = source;
    r->source_count = 4;
    const disclosure *d = disclosure_public(arena, r, NULL);
    cr_assert_eq(d->result->source_count, 3);
    cr_assert_str_eq(d->result->source[0].name, "新日鐵住金");
    cr_assert_str_eq(d->result->source[2].name, "other sources");
    cr_assert_float_eq(d->result->source[2].received.mean, 1e9, 1e-3, "0.8 + 0.2bn on the step");
    cr_assert(disclosure_hides(d, "Seized shares") && disclosure_hides(d, "Government"));
    source[3].earmarked = 10;
    cr_assert_eq(disclosure_public(arena, r, NULL)->result->source_count, 4, "ten people are no secret");
    sol_arena_free(arena);
}

Test(disclosure, nothing_names_what_is_suppressed)
{
    static const sol_assumption assumption[] = {
        {"firms.포스코.pledge", "4bn KRW", "POSCO, 2023-03-15", NULL, false},
        {"claimants.groups.group b.claim", "107452055 KRW", NULL, NULL, false},
        {"allocation.0.who.groups", "[group b]", NULL, NULL, false},
        {"allocation.1.who.groups", "[group a]", NULL, NULL, false},
        {"fund.reserve", "1bn KRW", NULL, "kept for group b", false},
    };
    static const char *const who[] = {"group b", "aged 90 and over", "group a", NULL};
    sol_arena *arena = sol_arena_new();
    sol_result *r = sample_result(arena);
    sol_band_result group[] = {r->group[0], r->group[1], r->group[1]};
    sol_verdict verdict[4];
    for (size_t i = 0; i < 4; i++) {
        verdict[i] = r->verdict[0];
        verdict[i].who = who[i];
    }
    for (size_t i = 0; i < 3; i++)
        group[i].name = names[i];
    group[1].count = group[1].living = group[1].goal_counts = 1;
    group[2].count = group[2].living = group[2].goal_counts = 29;
    group[0].count = group[0].living = group[0].goal_counts = 30;
    r->claimant_count = r->living_count = 60;
    r->group = group;
    r->group_count = 3;
    r->verdict = verdict;
    r->verdict_count = 4;
    r->assumption = assumption;
    r->assumption_count = 5;
    const disclosure *d = disclosure_public(arena, r, NULL);
    cr_assert_eq(d->result->group_count, 2);
    cr_assert_str_eq(d->result->group[1].name, "other groups");
    cr_assert_eq(d->result->group[1].count, 30);
    cr_assert_eq(d->result->assumption_count, 3);
    for (size_t i = 0; i < 3; i++)
        cr_assert_null(d->result->assumption[i].note, "notes tell what they please");
    cr_assert_str_eq(d->result->assumption[1].value, "[group a]");
    cr_assert_eq(d->result->verdict_count, 2);
    cr_assert_str_eq(d->result->verdict[0].who, "group a");
    cr_assert(strstr(d->result->sha256, "withheld"));
    r->verdict_count = 2;
    cr_assert_null(disclosure_public(arena, r, NULL), "no goal is left");
    sol_arena_free(arena);
}

Test(disclosure, amounts_of_groups_stand_for_ranges)
{
    static const double rows[][2] = {{1, 1},     {1.99, 1},       {2, 2},      {4.99e9, 2e9},
                                     {5e9, 5e9}, {9.99e11, 5e11}, {1e12, 1e12}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double low = rows[i][1], stand_in = disclosure_stand_in(rows[i][0]);
        cr_expect(stand_in > low && stand_in < 2.5 * low, "%g: %g", rows[i][0], stand_in);
        cr_expect_float_eq(disclosure_stand_in(stand_in), stand_in, 1e-9 * stand_in);
    }
    cr_expect_eq(disclosure_stand_in(0), 0);
}

/* Every figure of a study that is told stands on its step: a finer one could be subtracted from another. */
Test(disclosure, figures_of_studies_stand_on_steps)
{
    sol_arena *arena = sol_arena_new();
    const sol_result *r = sample_result(arena);
    const disclosure *d = disclosure_public(arena, r, NULL);
    const sol_tornado_end end = {.value = "1bn KRW",
                                 .effect = {.mean = 0.2345678, .se = 0.0123456, .support = SOL_OF_MANY},
                                 .living = {.mean = 23.456, .support = SOL_OF_MANY},
                                 .estates = {.mean = 34.567, .support = SOL_OF_MANY},
                                 .left_out = 45.678,
                                 .claimed_less = 7654321987.0};
    const sol_tornado_row row = {
        .key = "fund.opening", .words = "opening", .base_value = "0 KRW", .low = end, .high = end};
    const sol_tornado tornado = {
        .base = {.kind = SOL_OUTCOME_ESTIMATE, .unit = SOL_UNIT_SHARE}, .row_count = 1, .row = &row};
    const sol_missing_goal goal[] = {{.is_met = true},
                                     {.verdict = {.share_in_time = {.mean = 0.456789, .support = SOL_OF_MANY}},
                                      .amount = {1234567891},
                                      .low = {1134567891},
                                      .high = {1334567891},
                                      .tried = {9876543211}}};
    const sol_missing missing = {.goal_count = 2, .goal = goal, .needs = &goal[1]};
    const payout_studies studies = {.tornado = &tornado, .missing = &missing};
    const payout_studies told = disclosure_studies(arena, d, &studies);
    cr_assert(told.tornado && told.tornado->row_count == 1 && told.missing);
    const sol_tornado_end *low = &told.tornado->row[0].low;
    const struct {
        const char *what;
        double value, step;
    } figures[] = {{"effect", low->effect.mean, d->steps.share},
                   {"living", low->living.mean, d->steps.people},
                   {"estates", low->estates.mean, d->steps.people},
                   {"left out", low->left_out, d->steps.people},
                   {"claimed less", low->claimed_less, d->steps.money},
                   {"missing", sol_money_to_double(told.missing->needs->amount), d->steps.money},
                   {"low", sol_money_to_double(told.missing->needs->low), d->steps.money},
                   {"high", sol_money_to_double(told.missing->needs->high), d->steps.money},
                   {"tried", sol_money_to_double(told.missing->goal[1].tried), d->steps.money},
                   {"in time", told.missing->needs->verdict.share_in_time.mean, d->steps.share}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++)
        cr_expect(is_multiple(figures[i].value, figures[i].step), "%s: %g", figures[i].what, figures[i].value);
    sol_arena_free(arena);
}
