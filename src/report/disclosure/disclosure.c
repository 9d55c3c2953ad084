#include "report/disclosure/disclosure.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

const char disclosure_rule[] =
    "Published form (statistical disclosure control, threshold ten). Primary suppression: a group has no line of its "
    "own when it has fewer than ten people, or fewer than ten but some of them living; a source of money has none "
    "when it is earmarked for fewer than ten. Secondary suppression: with them go as many others, the smallest first, "
    "as it takes until those without a line are ten people again, and another source; they stand together, so that no "
    "subtraction leads to fewer than ten. Groups are the only division of the claimants that is shown: tables by age "
    "and by claim, single claimants, and what the scenario says of claimants or of what is suppressed, and all notes, "
    "are withheld. "
    "Amounts of groups are ranges. Figures about everyone are rounded, people to tens (0 may be up to four) and "
    "shares and amounts to a step worth ten people, at most a tenth, amounts to a fifth of the largest claim at least "
    "(p% rule, p = 10); so rows need not add up.";

double disclosure_round(double value, double step)
{
    double rounded = round(value / step) * step;
    return rounded == 0.0 ? 0.0 : round(rounded * 1e9) / 1e9;
}

sol_estimate disclosure_round_estimate(const sol_estimate *e, double step)
{
    return (sol_estimate){.mean = disclosure_round(e->mean, step),
                          .p05 = disclosure_round(e->p05, step),
                          .p50 = disclosure_round(e->p50, step),
                          .p95 = disclosure_round(e->p95, step),
                          .support = e->support};
}

double disclosure_share_step(size_t people)
{
    static const double step[] = {0.01, 0.02, 0.05};
    for (size_t i = 0; i < sizeof step / sizeof *step; i++)
        if (step[i] * (double)people >= DISCLOSURE_LEAST)
            return step[i];
    return 0.1;
}

/* The largest claim, or what it cannot be above: in the highest band all others have its lower edge at least. */
static double largest_claim(const sol_result *r)
{
    double largest = 0;
    for (size_t i = 0; i < r->claimant_result_count; i++)
        largest = fmax(largest, sol_money_to_double(r->claimant[i].claimed));
    if (largest > 0 || r->claim_band_count == 0)
        return largest;
    const sol_band_result *top = &r->claim_band[r->claim_band_count - 1];
    return top->claimed.mean - ((double)top->count - 1) * top->from;
}

/*
 * Up to the next of 1, 2, 5 times a power of ten: ten claims as they are on average, at most a tenth of all; but a fifth of the largest claim
 * at least, so that what is known of all tells that one no nearer than 10 % either way (the p% rule).
 */
static double money_step(const sol_result *r)
{
    double worth = r->money.claimed.mean / fmax((double)r->claimant_count, 1) * DISCLOSURE_LEAST;
    worth = fmax(fmin(worth, r->money.claimed.mean / 10), 1);
    worth = fmax(worth, 2 * DISCLOSURE_PERCENT / 100.0 * largest_claim(r));
    double power = pow(10, floor(log10(worth)));
    static const double step[] = {1, 2, 5, 10};
    size_t i = 0;
    while (i < 3 && step[i] * power < worth * (1 - 1e-12))
        i++;
    return step[i] * power;
}

static void round_all(size_t count, sol_estimate e[], double step)
{
    for (size_t i = 0; i < count; i++)
        e[i] = disclosure_round_estimate(&e[i], step);
}

static void round_people(sol_people *p, const disclosure_steps *steps)
{
    sol_estimate *count[] = {&p->nothing_died, &p->nothing_living, &p->died_waiting};
    sol_estimate *share[] = {&p->share_in_time,    &p->share_of_all_living, &p->ceiling,
                             &p->ceiling_of_rules, &p->share_died_waiting,  &p->paid_share_in_life};
    round_all(SOL_STATES, p->state, steps->people);
    round_all(SOL_REASONS, p->reason, steps->people);
    for (size_t i = 0; i < sizeof count / sizeof *count; i++)
        round_all(1, count[i], steps->people);
    for (size_t i = 0; i < sizeof share / sizeof *share; i++)
        round_all(1, share[i], steps->share);
}

