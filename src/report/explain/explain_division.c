#include "report/explain/explain_parts.h"

#include "base/text.h"
#include "engine/walk/fund.h"
#include "plan/dates.h"
#include "report/document/figure.h"
#include "report/document/words.h"

#include <math.h>

enum { AT_CLAIM = 1, AT_BEFORE, AT_AWARD, AT_PAYMENT, AT_HELD, COLUMNS };

typedef struct sums {
    sol_money claim, before, award, payment, held;
} sums;

static sums row_of(const trial_division *d, size_t i)
{
    sol_money nothing = sol_money_of(0);
    return (sums){d->claim[i], d->lower ? d->lower[i] : nothing, d->award[i], d->payment[i],
                  d->held ? d->held[i] : nothing};
}

static void add(sums *to, const sums *row)
{
    to->claim = sol_money_add(to->claim, row->claim);
    to->before = sol_money_add(to->before, row->before);
    to->award = sol_money_add(to->award, row->award);
    to->payment = sol_money_add(to->payment, row->payment);
    to->held = sol_money_add(to->held, row->held);
}

/* The most that a claimant can have by the division, what he had before included. */
static int64_t most_of(const trial_division *d, size_t i)
{
    int64_t low = d->lower ? d->lower[i].units : 0, most = d->claim[i].units > low ? d->claim[i].units : low;
    return d->upper && d->upper[i].units < most ? d->upper[i].units : most;
}

static bool is_enough(const trial_division *d)
{
    for (size_t i = 0; i < d->count; i++)
        if (d->award[i].units < most_of(d, i))
            return false;
    return true;
}

static const char *place_of(const teller *say, const trial_division *d)
{
    sol_arena *arena = say->doc->arena;
    if (d->is_direct)
        return "seized assets, paid directly";
    const char *pool = "the general pool";
    if (d->pool > 0) {
        const plan_pool *of = &say->plan->money.pool[d->pool];
        pool = "money kept for ";
        for (size_t g = 0; g < of->group_count; g++)
            pool = sol_arena_print(arena, "%s%s%s", pool, g ? ", " : "", say->plan->scenario->group[of->group[g]].name);
    }
    return sol_arena_print(arena, "%s, step %zu%s%s", pool, d->step + 1,
                           d->is_after_living ? " for estates after the living" : "",
                           d->is_share    ? ", shares"
                           : d->is_within ? ", within the limit"
                                          : "");
}

static sol_rule rule_of(const teller *say, const trial_division *d)
{
    return d->is_direct ? SOL_RULE_PROPORTIONAL : say->plan->scenario->step[d->step].rule.rule;
}

static const char *heads(document *doc, size_t count)
{
    return sol_arena_print(doc->arena, "%s", figure_number((double)count, 0).text);
}

/* What prices have made of the limit in force on a pay date. */
static const char *limit_today(const teller *say, size_t date)
{
    const sol_limit *limit = &say->plan->scenario->payments.limit[say->plan->limit[date].limit - 1];
    if (limit->index.rate_billionths == 0)
        return "";
    sol_money today = sol_money_indexed(limit->amount, limit->index, say->plan->date[date]);
    return sol_arena_print(say->doc->arena, ", %s by now,", explain_amount(say->doc, today));
}

/* What a pool holds and does not divide, before its first step. */
static void tell_kept(const teller *say, const trial_division *d)
{
    document *doc = say->doc;
    const trial *t = say->trial;
    const sol_fund *terms = &say->plan->scenario->fund;
    if (d->is_direct || d->is_within || d->is_after_living || d->step > 0)
        return;
    const sol_money holds = t->balance[d->pool], means = fund_means(t, d->pool), cash = fund_cash(t, d->pool);
    const fund_kept kept = fund_keeps(t, d->pool);
    if (cash.units == holds.units)
        return;
    text_buffer text = {.arena = doc->arena};
    text_print(&text, "The pool holds %s", explain_amount(doc, holds));
    if (kept.reserve.units > 0)
        text_print(&text, " − %s in reserve", explain_amount(doc, kept.reserve));
    if (kept.young.units > 0)
        text_print(&text, " − %s that came less than %s ago", explain_amount(doc, kept.young),
                   words_span(doc->arena, say->plan->scenario->payments.lag));
    if (kept.costs.units > 0)
        text_print(&text, " − %s for the costs of paying the rest, %s of it", explain_amount(doc, kept.costs),
                   words_share(doc->arena, terms->costs.share_of_payments_billionths));
    if (means.units != holds.units)
        text_print(&text, " = %s", explain_amount(doc, means));
    if (cash.units < means.units)
        text_print(&text, "; the limit of payments%s leaves %s", limit_today(say, d->date), explain_amount(doc, cash));
    document_say(doc, TONE_PLAIN, "%s.", text_of(&text));
}

