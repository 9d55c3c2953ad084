#include "report/explain/explain.h"

#include "base/text.h"
#include "engine/claims/timely.h"
#include "report/document/figure.h"
#include "report/document/words.h"
#include "report/explain/explain_parts.h"
#include "solatium/random.h"

#include <math.h>

const char *explain_amount(const document *doc, sol_money amount)
{
    double value = sol_money_to_double(amount) / pow(10, doc->minor_digits);
    return sol_arena_print(doc->arena, "%s", figure_number(value, doc->minor_digits).text);
}

const char *explain_money(const document *doc, sol_money amount)
{
    return sol_arena_print(doc->arena, "%s %s", explain_amount(doc, amount), doc->currency);
}

const char *explain_date(const document *doc, sol_date date)
{
    return sol_arena_print(doc->arena, "%s", figure_date(date.day).text);
}

static void tell_arrivals(document *doc, const sol_plan *plan, const trial *t)
{
    static const document_column columns[] = {
        {.key = "date", .title = "date", .unit = UNIT_DATE},
        {.key = "from", .title = "from"},
        {.key = "amount", .title = "amount", .unit = UNIT_MONEY, .is_exact = true},
        {.key = "refund", .title = "of it back to\nguarantors", .unit = UNIT_MONEY, .is_exact = true}};
    const sol_scenario *s = plan->scenario;
    document_heading(doc, 2, "Money in");
    if (t->in->arrival_count == 0) {
        document_say(doc, TONE_PLAIN, "Nothing comes in.");
        return;
    }
    sol_money sum = {0}, refunds = {0};
    for (size_t i = 0; i < t->in->arrival_count; i++)
        refunds = sol_money_add(refunds, t->in->arrival[i].refund);
    bool has_refunds = refunds.units > 0;
    document_table *table = document_add_table(doc, "arrivals", NULL, has_refunds ? 4 : 3, columns);
    for (size_t i = 0; i < t->in->arrival_count; i++) {
        const inflow_arrival *a = &t->in->arrival[i];
        document_cell *row = document_add_row(table);
        row[0] = cell_date(a->date);
        row[1] = cell_text(a->firm >= 0 ? s->firm[plan->money.firm[a->firm].row].name : s->source[a->source].name);
        row[2] = cell_value(sol_money_to_double(a->amount));
        if (a->refund.units > 0)
            row[3] = cell_value(sol_money_to_double(a->refund));
        sum = sol_money_add(sum, a->amount);
    }
    document_cell *row = document_add_row(table);
    row[1] = cell_text("all");
    row[2] = cell_value(sol_money_to_double(sum));
    if (has_refunds)
        row[3] = cell_value(sol_money_to_double(refunds));
    table->total_rows = 1;
}

static void told_division(void *context, const trial_division *d)
{
    explain_division(context, d);
}

static void told_deposit(void *context, const trial_deposit *d)
{
    teller *say = context;
    document *doc = say->doc;
    if (say->claimant != SIZE_MAX && say->claimant != d->claimant)
        return;
    document_say(doc, TONE_PLAIN,
                 d->is_taken_up ? "%s, who declined, takes up the deposit of %s."
                                : "For %s, who declined, a deposit of %s is made: all that is owed.",
                 plan_claimant_called(doc->arena, say->plan, d->claimant), explain_money(doc, d->amount));
    if (d->is_taken_up && say->claimant == d->claimant)
        explain_payment(say, d->date, "the deposit", d->amount);
}

static const char *say_returned(const sol_plan *plan)
{
    bool has_guarantee = false;
    for (size_t i = 0; i < plan->scenario->source_count; i++)
        has_guarantee = has_guarantee || plan->scenario->source[i].kind == SOL_GUARANTEE;
    return words_returned(has_guarantee);
}