static void round_money(sol_money_totals *m, double step)
{
    sol_estimate *amount[] = {
        &m->claimed,  &m->opening,      &m->received, &m->returned_on_balance, &m->costs,    &m->paid,
        &m->returned, &m->paid_in_life, &m->left,     &m->paid_to_estates,     &m->stranded, &m->owed,
        &m->deposited};
    for (size_t i = 0; i < sizeof amount / sizeof *amount; i++)
        round_all(1, amount[i], step);
}

static const sol_timeline_row *round_timeline(sol_arena *arena, const sol_result *r, const disclosure_steps *steps)
{
    sol_timeline_row *row = SOL_TAKE(arena, r->timeline_count, sol_timeline_row);
    for (size_t i = 0; i < r->timeline_count; i++) {
        row[i] = r->timeline[i];
        sol_estimate *amount[] = {&row[i].received, &row[i].balance, &row[i].paid};
        sol_estimate *people[] = {&row[i].living, &row[i].paid_in_full, &row[i].in_time, &row[i].waiting,
                                  &row[i].died_waiting};
        for (size_t k = 0; k < sizeof amount / sizeof *amount; k++)
            round_all(1, amount[k], steps->money);
        for (size_t k = 0; k < sizeof people / sizeof *people; k++)
            round_all(1, people[k], steps->people);
    }
    return row;
}

static bool is_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

/* A short name is looked for as a word by itself; a longer one anywhere. */
static bool has_name(const char *text, const char *name)
{
    enum { SHORT = 4 };
    size_t length = strlen(name);
    for (const char *at = text; length > 0 && (at = strstr(at, name)) != NULL; at++)
        if (length > SHORT || ((at == text || !is_word(at[-1])) && !is_word(at[length])))
            return true;
    return false;
}

bool disclosure_hides(const disclosure *d, const char *text)
{
    if (text && strncmp(text, "claimants", 9) == 0)
        return true;
    for (size_t i = 0; text && i < d->hidden_count; i++)
        if (has_name(text, d->hidden[i]))
            return true;
    return false;
}

static bool is_about_few(const sol_source_result *s)
{
    return s->earmarked > 0 && s->earmarked < DISCLOSURE_LEAST;
}

/* The smallest source that is no firm and not suppressed yet; SIZE_MAX: none. */
static size_t another_source(const sol_result *r)
{
    size_t least = SIZE_MAX;
    for (size_t i = 0; i < r->source_count; i++)
        if (!r->source[i].country && !is_about_few(&r->source[i]) &&
            (least == SIZE_MAX || r->source[i].received.mean < r->source[least].received.mean))
            least = i;
    return least;
}

/* Sources earmarked for few, and one other with them, as a single line on the step of amounts. */
static void put_sources_together(sol_arena *arena, disclosure *d, sol_result *public,
                                 const disclosure_settings *settings)
{
    sol_source_result *kept = SOL_TAKE(arena, public->source_count, sol_source_result);
    sol_source_result others = {.name = "other sources", .kind = "several"};
    size_t count = 0, few = 0;
    for (size_t i = 0; i < public->source_count; i++)
        few += is_about_few(&public->source[i]);
    size_t with_them = few > 0 && !settings->without_secondary ? another_source(public) : SIZE_MAX;
    for (size_t i = 0; i < public->source_count; i++) {
        const sol_source_result *s = &public->source[i];
        if (!is_about_few(s) && i != with_them) {
            kept[count++] = *s;
            continue;
        }
        others.promised.mean += s->promised.mean;
        others.received.mean += s->received.mean;
        d->hidden[d->hidden_count++] = s->name;
    }
    if (few > 0) {
        round_all(1, &others.promised, d->steps.money);
        round_all(1, &others.received, d->steps.money);
        kept[count++] = others;
    }
    public->source = kept;
    public->source_count = count;
}

/* Notes go whole: "half of what its four plaintiffs are owed" stands at a firm's pledge. */
static void hide_assumptions(sol_arena *arena, const disclosure *d, sol_result *public)
{
    sol_assumption *kept = SOL_TAKE(arena, public->assumption_count, sol_assumption);
    size_t count = 0;
    for (size_t i = 0; i < public->assumption_count; i++) {
        const sol_assumption *a = &public->assumption[i];
        if (disclosure_hides(d, a->key) || disclosure_hides(d, a->value) || disclosure_hides(d, a->source))
            continue;
        kept[count] = *a;
        kept[count++].note = NULL;
    }
    public->assumption = kept;
    public->assumption_count = count;
}