/* What prices have made of the level of a step. */
static void tell_level(const teller *say, const trial_division *d)
{
    const sol_step *step = d->is_direct ? NULL : &say->plan->scenario->step[d->step];
    if (step && step->index.rate_billionths > 0)
        document_say(say->doc, TONE_PLAIN, "The step brings each to %s, which prices have made of %s.",
                     explain_money(say->doc, dates_level(say->plan, step, d->date)),
                     explain_amount(say->doc, step->up_to));
}

/* What is divided: in a cumulative division what all had before is put in again and counts as a part of their awards. */
static void tell_endowment(teller *say, const trial_division *d, const sums *all)
{
    document *doc = say->doc;
    const sol_rule_row *rule = &sol_rule_table[rule_of(say, d)];
    sol_money whole = sol_money_add(d->cash, all->before);
    document_say(doc, TONE_PLAIN, "%s for %s claimant%s, by the rule %s: %s.", explain_money(doc, d->cash),
                 heads(doc, d->count), d->count == 1 ? "" : "s", rule->name, rule->meaning);
    if (all->before.units > 0)
        document_say(doc, TONE_PLAIN,
                     "What each was ever paid counts as a part of the award, so that those who come late catch up: "
                     "%s + %s paid before = %s are divided among claims of %s.",
                     explain_amount(doc, d->cash), explain_amount(doc, all->before), explain_amount(doc, whole),
                     explain_amount(doc, all->claim));
    else if (all->claim.units > 0)
        document_say(doc, TONE_PLAIN, "The claims are %s; the money is %s of them.", explain_money(doc, all->claim),
                     figure_share(fmin(1, sol_money_to_double(d->cash) / sol_money_to_double(all->claim)), 2).text);
    if (all->claim.units > 0 && is_enough(d))
        document_say(doc, TONE_PLAIN,
                     all->award.units == all->claim.units
                         ? "That is enough for all: each claim is met in full."
                         : "That is enough for all: each gets the most that he can have here.");
    if (d->is_share)
        document_say(
            doc, TONE_PLAIN,
            "The limit of payments leaves less than falls to those who can be paid now: these are shares of all the "
            "cash, and what is paid of them is found by the same steps afterwards.");
    if (d->is_within)
        document_say(doc, TONE_PLAIN,
                     "That is what the limit of payments leaves for those who can be paid now; nobody gets more than "
                     "his share.");
}

/* The award of the three plain rules before bounds and rounding, as a sum that can be done by hand; NULL for others. */
static const char *sum_of(const teller *say, const trial_division *d, size_t i, double *exact)
{
    const document *doc = say->doc;
    double claim = sol_money_to_double(d->claim[i]), weight = d->weight ? d->weight[i] : 1, level = d->outcome->level;
    const char *times = d->weight ? sol_arena_print(doc->arena, " × weight %s", figure_exact(weight).text) : "";
    const char *of = explain_amount(doc, d->claim[i]);
    switch (rule_of(say, d)) {
    case SOL_RULE_PROPORTIONAL:
        *exact = fmin(claim, claim * level * weight);
        return sol_arena_print(doc->arena, "%s × λ%s", of, times);
    case SOL_RULE_EQUAL_AWARDS:
        *exact = fmin(claim, level * weight);
        return sol_arena_print(doc->arena, "the smaller of %s and λ%s", of, times);
    case SOL_RULE_EQUAL_LOSSES:
        *exact = fmax(0, claim - level / weight);
        return sol_arena_print(doc->arena, "%s − λ%s, at least 0", of,
                               d->weight ? sol_arena_print(doc->arena, " / weight %s", figure_exact(weight).text) : "");
    default:
        return NULL;
    }
}

static const char *level_text(const teller *say, const trial_division *d)
{
    const document *doc = say->doc;
    double level = d->outcome->level, one = pow(10, doc->minor_digits);
    sol_rule rule = rule_of(say, d);
    bool is_money = rule == SOL_RULE_EQUAL_AWARDS || rule == SOL_RULE_EQUAL_LOSSES;
    return is_money ? sol_arena_print(doc->arena, "%s %s", figure_number(level / one, doc->minor_digits + 2).text,
                                      doc->currency)
                    : sol_arena_print(doc->arena, "%s", figure_exact(level).text);
}

