/* Trials by common histories are those that are walked claim by claim: every payment on every date, every goal, every state. */
#include "engine/claims/accounts.h"
#include "engine/claims/timely.h"
#include "engine/history/history.h"
#include "engine/history/passes.h"
#include "engine/random_scenario.h"

#include <math.h>

enum { SCENARIOS = 400, MANY = 40, CROWDS = 8, TRIALS = 3 };

/* What a walk leaves, and what everyone had been paid by each pay date. */
typedef struct walked {
    size_t dates, rows;
    int64_t *paid; /* by date, then row */
    trial *t;
} walked;

static void note_paid(void *context, size_t date, const ledger *book, const sol_money *balance)
{
    walked *w = context;
    (void)book, (void)balance;
    if (date == w->dates)
        return;
    if (w->t->history)
        history_tell(w->t->history, w->t);
    memcpy(w->paid + date * w->rows, w->t->accounts->paid, w->rows * sizeof *w->paid);
}

static walked walk(fixture *f, trial *t, uint64_t index)
{
    walked w = {f->plan->date_count, f->plan->people.count, NULL, t};
    w.paid = SOL_TAKE(f->arena, w.dates * w.rows + 1, int64_t);
    trial_observer observer = {.context = &w, .paid_date = note_paid};
    t->observer = &observer;
    trial_run(t, index);
    t->observer = NULL;
    return w;
}

static void same_payments(const walked *a, const walked *b, const char *label)
{
    for (size_t k = 0; k < a->dates; k++)
        for (size_t i = 0; i < a->rows; i++)
            cr_assert_eq(a->paid[k * a->rows + i], b->paid[k * a->rows + i],
                         "%s, pay date %zu, row %zu (claim %ld, eligible %d, death %d): %ld, not %ld", label, k, i,
                         (long)a->t->plan->people.claimant[a->t->rows.claimant[i]].principal.units,
                         a->t->claims->eligible[i], a->t->claims->death[i], (long)a->paid[k * a->rows + i],
                         (long)b->paid[k * a->rows + i]);
}

static void same_people(const trial *a, const trial *b, const char *label)
{
    size_t goals = a->plan->scenario->timeliness_count, n = a->plan->people.count;
    for (size_t i = 0; i < n; i++) {
        trial_claim x = trial_claim_of(a, i), y = trial_claim_of(b, i);
        cr_assert(x.owed.units == y.owed.units && x.paid.units == y.paid.units && x.paid_off == y.paid_off &&
                      x.paid_in_life.units == y.paid_in_life.units && x.paid_to_estate.units == y.paid_to_estate.units,
                  "%s, claimant %zu: %ld in life and %ld to the estate, %ld owed, on %u; not %ld, %ld, %ld, %u", label,
                  i, (long)x.paid_in_life.units, (long)x.paid_to_estate.units, (long)x.owed.units, x.paid_off,
                  (long)y.paid_in_life.units, (long)y.paid_to_estate.units, (long)y.owed.units, y.paid_off);
        cr_assert_eq(timely_state(a, i), timely_state(b, i), "%s, row %zu", label, i);
    }
    cr_assert_eq(memcmp(a->in_time, b->in_time, n * goals), 0, "%s: in time", label);
    cr_assert_eq(memcmp(a->late, b->late, n), 0, "%s: late", label);
}

static void same_sums(const trial *a, const trial *b, const char *label)
{
    for (size_t k = 0; k < a->plan->date_count; k++) {
        const trial_date *x = &a->date[k], *y = &b->date[k];
        cr_assert(x->received.units == y->received.units && x->balance.units == y->balance.units &&
                      x->paid.units == y->paid.units && x->living == y->living && x->paid_in_full == y->paid_in_full &&
                      x->in_time == y->in_time && x->waiting == y->waiting && x->deaths == y->deaths &&
                      memcmp(x->whole, y->whole, sizeof x->whole) == 0 && x->whole_in_life == y->whole_in_life,
                  "%s, pay date %zu", label, k);
    }
    cr_assert_eq(memcmp(&a->ledger, &b->ledger, sizeof a->ledger), 0, "%s: ledger", label);
    cr_assert_eq(a->stranded.units, b->stranded.units, "%s: stranded", label);
    cr_assert(a->deaths == b->deaths && memcmp(a->valid, b->valid, sizeof a->valid) == 0, "%s: deaths", label);
    cr_assert_eq(memcmp(a->unpaid, b->unpaid, sizeof a->unpaid), 0, "%s: unpaid", label);
}

