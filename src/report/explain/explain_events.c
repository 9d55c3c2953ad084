/* What happens in a trial before any money is divided: events, what is uncertain about all, firms, and what becomes of each claim. */
#include "report/explain/explain_parts.h"

#include "engine/claims/heirs.h"
#include "engine/claims/pauses.h"
#include "engine/claims/timely.h"
#include "engine/claims/waiting.h"
#include "report/document/figure.h"
#include "report/document/words.h"
#include "solatium/random.h"

#include <math.h>

static void tell_events(document *doc, const sol_plan *plan, const trial *t)
{
    static const document_column columns[] = {{.key = "event", .title = "event"},
                                              {.key = "date", .title = "date", .unit = UNIT_DATE}};
    const sol_scenario *s = plan->scenario;
    if (s->event_count == 0)
        return;
    document_table *table = document_add_table(doc, "events", NULL, 2, columns);
    for (size_t i = 0; i < s->event_count; i++) {
        document_cell *row = document_add_row(table);
        row[0] = cell_text(s->event[i].name);
        row[1] = cell_date(t->in->event_date[i]);
    }
}

/* What is uncertain about all of a group, and settled for the trial: how long its answers take, what is kept waits, or heirs are awaited. */
static void tell_delay(document *doc, const trial *t, const sol_group *group, const sol_distribution *delay,
                       sol_purpose purpose)
{
    if (!delay->uncertain)
        return;
    const sol_distribution known = pauses_given(t, delay, sol_entity(SOL_ENTITY_GROUP, group->name), purpose);
    const int which = delay->uncertain->parameter;
    document_say(doc, TONE_PLAIN, "%s %s: `%s` with %s%s for its uncertain value.",
                 purpose == SOL_PURPOSE_TAKEN_DELAY   ? "What is kept is taken up by those of"
                 : purpose == SOL_PURPOSE_HEIRS_DELAY ? "Heirs come forward of those of"
                 : purpose == SOL_PURPOSE_FILED       ? "The claims are filed of"
                 : purpose == SOL_PURPOSE_ELIGIBLE    ? "The claims become eligible of"
                                                      : "The answers of",
                 group->name, sol_distribution_table[known.kind].name, figure_number(known.parameter[which], 2).text,
                 sol_distribution_is_bare(known.kind, which) ? "" : " days");
}

static void tell_groups(document *doc, const sol_plan *plan, const trial *t)
{
    for (size_t k = 0; k < plan->people.terms_count; k++) {
        const sol_terms *terms = &plan->people.terms[k];
        const sol_group *group = &plan->scenario->group[terms->group];
        if (terms->filed && terms->filed->is_after)
            tell_delay(doc, t, group, &terms->filed->delay, SOL_PURPOSE_FILED);
        if (terms->eligible_drawn && terms->eligible_drawn->is_after)
            tell_delay(doc, t, group, &terms->eligible_drawn->delay, SOL_PURPOSE_ELIGIBLE);
        tell_delay(doc, t, group, &terms->accepts_after.delay, SOL_PURPOSE_ACCEPTS_DELAY);
        tell_delay(doc, t, group, &terms->taken_after.delay, SOL_PURPOSE_TAKEN_DELAY);
        tell_delay(doc, t, group, &terms->heirs.after.delay, SOL_PURPOSE_HEIRS_DELAY);
    }
}

/* A return, and an office's capacity, that are uncertain. */
static void tell_world(document *doc, const sol_plan *plan, const trial *t)
{
    if (plan->scenario->fund.uncertain_return)
        document_say(doc, TONE_PLAIN, "What the fund is expected to earn: %s a year.",
                     figure_share(expm1(t->in->fund_drift + pow(plan->scenario->fund.volatility, 2) / 2), 3).text);
    const sol_administration *a = &plan->scenario->administration;
    for (size_t i = 0; i < a->capacity_count; i++)
        if (a->capacity[i].uncertain)
            document_say(doc, TONE_PLAIN, "The office examines %s claims a month from %s.",
                         figure_number(sol_distribution_at(a->capacity[i].uncertain, waiting_capacity_draw(t)), 3).text,
                         explain_date(doc, a->capacity[i].from));
}

static void tell_firms(document *doc, const sol_plan *plan, const trial *t)
{
    static const document_column columns[] = {
        {.key = "firm", .title = "firm that joins"},
        {.key = "pledge", .title = "pledge", .unit = UNIT_MONEY, .is_exact = true}};
    const sol_scenario *s = plan->scenario;
    size_t count = plan->money.firm_count, joined = 0;
    if (count == 0)
        return;
    document_table *table = NULL;
    for (size_t i = 0; i < count; i++) {
        joined += t->in->firm_joined[i];
        if (!t->in->firm_joined[i] || (table && table->row_count >= EXPLAIN_ROWS))
            continue;
        table = table ? table : document_add_table(doc, "firms", NULL, 2, columns);
        document_cell *row = document_add_row(table);
        row[0] = cell_text(s->firm[plan->money.firm[i].row].name);
        row[1] = cell_value(sol_money_to_double(t->in->firm_promised[i]));
    }
    document_say(doc, TONE_PLAIN, "Of %zu firms %zu join and %zu do not.", count, joined, count - joined);
}