/* From the award to the payment: what was had before, and whole units of payment. */
static const char *payment_text(const teller *say, const trial_division *d, size_t i)
{
    const document *doc = say->doc;
    sums row = row_of(d, i);
    sol_money unit = say->plan->scenario->payments.unit, more = sol_money_subtract(row.award, row.before);
    const trial_claim claim = trial_claim_of(say->trial, d->claimant[i]);
    bool is_eligible = claim.flags == 0 && claim.eligible <= d->date;
    const char *less = row.before.units > 0
                           ? sol_arena_print(doc->arena, "; less %s had before: %s", explain_amount(doc, row.before),
                                             explain_amount(doc, more))
                           : "";
    if (row.held.units > 0 && !is_eligible)
        return sol_arena_print(doc->arena, "%s, which are held until the claim is eligible", less);
    sol_money given = sol_money_add(row.payment, row.held);
    if (given.units != more.units)
        return sol_arena_print(doc->arena, "%s; in whole units of %s, %s are %s", less, explain_amount(doc, unit),
                               explain_amount(doc, given), d->is_share ? "the share" : "paid");
    return d->is_share ? sol_arena_print(doc->arena, "%s, which are the share", less) : less;
}

/* Level, then one claimant's award step by step: the rule's sum, the bounds, rounding down, what was had before. */
static void tell_arithmetic(teller *say, const trial_division *d, size_t i)
{
    document *doc = say->doc;
    const char *id = plan_claimant_called(doc->arena, say->plan, d->claimant[i]);
    if (is_enough(d)) {
        document_say(doc, TONE_PLAIN, "For %s: %s%s.", id, explain_amount(doc, d->award[i]), payment_text(say, d, i));
        return;
    }
    if (!sol_rule_table[rule_of(say, d)].has_level || !isfinite(d->outcome->level))
        return;
    double exact = 0;
    const char *sum = sum_of(say, d, i, &exact);
    if (!sum) {
        document_say(doc, TONE_PLAIN, "The level at which it comes out even is λ = %s.", level_text(say, d));
        return;
    }
    sums row = row_of(d, i);
    double one = pow(10, doc->minor_digits), low = sol_money_to_double(row.before);
    double high = d->upper ? sol_money_to_double(d->upper[i]) : sol_money_to_double(row.claim);
    const char *bound = exact < low    ? ", but not less than was had before"
                        : exact > high ? ", but not more than can be had"
                                       : "";
    document_say(doc, TONE_PLAIN, "It comes out even at λ = %s. For %s: %s = %s%s; %s %s%s.", level_text(say, d), id,
                 sum, figure_number(exact / one, doc->minor_digits + 2).text, bound,
                 d->is_direct ? "rounded so that the awards add up" : "rounded down", explain_amount(doc, row.award),
                 payment_text(say, d, i));
}

static void put_row(document_table *table, const char *label, const sums *row)
{
    document_cell *cell = document_add_row(table);
    cell[0] = cell_text(label);
    cell[AT_CLAIM] = cell_value(sol_money_to_double(row->claim));
    cell[AT_BEFORE] = cell_value(sol_money_to_double(row->before));
    cell[AT_AWARD] = cell_value(sol_money_to_double(row->award));
    cell[AT_PAYMENT] = cell_value(sol_money_to_double(row->payment));
    if (table->column_count > AT_HELD)
        cell[AT_HELD] = cell_value(sol_money_to_double(row->held));
}

static void tell_rows(teller *say, const trial_division *d, const sums *all)
{
    static const document_column columns[COLUMNS] = {
        {.key = "claimant", .title = "claimant"},
        {.key = "claim", .title = "claim", .unit = UNIT_MONEY, .is_exact = true},
        {.key = "before", .title = "had before", .unit = UNIT_MONEY, .is_exact = true},
        {.key = "award", .title = "award", .unit = UNIT_MONEY, .is_exact = true},
        {.key = "payment", .title = "payment", .unit = UNIT_MONEY, .is_exact = true},
        {.key = "held", .title = "held", .unit = UNIT_MONEY, .is_exact = true}};
    document *doc = say->doc;
    const char *key = sol_arena_print(doc->arena, "division_%zu", ++say->division_count);
    document_table *table = document_add_table(doc, key, NULL, all->held.units > 0 ? COLUMNS : AT_HELD, columns);
    sums rest = {0};
    size_t left_out = 0;
    for (size_t i = 0; i < d->count; i++) {
        sums row = row_of(d, i);
        bool is_told = say->claimant == SIZE_MAX ? table->row_count < EXPLAIN_ROWS : d->claimant[i] == say->claimant;
        if (is_told)
            put_row(table, plan_claimant_called(doc->arena, say->plan, d->claimant[i]), &row);
        else
            add(&rest, &row);
        left_out += !is_told;
    }
    if (left_out > 0)
        put_row(table, sol_arena_print(doc->arena, "%s others", heads(doc, left_out)), &rest);
    put_row(table, "all", all);
    table->total_rows = 1;
}

