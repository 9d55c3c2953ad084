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

/* "Whether a claim is refused (`approval`) or declined (`accepts`) is one draw each at the outset, whatever happens to claimant or queue". Where
   the chance itself is uncertain it is one draw a trial. */
static bool consents(const model_trial *t, const model_person *p, const sol_distribution *chance, sol_purpose purpose)
{
    uint64_t everyone = sol_entity(SOL_ENTITY_WORLD, "consent");
    return drawn(t, p->entity, purpose) < sol_distribution_at(chance, drawn(t, everyone, purpose));
}

/* funds.md: "for deaths from `start` on, one draw a claimant at death: heirs come forward that much later, or the claim lapses, or (`keep`) stays
   owed and unpaid"; "defaults: inherit 100 %, after 0d". */
static void inherit(const model_trial *t, model_person *p)
{
    const sol_inheritance *heirs = &p->terms->heirs;
    p->heirs = p->death;
    /* also where they file: "dead before: heirs file, and `heirs` applies" */
    if (!sol_date_is_never(p->who->died) || sol_date_is_never(p->death) || heirs->rank == SOL_HEIRS_LAPSE)
        return;
    if (!consents(t, p, &heirs->inherit, SOL_PURPOSE_HEIRS))
        p->heirs = sol_date_never();
    else if (!heirs->at_once)
        p->heirs = model_people_when(t, p, &heirs->after, p->death, SOL_PURPOSE_HEIRS_DELAY);
}

/* "what varies between people [is] one draw a person"; nothing that is drawn comes before `start`. */
static sol_date drawn_day(const model_trial *t, const model_person *p, const sol_when *when, sol_purpose purpose)
{
    return sol_date_later(model_people_when(t, p, when, t->scenario->start, purpose), t->scenario->start);
}

static bool is_day(const sol_when *when)
{
    return when->is_after ? when->is_calendar : sol_distribution_is_constant(&when->date);
}

/* "`filed`: date or distribution …: the claim exists from that day". "Who files by `end` is one of everyone from the outset …, living or estate as
   on the day he files (dead before: heirs file …)"; who would file after it is nobody. "filed after `closes` is refused". */
static void file(const model_trial *t, model_person *p)
{
    const sol_when *when = p->terms->filed;
    p->filed = t->scenario->start;
    if (p->terms->filed)
        p->filed =
            is_day(when) ? model_world_when(when, t->scenario->start, 0.5) : drawn_day(t, p, when, SOL_PURPOSE_FILED);
    p->is_later = p->terms->filed && (!is_day(when) || p->filed.day > t->scenario->start.day);
    /* "heirs file, and `heirs` applies": once they have come forward, and nobody where they do not or have no claim */
    if (p->is_later && sol_date_is_never(p->who->died) && !is_alive(p, p->filed))
        p->filed = p->terms->heirs.rank == SOL_HEIRS_LAPSE ? sol_date_never() : sol_date_later(p->filed, p->heirs);
    if (!is_by(p->filed, t->scenario->end))
        p->filed = sol_date_never();
    p->is_late = p->filed.day > t->scenario->administration.closes.day;
    if (p->is_later)
        p->is_estate = !is_alive(p, p->filed);
}

/* "The day on which (a) and (b) hold first is its day of entitlement": (a) its `eligible` date has come, (b) the event it `requires` has
   happened. "A claim group with `unless` has no claim if E comes before its day of entitlement." */
static void entitle(const model_trial *t, model_person *p)
{
    const sol_terms *terms = p->terms;
    p->entitled = terms->eligible;
    if (terms->eligible_drawn)
        p->entitled = drawn_day(t, p, terms->eligible_drawn, SOL_PURPOSE_ELIGIBLE);
    if (p->is_later)
        p->entitled = sol_date_later(p->entitled, p->filed);
    if (terms->requires != SOL_NONE)
        p->entitled = sol_date_later(p->entitled, t->event[terms->requires]);
    p->excluded = sol_date_never();
    if (terms->unless != SOL_NONE && t->event[terms->unless].day < p->entitled.day)
        p->excluded = t->event[terms->unless];
    if (!sol_date_is_never(p->excluded))
        p->entitled = sol_date_never();
}

/* What he claims: "principal and interest of everyone at start", as far as its end is known then; "what is claimed on `start` or, later, on the day
   of filing". */
static int64_t claimed_by(const model_trial *t, model_person p)
{
    const bool is_known = p.terms->requires == SOL_NONE && !p.is_later && !p.terms->eligible_drawn;
    p.entitled = is_known ? p.terms->eligible : sol_date_never();
    settle_earlier(t, &p);
    if (sol_date_is_never(p.filed))
        return 0;
    model_claims_accrue(t, &p, sol_date_later(p.filed, t->scenario->start));
    return p.owed;
}

void model_claims_open(model_trial *t)
{
    t->claimed = t->claimed_by_start = 0;
    for (size_t i = 0; i < t->people; i++) {
        model_person *p = &t->person[i];
        inherit(t, p);
        file(t, p);
        entitle(t, p);
        const bool is_there = !sol_date_is_never(p->filed);
        p->is_refused =
            is_there && (p->is_late || !consents(t, p, &t->scenario->administration.approval, SOL_PURPOSE_APPROVAL));
        p->is_declined = is_there && !consents(t, p, &p->terms->accepts, SOL_PURPOSE_ACCEPTS);
        p->processed = p->answered = p->kept_from = sol_date_never();
        p->principal = p->who->principal.units;
        p->accrued_to = first_day(t, p->terms);
        p->claimed = claimed_by(t, *p);
        settle_earlier(t, p);
        t->claimed += p->claimed;
        t->claimed_by_start += p->is_later ? 0 : p->claimed;
    }
}

bool model_claims_await_heirs(const model_person *p, sol_date on)
{
    return !is_alive(p, on) && !is_by(p->heirs, on);
}

bool model_claims_have_lapsed(const model_person *p, sol_date on)
{
    /* "`heirs`: … `lapse`"; "or the claim lapses, or (`keep`) stays owed and unpaid" */
    bool lapses = p->terms->heirs.rank == SOL_HEIRS_LAPSE || (sol_date_is_never(p->heirs) && !p->terms->heirs.is_kept);
    return lapses && !is_alive(p, on);
}

bool model_claims_are_eligible(const model_person *p, sol_date on)
{
    return !p->is_refused && !p->is_declined && is_by(p->answered, on) && !model_claims_have_lapsed(p, on) &&
           !model_claims_await_heirs(p, on);
}

bool model_claims_are_closed(const model_trial *t, const model_person *p, sol_date on)
{
    /* "A claim still to be filed and not barred is open": behind `closes` it is barred. */
    if (p->is_late && on.day > t->scenario->administration.closes.day)
        return true;
    return model_claims_have_lapsed(p, on) || is_by(p->excluded, on) || (p->is_refused && is_by(p->processed, on)) ||
           (p->is_declined && is_by(p->answered, on) && !is_by(p->kept_from, on));
}

/* "`hold: registered`: all claims filed, but for those known on that day to be lapsed, refused, declined or excluded"; "`declined: hold`: he takes
   part and his share stays in the fund for him; `deposit`: likewise". */
bool model_claims_are_held(const model_trial *t, const model_person *p, sol_date on)
{
    return ((t->scenario->hold_registered && is_by(p->filed, on)) || is_by(p->kept_from, on)) &&
           !model_claims_are_closed(t, p, on);
}

bool model_has_lapsed(const model_trial *t, const model_person *p)
{
    return model_claims_have_lapsed(p, t->scenario->end);
}