const char *explain_heirs(document *doc, const sol_plan *plan, const trial *t, size_t i)
{
    const size_t row = t->rows.row[i];
    if (!heirs_are_asked(t, row) || t->claims->flags[row] & (CLAIM_REFUSED | CLAIM_NOT_DUE))
        return NULL;
    if (t->claims->kind[row] & CLAIM_LAPSES)
        return "nobody inherits; the claim lapses";
    const sol_date day = heirs_day(t, row);
    if (sol_date_is_never(day))
        return sol_arena_print(doc->arena, "no heirs come forward by %s; the claim stays owed",
                               explain_date(doc, plan->scenario->end));
    return sol_arena_print(doc->arena, "the heirs come forward on %s", explain_date(doc, day));
}

/* When a claim is filed, where that is not at start. */
static const char *filing_of(document *doc, const sol_plan *plan, const trial *t, size_t i)
{
    const size_t row = t->rows.row[i];
    const sol_date filed = {t->claims->filed_day ? t->claims->filed_day[row] : plan->scenario->start.day};
    if (sol_date_is_never(filed))
        return "not filed by the end";
    if (filed.day <= plan->scenario->start.day)
        return NULL;
    if (claims_is_late(t, row))
        return sol_arena_print(doc->arena, "filed on %s, after the last day of filing", explain_date(doc, filed));
    const bool has_died = sol_date_is_never(plan->people.claimant[i].died) && !claims_was_living(t, row);
    return sol_arena_print(doc->arena, "filed on %s%s", explain_date(doc, filed), has_died ? " by the heirs" : "");
}

static const char *joined(document *doc, const char *one, const char *other)
{
    return one && other ? sol_arena_print(doc->arena, "%s; %s", one, other) : one ? one : other;
}

static const char *fate_of(document *doc, const sol_plan *plan, const trial *t, size_t i)
{
    const trial_claim of = trial_claim_of(t, i), *c = &of;
    const bool is_kept = claims_is_kept(t, t->rows.row[i], plan->scenario->end);
    const char *answer =
        c->flags & CLAIM_REFUSED    ? "refused"
        : c->flags & CLAIM_DECLINED ? is_kept ? "declined by the claimant; a share is kept" : "declined by the claimant"
        : is_kept ? sol_arena_print(doc->arena, "declined by the claimant; what is kept is taken up on %s",
                                    explain_date(doc, plan->date[c->eligible]))
        : c->flags & CLAIM_NOT_DUE && claims_is_filed(t, t->rows.row[i], plan->scenario->end) ? "never due"
                                                                                              : NULL;
    const bool was_living = sol_date_is_never(plan->people.claimant[i].died);
    const char *death = !was_living || c->death >= plan->date_count
                            ? NULL
                            : sol_arena_print(doc->arena, "the claimant dies before the pay date of %s",
                                              explain_date(doc, plan->date[c->death]));
    const char *heirs = death ? explain_heirs(doc, plan, t, i) : NULL;
    return joined(doc, filing_of(doc, plan, t, i), joined(doc, answer, joined(doc, death, heirs)));
}

/* Those to whom something happens: refused, declined, not due, dead in the course of the trial. */
static void tell_fates(document *doc, const teller *say)
{
    static const document_column columns[] = {{.key = "claimant", .title = "claimant"},
                                              {.key = "what", .title = "what becomes of the claim"}};
    const sol_plan *plan = say->plan;
    document_table *table = NULL;
    for (size_t i = 0; i < plan->people.count; i++) {
        const char *fate = fate_of(doc, plan, say->trial, i);
        if (!fate || (say->claimant != SIZE_MAX && i != say->claimant))
            continue;
        if (table && table->row_count >= EXPLAIN_ROWS) {
            table->note = sol_arena_print(doc->arena, "The first %d; others are left out.", EXPLAIN_ROWS);
            return;
        }
        table = table ? table : document_add_table(doc, "claimants", NULL, 2, columns);
        document_cell *row = document_add_row(table);
        row[0] = cell_text(plan_claimant_called(doc->arena, plan, i));
        row[1] = cell_text(fate);
    }
}

void explain_events(const teller *say)
{
    tell_events(say->doc, say->plan, say->trial);
    tell_groups(say->doc, say->plan, say->trial);
    tell_world(say->doc, say->plan, say->trial);
    tell_firms(say->doc, say->plan, say->trial);
    tell_fates(say->doc, say);
}