/* A date on which money came or was paid, and the end: all that has moved since the last one that was told. */
static void told_date(void *context, size_t date, const ledger *sums, const sol_money *balance)
{
    teller *say = context;
    document *doc = say->doc;
    const sol_scenario *s = say->plan->scenario;
    const ledger *told = &say->told;
    bool is_end = date == say->plan->date_count;
    sol_money received = sol_money_subtract(sums->received, told->received),
              returns = sol_money_subtract(sums->returns, told->returns),
              paid = sol_money_subtract(sums->paid, told->paid), costs = sol_money_subtract(sums->costs, told->costs),
              of_payments = sol_money_subtract(sums->costs_of_payments, told->costs_of_payments),
              back = sol_money_subtract(sums->returned, told->returned), left = {0};
    const sol_money taken = sol_money_subtract(sums->taken_up, told->taken_up),
                    deposited = sol_money_add(sol_money_subtract(sums->deposited, told->deposited), taken);
    if (received.units == 0 && paid.units == 0 && deposited.units == 0 &&
        !(is_end && (costs.units != 0 || returns.units != 0)))
        return;
    for (size_t k = 0; k < say->plan->money.pool_count; k++)
        left = sol_money_add(left, balance[k]);
    sol_date day = is_end ? s->end : say->plan->date[date];
    text_buffer text = {.arena = doc->arena};
    text_print(&text, "%s, since %s: received %s", explain_date(doc, day), explain_date(doc, say->told_day),
               explain_amount(doc, received));
    if (returns.units != 0)
        text_print(&text, ", return %s", explain_amount(doc, returns));
    text_print(&text, ", paid %s", explain_amount(doc, paid));
    if (taken.units != 0)
        text_print(&text, " (%s of it out of deposits)", explain_amount(doc, taken));
    text_print(&text, ", costs %s", explain_amount(doc, costs));
    if (of_payments.units != 0)
        text_print(&text, " (%s of them on what was paid)", explain_amount(doc, of_payments));
    if (deposited.units != 0)
        text_print(&text, ", deposited for who declined %s", explain_amount(doc, deposited));
    if (back.units != 0)
        text_print(&text, ", %s %s", say_returned(say->plan), explain_amount(doc, back));
    document_say(doc, TONE_STRONG, "%s; in the fund %s.", text_of(&text), explain_amount(doc, left));
    say->told = *sums;
    say->told_day = day;
}

static void tell_identity(document *doc, const sol_plan *plan, const ledger *l)
{
    const char *returned = say_returned(plan);
    static const document_column columns[] = {
        {.key = "flow", .title = ""},
        {.key = "item", .title = ""},
        {.key = "amount", .title = "amount", .unit = UNIT_MONEY, .is_exact = true}};
    sol_money in = sol_money_add(sol_money_add(l->opening, l->received), l->returns);
    sol_money out = sol_money_add(sol_money_add(l->paid, l->deposited), sol_money_add(l->costs, l->returned));
    const struct {
        const char *flow, *item;
        sol_money amount;
        bool is_seldom; /* left out where it is nothing */
    } rows[] = {{"in", "opening", l->opening, false},
                {"in", "received", l->received, false},
                {"in", "return", l->returns, false},
                {"out", "paid", l->paid, false},
                {"out", "deposited, not taken up", l->deposited, true},
                {"out", "costs", l->costs, false},
                {"out", returned, l->returned, false},
                {"left", "left at the end", l->left, false}};
    document_heading(doc, 2, "In = out + left");
    document_table *table = document_add_table(doc, "identity", NULL, 3, columns);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].is_seldom && rows[i].amount.units == 0)
            continue;
        document_cell *row = document_add_row(table);
        row[0] = cell_text(rows[i].flow);
        row[1] = cell_text(rows[i].item);
        row[2] = cell_value(sol_money_to_double(rows[i].amount));
    }
    document_say(doc, TONE_PLAIN, "In: opening %s + received %s + return %s = %s.", explain_amount(doc, l->opening),
                 explain_amount(doc, l->received), explain_amount(doc, l->returns), explain_amount(doc, in));
    const char *deposited =
        l->deposited.units ? sol_arena_print(doc->arena, " + deposited %s", explain_amount(doc, l->deposited)) : "";
    document_say(doc, TONE_PLAIN, "Out: paid %s%s + costs %s + %s %s = %s; left: %s.", explain_amount(doc, l->paid),
                 deposited, explain_amount(doc, l->costs), returned, explain_amount(doc, l->returned),
                 explain_amount(doc, out), explain_amount(doc, l->left));
    document_say(doc, TONE_STRONG, "%s = %s + %s", explain_amount(doc, in), explain_amount(doc, out),
                 explain_money(doc, l->left));
}

static const char *life_of(document *doc, const sol_plan *plan, const trial *t, size_t i, const trial_claim *c)
{
    if (plan->people.claimant[i].is_institution)
        return "An institution, which does not die";
    if (!sol_date_is_never(plan->people.claimant[i].died))
        return "An estate from the outset";
    if (c->death >= plan->date_count)
        return "The claimant lives on the last pay date";
    const char *heirs = explain_heirs(doc, plan, t, i);
    return sol_arena_print(doc->arena, "The claimant dies before the pay date of %s%s%s",
                           explain_date(doc, plan->date[c->death]), heirs ? "; " : "", heirs ? heirs : "");
}

