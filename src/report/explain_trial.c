#include "report/explain.h"

#include "engine/timely.h"
#include "engine/trial.h"
#include "report/figure.h"

#include <math.h>

enum { ROWS_MOST = 300 };

/* What the observer writes into. */
typedef struct teller {
    document *doc;
    const sol_plan *plan;
    trial *trial;
    size_t division_count;
    sol_money received, paid; /* up to the last pay date */
} teller;

/* An amount to the last unit. */
static const char *exact(const document *doc, sol_money amount)
{
    double value = sol_money_to_double(amount) / pow(10, doc->minor_digits);
    return sol_arena_print(doc->arena, "%s", figure_number(value, doc->minor_digits).text);
}

static const char *date_text(const document *doc, sol_date date)
{
    return sol_arena_print(doc->arena, "%s", figure_date(date.day).text);
}

static void tell_events(document *doc, const sol_plan *plan, const trial *t)
{
    static const document_column columns[] = {{.key = "what", .title = "what"}, {.key = "when", .title = "when"}};
    const sol_scenario *s = plan->scenario;
    document_heading(doc, 2, "What happens");
    document_table *table = document_add_table(doc, "events", NULL, 2, columns);
    for (size_t i = 0; i < s->event_count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(s->event[i].name);
        row[1] = cell_text(sol_date_is_never(t->in->event_date[i]) ? "does not happen"
                                                                   : date_text(doc, t->in->event_date[i]));
    }
    size_t absent = 0;
    for (size_t i = 0; i < plan->money.firm_count; i++) {
        if (!t->in->firm_joined[i] || table->row_count >= ROWS_MOST) {
            absent += !t->in->firm_joined[i];
            continue;
        }
        document_cell *row = document_add_row(table);
        row[0] = cell_text(s->firm[plan->money.firm[i].row].name);
        row[1] =
            cell_text(sol_arena_print(doc->arena, "joins with a pledge of %s", exact(doc, t->in->firm_promised[i])));
    }
    document_say(doc, TONE_PLAIN, "%zu of %zu firms do not join.", absent, plan->money.firm_count);
}

