/* §2: what is owed on a day, and from when it may be paid. */
#include "engine/model/parts.h"

#include "solatium/mathematics.h"

#include <math.h>

enum { BILLION = 1000000000, DAYS = 365 }; /* "interest on claims days / 365" */

/* "`interest` is a list of (rate, from) steps. A day bears the rate in force on it; the day `from` counts". In billionths a year. */
static int64_t rate_on(const sol_terms *terms, sol_date day)
{
    int64_t rate = 0;
    for (size_t i = 0; i < terms->interest_count; i++)
        if (is_by(terms->interest[i].from, day))
            rate = terms->interest[i].rate_billionths;
    return rate;
}

/* "It runs until `paid`, `eligible` or a date (`interest_until`)"; "`interest_until: eligible` and a claim's `unless` go by [entitlement]". */
static bool bears_interest(const model_person *p, sol_date day)
{
    switch (p->terms->interest_end) {
    case SOL_INTEREST_UNTIL_DATE:
        return day.day < p->terms->interest_until.day;
    case SOL_INTEREST_UNTIL_ELIGIBLE:
        return day.day < p->entitled.day;
    default:
        return true;
    }
}

/* "Interest is kept exactly and rounded once: what is owed on a day is the exact sum so far to the nearest unit (halves up), less interest
   paid." */
static int64_t interest_owed(const model_person *p)
{
    return nearest(p->accrued, (sol_wide)BILLION * DAYS) - p->interest_paid;
}

/* "on each anniversary of `from` the principal becomes round(value × (1 + rate)), halves up, until the claim is examined or first paid", those
   days included: what happens on a day comes after it. */
static void rise(model_person *p, sol_date day)
{
    const sol_index *index = &p->terms->index;
    if (index->rate_billionths > 0 && !p->is_fixed && is_by(day, p->processed) && is_anniversary(index, day))
        p->principal += fraction_times((fraction){index->rate_billionths, 9}, p->principal, 0);
}

void model_claims_accrue(const model_trial *t, model_person *p, sol_date on)
{
    (void)t;
    for (; p->accrued_to.day < on.day; p->accrued_to.day++) { /* "the day of payment does not [count]" */
        if (bears_interest(p, p->accrued_to))
            p->accrued += (sol_wide)p->principal * rate_on(p->terms, p->accrued_to);
        rise(p, (sol_date){p->accrued_to.day + 1});
    }
    p->owed = p->principal + interest_owed(p);
}

void model_claims_settle(model_person *p, int64_t amount)
{
    /* "A payment settles interest first, then principal." */
    int64_t of_interest = interest_owed(p);
    of_interest = amount < of_interest ? amount : of_interest;
    p->interest_paid += of_interest;
    int64_t rest = amount - of_interest;
    p->principal -= rest < p->principal ? rest : p->principal;
    p->is_fixed = p->is_fixed || amount > 0;
    p->owed = p->principal + interest_owed(p);
}

/* The first day from which anything accrues or was paid. */
static sol_date first_day(const model_trial *t, const sol_terms *terms)
{
    sol_date first = t->scenario->start;
    if (terms->index.rate_billionths)
        first = sol_date_earlier(first, terms->index.from);
    if (terms->interest_count)
        first = sol_date_earlier(first, terms->interest[0].from);
    if (terms->earlier_count)
        first = sol_date_earlier(first, terms->earlier[0].date);
    return first;
}

/* "`paid: [{amount, date}]` … is what was received before `start`; it is settled on its date and counts as paid." */
static void settle_earlier(const model_trial *t, model_person *p)
{
    for (size_t i = 0; i < p->terms->earlier_count; i++) {
        model_claims_accrue(t, p, p->terms->earlier[i].date);
        model_claims_settle(p, p->terms->earlier[i].amount.units);
        p->before += p->terms->earlier[i].amount.units;
    }
}

/* "The day on which (a) and (b) hold first is its day of entitlement": (a) its `eligible` date has come, (b) the event it `requires` has
   happened. "A claim group with `unless` has no claim if E comes before its day of entitlement." */
static void entitle(const model_trial *t, model_person *p)
{
    const sol_terms *terms = p->terms;
    p->entitled = terms->eligible;
    if (terms->requires != SOL_NONE)
        p->entitled = sol_date_later(p->entitled, t->event[terms->requires]);
    p->excluded = sol_date_never();
    if (terms->unless != SOL_NONE && t->event[terms->unless].day < p->entitled.day)
        p->excluded = t->event[terms->unless];
    if (!sol_date_is_never(p->excluded))
        p->entitled = sol_date_never();
}

/* What he claims at start: "principal and interest of everyone at start", as far as its end is known then. */
static int64_t claimed_at_start(const model_trial *t, model_person p)
{
    p.entitled = p.terms->requires == SOL_NONE ? p.terms->eligible : sol_date_never();
    settle_earlier(t, &p);
    model_claims_accrue(t, &p, t->scenario->start);
    return p.owed;
}

/* "Whether a claim is refused (`approval`) or declined (`accepts`) is one draw each at the outset, whatever happens to claimant or queue". Where
   the chance itself is uncertain it is one draw a trial. */
static bool consents(const model_trial *t, const model_person *p, const sol_distribution *chance, sol_purpose purpose)
{
    uint64_t everyone = sol_entity(SOL_ENTITY_WORLD, "consent");
    return drawn(t, p->entity, purpose) < sol_distribution_at(chance, drawn(t, everyone, purpose));
}

void model_claims_open(model_trial *t)
{
    t->claimed = 0;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        entitle(t, p);
        p->is_refused = !consents(t, p, &t->scenario->administration.approval, SOL_PURPOSE_APPROVAL);
        p->is_declined = !consents(t, p, &p->terms->accepts, SOL_PURPOSE_ACCEPTS);
        p->processed = p->answered = p->kept_from = sol_date_never();
        p->principal = p->who->principal.units;
        p->accrued_to = first_day(t, p->terms);
        p->claimed = claimed_at_start(t, *p);
        settle_earlier(t, p);
        t->claimed += p->claimed;
    }
}

bool model_claims_have_lapsed(const model_person *p, sol_date on)
{
    return p->terms->heirs == SOL_HEIRS_LAPSE && !is_alive(p, on); /* "`heirs`: … `lapse`" */
}

bool model_claims_are_eligible(const model_person *p, sol_date on)
{
    return !p->is_refused && !p->is_declined && is_by(p->answered, on) && !model_claims_have_lapsed(p, on);
}

bool model_claims_are_closed(const model_person *p, sol_date on)
{
    return model_claims_have_lapsed(p, on) || is_by(p->excluded, on) || (p->is_refused && is_by(p->processed, on)) ||
           (p->is_declined && is_by(p->answered, on) && !is_by(p->kept_from, on));
}

/* "`hold: registered`: all claims filed, but for those known on that day to be lapsed, refused, declined or excluded"; "`declined: hold`: he takes
   part and his share stays in the fund for him; `deposit`: likewise". */
bool model_claims_are_held(const model_trial *t, const model_person *p, sol_date on)
{
    return (t->scenario->hold_registered || is_by(p->kept_from, on)) && !model_claims_are_closed(p, on);
}

bool model_has_lapsed(const model_trial *t, const model_person *p)
{
    return model_claims_have_lapsed(p, t->scenario->end);
}