void explain_payment(teller *say, size_t date, const char *from, sol_money amount)
{
    if (say->payment_count == say->payment_room) {
        size_t room = say->payment_room ? say->payment_room * 2 : 64;
        told_payment *payment = SOL_TAKE(say->doc->arena, room, told_payment);
        for (size_t k = 0; k < say->payment_count; k++)
            payment[k] = say->payment[k];
        say->payment = payment;
        say->payment_room = room;
    }
    bool is_estate = trial_claim_of(say->trial, say->claimant).death <= date;
    say->payment[say->payment_count++] = (told_payment){date, from, amount, is_estate};
}

static void keep_payment(teller *say, const trial_division *d, size_t i)
{
    if (d->claimant[i] == say->claimant && d->payment[i].units > 0)
        explain_payment(say, d->date, place_of(say, d), d->payment[i]);
}

/* A row of the overview that stands before the divisions. */
static void tell_overview(teller *say, const trial_division *d, const sums *all)
{
    static const document_column columns[] = {
        {.key = "division", .title = "", .unit = UNIT_COUNT},
        {.key = "date", .title = "date", .unit = UNIT_DATE},
        {.key = "from", .title = "from"},
        {.key = "rule", .title = "rule", .rank = 2},
        {.key = "claimants", .title = "claimants", .unit = UNIT_COUNT, .rank = 1},
        {.key = "cash", .title = "there is", .unit = UNIT_MONEY, .is_exact = true, .rank = 1},
        {.key = "paid", .title = "paid", .unit = UNIT_MONEY, .is_exact = true},
        {.key = "held", .title = "held", .unit = UNIT_MONEY, .is_exact = true, .rank = 3}};
    if (!say->divisions)
        say->divisions =
            document_add_table(say->doc, "divisions", "All divisions", sizeof columns / sizeof *columns, columns);
    document_cell *row = document_add_row(say->divisions);
    row[0] = cell_value((double)say->division_count + 1);
    row[1] = cell_date(say->plan->date[d->date]);
    row[2] = cell_text(place_of(say, d));
    row[3] = cell_text(sol_rule_table[rule_of(say, d)].name);
    row[4] = cell_value((double)d->count);
    row[5] = cell_value(sol_money_to_double(d->cash));
    row[6] = cell_value(sol_money_to_double(all->payment));
    row[7] = cell_value(sol_money_to_double(all->held));
}

/* What becomes of the rest of the cash. */
static const char *whither(const teller *say, const trial_division *d, sol_money rest)
{
    if (d->is_direct)
        return "go back to the debtor";
    bool has_next = d->step + 1 < say->plan->scenario->step_count ||
                    (people_details_of(say->plan)->has_after_living && !d->is_after_living);
    if (rest.units > 0 && has_next && d->goes_on)
        return "go on, as nobody here can be given more";
    if (rest.units > 0 && has_next)
        return d->is_within ? "of the limit stay, as somebody here lacks more: those behind get nothing"
                            : "stay in the pool, as somebody here lacks more: those behind get nothing";
    return d->is_within ? "of the limit are left" : "stay in the pool";
}

void explain_division(teller *say, const trial_division *d)
{
    document *doc = say->doc;
    sums all = {0};
    size_t example = say->claimant == SIZE_MAX ? 0 : SIZE_MAX;
    for (size_t i = 0; i < d->count; i++) {
        sums row = row_of(d, i);
        add(&all, &row);
        keep_payment(say, d, i);
        example = d->claimant[i] == say->claimant ? i : example;
    }
    tell_overview(say, d, &all);
    document_heading(
        doc, 3, sol_arena_print(doc->arena, "%s: %s", explain_date(doc, say->plan->date[d->date]), place_of(say, d)));
    tell_kept(say, d);
    tell_level(say, d);
    tell_endowment(say, d, &all);
    if (example < d->count)
        tell_arithmetic(say, d, example);
    else if (say->claimant < say->plan->people.count)
        document_say(doc, TONE_PLAIN, "%s is not among them.",
                     plan_claimant_called(doc->arena, say->plan, say->claimant));
    tell_rows(say, d, &all);
    sol_money out = sol_money_add(all.payment, all.held), rest = sol_money_subtract(d->cash, out);
    document_say(doc, TONE_PLAIN, "%s − %s = %s %s.", explain_amount(doc, d->cash), explain_amount(doc, out),
                 explain_amount(doc, rest), whither(say, d, rest));
}