/* Gives whether the claims have a common history: where there would be more cells than it can hold they have none. */
static bool same_trials(fixture *f, uint32_t number)
{
    if (!trial_choose_history(f->trial, true))
        return false;
    trial *plain = trial_new(f->plan, 1);
    trial_choose_history(plain, false);
    for (uint64_t index = 0; index < TRIALS; index++) {
        char label[64];
        snprintf(label, sizeof label, "scenario %u, trial %d", number, (int)index);
        walked a = walk(f, f->trial, index), b = walk(f, plain, index);
        same_payments(&a, &b, label);
        same_people(f->trial, plain, label);
        same_sums(f->trial, plain, label);
    }
    trial_free(plain);
    return true;
}

static const char *rule_of(uint32_t *state)
{
    return ONE_OF(state, "proportional", "equal-awards", "equal-losses", "talmud", "talmud, theta: 0.3", "piniles",
                  "reverse-talmud", "constrained-egalitarian", "proportional", "equal-awards",
                  "equal-sacrifice, p: inf", "priority, by: filing", "priority, by: random", "priority, by: claim",
                  "proportional, basis: outstanding", "minimal-overlap", "proportional, weight: need");
}

static const char *step_of(sol_arena *arena, uint32_t *state)
{
    const char *who = ONE_OF(state, "all", "all", "living", "estates", "{groups: [A, C]}", "{age_from: 90}",
                             "{living: true, age_from: 88}", "{living: false, groups: [B, D]}",
                             "{groups: [B], age_from: 93}", "{groups: [A]}");
    const char *up_to = ONE_OF(state, "", "", "", "up_to: 300 KRW, ", "up_to: 35%, ", "up_to: 77 KRW, ",
                               "up_to: 80.5%, ", "up_to: 2000 KRW, ", "up_to: 70 KRW, index: {rate: 30%/y}, ");
    return sol_arena_print(arena, "  - {who: %s, %srule: %s}\n", who, up_to, rule_of(state));
}

static const char *group_of(sol_arena *arena, uint32_t *state, const char *name, uint32_t most)
{
    const uint32_t count = 1 + next_number(state) % most, claim = 1 + next_number(state) % 3000;
    const char *amounts[] = {sol_arena_print(arena, "%u KRW", claim),
                             sol_arena_print(arena, "{lognormal: [%u KRW, 0.8]}", claim),
                             sol_arena_print(arena, "{uniform: [3 KRW, %u03 KRW]}", claim),
                             sol_arena_print(arena, "{lognormal: [%u00000 KRW, 0.3]}", claim)};
    return sol_arena_print(
        arena,
        "    - {name: %s, count: %u, living: %u, sex: {male: 40%%}, age: {normal: [%s, 4]}, claim: "
        "%s, heirs: %s%s%s%s}\n",
        name, count, next_number(state) % (count + 1), ONE_OF(state, "84", "89", "93"), one_of(state, 4, amounts),
        ONE_OF(state, "inherit", "inherit", "after-living", "lapse"),
        ONE_OF(state, "", "", ", eligible: 2020-08-01", ", accepts: {probability: 80%, after: {exponential: 6mo}}",
               ", requires: talks"),
        ONE_OF(state, "", "", "", ", unless: break"),
        ONE_OF(state, "", "", "", "", ", interest: [{rate: 7%/y, from: 2018-03-01}]",
               ", interest: [{rate: 30%/y, from: 2019-09-01}], interest_until: eligible",
               ", interest: [{rate: 5%/y, from: 2018-03-01}], interest_until: 2021-01-11",
               ", paid: [{amount: 1 KRW, date: 2018-01-01}], interest: [{rate: 12%/y, from: 2018-01-01}]",
               ", index: {rate: 20%/y, from: 2018-05-01}",
               ", index: {rate: 11%/y, from: 2018-11-01}, interest: [{rate: 7%/y, from: 2018-03-01}]"));
}