/* Ages, and estates within groups, are divisions of their own, that may be of a few. */
static bool is_of_few(const sol_result *r, const char *who)
{
    if (strcmp(who, "the estates") == 0)
        return r->estate_count < DISCLOSURE_LEAST;
    return strstr(who, "aged ") || strstr(who, ", estates");
}

/* Goals for everyone, or for groups that all have a line. */
static void hide_goals(sol_arena *arena, const disclosure *d, sol_result *public)
{
    sol_verdict *kept = SOL_TAKE(arena, public->verdict_count, sol_verdict);
    size_t count = 0;
    for (size_t i = 0; i < public->verdict_count; i++) {
        const sol_verdict *v = &public->verdict[i];
        if (v->who && (disclosure_hides(d, v->who) || is_of_few(public, v->who)))
            continue;
        kept[count] = *v;
        round_all(1, &kept[count++].share_in_time, d->steps.share);
    }
    public->verdict = kept;
    public->verdict_count = count;
}

/* Names that have no line of their own. */
static void hide_groups(disclosure *d, const sol_result *r, const sol_result *public)
{
    for (size_t i = 0; i < r->group_count; i++) {
        bool has_line = false;
        for (size_t g = 0; g < public->group_count; g++)
            has_line |= strcmp(public->group[g].name, r->group[i].name) == 0;
        if (!has_line)
            d->hidden[d->hidden_count++] = r->group[i].name;
    }
}

/* Heads that everyone is counted by: the claimants themselves, and how many live, which with them tells the estates. */
static void round_heads(sol_result *public, const sol_result *r, const disclosure_steps *steps)
{
    public->living_count = (size_t)disclosure_round((double)r->living_count, steps->people);
    public->living_count = public->living_count < r->claimant_count ? public->living_count : r->claimant_count;
    public->estate_count = r->claimant_count - public->living_count;
}

/* How many the first goal counts, of whom all shares are told. */
static size_t counted_by_goal(const sol_result *r)
{
    size_t counted = 0;
    for (size_t i = 0; i < r->group_count; i++)
        counted += r->group[i].goal_counts;
    return r->group_count > 0 ? counted : r->living_count;
}

disclosure *disclosure_public(sol_arena *arena, const sol_result *r, const disclosure_settings *settings)
{
    static const disclosure_settings usual = {false};
    settings = settings ? settings : &usual;
    size_t counted = counted_by_goal(r);
    if (r->claimant_count < DISCLOSURE_LEAST || (r->living_count > 0 && r->living_count < DISCLOSURE_LEAST) ||
        (counted > 0 && counted < DISCLOSURE_LEAST))
        return NULL;
    disclosure *d = SOL_TAKE(arena, 1, disclosure);
    sol_result *public = SOL_TAKE(arena, 1, sol_result);
    sol_band_result *group = SOL_TAKE(arena, r->group_count, sol_band_result);
    size_t *line = SOL_TAKE(arena, r->group_count, size_t);
    *public = *r;
    *d = (disclosure){.result = public,
                      .steps = {DISCLOSURE_LEAST, disclosure_share_step(counted), money_step(r)},
                      .hidden = SOL_TAKE(arena, r->group_count + r->source_count, const char *)};
    public->title = sol_arena_print(arena, "%s (published form)", r->title);
    public->sha256 = "withheld, as it would confirm guesses";
    public->content = NULL; /* likewise */
    public->group_count = disclosure_groups(arena, r, settings, group, line);
    public->group = group;
    d->prospect = disclosure_prospects(arena, r, public->group_count, line);
    hide_groups(d, r, public);
    put_sources_together(arena, d, public, settings);
    hide_assumptions(arena, d, public);
    hide_goals(arena, d, public);
    round_people(&public->people, &d->steps);
    round_money(&public->money, d->steps.money);
    round_heads(public, r, &d->steps);
    disclosure_answers(public, r, &d->steps);
    public->timeline = round_timeline(arena, r, &d->steps);
    public->age_band_count = public->claim_band_count = public->claimant_result_count = 0;
    return public->verdict_count > 0 ? d : NULL;
}