static void tell_arrivals(document *doc, const sol_plan *plan, const trial *t)
{
    static const document_column columns[] = {
        {.key = "date", .title = "date"}, {.key = "from", .title = "from"}, {.key = "amount", .title = "amount"}};
    const sol_scenario *s = plan->scenario;
    if (t->in->arrival_count == 0)
        return;
    document_heading(doc, 2, "Money in");
    document_table *table = document_add_table(doc, "arrivals", NULL, 3, columns);
    for (size_t i = 0; i < t->in->arrival_count; i++) {
        const inflow_arrival *a = &t->in->arrival[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_text(date_text(doc, a->date));
        row[1] = cell_text(a->firm >= 0 ? s->firm[plan->money.firm[a->firm].row].name : s->source[a->source].name);
        row[2] = cell_text(exact(doc, a->amount));
    }
}

static void tell_rule(teller *say, const trial_division *d)
{
    document *doc = say->doc;
    const sol_rule_row *rule =
        &sol_rule_table[d->is_direct ? SOL_RULE_PROPORTIONAL : say->plan->scenario->step[d->step].rule.rule];
    const char *pool = d->is_direct   ? "direct enforcement"
                       : d->pool == 0 ? "the general pool"
                                      : sol_arena_print(doc->arena, "earmarked pool %zu", d->pool);
    const char *step = d->is_direct ? ""
                                    : sol_arena_print(doc->arena, ", step %zu%s", d->step + 1,
                                                      d->is_after_living ? " for estates after the living" : "");
    document_heading(doc, 3,
                     sol_arena_print(doc->arena, "%s: %s%s", date_text(doc, say->plan->date[d->date]), pool, step));
    document_say(
        doc, TONE_PLAIN, "%s %s are divided by %s (%s) among %zu%s%s.", exact(doc, d->cash), doc->currency, rule->name,
        rule->meaning, d->count, d->lower ? "; what each was ever paid counts as a part of his award" : "",
        rule->has_level ? sol_arena_print(doc->arena, "; the level is λ = %s",
                                          figure_exact(isfinite(d->outcome->level) ? d->outcome->level : 0).text)
                        : "");
}

/* An award holds what was paid before in a cumulative division; the payment is what it adds, rounded down to the unit of payment. */
static void told_division(void *context, const trial_division *d)
{
    static const document_column columns[] = {{.key = "claimant", .title = "claimant"},
                                              {.key = "claim", .title = "claim"},
                                              {.key = "before", .title = "had before"},
                                              {.key = "award", .title = "award"},
                                              {.key = "payment", .title = "payment"}};
    teller *say = context;
    document *doc = say->doc;
    sol_money claims = {0}, before = {0}, awards = {0}, payments = {0};
    tell_rule(say, d);
    document_table *table =
        document_add_table(doc, sol_arena_print(doc->arena, "division_%zu", ++say->division_count), NULL, 5, columns);
    for (size_t i = 0; i < d->count; i++) {
        sol_money lower = d->lower ? d->lower[i] : sol_money_of(0);
        claims = sol_money_add(claims, d->claim[i]);
        before = sol_money_add(before, lower);
        awards = sol_money_add(awards, d->award[i]);
        payments = sol_money_add(payments, d->payment[i]);
        if (i >= ROWS_MOST)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(plan_claimant_id(doc->arena, say->plan, d->claimant[i]));
        row[1] = cell_text(exact(doc, d->claim[i]));
        row[2] = cell_text(exact(doc, lower));
        row[3] = cell_text(exact(doc, d->award[i]));
        row[4] = cell_text(exact(doc, d->payment[i]));
    }
    document_cell *row = document_add_row(table);
    row[0] = cell_text(d->count > ROWS_MOST ? "all, those not shown too" : "all");
    row[1] = cell_text(exact(doc, claims));
    row[2] = cell_text(exact(doc, before));
    row[3] = cell_text(exact(doc, awards));
    row[4] = cell_text(exact(doc, payments));
    table->total_rows = 1;
    document_say(doc, TONE_PLAIN, "%s − %s = %s stay in the pool.", exact(doc, d->cash), exact(doc, payments),
                 exact(doc, sol_money_subtract(d->cash, payments)));
}

static void told_date(void *context, size_t date, const ledger *sums, const sol_money *balance)
{
    teller *say = context;
    (void)balance;
    sol_money received = sol_money_subtract(sums->received, say->received),
              paid = sol_money_subtract(sums->paid, say->paid);
    say->received = sums->received;
    say->paid = sums->paid;
    if (received.units != 0 || paid.units != 0)
        document_say(say->doc, TONE_STRONG, "%s: received %s since the last pay date, paid %s; costs so far %s.",
                     date_text(say->doc, say->plan->date[date]), exact(say->doc, received), exact(say->doc, paid),
                     exact(say->doc, sums->costs));
}

static void tell_identity(document *doc, const ledger *l)
{
    sol_money in = sol_money_add(sol_money_add(l->opening, l->received), l->returns);
    sol_money out = sol_money_add(sol_money_add(l->paid, l->costs), l->returned);
    document_heading(doc, 2, "In = out + left");
    document_say(doc, TONE_PLAIN, "In: opening %s + received %s + return %s = %s.", exact(doc, l->opening),
                 exact(doc, l->received), exact(doc, l->returns), exact(doc, in));
    document_say(doc, TONE_PLAIN, "Out: paid %s + costs %s + returned to debtors %s = %s; left: %s.",
                 exact(doc, l->paid), exact(doc, l->costs), exact(doc, l->returned), exact(doc, out),
                 exact(doc, l->left));
    document_say(doc, TONE_STRONG, "%s = %s + %s %s", exact(doc, in), exact(doc, out), exact(doc, l->left),
                 doc->currency);
}

static void tell_claimant(document *doc, const sol_plan *plan, const trial *t, size_t i)
{
    const trial_claim *c = &t->claim[i];
    document_heading(doc, 2,
                     sol_arena_print(doc->arena, "Claimant %s in this future", plan_claimant_id(doc->arena, plan, i)));
    document_say(doc, TONE_PLAIN, "Ends as: %s. Paid in life %s, to the estate %s; still owed at the end %s. %s.",
                 sol_state_label(timely_state(t, i)), exact(doc, c->paid_in_life), exact(doc, c->paid_to_estate),
                 exact(doc, c->owed),
                 c->death == 0                  ? "An estate from the outset"
                 : c->death >= plan->date_count ? "Lives on the last pay date"
                                                : sol_arena_print(doc->arena, "Dies before the pay date of %s",
                                                                  date_text(doc, plan->date[c->death])));
}

document *explain_trial(sol_arena *arena, const sol_plan *plan, uint64_t seed, uint64_t index, size_t claimant)
{
    const sol_scenario *s = plan->scenario;
    document *doc = document_new(arena, s->currency[0].code, s->currency[0].minor_digits);
    teller say = {.doc = doc, .plan = plan, .trial = trial_new(arena, plan, seed)};
    trial *t = say.trial;
    trial_observer observer = {&say, told_division, told_date};
    document_heading(doc, 1, sol_arena_print(arena, "%s: trial %llu", s->title, (unsigned long long)index));
    trial_run(t, index);
    tell_events(doc, plan, t);
    tell_arrivals(doc, plan, t);
    document_heading(doc, 2, "Payments");
    t->observer = &observer;
    trial_run(t, index);
    if (claimant < plan->people.count)
        tell_claimant(doc, plan, t, claimant);
    tell_identity(doc, &t->ledger);
    trial_free(t);
    return doc;
}