static const char *money_of(sol_arena *arena, uint32_t *state, uint32_t most)
{
    const uint32_t size = 1 + next_number(state) % (500 * most);
    return sol_arena_print(
        arena,
        "events:\n"
        "  talks: {probability: 60%%, date: {uniform: [2019-10-01, 2020-12-31]}}\n"
        "  break: {probability: 30%%, date: {uniform: [2019-12-01, 2021-12-31]}}\n"
        "other_sources:\n"
        "  - {name: State, kind: public, amount: {uniform: [1 KRW, %u KRW]}, date: 2019-10-01, every: %s, until: "
        "2022-01-01}\n"
        "%s%s"
        "fund: {opening: %u KRW, costs: {yearly: %u KRW, until: closed}}\n",
        1 + size, ONE_OF(state, "quarter", "half-year", "year"),
        next_number(state) % 2
            ? sol_arena_print(arena,
                              "  - {name: Kept, kind: gift, amount: %u KRW, date: 2020-01-15, every: year, until: "
                              "2022-01-01, earmark: {groups: [A, D], then: %s}}\n",
                              1 + size * (next_number(state) % 9) / 2, ONE_OF(state, "general", "stay"))
            : "",
        next_number(state) % 3 == 0 ? sol_arena_print(arena,
                                                      "  - {name: Other, kind: gift, amount: %u KRW, date: "
                                                      "2020-03-15, earmark: {groups: [B, A], then: general}}\n",
                                                      1 + size)
                                    : "",
        next_number(state) % (1 + size), next_number(state) % 3 * 50);
}

static fixture history_scenario(uint32_t number, uint32_t most)
{
    sol_arena *arena = sol_arena_new();
    uint32_t state = number * 2654435761U + most;
    char list[2048] = "";
    for (size_t s = 1 + next_number(&state) % 4; s > 0; s--)
        strcat(list, step_of(arena, &state));
    const char *money = money_of(arena, &state, most);
    const char *people = sol_arena_print(arena, "claimants:\n  seed: %u\n  groups:\n%s%s%s%s", 1 + number,
                                         group_of(arena, &state, "A", most), group_of(arena, &state, "B", most),
                                         group_of(arena, &state, "C", most), group_of(arena, &state, "D", most));
    const char *text = sol_arena_print(
        arena,
        "%sstart: 2019-07-01\nend: 2022-10-15\n%s%s%s"
        "payments: {first: 2019-10-01, every: %s, unit: %s KRW%s}\n"
        "allocation:\n%s"
        "timeliness:\n"
        "  - {%spaid: %s, by: %s, goal: 60%%}\n"
        "  - {who: %s, paid: 50%%, by: 2021-01-01}\n",
        FIXTURE_HEAD, money, people,
        ONE_OF(&state, "", "", "administration: {capacity: 9, order: oldest, approval: 90%}\n",
               "administration: {opens: 2019-11-05, capacity: 2, order: smallest}\n",
               "administration: {approval: 80%}\n"),
        ONE_OF(&state, "quarter", "month", "half-year"), ONE_OF(&state, "1", "1", "10", "7", "10000"),
        ONE_OF(&state, "", "", ", limit: 3000 KRW", ", limit: {amount: 1500 KRW, carry: true}"), list,
        ONE_OF(&state, "", "who: all, ", "who: estates, ", "who: {groups: [A, D]}, ", "who: {age_from: 92}, "),
        ONE_OF(&state, "100%", "80%"), ONE_OF(&state, "2021-12-31", "2021-11-17", "2022-10-15"),
        ONE_OF(&state, "{groups: [A]}", "living", "all", "estates", "{living: yes, groups: [A]}"));
    fixture f = fixture_of(text);
    sol_arena_free(arena);
    return f;
}