/* How the principal of the claimant's claim follows prices, and how long. */
static void tell_index(const teller *say)
{
    const plan_claimant *c = &say->plan->people.claimant[say->claimant];
    const sol_index *index = &say->plan->people.terms[c->terms].index;
    if (index->rate_billionths == 0)
        return;
    document *doc = say->doc;
    const sol_date examined = claims_examined(say->trial, say->trial->rows.row[say->claimant]);
    const bool is_examined = examined.day <= say->plan->scenario->end.day;
    document_say(
        doc, TONE_PLAIN,
        "The principal is %s in prices of %s and rises by %s a year, until the claim is examined (%s) or first "
        "paid.",
        explain_amount(doc, c->principal), explain_date(doc, index->from),
        words_share(doc->arena, index->rate_billionths), is_examined ? explain_date(doc, examined) : "not by the end");
}

static void tell_claimant(const teller *say)
{
    static const document_column columns[] = {
        {.key = "date", .title = "date", .unit = UNIT_DATE},
        {.key = "from", .title = "from"},
        {.key = "to", .title = "to"},
        {.key = "amount", .title = "amount", .unit = UNIT_MONEY, .is_exact = true}};
    document *doc = say->doc;
    size_t i = say->claimant;
    const trial_claim of = trial_claim_of(say->trial, i), *c = &of;
    bool is_institution = say->plan->people.claimant[i].is_institution;
    document_heading(
        doc, 2,
        sol_arena_print(doc->arena, "Claimant %s in this future", plan_claimant_called(doc->arena, say->plan, i)));
    document_say(doc, TONE_PLAIN, "%s. The claim ends as: %s.", life_of(doc, say->plan, say->trial, i, c),
                 sol_state_label(timely_state(say->trial, say->trial->rows.row[i])));
    tell_index(say);
    if (say->payment_count > 0) {
        document_table *table = document_add_table(doc, "payments", NULL, 4, columns);
        for (size_t k = 0; k < say->payment_count; k++) {
            document_cell *row = document_add_row(table);
            row[0] = cell_date(say->plan->date[say->payment[k].date]);
            row[1] = cell_text(say->payment[k].from);
            row[2] = cell_text(say->payment[k].is_estate ? "the estate"
                               : is_institution          ? "the institution"
                                                         : "the claimant");
            row[3] = cell_value(sol_money_to_double(say->payment[k].amount));
        }
        document_cell *row = document_add_row(table);
        row[1] = cell_text("all");
        row[3] = cell_value(sol_money_to_double(sol_money_add(c->paid_in_life, c->paid_to_estate)));
        table->total_rows = 1;
    }
    document_say(doc, TONE_PLAIN, "Paid in life %s, to the estate %s; still owed at the end %s.",
                 explain_amount(doc, c->paid_in_life), explain_amount(doc, c->paid_to_estate),
                 explain_money(doc, c->owed));
}

document *explain_trial(sol_arena *arena, const sol_plan *plan, uint64_t seed, uint64_t index, size_t claimant)
{
    const sol_scenario *s = plan->scenario;
    document *doc = document_new(arena, s->currency[0].code, s->currency[0].minor_digits);
    trial *t = trial_new(plan, seed);
    teller say = {.doc = doc, .plan = plan, .trial = t, .claimant = claimant, .told_day = s->start};
    trial_observer observer = {
        .context = &say, .divided = told_division, .deposit = told_deposit, .paid_date = told_date};
    document_heading(doc, 1, sol_arena_print(arena, "%s: trial %llu", s->title, (unsigned long long)index));
    document_say(doc, TONE_QUIET, "Seed %llu. One future of many; amounts in %s, to the last unit.",
                 (unsigned long long)seed, doc->currency);
    trial_run(t, index);
    document_heading(doc, 2, "What happens");
    explain_events(&say);
    tell_arrivals(doc, plan, t);
    document_heading(doc, 2, "Payments");
    t->observer = &observer;
    trial_run(t, index);
    if (say.division_count == 0)
        document_say(doc, TONE_PLAIN, "Nothing is divided.");
    if (claimant < plan->people.count)
        tell_claimant(&say);
    tell_identity(doc, plan, &t->ledger);
    trial_free(t);
    return doc;
}