static void compare(uint32_t scenarios, uint32_t most)
{
    uint32_t compared = 0;
    for (uint32_t number = 0; number < scenarios; number++) {
        fixture f = history_scenario(number, most);
        compared += same_trials(&f, number);
        fixture_end(&f);
    }
    cr_assert_geq(compared, scenarios * 9 / 10);
}

Test(history, trials_of_few_are_as_claim_by_claim)
{
    compare(SCENARIOS, 12);
}

Test(history, trials_of_many_are_as_claim_by_claim)
{
    compare(MANY, 400);
}

/* In blocks as wide as those of large plans. */
Test(history, trials_of_thousands_are_as_claim_by_claim)
{
    compare(CROWDS, 2500);
}

/* One group, money, and one thing that makes a total more than a function of the claim. */
Test(history, is_not_where_a_total_is_no_function_of_the_claim)
{
    static const struct {
        const char *label, *claims, *source, *rest;
        bool has;
    } rows[] = {
        {"nothing else", "", "", "allocation: [{who: living, up_to: 5 KRW, rule: talmud}, {rule: proportional}]", true},
        {"a day of acceptance of one's own", ", accepts: {probability: 80%, after: {exponential: 6mo}}", "",
         "allocation: equal-awards", true},
        {"interest", ", interest: [{rate: 5%/y, from: 2018-01-01}]", "", "allocation: equal-awards", true},
        {"a payment before", ", paid: [{amount: 3 KRW, date: 2018-01-01}]", "", "allocation: equal-awards", true},
        {"what is outstanding", "", "", "allocation: [{rule: proportional, basis: outstanding}]", true},
        {"weights", "", "", "allocation: [{rule: proportional, weight: need}]", true},
        {"survival", "", "", "allocation: [{rule: alpha-fair, alpha: 2, at: 1y}]", true},
        {"a rule without a level", "", "", "allocation: random-arrival", true},
        {"shares that are held", "", "", "allocation: equal-awards\nhold: registered", false},
        {"a pool that does not count", "", ", earmark: {groups: [A], counts: no}", "allocation: equal-awards", false},
        {"a pool that does", "", ", earmark: {groups: [A]}", "allocation: equal-awards", true},
        {"money that is paid directly", "",
         ", earmark: {groups: [A]}}\n  - {name: S, kind: enforcement, worth: 9 KRW, "
         "date: 2019-11-01, earmark: [A]",
         "allocation: equal-awards", false},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        sol_arena *arena = sol_arena_new();
        fixture f = fixture_of(sol_arena_print(
            arena,
            "%sstart: 2019-07-01\nend: 2022-10-15\nclaimants: {groups: [{name: A, count: 9, sex: male, age: 90, claim: "
            "{uniform: [10 KRW, 99 KRW]}%s}]}\nother_sources:\n  - {name: Kept, kind: gift, amount: 300 KRW, date: "
            "2020-01-15%s}\npayments: {first: 2019-10-01, every: year}\n%s\ntimeliness: {by: 2021-01-01, goal: 50%%}\n",
            FIXTURE_HEAD, rows[k].claims, rows[k].source, rows[k].rest));
        cr_assert_eq(trial_choose_history(f.trial, true), rows[k].has, "%s", rows[k].label);
        fixture_end(&f);
        sol_arena_free(arena);
    }
}

/* What passes over a block are to give, one claim after the other. */
static double award_of(const history_pass *p, double base, double claim, bool is_share)
{
    double seen = fmin(base, p->cap), x = fmin(fmax(p->anchor * seen + p->at, p->from * seen), p->to * seen) / p->scale;
    double award = floor(is_share ? seen * p->at : x);
    return award >= claim ? claim : floor(award / p->unit) * p->unit;
}

static void check_sides(const history_passes *v, const history_pass *p, size_t n, const double *claim,
                        const double *had)
{
    history_sides sides = v->sides(p, n, claim, claim, had), expected = {0};
    for (size_t i = 0; i < n; i++) {
        double seen = fmin(claim[i], p->cap), x = p->anchor * seen + p->at, least = had[i] * p->scale;
        double low = fmax(p->from * seen, least), high = fmax(p->to * seen, least);
        bool is_free = x >= low && x < high, is_open = had[i] < claim[i];
        expected.fixed += is_open && !is_free ? (x < low ? low : high) : 0;
        expected.anchors += is_open && is_free ? p->anchor * seen : 0;
        expected.slopes += is_open && is_free;
    }
    cr_assert(sides.fixed == expected.fixed && sides.anchors == expected.anchors && sides.slopes == expected.slopes,
              "%s: sides of %zu", v->name, n);
}

/* Claims of a block under a cap, and what they had. */
typedef struct block_sample {
    size_t count;
    double cap;
    const double *claim, *had;
} block_sample;

static void check_parts(const history_passes *v, const block_sample *of, double share)
{
    history_parts parts =
        v->parts(&(history_pass){.cap = of->cap, .at = share}, of->count, of->claim, of->claim, of->had);
    double sum = 0, lost = 0;
    for (size_t i = 0; i < of->count; i++) {
        double gives = fmin(of->claim[i], of->cap) * share;
        bool is_open = of->had[i] < of->claim[i];
        sum += is_open ? fmax(floor(gives), of->had[i]) : 0;
        lost += is_open && gives > of->had[i] ? gives - floor(gives) : 0;
    }
    cr_assert(parts.sum == sum && fabs(parts.lost - lost) < 1e-9, "%s: parts of %zu", v->name, of->count);
}

/* Of shares that give many just what they had, too. */
static void check_share_sides(const history_passes *v, const history_pass *p, size_t n, const double *claim,
                              const double *had)
{
    for (int k = 0; k < 3; k++) {
        const double share = k == 0 ? 0.25 : k == 1 ? 0.37 : had[n - 1] / fmin(claim[n - 1], p->cap);
        history_shares sides = v->share_sides(&(history_pass){.cap = p->cap, .at = share}, n, claim, claim, had);
        history_shares expected = {0};
        for (size_t i = 0; i < n; i++) {
            double seen = fmin(claim[i], p->cap), x = seen * share;
            bool is_open = had[i] < claim[i], is_close = fabs(x - had[i]) <= x * 0x1p-48 && had[i] < seen;
            bool rises = had[i] < seen && x > had[i];
            expected.close += is_open && is_close;
            expected.fixed += is_open && !is_close && !rises ? had[i] : 0;
            expected.slopes += is_open && !is_close && rises ? seen : 0;
        }
        cr_assert(sides.fixed == expected.fixed && sides.slopes == expected.slopes && sides.close == expected.close,
                  "%s: sides of %zu at a share of %g", v->name, n, share);
        check_parts(v, &(block_sample){n, p->cap, claim, had}, share);
    }
}

static void check_sum_of_shares(const history_passes *v, const history_pass *p, size_t n, const double *claim)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += floor(floor(fmin(claim[i], p->cap) * 0.37) / p->unit) * p->unit;
    cr_assert(v->sum_shares(&(history_pass){.cap = p->cap, .at = 0.37, .unit = p->unit}, n, claim) == sum,
              "%s: sum of %zu shares", v->name, n);
}

/* Three dates: nothing, the level of a pass, and it again. */
static void check_lives(const history_passes *v, const history_pass *p, size_t n, const double *claim)
{
    const double at[] = {-INFINITY, p->at, p->at}, share[] = {0, 0.37, 0.37}, from[] = {p->from, p->from, p->from};
    const double to[] = {p->to, p->to, p->to}, anchor[] = {p->anchor, p->anchor, p->anchor};
    history_course course = {false, p->cap, p->unit, p->scale, at, from, to, anchor, claim};
    int32_t date[HISTORY_BLOCK];
    for (int is_share = 0; is_share < 2; is_share++) {
        double had[HISTORY_BLOCK];
        course.is_share = is_share;
        course.at = is_share ? share : at;
        for (size_t i = 0; i < n; i++) {
            date[i] = (int32_t)(i % 3);
            had[i] = (double)(i % 7);
        }
        v->lives(&course, n, date, claim, had);
        for (size_t i = 0; i < n; i++) {
            history_pass one = *p;
            one.at = course.at[date[i]];
            one.scale = is_share ? 1 : p->scale;
            double award = award_of(&one, claim[i], claim[i], is_share);
            cr_assert(had[i] == fmax((double)(i % 7), award), "%s, claim %g: %g", v->name, claim[i], had[i]);
        }
    }
}

static void check_passes(const history_passes *v, const history_pass *p, size_t n, const double *claim)
{
    double had[2][HISTORY_BLOCK], sum[2] = {0, 0};
    double given[2] = {v->shares(&(history_pass){.cap = p->cap, .at = 0.37, .unit = p->unit}, n, claim, claim, had[0]),
                       v->amounts(p, n, claim, claim, had[1])};
    const history_pass share = {.cap = p->cap, .at = 0.37, .unit = p->unit, .scale = 1};
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < n; i++) {
            double award = award_of(k ? p : &share, claim[i], claim[i], k == 0);
            cr_assert(had[k][i] == award, "%s, claim %g: %g, not %g", v->name, claim[i], had[k][i], award);
            sum[k] += award;
        }
        cr_assert(given[k] == sum[k] && v->sum(n, had[k]) == sum[k], "%s: sum of %zu", v->name, n);
    }
    check_sides(v, p, n, claim, had[0]);
    check_share_sides(v, p, n, claim, had[0]);
    check_sum_of_shares(v, p, n, claim);
    check_lives(v, p, n, claim);
    history_raising raising = v->raise(n, claim, had[0], had[1]), expected = {0};
    for (size_t i = 0; i < n; i++) {
        double has = fmax(award_of(p, claim[i], claim[i], false), had[0][i]);
        bool is_open = has < claim[i];
        expected.paid += has;
        expected.open += is_open;
        expected.open_claims += is_open ? claim[i] : 0;
        expected.open_paid += is_open ? has : 0;
        cr_assert(had[1][i] == has, "%s: raised", v->name);
    }
    cr_assert(memcmp(&raising, &expected, sizeof expected) == 0, "%s: sums of raised ones", v->name);
}

Test(history, passes_of_every_instruction_set_are_as_one_by_one)
{
    static const history_pass passes[] = {
        {.cap = INFINITY, .at = 7919, .unit = 1, .from = 0, .to = 1, .anchor = 0, .scale = 1},
        {.cap = 30000, .at = -2500, .unit = 1, .from = 0, .to = 1, .anchor = 1, .scale = 1},
        {.cap = INFINITY, .at = 12001, .unit = 70, .from = 3, .to = 10, .anchor = 3, .scale = 10},
        {.cap = 999, .at = INFINITY, .unit = 1, .from = 1, .to = 2, .anchor = 1, .scale = 2},
        {.cap = INFINITY, .at = -INFINITY, .unit = 10000, .from = 0, .to = 1, .anchor = 1, .scale = 1},
    };
    static const size_t counts[] = {1, 7, 8, 9, 100, HISTORY_BLOCK};
    history_passes version[3];
    size_t versions = history_passes_versions(version);
    uint32_t state = 5;
    double claim[HISTORY_BLOCK];
    for (size_t i = 0; i < HISTORY_BLOCK; i++)
        claim[i] = 1 + next_number(&state) % (i % 3 ? 9000 : 9000000);
    for (size_t v = 0; v < versions; v++)
        for (size_t p = 0; p < sizeof passes / sizeof *passes; p++)
            for (size_t k = 0; k < sizeof counts / sizeof *counts; k++)
                check_passes(&version[v], &passes[p], counts[k], claim);
}
